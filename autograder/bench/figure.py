"""One figure: what is claimed, what was measured, and whether the claim holds."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A speed figure that the README claims.

    Attributes
    ----------
    name : str
        As in ``chalkgrad bench NAME``.
    what : str
        In words.
    measure : callable
        Returns one measured value; for a ratio, both sides measured one right after the other.
    claim : float
        What the README says.
    unit : str
        ``"times"``, ``"a minute"``, ``"ms"`` or ``"s"``.
    at_most : bool
        Whether the value must be at most the claim; at least it, otherwise.
    repeats : int
        How often it is measured.
    """

    name: str
    what: str
    measure: Callable[[], float]
    claim: float
    unit: str
    at_most: bool = False
    repeats: int = 5


@dataclass(frozen=True)
class Measured:
    """What a figure came to: the claim is held to the median."""

    figure: Figure
    values: Sequence[float]

    @property
    def median(self) -> float:
        """Half of the values are below it."""
        return statistics.median(self.values)

    @property
    def holds(self) -> bool:
        """Whether the median is as good as the claim."""
        if self.figure.at_most:
            return self.median <= self.figure.claim
        return self.median >= self.figure.claim

    def as_dict(self) -> dict[str, object]:
        """Return what ``--json`` prints."""
        return {
            "name": self.figure.name,
            "what": self.figure.what,
            "unit": self.figure.unit,
            "claim": self.figure.claim,
            "claim_is": "at most" if self.figure.at_most else "at least",
            "median": round(self.median, 4),
            "least": round(min(self.values), 4),
            "most": round(max(self.values), 4),
            "values": [round(value, 4) for value in self.values],
            "holds": self.holds,
        }
