"""Wrong answers to question 5: predictions and accuracy in batches."""

from autograder.misconceptions import WrongAnswer, returns_nothing
from autograder.text import Text

Q = "q5_batches"


def _predict(value: str) -> str:
    return f"""
        def predict(network, x):
            return {value}
        """


def _accuracy(
    end: str = "return n_right / len(x)",
    answers: str = "np.argmax(y, axis=1)",
    count: str = "n_right += np.sum(answers == t[start : start + batch_size])",
    starts: str = "range(0, len(x), batch_size)",
    rows: str = "x[start : start + batch_size]",
) -> str:
    """Return an accuracy in batches with another line somewhere."""
    return f"""
        def accuracy_in_batches(network, x, t, batch_size):
            n_right = 0
            for start in {starts}:
                y = predict(network, {rows})
                answers = {answers}
                {count}
            {end}
        """


WRONG = [
    WrongAnswer(
        "predict-scores",
        Q,
        _predict("forward(network, x)"),
        Text(
            "You return the scores of the network; the last step, which turns them into "
            "probabilities, is missing.",
            "신경망의 점수를 반환합니다. 확률로 바꾸는 마지막 단계가 빠졌습니다.",
        ),
    ),
    WrongAnswer(
        "predict-classes",
        Q,
        """
        def predict(network, x):
            return np.argmax(softmax(forward(network, x)), axis=-1)

        def accuracy_in_batches(network, x, t, batch_size):
            n_right = 0
            for start in range(0, len(x), batch_size):
                answers = predict(network, x[start : start + batch_size])
                n_right += np.sum(answers == t[start : start + batch_size])
            return n_right / len(x)
        """,
        Text(
            "Your predict returns the winning classes; return the probabilities of all classes.",
            "predict가 답으로 고른 클래스를 반환합니다. 확률을 반환해야 합니다.",
        ),
    ),
    WrongAnswer(
        "predict-one-sum",
        Q,
        """
        def predict(network, x):
            e = np.exp(forward(network, x))
            return e / np.sum(e)
        """,
        Text(
            "In a batch you divide by the sum of all rows together; each row should sum to 1.",
            "배치에서 모든 행을 합한 값으로 나눕니다. 행마다 합이 1이어야 합니다.",
        ),
    ),
    WrongAnswer(
        "predict-sigmoid",
        Q,
        _predict("sigmoid(forward(network, x))"),
        Text(
            "Your probabilities are sigmoids of the scores and do not sum to 1.",
            "확률이 점수의 시그모이드여서 합이 1이 되지 않습니다.",
        ),
    ),
    WrongAnswer(
        "predict-softmax-twice",
        Q,
        _predict("softmax(softmax(forward(network, x)))"),
        Text(
            "Your probabilities go through softmax once more, which makes them nearly equal.",
            "확률에 소프트맥스를 한 번 더 적용해서 값이 서로 비슷해집니다.",
        ),
    ),
    WrongAnswer(
        "predict-none",
        Q,
        """
        def predict(network, x):
            y = softmax(forward(network, x))

        def accuracy_in_batches(network, x, t, batch_size):
            return float(np.mean(np.argmax(forward(network, x), axis=1) == t))
        """,
        returns_nothing("predict", "probabilities that are", "predict가", "확률을"),
    ),
    WrongAnswer(
        "predict-largest",
        Q,
        """
        def predict(network, x):
            return np.max(softmax(forward(network, x)), axis=-1)

        def accuracy_in_batches(network, x, t, batch_size):
            return float(np.mean(np.argmax(forward(network, x), axis=1) == t))
        """,
        Text(
            "Your predict returns only the largest probability; return all of them.",
            "predict가 가장 큰 확률만 반환합니다. 모든 확률을 반환해야 합니다.",
        ),
    ),
    WrongAnswer(
        "predict-axis-0",
        Q,
        """
        def predict(network, x):
            a = forward(network, x)
            e = np.exp(a - np.max(a, axis=0))
            return e / np.sum(e, axis=0)
        """,
        Text(
            "In a batch, the columns of your probabilities sum to 1, not the rows.",
            "배치에서 확률의 행이 아니라 열의 합이 1이 됩니다.",
        ),
    ),
    WrongAnswer(
        "predict-rows-only",
        Q,
        """
        def predict(network, x):
            a = forward(network, x)
            e = np.exp(a - np.max(a, axis=1, keepdims=True))
            return e / np.sum(e, axis=1, keepdims=True)
        """,
        Text(
            "Your predict expects rows; a single sample, without rows, must work too.",
            "predict가 행이 없는 데이터 하나를 처리하지 못합니다.",
        ),
    ),
    WrongAnswer(
        "predict-scaled",
        Q,
        _predict("softmax(forward(network, x / 255))"),
        Text(
            "Your predict divides its input by 255. The pixels have been divided already, and the "
            "inputs of other networks are not pixels.",
            "predict에서 입력을 255로 나눕니다. 픽셀은 이미 나누었고, 입력이 픽셀이 아닌 신경망도 있습니다.",
        ),
    ),
    WrongAnswer(
        "accuracy-rest-dropped",
        Q,
        _accuracy(starts="range(0, len(x) - len(x) % batch_size, batch_size)"),
        Text(
            "Rows that do not fill a batch are left out of your count.",
            "배치를 꽉 채우지 못한 행을 세지 않습니다.",
        ),
    ),
    WrongAnswer(
        "accuracy-full-batches",
        Q,
        _accuracy(
            starts="range(0, len(x) - len(x) % batch_size, batch_size)",
            end="return n_right / (len(x) // batch_size * batch_size)",
        ),
        Text(
            "Your accuracy is that of the full batches alone; the remaining rows count too.",
            "꽉 찬 배치만의 정확도입니다. 나머지 행도 세어야 합니다.",
        ),
    ),
    WrongAnswer(
        "accuracy-padded",
        Q,
        _accuracy(end="return n_right / (len(range(0, len(x), batch_size)) * batch_size)"),
        Text(
            "You divide as if every batch were full. How many rows does the last one have?",
            "모든 배치가 꽉 찬 것처럼 나눕니다. 마지막 배치에는 행이 몇 개 있습니까?",
        ),
    ),
    WrongAnswer(
        "accuracy-mean-of-batches",
        Q,
        _accuracy(
            count="n_right += np.mean(answers == t[start : start + batch_size])",
            end="return n_right / len(range(0, len(x), batch_size))",
        ),
        Text(
            "You take the mean of the accuracies of the batches, in which a row of a short batch "
            "counts more than others.",
            "배치별 정확도의 평균을 구합니다. 그러면 짧은 배치의 행이 다른 행보다 더 크게 반영됩니다.",
        ),
    ),
    WrongAnswer(
        "accuracy-count",
        Q,
        _accuracy(end="return n_right"),
        Text(
            "Your accuracy is the number of right answers; return the fraction of right answers.",
            "맞힌 개수를 반환합니다. 비율을 반환해야 합니다.",
        ),
    ),
    WrongAnswer(
        "accuracy-percent",
        Q,
        _accuracy(end="return 100 * n_right / len(x)"),
        Text(
            "Your accuracy is a percentage; return a number from 0 to 1.",
            "정확도를 백분율로 반환합니다. 0에서 1까지의 수를 반환해야 합니다.",
        ),
    ),
    WrongAnswer(
        "accuracy-last-batch",
        Q,
        _accuracy(count="n_right = np.sum(answers == t[start : start + batch_size])"),
        Text(
            "Only the last batch is counted: each pass through the loop overwrites the count.",
            "마지막 배치만 셉니다. 반복할 때마다 앞에서 센 값을 덮어씁니다.",
        ),
    ),
    WrongAnswer(
        "accuracy-over-batch-size",
        Q,
        _accuracy(end="return n_right / batch_size"),
        Text(
            "You divide by the size of one batch, although you have counted the right answers of "
            "all batches.",
            "모든 배치에서 맞힌 개수를 세고는 배치 하나의 크기로 나눕니다.",
        ),
    ),
    WrongAnswer(
        "accuracy-over-batches",
        Q,
        _accuracy(end="return n_right / len(range(0, len(x), batch_size))"),
        Text(
            "You divide by the number of batches, not by the number of rows.",
            "행의 수가 아니라 배치의 수로 나눕니다.",
        ),
    ),
    WrongAnswer(
        "accuracy-return-in-loop",
        Q,
        _accuracy(
            count="n_right += np.sum(answers == t[start : start + batch_size])\n"
            "                return n_right / len(x)",
            end="",
        ),
        Text(
            "Your loop ends after its first batch: the `return` is inside the loop.",
            "첫 배치 다음에 반복문이 끝납니다. `return`이 반복문 안에 있습니다.",
        ),
        "indentation",
    ),
    WrongAnswer(
        "accuracy-errors",
        Q,
        _accuracy(count="n_right += np.sum(answers != t[start : start + batch_size])"),
        Text(
            "You count the wrong answers instead of the right ones.",
            "틀린 답을 셉니다.",
        ),
    ),
    WrongAnswer(
        "accuracy-argmin",
        Q,
        _accuracy(answers="np.argmin(y, axis=1)"),
        Text(
            "You take the class with the smallest probability as the answer.",
            "확률이 가장 작은 클래스를 답으로 삼습니다.",
        ),
    ),
    WrongAnswer(
        "accuracy-axis-0",
        Q,
        _accuracy(answers="np.argmax(y, axis=0)"),
        Text(
            "Your `argmax` goes down the columns; each row has one answer.",
            "`argmax`가 열을 따라 내려갑니다. 답은 행마다 하나씩 있습니다.",
        ),
    ),
    WrongAnswer(
        "accuracy-axis-0-paired",
        Q,
        _accuracy(
            answers="np.argmax(y, axis=0)",
            count="n_right += sum(a == b for a, b in zip(answers, t[start : start + batch_size]))",
        ),
        Text(
            "Your `argmax` goes down the columns; each row has one answer.",
            "`argmax`가 열을 따라 내려갑니다. 답은 행마다 하나씩 있습니다.",
        ),
    ),
    WrongAnswer(
        "accuracy-argmax-of-all",
        Q,
        _accuracy(answers="np.argmax(y)"),
        Text(
            "`np.argmax(y)` without an axis gives a single number for the whole batch.",
            "축을 정하지 않은 `np.argmax(y)`는 배치 전체에서 수 하나를 냅니다.",
        ),
    ),
    WrongAnswer(
        "accuracy-first-labels",
        Q,
        _accuracy(count="n_right += np.sum(answers == t[: len(answers)])"),
        Text(
            "You compare every batch with the labels of the first one.",
            "모든 배치를 첫 배치의 레이블과 비교합니다.",
        ),
    ),
    WrongAnswer(
        "accuracy-all-labels",
        Q,
        _accuracy(count="n_right += np.sum(answers == t)"),
        Text(
            "You compare the answers of one batch with all the labels: take the part of t that "
            "belongs to the batch.",
            "배치 하나의 답을 모든 레이블과 비교합니다. t에서 그 배치에 해당하는 부분이 필요합니다.",
        ),
    ),
    WrongAnswer(
        "accuracy-overlapping",
        Q,
        _accuracy(starts="range(0, len(x))"),
        Text(
            "Your batches overlap: the start moves on by one row only, so rows are counted several "
            "times.",
            "배치가 서로 겹칩니다. 시작 위치가 한 행씩만 움직여서 같은 행을 여러 번 셉니다.",
        ),
    ),
    WrongAnswer(
        "accuracy-short-slices",
        Q,
        _accuracy(
            rows="x[start : start + batch_size - 1]",
            count="n_right += np.sum(answers == t[start : start + batch_size - 1])",
        ),
        Text(
            "One row at the end of each batch is missing: a slice already stops before its end.",
            "배치마다 끝에서 행이 하나씩 빠집니다. 슬라이스는 이미 끝 위치 바로 앞에서 멈춥니다.",
        ),
        "off by one",
    ),
    WrongAnswer(
        "accuracy-first-skipped",
        Q,
        _accuracy(starts="range(batch_size, len(x), batch_size)"),
        Text(
            "Your count starts with the second batch: look at where your loop begins.",
            "두 번째 배치부터 셉니다.",
        ),
        "off by one",
    ),
    WrongAnswer(
        "accuracy-stops-before-the-last-row",
        Q,
        _accuracy(starts="range(0, len(x) - 1, batch_size)"),
        Text(
            "A last batch of a single row is left out: look at where your loop ends.",
            "마지막 배치가 한 행뿐이면 그 행을 세지 않습니다. 반복문이 어디에서 끝나는지 살펴보십시오.",
        ),
        "off by one",
    ),
    WrongAnswer(
        "accuracy-squeezed",
        Q,
        _accuracy(answers="np.argmax(np.squeeze(y), axis=1)"),
        Text(
            "A batch of a single row loses its rows on the way: see what `squeeze` does to it.",
            "행이 하나뿐인 배치가 도중에 행을 잃습니다. `squeeze`가 무엇을 하는지 살펴보십시오.",
        ),
    ),
    WrongAnswer(
        "accuracy-none",
        Q,
        _accuracy(end="print(n_right / len(x))"),
        returns_nothing(
            "accuracy_in_batches", "an accuracy that is", "accuracy_in_batches가", "정확도를"
        ),
    ),
    WrongAnswer(
        "accuracy-whole-division",
        Q,
        _accuracy(end="return n_right // len(x)"),
        Text(
            "`//` rounds the quotient down: your accuracy can only be 0 or 1.",
            "`//`는 몫만 남기고 소수점 아래를 버립니다. 정확도가 0이나 1만 됩니다.",
        ),
    ),
    WrongAnswer(
        "accuracy-probabilities",
        Q,
        _accuracy(answers="np.max(y, axis=1)"),
        Text(
            "You compare the largest probability with the label; the label is the number of a "
            "class.",
            "가장 큰 확률을 레이블과 비교합니다. 레이블은 클래스의 번호입니다.",
        ),
    ),
    WrongAnswer(
        "accuracy-mean-of-all",
        Q,
        _accuracy(
            count="n_right += np.all(answers == t[start : start + batch_size])",
            end="return n_right / len(range(0, len(x), batch_size))",
        ),
        Text(
            "A batch counts as right only if all its rows are; count each row by itself.",
            "배치의 모든 행이 맞아야 그 배치를 맞은 것으로 셉니다. 행마다 따로 세어야 합니다.",
        ),
    ),
]
