"""Press files into a project in one go, without a preview: what the command line does."""

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from annotations.articles import Article, Batch
from annotations.importers.draft import Draft, Found
from annotations.importers.likeness.duplicates import Twin, twins
from annotations.importers.likeness.similarity import Sketch
from annotations.importers.likeness.versions import Choice, Imported, Replaced, Version, version_of
from annotations.importers.reading import read_files
from annotations.importers.tables.mapping import ANY
from annotations.progress import Progress, drive
from annotations.project import Project
from annotations.text import count_words, digest
from annotations.wording import number_of, printable


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of the files.

    `twins` stands beside `drafts`: the article with the same text from the same outlet, for which the draft was
    not stored, or None. So do `versions`: the article that the draft is a newer version of, or None. `replaced` says by
    the place of a draft what it replaced, and `unplaced` has the numbers of claims without a place, by their ids.
    """

    found: tuple[Found, ...]
    drafts: tuple[Draft, ...]
    twins: tuple[Twin | None, ...]
    versions: tuple[Version | None, ...] = ()
    replaced: Mapping[int, Replaced] = field(default_factory=dict)
    unplaced: Mapping[int, int] = field(default_factory=dict)
    not_kept: tuple[str, ...] = ()
    """Files that were to be kept in the project and could not be: name and reason."""
    leads: Mapping[int, Article] = field(default_factory=dict)
    """By the place of a draft the article that it is a wire copy of."""
    led: Mapping[int, int] = field(default_factory=dict)
    """By the place of a draft how many articles carry it as wire copies."""

    @property
    def failures(self) -> tuple[str, ...]:
        """One line for each file that could not be read: file, what is wrong, remedy."""
        return tuple(f"{item.path}: {item.error}. {item.remedy}" for item in self.found if item.error)

    @property
    def stored(self) -> int:
        """How many articles were stored."""
        return self.twins.count(None)

    def as_data(self) -> dict[str, Any]:
        """The report for programs, in plain types: a count, one object an article, one a file that gave none."""
        faults = [
            {"file": _name(f.path), "error": f.error, "remedy": f.remedy, **({"fault": f.fault} if f.fault else {})}
            for f in self.found
            if f.error
        ]
        notes = [{"file": _name(f.path), "note": f.note} for f in self.found if f.note]
        return {
            "files": sum(not item.note for item in self.found),
            "stored": self.stored,
            "already_there": len(self.twins) - self.stored,
            "wire_copies": len(self.leads),
            "articles": [*map(self._article_data, range(len(self.drafts)))],
            "failed": faults,
            "notes": notes,
            "not_kept": list(self.not_kept),
        }

    def _article_data(self, place: int) -> dict[str, Any]:
        """All that the preview shows of an article, and what became of it."""
        draft, twin = self.drafts[place], self.twins[place]
        return {
            "file": draft.origin_file,
            "path": _name(Path(draft.given_path)) if draft.given_path else "",
            "headline": draft.headline,
            "headline_translated": draft.headline_translated,
            "outlet": draft.outlet,
            "author": draft.author,
            "published": draft.published,
            "language": draft.language,
            "url": draft.url,
            "accessed": draft.accessed,
            "section": draft.section,
            "type": draft.type,
            "words": count_words(draft.text),
            "guessed": list(draft.guessed),
            "stored": twin is None,
            "same_text_as": twin.headline if twin else None,
            "newer_version_of": self._version_data(place),
            "copy_of": self._lead_data(place),
            "copies": self.led.get(place, 0),
            "warnings": list(draft.warnings),
            "left_out": [{"line": cut.line, "why": cut.why} for cut in draft.cuts],
        }

    def as_text(self) -> str:
        """The report for people."""
        lines = [
            f"{'Stored' if twin is None else 'Already there'}: {printable(draft.headline or draft.origin_file)}"
            + "".join(f"\n    {note}" for note in self._notes(place))
            for place, (draft, twin) in enumerate(zip(self.drafts, self.twins, strict=True))
        ]
        lines += [printable(f"{item.path}: {item.note}") for item in self.found if item.note]
        lines += map(printable, self.not_kept)
        copies = (
            f", {number_of(len(self.leads), 'wire copy', 'wire copies')} of others among them" if self.leads else ""
        )
        return "\n".join([*lines, f"{number_of(self.stored, 'article')} stored{copies}"])

    def _notes(self, place: int) -> list[str]:
        return [*self.drafts[place].warnings, *self._version_lines(place), *self._group_lines(place)]

    def _group_lines(self, place: int) -> list[str]:
        lead, count = self.leads.get(place), self.led.get(place, 0)
        if lead:
            where = f" in {printable(lead.outlet)}" if lead.outlet else ""
            return [f"wire copy of “{printable(lead.headline)}”{where}, grouped with it"]
        return [f"leads {number_of(count, 'wire copy', 'wire copies')}"] if count else []

    def _lead_data(self, place: int) -> dict[str, Any] | None:
        lead = self.leads.get(place)
        return {"id": lead.id, "headline": lead.headline, "outlet": lead.outlet} if lead else None

    def _version(self, place: int) -> Version | None:
        return self.versions[place] if self.versions else None

    def _version_data(self, place: int) -> dict[str, Any] | None:
        version, replaced = self._version(place), self.replaced.get(place)
        if version is None:
            return None
        return {
            "id": replaced.old_id if replaced else version.article_id,
            "headline": version.headline,
            "same_address": version.by_address,
            "shared": round(version.shared, 2),
            "replaced": replaced is not None,
            "claims_moved": len(replaced.moved) if replaced else 0,
            "claims_unplaced": self._numbers(replaced) if replaced else [],
        }

    def _version_lines(self, place: int) -> list[str]:
        version, replaced = self._version(place), self.replaced.get(place)
        if version is None:
            return []
        named = f"newer version of “{printable(version.headline)}”"
        if replaced is None:
            return [f"{named}, which is kept beside it"]
        lines = [f"{named}, which it replaces; {number_of(len(replaced.moved), 'claim')} moved to it"]
        numbers = self._numbers(replaced)
        return [*lines, *([f"without a place in it: claim {', '.join(map(str, numbers))}"] if numbers else [])]

    def _numbers(self, replaced: Replaced) -> list[int]:
        return sorted(self.unplaced[claim] for claim in replaced.unplaced)


def _name(path: Path) -> str:
    """The path as JSON can hold it: bytes that are no characters are shown by their codes."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def bring_in(
    project: Project,
    paths: Sequence[Path],
    *,
    default_outlet: str = "",
    columns: Mapping[str, str] | None = None,
    batch: Batch | None = None,
    keep_originals: bool = False,
    replace_older: bool = False,
    group_copies: bool = True,
    on_progress: Callable[[Progress], None] | None = None,
) -> Intake:
    """Read files and folders and store their articles as one step.

    Articles whose text the project, or an earlier file, already has from the same outlet are not stored again; the
    same text from another outlet is an article of its own. A file that cannot be read stops nothing.

    Args:
        project: open for writing.
        paths: files and folders.
        default_outlet: outlet of articles in which none is found.
        columns: which column of the tables among the files is which field; the others are told by their names.
        batch: where the articles come from; without a day they were retrieved today.
        keep_originals: keep the files in the project as well, as they came.
        replace_older: let a newer version of a page replace the article that the project has of it, where the address
            is the same and the text not cut short; otherwise both are kept. See `annotations.store.versions`.
        group_copies: let near copies in other outlets become a group of wire copies; see `annotations.near_copies`.
        on_progress: told of every file; raises `CancelledError` to stop, and then nothing is stored.

    Raises:
        CancelledError, KeyboardInterrupt: it was stopped, and nothing is stored.
    """
    mappings = {ANY: columns} if columns else None
    with closing(read_files(paths, forbidden=[project.path], mappings=mappings, measuring=group_copies)) as reading:
        found = drive(reading, on_progress)
    read = [draft for item in found for draft in item.drafts]
    drafts = [draft if draft.outlet else replace(draft, outlet=default_outlet) for draft in read]
    intake = _compared(project, found, drafts)
    new = [place for place, twin in enumerate(intake.twins) if twin is None]
    if not new:
        return intake
    chosen = {n: intake.versions[place] for n, place in enumerate(new)} if replace_older else {}
    replacing = {n: one.article_id for n, one in chosen.items() if one and one.usual is Choice.REPLACE}

    def work(opened: Project) -> Any:
        return store_drafts(
            opened,
            [drafts[place] for place in new],
            replacing,
            _dated(batch or Batch()),
            keep_originals=keep_originals,
            group_copies=group_copies,
            sketches={measure.digest: measure.sketch for item in found for measure in item.measures},
        )

    imported: Imported = project.step(f"Import {number_of(len(new), 'article')}", work, on_progress=on_progress).value
    intake = _with_groups(_with_replaced(intake, project, imported, new), project, imported, new)
    return replace(intake, not_kept=imported.not_kept)


def _compared(project: Project, found: Sequence[Found], drafts: Sequence[Draft]) -> Intake:
    """The report before anything is stored: what the project has already, and of what there is a newer version."""
    marks = [digest(draft.text) for draft in drafts]
    stored = project.articles.same_texts(marks)
    found_twins = twins(drafts, lambda mark: stored.get(mark, ()), marks)
    same = [twin if twin and twin.same_outlet else None for twin in found_twins]
    candidates = project.versions.candidates()
    versions = [
        None if twin else version_of(draft, candidates.of(draft)) for draft, twin in zip(drafts, same, strict=True)
    ]
    return Intake(tuple(found), tuple(drafts), tuple(same), tuple(versions))


def _dated(batch: Batch) -> Batch:
    """The batch with the day it was retrieved on, today if nobody says another."""
    return replace(batch, retrieved_on=batch.retrieved_on or datetime.now(tz=UTC).astimezone().date().isoformat())


def store_drafts(
    project: Project,
    drafts: Sequence[Draft],
    replacing: Mapping[int, int],
    batch: Batch,
    *,
    keep_originals: bool,
    group_copies: bool = True,
    groups: Iterable[Sequence[int]] = (),
    sketches: Mapping[str, Sketch] | None = None,
) -> Generator[Progress, None, Imported]:
    """Store drafts as one batch inside a step, and the files they came in where these are to be kept.

    Args:
        project: open for writing.
        drafts: what is stored.
        replacing: by the place of a draft the id of the article that it is to replace.
        batch: the import they come with.
        keep_originals: keep the files they came in as well.
        group_copies: group near copies in other outlets, among them and with what the project has.
        groups: what a person decided are wire copies: the places of drafts, each time that of the lead first.
        sketches: those of texts that were measured already, by their digests.
    """
    not_kept: tuple[str, ...] = ()
    if keep_originals:
        kept = yield from project.origins.keep(drafts)
        drafts, not_kept = kept.drafts, kept.refused
    imported = yield from project.versions.add_all(drafts, replacing, batch)
    decided = [[imported.ids[place] for place in group] for group in groups]
    grouped = yield from project.groups.group_new(imported.ids if group_copies else (), decided, sketches)
    return replace(imported, not_kept=not_kept, grouped=grouped)


def _with_replaced(intake: Intake, project: Project, imported: Imported, new: Sequence[int]) -> Intake:
    """The report with what became of the articles that were replaced."""
    places = dict(zip(imported.ids, new, strict=True))
    unplaced = {claim.id: claim.number for claim in project.claims.some(imported.unplaced)}
    return replace(intake, replaced={places[each.new_id]: each for each in imported.replaced}, unplaced=unplaced)


def _with_groups(intake: Intake, project: Project, imported: Imported, new: Sequence[int]) -> Intake:
    """The report with who leads whom."""
    places = dict(zip(imported.ids, new, strict=True))
    there = {article.id: article for article in project.articles.rows([one.lead_id for one in imported.grouped])}
    carried = {copy: there[one.lead_id] for one in imported.grouped for copy in one.copy_ids if copy in places}
    led = {places[one.lead_id]: len(one.copy_ids) for one in imported.grouped if one.lead_id in places}
    return replace(intake, leads={places[copy]: lead for copy, lead in carried.items()}, led=led)
