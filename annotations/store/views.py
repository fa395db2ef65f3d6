"""The readable views, row by row."""

from collections.abc import Iterator
from contextlib import closing
from enum import StrEnum
from typing import Any

from annotations.store.connections.telling import told
from annotations.store.store import Store


class View(StrEnum):
    """What can be listed: one row an article, a claim, a tagging."""

    ARTICLES = "articles"
    CLAIMS = "claims"
    TAGGINGS = "taggings"


_ORDER = {
    View.ARTICLES: "id",
    View.CLAIMS: "number, id",
    View.TAGGINGS: "number, claim_id, dimension, role, tag, coder",
}


def columns_of(store: Store, view: View) -> list[str]:
    """Names of a view's columns."""
    return [row["name"] for row in store.rows("SELECT name FROM pragma_table_info(?)", (f"v_{view.value}",))]


def rows_of(store: Store, view: View) -> Iterator[tuple[Any, ...]]:
    """Rows of a view in order, read as they are taken, through a connection of its own.

    Raises:
        ProjectFileError: if the file is damaged or gone.
    """
    with told(store.path), closing(store.new_reader()) as reader:
        for row in reader.execute(f"SELECT * FROM v_{view.value} ORDER BY {_ORDER[view]}"):
            yield tuple(row)
