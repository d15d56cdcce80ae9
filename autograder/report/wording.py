"""The sentences about a result that pages and exports share, as plain text."""

from __future__ import annotations

from autograder.grading.result import QuestionResult, Result
from autograder.text import Text, localized, one_line, printable, use_language

NOT_GRADED = Text("This submission could not be graded.", "이 제출물은 채점하지 못했습니다.")
CUT_SHORT = Text(
    "Grading was cut short: these points are not final.",
    "채점이 중간에 끊겼습니다. 이 점수는 최종 점수가 아닙니다.",
)
ALL_PASSED = Text("All tests passed.", "모든 테스트를 통과했습니다.")


def summary(result: Result) -> str:
    """Return a submission's feedback as plain text in its language, one paragraph per question."""
    with use_language(result.language):
        if result.status == "ungraded":
            return f"{NOT_GRADED} " + " ".join(map(one_line, result.incidents))
        lines = [score_line(result)]
        if result.status == "partial":
            lines.append(str(CUT_SHORT))
        lines += adjustments(result)
        lines += map(question_line, result.questions)
        return "\n".join(lines)


def score_line(result: Result) -> str:
    """Return the score and its maximum."""
    return localized(
        f"Score: {result.score:g} of {result.max_score:g}",
        f"점수: {result.max_score:g}점 만점에 {result.score:g}점",
    )


def question_line(question: QuestionResult) -> str:
    """Return a question's id, points and feedback."""
    return f"{heading(question)}. {printable(question.feedback)}"


def why_ungraded(result: Result) -> str:
    """Return why a submission has no score."""
    return " ".join(map(one_line, result.incidents)) or localized(
        "The grader itself failed; your answer is not to blame.",
        "채점기 자체에 문제가 생겼습니다. 여러분의 답 때문이 아닙니다.",
    )


def heading(question: QuestionResult) -> str:
    """Return a question's id and points."""
    return f"{one_line(question.id)}, {points_of(question)}"


def points_of(question: QuestionResult) -> str:
    """Return how many of a question's points were earned."""
    got, most = f"{question.points:g}", f"{question.max_points:g}"
    if question.bonus:
        return localized(f"{got} of {most} as a bonus", f"보너스 {most}점 가운데 {got}점")
    return localized(f"{got} of {most}", f"{most}점 가운데 {got}점")


def adjustments(result: Result) -> list[str]:
    """Return a line for each change of the score by the course's policies."""
    return [f"{one_line(each.reason)}: {each.points:+g}" for each in result.adjustments]


def share(result: Result) -> float:
    """Return the score as a share of the maximum, 0 to 1."""
    if not result.max_score:
        return 0.0
    return round(min(1.0, max(0.0, result.score / result.max_score)), 6)
