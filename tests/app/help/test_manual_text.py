"""What the manual says is there is there: pages, pictures, commands, keys."""

import re
from pathlib import Path

from annotations.cli import pressmark
from app.commands import MENUS
from app.dialogs.fixed_keys import FIXED_KEYS
from app.help import shipped
from app.help.pages import INDEX, links, load

ROOT = Path(__file__).parents[3]
MENU = re.compile(rf"(?<!\*)\*((?:{'|'.join(MENUS)}) > [^*]+)\*(?!\*)(?: \(`([^`]+)`\))?")
CODE = re.compile(r"`([^`]+)`")
KEY = re.compile(r"(?:(?:Ctrl|Alt|Shift)\+)*(?:[A-Z0-9.]|F\d+|Enter|Esc|Tab|Backspace|Space|Delete)")
COMMAND = re.compile(r"^`{0,2}pressmark ([a-z][a-z-]*)", re.MULTILINE)


def texts():
    """Every page as it is written, code blocks and all."""
    return {path.stem: path.read_text(encoding="utf-8") for path in shipped.manual().glob("*.md")}


def named(text):
    """Menu and title of each command that a text names, with the keys it gives for it."""
    return [(*" ".join(menu.split()).split(" > ", 1), keys) for menu, keys in MENU.findall(text)]


def test_the_manual_is_that_of_the_source():
    source, there = ROOT / "docs/manual", shipped.manual()
    written = {path.relative_to(source) for path in source.rglob("*.*")}
    assert {path.relative_to(there) for path in there.rglob("*.*")} == written
    assert all((there / path).read_bytes() == (source / path).read_bytes() for path in written)
    assert shipped.changes().read_bytes() == (ROOT / "CHANGELOG.md").read_bytes()


def test_every_page_is_in_the_contents(pages):
    assert set(pages) == set(texts())
    assert next(iter(pages)) == INDEX
    assert len({page.title for page in pages.values()}) == len(pages)


def test_every_link_leads_somewhere_within_the_manual(pages):
    anchors = {name: {section.anchor for section in page.sections} for name, page in pages.items()}
    for name, page in pages.items():
        for link in links(page.text):
            if link.is_picture:
                continue
            target, _, anchor = link.target.partition("#")
            other = target.removesuffix(".md") or name
            assert other in pages, f"{name}: {link.target}"
            assert not anchor or anchor in anchors[other], f"{name}: {link.target}"


def test_every_picture_is_there_has_words_and_is_used(pages):
    shown = [link for page in pages.values() for link in links(page.text) if link.is_picture]
    assert all(link.words for link in shown)
    assert {shipped.manual() / link.target for link in shown} == set((shipped.manual() / "pictures").iterdir())


def test_every_command_named_is_in_that_menu_and_has_those_keys(window):
    known = {}
    for command in window.commands:
        for name in {command.listed, command.name}:
            known.setdefault((command.menu, name.rstrip("…")), set()).update(command.names)
    for page, text in texts().items():
        for menu, title, keys in named(text):
            assert (menu, title) in known, f"{page}: {menu} > {title}"
            assert not keys or keys in known[menu, title], f"{page}: {menu} > {title} ({keys})"


def test_every_key_named_does_something(window):
    known = {name for command in window.commands for name in command.names}
    known |= {key for rows in FIXED_KEYS.values() for _, keys in rows for key in re.split(r"[ ,;]+", keys)}
    known |= {str(number) for number in range(10)}
    for page, text in texts().items():
        for code in CODE.findall(text):
            if all(KEY.fullmatch(part) for part in code.split()):
                assert set(code.split()) <= known, f"{page}: {code}"


def test_every_command_of_the_command_line_named_is_there():
    for page, text in texts().items():
        for name in COMMAND.findall(text.replace("`pressmark", "\npressmark")):
            assert name in pressmark.commands, f"{page}: pressmark {name}"


def test_these_tests_can_fail(tmp_path):
    text = "See *File > Open* (`Ctrl+O`), *Edit > Find in\nproject*, **not this**, [there](x.md#y) ![a](pictures/b.png)"
    assert named(text) == [("File", "Open", "Ctrl+O"), ("Edit", "Find in project", "")]
    assert [(link.is_picture, link.target) for link in links(text)] == [(False, "x.md#y"), (True, "pictures/b.png")]
    assert COMMAND.findall("pressmark nothing there") == ["nothing"]
    (tmp_path / "index.md").write_text("# A\n<!-- hidden [x](gone.md) -->\n[b](b.md)\n", encoding="utf-8")
    (tmp_path / "b.md").write_text("# B\n", encoding="utf-8")
    assert [page.title for page in load(tmp_path)] == ["A", "B"]
