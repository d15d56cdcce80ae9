"""Wrong answers to question 3: softmax."""

from autograder.misconceptions import WrongAnswer, returns_nothing
from autograder.text import Text

Q = "q3_softmax"
BOOK = "the book, section 3.5: the version for one example"


def _softmax(
    end: str = "return e / np.sum(e, axis=-1, keepdims=True)",
    shifted: str = "x - np.max(x, axis=-1, keepdims=True)",
) -> str:
    """Return a softmax with another shift of the scores, or another end."""
    return f"""
        def softmax(x):
            e = np.exp({shifted})
            {end}
        """


_ONE_SUM = Text(
    "In a batch you divide by the sum of all rows together; each row should sum to 1.",
    "배치에서 모든 행을 합한 값으로 나눕니다. 행마다 합이 1이어야 합니다.",
)

WRONG = [
    WrongAnswer(
        "softmax-overflow",
        Q,
        _softmax(shifted="x"),
        Text(
            "For large scores the exponentials overflow, and for very negative ones they all "
            "become 0: you subtract nothing from the scores first.",
            "점수가 크면 지수 함수에서 오버플로가 일어나고, 점수가 매우 작으면 모두 0이 됩니다. 점수에서 "
            "먼저 빼는 것이 없습니다.",
        ),
        BOOK,
    ),
    WrongAnswer(
        "softmax-one-max",
        Q,
        _softmax(shifted="x - np.max(x)"),
        Text(
            "You subtract the largest score of the whole batch. In a row whose own scores are far "
            "below it, all exponentials become 0.",
            "배치 전체의 최댓값을 뺍니다. 점수가 그보다 훨씬 작은 행에서는 지수 함수의 값이 모두 0이 "
            "됩니다.",
        ),
    ),
    WrongAnswer(
        "softmax-one-sum",
        Q,
        """
        def softmax(x):
            e = np.exp(x - np.max(x))
            return e / np.sum(e)
        """,
        _ONE_SUM,
        BOOK,
    ),
    WrongAnswer(
        "softmax-one-sum-of-shifted-rows",
        Q,
        """
        def softmax(x):
            e = np.exp(x - np.max(x, axis=-1, keepdims=True))
            return e / np.sum(e)
        """,
        _ONE_SUM,
    ),
    WrongAnswer(
        "softmax-axis-0",
        Q,
        """
        def softmax(x):
            e = np.exp(x - np.max(x, axis=0))
            return e / np.sum(e, axis=0)
        """,
        Text(
            "In a batch your columns sum to 1, not your rows.",
            "배치에서 행이 아니라 열의 합이 1이 됩니다.",
        ),
    ),
    WrongAnswer(
        "softmax-sum-axis-0",
        Q,
        _softmax(end="return e / np.sum(e, axis=0)"),
        Text(
            "Your sum goes down the columns of a batch; divide each row by its own sum.",
            "배치에서 합을 열 방향으로 구합니다. 행마다 자기 합으로 나누어야 합니다.",
        ),
    ),
    WrongAnswer(
        "softmax-max-axis-0",
        Q,
        _softmax(shifted="x - np.max(x, axis=0)"),
        Text(
            "You subtract from each column its own maximum: within a row, all scores have to be "
            "shifted by the same number.",
            "열마다 그 열의 최댓값을 뺍니다. 한 행의 점수에서는 모두 같은 수를 빼야 합니다.",
        ),
    ),
    WrongAnswer(
        "softmax-in-place",
        Q,
        """
        def softmax(x):
            x -= np.max(x, axis=-1, keepdims=True)
            e = np.exp(x)
            return e / np.sum(e, axis=-1, keepdims=True)
        """,
        Text(
            "Your function changes the scores that it was given: `-=` changes the array itself.",
            "받은 점수 자체를 바꿉니다. `-=`는 그 배열 안의 값을 바꿉니다.",
        ),
    ),
    WrongAnswer(
        "softmax-no-keepdims",
        Q,
        """
        def softmax(x):
            e = np.exp(x - np.max(x, axis=-1))
            return e / np.sum(e, axis=-1)
        """,
        Text(
            "In a batch, there is one maximum for each row, but NumPy matches these numbers with "
            "the columns. Look at the shape of your maxima.",
            "배치에서 행마다 구한 최댓값이 벡터가 되어 행과 맞지 않습니다. 그 수는 행의 것인데 NumPy는 "
            "열에 맞추려 합니다.",
        ),
    ),
    WrongAnswer(
        "softmax-no-exp",
        Q,
        """
        def softmax(x):
            return x / np.sum(x, axis=-1, keepdims=True)
        """,
        Text(
            "You divide the scores themselves by their sum; the exponential is missing.",
            "점수 자체를 합으로 나눕니다. 지수 함수가 빠졌습니다.",
        ),
    ),
    WrongAnswer(
        "softmax-not-divided",
        Q,
        _softmax("return e"),
        Text(
            "Your results do not sum to 1: the division is missing.",
            "결과의 합이 1이 아닙니다. 나누기가 빠졌습니다.",
        ),
    ),
    WrongAnswer(
        "softmax-over-max",
        Q,
        _softmax("return e / np.max(e, axis=-1, keepdims=True)", shifted="x"),
        Text(
            "You divide by the largest exponential; the formula divides by their sum.",
            "지수 함수 값 가운데 최댓값으로 나눕니다. 식에서는 합으로 나눕니다.",
        ),
    ),
    WrongAnswer(
        "softmax-axis-1",
        Q,
        """
        def softmax(x):
            e = np.exp(x - np.max(x, axis=1, keepdims=True))
            return e / np.sum(e, axis=1, keepdims=True)
        """,
        Text(
            "A single sample has no axis 1: your function expects rows.",
            "데이터 하나에는 축 1이 없습니다. 함수가 행이 있다고 가정합니다.",
        ),
    ),
    WrongAnswer(
        "softmax-half-shifted",
        Q,
        _softmax("return np.exp(x) / np.sum(e, axis=-1, keepdims=True)"),
        Text(
            "Numerator and denominator are not shifted by the same number, so it does not cancel.",
            "분자와 분모에서 같은 수를 빼지 않아 약분되지 않습니다.",
        ),
    ),
    WrongAnswer(
        "softmax-as-sigmoid",
        Q,
        """
        def softmax(x):
            return 1 / (1 + np.exp(-x))
        """,
        Text(
            "This is the sigmoid: each score is treated on its own, and the sum is not 1.",
            "이것은 시그모이드입니다. 점수를 하나씩 따로 계산하므로 합이 1이 아닙니다.",
        ),
    ),
    WrongAnswer(
        "softmax-log",
        Q,
        """
        def softmax(x):
            a = x - np.max(x, axis=-1, keepdims=True)
            return a - np.log(np.sum(np.exp(a), axis=-1, keepdims=True))
        """,
        Text(
            "You return the logarithms of the probabilities.",
            "확률의 로그를 반환합니다.",
        ),
        "log-softmax of other courses",
    ),
    WrongAnswer(
        "softmax-winner",
        Q,
        """
        def softmax(x):
            return (x == np.max(x, axis=-1, keepdims=True)).astype(float)
        """,
        Text(
            "You give the whole probability to the class with the largest score: the other classes "
            "have probabilities too.",
            "점수가 가장 큰 클래스가 모두 가져갑니다. 다른 클래스에도 확률이 있습니다.",
        ),
    ),
    WrongAnswer(
        "softmax-squeezed",
        Q,
        _softmax("return np.squeeze(e / np.sum(e, axis=-1, keepdims=True))"),
        Text(
            "A batch of a single row comes back as a vector: see what `squeeze` does to it.",
            "행이 하나뿐인 배치가 벡터로 돌아옵니다. `squeeze`가 무엇을 하는지 살펴보십시오.",
        ),
    ),
    WrongAnswer(
        "softmax-rounded",
        Q,
        _softmax("return np.round(e / np.sum(e, axis=-1, keepdims=True), 3)"),
        Text(
            "Your probabilities are rounded; return them with all their digits.",
            "확률을 반올림했습니다. 모든 자릿수를 반환하십시오.",
        ),
    ),
    WrongAnswer(
        "softmax-list",
        Q,
        _softmax("return (e / np.sum(e, axis=-1, keepdims=True)).tolist()"),
        Text(
            "You return a list; return an array.",
            "리스트를 반환합니다. 배열을 반환해야 합니다.",
        ),
    ),
    WrongAnswer(
        "softmax-none",
        Q,
        _softmax("print(e / np.sum(e, axis=-1, keepdims=True))"),
        returns_nothing("function", "a result that is", "함수가", "결과를"),
    ),
    WrongAnswer(
        "softmax-minus",
        Q,
        _softmax(shifted="np.min(x, axis=-1, keepdims=True) - x"),
        Text(
            "The smallest score gets the largest probability: look at the sign in the exponent.",
            "가장 작은 점수가 가장 큰 확률을 얻습니다. 지수의 부호를 살펴보십시오.",
        ),
    ),
    WrongAnswer(
        "softmax-base-two",
        Q,
        """
        def softmax(x):
            e = 2.0 ** (x - np.max(x, axis=-1, keepdims=True))
            return e / np.sum(e, axis=-1, keepdims=True)
        """,
        Text(
            "You use powers of 2; the formula has those of e.",
            "2의 거듭제곱을 사용했습니다. 식에 있는 것은 e의 거듭제곱입니다.",
        ),
    ),
    WrongAnswer(
        "softmax-return-in-loop",
        Q,
        """
        def softmax(x):
            for row in np.atleast_2d(x):
                e = np.exp(row - np.max(row))
                return e / np.sum(e)
        """,
        Text(
            "Your loop ends after the first row: the `return` is inside the loop.",
            "첫 행 다음에 반복문이 끝납니다. `return`이 반복문 안에 있습니다.",
        ),
        "indentation",
    ),
    WrongAnswer(
        "softmax-epsilon",
        Q,
        _softmax("return e / (np.sum(e, axis=-1, keepdims=True) + 1e-7)"),
        Text(
            "You add something small to the sum, so the probabilities do not quite sum to 1. After "
            "the shift the sum cannot be 0.",
            "합에 작은 수를 더해서 확률의 합이 정확히 1이 되지 않습니다. 최댓값을 뺀 뒤에는 합이 0이 될 "
            "수 없습니다.",
        ),
        "the 1e-7 of the cross entropy",
    ),
    WrongAnswer(
        "softmax-mean-shift",
        Q,
        _softmax(shifted="x - np.mean(x, axis=-1, keepdims=True)"),
        Text(
            "You subtract the mean of the scores. Where they lie far apart, the largest one still "
            "overflows.",
            "점수의 평균을 뺍니다. 점수의 차이가 크면 가장 큰 점수에서 여전히 오버플로가 일어납니다.",
        ),
    ),
    WrongAnswer(
        "softmax-min-shift",
        Q,
        _softmax(shifted="x - np.min(x, axis=-1, keepdims=True)"),
        Text(
            "You subtract the smallest score, which makes all the others large: where they lie far "
            "apart, they overflow.",
            "가장 작은 점수를 빼서 나머지가 모두 커집니다. 점수의 차이가 크면 오버플로가 일어납니다.",
        ),
    ),
    WrongAnswer(
        "softmax-still-transposed",
        Q,
        """
        def softmax(x):
            if x.ndim == 2:
                x = x.T
                x = x - np.max(x, axis=0)
                return np.exp(x) / np.sum(np.exp(x), axis=0)
            x = x - np.max(x)
            return np.exp(x) / np.sum(np.exp(x))
        """,
        Text(
            "Your batch comes back with rows and columns swapped: it is transposed on the way and "
            "never transposed back.",
            "배치의 행과 열이 뒤바뀌어 돌아옵니다. 도중에 전치하고 되돌리지 않았습니다.",
        ),
        "the book's common/functions.py",
    ),
    WrongAnswer(
        "softmax-clipped",
        Q,
        _softmax(shifted="np.clip(x, -500, 500)"),
        Text(
            "You cut off large scores, which makes them all equal: what counts is the differences "
            "between them.",
            "큰 점수를 잘라 내어 모두 같아집니다. 중요한 것은 점수 사이의 차이입니다.",
        ),
    ),
    WrongAnswer(
        "softmax-max-of-exp",
        Q,
        """
        def softmax(x):
            e = np.exp(x) - np.max(np.exp(x), axis=-1, keepdims=True)
            return e / np.sum(e, axis=-1, keepdims=True)
        """,
        Text(
            "You subtract after the exponential, where it no longer cancels: shift the scores "
            "themselves.",
            "지수 함수를 계산한 뒤에 빼면 약분되지 않습니다. 옮겨야 하는 것은 점수입니다.",
        ),
    ),
]
