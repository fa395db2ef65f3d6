"""What all patterns of attribution ask: whether a verb says something, and who the one is that says it."""

from dataclasses import dataclass
from typing import Any

from annotations.language.cues import CLAUSE_VERBS, FIRST_PERSON, IT_SAYS, CueClass
from annotations.language.syntax import can_speak, children, is_negated, lemma, subject_of
from annotations.language.unsaid import is_unsaid
from annotations.spans import Span

VERBS = frozenset({"VERB", "AUX"})
"""Parts of speech that are verbs, as the model tells them."""

SAID_ABOUT = frozenset({"think", "believe", "expect", "doubt", "know", "fear", "hope", "want", "wish"})


@dataclass(frozen=True, slots=True)
class Said:
    """What is said, as far as there is something, and the noun phrase that says it."""

    content: Span | None
    source: Span


def says(token: Any) -> bool:
    """Whether a verb says, thinks or wants something that stands beside it as a clause."""
    if token.pos_ not in VERBS or lemma(token) not in CLAUSE_VERBS or is_unsaid(token):
        return False
    return not is_negated(token) or lemma(token) in SAID_ABOUT


def speaks(cue: Any, who: Any) -> bool:
    """Whether this subject says this: no thing, and not I or we who merely think."""
    if is_passive(cue) or not (can_speak(who) or _is_institution(cue, who)):
        return False
    return not (who.lower_ in FIRST_PERSON and CLAUSE_VERBS.get(lemma(cue)) is CueClass.BELIEF)


def _is_institution(cue: Any, who: Any) -> bool:
    """Whether an it that says something is the ministry or the bank that was named before; not: it is wrong to say."""
    return who.lower_ == "it" and lemma(cue) in IT_SAYS and lemma(who.head) != "be"


def speaker(cue: Any) -> Any | None:
    """The one who says it; nobody where it is denied or not said yet, or is thought by me or us."""
    who = subject_of(cue)
    if (
        who is None
        or is_negated(cue)
        or is_unsaid(cue)
        or is_passive(cue)
        or not (can_speak(who) or _is_institution(cue, who))
        or who.lower_ in FIRST_PERSON
    ):
        return None
    return who


def is_passive(cue: Any) -> bool:
    """Whether it is said of or by somebody in the passive."""
    return bool(children(cue, "auxpass", "nsubjpass", "agent"))
