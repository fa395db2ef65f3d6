"""Hostile and broken files through the child processes: a clear line each, the good files arrive, limits hold.

All of them are dropped at once, with good files between them, on children that note which files they open and have no
network.
"""

import io
import json
import mimetypes
import os
import socket
import sys
import sysconfig
import textwrap
import time
import zipfile
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import press_downloads
import pytest

from annotations.importers.reading import read_files
from annotations.progress import drive
from annotations.worker import Worker

ROOT = Path(__file__).parents[3]
MEMORY = 300 * 1024 * 1024
pytestmark = pytest.mark.timeout(900)  # a hundred files and the children they cost, on a machine that may be busy
PROSE = "Words and more words about the bank, in a sentence. " * 20
SECRET = "not for the press"
ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(10))
    + "]>"
)
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
MAIL = "From: a@desk.example\r\nTo: b@desk.example\r\nSubject: A headline\r\nMIME-Version: 1.0\r\n"
OLE = bytes.fromhex("D0CF11E0A1B11AE1")
OUTLOOK = "__properties_version1.0".encode("utf-16-le")


def packed(files: dict[str, str | bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", how) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def word(*lines: str, start: str = "", encoding: str = "utf-8", **others: str) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    document = f'<?xml version="1.0" encoding="{encoding}"?>{start}<w:document {WORD}><w:body>{body}'
    document += "</w:body></w:document>"
    return packed({"[Content_Types].xml": "<Types/>", "word/document.xml": document.encode(encoding), **others})


def open_document(line: str, start: str) -> bytes:
    content = f'<?xml version="1.0"?>{start}<office:document-content {OFFICE}><office:body><office:text><text:p>{line}'
    content += "</text:p></office:text></office:body></office:document-content>"
    mime = "application/vnd.oasis.opendocument.text"
    return packed({"mimetype": mime, "META-INF/manifest.xml": "<m/>", "content.xml": content}, zipfile.ZIP_STORED)


def workbook(cell: str, start: str = "", rows: int = 1) -> bytes:
    from openpyxl import Workbook

    book, buffer = Workbook(), io.BytesIO()
    book.active.append(["Title", "Body"])
    book.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    row = f'<row><c t="inlineStr"><is><t>x</t></is></c><c t="inlineStr"><is><t>{cell}</t></is></c></row>' * rows
    changed = parts[sheet].decode().replace("<worksheet", f"{start}<worksheet", 1)
    return packed({**parts, sheet: changed.replace("</sheetData>", f"{row}</sheetData>")})


def page(start: str = "", more: str = "") -> str:
    return f"{start}<html><body><article><h1>A headline</h1><p>{PROSE}</p>{more}</article></body></html>"


def lying() -> bytes:
    """An archive that says of 100 MB that they are 100 bytes."""
    data = bytearray(packed({"a.txt": bytes(100 * 1024 * 1024)}))
    for place in (22, data.index(b"PK\x01\x02") + 24):
        data[place : place + 4] = (100).to_bytes(4, "little")
    return bytes(data)


def pdf(**options: object) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, **options)
    for line in range(30):
        canvas.drawString(72, 750 - line * 20, f"Words of line {line}, a text to be read.")
    canvas.save()
    return buffer.getvalue()


def swelling_pdf() -> bytes:
    stream = zlib.compress(b"BT /F1 12 Tf 72 700 Td (x) Tj ET " * 4_000_000, 9)
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
        b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n4 0 obj<</Length "
        + str(len(stream)).encode()
        + b"/Filter/FlateDecode>>stream\n"
        + stream
        + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )


_DEFINITIONS, _DAMAGED_WORD = "XML definitions", "damaged or incomplete Word file"

Files = dict[str, tuple[str | bytes | Callable[[], str | bytes], str]]
"""By name the content, or what makes it where that takes long; and what is said of it, "" if it may give an article."""


def hostile(secret: Path) -> Files:
    return {**reaching_out(secret), **swelling_and_deep(), **damaged_and_misnamed()}


def reaching_out(secret: Path) -> Files:
    """Files that name another one, or an address, to be read with them."""
    address = secret.as_uri()
    outside = f'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY x SYSTEM "{address}">]>'
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="image" Target="{address}" TargetMode="External"/></Relationships>'
    )
    located = f"Content-Type: text/html\r\nContent-Location: {address}\r\n\r\n{page(more=f'<img src={address!r}>')}\r\n"
    outer = f'Content-Type: message/external-body; access-type=local-file; name="{secret}"\r\n\r\n\r\n'
    return {
        "outside.docx": (word("&x;", start=outside), _DEFINITIONS),
        "outside-16.docx": (word("Words", "&x;", start=outside, encoding="utf-16"), _DEFINITIONS),
        "outside.odt": (open_document("&x;", outside), _DEFINITIONS),
        "outside.xlsx": (workbook("&x;", outside), "damaged workbook"),
        "outside.xhtml": (page(outside, f"<p>&x;</p><iframe src='{address}'></iframe>"), ""),
        "linked.docx": (word("A headline", PROSE, **{"word/_rels/document.xml.rels": rels}), ""),
        "located.mhtml": (
            f'{MAIL}Snapshot-Content-Location: {address}\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
            f"--b\r\n{located}--b\r\n{outer}--b--\r\n",
            "",
        ),
        "located.eml": (
            f'{MAIL}Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n{located}--b\r\n{outer}--b--\r\n',
            "",
        ),
        "included.rtf": (
            f'{{\\rtf1 A headline\\par {{\\field{{\\*\\fldinst INCLUDEPICTURE "{address}"}}}} w\\par}}',
            "",
        ),
    }


def swelling_and_deep() -> Files:
    """Archives and markup that become large, or go deep, when they are unpacked."""
    parts = "\r\n".join(f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}' for n in range(10_000))
    return {
        "flat.zip": (lambda: packed({"a.txt": b"a" * (80 * 1024 * 1024)}), "unpacks to more"),
        "nested.zip": (packed({"a.zip": packed({"b.zip": packed({"c.zip": packed({"d.zip": "x"})})})}), "too deep"),
        "many.zip": (lambda: packed({f"{n}.txt": "x" for n in range(5000)}), "more than 2,000 files"),
        "lying.zip": (lying, "damaged"),
        "broken.zip": (packed({"a.txt": os.urandom(5000)})[:3000], "damaged or incomplete archive"),
        "entities.docx": (word("&k;", start=ENTITIES), _DEFINITIONS),
        "entities-16.docx": (word("&k;", start=ENTITIES, encoding="utf-16"), "damaged"),
        "entities.odt": (open_document("&k;", ENTITIES), _DEFINITIONS),
        "entities.xlsx": (workbook("&k;", ENTITIES), "damaged workbook"),
        "entities.html": (page(ENTITIES, "<p>&k;</p>"), ""),
        "deep.html": ("<html><body>" + "<div>" * 10_000 + PROSE + "</div>" * 10_000, ""),
        "deep.docx": (word("<w:t>" * 10_000 + "x" + "</w:t>" * 10_000), _DAMAGED_WORD),
        "deep.eml": (f"{MAIL}{parts}\r\nContent-Type: text/plain\r\n\r\nhello\r\n", "too complicated"),
        "deep.json": ("[" * 10_000_000, "data file"),
        "deep.jsonl": ('{"title":"a","text":"b"}\n{"a":' + "[" * 1_000_000, "no JSON in line 2"),
        "result.json": ('{"name":"x","type":"public_channel","id":1,"messages":' + "[" * 1_000_000, "damaged Telegram"),
        "groups.rtf": ("{\\rtf1 A headline\\par " + "{" * 300_000 + "words" + "}" * 300_000 + "}", ""),
        "object.rtf": ("{\\rtf1 A headline\\par {\\object\\objdata " + "00ff" * 300_000 + "} words\\par}", ""),
        "numbers.rtf": ("{\\rtf1\\u99999999999999999999? words\\par}", "damaged RTF"),
    }


def damaged_and_misnamed() -> Files:
    """Files that are cut short, locked, far too long, or not what their names say."""
    return {
        "half.pdf": (pdf()[:600], "damaged or incomplete PDF"),
        "locked.pdf": (pdf(encrypt="secret"), "protected with a password"),
        "swelling.pdf": (swelling_pdf, "MB of memory"),
        "half.docx": (word("A headline", PROSE)[:400], _DAMAGED_WORD),
        "locked.docx": (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
        "swelling.docx": (lambda: word("word" * 20_000_000), "more text than any article"),
        "paragraphs.docx": (lambda: word(*["word word"] * 600_000), "MB of memory"),
        "rows.xlsx": (partial(workbook, "x", rows=150_000), "larger than 100,000 rows"),
        "field.csv": ("Title,Body\nh," + '"' + "x" * 20_000_000 + '"\n', "damaged table"),
        "columns.csv": (",".join(f"c{n}" for n in range(100_000)) + "\n" + ",".join("x" * 100_000), "200 columns"),
        "damaged.msg": (OLE + bytes(1000) + OUTLOOK + bytes(1000), "damaged Outlook message"),
        "named.pdf": ("A headline\n\nSome words here.", ""),
        "named.html": (word("A headline", PROSE), ""),
        "empty.txt": ("", "is empty"),
        "endless.txt": ("word " * 1_000_000, "more than 4 million characters"),
        "endless.csv": (f"Title,Body\nA,{'word ' * 1_000_000}\nA headline,Its text\n", ""),
        "zeros.txt": (bytes(100_000), "is empty"),
        "binary.txt": (bytes(range(256)) * 400, "not a text"),
        ("line \u202etxt.exe" if sys.platform == "win32" else "new\nline \u202etxt.exe"): ("A headline\nText", ""),
    }


WATCHING = """
import os, sys
log = open(sys.argv[3], "a", encoding="utf-8", errors="surrogateescape")

def watch(event, given):
    if event == "open" and isinstance(given[0], (str, bytes)):
        log.write("open " + os.path.realpath(os.fsdecode(given[0])).replace(chr(10), "?") + chr(10))
    elif event in ("socket.__new__", "socket.bind"):
        pass  # a library looks on being loaded whether this computer has IPv6
    elif event.startswith("socket.") or event.startswith("subprocess") or event in ("os.system", "os.exec", "os.fork"):
        log.write(event + chr(10))
        log.flush()
        raise OSError("not allowed: " + event)
    log.flush()

sys.path[:0] = [sys.argv[1]]
sys.addaudithook(watch)
from annotations import worker
sys.exit(worker.serve("import"))
"""


class Dropped:
    """What became of the drop: what was found by name, what the children did, what they took."""

    def __init__(self, folder: Path) -> None:
        self.log = folder / "log"
        self.secret = folder / "secret.txt"
        self.secret.write_text(SECRET)
        self.wanted = hostile(self.secret)
        self.folder = folder / "drop"
        self.folder.mkdir()
        self.paths, self.good = [], []
        for number, (name, (content, _)) in enumerate(self.wanted.items()):
            self.paths += [self._write(name, content), self._write(f"good {number}.txt", f"Good {number}\nIts text.")]
            self.good.append(f"good {number}.txt")
        self.peak: dict[int, int] = {}
        self._made: list[Worker] = []
        began = time.monotonic()
        found = drive(read_files(self.paths, deadline=30, make_worker=self._make), lambda _: self._look())
        self.seconds = time.monotonic() - began
        self.found = {item.path.name: item for item in found}

    def _write(self, name: str, made: str | bytes | Callable[[], str | bytes]) -> Path:
        path, content = self.folder / name, made() if callable(made) else made
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def _make(self) -> Worker:
        argv = [sys.executable, "-P", "-c", textwrap.dedent(WATCHING), str(ROOT), "import", str(self.log)]
        self._made.append(Worker("import", memory=MEMORY, argv=argv))
        return self._made[-1]

    def _look(self) -> None:
        for child in self._made:
            status = Path(f"/proc/{child.pid}/status")
            if child.pid and status.exists():
                lines = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")]
                self.peak[child.pid] = max([self.peak.get(child.pid, 0), *(int(line.split()[1]) for line in lines)])


@pytest.fixture(scope="module")
def dropped(tmp_path_factory) -> Dropped:
    return Dropped(tmp_path_factory.mktemp("hostile"))


NAMES = list(hostile(Path("/secret.txt")))


@pytest.mark.parametrize("name", NAMES)
def test_each_is_told_in_one_clear_line_or_gives_its_article(dropped, name):
    found, says = dropped.found[name], dropped.wanted[name][1]
    assert found.fault == ""
    if says:
        assert says in found.error
        assert found.remedy
        assert len(f"{found.error} {found.remedy}".splitlines()) == 1
    else:
        assert found.error == ""
        assert found.drafts
        assert all(len(draft.origin_file.splitlines()) == 1 for draft in found.drafts)


def test_a_text_that_is_no_article_is_left_out_of_a_table_and_told(dropped):
    (draft,) = dropped.found["endless.csv"].drafts
    assert draft.headline == "A headline"
    assert "Left out: 1 text longer than any article." in draft.warnings


def test_all_good_files_between_them_arrive(dropped):
    assert [dropped.found[name].drafts[0].headline for name in dropped.good] == [
        f"Good {number}" for number in range(len(dropped.good))
    ]


def test_nothing_but_the_chosen_files_and_the_program_is_opened(dropped):
    chosen = {os.path.realpath(path).replace("\n", "?") for path in dropped.paths}
    places = {*map(sysconfig.get_path, ("stdlib", "platstdlib", "purelib", "platlib")), str(ROOT), os.devnull}
    places |= {*filter(None, sys.path), *mimetypes.knownfiles}  # the system's list of endings is asked for by openpyxl
    places |= {os.path.realpath(place) for place in places}
    opened = [line[5:] for line in dropped.log.read_text(errors="surrogateescape").splitlines() if line[:5] == "open "]
    assert chosen <= set(opened)
    strange = {path for path in opened if path not in chosen and not path.startswith(tuple(places))}
    assert strange == set()


def test_no_text_of_another_file_is_in_an_article(dropped):
    texts = json.dumps([draft.text + draft.raw_header for item in dropped.found.values() for draft in item.drafts])
    assert SECRET not in texts


def test_nothing_reaches_out_or_starts_a_program(dropped):
    other = {line for line in dropped.log.read_text(errors="surrogateescape").splitlines() if line[:5] != "open "}
    assert other == set()


@pytest.mark.skipif(sys.platform != "linux", reason="the most memory a process took is read from /proc")
def test_the_memory_of_a_child_ends_near_its_limit(dropped):
    # Looked at twenty times a second, a child that grows by a gigabyte a second gets a little further.
    assert 0 < max(dropped.peak.values()) * 1024 < MEMORY * 2


# ------------------------------------------------------------------------------------------- what is no plain file


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has none of these among its files")
def test_pipes_sockets_devices_and_links_in_circles_are_told(press):
    pipe, loop, gone = press.folder / "pipe.txt", press.folder / "loop.txt", press.folder / "gone.txt"
    os.mkfifo(pipe)
    loop.symlink_to(loop)
    gone.symlink_to(press.folder / "nowhere.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        (press.folder / "s").mkdir()
        before = Path.cwd()
        os.chdir(press.folder / "s")  # such a name may have only a hundred letters
        listening.bind("socket.txt")
        os.chdir(before)
        paths = [
            pipe,
            loop,
            gone,
            press.folder / "s" / "socket.txt",
            Path("/dev/zero"),
            press.write("a.txt", "Good\nText"),
        ]
        found = drive(read_files(paths, deadline=10))
    assert all(item.error and item.remedy for item in found[:-1])
    assert [draft.headline for draft in found[-1].drafts] == ["Good"]


def test_a_file_above_the_limit_is_not_read_to_its_end(press):
    large = press.folder / "large.txt"
    with large.open("wb") as handle:
        handle.truncate(200 * 1024 * 1024)
    found = drive(read_files([large, press.write("a.txt", "Good\nText")]))
    assert found[0].error == "is larger than 64 MB"
    assert found[1].drafts


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everybody's files are open to this user")
def test_a_file_that_may_not_be_read_is_told(press):
    closed = press.write("closed.txt", "text")
    closed.chmod(0)
    assert "permission denied" in drive(read_files([closed]))[0].error


def test_a_file_that_vanishes_meanwhile_is_told(press):
    paths = [press.write(f"{number}.txt", f"Good {number}\nText") for number in range(40)]
    found = drive(read_files(paths, workers=1, on_found=lambda _: paths[-1].unlink(missing_ok=True)))
    assert all(item.drafts for item in found[:30])
    assert found[-1].drafts or found[-1].error == "is not a file"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are Unicode")
def test_names_that_are_no_unicode_are_read_and_can_be_stored(press, tmp_path):
    from annotations.intake import bring_in
    from annotations.project import Project

    name = os.fsdecode(b"na\xefve\xff.txt")
    path = press.write(name, "Good\nIts text.")
    with Project.create(tmp_path / "week.pressmark") as project:
        report = bring_in(project, [path])
        assert report.stored == 1
        assert json.loads(json.dumps(report.as_data()).encode("utf-8"))["stored"] == 1
        assert "Good" in report.as_text()
        report.as_text().encode("utf-8")


def test_a_download_cut_in_the_middle_gives_what_is_whole(press):
    pieces = [press_downloads.Piece(headline=f"Article {number} of the bank") for number in range(10)]
    whole = press_downloads.write_download(press.folder, "factiva-coded.html", pieces).read_bytes()
    found = drive(read_files([press.write("cut.html", whole[: len(whole) // 2])]))
    assert [draft.headline for draft in found[0].drafts][:4] == [f"Article {number} of the bank" for number in range(4)]
