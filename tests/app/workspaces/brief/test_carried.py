"""A judgement that was carried over from the last issue says so until it is marked as reviewed."""

from dataclasses import replace

from annotations.brief.spec import Judgement


def test_a_carried_judgement_is_marked_as_reviewed_and_that_is_undone(bench) -> None:
    section = bench.section("Bottom line")
    assert section.reviewed.isHidden()
    project = bench.page.draft.brief.id
    carried = (replace(Judgement("It will rain."), carried=True),)
    bench.session.run("Carry", lambda p: p.briefs.change(project, judgements=carried))
    assert not section.reviewed.isHidden()
    assert section.items.list.item(0).text().endswith("It will rain. (carried over)")
    section.reviewed.click()
    assert bench.spec.judgements == (Judgement("It will rain."),)
    assert section.reviewed.isHidden()
    bench.undo()
    assert bench.spec.judgements == carried
    assert not section.reviewed.isHidden()
