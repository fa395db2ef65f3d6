"""How well wire copies are found among the articles of a project, and what that takes.

Agency texts are carried by outlets that edit the headline, change the byline, cut the tail, merge paragraphs, reword
sentences and put in their own. Beside them stand what must not be grouped with them: round-ups of three stories, pieces
that quote a paragraph, other texts on the same event, and a standing text that an outlet prints every month. Every
text ends with a footer of its outlet, and all are dated.

    python benchmarks/wire_copies.py [--stories 200] [--seed 1] [--large 10000]

Precision and recall are of pairs: a copy and the text that leads its group.
"""

import argparse
import random
import statistics
import tempfile
import time
from array import array
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from annotations.importers.draft import Draft
from annotations.importers.likeness.similarity import sketch
from annotations.near_copies import Candidate, proposals
from annotations.progress import drive
from annotations.project import Project

SYLLABLES = "ba mo ki tu re sa no vel dor min gra pol ter lin hos an ek ur is ond".split()  # noqa: SIM905
OUTLETS = [f"Paper {number}" for number in range(40)]
AGENCIES = ["Norda Press Agency", "Kessel Wire"]
GLUE = "the of and to in that for with on by said will has was not would more than a it from as at this".split()  # noqa: SIM905


@dataclass
class Made:
    """An article, and the number of the story it carries; None where it carries none."""

    headline: str
    outlet: str
    author: str
    published: str
    paragraphs: list[str] = field(default_factory=list)
    story: int | None = None
    kind: str = "own"

    @property
    def text(self) -> str:
        """The text as an outlet prints it, with its footer."""
        foot = f"{self.outlet} is not responsible for the contents of pages that are linked from here."
        return "\n".join([self.headline, f"By {self.author}", *self.paragraphs, foot])


class Press:
    """Makes texts; the same seed makes the same ones."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.words = ["".join(self.chance.choices(SYLLABLES, k=self.chance.randint(2, 4))) for _ in range(4000)]
        self.weights = list(accumulate(1 / (rank + 10) for rank in range(len(self.words))))

    def sentence(self) -> str:
        """A sentence of invented and common words."""
        words = self.chance.choices(self.words, cum_weights=self.weights, k=self.chance.randint(8, 24))
        mixed = [self.chance.choice(GLUE) if self.chance.random() < 0.45 else word for word in words]
        return " ".join(mixed).capitalize() + "."

    def paragraph(self) -> str:
        """Two to four sentences."""
        return " ".join(self.sentence() for _ in range(self.chance.randint(2, 4)))

    def story(self) -> list[str]:
        """Four to fourteen paragraphs."""
        return [self.paragraph() for _ in range(self.chance.randint(4, 14))]

    def day(self) -> str:
        """A day of four months."""
        return str(date(2026, 1, 5) + timedelta(days=self.chance.randrange(120)))

    def byline(self) -> str:
        """An invented person."""
        return f"{self.chance.choice(self.words)} {self.chance.choice(self.words)}".title()

    def copy(self, original: Made, outlet: str) -> Made:
        """What an outlet makes of an agency's text."""
        chance = self.chance
        body = original.paragraphs[: max(2, round(len(original.paragraphs) * chance.uniform(0.3, 1)))]
        body = [self.reworded(paragraph) if chance.random() < 0.3 else paragraph for paragraph in body]
        if len(body) > 3 and chance.random() < 0.4:
            at = chance.randrange(1, len(body) - 1)
            body[at : at + 2] = [f"{body[at]} {body[at + 1]}"]
        for _ in range(chance.choice((0, 0, 1, 2, 3))):
            body.insert(chance.randint(1, len(body)), self.sentence())
        author = original.outlet if chance.random() < 0.4 else self.byline()
        later = str(date.fromisoformat(original.published) + timedelta(days=chance.choice((0, 0, 0, 1, 2))))
        headline = original.headline if chance.random() < 0.2 else self.sentence()
        return Made(headline, outlet, author, later, body, original.story, "copy")

    def reworded(self, paragraph: str) -> str:
        """A paragraph in which one word in fifteen is another."""
        words = paragraph.split()
        for _ in range(max(1, len(words) // 15)):
            words[self.chance.randrange(len(words))] = self.chance.choice(GLUE)
        return " ".join(words)

    def made(self, stories: int) -> list[Made]:
        """Stories with their copies, and what is none, in no order."""
        chance, found = self.chance, list[Made]()
        originals = []
        for number in range(stories):
            agency = chance.choice(AGENCIES)
            original = Made(self.sentence(), agency, agency, self.day(), self.story(), number, "agency")
            originals.append(original)
            found.append(original)
            found += [self.copy(original, outlet) for outlet in chance.sample(OUTLETS, chance.choice((1, 1, 2, 3, 6)))]
            event = [*self.story(), original.paragraphs[0].split(".")[0] + "."]
            found.append(Made(self.sentence(), chance.choice(OUTLETS), self.byline(), original.published, event))
        for _ in range(stories // 4):
            some = chance.sample(originals, 3)
            quoted = [*self.story(), some[0].paragraphs[0], *self.story()]
            found.append(
                Made(self.sentence(), chance.choice(OUTLETS), self.byline(), some[0].published, quoted, None, "quote")
            )
            digest = [paragraph for one in chance.sample(originals, 4) for paragraph in one.paragraphs]
            found.append(
                Made("Morning round-up", chance.choice(OUTLETS), "", some[0].published, digest, None, "round-up")
            )
        standing = self.story()
        found += [
            Made("How we work", f"Paper {n % 40}", "", f"2026-0{1 + n % 9}-01", standing, None, "standing")
            for n in range(0, 9, 2)
        ]
        chance.shuffle(found)
        return found


def candidates(made: list[Made]) -> list[Candidate]:
    """As the store makes them."""
    return [
        Candidate(
            id=number,
            hashes=array("Q", sketch(one.text)),
            outlet=one.outlet,
            names=(one.outlet.casefold(),),
            credit=f"{one.author} {one.text[:300]}".casefold(),
            published=one.published,
            length=len(one.text),
        )
        for number, one in enumerate(made)
    ]


def quality(made: list[Made], listed: list[Candidate], threshold: float, covered: float) -> tuple[float, float, int]:
    """Precision and recall of what is grouped unasked, and how many leads are the agency's own text, in percent."""
    found = proposals(listed, threshold, covered)
    pairs = [(one.lead_id, copy) for one in found for copy in one.sure_ids]
    right = sum(made[lead].story is not None and made[lead].story == made[copy].story for lead, copy in pairs)
    wanted = sum(one.kind == "copy" for one in made)
    leads = [made[one.lead_id].kind == "agency" for one in found if one.sure_ids]
    return right / len(pairs) if pairs else 1.0, right / wanted, round(100 * statistics.mean(leads or [0]))


def by_threshold(made: list[Made]) -> None:
    listed = candidates(made)
    print(f"{len(made)} texts of {statistics.mean(len(one.text) for one in made) / 1000:.1f} KB,", end=" ")
    print(f"{sum(one.kind == 'copy' for one in made)} of them copies")
    print("shared  covered  precision  recall  led by the agency")
    for threshold in (0.3, 0.5, 0.6, 0.7):
        for covered in (0.0, 0.2, 0.25, 0.3, 0.4):
            precision, recall, leads = quality(made, listed, threshold, covered)
            print(f"{threshold:6.1f} {covered:8.2f} {precision:10.3f} {recall:7.3f} {leads:14d} %")


def in_a_project(made: list[Made], count: int) -> None:
    """What searching a whole project takes, and an import of a hundred articles into it."""
    press = Press(7)
    while len(made) < count:
        made = [*made, *press.made(200)]
    drafts = [
        Draft(one.text, one.headline, author=one.author, outlet=one.outlet, published=one.published)
        for one in made[:count]
    ]
    with tempfile.TemporaryDirectory() as folder, Project.create(Path(folder) / "large.pressmark") as project:
        project.step("Import", lambda p: p.articles.add_all(drafts))
        before, begun = forget_peak(), time.process_time()
        found = drive(project.groups.proposed())
        print(f"{count} articles: {time.process_time() - begun:.1f} s CPU, {len(found)} groups", end=", ")
        print(f"{peak() - before:.0f} MB more than before")
        last = project.articles.ids()[:100]
        begun = time.process_time()
        drive(project.groups.proposed_for(last))
        print(f"100 new ones of the last days among them: {time.process_time() - begun:.1f} s CPU")


def forget_peak() -> float:
    """Begin to look for the largest size of this process anew (Linux); returns its size in MB."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return peak()


def peak() -> float:
    """The largest size of this process so far, in MB."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1000


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--stories", type=int, default=200)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--large", type=int, default=10_000)
    given = asked.parse_args()
    made = Press(given.seed).made(given.stories)
    by_threshold(made)
    if given.large:
        in_a_project([replace(one) for one in made], given.large)


if __name__ == "__main__":
    main()
