"""What is written on a chip that has too little room."""

from PySide6.QtGui import QFontMetrics

from app.theme import BODY, interface_font
from app.widgets.chip import fitting


def test_of_a_name_with_a_role_the_name_gives_way(qapp) -> None:
    metrics = QFontMetrics(interface_font(BODY))
    whole = "Radim Talvesk · speaker"
    width = metrics.horizontalAdvance(whole)
    assert fitting(whole, metrics, width) == whole
    shorter = fitting(whole, metrics, width - 20)
    assert shorter.endswith("… · speaker")
    assert metrics.horizontalAdvance(shorter) <= width - 20
    assert "…" in fitting(whole, metrics, 40)
    assert fitting("Sanctions and restrictions", metrics, 60).endswith("…")
