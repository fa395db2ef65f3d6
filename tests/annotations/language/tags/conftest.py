"""A codebook of three tags, and lessons in few words."""

import pytest

from annotations.codebook import Codebook, Dimension, Kind, Tag
from annotations.language.tags.lessons import Lesson

THEME, PEOPLE = 1, 2


@pytest.fixture
def codebook():
    """Dimension 1 has the tags 11 fishing, 12 farming and 19 none of these; dimension 2 is of actors."""
    return Codebook(
        (Dimension("Theme", Kind.MANY, id=THEME), Dimension("People", Kind.ACTORS, id=PEOPLE)),
        (
            Tag(
                "Fishing",
                definition="Boats, nets and the sea.",
                example="The trawlers came home with empty nets.",
                near_miss="The tractors stood idle in the field. (Farming)",
                id=11,
                dimension_id=THEME,
            ),
            Tag(
                "Farming",
                definition="Fields, cattle and tractors.",
                aliases=("agriculture",),
                id=12,
                dimension_id=THEME,
            ),
            Tag("None of these", key="none", short="nothing", id=19, dimension_id=THEME),
            Tag("Anna Berg", definition="A minister", id=21, dimension_id=PEOPLE),
        ),
    )


@pytest.fixture
def lesson():
    """`lesson(7, "words", 11, 12)`: claim 7, which has number 7, is tagged with 11 and 12."""

    def made(number, text, *tags):
        return Lesson(number, number, text, {THEME: tags})

    return made
