"""What sources say of an article and how it is read: dates, languages, bylines."""
