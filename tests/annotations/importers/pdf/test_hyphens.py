"""Lines put together: which hyphens were the printer's, and where no space belongs between two lines."""

import pytest

from annotations.importers.pdf.hyphens import joined_lines, words_within


@pytest.mark.parametrize(
    ("lines", "words", "text"),
    [
        (["sove-", "reignty"], set(), "sovereignty"),
        (["SOVE-", "REIGNTY"], set(), "SOVEREIGNTY"),
        (["state-", "owned"], {"state-owned"}, "state-owned"),
        (["state-", "owned"], {"state-owned", "stateowned"}, "stateowned"),
        (["state-", "backed"], {"state"}, "state-backed"),
        (["un-", "backed"], set(), "unbacked"),
        (["two-year-", "old"], set(), "two-year-old"),
        (["19-", "year-old"], set(), "19-year-old"),
        (["2020-", "2026"], set(), "2020-2026"),
        (["West-", "East"], set(), "West-East"),
        (["self-", "rule"], set(), "self-rule"),
        (["state-", "of-the-art"], {"state"}, "state-of-the-art"),
        (["soft\u00ad", "ware"], set(), "software"),
        (["soft\u00ac", "ware"], set(), "software"),
        (["soft\u2010", "ware"], set(), "software"),
        (["soft\x02", "ware"], set(), "software"),
        (["West\x02", "East"], set(), "West-East"),
        (["Innen-", "und Außenpolitik"], set(), "Innen- und Außenpolitik"),
        (["Wirt-", "schaft"], set(), "Wirtschaft"),
        (["lui-", "même"], {"lui"}, "lui-même"),
        (["из-", "за реки"], set(), "из-за реки"),
        (["что-", "то"], set(), "что-то"),
        (["мес-", "то"], set(), "место"),
        (["so\u00adft"], set(), "soft"),
        (["one -", "two"], set(), "one - two"),
        (["one—", "two"], set(), "one—two"),
        (["and/", "or"], set(), "and/or"),
        (["one", "two"], set(), "one two"),
        (["国家银行发布", "新的模型。"], set(), "国家银行发布新的模型。"),
        (["국가 은행이", "발표했다"], set(), "국가 은행이 발표했다"),
        (["รัฐบาล", "ประกาศ"], set(), "รัฐบาลประกาศ"),
        (["", "two"], set(), "two"),
        (["a-", "b-", "c"], {"a-b", "b-c"}, "a-b-c"),
        ([], set(), ""),
    ],
)
def test_joining(lines, words, text):
    assert joined_lines(lines, frozenset(words)) == text


def test_the_halves_of_broken_words_are_no_words():
    assert words_within(["The state-owned bank and its sove-", "reignty go on"]) == {
        "the", "state-owned", "bank", "and", "its", "go", "on",
    }  # fmt: skip
