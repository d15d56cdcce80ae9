"""Wrong answers to question 2: the cross entropy error."""

from autograder.misconceptions import WrongAnswer

Q = "q2_cross_entropy_error"
BOOK = "the book, section 4.2.4: the function before batches are introduced"

_AS_BATCH = """
            if y.ndim == 1:
                y, t = y.reshape(1, -1), t.reshape(1, -1)
"""
_LABELS = """
            if t.ndim == 2:
                t = np.argmax(t, axis=1)
            n = y.shape[0]
"""


def _with(end: str, batch: str = _AS_BATCH, labels: str = _LABELS) -> str:
    """Return a function that prepares y and t as the reference does and ends in another way."""
    return f"""
        def cross_entropy_error(y, t):{batch.rstrip()}{labels.rstrip()}
            {end}
        """


WRONG = [
    WrongAnswer(
        "cee-sum",
        Q,
        _with("return -np.sum(np.log(y[np.arange(n), t] + 1e-7))"),
        "For a batch you return the sum over its rows. Which kind of average keeps the loss from "
        "growing with the batch?",
    ),
    WrongAnswer(
        "cee-mean-over-classes",
        Q,
        """
        def cross_entropy_error(y, t):
            if y.ndim == 1:
                y, t = y.reshape(1, -1), t.reshape(1, -1)
            if t.ndim == 1:
                t = np.eye(y.shape[1])[t]
            return -np.mean(t * np.log(y + 1e-7))
        """,
        "Your mean runs over all entries, classes included. Only the number of rows may divide.",
    ),
    WrongAnswer(
        "cee-divided-by-classes",
        Q,
        _with("return -np.sum(np.log(y[np.arange(n), t] + 1e-7)) / y.shape[1]"),
        "You divide by the number of classes. What is averaged over are the rows of the batch.",
        "batch size taken from the wrong axis",
    ),
    WrongAnswer(
        "cee-divided-twice",
        Q,
        _with("return -np.mean(np.log(y[np.arange(n), t] + 1e-7)) / n"),
        "The batch size divides twice: once in the mean, and once more after it.",
    ),
    WrongAnswer(
        "cee-no-minus",
        Q,
        _with("return np.sum(np.log(y[np.arange(n), t] + 1e-7)) / n"),
        "Your loss is negative, and gets lower the worse the answer is: a minus is missing.",
    ),
    WrongAnswer(
        "cee-log10",
        Q,
        _with("return -np.sum(np.log10(y[np.arange(n), t] + 1e-7)) / n"),
        "This is the logarithm to base 10; the loss is made with the natural one.",
        "calculator habits",
    ),
    WrongAnswer(
        "cee-log2",
        Q,
        _with("return -np.sum(np.log2(y[np.arange(n), t] + 1e-7)) / n"),
        "This is the logarithm to base 2 (bits); the loss is made with the natural one.",
        "information theory courses",
    ),
    WrongAnswer(
        "cee-log1p",
        Q,
        _with("return -np.sum(np.log1p(y[np.arange(n), t])) / n"),
        "`log1p(y)` is the logarithm of 1 + y. A tiny number is to be added, not 1.",
    ),
    WrongAnswer(
        "cee-no-epsilon",
        Q,
        _with("return -np.sum(np.log(y[np.arange(n), t])) / n"),
        "All is well until the true class has probability exactly 0: then your result is not a "
        "finite number.",
        family="cee-infinite",
    ),
    WrongAnswer(
        "cee-no-epsilon-one-hot",
        Q,
        """
        def cross_entropy_error(y, t):
            if y.ndim == 1:
                y, t = y.reshape(1, -1), t.reshape(1, -1)
            if t.ndim == 1:
                t = np.eye(y.shape[1])[t]
            return -np.sum(t * np.log(y)) / len(y)
        """,
        "Where a probability is exactly 0, your result is not a finite number (0 times infinity "
        "is none).",
    ),
    WrongAnswer(
        "cee-epsilon-outside",
        Q,
        _with("return -np.sum(np.log(y[np.arange(n), t]) + 1e-7) / n"),
        "The tiny number is added after the logarithm has been taken, where it cannot help: "
        "log(0) stays infinite.",
        "parentheses",
        family="cee-infinite",
    ),
    WrongAnswer(
        "cee-huge-epsilon",
        Q,
        _with("return -np.sum(np.log(y[np.arange(n), t] + 1e-1)) / n"),
        "What you add inside the logarithm is so large that it changes every result, not only "
        "those at probability 0.",
    ),
    WrongAnswer(
        "cee-large-epsilon",
        Q,
        _with("return -np.sum(np.log(y[np.arange(n), t] + 1e-2)) / n"),
        "What you add inside the logarithm is large enough to change ordinary results.",
    ),
    WrongAnswer(
        "cee-epsilon-1e-4",
        Q,
        _with("return -np.sum(np.log(y[np.arange(n), t] + 1e-4)) / n"),
        "What you add inside the logarithm is too large: it shows in ordinary results. The text "
        "names a size.",
        "the h of question 4",
    ),
    WrongAnswer(
        "cee-epsilon-multiplied",
        Q,
        _with("return -np.sum(np.log(y[np.arange(n), t] * 1e-7)) / n"),
        "The tiny number multiplies y; it should only keep y away from 0.",
    ),
    WrongAnswer(
        "cee-epsilon-7",
        Q,
        _with("return -np.sum(np.log(y[np.arange(n), t] + 1e7)) / n"),
        "`1e7` is ten million. A tiny number was meant: look at its exponent.",
    ),
    WrongAnswer(
        "cee-all-classes",
        Q,
        """
        def cross_entropy_error(y, t):
            n = 1 if y.ndim == 1 else y.shape[0]
            return -np.sum(np.log(y + 1e-7)) / n
        """,
        "All classes count in your loss; only the probability of the true one should.",
    ),
    WrongAnswer(
        "cee-largest-probability",
        Q,
        """
        def cross_entropy_error(y, t):
            if y.ndim == 1:
                y = y.reshape(1, -1)
            return -np.mean(np.log(y.max(axis=1) + 1e-7))
        """,
        "You use the largest probability of each row, whatever the truth is: t has no say.",
    ),
    WrongAnswer(
        "cee-binary",
        Q,
        """
        def cross_entropy_error(y, t):
            if y.ndim == 1:
                y, t = y.reshape(1, -1), t.reshape(1, -1)
            if t.ndim == 1:
                t = np.eye(y.shape[1])[t]
            return -np.sum(t * np.log(y + 1e-7) + (1 - t) * np.log(1 - y + 1e-7)) / len(y)
        """,
        "This is the cross entropy for yes-or-no answers: the wrong classes count as well. Here "
        "only the true one does.",
        "logistic regression in other courses",
    ),
    WrongAnswer(
        "cee-swapped",
        Q,
        """
        def cross_entropy_error(y, t):
            if y.ndim == 1:
                y, t = y.reshape(1, -1), t.reshape(1, -1)
            if t.ndim == 1:
                t = np.eye(y.shape[1])[t]
            return -np.sum(y * np.log(t + 1e-7)) / len(y)
        """,
        "y and t have changed places: the logarithm is to be taken of the prediction.",
    ),
    WrongAnswer(
        "cee-log-of-t",
        Q,
        """
        def cross_entropy_error(y, t):
            if y.ndim == 1:
                y, t = y.reshape(1, -1), t.reshape(1, -1)
            if t.ndim == 1:
                t = np.eye(y.shape[1])[t]
            return -np.sum(np.log(t * y + 1e-7)) / len(y)
        """,
        "t stands inside the logarithm, so each wrong class adds the logarithm of nearly 0.",
        "parentheses",
    ),
    WrongAnswer(
        "cee-no-logarithm",
        Q,
        _with("return -np.sum(y[np.arange(n), t]) / n"),
        "You average the probabilities themselves: the logarithm is missing.",
    ),
    WrongAnswer(
        "cee-one-minus",
        Q,
        _with("return np.sum(1 - y[np.arange(n), t]) / n"),
        "You average how much is missing to probability 1; the loss uses a logarithm.",
    ),
    WrongAnswer(
        "cee-log-of-mean",
        Q,
        _with("return -np.log(np.mean(y[np.arange(n), t]) + 1e-7)"),
        "You take the logarithm of the mean; the mean of the logarithms is wanted.",
        "order of operations",
    ),
    WrongAnswer(
        "cee-one-hot-times-picked",
        Q,
        """
        def cross_entropy_error(y, t):
            if y.ndim == 1:
                y, t = y.reshape(1, -1), t.reshape(1, -1)
            n = y.shape[0]
            if t.ndim == 2:
                return -np.sum(t * np.log(y + 1e-7)) / n
            return -np.sum(t * np.log(y[np.arange(n), t] + 1e-7)) / n
        """,
        "With labels, the picked logarithms are multiplied by the label numbers: class 3 then "
        "counts three times, class 0 not at all.",
        "the book's one-hot formula mixed with that for labels",
    ),
    WrongAnswer(
        "cee-labels-as-one-hot",
        Q,
        """
        def cross_entropy_error(y, t):
            if y.ndim == 1:
                return -np.sum(t * np.log(y + 1e-7))
            return -np.sum(t.reshape(len(y), -1) * np.log(y + 1e-7)) / len(y)
        """,
        "Integer labels are multiplied with log y as if they were one-hot rows.",
    ),
    WrongAnswer(
        "cee-one-hot-as-labels",
        Q,
        """
        def cross_entropy_error(y, t):
            if y.ndim == 1:
                y, t = y.reshape(1, -1), t.reshape(1, -1)
            n = y.shape[0]
            if t.ndim == 2:
                t = t[:, 0].astype(int)
            return -np.sum(np.log(y[np.arange(n), t] + 1e-7)) / n
        """,
        "A one-hot row is read as if its entry were the label: the label is the place of the 1.",
    ),
    WrongAnswer(
        "cee-argmax-axis-0",
        Q,
        _with(
            "return -np.sum(np.log(y[np.arange(n), t] + 1e-7)) / n",
            labels="""
            if t.ndim == 2:
                t = np.argmax(t, axis=0)
            n = y.shape[0]
""",
        ),
        "Your `argmax` goes down the columns of t; the true class is to be found in each row.",
        "argmax over the wrong axis",
    ),
    WrongAnswer(
        "cee-argmax-whole",
        Q,
        _with(
            "return -np.sum(np.log(y[np.arange(n), t] + 1e-7)) / n",
            labels="""
            if t.ndim == 2:
                t = np.argmax(t)
            n = y.shape[0]
""",
        ),
        "`np.argmax(t)` without an axis gives a single number for the whole batch.",
    ),
    WrongAnswer(
        "cee-argmax-of-y",
        Q,
        _with(
            "return -np.sum(np.log(y[np.arange(n), t] + 1e-7)) / n",
            labels="""
            if t.ndim == 2:
                t = np.argmax(y, axis=1)
            n = y.shape[0]
""",
        ),
        "For one-hot t, you pick the class that y prefers; the truth stands in t.",
    ),
    WrongAnswer(
        "cee-size-test",
        Q,
        """
        def cross_entropy_error(y, t):
            if y.ndim == 1:
                y, t = y.reshape(1, -1), t.reshape(1, -1)
            if len(t) == t.size and len(t) == 1:
                t = t.reshape(1)
            if t.shape[0] == y.shape[1]:
                t = np.eye(y.shape[1])[t] if t.ndim == 1 else t
                return -np.sum(t.T * np.log(y + 1e-7)) / y.shape[0]
            if t.ndim == 2:
                t = np.argmax(t, axis=1)
            return -np.sum(np.log(y[np.arange(len(y)), t] + 1e-7)) / len(y)
        """,
        "Your function tells the forms of t apart by a length, which fails when the batch has as "
        "many rows as classes. Ask for the number of dimensions.",
    ),
    WrongAnswer(
        "cee-book-size",
        Q,
        """
        def cross_entropy_error(y, t):
            if y.ndim == 1:
                y, t = y.reshape(1, -1), t.reshape(1, -1)
            if t.shape[-1] == y.shape[1]:
                return -np.sum(t * np.log(y + 1e-7)) / y.shape[0]
            return -np.sum(np.log(y[np.arange(y.shape[0]), t] + 1e-7)) / y.shape[0]
        """,
        "Labels are taken for one-hot rows when there are as many of them as classes. Ask t for "
        "its number of dimensions.",
    ),
    WrongAnswer(
        "cee-all-columns",
        Q,
        _with("return -np.sum(np.log(y[:, t] + 1e-7)) / n"),
        "`y[:, t]` takes the columns t of every row. Each row has its own true class.",
        "fancy indexing",
    ),
    WrongAnswer(
        "cee-index-swapped",
        Q,
        _with("return -np.sum(np.log(y[t, np.arange(n)] + 1e-7)) / n"),
        "Rows and columns are exchanged in the index: the row comes first.",
        "fancy indexing",
    ),
    WrongAnswer(
        "cee-rows-by-label",
        Q,
        _with("return -np.sum(np.log(y[t] + 1e-7)) / n"),
        "`y[t]` picks whole rows, by the numbers of the classes.",
        "fancy indexing",
    ),
    WrongAnswer(
        "cee-label-minus-one",
        Q,
        _with("return -np.sum(np.log(y[np.arange(n), t - 1] + 1e-7)) / n"),
        "You look one class to the left of the true one: labels start at 0, as indices do.",
        "off by one",
    ),
    WrongAnswer(
        "cee-per-row",
        Q,
        _with("return -np.log(y[np.arange(n), t] + 1e-7)"),
        "You return the losses of the rows one by one; a batch has one loss.",
    ),
    WrongAnswer(
        "cee-no-single",
        Q,
        """
        def cross_entropy_error(y, t):
            if t.ndim == 2:
                t = np.argmax(t, axis=1)
            n = y.shape[0]
            return -np.sum(np.log(y[np.arange(n), t.astype(int)] + 1e-7)) / n
        """,
        "A single example, with y and t of one dimension, is not understood: your function "
        "expects rows.",
    ),
    WrongAnswer(
        "cee-single-over-classes",
        Q,
        """
        def cross_entropy_error(y, t):
            if t.ndim == 1 and y.ndim == 2:
                t = np.eye(y.shape[1])[t]
            return -np.sum(t * np.log(y + 1e-7)) / y.shape[0]
        """,
        "For a single example, `y.shape[0]` is the number of classes, not the batch size.",
        "the book's errata: the batch size is taken before y is made a batch of one",
    ),
    WrongAnswer(
        "cee-no-batch",
        Q,
        """
        def cross_entropy_error(y, t):
            return -np.sum(t * np.log(y + 1e-7))
        """,
        "This is right for one example with one-hot t only; batches, and integer labels, come "
        "as well.",
        BOOK,
    ),
    WrongAnswer(
        "cee-no-labels",
        Q,
        """
        def cross_entropy_error(y, t):
            n = 1 if y.ndim == 1 else y.shape[0]
            return -np.sum(t * np.log(y + 1e-7)) / n
        """,
        "One-hot t is understood, integer labels are not: there are no 1s in them to pick with.",
        "the book, section 4.2.4, the version for one-hot batches",
    ),
    WrongAnswer(
        "cee-no-one-hot-batch",
        Q,
        """
        def cross_entropy_error(y, t):
            if y.ndim == 1:
                return -np.sum(t * np.log(y + 1e-7))
            n = y.shape[0]
            return -np.sum(np.log(y[np.arange(n), t.astype(int)] + 1e-7)) / n
        """,
        "In a batch, only integer labels are understood, one-hot rows are not.",
    ),
    WrongAnswer(
        "cee-softmax-again",
        Q,
        _with(
            "return -np.sum(np.log(y[np.arange(n), t] + 1e-7)) / n",
            batch="""
            y = softmax(y)
            if y.ndim == 1:
                y, t = y.reshape(1, -1), t.reshape(1, -1)
""",
        ),
        "y holds probabilities already; you send them through softmax once more.",
        "libraries whose cross entropy takes scores",
    ),
    WrongAnswer(
        "cee-print",
        Q,
        _with("print(-np.sum(np.log(y[np.arange(n), t] + 1e-7)) / n)"),
        "Your function prints or computes its result but does not return it.",
    ),
    WrongAnswer(
        "cee-first-row",
        Q,
        _with("return -np.log(y[0, t[0]] + 1e-7)"),
        "Only the first row of the batch counts in your loss.",
    ),
    WrongAnswer(
        "cee-return-in-loop",
        Q,
        _with(
            "total = 0.0\n            for row, label in zip(y, t):\n"
            "                total -= np.log(row[label] + 1e-7)\n                return total / n"
        ),
        "Your loop ends after its first row: the `return` stands inside it.",
        "indentation",
    ),
    WrongAnswer(
        "cee-last-row-skipped",
        Q,
        _with("return -sum(np.log(y[i, t[i]] + 1e-7) for i in range(n - 1)) / n"),
        "The last row of the batch is left out.",
        "off by one",
    ),
    WrongAnswer(
        "cee-one-row-squeezed",
        Q,
        _with(
            "return -np.sum(np.log(y[np.arange(n), t] + 1e-7)) / n",
            batch="""
            y, t = np.squeeze(y), np.squeeze(t)
            if y.ndim == 1:
                y, t = y.reshape(1, -1), t.reshape(1, -1)
""",
        ),
        "A batch that happens to have a single row loses its form: see what `squeeze` does to it.",
    ),
    WrongAnswer(
        "cee-squared",
        Q,
        """
        def cross_entropy_error(y, t):
            n = 1 if y.ndim == 1 else y.shape[0]
            if y.ndim == 2 and t.ndim == 1:
                t = np.eye(y.shape[1])[t]
            return 0.5 * np.sum((y - t) ** 2) / n
        """,
        "This is the squared error of question 1, not the cross entropy.",
    ),
    WrongAnswer(
        "cee-zero-at-zero",
        Q,
        """
        def cross_entropy_error(y, t):
            if y.ndim == 1:
                y, t = y.reshape(1, -1), t.reshape(1, -1)
            if t.ndim == 1:
                t = np.eye(y.shape[1])[t]
            return -np.sum(np.nan_to_num(t * np.log(y), nan=0.0, posinf=0.0, neginf=0.0)) / len(y)
        """,
        "Where the true class has probability 0 your loss is 0, the best there is. It should be "
        "large there.",
    ),
]
