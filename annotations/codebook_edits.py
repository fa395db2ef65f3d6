"""What is told of a change to the codebook before it is made: plain values."""

from dataclasses import dataclass

from annotations.wording import number_of


@dataclass(frozen=True, slots=True)
class Touched:
    """How much coding hangs on some tags: claims that have one of them, and taggings in all."""

    claims: int = 0
    taggings: int = 0

    def in_words(self) -> str:
        """As in “34 claims (41 times)”; only the claims where each has one."""
        told = number_of(self.claims, "claim")
        return told if self.claims == self.taggings else f"{told} ({number_of(self.taggings, 'time')})"


@dataclass(frozen=True, slots=True)
class Merged:
    """What merging tags into one does: claims that have one of the others, and those that have both already."""

    claims: int = 0
    both: int = 0

    def in_words(self, name: str) -> str:
        """One sentence, given the name of the tag that stays: 34 claims get “X”; 3 of them had both."""
        if not self.claims:
            return "No claim is touched."
        told = f"{number_of(self.claims, 'claim')} {'gets' if self.claims == 1 else 'get'} “{name}”"
        return f"{told}; {self.both:,} of them had both." if self.both else f"{told}."
