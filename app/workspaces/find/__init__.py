"""Find in project: what is typed is looked for in all articles, and the hits lead to their passages."""
