"""The hints that belong to the ids of misconceptions, as far as there is a bank of them."""

from __future__ import annotations

from autograder.misconceptions import load_bank


def hints_of(assignment: str) -> dict[str, str]:
    """Return the hint of each known misconception of an assignment; nothing where none are kept."""
    bank = load_bank(assignment)
    hints = {**{wrong.id: wrong.hint for wrong in bank.wrong}, **bank.families}
    return {name: str(hint) for name, hint in hints.items()}
