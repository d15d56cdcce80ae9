"""Wrong answers to question 4: the numerical derivative."""

from autograder.misconceptions import WrongAnswer, returns_nothing
from autograder.text import Text

Q = "q4_numerical_diff"


def _diff(expression: str, h: str = "1e-4") -> str:
    """Return a function of one formula."""
    return f"""
        def numerical_diff(f, x):
            h = {h}
            return {expression}
        """


WRONG = [
    WrongAnswer(
        "diff-precedence",
        Q,
        _diff("(f(x + h) - f(x - h)) / 2 * h"),
        Text(
            "`a / 2 * h` divides by 2 and then multiplies by h: put the denominator in parentheses.",
            "`a / 2 * h` 식은 2로 나눈 다음 h를 곱합니다. 분모를 괄호로 묶으십시오.",
        ),
        "precedence, the classic",
    ),
    WrongAnswer(
        "diff-minus-first",
        Q,
        _diff("f(x + h) - f(x - h) / (2 * h)"),
        Text(
            "Only the second value is divided: division comes before subtraction, so the numerator "
            "needs parentheses.",
            "두 번째 값만 나누고 있습니다. 나누기는 빼기보다 먼저 계산되므로 분자를 괄호로 묶어야 "
            "합니다.",
        ),
        "missing parentheses",
    ),
    WrongAnswer(
        "diff-no-parentheses",
        Q,
        _diff("f(x + h) - f(x - h) / 2 * h"),
        Text(
            "Numerator and denominator both need parentheses: multiplication and division come "
            "before subtraction, from left to right.",
            "분자와 분모 모두 괄호로 묶어야 합니다. 곱하기와 나누기는 빼기보다 먼저, 왼쪽부터 "
            "차례로 계산됩니다.",
        ),
        "missing parentheses",
    ),
    WrongAnswer(
        "diff-over-h",
        Q,
        _diff("(f(x + h) - f(x - h)) / h"),
        Text(
            "Your result is exactly twice the derivative: how far apart are the two points?",
            "결과가 미분값의 정확히 두 배입니다. 두 점은 서로 얼마나 떨어져 있습니까?",
        ),
    ),
    WrongAnswer(
        "diff-over-two-plus-h",
        Q,
        _diff("(f(x + h) - f(x - h)) / (2 + h)"),
        Text(
            "There is a plus in your denominator where the formula multiplies.",
            "식에서는 곱하는 자리인데 분모에서 더하고 있습니다.",
        ),
    ),
    WrongAnswer(
        "diff-over-two",
        Q,
        _diff("(f(x + h) - f(x - h)) / 2"),
        Text(
            "The difference is not divided by the distance between the two points: h is missing in "
            "the denominator.",
            "차이를 두 점 사이의 거리로 나누지 않았습니다. 분모에 h가 없습니다.",
        ),
    ),
    WrongAnswer(
        "diff-not-divided",
        Q,
        _diff("f(x + h) - f(x - h)"),
        Text(
            "You return a difference, not a slope: it still has to be divided.",
            "기울기가 아니라 차이를 반환합니다. 아직 나누는 일이 남았습니다.",
        ),
    ),
    WrongAnswer(
        "diff-over-h-squared",
        Q,
        _diff("(f(x + h) - f(x - h)) / (2 * h ** 2)"),
        Text(
            "h is squared in your denominator, as in second derivatives.",
            "이계 도함수를 구할 때처럼 분모의 h를 제곱했습니다.",
        ),
    ),
    WrongAnswer(
        "diff-times",
        Q,
        _diff("(f(x + h) - f(x - h)) * 2 * h"),
        Text(
            "You multiply where the formula divides.",
            "식에서는 나누는 자리인데 곱하고 있습니다.",
        ),
    ),
    WrongAnswer(
        "diff-four-h",
        Q,
        _diff("(f(x + h) - f(x - h)) / (4 * h)"),
        Text(
            "Your result is half of the derivative: what you divide by is twice as large as it "
            "should be.",
            "결과가 미분값의 절반입니다. 나누는 값이 두 배로 큽니다.",
        ),
    ),
    WrongAnswer(
        "diff-forward",
        Q,
        _diff("(f(x + h) - f(x)) / h"),
        Text(
            "This is the forward difference: it looks to one side only, which is not accurate "
            "enough.",
            "전방 차분입니다. 한쪽만 보기 때문에 충분히 정확하지 않습니다.",
        ),
        "the book, section 4.3.1, its first example",
        family="diff-one-sided",
    ),
    WrongAnswer(
        "diff-backward",
        Q,
        _diff("(f(x) - f(x - h)) / h"),
        Text(
            "This is the backward difference: it looks to one side only, which is not accurate "
            "enough.",
            "후방 차분입니다. 한쪽만 보기 때문에 충분히 정확하지 않습니다.",
        ),
        family="diff-one-sided",
    ),
    WrongAnswer(
        "diff-forward-two-h",
        Q,
        _diff("(f(x + h) - f(x)) / (2 * h)"),
        Text(
            "Your two points are h apart, but you divide by 2h: your result is half of the "
            "derivative.",
            "분자는 한 걸음의 차이인데 분모는 두 걸음입니다. 그래서 결과가 미분값의 절반입니다.",
        ),
        family="diff-half-span",
    ),
    WrongAnswer(
        "diff-backward-two-h",
        Q,
        _diff("(f(x) - f(x - h)) / (2 * h)"),
        Text(
            "Your two points are h apart, but you divide by 2h: your result is half of the "
            "derivative.",
            "분자는 한 걸음의 차이인데 분모는 두 걸음입니다. 그래서 결과가 미분값의 절반입니다.",
        ),
        family="diff-half-span",
    ),
    WrongAnswer(
        "diff-sign",
        Q,
        _diff("(f(x - h) - f(x + h)) / (2 * h)"),
        Text(
            "Your result has the wrong sign: which of the two points comes first?",
            "결과의 부호가 반대입니다. 두 점 가운데 어느 쪽이 먼저입니까?",
        ),
    ),
    WrongAnswer(
        "diff-plus",
        Q,
        _diff("(f(x + h) + f(x - h)) / (2 * h)"),
        Text(
            "You add the two values; what counts is by how much they differ.",
            "두 값을 더했습니다. 중요한 것은 두 값이 얼마나 다른지입니다.",
        ),
    ),
    WrongAnswer(
        "diff-same-point",
        Q,
        _diff("(f(x + h) - f(x + h)) / (2 * h)"),
        Text(
            "Both values are taken at the same point, so their difference is 0.",
            "두 값을 같은 점에서 구하기 때문에 차이가 0입니다.",
        ),
        "copy and paste",
        family="diff-always-zero",
    ),
    WrongAnswer(
        "diff-h-1e-50",
        Q,
        _diff("(f(x + h) - f(x - h)) / (2 * h)", "1e-50"),
        Text(
            "Your h is so small that x + h and x are the same number to the computer: the result "
            "is always 0.",
            "h가 너무 작아서 컴퓨터에서는 x + h와 x가 같은 수입니다. 그래서 결과가 항상 0입니다.",
        ),
        "the book, section 4.3.1, its bad example",
        family="diff-always-zero",
    ),
    WrongAnswer(
        "diff-h-10e-50",
        Q,
        _diff("(f(x + h) - f(x)) / h", "10e-50"),
        Text(
            "Your h is so small that x + h and x are the same number to the computer: the result "
            "is always 0.",
            "h가 너무 작아서 컴퓨터에서는 x + h와 x가 같은 수입니다. 그래서 결과가 항상 0입니다.",
        ),
        "the book, section 4.3.1, its bad example as printed",
        family="diff-always-zero",
    ),
    WrongAnswer(
        "diff-h-10e-4",
        Q,
        _diff("(f(x + h) - f(x - h)) / (2 * h)", "10e-4"),
        Text(
            "`10e-4` is 0.001, ten times the h that you meant: where the function is curved, your "
            "result is not accurate enough.",
            "`10e-4` 값은 0.001이며, 쓰려던 h의 열 배입니다. 휘어진 곡선에서는 그 차이가 "
            "드러납니다.",
        ),
        "the book's errata",
    ),
    WrongAnswer(
        "diff-h-1e4",
        Q,
        _diff("(f(x + h) - f(x - h)) / (2 * h)", "1e4"),
        Text(
            "`1e4` is ten thousand: a minus is missing in the exponent of h.",
            "`1e4` 값은 일만입니다. h의 지수에 마이너스 부호가 빠졌습니다.",
        ),
    ),
    WrongAnswer(
        "diff-h-spaces",
        Q,
        _diff("(f(x + h) - f(x - h)) / (2 * h)", "1 - 4"),
        Text(
            "`1e-4` is one number, written with an e and without spaces; yours is a subtraction.",
            "`1e-4` 값은 e를 넣고 띄어쓰기 없이 적는 하나의 수입니다. 작성한 것은 뺄셈입니다.",
        ),
        family="diff-h-too-large",
    ),
    WrongAnswer(
        "diff-h-one",
        Q,
        _diff("(f(x + h) - f(x - h)) / (2 * h)", "1.0"),
        Text(
            "Your h is far too large: between the two points, the curve is no longer nearly "
            "straight.",
            "h가 지나치게 커서 그 사이에 곡선이 휘어집니다.",
        ),
        family="diff-h-too-large",
    ),
    WrongAnswer(
        "diff-h-01",
        Q,
        _diff("(f(x + h) - f(x - h)) / (2 * h)", "0.1"),
        Text(
            "Your h is too large: between the two points, the curve is no longer nearly straight.",
            "h가 너무 커서 그 사이에 곡선이 휘어집니다.",
        ),
        family="diff-h-too-large",
    ),
    WrongAnswer(
        "diff-h-001",
        Q,
        _diff("(f(x + h) - f(x - h)) / (2 * h)", "0.01"),
        Text(
            "Your h is too large: between the two points, the curve is no longer nearly straight.",
            "h가 너무 커서 그 사이에 곡선이 휘어집니다.",
        ),
        family="diff-h-too-large",
    ),
    WrongAnswer(
        "diff-h-1e-12",
        Q,
        _diff("(f(x + h) - f(x - h)) / (2 * h)", "1e-12"),
        Text(
            "Your h is too small: the two values agree in nearly all their digits, and only "
            "rounding error is left.",
            "h가 너무 작습니다. 두 값이 거의 모든 자릿수에서 같아서, 빼고 나면 반올림 오차만 "
            "남습니다.",
        ),
        family="diff-h-too-small",
        noisy=True,
    ),
    WrongAnswer(
        "diff-h-1e-15",
        Q,
        _diff("(f(x + h) - f(x - h)) / (2 * h)", "1e-15"),
        Text(
            "Your h is too small: the two values agree in nearly all their digits, and only "
            "rounding error is left.",
            "h가 너무 작습니다. 두 값이 거의 모든 자릿수에서 같아서, 빼고 나면 반올림 오차만 "
            "남습니다.",
        ),
        family="diff-h-too-small",
        noisy=True,
    ),
    WrongAnswer(
        "diff-outside",
        Q,
        _diff("(f(x) + h - (f(x) - h)) / (2 * h)"),
        Text(
            "You add h to the result of f; move the point at which f is computed instead.",
            "f의 결과에 h를 더했습니다. 움직여야 하는 것은 f의 값을 구하는 점입니다.",
        ),
        "parentheses",
    ),
    WrongAnswer(
        "diff-double-step",
        Q,
        _diff("(f(x + 2 * h) - f(x - 2 * h)) / (2 * h)"),
        Text(
            "The distance between your two points is twice what you divide by.",
            "두 점 사이의 거리가 나누는 값의 두 배입니다.",
        ),
        family="diff-over-h",
    ),
    WrongAnswer(
        "diff-at-h",
        Q,
        _diff("(f(h) - f(-h)) / (2 * h)"),
        Text("You compute f near 0, whatever x is.", "x가 얼마이든 0 근처에서 f의 값을 구합니다."),
    ),
    WrongAnswer(
        "diff-x-fixed",
        Q,
        """
        def numerical_diff(f, x):
            x, h = 5, 1e-4
            return (f(x + h) - f(x - h)) / (2 * h)
        """,
        Text(
            "x has a fixed value in your code; use the one that is given.",
            "x의 값을 코드 안에 고정해 두었습니다. 주어진 값을 쓰십시오.",
        ),
        "left over from trying",
    ),
    WrongAnswer(
        "diff-global-function",
        Q,
        """
        def function_1(x):
            return 0.01 * x**2 + 0.1 * x


        def numerical_diff(f, x):
            h = 1e-4
            return (function_1(x + h) - function_1(x - h)) / (2 * h)
        """,
        Text(
            "Your code always uses function_1; it should work for any f that it is given.",
            "항상 function_1을 씁니다. 주어진 f가 무엇이든 동작해야 합니다.",
        ),
        "global names",
    ),
    WrongAnswer(
        "diff-relative-step",
        Q,
        """
        def numerical_diff(f, x):
            h = 1e-4 * x
            return (f(x + h) - f(x - h)) / (2 * h)
        """,
        Text(
            "Your step is proportional to x, so at x = 0 there is no step at all.",
            "걸음의 크기를 x에 비례하게 잡아서 x = 0에서는 걸음이 아예 없습니다.",
        ),
    ),
    WrongAnswer(
        "diff-absolute",
        Q,
        _diff("abs((f(x + h) - f(x - h)) / (2 * h))"),
        Text(
            "A falling function has a negative derivative; yours is never negative.",
            "감소하는 함수의 미분값은 음수인데, 결과가 음수로 나오는 일이 없습니다.",
        ),
    ),
    WrongAnswer(
        "diff-rounded",
        Q,
        _diff("round((f(x + h) - f(x - h)) / (2 * h), 4)"),
        Text(
            "Your result is rounded; return it with all its digits.",
            "결과를 반올림했습니다. 모든 자릿수를 그대로 반환하십시오.",
        ),
    ),
    WrongAnswer(
        "diff-rounded-1",
        Q,
        _diff("round((f(x + h) - f(x - h)) / (2 * h), 1)"),
        Text(
            "Your result is rounded; return it with all its digits.",
            "결과를 반올림했습니다. 모든 자릿수를 그대로 반환하십시오.",
        ),
        family="diff-rounded",
    ),
    WrongAnswer(
        "diff-float32",
        Q,
        """
        def numerical_diff(f, x):
            x, h = np.float32(x), np.float32(1e-4)
            return float((f(x + h) - f(x - h)) / (2 * h))
        """,
        Text(
            "You compute in float32, which has only seven digits: almost nothing is left of the "
            "difference of two numbers so close together.",
            "float32로 계산합니다. 유효 숫자가 일곱 자리뿐이어서, 이렇게 가까운 두 수의 차는 거의 남지 "
            "않습니다.",
        ),
        "the book, section 4.3.1: rounding error",
    ),
    WrongAnswer(
        "diff-print",
        Q,
        """
        def numerical_diff(f, x):
            h = 1e-4
            print((f(x + h) - f(x - h)) / (2 * h))
        """,
        returns_nothing("function", "a result that is", "함수가", "결과를"),
    ),
    WrongAnswer(
        "diff-array",
        Q,
        _diff("np.array([(f(x + h) - f(x - h)) / (2 * h)])"),
        Text(
            "You return an array with one element; return the number itself.",
            "원소가 하나인 배열을 반환합니다. 필요한 것은 수입니다.",
        ),
    ),
    WrongAnswer(
        "diff-gradient-list",
        Q,
        _diff("[(f(x + h) - f(x - h)) / (2 * h)]"),
        Text(
            "You return a list with the number inside; return the number itself.",
            "수가 하나 든 리스트를 반환합니다. 수 자체를 반환하십시오.",
        ),
    ),
    WrongAnswer(
        "diff-second",
        Q,
        _diff("(f(x + h) - 2 * f(x) + f(x - h)) / h ** 2"),
        Text(
            "This is the second derivative: how the slope changes, not how large it is.",
            "이것은 이계 도함수입니다. 기울기가 얼마인지가 아니라 기울기가 어떻게 변하는지를 "
            "나타냅니다.",
        ),
    ),
    WrongAnswer(
        "diff-x-h-swapped",
        Q,
        _diff("(f(h + x) - f(h - x)) / (2 * h)"),
        Text(
            "In your second call of f, x and h are swapped.",
            "두 번째 값에서 h와 x가 뒤바뀌었습니다.",
        ),
    ),
    WrongAnswer(
        "diff-uneven",
        Q,
        _diff("(f(x + h) - f(x - 2 * h)) / (3 * h)"),
        Text(
            "Your two points are not equally far from x, so the errors do not cancel.",
            "두 점이 x에서 같은 거리만큼 떨어져 있지 않아서 오차가 서로 상쇄되지 않습니다.",
        ),
        family="diff-one-sided",
    ),
]
