"""Speakers that the layout of a line names: transcripts, headlines, a second speaker after a semicolon."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from annotations.language.candidates import Candidate, Pattern
from annotations.language.cues import NO_NAMES
from annotations.spans import Span, trimmed
from annotations.text import paragraphs

_LONGEST_HEADLINE = 160
"""Code points; a longer line is a paragraph."""

_ASIDE = r"(?: \([^()\n]{1,40}\))?"
_TRANSCRIPT = re.compile(rf"(?P<who>[A-Z][A-Z.’'-]+(?:,? [A-Z][A-Z.’'-]*){{0,4}}){_ASIDE}: +(?P<what>\S.*)")
_NAME = r"(?:[A-Z][\w’'-]*|[A-Z]\.)(?: (?:[A-Z][\w’'-]*|[A-Z]\.|of|the|for)){0,4}"
_TURN = re.compile(rf"(?P<who>(?:(?:Mr|Mrs|Ms|Dr|Prof)\.? )?{_NAME}){_ASIDE}: +(?P<what>\S.*)")
_TURNS = 2
"""A name that begins so many lines with a colon behind it speaks in a conversation."""

_BEFORE = re.compile(rf"(?P<who>{_NAME}): +(?P<what>\S.*)")
_AFTER = re.compile(rf"(?P<what>\S.*?) [–—-] (?P<who>{_NAME})")
_SECOND = re.compile(
    r"; (?:and |but |while )?(?P<who>(?:the |a )?(?:[\w’'-]+ ){0,4}?[\w’'-]+), that (?P<what>[^;.\n]+)"
)
_WORD = re.compile(r"\w+")


def speaker_lines(text: str) -> Iterator[Candidate]:
    """What lines say of their speaker: “WALLACE: …” anywhere, “Putin: …” and “… – Putin” in a headline.

    A headline is a short line that ends without a full stop. “Anna Holm: …” is a line of a conversation where she has
    several. Words such as UPDATE or Photo are no speakers.
    """
    lines = [(start, text[start:end].strip()) for start, end in paragraphs(text)]
    turns = Counter(match["who"] for _, line in lines if (match := _TURN.fullmatch(line)))
    for start, line in lines:
        if not line:
            continue
        match = _TRANSCRIPT.fullmatch(line) or (_in_headline(line) if len(line) <= _LONGEST_HEADLINE else None)
        turn = _TURN.fullmatch(line)
        if not match and turn and turns[turn["who"]] >= _TURNS:
            match = turn
        if not match or _is_no_name(match["who"]) or len(_WORD.findall(match["what"])) < 3:  # noqa: PLR2004
            continue
        offset = text.index(line, start)
        content = trimmed(text, Span(offset + match.start("what"), offset + match.end("what")))
        if content:
            source = Span(offset + match.start("who"), offset + match.end("who"))
            yield Candidate(content, source, None, Pattern.SPEAKER)


def second_speakers(text: str, earlier: list[Candidate]) -> Iterator[Candidate]:
    """The one who has no verb of his own, as Brandt: “Kolt said that it fell; Brandt, that it rose”."""
    verbs = {c.cue.start: c for c in reversed(earlier) if c.cue and c.pattern is not Pattern.SPEAKER}
    places = sorted(verbs)
    for match in _SECOND.finditer(text):
        before = bisect_left(places, match.start()) - 1
        line_start = text.rfind("\n", 0, match.start()) + 1
        if before < 0 or places[before] < line_start:
            continue
        if content := trimmed(text, Span(match.start("what"), match.end("what"))):
            last = verbs[places[before]]
            source = Span(match.start("who"), match.end("who"))
            yield Candidate(content, source, last.cue, last.pattern, last.cue_class)


def _in_headline(line: str) -> re.Match[str] | None:
    if line[-1] in ".!?…" or line.count(".") > 1:
        return None
    return _BEFORE.fullmatch(line) or _AFTER.fullmatch(line)


def _is_no_name(who: str) -> bool:
    words = [word.lower() for word in _WORD.findall(who)]
    return not words or words[0] in NO_NAMES
