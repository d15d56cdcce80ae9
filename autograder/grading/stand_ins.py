"""Which of a student's functions to replace when a question builds on another one that failed.

Owns the candidates, in the order in which they are preferred: the functions of failed questions
that an answer requires, and the notebook's own functions that the student has changed. Which of
them a question is graded with is decided by `choice`, on public tests alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from autograder.authoring.assignment import Assignment, Question
from autograder.authoring.starter_functions import StarterFunctions


@dataclass(frozen=True)
class StandInSet:
    """Functions to replace with the reference's; none for the submission as it is.

    Attributes
    ----------
    names : tuple of str
        Functions, classes, and methods as "Class.method".
    own_calls : bool
        Whether a call with arguments that the reference's function does not take goes to the
        student's function; otherwise these arguments are dropped.
    """

    names: tuple[str, ...] = ()
    own_calls: bool = False


AS_SUBMITTED = StandInSet()


class StandIns:
    """Proposes stand-ins for the submissions of one assignment.

    Parameters
    ----------
    assignment : Assignment
        Its questions name the ones they require.
    starters : StarterFunctions
        The functions that come with the notebook.
    """

    def __init__(self, assignment: Assignment, starters: StarterFunctions) -> None:
        self.assignment = assignment
        self.starters = starters

    def choices(
        self, question: Question, failed: Collection[str], changed: Sequence[str]
    ) -> Iterator[StandInSet]:
        """Yield the sets to choose from, the preferred one first, none twice.

        Parameters
        ----------
        question : Question
            The question that is about to be graded.
        failed : collection of str
            The ids of the earlier questions of which a test failed.
        changed : sequence of str
            The starter functions that the submission has changed.
        """
        required = self.assignment.required(question)
        failing = [each for each in required if each.id in failed]
        # The question that a starter function belongs to keeps the student's version: it is what
        # the question's tests check.
        earlier = {each.id for each in required}
        replaceable = [name for name in changed if self.starters.owners[name] in earlier]
        broken = [name for name in replaceable if self.starters.owners[name] in failed]
        functions = _functions(failing, question)
        sets = [StandInSet((*functions, *broken)), StandInSet(functions)]
        if functions:
            sets.append(StandInSet(functions, own_calls=True))
        # The student's methods may need what only the student's constructor stores.
        methods = tuple(name for name in functions if not name.endswith(".__init__"))
        if methods and methods != functions:
            sets.append(StandInSet((*methods, *broken)))
        sets.append(AS_SUBMITTED)
        # An answer may build on something that only one of its own functions does.
        if len(failing) > 1:
            for kept in failing:
                others = [each for each in failing if each is not kept]
                sets.append(StandInSet((*_functions(others, question), *broken)))
        # A version that passed its own question is right, so it is replaced only if that helps.
        sets.append(StandInSet((*functions, *replaceable)))
        yield from dict.fromkeys(sets)


def _functions(failed: Sequence[Question], question: Question) -> tuple[str, ...]:
    """Return the functions of failed questions, except those of the question itself."""
    names = [name for each in failed for name in each.names if name not in question.names]
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
    return tuple(replaced)
