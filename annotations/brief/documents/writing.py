"""Writes a brief in a format to be edited: DOCX or Markdown, by the suffix of the file's name."""

from collections.abc import Generator
from hashlib import sha256
from pathlib import Path

from annotations.brief import Report
from annotations.brief.content import BriefContent
from annotations.brief.documents.outline import outline
from annotations.brief.documents.values import Document
from annotations.brief.spec import BriefSpec
from annotations.brief.target import replacing
from annotations.progress import Progress


def written(content: BriefContent, spec: BriefSpec, path: Path, draft: str = "") -> Generator[Progress, None, Report]:
    """See `annotations.brief.write_brief`. There are no pages yet: who opens the file lays them out."""
    with replacing(path) as write:
        yield Progress(0, 1, "Putting the parts together")
        document = outline(content, spec, draft)
        data = yield from _made(document, path.suffix.lower())
        yield Progress(1, 1, "Writing the file")
        write(data)
    return Report(0, len(content.claims), digest=sha256(data).hexdigest())


def _made(document: Document, suffix: str) -> Generator[Progress, None, bytes]:
    if suffix == ".docx":
        from annotations.brief.documents.word import word_steps

        return (yield from word_steps(document))
    from annotations.brief.documents.markdown import markdown

    return markdown(document)
