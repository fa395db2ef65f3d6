"""The manual page says what the commands say."""

import re
import shutil
import subprocess

import click
import pytest

from annotations.cli import pressmark
from installers.man_page import man_page
from installers.metadata import metadata

PAGE = man_page(metadata(), pressmark)


def commands(group, before="pressmark"):
    for name, command in group.commands.items():
        yield f"{before} {name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{before} {name}")


@pytest.mark.parametrize(("path", "command"), [pytest.param(*found, id=found[0]) for found in commands(pressmark)])
def test_every_command_and_each_of_its_options_is_on_the_page(path, command):
    sections = [part.replace("\\-", "-") for part in re.split(r"^\.S[SH] ", PAGE, flags=re.MULTILINE)]
    [part] = [section for section in sections if re.match(rf'"{re.escape(path)} [\[A-Z]', section)]
    for option in (one for one in command.params if isinstance(one, click.Option) and not one.hidden):
        assert max(option.opts, key=len) in part


def test_what_troff_would_act_upon_is_shown_as_it_is():
    hostile = click.Group("x", help='.so /etc/passwd\n\n\'a \\fB"b" -c')
    body = man_page(metadata(), hostile).partition(".SH DESCRIPTION")[2].partition(".SH OPTIONS")[0]
    assert [line for line in body.splitlines() if line.startswith(("'", ".")) and line != ".PP"] == []
    assert "\\&'a \\efB\\(dqb\\(dq \\-c" in body


@pytest.mark.skipif(not shutil.which("groff"), reason="groff is not installed")
def test_it_is_set_without_a_warning():
    command = ["groff", "-man", "-Tutf8", "-P-cbou", "-k", "-ww"]
    told = subprocess.run(command, input=PAGE, check=True, capture_output=True, encoding="utf-8")
    assert told.stderr == ""
    assert "pressmark demo" in told.stdout
