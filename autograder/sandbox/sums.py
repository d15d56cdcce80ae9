"""What one submission has used in all: of what each test or cell may use a little, many use much.

Owns the sums over all tests, and what is said when one is used up. The caps of a single cell or
test are left to `channel`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from autograder.sandbox.limits import Limits
from autograder.text import Text, localized


@dataclass
class Sums:
    """What the tests of one submission have used so far.

    Attributes
    ----------
    incidents : list of str
        Gets a line for the first sum that is used up.
    idle : float
        Seconds for which they have kept the grader waiting without being busy.
    own_cpu : float
        CPU seconds of the grader itself.
    reruns_cpu : float
        CPU seconds of cells that have run again, in fresh workers.
    """

    limits: Limits
    incidents: list[str] = field(default_factory=list)
    idle: float = 0.0
    own_cpu: float = 0.0
    reruns_cpu: float = 0.0

    def used_up(self) -> bool:
        """Whether a sum is used up, so that no further test runs; then an incident says which."""
        reason = self._reason()
        if reason is not None:
            self._note(reason)
        return reason is not None

    def note_restarts(self) -> None:
        """Record that too many cells have ended the process."""
        times = self.limits.restarts
        self._note(
            Text(
                f"cells ended the process {times} times, so the rest did not run",
                f"셀이 프로세스를 {times}번 끝내서 나머지 셀은 실행하지 않았습니다",
            )
        )

    def _note(self, reason: Text) -> None:
        incident = localized(f"Stopped: {reason}.", f"중단했습니다: {reason}.")
        if incident not in self.incidents:
            self.incidents.append(incident)

    def _reason(self) -> Text | None:
        limits = self.limits
        if self.idle > limits.tests_idle_seconds:
            return _rest(
                f"stood idle for {limits.tests_idle_seconds:g} seconds in its tests together",
                f"테스트를 모두 합쳐 {limits.tests_idle_seconds:g}초 동안 기다리기만 했습니다",
            )
        if self.own_cpu > limits.own_cpu_seconds:
            return _rest(
                f"kept the grader itself busy for {limits.own_cpu_seconds:g} seconds",
                f"채점기 자신의 CPU 시간을 {limits.own_cpu_seconds:g}초나 쓰게 했습니다",
            )
        if self.reruns_cpu > limits.reruns_cpu_seconds:
            return _rest(
                "needed a fresh process for each test, and running the cells again in each took "
                f"{limits.reruns_cpu_seconds:g} CPU seconds",
                "테스트마다 새 프로세스가 필요해서 셀을 다시 실행하는 데 CPU 시간 "
                f"{limits.reruns_cpu_seconds:g}초를 썼습니다",
            )
        return None


def _rest(english: str, korean: str) -> Text:
    return Text(
        f"{english}, so the tests that were left did not run",
        f"{korean}. 그래서 남은 테스트는 실행하지 않았습니다",
    )
