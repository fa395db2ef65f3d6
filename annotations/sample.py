"""The sample project: two weeks of press in an invented country, coded by two people.

Everything in it is read from `resources/samples/ai-strategy`: articles with a head block, and TOML files with the
codebook's additions, the claims (each by its exact words) and the brief.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from annotations.articles import Batch, Status
from annotations.brief.spec import BriefSpec, Judgement
from annotations.claims import CheckState
from annotations.codebook import Codebook
from annotations.errors import AnnotationError
from annotations.paths import next_free
from annotations.project import Project
from annotations.spans import Span

_FOLDER = "samples/ai-strategy"
_DIMENSIONS = ("framing", "pillar", "sentiment")
_TEXTS = ("note", "comment", "translation", "translation_by")

Table = dict[str, Any]


def write_sample(folder: Path) -> Path:
    """Write the sample project into `folder` under the next free name, close it, and return its path.

    Raises:
        AnnotationError: if the folder does not exist or cannot be written.
    """
    if not folder.is_dir():
        raise AnnotationError("There is no such folder", "Name one that exists", folder)
    path = next_free(folder.resolve() / "AI strategy sample.pressmark")
    builder = _Builder(_table("sample.toml"), _table("claims.toml"), _table("brief.toml"))
    project = Project.create(path)
    try:
        with project:
            project.step("Set up the sample", builder.people)
            project.step("Import the sample articles", builder.articles)
            project.step("Code the sample articles", builder.claims)
            project.step("Write the sample brief", builder.brief)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def _table(name: str) -> Table:
    return tomllib.loads(files("resources").joinpath(_FOLDER, name).read_text(encoding="utf-8"))


@dataclass
class _Builder:
    """Writes the sample in four steps; each remembers the ids that the next ones refer to."""

    sample: Table
    coded: Table
    composed: Table
    coder_ids: dict[str, int] = field(default_factory=dict)
    tag_ids: dict[tuple[str, str], int] = field(default_factory=dict)
    article_ids: dict[str, int] = field(default_factory=dict)
    claim_ids: dict[str, int] = field(default_factory=dict)

    def people(self, project: Project) -> None:
        """Coders, outlets and the invented actors."""
        for coder in self.sample["coder"]:
            self.coder_ids[coder["initials"]] = project.coders.ensure(coder["name"], coder["initials"])
        project.coder_id = self.coder_ids[self.sample["coder"][0]["initials"]]
        for outlet in self.sample["outlet"]:
            values = {key: value for key, value in outlet.items() if key != "name"}
            project.outlets.update(project.outlets.ensure(outlet["name"]), **values)
        self._shipped_tags(project.codebook.read())
        actors = project.codebook.read().by_key("actors")
        if actors:
            for actor in self.sample["actor"]:
                self._add_actor(project, actors.id, actor)

    def _shipped_tags(self, codebook: Codebook) -> None:
        for dimension in codebook.dimensions:
            for tag in codebook.tags_of(dimension.id):
                self.tag_ids[dimension.key, tag.key] = tag.id

    def _add_actor(self, project: Project, dimension_id: int, actor: Table) -> None:
        parent = self.tag_ids.get(("actors", actor.get("parent", "")))
        tag_id = project.codebook.add_tag(
            dimension_id,
            actor["name"],
            type=actor.get("type", ""),
            aliases=tuple(actor.get("aliases", ())),
            parent_id=parent,
        )
        self.tag_ids["actors", actor["key"]] = tag_id

    def articles(self, project: Project) -> None:
        """The articles with their states, wire copies under their lead."""
        from annotations.importers.registry import read_file

        batch = project.batches.add(_batch(self.sample["batch"]))
        for entry in self.sample["article"]:
            with as_file(files("resources").joinpath(_FOLDER, "articles", entry["file"])) as path:
                found = read_file(path)
            if found.error:
                raise AnnotationError(found.error, found.remedy, found.path)
            article_id = project.articles.add(found.drafts[0], batch_id=batch, status=Status(entry["status"]))
            self.article_ids[entry["file"]] = article_id
            if reason := entry.get("left_out_reason"):
                project.articles.update([article_id], left_out_reason=reason)
        for entry in self.sample["article"]:
            if lead := entry.get("lead"):
                project.articles.update([self.article_ids[entry["file"]]], lead_id=self.article_ids[lead])

    def claims(self, project: Project) -> None:
        """The claims with their tags, each stored under the person who made it."""
        seen: dict[str, int] = {}
        for entry in self.coded["claim"]:
            project.coder_id = self.coder_ids[entry["coder"]]
            claim_id = self._add_claim(project, entry)
            seen[entry["article"]] = seen.get(entry["article"], 0) + 1
            self.claim_ids[f"{entry['article']}#{seen[entry['article']]}"] = claim_id
        project.coder_id = self.coder_ids[self.sample["coder"][0]["initials"]]

    def _add_claim(self, project: Project, entry: Table) -> int:
        article_id = self.article_ids[entry["article"]]
        span = _find(project.articles.text(article_id), entry["quote"], entry.get("occurrence", 1))
        claim_id = project.claims.add(article_id, span)
        self._tag(project, claim_id, entry)
        for second in entry.get("second", ()):
            self._tag(project, claim_id, second)
        texts = {key: entry[key] for key in _TEXTS if key in entry}
        if "question" in entry:
            texts |= {"check_state": CheckState.FLAGGED, "question": entry["question"]}
        if "checked_by" in entry:
            texts |= {"check_state": CheckState.CHECKED, "checked_by": self.coder_ids[entry["checked_by"]]}
        if texts:
            project.claims.update(claim_id, **texts)
        return claim_id

    def _tag(self, project: Project, claim_id: int, entry: Table) -> None:
        coder = self.coder_ids[entry["coder"]]
        for key in _DIMENSIONS:
            for tag in _as_list(entry.get(key, ())):
                project.claims.tag(claim_id, self.tag_ids[key, tag], coder_id=coder)
        for tag, role in entry.get("actors", ()):
            project.claims.tag(claim_id, self.tag_ids["actors", tag], role, coder_id=coder)

    def brief(self, project: Project) -> None:
        """The brief, its references turned from places in the claims file into the claims' uids."""
        values = {key: value for key, value in self.composed.items() if key != "judgement"}
        judgements = tuple(self._judgement(project, entry) for entry in self.composed["judgement"])
        project.briefs.add("Weekly brief", replace(BriefSpec.from_json(values), judgements=judgements))

    def _judgement(self, project: Project, entry: Table) -> Judgement:
        refs = tuple(project.claims.get(self.claim_ids[ref]).uid for ref in entry.get("refs", ()))
        return Judgement.from_json({**entry, "refs": refs})


def _batch(entry: Table) -> Batch:
    return Batch(
        origin=entry.get("database", ""),
        search=entry.get("search", ""),
        period=entry.get("period", ""),
        retrieved_on=str(entry.get("retrieved_on", "")),
        retrieved_by=entry.get("by", ""),
    )


def _find(text: str, quote: str, occurrence: int) -> Span:
    places = [match.start() for match in re.finditer(re.escape(quote), text)]
    if len(places) < occurrence:
        raise AnnotationError(f"The sample's passage is not in its article: {quote}", "Reinstall the program")
    start = places[occurrence - 1]
    return Span(start, start + len(quote))


def _as_list(value: str | Iterable[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)
