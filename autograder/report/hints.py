"""The hints that belong to the ids of misconceptions, as far as there is a bank of them."""

from __future__ import annotations

import importlib
import importlib.util
from typing import Any

BANKS = "autograder.misconceptions"


def hints_of(assignment: str) -> dict[str, str]:
    """Return the hint of each known misconception of an assignment; nothing where none are kept."""
    if importlib.util.find_spec(BANKS) is None:
        return {}
    module: Any = importlib.import_module(BANKS)
    bank = module.load_bank(assignment)
    hints = {**{wrong.id: wrong.hint for wrong in bank.wrong}, **bank.families}
    return {name: str(hint) for name, hint in hints.items()}
