"""Reading what people marked, in brat's format."""

from pathlib import Path

import pytest

from annotations.errors import AnnotationError
from annotations.language.standoff import Attribution, MarkedActor, marked_texts
from annotations.spans import Span

TEXT = "Kolt said it fell.\n"
MARKS = "T1\tSource 0 4\tKolt\nT2\tCue 5 9\tsaid\nT3\tContent 10 17\tit fell\nT4\tAttribution 0 17\tx\n"
EVENT = "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n"
ALL = Attribution((Span(10, 17),), (Span(0, 4),), (Span(5, 9),))


def put(folder: Path, **files: str) -> None:
    folder.mkdir(exist_ok=True, parents=True)
    for name, content in files.items():
        stem, _, ending = name.rpartition("_")
        (folder / f"{stem.replace('_', '-')}.{ending}").write_bytes(content.encode("utf-8"))


def test_two_folders(tmp_path: Path) -> None:
    put(tmp_path / "text", a_txt=TEXT)
    put(tmp_path / "attributions", a_ann=MARKS + EVENT)
    assert marked_texts(tmp_path)[0].attributions == (ALL,)


def test_pairs_in_one_folder_and_events_in_any_order(tmp_path: Path) -> None:
    put(tmp_path, a_txt=TEXT, a_ann=EVENT + "#1\tAnnotatorNotes E1\tsure\nA1\tDoubt E1\n" + MARKS)
    assert marked_texts(tmp_path)[0].attributions == (ALL,)


def test_pieces(tmp_path: Path) -> None:
    put(tmp_path, a_txt="It, Kolt said, fell.", a_ann="T1\tContent 15 19;0 2\tIt fell\n")
    assert marked_texts(tmp_path)[0].attributions == (Attribution((Span(0, 2), Span(15, 19))),)


def test_pieces_that_overlap_count_once(tmp_path: Path) -> None:
    put(tmp_path, a_txt="It, Kolt said, fell.", a_ann="T1\tContent 0 4;2 6;2 6;15 19\tIt fell\n")
    assert marked_texts(tmp_path)[0].attributions == (Attribution((Span(0, 6), Span(15, 19))),)


def test_a_mark_at_the_start_and_odd_line_breaks_in_repeated_words_lose_no_entity(tmp_path: Path) -> None:
    odd = MARKS.replace("it fell", "it\u2028fell\x85Tell").replace("\n", "\r\n")
    put(tmp_path, a_txt=TEXT, a_ann="\ufeff" + odd + EVENT)
    assert marked_texts(tmp_path)[0].attributions == (ALL,)


def test_of_several_annotators_the_first_counts(tmp_path: Path) -> None:
    put(tmp_path, a_txt=TEXT, a_zoe_ann=MARKS, a_ben_ann=MARKS + EVENT)
    assert marked_texts(tmp_path)[0].attributions == (ALL,)


def test_a_text_whose_name_begins_like_another_keeps_its_own(tmp_path: Path) -> None:
    put(tmp_path, a_txt=TEXT, a_b_txt=TEXT, a_b_ann=MARKS + EVENT)
    assert [text.name for text in marked_texts(tmp_path)] == ["a-b"]


def test_offsets_are_code_points_whatever_the_line_breaks(tmp_path: Path) -> None:
    put(tmp_path, a_txt="😀\r\nKolt said", a_ann="T1\tContent 3 7\tKolt\n")
    text = marked_texts(tmp_path)[0]
    assert text.attributions[0].content[0].of(text.text) == "Kolt"


def test_an_event_without_content_is_none_and_of_two_sources_the_first_counts(tmp_path: Path) -> None:
    more = "E2\tAttribution:T4 Source:T1 Cue:T2\nE3\tAttribution:T4 Content:T3 Source:T1 Source2:T2\n"
    put(tmp_path, a_txt=TEXT, a_ann=MARKS + more)
    assert marked_texts(tmp_path)[0].attributions == (Attribution((Span(10, 17),), (Span(0, 4),)),)


def test_only_some(tmp_path: Path) -> None:
    put(tmp_path, a_txt=TEXT, b_txt=TEXT, a_ann=MARKS, b_ann=MARKS)
    assert [text.name for text in marked_texts(tmp_path, "b*")] == ["b"]


@pytest.mark.parametrize(
    ("marks", "message"),
    [
        ("T1\tContent 10 99\tx\n", "Line 1 marks what is not in the text, which has 19 code points"),
        ("\nT1\tContent 5 5\tx\n", "Line 2 marks what is not in the text"),
        ("T1 Content 1 5 x\n", "Line 1 is no entity"),
        ("T1\tContent 1 5;10 99\tx\n", "Line 1 marks what is not in the text"),
        (f"T1\tContent 1 {'9' * 5000}\tx\n", "Line 1 is no entity"),
    ],
)
def test_what_is_wrong_names_file_and_line(tmp_path: Path, marks: str, message: str) -> None:
    put(tmp_path, a_txt=TEXT, a_ann=marks)
    with pytest.raises(AnnotationError, match=message) as caught:
        marked_texts(tmp_path)
    assert caught.value.path == tmp_path / "a.ann"


def test_other_encodings_and_empty_folders_are_told(tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match="no text with attributions"):
        marked_texts(tmp_path)
    put(tmp_path, a_ann=MARKS)
    (tmp_path / "a.txt").write_bytes(b"caf\xe9 is long enough for it")
    with pytest.raises(AnnotationError, match="not UTF-8"):
        marked_texts(tmp_path)


def test_what_is_no_file_or_has_no_end_is_not_read(tmp_path: Path) -> None:
    put(tmp_path, a_ann=MARKS)
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(AnnotationError, match="not a file"):
        marked_texts(tmp_path)
    (tmp_path / "a.txt").rmdir()
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(16 * 1024 * 1024 + 1)
    with pytest.raises(AnnotationError, match="larger than"):
        marked_texts(tmp_path)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no such device")
def test_a_link_to_a_device_is_not_read(tmp_path: Path) -> None:
    put(tmp_path, a_ann=MARKS)
    (tmp_path / "a.txt").symlink_to("/dev/zero")
    with pytest.raises(AnnotationError, match="not a file"):
        marked_texts(tmp_path)


def test_who_is_named_and_by_which_table(tmp_path: Path) -> None:
    names = "N1\tReference T1 Known:kolt\tKolt\nN2\tReference T3 New:It\nN3\tReference T9 Known:nobody\n"
    put(tmp_path, a_txt=TEXT, a_ann=names + MARKS.replace("Content", "Metonym"))
    assert marked_texts(tmp_path)[0].actors == (
        MarkedActor(Span(0, 4), "kolt", is_known=True),
        MarkedActor(Span(10, 17), "It", is_known=False, is_metonym=True),
    )


def test_tags_belong_to_their_event(tmp_path: Path) -> None:
    tags = "A1\tFraming E1 sanctions\nA2\tPillar E1 chips\nA3\tFraming E2 risk\nA4\tDoubt E1\n"
    put(tmp_path, a_txt=TEXT, a_ann=MARKS + EVENT + tags)
    assert marked_texts(tmp_path)[0].attributions[0].tags == (("framing", "sanctions"), ("pillar", "chips"))
