"""Hidden tests of question 2: the cross-entropy error."""

import numpy as np

from autograder.compare import LOG_EPSILON, as_scalar, assert_scalar, assert_that
from autograder.text import Text


def probabilities(seed, n, n_classes):
    """Draw rows that sum to 1, with no element below 0.05 for up to 5 classes (see LOG_EPSILON)."""
    y = np.random.default_rng(seed).uniform(1.0, 4.0, (n, n_classes))
    return y / y.sum(axis=1, keepdims=True)


def mean_surprise(y, labels):
    """Return the mean of -ln of the probability that each row gives to its true class."""
    return float(np.mean([-np.log(row[label]) for row, label in zip(y, labels, strict=True)]))


def test_batch_of_one_hot_rows(env):
    """For a batch with one-hot t, the error should be the mean over the rows of the batch.

    t가 원-핫인 배치의 오차는 배치의 행에 대한 평균이어야 합니다.
    """
    for n, n_classes, labels in ((3, 5, [4, 0, 1]), (7, 3, [0, 1, 2, 2, 1, 2, 0])):
        y = probabilities(n, n, n_classes)
        got = env["cross_entropy_error"](y.copy(), np.eye(n_classes)[labels])
        expected = mean_surprise(y, labels)
        assert_scalar(
            got,
            expected,
            LOG_EPSILON,
            Text("the error of a batch with one-hot t", "t가 원-핫인 배치의 오차"),
        )


def test_batch_of_labels(env):
    """For a batch with integer labels, the error should be the mean over the rows of the batch.

    정수 레이블로 된 배치의 오차는 배치의 행에 대한 평균이어야 합니다.
    """
    for n, n_classes, labels in ((3, 5, [3, 0, 1]), (7, 3, [0, 1, 2, 2, 1, 2, 0])):
        y = probabilities(10 + n, n, n_classes)
        got = env["cross_entropy_error"](y.copy(), np.array(labels))
        expected = mean_surprise(y, labels)
        assert_scalar(
            got,
            expected,
            LOG_EPSILON,
            Text("the error of a batch with labels", "레이블로 된 배치의 오차"),
        )


def test_as_many_rows_as_classes(env):
    """Labels and one-hot rows should be told apart even if a batch has as many rows as classes.

    배치의 행 수와 클래스 수가 같을 때에도 레이블과 원-핫을 구별해야 합니다.
    """
    for labels in ([1, 0], [2, 0, 3, 3]):
        n = len(labels)
        y = probabilities(20 + n, n, n)
        expected = mean_surprise(y, labels)
        got = env["cross_entropy_error"](y.copy(), np.array(labels))
        assert_scalar(
            got,
            expected,
            LOG_EPSILON,
            Text(
                "the error of a square batch with labels",
                "행 수와 클래스 수가 같고 레이블로 된 배치의 오차",
            ),
        )
        got = env["cross_entropy_error"](y.copy(), np.eye(n)[labels])
        assert_scalar(
            got,
            expected,
            LOG_EPSILON,
            Text(
                "the error of a square batch with one-hot t",
                "행 수와 클래스 수가 같고 t가 원-핫인 배치의 오차",
            ),
        )


def test_batch_of_one_row(env):
    """A batch of a single row should work too, with a one-hot row and with one label.

    배치가 한 행뿐일 수도 있습니다. 원-핫 한 행일 때와 레이블 하나일 때를 모두 확인합니다.
    """
    y = probabilities(30, 1, 4)
    expected = mean_surprise(y, [2])
    got = env["cross_entropy_error"](y.copy(), np.array([2]))
    assert_scalar(
        got,
        expected,
        LOG_EPSILON,
        Text("the error of one row with its label", "레이블 하나가 딸린 한 행의 오차"),
    )
    got = env["cross_entropy_error"](y.copy(), np.eye(4)[[2]])
    assert_scalar(
        got,
        expected,
        LOG_EPSILON,
        Text("the error of one row with one-hot t", "t가 원-핫인 한 행의 오차"),
    )


def test_probability_zero(env):
    """If the true class has probability 0, the error should be large but finite in all three forms.

    정답 클래스의 확률이 0이면 세 가지 형태 모두에서 오차가 크되 유한해야 합니다.
    """
    y = np.array([[0.0, 0.3, 0.7], [0.5, 0.5, 0.0], [0.2, 0.0, 0.8]])
    labels = np.array([0, 1, 2])
    forms = ((y[0], np.eye(3)[0], 1), (y, np.eye(3)[labels], 3), (y, labels, 3))
    for y_form, t, n in forms:
        got = env["cross_entropy_error"](y_form.copy(), t)
        total = n * as_scalar(got, Text("the error at probability 0", "확률이 0일 때의 오차"))
        # -ln(1e-7) is 16.1; -ln of the smallest float is 744.
        assert_that(
            13.0 < total < 800.0,
            Text(
                "at probability 0 the error should be that of a probability of about 1e-7",
                "확률이 0일 때의 오차는 확률이 1e-7쯤일 때와 같아야 합니다",
            ),
            Text(f"got a sum of {total}", f"받은 값의 합 {total}"),
        )
