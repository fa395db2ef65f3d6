"""Files as they were dropped: folders, archives, links, what is no press file, the originals."""
