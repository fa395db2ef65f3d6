"""Words that keep something from being proposed: a sentence each where one is proposed all the same, and one where not.

[who says it] *the cue* {what is said}; nothing is proposed in the second sentence, because of the word.
"""

REFUSALS = {
    "refuse": ("[Orlin] refused the cup and *said* that {it was over}.", "Orlin refused to say whether it was over."),
    "decline": (
        "[Orlin] declined the cup and *said* that {it was over}.",
        "Orlin declined to say whether it was over.",
    ),
    "fail": ("[Orlin] *said* that {the pump would fail}.", "The firm failed to explain why the pump broke."),
    "hesitate": ("[Orlin] hesitated and *said* that {it was over}.", "Orlin hesitated to say whether it was over."),
}

NOT_ASKED = {
    "name": ("[A clerk] who asked not to be named *said* that {the dam leaked}.", "A clerk asked not to be named."),
    "identify": ("[The judge] *asked* {who could identify the man}.", "A clerk asked not to be identified."),
}

NOT_SPEAKERS = {
    "it": ("[Karst] *said* that {it rained}.", "It suggests that the pump is old."),
    "that": ("[Karst] *said* that {that was wrong}.", "That explains the smell."),
    "this": ("[Karst] *said* that {this was wrong}.", "This suggests that the pump is old."),
    "which": ("[The court], which sits in Tarn, *said* that {the law was void}.", "Which explains the smell?"),
    "what": ("[Karst] *asked* {what had burst}.", "What suggests that the pump is old?"),
    "these": ("[Karst] *said* that {these were lies}.", "These suggest that the pump is old."),
    "those": ("[Karst] *said* that {those were lies}.", "Those suggest that the pump is old."),
    "one": ("[Karst] *said* that {one pump leaked}.", "One expects that the pump is old."),
    "you": ("[Karst] *said* that {you were late}.", "You think that the pump is old."),
    "who": ("[The mayor], who was ill, *said* that {the dam leaked}.", "Who can predict the weather?"),
    "nothing": ("[Karst] *said* that {nothing had burst}.", "Nothing suggests that the pump is old."),
    "nobody": ("[Karst] *said* that {nobody was hurt}.", "Nobody said that the pump was old."),
    "none": ("[Karst] *said* that {none were hurt}.", "None of them said that the pump was old."),
    "neither": ("[Karst] *said* that {neither was hurt}.", "Neither of them said that the pump was old."),
}

FIRST_PERSON = {
    "i": ("[I] *said* that {it would rain}.", "I think that it will rain."),
    "we": ("[We] *said* that {it would rain}.", "We fear that it will rain."),
}

NO_SOURCES = {
    "my": ("*According to* [my aunt], {prices fell}.", "My claim that prices fell was false."),
    "our": ("*According to* [our reporter], {prices fell}.", "Our claim that prices fell was false."),
    "your": ("*According to* [your letter], {prices fell}.", "Your claim that prices fell was false."),
    "its": ("*According to* [its owner], {the firm is safe}.", "Its claim that prices fell was false."),
    "plan": ("*According to* [the plan's author], {prices fell}.", "The work went on according to plan."),
    "schedule": ("[Karst] *said* that {the schedule was wrong}.", "The train left according to schedule."),
    "law": ("*According to* [the law school], {prices fell}.", "They were punished according to the law."),
    "rank": ("*According to* [the first rank officer], {prices fell}.", "The seats were filled according to rank."),
    "age": ("[Karst] *said* that {the age of oil was over}.", "The seats were filled according to age."),
    "need": ("[Karst] *said* that {the need was great}.", "The bread was shared according to need."),
    "tradition": ("[Karst] *said* that {the tradition was old}.", "They sang according to tradition."),
    "custom": ("[Karst] *said* that {the custom was old}.", "They sang according to custom."),
    "taste": ("[Karst] *said* that {the taste was bad}.", "Add salt according to taste."),
    "size": ("[Karst] *said* that {the size was wrong}.", "The coats hung according to size."),
    "rule": ("[Karst] *said* that {the rule was old}.", "They voted according to rule."),
    "principle": ("[Karst] *said* that {the principle was old}.", "It works according to the principle."),
    "procedure": ("[Karst] *said* that {the procedure was old}.", "They voted according to procedure."),
}

ISSUED = {
    "statement": ("[The minister] issued a statement *saying* that {the road was open}.", "He issued a statement."),
    "letter": (
        "[The minister] wrote a letter *saying* that {the road was open}.",
        "He tore up a letter that was blue.",
    ),
    "message": ("[The minister] sent a message *saying* that {the road was open}.", "He sent a message."),
    "note": ("[The minister] issued a note *saying* that {the road was open}.", "He left a note that was blue."),
    "release": (
        "[The minister] issued a press release *saying* that {the road was open}.",
        "He read the press release.",
    ),
    "report": ("[The minister] published a report *saying* that {the road was open}.", "He published a report."),
    "post": ("[The minister] published a post *saying* that {the road was open}.", "He left the post that was vacant."),
    "decree": (
        "[The minister] signed a decree *saying* that {the road was open}.",
        "He signed a decree that was long.",
    ),
}
"""Without the word the paper would be the one that says it."""

PLANS = {
    "plan": ("[Karst] planned the bridge and *said* that {it would stand}.", "Karst plans to say that prices fell."),
    "intend": ("[Karst] intended to leave and *said* that {it was over}.", "Karst intends to say that prices fell."),
    "prepare": (
        "[Karst] prepared the soup and *said* that {it was hot}.",
        "Karst is preparing to say that prices fell.",
    ),
}

FORCED = {
    "force": ("The leak forced [the firm] to *admit* that {the pump was old}.", "The leak forced the firm to close."),
    "lead": ("The leak led [the firm] to *admit* that {the pump was old}.", "The road led them to the sea."),
    "prompt": (
        "The leak prompted [the firm] to *admit* that {the pump was old}.",
        "The leak prompted the firm to close.",
    ),
    "compel": (
        "The leak compelled [the firm] to *admit* that {the pump was old}.",
        "The leak compelled the firm to close.",
    ),
    "oblige": (
        "The leak obliged [the firm] to *admit* that {the pump was old}.",
        "The leak obliged the firm to close.",
    ),
}
"""Without the word the leak would be the one who admits it."""

HEARERS = {
    "inform": (
        "[The ministry] *informed* deputies that {the water was clean}.",
        "The ministry informed deputies in May.",
    ),
    "notify": (
        "[The ministry] *notified* deputies that {the water was clean}.",
        "The firm notified the owner that had died.",
    ),
    "assure": (
        "[The ministry] *assured* residents that {the water was clean}.",
        "A win assured the team that had lost.",
    ),
    "reassure": (
        "[The ministry] *reassured* residents that {the water was clean}.",
        "Music reassured the dog that had barked.",
    ),
    "caution": (
        "[The ministry] *cautioned* deputies that {the water was clean}.",
        "The judge cautioned the man that had lied.",
    ),
    "remind": (
        "[The ministry] *reminded* deputies that {the water was clean}.",
        "The song reminded the man that had wept.",
    ),
}
"""Where the parser makes the clause a part of those who are told."""

NAMING_VERBS = {
    "call": ("[Karst] *called* {the law a mistake}.", "Karst called his brother on Monday."),
    "label": ("[Karst] *labelled* {the law a mistake}.", "Anna labelled the jars."),
}

PARTICLES = {
    "rule": ("[Orlin] *ruled* out {a return to the old contract}.", "The queen ruled the country for years."),
}

ASKED_OF = {
    ("call", "on"): ("[Karst] *called* on {the mayor to resign}.", "Karst called on his aunt."),
    ("appeal", "to"): ("[The bishop] *appealed* to {the mayor to resign}.", "The song appealed to the young."),
}

IT_SAYS = {
    "say": ("[It] *said* that {the road was closed}.", "It is said that the road was closed."),
    "add": ("[It] *added* that {the dam was old}.", "It was added that the dam was old."),
    "announce": ("[It] *announced* {a new loan}.", "It was announced that the winners would wait."),
    "confirm": ("[It] *confirmed* {the sale of the dam}.", "It was confirmed that the dam was sold."),
    "acknowledge": ("[It] *acknowledged* {the delay}.", "It is acknowledged that the train was late."),
    "admit": ("[It] *admitted* that {the pump was old}.", "It must be admitted that the pump was old."),
    "concede": ("[It] *conceded* that {the plan was late}.", "It conceded two goals."),
    "argue": ("[It] *argued* that {the tax was too high}.", "It could be argued that the tax was too high."),
    "insist": ("[It] *insisted* that {the bridge was safe}.", "It had insisted."),
    "warn": ("[It] *warned* of {a flood}.", "It was warned that the flood would come."),
    "deny": ("[It] *denied* {the theft}.", "It was denied entry."),
    "pledge": ("[It] *pledged* {to pay the farmers}.", "It was pledged in May."),
    "vow": ("[It] *vowed* {to pay the farmers}.", "It was vowed that night."),
    "agree": ("[It] *agreed* {to pay the farmers}.", "It was agreed that the farmers would wait."),
    "decide": ("[It] *decided* that {the bridge would stay}.", "It decided the match."),
    "believe": ("[It] *believes* that {the tax is too high}.", "It is believed that the tax is too high."),
    "expect": ("[It] *expects* that {prices will fall}.", "It is expected that prices will fall."),
    "estimate": ("[It] *estimated* that {prices would fall}.", "It is estimated that prices will fall."),
    "forecast": ("[It] has *forecast* that {prices would fall}.", "It is forecast that prices will fall."),
    "predict": ("[It] *predicted* {a long winter}.", "It was easy to predict."),
    "claim": ("[It] *claimed* that {its pumps never failed}.", "It claimed two lives."),
    "allege": ("[It] *alleged* {a breach of the contract}.", "It is alleged that the firm lied."),
    "state": ("[It] *stated* that {the dam was safe}.", "It is stated on the label."),
    "note": ("[It] *noted* that {the law was old}.", "It was noted that the law was old."),
    "report": ("[It] *reported* {a loss of ten crowns}.", "It was reported that the dam leaked."),
}
