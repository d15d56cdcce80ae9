"""Hidden tests of question 3: mini-batches.

Each test says how likely it is to fail a correct answer, per run.
"""

import numpy as np

from autograder.compare import as_array, assert_that
from autograder.text import Text


def numbered_rows(n):
    """Make n rows that contain their own number."""
    return np.arange(n)[:, None] + np.array([0.0, 0.25, 0.5])


def draw(env, x_train, t_train, size):
    """Draw a mini-batch and return its two arrays."""
    got = env["sample_minibatch"](x_train.copy(), t_train.copy(), size)
    are_two = type(got) in (tuple, list) and len(got) == 2
    assert_that(
        are_two,
        Text(
            "sample_minibatch should return two arrays: `return x_batch, t_batch`",
            "sample_minibatch 함수는 배열 두 개를 돌려주어야 합니다: `return x_batch, t_batch`",
        ),
    )
    x_got, t_got = got if are_two else (None, None)
    x_batch = as_array(x_got, (size, *x_train.shape[1:]), "x_batch")
    kind = "int" if t_train.dtype.kind == "i" else "float"
    return x_batch, as_array(t_got, (size, *t_train.shape[1:]), "t_batch", kind)


def numbers_of(x_batch, x_train):
    """Return which rows of x_train those of x_batch are."""
    is_row = (x_batch[:, None, :] == x_train).all(axis=2)
    assert_that(
        bool(is_row.any(axis=1).all()),
        Text(
            "every row of x_batch should be one of x_train",
            "x_batch의 모든 행은 x_train의 행이어야 합니다",
        ),
    )
    return is_row.argmax(axis=1)


def drawn_numbers(env, x_train, size):
    """Draw a mini-batch and return which rows it has."""
    x_batch, _ = draw(env, x_train, np.arange(len(x_train)), size)
    return numbers_of(x_batch, x_train)


def test_rows_stay_paired(env):
    """Each row of x_batch should come with its own t, for labels and for one-hot rows.

    x_batch의 각 행은 자기 정답과 짝을 이루어야 합니다. 레이블일 때와 원-핫일 때를 모두
    확인합니다.
    """
    x_train = numbered_rows(40)
    labels = np.random.default_rng(3).permutation(40)
    for t_train in (labels, np.eye(40)[labels]):
        x_batch, t_batch = draw(env, x_train, t_train, 15)
        belonging = t_train[numbers_of(x_batch, x_train)]
        message = Text(
            "each row of t_batch should belong to the row of x_batch with the same index",
            "t_batch의 각 행은 같은 자리에 있는 x_batch 행의 정답이어야 합니다",
        )
        assert_that(np.array_equal(t_batch, belonging), message)


def test_every_row_has_its_turn(env):
    """Every call should draw new rows, and in the long run every row of the training set.

    호출할 때마다 새로 뽑아야 하고, 여러 번 뽑으면 훈련 데이터의 모든 행이 나와야 합니다.
    """
    # A row is missed in 40 draws of 4 out of 6: 6 * (5/6)**160 = 1.3e-12 with replacement.
    x_train = numbered_rows(6)
    draws = [drawn_numbers(env, x_train, 4) for _ in range(40)]
    assert_that(
        len({tuple(numbers) for numbers in draws}) > 1,
        Text(
            "every call should draw new rows, but all gave the same ones",
            "호출할 때마다 새로 뽑아야 하는데 늘 같은 행이 나왔습니다",
        ),
    )
    seen = set(np.concatenate(draws).tolist())
    assert_that(
        seen == set(range(6)),
        Text(
            "some rows of the training set are never drawn",
            "훈련 데이터에 한 번도 뽑히지 않는 행이 있습니다",
        ),
    )


def test_rows_are_scattered(env):
    """The rows of a mini-batch should be drawn one by one, not cut out of the set as a block.

    미니배치의 행은 하나씩 뽑아야 합니다. 훈련 데이터에서 한 덩어리로 잘라 내면 안 됩니다.
    """
    # 16 rows lie within 16 neighbours out of 100: 4 draws * 100 * (16/100)**16 = 7e-11.
    x_train = numbered_rows(100)
    for _ in range(4):
        span = int(np.ptp(drawn_numbers(env, x_train, 16)))
        assert_that(
            span >= 16,
            Text(
                "the rows of a mini-batch should be drawn one by one, at random",
                "미니배치의 행은 하나씩 무작위로 뽑아야 합니다",
            ),
        )
