"""Further wrong answers: the mistakes of the other modules written differently, and rarer ones."""

from autograder.misconceptions import WrongAnswer
from autograder.misconceptions.hw2_learning import q2, q5, q6, q9
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
        Text(
            "You return a tuple: a comma at the end of a line makes one.",
            "튜플을 반환합니다. 줄 끝에 쉼표가 있으면 튜플이 됩니다.",
        ),
    ),
    WrongAnswer(
        "mse-string",
        Q1,
        _mse("return str(0.5 * np.sum((y - t) ** 2))"),
        Text(
            "You return a string; return the number itself.",
            "문자열을 반환합니다. 수 자체를 반환하십시오.",
        ),
    ),
    WrongAnswer(
        "mse-int",
        Q1,
        _mse("return int(0.5 * np.sum((y - t) ** 2))"),
        Text(
            "You return a whole number: `int` cuts off all decimals.",
            "정수를 반환합니다. `int` 함수는 소수점 아래를 모두 잘라 버립니다.",
        ),
    ),
    WrongAnswer(
        "mse-only-y",
        Q1,
        _mse("return 0.5 * np.sum(y**2)"),
        Text(
            "t does not appear in your sum: the error says how far y is from t.",
            "합에 t가 나오지 않습니다. 이 오차는 y가 t에서 얼마나 떨어져 있는지를 나타냅니다.",
        ),
    ),
    WrongAnswer(
        "mse-five-means",
        Q1,
        _mse("return 5 * np.mean((y - t) ** 2)"),
        Text(
            "Your factor makes up for a mean over ten classes; for any other number of classes it "
            "is wrong.",
            "클래스가 열 개일 때의 평균에 맞춘 계수를 곱했습니다. 클래스 수가 다르면 틀린 값이 "
            "나옵니다.",
        ),
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
        q2.ALL_COLUMNS,
        "fancy indexing",
        family="cee-all-columns",
    ),
    WrongAnswer(
        "cee-all-columns-of-labels",
        Q2,
        """
        def cross_entropy_error(y, t):
            if y.ndim == 1:
                return -np.sum(t * np.log(y + 1e-7))
            if t.ndim == 2:
                return -np.sum(t * np.log(y + 1e-7)) / len(y)
            return -np.sum(np.log(y[:, t] + 1e-7)) / len(y)
        """,
        q2.ALL_COLUMNS,
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
        Text(
            "In a batch, your function handles integer labels only; one-hot rows must work too.",
            "배치에서 정수 레이블만 처리하고 원-핫 인코딩된 행은 처리하지 못합니다.",
        ),
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
        q2.DOWN_THE_COLUMNS,
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
        Text(
            "Your one-hot rows have as many elements as there are rows; they need one for each "
            "class.",
            "직접 만든 원-핫 인코딩 행의 길이가 행의 수와 같습니다. 원소는 클래스마다 하나씩 "
            "필요합니다.",
        ),
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
        Text(
            "The parameters y and t are in the wrong order.",
            "매개변수에서 y와 t의 순서가 뒤바뀌었습니다.",
        ),
    ),
    WrongAnswer(
        "cee-swapped-one-hot",
        Q2,
        """
        def cross_entropy_error(y, t):
            n = 1 if y.ndim == 1 else len(y)
            return -np.sum(y * np.log(t + 1e-7)) / n
        """,
        Text(
            "y and t are swapped: take the logarithm of the prediction y.",
            "y와 t가 뒤바뀌었습니다. 로그는 예측에 취해야 합니다.",
        ),
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
        Text(
            "At probability 0 your loss is a number with more than 300 digits: the tiny number "
            "belongs inside the logarithm.",
            "확률이 0이면 손실이 300자리가 넘는 수가 됩니다. 아주 작은 수는 로그 안에 있어야 "
            "합니다.",
        ),
    ),
    WrongAnswer(
        "batch-ten",
        Q3,
        _minibatch("return x_train[rows], t_train[rows]", "10"),
        Text(
            "The batch size is fixed in your code; take it from the argument.",
            "배치 크기를 코드 안에 고정해 두었습니다. 인수로 받은 값을 쓰십시오.",
        ),
        "left over from the example",
    ),
    WrongAnswer(
        "batch-size-of-features",
        Q3,
        _minibatch("return x_train[rows], t_train[rows]", "x_train.shape[1]"),
        Text(
            "Your mini-batch has as many rows as x has columns; batch_size says how many.",
            "미니배치의 행 수가 x의 열 수와 같습니다. 몇 개인지는 batch_size가 정합니다.",
        ),
        "batch size from the wrong axis",
    ),
    WrongAnswer(
        "batch-column-t",
        Q3,
        _minibatch("return x_train[rows], t_train[rows].reshape(batch_size, -1)"),
        Text(
            "Labels come back as a column; the rows of t should keep their shape.",
            "레이블이 열벡터로 바뀌어 나옵니다. t의 행은 형상을 그대로 유지해야 합니다.",
        ),
    ),
    WrongAnswer(
        "batch-dict",
        Q3,
        _minibatch("return {'x': x_train[rows], 't': t_train[rows]}"),
        Text(
            "You return a dictionary; return two arrays.",
            "딕셔너리를 반환합니다. 반환해야 하는 것은 배열 두 개입니다.",
        ),
    ),
    WrongAnswer(
        "batch-squeeze",
        Q3,
        _minibatch("return x_train[rows].squeeze(), t_train[rows].squeeze()"),
        Text(
            "A mini-batch of one row loses its shape: see what `squeeze` does to it.",
            "행이 하나인 미니배치가 원래 형상을 잃습니다. `squeeze` 함수가 이 미니배치를 어떻게 "
            "바꾸는지 살펴보십시오.",
        ),
    ),
    WrongAnswer(
        "batch-float-labels",
        Q3,
        _minibatch("return x_train[rows], t_train[rows].astype(float)"),
        Text(
            "Labels come back as floats; leave the rows of t as they are.",
            "레이블이 실수로 바뀌어 나옵니다. t의 행은 있는 그대로 두어야 합니다.",
        ),
    ),
    WrongAnswer(
        "diff-int",
        Q4,
        """
        def numerical_diff(f, x):
            h = 1e-4
            return int((f(x + h) - f(x - h)) / (2 * h))
        """,
        Text(
            "You return a whole number: `int` cuts off all decimals.",
            "정수를 반환합니다. `int` 함수는 소수점 아래를 모두 잘라 버립니다.",
        ),
    ),
    WrongAnswer(
        "diff-h-minus-four",
        Q4,
        """
        def numerical_diff(f, x):
            h = -4
            return (f(x + h) - f(x - h)) / (2 * h)
        """,
        Text(
            "Your h is -4: `1e-4` is one number, written with an e and without spaces.",
            "h가 -4입니다. `1e-4` 값은 e를 넣고 띄어쓰기 없이 적는 하나의 수입니다.",
        ),
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
        Text(
            "Your points are x times 1 + h and x times 1 - h: the step has to be added to x, not "
            "multiplied.",
            "두 점이 x에 1 + h를 곱한 값과 1 - h를 곱한 값입니다. 걸음은 x에 더해야 합니다.",
        ),
    ),
    WrongAnswer(
        "diff-forgotten-name",
        Q4,
        """
        def numerical_diff(f, x):
            h = 1e-4
            return (function_1(x + h) - function_1(x - h)) / (2 * h)
        """,
        Text(
            "Your code uses function_1, which exists only in the example; use the f that is given.",
            "예제에만 있는 function_1을 쓰고 있습니다. 주어진 f를 쓰십시오.",
        ),
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
        Text(
            "With a tiny h your forward difference comes close, but it still looks to one side "
            "only.",
            "h가 아주 작아서 전방 차분으로도 비슷하게 나오지만, 여전히 한쪽만 봅니다.",
        ),
        noisy=True,
    ),
    WrongAnswer(
        "grad-f-of-changed-element",
        Q5,
        q5._loop(body=q5._BODY.replace("f(x)", "f(x[index])")),
        Text(
            "You call f with a single element; it expects the whole array.",
            "원소 하나만 f에 넘깁니다. f는 배열 전체를 받아야 합니다.",
        ),
        "question 4 carried over",
    ),
    WrongAnswer(
        "grad-f-of-number-zero",
        Q5,
        q5._loop(body=q5._BODY.replace("f_plus = f(x)", "f_plus = f(0)")),
        Text(
            "In one of your two calls of f, you pass 0 instead of x.",
            "f를 두 번 호출하는데 그중 한 번은 x가 아니라 0을 넘깁니다.",
        ),
    ),
    WrongAnswer(
        "grad-f-minus-of-number-zero",
        Q5,
        q5._loop(body=q5._BODY.replace("f_minus = f(x)", "f_minus = f(0)")),
        Text(
            "In one of your two calls of f, you pass 0 instead of x.",
            "f를 두 번 호출하는데 그중 한 번은 x가 아니라 0을 넘깁니다.",
        ),
        family="grad-f-of-zero",
    ),
    WrongAnswer(
        "grad-h-01",
        Q5,
        q5._loop(h="0.1"),
        Text(
            "Your h is far too large: between the two points, the curve is no longer nearly "
            "straight.",
            "h가 지나치게 커서 그 사이에 곡선이 휘어집니다.",
        ),
        family="grad-h-too-large",
    ),
    WrongAnswer(
        "grad-h-1e-12",
        Q5,
        q5._loop(h="1e-12"),
        Text(
            "Your h is too small: only rounding error is left of the difference.",
            "h가 너무 작습니다. 빼고 나면 반올림 오차만 남습니다.",
        ),
        noisy=True,
    ),
    WrongAnswer(
        "grad-tuple",
        Q5,
        q5._loop(end="return gradient, x"),
        Text(
            "You return two things; return only the gradient.",
            "두 가지를 반환합니다. 반환해야 하는 것은 기울기뿐입니다.",
        ),
    ),
    WrongAnswer(
        "grad-in-x",
        Q5,
        q5._loop(gradient="x"),
        Text(
            "Your gradient is x itself under another name: each result is written into x, where "
            "the next call of f finds it.",
            "기울기가 이름만 다른 x 자신입니다. 결과를 구할 때마다 x에 써넣게 되어, 다음에 f를 "
            "호출할 때 그 값이 쓰입니다.",
        ),
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
        Text(
            "This works for vectors only: in a matrix, `x[i]` is a whole row.",
            "벡터일 때만 동작합니다. 행렬에서는 `x[i]` 하나가 행 전체입니다.",
        ),
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
        Text(
            "In a matrix, your loop moves whole rows: each element has a partial derivative of "
            "its own.",
            "행렬을 받으면 반복문이 행을 통째로 움직입니다. 편미분은 원소마다 따로 있습니다.",
        ),
    ),
    WrongAnswer(
        "grad-forgotten-name",
        Q5,
        q5._loop(body=q5._BODY.replace("f(x)", "function_2(x)")),
        Text(
            "Your code uses function_2, which exists only in the example; use the f that is given.",
            "예제에만 있는 function_2를 쓰고 있습니다. 주어진 f를 쓰십시오.",
        ),
        "global names",
    ),
    WrongAnswer(
        "descent-default-steps-10",
        Q6,
        q6._walk(head="f, init_x, lr=0.01, step_num=10"),
        Text(
            "The default value of step_num in your function is not the one in the question.",
            "작성한 함수에서 반복 횟수의 기본값이 문제에 적힌 것과 다릅니다.",
        ),
        family="descent-default-steps",
    ),
    WrongAnswer(
        "descent-parameter-renamed",
        Q6,
        q6._walk(
            "x -= learning_rate * numerical_gradient(f, x)",
            head="f, init_x, learning_rate=0.01, step_num=100",
        ),
        Text(
            "The parameter lr has another name in your function, so it cannot be passed by name.",
            "매개변수 lr의 이름이 다르게 되어 있어서 이름을 지정해 값을 넘길 수 없습니다.",
        ),
    ),
    WrongAnswer(
        "descent-returns-gradient",
        Q6,
        _history("pass", "return gradient"),
        Text(
            "You return the last gradient; return the position x.",
            "마지막 기울기를 반환합니다. 반환해야 하는 것은 위치 x입니다.",
        ),
    ),
    WrongAnswer(
        "descent-one-tuple",
        Q6,
        _history("pass", "return (x,)"),
        Text(
            "You return a tuple with x inside; return x itself.",
            "x가 든 튜플을 반환합니다. x 자체를 반환하십시오.",
        ),
    ),
    WrongAnswer(
        "descent-history-aliased-list",
        Q6,
        _history("x_history.append(x)"),
        Text(
            "All positions in your history are the last one: each entry is the same array, which "
            "keeps changing.",
            "이동 기록의 모든 위치가 마지막 위치와 같습니다. 기록한 것이 전부 같은 배열이고, 그 "
            "배열이 계속 바뀝니다.",
        ),
        family="descent-history-aliased",
    ),
    WrongAnswer(
        "descent-history-of-f-list",
        Q6,
        _history("x_history.append(f(x))"),
        Text(
            "Your history holds values of f; it should hold the positions that x passes through.",
            "이동 기록에 f의 값이 들어 있습니다. 기록해야 할 것은 지나온 위치입니다.",
        ),
        family="descent-history-of-f",
    ),
    WrongAnswer(
        "descent-history-of-gradients",
        Q6,
        _history("x_history.append(gradient)", "return x, np.array(x_history)"),
        Text(
            "Your history holds gradients; it should hold the positions that x passes through.",
            "이동 기록에 기울기가 들어 있습니다. 기록해야 할 것은 지나온 위치입니다.",
        ),
    ),
    WrongAnswer(
        "descent-x-twice",
        Q6,
        _history("pass", "return x, x"),
        Text(
            "Where the history should be, you return the final x once more.",
            "이동 기록이 있어야 할 자리에 마지막 x가 한 번 더 있습니다.",
        ),
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
        Text(
            "b1 has as many elements as there are inputs; it needs one for each hidden unit.",
            "b1의 원소 수가 입력의 수와 같습니다. 원소는 은닉층의 뉴런마다 하나씩 필요합니다.",
        ),
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
        Text(
            "Put the four arrays in a dictionary called params.",
            "배열 네 개는 params라는 딕셔너리에 넣어야 합니다.",
        ),
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
        Text("You return the logarithms of the probabilities.", "확률의 로그를 반환합니다."),
    ),
    WrongAnswer(
        "net-accuracy-int-count",
        Q7,
        """
        def accuracy(self, x, t):
            labels = np.argmax(t, axis=1) if t.ndim == 2 else t
            return np.sum(np.argmax(self.predict(x), axis=1) == labels)
        """,
        Text(
            "Your accuracy is the number of right answers; return the fraction of right answers.",
            "정확도가 맞힌 답의 개수로 되어 있습니다. 구해야 하는 것은 비율입니다.",
        ),
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
        Text("The gradient with respect to b2 is always 0.", "b2에 대한 기울기가 항상 0입니다."),
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
        Text("The gradient with respect to W1 is always 0.", "W1에 대한 기울기가 항상 0입니다."),
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
        Text("Only the gradient with respect to W2 is there.", "W2에 대한 기울기만 있습니다."),
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
        Text(
            "This is the gradient of the sum of squared errors; compute that of self.loss.",
            "오차제곱합의 기울기입니다. 구해야 하는 것은 self.loss의 기울기입니다.",
        ),
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
        Text(
            "You scale your gradients to length 1; their length says how steep the loss is.",
            "기울기의 크기를 1로 맞추었습니다. 기울기의 크기는 얼마나 가파른지를 나타냅니다.",
        ),
    ),
    WrongAnswer(
        "train-assigned",
        Q9,
        q9._train(update="network.params[key] = learning_rate * gradient[key]"),
        Text(
            "Your step replaces the weights instead of changing them.",
            "갱신할 때 가중치를 조금씩 바꾸지 않고 아예 새 값으로 바꿔 버립니다.",
        ),
        "`=` instead of `-=`",
    ),
    WrongAnswer(
        "train-decay-factor",
        Q9,
        q9._train(
            note="losses.append(network.loss(x_batch, t_batch))\n                learning_rate *= 0.9"
        ),
        Text(
            "Your learning rate shrinks from step to step; here it should stay the same.",
            "갱신할 때마다 학습률이 줄어듭니다. 여기서는 학습률이 변하지 않습니다.",
        ),
    ),
    WrongAnswer(
        "train-one-after-another",
        Q9,
        q9._train(
            gradient="pass",
            update="network.params[key] -= learning_rate * "
            "network.numerical_gradient(x_batch, t_batch)[key]",
        ),
        Text(
            "You move each array before you take the gradient with respect to the next; take all "
            "four at the same position.",
            "배열 하나를 움직인 다음에 다음 배열의 기울기를 구합니다. 네 개의 기울기는 모두 같은 "
            "위치에서 구해야 합니다.",
        ),
    ),
    WrongAnswer(
        "train-sum-of-losses",
        Q9,
        q9._train(end="return sum(losses)"),
        Text(
            "You return the sum of the losses; return the list of them.",
            "손실의 합을 반환합니다. 반환해야 하는 것은 손실의 리스트입니다.",
        ),
        family="train-last-loss",
    ),
    WrongAnswer(
        "train-losses-twice",
        Q9,
        q9._train(end="return losses, losses"),
        Text(
            "You return two things; return only the list of the losses.",
            "두 가지를 반환합니다. 반환해야 하는 것은 손실의 리스트뿐입니다.",
        ),
        family="train-returns-two",
    ),
    WrongAnswer(
        "train-over-set",
        Q9,
        q9._train(update="network.params[key] -= learning_rate / len(x_train) * gradient[key]"),
        Text(
            "You divide by the size of the training set; the loss is already a mean, so its "
            "gradient needs no factor.",
            "훈련 데이터의 크기로 나누고 있습니다. 기울기는 이미 평균 손실에서 구한 것입니다.",
        ),
    ),
    WrongAnswer(
        "train-losses-backwards",
        Q9,
        q9._train(note="losses.insert(0, network.loss(x_batch, t_batch))"),
        Text(
            "Your losses are in reverse order: the first should come first.",
            "손실의 순서가 거꾸로입니다. 처음 것이 먼저 와야 합니다.",
        ),
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
        Text(
            "Two copies are missing: `x = init_x` is only a second name for init_x, and each "
            "entry of your history is the same array.",
            "복사가 두 군데 빠졌습니다. `x = init_x` 문은 init_x에 이름을 하나 더 붙일 뿐이고, "
            "이동 기록에 넣은 것은 전부 같은 배열입니다.",
        ),
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
        Text(
            "init_x is changed: `x = init_x` is not a copy, only a second name for the same array.",
            "init_x가 바뀝니다. `x = init_x` 문은 복사가 아니라 같은 배열에 이름을 하나 더 붙일 "
            "뿐입니다.",
        ),
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
        Text(
            "You put each element back only when the next one has its turn, so the last one is "
            "never put back.",
            "다음 원소의 차례가 되어서야 앞의 원소를 되돌립니다. 그래서 마지막 원소는 되돌아오지 "
            "못합니다.",
        ),
    ),
    WrongAnswer(
        "train-loss-before-the-start",
        Q9,
        q9._train(before="losses.append(network.loss(x_train, t_train))"),
        Text(
            "There is one loss too many: you record one before the first iteration.",
            "손실이 하나 더 많습니다. 첫 번째 반복 전에 하나를 기록했습니다.",
        ),
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
        Text(
            "For one-hot rows you divide by the number of classes; divide by the number of rows.",
            "원-핫 인코딩된 행이 들어오면 클래스 수로 나눕니다. 행의 수로 나누어야 합니다.",
        ),
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
        Text(
            "For labels you divide by the number of classes; divide by the number of rows.",
            "레이블이 들어오면 클래스 수로 나눕니다. 행의 수로 나누어야 합니다.",
        ),
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
        Text(
            "For a matrix, you pass one row at a time to f; it expects the whole matrix.",
            "행렬을 받으면 f에 한 행씩 넘깁니다. f는 행렬 전체를 받아야 합니다.",
        ),
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
        Text(
            "A vector is copied when you make a matrix of it, so x itself never changes.",
            "벡터를 행렬로 만들 때 복사본이 생깁니다. 그래서 x 자신은 바뀌지 않습니다.",
        ),
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
        Text(
            "You put a vector back only at the end: while you move one element, those before it "
            "are still out of place.",
            "벡터를 맨 끝에 가서야 되돌립니다. 한 원소의 값을 구하는 동안 앞의 원소들은 아직 "
            "제자리에 있지 않습니다.",
        ),
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
        Text(
            "You return what you found for one function for another function at the same position.",
            "어떤 함수에서 구한 결과를, 위치가 같다고 해서 다른 함수에도 그대로 반환합니다.",
        ),
        "caching",
    ),
    WrongAnswer(
        "train-labels-only",
        Q9,
        q9._train(before="t_train = np.eye(len(network.params['b2']))[t_train]"),
        Text(
            "Your training handles integer labels only; t_train may be one-hot as well.",
            "학습 함수가 정수 레이블만 처리합니다. t_train은 원-핫 인코딩일 수도 있습니다.",
        ),
    ),
    WrongAnswer(
        "train-one-hot-only",
        Q9,
        q9._train(before="t_train = t_train.argmax(axis=1)"),
        Text(
            "Your training handles one-hot t_train only; it may hold integer labels as well.",
            "학습 함수가 원-핫 인코딩된 t_train만 처리합니다. t_train은 정수 레이블일 수도 "
            "있습니다.",
        ),
    ),
    WrongAnswer(
        "train-squeezed",
        Q9,
        q9._train(end="return np.squeeze(losses)"),
        Text(
            "After a single iteration you return a number instead of a list: see what `squeeze` "
            "does.",
            "반복이 한 번이면 리스트가 아니라 수를 반환합니다. `squeeze` 함수가 무엇을 하는지 "
            "살펴보십시오.",
        ),
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
            "Your learning rate never exceeds 1; with one that is too large, the descent should "
            "diverge.",
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
            "기울기를 반올림하고 있습니다. 모든 자릿수를 그대로 반환하십시오.",
        ),
    ),
]
