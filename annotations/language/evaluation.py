"""How good claim candidates are, measured against what people marked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields

from annotations.language.candidates import Candidate
from annotations.language.quotations import joined
from annotations.language.sentences import sentences
from annotations.language.standoff import Attribution, Marked
from annotations.spans import Span

Suggest = Callable[[str], Sequence[Candidate]]


@dataclass(frozen=True, slots=True)
class Counts:
    """What is counted; figures of several texts are added before shares are taken.

    A suggestion is right when its content overlaps a marked content by half of the shorter of the two. A marked content
    is found when half of it is covered by suggestions. A sentence counts when half of any one content lies in it.
    `sourced` are the right suggestions whose marked content has a source, `sources_right` those that overlap it.
    """

    suggested: int = 0
    right: int = 0
    marked: int = 0
    found: int = 0
    sourced: int = 0
    sources_right: int = 0
    sentences_suggested: int = 0
    sentences_marked: int = 0
    sentences_both: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        """The sum, figure by figure."""
        return Counts(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def shares(self) -> dict[str, float | None]:
        """Precision and the rest, between 0 and 1, None where there is nothing to divide by."""
        return {
            "precision": _share(self.right, self.suggested),
            "recall": _share(self.found, self.marked),
            "source_right": _share(self.sources_right, self.sourced),
            "sentence_precision": _share(self.sentences_both, self.sentences_suggested),
            "sentence_recall": _share(self.sentences_both, self.sentences_marked),
        }


def evaluated(texts: Sequence[Marked], suggest: Suggest) -> Counts:
    """Compare what is suggested for each text with what is marked in it."""
    return sum((_counted(text, suggest(text.text)) for text in texts), Counts())


def _counted(marked: Marked, suggested: Sequence[Candidate]) -> Counts:
    contents = [(candidate.content,) for candidate in suggested]
    matches = [_match(candidate.content, marked.attributions) for candidate in suggested]
    sourced = [(c, m) for c, m in zip(suggested, matches, strict=True) if m and m.source]
    covered = joined(c.content for c in suggested)
    sentence_spans = sentences(marked.text)
    by_machine = _sentences_with(sentence_spans, contents)
    by_hand = _sentences_with(sentence_spans, [a.content for a in marked.attributions])
    return Counts(
        suggested=len(suggested),
        right=sum(match is not None for match in matches),
        marked=len(marked.attributions),
        found=sum(2 * _overlap(covered, a.content) >= _length(a.content) for a in marked.attributions),
        sourced=len(sourced),
        sources_right=sum(bool(c.source and _overlap([c.source], m.source)) for c, m in sourced),
        sentences_suggested=len(by_machine),
        sentences_marked=len(by_hand),
        sentences_both=len(by_machine & by_hand),
    )


def _match(content: Span, attributions: Sequence[Attribution]) -> Attribution | None:
    """The attribution a content is right for: the one most alike of those it overlaps by half of the shorter."""
    best, best_likeness = None, 0.0
    for attribution in attributions:
        shared, length = _overlap([content], attribution.content), _length(attribution.content)
        likeness = shared / (len(content) + length - shared)
        if 2 * shared >= min(len(content), length) and likeness > best_likeness:
            best, best_likeness = attribution, likeness
    return best


def _sentences_with(sentence_spans: Sequence[Span], contents: Sequence[Sequence[Span]]) -> set[Span]:
    return {
        sentence
        for content in contents
        for sentence in sentence_spans
        if 2 * _overlap([sentence], content) >= _length(content)
    }


def _overlap(some: Sequence[Span], others: Sequence[Span]) -> int:
    """Code points in both of two lists of spans, neither of which overlaps itself."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in some for b in others)


def _length(spans: Sequence[Span]) -> int:
    return sum(len(span) for span in spans)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
