"""A section with several things of one kind: a list of them, and the form of the one that is chosen."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.theme import SPACE_M
from app.workspaces.brief.draft import Draft
from app.workspaces.brief.items import Items
from app.workspaces.brief.references import References, in_numbers, uids_of
from app.workspaces.brief.section import Section


class SeveralSection(Section):
    """Lists what a field of the specification holds, and stores each change of one as a step.

    Args:
        draft: the brief.
        field: the name of the specification's field, a tuple of values.
        what: what one of them is called.
        references: the field of one that holds uids of claims.
    """

    def __init__(self, draft: Draft, field: str, what: str, references: str) -> None:
        super().__init__(draft)
        self._field, self._what, self._references = field, what, references
        self._shown = -1
        """The row that the form shows."""
        self.items = Items(f"{what.capitalize()}s", what, f"New {what}")
        self.form = QWidget()
        self.rows = QVBoxLayout(self.form)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(SPACE_M)
        self.items.chosen.connect(self._choose)
        self.items.add_asked.connect(self.add)
        self.items.remove_asked.connect(self._remove)
        self.items.move_asked.connect(self._move)
        self.items.entered.connect(self.focus_form)

    # -- what a section of this kind says

    def new(self) -> Any:
        """What is added: empty as yet."""
        raise NotImplementedError

    def title_of(self, item: Any) -> str:
        """What the list shows of one."""
        raise NotImplementedError

    def show_item(self, item: Any | None, *, same: bool) -> None:
        """Show one in the form; None where there is none."""
        raise NotImplementedError

    def focus_form(self) -> None:
        """Put the keyboard into the form of the chosen one."""
        raise NotImplementedError

    # -- the list

    @property
    def values(self) -> tuple[Any, ...]:
        """All of them, as they read now."""
        return tuple(getattr(self.draft.spec, self._field))

    def show_draft(self, *, same: bool) -> None:
        """Show the list, and the chosen one in the form."""
        self._list(self.items.row if same else 0, same=same)

    def _list(self, row: int, *, same: bool) -> None:
        values = self.values
        self.items.show_titles([self.title_of(item) for item in values], row)
        before, self._shown = self._shown, self.items.row
        item = values[self._shown] if self._shown >= 0 else None
        self.form.setVisible(item is not None)
        self.show_item(item, same=same and before == self._shown)

    def _choose(self, row: int) -> None:
        self.flush()
        self._list(row, same=False)

    def _put(self, label: str, values: Sequence[Any], row: int) -> bool:
        """Store them in another order or number, and choose a row."""
        done = self.draft.store(label, self.part, {self._field: tuple(values)})
        if done:
            self._shown = -1
            self._list(row, same=False)
        return done

    def add(self) -> None:
        """Add one at the end and go into its form."""
        self.flush()
        if self._put(f"Add {self._what}", (*self.values, self.new()), len(self.values)):
            self.focus_form()

    def _remove(self, row: int) -> None:
        self.flush()
        values = list(self.values)
        del values[row]
        if self._put(f"Remove {self._what} {row + 1}", values, row) and not values:
            self.items.add_button.setFocus()

    def _move(self, row: int, by: int) -> None:
        self.flush()
        values = list(self.values)
        values.insert(row + by, values.pop(row))
        self._put(f"Move {self._what} {row + 1}", values, row + by)

    def set_writable(self, *, writable: bool) -> None:
        """Allow edits, or not."""
        super().set_writable(writable=writable)
        self.items.set_writable(writable=writable)

    # -- the one in the form

    def with_value(self, key: str, value: object) -> tuple[Any, ...] | None:
        """All of them, the one in the form with another value; None where none is in the form."""
        values = list(self.values)
        if not 0 <= self._shown < len(values):
            return None
        values[self._shown] = replace(values[self._shown], **{key: value})
        return tuple(values)

    def _value(self, key: str, typed: str) -> object:
        if key == self._references:
            return uids_of(typed, self.draft.claims)
        return " ".join(typed.split())

    def type_text(self, key: str, typed: str) -> None:
        """Something is being typed into the form."""
        values = self.with_value(key, self._value(key, typed))
        if values is not None:
            self.draft.type(self.part, **{self._field: values})
            self.items.show_titles([self.title_of(item) for item in values], self._shown)

    def store_text(self, key: str, typed: str) -> bool:
        """Store a field of the one in the form."""
        return self.store_value(key, self._value(key, typed), self.texts.fields[key].accessibleName().lower())

    def store_value(self, key: str, value: object, name: str) -> bool:
        """Store a value of the one in the form; whether that worked."""
        values = self.with_value(key, value)
        if values is None:
            return True
        joins = f"{self._field}/{self._shown}/{key}"
        label = f"Edit {name} of {self._what} {self._shown + 1}"
        return self.draft.store(label, self.part, {self._field: values}, joins=joins)

    def item_text(self, key: str, text: str, *, same: bool) -> str:
        """What is to stand in a field of the form for a stored text."""
        return self.as_typed(key, text, same=same, read=lambda typed: self._value(key, typed))

    def reference_text(self, uids: tuple[str, ...], *, same: bool) -> str:
        """What is to stand in the field of references."""
        field = self.texts.fields[self._references]
        if same and isinstance(field, References):
            return field.shown_for(uids)
        return in_numbers(uids, self.draft.claims)
