"""What a new brief starts from."""

from dataclasses import replace

import pytest

from annotations.brief.presets import ANNEX, FULL, PRESETS, TWO_PAGE, Preset, preset_of
from annotations.brief.spec import BriefSpec, Part

WRITTEN = BriefSpec(title="Weekly", bottom_line="It is so.", page="Letter")


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.key)
def test_a_preset_chooses_parts_and_leaves_what_was_written(preset: Preset) -> None:
    made = preset.applied(WRITTEN)
    assert preset_of(made) is preset
    assert preset.fits(made)
    assert replace(made, parts=WRITTEN.parts, preset="", page_limit=0) == WRITTEN


def test_parts_stand_in_the_order_of_the_brief() -> None:
    for preset in PRESETS:
        assert list(preset.parts) == [part for part in Part if part in preset.parts]


def test_a_changed_choice_of_parts_is_still_told_by_its_preset() -> None:
    changed = replace(TWO_PAGE.applied(WRITTEN), parts=(Part.MASTHEAD,))
    assert preset_of(changed) is TWO_PAGE
    assert not TWO_PAGE.fits(changed)
    assert preset_of(WRITTEN) is None


def test_only_the_two_page_brief_is_kept_short() -> None:
    assert [preset.applied(WRITTEN).is_short for preset in (TWO_PAGE, FULL, ANNEX)] == [True, False, False]
