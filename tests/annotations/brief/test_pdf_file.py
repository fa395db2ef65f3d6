"""Files of objects, read again with other programs than the one that wrote them."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest

from annotations.brief.bookmarks import Outline
from annotations.brief.pdf_file import PdfFile, dated


def written(work: Callable[[PdfFile], str]) -> bytes:
    """A file of one empty page; `work` gives objects and returns entries for the root."""
    file = PdfFile()
    tree = file.number()
    page = file.put(f"<</Type /Page /Parent {tree} 0 R /MediaBox [0 0 100 100] /Resources <<>>>>")
    file.put(f"<</Type /Pages /Count 1 /Kids [{page} 0 R]>>", tree)
    root = file.put(f"<</Type /Catalog /Pages {tree} 0 R {work(file)}>>")
    return file.finish(root, file.put("<</Title (Made)>>"))


def many(file: PdfFile) -> str:
    numbers = [file.put(f"[{n} ({'x' * (n % 50)})]") for n in range(1000)]
    return f"/Many [{' '.join(f'{number} 0 R' for number in numbers)}]"


def test_objects_come_back_whole_from_their_streams() -> None:
    with pikepdf.open(BytesIO(written(many))) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert [(int(one[0]), len(str(one[1]))) for one in pdf.Root.Many] == [(n, n % 50) for n in range(1000)]
        assert str(pdf.docinfo.Title) == "Made"


def test_an_object_may_be_given_after_what_refers_to_it() -> None:
    def work(file: PdfFile) -> str:
        late = file.number()
        many(file)
        stream = file.stream("/Kind /Late", b"words " * 50, late)
        assert stream == late
        return f"/Late {late} 0 R"

    with pikepdf.open(BytesIO(written(work))) as pdf:
        assert pdf.Root.Late.read_bytes() == b"words " * 50


def test_a_number_that_is_never_used_is_free() -> None:
    def work(file: PdfFile) -> str:
        return f"/Nothing {file.number()} 0 R"

    with pikepdf.open(BytesIO(written(work))) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.Root.get("/Nothing") is None


def test_streams_stay_readable_where_that_is_asked_for() -> None:
    data = written(lambda file: f"/Read {file.stream('/Kind /Plain', b'plain words', readable=True)} 0 R")
    assert b"plain words" in data


def test_the_same_objects_give_the_same_bytes_and_others_another_identifier() -> None:
    assert written(many) == written(many)
    one, other = (written(lambda _, said=said: f"/Said ({said})") for said in ("one", "two"))
    with pikepdf.open(BytesIO(one)) as first, pikepdf.open(BytesIO(other)) as second:
        assert bytes(first.trailer.ID[0]) != bytes(second.trailer.ID[0])


@pytest.mark.parametrize(
    ("issued", "stamp", "moment"),
    [
        ("2026-03-23", "D:20260323000000+00'00'", "2026-03-23T00:00:00+00:00"),
        ("2026-03-23 18:00:05.5", "D:20260323180005+00'00'", "2026-03-23T18:00:05.500000+00:00"),
        ("2026-03-23T01:00+03:00", "D:20260322220000+00'00'", "2026-03-22T22:00:00+00:00"),
        ("0009-03-01", "D:00090301000000+00'00'", "0009-03-01T00:00:00+00:00"),
        ("soon", "D:20000101000000+00'00'", ""),
        ("0001-01-01T00:00+10:00", "D:20000101000000+00'00'", ""),
    ],
)
def test_dates_are_those_of_the_day_of_issue(issued: str, stamp: str, moment: str) -> None:
    assert dated(issued) == (stamp, moment)


def test_an_outline_keeps_its_levels_and_shortens_long_titles() -> None:
    outline = Outline()
    for title, level in [("One", 0), ("Two", 0), ("A", 1), ("a", 2), ("B", 1), ("x" * 500, 0)]:
        outline.add(title, "here", level)

    def work(file: PdfFile) -> str:
        return f"/Outlines {outline.write(file, {'here': '[0 /Fit]'})} 0 R"

    with pikepdf.open(BytesIO(written(work))) as pdf, pdf.open_outline() as read:
        one, two, long = read.root
        assert [(child.title, [below.title for below in child.children]) for child in two.children] == [
            ("A", ["a"]),
            ("B", []),
        ]
        assert one.children == []
        assert long.title == "x" * 160 + "…"
        assert int(pdf.Root.Outlines.Count) == 6


def test_a_document_without_titles_has_no_outline() -> None:
    assert Outline().write(PdfFile(), {}) == 0
