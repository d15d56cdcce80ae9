"""A written question: its prompt, its rubric and its model answer, checked.

Owns the form of all three, and the cells of the notebook in which the student answers. The rubric
and the model answer are for instructors: the build does not hand them out.

They follow the prompt in the master, each text with its translation::

    # %% [markdown] question="w1" points=2 lang="en" kind="written"
    # %% [markdown] answer="w1" lang="en"          the model answer; the student's cell is empty
    # %% answer="w1"                               code, such as a plot; the student gets its TODO
    # %% [markdown] rubric="w1" lang="en"          lines such as `- **1**: says that ...`
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from autograder.authoring.master import Cell, error_at
from autograder.authoring.question import read_id, read_points
from autograder.authoring.testfiles import add_points
from autograder.text import localized

KIND = "written"

_TODO = "# TODO: "
_LEAVE = "leave this line where it is"
_RUBRIC_LINE = re.compile(r"- \*\*(\d+(?:\.\d{1,2})?)\*\*: \S")
_OF_TESTS = ("names", "requires", "core", "cpu_seconds")


@dataclass(frozen=True)
class WrittenQuestion:
    """One written question.

    Parameters
    ----------
    id : str
        Such as "w1".
    points : float
        The largest number that a marker can give.
    prompt, rubric : Cell
        The question and the criteria for marking.
    answers : tuple of Cell
        The model answer: texts, and code for plots.
    """

    id: str
    points: float
    prompt: Cell
    rubric: Cell
    answers: tuple[Cell, ...]


def is_written(prompt: Cell) -> bool:
    """Whether a prompt is that of a written question."""
    return prompt.keys.get("kind") == KIND


def read_written(
    master: Path, cells: Sequence[Cell], others: Sequence[str]
) -> tuple[WrittenQuestion, ...]:
    """Read the written questions of a master.

    Parameters
    ----------
    master : Path
        The file, for messages.
    cells : sequence of Cell
        All cells, each text with its translation.
    others : sequence of str
        The ids of the questions that tests grade.

    Raises
    ------
    ChalkgradError
        If a question lacks something, or its rubric does not add up to its points.
    """
    found: dict[str, WrittenQuestion] = {}
    prompt: Cell | None = None
    section: list[Cell] = []
    for cell in cells:
        if cell.kind == "prompt":
            _finish(master, prompt, section, found)
            prompt, section = (cell if is_written(cell) else None), []
            if prompt:
                read_id(master, prompt, (*found, *others), "w1")
        elif of := cell.keys.get("rubric", cell.keys.get("answer")):
            if prompt is None or of != prompt.keys["question"]:
                message = f"not in the section of written question {of!r}; move it after its prompt"
                raise error_at(master, cell.line, message)
            section.append(cell)
    _finish(master, prompt, section, found)
    return tuple(found.values())


def _finish(
    master: Path, prompt: Cell | None, section: list[Cell], found: dict[str, WrittenQuestion]
) -> None:
    """Check one question and add it."""
    if prompt is None:
        return
    id_, error = str(prompt.keys["question"]), partial(error_at, master, prompt.line)
    for key in _OF_TESTS:
        if key in prompt.keys:
            raise error(f"{key!r} of {id_!r}, which no test grades; remove it")
    points = read_points(master, prompt, 2, below=1000)
    rubrics = [cell for cell in section if cell.kind == "rubric"]
    answers = tuple(cell for cell in section if cell.kind != "rubric")
    if len(rubrics) != 1:
        raise error(f'{id_!r} needs one rubric; add `# %% [markdown] rubric="{id_}" lang="en"`')
    if not any(cell.kind == "answer" for cell in answers):
        raise error(f'{id_!r} has no model answer; add `# %% [markdown] answer="{id_}" ...`')
    for cell in answers:
        if cell.kind == "code" and not cell.source.startswith(_TODO):
            message = f"no TODO in the model answer; begin the cell with a comment `{_TODO}...`"
            raise error_at(master, cell.source_line, message)
    for rubric in (rubrics[0], rubrics[0].translation or rubrics[0]):
        lines = [_RUBRIC_LINE.match(each) for each in rubric.source.split("\n")]
        total = add_points(float(each[1]) for each in lines if each)
        if total != points:
            message = f"the rubric of {id_!r} adds up to {total:g} of {points:g} points"
            raise error_at(master, rubric.line, f"{message}; correct its lines `- **1**: ...`")
    found[id_] = WrittenQuestion(id_, points, prompt, rubrics[0], answers)


def blank(cell: Cell) -> str:
    """Return the cell that a student gets instead of a model answer, in the current language.

    Its first line holds the question's id, as not every editor keeps metadata and cell ids.
    """
    id_ = cell.keys["answer"]
    if cell.kind == "code":
        return f"# answer {id_}: {_LEAVE}\n{todo(cell)}"
    first = localized(
        f"<!-- answer {id_}: {_LEAVE}, and write below it -->",
        f"<!-- answer {id_}: 이 줄은 그대로 두고 아래에 쓰십시오 -->",
    )
    return f"{first}\n{placeholder()}"


def placeholder() -> str:
    """Return the sentence that the student replaces with an answer.

    It stays as it is: an answer in a notebook that was handed out earlier is told from it.
    """
    return localized(
        "*Your answer: double-click here and write it in the place of this sentence.*",
        "*답: 여기를 더블 클릭하여 이 문장을 지우고 쓰십시오.*",
    )


def is_only_todo(source: str) -> bool:
    """Whether a code cell holds nothing but its TODO comment, in whatever words."""
    lines = source.split("\n")
    return source.startswith(_TODO) and all(line.startswith("#") for line in lines)


def todo(cell: Cell) -> str:
    """Return the comment at the beginning of a code cell of a model answer."""
    lines = cell.source.split("\n")
    end = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return "\n".join(lines[:end])


def solved(cell: Cell) -> str:
    """Return the code of a model answer without its TODO comment."""
    return cell.source[len(todo(cell)) :].lstrip("\n")
