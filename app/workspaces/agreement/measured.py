"""What the workspace shows, read and worked out behind the window."""

from dataclasses import dataclass, field

from annotations.agreement.coded import Scope
from annotations.agreement.figures import Agreement, measure
from annotations.articles import Batch
from annotations.claims import Coder
from annotations.codebook import Codebook
from annotations.project import Project
from annotations.sampling import Sample


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of a scope with what it takes to show them.

    `people` are all coders by id, those without a claim or tag too; `active` counts the articles that each of them
    coded. `hidden` counts the articles that are left out because others' tags in them are hidden from who codes second.
    """

    scope: Scope
    agreement: Agreement
    codebook: Codebook
    people: dict[int, Coder] = field(default_factory=dict)
    active: dict[int, int] = field(default_factory=dict)
    samples: tuple[Sample, ...] = ()
    batches: tuple[Batch, ...] = ()
    hidden: int = 0

    def name(self, coder_id: int) -> str:
        """A coder's name; a dash for one who is gone."""
        coder = self.people.get(coder_id)
        return coder.name if coder else "–"

    @property
    def names(self) -> tuple[str, ...]:
        """The names of those who are compared."""
        return tuple(self.name(coder_id) for coder_id in self.agreement.coders)


def measured(project: Project, scope: Scope) -> Measured:
    """Read and work out everything; takes up to seconds for thousands of claims."""
    codebook = project.codebook.read()
    agreement = measure(project.codings.coded(scope), codebook, scope.coders)
    return Measured(
        scope=scope,
        agreement=agreement,
        codebook=codebook,
        people={coder.id: coder for coder in project.coders.all()},
        active=project.codings.coders(),
        samples=tuple(project.second_codings.samples()),
        batches=tuple(project.batches.all()),
        hidden=project.second_codings.hidden(),
    )
