"""Lines that a page prints around its article: teasers, share bars, cookie notes, calls to subscribe, advertisements.

Only whole lines that are plainly of such a kind are left out, each with its reason, so that a person can bring it back.
A line within an article that merely speaks of cookies or of sharing stays.
"""

import re
from collections.abc import Callable, Sequence
from enum import StrEnum

from annotations.importers.draft import Cut


class Why(StrEnum):
    """Why a line was left out; completes the sentence "left out as …"."""

    TEASER = "a teaser of another article"
    SHARING = "a bar of buttons"
    COOKIES = "a note on cookies"
    CALL = "a call to subscribe or follow"
    ADVERT = "an advertisement"
    RIGHTS = "a notice of rights"


_TEASER = re.compile(
    r"(?:read (?:also|more|next|this)|see also|also read|more on this(?: story| topic)?|more from|related(?: articles?"
    r"| stories| content| coverage| news| topics)?|you (?:may|might) (?:also )?(?:like|be interested in)|recommended"
    r"(?: for you| stories)?|most (?:read|popular)|latest(?: news| stories)?|don[’']t miss|continue reading"
    r"|[àa] lire aussi|lire aussi|sur le m[êe]me sujet|les plus lus"
    r"|lesen sie (?:auch|mehr|dazu)|mehr zum thema|auch interessant|das k[öo]nnte sie auch interessieren|meistgelesen"
    r"|lea (?:tambi[ée]n|m[áa]s)|te puede interesar|le puede interesar|noticias relacionadas|m[áa]s le[íi]das"
    r"|читайте (?:также|ещ[её])|читать (?:также|далее)|по теме|материалы по теме|смотрите также|ранее по теме)"
    r"\s*(?:[:»›→>…-].*)?",
    re.I,
)
_LABEL_ONLY = re.compile(r"[^:»›→>…-]{1,60}[:»›→>…-]*\s*")
_BUTTON = re.compile(
    r"share(?: (?:this(?: article| story| page)?|on|via))?|teilen|partager|compartir|поделиться|tweet|x|twitter"
    r"|facebook"
    r"|whatsapp|telegram|linkedin|e-?mail|mail|print|drucken|imprimer|imprimir|печать|copy link|copier le lien"
    r"|link kopieren|copiar enlace|скопировать ссылку|pinterest|reddit|vk|вконтакте|ok|viber|pocket|flipboard|messenger"
    r"|threads|bluesky|mastodon|save|saved|bookmark|comments?|kommentare|commentaires|комментарии|listen|\d{1,6}",
    re.I,
)
_BUTTONS = re.compile(r"\s*(?:[|·•,/]|\s{2,}|\s(?=[A-ZА-Я]))\s*")
_COOKIES = re.compile(
    r"(?:we use cookies|this (?:web)?site uses cookies|by (?:continuing|using) .{0,60}cookies|accept (?:all )?cookies"
    r"|cookie (?:settings|preferences|policy)|(?:wir|diese (?:web)?seite) (?:verwenden|verwendet|nutzt|nutzen) cookies"
    r"|(?:nous utilisons|ce site utilise) des cookies|(?:utilizamos|este sitio (?:web )?utiliza) cookies"
    r"|(?:мы используем|сайт использует) (?:файлы )?cookie)",
    re.I,
)
_CALL = re.compile(
    r"(?:sign up (?:for|to) (?:our|the|this)\b|subscribe (?:to (?:our|the)\b|now|today|here)|get (?:our"
    r"|the) .{0,40}newsletter"
    r"|follow us (?:on|in)\b|join (?:our|us on) .{0,30}(?:channel|telegram|whatsapp)|abonnez-vous|suivez-nous"
    r"|abonnieren sie|folgen sie uns|jetzt abonnieren|suscr[íi]bete|s[íi]guenos|подпи(?:шитесь|сывайтесь)"
    r"|следите за нами)",
    re.I,
)
_ADVERT = re.compile(
    r"(?:advertisement|advertising|sponsored(?: content| by .{0,60})?|ad|реклама|anzeige|werbung|publicit[ée]"
    r"|publicidad)\W*",
    re.I,
)
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright\W).{0,160}|.{0,120}(?:all rights reserved|alle rechte vorbehalten|tous droits r[ée]serv[ée]s"
    r"|todos los derechos reservados|все права защищены)\.?",
    re.I,
)
_LONGEST_TEASER = 220
_LONGEST_NOTE = 400
_LONGEST_CALL = 200
_SENTENCE_END = (".", "!", "?", "…", "”", "»", '"', ":", ";")
_LONGEST_TITLE = 140
_LAST_LINES = 3


def cleaned(lines: Sequence[str], opening: int = 1) -> tuple[list[str], list[Cut]]:
    """Return the lines of the article and those left out.

    Args:
        lines: paragraphs, each on one line.
        opening: how many lines at the beginning are the article's own whatever they say: headline and standfirst.
    """
    kept: list[str] = []
    cuts: list[Cut] = []
    under_label = False
    for place, line in enumerate(lines):
        why = "" if place < opening else _why(line, last=place >= len(lines) - _LAST_LINES)
        if under_label and not why and _is_title(line):
            why = Why.TEASER
        else:
            under_label = why == Why.TEASER and bool(_LABEL_ONLY.fullmatch(line))
        if why:
            cuts.append(Cut(len(kept), line, why))
        else:
            kept.append(line)
    return kept, cuts


def _why(line: str, *, last: bool) -> str:
    """The reason to leave a line out, "" if there is none."""
    found = (why for why, longest, is_one in _KINDS if len(line) <= longest and is_one(line))
    why = next(found, "")
    return "" if why == Why.RIGHTS and not last else why


def _is_bar(line: str) -> bool:
    """Whether a line is nothing but names of buttons, one of them at least not a number."""
    parts = [part for part in _BUTTONS.split(line.strip()) if part]
    return bool(parts) and all(map(_BUTTON.fullmatch, parts)) and not all(map(str.isdigit, parts))


def _is_title(line: str) -> bool:
    """Whether a line under "Related articles" is one of their headlines: short, and no sentence."""
    return len(line) <= _LONGEST_TITLE and not line.endswith(_SENTENCE_END)


_KINDS: tuple[tuple[Why, int, Callable[[str], object]], ...] = (
    (Why.TEASER, _LONGEST_TEASER, _TEASER.fullmatch),
    (Why.SHARING, _LONGEST_CALL, _is_bar),
    (Why.COOKIES, _LONGEST_NOTE, _COOKIES.match),
    (Why.CALL, _LONGEST_CALL, _CALL.match),
    (Why.ADVERT, _LONGEST_CALL, _ADVERT.fullmatch),
    (Why.RIGHTS, _LONGEST_TEASER, _RIGHTS.fullmatch),
)
"""Each kind with the code points that a line of it has at most, and what tells one."""
