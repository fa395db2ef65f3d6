"""What is read from the project for a brief."""

import subprocess
import sys

import pytest

from annotations.brief import gather
from annotations.brief.coding_lines import coding_lines, comment_text
from annotations.brief.spec import BriefSpec
from annotations.codebook import Kind, Role
from annotations.importers.draft import Draft
from annotations.spans import Span


@pytest.fixture
def coded(project, add):
    """A project with one claim, and a function that tags it."""
    add("Headline\nA short text.", Span(9, 16))
    [claim] = project.claims.all()
    codebook = project.codebook.read()

    def tag(dimension: str, key: str, role: str = "", coder: int | None = None) -> str:
        found = next(t for t in codebook.tags_of(codebook.by_key(dimension).id) if t.key == key)
        project.step("Tag", lambda p: p.claims.tag(claim.id, found.id, role, coder_id=coder))
        return found.name

    return tag


def only_claim(project, **values):
    return gather(project, BriefSpec(**values)).claims[0]


def coding_of(claim, kind: Kind):
    return next(coding for coding in claim.codings if coding.kind is kind)


def test_importing_the_brief_loads_no_pdf_library() -> None:
    code = "import sys, annotations.brief; print('reportlab' in sys.modules, 'sqlite3' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=60)
    assert done.stdout.split() == ["False", "False"]


def test_agreed_tags_count_before_those_of_the_maker(project, coded) -> None:
    hostile = coded("sentiment", "hostile")
    assert hostile.casefold() in coding_of(only_claim(project), Kind.SCALE).tags[0].name
    coded("sentiment", "neutral", coder=project.coders.agreed().id)
    assert [tag.name for tag in coding_of(only_claim(project), Kind.SCALE).tags] == ["0 neutral"]


def test_another_coders_tags_do_not_count(project, coded) -> None:
    other = project.step("Coder", lambda p: p.coders.ensure("Boris Example", "BE")).value
    coded("sentiment", "hostile", coder=other)
    assert coding_of(only_claim(project), Kind.SCALE).tags == ()


def test_not_coded_none_of_these_and_neutral_are_told_apart(project, coded) -> None:
    coded("sentiment", "neutral")
    coded("framing", "none")
    claim = only_claim(project)
    lines = dict(coding_lines(claim))
    names = {d.key: d.name for d in project.codebook.read().dimensions}
    assert lines["0 neutral"] is True
    assert lines[f"{names['framing']}: none of these"] is True
    assert lines[f"{names['pillar']}: not coded"] is False


def test_actors_are_named_speaker_first(project, coded) -> None:
    outlet = coded("actors", "the-outlet", Role.TARGET)
    unnamed = coded("actors", "unnamed", Role.SPEAKER)
    claim = only_claim(project)
    assert claim.actors() == f"{unnamed} → {outlet}"
    assert comment_text(claim).startswith(f"C1  {unnamed} → {outlet}\n")


def test_the_colour_is_that_of_the_dimension_asked_for(project, coded) -> None:
    coded("sentiment", "mixed")
    codebook = project.codebook.read()
    assert only_claim(project).look.is_open
    assert only_claim(project, colour_by=codebook.by_key("sentiment").uid).look.hatched
    assert gather(project, BriefSpec(colour_by="gone")).colour_by == codebook.dimensions[0].name


def test_the_codebook_counts_uses_and_leaves_out_actors_that_do_not_occur(project, coded) -> None:
    name = coded("actors", "unnamed", Role.SPEAKER)
    content = gather(project, BriefSpec())
    actors = next(d for d in content.codebook if d.kind is Kind.ACTORS)
    assert [(tag.name, tag.claims) for tag in actors.tags] == [(name, 1)]
    framing = content.codebook[0]
    assert framing.open == 1
    assert len(framing.tags) > 5


def test_wire_copy_and_identical_texts_are_one_text(project) -> None:
    def store(opened) -> list[int]:
        texts = ("Same text", "Same text", "Other headline, wire text", "Wire text", "Alone")
        return [opened.articles.add(Draft(headline=t, text=t, outlet=f"Outlet {n}")) for n, t in enumerate(texts)]

    ids = project.step("Add", store).value
    project.step("Group", lambda p: p.articles.update([ids[2]], lead_id=ids[3]))
    read = gather(project, BriefSpec()).reading
    assert (read.found, read.texts, read.outlets) == (5, 3, 5)
    printed = gather(project, BriefSpec(article_uids=(project.articles.get(ids[2]).uid,))).articles
    assert printed[0].also == ("Outlet 3",)


def test_translators_are_named_like_coders(project, coded) -> None:
    [claim] = project.claims.all()
    project.step("T", lambda p: p.claims.update(claim.id, translation="Words", translation_by="Anna Example"))
    assert only_claim(project).translator == "AE"
    assert only_claim(project, names="full").translator == "Anna Example"
    assert only_claim(project, names="none").translator == ""
    project.step("T", lambda p: p.claims.update(claim.id, translation_by="Carla Else"))
    assert only_claim(project).translator == "CE"
