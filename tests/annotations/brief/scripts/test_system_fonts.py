"""The fonts of this machine."""

from pathlib import Path

from annotations.brief.scripts.system_fonts import by_key, covering
from tests.annotations.brief.scripts.conftest import HAN, make_font


def test_the_face_that_has_a_character_is_found_with_its_width(fonts: Path) -> None:
    face = covering("国", bold=False, serif=True)
    assert face is not None
    assert face.key == f"{fonts / 'NotoTestHan-Regular.otf'}#0"
    assert face.width("国") == 1.0
    assert by_key(face.key) is face
    assert covering("ก", bold=False, serif=True) is None


def test_a_bold_face_is_taken_for_bold_words_only(fonts: Path) -> None:
    make_font(fonts / "NotoTestHan-Bold.otf", HAN)
    assert "Bold" in covering("国", bold=True, serif=True).key
    assert "Bold" not in covering("国", bold=False, serif=True).key


def test_a_font_that_may_not_be_embedded_is_not_used(fonts: Path) -> None:
    make_font(fonts / "Locked-Regular.ttf", {"ko": ("ก", 600)}, rights=2)
    assert covering("ก", bold=False, serif=True) is None


def test_damaged_files_and_other_files_are_passed_over(fonts: Path) -> None:
    (fonts / "broken.ttf").write_bytes(b"no font at all")
    (fonts / "empty.otf").write_bytes(b"")
    (fonts / "readme.txt").write_text("国", encoding="utf-8")
    assert covering("国", bold=False, serif=False) is not None


def test_a_glyph_without_an_outline_shows_nothing_and_is_not_used(fonts: Path) -> None:
    make_font(fonts / "Blank-Regular.ttf", {"space": ("ก", 600)})
    assert covering("ก", bold=False, serif=True) is None
