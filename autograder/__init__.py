"""chalkgrad: auto-graded homework on how a neural network learns.

Each room stands on those above it in this list and imports none below it (`tests/test_rooms.py`).
`text`, `errors` and `compare` are the ground that all stand on; `hidden_tests` is no room.

    handout, data, misconceptions   what students get; the digits; known wrong and right answers
    submissions, intake             one file, read tolerantly; a download, and whose each file is
    sandbox                         the processes that run student code, and the fence around them
    authoring                       a master and its tests become an `Assignment`
    diagnosis                       which known mistake an answer makes
    building                        an `Assignment` becomes what students and other graders get
    grading, course                 a submission becomes a `Result`; a class, a gradebook
    report, written, export         results for instructors, students and LMSs; marking by hand
    runners                         the doors of other programs: Otter, Gradescope, pytest
    audit, bench                    the graders on trial; their speed
    cli                             arguments in, lines and exit codes out
"""

__version__ = "0.1.0"
