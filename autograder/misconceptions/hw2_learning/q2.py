"""Wrong answers to question 2: the cross-entropy error."""

from autograder.misconceptions import WrongAnswer, returns_nothing
from autograder.text import Text

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


def _of_batch(value: str) -> str:
    """Return a function that is right for a single example, with `value` for a batch."""
    return f"""
        def cross_entropy_error(y, t):
            if y.ndim == 1:
                return -np.sum(t * np.log(y + 1e-7))
            if t.ndim == 1:
                t = np.eye(y.shape[1])[t]
            return {value}
        """


DOWN_THE_COLUMNS = Text(
    "Your `argmax` goes down the columns of t; find the true class in each row.",
    "`argmax`가 t의 열을 따라 내려가며 찾습니다. 정답 클래스는 각 행에서 찾아야 합니다.",
)
ALL_COLUMNS = Text(
    "`y[:, t]` takes, from every row, an element for every label in t. You need one element per "
    "row: that of its own label.",
    "`y[:, t]` 표현은 모든 행에서 t가 가리키는 열을 모두 꺼냅니다. 정답 클래스는 행마다 따로 있습니다.",
)

WRONG = [
    WrongAnswer(
        "cee-sum",
        Q,
        _with("return -np.sum(np.log(y[np.arange(n), t] + 1e-7))"),
        Text(
            "For a batch you return the sum over its rows. The loss of a batch should not grow "
            "with the batch.",
            "배치를 받으면 모든 행의 합을 반환합니다. 배치가 커져도 손실이 따라 커지지 않으려면 "
            "어떤 평균이 필요할까요?",
        ),
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
        Text(
            "Your mean runs over all elements, classes included. Divide by the number of rows only.",
            "클래스까지 포함한 모든 원소의 평균을 구했습니다. 행의 수로만 나누어야 합니다.",
        ),
    ),
    WrongAnswer(
        "cee-divided-by-classes",
        Q,
        _with("return -np.sum(np.log(y[np.arange(n), t] + 1e-7)) / y.shape[1]"),
        Text(
            "You divide by the number of classes; the mean is over the rows of the batch.",
            "클래스 수로 나누고 있습니다. 평균은 배치의 행에 대해 구하는 것입니다.",
        ),
        "batch size taken from the wrong axis",
    ),
    WrongAnswer(
        "cee-batch-mean-over-classes",
        Q,
        _of_batch("-np.mean(t * np.log(y + 1e-7))"),
        Text(
            "For a batch, your mean runs over all elements, classes included. Divide by the number "
            "of rows only.",
            "배치를 받으면 클래스까지 포함한 모든 원소의 평균을 구합니다. 행의 수로만 나누어야 합니다.",
        ),
    ),
    WrongAnswer(
        "cee-batch-divided-by-classes",
        Q,
        _of_batch("-np.sum(t * np.log(y + 1e-7)) / y.shape[1]"),
        Text(
            "You divide the loss of a batch by the number of classes; the mean is over its rows.",
            "배치의 오차를 클래스 수로 나누고 있습니다. 평균은 배치의 행에 대해 구하는 것입니다.",
        ),
        "batch size taken from the wrong axis",
    ),
    WrongAnswer(
        "cee-divided-twice",
        Q,
        _with("return -np.mean(np.log(y[np.arange(n), t] + 1e-7)) / n"),
        Text(
            "You divide by the batch size twice: once in the mean, and once more after it.",
            "배치 크기로 두 번 나눕니다. 평균을 구할 때 한 번, 그 뒤에 또 한 번 나눕니다.",
        ),
    ),
    WrongAnswer(
        "cee-no-minus",
        Q,
        _with("return np.sum(np.log(y[np.arange(n), t] + 1e-7)) / n"),
        Text(
            "Your loss is negative, and the worse the answer, the lower it gets: a minus is "
            "missing.",
            "손실이 음수이고, 답이 나쁠수록 더 작아집니다. 마이너스 부호가 빠졌습니다.",
        ),
    ),
    WrongAnswer(
        "cee-log10",
        Q,
        _with("return -np.sum(np.log10(y[np.arange(n), t] + 1e-7)) / n"),
        Text(
            "This is the logarithm to base 10; the loss uses the natural logarithm.",
            "밑이 10인 로그입니다. 이 손실 함수에는 자연로그를 씁니다.",
        ),
        "calculator habits",
    ),
    WrongAnswer(
        "cee-log2",
        Q,
        _with("return -np.sum(np.log2(y[np.arange(n), t] + 1e-7)) / n"),
        Text(
            "This is the logarithm to base 2 (bits); the loss uses the natural logarithm.",
            "밑이 2인 로그(비트)입니다. 이 손실 함수에는 자연로그를 씁니다.",
        ),
        "information theory courses",
    ),
    WrongAnswer(
        "cee-log1p",
        Q,
        _with("return -np.sum(np.log1p(y[np.arange(n), t])) / n"),
        Text(
            "`log1p(y)` is the logarithm of 1 + y. Add a tiny number, not 1.",
            "`log1p(y)` 함수는 1 + y의 로그입니다. 더해야 하는 것은 1이 아니라 아주 작은 수입니다.",
        ),
    ),
    WrongAnswer(
        "cee-no-epsilon",
        Q,
        _with("return -np.sum(np.log(y[np.arange(n), t])) / n"),
        Text(
            "Your function works until the true class has probability exactly 0: then the result "
            "is not a finite number.",
            "정답 클래스의 확률이 정확히 0일 때만 문제가 생깁니다. 그때는 결과가 유한한 수가 "
            "아닙니다.",
        ),
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
        Text(
            "Where a probability is exactly 0, your result is not a finite number: 0 times "
            "infinity is not a number.",
            "확률이 정확히 0인 곳이 있으면 결과가 유한한 수가 아닙니다. (0 곱하기 무한대는 수가 "
            "아닙니다.)",
        ),
    ),
    WrongAnswer(
        "cee-epsilon-outside",
        Q,
        _with("return -np.sum(np.log(y[np.arange(n), t]) + 1e-7) / n"),
        Text(
            "You add the tiny number after taking the logarithm, where it cannot help: log(0) "
            "stays infinite.",
            "로그를 취한 뒤에 아주 작은 수를 더하고 있어서 소용이 없습니다. log(0)은 그대로 "
            "무한대입니다.",
        ),
        "parentheses",
        family="cee-infinite",
    ),
    WrongAnswer(
        "cee-huge-epsilon",
        Q,
        _with("return -np.sum(np.log(y[np.arange(n), t] + 1e-1)) / n"),
        Text(
            "What you add inside the logarithm is so large that it changes every result, not only "
            "those at probability 0.",
            "로그 안에 더하는 수가 너무 커서 확률이 0인 곳뿐 아니라 모든 결과가 달라집니다.",
        ),
    ),
    WrongAnswer(
        "cee-large-epsilon",
        Q,
        _with("return -np.sum(np.log(y[np.arange(n), t] + 1e-2)) / n"),
        Text(
            "What you add inside the logarithm is large enough to change ordinary results.",
            "로그 안에 더하는 수가 커서 보통의 결과까지 달라집니다.",
        ),
    ),
    WrongAnswer(
        "cee-epsilon-1e-4",
        Q,
        _with("return -np.sum(np.log(y[np.arange(n), t] + 1e-4)) / n"),
        Text(
            "What you add inside the logarithm is so large that it changes ordinary results. "
            "Question 2 says how small it should be.",
            "로그 안에 더하는 수가 너무 커서 보통의 결과에서도 차이가 납니다. 알맞은 크기는 문제 "
            "설명에 나와 있습니다.",
        ),
        "the h of question 4",
    ),
    WrongAnswer(
        "cee-epsilon-multiplied",
        Q,
        _with("return -np.sum(np.log(y[np.arange(n), t] * 1e-7)) / n"),
        Text(
            "You multiply y by the tiny number; it should only keep y away from 0.",
            "아주 작은 수를 y에 곱하고 있습니다. 이 수는 y가 0이 되지 않게 막기만 하면 됩니다.",
        ),
    ),
    WrongAnswer(
        "cee-epsilon-7",
        Q,
        _with("return -np.sum(np.log(y[np.arange(n), t] + 1e7)) / n"),
        Text(
            "`1e7` is ten million. You meant a tiny number: look at the exponent.",
            "`1e7` 값은 천만입니다. 아주 작은 수를 쓰려던 것이니 지수를 살펴보십시오.",
        ),
    ),
    WrongAnswer(
        "cee-all-classes",
        Q,
        """
        def cross_entropy_error(y, t):
            n = 1 if y.ndim == 1 else y.shape[0]
            return -np.sum(np.log(y + 1e-7)) / n
        """,
        Text(
            "All classes count in your loss; only the probability of the true one should.",
            "손실에 모든 클래스가 들어갑니다. 정답 클래스의 확률만 들어가야 합니다.",
        ),
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
        Text(
            "You use the largest probability of each row, whatever the true class is: t has no "
            "effect.",
            "정답이 무엇이든 각 행에서 가장 큰 확률을 씁니다. t가 아무 역할도 하지 않습니다.",
        ),
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
        Text(
            "This is the cross-entropy error for yes-or-no answers, in which the wrong classes "
            "count as well. Here only the true class counts.",
            "예/아니요로 답하는 문제의 교차 엔트로피라서 오답 클래스도 들어갑니다. 여기서는 정답 "
            "클래스만 들어가야 합니다.",
        ),
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
        Text(
            "y and t are swapped: take the logarithm of the prediction y.",
            "y와 t가 뒤바뀌었습니다. 로그는 예측에 취해야 합니다.",
        ),
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
        Text(
            "t is inside the logarithm, so each wrong class adds the logarithm of nearly 0.",
            "t가 로그 안에 들어 있어서, 오답 클래스마다 0에 가까운 수의 로그가 더해집니다.",
        ),
        "parentheses",
    ),
    WrongAnswer(
        "cee-no-logarithm",
        Q,
        _with("return -np.sum(y[np.arange(n), t]) / n"),
        Text(
            "You average the probabilities themselves: the logarithm is missing.",
            "확률 자체의 평균을 구했습니다. 로그가 빠졌습니다.",
        ),
    ),
    WrongAnswer(
        "cee-one-minus",
        Q,
        _with("return np.sum(1 - y[np.arange(n), t]) / n"),
        Text(
            "You average how far the probability is from 1; the loss uses a logarithm.",
            "확률이 1에서 얼마나 모자라는지를 평균했습니다. 이 손실 함수는 로그를 씁니다.",
        ),
    ),
    WrongAnswer(
        "cee-log-of-mean",
        Q,
        _with("return -np.log(np.mean(y[np.arange(n), t]) + 1e-7)"),
        Text(
            "You take the logarithm of the mean; take the mean of the logarithms.",
            "평균의 로그를 구했습니다. 구해야 하는 것은 로그의 평균입니다.",
        ),
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
        Text(
            "With integer labels, you multiply the picked logarithms by the labels: class 3 then "
            "counts three times, class 0 not at all.",
            "레이블이 주어지면 골라낸 로그에 레이블 번호를 곱합니다. 그러면 클래스 3은 세 번 세고 "
            "클래스 0은 한 번도 세지 않습니다.",
        ),
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
        Text(
            "You multiply log y by integer labels as if they were one-hot rows.",
            "정수 레이블을 원-핫 인코딩된 행처럼 log y에 곱합니다.",
        ),
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
        Text(
            "You take an element of the one-hot row as the label; the label is the index of the 1.",
            "원-핫 인코딩된 행의 원소를 레이블로 읽습니다. 레이블은 1이 있는 자리입니다.",
        ),
    ),
    WrongAnswer(
        "cee-argmax-axis-0",
        Q,
        _with(
            "return -np.sum(np.log(y[np.arange(n), t] + 1e-7)) / n",
            labels=_LABELS.replace("axis=1", "axis=0"),
        ),
        DOWN_THE_COLUMNS,
        "argmax over the wrong axis",
    ),
    WrongAnswer(
        "cee-argmax-axis-0-mean",
        Q,
        _with(
            "return -np.mean(np.log(y[np.arange(n), t] + 1e-7))",
            labels=_LABELS.replace("axis=1", "axis=0"),
        ),
        DOWN_THE_COLUMNS,
        "argmax over the wrong axis",
        family="cee-argmax-axis-0",
    ),
    WrongAnswer(
        "cee-argmax-axis-0-cut",
        Q,
        _with(
            "return -np.sum(np.log(y[np.arange(n), t] + 1e-7)) / n",
            labels=_LABELS.replace("axis=1)", "axis=0)[: len(y)]"),
        ),
        DOWN_THE_COLUMNS,
        "argmax over the wrong axis, cut to fit",
        family="cee-argmax-axis-0",
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
        Text(
            "`np.argmax(t)` without an axis gives a single number for the whole batch.",
            "축을 정하지 않은 `np.argmax(t)` 호출은 배치 전체에서 수 하나만 돌려줍니다.",
        ),
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
        Text(
            "For one-hot t, you pick the class with the largest probability in y; the true class "
            "is in t.",
            "t가 원-핫 인코딩이면 y에서 확률이 가장 큰 클래스를 고릅니다. 정답은 t에 있습니다.",
        ),
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
        Text(
            "Your function tells the two forms of t apart by a length, which fails when a batch "
            "has as many rows as classes. Check how many dimensions t has.",
            "t의 두 형식을 길이로 구별하고 있습니다. 배치의 행 수가 클래스 수와 같으면 이 방법은 "
            "통하지 않습니다. 차원 수를 확인하십시오.",
        ),
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
        Text(
            "When a batch has as many rows as there are classes, your test takes its labels for "
            "one-hot rows. Check how many dimensions t has.",
            "레이블의 개수가 클래스 수와 같으면 레이블을 원-핫 인코딩된 행으로 여깁니다. t의 차원 "
            "수를 확인하십시오.",
        ),
    ),
    WrongAnswer(
        "cee-all-columns",
        Q,
        _with("return -np.sum(np.log(y[:, t] + 1e-7)) / n"),
        ALL_COLUMNS,
        "fancy indexing",
    ),
    WrongAnswer(
        "cee-index-swapped",
        Q,
        _with("return -np.sum(np.log(y[t, np.arange(n)] + 1e-7)) / n"),
        Text(
            "Rows and columns are swapped in the index: the row comes first.",
            "인덱스에서 행과 열이 뒤바뀌었습니다. 행이 먼저 옵니다.",
        ),
        "fancy indexing",
    ),
    WrongAnswer(
        "cee-rows-by-label",
        Q,
        _with("return -np.sum(np.log(y[t] + 1e-7)) / n"),
        Text(
            "`y[t]` picks whole rows, as if the labels were row numbers.",
            "`y[t]` 표현은 클래스 번호로 행 전체를 꺼냅니다.",
        ),
        "fancy indexing",
    ),
    WrongAnswer(
        "cee-label-minus-one",
        Q,
        _with("return -np.sum(np.log(y[np.arange(n), t - 1] + 1e-7)) / n"),
        Text(
            "You look one class to the left of the true one: labels start at 0, as indices do.",
            "정답 클래스의 한 칸 왼쪽을 봅니다. 레이블도 인덱스처럼 0부터 시작합니다.",
        ),
        "off by one",
    ),
    WrongAnswer(
        "cee-per-row",
        Q,
        _with("return -np.log(y[np.arange(n), t] + 1e-7)"),
        Text(
            "You return one loss for each row; a batch has a single loss.",
            "행마다 손실을 하나씩 반환합니다. 배치의 손실은 하나입니다.",
        ),
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
        Text(
            "Your function expects rows; a single sample, with y and t of one dimension, must work "
            "too.",
            "y와 t가 1차원인 데이터 하나를 처리하지 못합니다. 작성한 함수는 입력이 항상 "
            "행렬이라고 가정합니다.",
        ),
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
        Text(
            "For a single sample, `y.shape[0]` is the number of classes, not the batch size.",
            "데이터가 하나일 때 `y.shape[0]` 값은 배치 크기가 아니라 클래스 수입니다.",
        ),
        "the book's errata: the batch size is taken before y is made a batch of one",
    ),
    WrongAnswer(
        "cee-no-batch",
        Q,
        """
        def cross_entropy_error(y, t):
            return -np.sum(t * np.log(y + 1e-7))
        """,
        Text(
            "This is right only for a single sample with one-hot t; batches and integer labels "
            "must work too.",
            "t가 원-핫 인코딩이고 데이터가 하나일 때만 맞습니다. 배치와 정수 레이블도 들어옵니다.",
        ),
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
        Text(
            "Your function handles one-hot t, but not integer labels, in which no 1 marks the true "
            "class.",
            "원-핫 인코딩된 t는 처리하지만 정수 레이블은 처리하지 못합니다. 정수 레이블에는 "
            "자리를 골라 줄 1이 없습니다.",
        ),
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
        Text(
            "In a batch, your function handles integer labels only; one-hot rows must work too.",
            "배치에서 정수 레이블만 처리하고 원-핫 인코딩된 행은 처리하지 못합니다.",
        ),
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
        Text(
            "y holds probabilities already; you apply softmax to them once more.",
            "y는 이미 확률인데 소프트맥스에 한 번 더 통과시킵니다.",
        ),
        "libraries whose cross entropy takes scores",
    ),
    WrongAnswer(
        "cee-print",
        Q,
        _with("print(-np.sum(np.log(y[np.arange(n), t] + 1e-7)) / n)"),
        returns_nothing("function", "a result that is", "함수가", "결과를"),
    ),
    WrongAnswer(
        "cee-first-row",
        Q,
        _with("return -np.log(y[0, t[0]] + 1e-7)"),
        Text(
            "Only the first row of the batch counts in your loss.",
            "배치의 첫 번째 행만 손실에 들어갑니다.",
        ),
    ),
    WrongAnswer(
        "cee-worst-row",
        Q,
        _with("return np.max(-np.log(y[np.arange(n), t] + 1e-7))"),
        Text(
            "Only the row with the largest loss counts; all rows should.",
            "손실이 가장 큰 행 하나만 들어갑니다. 모든 행이 들어가야 합니다.",
        ),
    ),
    WrongAnswer(
        "cee-return-in-loop",
        Q,
        _with(
            "total = 0.0\n            for row, label in zip(y, t):\n"
            "                total -= np.log(row[label] + 1e-7)\n                return total / n"
        ),
        Text(
            "Your loop ends after its first row: the `return` is inside the loop.",
            "반복문이 첫 번째 행에서 끝납니다. `return` 문이 반복문 안에 있습니다.",
        ),
        "indentation",
    ),
    WrongAnswer(
        "cee-last-row-skipped",
        Q,
        _with("return -sum(np.log(y[i, t[i]] + 1e-7) for i in range(n - 1)) / n"),
        Text(
            "The last row of the batch is left out: look at where your loop ends.",
            "배치의 마지막 행이 빠졌습니다.",
        ),
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
        Text(
            "A batch that happens to have a single row loses its shape: see what `squeeze` does to "
            "it.",
            "행이 하나뿐인 배치가 원래 형상을 잃습니다. `squeeze` 함수가 이 배치를 어떻게 "
            "바꾸는지 살펴보십시오.",
        ),
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
        Text(
            "This is the sum of squared errors of question 1, not the cross-entropy error.",
            "이것은 교차 엔트로피 오차가 아니라 1번 문제의 오차제곱합입니다.",
        ),
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
        Text(
            "Where the true class has probability 0, your loss is 0, the best there is. It should "
            "be large there.",
            "정답 클래스의 확률이 0이면 손실이 가장 좋은 값인 0이 됩니다. 이때는 손실이 커야 "
            "합니다.",
        ),
    ),
]
