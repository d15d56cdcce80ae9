"""Wrong answers to question 1: the mean squared error."""

from autograder.misconceptions import WrongAnswer

Q = "q1_mean_squared_error"

WRONG = [
    WrongAnswer(
        "mse-missing-half",
        Q,
        """
        def mean_squared_error(y, t):
            return np.sum((y - t) ** 2)
        """,
        "Your result is exactly twice as large as it should be: look again at what stands in front "
        "of the sum in the formula.",
    ),
    WrongAnswer(
        "mse-mean",
        Q,
        """
        def mean_squared_error(y, t):
            return np.mean((y - t) ** 2)
        """,
        "You take the mean over the classes, as the name suggests. Here, the formula has a sum, "
        "and a factor in front.",
        "other courses and libraries, whose MSE is a mean",
    ),
    WrongAnswer(
        "mse-half-mean",
        Q,
        """
        def mean_squared_error(y, t):
            return 0.5 * np.mean((y - t) ** 2)
        """,
        "The factor is there, but you divide by the number of classes as well: the formula has a "
        "sum, not a mean.",
    ),
    WrongAnswer(
        "mse-missing-square",
        Q,
        """
        def mean_squared_error(y, t):
            return 0.5 * np.sum(y - t)
        """,
        "The differences are added up without being squared, so positive and negative ones cancel.",
        family="mse-not-squared",
    ),
    WrongAnswer(
        "mse-absolute",
        Q,
        """
        def mean_squared_error(y, t):
            return 0.5 * np.sum(np.abs(y - t))
        """,
        "You add up the absolute differences; this error is made of their squares.",
    ),
    WrongAnswer(
        "mse-square-of-sum",
        Q,
        """
        def mean_squared_error(y, t):
            return 0.5 * np.sum(y - t) ** 2
        """,
        "You square the sum. Each difference has to be squared before they are added up: mind "
        "where the parentheses close.",
        "precedence: `**` after the call",
    ),
    WrongAnswer(
        "mse-root",
        Q,
        """
        def mean_squared_error(y, t):
            return np.sqrt(np.sum((y - t) ** 2))
        """,
        "There is a square root too many: what you compute is the distance of y and t.",
        "RMSE of other courses",
    ),
    WrongAnswer(
        "mse-root-half",
        Q,
        """
        def mean_squared_error(y, t):
            return 0.5 * np.sqrt(np.sum((y - t) ** 2))
        """,
        "There is a square root in your result that the formula does not have.",
        "RMSE of other courses",
    ),
    WrongAnswer(
        "mse-no-sum",
        Q,
        """
        def mean_squared_error(y, t):
            return 0.5 * (y - t) ** 2
        """,
        "You return one number for each class. They still have to be added up to a single one.",
    ),
    WrongAnswer(
        "mse-difference-of-squares",
        Q,
        """
        def mean_squared_error(y, t):
            return 0.5 * np.sum(y**2 - t**2)
        """,
        "You subtract squares; the difference comes first, then it is squared.",
    ),
    WrongAnswer(
        "mse-only-t-squared",
        Q,
        """
        def mean_squared_error(y, t):
            return 0.5 * np.sum(y - t**2)
        """,
        "`y - t**2` squares only t: the power binds tighter than the minus.",
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
        "Only the true class counts in your error. In this one, unlike the cross entropy, every "
        "class does.",
    ),
    WrongAnswer(
        "mse-wrong-classes-only",
        Q,
        """
        def mean_squared_error(y, t):
            return 0.5 * np.sum(((y - t) * (1 - t)) ** 2)
        """,
        "The true class is left out of your sum: its difference counts as well.",
    ),
    WrongAnswer(
        "mse-plus",
        Q,
        """
        def mean_squared_error(y, t):
            return 0.5 * np.sum((y + t) ** 2)
        """,
        "You add y and t. How far apart are they?",
    ),
    WrongAnswer(
        "mse-print",
        Q,
        """
        def mean_squared_error(y, t):
            print(0.5 * np.sum((y - t) ** 2))
        """,
        "Your function prints its result but does not return it, so nobody else can use it.",
        family="mse-none",
    ),
    WrongAnswer(
        "mse-no-return",
        Q,
        """
        def mean_squared_error(y, t):
            error = 0.5 * np.sum((y - t) ** 2)
        """,
        "Your function computes something but does not return it.",
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
        "The last class is left out: where does your loop end?",
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
        "The first class is left out: remember that indices start at 0.",
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
        "Only the first class counts: the `return` stands inside the loop and ends it at once.",
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
        "Only the last class counts: each turn of the loop overwrites what the one before found.",
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
        "The factor in front of the sum is upside down: your result is four times too large.",
    ),
    WrongAnswer(
        "mse-half-squared",
        Q,
        """
        def mean_squared_error(y, t):
            return np.sum((0.5 * (y - t)) ** 2)
        """,
        "The factor in front is squared along with the differences. It belongs outside the square.",
        "parentheses",
    ),
    WrongAnswer(
        "mse-integer-half",
        Q,
        """
        def mean_squared_error(y, t):
            return 1 // 2 * np.sum((y - t) ** 2)
        """,
        "Your result is always 0: `//` divides whole numbers and drops the rest.",
        family="mse-zero",
    ),
    WrongAnswer(
        "mse-rounded",
        Q,
        """
        def mean_squared_error(y, t):
            return round(0.5 * float(np.sum((y - t) ** 2)), 4)
        """,
        "Your result is rounded. Return it with all its digits; rounding is for printing.",
    ),
    WrongAnswer(
        "mse-negative",
        Q,
        """
        def mean_squared_error(y, t):
            return -0.5 * np.sum((y - t) ** 2)
        """,
        "Your error is negative: the minus belongs to the cross entropy. A sum of squares is "
        "never below 0.",
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
        "Your loop always runs over ten classes; ask y how many it has.",
        "digits in mind",
    ),
    WrongAnswer(
        "mse-half-count",
        Q,
        """
        def mean_squared_error(y, t):
            return np.sum((y - t) ** 2) / (2 * len(y))
        """,
        "You divide by the number of classes as well. Only the ½ belongs in front of the sum.",
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
        "You return a list with the number inside; return the number itself.",
    ),
    WrongAnswer(
        "mse-keepdims",
        Q,
        """
        def mean_squared_error(y, t):
            return 0.5 * np.sum((y - t) ** 2, keepdims=True)
        """,
        "You return an array with one element; a single number is wanted.",
    ),
    WrongAnswer(
        "mse-caret",
        Q,
        """
        def mean_squared_error(y, t):
            return 0.5 * np.sum((y - t) ^ 2)
        """,
        "In Python, `^` is not a power: it is an operation on the bits of whole numbers.",
        "mathematical notation",
    ),
]
