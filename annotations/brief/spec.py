"""What a brief is to contain: the values an analyst fills in."""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields, replace
from enum import StrEnum
from hashlib import sha256
from itertools import count
from typing import Any
from uuid import uuid4


class Part(StrEnum):
    """The parts of a brief, in their order."""

    MASTHEAD = "masthead"
    BOTTOM_LINE = "bottom-line"
    SINCE = "since-last-issue"
    READ = "what-we-read"
    FINDINGS = "findings"
    CLAIMS = "claims"
    ARTICLES = "articles"
    METHOD = "method"
    CODEBOOK = "codebook"
    GLOSSARY = "tags-used"
    SOURCES = "sources"


LIKELIHOODS = ("remote", "very unlikely", "unlikely", "roughly even", "likely", "very likely", "almost certain")
_VERSION_WORD = re.compile(r"^(?:version|v\.?)\s*(?=\d)", re.I)
CONFIDENCES = ("low", "moderate", "high")
CHARTS = ("bars", "diverging", "heat", "heat-outlets", "timeline")
"""The kinds of chart a finding may have."""
COUNTINGS = ("texts", "outlets")
"""What a claim counts once for: each distinct text it stands in, or each outlet that printed it."""
TWO_PAGES = "two-page"
"""The preset of a brief whose parts are kept short."""


CLAIM_NAMED = re.compile(r"(?<!\w)C(\d{1,9})(?!\w)")
"""How the analyst names a claim in a sentence: "C12"."""


def named_claims(text: str) -> list[int]:
    """The numbers of the claims that a sentence names, each once, in their order."""
    return list(dict.fromkeys(int(match[1]) for match in CLAIM_NAMED.finditer(text)))


def new_identity() -> str:
    """A uid for a judgement that is being written: twelve hexadecimal digits."""
    return uuid4().hex[:12]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A statement the analyst makes, with how likely, how sure and why, and the claims it rests on.

    `refs` are uids of claims; the page shows them as linked numbers. `carried` says that it was taken over from the
    issue before and not looked at since. `uid` stays the same however it is reworded or moved; issues of older
    programs have none.
    """

    statement: str
    likelihood: str = ""
    confidence: str = ""
    reason: str = ""
    meaning: str = ""
    refs: tuple[str, ...] = ()
    carried: bool = False
    uid: str = field(default="", compare=False)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Judgement":
        """Read a stored judgement; unknown keys are left out."""
        known = {item.name for item in fields(cls)} - {"refs", "carried"}
        texts = {key: str(value) for key, value in data.items() if key in known}
        return cls(**texts, refs=tuple(data.get("refs", ())), carried=data.get("carried") is True)


def stated(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Those that state something: the others are not printed, and have no number."""
    return [judgement for judgement in judgements if judgement.statement.strip()]


@dataclass(frozen=True, slots=True)
class Finding:
    """What the coding of one dimension shows.

    `dimension` is a dimension's uid and `quotes` are uids of claims; `chart` is one of `CHARTS`, empty for none. The
    title states the finding; empty, the page states one.
    """

    dimension: str
    chart: str = ""
    title: str = ""
    sentences: str = ""
    quotes: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Finding":
        """Read a stored finding; unknown keys and kinds of chart are left out."""
        known = {item.name for item in fields(cls)} - {"quotes"}
        texts = {key: str(value) for key, value in data.items() if key in known}
        if texts.get("chart", "") not in CHARTS:
            texts["chart"] = ""
        return cls(**{"dimension": "", **texts}, quotes=tuple(str(uid) for uid in data.get("quotes", ())))


@dataclass(frozen=True, slots=True)
class BriefSpec:
    """A brief's specification. The same project and the same specification give the same bytes.

    Dates are ISO 8601 strings and printed in words; `issued` is also the PDF's creation date. `article_uids` None
    means every article that is not left out and has claims. `colour_by` is a dimension's uid, empty for the first
    dimension. `page` is "A4" or "Letter". `full_text` False prints each claim with a sentence on either side.
    `names` is "initials", "full" or "none": how coders are named. `claim_filter` is the JSON of a
    `annotations.claim_filter.ClaimFilter` that a claim must meet, None for every claim. `counting` is one of
    `COUNTINGS`. `page_limit` is how many pages the analyst wants at most, 0 for no limit: a wish that is shown, never
    a cut. `preset` is the key of the preset the brief was made from, `template` the
    organisation's look as JSON: see `annotations.brief.template`.
    `follows` is the uid of the issue that this one comes after, empty for a first one. `agreement`: whether the method
    tells how far coders agree, where that can be measured.
    `claim_uids` None means every claim of these articles; `without` are uids of articles and claims that are left out.
    See `annotations.brief.choosing`.
    """

    title: str = "Media brief"
    subtitle: str = ""
    organisation: str = ""
    number: str = ""
    version: str = ""
    period_from: str = ""
    period_to: str = ""
    cut_off: str = ""
    issued: str = ""
    analyst: str = ""
    reviewer: str = ""
    distribution: str = ""
    handling: str = ""
    bottom_line: str = ""
    judgements: tuple[Judgement, ...] = ()
    watch: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    parts: tuple[Part, ...] = tuple(Part)
    article_uids: tuple[str, ...] | None = None
    colour_by: str = ""
    full_text: bool = True
    page: str = "A4"
    names: str = "initials"
    language: str = "en"
    counting: str = "texts"
    findings: tuple[Finding, ...] = ()
    claim_filter: dict[str, Any] | None = None
    page_limit: int = 0
    template: str = ""
    preset: str = ""
    follows: str = ""
    agreement: bool = True
    claim_uids: tuple[str, ...] | None = None
    without: tuple[str, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def version_in_words(self) -> str:
        """The version after its word, also where only its number was typed: "version 2"; empty without one."""
        number = _VERSION_WORD.sub("", self.version)
        return f"version {number}" if number[:1].isdigit() else self.version

    @property
    def is_short(self) -> bool:
        """Whether its parts are to be kept short: one chart, few quotations, the method in three lines."""
        return self.preset == TWO_PAGES

    def identified(self) -> "BriefSpec":
        """This specification with a uid for every judgement: those without one get theirs from what they state."""
        taken = {judgement.uid for judgement in self.judgements if judgement.uid}
        if len(taken) == len(self.judgements):
            return self
        found, seen = [], set[str]()
        for judgement in self.judgements:
            uid = judgement.uid if judgement.uid not in seen else ""
            if not uid:
                made = (
                    sha256(f"{judgement.statement}/{n}".encode("utf-8", "surrogatepass")).hexdigest()[:12]
                    for n in count()
                )
                uid = next(each for each in made if each not in taken)
            taken.add(uid)
            seen.add(uid)
            found.append(replace(judgement, uid=uid))
        return replace(self, judgements=tuple(found))

    def to_json(self) -> dict[str, Any]:
        """Plain values that `from_json` reads back."""
        return asdict(self)

    def as_template(self) -> "BriefSpec":
        """This specification for other articles: without dates, numbers, choices of articles and claims.

        Judgements stay, as statements to be assessed anew: likelihood, confidence, reason and references go. Of the
        findings the charts stay.
        """
        dated = ("number", "version", "period_from", "period_to", "cut_off", "issued", "bottom_line", "follows")
        judgements = tuple(Judgement(judgement.statement) for judgement in self.judgements)
        findings = tuple(Finding(finding.dimension, finding.chart) for finding in self.findings)
        blank: dict[str, Any] = dict.fromkeys(dated, "")
        everything: dict[str, Any] = {"article_uids": None, "claim_uids": None, "without": (), "claim_filter": None}
        return replace(self, **blank, **everything, judgements=judgements, findings=findings)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "BriefSpec":
        """Read a stored specification.

        Unknown keys are kept in `extra`, so that a newer program's survive; parts this program does not know are left
        out.
        """
        known = {item.name for item in fields(cls)} - {"extra"}
        values = {key: value for key, value in data.items() if key in known}
        values["judgements"] = tuple(Judgement.from_json(item) for item in data.get("judgements", ()))
        values["findings"] = tuple(Finding.from_json(item) for item in data.get("findings", ()))
        for name in ("watch", "unknown"):
            values[name] = tuple(data.get(name, ()))
        values["parts"] = tuple(part for part in Part if part.value in data.get("parts", tuple(Part)))
        for name in ("article_uids", "claim_uids"):
            if values.get(name) is not None:
                values[name] = tuple(values[name])
        values["without"] = tuple(data.get("without", ()))
        if values.get("counting") not in COUNTINGS:
            values.pop("counting", None)
        if not isinstance(values.get("claim_filter"), dict):
            values["claim_filter"] = None
        values["agreement"] = data.get("agreement") is not False
        limit = values.get("page_limit", 0)
        values["page_limit"] = max(limit, 0) if isinstance(limit, int) else 0
        extra = {key: value for key, value in data.items() if key not in known and key != "extra"}
        return cls(**values, extra={**data.get("extra", {}), **extra})
