"""Wrong answers to question 4: the numerical derivative."""

from autograder.misconceptions import WrongAnswer

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
        "`a / 2 * h` divides by 2 and then multiplies by h: parenthesise the denominator.",
        "precedence, the classic",
    ),
    WrongAnswer(
        "diff-minus-first",
        Q,
        _diff("f(x + h) - f(x - h) / (2 * h)"),
        "Only the second value is divided: the division binds tighter than the minus, so the "
        "numerator needs parentheses.",
        "missing parentheses",
    ),
    WrongAnswer(
        "diff-no-parentheses",
        Q,
        _diff("f(x + h) - f(x - h) / 2 * h"),
        "Numerator and denominator both need parentheses: multiplication and division come "
        "before the minus, from left to right.",
        "missing parentheses",
    ),
    WrongAnswer(
        "diff-over-h",
        Q,
        _diff("(f(x + h) - f(x - h)) / h"),
        "Your result is exactly twice the derivative: how far apart are the two points?",
    ),
    WrongAnswer(
        "diff-over-two-plus-h",
        Q,
        _diff("(f(x + h) - f(x - h)) / (2 + h)"),
        "There is a plus in your denominator where the formula multiplies.",
    ),
    WrongAnswer(
        "diff-over-two",
        Q,
        _diff("(f(x + h) - f(x - h)) / 2"),
        "The difference is not divided by the distance of the two points: h is missing below.",
    ),
    WrongAnswer(
        "diff-not-divided",
        Q,
        _diff("f(x + h) - f(x - h)"),
        "You return a difference, not a slope: it still has to be divided.",
    ),
    WrongAnswer(
        "diff-over-h-squared",
        Q,
        _diff("(f(x + h) - f(x - h)) / (2 * h ** 2)"),
        "h is squared in your denominator, as in second derivatives.",
    ),
    WrongAnswer(
        "diff-times",
        Q,
        _diff("(f(x + h) - f(x - h)) * 2 * h"),
        "You multiply where the formula divides.",
    ),
    WrongAnswer(
        "diff-four-h",
        Q,
        _diff("(f(x + h) - f(x - h)) / (4 * h)"),
        "Your result is half of the derivative: what is divided by is twice too large.",
    ),
    WrongAnswer(
        "diff-forward",
        Q,
        _diff("(f(x + h) - f(x)) / h"),
        "This is the forward difference: it looks to one side only, which is not accurate enough.",
        "the book, section 4.3.1, its first example",
        family="diff-one-sided",
    ),
    WrongAnswer(
        "diff-backward",
        Q,
        _diff("(f(x) - f(x - h)) / h"),
        "This is the backward difference: it looks to one side only, which is not accurate enough.",
        family="diff-one-sided",
    ),
    WrongAnswer(
        "diff-forward-two-h",
        Q,
        _diff("(f(x + h) - f(x)) / (2 * h)"),
        "The numerator spans one step, the denominator two: your result is half of the derivative.",
        family="diff-half-span",
    ),
    WrongAnswer(
        "diff-backward-two-h",
        Q,
        _diff("(f(x) - f(x - h)) / (2 * h)"),
        "The numerator spans one step, the denominator two: your result is half of the derivative.",
        family="diff-half-span",
    ),
    WrongAnswer(
        "diff-sign",
        Q,
        _diff("(f(x - h) - f(x + h)) / (2 * h)"),
        "Your result has the wrong sign: which of the two points comes first?",
    ),
    WrongAnswer(
        "diff-plus",
        Q,
        _diff("(f(x + h) + f(x - h)) / (2 * h)"),
        "You add the two values; what counts is by how much they differ.",
    ),
    WrongAnswer(
        "diff-same-point",
        Q,
        _diff("(f(x + h) - f(x + h)) / (2 * h)"),
        "Both values are taken at the same point, so their difference is 0.",
        "copy and paste",
        family="diff-always-zero",
    ),
    WrongAnswer(
        "diff-h-1e-50",
        Q,
        _diff("(f(x + h) - f(x - h)) / (2 * h)", "1e-50"),
        "Your h is so small that x + h and x are the same number to the computer: the result is "
        "always 0.",
        "the book, section 4.3.1, its bad example",
        family="diff-always-zero",
    ),
    WrongAnswer(
        "diff-h-10e-50",
        Q,
        _diff("(f(x + h) - f(x)) / h", "10e-50"),
        "Your h is so small that x + h and x are the same number to the computer: the result is "
        "always 0.",
        "the book, section 4.3.1, its bad example as printed",
        family="diff-always-zero",
    ),
    WrongAnswer(
        "diff-h-10e-4",
        Q,
        _diff("(f(x + h) - f(x - h)) / (2 * h)", "10e-4"),
        "`10e-4` is 0.001, ten times the h that you meant: on curves that bend, it shows.",
        "the book's errata",
    ),
    WrongAnswer(
        "diff-h-1e4",
        Q,
        _diff("(f(x + h) - f(x - h)) / (2 * h)", "1e4"),
        "`1e4` is ten thousand: a minus is missing in the exponent of h.",
    ),
    WrongAnswer(
        "diff-h-spaces",
        Q,
        _diff("(f(x + h) - f(x - h)) / (2 * h)", "1 - 4"),
        "`1e-4` is one number, written without spaces and with its e; yours is a subtraction.",
        family="diff-h-too-large",
    ),
    WrongAnswer(
        "diff-h-one",
        Q,
        _diff("(f(x + h) - f(x - h)) / (2 * h)", "1.0"),
        "Your h is far too large: the curve bends on the way.",
        family="diff-h-too-large",
    ),
    WrongAnswer(
        "diff-h-01",
        Q,
        _diff("(f(x + h) - f(x - h)) / (2 * h)", "0.1"),
        "Your h is too large: the curve bends on the way.",
        family="diff-h-too-large",
    ),
    WrongAnswer(
        "diff-h-001",
        Q,
        _diff("(f(x + h) - f(x - h)) / (2 * h)", "0.01"),
        "Your h is too large: the curve bends on the way.",
        family="diff-h-too-large",
    ),
    WrongAnswer(
        "diff-h-1e-12",
        Q,
        _diff("(f(x + h) - f(x - h)) / (2 * h)", "1e-12"),
        "Your h is too small: the two values agree in nearly all their digits, and what is left "
        "is rounding.",
        family="diff-h-too-small",
        noisy=True,
    ),
    WrongAnswer(
        "diff-h-1e-15",
        Q,
        _diff("(f(x + h) - f(x - h)) / (2 * h)", "1e-15"),
        "Your h is too small: the two values agree in nearly all their digits, and what is left "
        "is rounding.",
        family="diff-h-too-small",
        noisy=True,
    ),
    WrongAnswer(
        "diff-outside",
        Q,
        _diff("(f(x) + h - (f(x) - h)) / (2 * h)"),
        "h is added to the result of f; the point is where f should be asked.",
        "parentheses",
    ),
    WrongAnswer(
        "diff-double-step",
        Q,
        _diff("(f(x + 2 * h) - f(x - 2 * h)) / (2 * h)"),
        "Your points are twice as far apart as what you divide by.",
        family="diff-over-h",
    ),
    WrongAnswer(
        "diff-at-h",
        Q,
        _diff("(f(h) - f(-h)) / (2 * h)"),
        "f is asked near 0, whatever x is.",
    ),
    WrongAnswer(
        "diff-x-fixed",
        Q,
        """
        def numerical_diff(f, x):
            x, h = 5, 1e-4
            return (f(x + h) - f(x - h)) / (2 * h)
        """,
        "x has a fixed value in your code; use the one that is given.",
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
        "Your code always uses function_1; it should work for the f that it is given.",
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
        "Your step is a part of x, so at x = 0 there is no step at all.",
    ),
    WrongAnswer(
        "diff-absolute",
        Q,
        _diff("abs((f(x + h) - f(x - h)) / (2 * h))"),
        "A falling function has a negative derivative; yours never is.",
    ),
    WrongAnswer(
        "diff-rounded",
        Q,
        _diff("round((f(x + h) - f(x - h)) / (2 * h), 4)"),
        "Your result is rounded; return it with all its digits.",
    ),
    WrongAnswer(
        "diff-rounded-1",
        Q,
        _diff("round((f(x + h) - f(x - h)) / (2 * h), 1)"),
        "Your result is rounded; return it with all its digits.",
        family="diff-rounded",
    ),
    WrongAnswer(
        "diff-print",
        Q,
        """
        def numerical_diff(f, x):
            h = 1e-4
            print((f(x + h) - f(x - h)) / (2 * h))
        """,
        "Your function prints or computes its result but does not return it.",
    ),
    WrongAnswer(
        "diff-array",
        Q,
        _diff("np.array([(f(x + h) - f(x - h)) / (2 * h)])"),
        "You return an array with one element; a number is wanted.",
    ),
    WrongAnswer(
        "diff-gradient-list",
        Q,
        _diff("[(f(x + h) - f(x - h)) / (2 * h)]"),
        "You return a list with the number inside; return the number itself.",
    ),
    WrongAnswer(
        "diff-second",
        Q,
        _diff("(f(x + h) - 2 * f(x) + f(x - h)) / h ** 2"),
        "This is the second derivative: how the slope changes, not how large it is.",
    ),
    WrongAnswer(
        "diff-x-h-swapped",
        Q,
        _diff("(f(h + x) - f(h - x)) / (2 * h)"),
        "In the second value, h and x have changed places.",
    ),
    WrongAnswer(
        "diff-uneven",
        Q,
        _diff("(f(x + h) - f(x - 2 * h)) / (3 * h)"),
        "Your two points are not equally far from x, so the errors do not cancel.",
        family="diff-one-sided",
    ),
]
