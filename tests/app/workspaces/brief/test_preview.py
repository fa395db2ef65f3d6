"""The pages beside the form."""

import pypdfium2
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from annotations.brief import gather
from annotations.brief.freezing import Frozen
from annotations.brief.spec import Part
from annotations.errors import AnnotationError
from app.workspaces.brief import pages_view
from app.workspaces.brief import preview as preview_module

LEFT = Qt.MouseButton.LeftButton


def click_on(bench, target) -> None:
    """Click in the middle of the first rectangle that leads to a target."""
    view, proof = bench.page.preview.view, bench.page.preview.proof
    page, spot = next((page, s) for page, spots in proof.spots.items() for s in spots if s.target == target)
    _, _, left, bottom, right, top = spot
    view.go_to(page, top + 40)
    rect = view._page_rect(page - 1)
    x, y = (left + right) / 2, proof.height - (bottom + top) / 2
    where = QPointF(rect.left() + x * view.scale, rect.top() + y * view.scale)
    QTest.mouseClick(view.viewport(), LEFT, pos=where.toPoint())


def test_pages_follow_what_is_typed_before_it_is_stored(bench) -> None:
    section = bench.section("Bottom line")
    before = bench.page.preview.proof
    section.line.setPlainText("Another line.")
    bench.settle()
    assert bench.page.preview.proof is not before
    assert bench.spec.bottom_line == "Sold (C1)."


def test_the_page_count_stands_beside_its_limit(bench) -> None:
    preview = bench.page.preview
    pages = preview.proof.pages
    assert preview.place.text() == f"Page 1 of {pages}"
    bench.section("Parts").limit.setValue(pages - 1)
    bench.settle()
    assert preview.place.text() == f"Page 1 of {pages}, limit {pages - 1}, 1 page too many"


def test_what_is_in_view_is_painted(bench) -> None:
    view = bench.page.preview.view
    assert view.missing() is None
    view.go_to(bench.page.preview.proof.pages)
    bench.settle()
    assert view.missing() is None
    assert view.page == bench.page.preview.proof.pages
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.page == 1


def test_pages_that_were_looked_at_long_ago_are_let_go(bench, monkeypatch) -> None:
    view, proof = bench.page.preview.view, bench.page.preview.proof
    one = next(iter(view._painted.values())).sizeInBytes()
    monkeypatch.setattr(pages_view, "_KEPT", 3 * one)
    for page in range(1, proof.pages + 1):
        view.go_to(page)
        bench.settle()
        assert view.missing() is None
        assert len(view._painted) <= 4, "two in view, and one on either side"
    bench.section("Bottom line").line.setPlainText("Another line.")
    bench.settle()
    assert {leaf.proof for leaf, _ in view._painted} == {bench.page.preview.proof}


def test_the_size_of_pages_keeps_the_page_in_view(bench) -> None:
    view = bench.page.preview.view
    view.go_to(2)
    view.set_zoom(2.0)
    assert view.page == 2
    assert view.scale == 2.0
    bench.settle()
    assert view.missing() is None
    view.set_zoom(0)
    assert view.page == 2


def test_a_click_on_a_claim_leads_to_its_passage_and_back(bench) -> None:
    click_on(bench, "passage-2")
    assert bench.window.workspaces.current == "read"
    assert bench.window.reading.active_claim.number == 2
    bench.window.commands.run("go.back")
    assert bench.window.workspaces.current == "brief"


def test_a_click_on_what_is_written_here_leads_into_its_form(bench) -> None:
    def click(name: str, down: float) -> None:
        page, top = bench.page.preview.proof.places[name]
        bench.page.preview.clicked.emit("", page, top - down)

    click("judgement-2", 5)
    judging = bench.section("Bottom line")
    assert judging.items.row == 1
    assert judging.statement.hasFocus()
    click("masthead", 30)
    assert bench.page.section.title == "Masthead"
    assert bench.page.section.texts.fields["title"].hasFocus()
    click("bottom-line", 5)
    assert judging.line.hasFocus()
    click("findings", 20)
    assert bench.page.section.title == "Findings"
    click("claims", 20)
    assert bench.page.section.title == "Findings", "the list of claims is not written here"


def test_the_pages_follow_the_section_of_the_form(bench) -> None:
    view, places = bench.page.preview.view, bench.page.preview.proof.places
    view.go_to(bench.page.preview.proof.pages)
    bench.section("Look")
    assert view.page == bench.page.preview.proof.pages, "the look is about every page"
    bench.section("Findings")
    assert view.page == places["findings"][0]
    bench.section("Masthead")
    assert view.page == 1


def test_a_claim_is_shown_in_the_brief(bench) -> None:
    claim = bench.project.claims.by_uid(bench.project.claims.uids_by_number()[3])
    bench.window.workspaces.read(claim.article_id, claim.id)
    bench.window.commands.run("brief.show-claim")
    bench.settle()
    assert bench.window.workspaces.current == "brief"
    view, proof = bench.page.preview.view, bench.page.preview.proof
    page, top = proof.page_of_claim(3)
    rect = view._page_rect(page - 1)
    assert 0 <= rect.top() + (proof.height - top) * view.scale < view.viewport().height()


def test_a_claim_that_is_not_in_the_brief_is_told(bench) -> None:
    bench.page.draft.store("Filter", None, {"claim_filter": {"words": "buyer"}})
    bench.settle()
    bench.page.show_claim(3)
    bench.settle()
    assert "Claim 3 is not in this brief" in bench.window.toast.text
    bench.window.toast.hide()


def test_of_a_long_brief_the_first_pages_come_first(bench, monkeypatch) -> None:
    monkeypatch.setattr(preview_module, "AT_ONCE", 0.0)
    preview = bench.page.preview
    before = preview.proof
    section = bench.section("Bottom line")
    section.line.setPlainText("Another line.")
    bench.qtbot.waitUntil(lambda: preview.view.leaves[0].proof is not before)
    assert preview.proof is before, "the whole is made only at a pause"
    first = preview.view.leaves[0].proof
    assert "claims" not in first.places
    assert {leaf.proof for leaf in preview.view.leaves} == {first, before}
    assert [leaf.page for leaf in preview.view.leaves if leaf.proof is before][-1] == before.pages
    bench.settle()
    assert {leaf.proof for leaf in preview.view.leaves} == {preview.proof}


def test_pages_follow_the_claims_of_the_project(bench) -> None:
    claim = bench.project.claims.by_uid(bench.project.claims.uids_by_number()[1])
    bench.session.run("Delete claim", lambda project: project.claims.delete([claim.id]))
    bench.settle()
    assert bench.page.preview.proof.page_of_claim(1) is None
    assert bench.section("Bottom line").line.refusal.text() == "There is no claim C1."


def test_closing_the_project_empties_the_preview(bench) -> None:
    bench.session.close_project()
    assert not bench.page.preview.view.leaves
    assert bench.page.preview.proof is None


def test_parts_without_content_print_nothing(bench) -> None:
    bench.page.draft.store("Parts", None, {"parts": (Part.SINCE,)})
    bench.settle()
    assert bench.page.preview.proof.pages == 1


def test_of_a_long_brief_the_articles_in_view_come_first(bench, monkeypatch) -> None:
    monkeypatch.setattr(preview_module, "AT_ONCE", 0.0)
    preview = bench.page.preview
    before = preview.proof
    page = before.places["article-1"][0]
    preview.view.go_to(page)
    bench.page.draft.store("Names", None, {"names": "none"})
    bench.qtbot.waitUntil(lambda: any(leaf.proof is not before for leaf in preview.view.leaves))
    assert preview.proof is before
    fresh = [leaf.proof for leaf in preview.view.leaves if leaf.proof is not before]
    assert [leaf.proof is before for leaf in preview.view.leaves[: page - 1]] == [True] * (page - 1)
    assert {"article-1", "article-2"} < set(fresh[0].places)
    assert "claims" not in fresh[0].places
    bench.settle()
    assert {leaf.proof for leaf in preview.view.leaves} == {preview.proof}


def test_of_a_long_brief_the_claims_in_view_come_first(bench, monkeypatch) -> None:
    monkeypatch.setattr(preview_module, "AT_ONCE", 0.0)
    preview = bench.page.preview
    before = preview.proof
    preview.view.go_to(before.places["claim-1"][0])
    claim = bench.project.claims.by_uid(bench.project.claims.uids_by_number()[1])
    bench.session.run("Translate", lambda project: project.claims.update(claim.id, translation="Said anew"))
    bench.qtbot.waitUntil(lambda: any(leaf.proof is not before for leaf in preview.view.leaves))
    assert preview.proof is before
    fresh = [leaf.proof for leaf in preview.view.leaves if leaf.proof is not before]
    assert "claim-1" in fresh[0].places
    assert "articles" not in fresh[0].places
    assert "Said anew" in words(fresh[0])
    bench.settle()
    assert {leaf.proof for leaf in preview.view.leaves} == {preview.proof}
    assert "Said anew" in words(preview.proof)


def words(proof) -> str:
    """All text of the pages."""
    with pypdfium2.PdfDocument(proof.data) as document:
        return " ".join(page.get_textpage().get_text_range() for page in document)


def test_the_first_pages_are_shown_before_all_are_made(bench, monkeypatch) -> None:
    preview = bench.page.preview
    spec = bench.page.draft.spec
    preview.clear()
    shown = []
    show = preview.view.show_leaves
    monkeypatch.setattr(preview.view, "show_leaves", lambda leaves: (shown.append(len(leaves)), show(leaves)))
    preview.show_spec(spec)
    bench.settle()
    assert shown == [1, preview.proof.pages]


def inked(view) -> bool:
    """Whether anything stands in the middle of the view."""
    image = view.viewport().grab().toImage()
    row = image.height() // 2
    ground = image.pixelColor(1, 1)
    return any(image.pixelColor(x, row + y) != ground for x in range(image.width()) for y in range(-6, 6))


def test_before_the_first_pages_are_there_it_is_said_that_they_are_made(bench) -> None:
    preview, spec = bench.page.preview, bench.page.draft.spec
    preview.clear()
    assert not inked(preview.view)
    preview.show_spec(spec)
    assert preview.view.accessibleDescription() == "Making the pages…"
    assert inked(preview.view)
    bench.settle()
    assert preview.view.leaves
    assert preview.view.accessibleDescription() == ""


def test_pages_that_cannot_be_made_are_not_waited_for(bench, monkeypatch) -> None:
    def fail(*_: object) -> None:
        raise AnnotationError("The filter cannot be read", "Choose another")

    preview, spec = bench.page.preview, bench.page.draft.spec
    preview.clear()
    monkeypatch.setattr("annotations.brief.gather", fail)
    preview.show_spec(spec)
    bench.settle()
    assert "The filter cannot be read" in bench.window.banner.text
    assert preview.view.accessibleDescription() == "The pages could not be made."
    assert preview.state.text() == ""


def test_the_pages_say_which_version_comes_after_an_issue(bench) -> None:
    brief, before = bench.page.brief, bench.page.preview.proof
    frozen = Frozen(brief.spec, gather(bench.project, brief.spec))
    bench.session.run(
        "Issue", lambda project: project.issues.add(brief.id, 1, frozen, "ab" * 32, "2026-03-12T09:30:00+00:00")
    )
    bench.settle()
    assert bench.page.preview.proof is not before
    with pypdfium2.PdfDocument(bench.page.preview.proof.data) as document:
        assert "DRAFT v2" in document[0].get_textpage().get_text_range()
