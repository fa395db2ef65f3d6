"""Measure how languages are told: `python benchmarks/languages.py`.

What the model takes to load, in time and memory, what a text takes, and of how many openings of articles the language
is told rightly, wrongly or not at all, by their number of words (of Chinese and Japanese, two letters count as one).
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "shared"))

from language_samples import SAMPLES
from timing import Line, spent, timed

from annotations.importers.values.languages import guess_language
from annotations.process_memory import used_by

TEXT = 5_000
LENGTHS = (4, 8, 15, 25, 100)


def loading() -> list[Line]:
    """The first call against later ones; numpy is loaded with it."""
    import os

    before = used_by(os.getpid())
    wall, processor = spent(lambda: guess_language(SAMPLES["en"]))
    grown = (used_by(os.getpid()) - before) / 1024 / 1024
    return [
        Line("load the model", 1, wall, wall, processor),
        Line("memory that it takes", 1, grown, grown, unit="MB"),
    ]


def texts() -> list[Line]:
    """One text of an article's length by script."""
    made = {code: (SAMPLES[code] * 100)[:TEXT] for code in ("en", "ru", "zh", "ar")}
    return [
        timed(f"tell {code}, {TEXT:,} letters", lambda _, text=text: guess_language(text))
        for code, text in made.items()
    ]


def told() -> list[str]:
    """Right, wrong and empty answers by number of words."""
    lines = []
    for length in LENGTHS:
        answers = [(code, guess_language(_opening(text, length))) for code, text in SAMPLES.items()]
        right = sum(code == answer for code, answer in answers)
        empty = sum(not answer for _, answer in answers)
        wrong = len(answers) - right - empty
        lines.append(
            f"{length:>4} words: {right:>3} right {wrong:>3} wrong {empty:>3} not told, of {len(answers)} languages"
        )
    return lines


def _opening(text: str, length: int) -> str:
    words = text.split()
    return " ".join(words[:length]) if len(words) > LENGTHS[0] else text[: 2 * length]


if __name__ == "__main__":
    for line in (*loading(), *texts(), *told()):
        print(line)
