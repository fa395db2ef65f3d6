"""Newer versions of articles: which stored article a draft may be one of, and putting one in the place of another."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass

from annotations.articles import Article, Batch, EarlierText, Status
from annotations.carrying import Carried, carried
from annotations.importers.draft import Draft
from annotations.importers.likeness.versions import REPLACED, Imported, Replaced
from annotations.progress import Progress
from annotations.spans import Anchor
from annotations.store.articles import Articles
from annotations.store.claims import Claims
from annotations.store.corrections import Corrections
from annotations.store.cuts import Cuts
from annotations.store.group_rows import leave_alone
from annotations.store.store import Store
from annotations.store.triage import Triage
from annotations.store.version_candidates import Candidates

QUESTION = "The newer version of the article does not have these words."
"""What a claim that cannot be placed is flagged with."""

BY_IMPORT = -1
"""Stands where earlier texts have the id of who corrected them."""

_INHERITED = ("headline_translated", "author", "published", "language", "url", "type", "section")
"""What a newer version that does not tell it takes from the one before."""
_LONGEST_CHAIN = 1000


@dataclass(frozen=True, slots=True)
class Trace:
    """The version of an article before it and the one after it, None where there is none.

    `moved` is the number of claims that were made in an earlier version and stand in this one.
    """

    older: Article | None
    newer: Article | None
    moved: int


class Versions:
    """Finds and writes newer versions. Writing needs an open step."""

    def __init__(self, store: Store, articles: Articles, claims: Claims, cuts: Cuts, triage: Triage) -> None:
        """Use the store's connections."""
        self._store = store
        self._articles = articles
        self._claims = claims
        self._cuts = cuts
        self._triage = triage
        self._corrections = Corrections(store)

    def candidates(self) -> Candidates:
        """What finds the stored articles that drafts may be newer versions of; for one import, on one thread."""
        return Candidates(self._store, self.newest)

    def newest(self, article_id: int) -> int:
        """The latest version of an article: itself where nothing replaced it."""
        seen = {article_id}
        while len(seen) < _LONGEST_CHAIN:
            newer = self._newer(article_id)
            if newer is None or newer in seen:
                break
            seen.add(newer)
            article_id = newer
        return article_id

    def _newer(self, article_id: int) -> int | None:
        found = self._store.value("SELECT max(id) FROM articles WHERE replaces_id = ?", (article_id,))
        return None if found is None else int(found)

    def trace(self, article_id: int) -> Trace:
        """What stands before and after an article.

        Raises:
            KeyError: if there is no such article.
        """
        article = self._articles.get(article_id)
        newer = self._newer(article_id)
        beside = {
            each.id: each for each in self._articles.rows([other for other in (article.replaces_id, newer) if other])
        }
        older = beside.get(article.replaces_id or 0)
        moved = 0
        if older:
            sql = "SELECT count(*) FROM claims WHERE article_id = ? AND created_at <= ?"
            moved = int(self._store.value(sql, (article_id, article.imported_at)))
        return Trace(older, beside.get(newer or 0), moved)

    def earlier(self, article_id: int) -> list[EarlierText]:
        """The texts of an article before its present one, the latest first: corrected ones, and earlier versions.

        Those of earlier versions have `BY_IMPORT` in the place of a coder, and no id.
        """
        if not self._articles.rows([article_id]):  # deleted meanwhile
            return []
        found = self._corrections.earlier(article_id)
        older = self.trace(article_id).older
        seen = {article_id}
        while older is not None and older.id not in seen:
            seen.add(older.id)
            replaced_at = self._articles.get(article_id).imported_at
            found.append(EarlierText(0, older.digest, older.length, replaced_at, BY_IMPORT))
            found += self._corrections.earlier(older.id)
            article_id = older.id
            older = self.trace(article_id).older
        return found

    # -- writing

    def add_all(
        self, drafts: Sequence[Draft], replacing: Mapping[int, int], batch: Batch | None = None
    ) -> Generator[Progress, None, Imported]:
        """Store drafts as one batch, some of them in the place of stored articles.

        Args:
            drafts: what is stored.
            replacing: by the place of a draft the id of the article that it replaces, or rather of the latest version
                of that. One that is gone meanwhile is replaced by nothing: the draft is stored all the same.
            batch: where they came from.

        Returns:
            What was stored, and what became of the claims.
        """
        ids = yield from self._articles.add_all(drafts, batch)
        found: list[Replaced] = []
        for done, (place, old_id) in enumerate(sorted(replacing.items())):
            yield Progress(done, len(replacing), f"Moving claims to {drafts[place].headline}")
            if replaced := self.replace(old_id, ids[place]):
                found.append(replaced)
        return Imported(tuple(ids), tuple(found))

    def replace(self, old_id: int, new_id: int) -> Replaced | None:
        """Put an article in the place of the latest version of another one, with all work on that; None if it is gone.

        Claims move to the newer version, under their numbers, where their words stand there; the others stay with the
        article before, flagged. That one is kept and left out. Neither has a claim on other words than it had.
        """
        old_id = self.newest(old_id)
        pair = {article.id: article for article in self._articles.rows([old_id, new_id])}
        if {old_id, new_id} != set(pair) or old_id == new_id or self.newest(new_id) != new_id:
            return None
        old, new = pair[old_id], pair[new_id]
        claims = self._claims.of_article(old_id)
        cuts = [cut.span for cut in self._cuts.of_article(old_id)]
        text = self._articles.text(new_id)
        anchors = {claim.id: claim.anchor for claim in claims}
        found = carried(self._articles.text(old_id), text, anchors, cuts)
        self._put(new_id, text, found)
        for claim in claims:
            if claim.id in found.lost:
                question = " ".join(part for part in (claim.question.strip(), QUESTION) if part)
                asked = claim.question if QUESTION in claim.question else question
                self._store.update("claims", [claim.id], check_state="flagged", question=asked, checked_by=None)
        self._hand_over(old, new, worked_on=bool(claims))
        return Replaced(old_id, new_id, tuple(sorted(found.placed)), tuple(sorted(found.lost)))

    def _put(self, new_id: int, text: str, found: Carried) -> None:
        for claim_id, span in sorted(found.placed.items()):
            anchor = Anchor.at(text, span)
            self._store.update(
                "claims",
                [claim_id],
                article_id=new_id,
                start=span.start,
                end=span.end,
                exact=anchor.exact,
                prefix=anchor.prefix,
                suffix=anchor.suffix,
            )
        for cut in found.cuts:
            if not any(cut.overlaps(span) for span in found.placed.values()):
                self._store.insert("cuts", article_id=new_id, start=cut.start, end=cut.end)

    def _hand_over(self, old: Article, new: Article, *, worked_on: bool) -> None:
        """Give the newer version the place, the people and the decisions of the one before."""
        told = {name: getattr(old, name) for name in _INHERITED if not getattr(new, name)}
        told |= {} if new.outlet_id else {"outlet_id": old.outlet_id}
        status, reason = old.status, ""
        if old.status is Status.LEFT_OUT:  # what was decided of the piece holds for its newer version
            reason = old.left_out_reason
        elif old.status is Status.DONE or worked_on:  # something in it is new and was not read yet
            status = Status.IN_PROGRESS
        self._store.update(
            "articles",
            [new.id],
            replaces_id=old.id,
            lead_id=new.id if old.alone else old.lead_id if old.lead_id != new.id else None,
            assigned_to=old.assigned_to,
            status=status.value,
            left_out_reason=reason,
            **told,
        )
        # Whoever codes it second goes on with the newer version, and sees as little there of what others said.
        second = self._store.column("SELECT id FROM second_codings WHERE article_id = ?", (old.id,))
        self._store.update("second_codings", second, article_id=new.id)
        followers = self._store.column("SELECT id FROM articles WHERE lead_id = ? AND id <> ?", (old.id, new.id))
        self._store.update("articles", followers, lead_id=new.id)
        self._store.update("articles", [old.id], lead_id=None, status=Status.LEFT_OUT.value, left_out_reason=REPLACED)
        leave_alone(self._store, [old.id, old.lead_id])
        if status is Status.NEW and self._store.value("SELECT 1 FROM triaged WHERE article_id = ?", (old.id,)):
            self._triage.keep([new.id])
