"""Wrong answers to question 1: the sum of squared errors."""

from autograder.misconceptions import WrongAnswer
from autograder.text import Text

Q = "q1_mean_squared_error"

WRONG = [
    WrongAnswer(
        "mse-missing-half",
        Q,
        """
        def mean_squared_error(y, t):
            return np.sum((y - t) ** 2)
        """,
        Text(
            "Your result is exactly twice as large as it should be: look again at what comes "
            "before the sum in the formula.",
            "결과가 올바른 값의 정확히 두 배입니다. 식에서 합 앞에 무엇이 있는지 다시 살펴보십시오.",
        ),
    ),
    WrongAnswer(
        "mse-mean",
        Q,
        """
        def mean_squared_error(y, t):
            return np.mean((y - t) ** 2)
        """,
        Text(
            "You take the mean over the classes, as the name suggests. The formula here has a sum, "
            "and a factor in front.",
            "함수 이름대로 클래스에 대한 평균을 구했습니다. 여기서 쓰는 식은 합이고, 그 앞에 "
            "계수가 있습니다.",
        ),
        "other courses and libraries, whose MSE is a mean",
    ),
    WrongAnswer(
        "mse-half-mean",
        Q,
        """
        def mean_squared_error(y, t):
            return 0.5 * np.mean((y - t) ** 2)
        """,
        Text(
            "The factor is there, but you divide by the number of classes as well: the formula "
            "has a sum, not a mean.",
            "앞의 계수는 맞지만 클래스 수로도 나누고 있습니다. 식에 있는 것은 평균이 아니라 "
            "합입니다.",
        ),
    ),
    WrongAnswer(
        "mse-missing-square",
        Q,
        """
        def mean_squared_error(y, t):
            return 0.5 * np.sum(y - t)
        """,
        Text(
            "The differences are added up without being squared, so positive and negative ones "
            "cancel.",
            "차이를 제곱하지 않고 더해서 양수와 음수가 서로 상쇄됩니다.",
        ),
        family="mse-not-squared",
    ),
    WrongAnswer(
        "mse-absolute",
        Q,
        """
        def mean_squared_error(y, t):
            return 0.5 * np.sum(np.abs(y - t))
        """,
        Text(
            "You add up the absolute differences; this error adds up their squares.",
            "차이의 절댓값을 더했습니다. 이 오차는 차이의 제곱으로 구합니다.",
        ),
    ),
    WrongAnswer(
        "mse-square-of-sum",
        Q,
        """
        def mean_squared_error(y, t):
            return 0.5 * np.sum(y - t) ** 2
        """,
        Text(
            "You square the sum. Each difference has to be squared before they are added up: mind "
            "where the parentheses close.",
            "합을 제곱했습니다. 차이를 하나씩 먼저 제곱한 다음에 더해야 합니다. 괄호가 어디에서 "
            "닫히는지 살펴보십시오.",
        ),
        "precedence: `**` after the call",
    ),
    WrongAnswer(
        "mse-root",
        Q,
        """
        def mean_squared_error(y, t):
            return np.sqrt(np.sum((y - t) ** 2))
        """,
        Text(
            "There is one square root too many: what you compute is the distance between y and t.",
            "있어서는 안 될 제곱근이 있습니다. 지금 계산하는 것은 y와 t 사이의 거리입니다.",
        ),
        "RMSE of other courses",
    ),
    WrongAnswer(
        "mse-root-half",
        Q,
        """
        def mean_squared_error(y, t):
            return 0.5 * np.sqrt(np.sum((y - t) ** 2))
        """,
        Text(
            "There is a square root in your result that the formula does not have.",
            "식에는 없는 제곱근이 결과에 들어 있습니다.",
        ),
        "RMSE of other courses",
    ),
    WrongAnswer(
        "mse-no-sum",
        Q,
        """
        def mean_squared_error(y, t):
            return 0.5 * (y - t) ** 2
        """,
        Text(
            "You return one number for each class. They still have to be added up to a single one.",
            "클래스마다 수를 하나씩 반환합니다. 아직 이 수들을 더해 하나로 만드는 일이 남았습니다.",
        ),
    ),
    WrongAnswer(
        "mse-difference-of-squares",
        Q,
        """
        def mean_squared_error(y, t):
            return 0.5 * np.sum(y**2 - t**2)
        """,
        Text(
            "You subtract squares; take the difference first, then square it.",
            "제곱끼리 뺐습니다. 차이를 먼저 구하고 그다음에 제곱해야 합니다.",
        ),
    ),
    WrongAnswer(
        "mse-only-t-squared",
        Q,
        """
        def mean_squared_error(y, t):
            return 0.5 * np.sum(y - t**2)
        """,
        Text(
            "`y - t**2` squares only t: the power binds tighter than the minus.",
            "`y - t**2`에서는 t만 제곱됩니다. 거듭제곱은 빼기보다 먼저 계산됩니다.",
        ),
        "precedence",
        family="mse-not-squared",
    ),
    WrongAnswer(
        "mse-true-class-only",
        Q,
        """
        def mean_squared_error(y, t):
            k = np.argmax(t)
            return 0.5 * (y[k] - t[k]) ** 2
        """,
        Text(
            "Only the true class counts in your error. Here, unlike in the cross-entropy error, "
            "every class should.",
            "오차에 정답 클래스만 들어갑니다. 교차 엔트로피 오차와 달리 여기에는 모든 클래스가 "
            "들어가야 합니다.",
        ),
    ),
    WrongAnswer(
        "mse-largest-only",
        Q,
        """
        def mean_squared_error(y, t):
            return 0.5 * np.max((y - t) ** 2)
        """,
        Text(
            "Only the largest difference counts in your error; every class should.",
            "오차에 가장 큰 차이 하나만 들어갑니다. 모든 클래스가 들어가야 합니다.",
        ),
    ),
    WrongAnswer(
        "mse-wrong-classes-only",
        Q,
        """
        def mean_squared_error(y, t):
            return 0.5 * np.sum(((y - t) * (1 - t)) ** 2)
        """,
        Text(
            "The true class is left out of your sum: its difference counts as well.",
            "합에서 정답 클래스가 빠졌습니다. 정답 클래스의 차이도 들어가야 합니다.",
        ),
    ),
    WrongAnswer(
        "mse-plus",
        Q,
        """
        def mean_squared_error(y, t):
            return 0.5 * np.sum((y + t) ** 2)
        """,
        Text(
            "You add y and t. How far apart are they?",
            "y와 t를 더했습니다. 둘은 서로 얼마나 떨어져 있습니까?",
        ),
    ),
    WrongAnswer(
        "mse-print",
        Q,
        """
        def mean_squared_error(y, t):
            print(0.5 * np.sum((y - t) ** 2))
        """,
        Text(
            "Your function prints its result but does not return it, so it cannot be used "
            "elsewhere.",
            "함수가 결과를 출력만 하고 반환하지 않습니다. 그러면 다른 코드에서 쓸 수 없습니다.",
        ),
        family="mse-none",
    ),
    WrongAnswer(
        "mse-no-return",
        Q,
        """
        def mean_squared_error(y, t):
            error = 0.5 * np.sum((y - t) ** 2)
        """,
        Text(
            "Your function computes something but does not return it.",
            "함수가 무언가를 계산하지만 반환하지 않습니다.",
        ),
        family="mse-none",
    ),
    WrongAnswer(
        "mse-last-skipped",
        Q,
        """
        def mean_squared_error(y, t):
            total = 0.0
            for k in range(len(y) - 1):
                total += (y[k] - t[k]) ** 2
            return 0.5 * total
        """,
        Text(
            "The last class is left out: where does your loop end?",
            "마지막 클래스가 빠졌습니다. 반복문이 어디에서 끝납니까?",
        ),
        "off by one",
    ),
    WrongAnswer(
        "mse-first-skipped",
        Q,
        """
        def mean_squared_error(y, t):
            total = 0.0
            for k in range(1, len(y)):
                total += (y[k] - t[k]) ** 2
            return 0.5 * total
        """,
        Text(
            "The first class is left out: remember that indices start at 0.",
            "첫 번째 클래스가 빠졌습니다. 인덱스는 0부터 시작한다는 점을 떠올려 보십시오.",
        ),
        "off by one",
    ),
    WrongAnswer(
        "mse-return-in-loop",
        Q,
        """
        def mean_squared_error(y, t):
            total = 0.0
            for k in range(len(y)):
                total += (y[k] - t[k]) ** 2
                return 0.5 * total
        """,
        Text(
            "Only the first class counts: the `return` is inside the loop and ends it at once.",
            "첫 번째 클래스만 계산에 들어갑니다. `return` 문이 반복문 안에 있어서 반복이 바로 "
            "끝납니다.",
        ),
        "indentation",
    ),
    WrongAnswer(
        "mse-only-last",
        Q,
        """
        def mean_squared_error(y, t):
            for k in range(len(y)):
                total = (y[k] - t[k]) ** 2
            return 0.5 * total
        """,
        Text(
            "Only the last class counts: each pass through the loop overwrites what the one before "
            "found.",
            "마지막 클래스만 계산에 들어갑니다. 반복문이 돌 때마다 앞에서 구한 값을 덮어씁니다.",
        ),
        "`=` instead of `+=`",
        family="mse-zero",
    ),
    WrongAnswer(
        "mse-times-two",
        Q,
        """
        def mean_squared_error(y, t):
            return 2 * np.sum((y - t) ** 2)
        """,
        Text(
            "The factor in front of the sum is upside down: your result is four times as large as "
            "it should be.",
            "합 앞의 계수가 거꾸로 되어 있어서 결과가 네 배로 커졌습니다.",
        ),
    ),
    WrongAnswer(
        "mse-half-squared",
        Q,
        """
        def mean_squared_error(y, t):
            return np.sum((0.5 * (y - t)) ** 2)
        """,
        Text(
            "The factor in front is squared along with the differences. It belongs outside the "
            "square.",
            "앞의 계수까지 차이와 함께 제곱됩니다. 계수는 제곱 밖에 있어야 합니다.",
        ),
        "parentheses",
    ),
    WrongAnswer(
        "mse-integer-half",
        Q,
        """
        def mean_squared_error(y, t):
            return 1 // 2 * np.sum((y - t) ** 2)
        """,
        Text(
            "Your result is always 0: `//` rounds the quotient down.",
            "결과가 항상 0입니다. `//` 연산은 정수 나눗셈이라 나머지를 버립니다.",
        ),
        family="mse-zero",
    ),
    WrongAnswer(
        "mse-rounded",
        Q,
        """
        def mean_squared_error(y, t):
            return round(0.5 * float(np.sum((y - t) ** 2)), 4)
        """,
        Text(
            "Your result is rounded. Return it with all its digits; rounding is for printing.",
            "결과를 반올림했습니다. 모든 자릿수를 그대로 반환하십시오. 반올림은 출력할 때만 하면 "
            "됩니다.",
        ),
    ),
    WrongAnswer(
        "mse-negative",
        Q,
        """
        def mean_squared_error(y, t):
            return -0.5 * np.sum((y - t) ** 2)
        """,
        Text(
            "Your error is negative: the minus belongs to the cross-entropy error. A sum of "
            "squares is never below 0.",
            "오차가 음수입니다. 마이너스 부호는 교차 엔트로피 오차에 붙는 것입니다. 제곱의 합은 "
            "0보다 작을 수 없습니다.",
        ),
    ),
    WrongAnswer(
        "mse-ten-classes",
        Q,
        """
        def mean_squared_error(y, t):
            total = 0.0
            for k in range(10):
                total += (y[k] - t[k]) ** 2
            return 0.5 * total
        """,
        Text(
            "Your loop always runs over ten classes; take their number from y.",
            "반복문이 항상 열 개의 클래스를 돕니다. 클래스가 몇 개인지는 y에서 알아내십시오.",
        ),
        "digits in mind",
    ),
    WrongAnswer(
        "mse-half-count",
        Q,
        """
        def mean_squared_error(y, t):
            return np.sum((y - t) ** 2) / (2 * len(y))
        """,
        Text(
            "You divide by the number of classes as well. Only the ½ belongs in front of the sum.",
            "클래스 수로도 나누고 있습니다. 합 앞에는 ½만 있으면 됩니다.",
        ),
        "the cost function of other courses, 1/(2m)",
        family="mse-half-mean",
    ),
    WrongAnswer(
        "mse-list",
        Q,
        """
        def mean_squared_error(y, t):
            return [0.5 * np.sum((y - t) ** 2)]
        """,
        Text(
            "You return a list with the number inside; return the number itself.",
            "수가 하나 든 리스트를 반환합니다. 수 자체를 반환하십시오.",
        ),
    ),
    WrongAnswer(
        "mse-keepdims",
        Q,
        """
        def mean_squared_error(y, t):
            return 0.5 * np.sum((y - t) ** 2, keepdims=True)
        """,
        Text(
            "You return an array with one element; return a single number.",
            "원소가 하나인 배열을 반환합니다. 필요한 것은 수 하나입니다.",
        ),
    ),
    WrongAnswer(
        "mse-caret",
        Q,
        """
        def mean_squared_error(y, t):
            return 0.5 * np.sum((y - t) ^ 2)
        """,
        Text(
            "In Python, `^` is not a power: it is an operation on the bits of whole numbers.",
            "파이썬에서 `^` 기호는 거듭제곱이 아니라 정수의 비트 연산입니다.",
        ),
        "mathematical notation",
    ),
]
