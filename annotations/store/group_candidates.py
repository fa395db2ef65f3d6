"""Searching the project for wire copies: among all articles, or for those that an import just stored."""

import json
from array import array
from collections.abc import Collection, Generator, Mapping, Sequence
from datetime import date, timedelta

from annotations.importers.likeness.similarity import Sketch, sketch
from annotations.near_copies import Candidate, Proposal, proposals
from annotations.outlets import normalised
from annotations.progress import Progress
from annotations.store.store import Store

MOST = 20_000
"""Articles that are compared with one another in one search, the latest; each takes about five kilobytes."""
DAYS_OF_IMPORT = 5
"""Days before and after those of an import in which stored articles are compared with it: copies come within hours."""
MOST_STORED = 4_000
"""Stored articles of the days of an import that are compared with what it brought, the latest."""

_BATCH = 100
_CREDIT = 300
"""Code points from the beginning of a text in which an agency may be named."""
_DATE = len("2026-03-12")
_AGENCIES = ("agency", "wire")
"""Words by which the medium of an outlet tells that others carry its texts."""
_OPEN = "a.status <> 'left-out' AND a.lead_id IS NULL"
"""Articles that a search may group: not left out, no copies yet, and not taken out of a group by a person."""


class GroupSearch:
    """Proposes groups. Only reads; used on one thread."""

    def __init__(self, store: Store) -> None:
        """Use the store's connections."""
        self._store = store

    def everywhere(self) -> Generator[Progress, None, list[Proposal]]:
        """Look through all articles of the project that are in no group, for groups and for copies of leads.

        Of more than `MOST` articles only the latest are compared.
        """
        sql = f"SELECT a.id FROM articles a WHERE {_OPEN} ORDER BY a.published DESC, a.id DESC LIMIT ?"
        ids = self._store.column(sql, (MOST,))
        candidates = yield from self._candidates(ids, {})
        return proposals(candidates)

    def of_new(self, ids: Collection[int], sketches: Mapping[str, Sketch]) -> Generator[Progress, None, list[Proposal]]:
        """Look for copies among articles that were just stored, and between them and what the project has.

        Compared are stored articles with the same words, and those published in those days or `DAYS_OF_IMPORT` around.
        Nothing is proposed among the stored articles themselves. `sketches` are known already, by the digests of texts.
        """
        new = set(ids)
        if not new:
            return []
        asked = sorted(new | set(self._of_those_days(new)) | set(self._of_those_words(new)))
        found = proposals((yield from self._candidates(asked, sketches)))
        return [one for one in found if one.lead_id in new or any(copy.article_id in new for copy in one.copies)]

    def _of_those_days(self, new: Collection[int]) -> list[int]:
        row = self._store.row(
            "SELECT min(published), max(published) FROM articles"
            f" WHERE id IN (SELECT value FROM json_each(?)) AND length(published) >= {_DATE}",
            (json.dumps(sorted(new)),),
        )
        try:
            first, last = (date.fromisoformat(str(day)[:_DATE]) for day in row or ())
            since, until = str(first - timedelta(days=DAYS_OF_IMPORT)), str(last + timedelta(days=DAYS_OF_IMPORT + 1))
        except (ValueError, OverflowError):
            return []
        return self._store.column(
            f"SELECT a.id FROM articles a WHERE a.published >= ? AND a.published < ? AND {_OPEN}"
            " ORDER BY a.published DESC, a.id DESC LIMIT ?",
            (since, until, MOST_STORED + len(new)),
        )

    def _of_those_words(self, new: Collection[int]) -> list[int]:
        return self._store.column(
            "SELECT a.id FROM articles a WHERE a.digest IN"
            f" (SELECT digest FROM articles WHERE id IN (SELECT value FROM json_each(?))) AND {_OPEN}",
            (json.dumps(sorted(new)),),
        )

    # -- reading

    def _candidates(
        self, ids: Sequence[int], known: Mapping[str, Sketch]
    ) -> Generator[Progress, None, list[Candidate]]:
        found: list[Candidate] = []
        sketches = {mark: array("Q", one) for mark, one in known.items()}
        for place in range(0, len(ids), _BATCH):
            yield Progress(place, len(ids), "Comparing texts")
            found += self._read(ids[place : place + _BATCH], sketches)
        return found

    def _read(self, ids: Sequence[int], sketches: "dict[str, array[int]]") -> list[Candidate]:
        sql = (
            "SELECT a.id, a.outlet_id, coalesce(o.name, '') AS outlet, coalesce(o.aliases, '') AS aliases,"
            " coalesce(o.medium, '') AS medium, a.author, a.published, a.n_chars, a.digest, a.status <> 'new' AS begun,"
            " EXISTS (SELECT 1 FROM triaged t WHERE t.article_id = a.id) AS kept,"
            " (SELECT count(*) FROM claims c WHERE c.article_id = a.id) AS claims,"
            " EXISTS (SELECT 1 FROM articles f WHERE f.lead_id = a.id AND f.id <> a.id) AS leads, t.text"
            " FROM articles a JOIN texts t ON t.digest = a.digest LEFT JOIN outlets o ON o.id = a.outlet_id"
            f" WHERE a.id IN (SELECT value FROM json_each(?)) AND {_OPEN}"
        )
        found = []
        for row in self._store.rows(sql, (json.dumps(list(ids)),)):
            if row["digest"] not in sketches:
                sketches[row["digest"]] = array("Q", sketch(row["text"]))
            names = (row["outlet"], *str(row["aliases"]).split("\n"))
            found.append(
                Candidate(
                    id=row["id"],
                    hashes=sketches[row["digest"]],
                    outlet=str(row["outlet_id"] or ""),
                    names=tuple(normalised(name) for name in names if name.strip()),
                    credit=normalised(f"{row['author']} {row['text'][:_CREDIT]}"),
                    published=row["published"],
                    length=row["n_chars"],
                    work=row["claims"],
                    decided=bool(row["begun"] or row["kept"]),
                    agency=any(word in row["medium"].casefold() for word in _AGENCIES),
                    leads=bool(row["leads"]),
                )
            )
        return found
