"""Press files made on the spot, from invented outlets."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from annotations.importers.draft import Draft
from annotations.importers.registry import read_file

HEADLINE = "State bank unveils its own language model to break a Western monopoly"
STANDFIRST = "The bank says the system will be trained at home and answer to nobody abroad."
PARAGRAPHS = (
    "The state bank on Thursday presented a language model that it says was trained at home, on machines that stand in "
    "the country and under its own law, and that will be offered to every ministry before the end of the year.",
    "“We will not be tenants in somebody else’s house,” the chairman told an audience of ministers and engineers in "
    "the capital, to long applause; he added that state-owned companies would be the first to use it.",
    "Critics answer that specialists leave faster than they are trained, and that sanctions have made the machines "
    "dearer than the plan allows for, which nobody at the presentation wanted to discuss in public.",
)


class PressFiles:
    """Makes files in one folder; every method returns the path of what it wrote."""

    headline = HEADLINE
    standfirst = STANDFIRST
    paragraphs = PARAGRAPHS

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    def page(self, name: str = "page.html", head: str = "", body: str = "", **json_ld: object) -> Path:
        """A saved page with menu, share bar and footer; `json_ld` makes a NewsArticle."""
        script = ""
        if json_ld:
            content = json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", **json_ld})
            script = f'<script type="application/ld+json">{content}</script>'
        article = body or (
            f"<h1>{HEADLINE}</h1><p class='standfirst'>{STANDFIRST}</p>"
            + "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
        )
        return self.write(
            name,
            f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{HEADLINE}</title>{head}{script}"
            "<style>p{color:red}</style></head><body><nav><a href='/'>Home</a><a href='/p'>Politics</a></nav>"
            f"<article>{article}</article><script>alert('never text')</script>"
            "<footer><a href='/about'>About us</a> Imprint</footer></body></html>",
        )

    def word(
        self, name: str = "article.docx", lines: Sequence[str] = (), title: str = "", **properties: object
    ) -> Path:
        import docx

        document = docx.Document()
        for key, value in properties.items():
            setattr(document.core_properties, key, value)
        if title:
            document.add_heading(title, 0)
        for line in lines or PARAGRAPHS:
            document.add_paragraph(line)
        path = self.folder / name
        document.save(str(path))
        return path

    def pdf(
        self, name: str = "article.pdf", *, columns: int = 1, paragraphs: Sequence[str] = (), **options: object
    ) -> Path:
        """A newspaper page: headline over the columns; `running`, `byline`, `password` as options."""
        from reportlab.lib.pagesizes import A4
        from reportlab.lib.styles import ParagraphStyle
        from reportlab.platypus import BaseDocTemplate, Frame, FrameBreak, PageTemplate, Paragraph

        width = (A4[0] - 100 - 20 * (columns - 1)) / columns
        frames = [
            Frame(50 + place * (width + 20), 60, width, 600, leftPadding=0, rightPadding=0) for place in range(columns)
        ]
        top = Frame(50, 670, A4[0] - 100, 110, leftPadding=0, rightPadding=0)

        def furniture(canvas, document) -> None:
            canvas.setFont("Helvetica", 8)
            if options.get("running"):
                canvas.drawString(50, 810, str(options["running"]))
                canvas.drawCentredString(300, 30, f"Page {document.page} of 9")

        path = self.folder / name
        document = BaseDocTemplate(str(path), pagesize=A4, encrypt=options.get("password"))
        document.addPageTemplates(
            [
                PageTemplate("first", [top, *frames], onPage=furniture, autoNextPageTemplate="later"),
                PageTemplate("later", frames, onPage=furniture),
            ]
        )
        body = ParagraphStyle("body", fontName="Times-Roman", fontSize=10, leading=12, alignment=4, firstLineIndent=12)
        story = [Paragraph(HEADLINE, ParagraphStyle("head", fontName="Times-Bold", fontSize=22, leading=26))]
        if options.get("byline"):
            story.append(Paragraph(str(options["byline"]), ParagraphStyle("by", fontSize=9, leading=11)))
        story += [FrameBreak(), *(Paragraph(text, body) for text in paragraphs or PARAGRAPHS)]
        document.build(story)
        return path

    def scan(self, name: str = "scan.pdf") -> Path:
        """A page that is one picture."""
        from reportlab.pdfgen.canvas import Canvas

        path = self.folder / name
        canvas = Canvas(str(path))
        canvas.rect(100, 100, 300, 500, fill=1)
        canvas.showPage()
        canvas.save()
        return path


@pytest.fixture
def press(tmp_path: Path) -> PressFiles:
    return PressFiles(tmp_path)


@pytest.fixture
def read_one() -> Callable[[Path], Draft]:
    """Read a file that holds one good article."""

    def read(path: Path) -> Draft:
        found = read_file(path)
        assert (found.error, found.fault, len(found.drafts)) == ("", "", 1)
        return found.drafts[0]

    return read
