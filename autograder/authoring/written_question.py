"""A written question: its prompt, its rubric and its model answer, checked.

Owns what the master may say of it, and what stands in the notebook where the student answers. The
rubric and the model answer are for instructors: the build leaves them out of what students get.

In the master, behind the prompt, each text with its translation::

    # %% [markdown] question="w1" points=2 lang="en" kind="written"
    # %% [markdown] answer="w1" lang="en"          the model answer; the student's cell is empty
    # %% answer="w1"                               code, such as a plot; the student gets its TODO
    # %% [markdown] rubric="w1" lang="en"          lines such as `- **1**: says that ...`
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.authoring.master import Cell, bad
from autograder.text import localized

KIND = "written"

_ID = re.compile(r"[a-z][a-z0-9_]{0,49}")
_TODO = "# TODO: "
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
        The most that a marker can give.
    prompt, rubric : Cell
        What is asked and what is looked for.
    answers : tuple of Cell
        The model answer: texts, and code for plots.
    """

    id: str
    points: float
    prompt: Cell
    rubric: Cell
    answers: tuple[Cell, ...]


def is_written(prompt: Cell) -> bool:
    """Tell whether a prompt is that of a written question."""
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
            if prompt and (prompt.keys["question"] in found or prompt.keys["question"] in others):
                raise bad(master, cell.line, f"question {cell.keys['question']!r} stands twice")
        elif of := cell.keys.get("rubric", cell.keys.get("answer")):
            if prompt is None or of != prompt.keys["question"]:
                raise bad(
                    master, cell.line, f"no part of written question {of!r}; put it behind its text"
                )
            section.append(cell)
    _finish(master, prompt, section, found)
    return tuple(found.values())


def _finish(
    master: Path, prompt: Cell | None, section: list[Cell], found: dict[str, WrittenQuestion]
) -> None:
    """Check one question and add it."""
    if prompt is None:
        return
    id_, line, points = prompt.keys["question"], prompt.line, prompt.keys.get("points")
    if not isinstance(id_, str) or not _ID.fullmatch(id_):
        raise bad(master, line, f'question {id_!r} is no id; write e.g. question="w1"')
    for key in _OF_TESTS:
        if key in prompt.keys:
            raise bad(master, line, f"{key!r} of {id_!r}, which no test grades; take it out")
    if isinstance(points, bool) or not isinstance(points, int | float) or not 0 < points < 1000:
        raise bad(master, line, f"written question {id_!r} needs points above 0; add points=2")
    rubrics = [cell for cell in section if cell.kind == "rubric"]
    answers = tuple(cell for cell in section if cell.kind != "rubric")
    if len(rubrics) != 1:
        raise bad(
            master,
            line,
            f'{id_!r} needs one rubric; add `# %% [markdown] rubric="{id_}" lang="en"`',
        )
    if not any(cell.kind == "answer" for cell in answers):
        raise bad(
            master, line, f'{id_!r} has no model answer; add `# %% [markdown] answer="{id_}" ...`'
        )
    for cell in answers:
        if cell.kind == "code" and not cell.source.startswith(_TODO):
            raise bad(master, cell.source_line, f"begin the cell with a comment `{_TODO}...`")
    for rubric in (rubrics[0], rubrics[0].translation or rubrics[0]):
        lines = [_RUBRIC_LINE.match(each) for each in rubric.source.split("\n")]
        total = sum(round(float(each[1]) * 100) for each in lines if each) / 100
        if total != points:
            raise bad(
                master,
                rubric.line,
                f"the rubric of {id_!r} adds up to {total:g} of {points:g} points; mend its lines "
                "`- **1**: ...`",
            )
    found[id_] = WrittenQuestion(id_, float(points), prompt, rubrics[0], answers)


def blank(cell: Cell) -> str:
    """Return what a student gets in the place of a model answer, in the current language.

    Its first line says whose answer it is: metadata and ids do not survive every editor.
    """
    id_ = cell.keys["answer"]
    if cell.kind == "code":
        return f"# answer {id_}: {_LEAVE}\n{todo(cell)}"
    first = localized(
        f"<!-- answer {id_}: leave this line where it is, and write below it -->",
        f"<!-- answer {id_}: 이 줄은 그대로 두고 아래에 쓰십시오 -->",
    )
    return f"{first}\n{placeholder()}"


_LEAVE = "leave this line where it is"


def placeholder() -> str:
    """Return the sentence that stands where the student is to write."""
    return localized(
        "*Your answer: double-click here and write it in the place of this sentence.*",
        "*답: 여기를 더블 클릭하여 이 문장을 지우고 쓰십시오.*",
    )


def todo(cell: Cell) -> str:
    """Return the comment that a code cell of a model answer begins with."""
    lines = cell.source.split("\n")
    end = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return "\n".join(lines[:end])


def solved(cell: Cell) -> str:
    """Return the code of a model answer without its TODO."""
    return cell.source[len(todo(cell)) :].lstrip("\n")
