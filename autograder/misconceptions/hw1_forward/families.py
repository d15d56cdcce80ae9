"""Hints that several wrong answers share because no test tells them apart."""

from autograder.text import Text

FAMILIES: dict[str, Text] = {
    "relu-truth-value": Text(
        "`if` and `max` need a single True or False; an array compared with 0 has one for every "
        "element.",
        '파이썬의 `if`와 `max`에는 "0보다 큰가?"의 답이 하나여야 합니다. 배열에는 원소마다 답이 '
        "있습니다.",
    ),
}
