"""Claims and cuts in texts that one copy or both corrected.

Those made in another text than the one that stands are put where their words stand in it, or are told to have no place:
they never get other words.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from annotations.carrying import carried
from annotations.spans import Anchor, Span
from annotations.store.merging.copies import Copy
from annotations.store.merging.entries import Entries, Entry
from annotations.store.merging.last_texts import EARLIER, LastTexts
from annotations.store.merging.states import Key, Name

_PASSAGES = ("claims", "cuts")
_REMEMBERED = 20
"""Texts; claims come in the order of nothing, but often together."""


@dataclass(slots=True)
class Placed:
    """What becomes of texts and passages.

    `texts` has the digest and length that articles get, `passages` what is written of claims and cuts that get another
    place, `lost` those without one, by the digest of the text that they were made in.
    """

    texts: dict[Key, Mapping[str, Any]] = field(default_factory=dict)
    passages: dict[Name, Mapping[str, Any]] = field(default_factory=dict)
    lost: dict[Name, str] = field(default_factory=dict)


class Placing:
    """Decides on texts, and places passages."""

    def __init__(self, entries: Entries) -> None:
        """Nothing placed yet."""
        self._entries = entries
        self._texts: dict[str, str] = {}
        self._last_texts = LastTexts(entries, self._text)
        self.placed = Placed()

    def work(self) -> Placed:
        """Decide, and place all that is concerned."""
        entries = self._entries
        # Where this copy has excerpts, what comes in may stand on words that only the whole text has.
        kinds = (EARLIER, "claims") if entries.here.excerpts else (EARLIER,)
        concerned = {entry.values.get("article_id") for kind in kinds for _, entry in entries.of_kind(kind)}
        entries.add("articles", {uid for uid in concerned if uid})
        for uid, entry in entries.of_kind("articles"):
            self._decide(uid, entry)
        for kind in _PASSAGES:
            for key, entry in entries.of_kind(kind):
                self._place((kind, key), entry)
        return self.placed

    def _decide(self, uid: Key, entry: Entry) -> None:
        if entry.here and not entry.here.present:  # what went along with it may come back with it
            self._add_gone(uid, (EARLIER, *_PASSAGES))
        pairs = ((self._entries.here, entry.here), (self._entries.there, entry.there))
        sides = [(copy, state) for copy, state in pairs if state and state.values]
        if not sides:
            return
        known = [(copy, state) for copy, state in sides if self._text(str((state.values or {})["digest"]))] or sides
        full = [(copy, state) for copy, state in known if not copy.excerpts] or known
        digest, length = self._last_texts.of(str(uid), full)
        self.placed.texts[uid] = {"digest": digest, "n_chars": length}
        if entry.here and entry.here.present and (entry.here.values or {})["digest"] != digest:
            for kind, keys in list(self._entries.standing_below(("articles", uid))):
                if kind in _PASSAGES:
                    self._entries.add(kind, keys)
            self._add_gone(uid, _PASSAGES)  # they may have lost their words to the text that goes now

    def _add_gone(self, uid: Key, kinds: Iterable[str]) -> None:
        """Take in what went from here though nobody deleted it for itself."""
        gone = self._entries.gone_below(("articles", uid))
        for kind in kinds:
            self._entries.add(kind, [key for name, key in gone if name == kind])

    # -- passages

    def _place(self, name: Name, entry: Entry) -> None:
        uid = str(entry.values.get("article_id") or "")
        text = self.placed.texts.get(uid)
        digest = str(text["digest"]) if text else self._digest(self._entries.here, uid)
        made_in = self._made_in(entry, uid)
        if not digest or made_in == digest:
            if digest and not self._may_stand(entry, uid, digest):
                self.placed.lost[name] = made_in
            return
        old, new = self._text(made_in), self._text(digest)
        span = Span(entry.values["start"], entry.values["end"])
        if name[0] == "cuts":
            self._note_cut(name, made_in, carried(old, new, {}, [span]).cuts)
        else:
            self._note_claim(name, made_in, self._found(old, new, entry))

    def _may_stand(self, entry: Entry, uid: str, digest: str) -> bool:
        """Whether a passage that is gone can be where it says in a text; which one it was made in may be unknown now.

        A claim can if its words are there. Nobody knows the words of a cut: it cannot if it could not elsewhere.
        """
        values, text = entry.values, self._text(digest)
        if entry.source.present or not text:
            return True
        if "exact" in values:
            return text[values["start"] : values["end"]] == str(values["exact"])
        pairs = ((self._entries.here, entry.here), (self._entries.there, entry.there))
        went = [copy for copy, state in pairs if state and state.alive and not state.present and not state.along]
        return values["end"] <= len(text) and all(self._digest(copy, uid) != digest for copy in went)

    def _found(self, old: str, new: str, entry: Entry) -> Anchor | None:
        values = entry.values
        span = Span(values["start"], values["end"])
        anchor = Anchor(span, values["exact"], values["prefix"], values["suffix"])
        place = carried(old, new, {0: anchor}).placed.get(0)
        if place is None or place.of(new) != values["exact"]:
            return None
        return Anchor.at(new, place)

    def _note_claim(self, name: Name, made_in: str, anchor: Anchor | None) -> None:
        if anchor is None:
            self.placed.lost[name] = made_in
            return
        self.placed.passages[name] = {
            "start": anchor.span.start,
            "end": anchor.span.end,
            "prefix": anchor.prefix,
            "suffix": anchor.suffix,
        }

    def _note_cut(self, name: Name, made_in: str, found: tuple[Span, ...]) -> None:
        if not found:
            self.placed.lost[name] = made_in
            return
        self.placed.passages[name] = {"start": found[0].start, "end": found[0].end}

    def _made_in(self, entry: Entry, uid: str) -> str:
        """The digest of the text that the last write of a passage means."""
        source = entry.source
        copy = self._entries.there if source is entry.there else self._entries.here
        digest = self._digest(copy, uid) or self._buried_digest(copy, uid)
        if source.present or "exact" not in entry.values:
            return digest
        return self._text_with(entry, uid, digest)

    def _text_with(self, entry: Entry, uid: str, digest: str) -> str:
        """Of a claim that has no place: a text of its article that has its words where it says."""
        start, end, exact = entry.values["start"], entry.values["end"], entry.values["exact"]
        known = {digest, self._digest(self._entries.here, uid), self._digest(self._entries.there, uid)}
        for copy in (self._entries.here, self._entries.there):
            article = copy.id("articles", uid)
            sql = (
                f"SELECT digest FROM {copy.schema}.earlier_texts WHERE article_id = ?1 UNION SELECT c.digest"
                f" FROM {copy.schema}.corrected_texts c JOIN {copy.schema}.earlier_texts e USING (uid)"
                " WHERE e.article_id = ?1"
            )
            known.update(row[0] for row in copy.connection.execute(sql, (article,)).fetchall())
        fitting = [mark for mark in sorted(known) if mark and self._text(mark)[start:end] == exact]
        return fitting[0] if fitting and digest not in fitting else digest

    def _digest(self, copy: Copy, uid: str | None) -> str:
        """The digest of the text that an article has in a copy, empty if it does not stand there."""
        sql = f"SELECT digest FROM {copy.schema}.articles WHERE uid = ?"
        row = copy.connection.execute(sql, (uid,)).fetchone()
        return str(row[0]) if row else ""

    def _buried_digest(self, copy: Copy, uid: str) -> str:
        """The digest of the text that an article had in a copy when it was deleted there; empty if nobody knows."""
        state = copy.states("articles", [uid]).get(uid)
        return str((state.values or {}).get("digest", "")) if state else ""

    def _text(self, digest: str) -> str:
        if digest not in self._texts:
            if len(self._texts) > _REMEMBERED:
                self._texts.clear()
            self._texts[digest] = self._entries.here.text(digest) or self._entries.there.text(digest)
        return self._texts[digest]
