"""Which of a student's functions to replace when a question builds on another one that failed.

Owns the choice of names: the functions of failed questions that an answer requires, and the
notebook's own functions that the student has changed. When a test is run again with them, and what
that is worth, is left to `grader` and `scoring`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from autograder.authoring.assignment import Assignment, Question
from autograder.authoring.starter_functions import StarterFunctions
from autograder.authoring.testcase import TestCase
from autograder.grading.attempts import Attempt

Attempts = Mapping[tuple[str, str], Attempt]
"""How tests ended, by question id and test name."""


class StandIns:
    """Chooses stand-ins for the submissions of one assignment.

    Parameters
    ----------
    assignment : Assignment
        Its questions name the ones they require.
    tests : mapping of str to sequence of TestCase
        By the ids of the questions.
    starters : StarterFunctions
        The functions that come with the notebook.
    """

    def __init__(
        self,
        assignment: Assignment,
        tests: Mapping[str, Sequence[TestCase]],
        starters: StarterFunctions,
    ) -> None:
        self.assignment = assignment
        self.tests = tests
        self.starters = starters

    def choices(
        self, question: Question, attempts: Attempts, carried: Attempts, changed: Sequence[str]
    ) -> Iterator[tuple[str, ...]]:
        """Yield the sets of names to try, the smallest first, none empty and none twice.

        The first set keeps functions that pass with stand-ins of their own: the student may build
        on them. Only the last replaces changed starter functions, because the answer may call them
        in a way that the originals do not allow.

        Parameters
        ----------
        question : Question
            The question whose failed tests are run again.
        attempts, carried : mapping of (str, str) to Attempt
            How every test ended: as submitted, and with stand-ins.
        changed : sequence of str
            The starter functions that the submission has changed.
        """
        still_failed = self._replaceable({**attempts, **carried}, question)
        all_failed = self._replaceable(attempts, question)
        # The question that a starter function belongs to keeps the student's version: it is what
        # the question's tests check.
        earlier = {required.id for required in self._required(question)} - {question.id}
        starters = [name for name in changed if self.starters.owners[name] in earlier]
        sets = (still_failed, all_failed, [*all_failed, *starters])
        yield from dict.fromkeys(tuple(names) for names in sets if names)

    def _replaceable(self, attempts: Attempts, question: Question) -> list[str]:
        """Return the functions of failed questions that this one builds on, except its own."""
        names: list[str] = []
        for required in self._required(question):
            keys = [(required.id, test.name) for test in self.tests[required.id]]
            if any(attempts[key].status != "passed" for key in keys if key in attempts):
                names += [name for name in required.names if name not in question.names]
        own_classes = {name.partition(".")[0] for name in question.names if "." in name}
        whole = {name for name in names if "." not in name} - own_classes
        replaced = []
        for name in dict.fromkeys(names):
            owner = name.partition(".")[0]
            if name in own_classes:
                # The class is kept with its method under test: only the constructor is replaced.
                replaced.append(f"{name}.__init__")
            elif name in whole or owner not in whole:
                replaced.append(name)
        return replaced

    def _required(self, question: Question) -> list[Question]:
        """Return all questions that one requires, directly or indirectly, in their order."""
        found: dict[str, Question] = {}
        frontier = list(question.requires)
        while frontier:
            required = self.assignment.question(frontier.pop())
            if required.id not in found:
                found[required.id] = required
                frontier += required.requires
        return [each for each in self.assignment.questions if each.id in found]
