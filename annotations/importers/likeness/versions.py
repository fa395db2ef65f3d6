"""Newer versions: a page that was rewritten since it was imported, told from another piece under the same title.

The same address is a strong sign, the same headline a weak one: a column has one headline every morning. So words in
common are asked for, whatever else agrees.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qsl, unquote, urlsplit

from annotations.groups import Grouped
from annotations.importers.draft import Draft
from annotations.importers.likeness.similarity import THRESHOLD, Sketch, shared, sketch

REPLACED = "replaced by a newer version"
"""Why the version before is left out."""

_SAME_PAGE = 0.2
"""Share of the shorter text that a rewritten page keeps at least, where its headline is another."""
_SAME_DAY = 0.3
"""Share that two texts with one headline and one day have in common at least; on other days it takes a near copy."""
_REWRITTEN = 0.6
"""Share from which on two texts of one outlet, whatever their headlines, are one piece."""
_STUB = 0.5
"""A text that is shorter than this share of the one before is more likely cut off than rewritten."""
_TRACKING = ("utm_", "mtm_", "pk_", "at_", "itm_", "hsa_")
_TRACKERS = {
    *("fbclid", "gclid", "dclid", "msclkid", "yclid", "igshid", "mc_cid", "mc_eid", "cmpid", "ocid", "smid", "ref"),
    *("ref_src", "referrer", "share", "s_cid", "wt_mc", "xtor", "ito", "amp", "output", "icid", "cid_source", "_ga"),
}
HOSTS = ("", "www.", "m.", "amp.", "mobile.")
"""Beginnings of names of hosts that make no other page."""
_PORTS = {"http": 80, "https": 443}


class Choice(StrEnum):
    """What is done with a draft that is a newer version of a stored article."""

    REPLACE = "replace"
    SEPARATE = "separate"
    LEAVE_OUT = "leave-out"


@dataclass(frozen=True, slots=True)
class Stored:
    """An article of the project that a draft may be a newer version of."""

    id: int
    headline: str
    outlet: str
    url: str
    published: str
    claims: int
    length: int
    same_outlet: bool
    sketch: Sketch


@dataclass(frozen=True, slots=True)
class Version:
    """The stored article that a draft is a newer version of.

    `by_address` says that both have one web address; `shared` is how much of the shorter text stands in both (0 to 1).
    `is_sure` says that the newer one may replace it unasked: the same page, still much the same, not cut short.
    """

    article_id: int
    headline: str
    outlet: str
    claims: int
    by_address: bool
    shared: float
    is_sure: bool

    @property
    def usual(self) -> Choice:
        """What is done unless the person says otherwise."""
        return Choice.REPLACE if self.is_sure else Choice.SEPARATE


@dataclass(frozen=True, slots=True)
class Replaced:
    """An article that a newer version replaced: the ids of both, of the claims that moved, and of those that could not.

    The latter stay with the article before, flagged with a question.
    """

    old_id: int
    new_id: int
    moved: tuple[int, ...] = ()
    unplaced: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import stored: the ids of its articles in their order, and which of them replaced others.

    `not_kept` says of files that were to be kept and could not be which they are and why, `grouped` what
    carries which lead since.
    """

    ids: tuple[int, ...]
    replaced: tuple[Replaced, ...] = ()
    not_kept: tuple[str, ...] = ()
    grouped: tuple[Grouped, ...] = ()

    @property
    def unplaced(self) -> tuple[int, ...]:
        """Ids of the claims that have no place in a newer version."""
        return tuple(claim for each in self.replaced for claim in each.unplaced)


@dataclass(frozen=True, slots=True)
class Page:
    """What a web address says of which page it is: host and path, and what of the query is no tracking."""

    host: str
    path: str
    query: tuple[tuple[str, str], ...] = ()


def page_of(url: str) -> Page | None:
    """Return the page of an address, the same for all ways to write it; None where it names no single article.

    Scheme, port, user, fragment, tracking parameters, "www." and a last slash make no other page.
    """
    try:
        parts = urlsplit(url.strip() if "//" in url else f"//{url.strip()}")
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return None
    if parts.scheme not in ("", "http", "https") or "." not in host:
        return None
    bare = next((host.removeprefix(name) for name in HOSTS if name and host.startswith(name)), host)
    host = bare if "." in bare else host
    if port and port not in _PORTS.values():
        host = f"{host}:{port}"
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _tracks(pair[0])]
    path = unquote(parts.path).rstrip("/")
    return Page(host, path, tuple(sorted(kept))) if path or kept else None


def _tracks(name: str) -> bool:
    folded = name.casefold()
    return folded in _TRACKERS or folded.startswith(_TRACKING)


def same_words(one: str, other: str) -> bool:
    """Whether two headlines are the same but for case and blanks, and are not empty."""
    return bool(one.strip()) and " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def version_of(draft: Draft, candidates: Iterable[Stored]) -> Version | None:
    """Return the candidate that a draft is a newer version of, the likeliest where there are several, or None.

    None of the candidates has the draft's very text.
    """
    compared = list(candidates)
    if not compared:  # a sketch takes as long as the reading of a short file
        return None
    own, page = sketch(draft.text), page_of(draft.url)
    found = [version for one in compared if (version := _compared(draft, own, page, one))]
    return max(found, key=lambda version: (version.by_address, version.shared, version.article_id), default=None)


def _compared(draft: Draft, own: Sketch, page: Page | None, one: Stored) -> Version | None:
    here = page is not None and page_of(one.url) == page
    titled = same_words(draft.headline, one.headline)
    common = shared(own, one.sketch)
    enough = common >= _SAME_PAGE or (titled and _one_day(draft.published, one.published)) if here else False
    if not enough and one.same_outlet:
        same_day = _one_day(draft.published, one.published)
        least = (_SAME_DAY if same_day else THRESHOLD) if titled else _REWRITTEN
        enough = common >= least
    if not enough:
        return None
    sure = here and common >= _SAME_DAY and len(draft.text) >= _STUB * one.length
    return Version(one.id, one.headline, one.outlet, one.claims, here, common, sure)


def _one_day(one: str, other: str) -> bool:
    """Whether two dates may be of one day: as far as both are known."""
    known = min(len(one), len(other), len("2026-03-12"))
    return one[:known] == other[:known]
