"""The manual page, written from the commands themselves, so that it says what they do."""

import re
from collections.abc import Iterator

import click

from installers.metadata import SUFFIX, Metadata


def man_page(about: Metadata, command: click.Group) -> str:
    """The page of section 1 in troff, for the whole command line."""
    context = _context(command, about.command, None)
    lines = [
        f'.TH {about.command.upper()} 1 "" "{about.name} {about.version}" "User Commands"',
        *(".SH NAME", f"{about.command} \\- {_plain(about.summary[0].lower() + about.summary[1:])}"),
        *(".SH SYNOPSIS", f".B {about.command}", f"[PROJECT{_plain(SUFFIX)}]", ".br"),
        *(f".B {about.command}", _plain(" ".join(command.collect_usage_pieces(context)))),
        *(".SH DESCRIPTION", *_paragraphs(command.help or "")),
        *(".SH OPTIONS", *_options(command, context)),
        *(".SH COMMANDS", *_commands(command, context)),
        *(
            ".SH FILES",
            ".TP",
            f".I *{_plain(SUFFIX)}",
            "A project: articles, claims, codebook and history in one file.",
        ),
    ]
    return "\n".join(lines) + "\n"


def _commands(group: click.Group, context: click.Context) -> Iterator[str]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        inner = _context(command, name, context)
        yield f'.SS "{_plain(_path(inner))} {_plain(" ".join(command.collect_usage_pieces(inner)))}"'
        yield from _paragraphs(command.help or "")
        yield from _options(command, inner)
        if isinstance(command, click.Group):
            yield from _commands(command, inner)


def _context(command: click.Command, name: str, parent: click.Context | None) -> click.Context:
    return click.Context(command, info_name=name, parent=parent, **command.context_settings)


def _path(context: click.Context) -> str:
    """The command as it is typed; arguments of the commands above it, which click puts between, are left out."""
    names: list[str] = []
    here: click.Context | None = context
    while here is not None:
        names.insert(0, here.info_name or "")
        here = here.parent
    return " ".join(names)


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record and record[1] and not (context.parent and parameter.name == "help"):
            yield from (".TP", f".B {_plain(record[0])}", _plain(" ".join(record[1].split())))


def _paragraphs(text: str) -> Iterator[str]:
    """Help as click shows it: paragraphs, and after a backspace alone in its line text that stays as it is."""
    text = text.partition("\f")[0].strip()
    for paragraph in re.split(r"\n\s*\n", text):
        lines = [line.strip() for line in paragraph.splitlines()]
        if lines and lines[0] == "\b":
            yield from (".PP", ".nf", *map(_plain, lines[1:]), ".fi")
        else:
            yield from (".PP", _plain(" ".join(lines)))


def _plain(text: str) -> str:
    """Text in which troff sees nothing to do."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return f"\\&{text}" if text.startswith((".", "'")) else text
