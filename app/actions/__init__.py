"""What the commands do, by menu: files and briefs, claims and tags, view and going about."""
