"""What a new brief starts from: which parts it has and how long it may be."""

from dataclasses import dataclass, replace

from annotations.brief.spec import TWO_PAGES, BriefSpec, Part


@dataclass(frozen=True, slots=True)
class Preset:
    """A choice of parts under a name. `page_limit` 0 is none."""

    key: str
    name: str
    about: str
    parts: tuple[Part, ...]
    page_limit: int = 0

    def applied(self, spec: BriefSpec) -> BriefSpec:
        """The specification with this choice of parts and limit, everything else as it is."""
        return replace(spec, preset=self.key, parts=self.parts, page_limit=self.page_limit)

    def fits(self, spec: BriefSpec) -> bool:
        """Whether the specification has just these parts."""
        return spec.preset == self.key and spec.parts == self.parts


TWO_PAGE = Preset(
    TWO_PAGES,
    "Two-page brief",
    "Bottom line, judgements, one chart and a few quotations",
    (Part.MASTHEAD, Part.BOTTOM_LINE, Part.SINCE, Part.FINDINGS, Part.METHOD),
    page_limit=2,
)
FULL = Preset(
    "full",
    "Full brief",
    "Every part, with the annotated articles",
    tuple(part for part in Part if part is not Part.GLOSSARY),
)
ANNEX = Preset(
    "annex",
    "Annotated annex",
    "Claims, annotated articles and sources, to go with a short brief",
    (Part.CLAIMS, Part.ARTICLES, Part.SOURCES),
)
PRESETS = (TWO_PAGE, FULL, ANNEX)
"""The presets, the one for a new brief first."""


def preset_of(spec: BriefSpec) -> Preset | None:
    """The preset a specification was made from, also where its parts were changed since."""
    return next((preset for preset in PRESETS if preset.key == spec.preset), None)
