"""What the exports say of a question: one place for the words, plain text only."""

from __future__ import annotations

from autograder.plain import one_line, plain
from autograder.result import QuestionResult, Result


def summary(result: Result) -> str:
    """Return a submission's feedback as plain text, a paragraph a question."""
    if result.status == "ungraded":
        return "This submission could not be graded. " + " ".join(map(one_line, result.incidents))
    lines = [f"Score: {result.score:g} of {result.max_score:g}"]
    if result.status == "partial":
        lines.append("Grading was cut short: these points are not final.")
    lines += adjustments(result)
    lines += [f"{said(question)}. {plain(question.feedback)}" for question in result.questions]
    return "\n".join(lines)


def said(question: QuestionResult) -> str:
    """Return a question's id and points."""
    bonus = " as a bonus" if question.bonus else ""
    return f"{one_line(question.id)}, {question.points:g} of {question.max_points:g}{bonus}"


def adjustments(result: Result) -> list[str]:
    """Return what the course's policies have made of the score, a line each."""
    return [
        f"{one_line(each.reason)}: {each.points:+g}" for each in getattr(result, "adjustments", [])
    ]


def share(result: Result) -> float:
    """Return the score as a share of the maximum, 0 to 1."""
    if not result.max_score:
        return 0.0
    return round(min(1.0, max(0.0, result.score / result.max_score)), 6)
