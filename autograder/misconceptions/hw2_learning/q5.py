"""Wrong answers to question 5: the numerical gradient."""

from autograder.misconceptions import WrongAnswer, returns_nothing
from autograder.text import Text

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
        Text(
            "`a / 2 * h` divides by 2 and then multiplies by h: put the denominator in parentheses.",
            "`a / 2 * h` 식은 2로 나눈 다음 h를 곱합니다. 분모를 괄호로 묶으십시오.",
        ),
        "precedence, the classic",
    ),
    WrongAnswer(
        "grad-minus-first",
        Q,
        _loop("gradient[index] = f_plus - f_minus / (2 * h)"),
        Text(
            "Only the second value is divided: the numerator needs parentheses.",
            "두 번째 값만 나누고 있습니다. 분자를 괄호로 묶어야 합니다.",
        ),
        "missing parentheses",
    ),
    WrongAnswer(
        "grad-over-h",
        Q,
        _loop("gradient[index] = (f_plus - f_minus) / h"),
        Text(
            "Your gradient is exactly twice as large as it should be: how far apart are the two "
            "points?",
            "기울기가 올바른 크기의 정확히 두 배입니다. 두 점은 서로 얼마나 떨어져 있습니까?",
        ),
    ),
    WrongAnswer(
        "grad-over-two-plus-h",
        Q,
        _loop("gradient[index] = (f_plus - f_minus) / (2 + h)"),
        Text(
            "There is a plus in your denominator where the formula multiplies.",
            "식에서는 곱하는 자리인데 분모에서 더하고 있습니다.",
        ),
    ),
    WrongAnswer(
        "grad-not-divided",
        Q,
        _loop("gradient[index] = f_plus - f_minus"),
        Text(
            "You return differences, not slopes: they still have to be divided.",
            "기울기가 아니라 차이를 반환합니다. 아직 나누는 일이 남았습니다.",
        ),
    ),
    WrongAnswer(
        "grad-four-h",
        Q,
        _loop("gradient[index] = (f_plus - f_minus) / (4 * h)"),
        Text(
            "Your gradient is half as large as it should be: what you divide by is too large.",
            "기울기가 올바른 크기의 절반밖에 되지 않습니다. 나누는 값이 너무 큽니다.",
        ),
    ),
    WrongAnswer(
        "grad-sign",
        Q,
        _loop("gradient[index] = (f_minus - f_plus) / (2 * h)"),
        Text(
            "Your gradient points downhill: the two values are swapped.",
            "기울기가 내리막을 가리킵니다. 두 값이 뒤바뀌었습니다.",
        ),
    ),
    WrongAnswer(
        "grad-absolute",
        Q,
        _loop("gradient[index] = abs(f_plus - f_minus) / (2 * h)"),
        Text(
            "No element of your gradient is ever negative; where f falls, it should be.",
            "기울기에 음수가 하나도 나오지 않습니다. f가 감소하는 곳에서는 음수여야 합니다.",
        ),
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
        Text(
            "These are forward differences: they look to one side only, which is not accurate "
            "enough.",
            "전방 차분입니다. 한쪽만 보기 때문에 충분히 정확하지 않습니다.",
        ),
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
        Text(
            "These are backward differences: they look to one side only, which is not accurate "
            "enough.",
            "후방 차분입니다. 한쪽만 보기 때문에 충분히 정확하지 않습니다.",
        ),
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
        Text(
            "Your two points are h apart, but you divide by 2h: your gradient is half as large as "
            "it should be.",
            "분자는 한 걸음의 차이인데 분모는 두 걸음입니다. 그래서 기울기가 올바른 크기의 "
            "절반밖에 되지 않습니다.",
        ),
        family="grad-four-h",
    ),
    WrongAnswer(
        "grad-h-10e-4",
        Q,
        _loop(h="10e-4"),
        Text(
            "`10e-4` is 0.001, ten times the h that you meant: where the function is curved, your "
            "result is not accurate enough.",
            "`10e-4` 값은 0.001이며, 쓰려던 h의 열 배입니다. 휘어진 곡선에서는 그 차이가 "
            "드러납니다.",
        ),
        "the book's errata",
        family="grad-h-too-large",
    ),
    WrongAnswer(
        "grad-h-001",
        Q,
        _loop(h="0.01"),
        Text(
            "Your h is too large: between the two points, the curve is no longer nearly straight.",
            "h가 너무 커서 그 사이에 곡선이 휘어집니다.",
        ),
        family="grad-h-too-large",
    ),
    WrongAnswer(
        "grad-h-1e-50",
        Q,
        _loop(h="1e-50"),
        Text(
            "Your h is so small that adding it changes nothing: the gradient is always 0.",
            "h가 너무 작아서 더해도 아무것도 변하지 않습니다. 그래서 기울기가 항상 0입니다.",
        ),
        "the book, section 4.3.1, its bad example",
    ),
    WrongAnswer(
        "grad-h-1e-13",
        Q,
        _loop(h="1e-13"),
        Text(
            "Your h is too small: only rounding error is left of the difference.",
            "h가 너무 작습니다. 빼고 나면 반올림 오차만 남습니다.",
        ),
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
        Text(
            "You call f with a single element. It expects the whole array, in which one element "
            "has been changed.",
            "원소 하나만 f에 넘깁니다. f는 원소 하나가 바뀐 배열 전체를 받아야 합니다.",
        ),
        "question 4 carried over",
    ),
    WrongAnswer(
        "grad-f-of-zero",
        Q,
        _loop(body=_BODY.replace("f_minus = f(x)", "f_minus = f(np.zeros_like(x))")),
        Text(
            "In one of your two calls of f, you pass zeros instead of x.",
            "f를 두 번 호출하는데 그중 한 번은 x가 아니라 0으로 채운 배열을 넘깁니다.",
        ),
    ),
    WrongAnswer(
        "grad-overwritten",
        Q,
        _loop("gradient = (f_plus - f_minus) / (2 * h)"),
        Text(
            "Each pass through the loop overwrites the whole gradient; write only one element of "
            "it.",
            "반복문이 돌 때마다 기울기 전체를 덮어씁니다. 그중 한 원소에만 써야 합니다.",
        ),
        "`grad = ` instead of `grad[idx] = `",
    ),
    WrongAnswer(
        "grad-filled",
        Q,
        _loop("gradient[:] = (f_plus - f_minus) / (2 * h)"),
        Text(
            "Each pass through the loop fills the whole gradient with one number.",
            "반복문이 돌 때마다 기울기 전체를 수 하나로 채웁니다.",
        ),
        "`grad[:] = ` instead of `grad[idx] = `",
    ),
    WrongAnswer(
        "grad-accumulated",
        Q,
        _loop("gradient += (f_plus - f_minus) / (2 * h)"),
        Text(
            "Each partial derivative is added to all elements of the gradient; each belongs in one "
            "element only.",
            "편미분을 구할 때마다 기울기의 모든 원소에 더합니다. 편미분 하나는 원소 하나에만 "
            "해당합니다.",
        ),
    ),
    WrongAnswer(
        "grad-return-in-loop",
        Q,
        _loop(_RESULT + "\n                return gradient"),
        Text(
            "Only the first element of your gradient is computed: the `return` is inside the loop.",
            "기울기의 첫 번째 원소만 계산합니다. `return` 문이 반복문 안에 있습니다.",
        ),
        "indentation",
    ),
    WrongAnswer(
        "grad-last-skipped",
        Q,
        _loop(indices="list(np.ndindex(x.shape))[:-1]"),
        Text(
            "The last element is left out: where does your loop end?",
            "마지막 원소가 빠졌습니다. 반복문이 어디에서 끝납니까?",
        ),
        "off by one",
    ),
    WrongAnswer(
        "grad-first-skipped",
        Q,
        _loop(indices="list(np.ndindex(x.shape))[1:]"),
        Text(
            "The first element is left out: indices start at 0.",
            "첫 번째 원소가 빠졌습니다. 인덱스는 0부터 시작합니다.",
        ),
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
        Text(
            "For a matrix, you compute only the first row of the gradient.",
            "행렬을 받으면 첫 번째 행의 기울기만 구합니다.",
        ),
    ),
    WrongAnswer(
        "grad-no-restore",
        Q,
        _loop(body=_BODY.replace("x[index] = value\n", "pass\n")),
        Text(
            "You do not put an element back after you have moved it, so x is no longer the same "
            "for the next one.",
            "값을 구한 뒤에 원소를 되돌려 놓지 않습니다. 그래서 다음 원소 차례에는 x가 이미 다른 "
            "위치에 있습니다.",
        ),
        family="grad-not-restored",
    ),
    WrongAnswer(
        "grad-restore-minus-h",
        Q,
        _loop(body=_BODY.replace("x[index] = value\n", "x[index] = value - h\n")),
        Text(
            "You put the elements back to a wrong value, h too small.",
            "원소를 엉뚱한 값으로 되돌립니다. 한 걸음 어긋난 값입니다.",
        ),
        family="grad-not-restored",
    ),
    WrongAnswer(
        "grad-restore-plus-h",
        Q,
        _loop(body=_BODY.replace("x[index] = value\n", "x[index] = value + h\n")),
        Text(
            "You put the elements back to a wrong value, h too large.",
            "원소를 엉뚱한 값으로 되돌립니다. 한 걸음 지나친 값입니다.",
        ),
    ),
    WrongAnswer(
        "grad-restore-once",
        Q,
        _loop(body=_BODY.replace("x[index] = value\n", "x[index] += 2 * h\n")),
        Text(
            "You put the elements back to a wrong value: add up how far you have moved them.",
            "원소를 엉뚱한 값으로 되돌립니다. 지금까지 움직인 걸음을 모두 더해 보십시오.",
        ),
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
        Text(
            "You put x back only at the end: while you move one element, those before it are still "
            "out of place.",
            "x를 맨 끝에 가서야 되돌립니다. 한 원소의 값을 구하는 동안 앞의 원소들은 아직 "
            "제자리에 있지 않습니다.",
        ),
    ),
    WrongAnswer(
        "grad-restore-zero",
        Q,
        _loop(body=_BODY.replace("x[index] = value\n", "x[index] = 0.0\n")),
        Text(
            "After its turn, you set each element to 0 instead of back to its old value.",
            "차례가 끝난 원소를 원래 값으로 되돌리지 않고 0으로 만듭니다.",
        ),
    ),
    WrongAnswer(
        "grad-step-from-plus",
        Q,
        _loop(body=_BODY.replace("x[index] = value - h", "x[index] -= h")),
        Text(
            "Your second point is x itself: from x + h, one step back is not enough.",
            "두 번째 점이 x 자신입니다. x + h에서 한 걸음만 물러나서는 모자랍니다.",
        ),
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
        Text(
            "`before = x` is not a copy, only a second name: what you put back has been changed "
            "itself.",
            "`before = x` 문은 복사가 아니라 이름을 하나 더 붙일 뿐입니다. 되돌려 놓는 값도 이미 "
            "바뀌어 있습니다.",
        ),
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
        Text(
            "You change a copy of x, not x itself. The change does not reach a network whose "
            "weights are x.",
            "x 자신이 아니라 x의 복사본을 바꾸고 있습니다. x를 가중치로 쓰는 신경망은 그 변화를 "
            "알지 못합니다.",
        ),
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
        Text(
            "You call f with copies of x; x itself never changes. No change reaches a network "
            "whose weights are x.",
            "x의 복사본에서 f의 값을 구하고 x 자신은 바뀌지 않습니다. x를 가중치로 쓰는 신경망은 "
            "그 변화를 알지 못합니다.",
        ),
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
        Text(
            "You call f with new arrays; x itself never changes. No change reaches a network whose "
            "weights are x.",
            "새로 만든 배열에서 f의 값을 구하고 x 자신은 바뀌지 않습니다. x를 가중치로 쓰는 "
            "신경망은 그 변화를 알지 못합니다.",
        ),
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
        Text(
            "`flatten` makes a copy, so x itself never changes. No change reaches a network whose "
            "weights are x.",
            "`flatten` 메서드는 복사본을 만들기 때문에 x 자신은 바뀌지 않습니다. x를 가중치로 "
            "쓰는 신경망은 그 변화를 알지 못합니다.",
        ),
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
        Text(
            "You return one number, because you move all elements at once. Each has its own "
            "partial derivative.",
            "수 하나를 반환합니다. 모든 원소를 한꺼번에 움직였기 때문입니다. 편미분은 원소마다 "
            "따로 있습니다.",
        ),
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
        Text(
            "You move all elements at once, so all elements of your gradient are equal.",
            "모든 원소를 한꺼번에 움직여서 기울기의 모든 값이 똑같습니다.",
        ),
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
        Text(
            "This works for vectors only: in a matrix, `x[i]` is a whole row.",
            "벡터일 때만 동작합니다. 행렬에서는 `x[i]` 하나가 행 전체입니다.",
        ),
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
        Text(
            "In an array with three dimensions, you visit only the diagonal.",
            "3차원 배열에서 대각선의 원소만 순회합니다.",
        ),
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
        Text(
            "Two loops reach every element of a matrix, but not of an array with three dimensions.",
            "반복문 두 개로는 행렬의 모든 원소를 순회할 수 있지만 3차원 배열은 다 순회하지 "
            "못합니다.",
        ),
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
        Text(
            "For a matrix, you pass one row at a time to f; it expects the whole matrix.",
            "행렬을 받으면 f에 한 행씩 넘깁니다. f는 행렬 전체를 받아야 합니다.",
        ),
        "the book's gradient_2d.py",
    ),
    WrongAnswer(
        "grad-flat",
        Q,
        _loop(end="return gradient.reshape(-1)"),
        Text(
            "Your gradient is one-dimensional; it should have the shape of x.",
            "기울기가 1차원으로 펼쳐져 있습니다. x와 형상이 같아야 합니다.",
        ),
    ),
    WrongAnswer(
        "grad-squeezed",
        Q,
        _loop(end="return gradient.squeeze()"),
        Text(
            "Your gradient has lost the axes of length 1; it should have the shape of x.",
            "기울기에서 길이가 1인 축이 사라졌습니다. x와 형상이 같아야 합니다.",
        ),
    ),
    WrongAnswer(
        "grad-equal-elements-together",
        Q,
        _loop(indices="[x == value for value in np.unique(x)]"),
        Text(
            "You find an element by its value, so equal elements move together. Find it by its "
            "index.",
            "원소를 값으로 찾습니다. 그러면 값이 같은 원소들이 함께 움직입니다. 원소의 자리(인덱스)로 "
            "찾으십시오.",
        ),
    ),
    WrongAnswer(
        "grad-first-of-equal-elements",
        Q,
        _loop(indices="(tuple(np.argwhere(x == value)[0]) for value in x.ravel().tolist())"),
        Text(
            "You find an element by its value, so of equal elements you always get the first. Find "
            "it by its index.",
            "원소를 값으로 찾습니다. 그러면 값이 같은 원소 중 언제나 첫 번째 것만 찾습니다. 원소의 "
            "자리(인덱스)로 찾으십시오.",
        ),
    ),
    WrongAnswer(
        "grad-one-row",
        Q,
        _loop(end="return gradient.reshape(1, -1)"),
        Text(
            "Your gradient is a matrix of one row; it should have the shape of x.",
            "기울기가 행이 하나인 행렬입니다. x와 형상이 같아야 합니다.",
        ),
    ),
    WrongAnswer(
        "grad-at-least-two-dimensions",
        Q,
        _loop(end="return np.atleast_2d(gradient)"),
        Text(
            "Your gradient is a matrix of one row; it should have the shape of x.",
            "기울기가 행이 하나인 행렬입니다. x와 형상이 같아야 합니다.",
        ),
    ),
    WrongAnswer(
        "grad-transposed",
        Q,
        _loop(end="return gradient.T"),
        Text(
            "Your gradient is transposed: the rows and columns of x are swapped.",
            "기울기가 전치되어 x의 행과 열이 뒤바뀌었습니다.",
        ),
    ),
    WrongAnswer(
        "grad-fortran",
        Q,
        _loop(end="return gradient.reshape(-1, order='F').reshape(x.shape)"),
        Text(
            "The numbers are right but in the wrong places: look at the order in which you flatten "
            "and reshape.",
            "기울기의 값들은 맞지만 제자리에 있지 않습니다. 원소를 세는 순서에 주의하십시오.",
        ),
    ),
    WrongAnswer(
        "grad-list",
        Q,
        _loop(end="return gradient.tolist()"),
        Text(
            "You return a list; return an array.",
            "리스트를 반환합니다. 반환해야 하는 것은 배열입니다.",
        ),
    ),
    WrongAnswer(
        "grad-print",
        Q,
        _loop(end="print(gradient)"),
        returns_nothing("function", "a gradient that is", "함수가", "기울기를"),
    ),
    WrongAnswer(
        "grad-integers",
        Q,
        _loop(gradient="np.zeros(x.shape, dtype=int)"),
        Text(
            "Your gradient is an array of integers, which cuts off all decimals.",
            "기울기가 정수 배열이라서 소수점 아래가 모두 잘립니다.",
        ),
    ),
    WrongAnswer(
        "grad-float32",
        Q,
        _loop(gradient="np.zeros(x.shape, dtype=np.float32)"),
        Text(
            "Your gradient is float32, which has too few digits for this.",
            "기울기의 자료형이 float32입니다. 이 계산에는 자릿수가 모자랍니다.",
        ),
    ),
    WrongAnswer(
        "grad-rounded",
        Q,
        _loop(end="return np.round(gradient, 4)"),
        Text(
            "Your gradient is rounded; return it with all its digits.",
            "기울기를 반올림했습니다. 모든 자릿수를 그대로 반환하십시오.",
        ),
    ),
    WrongAnswer(
        "grad-normalised",
        Q,
        _loop(end="return gradient / np.linalg.norm(gradient)"),
        Text(
            "You scale your gradient to length 1; its length says how steep f is.",
            "기울기의 크기를 1로 맞추었습니다. 기울기의 크기는 얼마나 가파른지를 나타냅니다.",
        ),
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
        Text(
            "The array of the first call is used again in the next, with the old numbers in it.",
            "처음 호출했을 때의 배열을 다음 호출에서 다시 써서 예전 값이 그대로 남아 있습니다.",
        ),
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
        Text(
            "Your code always uses function_2; it should work for any f that it is given.",
            "항상 function_2를 씁니다. 주어진 f가 무엇이든 동작해야 합니다.",
        ),
        "global names",
    ),
    WrongAnswer(
        "grad-two-elements",
        Q,
        _loop(indices="np.ndindex(2)"),
        Text(
            "Your loop always visits two elements; x may have any number of them.",
            "반복문이 항상 원소 두 개만 순회합니다. x의 원소는 몇 개든 될 수 있습니다.",
        ),
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
        Text(
            "You write the gradient into x and return x itself; return a new array, and leave x as "
            "it was.",
            "x 자신에 기울기를 써넣어 반환합니다. 결과는 새 배열이어야 하고 x는 그대로 있어야 "
            "합니다.",
        ),
    ),
]
