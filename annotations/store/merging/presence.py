"""Which rows stand once two copies are one.

A row stands if it was written after it was deleted, or if something that belongs to it was; and if what it belongs to
stands. Of what belongs to it, also what was deleted since counts: so the same comes out in whichever order copies are
merged, and nothing vanishes because the last claim in it goes. A row stands as well while something belongs to it that
nobody who deleted it had seen, whatever the clocks say: what went along with a row has a tombstone that says so. Once
that is deleted too, the next merge lets the row go.
"""

from collections.abc import Iterable

from annotations.store.merging.emptied import naming
from annotations.store.merging.entries import Entries, Entry
from annotations.store.merging.kinds import TAGGINGS
from annotations.store.merging.states import Name, Stamp


class Presence:
    """Says of entries whether they stand.

    Args:
        entries: what is looked at; more is taken in where others come or go.
        absent: what cannot stand: claims and cuts whose words are not in the text that stands, and taggings that
            others exclude. More of it may be found in the course of the merge.
    """

    def __init__(self, entries: Entries, absent: set[Name]) -> None:
        self._entries = entries
        self.kinds = entries.kinds
        self._absent = absent
        self._known: dict[Name, bool] = {}
        self._support: dict[Name, Stamp] = {}

    def settle(self) -> None:
        """Take in all that comes or goes with others."""
        entries, waiting = self._entries, list(self._entries.by_name)
        while waiting:
            self._take_in(name for name in waiting if self._may_go(name))
            self._known.clear()
            self._support.clear()
            before = set(entries.by_name)
            for name in list(entries.by_name):
                if self.stands(name) != entries.stands_here(name):
                    self._take_in_with(name)
            waiting = [name for name in entries.by_name if name not in before]
            self._known.clear()
            self._support.clear()

    def _may_go(self, name: Name) -> bool:
        entry = self._entries.by_name[name]
        return entry.here is not None and entry.here.present and not entry.both.alive

    def _take_in(self, names: Iterable[Name]) -> None:
        """Take in all that stands here and belongs to rows, in however many steps."""
        waiting = list(names)
        while waiting:
            for kind, keys in list(self._entries.standing_below(waiting.pop())):
                waiting += self._entries.add(kind, keys)

    def _take_in_with(self, name: Name) -> None:
        if self._entries.stands_here(name):
            self._take_in([name])
            return
        for below in self._entries.gone_below(name):
            self._entries.add(below[0], [below[1]])
        if name[0] in self.kinds.named:
            here = self._entries.here
            for kind, uid in naming(here.connection, here.schema, self.kinds, str(name[1])):
                self._entries.add(kind, [uid])

    def stands(self, name: Name) -> bool:
        """Whether a row stands in the end; of those that are not looked at, whether it does here."""
        if name not in self._known:
            entry = self._entries.by_name.get(name)
            self._known[name] = self._stands(name, entry) if entry else self._entries.stands_here(name)
        return self._known[name]

    def _stands(self, name: Name, entry: Entry) -> bool:
        if name in self._absent or (entry.source.values is None):
            return False
        if not all(self.stands(owner) for owner in self._entries.owners(name)):
            return False
        if entry.both.alive or self.support(name) > entry.both.grave:
            return True
        return self._has_unseen(name) or self._is_used(name)

    def _has_unseen(self, name: Name) -> bool:
        """Whether something belongs to a row that did not go along with it where it was deleted, and can stand."""
        for child in self._entries.owned.get(name, ()):
            entry = self._entries.by_name[child]
            if self._can_stand(child) and ((entry.both.alive and not entry.both.along) or self._has_unseen(child)):
                return True
        return False

    def _can_stand(self, name: Name) -> bool:
        """Whether neither a row nor anything it belongs to has lost its words, gave way, or lost what it said."""
        entry = self._entries.by_name.get(name)
        if entry is None:
            return self._entries.stands_here(name)
        if name in self._absent or entry.source.values is None:
            return False
        return all(self._can_stand(owner) for owner in self._entries.owners(name))

    def support(self, name: Name) -> Stamp:
        """The last write to a row or anything that belongs to it."""
        if name not in self._support:
            entry = self._entries.by_name[name]
            self._support[name] = entry.both.stamp  # against references that come round
            below = [self.support(child) for child in self._entries.owned.get(name, ())]
            self._support[name] = max([entry.both.stamp, self._entries.late_below(name), *below])
        return self._support[name]

    def _is_used(self, name: Name) -> bool:
        """Whether a row that stands refers to this one, and could not without it."""
        if name[0] == TAGGINGS or not self._entries.kinds.users[name[0]]:
            return False
        if any(self.stands(user) for user in self._entries.used.get(name, ())):
            return True
        return any(user not in self._entries for user in self._entries.used_here(name))
