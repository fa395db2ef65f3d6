"""Markdown is reduced to what a reader of the page would see."""

import pytest

from annotations.importers.texts.markdown import plain, plain_paragraphs

TEXT = """---
title: "State bank unveils model"
author: [A. Writer, B. Other]
date: 2026-03-12
source: The Example Courier
tags:
  - banks
---

# State bank unveils model

He said **this** and
[that](https://x.example/a_(b "t")) in _one_ breath.

## Sanctions ##

> Quoted *words* that
> go on.

1. first
2. second

- item with `code`

```
kept_as_it_is **here**
```

Underlined
==========

| Name | Value |
|------|-------|
| a    | b     |

[1]: https://reference.example
"""


def test_a_whole_file(press, read_one):
    draft = read_one(press.write("a.md", TEXT))
    assert (draft.headline, draft.author) == ("State bank unveils model", "A. Writer, B. Other")
    assert (draft.outlet, draft.published) == ("The Example Courier", "2026-03-12")
    assert draft.raw_header.startswith("title:")
    assert draft.text.split("\n")[0] == "State bank unveils model"
    assert draft.text.count("State bank unveils model") == 1
    for line in (
        "Sanctions",
        "Quoted words that go on.",
        "1. first",
        "2. second",
        "• item with code",
        "Name | Value",
        "a | b",
        "Underlined",
    ):
        assert line in draft.text.split("\n")
    assert "kept_as_it_is **here**" in draft.text
    assert "reference.example" not in draft.text
    assert "---" not in draft.text


@pytest.mark.parametrize(
    ("marked", "seen"),
    [
        ("**bold** and __bold__", "bold and bold"),
        ("*one* and _two_", "one and two"),
        ("snake_case_word and 2 * 3 * 4", "snake_case_word and 2 * 3 * 4"),
        ("[link](https://a.example) end", "link end"),
        ("![picture](a.png)text", "text"),
        ("<https://a.example>", "https://a.example"),
        ("a <b>tag</b> &amp; more", "a tag & more"),
        (r"\*kept\*", "*kept*"),
        ("~~gone~~ `code`", "gone code"),
    ],
)
def test_inline_marks(marked, seen):
    assert plain(marked) == seen


def test_a_text_file_full_of_marks_is_read_as_markdown(press, read_one):
    draft = read_one(press.write("a.txt", "# The headline\n\nSome **bold** words and a [link](https://a.example).\n"))
    assert draft.text == "The headline\nSome bold words and a link."


def test_stars_in_plain_text_mean_themselves(press, read_one):
    draft = read_one(press.write("a.txt", "The headline\nRated **** by all\n"))
    assert "Rated **** by all" in draft.text


def test_long_lines_of_unclosed_marks_take_no_time():
    for mark in ("[", "**a", "_a", "`x ", "<a ", "~~x"):
        assert plain_paragraphs([mark * 20_000])
