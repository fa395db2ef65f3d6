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
        "wonder confirm acknowledge admit concede decide agree recommend argue notify quip joke "
        "signal remember recognise recognize accept rule hold guess confide elaborate recount offer order remind"
    ),
    strong="insist stress emphasise emphasize underline underscore assert proclaim vow pledge promise swear maintain "
    "demand urge boast brag contend exclaim shout thunder",
    doubting="claim allege imply hint speculate purport profess question ponder",
    negative="warn deny complain lament caution threaten accuse object protest charge fume snap bemoan retort counter",
    positive="assure praise hail reassure",
    belief="believe think fear hope expect doubt suspect feel assume know worry consider reckon anticipate understand "
    "realise realize imagine want wish",
)
"""Verbs that take what is said as a clause."""

INFINITIVE_VERBS = _words(
    "promise vow pledge threaten claim agree hope propose demand urge ask tell warn swear offer expect "
    "recommend order deny admit"
)
"""Verbs that take it as an infinitive: promised to build, urged them to leave."""

OBJECT_VERBS = _table(
    neutral="announce describe call propose confirm acknowledge admit mention predict forecast report explain outline "
    "recommend suggest term label liken compare portray",
    strong="demand stress emphasise emphasize underline underscore reiterate vow promise pledge advocate",
    doubting="question allege dispute",
    negative="reject condemn criticise criticize deny denounce dismiss blame accuse slam blast decry deplore oppose "
    "rebuke attack mock ridicule lament protest refute rebuff fault deride rule",
    positive="praise welcome hail applaud endorse commend laud defend celebrate",
    belief="fear expect doubt favour favor",
)
"""Verbs that take it as an object: rejected the plan, blamed Brussels for the prices."""

NAMING_VERBS = frozenset({"call", "label"})
"""Those that need a name beside the object: called the war a mistake, not called a friend."""

PREPOSITIONS = {
    "call": frozenset({"for", "on"}),
    "caution": frozenset({"against"}),
    "warn": frozenset({"of", "against", "about"}),
    "complain": frozenset({"of", "about"}),
    "speak": frozenset({"of", "against"}),
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

ASKED_OF = frozenset({("call", "on"), ("appeal", "to")})
"""Of these, those that name whom something is asked of: appealed to them to resign, not appealed to the young."""

PREPOSITION_CLASSES = _table(neutral="call speak argue point hint", strong="insist boast appeal",
                             negative="warn complain object", belief="worry")  # fmt: skip

PARTICLES = {"rule": "out"}
"""Verbs that take it as an object only with this particle: ruled out a return."""

JUDGING_VERBS = frozenset({"see", "regard", "view", "perceive"})
"""Verbs that judge with an as: regards the law as a mistake."""

LIGHT_VERBS = frozenset(
    {"make", "give", "issue", "express", "voice", "repeat", "raise", "offer", "reiterate", "deliver"}
)
"""Verbs whose subject owns the noun that follows: gave assurances that it was safe."""

ADJECTIVES = _table(
    strong="adamant certain sure convinced confident",
    doubting="doubtful sceptical skeptical unsure",
    negative="angry furious",
    positive="proud pleased happy",
    belief="afraid worried concerned hopeful optimistic pessimistic",
)
"""Adjectives that take what somebody thinks as a clause: is convinced that it will fall."""

REFUSALS = frozenset({"refuse", "decline", "fail", "hesitate"})
"""Verbs of somebody who does not say it: refused to say whether it was over."""

PLANS = frozenset({"plan", "intend", "prepare"})
"""Verbs of somebody who has not said it yet: plans to say that it is over."""

FORCED = frozenset({"force", "lead", "prompt", "compel", "oblige"})
"""Verbs that make somebody else say it: the leak forced the firm to admit that the pump was old."""

HEARERS = frozenset({"inform", "notify", "assure", "reassure", "caution", "remind"})
"""Verbs whose clause the parser hangs on whoever is told: assured residents that the water was clean."""

NOT_ASKED = frozenset({"name", "identify"})
"""What people ask for themselves: asked not to be named."""

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

ISSUED = frozenset({"statement", "letter", "message", "note", "release", "report", "post", "decree"})
"""What somebody issues who speaks through it: published a letter saying that …."""

PREDICATES = frozenset(NOUNS) | {"position", "point", "answer", "verdict", "line", "excuse"}
"""Nouns of what is said that may be a subject: his argument is that …."""

VIEWS = frozenset({"view", "opinion", "word", "judgement", "judgment", "estimate", "account"})
"""Nouns that name a speaker after in, by or on: in his view, by her account."""

IT_SAYS = _words(
    "say add announce confirm acknowledge admit concede argue insist warn deny pledge vow agree decide believe expect "
    "estimate forecast predict claim allege state note report"
)
"""What an institution does that a text has named before: it said that …. Not: it suggests that …, it threatens to …."""

NOT_SPEAKERS = _words("it that this which what these those one you who nothing nobody none neither")
"""Subjects that say nothing: it was thought that …; nobody said that …."""

DURATIONS = _words(
    "second minute hour day week month year decade century while time night evening morning afternoon weekend"
)
DATES = _words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december"
)
"""What follows “for” and “on” and is nothing that somebody wants: argued for hours, insisted on Monday."""

NO_SOURCES = _words(
    "my our your its plan schedule law rank age need tradition custom taste size rule principle procedure"
)
"""What follows “according to”, or owns a claim, and is nobody who can be quoted."""

FIRST_PERSON = frozenset({"i", "we"})

NO_AGENTS = _words("vote majority margin mistake accident chance law phone email letter hand")
"""What follows “by” and does nothing: was rejected by a large majority, was confirmed by phone."""

OPENERS = _words(
    "when as then but and so yet now today yesterday while since because although though after before once still also "
    "in on at by last this earlier later"
)
"""What begins a sentence before its subject, for rules that cannot see its grammar."""

NO_NAMES = _words(
    "update updated breaking watch read photo photos video note source sources question answer q a editor opinion "
    "analysis live exclusive explainer warning tip contact caption headline background related topics tags "
    "correction fact interview date place time price venue where when who what why how step part chapter figure table "
    "monday tuesday wednesday thursday friday saturday sunday also however but and so remember listen look first "
    "second third finally result results conclusion summary advice reminder example newsletter podcast "
    "weather sport sponsored"
)
"""What stands before a colon at the start of a line and is no speaker."""


def class_of_verb(lemma: str) -> CueClass:
    """The class of a verb or an adjective in any of the tables, neutral where it is in none."""
    for table in (CLAUSE_VERBS, OBJECT_VERBS, PREPOSITION_CLASSES, ADJECTIVES):
        if lemma in table:
            return table[lemma]
    return CueClass.NEUTRAL
