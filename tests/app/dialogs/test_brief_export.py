"""What goes into an exported brief."""

import pytest
from PySide6.QtWidgets import QDialogButtonBox
from window_checks import bring_up

from annotations.brief.spec import BriefSpec, Part
from annotations.codebook import Codebook, Dimension, Kind
from app.dialogs.brief_export import PART_NAMES, BriefExportDialog

CODEBOOK = Codebook(
    (Dimension("Framing", Kind.MANY, "uid-framing", id=1), Dimension("Pillar", Kind.MANY, "uid-pillar", id=2))
)


@pytest.fixture
def dialog(qtbot):
    made = BriefExportDialog(BriefSpec(title="Week", handling="TLP:AMBER", colour_by="uid-pillar"), CODEBOOK)
    qtbot.addWidget(made)
    bring_up(qtbot, made)
    return made


def test_every_part_has_a_name_and_is_in_at_first(dialog) -> None:
    assert set(PART_NAMES) == set(Part)
    assert dialog.spec() == BriefSpec(title="Week", handling="TLP:AMBER", colour_by="uid-pillar")


def test_choices_arrive_in_the_specification(dialog) -> None:
    dialog.parts[Part.CODEBOOK].setChecked(False)
    dialog.excerpts.setChecked(True)
    dialog.page_box.setCurrentText("Letter")
    dialog.names_box.setCurrentText("Not at all")
    dialog.handling.setText("  for   the desk ")
    spec = dialog.spec()
    assert Part.CODEBOOK not in spec.parts
    assert (spec.full_text, spec.page, spec.names, spec.handling) == (False, "Letter", "none", "for the desk")


def test_parts_keep_their_order(dialog) -> None:
    for part in (Part.MASTHEAD, Part.CLAIMS):
        dialog.parts[part].setChecked(False)
    dialog.parts[Part.MASTHEAD].setChecked(True)
    assert dialog.spec().parts == tuple(part for part in Part if part is not Part.CLAIMS)


def test_nothing_cannot_be_exported(dialog) -> None:
    ok = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    assert ok.isEnabled()
    for box in dialog.parts.values():
        box.setChecked(False)
    assert not ok.isEnabled()


def test_what_concerns_articles_is_greyed_without_them(dialog) -> None:
    dialog.parts[Part.ARTICLES].setChecked(False)
    assert not dialog.full.isEnabled()
    assert not dialog.colour_box.isEnabled()
