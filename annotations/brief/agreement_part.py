"""Agreement between coders in the words of the method."""

from annotations.agreement.resampling import RELIABLE, TENTATIVE
from annotations.agreement.table import coefficient
from annotations.brief.agreeing import AgreementEntry, AgreementLine
from annotations.brief.content import BriefContent
from annotations.brief.spec import BriefSpec
from annotations.brief.texts import Words

AGREEMENT_ROW = "Agreement"
_TWO = 2


def is_told(content: BriefContent, spec: BriefSpec) -> bool:
    """Whether agreement has a row of its own."""
    return spec.agreement and content.agreement is not None


def agreement_not_measured(content: BriefContent, spec: BriefSpec) -> str:
    """That it was not measured; nothing where it is not to be spoken of."""
    if not spec.agreement or content.agreement is not None:
        return ""
    return content.words("Agreement between coders was not measured.")


def agreement_basis(entry: AgreementEntry, words: Words) -> str:
    """In what it was measured, and how the figures are to be read."""
    amounts = {"articles": words.many(entry.articles, "article"), "claims": words.many(entry.claims, "claim")}
    if entry.coders == _TWO:
        basis = words("Measured in {articles} that two people coded, with {claims}.", **amounts)
    else:
        basis = words(
            "Measured in {articles} that at least two of {number} people coded, with {claims}.",
            number=words.number(entry.coders),
            **amounts,
        )
    scale = words(
        "Krippendorff's α is 1 where all agree and 0 where they agree as by chance: from {reliable} on it is called "
        "reliable, from {tentative} on it allows tentative conclusions. In brackets stands where it lies in 95 of 100 "
        "draws of these articles. κ is Cohen's.",
        reliable=words.decimal(f"{RELIABLE:.2f}"),
        tentative=words.decimal(f"{TENTATIVE}"),
    )
    return f"{basis} {scale}"


def agreement_lines(entry: AgreementEntry, words: Words) -> tuple[tuple[str, str], ...]:
    """The name of each dimension with its figures; the passages last."""
    lines = [(line.name, _figures(line, words)) for line in entry.lines]
    if entry.passages:
        lines.append((words("Passages"), _figures(entry.passages, words)))
    return tuple(lines)


def _figures(line: AgreementLine, words: Words) -> str:
    told = [_alpha(line, words)]
    if line.kappa is not None:
        told.append(words("κ {kappa}", kappa=_number(line.kappa, words)))
    if line.percent is not None:
        told.append(words("{percent} % the same", percent=f"{line.percent:.0f}"))
    told.append(str(words.many(line.claims, "claim")))
    if line.off_scale:
        told.append(words("answers off the scale, left out of α: {number}", number=words.number(line.off_scale)))
    if line.used:
        told.append(words("most used: {tag}, {percent} %", tag=line.used, percent=f"{100 * line.share:.0f}"))
    return f"{'; '.join(told)}."


def _alpha(line: AgreementLine, words: Words) -> str:
    if line.alpha is None:
        return words("α not defined")
    if line.low is None or line.high is None:
        return words("α {alpha}", alpha=_number(line.alpha, words))
    return words(
        "α {alpha} ({low} to {high})",
        alpha=_number(line.alpha, words),
        low=_number(line.low, words),
        high=_number(line.high, words),
    )


def agreement_in_short(entry: AgreementEntry, words: Words) -> str:
    """One sentence."""
    known = [(name, line.alpha) for name, line in _named(entry, words) if line.alpha is not None]
    if not known:
        return ""
    return words(
        "Agreement of coders in {articles} (Krippendorff's α): {figures}.",
        articles=words.many(entry.articles, "article"),
        figures=", ".join(f"{name} {_number(value, words)}" for name, value in known),
    )


def _named(entry: AgreementEntry, words: Words) -> list[tuple[str, AgreementLine]]:
    passages = [(words("Passages"), entry.passages)] if entry.passages else []
    return [*((line.name, line) for line in entry.lines), *passages]


def _number(value: float, words: Words) -> str:
    return words.decimal(coefficient(value))
