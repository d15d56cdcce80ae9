"""The speed figures of the README that `chalkgrad bench` measures.

Owns the list of figures and their claims. Measuring is left to `grading`, `classes` and `gradient`,
repeating and printing to `bench`. To add one, write a function that returns one measured value and
add it to `FIGURES`.

Most figures are CPU times, so that a busy machine changes little. The two sides of a comparison
are measured in turn, A B A B, so that a machine that slows down slows both.
"""

from __future__ import annotations

from autograder.bench import classes, gradient, grading
from autograder.bench.figure import Figure

FIGURES = (
    Figure(
        "cold-grade",
        "`chalkgrad grade` of one submission, in CPU time less than `otter run` on the same tests",
        grading.cold_grade,
        # The goal is 10. The rest: 60 forks, the frames of callbacks, importing NumPy twice.
        claim=1.5,
        unit="times",
    ),
    Figure(
        "batch-overhead",
        "CPU time besides the submission's own computing, per submission of a batch",
        grading.batch_overhead,
        # The goal is 300, see above.
        claim=1000,
        unit="ms",
        at_most=True,
    ),
    Figure(
        "class",
        "submissions per minute of `chalkgrad grade` with two jobs, compared with a loop over "
        "`otter run`",
        classes.throughput,
        claim=10,
        unit="times",
        repeats=3,
    ),
    Figure(
        "class-rate",
        "submissions per minute of a class of 100, start-up included",
        classes.rate,
        claim=60,
        unit="a minute",
        repeats=3,
    ),
    Figure(
        "worker",
        "a worker for a submission, forked from the zygote until it answers",
        grading.worker,
        claim=80,
        unit="ms",
        at_most=True,
        repeats=15,
    ),
    Figure(
        "fence",
        "CPU time that the fence adds to a worker",
        grading.fence,
        claim=30,
        unit="ms",
        at_most=True,
        repeats=15,
    ),
    Figure(
        "fork",
        "a process for a test, forked from the submission's worker until it answers",
        grading.fork,
        claim=10,
        unit="ms",
        at_most=True,
        repeats=15,
    ),
    Figure(
        "fast-gradient",
        "the bonus reference against the plain loop: one gradient at 784-50-10, 100 digits",
        gradient.against_plain_loop,
        claim=350,
        unit="times",
        repeats=9,
    ),
    Figure(
        "backpropagation",
        "backpropagation against the bonus reference: the same gradient",
        gradient.against_backpropagation,
        claim=100,
        unit="times",
        at_most=True,
        repeats=9,
    ),
    Figure(
        "full-training",
        "784-50-10 trained on numerical gradients alone to 90% accuracy on 1,000 new digits",
        gradient.full_training,
        claim=15,
        unit="s",
        at_most=True,
        repeats=3,
    ),
)
