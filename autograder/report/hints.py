"""The hints of an assignment's known misconceptions."""

from __future__ import annotations

from autograder.misconceptions import load_bank


def hints_of(assignment: str) -> dict[str, str]:
    """Return the hints by the ids of misconceptions; none if the assignment has no bank of them."""
    bank = load_bank(assignment)
    hints = {**{wrong.id: wrong.hint for wrong in bank.wrong}, **bank.families}
    return {name: str(hint) for name, hint in hints.items()}
