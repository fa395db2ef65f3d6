"""The stored articles that a draft may be a newer version of: by address, by headline, by outlet and day."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from urllib.parse import unquote, urlsplit

from annotations.importers.draft import Draft
from annotations.importers.likeness.similarity import Sketch, sketch
from annotations.importers.likeness.versions import HOSTS, Stored, page_of
from annotations.outlets import normalised
from annotations.store.sql import marks
from annotations.store.store import Store
from annotations.text import digest

_MOST = 25
"""Articles of one headline, or of one outlet and a few days, that are compared with a draft."""
_MOST_NEAR = 100
_PROBES = 12
_PROBE = 24
"""Code points of each of so many samples of a text."""
_DAYS = 2
"""Days before and after a draft in which an article of another headline may be its earlier version."""
_DATE = len("2026-03-12")
_WITH_ADDRESS = "SELECT id, url FROM articles WHERE url <> '' AND url COLLATE NOCASE"
_ADDRESSES = (
    " UNION ALL ".join(
        [f"{_WITH_ADDRESS} IN (?, ?)", *[f"{_WITH_ADDRESS} >= ? AND url COLLATE NOCASE < ? AND instr(url, ?)"] * 4]
    )
    + " LIMIT ?"
)
"""One address, or what goes on with it in four ways. Together in one condition they would be looked for in each row."""


def _probes(text: str) -> list[str]:
    """Some words in a row from all over a text, one of which at least stands in another version of it."""
    parts = (text[at : at + _PROBE] for at in range(0, len(text), max(_PROBE, len(text) // _PROBES)))
    return [part for part in parts if len(part) == _PROBE and "\n" not in part][:_PROBES]


class Candidates:
    """Looks candidates up. Remembers outlets and sketches of texts, so one serves one import, on one thread.

    `newest` gives the latest version of an article by its id.
    """

    def __init__(self, store: Store, newest: Callable[[int], int]) -> None:
        self._store = store
        self._newest = newest
        self._outlets: dict[str, int] | None = None
        self._sketches: dict[str, Sketch] = {}

    def of(self, draft: Draft) -> list[Stored]:
        """The latest versions of what may be an earlier one of a draft; none that has its very text."""
        outlet = self._outlet(draft.outlet)
        ids = {self._newest(article_id) for article_id in self._ids(draft, outlet)}
        return list(self._stored(sorted(ids), outlet, digest(draft.text))) if ids else []

    def _ids(self, draft: Draft, outlet: int | None) -> Iterator[int]:
        at_address = list(self._with_address(draft.url))
        yield from at_address
        if outlet is not None and not at_address:
            yield from self._with_headline(outlet, draft.headline)
            yield from self._of_those_days(outlet, draft)

    def _with_address(self, url: str) -> Iterator[int]:
        """Ids of articles with the same page, by ranges of the index of addresses: one for each way to write it."""
        page = page_of(url)
        if page is None:
            return
        raw = urlsplit(url.strip() if "//" in url else f"//{url.strip()}").path.rstrip("/")
        likely = max((value for _, value in page.query), key=len, default="")
        for path in {raw, unquote(raw)}:
            for start in (
                f"{scheme}{name}{page.host}{path}" for scheme in ("https://", "http://", "") for name in HOSTS
            ):
                ends = [f"{start}{end}" for end in ("?", "#", "/?", "/#")]
                spans = [value for end in ends for value in (end, end[:-1] + chr(ord(end[-1]) + 1), likely)]
                rows = self._store.rows(_ADDRESSES, [start, f"{start}/", *spans, _MOST])
                yield from (row["id"] for row in rows if page_of(row["url"]) == page)

    def _with_headline(self, outlet: int, headline: str) -> list[int]:
        if not headline.strip():
            return []
        # Its sign keeps SQLite from looking through the whole table in the order asked for.
        sql = "SELECT id FROM articles WHERE headline = ? COLLATE NOCASE AND outlet_id = ? ORDER BY +id DESC LIMIT ?"
        return self._store.column(sql, (" ".join(headline.split()), outlet, _MOST))

    def _of_those_days(self, outlet: int, draft: Draft) -> list[int]:
        """Ids of what the outlet had around that day, of about that length, the most alike in length first."""
        try:
            day = date.fromisoformat(draft.published[:_DATE])
            first, last = (str(day + timedelta(days=days)) for days in (-_DAYS, _DAYS + 1))
        except (ValueError, OverflowError):
            return []
        length, probes = len(draft.text), _probes(draft.text)
        if not probes:
            return []
        near = (
            "SELECT id, digest FROM articles WHERE outlet_id = ? AND published >= ? AND published < ?"
            " AND n_chars BETWEEN ? AND ? ORDER BY abs(n_chars - ?), id DESC LIMIT ?"
        )
        # Sketching all that an outlet had in some days would take longer than reading the files.
        has_some = " OR ".join(["instr(t.text, ?)"] * len(probes))
        return self._store.column(
            f"SELECT a.id FROM ({near}) a JOIN texts t ON t.digest = a.digest WHERE {has_some} LIMIT ?",
            (outlet, first, last, length // 2, length * 2, length, _MOST_NEAR, *probes, _MOST),
        )

    def _outlet(self, name: str) -> int | None:
        if self._outlets is None:
            rows = self._store.rows("SELECT id, name, aliases FROM outlets ORDER BY id DESC")
            named = {normalised(row["name"]): row["id"] for row in rows}
            aliases = ((alias, row["id"]) for row in rows for alias in row["aliases"].split("\n") if alias)
            self._outlets = {normalised(alias): outlet for alias, outlet in aliases} | named
        return self._outlets.get(normalised(name)) if name.strip() else None

    def _stored(self, ids: list[int], outlet: int | None, mark: str) -> Iterator[Stored]:
        rows = self._store.rows(
            "SELECT a.id, a.headline, a.outlet_id, coalesce(o.name, '') AS outlet, a.url, a.published, a.n_chars,"
            " a.digest, (SELECT count(*) FROM claims c WHERE c.article_id = a.id) AS claims"
            f" FROM articles a LEFT JOIN outlets o ON o.id = a.outlet_id WHERE a.id IN ({marks(ids)})",
            ids,
        )
        for row in rows:
            if row["digest"] != mark:
                yield Stored(
                    row["id"],
                    row["headline"],
                    row["outlet"],
                    row["url"],
                    row["published"],
                    row["claims"],
                    row["n_chars"],
                    outlet is not None and row["outlet_id"] == outlet,
                    self._sketch(row["digest"]),
                )

    def _sketch(self, mark: str) -> Sketch:
        if mark not in self._sketches:
            text = self._store.value("SELECT text FROM texts WHERE digest = ?", (mark,))
            self._sketches[mark] = sketch(str(text or ""))
        return self._sketches[mark]
