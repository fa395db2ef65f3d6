"""From the parts of a download to drafts: one part that holds nothing must not cost the others."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from annotations.errors import ImportFileError
from annotations.importers.draft import Draft, noted
from annotations.wording import number_of

Part = TypeVar("Part")


def drafted(parts: Iterable[Part], make: Callable[[Part], Draft]) -> list[Draft]:
    """Return the draft of each part, in their order; how many had no text is told with the first.

    Raises:
        ImportFileError: parts were there, and none has a text.
    """
    drafts: list[Draft] = []
    errors: list[ImportFileError] = []
    for part in parts:
        try:
            drafts.append(make(part))
        except ImportFileError as error:
            errors.append(error)
    if errors and not drafts:
        raise errors[0]
    if errors:
        drafts[0] = noted(drafts[0], f"Left out: {number_of(len(errors), 'article')} without any text.")
    return drafts
