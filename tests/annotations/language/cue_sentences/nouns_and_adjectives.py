"""Nouns, adjectives and phrases that name what is said or thought: a sentence each where they do, and one beside it.

[who says it] *the cue* {what is said}; nothing is proposed in the second sentence.
"""

NOUNS = {
    "statement": ("[The bank's] *statement* that {it would pay} was late.", "The bank's statement was short."),
    "remark": ("[Kolt's] *remark* that {the tax was unfair} was applauded.", "The remark that stung was short."),
    "comment": ("[The mayor's] *comment* that {the bridge was ugly} was heard.", "The mayor's comment was short."),
    "announcement": ("[The bank's] *announcement* that {it would close} came late.", "The announcement was loud."),
    "report": ("[The ministry's] *report* that {prices fell} was long.", "The report that came late was long."),
    "suggestion": (
        "[Karst's] *suggestion* that {the tax was too high} was mocked.",
        "A box for suggestions hung there.",
    ),
    "proposal": ("[The council's] *proposal* that {the school be closed} failed.", "The proposal failed in May."),
    "view": ("[Kolt's] *view* that {the age of oil was over} was rare.", "The view from the bridge was fine."),
    "argument": (
        "[Kolt's] *argument* that {the tax was unfair} was heard.",
        "The argument between the brothers was long.",
    ),
    "prediction": ("[The bank's] *prediction* that {prices would fall} was wrong.", "The bank's prediction was wrong."),
    "forecast": ("[The bank's] *forecast* that {prices would fall} was wrong.", "The forecast for Monday was wrong."),
    "idea": ("[Karst's] *idea* that {the law was void} was mocked.", "The idea that the law was void was mocked."),
    "explanation": ("[The firm's] *explanation* that {the pump was old} failed.", "The firm's explanation was long."),
    "estimate": ("[The bank's] *estimate* that {prices would fall} was wrong.", "The estimate was late."),
    "conclusion": ("[The court's] *conclusion* that {the law was void} stood.", "The conclusion of the novel was sad."),
    "message": ("[The mayor's] *message* that {the road was open} came late.", "The message in the bottle was old."),
    "demand": ("[The union's] *demand* for {a lower tax} failed.", "The demand for coal fell."),
    "call": ("[The bishop's] *call* for {calm} was heard.", "The call of the owl was heard."),
    "insistence": ("[Karst's] *insistence* that {the dam was safe} failed.", "The child's insistence was loud."),
    "assertion": ("[Kolt's] *assertion* that {the tax was unfair} was cheered.", "The assertion was never tested."),
    "promise": ("[Orlin's] *promise* that {the bridge would be built} was broken.", "The boy was full of promise."),
    "pledge": ("[The bank's] *pledge* that {it would pay} was broken.", "The pledge was lost in the fire."),
    "vow": ("[Karst's] *vow* that {the bridge would be built} was broken.", "The vow of the nuns was old."),
    "appeal": ("[The bishop's] *appeal* for {calm} was heard.", "The appeal of the song was its tune."),
    "claim": ("[The minister's] *claim* that {prices fell} was false.", "The minister's claim was false."),
    "allegation": ("[The union's] *allegation* that {the firm had lied} was false.", "The allegation was false."),
    "rumour": ("A *rumour* from [Tarn] that {the king was dead} was false.", "A rumour that the king was dead spread."),
    "rumor": ("A *rumor* from [Tarn] that {the king was dead} was false.", "A rumor that the king was dead spread."),
    "assumption": ("[The bank's] *assumption* that {prices would fall} was wrong.", "The assumption was wrong."),
    "warning": ("A *warning* from [Brussels] that {gas may run out} came late.", "A warning on the gate was old."),
    "accusation": ("[The union's] *accusation* that {the firm had lied} was false.", "The accusation was false."),
    "denial": ("[The firm's] *denial* that {the pump was old} was weak.", "The denial of entry was unfair."),
    "criticism": ("[The union's] *criticism* that {the law was vague} was heard.", "The criticism was unfair."),
    "complaint": ("[Residents'] *complaint* that {the water was brown} was heard.", "The complaint was lost."),
    "threat": ("[The union's] *threat* that {it would strike} was empty.", "The threat of rain was gone."),
    "charge": ("[Karst's] *charge* that {the bank had lied} was false.", "The charge for the ticket was low."),
    "objection": ("[Karst's] *objection* that {the plan was late} was heard.", "The objection was late."),
    "praise": ("[Kolt's] *praise* for {the nurses} was loud.", "The praise was loud."),
    "assurance": (
        "[The ministry's] *assurance* that {the water was clean} was false.",
        "The life assurance was cheap.",
    ),
    "reassurance": (
        "[The ministry's] *reassurance* that {the water was clean} was false.",
        "The child needed reassurance.",
    ),
    "belief": ("[Kolt's] *belief* that {the age of oil was over} was rare.", "The belief in ghosts is old."),
    "fear": ("[Farmers'] *fear* that {the rain would stay} was real.", "The fear of heights is common."),
    "hope": ("[The mayor's] *hope* that {the bridge would stand} was in vain.", "The hope was in vain."),
    "expectation": ("[The bank's] *expectation* that {prices would fall} was wrong.", "The expectation was wrong."),
    "concern": ("[The union's] *concern* that {the law was vague} was heard.", "The concern was sold in May."),
    "conviction": ("[Kolt's] *conviction* that {the tax was unfair} was firm.", "The clerk's conviction was quashed."),
    "opinion": ("[The court's] *opinion* that {the law was void} was long.", "The opinion filled forty pages."),
}

PREDICATES = {
    "position": ("[The bank’s] *position* is that {no rule was broken}.", "The bank’s position is weak."),
    "point": ("[Kolt's] *point* is that {the tax is unfair}.", "The point is that the tax is unfair."),
    "answer": ("[His] *answer* is that {the pump is old}.", "The answer is that the pump is old."),
    "verdict": ("[The court's] *verdict* is that {the law is void}.", "The court's verdict is short."),
    "line": ("[The ministry's] *line* is that {the dam is safe}.", "The ministry's line is busy."),
    "excuse": ("[His] *excuse* is that {the lamp was broken}.", "His excuse is poor."),
}

VIEWS = {
    "view": ("*In [his] view*, {the age is over}.", "In view of the storm, the lights are off."),
    "opinion": ("*In [her] opinion*, {the tax is too high}.", "In a poll of opinion, the lights are off."),
    "word": ("*In the words* of [Karst], {the deal is a betrayal}.", "In a word, the deal is off."),
    "judgement": ("*In [his] judgement*, {the dam is safe}.", "On judgement day, the lights are off."),
    "judgment": ("*In [his] judgment*, {the dam is safe}.", "On judgment day, the lights are off."),
    "estimate": ("*By [his] estimate*, {prices fell}.", "By a rough estimate, prices fell."),
    "account": ("*By [her] account*, {the lamp was off}.", "On no account, the gates are open."),
}

ADJECTIVES = {
    "adamant": ("[Orlin] was *adamant* that {nothing would change}.", "Orlin was adamant."),
    "certain": ("[Karst] is *certain* that {the dam is safe}.", "It is certain that the dam is safe."),
    "sure": ("[Karst] is *sure* that {the dam is safe}.", "Karst was sure when he left."),
    "convinced": ("[Orlin] is *convinced* that {prices will fall}.", "Orlin is not convinced that prices will fall."),
    "confident": ("[The bank] is *confident* that {prices will fall}.", "A confident boy crossed the bridge."),
    "doubtful": ("[Karst] is *doubtful* that {the bridge will stand}.", "It is doubtful that the bridge will stand."),
    "sceptical": ("[Karst] is *sceptical* that {the bridge will stand}.", "The sceptical judge left."),
    "skeptical": ("[Karst] is *skeptical* that {the bridge will stand}.", "The skeptical judge left."),
    "unsure": ("[Karst] is *unsure* that {the bridge will stand}.", "The child was unsure on its feet."),
    "angry": ("[Farmers] are *angry* that {the road is closed}.", "Farmers are angry when the road is closed."),
    "furious": ("[Farmers] are *furious* that {the road is closed}.", "The furious crowd left."),
    "proud": ("[The mayor] is *proud* that {the bridge was built}.", "The proud king fell."),
    "pleased": ("[The mayor] is *pleased* that {the bridge was built}.", "We are pleased that the bridge was built."),
    "happy": ("[The mayor] is *happy* that {the bridge was built}.", "Anna was happy when it rained."),
    "afraid": ("[Farmers] are *afraid* that {the rain will stay}.", "The boy is afraid of dogs."),
    "worried": ("[Farmers] are *worried* that {the rain will stay}.", "The worried nurse left."),
    "concerned": ("[The union] is *concerned* that {the law is vague}.", "All are concerned by the law that passed."),
    "hopeful": ("[The mayor] is *hopeful* that {the bridge will stand}.", "The mayor is a hopeful man."),
    "optimistic": ("[The bank] is *optimistic* that {prices will fall}.", "The bank was optimistic in May."),
    "pessimistic": ("[Farmers] are *pessimistic* that {the rain will end}.", "Farmers were pessimistic in May."),
}

LIGHT_VERBS = {
    "make": ("[Orlin] made the *claim* that {prices fell}.", "Orlin made a claim that was absurd."),
    "give": ("[The minister] gave *assurances* that {the road was safe}.", "The minister gave a lamp that was broken."),
    "issue": ("[The bank] issued a *warning* that {prices may rise}.", "The bank issued a coin that was blue."),
    "express": (
        "[Karst] expressed the *hope* that {the dam would hold}.",
        "Karst expressed a hope that was dear to him.",
    ),
    "voice": ("[Karst] voiced the *fear* that {the dam would break}.", "Karst voiced a fear that was old."),
    "repeat": ("[Orlin] repeated the *claim* that {prices fell}.", "Orlin repeated a year that was hard."),
    "raise": ("[The union] raised the *objection* that {the law was vague}.", "The union raised a flag that was torn."),
    "offer": (
        "[The ministry] offered *assurances* that {the water was clean}.",
        "The firm offered a pump that was old.",
    ),
    "reiterate": (
        "[Orlin] reiterated the *claim* that {prices fell}.",
        "Orlin must reiterate the claim that prices fell.",
    ),
    "deliver": (
        "[The envoy] delivered a *warning* that {prices may rise}.",
        "The envoy delivered a parcel that was torn.",
    ),
}

JUDGING_VERBS = {
    "see": ("[Karst] *sees* {the law as a mistake}.", "Orlin sees his brother as often as he can."),
    "regard": ("[Karst] *regards* {the law as a mistake}.", "Anna regarded the bridge from her window."),
    "view": ("[Karst] *views* {the law as a mistake}.", "Karst views the bridge from his window."),
    "perceive": ("[Karst] *perceives* {the law as a mistake}.", "The guard perceived a light."),
}
