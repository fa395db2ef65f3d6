"""A brief that was commented in other programs is read back, and every comment arrives where it belongs."""

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from annotations.brief.read_back import read_back, reviewed
from annotations.brief.reviews import CommentKind, Review, ReviewComment, placed
from annotations.brief.spec import Judgement
from annotations.errors import AnnotationError
from annotations.progress import drive


class Reviewer:
    """Writes comments into a PDF as Acrobat and Preview do."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf

    def highlights(self):
        for number, page in enumerate(self.pdf.pages):
            for annotation in page.get("/Annots", []):
                if annotation.Subtype == "/Highlight" and "/NM" in annotation:
                    yield number, annotation

    def highlight_of(self, uid: str):
        return next((number, one) for number, one in self.highlights() if str(one.NM) == uid)

    def add(self, page: int, subtype: str, box, text: str, **values) -> pikepdf.Object:
        made = self.pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name("/" + subtype),
                Rect=Array([round(edge, 2) for edge in box]),
                Contents=String(text),
                T=String("Рита Moss"),
                M=String("D:20260314091500+02'00'"),
                **values,
            )
        )
        self.pdf.pages[page].Annots.append(made)
        return made

    def reply(self, page: int, to, text: str, **values) -> pikepdf.Object:
        box = [float(edge) for edge in to.Rect]
        popup = self.add(page, "Popup", box, "")
        return self.add(page, "Text", box, text, IRT=to, RT=Name.R, Popup=popup, NM=String(f"reply {text}"), **values)


@pytest.fixture
def comment(sample, tmp_path):
    """Comment the sample's brief, and read it back: the comments with what they touch."""

    def run(write) -> list:
        path = tmp_path / "reviewed.pdf"
        with pikepdf.open(sample.path) as pdf:
            write(Reviewer(pdf))
            pdf.save(path)
        claims = {claim.number: claim.uid for claim in sample.content.claims}
        return list(placed(reviewed(path), claims))

    return run


def quad(box) -> Array:
    left, bottom, right, top = box
    return Array([left, top, right, top, left, bottom, right, bottom])


def first_line(annotation) -> tuple[float, float, float, float]:
    points = [float(value) for value in annotation.QuadPoints][:8]
    return min(points[::2]), min(points[1::2]), max(points[::2]), max(points[1::2])


def test_a_brief_nobody_commented_has_no_comments(comment) -> None:
    assert comment(lambda reviewer: None) == []


def test_replies_arrive_at_the_claims_they_answer(comment, sample) -> None:
    uids = [claim.uid for claim in sample.content.claims]

    def write(reviewer) -> None:
        for uid in uids:
            page, highlight = reviewer.highlight_of(uid)
            reviewer.reply(page, highlight, f"About {uid}")

    found = comment(write)
    assert {one.text: one.claim_uid for one in found} == {f"About {uid}": uid for uid in uids}
    assert {one.kind for one in found} == {CommentKind.REPLY}
    assert (found[0].author, found[0].made_at) == ("Рита Moss", "2026-03-14T09:15:00+02:00")


def test_an_answer_to_a_reply_belongs_to_the_claim_and_a_mere_status_is_none(comment, sample) -> None:
    uid = sample.content.claims[0].uid

    def write(reviewer) -> None:
        page, highlight = reviewer.highlight_of(uid)
        first = reviewer.reply(page, highlight, "Is that so?")
        reviewer.reply(page, first, "It is.")
        reviewer.reply(page, first, "Accepted set by Rita", State=String("Accepted"), StateModel=String("Review"))

    assert [(one.text, one.claim_uid) for one in comment(write)] == [("Is that so?", uid), ("It is.", uid)]


def test_notes_free_text_and_new_marks_beside_a_claim_arrive_at_it(comment, sample) -> None:
    claims = [claim for claim in sample.content.claims if len(claim.quote) > 30 and not crossed(claim, sample)]
    assert len(claims) > 50
    wanted = {}

    def write(reviewer) -> None:
        for claim in claims:
            page, highlight = reviewer.highlight_of(claim.uid)
            left, bottom, right, top = first_line(highlight)
            height = top - bottom
            inner = (left + 1, bottom + height / 4, left + 1 + (right - left) / 2, top - height / 4)
            reviewer.add(page, "Highlight", inner, f"mark {claim.number}", QuadPoints=quad(inner))
            reviewer.add(page, "Text", (inner[0], bottom, inner[0] + 8, top), f"note {claim.number}")
            reviewer.add(page, "FreeText", (inner[0], bottom, inner[2], top), f"text {claim.number}")
            wanted.update({f"{kind} {claim.number}": claim.uid for kind in ("mark", "note", "text")})

    found = comment(write)
    assert {one.text: one.claim_uid for one in found} == wanted
    kinds = {one.text.split()[0]: one.kind for one in found}
    assert kinds == {"mark": CommentKind.MARK, "note": CommentKind.NOTE, "text": CommentKind.TEXT}


def crossed(claim, sample) -> list:
    """The other claims that share words with one."""
    return [one for one in sample.content.article_of(claim).claims if one != claim and one.span.overlaps(claim.span)]


def test_a_note_on_a_claim_within_a_claim_belongs_to_the_inner_one(comment, sample) -> None:
    inner, outer = next(
        (claim, other)
        for claim in sample.content.claims
        for other in crossed(claim, sample)
        if other.span.start <= claim.span.start and claim.span.end <= other.span.end
    )

    def write(reviewer) -> None:
        page, highlight = reviewer.highlight_of(inner.uid)
        left, bottom, right, top = first_line(highlight)
        box = (left + 1, bottom + 2, right - 1, top - 2)
        reviewer.add(page, "Highlight", box, "inner", QuadPoints=quad(box))

    (found,) = comment(write)
    assert outer.uid != found.claim_uid == inner.uid


def test_a_mark_without_words_tells_what_it_marks(comment, sample) -> None:
    claim = sample.content.claims[0]

    def write(reviewer) -> None:
        page, highlight = reviewer.highlight_of(claim.uid)
        reviewer.add(page, "StrikeOut", first_line(highlight), "", QuadPoints=quad(first_line(highlight)))

    (found,) = comment(write)
    assert (found.text, found.claim_uid) == ("", claim.uid)
    assert claim.quote[:20] in found.quote


def test_what_is_written_into_a_claims_own_comment_is_told_without_what_was_printed(comment, sample) -> None:
    first, second = sample.content.claims[:2]

    def write(reviewer) -> None:
        _, one = reviewer.highlight_of(first.uid)
        one.Contents = String(f"{one.Contents}\rWho says so?")
        _, other = reviewer.highlight_of(second.uid)
        other.Contents = String("All wrong")

    found = {one.claim_uid: (one.kind, one.text) for one in comment(write)}
    assert found == {first.uid: (CommentKind.EDITED, "Who says so?"), second.uid: (CommentKind.EDITED, "All wrong")}


def test_notes_on_judgements_arrive_at_them_by_their_number(comment, sample) -> None:
    review = reviewed(sample.path)
    tops = {name: (page, top) for name, page, top in review.places}
    count = len(sample.spec.judgements)

    def write(reviewer) -> None:
        for number in range(1, count + 1):
            page, top = tops[f"judgement-{number}"]
            reviewer.add(page - 1, "Text", (60, top - 24, 78, top - 6), f"judgement {number}")

    found = comment(write)
    assert count > 1
    assert [(one.text, one.judgement, one.claim_uid) for one in found] == [
        (f"judgement {number}", number, "") for number in range(1, count + 1)
    ]


def test_a_comment_stays_with_its_judgement_when_that_is_moved_or_reworded(comment, sample) -> None:
    page, top = {name: (page, top) for name, page, top in reviewed(sample.path).places}["judgement-2"]
    (found,) = comment(lambda reviewer: reviewer.add(page - 1, "Text", (60, top - 24, 78, top - 6), "Why?"))
    first, second, *others = sample.spec.judgements
    reworded = replace(second, statement="Said in quite other words.")
    assert found.place_among((first, second, *others)) == 1
    assert found.place_among((*others, first, reworded)) == len(others) + 1
    assert found.place_among((first, *others)) is None


def test_a_comment_in_a_file_that_tells_no_uid_goes_by_the_number_of_those_that_state_something() -> None:
    comment = ReviewComment(CommentKind.NOTE, 1, "Why?", judgement=2, part="judgement-2")
    assert comment.place_among((Judgement("One."), Judgement(" "), Judgement("Two."))) == 2
    assert comment.place_among((Judgement("One."),)) is None
    assert ReviewComment(CommentKind.NOTE, 1, "Why?").place_among((Judgement("One."),)) is None


def test_notes_in_the_list_of_claims_arrive_at_the_claim_of_the_line(comment, sample) -> None:
    review = reviewed(sample.path)
    tops = {name: (page, top) for name, page, top in review.places}
    claims = sample.content.claims

    def write(reviewer) -> None:
        for claim in claims:
            page, top = tops[f"claim-{claim.number}"]
            reviewer.add(page - 1, "Text", (300, top - 20, 312, top - 8), f"claim {claim.number}")

    assert {one.text: one.claim_uid for one in comment(write)} == {f"claim {c.number}": c.uid for c in claims}


def test_what_stands_nowhere_in_particular_is_told_with_its_part(comment, sample) -> None:
    page = len(sample.texts()) - 1
    (found,) = comment(lambda reviewer: reviewer.add(page, "FreeText", (60, 100, 200, 130), "Who reads this?"))
    assert not found.is_placed
    assert (found.page, found.part) == (page + 1, "sources")


def test_a_pdf_of_others_is_read_without_places(tmp_path) -> None:
    path = tmp_path / "other.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.pages[0].Annots = Array()
        Reviewer(pdf).add(0, "Text", (10, 10, 20, 20), "Hello <b>you</b>\x00\x07")
        pdf.save(path)
    (found,) = placed(reviewed(path), {})
    assert (found.text, found.is_placed, found.part) == ("Hello <b>you</b>", False, "")


def test_annotations_that_answer_each_other_in_a_circle_end(tmp_path) -> None:
    path = tmp_path / "circle.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.pages[0].Annots = Array()
        reviewer = Reviewer(pdf)
        one = reviewer.add(0, "Text", (10, 10, 20, 20), "one")
        two = reviewer.add(0, "Text", (10, 10, 20, 20), "two", IRT=one)
        one.IRT = two
        pdf.save(path)
    assert [found.answers for found in reviewed(path).comments] == ["", ""]


def test_no_more_comments_are_taken_than_a_reviewer_writes(monkeypatch, tmp_path) -> None:
    path = tmp_path / "many.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.pages[0].Annots = Array()
        for number in range(12):
            Reviewer(pdf).add(0, "Text", (10, 10, 20, 20), f"{number} " + "x" * 50)
        pdf.save(path)
    monkeypatch.setattr("annotations.brief.read_back._COMMENTS", 10)
    monkeypatch.setattr("annotations.brief.read_back._LONGEST", 20)
    review = reviewed(path)
    assert (len(review.comments), review.left_out) == (10, 2)
    assert {len(one.text) for one in review.comments} == {20}


def test_places_beyond_all_numbers_are_read_and_placed(tmp_path) -> None:
    far, uid = f"{'9' * 60}.5", "01890000-0000-7000-8000-000000000000"
    corners = f"[-{far} -{far} {far} {far} -{far} {far} {far} -{far}]".encode()
    path = tmp_path / "far.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.pages[0].Annots = Array()
        ours = Reviewer(pdf).add(0, "Highlight", (0, 0, 1, 1), "", NM=String(uid), Subj=String("C1"))
        note = Reviewer(pdf).add(0, "Text", (0, 0, 1, 1), "Where?")
        ours.QuadPoints = pikepdf.Object.parse(corners)
        ours.Rect = note.Rect = pikepdf.Object.parse(f"[-{far} -{far} {far} {far}]".encode())
        pdf.save(path)
    (found,) = placed(drive(read_back(path)), {})
    assert (found.text, found.claim_uid) == ("Where?", uid)


@pytest.mark.parametrize("limit", ["_PAGES", "_ANNOTATIONS"])
def test_a_file_with_more_than_any_brief_is_refused_rather_than_read_in_part(sample, monkeypatch, limit) -> None:
    monkeypatch.setattr(f"annotations.brief.read_back.{limit}", 2)
    with pytest.raises(AnnotationError, match=r"The file has more .* than any brief"):
        reviewed(sample.path)


def test_links_are_no_annotations_that_are_counted(sample, monkeypatch) -> None:
    monkeypatch.setattr("annotations.brief.read_back._ANNOTATIONS", len(reviewed(sample.path).marks))
    with pikepdf.open(sample.path) as pdf:
        assert any(one.Subtype == "/Link" for page in pdf.pages for one in page.get("/Annots", []))
    assert reviewed(sample.path).comments == ()


def test_a_child_reads_the_file_and_its_answer_is_the_same(sample) -> None:
    review = drive(read_back(sample.path))
    assert review == reviewed(sample.path)
    assert Review.from_json(review.to_json()) == review


@pytest.mark.parametrize(("data", "what"), [(b"", "no PDF"), (b"%PDF-1.7\n%%EOF", "no PDF"), (b"hello", "no PDF")])
def test_what_is_no_pdf_is_told_with_its_name(tmp_path, data, what) -> None:
    path: Path = tmp_path / "notes.pdf"
    path.write_bytes(data)
    with pytest.raises(AnnotationError, match=what) as raised:
        drive(read_back(path))
    assert raised.value.path == path


def test_a_file_that_needs_a_password_is_told(sample, tmp_path) -> None:
    path = tmp_path / "locked.pdf"
    with pikepdf.open(sample.path) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(AnnotationError, match="password"):
        drive(read_back(path))


def test_a_file_that_is_not_there_is_told(tmp_path) -> None:
    with pytest.raises(AnnotationError, match="cannot be opened"):
        drive(read_back(tmp_path / "none.pdf"))
