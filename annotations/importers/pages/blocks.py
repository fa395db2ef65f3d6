"""A web page as blocks in the order printed: each with its kind, how much of it is a link, and the boxes it stands in.

A box is an element that by its tag or its names holds what pages print around articles. Names are chosen by whoever
made the page, so that a box counts only as long as it does not hold most of the article.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from annotations.importers.cleaning.boilerplate import Why
from annotations.importers.compose import BULLET, CELLS, one_line
from annotations.importers.texts.plain_text import unwrap


@dataclass(frozen=True, slots=True)
class Box:
    """An element around some blocks and the reason to leave them out."""

    element: Any
    why: str


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the page.

    `text` is on one line, with the mark of its list; `letters` are its letters and digits alone, to compare it by.
    `linked` is the share of its text in links, `links` their number. `element` is the innermost element around all.
    """

    text: str
    letters: str
    element: Any
    heading: bool
    listed: bool
    linked: float
    links: int
    boxes: tuple[Box, ...]


_SKIPPED = frozenset(
    {"script", "style", "noscript", "template", "head", "svg", "iframe", "select", "object", "math", "datalist",
     "textarea", "input", "img", "video", "canvas", "map", "rp", "rt"}
)  # fmt: skip
_INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
     "kbd", "mark", "q", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
     "var", "wbr", "nobr", "label", "amp-fit-text"}
)  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_OF_LINES = frozenset({"p", "div", "li", "ul", "ol", "table", "br", "section", "article", *_HEADINGS})
_BOXES = {
    "nav": Why.MENU, "menu": Why.MENU, "footer": Why.MENU, "aside": Why.TEASER, "figcaption": Why.CAPTION,
    "caption": Why.CAPTION, "form": Why.CALL, "dialog": Why.CALL, "button": Why.SHARING, "amp-sidebar": Why.MENU,
    "amp-ad": Why.ADVERT,
}  # fmt: skip
_ROLES = {
    "navigation": Why.MENU, "menu": Why.MENU, "complementary": Why.TEASER, "dialog": Why.CALL, "search": Why.MENU,
    "toolbar": Why.SHARING, "contentinfo": Why.MENU,
}  # fmt: skip
_NAMED: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (why, re.compile(rf" (?:{names}) "))
    for why, names in (
        (Why.COMMENTS, r"comments?|disqus|commentlist|respond|comments? (?:area|list|section)"),
        (Why.COOKIES, r"cookies?|consent|gdpr|cmp|onetrust|didomi|cookiebanner"),
        (Why.CAPTION, r"caption|credits?|figcaption|media caption|imagecaption"),
        (Why.AUTHOR, r"author (?:box|bio|card|info|profile|description)|about (?:the )?author|bio|authorbox"),
        (Why.CALL, r"newsletters?|sign ?ups?|subscribe|subscription|paywall|gate|regwall|donate|donation|follow"
                   r"|app promo|piano|membership"),
        (Why.SHARING, r"share|sharing|shares|social|sharedaddy|addthis|toolbar|tools?|audio|player|print link"),
        (Why.ADVERT, r"ads?|advert|advertisement|advertising|ad ?slot|sponsored|promoted|taboola|outbrain|mgid|dfp"),
        (Why.TAGS, r"tags|tag list|taglist|post tags|topics|keywords"),
        (Why.RIGHTS, r"copyright|legal|rights"),
        (Why.MENU, r"breadcrumbs?|menu|navbar|navigation|nav|pagination|pager|sidebar|widget area|site footer|footer"),
        (Why.TEASER, r"relat(?:ed|ions?)|recommend\w*|read (?:more|next|also)"
                     r"|more (?:news|from|on|stories|articles|posts)"
                     r"|promo|teasers?|onward|popular|trending|most (?:read|viewed|popular)|latest|see also|also read"
                     r"|similar|readmore|crosspromo|linkbox"),
        (Why.BYLINE, r"by ?line|author|authors|date ?line|timestamp|posted on|entry meta|post meta|pubdate|date"
                     r"|article (?:meta|date|author)|published|byline (?:name|date)"),
    )
)  # fmt: skip
_SPACE = re.compile(r"\s+")
_MOSTLY = 0.7
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_OTHER = re.compile(r"[^a-z0-9]+")
_WORD_BULLET = re.compile(r"^[·•§▪●○◦o\uf0b7\uf0a7-][\s\u00a0]+")
_WORD_NUMBER = re.compile(r"^(\(?[\w.]{1,6}[.)])[\s\u00a0]+")
_LONGEST_CELL = 200
_LETTERS = re.compile(r"[\W_]+")
_HAS_MARK = re.compile(r"\s*(?:[•·‣▪–—*-]\s|\(?\d{1,3}[.)]\s)")
_UNSHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def blocks_of(tree: Any) -> list[Block]:
    """Return the page's blocks, without scripts and fields."""
    reader = _Reader()
    for is_start, element in _walk(tree):
        if is_start:
            reader.start(element)
        else:
            reader.end(element)
    reader.flush()
    return reader.blocks


def letters_of(text: str) -> str:
    """Return the letters and digits of a text in small letters, to compare by."""
    return _LETTERS.sub("", text).lower()


def _walk(root: Any) -> Iterator[tuple[bool, Any]]:
    """Start (True) and end of each element, comments by their end only."""
    waiting: list[tuple[Any, bool]] = [(root, True)]
    while waiting:
        element, is_start = waiting.pop()
        if is_start and isinstance(element.tag, str) and element.tag not in _SKIPPED:
            yield True, element
            waiting.append((element, False))
            waiting.extend((child, True) for child in reversed(element))
        else:
            yield False, element


class _Reader:
    """Collects text into blocks."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._pieces: list[str] = []
        self._linked = 0
        self._links = 0
        self._begun = 0
        self._open: list[Any] = []
        self._boxes: list[Box] = []
        self._noted: list[Box] = []
        self._note: Box | None = None
        self._inside = 0
        self._marks: list[str] = []
        self._numbers: dict[Any, int] = {}
        self._row: Any = None

    def start(self, element: Any) -> None:
        """Begin a block at an element that is one; remember boxes, links and marks of lists."""
        tag = element.tag
        if tag == "br":
            self._pieces.append("\n" if "pre" in [one.tag for one in self._open] else " ")
        elif tag in ("td", "th") and self._row is not None:
            self._pieces += [CELLS] if self._pieces else []
        elif tag not in _INLINE and self._row is None:
            self.flush()
            self._open.append(element)
            self._begin(element)
        if tag == "a":
            self._links += 1
            self._begun += 1
        if why := Why.BYLINE if tag == "time" else _why(element):
            (self._noted if tag in _INLINE else self._boxes).append(Box(element, why))
        self._take(element.text)

    def _begin(self, element: Any) -> None:
        match element.tag:
            case "li":
                self._marks.append(self._mark(element))
            case "tr" if _is_of_data(element):
                self._row = element

    def end(self, element: Any) -> None:
        """End the block of an element that is one; go on with the text behind it."""
        tag = element.tag
        if isinstance(tag, str) and tag not in _SKIPPED:
            self._close(element, tag)
        self._take(element.tail)

    def _close(self, element: Any, tag: str) -> None:
        if self._row is element:
            self.flush()
            self._row = None
        if self._open and self._open[-1] is element:
            self.flush()
            self._open.pop()
            if tag == "li":
                self._marks.pop()
        if tag == "a":
            self._links -= 1
        for boxes in (self._boxes, self._noted):
            if boxes and boxes[-1].element is element:
                boxes.pop()

    def _take(self, text: str | None) -> None:
        if text:
            self._pieces.append(text)
            if self._links:
                self._linked += len(_SPACE.sub("", text))
            if self._noted:
                self._inside += len(text.strip())
                self._note = self._noted[-1]

    def _mark(self, item: Any) -> str:
        """The mark of a list's item, which browsers print and pages do not hold."""
        above = item.getparent()
        if above is None or above.tag != "ol":
            return BULLET
        step = -1 if "reversed" in above.attrib else 1
        if above not in self._numbers:
            first = len(above.findall("li")) if step < 0 else 1
            self._numbers[above] = _number(above.get("start"), first) - step
        self._numbers[above] = _number(item.get("value"), self._numbers[above] + step)
        return f"{self._numbers[above]}. "

    def flush(self) -> None:
        """End the block in hand, if there is any text in it."""
        if not self._pieces:
            return
        raw = "".join(self._pieces)
        linked, links, note, inside = self._linked, self._begun, self._note, self._inside
        self._pieces, self._linked, self._begun, self._note, self._inside = [], 0, 0, None, 0
        if not raw.strip():
            return
        element = self._open[-1] if self._open else None
        tags = [one.tag for one in self._open]
        boxes = (*self._boxes, note) if note and inside >= _MOSTLY * len(raw.strip()) else tuple(self._boxes)
        for line in unwrap(raw.strip("\n").split("\n")) if "pre" in tags else [raw]:
            if not (text := _tidy(one_line(line), element)):
                continue
            marked = self._marked(text)
            self.blocks.append(
                Block(
                    text=marked,
                    letters=letters_of(text),
                    element=element,
                    heading=not _HEADINGS.isdisjoint(tags[-3:]),
                    listed=bool(self._marks) or self._row is not None or _is_word_item(element),
                    linked=min(1.0, linked / len(_SPACE.sub("", text))),
                    links=links,
                    boxes=boxes,
                )
            )

    def _marked(self, text: str) -> str:
        """A line with the mark of the list's item that it begins."""
        mark = self._marks[-1] if self._marks else ""
        if not mark:
            return text
        self._marks[-1] = ""  # what follows in the item has none
        return text if _HAS_MARK.match(text) else f"{mark}{text}"


def _tidy(text: str, element: Any) -> str:
    """A line whose mark Word has written into it, with that mark as an article's text has it."""
    if not _is_word_item(element):
        return text
    return _WORD_NUMBER.sub(r"\1 ", _WORD_BULLET.sub(BULLET, text))


def _is_word_item(element: Any) -> bool:
    return element is not None and "mso-list" in (element.get("style") or "")


def _is_of_data(row: Any) -> bool:
    """Whether a row holds data and does not merely lay a page out: several cells, each with one short line."""
    cells = [cell for cell in row.iterchildren("td", "th") if cell.text_content().strip()]
    return len(cells) > 1 and all(
        len(cell.text_content()) <= _LONGEST_CELL and sum(1 for _ in cell.iterdescendants(*_OF_LINES)) <= 1
        for cell in cells
    )


def _number(given: str | None, otherwise: int) -> int:
    try:
        return int(given or "")
    except ValueError:
        return otherwise


def _why(element: Any) -> str:
    """The reason to leave an element out, by its tag, its role or its names."""
    attributes = element.attrib
    if not attributes:
        return _BOXES.get(element.tag, "")
    if (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or _UNSHOWN.search(attributes.get("style", ""))
    ):
        return Why.HIDDEN
    found = _BOXES.get(element.tag) or _ROLES.get(attributes.get("role", ""))
    if found and found != Why.TEASER:
        return found
    return _named(f"{attributes.get('class', '')} {attributes.get('id', '')}"[:_LONGEST_NAMES]) or found or ""


_LONGEST_NAMES = 300


@lru_cache(maxsize=4096)
def _named(names: str) -> str:
    plain = f" {_OTHER.sub(' ', _CAMEL.sub(' ', names).lower())} "
    return next((why for why, pattern in _NAMED if pattern.search(plain)), "")
