"""Right answers to hw2_learning that are written in other styles than the reference."""

from autograder.misconceptions import RightAnswer
from autograder.text import Text

Q1, Q2, Q3, Q4, Q5, Q6, Q7, Q8, Q9 = (
    "q1_mean_squared_error",
    "q2_cross_entropy_error",
    "q3_sample_minibatch",
    "q4_numerical_diff",
    "q5_numerical_gradient",
    "q6_gradient_descent",
    "q7_two_layer_net",
    "q8_network_gradient",
    "q9_training",
)


def _one(signature: str, expression: str) -> str:
    return f"def {signature}:\n    return {expression}\n"


def _mse(expression: str) -> str:
    return _one("mean_squared_error(y, t)", expression)


def _cee(expression: str) -> str:
    """Return a cross entropy that prepares y (N, C) and labels t and ends in one expression."""
    return f"""
def cross_entropy_error(y, t):
    if y.ndim == 1:
        y, t = y[np.newaxis], t[np.newaxis]
    if t.ndim == 2:
        t = t.argmax(axis=-1)
    return {expression}
"""


def _draw(rows: str, result: str = "x_train[rows], t_train[rows]") -> str:
    return f"""
def sample_minibatch(x_train, t_train, batch_size):
    n = len(x_train)
    rows = {rows}
    return {result}
"""


def _diff(expression: str, h: str = "1e-4") -> str:
    return f"def numerical_diff(f, x):\n    h = {h}\n    return {expression}\n"


def _train(body: str, end: str = "return losses") -> str:
    return f"""
def train(network, x_train, t_train, iters_num, batch_size, learning_rate):
    losses = []
    for i in range(iters_num):
        x_batch, t_batch = sample_minibatch(x_train, t_train, batch_size)
        {body}
    {end}
"""


_STEP = """gradient = network.numerical_gradient(x_batch, t_batch)
        for key in gradient:
            network.params[key] -= learning_rate * gradient[key]
        losses.append(network.loss(x_batch, t_batch))"""

RIGHT = [
    RightAnswer("right-mse-sum", Q1, _mse("np.sum((y - t) ** 2) / 2")),
    RightAnswer("right-mse-dot", Q1, _mse("(y - t) @ (y - t) / 2")),
    RightAnswer("right-mse-float", Q1, _mse("float(0.5 * ((y - t) ** 2).sum())")),
    RightAnswer("right-mse-zero-d", Q1, _mse("np.array(0.5 * np.sum(np.square(y - t)))")),
    RightAnswer("right-mse-norm", Q1, _mse("0.5 * np.linalg.norm(t - y) ** 2")),
    RightAnswer("right-mse-einsum", Q1, _mse("np.einsum('i,i->', y - t, y - t) / 2")),
    RightAnswer("right-mse-float32", Q1, _mse("np.float32(0.5 * np.sum((y - t) ** 2))")),
    RightAnswer("right-mse-size-mean", Q1, _mse("0.5 * y.size * np.mean((y - t) ** 2)")),
    RightAnswer("right-mse-expanded", Q1, _mse("0.5 * np.sum(y * y - 2 * y * t + t * t)")),
    RightAnswer("right-mse-generator", Q1, _mse("sum((a - b) ** 2 for a, b in zip(y, t)) / 2")),
    RightAnswer(
        "right-mse-loop",
        Q1,
        """
        def mean_squared_error(y, t):
            total = 0
            for k in range(len(y)):
                difference = y[k] - t[k]
                total = total + difference * difference
            return total / 2
        """,
    ),
    RightAnswer(
        "right-mse-recursion",
        Q1,
        """
        def mean_squared_error(y, t):
            if len(y) == 0:
                return 0.0
            return 0.5 * (y[0] - t[0]) ** 2 + mean_squared_error(y[1:], t[1:])
        """,
    ),
    RightAnswer(
        "right-mse-annotated",
        Q1,
        '''
        def mean_squared_error(y: np.ndarray, t: np.ndarray) -> float:
            """Half the sum of the squared differences."""
            print("called with", y, t)
            return np.divide(np.sum(np.power(np.subtract(y, t), 2)), 2)
        ''',
    ),
    RightAnswer(
        "right-cee-clip", Q2, _cee("-np.mean(np.log(np.clip(y, 1e-7, 1)[np.arange(len(y)), t]))")
    ),
    RightAnswer(
        "right-cee-clip-both-ends",
        Q2,
        _cee("-np.mean(np.log(np.clip(y, 1e-7, 1 - 1e-7)[np.arange(len(y)), t]))"),
    ),
    RightAnswer(
        "right-cee-eye", Q2, _cee("-np.sum(np.eye(y.shape[-1])[t] * np.log(y + 1e-7)) / len(y)")
    ),
    RightAnswer(
        "right-cee-maximum", Q2, _cee("-np.log(np.maximum(y[np.arange(len(y)), t], 1e-7)).mean()")
    ),
    RightAnswer(
        "right-cee-take-along-axis",
        Q2,
        _cee("-np.log(np.take_along_axis(y, t[:, None], axis=-1) + 1e-7).mean()"),
    ),
    RightAnswer(
        "right-cee-generator",
        Q2,
        _cee("sum(-np.log(row[k] + 1e-7) for row, k in zip(y, t)) / len(y)"),
    ),
    RightAnswer(
        "right-cee-tiny", Q2, _cee("float(-np.mean(np.log(y[np.arange(len(y)), t] + 1e-12)))")
    ),
    RightAnswer(
        "right-cee-recursion",
        Q2,
        """
        def cross_entropy_error(y, t):
            if y.ndim == 1:
                return -np.sum(t * np.log(y + 1e-7))
            if t.ndim == 1:
                t = np.eye(y.shape[1])[t]
            return np.mean([cross_entropy_error(a, b) for a, b in zip(y, t)])
        """,
    ),
    RightAnswer(
        "right-cee-where",
        Q2,
        """
        def cross_entropy_error(y, t):
            y = np.atleast_2d(y)
            rows = len(y)
            if t.size == y.size and t.dtype.kind == "f":
                t = np.where(t.reshape(y.shape) == 1)[1]
            picked = y[range(rows), t]
            return np.average(-np.log(np.where(picked > 1e-7, picked, 1e-7)))
        """,
    ),
    RightAnswer(
        "right-cee-python",
        Q2,
        """
        import math


        def cross_entropy_error(y, t):
            if y.ndim == 1:
                y, t = [y], [t]
            total = 0.0
            for row, truth in zip(y, t):
                label = truth if np.ndim(truth) == 0 else int(np.argmax(truth))
                total -= math.log(row[label] + 1e-7)
            return total / len(y)
        """,
    ),
    RightAnswer(
        "right-batch-no-repeats", Q3, _draw("np.random.choice(n, batch_size, replace=False)")
    ),
    RightAnswer(
        "right-batch-generator", Q3, _draw("np.random.default_rng().integers(0, n, batch_size)")
    ),
    RightAnswer("right-batch-permutation", Q3, _draw("np.random.permutation(n)[:batch_size]")),
    RightAnswer("right-batch-randint", Q3, _draw("np.random.randint(n, size=batch_size)")),
    RightAnswer("right-batch-argsort", Q3, _draw("np.argsort(np.random.rand(n))[:batch_size]")),
    RightAnswer(
        "right-batch-list-of-two",
        Q3,
        _draw("np.random.choice(n, batch_size)", "[x_train[rows], t_train[rows]]"),
    ),
    RightAnswer(
        "right-batch-take",
        Q3,
        _draw(
            "np.random.choice(n, batch_size)",
            "x_train.take(rows, axis=0), np.take(t_train, rows, axis=0)",
        ),
    ),
    RightAnswer(
        "right-batch-random-module",
        Q3,
        "import random\n" + _draw("random.sample(range(n), batch_size)"),
    ),
    RightAnswer(
        "right-batch-choices",
        Q3,
        "import random\n" + _draw("random.choices(range(n), k=batch_size)"),
    ),
    RightAnswer(
        "right-batch-rows",
        Q3,
        _draw(
            "[np.random.randint(0, n) for _ in range(batch_size)]",
            "np.array([x_train[i] for i in rows]), np.array([t_train[i] for i in rows])",
        ),
    ),
    RightAnswer(
        "right-batch-sorted",
        Q3,
        _draw("np.sort(np.random.choice(n, batch_size, replace=False))"),
    ),
    RightAnswer("right-diff-1e-5", Q4, _diff("(f(x + h) - f(x - h)) / (2 * h)", "1e-5")),
    RightAnswer("right-diff-halves", Q4, _diff("(f(x + h) - f(x - h)) / h / 2")),
    RightAnswer("right-diff-half-step", Q4, _diff("(f(x + h / 2) - f(x - h / 2)) / h")),
    RightAnswer(
        "right-diff-real-distance", Q4, _diff("(f(x + h) - f(x - h)) / ((x + h) - (x - h))")
    ),
    RightAnswer(
        "right-diff-numpy", Q4, _diff("np.float64(f(x + h) - f(x - h)) / np.float64(2 * h)")
    ),
    RightAnswer("right-diff-zero-d", Q4, _diff("np.array((f(x + h) - f(x - h)) / (2 * h))")),
    RightAnswer(
        "right-diff-mean", Q4, _diff("((f(x + h) - f(x)) / h + (f(x) - f(x - h)) / h) / 2")
    ),
    RightAnswer("right-diff-power", Q4, _diff("(f(x + h) - f(x - h)) / (2 * h)", "10**-4")),
    RightAnswer("right-diff-minus-first", Q4, _diff("(-f(x - h) + f(x + h)) * (1 / (2 * h))")),
    RightAnswer(
        "right-diff-five-points",
        Q4,
        _diff("(f(x - 2 * h) - 8 * f(x - h) + 8 * f(x + h) - f(x + 2 * h)) / (12 * h)", "1e-3"),
    ),
    RightAnswer(
        "right-grad-nditer",
        Q5,
        """
        def numerical_gradient(f, x):
            h = 1e-4
            grad = np.zeros_like(x)
            it = np.nditer(x, flags=["multi_index"], op_flags=["readwrite"])
            while not it.finished:
                idx = it.multi_index
                tmp_val = x[idx]
                x[idx] = float(tmp_val) + h
                fxh1 = f(x)
                x[idx] = tmp_val - h
                fxh2 = f(x)
                grad[idx] = (fxh1 - fxh2) / (2 * h)
                x[idx] = tmp_val
                it.iternext()
            return grad
        """,
    ),
    RightAnswer(
        "right-grad-flat",
        Q5,
        """
        def numerical_gradient(f, x):
            h = 1e-4
            grad = np.zeros_like(x)
            for i in range(x.size):
                old = x.flat[i]
                x.flat[i] = old + h
                grad.flat[i] = f(x)
                x.flat[i] = old - h
                grad.flat[i] -= f(x)
                x.flat[i] = old
            return grad / (2 * h)
        """,
    ),
    RightAnswer(
        "right-grad-view",
        Q5,
        """
        def numerical_gradient(f, x):
            h, view, result = 1e-4, x.reshape(-1), []
            for i in range(view.size):
                view[i] += h
                right = f(x)
                view[i] -= 2 * h
                left = f(x)
                view[i] += h
                result.append((right - left) / (2 * h))
            return np.array(result).reshape(x.shape)
        """,
    ),
    RightAnswer(
        "right-grad-recursion",
        Q5,
        """
        def numerical_gradient(f, x):
            h = 1e-4

            def of(part):
                if part.ndim > 1:
                    return np.stack([of(row) for row in part])
                slopes = np.zeros(len(part))
                for i, old in enumerate(part.tolist()):
                    part[i] = old + h
                    right = f(x)
                    part[i] = old - h
                    slopes[i] = (right - f(x)) / (2 * h)
                    part[i] = old
                return slopes

            return of(x)
        """,
    ),
    RightAnswer(
        "right-grad-try-finally",
        Q5,
        """
        def numerical_gradient(f, x):
            grad = np.empty_like(x)
            for idx, old in list(np.ndenumerate(x)):
                try:
                    x[idx] = old + 1e-4
                    a = f(x)
                    x[idx] = old - 1e-4
                    b = f(x)
                finally:
                    x[idx] = old
                grad[idx] = (a - b) / 2e-4
            return grad
        """,
    ),
    RightAnswer(
        "right-grad-helper",
        Q5,
        """
        def moved(f, x, index, step):
            old = x[index]
            x[index] = old + step
            value = f(x)
            x[index] = old
            return value


        def numerical_gradient(f, x):
            h = 1e-4
            return np.array(
                [(moved(f, x, i, h) - moved(f, x, i, -h)) / (2 * h) for i in np.ndindex(x.shape)]
            ).reshape(x.shape)
        """,
    ),
    RightAnswer(
        "right-grad-through-diff",
        Q5,
        """
        def numerical_gradient(f, x):
            grad = np.zeros_like(x)
            for index in np.ndindex(*x.shape):
                old = x[index]

                def along(value):
                    x[index] = value
                    return f(x)

                grad[index] = numerical_diff(along, old)
                x[index] = old
            return grad
        """,
    ),
    RightAnswer(
        "right-grad-whole-copy-back",
        Q5,
        """
        def numerical_gradient(f, x):
            h, before, grad = 1e-5, x.copy(), np.zeros(x.shape)
            for index in np.ndindex(x.shape):
                x[index] += h
                right = f(x)
                x[...] = before
                x[index] -= h
                left = f(x)
                x[...] = before
                grad[index] = (right - left) / (2 * h)
            return grad
        """,
    ),
    RightAnswer(
        "right-grad-eye-in-place",
        Q5,
        """
        def numerical_gradient(f, x):
            h = 1e-4
            before = x.copy()
            grad = []
            for unit in np.eye(x.size):
                step = h * unit.reshape(x.shape)
                np.copyto(x, before + step)
                right = f(x)
                np.copyto(x, before - step)
                grad.append((right - f(x)) / (2 * h))
                np.copyto(x, before)
            return np.reshape(grad, x.shape)
        """,
    ),
    RightAnswer(
        "right-descent-book",
        Q6,
        """
        def gradient_descent(f, init_x, lr=0.01, step_num=100):
            x = init_x.copy()
            x_history = []
            for i in range(step_num):
                x_history.append(x.copy())
                x -= lr * numerical_gradient(f, x)
            return x, np.array(x_history)
        """,
    ),
    RightAnswer(
        "right-descent-rebinding",
        Q6,
        """
        def gradient_descent(f, init_x, lr=0.01, step_num=100):
            x = np.array(init_x, dtype=float)
            for _ in range(step_num):
                x = x - lr * numerical_gradient(f, x)
            return x
        """,
    ),
    RightAnswer(
        "right-descent-recursion",
        Q6,
        """
        def gradient_descent(f, init_x, lr=0.01, step_num=100):
            if step_num == 0:
                return init_x.copy()
            x = init_x.copy()
            return gradient_descent(f, x - lr * numerical_gradient(f, x), lr, step_num - 1)
        """,
    ),
    RightAnswer(
        "right-descent-while",
        Q6,
        """
        def gradient_descent(f, init_x, lr=0.01, step_num=100):
            x, steps = np.copy(init_x), 0
            while steps < step_num:
                x += -lr * numerical_gradient(f, x)
                steps += 1
            return x
        """,
    ),
    RightAnswer(
        "right-descent-stops-at-zero",
        Q6,
        """
        def gradient_descent(f, init_x, lr=0.01, step_num=100):
            x = init_x + 0
            for _ in range(step_num):
                grad = numerical_gradient(f, x)
                if not grad.any():
                    break
                np.subtract(x, lr * grad, out=x)
            return x
        """,
    ),
    RightAnswer(
        "right-descent-all-places",
        Q6,
        """
        def gradient_descent(f, init_x, lr=0.01, step_num=100):
            places = [init_x.copy()]
            for _ in range(step_num):
                places.append(places[-1] - lr * numerical_gradient(f, places[-1]))
            return places[-1], places
        """,
    ),
    RightAnswer(
        "right-descent-reduce",
        Q6,
        """
        import functools


        def gradient_descent(f, init_x, lr=0.01, step_num=100):
            return functools.reduce(
                lambda x, _: x - lr * numerical_gradient(f, x), range(step_num), init_x.copy()
            )
        """,
    ),
    RightAnswer(
        "right-net-normal",
        Q7,
        """
        def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
            self.params = dict(
                W1=np.random.normal(0.0, weight_init_std, (input_size, hidden_size)),
                b1=np.zeros((hidden_size,)),
                W2=np.random.normal(scale=weight_init_std, size=(hidden_size, output_size)),
                b2=np.full(output_size, 0.0),
            )
        """,
    ),
    RightAnswer(
        "right-net-generator",
        Q7,
        """
        def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
            rng = np.random.default_rng()
            sizes = [input_size, hidden_size, output_size]
            self.params = {}
            for i in (1, 2):
                shape = sizes[i - 1], sizes[i]
                self.params[f"W{i}"] = weight_init_std * rng.standard_normal(shape)
                self.params[f"b{i}"] = np.zeros(sizes[i])
        """,
    ),
    RightAnswer(
        "right-net-property",
        Q7,
        """
        class TwoLayerNet:
            def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
                self.W1 = weight_init_std * np.random.randn(input_size, hidden_size)
                self.b1 = np.zeros(hidden_size)
                self.W2 = weight_init_std * np.random.randn(hidden_size, output_size)
                self.b2 = np.zeros(output_size)

            @property
            def params(self):
                return {"W1": self.W1, "b1": self.b1, "W2": self.W2, "b2": self.b2}

            def predict(self, x):
                return softmax(sigmoid(x @ self.W1 + self.b1) @ self.W2 + self.b2)

            def loss(self, x, t):
                return cross_entropy_error(self.predict(x), t)

            def accuracy(self, x, t):
                t = t if t.ndim == 1 else t.argmax(axis=1)
                return float((self.predict(x).argmax(axis=1) == t).mean())

            def numerical_gradient(self, x, t):
                f = lambda w: self.loss(x, t)
                return {key: numerical_gradient(f, value) for key, value in self.params.items()}
        """,
    ),
    RightAnswer(
        "right-net-dataclass",
        Q7,
        """
        import dataclasses


        @dataclasses.dataclass
        class TwoLayerNet:
            input_size: int
            hidden_size: int
            output_size: int
            weight_init_std: float = 0.01

            def __post_init__(self):
                def weights(*shape):
                    return np.random.randn(*shape) * self.weight_init_std

                self.params = {
                    "W1": weights(self.input_size, self.hidden_size),
                    "b1": np.zeros(self.hidden_size),
                    "W2": weights(self.hidden_size, self.output_size),
                    "b2": np.zeros(self.output_size),
                }

            def scores(self, x):
                hidden = sigmoid(np.dot(x, self.params["W1"]) + self.params["b1"])
                return np.dot(hidden, self.params["W2"]) + self.params["b2"]

            def predict(self, x):
                return softmax(self.scores(x))

            def loss(self, x, t):
                return cross_entropy_error(self.predict(x), t)

            def accuracy(self, x, t):
                answers = np.argmax(self.scores(x), axis=-1)
                if t.ndim != 1:
                    t = np.argmax(t, axis=-1)
                return np.sum(answers == t) / float(x.shape[0])

            def numerical_gradient(self, x, t):
                grads = {}
                for key in ("W1", "b1", "W2", "b2"):
                    grads[key] = numerical_gradient(lambda _: self.loss(x, t), self.params[key])
                return grads
        """,
    ),
    RightAnswer(
        "right-net-subclass",
        Q7,
        """
        class Base:
            def __init__(self, *sizes, std):
                self.params = {}
                for i, (rows, columns) in enumerate(zip(sizes, sizes[1:]), start=1):
                    self.params["W%d" % i] = np.random.randn(rows, columns) * std
                    self.params["b%d" % i] = np.zeros(columns)

            def predict(self, x):
                z = 1.0 / (1.0 + np.exp(-(x.dot(self.params["W1"]) + self.params["b1"])))
                return softmax(z.dot(self.params["W2"]) + self.params["b2"])


        class TwoLayerNet(Base):
            def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
                super().__init__(input_size, hidden_size, output_size, std=weight_init_std)

            def loss(self, x, t):
                y = self.predict(x)
                return cross_entropy_error(y, t)

            def accuracy(self, x, t):
                y = self.predict(x)
                right = 0
                for row, truth in zip(y, t):
                    label = truth if np.ndim(truth) == 0 else np.argmax(truth)
                    if np.argmax(row) == label:
                        right += 1
                return right / len(x)

            def numerical_gradient(self, x, t):
                return {k: numerical_gradient(lambda w: self.loss(x, t), self.params[k]) for k in self.params}
        """,
    ),
    RightAnswer(
        "right-net-tanh-sigmoid",
        Q7,
        """
        def predict(self, x):
            W1, W2 = self.params["W1"], self.params["W2"]
            b1, b2 = self.params["b1"], self.params["b2"]
            a1 = np.dot(x, W1) + b1
            z1 = 0.5 * (1 + np.tanh(a1 / 2))
            a2 = np.dot(z1, W2) + b2
            return softmax(a2)
        """,
    ),
    RightAnswer(
        "right-net-own-softmax",
        Q7,
        """
        def softmax(x):
            if x.ndim == 2:
                x = x.T
                x = x - np.max(x, axis=0)
                y = np.exp(x) / np.sum(np.exp(x), axis=0)
                return y.T
            x = x - np.max(x)
            return np.exp(x) / np.sum(np.exp(x))


        def sigmoid(x):
            return np.where(x >= 0, 1 / (1 + np.exp(-x)), np.exp(x) / (1 + np.exp(x)))
        """,
    ),
    RightAnswer(
        "right-net-log-sum-exp",
        Q7,
        """
        def loss(self, x, t):
            z = sigmoid(x @ self.params["W1"] + self.params["b1"])
            scores = z @ self.params["W2"] + self.params["b2"]
            top = scores.max(axis=1, keepdims=True)
            log_y = scores - top - np.log(np.exp(scores - top).sum(axis=1, keepdims=True))
            labels = t if t.ndim == 1 else t.argmax(axis=1)
            return -log_y[np.arange(len(x)), labels].mean()
        """,
    ),
    RightAnswer(
        "right-net-rowwise",
        Q7,
        """
        def predict(self, x):
            p = self.params
            a2 = sigmoid(x @ p["W1"] + p["b1"]) @ p["W2"] + p["b2"]
            return np.array([softmax(row) for row in a2])

        def accuracy(self, x, t):
            answers = self.predict(x).argmax(-1)
            return np.mean([a == (b if np.ndim(b) == 0 else b.argmax()) for a, b in zip(answers, t)])
        """,
    ),
    RightAnswer(
        "right-netgrad-lambda",
        Q8,
        """
        def numerical_gradient(self, x, t):
            loss_W = lambda W: self.loss(x, t)
            grads = {}
            grads["W1"] = numerical_gradient(loss_W, self.params["W1"])
            grads["b1"] = numerical_gradient(loss_W, self.params["b1"])
            grads["W2"] = numerical_gradient(loss_W, self.params["W2"])
            grads["b2"] = numerical_gradient(loss_W, self.params["b2"])
            return grads
        """,
    ),
    RightAnswer(
        "right-netgrad-own-loop",
        Q8,
        """
        def numerical_gradient(self, x, t):
            h, grads = 1e-4, {}
            for key, param in self.params.items():
                grads[key] = np.zeros_like(param)
                for index in np.ndindex(param.shape):
                    old = param[index]
                    param[index] = old + h
                    right = self.loss(x, t)
                    param[index] = old - h
                    left = self.loss(x, t)
                    param[index] = old
                    grads[key][index] = (right - left) / (2 * h)
            return grads
        """,
    ),
    RightAnswer(
        "right-netgrad-replacing-arrays",
        Q8,
        """
        def numerical_gradient(self, x, t):
            def slope(key, index):
                kept, values = self.params[key], []
                for h in (1e-4, -1e-4):
                    self.params[key] = kept.copy()
                    self.params[key][index] += h
                    values.append(self.loss(x, t))
                self.params[key] = kept
                return (values[0] - values[1]) / 2e-4

            return {
                key: np.array([slope(key, i) for i in np.ndindex(p.shape)]).reshape(p.shape)
                for key, p in self.params.items()
            }
        """,
    ),
    RightAnswer(
        "right-netgrad-analytic",
        Q8,
        """
        def numerical_gradient(self, x, t):
            truth = np.eye(self.params["b2"].size)[t] if t.ndim == 1 else t
            z = sigmoid(x @ self.params["W1"] + self.params["b1"])
            d2 = (self.predict(x) - truth) / len(x)
            d1 = d2 @ self.params["W2"].T * z * (1 - z)
            return {"W1": x.T @ d1, "b1": d1.sum(axis=0), "W2": z.T @ d2, "b2": d2.sum(axis=0)}
        """,
        Text(
            "TwoLayerNet.numerical_gradient is too exact for numerical differences: it seems to "
            "use formulas derived by hand (backpropagation). No points are deducted; you may want "
            "to ask.",
            "TwoLayerNet.numerical_gradient의 결과가 차분으로 구했다고 보기에는 너무 정확합니다. "
            "손으로 유도한 공식(오차역전파법)을 쓴 것 같습니다. 점수는 그대로이며, 직접 물어보아도 "
            "좋겠습니다.",
        ),
    ),
    RightAnswer(
        "right-netgrad-ordered-dict",
        Q8,
        """
        import collections


        def numerical_gradient(self, x, t):
            def f(w):
                return self.loss(x, t)

            return collections.OrderedDict(
                (key, numerical_gradient(f, w)) for key, w in self.params.items()
            )
        """,
    ),
    RightAnswer("right-train-plain", Q9, _train(_STEP)),
    RightAnswer(
        "right-train-loss-first",
        Q9,
        _train(
            """losses += [network.loss(x_batch, t_batch)]
        for key, slope in network.numerical_gradient(x_batch, t_batch).items():
            network.params[key][...] -= learning_rate * slope"""
        ),
    ),
    RightAnswer("right-train-array", Q9, _train(_STEP, "return np.array(losses)")),
    RightAnswer("right-train-tuple", Q9, _train(_STEP, "return tuple(losses)")),
    RightAnswer(
        "right-train-floats",
        Q9,
        _train(_STEP + "\n        print(i, losses[-1])", "return [float(l) for l in losses]"),
    ),
    RightAnswer(
        "right-train-rebinding",
        Q9,
        """
        def train(network, x_train, t_train, iters_num, batch_size, learning_rate):
            losses = []
            while len(losses) < iters_num:
                rows = np.random.choice(len(x_train), batch_size, replace=False)
                xb, tb = x_train[rows], t_train[rows]
                grads = network.numerical_gradient(xb, tb)
                for name in ("W1", "b1", "W2", "b2"):
                    network.params[name] = network.params[name] - learning_rate * grads[name]
                losses.append(network.loss(xb, tb))
            return losses
        """,
    ),
    RightAnswer(
        "right-train-helper",
        Q9,
        """
        def one_step(network, x, t, rate):
            loss, gradient = network.loss(x, t), network.numerical_gradient(x, t)
            for key in gradient:
                network.params[key] -= rate * gradient[key]
            return loss


        def train(network, x_train, t_train, iters_num, batch_size, learning_rate):
            return [
                one_step(network, *sample_minibatch(x_train, t_train, batch_size), learning_rate)
                for _ in range(iters_num)
            ]
        """,
    ),
    RightAnswer(
        "right-batch-shuffled-in-place",
        Q3,
        """
def sample_minibatch(x_train, t_train, batch_size):
    order = np.random.permutation(len(x_train))
    x_train[:], t_train[:] = x_train[order], t_train[order]
    return x_train[:batch_size], t_train[:batch_size]
""",
    ),
    RightAnswer(
        "right-netgrad-method-per-array",
        Q8,
        """
def slope(self, key, x, t):
    array = self.params[key]

    def loss_with(other):
        self.params[key] = other
        return self.loss(x, t)

    gradient = numerical_gradient(loss_with, array.copy())
    self.params[key] = array
    return gradient


def numerical_gradient(self, x, t):
    return {key: self.slope(key, x, t) for key in self.params}
""",
    ),
    RightAnswer(
        "right-train-epochs",
        Q9,
        """
def train(network, x_train, t_train, iters_num, batch_size, learning_rate):
    losses, order = [], []
    while len(losses) < iters_num:
        if len(order) < batch_size:
            order = list(np.random.permutation(len(x_train)))
        rows, order = order[:batch_size], order[batch_size:]
        slope = network.numerical_gradient(x_train[rows], t_train[rows])
        for key in network.params:
            network.params[key] -= learning_rate * slope[key]
        losses.append(float(network.loss(x_train[rows], t_train[rows])))
    return tuple(losses)
""",
    ),
]
