"""Hidden tests of question 9: the training.

If all rows are alike, every mini-batch is the same, whatever is drawn, and the descent is known
from formulas. If there are three kinds of rows, the losses tell how many of each kind a mini-batch
had.
"""

from itertools import combinations_with_replacement

import numpy as np

from autograder import compare
from autograder.compare import DESCENT, as_array, as_scalars, assert_array, assert_that, call_method
from autograder.hidden_tests.hw2_learning import analytic
from autograder.hidden_tests.hw2_learning.digits import graded_run
from autograder.text import Text, localized

ITERS_NUM, BATCH_SIZE, LEARNING_RATE = 300, 50, 2.0
ENOUGH = 0.80


def descent(weights, x, labels, learning_rate, steps):
    """Return the weights before the first step and after each."""
    path = [weights]
    for _ in range(steps):
        path.append(analytic.step(path[-1], x, labels, learning_rate))
    return path


def check_change(weights, start, expected):
    """Compare how training has changed each of the four arrays with how it should have."""
    for key, now in weights.items():
        what = Text(f"the change in params[{key!r}]", f"params[{key!r}]의 변화량")
        assert_array(now - start[key], expected[key] - start[key], DESCENT, what)


def test_steps_against_the_gradient(env):
    """Each iteration should move all four arrays downhill, by learning_rate times their gradients.

    반복할 때마다 네 배열 모두를 기울기의 반대 방향으로, 기울기에 learning_rate를 곱한 만큼
    움직여야 합니다.
    """
    start = analytic.draw_weights(np.random.default_rng(90), 3, 3, 2)
    x, labels = np.tile([0.5, -1.0, 1.5], (12, 1)), np.ones(12, dtype=np.int64)
    path = descent(start, x, labels, 0.4, 4)
    net = analytic.network_with(env, start)
    env["train"](net, x, analytic.one_hot(labels, 2), 4, 5, 0.4)
    check_change(analytic.weights_of(net, start), start, path[-1])


def test_losses_of_the_mini_batches(env):
    """There should be one loss for each iteration: the mean over its mini-batch.

    반복마다 손실을 하나씩 돌려주어야 하고, 각 손실은 그 미니배치의 평균이어야 합니다.
    """
    start = analytic.draw_weights(np.random.default_rng(91), 3, 3, 2)
    x, labels = np.tile([1.0, 0.5, -0.5], (10, 1)), np.zeros(10, dtype=np.int64)
    path = descent(start, x, labels, 0.3, 5)
    expected = np.array([analytic.loss(weights, x, labels) for weights in path])
    for count in (5, 1):
        net = analytic.network_with(env, start)
        losses = env["train"](net, x.copy(), labels.copy(), count, 4, 0.3)
        got = np.array(as_scalars(losses, count, Text("the list of losses", "손실 리스트")))
        before, after = expected[:count], expected[1 : count + 1]
        nearest = before if np.abs(got - before).max() < np.abs(got - after).max() else after
        assert_array(got, nearest, DESCENT, Text("the list of losses", "손실 리스트"))


def test_loss_and_step_share_a_mini_batch(env):
    """Update and loss of an iteration should come from the same mini-batch of batch_size rows.

    한 반복의 갱신과 손실은 batch_size개의 행으로 된 같은 미니배치에서 구해야 합니다.
    """
    # Three kinds of rows, not equally many of each; a mini-batch has three rows.
    start = analytic.draw_weights(np.random.default_rng(92), 3, 3, 3)
    kinds = np.array([[1.0, -0.5, 0.5], [-1.0, 1.5, 0.5], [0.5, 0.5, -1.5]])
    labels = np.repeat([0, 1, 2], [5, 8, 7])
    net = analytic.network_with(env, start)
    losses = as_scalars(
        env["train"](net, kinds[labels], labels, 12, 3, 0.3), 12, Text("the list of losses", "손실")
    )
    now = analytic.weights_of(net, start)
    # A check, since how long losses take to be explained tells about them.
    compare.check(lambda: wrong_run(start, kinds, losses, now))


def wrong_run(start, kinds, losses, now):
    """Return what is wrong with these losses and the weights in the end, or None."""
    runs = explain(start, kinds, losses, 0.3, taken=0) + explain(start, kinds, losses, 0.3, taken=1)
    try:
        assert_that(
            bool(runs),
            Text(
                "the losses should be those of mini-batches of batch_size rows, each drawn once "
                "for both the step and the loss",
                "손실은 batch_size개의 행으로 된 미니배치에서 구해야 하고, "
                "갱신과 손실에는 한 번 뽑은 같은 미니배치를 써야 합니다",
            ),
        )
        end, mixed = min(
            runs, key=lambda run: sum(np.abs(run[0][key] - now[key]).max() for key in now)
        )
        check_change(now, start, end)
        # Each of 12 mini-batches is of one kind: (0.25**3 + 0.4**3 + 0.35**3)**12 = 1.1e-11.
        assert_that(
            mixed,
            Text(
                "every mini-batch should have batch_size rows, drawn one by one",
                "모든 미니배치는 하나씩 뽑은 batch_size개의 행으로 되어 있어야 합니다",
            ),
        )
    except compare.Mismatch as wrong:
        return wrong
    return None


def explain(start, kinds, losses, learning_rate, taken):
    """Return the ends of all runs on mini-batches of three rows that give these losses.

    Rows of kind n have the label n. The losses were `taken` before (0) or after (1) the updates.
    An end is the weights, and whether any mini-batch had rows of two kinds.
    """
    batches = [np.array(rows) for rows in combinations_with_replacement(range(len(kinds)), 3)]
    ends = [(start, False)]
    for observed in losses:
        further = []
        for weights, mixed in ends:
            for rows in batches:
                moved = analytic.step(weights, kinds[rows], rows, learning_rate)
                loss = analytic.loss((weights, moved)[taken], kinds[rows], rows)
                if abs(loss - observed) < 3e-5:
                    further.append((moved, mixed or bool(np.ptp(rows))))
        ends = further
    return ends


def test_whole_training_set_is_used(env):
    """Over the iterations, the network should see every row of the training set.

    반복하는 동안 신경망은 훈련 데이터의 모든 행을 보아야 합니다.
    """
    # Row n has its own input, so the n-th row of W1 moves only if row n is ever drawn.
    # A row is missed in 45 draws of 3 out of 6: 6 * (5/6)**135 = 1.2e-10 with replacement.
    start = analytic.draw_weights(np.random.default_rng(93), 6, 2, 2)
    net = analytic.network_with(env, start)
    env["train"](net, np.eye(6), np.array([0, 1, 0, 1, 0, 1]), 45, 3, 0.1)
    moved = np.abs(analytic.weights_of(net, start)["W1"] - start["W1"]).max(axis=1)
    assert_that(
        bool((moved > 1e-6).all()),
        Text(
            "training should draw its mini-batches from the whole set, "
            "a new one for each iteration",
            "학습할 때에는 반복마다 훈련 데이터 전체에서 미니배치를 새로 뽑아야 합니다",
        ),
        Text(
            f"{(moved > 1e-6).sum()} of 6 rows were ever used",
            f"행 6개 가운데 쓰인 것은 {(moved > 1e-6).sum()}개",
        ),
    )


def test_learns_to_read_digits(env):
    """The network that your code trains should read at least 80% of the held-out digits.

    여러분의 코드로 숫자를 학습한 신경망이 따로 남겨 둔 숫자의 80 % 이상을 맞혀야 합니다.
    """
    x_train, t_train, x_test, t_test = graded_run()
    net = env["TwoLayerNet"](25, 10, 10, weight_init_std=0.1)
    try:
        env["train"](net, x_train, t_train, ITERS_NUM, BATCH_SIZE, LEARNING_RATE)
        stopped = ""
    except TimeoutError:
        stopped = localized(
            "; training was stopped at its CPU limit", " (학습은 CPU 시간 제한에서 중단되었습니다)"
        )
    y = as_array(
        call_method(net, "predict", x_test),
        (len(x_test), 10),
        Text("what predict returns", "predict의 반환값"),
    )
    accuracy = float(np.mean(y.argmax(axis=1) == t_test))
    assert_that(
        accuracy >= ENOUGH,
        localized(
            "the trained network should read at least 80% of the held-out digits",
            "학습한 신경망은 따로 남겨 둔 숫자의 80 % 이상을 맞혀야 합니다",
        )
        + stopped,
        Text(f"got {accuracy:.1%}", f"받은 값 {accuracy:.1%}"),
    )
