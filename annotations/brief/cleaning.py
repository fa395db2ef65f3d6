"""A specification made fit for print: what people typed or a file brought, without control characters."""

from dataclasses import fields, replace
from typing import Any, TypeVar

from annotations.brief.spec import BriefSpec, Finding, Judgement
from annotations.text import canonicalise

S = TypeVar("S", BriefSpec, Judgement, Finding)


def cleaned(spec: BriefSpec) -> BriefSpec:
    """The specification with every text on one line and in canonical form, without judgements that state nothing."""
    return replace(
        _texts(spec),
        judgements=tuple(_texts(judgement) for judgement in spec.judgements if one_line(judgement.statement)),
        findings=tuple(_texts(finding) for finding in spec.findings),
        watch=tuple(filter(None, map(one_line, spec.watch))),
        unknown=tuple(filter(None, map(one_line, spec.unknown))),
    )


def _texts(value: S) -> S:
    found: dict[str, Any] = {item.name: getattr(value, item.name) for item in fields(value)}
    texts: dict[str, Any] = {name: one_line(text) for name, text in found.items() if isinstance(text, str)}
    return replace(value, **texts)


def one_line(text: str) -> str:
    """Canonical text with every white space one blank."""
    return " ".join(canonicalise(text).split())
