"""Figures for actors by hand, and the gold set itself: what is marked stands where it should."""

import csv
import re
from pathlib import Path

import pytest

from annotations.codebook_file import shipped_codebook
from annotations.language.gazetteer import load_gazetteer
from annotations.language.naming import Named, NamingCounts, missed, naming
from annotations.language.standoff import Marked, MarkedActor, marked_texts
from annotations.spans import Span

GOLD = Path(__file__).parents[2] / "gold"
FOLDERS = (GOLD, GOLD / "russian")
ORLIN = MarkedActor(Span(0, 5), "orlin", is_known=True)
LIND = MarkedActor(Span(10, 14), "Petra Lind", is_known=False)
KREMLIN = MarkedActor(Span(20, 27), "russia", is_known=True, is_metonym=True)
TEXT = Marked("a", "Orlin met Lind in the Kremlin.", (), (ORLIN, LIND, KREMLIN))


def counted(*named: Named) -> NamingCounts:
    return naming([TEXT], lambda _: named)


def test_an_actor_is_right_where_place_and_name_are() -> None:
    assert counted(Named(Span(0, 5), "orlin", is_known=True)) == NamingCounts(told=1, right=1, marked=2, found=1)
    assert counted(Named(Span(0, 5), "reyk", is_known=True)) == NamingCounts(told=1, right=0, marked=2, found=1)
    assert counted(Named(Span(5, 9), "orlin", is_known=True)) == NamingCounts(told=1, right=0, marked=2, found=0)


def test_somebody_in_no_table_is_not_somebody_with_that_id() -> None:
    assert counted(Named(Span(10, 14), "Petra Lind", is_known=False)).right == 1
    assert counted(Named(Span(10, 14), "Petra Lind", is_known=True)).right == 0


def test_metonyms_count_neither_way() -> None:
    assert counted(Named(Span(20, 27), "russia", is_known=True)) == NamingCounts(told=0, right=0, marked=2, found=0)


def test_shares() -> None:
    both = counted(Named(Span(0, 5), "orlin", is_known=True)) + counted(Named(Span(10, 14), "x", is_known=False))
    assert (both.precision, both.recall, both.f) == (1 / 2, 1 / 4, 1 / 3)
    assert (NamingCounts().precision, NamingCounts().recall, NamingCounts().f) == (0, 0, 0)


def test_what_was_missed_and_what_is_wrong() -> None:
    wrong = Named(Span(0, 5), "reyk", is_known=True)
    assert missed(TEXT, [wrong]) == ([ORLIN, LIND], [wrong])
    assert missed(TEXT, [Named(Span(0, 5), "orlin", is_known=True)]) == ([LIND], [])


def test_twelve_articles_a_third_of_them_frozen() -> None:
    names = [text.name for folder in FOLDERS for text in marked_texts(folder)]
    assert len(names) == 12
    assert sum(name.startswith("frozen-") for name in names) == 4


@pytest.mark.parametrize("folder", FOLDERS)
def test_entities_repeat_the_words_they_stand_at(folder: Path) -> None:
    for text in marked_texts(folder):
        lines = (folder / "attributions" / f"{text.name}.ann").read_text(encoding="utf-8").splitlines()
        for line in lines:
            if match := re.fullmatch(r"T\S+\t(?!Attribution)\S+ (\d+) (\d+)\t(.*)", line):
                assert text.text[int(match[1]) : int(match[2])].startswith(match[3][:20]), (text.name, line)


def test_ids_of_actors_stand_in_a_table() -> None:
    known = load_gazetteer(GOLD / "actors.csv").entries
    ids = {actor.who for folder in FOLDERS for text in marked_texts(folder) for actor in text.actors if actor.is_known}
    assert ids <= set(known)


def test_tags_of_gold_claims_are_those_of_the_default_codebook() -> None:
    book = shipped_codebook()
    keys = {dimension: {tag.key for tag in tags} | {"none"} for dimension, tags in book.tags.items()}
    with (GOLD / "claims.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows:
        assert all(row[key] in keys[key] for key in ("framing", "pillar", "sentiment")), row
    marked = [tag for text in marked_texts(GOLD) for one in text.attributions for tag in one.tags]
    assert marked
    assert all(tag in keys[dimension] for dimension, tag in marked)
    assert len({row["text"] for row in rows}) == len(rows) > 90
    assert sum(row["part"] == "frozen" for row in rows) * 3 == pytest.approx(len(rows), abs=3)
