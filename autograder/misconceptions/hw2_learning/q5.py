"""Wrong answers to question 5: the numerical gradient."""

from autograder.misconceptions import WrongAnswer

Q = "q5_numerical_gradient"

_BODY = """
                value = x[index]
                x[index] = value + h
                f_plus = f(x)
                x[index] = value - h
                f_minus = f(x)
                x[index] = value
"""
_RESULT = "gradient[index] = (f_plus - f_minus) / (2 * h)"


def _loop(
    result: str = _RESULT,
    body: str = _BODY,
    *,
    h: str = "1e-4",
    gradient: str = "np.zeros_like(x)",
    indices: str = "np.ndindex(x.shape)",
    end: str = "return gradient",
) -> str:
    """Return the reference's loop with one part replaced."""
    return f"""
        def numerical_gradient(f, x):
            h = {h}
            gradient = {gradient}
            for index in {indices}:
                {body.strip()}
                {result}
            {end}
        """


WRONG = [
    WrongAnswer(
        "grad-precedence",
        Q,
        _loop("gradient[index] = (f_plus - f_minus) / 2 * h"),
        "`a / 2 * h` divides by 2 and then multiplies by h: parenthesise the denominator.",
        "precedence, the classic",
    ),
    WrongAnswer(
        "grad-minus-first",
        Q,
        _loop("gradient[index] = f_plus - f_minus / (2 * h)"),
        "Only the second value is divided: the numerator needs parentheses.",
        "missing parentheses",
    ),
    WrongAnswer(
        "grad-over-h",
        Q,
        _loop("gradient[index] = (f_plus - f_minus) / h"),
        "Your gradient is exactly twice as long as it should be: how far apart are the two points?",
    ),
    WrongAnswer(
        "grad-over-two-plus-h",
        Q,
        _loop("gradient[index] = (f_plus - f_minus) / (2 + h)"),
        "There is a plus in your denominator where the formula multiplies.",
    ),
    WrongAnswer(
        "grad-not-divided",
        Q,
        _loop("gradient[index] = f_plus - f_minus"),
        "You return differences, not slopes: they still have to be divided.",
    ),
    WrongAnswer(
        "grad-four-h",
        Q,
        _loop("gradient[index] = (f_plus - f_minus) / (4 * h)"),
        "Your gradient is half as long as it should be: what is divided by is too large.",
    ),
    WrongAnswer(
        "grad-sign",
        Q,
        _loop("gradient[index] = (f_minus - f_plus) / (2 * h)"),
        "Your gradient points downhill: the two values have changed places.",
    ),
    WrongAnswer(
        "grad-absolute",
        Q,
        _loop("gradient[index] = abs(f_plus - f_minus) / (2 * h)"),
        "No entry of your gradient is ever negative; where f falls, it should be.",
    ),
    WrongAnswer(
        "grad-forward",
        Q,
        """
        def numerical_gradient(f, x):
            h = 1e-4
            gradient = np.zeros_like(x)
            f_here = f(x)
            for index in np.ndindex(x.shape):
                value = x[index]
                x[index] = value + h
                gradient[index] = (f(x) - f_here) / h
                x[index] = value
            return gradient
        """,
        "These are forward differences: they look to one side only, which is not accurate enough.",
        "saving calls of f",
        family="grad-one-sided",
    ),
    WrongAnswer(
        "grad-backward",
        Q,
        """
        def numerical_gradient(f, x):
            h = 1e-4
            gradient = np.zeros_like(x)
            f_here = f(x)
            for index in np.ndindex(x.shape):
                value = x[index]
                x[index] = value - h
                gradient[index] = (f_here - f(x)) / h
                x[index] = value
            return gradient
        """,
        "These are backward differences: they look to one side only, which is not accurate enough.",
        family="grad-one-sided",
    ),
    WrongAnswer(
        "grad-forward-two-h",
        Q,
        """
        def numerical_gradient(f, x):
            h = 1e-4
            gradient = np.zeros_like(x)
            for index in np.ndindex(x.shape):
                value = x[index]
                f_here = f(x)
                x[index] = value + h
                gradient[index] = (f(x) - f_here) / (2 * h)
                x[index] = value
            return gradient
        """,
        "The numerator spans one step, the denominator two: your gradient is half as long as it "
        "should be.",
        family="grad-four-h",
    ),
    WrongAnswer(
        "grad-h-10e-4",
        Q,
        _loop(h="10e-4"),
        "`10e-4` is 0.001, ten times the h that you meant: on curves that bend, it shows.",
        "the book's errata",
        family="grad-h-too-large",
    ),
    WrongAnswer(
        "grad-h-001",
        Q,
        _loop(h="0.01"),
        "Your h is too large: the curve bends on the way.",
        family="grad-h-too-large",
    ),
    WrongAnswer(
        "grad-h-1e-50",
        Q,
        _loop(h="1e-50"),
        "Your h is so small that adding it changes nothing: the gradient is always 0.",
        "the book, section 4.3.1, its bad example",
    ),
    WrongAnswer(
        "grad-h-1e-13",
        Q,
        _loop(h="1e-13"),
        "Your h is too small: what is left of the difference is rounding.",
        noisy=True,
    ),
    WrongAnswer(
        "grad-f-of-element",
        Q,
        """
        def numerical_gradient(f, x):
            h = 1e-4
            gradient = np.zeros_like(x)
            for index in np.ndindex(x.shape):
                gradient[index] = (f(x[index] + h) - f(x[index] - h)) / (2 * h)
            return gradient
        """,
        "f is called with a single element. It expects the whole array, in which one element has "
        "been changed.",
        "question 4 carried over",
    ),
    WrongAnswer(
        "grad-f-of-zero",
        Q,
        _loop(body=_BODY.replace("f_minus = f(x)", "f_minus = f(np.zeros_like(x))")),
        "One of your two calls of f does not get x, but zeros.",
    ),
    WrongAnswer(
        "grad-overwritten",
        Q,
        _loop("gradient = (f_plus - f_minus) / (2 * h)"),
        "Each turn of the loop overwrites the whole gradient; only one element of it should be "
        "written.",
        "`grad = ` instead of `grad[idx] = `",
    ),
    WrongAnswer(
        "grad-filled",
        Q,
        _loop("gradient[:] = (f_plus - f_minus) / (2 * h)"),
        "Each turn of the loop fills the whole gradient with one number.",
        "`grad[:] = ` instead of `grad[idx] = `",
    ),
    WrongAnswer(
        "grad-accumulated",
        Q,
        _loop("gradient += (f_plus - f_minus) / (2 * h)"),
        "Each partial derivative is added to all entries of the gradient; it belongs to one.",
    ),
    WrongAnswer(
        "grad-return-in-loop",
        Q,
        _loop(_RESULT + "\n                return gradient"),
        "Only the first entry of your gradient is computed: the `return` stands inside the loop.",
        "indentation",
    ),
    WrongAnswer(
        "grad-last-skipped",
        Q,
        _loop(indices="list(np.ndindex(x.shape))[:-1]"),
        "The last element is left out: where does your loop end?",
        "off by one",
    ),
    WrongAnswer(
        "grad-first-skipped",
        Q,
        _loop(indices="list(np.ndindex(x.shape))[1:]"),
        "The first element is left out: indices start at 0.",
        "off by one",
    ),
    WrongAnswer(
        "grad-first-row",
        Q,
        """
        def numerical_gradient(f, x):
            h = 1e-4
            gradient = np.zeros_like(x)
            flat, flat_gradient = x.reshape(-1), gradient.reshape(-1)
            for i in range(x.shape[-1]):
                value = flat[i]
                flat[i] = value + h
                f_plus = f(x)
                flat[i] = value - h
                f_minus = f(x)
                flat[i] = value
                flat_gradient[i] = (f_plus - f_minus) / (2 * h)
            return gradient
        """,
        "Of a matrix, only the first row gets a gradient.",
    ),
    WrongAnswer(
        "grad-no-restore",
        Q,
        _loop(body=_BODY.replace("x[index] = value\n", "pass\n")),
        "The elements are not put back after they have been measured, so x is another place "
        "for the next one.",
        family="grad-not-restored",
    ),
    WrongAnswer(
        "grad-restore-minus-h",
        Q,
        _loop(body=_BODY.replace("x[index] = value\n", "x[index] = value - h\n")),
        "The elements are put back to the wrong place, a step off.",
        family="grad-not-restored",
    ),
    WrongAnswer(
        "grad-restore-plus-h",
        Q,
        _loop(body=_BODY.replace("x[index] = value\n", "x[index] = value + h\n")),
        "The elements are put back to the wrong place, a step too far.",
    ),
    WrongAnswer(
        "grad-restore-once",
        Q,
        _loop(body=_BODY.replace("x[index] = value\n", "x[index] += 2 * h\n")),
        "The elements are put back to the wrong place: add up your steps.",
        family="grad-restore-plus-h",
    ),
    WrongAnswer(
        "grad-restore-too-late",
        Q,
        """
        def numerical_gradient(f, x):
            h = 1e-4
            before = x.copy()
            gradient = np.zeros_like(x)
            for index in np.ndindex(x.shape):
                value = x[index]
                x[index] = value + h
                f_plus = f(x)
                x[index] = value - h
                f_minus = f(x)
                gradient[index] = (f_plus - f_minus) / (2 * h)
            x[...] = before
            return gradient
        """,
        "x is put back only at the end: while one element is measured, those before it are still "
        "out of place.",
    ),
    WrongAnswer(
        "grad-restore-zero",
        Q,
        _loop(body=_BODY.replace("x[index] = value\n", "x[index] = 0.0\n")),
        "After its turn, each element is set to 0 instead of to its old value.",
    ),
    WrongAnswer(
        "grad-step-from-plus",
        Q,
        _loop(body=_BODY.replace("x[index] = value - h", "x[index] -= h")),
        "Your second point is x itself: from x + h, one step back is not enough.",
        family="grad-half-and-one-sided",
    ),
    WrongAnswer(
        "grad-saved-in-view",
        Q,
        """
        def numerical_gradient(f, x):
            h = 1e-4
            gradient = np.zeros_like(x)
            before = x
            for index in np.ndindex(x.shape):
                x[index] = before[index] + h
                f_plus = f(x)
                x[index] = before[index] - h
                f_minus = f(x)
                x[index] = before[index]
                gradient[index] = (f_plus - f_minus) / (2 * h)
            return gradient
        """,
        "`before = x` is no copy, only a second name: what you put back has been changed itself.",
        "aliasing",
        family="grad-half-and-one-sided",
    ),
    WrongAnswer(
        "grad-copy",
        Q,
        """
        def numerical_gradient(f, x):
            h = 1e-4
            x = x.copy()
            gradient = np.zeros_like(x)
            for index in np.ndindex(x.shape):
                value = x[index]
                x[index] = value + h
                f_plus = f(x)
                x[index] = value - h
                f_minus = f(x)
                x[index] = value
                gradient[index] = (f_plus - f_minus) / (2 * h)
            return gradient
        """,
        "A copy of x is changed, not x itself. A network whose weights are x notices nothing of "
        "it.",
        family="grad-in-copy",
    ),
    WrongAnswer(
        "grad-two-copies",
        Q,
        """
        def numerical_gradient(f, x):
            h = 1e-4
            gradient = np.zeros_like(x)
            for index in np.ndindex(x.shape):
                right, left = x.copy(), x.copy()
                right[index] += h
                left[index] -= h
                gradient[index] = (f(right) - f(left)) / (2 * h)
            return gradient
        """,
        "f is asked at copies of x; x itself never changes. A network whose weights are x notices "
        "nothing of it.",
        family="grad-in-copy",
    ),
    WrongAnswer(
        "grad-eye",
        Q,
        """
        def numerical_gradient(f, x):
            h = 1e-4
            steps = h * np.eye(x.size).reshape(x.size, *x.shape)
            gradient = [(f(x + step) - f(x - step)) / (2 * h) for step in steps]
            return np.array(gradient).reshape(x.shape)
        """,
        "f is asked at new arrays; x itself never changes. A network whose weights are x notices "
        "nothing of it.",
        "compact solutions",
        family="grad-in-copy",
    ),
    WrongAnswer(
        "grad-flatten-copy",
        Q,
        """
        def numerical_gradient(f, x):
            h = 1e-4
            flat = x.flatten()
            gradient = np.zeros(x.size)
            for i in range(x.size):
                value = flat[i]
                flat[i] = value + h
                f_plus = f(flat.reshape(x.shape))
                flat[i] = value - h
                f_minus = f(flat.reshape(x.shape))
                flat[i] = value
                gradient[i] = (f_plus - f_minus) / (2 * h)
            return gradient.reshape(x.shape)
        """,
        "`flatten` makes a copy, so x itself never changes. A network whose weights are x notices "
        "nothing of it.",
        family="grad-in-copy",
    ),
    WrongAnswer(
        "grad-all-at-once",
        Q,
        """
        def numerical_gradient(f, x):
            h = 1e-4
            return (f(x + h) - f(x - h)) / (2 * h)
        """,
        "You return one number: all elements move at once. Each has a partial derivative of its "
        "own.",
        "question 4 carried over",
    ),
    WrongAnswer(
        "grad-all-at-once-filled",
        Q,
        """
        def numerical_gradient(f, x):
            h = 1e-4
            return np.full(x.shape, (f(x + h) - f(x - h)) / (2 * h))
        """,
        "All elements move at once, so all entries of your gradient are the same.",
        family="grad-accumulated",
    ),
    WrongAnswer(
        "grad-1d-only",
        Q,
        """
        def numerical_gradient(f, x):
            h = 1e-4
            gradient = np.zeros_like(x)
            for i in range(x.size):
                value = x[i]
                x[i] = float(value) + h
                f_plus = f(x)
                x[i] = float(value) - h
                f_minus = f(x)
                x[i] = value
                gradient[i] = (f_plus - f_minus) / (2 * h)
            return gradient
        """,
        "This works for vectors only: in a matrix, `x[i]` is a whole row.",
        "the book, section 4.4, its first version",
    ),
    WrongAnswer(
        "grad-2d-range",
        Q,
        """
        def numerical_gradient(f, x):
            h = 1e-4
            gradient = np.zeros_like(x)
            indices = np.ndindex(x.shape) if x.ndim < 3 else [(i, i, i) for i in range(min(x.shape))]
            for index in indices:
                value = x[index]
                x[index] = value + h
                f_plus = f(x)
                x[index] = value - h
                f_minus = f(x)
                x[index] = value
                gradient[index] = (f_plus - f_minus) / (2 * h)
            return gradient
        """,
        "In three dimensions only the diagonal is visited.",
    ),
    WrongAnswer(
        "grad-two-loops",
        Q,
        """
        def numerical_gradient(f, x):
            h = 1e-4
            gradient = np.zeros_like(x)
            two = x.reshape(1, -1) if x.ndim == 1 else x
            out = gradient.reshape(two.shape)
            for i in range(two.shape[0]):
                for j in range(two.shape[1]):
                    value = two[i, j].copy()
                    two[i, j] = value + h
                    f_plus = f(x)
                    two[i, j] = value - h
                    f_minus = f(x)
                    two[i, j] = value
                    out[i, j] = (f_plus - f_minus) / (2 * h)
            return gradient
        """,
        "Two loops reach every element of a matrix, but not of an array with three dimensions.",
    ),
    WrongAnswer(
        "grad-row-wise",
        Q,
        """
        def numerical_gradient(f, x):
            def of_row(row):
                h = 1e-4
                gradient = np.zeros_like(row)
                for i in range(row.size):
                    value = row[i]
                    row[i] = value + h
                    f_plus = f(row)
                    row[i] = value - h
                    f_minus = f(row)
                    row[i] = value
                    gradient[i] = (f_plus - f_minus) / (2 * h)
                return gradient

            if x.ndim == 1:
                return of_row(x)
            return np.array([of_row(row) for row in x])
        """,
        "Of a matrix, f is given one row at a time; it expects the whole matrix.",
        "the book's gradient_2d.py",
    ),
    WrongAnswer(
        "grad-flat",
        Q,
        _loop(end="return gradient.reshape(-1)"),
        "Your gradient is flat; it should have the shape of x.",
    ),
    WrongAnswer(
        "grad-one-row",
        Q,
        _loop(end="return gradient.reshape(1, -1)"),
        "Your gradient is a matrix of one row; it should have the shape of x.",
    ),
    WrongAnswer(
        "grad-transposed",
        Q,
        _loop(end="return gradient.T"),
        "Your gradient is transposed: rows and columns of x have changed places.",
    ),
    WrongAnswer(
        "grad-fortran",
        Q,
        _loop(end="return gradient.reshape(-1, order='F').reshape(x.shape)"),
        "The entries of your gradient are right, but not at their places: mind the order in "
        "which elements are counted.",
    ),
    WrongAnswer(
        "grad-list",
        Q,
        _loop(end="return gradient.tolist()"),
        "You return a list; an array is promised.",
    ),
    WrongAnswer(
        "grad-print",
        Q,
        _loop(end="print(gradient)"),
        "Your function prints or computes the gradient but does not return it.",
    ),
    WrongAnswer(
        "grad-integers",
        Q,
        _loop(gradient="np.zeros(x.shape, dtype=int)"),
        "Your gradient is an array of integers, which cuts off all decimals.",
    ),
    WrongAnswer(
        "grad-float32",
        Q,
        _loop(gradient="np.zeros(x.shape, dtype=np.float32)"),
        "Your gradient is float32, which has too few digits for this.",
    ),
    WrongAnswer(
        "grad-rounded",
        Q,
        _loop(end="return np.round(gradient, 4)"),
        "Your gradient is rounded; return it with all its digits.",
    ),
    WrongAnswer(
        "grad-normalised",
        Q,
        _loop(end="return gradient / np.linalg.norm(gradient)"),
        "Your gradient is scaled to length 1; its length says how steep it is.",
        "drawings of direction fields",
    ),
    WrongAnswer(
        "grad-same-array",
        Q,
        """
        _RESULTS = {}


        def numerical_gradient(f, x):
            h = 1e-4
            gradient = _RESULTS.setdefault(x.shape, np.zeros_like(x))
            for index in np.ndindex(x.shape):
                value = x[index]
                x[index] = value + h
                f_plus = f(x)
                x[index] = value - h
                f_minus = f(x)
                x[index] = value
                gradient[index] += (f_plus - f_minus) / (2 * h)
            return gradient
        """,
        "The array of the first call is used again by the next, with the old numbers in it.",
    ),
    WrongAnswer(
        "grad-global-function",
        Q,
        """
        def function_2(x):
            return np.sum(x**2)


        def numerical_gradient(f, x):
            h = 1e-4
            gradient = np.zeros_like(x)
            for index in np.ndindex(x.shape):
                value = x[index]
                x[index] = value + h
                f_plus = function_2(x)
                x[index] = value - h
                f_minus = function_2(x)
                x[index] = value
                gradient[index] = (f_plus - f_minus) / (2 * h)
            return gradient
        """,
        "Your code always uses function_2; it should work for the f that it is given.",
        "global names",
    ),
    WrongAnswer(
        "grad-two-elements",
        Q,
        _loop(indices="np.ndindex(2)"),
        "Your loop always visits two elements; x may have any number.",
        "left over from the example",
    ),
    WrongAnswer(
        "grad-into-x",
        Q,
        """
        def numerical_gradient(f, x):
            h = 1e-4
            gradient = np.zeros_like(x)
            for index in np.ndindex(x.shape):
                value = x[index]
                x[index] = value + h
                f_plus = f(x)
                x[index] = value - h
                f_minus = f(x)
                x[index] = value
                gradient[index] = (f_plus - f_minus) / (2 * h)
            x[...] = gradient
            return x
        """,
        "You return x itself with the gradient written into it; the result should be a new array, "
        "and x as it was.",
    ),
]
