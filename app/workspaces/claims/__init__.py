"""The claims of the project as one table: filtered, sorted, recoded and exported."""
