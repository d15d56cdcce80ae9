"""What may stand in for a student's functions where a question builds on a failed one.

Owns the choice of names: of each question that an answer requires and that failed, the functions
that the reference replaces, and the notebook's own functions that the student has changed. When
a test is run again with them, and what that is worth, is left to `grader` and `scoring`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from autograder.authoring.assignment import Assignment, Question
from autograder.authoring.starter_functions import StarterFunctions
from autograder.authoring.testcase import TestCase
from autograder.grading.attempts import Attempt

Attempts = Mapping[tuple[str, str], Attempt]
"""By the ids of questions and the names of tests."""


class StandIns:
    """Chooses stand-ins for the submissions of one assignment.

    Parameters
    ----------
    assignment : Assignment
        Says which question requires which.
    tests : mapping of str to sequence of TestCase
        By the ids of the questions.
    starters : StarterFunctions
        The functions that the notebook hands out.
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
        self,
        question: Question,
        attempts: Attempts,
        carried: Attempts,
        changed: Sequence[str],
    ) -> Iterator[tuple[str, ...]]:
        """Yield the sets of names to try, the smallest first, none empty and none twice.

        What is right once its own requirements are carried forward is the student's to build on,
        and what the notebook hands out may be called as their version of it is.

        Parameters
        ----------
        question : Question
            Whose failed tests are run again.
        attempts, carried : mapping of (str, str) to Attempt
            How every test ended: as submitted, and with stand-ins.
        changed : sequence of str
            The starter functions that the submission has changed.
        """
        still_failed = self._replaceable({**attempts, **carried}, question)
        all_failed = self._replaceable(attempts, question)
        # The question that answers for a starter function is never served with it: its tests are
        # those of the function.
        earlier = {required.id for required in self._required(question)} - {question.id}
        starters = [name for name in changed if self.starters.owners[name] in earlier]
        sets = (still_failed, all_failed, [*all_failed, *starters])
        yield from dict.fromkeys(tuple(names) for names in sets if names)

    def _replaceable(self, attempts: Attempts, question: Question) -> list[str]:
        """Return the functions of failed questions that this one builds on, none of its own."""
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
                # The method under test stays, and so does its class: only the rest is replaced.
                replaced.append(f"{name}.__init__")
            elif name in whole or owner not in whole:
                replaced.append(name)
        return replaced

    def _required(self, question: Question) -> list[Question]:
        """Return all that a question requires, and what that requires, in their order."""
        found: dict[str, Question] = {}
        frontier = list(question.requires)
        while frontier:
            required = self.assignment.question(frontier.pop())
            if required.id not in found:
                found[required.id] = required
                frontier += required.requires
        return [each for each in self.assignment.questions if each.id in found]
