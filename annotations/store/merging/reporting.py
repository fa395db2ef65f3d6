"""The report of a merge, made of its plan."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from annotations.brief.editions import issue_name
from annotations.merging import Count, Kept, MergeReport, Moved, Renumbered, SameText, Side, Unplaced
from annotations.store.merging.conflicts import conflicts
from annotations.store.merging.kinds import MERGED, TAGGINGS
from annotations.store.merging.naming import Naming
from annotations.store.merging.one_sided import changed, coded, is_changed, items
from annotations.store.merging.planning import STANDS_AGAIN, Plan, Target
from annotations.store.merging.twins import same_texts, twice


def report_of(plan: Plan, path: Path) -> MergeReport:
    """Tell what a plan does."""
    here, there = plan.entries.here, plan.entries.there
    naming = Naming(plan.entries)
    added = [target for target in plan.targets if target.stands and not target.stood]
    gone = [target for target in plan.targets if target.stood and not target.stands]
    both = conflicts(plan, naming)
    return MergeReport(
        path.name,
        other_project=here.meta("uid") != there.meta("uid"),
        excerpts=there.excerpts,
        counts=tuple(_counts(plan.targets)),
        incoming=tuple(items(naming, added)),
        conflicts=both,
        kept=tuple(_kept(plan, naming)),
        renumbered=tuple(_renumbered(plan)),
        twice=tuple(twice(plan, naming, added)),
        same_texts=tuple(_same_texts(plan, naming, added)),
        moved=tuple(_moved(plan)),
        unplaced=tuple(_unplaced(plan, naming)),
        notes=tuple(_notes(plan, naming)),
        coded=tuple(coded(plan, naming, added)),
        changed=tuple(changed(plan, naming, {(one.kind, one.uid) for one in both})),
        deleted=tuple(items(naming, gone)),
        uncoded=tuple(coded(plan, naming, gone)),
    )


def _counts(targets: Iterable[Target]) -> Iterator[Count]:
    found: Counter[tuple[str, str]] = Counter()
    for target in targets:
        kind = target.name[0]
        if target.stands and target.stood:
            found[kind, "changed"] += is_changed(target)
        elif target.stands or target.stood:
            found[kind, "added" if target.stands else "deleted"] += 1
    for kind in MERGED:
        count = Count(kind, *(found[kind, what] for what in ("added", "changed", "deleted")))
        if count != Count(kind):
            yield count


def _kept(plan: Plan, naming: Naming) -> Iterator[Kept]:
    """What was deleted for itself in one copy, and stands all the same."""
    for target in plan.targets:
        side = _deleted_on(plan, target) if target.stands and target.name[0] != TAGGINGS else None
        if side is None:
            continue
        owned = plan.entries.owned.get(target.name, ())
        claims = {name for name in owned if name[0] == "claims" and plan.presence.stands(name)}
        yield Kept(target.name[0], str(target.name[1]), naming.of(*target.name), side, len(claims))


def _deleted_on(plan: Plan, target: Target) -> Side | None:
    """Where a row was deleted for itself that the other side worked on without knowing of it."""
    entry, here, there = target.entry, plan.entries.here, plan.entries.there
    if target.grave and target.grave[1] == STANDS_AGAIN:
        return Side.HERE if entry.here and entry.here.grave == target.grave[0] else Side.THERE
    for side, state, other in ((Side.HERE, entry.here, there), (Side.THERE, entry.there, here)):
        if state and not state.present and not state.alive and not other.covers(state.grave):
            return side
    return None


def _renumbered(plan: Plan) -> Iterator[Renumbered]:
    for uid, before in plan.numbers.before.items():
        entry = plan.entries.by_name["claims", uid]
        side = Side.HERE if entry.here and entry.here.present else Side.THERE
        now = plan.numbers.columns[uid]["number"] or 0
        yield Renumbered(uid, before, now, str(entry.values.get("exact", "")), side)


def _same_texts(plan: Plan, naming: Naming, added: list[Target]) -> Iterator[SameText]:
    for uids in same_texts(plan, added):
        rows = [naming.values(("articles", uid)) for uid in uids]
        yield SameText(
            uids,
            tuple(str(row.get("headline", "")) for row in rows),
            tuple(naming.of("outlets", row.get("outlet_id")) for row in rows),
            tuple(str(row.get("published", "")) for row in rows),
        )


def _moved(plan: Plan) -> Iterator[Moved]:
    for target in plan.targets:
        kind, key = target.name
        if kind == "claims" and target.stands and target.name in plan.placed.passages:
            values, before = target.values, int(target.entry.values["start"])
            uid = str(values["article_id"])
            yield Moved(str(key), values["number"], values["exact"], uid, before, values["start"])


def _unplaced(plan: Plan, naming: Naming) -> Iterator[Unplaced]:
    """Claims that stood in one of the copies and have no place in the text that stands."""
    for target in plan.targets:
        if target.name[0] != "claims" or target.name not in plan.placed.lost or not target.entry.source.present:
            continue
        uid, values = str(target.name[1]), target.entry.values
        article = str(values["article_id"])
        yield Unplaced(
            uid,
            values["number"],
            values["exact"],
            values["prefix"],
            values["suffix"],
            values["start"],
            plan.placed.lost[target.name],
            article,
            naming.of("articles", article),
            Side.THERE if target.entry.from_there else Side.HERE,
            note=values["note"],
            comment=values["comment"],
            translation=values["translation"],
            question=values["question"],
            coder=naming.of("coders", values["coder_id"]),
            created_at=values["created_at"],
            tags=tuple(sorted(_tags(plan, naming, uid))),
        )


def _tags(plan: Plan, naming: Naming, claim: str) -> Iterator[tuple[str, str, str, str]]:
    """The tags of a claim in either copy: dimension, tag, role, coder."""
    keys = {name[1] for name in plan.entries.owned.get(("claims", claim), ()) if name[0] == TAGGINGS}
    for copy in (plan.entries.here, plan.entries.there):
        row_id = copy.id("claims", claim)
        keys |= set(copy.children(TAGGINGS, "claim_id", row_id)) if row_id is not None else set()
    for key in keys:
        entry = plan.entries.by_name.get((TAGGINGS, key))
        if entry is None or entry.both.alive:
            dimension = naming.values(("tags", key[1])).get("dimension_id")
            yield naming.of("dimensions", dimension), naming.of("tags", key[1]), key[2], naming.of("coders", key[3])


def _notes(plan: Plan, naming: Naming) -> Iterator[str]:
    if plan.entries.here.meta("uid") != plan.entries.there.meta("uid"):
        yield "The other file is not a copy of this project, but of another one"
    if plan.entries.there.excerpts:
        yield "The other file has excerpts only: full texts that this project has stay"
    yield from _issued_twice(plan, naming)


def _issued_twice(plan: Plan, naming: Naming) -> Iterator[str]:
    """Issues of a brief with one number that both copies handed out."""
    sql = (
        "SELECT 1 FROM main.brief_issues i JOIN main.briefs b ON b.id = i.brief_id"
        " WHERE b.uid = ? AND i.number = ? AND i.version = ? AND i.uid <> ?"
    )
    for target in plan.targets:
        if target.name[0] != "brief_issues" or target.stood or not target.stands:
            continue
        brief, number, version = (target.values[column] for column in ("brief_id", "number", "version"))
        if plan.entries.here.connection.execute(sql, (brief, number, version, target.name[1])).fetchone():
            what = f"“{naming.of('briefs', brief)}”, {issue_name(number, version).lower()}"
            yield f"Both copies issued {what}: the later one stands, the other is superseded"
