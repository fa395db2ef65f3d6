"""Where another coder's work is shown or differs, the inspector says whose it is and what counts."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

MINUS, PLUS = "-1", "+2"


@pytest.fixture
def coder(bench):
    """Work as another person from now on; the panel shows the first claim as they see it."""

    def become(name, initials):
        bench.session.switch_coder(name, initials)
        bench.show()

    return become


@pytest.fixture
def tag(bench):
    """Tag the first claim as whoever works here: by key, or a scale by its value."""

    def give(dimension, *names):
        codebook = bench.session.codebook
        tags = codebook.tags_of(codebook.by_key(dimension).id)
        found = [t.id for t in tags if t.key in names or (t.value is not None and f"{t.value:+d}" in names)]
        assert len(found) == len(names)
        claim = bench.claims()[0]
        bench.session.run("Tag", lambda p: [p.claims.tag(claim.id, tag_id) for tag_id in found])
        bench.show()

    return give


def below(bench, dimension):
    label = bench.row(dimension).others
    return label.text().split("\n") if label.isVisible() else []


def values(bench):
    return [button.text() for button in bench.row("sentiment").buttons if button.isChecked()]


def test_a_colleagues_tags_carry_their_initials_and_ones_own_do_not(bench, coder, tag) -> None:
    tag("framing", "brain-drain")
    tag("sentiment", MINUS)
    assert [chip.words for chip in bench.row("framing").chips] == ["Brain drain"]
    assert values(bench) == ["−1"]
    coder("Ivo Petrov", "IP")
    (chip,) = bench.row("framing").chips
    assert (chip.words, chip.accessibleName()) == ("Brain drain · AL", "Brain drain · AL")
    assert values(bench) == ["−1 · AL"]
    spoken = [button.accessibleName() for button in bench.row("sentiment").buttons if button.isChecked()]
    assert spoken == ["−1 Critical, AL"]
    assert below(bench, "framing") == below(bench, "sentiment") == [], "only one coder coded, and that is shown"


def test_what_another_coded_stands_below_with_what_counts(bench, coder, tag) -> None:
    tag("framing", "brain-drain")
    tag("sentiment", MINUS)
    coder("Ivo Petrov", "IP")
    tag("framing", "supremacy-race")
    tag("sentiment", PLUS)
    tag("pillar", "data")
    assert [chip.words for chip in bench.row("framing").chips] == ["Race for supremacy"]
    assert below(bench, "framing") == ["AL: Brain drain · counts"]
    assert values(bench) == ["+2"]
    assert below(bench, "sentiment") == ["AL: −1 · counts"]
    assert below(bench, "pillar") == ["AL: not coded · counts"]
    assert below(bench, "actors") == []
    assert "What others coded: Framing" in bench.row("framing").others.accessibleName()
    coder("Anna Lindqvist", "AL")
    assert below(bench, "framing") == ["IP: Race for supremacy · yours counts"]
    assert below(bench, "pillar") == []
    coder("Carla Reyes", "CR")
    assert [chip.words for chip in bench.row("framing").chips] == ["Brain drain · AL"]
    assert below(bench, "framing") == ["IP: Race for supremacy · AL’s counts"]


def test_what_is_agreed_counts_and_the_others_stay_to_be_seen(bench, coder, tag) -> None:
    tag("sentiment", MINUS)
    coder("Ivo Petrov", "IP")
    tag("sentiment", PLUS)
    agreed, claim = bench.project.coders.agreed(), bench.claims()[0]
    plus = next(t.tag_id for t in claim.taggings if t.coder_id == bench.project.coder_id)
    bench.session.run("Settle", lambda p: p.claims.tag(claim.id, plus, coder_id=agreed.id))
    bench.show()
    assert below(bench, "sentiment") == ["AL: −1 · agreed counts"]


def test_a_click_on_a_colleagues_value_says_the_same_and_a_click_on_ones_own_takes_it_back(bench, coder, tag) -> None:
    tag("sentiment", MINUS)
    coder("Ivo Petrov", "IP")
    (button,) = [button for button in bench.row("sentiment").buttons if button.isChecked()]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    bench.show()
    assert values(bench) == ["−1"]
    assert len({t.coder_id for t in bench.claims()[0].taggings}) == 2
    assert below(bench, "sentiment") == []
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    bench.show()
    assert values(bench) == ["−1 · AL"]


def test_undoing_the_difference_takes_the_line_away(bench, coder, tag) -> None:
    tag("sentiment", MINUS)
    coder("Ivo Petrov", "IP")
    tag("sentiment", PLUS)
    assert below(bench, "sentiment")
    bench.session.undo()
    assert below(bench, "sentiment") == []
    assert values(bench) == ["−1 · AL"]


def test_the_list_of_claims_says_where_coders_differ(bench, coder, tag) -> None:
    tag("sentiment", MINUS)
    coder("Ivo Petrov", "IP")
    tag("sentiment", PLUS)
    bench.show(None)
    spoken = bench.panel.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("Coders differ: Sentiment toward the West")
    assert "differ" not in bench.panel.list.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
