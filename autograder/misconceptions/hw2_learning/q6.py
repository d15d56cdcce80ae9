"""Wrong answers to question 6: gradient descent."""

from autograder.misconceptions import WrongAnswer

Q = "q6_gradient_descent"


def _walk(
    step: str = "x -= lr * numerical_gradient(f, x)",
    *,
    start: str = "x = init_x.copy()",
    loop: str = "for _ in range(step_num):",
    end: str = "return x",
    head: str = "f, init_x, lr=0.01, step_num=100",
) -> str:
    """Return the reference's loop with one part replaced."""
    return f"""
        def gradient_descent({head}):
            {start}
            {loop}
                {step}
            {end}
        """


WRONG = [
    WrongAnswer(
        "descent-ascent",
        Q,
        _walk("x += lr * numerical_gradient(f, x)"),
        "You walk uphill: the gradient points to where f grows.",
        "sign",
    ),
    WrongAnswer(
        "descent-no-lr",
        Q,
        _walk("x -= numerical_gradient(f, x)"),
        "The learning rate has no effect on your steps.",
    ),
    WrongAnswer(
        "descent-fixed-lr",
        Q,
        _walk("x -= 0.01 * numerical_gradient(f, x)"),
        "Your learning rate is fixed in the code; use the one that is given.",
    ),
    WrongAnswer(
        "descent-fixed-lr-01",
        Q,
        _walk("x -= 0.1 * numerical_gradient(f, x)"),
        "Your learning rate is fixed in the code; use the one that is given.",
        "left over from the example",
    ),
    WrongAnswer(
        "descent-lr-squared",
        Q,
        _walk("x -= lr * lr * numerical_gradient(f, x)"),
        "The learning rate enters twice.",
    ),
    WrongAnswer(
        "descent-lr-divided",
        Q,
        _walk("x -= numerical_gradient(f, x) / lr"),
        "You divide by the learning rate: a smaller one then makes longer steps.",
    ),
    WrongAnswer(
        "descent-half-lr",
        Q,
        _walk("x -= 0.5 * lr * numerical_gradient(f, x)"),
        "Your steps are half as long as they should be.",
    ),
    WrongAnswer(
        "descent-twice-lr",
        Q,
        _walk("x -= 2 * lr * numerical_gradient(f, x)"),
        "Your steps are twice as long as they should be.",
    ),
    WrongAnswer(
        "descent-decaying-lr",
        Q,
        """
        def gradient_descent(f, init_x, lr=0.01, step_num=100):
            x = init_x.copy()
            for i in range(step_num):
                x -= lr / (i + 1) * numerical_gradient(f, x)
            return x
        """,
        "Your learning rate shrinks from step to step; here it stays what it is.",
        "schedules of other courses",
    ),
    WrongAnswer(
        "descent-one-more",
        Q,
        _walk(loop="for _ in range(step_num + 1):"),
        "You make one step too many.",
        "off by one",
    ),
    WrongAnswer(
        "descent-one-less",
        Q,
        _walk(loop="for _ in range(step_num - 1):"),
        "You make one step too few.",
        "off by one",
        family="descent-step-missing",
    ),
    WrongAnswer(
        "descent-from-one",
        Q,
        _walk(loop="for _ in range(1, step_num):"),
        "You make one step too few: count how often your loop turns.",
        "off by one",
        family="descent-step-missing",
    ),
    WrongAnswer(
        "descent-one-step",
        Q,
        _walk("x -= lr * numerical_gradient(f, x)\n                return x"),
        "You make one step only: the `return` stands inside the loop.",
        "indentation",
        family="descent-single-step",
    ),
    WrongAnswer(
        "descent-no-loop",
        Q,
        """
        def gradient_descent(f, init_x, lr=0.01, step_num=100):
            x = init_x.copy()
            x -= lr * numerical_gradient(f, x)
            return x
        """,
        "You make one step only: where is the loop?",
        family="descent-single-step",
    ),
    WrongAnswer(
        "descent-hundred-steps",
        Q,
        _walk(loop="for _ in range(100):"),
        "You always make 100 steps; step_num says how many.",
        "left over from the example",
    ),
    WrongAnswer(
        "descent-stops-early",
        Q,
        """
        def gradient_descent(f, init_x, lr=0.01, step_num=100):
            x = init_x.copy()
            for _ in range(step_num):
                gradient = numerical_gradient(f, x)
                if np.linalg.norm(gradient) < 1e-1:
                    break
                x -= lr * gradient
            return x
        """,
        "You stop as soon as the slope is small; exactly step_num steps are promised.",
        "early stopping",
    ),
    WrongAnswer(
        "descent-stops-early-f",
        Q,
        """
        def gradient_descent(f, init_x, lr=0.01, step_num=100):
            x = init_x.copy()
            for _ in range(step_num):
                before = f(x)
                step = x - lr * numerical_gradient(f, x)
                if f(step) >= before:
                    break
                x = step
            return x
        """,
        "You stop when f no longer falls; exactly step_num steps are promised, wherever they lead.",
        "early stopping",
    ),
    WrongAnswer(
        "descent-in-place",
        Q,
        _walk(start="x = init_x"),
        "init_x is changed: `x = init_x` is no copy, only a second name for the same array.",
        "the book, section 4.4.1",
        family="descent-init-changed",
    ),
    WrongAnswer(
        "descent-in-place-slice",
        Q,
        _walk(start="x = init_x[:]"),
        "init_x is changed: of an array, `[:]` makes a view and no copy.",
        "habits from lists",
        family="descent-init-changed",
    ),
    WrongAnswer(
        "descent-asarray",
        Q,
        _walk(start="x = np.asarray(init_x, dtype=float)"),
        "init_x is changed: `np.asarray` makes no copy of what is an array of this type already.",
        family="descent-init-changed",
    ),
    WrongAnswer(
        "descent-history-aliased",
        Q,
        """
        def gradient_descent(f, init_x, lr=0.01, step_num=100):
            x = init_x.copy()
            x_history = []
            for _ in range(step_num):
                x_history.append(x)
                x -= lr * numerical_gradient(f, x)
            return x, np.array(x_history)
        """,
        "All places in your history are the last one: each entry is the same array, which goes "
        "on changing.",
        "the book, section 4.4.1, without its copy",
    ),
    WrongAnswer(
        "descent-history-last-only",
        Q,
        """
        def gradient_descent(f, init_x, lr=0.01, step_num=100):
            x = init_x.copy()
            for _ in range(step_num):
                x_history = [x.copy()]
                x -= lr * numerical_gradient(f, x)
            return x, np.array(x_history)
        """,
        "Your history holds one place only: a new list is begun at each step.",
    ),
    WrongAnswer(
        "descent-history-of-f",
        Q,
        """
        def gradient_descent(f, init_x, lr=0.01, step_num=100):
            x = init_x.copy()
            x_history = []
            for _ in range(step_num):
                x_history.append(f(x))
                x -= lr * numerical_gradient(f, x)
            return x, np.array(x_history)
        """,
        "Your history holds values of f; the places on the way belong there.",
    ),
    WrongAnswer(
        "descent-history-first",
        Q,
        """
        def gradient_descent(f, init_x, lr=0.01, step_num=100):
            x = init_x.copy()
            x_history = []
            for _ in range(step_num):
                x_history.append(x.copy())
                x -= lr * numerical_gradient(f, x)
            return np.array(x_history), x
        """,
        "The history comes first in your result; the final x should.",
    ),
    WrongAnswer(
        "descent-history-only",
        Q,
        """
        def gradient_descent(f, init_x, lr=0.01, step_num=100):
            x = init_x.copy()
            x_history = []
            for _ in range(step_num):
                x -= lr * numerical_gradient(f, x)
                x_history.append(x.copy())
            return np.array(x_history)
        """,
        "You return all the places on the way; the final x is missing in front of them.",
    ),
    WrongAnswer(
        "descent-one-gradient",
        Q,
        _walk(
            "x -= lr * gradient",
            start="x = init_x.copy()\n            gradient = numerical_gradient(f, x)",
        ),
        "One gradient serves for all steps; each step needs the one at the place reached by then.",
        family="descent-stale-gradient",
    ),
    WrongAnswer(
        "descent-gradient-at-start",
        Q,
        _walk("x -= lr * numerical_gradient(f, init_x.copy())"),
        "The gradient is always taken at init_x; each step needs the one at the place reached by "
        "then.",
        family="descent-stale-gradient",
    ),
    WrongAnswer(
        "descent-from-start",
        Q,
        _walk("x = init_x - lr * numerical_gradient(f, x)"),
        "Each step starts from init_x again instead of from the place reached by then.",
    ),
    WrongAnswer(
        "descent-assigned",
        Q,
        _walk("x = -lr * numerical_gradient(f, x)"),
        "Your step replaces x instead of changing it: the old place is lost.",
        "`=-` instead of `-=`",
    ),
    WrongAnswer(
        "descent-f-value",
        Q,
        _walk("x -= lr * f(x)"),
        "You subtract the value of f; the step goes along its gradient.",
    ),
    WrongAnswer(
        "descent-sign-only",
        Q,
        _walk("x -= lr * np.sign(numerical_gradient(f, x))"),
        "All your steps are equally long: only the sign of the gradient is used.",
    ),
    WrongAnswer(
        "descent-normalised",
        Q,
        """
        def gradient_descent(f, init_x, lr=0.01, step_num=100):
            x = init_x.copy()
            for _ in range(step_num):
                gradient = numerical_gradient(f, x)
                x -= lr * gradient / np.linalg.norm(gradient)
            return x
        """,
        "All your steps are equally long: the gradient is scaled to length 1 first.",
    ),
    WrongAnswer(
        "descent-one-coordinate",
        Q,
        _walk("x[0] -= lr * numerical_gradient(f, x)[0]"),
        "Only the first coordinate moves.",
    ),
    WrongAnswer(
        "descent-coordinate-wise",
        Q,
        """
        def gradient_descent(f, init_x, lr=0.01, step_num=100):
            x = init_x.copy()
            for _ in range(step_num):
                for i in range(len(x)):
                    x[i] -= lr * numerical_gradient(f, x)[i]
            return x
        """,
        "The coordinates move one after another, each with a gradient of its own; a step moves "
        "all of them at once.",
    ),
    WrongAnswer(
        "descent-hard-coded",
        Q,
        _walk("x -= lr * 2 * x"),
        "Your gradient is that of one particular function; use numerical_gradient, which works "
        "for any f.",
        "left over from the example",
    ),
    WrongAnswer(
        "descent-other-defaults",
        Q,
        _walk(head="f, init_x, lr=0.1, step_num=100"),
        "The learning rate has another default value in your function than promised.",
    ),
    WrongAnswer(
        "descent-default-steps",
        Q,
        _walk(head="f, init_x, lr=0.01, step_num=1000"),
        "The number of steps has another default value in your function than promised.",
    ),
    WrongAnswer(
        "descent-swapped-parameters",
        Q,
        _walk(head="f, init_x, step_num=100, lr=0.01"),
        "lr and step_num have changed places among the parameters.",
    ),
    WrongAnswer(
        "descent-no-defaults",
        Q,
        _walk(head="f, init_x, lr, step_num"),
        "lr and step_num have no default values in your function.",
    ),
    WrongAnswer(
        "descent-print",
        Q,
        _walk(end="print(x)"),
        "Your function prints or computes the final x but does not return it.",
    ),
    WrongAnswer(
        "descent-returns-f",
        Q,
        _walk(end="return f(x)"),
        "You return the value of f at the end; the place x is wanted.",
    ),
    WrongAnswer(
        "descent-returns-start",
        Q,
        _walk("init_x = init_x - lr * numerical_gradient(f, init_x)"),
        "You return the place where you started: the walk happens in another variable.",
    ),
    WrongAnswer(
        "descent-momentum",
        Q,
        """
        def gradient_descent(f, init_x, lr=0.01, step_num=100):
            x = init_x.copy()
            v = np.zeros_like(x)
            for _ in range(step_num):
                v = 0.9 * v - lr * numerical_gradient(f, x)
                x += v
            return x
        """,
        "This is gradient descent with momentum; the plain one has no memory of its last step.",
        "the book's chapter 6",
    ),
    WrongAnswer(
        "descent-best-seen",
        Q,
        """
        def gradient_descent(f, init_x, lr=0.01, step_num=100):
            x = init_x.copy()
            best = x.copy()
            for _ in range(step_num):
                x -= lr * numerical_gradient(f, x)
                if f(x) < f(best):
                    best = x.copy()
            return best
        """,
        "You return the best place on the way; the last one is promised.",
    ),
    WrongAnswer(
        "descent-list",
        Q,
        _walk(end="return list(x)"),
        "You return a list; an array is promised.",
    ),
]
