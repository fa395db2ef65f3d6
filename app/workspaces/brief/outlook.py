"""The section of what to watch and what is not known, a line each."""

from annotations.brief.spec import Part
from app.workspaces.brief.draft import Draft
from app.workspaces.brief.references import Prose
from app.workspaces.brief.section import Section
from app.workspaces.codebook.fields import named

_FIELDS = {"watch": "What to watch", "unknown": "What we do not know"}


class OutlookSection(Section):
    """Two lists as texts: one line is one thing."""

    title = "Outlook"
    part = Part.BOTTOM_LINE

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        for key, name in _FIELDS.items():
            box = Prose(name, "One thing a line", lambda: self.draft.claims)
            self.add_text(key, box)
            self.column.addLayout(named(name, box, box.refusal))
        self.column.addStretch(1)

    def show_draft(self, *, same: bool) -> None:
        """Show both lists."""
        texts = {
            key: self.as_typed(key, "\n".join(getattr(self.draft.spec, key)), same=same, read=_lines) for key in _FIELDS
        }
        self.texts.show(texts, same=same)
        self.recolour()

    def type_text(self, key: str, typed: str) -> None:
        """Something is being typed."""
        self.draft.type(self.part, **{key: _lines(typed)})

    def store_text(self, key: str, typed: str) -> bool:
        """Store a list."""
        return self.draft.store(f"Edit {_FIELDS[key].lower()}", self.part, {key: _lines(typed)}, joins=key)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("\n") if line.strip())
