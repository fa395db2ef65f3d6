"""Two versions of one brief's specification, told apart in words, part by part."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from annotations.brief.review_sheet.values import one_line
from annotations.brief.review_sheet.wording import MASTHEAD, found, judged
from annotations.brief.spec import BriefSpec, Finding, Judgement, Part
from annotations.brief.texts import LANGUAGES
from annotations.wording import number_of

Named = Callable[[str, str], str]
"""What a row of a table is called, by its uid; a claim by its number as it is printed. Empty where it is not known."""

Parted = tuple[str, str, str]
"""A part of the brief, and what the two versions have there."""

_MOST = 4
_LONGEST = 40
_NAMES = {"initials": "initials", "full": "full names", "none": "nobody is named"}
_COUNTINGS = {"texts": "each distinct text once", "outlets": "once for each outlet"}
_UIDS = {"outlets": "outlets", "coders": "coders"}


def parted(here: BriefSpec, there: BriefSpec, named: Named) -> tuple[Parted, ...]:
    """What two versions do not have alike, in the order of the brief's parts; empty where both say the same."""
    rows = (
        *_masthead(here, there),
        ("Bottom line", here.bottom_line, there.bottom_line),
        *_judgements(here.judgements, there.judgements, named),
        *_findings(here.findings, there.findings, named),
        ("What to watch", _lines(here.watch), _lines(there.watch)),
        ("What we do not know", _lines(here.unknown), _lines(there.unknown)),
        *_taken_in(here, there, named),
        *_look(here, there, named),
    )
    return tuple(row for row in rows if row[1] != row[2])


def _masthead(here: BriefSpec, there: BriefSpec) -> Iterator[Parted]:
    names = {**MASTHEAD, "version": "Version", "issued": "Date of issue"}
    for field, name in names.items():
        yield name, str(getattr(here, field)), str(getattr(there, field))


def _lines(texts: Iterable[str]) -> str:
    return "; ".join(filter(None, map(one_line, texts)))


# -- judgements and findings


def _judgements(here: tuple[Judgement, ...], there: tuple[Judgement, ...], named: Named) -> Iterator[Parted]:
    one, other = ({judgement.uid: judgement for judgement in side} for side in (here, there))
    for uid in dict.fromkeys((*one, *other)):
        mine, theirs = one.get(uid), other.get(uid)
        if mine is None or theirs is None:
            yield "Judgement", one_line(mine.statement) if mine else "", one_line(theirs.statement) if theirs else ""
            continue
        what = f"Judgement “{_short(mine.statement)}”"
        for name, before, now in judged(mine, theirs, lambda claim: named("claims", claim)):
            yield f"{what}, {name[:1].lower()}{name[1:]}", before, now
    both = [uid for uid in one if uid in other]
    yield "Order of the judgements", _order(both, one), _order(both, other)


def _order(uids: list[str], side: Mapping[str, Judgement]) -> str:
    return "; ".join(_short(side[uid].statement) for uid in side if uid in uids) if len(uids) > 1 else ""


def _findings(here: tuple[Finding, ...], there: tuple[Finding, ...], named: Named) -> Iterator[Parted]:
    one, other = ({finding.dimension: finding for finding in side} for side in (here, there))
    for uid in dict.fromkeys((*one, *other)):
        name = named("dimensions", uid)
        if uid not in one or uid not in other:
            yield "Finding", _title(one.get(uid), name), _title(other.get(uid), name)
            continue
        for what, before, now in found(one[uid], other[uid], lambda claim: named("claims", claim)):
            yield f"Finding on {name}, {what[:1].lower()}{what[1:]}", before, now


def _title(finding: Finding | None, dimension: str) -> str:
    return (one_line(finding.title) or dimension or "a finding") if finding else ""


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}…"


# -- which articles and claims


def _taken_in(here: BriefSpec, there: BriefSpec, named: Named) -> Iterator[Parted]:
    yield "Articles", *_chosen(here.article_uids, there.article_uids, "article", named)
    yield "Claims", *_chosen(here.claim_uids, there.claim_uids, "claim", named)
    yield "Left out", *_chosen(here.without, there.without, "", named)
    yield "Filter of claims", _filter(here.claim_filter, named), _filter(there.claim_filter, named)


def _chosen(here: tuple[str, ...] | None, there: tuple[str, ...] | None, noun: str, named: Named) -> tuple[str, str]:
    """How many are chosen on each side, and which of them only there."""
    if set(here or ()) == set(there or ()) and (here is None) is (there is None):
        return "", ""
    return _those(here, there or (), noun, named), _those(there, here or (), noun, named)


def _those(uids: tuple[str, ...] | None, others: Iterable[str], noun: str, named: Named) -> str:
    if uids is None:
        return f"every {noun}"
    known = set(others)
    only = [uid for uid in uids if uid not in known]
    names = [_short(named("articles", uid) or named("claims", uid)) or "one that is gone" for uid in only[:_MOST]]
    more = f" and {len(only) - _MOST} more" if len(only) > _MOST else ""
    told = number_of(len(uids), noun) if noun else str(len(uids) or "nothing")
    return f"{told}, only here: {', '.join(names)}{more}" if names else told


def _filter(wanted: dict[str, Any] | None, named: Named) -> str:
    """A filter in short: what it asks for, by names."""
    if not wanted:
        return "every claim"
    told = []
    for name, values in sorted(wanted.items()):
        if name == "codings":
            told += [_coding(each, named) for each in values if isinstance(each, dict)]
        elif isinstance(values, list):
            shown = (named(_UIDS[name], str(each)) if name in _UIDS else str(each) for each in values)
            told.append(f"{name.replace('_', ' ')} {', '.join(filter(None, shown))}")
        else:
            told.append(f"{name} {values}")
    return "; ".join(told)


def _coding(coding: dict[str, Any], named: Named) -> str:
    tags = ", ".join(filter(None, (named("tags", str(uid)) for uid in coding.get("tags", ()))))
    match, role = str(coding.get("match", "any")), str(coding.get("role", ""))
    words = (named("dimensions", str(coding.get("dimension", ""))), f"{match} of {tags}" if tags else match, role)
    return " ".join(filter(None, words))


# -- how it looks


def _look(here: BriefSpec, there: BriefSpec, named: Named) -> Iterator[Parted]:
    for name, shown in _OTHERS.items():
        yield name, shown(here, named), shown(there, named)


def _parts(spec: BriefSpec, named: Named) -> str:
    del named
    return ", ".join(part.value.replace("-", " ") for part in Part if part in spec.parts)


def _template(spec: BriefSpec, named: Named) -> str:
    """The look's organisation, if it names one; the look is a file of its own in the settings of the brief."""
    del named
    try:
        data = json.loads(spec.template) if spec.template else {}
    except ValueError:
        data = {}
    said = str(data.get("organisation", "")) if isinstance(data, dict) else ""
    mark = f"{len(spec.template):,} characters"
    return f"{said or 'without a name'} ({mark})" if spec.template else "none"


_OTHERS: Mapping[str, Callable[[BriefSpec, Named], str]] = {
    "Parts": _parts,
    "Colours by": lambda spec, named: named("dimensions", spec.colour_by) if spec.colour_by else "the first dimension",
    "Articles printed": lambda spec, _: "whole" if spec.full_text else "what stands around the claims",
    "Page": lambda spec, _: spec.page,
    "Names of coders": lambda spec, _: _NAMES.get(spec.names, spec.names),
    "Language": lambda spec, _: LANGUAGES.get(spec.language, spec.language),
    "Counting": lambda spec, _: _COUNTINGS.get(spec.counting, spec.counting),
    "Page limit": lambda spec, _: number_of(spec.page_limit, "page") if spec.page_limit else "none",
    "Organisation’s look": _template,
    "Preset": lambda spec, _: spec.preset or "none",
    "Follows": lambda spec, named: (named("brief_issues", spec.follows) or "an issue") if spec.follows else "no issue",
    "Agreement of coders": lambda spec, _: "told" if spec.agreement else "not told",
    "Of a newer program": lambda spec, _: (
        json.dumps(spec.extra, ensure_ascii=False, sort_keys=True) if spec.extra else ""
    ),
}
