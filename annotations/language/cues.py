"""Cues: the words by which English says that somebody says, thinks or wants something. Tables, and no logic."""

from enum import StrEnum


class CueClass(StrEnum):
    """How the reporter puts it; kept as a hint beside a suggestion."""

    NEUTRAL = "neutral"
    STRONG = "strong"
    DOUBTING = "doubting"
    NEGATIVE = "negative"
    POSITIVE = "positive"
    BELIEF = "belief"


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _table(**words: str) -> dict[str, CueClass]:
    return {word: CueClass(name) for name, listed in words.items() for word in listed.split()}


CLAUSE_VERBS = _table(
    neutral=(
        "say add tell announce note explain state report write remark recall reply respond answer comment mention "
        "observe reveal disclose show find indicate conclude estimate forecast predict calculate testify point inform "
        "continue describe tweet post declare read repeat reiterate specify clarify assess project propose suggest ask "
        "wonder confirm acknowledge admit concede decide agree recommend argue notify quip joke"
    ),
    strong="insist stress emphasise emphasize underline underscore assert proclaim vow pledge promise swear maintain "
    "demand urge boast brag contend exclaim shout",
    doubting="claim allege imply hint speculate purport profess",
    negative="warn deny complain lament caution threaten accuse object protest charge fume snap bemoan retort counter",
    positive="assure praise hail reassure",
    belief="believe think fear hope expect doubt suspect feel assume know worry consider reckon anticipate understand "
    "realise realize imagine",
)
"""Verbs that take what is said as a clause."""

INFINITIVE_VERBS = _words(
    "promise vow pledge threaten claim refuse agree hope propose demand urge ask tell call warn swear offer expect "
    "recommend order deny admit"
)
"""Verbs that take it as an infinitive: promised to build, urged them to leave."""

OBJECT_VERBS = _table(
    neutral="announce describe call propose confirm acknowledge admit mention predict forecast report explain outline "
    "recommend suggest term label liken compare portray",
    strong="demand stress emphasise emphasize underline underscore reiterate vow promise pledge advocate",
    doubting="question allege dispute",
    negative="reject condemn criticise criticize deny denounce dismiss blame accuse slam blast decry deplore oppose "
    "rebuke attack mock ridicule lament protest refute rebuff fault deride",
    positive="praise welcome hail applaud endorse commend laud defend celebrate",
    belief="fear expect doubt favour favor",
)
"""Verbs that take it as an object: rejected the plan, blamed Brussels for the prices."""

NAMING_VERBS = frozenset({"call", "term", "label"})
"""Those that need a name beside the object: called the war a mistake, not called a friend."""

PREPOSITIONS = {
    "call": frozenset({"for", "on"}),
    "warn": frozenset({"of", "against", "about"}),
    "complain": frozenset({"of", "about"}),
    "speak": frozenset({"of"}),
    "argue": frozenset({"for", "against"}),
    "insist": frozenset({"on"}),
    "hint": frozenset({"at"}),
    "boast": frozenset({"of", "about"}),
    "point": frozenset({"to"}),
    "appeal": frozenset({"for", "to"}),
    "object": frozenset({"to"}),
    "worry": frozenset({"about"}),
}
"""Verbs that take it after one of these prepositions."""

PREPOSITION_CLASSES = _table(neutral="call speak argue point hint", strong="insist boast appeal",
                             negative="warn complain object", belief="worry")  # fmt: skip

NOUNS = _table(
    neutral="statement remark comment announcement report suggestion proposal view argument prediction forecast idea "
    "explanation estimate conclusion message",
    strong="demand call insistence assertion promise pledge vow appeal",
    doubting="claim allegation rumour rumor assumption",
    negative="warning accusation denial criticism complaint threat charge objection",
    positive="praise assurance reassurance",
    belief="belief fear hope expectation concern conviction opinion",
)
"""Nouns that stand for what is said: the minister's claim that …, a warning from Brussels that …."""

VIEWS = frozenset({"view", "opinion", "word", "judgement", "judgment", "estimate", "account"})
"""Nouns that name a speaker after in, by or on: in his view, by her account."""

NOT_SPEAKERS = frozenset({"it", "that", "this", "there", "which", "what", "these", "those", "one", "you", "nothing"})
"""Subjects that say nothing: it was thought that …."""

NO_SOURCES = _words(
    "my our your its plan schedule law rank age need tradition custom taste size rule principle procedure"
)
"""What follows “according to”, or owns a claim, and is nobody who can be quoted."""

FIRST_PERSON = frozenset({"i", "we"})

NO_NAMES = _words(
    "update updated breaking watch read photo photos video note source sources question answer q a editor opinion "
    "analysis live exclusive explainer warning tip contact caption headline background related topics tags "
    "correction fact interview date place time"
)
"""What stands before a colon at the start of a line and is no speaker."""


def class_of_verb(lemma: str) -> CueClass:
    """The class of a verb in any of the tables, neutral where it is in none."""
    for table in (CLAUSE_VERBS, OBJECT_VERBS, PREPOSITION_CLASSES):
        if lemma in table:
            return table[lemma]
    return CueClass.NEUTRAL
