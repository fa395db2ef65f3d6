"""What an engine found in a text, whichever codebook is used with it: kept in the project by the text's digest."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from annotations.language.candidates import Candidate, Pattern
from annotations.language.cues import CueClass
from annotations.spans import Span


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text, as an engine read it. `kind` is "person", "organisation", "place" or "group".

    `lemma` is its basic form where the engine knows it, as of declined Russian names, and empty elsewhere.
    """

    span: Span
    kind: str
    lemma: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """All that was found in one text. Spans are its code points; candidates have no scores yet.

    `engine` is the label of the engine that read it, `note` says in one sentence why no better one did, `language` is
    the code of the language it was read as, empty if that is not known.
    """

    engine: str
    language: str
    candidates: tuple[Candidate, ...] = ()
    names: tuple[Name, ...] = ()
    note: str = ""

    def as_json(self) -> dict[str, Any]:
        """It as an object of JSON, which `from_json` reads."""
        return {
            "engine": self.engine,
            "language": self.language,
            "note": self.note,
            "candidates": [
                [_pair(c.content), _pair(c.source), _pair(c.cue), c.pattern.value, c.cue_class.value]
                for c in self.candidates
            ],
            "names": [[_pair(name.span), name.kind, name.lemma] for name in self.names],
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any], length: int) -> "Found":
        """Read what `as_json` made, of a text of `length` code points.

        Raises:
            ValueError: if it is anything else, or names passages outside the text: project files come from others.
        """
        try:
            return cls(
                _text(values["engine"]),
                _text(values["language"]),
                tuple(_candidate(one, length) for one in values["candidates"]),
                tuple(Name(_span(span, length), _text(kind), _text(lemma)) for span, kind, lemma in values["names"]),
                _text(values["note"]),
            )
        except (KeyError, TypeError) as error:
            raise ValueError("not what an engine found in a text") from error


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _candidate(values: Any, length: int) -> Candidate:
    content, source, cue, pattern, cue_class = values
    return Candidate(
        _span(content, length),
        _span(source, length) if source is not None else None,
        _span(cue, length) if cue is not None else None,
        Pattern(pattern),
        CueClass(cue_class),
    )


def _span(values: Any, length: int) -> Span:
    start, end = values
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= length:
        raise ValueError(f"no passage of the text: {values!r:.60}")
    return Span(start, end)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(type(value))
    return value
