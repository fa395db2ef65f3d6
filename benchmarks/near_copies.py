"""How well near copies are told: precision and recall by threshold on composed wire copies, and the time it takes.

Each agency text is carried by outlets that edit its headline, cut its end, change its byline, and put sentences of
their own in; others only write about the same event, with its names and formulas.

    python benchmarks/near_copies.py [--texts 300] [--seed 1]
"""

import argparse
import random
import statistics
import time

from annotations.importers.likeness.similarity import Neighbours, sketch

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


def made(texts: int, chance: random.Random) -> list[tuple[str, int]]:
    """Texts with the number of the agency's text they carry; what only is about the same event has one of its own."""
    found: list[tuple[str, int]] = []
    for number in range(texts):
        text = article(chance)
        found += [(copy(text, chance), number) for _ in range(chance.choice((1, 1, 2, 3)))]
        event = [text[0].split(".")[0] + ".", *article(chance), FORMULA]  # quotes one sentence of it
        found.append(("\n".join(event), -number - 1))
    chance.shuffle(found)
    return found


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--texts", type=int, default=300)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    texts = made(given.texts, random.Random(given.seed))
    spent, sketches = [], []
    for text, _ in texts:
        begun = time.process_time()
        sketches.append(sketch(text))
        spent.append(time.process_time() - begun)
    begun = time.process_time()
    neighbours = Neighbours()
    found = [neighbours.add(one, 0.01) for one in sketches]
    comparing = time.process_time() - begun
    origins = [origin for _, origin in texts]
    copies = [place for place, origin in enumerate(origins) if origin in origins[:place]]
    print(
        f"{len(texts)} texts of {statistics.mean(len(t) for t, _ in texts) / 1000:.1f} KB, {len(copies)} of them copies"
    )
    print(f"sketch: median {statistics.median(spent) * 1000:.2f} ms a text; comparing all: {comparing * 1000:.0f} ms")
    print("threshold  precision  recall")
    for step in range(1, 10):
        told = [pair for pair in found if pair and pair.shared >= step / 10]
        right = sum(origins[pair.first] == origins[pair.second] for pair in told)
        print(f"{step / 10:9.1f}  {right / len(told) if told else 1:9.3f}  {right / len(copies):6.3f}")


if __name__ == "__main__":
    main()
