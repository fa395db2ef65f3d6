"""Pages saved as one file."""

from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

from annotations.importers.registry import read_file

ADDRESS = "https://courier.example/bank"


def archive(page, *, address=ADDRESS, frame=""):
    message = MIMEMultipart("related")
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = address
    message["Date"] = "Sat, 14 Mar 2026 09:30:00 -0000"
    if frame:
        part = MIMEText(frame, "html", "utf-8")
        part["Content-Location"] = "https://adverts.example/1"
        message.attach(part)
    part = MIMEText(page, "html", "utf-8")
    part["Content-Location"] = address
    message.attach(part)
    return message.as_bytes()


def test_the_page_is_read_with_its_address_and_the_day_it_was_saved(press, read_one):
    page = press.page().read_text(encoding="utf-8")
    draft = read_one(press.write("a.mhtml", archive(page, frame="<html><body><p>Buy this now.</p></body></html>")))
    assert draft.headline == press.headline
    assert all(paragraph in draft.text for paragraph in press.paragraphs)
    assert "Buy" not in draft.text
    assert (draft.url, draft.accessed[:10], draft.outlet) == (ADDRESS, "2026-03-14", "courier.example")
    assert draft.origin_file == "a.mhtml"


def test_an_archive_without_a_page_is_told(press):
    message = EmailMessage()
    message["MIME-Version"] = "1.0"
    message["Content-Type"] = "multipart/related"
    assert read_file(press.write("a.mht", message.as_bytes())).error == "holds no web page"


def test_a_page_saved_without_parts_is_read(press, read_one):
    part = MIMEText(press.page().read_text(encoding="utf-8"), "html", "utf-8")
    part["Content-Location"] = ADDRESS
    part["From"] = "<Saved by a browser>"
    draft = read_one(press.write("a.mht", part.as_bytes()))
    assert (draft.headline, draft.url) == (press.headline, ADDRESS)
