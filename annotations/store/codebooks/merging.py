"""Tags that become one, are replaced or are taken away; what was coded with them goes where it belongs."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from annotations.codebook import Codebook, Tag
from annotations.codebook_tree import MOST_LEVELS, depth, height, why_kept
from annotations.errors import CodebookError
from annotations.store.codebooks.nesting import leave_at_top
from annotations.store.saved_filters import let_follow
from annotations.store.store import Store

if TYPE_CHECKING:
    from annotations.store.codebooks.codebook import CodebookStore

_FILLED = ("short", "definition", "use", "dont_use", "example", "near_miss", "source")


def refuse_unseen(store: Store) -> None:
    """Refuse to take tags away from claims of which the person who works here does not see the tags.

    It is refused whether others set these tags or not: else the refusal would tell.

    Raises:
        CodebookError: if others' tags are hidden from the person, who codes second.
    """
    if store.veiled:
        raise CodebookError("You code second and do not see what others coded with this", "Finish that first")


class CodebookMerging:
    """Merges and deletes tags. Writing needs an open step."""

    def __init__(self, store: Store, codebook: "CodebookStore") -> None:
        """Use the store's connections."""
        self._store, self._codebook = store, codebook

    def merge(self, keep_id: int, other_ids: Collection[int]) -> None:
        """Make tags of one dimension one.

        Claims get the tag that stays, each role and coder once. It takes over the names of the others as aliases, the
        tags beneath them, and the texts it lacks itself.

        Raises:
            CodebookError: if the tags are not of one dimension, or one that would go has to stay.
        """
        codebook = self._codebook.read()
        keep = self._tag(codebook, keep_id)
        others = [self._tag(codebook, tag_id) for tag_id in dict.fromkeys(other_ids) if tag_id != keep_id]
        if keep.is_none:
            raise CodebookError("“None of these” is no tag to merge others into", "Choose another one to stay")
        self._check(codebook, keep, others)
        if not others:
            return
        self._move_taggings(keep_id, [tag.id for tag in others])
        let_follow(self._store, [tag.uid for tag in others], keep.uid)
        names = [name for tag in others for name in (tag.name, *tag.aliases)]
        texts = {
            name: next((getattr(tag, name) for tag in others if getattr(tag, name)), "")
            for name in _FILLED
            if not getattr(keep, name)
        }
        self._store.update("tags", [keep_id], **{name: text for name, text in texts.items() if text})
        self._reparent(codebook, [tag.id for tag in others], keep)
        self._store.delete("tags", [tag.id for tag in others])
        self._codebook.put_in_order(keep.dimension_id)
        for name in names:
            if name.casefold() != keep.name.casefold():
                self._codebook.add_alias(keep_id, name)

    def delete(self, tag_ids: Collection[int], replacement_id: int | None = None) -> None:
        """Delete tags; claims lose them, or get another tag of the dimension in their place.

        What stands beneath a tag that goes moves up to where that stood.

        Raises:
            CodebookError: if one of them has to stay, or the replacement is among them or of another dimension; without
                replacement also while others' tags are hidden from the person who works here.
        """
        codebook = self._codebook.read()
        gone = [self._tag(codebook, tag_id) for tag_id in dict.fromkeys(tag_ids)]
        replacement = None if replacement_id is None else self._tag(codebook, replacement_id)
        if replacement is not None and replacement.id in {tag.id for tag in gone}:
            raise CodebookError("A tag cannot be replaced by itself", "Choose another one")
        if replacement is not None and replacement.is_none:
            raise CodebookError("“None of these” was not what the coders decided", "Choose another one")
        self._check(codebook, replacement, gone)
        ids = [tag.id for tag in gone]
        if replacement is None:
            refuse_unseen(self._store)
        else:
            self._move_taggings(replacement.id, ids)
            let_follow(self._store, [tag.uid for tag in gone], replacement.uid)
        for tag_id in ids:
            self._store.execute("DELETE FROM claim_tags WHERE tag_id = ?", (tag_id,))
        self._reparent(codebook, ids, None)
        self._store.delete("tags", ids)
        for dimension_id in {tag.dimension_id for tag in gone}:
            self._codebook.put_in_order(dimension_id)

    @staticmethod
    def _tag(codebook: Codebook, tag_id: int) -> Tag:
        try:
            return codebook.tag(tag_id)
        except KeyError:
            raise CodebookError("This tag is gone from the codebook", "Choose another") from None

    @staticmethod
    def _check(codebook: Codebook, stays: Tag | None, gone: Sequence[Tag]) -> None:
        for tag in gone:
            if stays is not None and tag.dimension_id != stays.dimension_id:
                raise CodebookError(
                    f"“{tag.name}” and “{stays.name}” are of two dimensions", "Choose tags of the same one"
                )
            if reason := why_kept(codebook, tag.id):
                raise CodebookError(reason, "Let it be the one that stays" if stays and not tag.is_none else "")

    def _move_taggings(self, keep_id: int, other_ids: Sequence[int]) -> None:
        """Give claims one tag for others; what says the same twice is kept once, as it was on the one that stays."""
        for tag_id in other_ids:
            self._store.execute(
                "INSERT INTO claim_tags(claim_id, tag_id, role, coder_id, origin, hlc, replica_id)"
                " SELECT o.claim_id, ?, o.role, o.coder_id, o.origin, s.hlc, s.replica_id"
                " FROM claim_tags o, temp.stamp s WHERE o.tag_id = ? AND NOT EXISTS"
                " (SELECT 1 FROM claim_tags k WHERE k.claim_id = o.claim_id"
                " AND k.tag_id = ? AND k.role = o.role AND k.coder_id = o.coder_id)",
                (keep_id, tag_id, keep_id),
            )
            self._store.execute("DELETE FROM claim_tags WHERE tag_id = ?", (tag_id,))

    def _reparent(self, codebook: Codebook, gone: Sequence[int], keep: Tag | None) -> None:
        """Give the tags beneath those that go another parent: the one that stays, or what stands above."""
        going, before = set(gone), codebook
        around = set(_ancestors(codebook, keep)) | {keep.id} if keep else set[int]()
        for tag in [tag for tag in codebook.tags if tag.parent_id in going and tag.id in around]:
            self._set_parent(tag, _above(codebook, tag, going))
        codebook = self._codebook.read()
        for tag in [tag for tag in codebook.tags if tag.parent_id in going and tag.id not in going]:
            self._set_parent(tag, _near(codebook, keep, tag, going) if keep else _above(codebook, tag, going))
        leave_at_top(self._store, before, [tag.id for tag in before.tags if tag.parent_id in going])

    def _set_parent(self, tag: Tag, parent_id: int | None) -> None:
        if tag.parent_id != parent_id:
            self._store.update("tags", [tag.id], parent_id=parent_id)


def _ancestors(codebook: Codebook, tag: Tag) -> list[int]:
    """All above a tag, from its parent on; it ends where following them comes round."""
    found: list[int] = []
    above = tag.parent_id
    while above is not None and above not in found:
        found.append(above)
        above = codebook.tag(above).parent_id
    return found


def _above(codebook: Codebook, tag: Tag, going: Collection[int]) -> int | None:
    """The nearest tag above that stays."""
    return next((above for above in _ancestors(codebook, tag) if above not in going), None)


def _near(codebook: Codebook, keep: Tag, child: Tag, going: Collection[int]) -> int | None:
    """The tag that stays, or the next one above it beneath which there is room."""
    levels = height(codebook, child.id)
    around = [keep.id, *(above for above in _ancestors(codebook, codebook.tag(keep.id)) if above not in going)]
    return next((tag_id for tag_id in around if depth(codebook, tag_id) + 1 + levels <= MOST_LEVELS), None)
