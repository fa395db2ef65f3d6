"""Wire-copy groups in the project file: which article leads, which carry its text, and which stand for themselves.

A copy refers to its lead, and never to another copy; a lead refers to nothing. An article that refers to itself was
taken out of its group by a person: it stands for itself, and no search proposes it again.
"""

from collections.abc import Collection, Generator, Iterable, Mapping, Sequence

from annotations.articles import Article, Status
from annotations.errors import AnnotationError
from annotations.groups import Group, Grouped, by_date
from annotations.importers.likeness.similarity import Sketch
from annotations.near_copies import Proposal
from annotations.progress import Progress
from annotations.store.articles import Articles
from annotations.store.group_candidates import GroupSearch
from annotations.store.group_rows import AMONG_CARRIED, followers, hand_on, leaders, leave_alone
from annotations.store.sql import marks
from annotations.store.store import Store

_BATCH = 500


class Groups:
    """Reads and writes groups. Writing needs an open step."""

    def __init__(self, store: Store, articles: Articles) -> None:
        """Use the store's connections."""
        self._store = store
        self._articles = articles
        self._search = GroupSearch(store)

    # -- finding

    def proposed(self) -> Generator[Progress, None, list[Proposal]]:
        """Look through the whole project for wire copies that are in no group; see `group_candidates`."""
        return (yield from self._search.everywhere())

    def proposed_for(
        self, ids: Collection[int], sketches: Mapping[str, Sketch] | None = None
    ) -> Generator[Progress, None, list[Proposal]]:
        """Look for wire copies among articles that were just stored, and between them and the project's.

        `sketches` are those of texts that are known already, by their digests.
        """
        return (yield from self._search.of_new(ids, sketches or {}))

    def group_new(
        self,
        ids: Sequence[int],
        decided: Iterable[Sequence[int]] = (),
        sketches: Mapping[str, Sketch] | None = None,
    ) -> Generator[Progress, None, tuple[Grouped, ...]]:
        """Group what an import stored: as a person decided, each group with its lead first, and then what is sure.

        What is alike without being sure stays as it is, for `proposed` to ask about.
        """
        found = [self._made(group) for group in decided if len(group) > 1]
        for proposal in (yield from self.proposed_for(ids, sketches)):
            free = [copy for copy in proposal.sure_ids if self.join(proposal.lead_id, [copy])]
            found += [Grouped(proposal.lead_id, tuple(free))] if free else []
        return tuple(found)

    def _made(self, group: Sequence[int]) -> Grouped:
        self.make(group[0], group[1:])
        return Grouped(group[0], tuple(group[1:]))

    # -- reading

    def lead_of(self, article_id: int) -> int:
        """The id of the article that an article is a copy of: its own where it is none.

        Raises:
            KeyError: if there is no such article.
        """
        row = self._store.row("SELECT coalesce(lead_id, id) FROM articles WHERE id = ?", (article_id,))
        if row is None:
            raise KeyError(article_id)
        return int(row[0])

    def of(self, article_id: int) -> Group | None:
        """The group that an article leads or is a copy in, None if it is in none or is gone."""
        row = self._store.row("SELECT coalesce(lead_id, id) FROM articles WHERE id = ?", (article_id,))
        if row is None:
            return None
        lead = int(row[0])
        copies = self._articles.rows(followers(self._store, [lead]))
        found = self._articles.rows([lead])
        return Group(found[0], tuple(sorted(copies, key=by_date))) if found and copies else None

    def all(self) -> list[Group]:
        """Every group, that with the latest lead first."""
        rows = self._store.rows("SELECT id, lead_id FROM articles WHERE lead_id IS NOT NULL AND lead_id <> id")
        copies: dict[int, list[Article]] = {}
        leads = {row["id"]: row["lead_id"] for row in rows}
        for article in self._articles.rows(list(leads)):
            copies.setdefault(leads[article.id], []).append(article)
        found = [Group(lead, tuple(sorted(copies[lead.id], key=by_date))) for lead in self._articles.rows(list(copies))]
        return sorted(found, key=lambda group: (group.lead.published, group.lead.id), reverse=True)

    def carried(self) -> dict[int, int]:
        """The lead of each wire copy whose lead is there to be read; quick for any number of articles."""
        rows = self._store.rows(f"SELECT a.id, a.lead_id FROM articles a WHERE {AMONG_CARRIED}")
        return {row[0]: row[1] for row in rows}

    def sizes(self, ids: Collection[int]) -> dict[int, int]:
        """How many copies each of some articles leads that are not left out; those that lead none are left out."""
        listed, found = list(ids), {}
        for place in range(0, len(listed), _BATCH):
            some = listed[place : place + _BATCH]
            sql = (
                f"SELECT lead_id, count(*) FROM articles WHERE lead_id IN ({marks(some)}) AND lead_id <> id"
                " AND status <> 'left-out' GROUP BY lead_id"
            )
            found.update({row[0]: row[1] for row in self._store.rows(sql, some)})
        return found

    # -- writing

    def make(self, lead_id: int, copy_ids: Iterable[int]) -> Group | None:
        """Let an article lead others, with all that were in a group with one of them; None if only it is left.

        A person names them, so that one which stood for itself joins too. Articles that are gone are passed over.

        Raises:
            AnnotationError: if the lead is gone.
        """
        known = {article.id for article in self._articles.rows(list(dict.fromkeys([lead_id, *copy_ids])))}
        if lead_id not in known:
            raise AnnotationError("The article that was to lead the group is gone", "Choose another one")
        leads = {self.lead_of(article_id) for article_id in known}
        members = known | leads | set(followers(self._store, leads))
        self._store.empty("articles", "lead_id", [lead_id])
        self._store.update("articles", sorted(members - {lead_id}), lead_id=lead_id)
        return self.of(lead_id)

    def join(self, lead_id: int, copy_ids: Iterable[int]) -> int:
        """Let articles that are in no group carry a lead, as a search found; returns how many did.

        Unlike `make` it moves nothing that a person decided: neither groups, nor what stands for itself, nor what was
        left out.
        """
        lead = self._articles.rows([lead_id])
        if not lead or lead[0].lead_id is not None or lead[0].status is Status.LEFT_OUT:
            return 0
        free = [
            article.id
            for article in self._articles.rows(list(dict.fromkeys(copy_ids)))
            if article.lead_id is None and article.status is not Status.LEFT_OUT and article.id != lead_id
        ]
        leading = leaders(self._store, free)
        free = [article_id for article_id in free if article_id not in leading]
        self._store.update("articles", free, lead_id=lead_id)
        return len(free)

    def take_out(self, ids: Collection[int]) -> None:
        """Let articles stand for themselves from now on; a group whose lead is among them goes to its next article."""
        there = self._articles.rows(list(ids))
        hand_on(self._store, [article.id for article in there])
        for article in there:
            self._store.update("articles", [article.id], lead_id=article.id)
        leave_alone(self._store, [article.lead_id for article in there])

    def lead_by(self, article_id: int) -> None:
        """Let another article of its group lead it.

        Raises:
            AnnotationError: if it is in no group.
        """
        group = self.of(article_id)
        if group is None:
            raise AnnotationError("The article is in no group of wire copies", "Group it with others first")
        self.make(article_id, [article.id for article in group.articles])

    def dissolve(self, article_id: int) -> None:
        """End the group of an article: its copies stand for themselves, and no search proposes them again."""
        group = self.of(article_id)
        if group:
            for copy in group.copies:
                self._store.update("articles", [copy.id], lead_id=copy.id)
            leave_alone(self._store, [group.lead.id])

    def release(self, ids: Collection[int]) -> None:
        """Forget of articles that they stand for themselves: searches may propose them again."""
        alone = [article.id for article in self._articles.rows(list(ids)) if article.alone]
        self._store.update("articles", alone, lead_id=None)
