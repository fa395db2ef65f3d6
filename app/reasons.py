"""The usual reasons for leaving an article out: a short list that the person can change."""

from app.settings import Settings

USUAL = ("off topic", "duplicate", "too short", "paywalled stub")
MOST = 8
"""As many as there are digits for; the ninth is for any other reason."""
_KEPT = "triage/reasons"


def reasons(settings: Settings) -> list[str]:
    """The reasons, in the order of their digits."""
    kept = [" ".join(line.split()) for line in settings.remembered(_KEPT).split("\n")]
    return [line for line in kept if line][:MOST] or list(USUAL)


def keep_reasons(settings: Settings, lines: list[str]) -> None:
    """Use these from now on; none of them, and the usual ones are back."""
    tidy = dict.fromkeys(" ".join(line.split()) for line in lines)
    settings.keep(_KEPT, "\n".join(line for line in tidy if line))
