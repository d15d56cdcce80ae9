"""Wrong answers to question 3: the mini-batch."""

from autograder.misconceptions import WrongAnswer
from autograder.text import Text

Q = "q3_sample_minibatch"


def _rows(rows: str, end: str = "return x_train[rows], t_train[rows]", before: str = "") -> str:
    """Return a function that draws rows in another way, or does something else with them."""
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
        Text(
            "The rows of x and t are drawn separately, so images and labels no longer belong "
            "together.",
            "x의 행과 t의 행을 따로 뽑아서 이미지와 레이블의 짝이 더 이상 맞지 않습니다.",
        ),
        family="batch-unpaired",
    ),
    WrongAnswer(
        "batch-t-from-start",
        Q,
        _rows(CHOICE, "return x_train[rows], t_train[:batch_size]"),
        Text(
            "Only the rows of x are drawn; t always comes from the beginning.",
            "x의 행만 뽑고 t는 항상 맨 앞에서 가져옵니다.",
        ),
        family="batch-unpaired",
    ),
    WrongAnswer(
        "batch-x-from-start",
        Q,
        _rows(CHOICE, "return x_train[:batch_size], t_train[rows]"),
        Text(
            "Only the rows of t are drawn; x always comes from the beginning.",
            "t의 행만 뽑고 x는 항상 맨 앞에서 가져옵니다.",
        ),
    ),
    WrongAnswer(
        "batch-sorted-x",
        Q,
        _rows(CHOICE, "return x_train[np.sort(rows)], t_train[rows]"),
        Text(
            "The rows of x are sorted, those of t are not: they no longer belong together.",
            "x의 행은 정렬했는데 t의 행은 그대로입니다. 더 이상 짝이 맞지 않습니다.",
        ),
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
        Text(
            "After the draw, you shuffle t on its own: the rows no longer belong together.",
            "뽑은 다음에 t만 따로 섞어서 행의 짝이 더 이상 맞지 않습니다.",
        ),
        family="batch-unpaired",
    ),
    WrongAnswer(
        "batch-t-off-by-one",
        Q,
        _rows(CHOICE, "return x_train[rows], t_train[rows - 1]"),
        Text(
            "Each row of t comes from one row earlier: look at the two indices.",
            "t는 항상 하나 앞의 행을 가져옵니다. 두 인덱스를 살펴보십시오.",
        ),
        "off by one",
        family="batch-unpaired",
    ),
    WrongAnswer(
        "batch-reversed-t",
        Q,
        _rows(CHOICE, "return x_train[rows], t_train[rows[::-1]]"),
        Text("The rows of x and t are in opposite orders.", "x와 t의 순서가 서로 반대입니다."),
        family="batch-unpaired",
    ),
    WrongAnswer(
        "batch-first-rows",
        Q,
        _rows("np.arange(batch_size)"),
        Text(
            "You always take the first rows. Draw a mini-batch at random, a new one at each call.",
            "항상 맨 앞의 행을 가져옵니다. 미니배치는 호출할 때마다 무작위로 새로 뽑아야 합니다.",
        ),
        family="batch-fixed",
    ),
    WrongAnswer(
        "batch-last-rows",
        Q,
        _rows("np.arange(len(x_train) - batch_size, len(x_train))"),
        Text(
            "You always take the last rows. Draw a mini-batch at random, a new one at each call.",
            "항상 맨 뒤의 행을 가져옵니다. 미니배치는 호출할 때마다 무작위로 새로 뽑아야 합니다.",
        ),
        family="batch-fixed",
    ),
    WrongAnswer(
        "batch-seeded",
        Q,
        _rows(CHOICE.replace("np.random", "np.random.RandomState(0)")),
        Text(
            "A fixed seed in the function gives the same rows at every call.",
            "함수 안에 시드를 고정해 두어서 호출할 때마다 같은 행이 나옵니다.",
        ),
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
        Text(
            "The seed inside the function starts the random numbers over at every call, so every "
            "mini-batch is the same.",
            "함수 안의 시드 때문에 호출할 때마다 난수가 처음부터 다시 시작합니다. 그래서 모든 "
            "미니배치가 똑같습니다.",
        ),
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
        Text(
            "The rows are drawn once and kept; draw new ones at every call.",
            "행을 한 번만 뽑아서 저장해 둡니다. 호출할 때마다 새로 뽑아야 합니다.",
        ),
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
        Text(
            "Only the beginning is drawn at random; what follows is a block of neighbours.",
            "시작 위치만 무작위로 뽑습니다. 그 뒤로는 이웃한 행이 한 덩어리로 나옵니다.",
        ),
        "slicing through an epoch",
        family="batch-not-scattered",
    ),
    WrongAnswer(
        "batch-same-row",
        Q,
        _rows("np.full(batch_size, np.random.randint(len(x_train)))"),
        Text(
            "One row is drawn and repeated; draw each row separately.",
            "행 하나를 뽑아 되풀이합니다. 배치의 행은 하나하나 따로 뽑아야 합니다.",
        ),
        family="batch-not-scattered",
    ),
    WrongAnswer(
        "batch-from-batch-size",
        Q,
        _rows("np.random.choice(batch_size, batch_size)"),
        Text(
            "Your row numbers are all below batch_size, so the rest of the training set is never "
            "drawn.",
            "batch_size보다 작은 행 번호만 뽑기 때문에 훈련 데이터의 나머지는 한 번도 나오지 "
            "않습니다.",
        ),
        "arguments of choice",
        family="batch-part-of-set",
    ),
    WrongAnswer(
        "batch-never-last",
        Q,
        _rows("np.random.randint(0, len(x_train) - 1, batch_size)"),
        Text(
            "The last row is never drawn: `randint` already excludes its upper end.",
            "마지막 행은 한 번도 뽑히지 않습니다. `randint` 함수의 상한은 이미 범위에서 빠져 "
            "있습니다.",
        ),
        "off by one",
        family="batch-part-of-set",
    ),
    WrongAnswer(
        "batch-never-first",
        Q,
        _rows("np.random.randint(1, len(x_train), batch_size)"),
        Text(
            "The first row is never drawn: indices start at 0.",
            "첫 번째 행은 한 번도 뽑히지 않습니다. 인덱스는 0부터 시작합니다.",
        ),
        "off by one",
        family="batch-part-of-set",
    ),
    WrongAnswer(
        "batch-first-half",
        Q,
        _rows("np.random.choice(len(x_train) // 2, batch_size)"),
        Text(
            "You draw from only a part of the training set.",
            "훈련 데이터의 일부에서만 뽑습니다.",
        ),
        family="batch-part-of-set",
    ),
    WrongAnswer(
        "batch-size-from-columns",
        Q,
        _rows("np.random.choice(x_train.shape[1], batch_size)"),
        Text(
            "Your row numbers are all below the number of columns: that is the other axis.",
            "열의 수보다 작은 행 번호만 뽑습니다. 열은 다른 쪽 축입니다.",
        ),
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
        Text(
            "You draw columns, that is features; a mini-batch consists of rows.",
            "열(특징)을 뽑고 있습니다. 미니배치는 행으로 이루어집니다.",
        ),
        "wrong axis",
    ),
    WrongAnswer(
        "batch-whole-set",
        Q,
        """
        def sample_minibatch(x_train, t_train, batch_size):
            return x_train, t_train
        """,
        Text(
            "You return the whole training set, not batch_size rows of it.",
            "batch_size개의 행이 아니라 훈련 데이터 전체를 반환합니다.",
        ),
    ),
    WrongAnswer(
        "batch-whole-t",
        Q,
        _rows(CHOICE, "return x_train[rows], t_train"),
        Text(
            "x is a mini-batch, but you return all of t with it.",
            "x는 미니배치인데 t는 전체를 그대로 반환합니다.",
        ),
    ),
    WrongAnswer(
        "batch-only-x",
        Q,
        _rows(CHOICE, "return x_train[rows]"),
        Text(
            "You return only x; return the t of its rows as well.",
            "x만 반환합니다. 그에 맞는 정답도 함께 반환해야 합니다.",
        ),
    ),
    WrongAnswer(
        "batch-row-numbers",
        Q,
        _rows(CHOICE, "return rows"),
        Text("You return the row numbers, not the rows.", "행이 아니라 행 번호를 반환합니다."),
        family="batch-not-two",
    ),
    WrongAnswer(
        "batch-swapped",
        Q,
        _rows(CHOICE, "return t_train[rows], x_train[rows]"),
        Text("x and t are swapped in what you return.", "x와 t를 반환하는 순서가 바뀌었습니다."),
    ),
    WrongAnswer(
        "batch-one-too-many",
        Q,
        _rows("np.random.choice(x_train.shape[0], batch_size + 1)"),
        Text("Your mini-batch has one row too many.", "미니배치의 행이 하나 더 많습니다."),
        "off by one",
    ),
    WrongAnswer(
        "batch-one-too-few",
        Q,
        _rows("np.random.choice(x_train.shape[0], batch_size - 1)"),
        Text("Your mini-batch has one row too few.", "미니배치의 행이 하나 모자랍니다."),
        "off by one",
    ),
    WrongAnswer(
        "batch-hundred",
        Q,
        _rows("np.random.choice(x_train.shape[0], 100)"),
        Text(
            "The batch size is fixed in your code; take it from the argument.",
            "배치 크기를 코드 안에 고정해 두었습니다. 인수로 받은 값을 쓰십시오.",
        ),
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
        Text(
            "You return a single row; return batch_size of them.",
            "행을 하나만 반환합니다. batch_size개가 필요합니다.",
        ),
    ),
    WrongAnswer(
        "batch-random-numbers",
        Q,
        """
        def sample_minibatch(x_train, t_train, batch_size):
            rows = np.random.choice(len(x_train), batch_size)
            return np.random.rand(batch_size, x_train.shape[1]), t_train[rows]
        """,
        Text(
            "Your x is made of random numbers; draw rows of the training set instead.",
            "x를 난수로 만들었습니다. 무작위로 뽑아야 하는 것은 훈련 데이터의 행입니다.",
        ),
    ),
    WrongAnswer(
        "batch-lists",
        Q,
        _rows(
            CHOICE,
            "return [x_train[i] for i in rows], [t_train[i] for i in rows]",
        ),
        Text(
            "You return lists of rows; return two arrays.",
            "행의 리스트를 반환합니다. 반환해야 하는 것은 배열 두 개입니다.",
        ),
    ),
    WrongAnswer(
        "batch-print",
        Q,
        _rows(CHOICE, "print(x_train[rows], t_train[rows])"),
        Text(
            "Your function returns nothing: rows that are only drawn or printed cannot be used "
            "elsewhere.",
            "함수가 아무것도 반환하지 않습니다. 행을 뽑거나 출력하기만 해서는 다른 코드에서 쓸 수 "
            "없습니다.",
        ),
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
        Text(
            "One-hot rows come back as labels; leave them as they are.",
            "원-핫 인코딩된 행이 레이블로 바뀌어 나옵니다. 있는 그대로 두어야 합니다.",
        ),
    ),
    WrongAnswer(
        "batch-one-hot-only",
        Q,
        _rows(CHOICE, "return x_train[rows], t_train[rows, :]"),
        Text(
            "This works for one-hot t only: labels have one dimension.",
            "t가 원-핫 인코딩일 때만 동작합니다. 레이블은 1차원입니다.",
        ),
    ),
]
