"""Settled differences: the tags of *agreed*, and beside them who decided what, and why."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime

from annotations.claims import Claim, Origin
from annotations.codebook import Kind
from annotations.errors import AnnotationError
from annotations.settling import Decision, Settlement, basis
from annotations.store.claim_conditions import LEFT_OUT
from annotations.store.claims import Claims
from annotations.store.codebooks.codebook import CodebookStore
from annotations.store.coders import Coders
from annotations.store.connections.telling import made_of_rows
from annotations.store.ids import natural_uid
from annotations.store.sql import marks
from annotations.store.store import Store
from annotations.text import canonicalise

_BATCH = 500
_REMEDY = "Take one side, or choose another value"


class Settlements:
    """Reads and writes what was settled. Writing needs an open step; what coders set themselves is never touched."""

    def __init__(self, store: Store, claims: Claims, codebook: CodebookStore, coders: Coders) -> None:
        """Use the store's connections."""
        self._store = store
        self._claims = claims
        self._codebook = codebook
        self._coders = coders

    # -- reading

    def all(self) -> list[Settlement]:
        """Every settlement, the earliest first."""
        return [_settlement(row) for row in self._store.rows("SELECT * FROM settlements ORDER BY settled_at, id")]

    def of_claims(self, claim_ids: Collection[int]) -> list[Settlement]:
        """The settlements of some claims."""
        found: list[Settlement] = []
        listed = sorted(claim_ids)
        for place in range(0, len(listed), _BATCH):
            some = listed[place : place + _BATCH]
            rows = self._store.rows(f"SELECT * FROM settlements WHERE claim_id IN ({marks(some)}) ORDER BY id", some)
            found += [_settlement(row) for row in rows]
        return found

    def of(self, claim_id: int, dimension_id: int | None) -> Settlement | None:
        """What was settled of one claim in one dimension, or with None of its passage; None if nothing was."""
        sql = "SELECT * FROM settlements WHERE claim_id = ? AND dimension_id IS ? ORDER BY id LIMIT 1"
        row = self._store.row(sql, (claim_id, dimension_id))
        return _settlement(row) if row else None

    def left_out(self) -> set[int]:
        """Ids of the claims whose passage was left out."""
        return set(self._store.column(LEFT_OUT))

    def said(self, claim_ids: Collection[int] | None = None) -> set[tuple[int, int]]:
        """The claims, of these or of all, of which *agreed* says something, each with the dimension, by ids."""
        among = "" if claim_ids is None else " AND t.claim_id IN (SELECT value FROM json_each(?))"
        rows = self._store.rows(
            "SELECT DISTINCT t.claim_id, g.dimension_id FROM claim_tags t JOIN tags g ON g.id = t.tag_id"
            f" WHERE t.coder_id IN (SELECT id FROM coders WHERE agreed){among}",
            [] if claim_ids is None else [json.dumps(sorted(claim_ids))],
        )
        return {(row[0], row[1]) for row in rows}

    def articles_of(self, ids: Collection[int]) -> set[int]:
        """The articles of the claims that these settlements are of; those that are gone are left out."""
        sql = (
            "SELECT DISTINCT c.article_id FROM settlements s JOIN claims c ON c.id = s.claim_id"
            " WHERE s.id IN (SELECT value FROM json_each(?))"
        )
        return set(self._store.column(sql, [json.dumps(sorted(ids))]))

    # -- settling

    def settle(
        self,
        claim_id: int,
        dimension_id: int,
        decision: Decision,
        tags: Collection[tuple[int, str]],
        *,
        taken_from: int | None = None,
        reason: str = "",
        beside: Sequence[int] = (),
    ) -> None:
        """Let *agreed* say these tags of a claim in one dimension, in place of what *agreed* said before.

        Args:
            claim_id: the claim that counts.
            dimension_id: the dimension.
            decision: `ONE`, `BOTH` or `OTHER`.
            tags: ids of tags of the dimension with their roles.
            taken_from: whose side was taken, with `ONE`.
            reason: why; may be empty.
            beside: other claims with the same passage whose tags were weighed, too.

        Raises:
            AnnotationError: if there are no tags, or they cannot stand side by side in the dimension.
            ValueError: for a decision about passages.
        """
        if decision in (Decision.LEFT, Decision.KEPT):
            raise ValueError(decision)
        self._check(dimension_id, tags)
        agreed = self._coders.agreed().id
        weighed = self._claims.some([claim_id, *beside])
        taken = taken_from if decision is Decision.ONE else None
        origins = {said: _origin(weighed, said, agreed, taken) for said in tags}
        self._clear(claim_id, dimension_id, agreed, keep=origins)
        for (tag_id, role), origin in origins.items():
            self._claims.tag(claim_id, tag_id, role, coder_id=agreed, origin=origin)
        self._note(claim_id, dimension_id, decision, taken, reason, self._basis(weighed, dimension_id))

    def _check(self, dimension_id: int, tags: Collection[tuple[int, str]]) -> None:
        codebook = self._codebook.read()
        dimension, named = codebook.dimension(dimension_id), {tag_id for tag_id, _ in tags}
        if not named:
            raise AnnotationError("There is no tag to be agreed on", _REMEDY)
        if any(codebook.tag(tag_id).dimension_id != dimension_id for tag_id in named):
            raise AnnotationError("This tag belongs to another dimension", _REMEDY)
        if dimension.kind.single and len(named) > 1:
            raise AnnotationError(f"“{dimension.name}” takes one value, so both cannot stand", _REMEDY)
        if len(named) > 1 and any(codebook.tag(tag_id).is_none for tag_id in named):
            raise AnnotationError("“None of these” cannot stand beside another tag", _REMEDY)
        if dimension.kind is not Kind.ACTORS and len(set(tags)) > len(named):
            raise ValueError("a role belongs to actors only")

    def settle_passages(self, kept: Iterable[int], left: Iterable[int], *, reason: str = "") -> None:
        """Note that some passages are claims and others are left out: no brief has these or counts them."""
        for decision, ids in ((Decision.KEPT, kept), (Decision.LEFT, left)):
            for claim in self._claims.some(sorted(ids)):
                self._note(claim.id, None, decision, None, reason, self._basis([claim], None))

    def say_why(self, settlement_id: int, reason: str) -> None:
        """Give another reason for a settlement."""
        self._store.update("settlements", [settlement_id], reason=canonicalise(reason).strip())

    def reopen(self, claim_id: int, dimension_id: int | None) -> None:
        """Take a settlement back: *agreed* says nothing any more of that."""
        found = self._store.column(
            "SELECT id FROM settlements WHERE claim_id = ? AND dimension_id IS ?", (claim_id, dimension_id)
        )
        self._store.delete("settlements", found)
        if dimension_id is not None:
            self._clear(claim_id, dimension_id, self._coders.agreed().id)

    def _clear(
        self, claim_id: int, dimension_id: int, agreed: int, keep: Mapping[tuple[int, str], Origin] | None = None
    ) -> None:
        """Let *agreed* say nothing of a claim in a dimension, but for what stays with this origin."""
        tags = {tag.id for tag in self._codebook.read().tags_of(dimension_id)}
        for tagging in self._claims.get(claim_id).taggings:
            said = (tagging.tag_id, tagging.role)
            if tagging.coder_id == agreed and tagging.tag_id in tags and (keep or {}).get(said) is not tagging.origin:
                self._claims.untag(claim_id, *said, coder_id=agreed)

    def _note(
        self, claim_id: int, dimension_id: int | None, decision: Decision, taken: int | None, reason: str, digest: str
    ) -> None:
        values = {
            "coder_id": self._store.coder_id or None,
            "decision": decision.value,
            "taken_from": taken,
            "reason": canonicalise(reason).strip(),
            "settled_at": datetime.now(tz=UTC).isoformat(timespec="seconds"),
            "basis": digest,
        }
        if before := self.of(claim_id, dimension_id):
            self._store.update("settlements", [before.id], **values)
            return
        dimension = "SELECT uid FROM dimensions WHERE id = ?"
        uids = (
            self._store.value("SELECT uid FROM claims WHERE id = ?", (claim_id,)),
            self._store.value(dimension, (dimension_id,)) if dimension_id is not None else "passage",
        )
        # Two people who settle the same in two copies make one row of it.
        uid = natural_uid(f"settlement/{uids[0]}/{uids[1]}")
        self._store.insert("settlements", uid=uid, claim_id=claim_id, dimension_id=dimension_id, **values)

    # -- whether it still holds

    def changed_since(self, settlement: Settlement, beside: Sequence[int] = ()) -> bool:
        """Whether coders say something else now than when this was settled, or *agreed* nothing; `beside` as there."""
        claims = self._claims.some([settlement.claim_id, *beside])
        dimension_id = settlement.dimension_id
        if dimension_id is not None and (settlement.claim_id, dimension_id) not in self.said():
            return True  # the tag was deleted
        return self._basis(claims, dimension_id) != settlement.basis

    def _basis(self, claims: Sequence[Claim], dimension_id: int | None) -> str:
        return basis(claims, dimension_id, self._codebook.read(), self._coders.agreed().id)


def _origin(weighed: Sequence[Claim], said: tuple[int, str], agreed: int, taken_from: int | None) -> Origin:
    """How a tag came about that *agreed* sets: as whose it is; by hand if any of them set it by hand, or nobody did."""
    sides = [
        tagging.origin
        for claim in weighed
        for tagging in claim.taggings
        if (tagging.tag_id, tagging.role) == said
        and tagging.coder_id != agreed
        and taken_from in (None, tagging.coder_id)
    ]
    by_hand = (Origin.TYPED, Origin.CHANGED, Origin.ACCEPTED)
    return min(sides, key=by_hand.index, default=Origin.TYPED)


@made_of_rows
def _settlement(row: sqlite3.Row) -> Settlement:
    return Settlement(
        row["id"],
        row["claim_id"],
        row["dimension_id"],
        Decision(row["decision"]),
        row["taken_from"],
        row["reason"],
        row["coder_id"],
        row["settled_at"],
        row["basis"],
    )
