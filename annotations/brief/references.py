"""Claims named in the analyst's own sentences: "C12" leads to claim 12."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from annotations.brief.content import BriefContent, claim_key, passage_key
from annotations.brief.setting import Run, Setting, flowed
from annotations.brief.spec import CLAIM_NAMED, BriefSpec, Part
from annotations.brief.typography import ACCENT, Style

Links = Mapping[int, str]
"""The name of each claim's place in the brief, by the claim's number."""


def claim_links(content: BriefContent, spec: BriefSpec) -> Links:
    """Where each claim's number leads: to the list of claims, else to the passage; empty without either part."""
    if Part.CLAIMS in spec.parts:
        return {claim.number: claim_key(claim) for claim in content.claims}
    if Part.ARTICLES in spec.parts:
        return {claim.number: passage_key(claim) for claim in content.claims}
    return {}


def prose(text: str, style: Style, width: float, links: Links, before: Run | None = None) -> Setting:
    """Set a sentence of the analyst; each claim it names is a link where the brief has that claim.

    Args:
        text: the sentence.
        style: its face and size.
        width: of the lines, in points.
        links: where the numbers lead.
        before: what stands before it on its first line.
    """
    return flowed([*([before] if before else []), *prose_runs(text, style, links)], width)


def prose_runs(text: str, style: Style, links: Links) -> Iterator[Run]:
    """A sentence of the analyst in runs, those that name a claim of the brief as links."""
    linked = replace(style, colour=ACCENT)
    done = 0
    for match in CLAIM_NAMED.finditer(text):
        if link := links.get(int(match[1]), ""):
            yield Run(text[done : match.start()], style)
            yield Run(match[0], linked, link)
            done = match.end()
    yield Run(text[done:], style)
