"""Hints that several wrong answers share because no test tells them apart."""

from autograder.text import Text

FAMILIES: dict[str, Text] = {
    "relu-truth-value": Text(
        'Python\'s `if` and `max` want one answer to "above 0?"; an array has one for each element.',
        '파이썬의 `if`와 `max`에는 "0보다 큰가?"의 답이 하나여야 합니다. 배열에는 원소마다 답이 '
        "있습니다.",
    ),
}
