"""Tables with one article a row: CSV, TSV, workbooks and JSON lines, their columns mapped to fields."""
