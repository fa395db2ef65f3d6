"""A project that two people coded: the same articles, each marking passages and tagging them by themselves."""

from pathlib import Path

SENTENCES = (
    "The minister warned that the West keeps the machines to itself.",
    "The bank praised its own model.",
    "Nobody knows who will pay.",
    "Engineers are leaving the country.",
)
TEXT = " ".join(SENTENCES)


def write_double_coded(path: Path, articles: int = 6) -> Path:
    """Write it: Anna and Boris mark three sentences of each article, Boris in every second one the fourth, too.

    They say the same of framing but in each third article, and of sentiment throughout.
    """
    from annotations.importers.draft import Draft
    from annotations.project import Project
    from annotations.spans import Span

    with Project.create(path, coder=("Anna Lindqvist", "AL")) as project:
        anna = project.coder_id
        boris = project.step("Coder", lambda p: p.coders.ensure("Boris Meyer", "BM")).value
        codebook = project.codebook.read()
        framing, sentiment = codebook.by_key("framing"), codebook.by_key("sentiment")
        frames, places = codebook.tags_of(framing.id), codebook.tags_of(sentiment.id)
        starts = [TEXT.index(sentence) for sentence in SENTENCES]
        spans = [Span(start, start + len(sentence)) for start, sentence in zip(starts, SENTENCES, strict=True)]
        texts = [
            Draft(TEXT, headline=f"Article {n}", outlet="The Courier", published=f"2026-03-{n + 1:02}")
            for n in range(articles)
        ]
        ids = project.step("Import", lambda p: [p.articles.add(text) for text in texts]).value

        def code(p, coder):
            for n, article in enumerate(ids):
                for place, span in enumerate(spans[: 4 if coder == boris and n % 2 else 3]):
                    claim = p.claims.add(article, span)
                    differs = coder == boris and n % 3 == 0 and place == 0
                    p.claims.tag(claim, frames[place + differs].id)
                    p.claims.tag(claim, places[(n + place) % 3].id)

        for coder in (anna, boris):
            project.coder_id = coder
            project.step("Code", lambda p, coder=coder: code(p, coder))
    return path
