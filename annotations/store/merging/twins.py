"""What two copies made apart and are now two of one kind: tags, outlets, coders of one name, articles of one text."""

from collections.abc import Iterable, Iterator

from annotations.merging import Twice
from annotations.outlets import normalised
from annotations.store.merging.naming import Naming
from annotations.store.merging.planning import Plan, Target

_KINDS = ("tags", "outlets", "coders")


def twice(plan: Plan, naming: Naming, added: Iterable[Target]) -> Iterator[Twice]:
    """Things that come in and have the name of others, which stand here or come in as well."""
    fresh = [target for target in added if target.name[0] in _KINDS]
    for kind in _KINDS:
        of_kind = [target for target in fresh if target.name[0] == kind]
        if of_kind:
            yield from _twice(plan, naming, kind, of_kind)


def _twice(plan: Plan, naming: Naming, kind: str, fresh: list[Target]) -> Iterator[Twice]:
    within = "dimension_id" if kind == "tags" else "''"
    rows = plan.entries.here.connection.execute(f"SELECT uid, name, {within} AS within FROM main.{kind}").fetchall()
    groups: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows:
        owner = str(plan.entries.here.uid("dimensions", row["within"])) if kind == "tags" else ""
        if plan.presence.stands((kind, row["uid"])):
            name = str(naming.values((kind, row["uid"])).get("name", row["name"]))
            groups.setdefault((owner, normalised(name)), {})[row["uid"]] = name
    wanted = set()
    for target in fresh:
        owner = str(target.values["dimension_id"]) if kind == "tags" else ""
        name = str(target.values["name"])
        groups.setdefault((owner, normalised(name)), {})[str(target.name[1])] = name
        wanted.add((owner, normalised(name)))
    for owner, name in sorted(wanted):
        found = groups[owner, name]
        if len(found) > 1:
            yield Twice(kind, tuple(sorted(found)), min(found.values()), naming.of("dimensions", owner or None))


def same_texts(plan: Plan, added: Iterable[Target]) -> Iterator[tuple[str, ...]]:
    """Uids of articles that have one text, one of which comes in at least."""
    fresh: dict[str, set[str]] = {}
    for target in added:
        if target.name[0] == "articles":
            fresh.setdefault(str(target.values["digest"]), set()).add(str(target.name[1]))
    for digest, uids in sorted(fresh.items()):
        rows = plan.entries.here.connection.execute("SELECT uid FROM main.articles WHERE digest = ?", (digest,))
        others = {row[0] for row in rows.fetchall() if plan.presence.stands(("articles", row[0]))}
        if len(uids | others) > 1:
            yield tuple(sorted(uids | others))
