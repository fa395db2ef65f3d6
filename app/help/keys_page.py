"""The tables of keys in the manual, made from the registry of commands: they are those that work now."""

import re
from collections.abc import Iterable

from app.commands import MENUS, Commands
from app.dialogs.fixed_keys import FIXED_KEYS

_PLACE = re.compile(r"(<!-- commands -->\n).*?(<!-- end of commands -->)", re.DOTALL)


def filled(text: str, commands: Commands) -> str:
    """Put the tables into their place in a page; a page without a place for them stays as it is."""
    return _PLACE.sub(lambda place: f"{place[1]}{tables(commands)}{place[2]}", text)


def tables(commands: Commands) -> str:
    """A table for each menu and each place with keys of its own, in Markdown."""
    parts = []
    for menu in MENUS:
        rows = [
            (command.listed, commands.keys_of(command.id))
            for command in commands
            if command.menu == menu and command.shown() and command.keys
        ]
        if rows:
            parts.append(_table(f"Menu {menu}", rows))
    parts.extend(_table(place, rows) for place, rows in FIXED_KEYS.items())
    return "".join(parts)


def _table(heading: str, rows: Iterable[tuple[str, str]]) -> str:
    lines = [f"### {heading}", "", "| what | keys |", "|---|---|"]
    lines += [f"| {_cell(what)} | {_cell(keys)} |" for what, keys in rows]
    return "\n".join([*lines, "", ""])


def _cell(text: str) -> str:
    r"""A text that says in a table what it says; what marks something in Markdown gets a \ before it."""
    return re.sub(r"([\\|*_`\[\]<>])", r"\\\1", text)
