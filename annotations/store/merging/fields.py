"""Where two versions of a row differ, column by column, as people read it."""

import json
from collections.abc import Iterator
from typing import Any

from annotations.brief.parted import parted
from annotations.brief.spec import BriefSpec
from annotations.merging import Difference
from annotations.store.merging.kinds import OWN
from annotations.store.merging.naming import Naming
from annotations.store.merging.planning import Plan
from annotations.store.merging.states import Name, Values
from annotations.store.sharing.shortening import EMPTIED

_ORDINARY = {"n_chars", "prefix", "suffix", "end", "position", "basis", "settled_at"}
"""Columns that follow from others, or say nothing to people."""
_OF_FILES = {"review_comments": {"source", "made_at"}}
"""Columns by table that say only from which file a row was read."""
_CONTENTS = "briefs", "spec"
_UNTOLD = "cannot be told in words"
_WORDS = 80
"""Code points that are shown of a text."""
_OF_TEXT = {"articles": {"digest", "n_chars"}, "claims": {"start", "end", "prefix", "suffix"}}
"""Columns that differ where one of the copies has only excerpts of the text."""


def differences_of(plan: Plan, naming: Naming, name: Name, one: Values, other: Values) -> tuple[Difference, ...]:
    """The columns in which two versions of a row differ, with their values; those that say nothing are left out."""
    kind = name[0]
    quiet = _ORDINARY | _OF_FILES.get(kind, set())
    columns = [
        column for column in columns_of(plan, kind) if column not in quiet and one.get(column) != other.get(column)
    ]
    return tuple(
        difference
        for column in columns
        for difference in (
            _parts_of_brief(naming, one.get(column), other.get(column))
            if (kind, column) == _CONTENTS
            else [Difference(column, *_shown(plan, naming, (kind, column), one.get(column), other.get(column)))]
        )
    )


def _parts_of_brief(naming: Naming, here: Any, there: Any) -> Iterator[Difference]:
    """Where two versions of a brief differ, in words; one difference where one of them cannot be read."""

    def named(kind: str, uid: str) -> str:
        number = naming.number(uid) if kind == "claims" else 0
        return f"C{number}" if number else naming.of(kind, uid)

    try:
        one, other = (BriefSpec.from_json(json.loads(text)).identified() for text in (here, there))
        rows = parted(one, other, named)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        rows = ()
    yield from (Difference(*row) for row in rows or (("spec", _UNTOLD, _UNTOLD),))


def _shown(plan: Plan, naming: Naming, place: tuple[str, str], here: Any, there: Any) -> tuple[Any, Any]:
    """Two values as people read them; of two texts the words where they part."""
    if place != ("articles", "digest"):
        return naming.shown(*place, here), naming.shown(*place, there)
    texts = plan.entries.here.text(here), plan.entries.there.text(there)
    alike = next((n for n, (one, other) in enumerate(zip(*texts, strict=False)) if one != other), min(map(len, texts)))
    start = texts[0].rfind(" ", 0, alike) + 1
    one, other = (text[start : start + _WORDS] for text in texts)
    return one, other


def columns_of(plan: Plan, kind: str) -> list[str]:
    """What can be in conflict: neither a file's own, nor what one of the copies has left out."""
    unlike = {*OWN.get(kind, ()), *EMPTIED.get(kind, {})}
    if plan.entries.here.excerpts or plan.entries.there.excerpts:
        unlike |= _OF_TEXT.get(kind, set())
    return [column for column in plan.entries.kinds[kind].columns if column not in unlike]
