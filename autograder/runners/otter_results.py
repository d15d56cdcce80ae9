"""Result to Otter's `GradingResults`, as the bytes of its `results.pkl`.

Owns that form. A pickle has only the names of classes and their attributes, so Otter is not needed
to write one: importing it costs 2.5 s of CPU, and an image needs 60 packages for it. Only the
grader's own values are pickled, and nothing is unpickled here.

References
----------
otter-grader 7.0.0, ``otter/test_files/__init__.py``, ``abstract_test.py``, ``exception_test.py``.
"""

from __future__ import annotations

import contextlib
import io
import pickle
import sys
import types
from collections.abc import Iterator
from typing import Any

from autograder.grading.result import QuestionResult, Result
from autograder.text import printable

_MODULES = {
    "otter": (),
    "otter.test_files": ("GradingResults",),
    "otter.test_files.abstract_test": ("TestCase", "TestCaseResult"),
    "otter.test_files.exception_test": ("ExceptionTestFile",),
}


def pickled(result: Result) -> bytes:
    """Return the pickle of a graded submission."""
    return _pickled(result.questions, None)


def pickled_failure(reason: str) -> bytes:
    """Return the pickle for a submission without a score: Otter's "catastrophic" results."""
    return _pickled([], RuntimeError(reason))


def _pickled(questions: list[QuestionResult], error: Exception | None) -> bytes:
    with _named_as_otter() as classes:
        results = _make(
            classes["GradingResults"],
            results={question.id: _test_file(classes, question) for question in questions},
            output=None,
            all_hidden=False,
            pdf_error=None,
            notebook=None,
            _catastrophic_error=error,
            _plugin_data={},
        )
        data = io.BytesIO()
        pickler = pickle.Pickler(data, protocol=4)
        # Without the process's table, in which Dask registers a function for every exception.
        pickler.dispatch_table = {}
        pickler.dump(results)
        return data.getvalue()


def _test_file(classes: dict[str, type], question: QuestionResult) -> Any:
    cases = [
        _make(
            classes["TestCase"],
            name=test.name,
            body="",
            hidden=test.hidden,
            # Otter has no bonus: these points count for the score, but not for its maximum.
            points=0.0 if question.bonus else test.max_points,
            success_message=None,
            failure_message=None,
        )
        for test in question.tests
    ]
    outcomes = [
        _make(
            classes["TestCaseResult"],
            test_case=case,
            message=printable(test.message),
            passed=test.status == "passed",
        )
        for case, test in zip(cases, question.tests, strict=True)
    ]
    return _make(
        classes["ExceptionTestFile"],
        name=question.id,
        path=f"tests/{question.id}.py",
        test_cases=cases,
        all_or_nothing=False,
        test_case_results=outcomes,
        # Our total, rounded to two digits; Otter's own would be a plain floating-point sum.
        _score=question.points,
    )


def _make(kind: type, **attributes: Any) -> Any:
    made = kind()
    vars(made).update(attributes)
    return made


@contextlib.contextmanager
def _named_as_otter() -> Iterator[dict[str, type]]:
    """Yield empty classes that have the names of Otter's while they are pickled."""
    before = {name: sys.modules.get(name) for name in _MODULES}
    classes: dict[str, type] = {}
    try:
        for module_name, names in _MODULES.items():
            module = types.ModuleType(module_name)
            for name in names:
                classes[name] = type(name, (), {"__module__": module_name})
                setattr(module, name, classes[name])
            sys.modules[module_name] = module
        yield classes
    finally:
        for module_name, known in before.items():
            if known is None:
                del sys.modules[module_name]
            else:
                sys.modules[module_name] = known
