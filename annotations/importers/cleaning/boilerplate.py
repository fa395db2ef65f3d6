"""Lines that a page prints around its article: teasers, share bars, cookie notes, calls to subscribe, advertisements.

Only whole lines that are plainly of such a kind are left out, each with its reason, so that a person can bring it back.
A line within an article that merely speaks of cookies or of sharing stays.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from annotations.importers.cleaning import boilerplate_words as words
from annotations.importers.cleaning.sentence_ends import ASKING, SENTENCE_ENDS
from annotations.importers.draft import Cut


class Why(StrEnum):
    """Why a line was left out; completes the sentence "left out as …"."""

    TEASER = "a teaser of another article"
    SHARING = "a bar of buttons"
    COOKIES = "a note on cookies"
    CALL = "a call to subscribe or follow"
    ADVERT = "an advertisement"
    RIGHTS = "a notice of rights"
    CAPTION = "a caption or credit of a picture"
    TAGS = "a list of tags"
    AUTHOR = "a note on the author"
    COMMENTS = "comments of readers"
    BYLINE = "author and date"
    MENU = "a menu"
    HIDDEN = "not shown on the page"
    OUTSIDE = "outside the article"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a source, and what the source tells of it.

    `listed` is true of items of lists and rows of tables, `heading` of headings. `linked` is true if all of it is a
    link, None where a source has no links. `apart` says whether it stands apart from the line above by a blank line,
    None where a source has no such lines. `why` is the reason to leave it out, if the source tells one.
    """

    text: str
    heading: bool = False
    listed: bool = False
    linked: bool | None = None
    apart: bool | None = None
    why: str = ""


_LONGEST_TEASER = 220
_LONGEST_NOTE = 400
_LONGEST_CALL = 200
_LONGEST_LABEL = 80
_LONGEST_TITLE = 140
_LONGEST_TAG = 40
_LONGEST_IN_FORM = 300
_LINES_OF_A_FORM = 7
_LAST_LINES = 3
_FEWEST_IN_RUN = 3
_FEWEST_TITLES = 2
_FEWEST_WORDS = 3
_HEADLINE_AND_HEADING = 2
_SOME_SENTENCES = 3
_LONGEST_UNDER_COMMENTS = 600
_SENTENCE_END = (*SENTENCE_ENDS, ":", ";", ")", "“")
_OPENING = (":", "：")
_CALLING = (*ASKING, "!", "！")
_MARK = re.compile(r"^(?:[•·‣▪–—*-]|\d{1,3}[.)])\s+")
_CELLS = " | "
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{3}")


def cleaned(lines: Sequence[str | Line], opening: int = 1) -> tuple[list[str], list[Cut]]:
    """Return the lines of the article and those left out.

    Args:
        lines: paragraphs, each on one line.
        opening: how many lines at the beginning are the article's own whatever they say: headline and standfirst.
    """
    given = [Line(line) if isinstance(line, str) else line for line in lines]
    reasons = _Reasons(given, opening)
    kept: list[str] = []
    cuts: list[Cut] = []
    for line, why in zip(given, reasons.found(), strict=True):
        if why:
            cuts.append(Cut(len(kept), line.text, why))
        else:
            kept.append(line.text)
    return kept, cuts


class _Reasons:
    """Finds the reason for each line, "" for those of the article."""

    def __init__(self, lines: list[Line], opening: int) -> None:
        self._lines = lines
        self._opening = opening
        self._whys = ["" if n < opening else line.why or self._of_itself(line) for n, line in enumerate(lines)]
        self._sentences = [0, *accumulate(_is_sentence(line) for line in lines)]
        self._last_long = max(
            (n for n, line in enumerate(lines) if len(line.text) > _LONGEST_UNDER_COMMENTS), default=0
        )

    def found(self) -> list[str]:
        """Look at each line with those around it."""
        place = self._opening
        while place < len(self._lines):
            place = max(place + 1, self._follow(place))
        self._rights()
        self._end()
        return self._whys

    def _of_itself(self, line: Line) -> str:
        """The reason that a line gives by its own words."""
        if len(line.text) > _LONGEST_NOTE:
            return ""
        return next((why for why, longest, is_one in _KINDS if len(line.text) <= longest and is_one(line.text)), "")

    def _follow(self, place: int) -> int:
        """Leave out what belongs to the label at a place; return the place behind it."""
        match why := _label(self._lines[place].text):
            case Why.CALL | Why.COOKIES:
                end = self._form(place, why)
            case Why.TEASER | Why.TAGS:
                end = self._titles(place, why, _LONGEST_TITLE if why == Why.TEASER else _LONGEST_TAG)
            case Why.AUTHOR if self._is_late(place):
                end = self._leave_out(place, place + 2, why)
            case Why.COMMENTS:
                end = self._comments(place)
            case _:
                end = place + 1
        return end

    def _leave_out(self, start: int, end: int, why: str) -> int:
        end = min(end, len(self._lines))
        self._whys[start:end] = [known or why for known in self._whys[start:end]]
        return end

    def _form(self, place: int, why: str) -> int:
        """A call and everything down to its last field or button, if one follows soon."""
        last = place
        is_plain = False  # whether a line between is of no known kind
        for at in range(place + 1, min(place + 1 + _LINES_OF_A_FORM, len(self._lines))):
            text = self._lines[at].text
            if words.FORM.fullmatch(text):
                last = at
            elif len(text) > _LONGEST_IN_FORM or (is_plain and _label(text)):
                break
            elif not self._whys[at]:
                is_plain = True
                if last > place:
                    break
        return self._leave_out(place, last + 1, why) if last > place else place + 1

    def _titles(self, place: int, why: str, longest: int) -> int:
        """A label and the headlines under it.

        A heading of the article may follow them: one that is no link where they are links, or that stands apart where
        they do not.
        """
        end = place + 1
        while end < len(self._lines) and self._is_title(end, longest):
            line, first = self._lines[end], self._lines[place + 1]
            if (line.listed and not first.listed) or (first.linked and not line.linked and not line.why):
                break  # a list or a heading of the article
            if _label(line.text):
                break  # another kind begins
            end += 1
        if self._ends_with_heading(place, end):
            end -= 1
        return self._leave_out(place, end, why) if end > place + 1 else end

    def _ends_with_heading(self, place: int, end: int) -> bool:
        """Whether the last line of a run above the article's next paragraph is the heading of that, as far as told."""
        run = self._lines[place + 1 : end]
        if len(run) < _HEADLINE_AND_HEADING or end == len(self._lines) or not run[-1].apart or run[-1].linked:
            return False
        is_close = not all(line.apart for line in run)
        return is_close or bool(words.SINGLE_LABEL.fullmatch(self._lines[place].text))

    def _is_title(self, place: int, longest: int) -> bool:
        line = self._lines[place]
        if line.why or line.linked:
            return len(line.text) <= _LONGEST_TEASER
        if line.linked is False and (line.heading or line.listed):
            return False
        text = line.text
        return len(text) <= longest and (not text.endswith(_SENTENCE_END) or text.endswith(_CALLING))

    def _is_late(self, place: int) -> bool:
        """Whether some sentences of an article stand above."""
        return self._sentences[place] >= _SOME_SENTENCES

    def _comments(self, place: int) -> int:
        """Comments go on to the end of a page; a bar at its top that counts them is followed by the article."""
        above = self._sentences[place] - self._sentences[min(self._opening, place)]
        below = self._sentences[-1] - self._sentences[place + 1]
        if above < max(_SOME_SENTENCES, below) or self._last_long > place:
            return self._leave_out(place, place + 1, Why.SHARING)
        return self._leave_out(place, len(self._lines), Why.COMMENTS)

    def _rights(self) -> None:
        """Keep notices of rights that are not at the end: they are what the article is about."""
        below = 0
        for place in reversed(range(self._opening, len(self._lines))):
            if self._whys[place] == Why.RIGHTS and not self._lines[place].why and below >= _LAST_LINES:
                self._whys[place] = ""
            below += not self._whys[place]

    def _end(self) -> None:
        """Headlines of other articles that stand under the last sentence, without a label."""
        kept = [place for place, why in enumerate(self._whys) if not why]
        run: list[int] = []
        for place in reversed(kept):
            line = self._lines[place]
            is_list = line.listed or _MARK.match(line.text) or _CELLS in line.text
            if place < self._opening or (is_list and not line.linked) or not _may_be_title(line):
                break
            run.append(place)
        above = self._lines[kept[-len(run) - 1]].text if len(run) < len(kept) else ""
        titles = sum(_is_like_title(self._lines[place].text) for place in run)
        are_titles = len(run) >= _FEWEST_IN_RUN and titles >= max(_FEWEST_TITLES, (len(run) - 1) / 2)
        if are_titles and above.endswith(_SENTENCE_END) and not above.endswith(_OPENING):
            for place in run:
                self._whys[place] = Why.TEASER


def _label(text: str) -> str:
    """The kind of lines that a line announces, "" if it announces none."""
    return next((why for why, longest, is_one in _LABELS if len(text) <= longest and is_one(text)), "")


def _is_sentence(line: Line) -> bool:
    return line.text.endswith(_SENTENCE_END) and _has_words(line.text)


def _has_words(text: str) -> bool:
    return len(text.split()) >= _FEWEST_WORDS or bool(_UNSPACED.search(text))


def _is_like_title(text: str) -> bool:
    """Some words; what ends with a figure is a date or a result."""
    return _has_words(text) and not text[-1].isdigit()


def _may_be_title(line: Line) -> bool:
    """Whether a line may stand in a run of headlines: one, or the section or the date of one."""
    text = line.text
    return len(text) <= _LONGEST_TITLE and (not text.endswith(_SENTENCE_END) or text.endswith(_CALLING))


def _is_bar(line: str) -> bool:
    """Whether a line is nothing but names of buttons, one of them at least not a number."""
    if words.BUTTON.fullmatch(line.strip()):
        return not line.strip().isdigit()
    parts = [part for part in words.BUTTON_PARTS.split(line.strip()) if part]
    return bool(parts) and all(map(words.BUTTON.fullmatch, parts)) and not all(map(str.isdigit, parts))


def _is_tags(line: str) -> bool:
    return bool(words.TAGS.fullmatch(line)) and not line.endswith((".", "。"))


_KINDS: tuple[tuple[Why, int, Callable[[str], object]], ...] = (
    (Why.TEASER, _LONGEST_TEASER, words.TEASER.fullmatch),
    (Why.SHARING, _LONGEST_CALL, _is_bar),
    (Why.SHARING, _LONGEST_CALL, words.TOOL.fullmatch),
    (Why.COOKIES, _LONGEST_NOTE, words.COOKIES.match),
    (Why.CALL, _LONGEST_CALL, words.CALL.match),
    (Why.CALL, _LONGEST_LABEL, words.FORM.fullmatch),
    (Why.ADVERT, _LONGEST_CALL, words.ADVERT.fullmatch),
    (Why.RIGHTS, _LONGEST_TEASER, words.RIGHTS.fullmatch),
    (Why.CAPTION, _LONGEST_NOTE, words.CAPTION.fullmatch),
    (Why.TAGS, _LONGEST_CALL, _is_tags),
)
"""Each kind with the code points that a line of it has at most, and what tells one."""

_LABELS: tuple[tuple[Why, int, Callable[[str], object]], ...] = (
    (Why.CALL, _LONGEST_NOTE, words.CALL.match),
    (Why.COOKIES, _LONGEST_NOTE, words.COOKIES.match),
    (Why.CALL, _LONGEST_LABEL, words.CALL_LABEL.fullmatch),
    (Why.TEASER, _LONGEST_LABEL, words.LABEL.fullmatch),
    (Why.TAGS, _LONGEST_LABEL, words.TAGS_LABEL.fullmatch),
    (Why.AUTHOR, _LONGEST_LABEL, words.AUTHOR_LABEL.fullmatch),
    (Why.COMMENTS, _LONGEST_LABEL, words.COMMENTS.fullmatch),
)
"""The lines that announce others of their kind."""
