"""What is said of a brief that was written."""

from annotations.brief import Report
from app.actions.briefs import tell_of


def test_one_banner_says_all_that_is_to_be_known_of_a_brief(window) -> None:
    report = Report(3, 2, unset=("page 1",), concerns=("1 claim is flagged", "1 translation is missing"))
    tell_of(window, report, "It was issued with", "The file differs.")
    assert window.banner.text == (
        "The file differs. It was issued with 1 claim is flagged; 1 translation is missing. "
        "The brief's fonts lack some characters; they are shown as boxes: page 1"
    )


def test_of_a_brief_without_fault_nothing_is_said(window) -> None:
    tell_of(window, Report(3, 2), "It was issued with")
    assert window.banner.text == ""
