"""Mails with clippings: the body, the attachments, and what is not an article."""

from email.message import EmailMessage

import pytest

from annotations.importers.registry import read_file

LONG = "\n".join(f"Paragraph {n} says something about the bank and its model, at some length." for n in range(30))


def mail(subject="Fwd: State bank unveils its model", body="The text of the article.\nIt goes on.", kind="plain"):
    message = EmailMessage()
    message["From"], message["To"] = "desk@courier.example", "anna@office.example"
    message["Subject"], message["Date"] = subject, "Thu, 12 Mar 2026 10:00:00 +0300"
    message.set_content(body, subtype=kind)
    return message


def test_a_mail_without_attachments_is_an_article(press, read_one):
    draft = read_one(press.write("a.eml", mail().as_bytes()))
    assert (draft.headline, draft.published) == ("State bank unveils its model", "2026-03-12")
    assert draft.text == "State bank unveils its model\nThe text of the article.\nIt goes on."
    assert draft.raw_header.splitlines()[0] == "From: desk@courier.example"


def test_a_page_as_body_is_read_as_its_words(press, read_one):
    body = "<html><body><p>The text of it.</p><script>never()</script><p>Its end.</p></body></html>"
    assert read_one(press.write("a.eml", mail(body=body, kind="html").as_bytes())).text.endswith(
        "The text of it.\nIts end."
    )


def test_attachments_are_articles_and_a_covering_note_is_none(press):
    message = mail(body="Please find the clippings attached.")
    message.add_attachment("Clipping one\nThe first text.", filename="one.txt")
    message.add_attachment(press.word().read_bytes(), maintype="application", subtype="msword", filename="two.docx")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    drafts = read_file(press.write("a.eml", message.as_bytes())).drafts
    assert [draft.origin_file for draft in drafts] == ["one.txt", "two.docx"]
    assert drafts[0].warnings[-1] == "Left out: logo.png (is a picture)."


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_mail_is_known_below_the_stamps_of_many_servers(press, read_one, end):
    stamps = b"".join(b"Received: from %d.example by relay.example; 12 Mar 2026\n" % n for n in range(200))
    draft = read_one(press.write("a.eml", (stamps + mail().as_bytes()).replace(b"\n", end)))
    assert draft.headline == "State bank unveils its model"


def test_pictures_within_the_body_do_not_hide_the_attachments(press):
    message = mail(body="<html><body><p>Please find the clipping attached.</p></body></html>", kind="html")
    message.add_related(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    message.add_attachment("Clipping one\nThe first text.", filename="one.txt")
    assert [draft.origin_file for draft in read_file(press.write("a.eml", message.as_bytes())).drafts] == ["one.txt"]


def test_a_mail_that_is_nothing_but_a_body_with_pictures_is_no_saved_page(press, read_one):
    message = mail(body="<html><body><p>The text of it.</p></body></html>", kind="html")
    message.add_related(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    draft = read_one(press.write("a.eml", message.as_bytes()))
    assert (draft.headline, draft.published) == ("State bank unveils its model", "2026-03-12")


def test_a_long_body_beside_attachments_is_an_article_too(press):
    message = mail(body=LONG)
    message.add_attachment("Clipping one\nThe first text.", filename="one.txt")
    assert len(read_file(press.write("a.eml", message.as_bytes())).drafts) == 2


def test_a_mail_that_gives_nothing_says_what_was_in_it(press):
    message = mail(body="")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    found = read_file(press.write("a.eml", message.as_bytes()))
    assert found.error == "holds neither text nor a press file. Left out: logo.png (is a picture)"


def test_a_mail_within_a_mail_is_read(press):
    outer = mail(body="")
    outer.add_attachment(mail(subject="The inner one"))
    assert [draft.headline for draft in read_file(press.write("a.eml", outer.as_bytes())).drafts] == ["The inner one"]


def test_an_article_that_begins_like_a_mail_is_none(press, read_one):
    text = "From: the archive\nDate: 2026-03-12\nOutlet: Courier\n\nThe text of the article."
    draft = read_one(press.write("a.txt", text))
    assert (draft.outlet, draft.text) == ("Courier", "The text of the article.")


@pytest.mark.parametrize("cut", [0, 40, 400])
def test_a_damaged_outlook_message_is_told(press, cut):
    data = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(500) + "__properties_version1.0".encode("utf-16-le") + bytes(cut)
    found = read_file(press.write("a.msg", data))
    assert found.error == "is a damaged Outlook message"
    assert found.fault == ""
