"""What replaces a student's function in the worker, for code that calls it in the student's way.

An answer may call an earlier function with arguments that the reference's does not take, such as
`softmax(x, axis=1)`: a plain replacement would raise a TypeError, and the earlier mistake would
cost points in the later question. This runs on the student's side; nothing depends on its honesty.
"""

from __future__ import annotations

import functools
import inspect
import types
from typing import Any

_PASSED_ON = "__stand_in__"
_POSITIONAL = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


def stand_in(ours: Any, theirs: Any, own_calls: bool, *, everywhere: bool = False) -> Any:
    """Return what replaces `theirs`, a function or class of a student, with `ours`.

    Parameters
    ----------
    own_calls : bool
        Whether a call that `ours` does not take goes to `theirs`; otherwise the arguments that it
        does not know are dropped, and the call goes to `theirs` if others are missing.
    everywhere : bool
        Whether `theirs` itself passes its calls on: it may be known by other names too, such as a
        default argument. Not for a function that is also the answer to a later question.
    """
    if isinstance(ours, type):
        _adopt(ours, theirs)
        return ours
    signature = inspect.signature(ours)
    own = _copied(theirs) if everywhere else theirs

    @functools.wraps(ours)
    def replacement(*args: Any, **kwargs: Any) -> Any:
        if _takes(signature, args, kwargs) or not callable(own):
            return ours(*args, **kwargs)
        if not own_calls:
            known, named = _known(signature, args, kwargs)
            if _takes(signature, known, named):
                return ours(*known, **named)
        return own(*args, **kwargs)

    if own is not theirs:
        _pass_on(theirs, replacement)
    return replacement


def _copied(function: Any) -> Any:
    """Return a copy of a plain function, so that the original can pass its calls on."""
    if not isinstance(function, types.FunctionType) or function.__closure__:
        return function
    copy = types.FunctionType(
        function.__code__, function.__globals__, function.__name__, function.__defaults__
    )
    copy.__kwdefaults__ = function.__kwdefaults__
    return copy


def _pass_on(function: types.FunctionType, to: Any) -> None:
    """Make a function call another one: it may be known by more names than its own."""
    names = {_PASSED_ON: to}
    head = f"def f(*args, {_PASSED_ON}={_PASSED_ON}, **kwargs)"
    exec(f"{head}: return {_PASSED_ON}(*args, **kwargs)", names)
    template: Any = names["f"]
    function.__code__ = template.__code__
    function.__defaults__, function.__kwdefaults__ = None, template.__kwdefaults__


def _adopt(ours: type, theirs: Any) -> None:
    """Add the methods that only the student's class has, which later answers may call."""
    if isinstance(theirs, type):
        for name, value in list(vars(theirs).items()):
            # A property might stand in the way of an attribute of the reference's.
            if (
                not name.startswith("__")
                and name not in vars(ours)
                and not inspect.isdatadescriptor(value)
            ):
                setattr(ours, name, value)


def _takes(signature: inspect.Signature, args: tuple[Any, ...], kwargs: dict[str, Any]) -> bool:
    try:
        signature.bind(*args, **kwargs)
    except TypeError:
        return False
    return True


def _known(
    signature: inspect.Signature, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """Return the arguments of a call that a function without * and ** knows."""
    places = [each for each in signature.parameters.values() if each.kind in _POSITIONAL]
    taken = {each.name for each in places[: len(args)]}
    named = {
        name: value
        for name, value in kwargs.items()
        if name in signature.parameters and name not in taken
    }
    return args[: len(places)], named
