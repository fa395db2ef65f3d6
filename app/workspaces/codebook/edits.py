"""The steps by which the codebook is changed, with their names."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from annotations.codebook import CodebookFile, Dimension, Kind, Tag
from annotations.codebook_plan import Way
from annotations.codebook_tree import Place
from annotations.project import Project
from app.session import Session

T = TypeVar("T")

LONG = 300
"""Taggings above which a step is done behind the window: these take about 40 milliseconds."""

_LONGEST_NAME = 60


class Edits(QObject):
    """Runs each change as one step; those that touch many taggings go on behind the window."""

    said = Signal(str)
    """What was done, to be told with a way to undo it."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def run(self, label: str, work: Callable[[Project], T], *, joins: str = "") -> T | None:
        """Run a short step and wait for it; what `work` returned, None where it failed."""
        return self._session.run(label, work, self, joins=joins)

    def run_heavy(self, label: str, work: Callable[[Project], object], taggings: int, said: str) -> None:
        """Run a step that touches so many taggings, and tell what was done."""

        def done(project: Project) -> bool:
            work(project)
            return True

        if taggings > LONG:
            self._session.run_long(label, done, self).finished.connect(lambda _: self.said.emit(said))
        elif self._session.run(label, done, self):
            self.said.emit(said)

    # -- dimensions

    def add_dimension(self, name: str, kind: Kind = Kind.MANY) -> int | None:
        """Make a dimension; its id."""
        return self.run(f"Add dimension “{short(name)}”", lambda p: p.codebook.dimensions.add(name, kind))

    def set_dimension(self, dimension: Dimension, field: str, value: object, *, joins: bool = False) -> bool:
        """Set one value of a dimension; whether that worked."""

        def work(project: Project) -> bool:
            project.codebook.dimensions.update(dimension.id, **{field: value})
            return True

        label = f"Edit {field} of dimension “{short(dimension.name)}”"
        return bool(self.run(label, work, joins=f"dimension/{dimension.id}/{field}" if joins else ""))

    def set_answers(self, dimension: Dimension, field: str, value: object, taggings: int) -> None:
        """Set the kind or the roles of a dimension, which looks through all that was coded with it."""
        self.run_heavy(
            f"Edit {field} of dimension “{short(dimension.name)}”",
            lambda p: p.codebook.dimensions.update(dimension.id, **{field: value}),
            taggings,
            f"The {field} of “{short(dimension.name)}” {'is' if field == 'kind' else 'are'} changed",
        )

    def move_dimension(self, dimension: Dimension, place: int) -> None:
        """Put a dimension at a place among the others."""
        self.run(f"Move dimension “{short(dimension.name)}”", lambda p: p.codebook.dimensions.move(dimension.id, place))

    def delete_dimension(self, dimension: Dimension, into: Dimension | None, taggings: int) -> None:
        """Delete a dimension with what was coded, or move its tags into another one."""
        name = short(dimension.name)
        if into is None:
            self.run_heavy(
                f"Delete dimension “{name}”",
                lambda p: p.codebook.dimensions.delete(dimension.id),
                taggings,
                f"Deleted dimension “{name}”",
            )
            return
        self.run_heavy(
            f"Move tags of “{name}” into “{short(into.name)}”",
            lambda p: p.codebook.dimensions.dissolve(dimension.id, into.id),
            taggings,
            f"The tags of “{name}” are in “{short(into.name)}” now",
        )

    # -- tags

    def add_tag(self, dimension: Dimension, name: str, place: Place | None, **values: str) -> int | None:
        """Make a tag, at the end of its dimension unless it is to go elsewhere; its id."""

        def work(project: Project) -> int:
            tag_id = project.codebook.add_tag(dimension.id, name, **values)
            if place is not None:
                project.codebook.move_tags([tag_id], place)
            return tag_id

        return self.run(f"Add tag “{short(name)}”", work)

    def set_tag(self, tag: Tag, field: str, value: object, *, said: str = "", joins: bool = False) -> bool:
        """Set one value of a tag; whether that worked."""
        return self.set_tags([tag], field, value, said=said, joins=joins)

    def set_tags(self, tags: Sequence[Tag], field: str, value: object, *, said: str = "", joins: bool = False) -> bool:
        """Set one value of several tags; whether that worked."""

        def work(project: Project) -> bool:
            for tag in tags:
                project.codebook.update_tag(tag.id, **{field: value})
            return True

        label = f"Edit {said or field} of {called(tags)}"
        return bool(self.run(label, work, joins=f"tag/{tags[0].id}/{field}" if joins else ""))

    def rename(self, tag: Tag, name: str) -> bool:
        """Give a tag another name; whether that worked."""

        def work(project: Project) -> bool:
            project.codebook.update_tag(tag.id, name=name)
            return True

        return bool(self.run(f"Rename “{short(tag.name)}” to “{short(name)}”", work))

    def move(self, tags: Sequence[Tag], place: Place) -> bool:
        """Put tags in another place of their dimension; whether that worked."""

        def work(project: Project) -> bool:
            project.codebook.move_tags([tag.id for tag in tags], place)
            return True

        return bool(self.run(f"Move {called(tags)}", work))

    def merge(self, keep: Tag, others: Sequence[Tag], taggings: int) -> None:
        """Make tags one."""
        self.run_heavy(
            f"Merge {called(others)} into “{short(keep.name)}”",
            lambda p: p.codebook.merging.merge(keep.id, [tag.id for tag in others]),
            taggings,
            f"Merged {called(others)} into “{short(keep.name)}”",
        )

    def delete(self, tags: Sequence[Tag], replacement: Tag | None, taggings: int) -> None:
        """Delete tags; claims lose them or get another one."""
        with_what = f" and set “{short(replacement.name)}” instead" if replacement else ""
        self.run_heavy(
            f"Delete {called(tags)}{with_what}",
            lambda p: p.codebook.merging.delete([tag.id for tag in tags], replacement.id if replacement else None),
            taggings,
            f"Deleted {called(tags)}{with_what}",
        )

    # -- files

    def install(self, file: CodebookFile) -> None:
        """Add the dimensions of a codebook that comes with the program."""

        def work(project: Project) -> bool:
            project.codebook.install(file)
            return True

        if self.run(f"Add codebook “{short(file.name)}”", work):
            self.said.emit(f"Added “{short(file.name)}”")

    def take_in(self, file: CodebookFile, way: Way) -> None:
        """Take a codebook file in."""
        plan = self.run(f"Import codebook “{short(file.name)}”", lambda p: p.codebook.importing.take_in(file, way))
        if plan is not None:
            self.said.emit(f"Imported “{short(file.name)}”: {plan.in_words()}")


def called(tags: Sequence[Tag]) -> str:
    """One tag by its name, several by their number."""
    return f"“{short(tags[0].name)}”" if len(tags) == 1 else f"{len(tags):,} tags"


def short(name: str) -> str:
    """A name that fits in a label."""
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"
