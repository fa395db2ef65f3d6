"""Templates: kept in the specification, shared as a file, and hostile until checked."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.brief.logo import read_logo
from annotations.brief.spec import BriefSpec
from annotations.brief.template import (
    Template,
    contrast,
    read_template,
    readable,
    template_of,
    write_template,
)
from annotations.errors import AnnotationError

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


@pytest.fixture
def template() -> Template:
    return Template("Unit «Север»", "TLP:GREEN", "Desk", "1 Example Street", "#7A1F3D", read_logo(SVG))


def test_a_template_comes_back_from_its_file(template, tmp_path) -> None:
    path = tmp_path / "unit.pressmark-template"
    write_template(template, path)
    assert read_template(path) == template


def test_a_template_comes_back_from_a_stored_specification(template) -> None:
    spec = template.applied(BriefSpec(organisation="Before", distribution="Before", title="Weekly"))
    assert (spec.organisation, spec.handling, spec.distribution) == ("Unit «Север»", "TLP:GREEN", "Desk")
    again = BriefSpec.from_json(json.loads(json.dumps(spec.to_json())))
    assert template_of(again.template) == template


def test_what_a_template_leaves_empty_stays_as_it_is() -> None:
    spec = Template(accent="#7A1F3D").applied(BriefSpec(organisation="Before", handling="TLP:RED"))
    assert (spec.organisation, spec.handling) == ("Before", "TLP:RED")
    assert Template().applied(spec).template == ""


@pytest.mark.parametrize("packed", ["", "house style", "{", "[]", '{"format": "other"}', "{" * 100_000])
def test_a_specification_with_something_else_has_no_look(packed: str) -> None:
    assert template_of(packed) == Template()


@given(st.integers(0, 0xFFFFFF))
def test_an_accent_can_be_read_on_white(number: int) -> None:
    colour = f"#{number:06X}"
    shown = readable(colour)
    assert contrast(shown) >= 4.5
    assert shown == colour or contrast(colour) < 4.5


def test_colours_are_written_in_six_digits_or_three() -> None:
    assert readable("248") == "#224488"
    for wrong in ("red", "#12", "#12345G", "url(x)"):
        with pytest.raises(AnnotationError, match="no colour"):
            readable(wrong)


@pytest.mark.parametrize(
    "change",
    [
        {"format": "pdf"},
        {"version": 2},
        {"organisation": 7},
        {"accent": "javascript:1"},
        {"logo": "x"},
        {"logo": {"kind": "svg", "data": "***"}},
        {"logo": {"kind": "png", "data": base64.b64encode(b"<svg><script/></svg>").decode()}},
    ],
)
def test_a_damaged_or_hostile_file_is_refused_by_name(template, tmp_path, change) -> None:
    path = tmp_path / "bad.pressmark-template"
    path.write_text(json.dumps({**template.to_json(), **change}), encoding="utf-8")
    with pytest.raises(AnnotationError) as refused:
        read_template(path)
    assert refused.value.path == path
    assert refused.value.remedy


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"[" * 200_000, b" " * 1_600_000, b"NaN"])
def test_what_is_no_template_is_refused(tmp_path, data: bytes) -> None:
    path = tmp_path / "bad.pressmark-template"
    path.write_bytes(data)
    with pytest.raises(AnnotationError):
        read_template(path)
    with pytest.raises(AnnotationError, match="cannot be read"):
        read_template(tmp_path / "missing")


def test_texts_lose_control_characters_and_length(tmp_path) -> None:
    data = {"format": "pressmark-template", "version": 1, "footer": "a\u0000\nb" + "c" * 1_000}
    footer = Template.from_json(data).footer
    assert footer.startswith("a b")
    assert len(footer) <= 300


def test_the_accent_colours_links_rules_and_headings(rewrite) -> None:
    import pikepdf

    made = rewrite(template=Template(accent="#7A1F3D").packed())
    with pikepdf.open(made.path) as pdf:
        pages = [
            b"".join(c.read_bytes() for c in pdf.pages[n].contents_coalesce() or [pdf.pages[n].Contents])
            for n in (0, 1)
        ]
    assert all(b"0.478 0.122 0.239 rg" in page for page in pages)
    assert not any(b"0.122 0.29 0.659" in page for page in pages)
