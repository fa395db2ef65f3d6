"""Downloads of press databases: one file with many articles, split into them."""
