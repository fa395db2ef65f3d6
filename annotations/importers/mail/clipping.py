"""Mails with clippings (.eml, .msg): each attachment that is a press file, and the body where it is an article."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email import message_from_bytes, policy, utils
from email.message import EmailMessage, MIMEPart
from functools import partial
from pathlib import Path
from typing import Any

from annotations.errors import ImportFileError
from annotations.importers.cleaning.boilerplate import Line
from annotations.importers.compose import Fields, compose, one_line
from annotations.importers.documents.rtf import rtf_paragraphs
from annotations.importers.draft import Draft, noted
from annotations.importers.files.members import Member, Read, read_members
from annotations.importers.formats import Confidence, Format
from annotations.importers.layouts import layout
from annotations.importers.mail.body import read_body, unquoted
from annotations.importers.mail.packed_rtf import unpacked
from annotations.importers.pages.text import visible_lines
from annotations.importers.source import Source
from annotations.importers.texts.plain_text import printed_lines
from annotations.text import canonicalise

_HEADERS = re.compile(rb"^(?:from|to|date|subject|mime-version|received|message-id|return-path):", re.I | re.M)
_FEWEST_HEADERS = 3
_END_OF_HEADER = re.compile(rb"\r?\n\r?\n")
_LONGEST_HEADER = 64 * 1024
"""Bytes. Stamps of servers alone can fill several thousand, above the sender."""
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_OUTLOOK = "__properties_version1.0".encode("utf-16-le")
_RICH_TEXT = 0x1009
"""The property of an Outlook message that holds its body as packed rich text."""
_REPLY = re.compile(r"^\s*(?:(?:re|aw|fw|fwd|wg|tr|rv)\s*:\s*)+", re.I)
_GUESSED = ("headline", "published")
_COVER_NOTE = 1500
"""Code points. Beside attachments a shorter body is a covering note and no article."""
_DAMAGED_BODY = "The mail's own words are damaged and were left out: open it in Outlook to read them"
_SHOWN_NOTE = 100
"""Code points of such a note that are shown."""


@dataclass(frozen=True, slots=True)
class _Mail:
    """What was found: `published` is ISO 8601 or empty, `head` the mail's own header lines.

    `damaged` says that there was a body and that it could not be read.
    """

    subject: str
    published: str
    lines: list[Line]
    members: list[Member]
    head: str
    sender: str
    damaged: bool = False


def mail_formats(read: Read) -> tuple[Format, Format]:
    """Return the formats; `read` reads the attachments."""
    return (
        Format("a mail", (".eml",), _recognise_eml, partial(_read_eml, read=read)),
        Format("an Outlook message", (".msg",), _recognise_msg, partial(_read_msg, read=read)),
    )


def _read_eml(source: Source, read: Read) -> list[Draft]:
    message = message_from_bytes(source.data, policy=policy.default)
    body = message.get_body(("plain", "html"))
    date = one_line(str(message.get("Date") or ""))
    names = ("From", "To", "Date", "Subject")
    return _drafts(
        source,
        _Mail(
            subject=one_line(str(message.get("Subject") or "")),
            published=_day(date),
            lines=_lines(_body(body), html=body is not None and body.get_content_subtype() == "html"),
            members=list(_attached(message)),
            head="\n".join(f"{name}: {one_line(str(message[name]))}" for name in names if message[name]),
            sender=one_line(str(message.get("From") or "")),
        ),
        read,
    )


def _read_msg(source: Source, read: Read) -> list[Draft]:
    import io

    from oxmsg import Message

    try:
        message = Message.load(io.BytesIO(source.data))
        plain, page = message.body or "", message.html_body or ""
        rich = message.properties.binary_prop_value(_RICH_TEXT) or b""
        members = [_member(attachment) for attachment in message.attachments]
        sent, subject = message.sent_date, one_line(message.subject or "")
        head = [f"From: {one_line(message.sender or '')}", f"Date: {sent or ''}", f"Subject: {subject}"]
    except (OSError, ValueError, KeyError, IndexError, AttributeError, TypeError, NotImplementedError) as error:
        raise ImportFileError(
            "is a damaged Outlook message", "Open it in Outlook and save it as text or PDF", source.path
        ) from error
    lines: list[Line] | None
    if plain.strip() or page.strip() or not rich:
        lines = _lines(plain, html=False) if plain.strip() else _lines(page, html=True)
    else:
        lines = _rich_lines(source, rich)
    published = sent.date().isoformat() if sent else ""
    mail = _Mail(subject, published, lines or [], members, "\n".join(head), message.sender or "", lines is None)
    return _drafts(source, mail, read)


def _rich_lines(source: Source, packed: bytes) -> list[Line] | None:
    """The paragraphs of a body that is there as rich text only; None where that is damaged."""
    try:
        inner = Source(source.path, unpacked(packed), source.depth, source.mappings, source.course)
        return _lines("\n".join(rtf_paragraphs(inner)), html=False)
    except (ValueError, ImportFileError):
        return None


def _member(attachment: Any) -> Member:
    """What is attached to an Outlook message. Messages within one have no bytes of their own."""
    name, data = attachment.file_name, attachment.file_bytes
    if data is None:
        return Member(name or "a message", b"", "is a message within the message: save it as a file and import that")
    return Member(name or "attachment", data)


def _drafts(source: Source, mail: _Mail, read: Read) -> list[Draft]:
    drafts, left_out = read_members(source, mail.members, read)
    text = "\n".join(line.text for line in mail.lines).strip()
    if text and (not drafts or len(text) > _COVER_NOTE):
        drafts = [_article(source, mail), *drafts]
    elif text:
        drafts[0] = noted(drafts[0], _about_note(text))
    if not drafts:
        found = (
            "holds a text that is damaged, and no press file" if mail.damaged else "holds neither text nor a press file"
        )
        raise ImportFileError(f"{found}. {left_out}".strip(" ."), "Open it and save what is in it", source.path)
    if mail.damaged:
        drafts[0] = noted(drafts[0], _DAMAGED_BODY)
    if left_out:
        drafts[0] = noted(drafts[0], left_out)
    return drafts


def _about_note(text: str) -> str:
    """What is said of words above attached articles that are too few to be one themselves."""
    words = one_line(text)
    short = words if len(words) <= _SHOWN_NOTE else f"{words[:_SHOWN_NOTE].rstrip()}…"
    return f"The mail's own words were left out as a covering note: “{short}”"


def _article(source: Source, mail: _Mail) -> Draft:
    """The draft of the body. What a mail calls itself and when it was sent need not be the article's."""
    body = read_body(mail.lines)
    fields = Fields(
        headline=_REPLY.sub("", body.subject or mail.subject),
        published=body.published or mail.published,
        raw=f"{mail.head}\n\n{body.head}".strip(),
        guessed=_GUESSED,
    )
    draft = compose(source, fields, body.lines, clean=True)
    return replace(draft, layout=layout("a mail", utils.parseaddr(body.sender or mail.sender)[1].lower()))


def _day(date: str) -> str:
    try:
        return utils.parsedate_to_datetime(date).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return ""


def _content(part: MIMEPart | None) -> str:
    if part is None:
        return ""
    try:
        content = part.get_content()
    except (LookupError, UnicodeError, KeyError):
        raw = part.get_payload(decode=True)
        content = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else ""
    return content if isinstance(content, str) else ""


def _body(part: MIMEPart | None) -> str:
    """The text of the body; where lines flow, which a space at their end says, each paragraph is on one line."""
    text = _content(part)
    if part is None or part.get_param("format", "") != "flowed":
        return text
    return re.sub(r"(?<!^--) \r?\n(?!\s*\r?\n)(?!--)", " ", text, flags=re.M)


def _lines(text: str, *, html: bool) -> list[Line]:
    """The paragraphs of a body; those of a plain one may be broken at a fixed width."""
    if html:
        return list(map(Line, visible_lines(canonicalise(text))))
    return printed_lines(unquoted(canonicalise(text).split("\n")))


def _attached(message: EmailMessage) -> Iterator[Member]:
    for part in message.iter_attachments():
        name = Path(part.get_filename() or "attachment").name
        data = part.get_payload(decode=True)
        if isinstance(data, bytes):
            yield Member(name, data)
        elif part.get_content_type() == "message/rfc822":
            yield Member(name if name.endswith(".eml") else f"{name}.eml", part.get_content().as_bytes())


def header_of(source: Source) -> bytes:
    """Return the lines above the first blank one: a mail's own header, without those of its parts."""
    return _END_OF_HEADER.split(source.data[:_LONGEST_HEADER].lstrip(), maxsplit=1)[0]


def _recognise_eml(source: Source) -> Confidence:
    header = header_of(source)
    names = {found[0].lower() for found in _HEADERS.finditer(header)}
    first = header.split(b":", 1)[0]
    plain = re.fullmatch(rb"[A-Za-z-]{2,40}", first) is not None
    if len(names) < _FEWEST_HEADERS or not plain or b"from:" not in names:
        return Confidence.NO
    return Confidence.CERTAIN if b"mime-version:" in names or source.suffix == ".eml" else Confidence.NO


def _recognise_msg(source: Source) -> Confidence:
    return Confidence.CERTAIN if source.data.startswith(_OLE) and _OUTLOOK in source.data else Confidence.NO
