"""Mails with clippings: the body, the attachments, and what is not an article."""

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from outlook import message as outlook_message
from outlook import packed_rtf

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
    covering = "The mail's own words were left out as a covering note: “Please find the clippings attached.”"
    assert drafts[0].warnings[-2:] == (covering, "Left out: logo.png (is a picture).")
    message = mail(body="Words " * 240)
    message.add_attachment("Clipping one\nThe first text.", filename="one.txt")
    (only,) = read_file(press.write("b.eml", message.as_bytes())).drafts
    assert f"note: “{('Words ' * 240)[:100].rstrip()}…”" in only.warnings[-1]


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


def test_an_outlook_message_is_an_article(press, read_one):
    sent = datetime(2026, 3, 12, 10, 0, tzinfo=UTC)
    data = outlook_message("Fwd: A model", "The text of it.\r\n\r\nIts end.", "Desk <desk@courier.example>", sent)
    draft = read_one(press.write("a.msg", data))
    assert (draft.headline, draft.published) == ("A model", "2026-03-12")
    assert draft.text == "A model\nThe text of it.\nIts end."
    assert draft.raw_header.splitlines()[0] == "From: Desk <desk@courier.example>"
    assert draft.layout == "a mail: desk@courier.example"


def test_an_outlook_message_without_plain_text_is_read_as_its_page(press, read_one):
    page = "<html><body><p>The text of it.</p><p>Its end.</p></body></html>"
    data = outlook_message("A model", "", "desk@courier.example", datetime(2026, 3, 12, tzinfo=UTC), page=page)
    assert read_one(press.write("a.msg", data)).text == "A model\nThe text of it.\nIts end."


RICH = (
    b"{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}\\f0 The text of it.\\par \\par Its end in M\\'fcnchen.\\par}"
)


def test_an_outlook_message_with_rich_text_only_is_read_as_that(press, read_one):
    data = outlook_message("A model", "", "desk@courier.example", datetime(2026, 3, 12, tzinfo=UTC), rich=RICH)
    assert read_one(press.write("a.msg", data)).text == "A model\nThe text of it.\nIts end in München."


def test_rich_text_is_passed_over_where_there_is_a_plain_body_too(press, read_one):
    data = outlook_message("A model", "Plain.", "desk@courier.example", datetime(2026, 3, 12, tzinfo=UTC), rich=RICH)
    assert read_one(press.write("a.msg", data)).text == "A model\nPlain."


def test_rich_text_that_is_damaged_is_told(press):
    sent = datetime(2026, 3, 12, tzinfo=UTC)
    alone = outlook_message("A model", "", "desk@courier.example", sent, rich=RICH)
    broken = alone.replace(packed_rtf(RICH)[:60], bytes(60))
    assert broken != alone
    assert "damaged" in read_file(press.write("a.msg", broken)).error
    files = [("one.txt", b"Clipping one\nThe first text.")]
    beside = outlook_message("A model", "", "desk@courier.example", sent, attachments=files, rich=RICH)
    found = read_file(press.write("b.msg", beside.replace(packed_rtf(RICH)[:60], bytes(60))))
    assert [draft.headline for draft in found.drafts] == ["Clipping one"]
    assert "own words are damaged" in found.drafts[0].warnings[-1]


def test_what_is_attached_to_an_outlook_message_is_read_and_a_message_within_it_is_told(press):
    files = [
        ("one.txt", b"Clipping one\nThe first text."),
        ("An inner mail", None),
        ("two.docx", press.word().read_bytes()),
    ]
    data = outlook_message("Clippings", "See below.", "desk@courier.example", datetime(2026, 3, 12, tzinfo=UTC), files)
    found = read_file(press.write("a.msg", data))
    assert [draft.origin_file for draft in found.drafts] == ["one.txt", "two.docx"]
    told = "Left out: An inner mail (is a message within the message: save it as a file and import that)."
    assert found.drafts[0].warnings[-1] == told


WRAPPED = """The bank has shown a model that answers in two languages, and the
hall was full to the last seat of the gallery when the chairman of
it spoke.

Critics answer that nobody had asked the ministries at all."""
UNWRAPPED = [" ".join(block.split("\n")) for block in WRAPPED.split("\n\n")]


def test_lines_broken_at_a_width_are_paragraphs_again(press, read_one):
    assert read_one(press.write("a.eml", mail(body=WRAPPED).as_bytes())).text.split("\n")[1:] == UNWRAPPED


def test_flowing_lines_are_paragraphs_again(press, read_one):
    message = mail(body="One line \nflows into the next.\n\nA new \none does \ntoo.\n-- \nDesk\n")
    message.set_param("format", "flowed")
    draft = read_one(press.write("a.eml", message.as_bytes()))
    assert draft.text.split("\n")[1:] == ["One line flows into the next.", "A new one does too."]


HEADS = {
    "gmail": (
        "---------- Forwarded message ---------\nFrom: The Courier <news@courier.example>\n"
        "Date: Tue, 10 Mar 2026 at 08:30\nSubject: {}\nTo: <anna@office.example>\n"
    ),
    "apple": (
        "> Anfang der weitergeleiteten Nachricht:\n>\n> Von: The Courier <news@courier.example>\n> Betreff: {}\n"
        "> Datum: 10. März 2026 um 08:30:00 MEZ\n> An: anna@office.example\n"
    ),
    "outlook": (
        "From: The Courier <news@courier.example> \nSent: Tuesday, March 10, 2026 8:30 AM\n"
        "To: Anna <anna@office.example>\nSubject: {}\n"
    ),
    "outlook-fr": (
        "De\u00a0: The Courier <news@courier.example>\nEnvoyé\u00a0: mardi 10 mars 2026 08:30\n"
        "À\u00a0: Anna <anna@office.example>\nObjet\u00a0: {}\n"
    ),
    "spanish": (
        "-----Mensaje original-----\nDe: The Courier <news@courier.example>\n"
        "Enviado el: martes, 10 de marzo de 2026 8:30\nPara: Anna\nAsunto: {}\n"
    ),
    "russian": (
        "-------- Пересылаемое сообщение --------\nОт кого: The Courier <news@courier.example>\n"
        "Дата: 10 марта 2026 г. 08:30\nКому: anna@office.example\nТема: {}\n"
    ),
}


@pytest.mark.parametrize("name", HEADS)
@pytest.mark.parametrize("note", ["", "For your files.\nAnna\n\n"])
def test_a_mail_that_was_sent_on_is_that_within_it(press, read_one, name, note):
    head = HEADS[name].format("Nobody asked the ministries")
    text = WRAPPED if name != "apple" else "\n".join(f"> {line}".rstrip() for line in WRAPPED.split("\n"))
    draft = read_one(press.write("a.eml", mail(subject="FYI", body=f"{note}{head}\n{text}").as_bytes()))
    assert (draft.headline, draft.published) == ("Nobody asked the ministries", "2026-03-10")
    assert draft.text.split("\n")[1:] == UNWRAPPED
    assert draft.layout == "a mail: news@courier.example"
    assert "news@courier.example" in draft.raw_header
    assert "published" in draft.guessed
    assert ("a covering note" in {cut.why for cut in draft.cuts}) == bool(note)


def test_a_mail_sent_on_twice_is_the_innermost(press, read_one):
    body = HEADS["gmail"].format("Outer") + "\n" + HEADS["outlook"].format("Inner") + "\n" + WRAPPED
    draft = read_one(press.write("a.eml", mail(subject="Fwd: Fwd: Inner", body=body).as_bytes()))
    assert (draft.headline, draft.text.split("\n")[1:]) == ("Inner", UNWRAPPED)


def test_what_is_more_than_a_note_stays(press, read_one):
    body = f"{LONG}\n\n{HEADS['outlook'].format('Question')}\nThe old mail."
    draft = read_one(press.write("a.eml", mail(subject="Re: Question", body=body).as_bytes()))
    assert "Paragraph 29" in draft.text
    assert "The old mail." in draft.text


def test_a_mail_quoted_as_a_whole_loses_its_marks(press, read_one):
    body = "\n".join(f"> {line}".rstrip() for line in WRAPPED.split("\n"))
    assert read_one(press.write("a.eml", mail(body=body).as_bytes())).text.split("\n")[1:] == UNWRAPPED


def test_a_signature_is_left_out_and_can_be_brought_back(press, read_one):
    draft = read_one(press.write("a.eml", mail(body=f"{WRAPPED}\n\n-- \nThe desk\nThe Courier").as_bytes()))
    assert draft.text.split("\n")[1:] == UNWRAPPED
    assert [(cut.line, cut.why) for cut in draft.cuts][-1:] == [("The Courier", "a signature")]


def test_lines_that_look_like_a_head_within_an_article_stay(press, read_one):
    body = "From: the archive came a note.\nSubject: unknown.\n\nThe rest of the article."
    assert "From: the archive came a note." in read_one(press.write("a.eml", mail(body=body).as_bytes())).text
