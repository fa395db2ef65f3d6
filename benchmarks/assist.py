"""Measure how good suggestions are, on the gold set: `python benchmarks/assist.py [--wrong]`.

Claims against regular expressions, actors against the plain names of codebook and gazetteer, tags against the tags used
most. Shares are of the whole part, tags of the mean of several draws of labels. `--wrong` lists what goes wrong in the
part for tuning; nobody looks at the frozen one.
"""

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from assist_actors import codebook_of, named_by_names, naming_of
from assist_tags import LABELS, top_three

from annotations.language.candidates import Candidate
from annotations.language.claim_candidates import claim_candidates
from annotations.language.engine import load_engine
from annotations.language.evaluation import evaluated
from annotations.language.gazetteer import load_gazetteer
from annotations.language.naming import missed, naming
from annotations.language.standoff import Marked, marked_texts

GOLD = Path(__file__).parent.parent / "tests" / "gold"
PARTS = ("tuning-*", "frozen-*")
ROUNDS = 5


def claims() -> Iterator[str]:
    """Precision, recall, source right and sentences, with the model and by regular expressions alone."""
    engines = {"model": load_engine(), "regex": load_engine(models=[])}
    yield f"{'claims':32}{'P':>7}{'R':>7}{'source':>8}{'sent. P':>9}{'sent. R':>9}{'ms/1000 words':>15}"
    for part in PARTS:
        texts = marked_texts(GOLD, part)
        for name, engine in engines.items():

            def suggest(text: str, engine=engine) -> list[Candidate]:
                return claim_candidates(text, engine)

            shares = evaluated(texts, suggest).shares().values()
            figures = "".join(f"{share or 0:>{width}.2f}" for share, width in zip(shares, (7, 7, 8, 9, 9), strict=True))
            yield f"{part.strip('-*'):8}{name:24}{figures}{_cost(texts, suggest):>15.0f}"


def actors() -> Iterator[str]:
    """Precision, recall and F of actors by their ids, over English and Russian."""
    codebook = codebook_of(GOLD / "actors.csv")
    gazetteer = load_gazetteer(GOLD / "actors.csv")
    ways = {"linked": naming_of(codebook, gazetteer), "plain names": named_by_names(codebook, gazetteer)}
    yield f"{'actors':32}{'P':>7}{'R':>7}{'F':>7}{'places':>9}"
    for language, folder in {"English": GOLD, "Russian": GOLD / "russian"}.items():
        for part in PARTS:
            texts = marked_texts(folder, part)
            for name, way in ways.items():
                counts = naming(texts, way)
                figures = f"{counts.precision:>7.2f}{counts.recall:>7.2f}{counts.f:>7.2f}{counts.marked:>9}"
                yield f"{language:8}{part.strip('-*'):8}{name:16}{figures}"


def tags() -> Iterator[str]:
    """In how many claims one of the first three proposals is a tag of the claim, by the number of labels."""
    yield f"{'tags, one of three right':32}" + "".join(f"{n:>7}" for n in LABELS) + f"{'ms to learn':>13}"
    for part in ("tuning", "frozen"):
        for line in top_three(GOLD / "claims.csv", part):
            cells = "".join("      –" if share is None else f"{share:>7.2f}" for share in line.shares)
            yield f"{part:8}{line.dimension:10}{line.way:14}{cells}" + (f"{line.cost:>13.0f}" if line.cost else "")


def wrong() -> Iterator[str]:
    """What goes wrong in the part for tuning, one line each."""
    engine = load_engine()
    codebook, gazetteer = codebook_of(GOLD / "actors.csv"), load_gazetteer(GOLD / "actors.csv")
    name = naming_of(codebook, gazetteer)
    for text in [*marked_texts(GOLD, PARTS[0]), *marked_texts(GOLD / "russian", PARTS[0])]:
        not_told, not_right = missed(text, list(name(text)))
        yield from (f"{text.name}: actor {one.who} missed: {one.span.of(text.text)}" for one in not_told)
        yield from (f"{text.name}: actor {one.who} wrong: {one.span.of(text.text)}" for one in not_right)
        if text.attributions:
            yield from _wrong_claims(text, claim_candidates(text.text, engine))


def _wrong_claims(text: Marked, found: list[Candidate]) -> Iterator[str]:
    for one in found:
        counts = evaluated([text], lambda _, one=one: [one])
        source = one.source.of(text.text) if one.source else "–"
        if not counts.right:
            yield f"{text.name}: claim wrong: {source} | {one.content.of(text.text)} ({one.pattern})"
        elif counts.sourced and not counts.sources_right:
            yield f"{text.name}: source wrong: {source} | {one.content.of(text.text)} ({one.pattern})"
    for attribution in text.attributions:
        only = Marked(text.name, text.text, (attribution,))
        if not evaluated([only], lambda _: found).found:
            yield f"{text.name}: claim missed: {' … '.join(span.of(text.text) for span in attribution.content)}"


def _cost(texts: list[Marked], suggest: Callable[[str], object]) -> float:
    """Median of the processor's milliseconds for a thousand words."""
    words = sum(len(text.text.split()) for text in texts)
    taken = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for text in texts:
            suggest(text.text)
        taken.append((time.process_time() - began) * 1_000_000 / words)
    return statistics.median(taken)


if __name__ == "__main__":
    for part in (wrong,) if "--wrong" in sys.argv else (claims, actors, tags):
        for line in part():
            print(line, flush=True)
        print()
