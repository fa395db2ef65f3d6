"""Codebooks written as files: what is read back is what was written, uids included."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from annotations.codebook import ActorType, CodebookFile, Dimension, Kind, Role, Tag
from annotations.codebook_file import load_codebook, read_codebook, shipped_codebook
from annotations.codebook_writing import as_file, codebook_text
from annotations.project import Project
from annotations.sample import write_sample
from annotations.text import canonicalise

texts = st.text(max_size=40).map(lambda text: canonicalise(text).strip())
names = texts.filter(bool)
uids = st.just("") | st.uuids().map(str)


@st.composite
def tags(draw: st.DrawFn, key: str) -> Tag:
    kept = ("short", "definition", "use", "dont_use", "example", "near_miss", "colour", "shortcut", "type", "source")
    values = {name: draw(texts) for name in kept}
    aliases = tuple(draw(st.lists(names, max_size=3)))
    return Tag(draw(names), draw(uids), key, value=draw(st.none() | st.integers(-9, 9)), aliases=aliases, **values)


@st.composite
def codebooks(draw: st.DrawFn) -> CodebookFile:
    dimensions, all_tags, parents = [], {}, {}
    keys = st.lists(names.filter(lambda key: key != "none"), unique=True, max_size=4)
    for key in draw(keys.filter(bool)):
        types = tuple(ActorType(draw(names), draw(names), draw(texts)) for _ in range(draw(st.integers(0, 2))))
        roles = tuple(draw(st.lists(st.sampled_from(Role), unique=True)))
        dimensions.append(
            Dimension(draw(names), draw(st.sampled_from(Kind)), draw(uids), key, draw(texts), 0, roles, types)
        )
        tag_keys = draw(keys)
        all_tags[key] = tuple(draw(tags(tag_key)) for tag_key in tag_keys)
        for place, tag_key in enumerate(tag_keys[1:], 1):
            if draw(st.booleans()):
                parents[key, tag_key] = draw(st.sampled_from(tag_keys[:place]))
    version = draw(names)
    return CodebookFile(draw(names), draw(names), version, draw(texts), tuple(dimensions), all_tags, parents)


@given(codebooks())
def test_what_is_written_is_read_back_identically(file: CodebookFile) -> None:
    assert read_codebook(codebook_text(file)) == file


def test_the_shipped_codebook_comes_through_a_file(tmp_path: Path) -> None:
    path = tmp_path / "codebook.toml"
    path.write_text(codebook_text(shipped_codebook()), encoding="utf-8")
    assert load_codebook(path) == shipped_codebook()


def test_a_character_that_toml_forbids_is_escaped() -> None:
    file = replace(shipped_codebook(), about='a\x7fb \\ "quoted" \ttab')
    assert read_codebook(codebook_text(file)).about == 'ab \\ "quoted" \ttab'


def test_a_projects_codebook_makes_projects_that_agree_with_it(tmp_path: Path) -> None:
    with Project.open(write_sample(tmp_path)) as project:

        def own(opened: Project) -> None:
            actors = opened.codebook.read().by_key("actors")
            first = opened.codebook.add_tag(actors.id, "Bureau of Ebb", colour="blue")
            second = opened.codebook.add_tag(actors.id, "Ministry: Tides & Ebb", aliases=("Tides",))
            opened.codebook.add_tag(actors.id, "Ministry – Tides – Ebb")
            opened.codebook.update_tag(first, parent_id=second)

        project.step("Own", own)
        codebook = project.codebook.read()
    file = read_codebook(codebook_text(as_file(codebook, "pressmark-default", "Ours")))
    with Project.create(tmp_path / "other.pressmark", file) as other:
        made = other.codebook.read()
    assert [(d.uid, d.name, d.kind, d.roles, d.types) for d in made.dimensions] == [
        (d.uid, d.name, d.kind, d.roles, d.types) for d in codebook.dimensions
    ]
    assert named(made) == named(codebook)


def named(codebook) -> dict[str, tuple]:
    """Tags by uid with what they say and their parent's uid."""
    uid_of = {tag.id: tag.uid for tag in codebook.tags}
    return {
        tag.uid: (tag.name, tag.definition, tag.aliases, tag.value, tag.colour, uid_of.get(tag.parent_id))
        for tag in codebook.tags
    }


def test_uids_made_of_keys_are_not_written(tmp_path: Path) -> None:
    with Project.create(tmp_path / "new.pressmark") as project:
        codebook = project.codebook.read()
    assert "uid =" not in codebook_text(as_file(codebook, "pressmark-default", "Ours"))
    assert "uid =" in codebook_text(as_file(codebook, "another", "Ours"))


def test_tags_that_are_their_own_ancestors_can_be_written(project, tmp_path: Path) -> None:
    codebook = project.codebook.read()
    one, other, *rest = codebook.tags
    turned = (replace(one, parent_id=other.id), replace(other, parent_id=one.id), *rest)
    file = as_file(replace(codebook, tags=turned), "mine", "Mine")
    assert len(read_codebook(codebook_text(file)).parents) == len(as_file(codebook, "mine", "Mine").parents) + 1
