"""A project of any size, for measuring: invented words and outlets, the same every time."""

import random
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from annotations.codebook import Role
from annotations.project import Project
from annotations.store.connections.connection import connect
from annotations.store.ids import uuid7
from annotations.text import digest

LENGTH = 5000
OUTLETS = 400
ACTORS = 300
RARE, SOME, OFTEN = "quorvex", "tamblin", "osterel"
"""Words in 0.5, 6 and 60 of a hundred articles: what is searched for."""
_SHARES = {RARE: 0.005, SOME: 0.06, OFTEN: 0.6}
_SYLLABLES = re.findall(
    r"\w+", "ba ce di fo gu ha ke li mo nu pa re si to vu za bren chal dor fen gri kol mar nes pol ster tan vik"
)
_STATUSES = ("new", "in-progress", "done", "left-out")
_FEW = 1000
_STAMP = (1, 1)


@dataclass(frozen=True, slots=True)
class Size:
    """How much stands in the project."""

    articles: int
    claims: int
    taggings: int


def build(path: Path, size: Size) -> dict[str, float]:
    """Write the project at `path` and return the seconds each part took.

    Rows are written straight into the tables of a new project, its indexes and full-text index after them.
    """
    actors = [f"{_word(random.Random(n)).title()} {n}" for n in range(ACTORS)]
    with Project.create(path, coder=("Anna Example", "AE")) as project:
        dimension = project.codebook.read().by_key("actors")
        project.step("Add actors", lambda p: [p.codebook.add_tag(dimension.id, name) for name in actors])
        project.step("Add coder", lambda p: p.coders.ensure("Ben Example", "BE"))
    seconds = {}
    with closing(connect(path, mode="rw")) as connection:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -200000", "foreign_keys = OFF"):
            connection.execute(f"PRAGMA {pragma}")
        later = _taken_out(connection)
        for part, work in (
            ("rows", lambda: _Rows(connection, size).write()),
            ("indexes", lambda: _put(connection, later)),
        ):
            began = time.perf_counter()
            work()
            seconds[part] = time.perf_counter() - began
        began = time.perf_counter()
        connection.execute("INSERT INTO article_fts(article_fts) VALUES('rebuild')")
        seconds["full-text index"] = time.perf_counter() - began
    return seconds


def _taken_out(connection: sqlite3.Connection) -> list[str]:
    """Drop indexes and triggers, which are faster made in one go; returns what makes them again."""
    rows = connection.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql > ''"
    )
    found = rows.fetchall()
    for row in found:
        connection.execute(f"DROP {row['type']} {row['name']}")
    return [row["sql"] for row in found]


def _put(connection: sqlite3.Connection, statements: list[str]) -> None:
    for statement in statements:
        connection.execute(statement)


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=chance.choice((2, 2, 3, 3, 4))))


def sentences(chance: random.Random, count: int = 20_000) -> list[str]:
    """Sentences of 8 to 24 words out of 30,000, some of them much more frequent than others."""
    words = [_word(chance) for _ in range(30_000)]
    weights = [1 / (rank + 10) for rank in range(len(words))]
    drawn = iter(chance.choices(words, weights, k=24 * count))
    return [" ".join(next(drawn) for _ in range(chance.randint(8, 24))).capitalize() + "." for _ in range(count)]


class _Rows:
    """Writes articles with their claims, in order, as one import after the other would."""

    def __init__(self, connection: sqlite3.Connection, size: Size) -> None:
        self._connection = connection
        self._size = size
        self._chance = random.Random(7)
        self._sentences = sentences(self._chance)
        self._claim = 0
        self._tags: dict[str, list[int]] = {}
        for row in connection.execute(
            "SELECT d.key AS key, t.id AS id FROM tags t JOIN dimensions d ON d.id = t.dimension_id ORDER BY t.id"
        ):
            self._tags.setdefault(row["key"], []).append(row["id"])
        self._coders = [row[0] for row in connection.execute("SELECT id FROM coders WHERE NOT agreed ORDER BY id")]

    def write(self) -> None:
        execute = self._connection.execute
        execute("BEGIN")
        outlets = ((uuid7(), f"The {_word(self._chance).title()} {n}", *_STAMP) for n in range(OUTLETS))
        self._many("outlets(uid, name, hlc, replica_id)", 4, outlets)
        for first in range(1, self._size.articles + 1, _FEW):
            self._articles(range(first, min(first + _FEW, self._size.articles + 1)))
        execute("INSERT INTO meta VALUES('last_claim_number', ?)", (str(self._claim),))
        execute("COMMIT")

    def _many(self, table: str, columns: int, rows: Iterator[tuple[object, ...]]) -> None:
        self._connection.executemany(f"INSERT INTO {table} VALUES({', '.join('?' * columns)})", rows)

    def _articles(self, ids: range) -> None:
        texts = {article_id: self._text() for article_id in ids}
        marks = {article_id: digest(text) for article_id, text in texts.items()}
        self._many("texts(digest, text)", 2, ((marks[i], texts[i]) for i in ids))
        columns = "id, uid, outlet_id, headline, author, published, language, url, status, n_chars, digest, imported_at"
        self._many(f"articles({columns}, hlc, replica_id)", 14, (self._article(i, texts[i], marks[i]) for i in ids))
        claims = [claim for i in ids for claim in self._claims(i, texts[i])]
        columns = "id, uid, number, article_id, start, end, exact, prefix, suffix, coder_id, created_at, comment"
        self._many(f"claims({columns}, hlc, replica_id)", 14, iter(claims))
        taggings = (tagging for claim in claims for tagging in self._taggings(claim[0], claim[9]))
        self._many("claim_tags(claim_id, tag_id, role, coder_id, hlc, replica_id)", 6, taggings)

    def _text(self) -> str:
        chosen = [*self._chance.choices(self._sentences, k=LENGTH // 112)]
        for word, share in _SHARES.items():
            if self._chance.random() < share:
                chosen[self._chance.randrange(len(chosen))] += f" {word.capitalize()} {word}."
        paragraphs = (" ".join(chosen[place : place + 4]) for place in range(1, len(chosen), 4))
        return "\n".join((chosen[0].rstrip("."), *paragraphs))

    def _article(self, article_id: int, text: str, mark: str) -> tuple[object, ...]:
        chance = self._chance
        outlet = min(int(chance.expovariate(8 / OUTLETS)) + 1, OUTLETS)
        day = chance.randrange(1095)
        published = f"{2024 + day // 365}-{day % 365 // 31 + 1:02d}-{day % 28 + 1:02d}"
        headline, author = text.partition("\n")[0][:90], f"{_word(chance).title()} {_word(chance).title()}"
        status = chance.choices(_STATUSES, (60, 5, 25, 10))[0]
        address = f"https://outlet{outlet}.example/{published[:4]}/{article_id}"
        at = f"{published}T09:30:00+00:00"
        values = (uuid7(), outlet, headline, author, published, "en", address, status, len(text), mark, at)
        return (article_id, *values, *_STAMP)

    def _claims(self, article_id: int, text: str) -> Iterator[tuple[object, ...]]:
        share = self._size.claims * article_id // self._size.articles - self._claim
        for _ in range(share):
            self._claim += 1
            start = self._chance.randrange(len(text) - 300)
            end = start + self._chance.randint(40, 250)
            exact, before, after = text[start:end], text[max(0, start - 20) : start], text[end : end + 20]
            coder = self._coders[self._claim % len(self._coders)]
            comment = self._chance.choice(self._sentences) if self._claim % 10 == 0 else ""
            values = (article_id, start, end, exact, before, after, coder, "2026-03-12T09:30:00+00:00", comment)
            yield (self._claim, uuid7(), self._claim, *values, *_STAMP)

    def _taggings(self, claim_id: int, coder: int) -> list[tuple[object, ...]]:
        """One pillar, one sentiment, and framings and actors for the rest; the first tags are the most frequent."""
        wanted = (
            self._size.taggings * claim_id // self._size.claims
            - self._size.taggings * (claim_id - 1) // self._size.claims
        )
        keys = ("framing", "actors", "pillar", "sentiment", *("actors", "framing") * max(0, wanted - 4))[:wanted]
        found: dict[tuple[int, str], tuple[object, ...]] = {}
        for key in keys:
            role = self._chance.choice((Role.SPEAKER, Role.TARGET, Role.MENTIONED)).value if key == "actors" else ""
            tag = self._draw(key)
            found[tag, role] = (claim_id, tag, role, coder, *_STAMP)
        return list(found.values())

    def _draw(self, key: str) -> int:
        tags = self._tags[key]
        return tags[int(len(tags) * self._chance.random() ** 2)]
