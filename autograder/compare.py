"""Strict comparison of a student's result with the expected one, under named tolerance policies.

Owns the order of the checks (type, shape, dtype kind, NaN and infinity, closeness), the tolerances
with their sources, and the sentences that a student reads. Expected results are left to the tests,
hiding a mismatch's detail to `grading`. It needs only NumPy: the build copies this text, in one
language, into students' public tests (`building.localize`). The name of a result (`what`) is a
`Text`, or code without a translation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from autograder.text import Text, localized

Array = npt.NDArray[Any]


class Policy(NamedTuple):
    """How far a right answer may be from the expected one.

    The allowed difference is ``atol + rtol * largest``, where ``largest`` is the largest absolute
    element expected. A whole array has one scale, so that small elements do not need more digits
    than the method gives.
    """

    name: str | Text
    atol: float
    rtol: float


# Copies: rows of a mini-batch.
EXACT = Policy(Text("exact", "정확히 같음"), 0.0, 0.0)
# The same formula with its operations in another order, or in float32 (7 digits).
ROUNDING = Policy(Text("rounding", "반올림 오차"), 1e-12, 1e-6)
# Values printed with 8 decimals, as in the book: half a unit of the last one, doubled.
PUBLISHED = Policy(Text("published", "책에 실린 값"), 1e-8, 0.0)
# 1e-7 inside the logarithm moves a loss by 1e-7 / y: 2e-6 at y = 0.05, the smallest y in the tests.
LOG_EPSILON = Policy(Text("log epsilon", "로그 안의 1e-7"), 3e-6, 0.0)
# For |x| <= 3 and h = 1e-4 a central difference errs by 1e-8 at most, a forward one by at least
# 1e-6 on 0.01 x^2 + 0.1 x.
CENTRAL_DIFFERENCE = Policy(Text("central difference", "중앙 차분"), 1e-7, 0.0)
# Errors relative to the largest element: central differences 3e-9, 1e-7 in the logarithm up to
# 2e-6, forward differences at least 3e-5 in the output layer. In the hidden layer, central and
# forward differences cannot be told apart.
GRADIENT_CHECK = Policy(Text("gradient check, output layer", "기울기 확인, 출력층"), 1e-12, 5e-6)
GRADIENT_CHECK_HIDDEN = Policy(
    Text("gradient check, hidden layer", "기울기 확인, 은닉층"), 1e-12, 5e-5
)
# Central differences computed in another way: only rounding differs, by 5e-11 of the largest
# element at h = 1e-4 (measured), less at larger h. At h = 0.01, backpropagation differs by 1e-6.
SAME_DIFFERENCES = Policy(Text("same central differences", "같은 중앙 차분"), 1e-12, 1e-8)
# A few dozen steps, each with the error of a gradient check.
DESCENT = Policy(Text("descent", "경사 하강"), 1e-12, 1e-4)
# Restored by adding and subtracting h: the last digits may differ, but not by h.
RESTORED = Policy(Text("restored", "되돌린 값"), 1e-9, 0.0)


class Mismatch(AssertionError):  # noqa: N818 (the answer is wrong, not the program)
    """A wrong result.

    Parameters
    ----------
    message : str or Text
        For the student, also in hidden tests: without inputs, expected values, received values,
        and words that the student's code could choose.
    detail : str or Text, default ""
        Values and positions, for the instructor and for public tests.
    """

    def __init__(self, message: str | Text, detail: str | Text = "") -> None:
        # A test may quote what it got.
        self.message, self.detail = str(message)[:2000], str(detail)[:2000]
        super().__init__(self.message, self.detail)

    def __str__(self) -> str:
        return f"{self.message} ({self.detail})" if self.detail else self.message


_KINDS = {"float": "f", "int": "iu"}
_FLOATS = (float, np.float16, np.float32, np.float64, np.longdouble)
_WORDS: tuple[tuple[type, str | Text], ...] = (
    (type(None), Text("None (is a `return` missing?)", "None (`return`을 빠뜨리지 않았습니까?)")),
    *((kind, Text("True or False", "True 또는 False")) for kind in (bool, np.bool_)),
    *((kind, Text("an integer", "정수")) for kind in (int, np.integer)),
    *((kind, Text("a number", "수")) for kind in (float, np.floating)),
    *((kind, Text("a complex number", "복소수")) for kind in (complex, np.complexfloating)),
    (str, Text("a string", "문자열")),
    (list, Text("a list", "리스트")),
    (tuple, Text("a tuple", "튜플")),
    (dict, Text("a dictionary", "딕셔너리")),
    (np.ndarray, Text("an array", "배열")),
)
_DTYPES: dict[str, str | Text] = {
    "f": Text("floats", "실수(float)"),
    "b": Text("True and False", "True와 False"),
    **dict.fromkeys("iu", Text("integers", "정수")),
    "c": Text("complex numbers", "복소수"),
}


def _describe(got: object) -> str:
    """Return the type of `got` in our own words, never by the name of a student's class."""
    for known, words in _WORDS:
        if type(got) is known or (issubclass(known, np.generic) and issubclass(type(got), known)):
            return str(words)
    return localized("an object of another type", "다른 종류의 객체")


def _wrong_type(what: str | Text, wanted: Text, got: object) -> Mismatch:
    """Return the mismatch for another type; the Korean `wanted` includes its verb."""
    return Mismatch(
        localized(
            f"{what} should be {wanted}, but is {_describe(got)}",
            f"{what}: {wanted} 하는데, 받은 것은 다음과 같습니다: {_describe(got)}",
        )
    )


def check(wrong: Callable[[], Mismatch | None]) -> None:
    """Raise what is wrong, if anything is.

    Hidden tests do all checks at their end, and go on until then with values of the right form.
    """
    if (found := wrong()) is not None:
        raise found


def _kept(got: Any, shape: tuple[int, ...]) -> Any:
    """Return what a later check needs of `got`: a copy if it has this shape, else its form."""
    if type(got) is not np.ndarray or got.dtype.hasobject:
        return type(got)() if type(got) in (str, list, tuple, dict) else got
    form: Array = np.ndarray(got.shape, got.dtype, np.zeros(1, got.dtype), strides=(0,) * got.ndim)
    return got.copy() if got.shape == shape else form


def assert_that(condition: bool, message: str | Text, detail: str | Text = "") -> None:
    """Raise a Mismatch with `message` unless `condition` holds."""
    check(lambda: None if condition else Mismatch(message, detail))


def _not_finite(values: Array, what: str | Text) -> Mismatch | None:
    if np.isfinite(values).all():
        return None
    words = _ODD[bool(np.isnan(values).any()), bool(values.ndim)]
    return Mismatch(f"{what}{words}")


_ODD = {  # by whether it is NaN, and whether it is in an array
    (True, True): Text(" contains NaN (not a number)", ": NaN(수가 아닌 값)이 들어 있습니다"),
    (True, False): Text(" is NaN", ": 값이 NaN(수가 아닌 값)입니다"),
    (False, True): Text(" contains infinity", ": 무한대가 들어 있습니다"),
    (False, False): Text(" is infinite", ": 값이 무한대입니다"),
}


def as_scalar(got: object, what: str | Text) -> float:
    """Return `got` as a float; it must be a finite float, NumPy float or 0-d float array.

    Integers, even 0, and arrays of one element are not accepted.
    """
    kept = _kept(got, ())
    check(lambda: _no_scalar(kept, what))
    return float(_as_float(got)) if _is_scalar(got) else float("nan")


def _is_scalar(got: object) -> bool:
    array = type(got) is np.ndarray and got.shape == () and got.dtype.kind == "f"
    return array or type(got) in _FLOATS


def _as_float(got: Any) -> Array:
    with np.errstate(all="ignore"):
        return np.asarray(got).astype(np.float64)


def _no_scalar(got: object, what: str | Text) -> Mismatch | None:
    if _is_scalar(got):
        return _not_finite(_as_float(got), what)
    if type(got) is not np.ndarray:
        return _wrong_type(what, Text("a single number (a float)", "수(float) 하나여야"), got)
    if got.shape != ():
        return Mismatch(
            localized(
                f"{what} should be a single number, but is an array",
                f"{what}: 수 하나여야 하는데 배열입니다",
            ),
            localized(f"shape {got.shape}", f"형상 {got.shape}"),
        )
    kind = _DTYPES.get(got.dtype.kind, Text("other things than numbers", "수가 아닌 값"))
    return Mismatch(
        localized(
            f"{what} should be a float, but is an array of {kind}",
            f"{what}: 실수(float)여야 하는데 원소가 다른 종류({kind})인 배열입니다",
        )
    )


def as_array(got: object, shape: tuple[int, ...], what: str | Text, kind: str = "float") -> Array:
    """Return `got`; it must be a finite array of this shape, of floats (``"int"``: of integers)."""
    kept = _kept(got, shape)
    check(lambda: _no_array(kept, shape, what, kind))
    if type(got) is np.ndarray and got.shape == shape and got.dtype.kind in _KINDS[kind]:
        return got
    return np.zeros(shape, dtype=kind)


def _no_array(got: object, shape: tuple[int, ...], what: str | Text, kind: str) -> Mismatch | None:
    if type(got) is not np.ndarray:
        return _wrong_type(what, Text("a NumPy array", "NumPy 배열이어야"), got)
    if got.shape != shape:
        return Mismatch(
            localized(
                f"{what} has the wrong shape: it should be {shape}",
                f"{what}: 형상이 다릅니다. 약속한 형상은 {shape}입니다",
            ),
            localized(f"got shape {got.shape}", f"받은 형상 {got.shape}"),
        )
    if got.dtype.kind not in _KINDS[kind]:
        words = _DTYPES.get(got.dtype.kind, Text("other things", "다른 값"))
        wanted = _DTYPES[kind[0]]
        return Mismatch(
            localized(
                f"{what} should hold {wanted}, but holds {words}",
                f"{what}: 원소의 종류가 다릅니다. 약속한 것은 {wanted}, 받은 것은 {words}입니다",
            ),
            f"dtype {got.dtype}",
        )
    return _not_finite(got, what) if kind == "float" else None


def attribute_of(thing: object, name: str) -> Any:
    """Return an attribute of a student's object; plain data has none."""
    plain = isinstance(thing, np.generic) or any(type(thing) is kind for kind, _ in _WORDS)
    assert_that(
        not plain,
        localized(
            f"an object should have {name!r}, but is {_describe(thing)}",
            f"{name!r}: 이것을 가진 객체여야 하는데, 받은 것은 다음과 같습니다: {_describe(thing)}",
        ),
    )
    return getattr(thing, name)


def call_method(thing: object, name: str, *args: object) -> Any:
    """Call a method of a student's object, which may have been overwritten by a value."""
    method = attribute_of(thing, name)
    assert_that(
        callable(method),
        localized(
            f"{name!r} should be a method, but is {_describe(method)}",
            f"{name!r}: 메서드여야 하는데, 지금은 다음과 같습니다: {_describe(method)}",
        ),
    )
    return method(*args)


def as_scalars(got: object, count: int, what: str | Text) -> list[float]:
    """Return `got` as floats; it must be a list, tuple or 1-d array of `count` finite floats."""
    if type(got) is np.ndarray:
        return [float(value) for value in as_array(got, (count,), what)]
    length = len(got) if isinstance(got, (list, tuple)) else None
    kept, fits = _kept(got, ()), length == count
    check(lambda: None if fits else _no_list(kept, length, count, what))
    values: Any = got if fits else [float("nan")] * count
    each = localized(f"a number in {what}", f"{what}에 든 수")
    return [as_scalar(value, each) for value in values]


def _no_list(got: object, length: int | None, count: int, what: str | Text) -> Mismatch:
    if length is None:
        return _wrong_type(what, Text("a list of numbers", "수의 리스트여야"), got)
    return Mismatch(
        localized(f"{what} should hold {count} numbers", f"{what}: 수가 {count}개 있어야 합니다"),
        localized(f"got {length}", f"받은 개수 {length}"),
    )


def params_of(
    network: object, shapes: Mapping[str, tuple[int, ...]], *, exactly: bool = False
) -> dict[str, Array]:
    """Return copies of the float arrays in the params of a student's network."""
    return as_arrays(attribute_of(network, "params"), shapes, "params", exactly=exactly)


def as_arrays(
    got: Any, shapes: Mapping[str, tuple[int, ...]], what: str | Text, *, exactly: bool = False
) -> dict[str, Array]:
    """Return copies of the float arrays in a dictionary, which must have the keys of `shapes`.

    With `exactly`, it must not have other keys. Use that in one test of a question only, since an
    additional key fails every test that uses it.
    """
    try:
        present = set(got.keys())
    except (AttributeError, TypeError):
        kept, present = _kept(got, ()), set()
        check(lambda: _wrong_type(what, Text("a dictionary", "딕셔너리여야"), kept))
    arrays = {}
    for key, shape in shapes.items():
        assert_that(
            key in present,
            localized(f"{what} has no entry {key!r}", f"{what}: {key!r} 항목이 없습니다"),
        )
        value = got[key] if key in present else np.zeros(shape)
        arrays[key] = as_array(value, shape, f"{what}[{key!r}]").copy()
    if exactly:
        keys = ", ".join(shapes)
        assert_that(
            present == set(shapes),
            localized(
                f"{what} should have the entries {keys} and no other",
                f"{what}: 항목이 {keys} 외에 더 있어서는 안 됩니다",
            ),
        )
    return arrays


def _difference(got: Array, expected: Array, policy: Policy, what: str | Text) -> Mismatch | None:
    if expected.size == 0:
        return None
    if expected.dtype.kind in "iu":
        wrong, allowed = (got != expected).astype(np.float64), 0.0
    else:
        if not np.isfinite(expected).all():
            raise ValueError(f"the expected value of {what} is not finite: a mistake in the test")
        with np.errstate(all="ignore"):
            wrong = np.abs(got.astype(np.float64) - expected)
        allowed = policy.atol + policy.rtol * float(np.abs(expected).max())
    worst = np.unravel_index(int(np.argmax(wrong)), wrong.shape)
    if wrong[worst] <= allowed:
        return None
    index = ", ".join(str(int(i)) for i in worst)
    one, other = got[worst].item(), expected[worst].item()
    if index:
        words = Text(
            " has the right type and shape, but wrong values",
            ": 종류와 형상은 맞지만 값이 다릅니다",
        )
    else:
        words = Text(" has the right type, but a wrong value", ": 종류는 맞지만 값이 다릅니다")
    where = localized(f"at [{index}]: ", f"[{index}] 자리: ") if index else ""
    return Mismatch(
        f"{what}{words}",
        localized(
            f"{where}got {one!r}, expected {other!r}; a difference of {allowed:.3g} is "
            f"allowed ({policy.name})",
            f"{where}받은 값 {one!r}, 기대한 값 {other!r}; 허용 오차 {allowed:.3g} ({policy.name})",
        ),
    )


def assert_scalar(got: object, expected: float, policy: Policy, what: str | Text) -> None:
    """Check that `got` is a float and close to `expected` under `policy`."""
    kept, wanted = _kept(got, ()), np.array(expected, dtype=np.float64)
    check(lambda: _no_scalar(kept, what) or _difference(_as_float(kept), wanted, policy, what))


def assert_array(got: object, expected: Array, policy: Policy, what: str | Text) -> None:
    """Check that `got` has the shape and dtype kind of `expected` and is close under `policy`."""
    kept, wanted = _kept(got, expected.shape), expected.copy()
    check(lambda: _unlike(kept, wanted, policy, what))


def _unlike(got: Any, expected: Array, policy: Policy, what: str | Text) -> Mismatch | None:
    kind = "int" if expected.dtype.kind in "iu" else "float"
    wrong = _no_array(got, expected.shape, what, kind)
    return wrong or _difference(got, expected, policy, what)


def current(env: object, array: Array) -> Array:
    """Return an array that was handed to student code as that code has it now, or left it.

    Ask for it inside a function that reads an argument by itself, and after a call that must leave
    its argument as it was. The test's own array shows no change by student code, so that no
    expected value depends on one. Where everything runs in one process, both are the same array.
    """
    ask = getattr(env, "current", None)
    return array if ask is None else ask(array)


def assert_unchanged(now: Array, before: Array, what: str | Text) -> None:
    """Check that an array of the test has not changed, except by rounding."""
    kept, wanted = _kept(now, before.shape), before.copy()
    check(lambda: _changed(kept, wanted, what))


def _changed(now: Array, before: Array, what: str | Text) -> Mismatch | None:
    wrong = _unlike(now, before, RESTORED, what)
    return wrong and Mismatch(
        localized(
            f"{what} should be left as it was, but has changed",
            f"{what}: 그대로 두어야 하는데 바뀌었습니다",
        ),
        str(wrong),
    )
