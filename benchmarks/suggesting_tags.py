"""How long suggested tags take: to be made ready, after each claim, and in memory.

    python benchmarks/suggesting_tags.py [--claims 50 500 5000] [--rounds 7]

The budget is 50 ms for ranking anew after a claim, in the child and off the window's thread. Times are CPU
seconds of the child, and on the clock for the whole round trip.
"""

import argparse
import os
import random
import statistics
import time
from dataclasses import replace
from pathlib import Path

from annotations.codebook import Codebook
from annotations.codebook_file import shipped_codebook
from annotations.language.tags.child import Learnt, TagChild
from annotations.language.tags.lessons import Lesson, seeds_of
from annotations.process_memory import used_by

_TICKS = os.sysconf("SC_CLK_TCK")
_FILLING = 500


def codebook_of_default() -> Codebook:
    """The codebook of a new project, with ids."""
    file = shipped_codebook()
    dimensions = tuple(replace(one, id=n + 1) for n, one in enumerate(file.stored_dimensions()))
    pairs = [(one, tag) for one in dimensions for tag in file.stored_tags(one.key)]
    return Codebook(
        dimensions, tuple(replace(tag, id=n + 1, dimension_id=one.id) for n, (one, tag) in enumerate(pairs))
    )


def lessons_of(codebook: Codebook, count: int, chance: random.Random) -> list[Lesson]:
    """Claims of mixed words of the codebook itself, each tagged in all dimensions that are learnt."""
    words = " ".join(seed.text for seed in seeds_of(codebook)).split()
    dimensions = {seed.dimension_id for seed in seeds_of(codebook)}
    found = []
    for number in range(1, count + 1):
        start = chance.randrange(len(words) - 40)
        said = words[start : start + chance.randrange(8, 35)]
        chance.shuffle(said)
        tags = {one: (chance.choice(codebook.tags_of(one)).id,) for one in dimensions}
        found.append(Lesson(number, number, " ".join(said), tags))
    return found


def cpu_of(pid: int) -> float:
    """CPU seconds of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def measure(count: int, rounds: int) -> None:
    """Print one line for a project of so many claims."""
    chance = random.Random(count)
    codebook = codebook_of_default()
    lessons = lessons_of(codebook, count, chance)
    fresh = [
        Lesson(one.claim_id + 1_000_000, one.number + 1_000_000, f"Now {one.text}", dict.fromkeys(one.tags, ()))
        for one in lessons[:30]
    ]
    child = TagChild()
    try:
        begun = time.perf_counter()
        child.learn(seeds=seeds_of(codebook))
        ready, cpu_ready = time.perf_counter() - begun, cpu_of(child.pid)
        for place in range(0, count, _FILLING):
            child.learn(teach=lessons[place : place + _FILLING])
        answer = child.learn(teach=fresh, ask=[one.claim_id for one in fresh])
        cpu_taught = cpu_of(child.pid)
        clock, cpu = _rounds(child, fresh, codebook, rounds)
        print(
            f"{answer.embedder}: {count} claims | ready {ready:.1f} s, {cpu_ready:.1f} s CPU"
            f" | a claim embedded {1000 * (cpu_taught - cpu_ready) / (count + len(fresh)):.1f} ms CPU"
            f" | a tag set, 30 claims ranked: median {1000 * clock:.0f} ms on the clock, {1000 * cpu:.0f} ms CPU"
            f" | {(used_by(child.pid) or 0) / 1e6:.0f} MB"
        )
    finally:
        child.close()


def _rounds(child: TagChild, fresh: list[Lesson], codebook: Codebook, rounds: int) -> tuple[float, float]:
    """Set one tag after the other, each in one dimension of one claim, and ask again for all of them."""
    clocks, before = [], cpu_of(child.pid)
    ask = [one.claim_id for one in fresh]
    done: list[Learnt] = []
    for place in range(rounds):
        one = fresh[place]
        dimension = next(iter(one.tags))
        tagged = Lesson(
            one.claim_id, one.number, one.text, one.tags | {dimension: (codebook.tags_of(dimension)[0].id,)}
        )
        begun = time.perf_counter()
        done.append(child.learn(teach=[tagged], ask=ask))
        clocks.append(time.perf_counter() - begun)
    return statistics.median(clocks), (cpu_of(child.pid) - before) / rounds


def main() -> None:
    """Measure what is asked."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--claims", type=int, nargs="+", default=[50, 500, 5000])
    parser.add_argument("--rounds", type=int, default=15)
    asked = parser.parse_args()
    for count in asked.claims:
        measure(count, asked.rounds)


if __name__ == "__main__":
    main()
