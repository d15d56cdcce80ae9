"""One figure: the claim, the measured values, and whether the claim holds."""

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
        A description.
    measure : callable
        Returns one measured value; for a ratio, one side is measured right after the other.
    claim : float
        The value in the README.
    unit : str
        ``"times"``, ``"a minute"``, ``"ms"`` or ``"s"``.
    at_most : bool
        Whether the value must be at most the claim; otherwise at least.
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
    """The measured values of a figure, whose median is compared with the claim."""

    figure: Figure
    values: Sequence[float]

    @property
    def median(self) -> float:
        """Median of the values."""
        return statistics.median(self.values)

    @property
    def holds(self) -> bool:
        """Whether the median is as good as the claim."""
        median, claim = self.median, self.figure.claim
        return median <= claim if self.figure.at_most else median >= claim

    def as_dict(self) -> dict[str, object]:
        """Return the object that ``--json`` prints."""
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
