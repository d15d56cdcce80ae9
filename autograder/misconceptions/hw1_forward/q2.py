"""Wrong answers to question 2: the activation functions."""

from autograder.misconceptions import WrongAnswer, returns_nothing
from autograder.text import Text

Q = "q2_activations"


def _function(name: str, body: str) -> str:
    return f"""
        def {name}(x):
            {body}
        """


def _for_vectors(name: str, value: str) -> str:
    return f"""
        def {name}(x):
            y = np.zeros(len(x))
            for i in range(len(x)):
                y[i] = {value}
            return y
        """


WRONG = [
    WrongAnswer(
        "step-one-at-zero",
        Q,
        _function("step_function", "return (x >= 0).astype(int)"),
        Text(
            "Your step function is already 1 at exactly 0.",
            "계단 함수가 정확히 0에서 이미 1입니다.",
        ),
        "other courses, whose step is 1 at 0",
    ),
    WrongAnswer(
        "step-half-at-zero",
        Q,
        _function("step_function", "return np.heaviside(x, 0.5)"),
        Text(
            "Your step function is 0.5 at exactly 0.",
            "계단 함수가 정확히 0에서 0.5입니다.",
        ),
    ),
    WrongAnswer(
        "step-reversed",
        Q,
        _function("step_function", "return (x < 0).astype(int)"),
        Text(
            "Your step function is 1 for negative numbers: the comparison points the wrong way.",
            "계단 함수가 음수에서 1입니다. 비교하는 방향이 반대입니다.",
        ),
    ),
    WrongAnswer(
        "step-if",
        Q,
        _function("step_function", "return 1 if x > 0 else 0"),
        Text(
            "Your step function uses `if` on a whole array, although each element has its own "
            "answer: this works for a single number only.",
            "계단 함수에서 배열 전체에 `if`를 사용했습니다. 배열에는 참과 거짓이 하나로 정해지지 "
            "않으므로 수 하나에서만 동작합니다.",
        ),
        "the first version of the book, section 3.2.2",
    ),
    WrongAnswer(
        "step-any",
        Q,
        _function("step_function", "return int(np.any(x > 0))"),
        Text(
            "Your step function gives one answer for the whole array; each element has its own.",
            "계단 함수가 배열 전체에 대해 답을 하나만 냅니다. 답은 원소마다 있어야 합니다.",
        ),
    ),
    WrongAnswer(
        "step-list",
        Q,
        _function("step_function", "return [1 if value > 0 else 0 for value in np.ravel(x)]"),
        Text(
            "Your step function returns a list; return an array.",
            "계단 함수가 리스트를 반환합니다. 배열을 반환해야 합니다.",
        ),
    ),
    WrongAnswer(
        "step-vectors-only",
        Q,
        _for_vectors("step_function", "1 if x[i] > 0 else 0"),
        Text(
            "Your step function works for vectors only: in a matrix, your loop goes over rows, not "
            "over numbers.",
            "계단 함수가 벡터만 처리합니다. 행렬에서는 반복문이 수가 아니라 행을 만납니다.",
        ),
    ),
    WrongAnswer(
        "step-sign",
        Q,
        _function("step_function", "return np.sign(x)"),
        Text(
            "For negative numbers your step function gives -1.",
            "계단 함수가 음수에서 -1을 냅니다.",
        ),
    ),
    WrongAnswer(
        "step-filtered",
        Q,
        _function("step_function", "return x[x > 0]"),
        Text(
            "`x[x > 0]` selects elements: your step function returns fewer numbers than it got.",
            "`x[x > 0]`은 원소를 골라냅니다. 계단 함수가 받은 것보다 적은 수를 반환합니다.",
        ),
    ),
    WrongAnswer(
        "step-keeps-x",
        Q,
        _function("step_function", "return np.where(x > 0, x, 0.0)"),
        Text(
            "Above 0 your step function gives x itself: that is ReLU.",
            "0보다 큰 곳에서 계단 함수가 x를 그대로 냅니다. 그것은 ReLU입니다.",
        ),
    ),
    WrongAnswer(
        "step-at-one",
        Q,
        _function("step_function", "return (x >= 1).astype(int)"),
        Text(
            "Your step function jumps at 1, not at 0.",
            "계단 함수가 0이 아니라 1에서 뛰어오릅니다.",
        ),
    ),
    WrongAnswer(
        "step-flattened",
        Q,
        _function("step_function", "return (np.ravel(x) > 0).astype(int)"),
        Text(
            "Your step function turns every array into a vector; the shape should stay the same.",
            "계단 함수가 어떤 배열이든 벡터로 만듭니다. 형상은 그대로여야 합니다.",
        ),
    ),
    WrongAnswer(
        "step-none",
        Q,
        _function("step_function", "y = x > 0"),
        Text(
            "Your step function returns nothing: a result that is only computed or printed cannot "
            "be used elsewhere.",
            "계단 함수가 아무것도 반환하지 않습니다.",
        ),
    ),
    WrongAnswer(
        "sigmoid-sign",
        Q,
        _function("sigmoid", "return 1 / (1 + np.exp(x))"),
        Text(
            "Your sigmoid falls where it should rise: look at the sign in the exponent.",
            "시그모이드가 커져야 할 곳에서 작아집니다. 지수의 부호를 살펴보십시오.",
        ),
    ),
    WrongAnswer(
        "sigmoid-precedence",
        Q,
        _function("sigmoid", "return 1 / 1 + np.exp(-x)"),
        Text(
            "`1 / 1 + ...` divides first and adds afterwards: in the formula, the whole sum is in "
            "the denominator.",
            "`1 / 1 + ...`은 먼저 나누고 나서 더합니다. 식에서는 합 전체가 분모입니다.",
        ),
        "precedence",
    ),
    WrongAnswer(
        "sigmoid-inf-over-inf",
        Q,
        _function("sigmoid", "return np.exp(x) / (1 + np.exp(x))"),
        Text(
            "Your formula is right for small numbers, but for large ones it divides infinity by "
            "infinity.",
            "작은 수에서는 맞는 식이지만 큰 수에서는 무한대를 무한대로 나누게 됩니다.",
        ),
    ),
    WrongAnswer(
        "sigmoid-math",
        Q,
        """
        import math

        def sigmoid(x):
            return 1 / (1 + math.exp(-x))
        """,
        Text(
            "`math.exp` takes a single number; your sigmoid gets arrays.",
            "`math.exp`는 수 하나만 받습니다. 시그모이드에는 배열이 들어옵니다.",
        ),
    ),
    WrongAnswer(
        "sigmoid-only-exp",
        Q,
        _function("sigmoid", "return 1 / np.exp(-x)"),
        Text(
            "The 1 in the denominator is missing, so your sigmoid grows without limit.",
            "분모의 1이 빠져서 시그모이드가 끝없이 커집니다.",
        ),
    ),
    WrongAnswer(
        "sigmoid-tanh",
        Q,
        _function("sigmoid", "return np.tanh(x)"),
        Text(
            "This is another S-shaped curve: it runs from -1 to 1.",
            "이것은 다른 S자 곡선입니다. -1에서 1까지 변합니다.",
        ),
    ),
    WrongAnswer(
        "sigmoid-base-two",
        Q,
        _function("sigmoid", "return 1 / (1 + 2.0 ** -x)"),
        Text(
            "Your sigmoid uses powers of 2; the formula has those of e.",
            "시그모이드에서 2의 거듭제곱을 사용했습니다. 식에 있는 것은 e의 거듭제곱입니다.",
        ),
    ),
    WrongAnswer(
        "sigmoid-clipped",
        Q,
        _function("sigmoid", "return 1 / (1 + np.exp(-np.clip(x, -5, 5)))"),
        Text(
            "You cut off large numbers much too early: your sigmoid stops at a visible distance "
            "from 0 and 1.",
            "큰 수를 너무 일찍 잘라 냅니다. 시그모이드가 0과 1에서 눈에 띄게 떨어진 곳에서 멈춥니다.",
        ),
    ),
    WrongAnswer(
        "sigmoid-rounded",
        Q,
        _function("sigmoid", "return np.round(1 / (1 + np.exp(-x)), 3)"),
        Text(
            "Your sigmoid is rounded; return it with all its digits.",
            "시그모이드의 값을 반올림했습니다. 모든 자릿수를 반환하십시오.",
        ),
    ),
    WrongAnswer(
        "sigmoid-vectors-only",
        Q,
        _for_vectors("sigmoid", "1 / (1 + np.exp(-x[i]))"),
        Text(
            "Your sigmoid works for vectors only: in a matrix, your loop goes over rows, not over "
            "numbers.",
            "시그모이드가 벡터만 처리합니다. 행렬에서는 반복문이 수가 아니라 행을 만납니다.",
        ),
    ),
    WrongAnswer(
        "sigmoid-as-softmax",
        Q,
        _function("sigmoid", "return np.exp(x) / np.sum(np.exp(x))"),
        Text(
            "Your sigmoid divides by a sum over all elements; compute each element on its own.",
            "시그모이드에서 모든 원소의 합으로 나눕니다. 원소마다 따로 계산해야 합니다.",
        ),
    ),
    WrongAnswer(
        "sigmoid-list",
        Q,
        _function("sigmoid", "return list(1 / (1 + np.exp(-np.ravel(x))))"),
        Text(
            "Your sigmoid returns a list; return an array.",
            "시그모이드가 리스트를 반환합니다. 배열을 반환해야 합니다.",
        ),
    ),
    WrongAnswer(
        "sigmoid-none",
        Q,
        _function("sigmoid", "print(1 / (1 + np.exp(-x)))"),
        returns_nothing("sigmoid", "a result that is", "시그모이드가", "결과를"),
    ),
    WrongAnswer(
        "relu-if",
        Q,
        _function("relu", "return x if x > 0 else 0"),
        Text(
            "Your ReLU asks a whole array whether it is above 0, which has no single answer.",
            "ReLU에서 배열 전체가 0보다 큰지 묻습니다. 배열에는 답이 하나로 정해지지 않습니다.",
        ),
        family="relu-truth-value",
    ),
    WrongAnswer(
        "relu-builtin-max",
        Q,
        _function("relu", "return max(0, x)"),
        Text(
            "Python's own `max` cannot compare an array with 0 element by element.",
            "파이썬의 `max`는 배열을 0과 원소별로 비교하지 못합니다.",
        ),
        family="relu-truth-value",
    ),
    WrongAnswer(
        "relu-minimum",
        Q,
        _function("relu", "return np.minimum(0, x)"),
        Text(
            "Your ReLU keeps the negative numbers and drops the positive ones.",
            "ReLU가 음수를 남기고 양수를 버립니다.",
        ),
    ),
    WrongAnswer(
        "relu-abs",
        Q,
        _function("relu", "return np.abs(x)"),
        Text(
            "Your ReLU turns negative numbers into positive ones.",
            "ReLU가 음수를 양수로 바꿉니다.",
        ),
    ),
    WrongAnswer(
        "relu-max-of-array",
        Q,
        _function("relu", "return np.max(x, 0)"),
        Text(
            "`np.max` looks for the largest of several elements, and takes 0 as an axis. Compare "
            "each element with 0 instead.",
            "`np.max`는 여러 원소 가운데 최댓값을 찾으며 0을 축으로 받아들입니다. 필요한 것은 원소마다 "
            "0과 비교하는 것입니다.",
        ),
    ),
    WrongAnswer(
        "relu-filtered",
        Q,
        _function("relu", "return x[x > 0]"),
        Text(
            "`x[x > 0]` selects elements: your ReLU returns fewer numbers than it got.",
            "`x[x > 0]`은 원소를 골라냅니다. ReLU가 받은 것보다 적은 수를 반환합니다.",
        ),
    ),
    WrongAnswer(
        "relu-step",
        Q,
        _function("relu", "return (x > 0).astype(float)"),
        Text(
            "Above 0 your ReLU gives 1: that is the step function.",
            "0보다 큰 곳에서 ReLU가 1을 냅니다. 그것은 계단 함수입니다.",
        ),
    ),
    WrongAnswer(
        "relu-leaky",
        Q,
        _function("relu", "return np.where(x > 0, x, 0.01 * x)"),
        Text(
            "Your ReLU is leaky: a small part of the negative numbers comes through.",
            "ReLU에서 음수가 조금 새어 나옵니다.",
        ),
        "leaky ReLU of other courses",
    ),
    WrongAnswer(
        "relu-vectors-only",
        Q,
        _for_vectors("relu", "x[i] if x[i] > 0 else 0"),
        Text(
            "Your ReLU works for vectors only: in a matrix, your loop goes over rows, not over "
            "numbers.",
            "ReLU가 벡터만 처리합니다. 행렬에서는 반복문이 수가 아니라 행을 만납니다.",
        ),
    ),
    WrongAnswer(
        "relu-truncated",
        Q,
        _function("relu", "return np.maximum(0, x).astype(int)"),
        Text(
            "Your ReLU turns its result into whole numbers and so loses all decimals.",
            "ReLU가 결과를 정수로 바꾸어 소수 부분이 사라집니다.",
        ),
    ),
    WrongAnswer(
        "relu-capped",
        Q,
        _function("relu", "return np.clip(x, 0, 1)"),
        Text(
            "Your ReLU stops at 1; positive numbers should come through unchanged.",
            "ReLU가 1에서 멈춥니다. 양수는 그대로 나와야 합니다.",
        ),
    ),
    WrongAnswer(
        "relu-none",
        Q,
        _function("relu", "y = np.maximum(0, x)"),
        Text(
            "Your ReLU returns nothing: a result that is only computed or printed cannot be used "
            "elsewhere.",
            "ReLU가 아무것도 반환하지 않습니다.",
        ),
    ),
]
