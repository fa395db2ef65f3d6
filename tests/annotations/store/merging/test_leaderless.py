"""A group whose lead was deleted in one copy while another made or kept it: it goes on under one of its copies."""

from itertools import permutations

import pytest

from annotations.importers.draft import Draft
from annotations.project import Project
from tests.annotations.store.merging.conftest import OTHER, TEXT, THIRD, article, merge, name_author, named, put_under

ORDERS = [*permutations(range(3))]


def delete(project: Project, text: str) -> None:
    project.step("Delete article", lambda p: p.articles.delete([article(p, text)]))


@pytest.fixture
def opened(three):
    """Four copies: the first deletes an article, the second groups two others under it, the third changes it later."""
    *some, all_of_them = three(4)
    anna, boris, _ = some
    delete(anna, TEXT)
    put_under(boris, TEXT, OTHER)
    put_under(boris, TEXT, THIRD)
    return *some, all_of_them


def head_of(project: Project) -> str:
    """The text of the copy that leads now, which is the first by uid."""
    return min((OTHER, THIRD), key=lambda text: project.articles.get(article(project, text)).uid)


def test_the_copies_stay_together_and_come_back_under_the_lead_with_it(opened) -> None:
    anna, boris, cleo, all_of_them = opened
    for project, other in ((anna, boris), (boris, anna), (all_of_them, boris)):
        merge(project, other)
        assert project.check() == []
    head = head_of(anna)
    member = OTHER if head == THIRD else THIRD
    right = {head[:3]: None, member[:3]: head[:3]}
    assert named(anna) == named(boris) == right
    assert merge(anna, boris).nothing
    merge(all_of_them, anna)
    assert named(all_of_them) == right
    name_author(cleo, TEXT)
    for project, other in ((anna, cleo), (boris, anna)):
        merge(project, other)
        assert named(project) == {"The": None, "A s": "The", "Thi": "The"}
    anna.undo()
    assert named(anna) == right


@pytest.mark.parametrize("order", ORDERS)
def test_who_leads_them_does_not_depend_on_the_order(opened, order) -> None:
    *some, all_of_them = opened
    anna, _, cleo = some
    put_under(cleo, TEXT, THIRD)
    merge(cleo, anna)
    cleo.step("Import", lambda p: p.articles.add(Draft(text="Later piece.")))
    for place in order:
        merge(all_of_them, some[place])
    head = head_of(anna)
    assert named(all_of_them)[head[:3]] is None
    assert {text for text, lead in named(all_of_them).items() if lead} == {(OTHER if head == THIRD else THIRD)[:3]}
    assert all(merge(all_of_them, other).nothing for other in some)


def test_who_is_taken_out_of_it_stays_out(opened) -> None:
    anna, boris, cleo, _ = opened
    merge(anna, boris)
    head = head_of(anna)
    member = OTHER if head == THIRD else THIRD
    anna.step("Take out", lambda p: p.groups.take_out([article(p, member)]))
    cleo.step("Import", lambda p: p.articles.add(Draft(text="Later piece.")))
    for project, other in ((anna, cleo), (boris, anna)):
        merge(project, other)
        assert named(project) == {head[:3]: None, member[:3]: member[:3], "Lat": None}
