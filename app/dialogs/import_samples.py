"""The tables among the files of a drop: what their columns were taken for, and of which the person is to be asked."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from annotations.importers.draft import Found, TableSample
from annotations.importers.tables.mapping import TEXT, layout_of


class Samples:
    """Tables by their files. Tables with the same columns are of one layout, and read in the same way.

    Args:
        known: by layout which column is which field, as the person said before.
    """

    def __init__(self, known: Mapping[str, dict[str, str]]) -> None:
        self.mappings = dict(known)
        """By layout which column is which field."""
        self._samples: dict[Path, TableSample] = {}
        self._asked: set[str] = set()

    def __bool__(self) -> bool:
        """Whether there is any table."""
        return bool(self._samples)

    def add(self, found: Iterable[Found]) -> None:
        """Note the tables among what was found."""
        self._samples |= {one.path: one.table for one in found if one.table}

    def to_ask(self) -> Path | None:
        """A table whose column of texts is unknown, and whose layout nobody was asked of; None if there is none."""
        for path, sample in self._samples.items():
            if TEXT not in sample.mapping.values() and layout_of(sample.columns) not in self._asked:
                return path
        return None

    def likeliest(self, here: Path | None) -> Path:
        """The table that the person means: the one looked at or else one whose columns nobody confirmed."""
        if here in self._samples:
            return here
        return min(self._samples, key=lambda path: self._samples[path].confirmed)

    def ask(self, path: Path) -> TableSample:
        """The table of a file, of which the person is asked now."""
        sample = self._samples[path]
        self._asked.add(layout_of(sample.columns))
        return sample

    def learn(self, sample: TableSample, mapping: dict[str, str]) -> tuple[str, list[Path]]:
        """Read tables with these columns in another way from now on; their layout, and the files of this drop."""
        layout = layout_of(sample.columns)
        self.mappings[layout] = mapping
        return layout, [path for path, one in self._samples.items() if layout_of(one.columns) == layout]
