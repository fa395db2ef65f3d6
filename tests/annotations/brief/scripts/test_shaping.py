"""Words as glyphs."""

import pytest

from annotations.brief.faces import SERIF
from annotations.brief.scripts.parts import advances, parts
from annotations.brief.scripts.shaping import shaped
from annotations.brief.scripts.system_fonts import covering

pytestmark = pytest.mark.usefixtures("fonts")


@pytest.fixture
def arabic() -> str:
    """The key of the Arabic font."""
    return covering("م", bold=False, serif=True).key


def test_letters_join_and_a_ligature_stands_for_both(arabic: str) -> None:
    made = shaped("ملا", arabic, rightward=False)
    assert made.width == pytest.approx(0.35 + 0.45)
    assert made.shares == pytest.approx((0.35, 0.45, 0.0))
    assert [cluster.text for cluster in made.clusters] == ["ال", "م"]


def test_widths_depend_on_the_letters_beside(arabic: str) -> None:
    assert sum(advances("م", SERIF, 10)) == pytest.approx(5.0)
    assert sum(advances("مل", SERIF, 10)) == pytest.approx(3.5 + 4.0)
    assert len([*advances("abc ملا def", SERIF, 10)]) == 11


def test_signs_go_with_the_letters_of_leftward_words(arabic: str) -> None:
    [part] = parts("(مل) ", SERIF, rightward=False)
    assert part.system == arabic
    assert [(part.text, bool(part.system)) for part in parts("ab 国家!", SERIF, rightward=True)] == [
        ("ab ", False),
        ("国家", True),
        ("!", False),
    ]
