"""Corrections that were made in an import and are proposed in the next one from the same source.

A site calls itself "www.northerncourier.example | Home" in every page; whoever has put that right once need not do so
again. What is remembered is an old value and a new one, of one field, for one layout (see `layouts`): neither the
headline nor the date of one article says anything of another's.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from annotations.importers.compose import corrected, one_line
from annotations.importers.draft import Draft
from annotations.importers.layouts import is_of_one_source
from annotations.importers.values.languages import language_code

FIELDS = ("outlet", "section", "author", "language")
"""Fields whose corrections are remembered."""

MOST_RULES = 300
"""Corrections that are kept; those made longest ago are forgotten."""

_CONSTANT = {"outlet", "language"}
"""Fields that are the same in everything of one source, and so may be filled where the source leaves them empty."""
_LONGEST = 200
"""Code points of a layout or a value."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What is remembered: in drafts of a layout a field that reads `before` (empty: has no value) becomes `after`."""

    layout: str
    field: str
    before: str
    after: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What there is one rule of."""
        return self.layout, self.field, self.before


@dataclass(frozen=True, slots=True)
class Seen:
    """A field of an imported draft: as it was read, as it was imported, and whether the person typed that."""

    layout: str
    field: str
    before: str
    after: str
    typed: bool


Rules = Mapping[tuple[str, str, str], Rule]
"""Rules by their keys, the latest first."""


def recalled(draft: Draft, rules: Rules) -> tuple[Draft, frozenset[str]]:
    """Return the draft with what was remembered of its layout, and the names of the fields that this changed."""
    changed: set[str] = set()
    for name in FIELDS if draft.layout else ():
        before = getattr(draft, name)
        rule = rules.get((draft.layout, name, before))
        if rule and _may_change(name, before, guessed=name in draft.guessed):
            draft = corrected(draft, name, rule.after)
            changed.add(name)
    return draft, frozenset(changed)


def seen_in(before: Draft, after: Draft, typed: Iterable[str]) -> list[Seen]:
    """Return what an imported draft tells: the draft as it was read, as it was imported, and the names typed."""
    names = {*typed}
    return [
        Seen(before.layout, name, old, getattr(after, name), name in names)
        for name in FIELDS
        if before.layout and _may_change(name, old := getattr(before, name), guessed=name in before.guessed)
    ]


def learnt(rules: Rules, seen: Iterable[Seen]) -> dict[tuple[str, str, str], Rule]:
    """Return the rules after an import, the latest first.

    A correction is learnt only where all articles of a layout that came with a value left with the same other one;
    where some were corrected to this and some to that, nothing can be told of the next one, and what was remembered is
    forgotten. So it is where the person put the old value back.
    """
    values: dict[tuple[str, str, str], set[str]] = {}
    typed: dict[tuple[str, str, str], None] = {}
    for one in seen:
        key = one.layout, one.field, one.before
        values.setdefault(key, set()).add(one.after)
        if one.typed:
            typed[key] = None
    new: dict[tuple[str, str, str], Rule] = {}
    for key in typed:
        after = values[key].pop() if len(values[key]) == 1 else ""
        rule = Rule(*key, after)
        if after != rule.before and _is_sound(rule):
            new[key] = rule
    kept = {key: rule for key, rule in rules.items() if key not in typed}
    return _bounded({**new, **kept})


def forgotten(rules: Rules, gone: Iterable[Rule]) -> dict[tuple[str, str, str], Rule]:
    """Return the rules without some."""
    keys = {rule.key for rule in gone}
    return {key: rule for key, rule in rules.items() if key not in keys}


def to_json(rules: Rules) -> str:
    """Return the rules as text; `from_json` turns it back."""
    return json.dumps([[rule.layout, rule.field, rule.before, rule.after] for rule in rules.values()])


def from_json(text: str) -> dict[tuple[str, str, str], Rule]:
    """Return the rules in a text; of a damaged or hostile one, those that are sound."""
    try:
        stored = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    found = (_rule(item) for item in stored) if isinstance(stored, list) else ()
    rules: dict[tuple[str, str, str], Rule] = {}
    for rule in found:
        if rule and rule.key not in rules:
            rules[rule.key] = rule
    return _bounded(rules)


def _rule(item: Any) -> Rule | None:
    if not isinstance(item, list) or len(item) != len(Rule.__slots__):
        return None
    if not all(isinstance(part, str) for part in item):
        return None
    rule = Rule(*item)
    return rule if _is_sound(rule) else None


def _is_sound(rule: Rule) -> bool:
    """Whether a rule may be applied: of a field that is remembered, with a value as a person could have typed it."""
    if rule.field not in FIELDS or not rule.layout or not rule.after:
        return False
    if rule.before == "" and not (rule.field in _CONSTANT and is_of_one_source(rule.layout)):
        return False
    if max(map(len, (rule.layout, rule.before, rule.after))) > _LONGEST or one_line(rule.after) != rule.after:
        return False
    return rule.field != "language" or language_code(rule.after) == rule.after


def _may_change(field: str, before: str, *, guessed: bool) -> bool:
    """A language that the source states holds for this article, whatever others of the same layout are in."""
    return field != "language" or guessed or not before


def _bounded(rules: Rules) -> dict[tuple[str, str, str], Rule]:
    return dict([*rules.items()][:MOST_RULES])
