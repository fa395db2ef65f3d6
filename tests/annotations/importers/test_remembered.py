"""Corrections that are proposed again for the same source, and only for it."""

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotations.importers.draft import Draft
from annotations.importers.remembered import (
    FIELDS,
    MOST_RULES,
    Rule,
    Seen,
    forgotten,
    from_json,
    learnt,
    recalled,
    seen_in,
    to_json,
)

SITE = "a saved web page: courier.example"
RAW = "www.northerncourier.example | Home"
PAGE = Draft(
    "Head\nText", "Head", outlet=RAW, language="en", guessed=("headline", "language", "outlet"), layout=SITE,
    warnings=("The outlet was taken from the web address.", "No date was found."),
)  # fmt: skip
LAYOUTS = st.sampled_from([SITE, "a saved web page: herald.example", "a Nexis download (Word)", "plain text", ""])
VALUES = st.sampled_from(["", "Courier", "Herald", "en", "ru", " bad", "two\nlines", "x" * 300])
SEEN = st.lists(st.builds(Seen, LAYOUTS, st.sampled_from([*FIELDS, "headline"]), VALUES, VALUES, st.booleans()))
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from([*FIELDS, SITE]),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=20,
)


def corrected(draft, **values):
    return seen_in(draft, replace(draft, **values), values)


def test_a_corrected_outlet_is_proposed_the_next_time_and_settles_its_warning():
    rules = learnt({}, corrected(PAGE, outlet="Northern Courier"))
    draft, changed = recalled(PAGE, rules)
    assert (draft.outlet, changed) == ("Northern Courier", {"outlet"})
    assert draft.warnings == ("No date was found.",)
    assert draft.guessed == ("headline", "language")


def test_it_is_proposed_for_no_other_source_and_no_other_value():
    rules = learnt({}, corrected(PAGE, outlet="Northern Courier"))
    for other in (replace(PAGE, layout="a saved web page: herald.example"), replace(PAGE, outlet="Weather"),
                  replace(PAGE, layout="")):  # fmt: skip
        assert recalled(other, rules) == (other, frozenset())


def test_what_some_articles_kept_is_not_learnt():
    seen = [*corrected(PAGE, outlet="Northern Courier"), *seen_in(PAGE, PAGE, ())]
    assert learnt({}, seen) == {}


def test_two_corrections_of_one_value_cancel_and_forget_what_was_remembered():
    rules = learnt({}, corrected(PAGE, outlet="Northern Courier"))
    seen = [*corrected(PAGE, outlet="Courier North"), *corrected(PAGE, outlet="Courier South")]
    assert learnt(rules, seen) == {}


def test_putting_the_old_value_back_forgets_the_correction():
    rules = learnt({}, corrected(PAGE, outlet="Northern Courier"))
    assert learnt(rules, corrected(PAGE, outlet=RAW)) == {}


def test_an_import_without_a_correction_of_it_keeps_what_is_remembered():
    rules = learnt({}, corrected(PAGE, outlet="Northern Courier"))
    assert learnt(rules, seen_in(PAGE, replace(PAGE, outlet="Northern Courier"), ())) == rules


def test_an_empty_outlet_is_filled_only_where_everything_is_from_one_source():
    for layout, learns in ((SITE, True), ("a table: Title, Body", True), ("plain text", False)):
        empty = replace(PAGE, outlet="", layout=layout)
        assert bool(learnt({}, corrected(empty, outlet="Northern Courier"))) is learns


def test_an_author_is_never_filled_in():
    assert learnt({}, corrected(replace(PAGE, author=""), author="A. Writer")) == {}


def test_a_stated_language_is_left_alone_and_a_guessed_one_is_not():
    rules = learnt({}, corrected(PAGE, language="nl"))
    assert recalled(PAGE, rules)[0].language == "nl"
    stated = replace(PAGE, guessed=())
    assert recalled(stated, rules) == (stated, frozenset())
    assert learnt({}, corrected(stated, language="nl")) == {}


@given(SEEN, SEEN)
def test_what_is_learnt_is_sound_survives_storing_and_is_applied_once(first, second):
    rules = learnt(learnt({}, first), second)
    assert from_json(to_json(rules)) == rules
    for rule in rules.values():
        assert rule.field in FIELDS
        assert rule.after not in ("", rule.before, " bad", "two\nlines")
        draft = Draft("Head", "Head", layout=rule.layout, guessed=("language",), **{rule.field: rule.before})
        once, changed = recalled(draft, rules)
        assert getattr(once, rule.field) == rule.after
        assert rule.field in changed  # and what is remembered of empty fields
        assert (once.headline, once.published, once.text) == ("Head", "", "Head")


@given(st.text() | ANYTHING.map(repr) | ANYTHING.map(json.dumps))
def test_damaged_or_hostile_settings_give_only_sound_rules(text):
    for rule in from_json(text).values():
        assert rule.field in FIELDS
        assert rule.after.strip()


def test_hostile_values_are_left_out_one_by_one():
    good = [SITE, "outlet", RAW, "Northern Courier"]
    bad = [
        [SITE, "headline", "a", "b"],
        [SITE, "outlet", "a", "b\nc"],
        [SITE, "outlet", "a", "b" * 900],
        ["", "outlet", "a", "b"],
        ["plain text", "outlet", "", "b"],
        [SITE, "language", "en", "no language"],
        [SITE, "outlet", "a"],
        [SITE, "outlet", 1, "b"],
        {"a": 1},
        None,
    ]
    assert list(from_json(json.dumps([*bad, good])).values()) == [Rule(*good)]
    assert from_json("[" * 100_000) == {}


def test_the_oldest_are_forgotten_when_there_are_too_many():
    rules = {}
    for number in range(MOST_RULES + 5):
        rules = learnt(rules, corrected(replace(PAGE, outlet=f"Site {number}"), outlet="Courier"))
    assert len(rules) == MOST_RULES
    assert next(iter(rules.values())).before == f"Site {MOST_RULES + 4}"
    assert (SITE, "outlet", "Site 4") not in rules


def test_rules_are_forgotten_on_demand():
    rules = learnt({}, corrected(PAGE, outlet="Northern Courier"))
    assert forgotten(rules, rules.values()) == {}
