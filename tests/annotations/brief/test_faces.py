"""A face is made known to the PDF library once."""

import threading

from reportlab.pdfbase import pdfmetrics

from annotations.brief import faces


def test_threads_that_ask_for_a_face_at_the_same_time_get_the_one_the_library_knows(monkeypatch) -> None:
    monkeypatch.setattr(faces, "_FACES", {})
    monkeypatch.setattr(pdfmetrics, "_fonts", {})
    asked, gate = [], threading.Barrier(6)

    def ask() -> None:
        gate.wait()
        asked.append(faces.face(faces.SANS))

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(face.font) for face in asked}) == 1
    assert asked[0].font is pdfmetrics.getFont(faces.SANS)
