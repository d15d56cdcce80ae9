"""Wrong answers to question 3: the mini-batch."""

from autograder.misconceptions import WrongAnswer

Q = "q3_sample_minibatch"


def _rows(rows: str, end: str = "return x_train[rows], t_train[rows]", before: str = "") -> str:
    """Return a function that draws other rows, or does something else with them."""
    return f"""{before}
        def sample_minibatch(x_train, t_train, batch_size):
            rows = {rows}
            {end}
        """


CHOICE = "np.random.choice(x_train.shape[0], batch_size)"

WRONG = [
    WrongAnswer(
        "batch-two-draws",
        Q,
        _rows(
            CHOICE,
            "others = np.random.choice(x_train.shape[0], batch_size)\n"
            "            return x_train[rows], t_train[others]",
        ),
        "The rows of x and those of t are drawn apart, so images and labels no longer belong "
        "together.",
        family="batch-unpaired",
    ),
    WrongAnswer(
        "batch-t-from-start",
        Q,
        _rows(CHOICE, "return x_train[rows], t_train[:batch_size]"),
        "Only the rows of x are drawn; t always comes from the beginning.",
        family="batch-unpaired",
    ),
    WrongAnswer(
        "batch-x-from-start",
        Q,
        _rows(CHOICE, "return x_train[:batch_size], t_train[rows]"),
        "Only the rows of t are drawn; x always comes from the beginning.",
    ),
    WrongAnswer(
        "batch-sorted-x",
        Q,
        _rows(CHOICE, "return x_train[np.sort(rows)], t_train[rows]"),
        "The rows of x are sorted, those of t are not: they no longer belong together.",
        family="batch-unpaired",
    ),
    WrongAnswer(
        "batch-shuffled-t",
        Q,
        _rows(
            CHOICE,
            "x_batch, t_batch = x_train[rows], t_train[rows]\n"
            "            np.random.shuffle(t_batch)\n            return x_batch, t_batch",
        ),
        "After the draw, t is shuffled on its own: rows no longer belong together.",
        family="batch-unpaired",
    ),
    WrongAnswer(
        "batch-t-off-by-one",
        Q,
        _rows(CHOICE, "return x_train[rows], t_train[rows - 1]"),
        "Each row of t is that of the row before: look at the two indices.",
        "off by one",
        family="batch-unpaired",
    ),
    WrongAnswer(
        "batch-reversed-t",
        Q,
        _rows(CHOICE, "return x_train[rows], t_train[rows[::-1]]"),
        "x and t come in opposite orders.",
        family="batch-unpaired",
    ),
    WrongAnswer(
        "batch-first-rows",
        Q,
        _rows("np.arange(batch_size)"),
        "You always take the first rows. A mini-batch is drawn at random, anew at each call.",
        family="batch-fixed",
    ),
    WrongAnswer(
        "batch-last-rows",
        Q,
        _rows("np.arange(len(x_train) - batch_size, len(x_train))"),
        "You always take the last rows. A mini-batch is drawn at random, anew at each call.",
        family="batch-fixed",
    ),
    WrongAnswer(
        "batch-seeded",
        Q,
        _rows(CHOICE.replace("np.random", "np.random.RandomState(0)")),
        "A fixed seed in the function gives the same rows at every call.",
        "seeds from tutorials",
        family="batch-fixed",
    ),
    WrongAnswer(
        "batch-global-seed",
        Q,
        """
        def sample_minibatch(x_train, t_train, batch_size):
            np.random.seed(42)
            rows = np.random.choice(x_train.shape[0], batch_size)
            return x_train[rows], t_train[rows]
        """,
        "The seed inside the function starts the random numbers over at every call, so every "
        "mini-batch is the same.",
        "seeds from tutorials",
        family="batch-fixed",
    ),
    WrongAnswer(
        "batch-drawn-once",
        Q,
        _rows(
            "_CACHE.setdefault((len(x_train), batch_size), "
            "np.random.choice(len(x_train), batch_size))",
            before="\n        _CACHE = {}\n",
        ),
        "The rows are drawn once and kept; every call should draw anew.",
        family="batch-fixed",
    ),
    WrongAnswer(
        "batch-block",
        Q,
        """
        def sample_minibatch(x_train, t_train, batch_size):
            start = np.random.randint(0, len(x_train) - batch_size + 1)
            return x_train[start:start + batch_size], t_train[start:start + batch_size]
        """,
        "Only the beginning is drawn at random; what follows is a block of neighbours.",
        "slicing through an epoch",
        family="batch-not-scattered",
    ),
    WrongAnswer(
        "batch-same-row",
        Q,
        _rows("np.full(batch_size, np.random.randint(len(x_train)))"),
        "One row is drawn and repeated; each row of the batch is a draw of its own.",
        family="batch-not-scattered",
    ),
    WrongAnswer(
        "batch-from-batch-size",
        Q,
        _rows("np.random.choice(batch_size, batch_size)"),
        "Row numbers are drawn below batch_size, so the rest of the training set never comes.",
        "arguments of choice",
        family="batch-part-of-set",
    ),
    WrongAnswer(
        "batch-never-last",
        Q,
        _rows("np.random.randint(0, len(x_train) - 1, batch_size)"),
        "The last row is never drawn: the upper end of `randint` is exclusive already.",
        "off by one",
        family="batch-part-of-set",
    ),
    WrongAnswer(
        "batch-never-first",
        Q,
        _rows("np.random.randint(1, len(x_train), batch_size)"),
        "The first row is never drawn: indices start at 0.",
        "off by one",
        family="batch-part-of-set",
    ),
    WrongAnswer(
        "batch-first-half",
        Q,
        _rows("np.random.choice(len(x_train) // 2, batch_size)"),
        "Only a part of the training set is ever drawn from.",
        family="batch-part-of-set",
    ),
    WrongAnswer(
        "batch-size-from-columns",
        Q,
        _rows("np.random.choice(x_train.shape[1], batch_size)"),
        "Row numbers are drawn below the number of columns: that is the other axis.",
        "wrong axis",
        family="batch-part-of-set",
    ),
    WrongAnswer(
        "batch-columns",
        Q,
        """
        def sample_minibatch(x_train, t_train, batch_size):
            columns = np.random.choice(x_train.shape[1], batch_size)
            return x_train[:, columns], t_train
        """,
        "You draw columns, that is features; a mini-batch consists of rows.",
        "wrong axis",
    ),
    WrongAnswer(
        "batch-whole-set",
        Q,
        """
        def sample_minibatch(x_train, t_train, batch_size):
            return x_train, t_train
        """,
        "You return the whole training set, not batch_size rows of it.",
    ),
    WrongAnswer(
        "batch-whole-t",
        Q,
        _rows(CHOICE, "return x_train[rows], t_train"),
        "x is a mini-batch, but all of t comes with it.",
    ),
    WrongAnswer(
        "batch-only-x",
        Q,
        _rows(CHOICE, "return x_train[rows]"),
        "Only x is returned; its truth belongs to it.",
    ),
    WrongAnswer(
        "batch-row-numbers",
        Q,
        _rows(CHOICE, "return rows"),
        "You return the row numbers, not the rows.",
        family="batch-not-two",
    ),
    WrongAnswer(
        "batch-swapped",
        Q,
        _rows(CHOICE, "return t_train[rows], x_train[rows]"),
        "x and t come back in the wrong order.",
    ),
    WrongAnswer(
        "batch-one-too-many",
        Q,
        _rows("np.random.choice(x_train.shape[0], batch_size + 1)"),
        "Your mini-batch has one row too many.",
        "off by one",
    ),
    WrongAnswer(
        "batch-one-too-few",
        Q,
        _rows("np.random.choice(x_train.shape[0], batch_size - 1)"),
        "Your mini-batch has one row too few.",
        "off by one",
    ),
    WrongAnswer(
        "batch-hundred",
        Q,
        _rows("np.random.choice(x_train.shape[0], 100)"),
        "The batch size is fixed in your code; take it from the argument.",
        "the book's batch of 100",
    ),
    WrongAnswer(
        "batch-single-row",
        Q,
        """
        def sample_minibatch(x_train, t_train, batch_size):
            row = np.random.randint(len(x_train))
            return x_train[row], t_train[row]
        """,
        "You return a single row; batch_size of them are wanted.",
    ),
    WrongAnswer(
        "batch-random-numbers",
        Q,
        """
        def sample_minibatch(x_train, t_train, batch_size):
            rows = np.random.choice(len(x_train), batch_size)
            return np.random.rand(batch_size, x_train.shape[1]), t_train[rows]
        """,
        "Your x is made of random numbers; rows of the training set are to be drawn at random.",
    ),
    WrongAnswer(
        "batch-lists",
        Q,
        _rows(
            CHOICE,
            "return [x_train[i] for i in rows], [t_train[i] for i in rows]",
        ),
        "You return lists of rows; two arrays are promised.",
    ),
    WrongAnswer(
        "batch-print",
        Q,
        _rows(CHOICE, "print(x_train[rows], t_train[rows])"),
        "Your function returns nothing: what it prints cannot be used.",
        family="batch-not-two",
    ),
    WrongAnswer(
        "batch-labels-only",
        Q,
        _rows(
            CHOICE,
            "return x_train[rows], t_train[rows].argmax(axis=1) if t_train.ndim == 2 "
            "else t_train[rows]",
        ),
        "One-hot rows come back as labels; they should stay as they are.",
    ),
    WrongAnswer(
        "batch-one-hot-only",
        Q,
        _rows(CHOICE, "return x_train[rows], t_train[rows, :]"),
        "This works for one-hot t only: labels have one dimension.",
    ),
]
