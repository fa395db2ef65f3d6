"""The article as it is read: its text, the marks under the text, the cards beside it."""
