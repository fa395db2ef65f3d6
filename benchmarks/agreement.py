"""How fast the agreement of coders is read and worked out: 5,000 claims in four dimensions that two coders coded.

Run it: `python benchmarks/agreement.py [CLAIMS] [ARTICLES] [OTHERS]`. OTHERS are claims of one coder only. Actors
are named as often as in the press: a few often, most rarely. On a busy machine the processor's time tells.
"""

import random
import sys
import tempfile
from pathlib import Path

from timing import peak, timed

from annotations.agreement.figures import measure
from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.spans import Span

READING, FIGURES = 500, 1000  # milliseconds
PASSAGE = 60


def filled(path: Path, claims: int, articles: int, others: int) -> Project:
    """A project in which a second coder tagged the first one's claims in one half, and marked passages in the other."""
    chance = random.Random(7)
    project = Project.create(path, coder=("Anna Lindqvist", "AL"))
    anna = project.coder_id
    boris = project.step("Coder", lambda p: p.coders.ensure("Boris Meyer", "BM")).value
    codebook = project.codebook.read()
    actors = codebook.by_key("actors")
    assert actors is not None
    for n in range(150):
        project.step("Actor", lambda p, n=n: p.codebook.add_tag(actors.id, f"Actor {n}"))
    codebook = project.codebook.read()
    per_article = max(1, claims // articles)
    text = "The minister spoke of the machines and of those who own them. " * (per_article + 4)

    def code(p: Project) -> None:
        ids = [p.articles.add(Draft(f"{n} {text}", headline=f"Article {n}")) for n in range(articles)]
        extra = [p.articles.add(Draft(f"Other {n} {text}")) for n in range(others // per_article)]
        for n, article in enumerate((*ids, *extra)):
            for place in range(per_article):
                start = place * PASSAGE
                p.coder_id = anna
                claim = p.claims.add(article, Span(start, start + PASSAGE - 5))
                said = _answers(codebook, chance)
                _tag(p, claim, said)
                if n >= articles:
                    continue
                p.coder_id = boris
                if n % 2:
                    claim = p.claims.add(article, Span(start, start + PASSAGE - chance.randint(5, 12)))
                _tag(p, claim, said if chance.random() < 0.8 else _answers(codebook, chance))
        p.coder_id = anna

    project.step("Code", code)
    return project


def _answers(codebook, chance: random.Random) -> list[tuple[int, str]]:
    said = []
    for dimension in codebook.dimensions:
        tags = [tag.id for tag in codebook.tags_of(dimension.id)]
        if dimension.key == "actors":
            often = [1 / (place + 1) for place in range(len(tags))]
            speaker, target = chance.choices(tags, often, k=2)
            said += [(speaker, "speaker"), (target, "target")]
        else:
            said.append((chance.choice(tags), ""))
    return said


def _tag(p: Project, claim: int, said: list[tuple[int, str]]) -> None:
    for tag, role in said:
        p.claims.tag(claim, tag, role)


def main() -> None:
    claims, articles, others = (int(word) for word in (*sys.argv[1:], *("5000", "500", "0")[len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as folder:
        project = filled(Path(folder) / "agreement.pressmark", claims, articles, others)
        codebook = project.codebook.read()
        coded = project.codings.coded()
        lines = (
            timed("reading what two coded", lambda _: project.codings.coded(), READING, rounds=5, warm=1),
            timed("all figures with intervals", lambda _: measure(coded, codebook), FIGURES, rounds=5, warm=1),
        )
        found = measure(coded, codebook)
        print(f"{len(found.units):,} claims in {found.articles:,} articles, {len(found.disagreements):,} disagreements")
        for line in (*lines, peak("memory")):
            print(line)
        project.close()


if __name__ == "__main__":
    main()
