"""The hint that a public test adds to its message in the notebook if it knows the mistake.

Owns the lookup. The build copies this text into the public tests that students receive, with a
table from the bank (`public_hints`) of wrong results and their hints. Students receive no code of
a wrong answer, and no right result except the published ones.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.text import localized

_HINTS: dict[str, list[tuple[int, Any, float, str]]] = {}


class _RecordingEnv(dict[str, Any]):
    """A namespace that records the results of its functions."""

    def __init__(self, env: Any) -> None:
        super().__init__()
        self.env = env
        self.results: list[Any] = []

    def __missing__(self, name: str) -> Any:
        value = self.env[name]
        if not callable(value) or isinstance(value, type):
            return value

        def recording(*args: Any, **kwargs: Any) -> Any:
            self.results.append(None)
            self.results[-1] = value(*args, **kwargs)
            return self.results[-1]

        return recording


def _form(results: list[Any]) -> Any:
    """Return the kind and shape of the last result, and its numbers.

    A single 0 or 1 says little: if all results are integers, return all of them.
    """
    value = results[-1] if results else None
    if all(isinstance(each, (bool, int, np.bool_, np.integer)) for each in results):
        return "int", [float(max(-1000, min(1000, each))) for each in results]
    if isinstance(value, (float, np.floating, np.ndarray)) and np.ndim(value) < 9:
        array = np.asarray(value)
        kind = array.shape if array.dtype.kind == "f" else f"{array.dtype.kind} array {array.shape}"
        if array.dtype.kind in "biuf" and array.size <= 12:
            return kind, [float(number) for number in array.ravel()]
        return kind, []
    if isinstance(value, (list, tuple)):
        return f"{type(value).__name__} of {len(value)}", []
    return type(value).__name__, []


def _hint_for(test: str, results: list[Any], message: str) -> str:
    """Return the only hint that fits, or ""."""
    kind, numbers = _form(results)
    nearest: dict[str, float] = {}
    for call, known, radius, hint in _HINTS.get(test, []):
        if call < 0:
            distance = 0.0 if known == message else np.inf
        elif call != len(results) or known[0] != kind or len(known[1]) != len(numbers):
            distance = np.inf
        else:
            pairs = list(zip(known[1], numbers, strict=True))
            distance = max((abs(a - b) for a, b in pairs), default=0.0)
            largest = max((abs(a) for a, _ in pairs), default=0.0)
            # Nearer to this mistake than to the right result, relative to its size.
            if not distance <= min(radius, 1e-3 * largest):
                distance = np.inf
        if distance < np.inf:
            nearest[hint] = min(distance, nearest.get(hint, np.inf))
    ranked = sorted(nearest, key=lambda hint: nearest[hint])
    if len(ranked) == 1 or (ranked and nearest[ranked[0]] < 0.05 * nearest[ranked[1]]):
        return ranked[0]
    return ""


def _hinting(test: Callable[[Any], None]) -> Callable[[Any], None]:
    """Return the test with a hint in its message."""

    def checked(env: Any) -> None:
        recorded = _RecordingEnv(env)
        try:
            test(recorded)
        except AssertionError as wrong:
            hint = _hint_for(test.__name__, recorded.results, getattr(wrong, "message", ""))
            if hint:
                word = localized("Hint:", "힌트:")
                wrong.args = (f"{wrong}\n{word} {hint}",)
                wrong.message, wrong.detail = wrong.args[0], ""  # type: ignore[attr-defined]
            raise

    return checked
