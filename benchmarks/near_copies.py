"""How well near copies are told: precision and recall by threshold on composed wire copies, and the time it takes.

Each agency text is carried by outlets that edit its headline, cut its end, change its byline, and put sentences of
their own in; others only write about the same event, with its names and formulas.

    python benchmarks/near_copies.py [--texts 300] [--seed 1]
"""

import argparse
import random
import statistics
import time

from annotations.importers.similarity import pairs, sketch

WORDS = """
bank model ministry engineer harbour council budget machine library spring northern quiet public answer measure
district winter copper signal register promise letter archive bridge teacher valley contract rumour figure paper
""".split()  # noqa: SIM905 - a list of quoted words would be harder to read
GLUE = "the of and to in that for with on by said will has was not would more than".split()  # noqa: SIM905
FORMULA = "reporting from the capital for the agency all figures are those of the ministry"


def sentence(chance: random.Random) -> str:
    words = [chance.choice(GLUE if chance.random() < 0.45 else WORDS) for _ in range(chance.randint(9, 26))]
    return " ".join(words).capitalize() + "."


def article(chance: random.Random) -> list[str]:
    return [" ".join(sentence(chance) for _ in range(chance.randint(2, 4))) for _ in range(chance.randint(5, 12))]


def copy(text: list[str], chance: random.Random) -> str:
    """What an outlet makes of an agency's text."""
    body = text[: max(2, round(len(text) * chance.uniform(0.35, 1)))]
    body = [p if chance.random() > 0.15 else p.replace("the ", "a ", 1) for p in body]
    for _ in range(chance.randint(0, 2)):
        body.insert(chance.randint(1, len(body)), sentence(chance))
    return "\n".join([sentence(chance), f"By {chance.choice(WORDS).capitalize()} Writer", *body])


def made(texts: int, chance: random.Random) -> tuple[list[str], set[tuple[int, int]]]:
    found: list[str] = []
    truth: set[tuple[int, int]] = set()
    for _ in range(texts):
        text, start = article(chance), len(found)
        found += [copy(text, chance) for _ in range(chance.choice((1, 1, 2, 3)))]
        truth |= {(a, b) for a in range(start, len(found)) for b in range(a + 1, len(found))}
        event = [text[0].split(".")[0] + ".", *article(chance), FORMULA]  # quotes one sentence of it
        found.append("\n".join(event))
    return found, truth


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--texts", type=int, default=300)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    texts, truth = made(given.texts, random.Random(given.seed))
    spent = []
    sketches = []
    for text in texts:
        begun = time.process_time()
        sketches.append(sketch(text))
        spent.append(time.process_time() - begun)
    begun = time.process_time()
    everything = pairs(sketches, 0.05)
    pairing = time.process_time() - begun
    kilobytes = statistics.mean(map(len, texts)) / 1000
    print(f"{len(texts)} texts of {kilobytes:.1f} KB, {len(truth)} pairs of copies")
    print(f"sketch: median {statistics.median(spent) * 1000:.2f} ms a text; all pairs: {pairing * 1000:.0f} ms")
    print("threshold  precision  recall")
    for step in range(1, 10):
        threshold = step / 10
        found = {(p.first, p.second) for p in everything if p.shared >= threshold}
        right = len(found & truth)
        print(f"{threshold:9.1f}  {right / len(found) if found else 1:9.3f}  {right / len(truth):6.3f}")


if __name__ == "__main__":
    main()
