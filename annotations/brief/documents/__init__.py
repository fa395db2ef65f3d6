"""The brief for those who must edit it: its parts as plain values, and files made of these.

Annotated articles are in none of them: their cards and marks need the pages of the PDF.
"""
