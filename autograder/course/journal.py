"""The journal of graded submissions: one SQLite file in the output folder.

Owns what survives a killed run. A submission's result is kept under the hashes of its bytes, of the
grader and of the environment. The result last released to a student is kept too, so that a regrade
can be compared with it. The files made from results are left to `release`.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from autograder.errors import ChalkgradError
from autograder.grading.result import Result

NAME = "journal.sqlite"
_VERSION = 1
_TABLES = """
CREATE TABLE graded (
    submission TEXT, grader TEXT, environment TEXT, result BLOB,
    PRIMARY KEY (submission, grader, environment)
) WITHOUT ROWID;
CREATE TABLE given (student TEXT PRIMARY KEY, result BLOB) WITHOUT ROWID;
"""


class Journal:
    """Results of earlier runs.

    Parameters
    ----------
    folder : Path
        Where the journal is, or will be.
    grader, environment : str
        Hashes; see `grading.hashes`.

    Raises
    ------
    ChalkgradError
        The journal cannot be opened or written.
    """

    def __init__(self, folder: Path, grader: str, environment: str) -> None:
        self.path = folder / NAME
        self._grader = grader
        self._environment = environment
        with self._explained():
            # Written from one thread, one statement at a time; each is its own transaction.
            self._database = sqlite3.connect(self.path, isolation_level=None)
            self._database.execute("PRAGMA journal_mode=WAL")
            # A killed process loses nothing with this; a power cut, the last results.
            self._database.execute("PRAGMA synchronous=NORMAL")
            version = self._database.execute("PRAGMA user_version").fetchone()[0]
            if version == 0:
                self._database.executescript(
                    f"BEGIN; {_TABLES} PRAGMA user_version={_VERSION}; COMMIT;"
                )
            elif version != _VERSION:
                raise ChalkgradError(
                    f"{self.path}: is of another version of chalkgrad; grade into a new -o, or "
                    "delete the file to grade everything again"
                )

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def find(self, submission: str) -> Result | None:
        """Return a submission's result, if this grader has graded it."""
        return self._read(
            "SELECT result FROM graded WHERE submission=? AND grader=? AND environment=?",
            (submission, self._grader, self._environment),
        )

    def has(self, submission: str) -> bool:
        """Tell whether a submission is graded; after a fault of the grader it is tried again."""
        found = self.find(submission)
        return found is not None and found.status == "graded"

    def keep(self, submission: str, result: Result) -> None:
        """Store a submission's result."""
        with self._explained():
            self._database.execute(
                "INSERT OR REPLACE INTO graded VALUES (?, ?, ?, ?)",
                (submission, self._grader, self._environment, _pack(result)),
            )

    def released(self, student_id: str) -> Result | None:
        """Return the result last released to a student."""
        return self._read("SELECT result FROM given WHERE student=?", (student_id,))

    def release(self, student_id: str, result: Result) -> None:
        """Store the result that is released to a student."""
        with self._explained():
            self._database.execute(
                "INSERT OR REPLACE INTO given VALUES (?, ?)", (student_id, _pack(result))
            )

    def students(self) -> set[str]:
        """Return the ids of all students with a released result."""
        with self._explained():
            return {row[0] for row in self._database.execute("SELECT student FROM given")}

    def _read(self, query: str, values: tuple[str, ...]) -> Result | None:
        with self._explained():
            row = self._database.execute(query, values).fetchone()
        if row is None:
            return None
        try:
            return Result.from_json(zlib.decompress(row[0]).decode("utf-8"))
        except (ValueError, TypeError, KeyError, zlib.error):
            # It has an older form, and counts as missing.
            return None

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Report an error of SQLite in one line, with what to do about it."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            if not isinstance(error, sqlite3.OperationalError):
                remedy = "delete it to grade everything again"
            elif "full" in str(error) or "disk I/O" in str(error):
                remedy = "make room and run the same command again"
            else:
                remedy = "choose another -o, or make that folder writable"
            raise ChalkgradError(
                f"{self.path}: {error}; {remedy}; results already written stay", exit_code=1
            ) from None


def _pack(result: Result) -> bytes:
    return zlib.compress(result.to_json().encode("utf-8", "backslashreplace"), 1)
