"""Why a claim is suggested, in words."""

from annotations.language.candidates import Candidate

_LONGEST = 60


def in_words(candidate: Candidate, text: str) -> str:
    """One line: who says it, by which word, and what puts it before others."""
    said = _source(candidate, text)
    known = f"{candidate.source.of(text)} says it" if candidate.source else ""
    return " · ".join(filter(None, (said, *(reason for reason in candidate.reasons if reason != known))))


def _source(candidate: Candidate, text: str) -> str:
    if candidate.source is None:
        return ""
    cue = f" (“{_short(candidate.cue.of(text))}”)" if candidate.cue else ""
    return f"said by “{_short(candidate.source.of(text))}”{cue}"


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"
