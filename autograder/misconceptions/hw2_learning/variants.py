"""Further wrong answers: mistakes of the other modules as others write them, and rarer ones."""

from autograder.misconceptions import WrongAnswer
from autograder.misconceptions.hw2_learning import q5, q6, q9
from autograder.text import Text

Q1, Q2, Q3, Q4 = (
    "q1_mean_squared_error",
    "q2_cross_entropy_error",
    "q3_sample_minibatch",
    "q4_numerical_diff",
)
Q5, Q6, Q7, Q8, Q9 = q5.Q, q6.Q, "q7_two_layer_net", "q8_network_gradient", q9.Q


def _mse(end: str) -> str:
    return f"""
        def mean_squared_error(y, t):
            {end}
        """


def _history(note: str, end: str = "return x, x_history") -> str:
    return f"""
        def gradient_descent(f, init_x, lr=0.01, step_num=100):
            x = init_x.copy()
            x_history = []
            for _ in range(step_num):
                gradient = numerical_gradient(f, x)
                {note}
                x -= lr * gradient
            {end}
        """


def _minibatch(end: str, size: str = "batch_size") -> str:
    return f"""
        def sample_minibatch(x_train, t_train, batch_size):
            rows = np.random.choice(len(x_train), {size})
            {end}
        """


WRONG = [
    WrongAnswer(
        "mse-tuple",
        Q1,
        _mse("return 0.5 * np.sum((y - t) ** 2),"),
        "You return a tuple: a comma at the end of a line makes one.",
    ),
    WrongAnswer(
        "mse-string",
        Q1,
        _mse("return str(0.5 * np.sum((y - t) ** 2))"),
        "You return text; return the number itself.",
    ),
    WrongAnswer(
        "mse-int",
        Q1,
        _mse("return int(0.5 * np.sum((y - t) ** 2))"),
        "You return a whole number: `int` cuts off all decimals.",
    ),
    WrongAnswer(
        "mse-only-y",
        Q1,
        _mse("return 0.5 * np.sum(y**2)"),
        "t does not occur in your sum: the error says how far y is from it.",
    ),
    WrongAnswer(
        "mse-five-means",
        Q1,
        _mse("return 5 * np.mean((y - t) ** 2)"),
        "Your factor makes up for a mean over ten classes; with any other number of them it is "
        "wrong.",
    ),
    WrongAnswer(
        "cee-all-columns-mean",
        Q2,
        """
        def cross_entropy_error(y, t):
            if y.ndim == 1:
                y, t = y.reshape(1, -1), t.reshape(1, -1)
            if t.ndim == 2:
                t = t.argmax(axis=1)
            return -np.mean(np.log(y[:, t] + 1e-7))
        """,
        "`y[:, t]` takes the columns t of every row. Each row has its own true class.",
        "fancy indexing",
        family="cee-all-columns",
    ),
    WrongAnswer(
        "cee-labels-only",
        Q2,
        """
        def cross_entropy_error(y, t):
            if y.ndim == 1:
                return -np.sum(t * np.log(y + 1e-7))
            return -np.mean(np.log(y[np.arange(len(y)), t] + 1e-7))
        """,
        "In a batch, only integer labels are understood, one-hot rows are not.",
        family="cee-no-one-hot-batch",
    ),
    WrongAnswer(
        "cee-argmax-axis-0-size",
        Q2,
        """
        def cross_entropy_error(y, t):
            if y.ndim == 1:
                y, t = y.reshape(1, -1), t.reshape(1, -1)
            if t.size == y.size:
                t = t.argmax(axis=0)
            return -np.sum(np.log(y[np.arange(len(y)), t] + 1e-7)) / len(y)
        """,
        "Your `argmax` goes down the columns of t; the true class is to be found in each row.",
        "argmax over the wrong axis",
        family="cee-argmax-axis-0",
    ),
    WrongAnswer(
        "cee-one-hot-of-rows",
        Q2,
        """
        def cross_entropy_error(y, t):
            if y.ndim == 1:
                return -np.sum(t * np.log(y + 1e-7))
            if t.ndim == 1:
                t = np.eye(len(t))[t]
            return -np.sum(t * np.log(y + 1e-7)) / len(y)
        """,
        "The one-hot rows that you make have as many entries as there are rows; they need one for "
        "each class.",
    ),
    WrongAnswer(
        "cee-swapped-plain",
        Q2,
        """
        def cross_entropy_error(t, y):
            if y.ndim == 1:
                y, t = y.reshape(1, -1), t.reshape(1, -1)
            if t.ndim == 2:
                t = t.argmax(axis=1)
            return -np.sum(np.log(y[np.arange(len(y)), t] + 1e-7)) / len(y)
        """,
        "y and t have changed places among the parameters.",
    ),
    WrongAnswer(
        "cee-swapped-one-hot",
        Q2,
        """
        def cross_entropy_error(y, t):
            n = 1 if y.ndim == 1 else len(y)
            return -np.sum(y * np.log(t + 1e-7)) / n
        """,
        "y and t have changed places: the logarithm is to be taken of the prediction.",
        family="cee-swapped",
    ),
    WrongAnswer(
        "cee-nan-to-num",
        Q2,
        """
        def cross_entropy_error(y, t):
            if y.ndim == 1:
                y, t = y.reshape(1, -1), t.reshape(1, -1)
            if t.ndim == 2:
                t = t.argmax(axis=1)
            return -np.mean(np.nan_to_num(np.log(y[np.arange(len(y)), t])))
        """,
        "At probability 0 your loss is a number with more than 300 digits: the tiny number belongs "
        "inside the logarithm.",
    ),
    WrongAnswer(
        "batch-ten",
        Q3,
        _minibatch("return x_train[rows], t_train[rows]", "10"),
        "The batch size is fixed in your code; take it from the argument.",
        "left over from the example",
    ),
    WrongAnswer(
        "batch-size-of-features",
        Q3,
        _minibatch("return x_train[rows], t_train[rows]", "x_train.shape[1]"),
        "Your mini-batch has as many rows as x has columns; batch_size says how many.",
        "batch size from the wrong axis",
    ),
    WrongAnswer(
        "batch-column-t",
        Q3,
        _minibatch("return x_train[rows], t_train[rows].reshape(batch_size, -1)"),
        "Labels come back as a column; rows of t should keep their form.",
    ),
    WrongAnswer(
        "batch-dict",
        Q3,
        _minibatch("return {'x': x_train[rows], 't': t_train[rows]}"),
        "You return a dictionary; two arrays are promised.",
    ),
    WrongAnswer(
        "batch-squeeze",
        Q3,
        _minibatch("return x_train[rows].squeeze(), t_train[rows].squeeze()"),
        "A mini-batch of one row loses its form: see what `squeeze` does to it.",
    ),
    WrongAnswer(
        "batch-float-labels",
        Q3,
        _minibatch("return x_train[rows], t_train[rows].astype(float)"),
        "Labels come back as floats; rows of t should stay as they are.",
    ),
    WrongAnswer(
        "diff-int",
        Q4,
        """
        def numerical_diff(f, x):
            h = 1e-4
            return int((f(x + h) - f(x - h)) / (2 * h))
        """,
        "You return a whole number: `int` cuts off all decimals.",
    ),
    WrongAnswer(
        "diff-h-minus-four",
        Q4,
        """
        def numerical_diff(f, x):
            h = -4
            return (f(x + h) - f(x - h)) / (2 * h)
        """,
        "Your h is -4: `1e-4` is one number, written without spaces and with its e.",
        family="diff-h-too-large",
    ),
    WrongAnswer(
        "diff-relative",
        Q4,
        """
        def numerical_diff(f, x):
            h = 1e-4
            return (f(x * (1 + h)) - f(x * (1 - h))) / (2 * h)
        """,
        "Your points are x times 1 + h and x times 1 - h: the step has to be added to x.",
    ),
    WrongAnswer(
        "diff-forgotten-name",
        Q4,
        """
        def numerical_diff(f, x):
            h = 1e-4
            return (function_1(x + h) - function_1(x - h)) / (2 * h)
        """,
        "Your code uses function_1, which exists only in the example; use the f that is given.",
        "global names",
    ),
    WrongAnswer(
        "diff-forward-tiny",
        Q4,
        """
        def numerical_diff(f, x):
            h = 2e-8
            return (f(x + h) - f(x)) / h
        """,
        "With a tiny h your forward difference comes near, but it still looks to one side only.",
        noisy=True,
    ),
    WrongAnswer(
        "grad-f-of-changed-element",
        Q5,
        q5._loop(body=q5._BODY.replace("f(x)", "f(x[index])")),
        "f is called with a single element; it expects the whole array.",
        "question 4 carried over",
    ),
    WrongAnswer(
        "grad-f-of-number-zero",
        Q5,
        q5._loop(body=q5._BODY.replace("f_plus = f(x)", "f_plus = f(0)")),
        "One of your two calls of f does not get x, but 0.",
    ),
    WrongAnswer(
        "grad-f-minus-of-number-zero",
        Q5,
        q5._loop(body=q5._BODY.replace("f_minus = f(x)", "f_minus = f(0)")),
        "One of your two calls of f does not get x, but 0.",
        family="grad-f-of-zero",
    ),
    WrongAnswer(
        "grad-h-01",
        Q5,
        q5._loop(h="0.1"),
        "Your h is far too large: the curve bends on the way.",
        family="grad-h-too-large",
    ),
    WrongAnswer(
        "grad-h-1e-12",
        Q5,
        q5._loop(h="1e-12"),
        "Your h is too small: what is left of the difference is rounding.",
        noisy=True,
    ),
    WrongAnswer(
        "grad-tuple",
        Q5,
        q5._loop(end="return gradient, x"),
        "You return two things; only the gradient is promised.",
    ),
    WrongAnswer(
        "grad-in-x",
        Q5,
        q5._loop(gradient="x"),
        "Your gradient is x itself under another name: each result is written into x, where the "
        "next call of f finds it.",
        "aliasing",
    ),
    WrongAnswer(
        "grad-1d-only-plain",
        Q5,
        """
        def numerical_gradient(f, x):
            h = 1e-4
            gradient = np.zeros_like(x)
            for i in range(x.size):
                value = x[i]
                x[i] = value + h
                f_plus = f(x)
                x[i] = value - h
                f_minus = f(x)
                x[i] = value
                gradient[i] = (f_plus - f_minus) / (2 * h)
            return gradient
        """,
        "This works for vectors only: in a matrix, `x[i]` is a whole row.",
        "the book, section 4.4, its first version",
    ),
    WrongAnswer(
        "grad-rows-moved",
        Q5,
        """
        def numerical_gradient(f, x):
            h = 1e-4
            gradient = np.zeros_like(x)
            for i in range(len(x)):
                value = np.copy(x[i])
                x[i] = value + h
                f_plus = f(x)
                x[i] = value - h
                f_minus = f(x)
                x[i] = value
                gradient[i] = (f_plus - f_minus) / (2 * h)
            return gradient
        """,
        "In a matrix, your loop moves whole rows: each element has a partial derivative of its own.",
    ),
    WrongAnswer(
        "grad-forgotten-name",
        Q5,
        q5._loop(body=q5._BODY.replace("f(x)", "function_2(x)")),
        "Your code uses function_2, which exists only in the example; use the f that is given.",
        "global names",
    ),
    WrongAnswer(
        "descent-default-steps-10",
        Q6,
        q6._walk(head="f, init_x, lr=0.01, step_num=10"),
        "The number of steps has another default value in your function than promised.",
        family="descent-default-steps",
    ),
    WrongAnswer(
        "descent-parameter-renamed",
        Q6,
        q6._walk(
            "x -= learning_rate * numerical_gradient(f, x)",
            head="f, init_x, learning_rate=0.01, step_num=100",
        ),
        "The parameter lr has another name in your function, so nobody can give it by name.",
    ),
    WrongAnswer(
        "descent-returns-gradient",
        Q6,
        _history("pass", "return gradient"),
        "You return the last gradient; the place x is wanted.",
    ),
    WrongAnswer(
        "descent-one-tuple",
        Q6,
        _history("pass", "return (x,)"),
        "You return a tuple with x inside; return x itself.",
    ),
    WrongAnswer(
        "descent-history-aliased-list",
        Q6,
        _history("x_history.append(x)"),
        "All places in your history are the last one: each entry is the same array, which goes "
        "on changing.",
        family="descent-history-aliased",
    ),
    WrongAnswer(
        "descent-history-of-f-list",
        Q6,
        _history("x_history.append(f(x))"),
        "Your history holds values of f; the places on the way belong there.",
        family="descent-history-of-f",
    ),
    WrongAnswer(
        "descent-history-of-gradients",
        Q6,
        _history("x_history.append(gradient)", "return x, np.array(x_history)"),
        "Your history holds gradients; the places on the way belong there.",
    ),
    WrongAnswer(
        "descent-x-twice",
        Q6,
        _history("pass", "return x, x"),
        "In the place of the history stands the final x once more.",
    ),
    WrongAnswer(
        "net-bias-sizes",
        Q7,
        """
        def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
            self.params = {
                "W1": weight_init_std * np.random.randn(input_size, hidden_size),
                "b1": np.zeros(input_size),
                "W2": weight_init_std * np.random.randn(hidden_size, output_size),
                "b2": np.zeros(output_size),
            }
        """,
        "b1 has as many entries as there are inputs; each hidden unit needs one.",
    ),
    WrongAnswer(
        "net-attributes",
        Q7,
        """
        def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
            self.W1 = weight_init_std * np.random.randn(input_size, hidden_size)
            self.b1 = np.zeros(hidden_size)
            self.W2 = weight_init_std * np.random.randn(hidden_size, output_size)
            self.b2 = np.zeros(output_size)
        """,
        "The four arrays belong into a dictionary called params.",
        family="net-params-local",
    ),
    WrongAnswer(
        "net-predict-log",
        Q7,
        """
        def predict(self, x):
            z1 = sigmoid(x @ self.params["W1"] + self.params["b1"])
            return np.log(softmax(z1 @ self.params["W2"] + self.params["b2"]))
        """,
        "You return the logarithms of the probabilities.",
    ),
    WrongAnswer(
        "net-accuracy-int-count",
        Q7,
        """
        def accuracy(self, x, t):
            labels = np.argmax(t, axis=1) if t.ndim == 2 else t
            return np.sum(np.argmax(self.predict(x), axis=1) == labels)
        """,
        "Your accuracy counts the right answers; a fraction is promised.",
        family="net-accuracy-count",
    ),
    WrongAnswer(
        "netgrad-zero-b2",
        Q8,
        """
        def numerical_gradient(self, x, t):
            def loss_of(_):
                return self.loss(x, t)

            grads = {key: numerical_gradient(loss_of, p) for key, p in self.params.items()}
            grads["b2"] = np.zeros_like(grads["b2"])
            return grads
        """,
        "The gradient in b2 is always 0.",
    ),
    WrongAnswer(
        "netgrad-zero-w1",
        Q8,
        """
        def numerical_gradient(self, x, t):
            def loss_of(_):
                return self.loss(x, t)

            grads = {key: numerical_gradient(loss_of, p) for key, p in self.params.items()}
            grads["W1"] = np.zeros_like(grads["W1"])
            return grads
        """,
        "The gradient in W1 is always 0.",
    ),
    WrongAnswer(
        "netgrad-only-w2",
        Q8,
        """
        def numerical_gradient(self, x, t):
            def loss_of(_):
                return self.loss(x, t)

            return {"W2": numerical_gradient(loss_of, self.params["W2"])}
        """,
        "Only the gradient in W2 is there.",
    ),
    WrongAnswer(
        "netgrad-of-mse",
        Q8,
        """
        def numerical_gradient(self, x, t):
            def loss_of(_):
                y = self.predict(x)
                truth = np.eye(y.shape[1])[t] if t.ndim == 1 else t
                return 0.5 * np.sum((y - truth) ** 2) / len(x)

            return {key: numerical_gradient(loss_of, p) for key, p in self.params.items()}
        """,
        "This is the gradient of the squared error; that of self.loss is wanted.",
    ),
    WrongAnswer(
        "netgrad-normalised",
        Q8,
        """
        def numerical_gradient(self, x, t):
            def loss_of(_):
                return self.loss(x, t)

            grads = {key: numerical_gradient(loss_of, p) for key, p in self.params.items()}
            return {key: value / np.linalg.norm(value) for key, value in grads.items()}
        """,
        "Your gradients are scaled to length 1; their length says how steep it is.",
    ),
    WrongAnswer(
        "train-assigned",
        Q9,
        q9._train(update="network.params[key] = learning_rate * gradient[key]"),
        "Your step replaces the weights instead of changing them.",
        "`=` instead of `-=`",
    ),
    WrongAnswer(
        "train-decay-factor",
        Q9,
        q9._train(
            note="losses.append(network.loss(x_batch, t_batch))\n                learning_rate *= 0.9"
        ),
        "Your learning rate shrinks from step to step; here it stays what it is.",
    ),
    WrongAnswer(
        "train-one-after-another",
        Q9,
        q9._train(
            gradient="pass",
            update="network.params[key] -= learning_rate * "
            "network.numerical_gradient(x_batch, t_batch)[key]",
        ),
        "Each array is moved before the gradient in the next is taken; all four belong to the "
        "same place.",
    ),
    WrongAnswer(
        "train-sum-of-losses",
        Q9,
        q9._train(end="return sum(losses)"),
        "You return the sum of the losses; the list of them is wanted.",
        family="train-last-loss",
    ),
    WrongAnswer(
        "train-losses-twice",
        Q9,
        q9._train(end="return losses, losses"),
        "You return two things; only the list of the losses is wanted.",
        family="train-returns-two",
    ),
    WrongAnswer(
        "train-over-set",
        Q9,
        q9._train(update="network.params[key] -= learning_rate / len(x_train) * gradient[key]"),
        "You divide by the size of the training set; the gradient is that of a mean already.",
    ),
    WrongAnswer(
        "train-losses-backwards",
        Q9,
        q9._train(note="losses.insert(0, network.loss(x_batch, t_batch))"),
        "Your losses are in the opposite order: the first comes first.",
    ),
    WrongAnswer(
        "descent-book-without-copies",
        Q6,
        """
        def gradient_descent(f, init_x, lr=0.01, step_num=100):
            x = init_x
            x_history = []
            for _ in range(step_num):
                x_history.append(x)
                x -= lr * numerical_gradient(f, x)
            return x, np.array(x_history)
        """,
        "Two copies are missing: `x = init_x` is only a second name for init_x, and each entry of "
        "your history is the same array.",
        "the book, section 4.4.1, without its copies",
    ),
    WrongAnswer(
        "descent-book-without-copy",
        Q6,
        """
        def gradient_descent(f, init_x, lr=0.01, step_num=100):
            x = init_x
            x_history = []
            for _ in range(step_num):
                x_history.append(x.copy())
                x -= lr * numerical_gradient(f, x)
            return x, np.array(x_history)
        """,
        "init_x is changed: `x = init_x` is no copy, only a second name for the same array.",
        "the book, section 4.4.1",
        family="descent-init-changed",
    ),
    WrongAnswer(
        "grad-last-not-restored",
        Q5,
        """
        def numerical_gradient(f, x):
            h = 1e-4
            gradient = np.zeros_like(x)
            before = None
            for index in np.ndindex(x.shape):
                if before is not None:
                    x[before[0]] = before[1]
                before = index, x[index]
                x[index] = before[1] + h
                f_plus = f(x)
                x[index] = before[1] - h
                f_minus = f(x)
                gradient[index] = (f_plus - f_minus) / (2 * h)
            return gradient
        """,
        "Each element is put back when the next one has its turn, so the last one never is.",
    ),
    WrongAnswer(
        "train-loss-before-the-start",
        Q9,
        q9._train(before="losses.append(network.loss(x_train, t_train))"),
        "There is one loss too many: one is noted down before the first iteration.",
    ),
    # -- each of these is caught by one test alone ---------------------------------------------
    WrongAnswer(
        "cee-one-hot-over-classes",
        Q2,
        """
        def cross_entropy_error(y, t):
            y, t = np.squeeze(y), np.squeeze(t)
            if y.ndim == 1:
                return -np.log(y[int(t)] + 1e-7) if t.ndim == 0 else -np.sum(t * np.log(y + 1e-7))
            if t.ndim == 2:
                return -np.sum(t * np.log(y + 1e-7)) / y.shape[1]
            return -np.mean(np.log(y[np.arange(len(y)), t] + 1e-7))
        """,
        "For one-hot rows you divide by the number of classes; the number of rows is what counts.",
        "batch size from the wrong axis",
    ),
    WrongAnswer(
        "cee-labels-over-classes",
        Q2,
        """
        def cross_entropy_error(y, t):
            y, t = np.squeeze(y), np.squeeze(t)
            if y.ndim == 1:
                return -np.log(y[int(t)] + 1e-7) if t.ndim == 0 else -np.sum(t * np.log(y + 1e-7))
            if t.ndim == 2:
                return -np.sum(t * np.log(y + 1e-7)) / y.shape[0]
            return -np.sum(np.log(y[np.arange(len(y)), t] + 1e-7)) / y.shape[1]
        """,
        "For labels you divide by the number of classes; the number of rows is what counts.",
        "batch size from the wrong axis",
    ),
    WrongAnswer(
        "grad-row-wise-recursion",
        Q5,
        """
        def numerical_gradient(f, x):
            if x.ndim > 1:
                return np.array([numerical_gradient(f, row) for row in x])
            h = 1e-4
            gradient = np.zeros_like(x)
            for i in range(x.size):
                value = x[i]
                x[i] = value + h
                f_plus = f(x)
                x[i] = value - h
                f_minus = f(x)
                x[i] = value
                gradient[i] = (f_plus - f_minus) / (2 * h)
            return gradient
        """,
        "Of a matrix, f is given one row at a time; it expects the whole matrix.",
        "the book's gradient_2d.py",
    ),
    WrongAnswer(
        "grad-copy-of-vectors",
        Q5,
        """
        def numerical_gradient(f, x):
            h = 1e-4
            shape = x.shape
            x = np.array(x, ndmin=2) if x.ndim == 1 else x
            gradient = np.zeros_like(x)
            for index in np.ndindex(x.shape):
                value = x[index]
                x[index] = value + h
                f_plus = f(x.reshape(shape))
                x[index] = value - h
                f_minus = f(x.reshape(shape))
                x[index] = value
                gradient[index] = (f_plus - f_minus) / (2 * h)
            return gradient.reshape(shape)
        """,
        "A vector is copied when you make a matrix of it, so x itself never changes.",
    ),
    WrongAnswer(
        "grad-vectors-restored-too-late",
        Q5,
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
                if x.ndim > 1:
                    x[index] = value
                gradient[index] = (f_plus - f_minus) / (2 * h)
            x[...] = before
            return gradient
        """,
        "A vector is put back only at the end: while one element is measured, those before it are "
        "still out of place.",
    ),
    WrongAnswer(
        "grad-remembered",
        Q5,
        """
        _KNOWN = {}


        def numerical_gradient(f, x):
            if x.tobytes() in _KNOWN:
                return _KNOWN[x.tobytes()]
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
            return _KNOWN.setdefault(x.tobytes(), gradient)
        """,
        "What was found for one function is returned for another at the same place.",
        "caching",
    ),
    WrongAnswer(
        "train-labels-only",
        Q9,
        q9._train(before="t_train = np.eye(len(network.params['b2']))[t_train]"),
        "Your training understands integer labels only; t_train may be one-hot as well.",
    ),
    WrongAnswer(
        "train-one-hot-only",
        Q9,
        q9._train(before="t_train = t_train.argmax(axis=1)"),
        "Your training understands one-hot t_train only; it may hold integer labels as well.",
    ),
    WrongAnswer(
        "train-squeezed",
        Q9,
        q9._train(end="return np.squeeze(losses)"),
        "After a single iteration you return a number instead of a list: see what `squeeze` does.",
    ),
    WrongAnswer(
        "descent-rate-capped",
        Q6,
        """
        def gradient_descent(f, init_x, lr=0.01, step_num=100):
            x = init_x.copy()
            for _ in range(step_num):
                x -= min(lr, 1) * numerical_gradient(f, x)
            return x
        """,
        Text(
            "Your learning rate cannot be larger than 1; one that is too large should diverge.",
            "학습률이 1보다 커지지 못합니다. 너무 큰 학습률에서는 발산해야 합니다.",
        ),
    ),
    WrongAnswer(
        "net-accuracy-by-elements",
        Q7,
        """
        def accuracy(self, x, t):
            labels = np.argmax(t, axis=1) if t.ndim == 2 else t
            return np.sum(np.argmax(self.predict(x), axis=1) == labels) / t.size
        """,
        Text(
            "With one-hot t, `t.size` counts every 0 and 1, not the rows.",
            "t가 원-핫 인코딩이면 `t.size`는 행의 수가 아니라 모든 0과 1의 수입니다.",
        ),
    ),
    WrongAnswer(
        "netgrad-rounded",
        Q8,
        """
        def numerical_gradient(self, x, t):
            def loss_of(_):
                return self.loss(x, t)

            return {
                key: np.round(numerical_gradient(loss_of, param), 4)
                for key, param in self.params.items()
            }
        """,
        Text(
            "Your gradients are rounded; return them with all their digits.",
            "기울기를 반올림하고 있습니다. 모든 자릿수를 그대로 반환하세요.",
        ),
    ),
]
