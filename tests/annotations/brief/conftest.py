"""Projects made for briefs, and ways to read the PDF again with other programs than the one that wrote it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from annotations.brief import Report, gather, write_brief
from annotations.brief.content import BriefContent
from annotations.brief.spec import BriefSpec
from annotations.importers.draft import Draft
from annotations.progress import drive
from annotations.project import Project
from annotations.sample import write_sample
from annotations.spans import Span

DISABLE = pikepdf.ObjectStreamMode.disable
MAPPED_BOX = tuple[float, float, float, float]


@dataclass
class Written:
    """A brief that was written, and what it was made of."""

    path: Path
    content: BriefContent
    spec: BriefSpec
    report: Report
    _texts: list[str] = field(default_factory=list)

    def texts(self) -> list[str]:
        """Each page's text as pdfium reads it."""
        if not self._texts:
            with pypdfium2.PdfDocument(self.path) as document:
                self._texts = [page.get_textpage().get_text_range() for page in document]
        return self._texts

    def text(self) -> str:
        """All text on one line."""
        return flat(" ".join(self.texts()))

    def unpacked(self) -> bytes:
        """The file with nothing compressed."""
        found = BytesIO()
        with pikepdf.open(self.path) as pdf:
            level = pikepdf.StreamDecodeLevel.generalized
            pdf.save(found, compress_streams=False, stream_decode_level=level, object_stream_mode=DISABLE)
        return found.getvalue()

    def highlights(self) -> list[dict[str, Any]]:
        """Highlight annotations: page, uid, contents, boxes (left, bottom, right, top)."""
        found = []
        with pikepdf.open(self.path) as pdf:
            for number, page in enumerate(pdf.pages):
                for annotation in page.get("/Annots", []):
                    if annotation.Subtype == "/Highlight":
                        quads = [float(value) for value in annotation.QuadPoints]
                        found.append(
                            {
                                "page": number,
                                "uid": str(annotation.NM),
                                "contents": str(annotation.Contents),
                                "boxes": [box(quads[n : n + 8]) for n in range(0, len(quads), 8)],
                                "keys": set(annotation.keys()),
                            }
                        )
        return found


def flat(text: str) -> str:
    """Text with every white space one blank; pdfium has a sign of its own for a hyphen at the end of a line."""
    return re.sub(r"\s+", " ", text.replace("\ufffe", "-").replace("\x02", "-")).strip()


def box(quad: list[float]) -> MAPPED_BOX:
    """Edges of a quad given top left, top right, bottom left, bottom right."""
    left, top, right, top_right, left_below, bottom, right_below, bottom_right = quad
    assert (left, right, top, bottom) == (left_below, right_below, top_right, bottom_right)
    return left, bottom, right, top


@pytest.fixture(name="flat")
def flat_fixture() -> Callable[[str], str]:
    return flat


@pytest.fixture(scope="session")
def sample_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample project."""
    return write_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def sample(sample_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Written:
    """The sample project's brief with everything in it."""
    with Project.open(sample_path, read_only=True) as project:
        spec = project.briefs.all()[0].spec
        content = gather(project, spec)
    path = tmp_path_factory.mktemp("brief") / "sample.pdf"
    return Written(path, content, spec, drive(write_brief(content, spec, path)))


@pytest.fixture
def rewrite(sample_path: Path, tmp_path: Path) -> Callable[..., Written]:
    """Write the sample's brief with another specification."""

    def write(**values: object) -> Written:
        with Project.open(sample_path, read_only=True) as project:
            spec = replace(project.briefs.all()[0].spec, **values)
            content = gather(project, spec)
        path = tmp_path / "again.pdf"
        return Written(path, content, spec, drive(write_brief(content, spec, path)))

    return write


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """An empty project with a coder."""
    with Project.create(tmp_path / "made.pressmark", coder=("Anna Example", "AE")) as made:
        yield made


@pytest.fixture
def add(project: Project) -> Callable[..., int]:
    """Store an article with claims on the given passages; returns the article's id."""

    def store(text: str, *spans: Span, headline: str = "", **values: str) -> int:
        def work(opened: Project) -> int:
            article = opened.articles.add(Draft(headline=headline or "Made up", text=text, outlet="Example", **values))
            for span in spans:
                opened.claims.add(article, span)
            return article

        return project.step("Add", work).value

    return store


@pytest.fixture
def write(project: Project, tmp_path: Path) -> Callable[..., Written]:
    """Write the made project's brief."""

    def written(**values: object) -> Written:
        spec = BriefSpec(**{"title": "Made", "issued": "2026-03-23", **values})
        content = gather(project, spec)
        path = tmp_path / "made.pdf"
        return Written(path, content, spec, drive(write_brief(content, spec, path)))

    return written
