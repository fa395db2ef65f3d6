"""What is called how in the report of a merge: kinds of rows, their columns, and the sentences about them."""

from annotations.dates import in_words
from annotations.history import local_time
from annotations.merging import MergeReport, Side, Standing, Version
from annotations.wording import number_of

KINDS = {
    "articles": ("article", "articles"),
    "claims": ("claim", "claims"),
    "claim_tags": ("tag on claims", "tags on claims"),
    "tags": ("tag of the codebook", "tags of the codebook"),
    "dimensions": ("dimension", "dimensions"),
    "aliases": ("alias", "aliases"),
    "outlets": ("outlet", "outlets"),
    "coders": ("coder", "coders"),
    "batches": ("import", "imports"),
    "cuts": ("cut out of the search", "cuts out of the search"),
    "earlier_texts": ("earlier text", "earlier texts"),
    "triaged": ("triage decision", "triage decisions"),
    "briefs": ("brief", "briefs"),
    "brief_issues": ("issue of a brief", "issues of briefs"),
    "review_comments": ("review comment", "review comments"),
    "saved_filters": ("kept filter", "kept filters"),
    "rejections": ("suggestion decided on", "suggestions decided on"),
    "samples": ("sample", "samples"),
    "second_codings": ("second coding", "second codings"),
    "settlements": ("settled difference", "settled differences"),
}
"""What rows of a table are called, one and several, in the order in which they are told."""

_FIELDS = {
    "exact": "passage",
    "start": "beginning of the passage",
    "end": "end of the passage",
    "prefix": "words before",
    "suffix": "words after",
    "check_state": "check state",
    "checked_by": "checked by",
    "coder_id": "coder",
    "translation_by": "translated by",
    "outlet_id": "outlet",
    "batch_id": "import",
    "lead_id": "lead of its wire copies",
    "replaces_id": "version before",
    "digest": "text",
    "n_chars": "length of the text",
    "left_out_reason": "why it was left out",
    "headline_translated": "headline, translated",
    "parent_id": "tag above",
    "dimension_id": "dimension",
    "dont_use": "don't use",
    "tag_id": "tag",
    "spec": "contents of the brief",
}
"""Columns whose names are not what people call them."""

_DATES = {"published", "accessed", "retrieved_on", "cut_off"}

STANDS = {
    Standing.HERE: "the value here stands",
    Standing.THERE: "the value from there stands",
    Standing.NEITHER: "another value was set since",
    Standing.GONE: "no longer here",
}
_MAIN = ("articles", "claims", "claim_tags")
_LONGEST = 80
_QUOTES = ("“", "„", "«", '"')


def count_of(number: int, kind: str) -> str:
    """Return "2,000 claims"."""
    one, several = KINDS.get(kind, (kind.replace("_", " "),) * 2)
    return number_of(number, one, several)


def field_name(column: str) -> str:
    """What a column is called."""
    return _FIELDS.get(column, column.replace("_", " "))


def value(column: str, found: str | int | float | None) -> str:
    """A value of a column as it is shown; none as nothing."""
    shown = "" if found is None else str(found)
    return in_words(shown) if column in _DATES else shown


def made(version: Version) -> str:
    """Who made a version and when by the clock on the wall, as far as that is known: "Boris, 12 Mar 2026, 14:02"."""
    moment = local_time(version.at) if version.at else None
    return ", ".join(filter(None, (version.by, in_words(f"{moment:%Y-%m-%dT%H:%M}") if moment else "")))


def wins(side: Side) -> str:
    """What becomes of a conflict when it is merged."""
    return "the value here is later: it stays" if side is Side.HERE else "the value there is later: it is taken"


def deletes(side: Side) -> str:
    """What becomes of what was changed on one side and deleted on this one."""
    return "deleted here later: it stays deleted" if side is Side.HERE else "deleted there later: it goes"


def called(name: str) -> str:
    """A name between quotation marks, if it does not begin with one itself; cut where it is long."""
    line = " ".join(name.split())
    shown = line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}…"
    return shown if shown[:1] in _QUOTES else f"“{shown}”"


def copy_name(report: MergeReport) -> str:
    """What the other copy is called: its file's name, without what all projects' names end with."""
    return report.name.removesuffix(".pressmark")


def come_in(report: MergeReport) -> str:
    """What comes in and is most looked for: "12 articles, 140 claims"; empty where nothing of that does."""
    found = [(report.count(kind).added, kind) for kind in _MAIN]
    return ", ".join(count_of(number, kind) for number, kind in found if number)


def summary_of(report: MergeReport) -> str:
    """The report in a few sentences, of what was merged as of something past."""
    totals = {name: sum(getattr(count, name) for count in report.counts) for name in ("added", "changed", "deleted")}
    others = totals["added"] - sum(report.count(kind).added for kind in _MAIN)
    coming = ", ".join(filter(None, (come_in(report), number_of(others, "other thing") if others else "")))
    came = "came" if report.at else "comes" if totals["added"] == 1 else "come"
    changed, deleted = totals["changed"], totals["deleted"]
    parts = [
        f"{coming} {came} in" if coming else f"Nothing new {'came' if report.at else 'comes'} in",
        f"{number_of(changed, 'thing')} here {'changed' if report.at else _verb(changed, 'changes', 'change')}",
        f"{number_of(deleted, 'thing')} {_was(deleted) if report.at else _verb(deleted, 'is', 'are')} deleted here",
    ]
    told = [parts[0], *(part for part, name in zip(parts[1:], ("changed", "deleted"), strict=True) if totals[name])]
    sentences = [f"{'; '.join(told)}."]
    gone = sum(conflict.gone for conflict in report.conflicts)
    if number := len(report.conflicts) - gone:
        values = sum(len(conflict.differences) for conflict in report.conflicts if not conflict.gone)
        each = f"{number_of(values, 'value')} of " if values > number else ""
        sentences.append(f"{each}{number_of(number, 'thing')} {_was(values)} changed on both sides.")
    if gone:
        sentences.append(f"{number_of(gone, 'thing')} {_was(gone)} changed on one side and deleted on the other later.")
    if number := len(report.unplaced):
        sentences.append(f"{count_of(number, 'claims')} {_verb(number, 'has', 'have')} no place in a changed text.")
    sentences += [note if note.endswith((".", "!", "?")) else f"{note}." for note in report.notes]
    if report.other_project and not report.at:
        sentences.append("Merge it only if that is what you want.")
    return " ".join(sentences)


def _verb(number: int, one: str, several: str) -> str:
    return one if number == 1 else several


def _was(number: int) -> str:
    return _verb(number, "was", "were")


def merged(report: MergeReport) -> str:
    """What was done, in a few words."""
    return f"Merged {called(copy_name(report))}: {come_in(report) or 'values only, nothing new'}"


def agreement(report: MergeReport) -> str:
    """What the button that merges says."""
    return f"&Merge {come_in(report)}" if come_in(report) else "&Merge"


def heading_of(report: MergeReport) -> str:
    """What stands above the report."""
    if report.at:
        return f"Merged {called(copy_name(report))}"
    return "Nothing to merge" if report.nothing else f"Merge {called(copy_name(report))}"


def told(report: MergeReport) -> str:
    """The report in a few sentences."""
    if report.nothing and not report.at:
        return f"All that is in {called(copy_name(report))} is here already."
    return summary_of(report)
