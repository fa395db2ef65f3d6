"""The body of a mail: the text that was sent on, without the notes, heads and signatures that mail programs put around.

Nothing is thrown away: such lines are marked with the reason, and a person can bring them back.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotations.importers.cleaning.boilerplate import Line
from annotations.importers.values.dates import read_date
from annotations.importers.values.languages import guess_language

_LABELS = {
    "from": "from|von|de|van|от|от кого|от кого",
    "sent": "sent|date|gesendet|datum|envoyé|envoyé le|enviado|enviado el|fecha|дата|отправлено",
    "to": "to|an|à|a|para|aan|кому|cc|kopie|copie|копия|reply-to|antwort an|répondre à|responder a",
    "subject": "subject|betreff|objet|asunto|onderwerp|тема",
}
_FIELD_OF = {label: field for field, labels in _LABELS.items() for label in labels.split("|")}
_LABELLED = re.compile(r"^\s*\*?([^\W\d_][^\W\d_ -]{0,14}?(?:[ -][^\W\d_]{1,5})?)\s*:\*?\s+(\S.*)$")
_MARKER = re.compile(
    r"\s*(?:[-_]{2,}\s*(?:forwarded message|original message|weitergeleitete nachricht|ursprüngliche nachricht"
    r"|message (?:transféré|d[’']origine)|mensaje (?:reenviado|original)|doorgestuurd bericht"
    r"|пересылаемое сообщение|исходное сообщение)\s*[-_]{2,}"
    r"|begin forwarded message|anfang der weitergeleiteten nachricht|début du message (?:transféré|réexpédié)"
    r"|inicio del mensaje reenviado|начало переадресованного сообщения)\s*:?\s*",
    re.I,
)
_QUOTED = re.compile(r"^\s*>\s?")
_SIGNATURE = re.compile(r"--\s?")
_FEWEST_LABELS = 3
_NEAR_TOP = 40
_LONGEST_NOTE = 600
_LONGEST_SIGNATURE = 12
_MOST_SENT_ON = 5
_NOTE, _HEAD, _SIGNED = "a covering note", "the head of a forwarded mail", "a signature"


@dataclass(frozen=True, slots=True)
class Body:
    """The lines of a body, and what the head of the mail says that was sent on in it: empty where none was.

    `published` is ISO 8601, to the day: when a mail was sent is not when the article appeared.
    """

    lines: tuple[Line, ...]
    subject: str = ""
    sender: str = ""
    published: str = ""
    head: str = ""


def read_body(lines: Sequence[Line]) -> Body:
    """Return what a body says, the lines around the text marked."""
    body = Body(tuple(_signed(lines)))
    for _ in range(_MOST_SENT_ON):
        inner = _sent_on(body)
        if inner == body:
            return body
        body = inner
    return body


def unquoted(lines: Sequence[str]) -> list[str]:
    """Return the lines of a plain body without the marks of quotation, where most of it is quoted, to its end."""
    start = len(lines)
    while start and (_QUOTED.match(lines[start - 1]) or not lines[start - 1].strip()):
        start -= 1
    quoted = sum(bool(line.strip()) for line in lines[start:])
    if quoted <= sum(bool(line.strip()) for line in lines) // 2:
        return list(lines)
    return [*lines[:start], *(_QUOTED.sub("", line) for line in lines[start:])]


def _signed(lines: Sequence[Line]) -> list[Line]:
    """The lines with those under the last "-- " marked."""
    places = [place for place, line in enumerate(lines) if _SIGNATURE.fullmatch(line.text.strip())]
    below = [line for line in lines[places[-1] :] if line.text.strip()] if places else []
    if not below or len(below) > _LONGEST_SIGNATURE or places[-1] == 0:
        return list(lines)
    return [*lines[: places[-1]], *(replace(line, why=_SIGNED) for line in lines[places[-1] :])]


def _sent_on(body: Body) -> Body:
    """The body with the head of a mail within it marked and read, and so the note above it."""
    lines = body.lines
    place = next((n for n in range(min(len(lines), _NEAR_TOP)) if not lines[n].why and _head(lines, n)), None)
    if place is None:
        return body
    fields = _head(lines, place)
    end = _end(lines, place)
    start = place
    while start and (not lines[start - 1].text.strip() or _MARKER.fullmatch(lines[start - 1].text)):
        start -= 1
    note = "".join(line.text for line in lines[:start] if not line.why)
    if len(note) > _LONGEST_NOTE:
        return body  # somebody wrote more than a note: the mail below may be what they answer
    marked = [line if line.why else replace(line, why=_NOTE) for line in lines[:start]]
    marked += [replace(line, why=_HEAD) for line in lines[start:end]]
    text = " ".join(line.text for line in lines[end:])
    head = "\n".join(line.text.strip() for line in lines[place:end])
    return Body(
        lines=(*marked, *lines[end:]),
        subject=fields.get("subject", ""),
        sender=fields.get("from", ""),
        published=read_date(fields.get("sent", ""), guess_language(text))[:10],
        head=f"{body.head}\n{head}".strip(),
    )


def _head(lines: Sequence[Line], start: int) -> dict[str, str]:
    """What labelled lines one below the other say, if they are the head of a mail; else nothing."""
    labelled = [_LABELLED.match(line.text) for line in lines[start : _end(lines, start)]]
    fields = {_FIELD_OF[found[1].lower()]: found[2].strip(" *") for found in labelled if found}
    is_head = len(labelled) >= _FEWEST_LABELS and {"from", "sent", "subject"} <= fields.keys()
    return fields if is_head else {}


def _end(lines: Sequence[Line], start: int) -> int:
    end = start
    while end < len(lines) and (found := _LABELLED.match(lines[end].text)) and found[1].lower() in _FIELD_OF:
        end += 1
    return end
