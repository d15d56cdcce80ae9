"""Wrong answers to question 7: the two-layer network."""

from autograder.misconceptions import WrongAnswer

Q = "q7_two_layer_net"


def _init(
    w1: str = "weight_init_std * np.random.randn(input_size, hidden_size)",
    b1: str = "np.zeros(hidden_size)",
    w2: str = "weight_init_std * np.random.randn(hidden_size, output_size)",
    b2: str = "np.zeros(output_size)",
    head: str = "input_size, hidden_size, output_size, weight_init_std=0.01",
    before: str = "pass",
) -> str:
    """Return a constructor with some arrays replaced."""
    return f"""
        def __init__(self, {head}):
            {before}
            self.params = {{}}
            self.params["W1"] = {w1}
            self.params["b1"] = {b1}
            self.params["W2"] = {w2}
            self.params["b2"] = {b2}
        """


def _predict(
    z1: str = 'sigmoid(x @ self.params["W1"] + self.params["b1"])',
    y: str = 'softmax(z1 @ self.params["W2"] + self.params["b2"])',
    end: str = "return y",
) -> str:
    """Return a forward pass with one layer replaced."""
    return f"""
        def predict(self, x):
            z1 = {z1}
            y = {y}
            {end}
        """


def _loss(body: str) -> str:
    return f"""
        def loss(self, x, t):
            {body}
        """


def _accuracy(
    compared: str = "np.mean(answers == labels)",
    answers: str = "np.argmax(self.predict(x), axis=1)",
    labels: str = "np.argmax(t, axis=1) if t.ndim == 2 else t",
) -> str:
    return f"""
        def accuracy(self, x, t):
            answers = {answers}
            labels = {labels}
            return {compared}
        """


_SOFTMAX = """
        def softmax(x):
            e = np.exp(x - np.max(x))
            return e / np.sum(e{})
        """

WRONG = [
    # -- the weights at the start ------------------------------------------------------------------
    WrongAnswer(
        "net-std-ignored",
        Q,
        _init(
            "np.random.randn(input_size, hidden_size)",
            w2="np.random.randn(hidden_size, output_size)",
        ),
        "weight_init_std has no effect: the weights always have the spread 1.",
        family="net-std-no-scale",
    ),
    WrongAnswer(
        "net-std-fixed",
        Q,
        _init(
            "0.01 * np.random.randn(input_size, hidden_size)",
            w2="0.01 * np.random.randn(hidden_size, output_size)",
        ),
        "The spread of your weights is fixed at 0.01; it should be weight_init_std, whatever that "
        "is.",
    ),
    WrongAnswer(
        "net-std-only-w1",
        Q,
        _init(w2="np.random.randn(hidden_size, output_size)"),
        "Only W1 is scaled by weight_init_std, W2 is not.",
    ),
    WrongAnswer(
        "net-std-only-w2",
        Q,
        _init("np.random.randn(input_size, hidden_size)"),
        "Only W2 is scaled by weight_init_std, W1 is not.",
    ),
    WrongAnswer(
        "net-std-root",
        Q,
        _init(
            "np.sqrt(weight_init_std) * np.random.randn(input_size, hidden_size)",
            w2="np.sqrt(weight_init_std) * np.random.randn(hidden_size, output_size)",
        ),
        "The weights are scaled by the root of weight_init_std: it is a standard deviation, not "
        "a variance.",
    ),
    WrongAnswer(
        "net-std-squared",
        Q,
        _init(
            "weight_init_std**2 * np.random.randn(input_size, hidden_size)",
            w2="weight_init_std**2 * np.random.randn(hidden_size, output_size)",
        ),
        "The weights are scaled by the square of weight_init_std.",
    ),
    WrongAnswer(
        "net-std-divided",
        Q,
        _init(
            "np.random.randn(input_size, hidden_size) / weight_init_std",
            w2="np.random.randn(hidden_size, output_size) / weight_init_std",
        ),
        "You divide by weight_init_std, so that a small one gives huge weights.",
    ),
    WrongAnswer(
        "net-std-added",
        Q,
        _init(
            "weight_init_std + np.random.randn(input_size, hidden_size)",
            w2="weight_init_std + np.random.randn(hidden_size, output_size)",
        ),
        "weight_init_std is added to the weights; it should scale them.",
        family="net-std-no-scale",
    ),
    WrongAnswer(
        "net-xavier",
        Q,
        _init(
            "np.random.randn(input_size, hidden_size) / np.sqrt(input_size)",
            w2="np.random.randn(hidden_size, output_size) / np.sqrt(hidden_size)",
        ),
        "Your weights are scaled by the size of the layer; here weight_init_std says how large "
        "they are.",
        "the book's chapter 6",
    ),
    WrongAnswer(
        "net-default-std",
        Q,
        _init(head="input_size, hidden_size, output_size, weight_init_std=0.1"),
        "weight_init_std has another default value in your class than promised.",
        family="net-default",
    ),
    WrongAnswer(
        "net-default-std-one",
        Q,
        _init(head="input_size, hidden_size, output_size, weight_init_std=1.0"),
        "weight_init_std has another default value in your class than promised.",
        family="net-default",
    ),
    WrongAnswer(
        "net-uniform",
        Q,
        _init(
            "weight_init_std * np.random.rand(input_size, hidden_size)",
            w2="weight_init_std * np.random.rand(hidden_size, output_size)",
        ),
        "Your weights are uniform numbers above 0 (`rand`): normal ones have another letter.",
        "`rand` instead of `randn`",
    ),
    WrongAnswer(
        "net-uniform-centred",
        Q,
        _init(
            "weight_init_std * np.random.uniform(-3**0.5, 3**0.5, (input_size, hidden_size))",
            w2="weight_init_std * np.random.uniform(-3**0.5, 3**0.5, (hidden_size, output_size))",
        ),
        "Your weights are uniformly distributed; normal ones are promised.",
    ),
    WrongAnswer(
        "net-zero-weights",
        Q,
        _init("np.zeros((input_size, hidden_size))", w2="np.zeros((hidden_size, output_size))"),
        "All weights are 0 at the start, so all hidden units would learn the same.",
        family="net-equal-weights",
    ),
    WrongAnswer(
        "net-constant-weights",
        Q,
        _init(
            "weight_init_std * np.ones((input_size, hidden_size))",
            w2="weight_init_std * np.ones((hidden_size, output_size))",
        ),
        "All weights are equal at the start, so all hidden units would learn the same.",
        family="net-equal-weights",
    ),
    WrongAnswer(
        "net-shifted-mean",
        Q,
        _init(
            "np.random.normal(weight_init_std, weight_init_std, (input_size, hidden_size))",
            w2="np.random.normal(weight_init_std, weight_init_std, (hidden_size, output_size))",
        ),
        "Your weights are not centred at 0: look at the first argument of `np.random.normal`.",
        "arguments of normal",
    ),
    WrongAnswer(
        "net-seeded",
        Q,
        _init(before="np.random.seed(0)"),
        "There is a seed in your class, so all networks start with the same weights.",
        family="net-not-different",
    ),
    WrongAnswer(
        "net-shared-weights",
        Q,
        """
        _KEPT = {}


        def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
            key = (input_size, hidden_size, output_size, weight_init_std)
            if key not in _KEPT:
                _KEPT[key] = {
                    "W1": weight_init_std * np.random.randn(input_size, hidden_size),
                    "b1": np.zeros(hidden_size),
                    "W2": weight_init_std * np.random.randn(hidden_size, output_size),
                    "b2": np.zeros(output_size),
                }
            self.params = _KEPT[key]
        """,
        "All networks share one set of weights; each should have its own.",
        "class attributes",
        family="net-not-different",
    ),
    WrongAnswer(
        "net-random-biases",
        Q,
        _init(
            b1="weight_init_std * np.random.randn(hidden_size)",
            b2="weight_init_std * np.random.randn(output_size)",
        ),
        "Your biases are random at the start.",
        family="net-nonzero-biases",
    ),
    WrongAnswer(
        "net-biases-one",
        Q,
        _init(b1="np.ones(hidden_size)", b2="np.ones(output_size)"),
        "Your biases are 1 at the start.",
        family="net-nonzero-biases",
    ),
    WrongAnswer(
        "net-b2-nonzero",
        Q,
        _init(b2="np.full(output_size, 0.01)"),
        "b2 is not zero at the start.",
        family="net-nonzero-biases",
    ),
    WrongAnswer(
        "net-one-bias-array",
        Q,
        """
        def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
            zeros = np.zeros(max(hidden_size, output_size))
            self.params = {
                "W1": weight_init_std * np.random.randn(input_size, hidden_size),
                "b1": zeros[:hidden_size],
                "W2": weight_init_std * np.random.randn(hidden_size, output_size),
                "b2": zeros[:output_size],
            }
        """,
        "Both biases are the same array: a change in one changes the other.",
        "aliasing",
        family="net-shared-bias",
    ),
    WrongAnswer(
        "net-b1-is-b2",
        Q,
        """
        def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
            zeros = np.zeros(hidden_size)
            self.params = {
                "W1": weight_init_std * np.random.randn(input_size, hidden_size),
                "b1": zeros,
                "W2": weight_init_std * np.random.randn(hidden_size, output_size),
                "b2": zeros if hidden_size == output_size else np.zeros(output_size),
            }
        """,
        "Where the layers are equally wide, both biases are the same array.",
        "aliasing",
        family="net-shared-bias",
    ),
    WrongAnswer(
        "net-w1-transposed",
        Q,
        _init("weight_init_std * np.random.randn(hidden_size, input_size)"),
        "W1 is transposed: the inputs come first in its shape.",
        "other books' convention",
    ),
    WrongAnswer(
        "net-both-transposed",
        Q,
        _init(
            "weight_init_std * np.random.randn(hidden_size, input_size)",
            w2="weight_init_std * np.random.randn(output_size, hidden_size)",
        ),
        "Your weight matrices are transposed: what goes in comes first in their shapes.",
        "other books' convention",
        family="net-w1-transposed",
    ),
    WrongAnswer(
        "net-w2-from-input",
        Q,
        _init(w2="weight_init_std * np.random.randn(input_size, output_size)"),
        "W2 takes what the hidden layer gives, not the input: look at its shape.",
    ),
    WrongAnswer(
        "net-bias-column",
        Q,
        _init(b1="np.zeros((hidden_size, 1))", b2="np.zeros((output_size, 1))"),
        "Your biases have two dimensions; the table gives them one.",
        "other books' convention",
    ),
    WrongAnswer(
        "net-bias-row",
        Q,
        _init(b1="np.zeros((1, hidden_size))", b2="np.zeros((1, output_size))"),
        "Your biases have two dimensions; the table gives them one.",
        "other courses' convention",
        family="net-bias-column",
    ),
    WrongAnswer(
        "net-biases-swapped",
        Q,
        _init(b1="np.zeros(output_size)", b2="np.zeros(hidden_size)"),
        "The sizes of the two biases have changed places.",
    ),
    WrongAnswer(
        "net-bias-number",
        Q,
        _init(b1="0.0", b2="0.0"),
        "Your biases are single numbers; each unit has a bias of its own.",
    ),
    WrongAnswer(
        "net-float32",
        Q,
        _init(
            "(weight_init_std * np.random.randn(input_size, hidden_size)).astype(np.float32)",
            "np.zeros(hidden_size, dtype=np.float32)",
            "(weight_init_std * np.random.randn(hidden_size, output_size)).astype(np.float32)",
            "np.zeros(output_size, dtype=np.float32)",
        ),
        "Your params are float32: a step of h is lost in so few digits.",
        "deep learning libraries",
    ),
    WrongAnswer(
        "net-integer-biases",
        Q,
        _init(b1="np.zeros(hidden_size, dtype=int)", b2="np.zeros(output_size, dtype=int)"),
        "Your biases are arrays of integers, in which no small step fits.",
    ),
    WrongAnswer(
        "net-lower-case-keys",
        Q,
        """
        def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
            self.params = {
                "w1": weight_init_std * np.random.randn(input_size, hidden_size),
                "b1": np.zeros(hidden_size),
                "w2": weight_init_std * np.random.randn(hidden_size, output_size),
                "b2": np.zeros(output_size),
            }
        """,
        "The keys of params are not those of the table: capitals count.",
    ),
    WrongAnswer(
        "net-params-local",
        Q,
        """
        def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
            params = {
                "W1": weight_init_std * np.random.randn(input_size, hidden_size),
                "b1": np.zeros(hidden_size),
                "W2": weight_init_std * np.random.randn(hidden_size, output_size),
                "b2": np.zeros(output_size),
            }
        """,
        "`params` without `self.` is a local variable: it is gone when `__init__` ends.",
    ),
    WrongAnswer(
        "net-params-list",
        Q,
        """
        def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
            self.params = [
                weight_init_std * np.random.randn(input_size, hidden_size),
                np.zeros(hidden_size),
                weight_init_std * np.random.randn(hidden_size, output_size),
                np.zeros(output_size),
            ]
        """,
        "`params` is a list in your class; a dictionary with the four names is promised.",
    ),
    WrongAnswer(
        "net-sizes-fixed",
        Q,
        _init(
            "weight_init_std * np.random.randn(784, 100)",
            "np.zeros(100)",
            "weight_init_std * np.random.randn(100, 10)",
            "np.zeros(10)",
        ),
        "The sizes of the arrays are fixed in your code; take them from the arguments.",
        "left over from the example",
    ),
    # -- predict -----------------------------------------------------------------------------------
    WrongAnswer(
        "net-no-activation",
        Q,
        _predict('x @ self.params["W1"] + self.params["b1"]'),
        "The activation between the two layers is missing.",
    ),
    WrongAnswer(
        "net-relu",
        Q,
        _predict('np.maximum(0, x @ self.params["W1"] + self.params["b1"])'),
        "The activation of your hidden layer is a ReLU; a sigmoid is promised.",
        "the book's later chapters",
    ),
    WrongAnswer(
        "net-tanh",
        Q,
        _predict('np.tanh(x @ self.params["W1"] + self.params["b1"])'),
        "The activation of your hidden layer is tanh; a sigmoid is promised.",
    ),
    WrongAnswer(
        "net-softmax-hidden",
        Q,
        _predict('softmax(x @ self.params["W1"] + self.params["b1"])'),
        "Your hidden layer uses softmax; that is for the output only.",
    ),
    WrongAnswer(
        "net-sigmoid-twice",
        Q,
        _predict('sigmoid(sigmoid(x @ self.params["W1"] + self.params["b1"]))'),
        "The sigmoid is applied twice.",
    ),
    WrongAnswer(
        "net-sigmoid-before-bias",
        Q,
        _predict('sigmoid(x @ self.params["W1"]) + self.params["b1"]'),
        "The bias is added after the sigmoid; it belongs inside.",
        "parentheses",
    ),
    WrongAnswer(
        "net-no-b1",
        Q,
        _predict('sigmoid(x @ self.params["W1"])'),
        "The bias of the first layer is forgotten.",
    ),
    WrongAnswer(
        "net-no-b2",
        Q,
        _predict(y='softmax(z1 @ self.params["W2"])'),
        "The bias of the second layer is forgotten.",
    ),
    WrongAnswer(
        "net-no-biases",
        Q,
        _predict('sigmoid(x @ self.params["W1"])', 'softmax(z1 @ self.params["W2"])'),
        "Both biases are forgotten.",
    ),
    WrongAnswer(
        "net-bias-subtracted",
        Q,
        _predict('sigmoid(x @ self.params["W1"] - self.params["b1"])'),
        "The bias is subtracted in the first layer.",
    ),
    WrongAnswer(
        "net-b1-summed",
        Q,
        _predict('sigmoid(x @ self.params["W1"] + np.sum(self.params["b1"]))'),
        "Each hidden unit has a bias of its own; yours are added up.",
    ),
    WrongAnswer(
        "net-scores",
        Q,
        _predict(y='z1 @ self.params["W2"] + self.params["b2"]'),
        "You return scores; softmax, which makes probabilities of them, is missing at the end.",
    ),
    WrongAnswer(
        "net-sigmoid-output",
        Q,
        _predict(y='sigmoid(z1 @ self.params["W2"] + self.params["b2"])'),
        "The output goes through a sigmoid; a softmax is promised.",
    ),
    WrongAnswer(
        "net-extra-sigmoid",
        Q,
        _predict(y='softmax(sigmoid(z1 @ self.params["W2"] + self.params["b2"]))'),
        "There is a sigmoid between the second layer and the softmax that does not belong there.",
    ),
    WrongAnswer(
        "net-softmax-twice",
        Q,
        _predict(y='softmax(softmax(z1 @ self.params["W2"] + self.params["b2"]))'),
        "The output goes through softmax twice.",
    ),
    WrongAnswer(
        "net-softmax-batch",
        Q,
        _SOFTMAX.format(""),
        "Your softmax divides by the sum over the whole batch; each row has to sum to 1.",
        "the book, section 3.5, whose softmax is for one row",
    ),
    WrongAnswer(
        "net-softmax-columns",
        Q,
        _SOFTMAX.format(", axis=0"),
        "Your softmax sums down the columns; each row has to sum to 1.",
        "wrong axis",
    ),
    WrongAnswer(
        "net-softmax-no-exp",
        Q,
        _predict(
            y='z1 @ self.params["W2"] + self.params["b2"]',
            end="return np.abs(y) / np.sum(np.abs(y), axis=1, keepdims=True)",
        ),
        "Rows sum to 1, but without exponentials this is no softmax.",
    ),
    WrongAnswer(
        "net-predict-classes",
        Q,
        _predict(end="return np.argmax(y, axis=1)"),
        "You return the classes; predict gives the probabilities.",
    ),
    WrongAnswer(
        "net-predict-rounded",
        Q,
        _predict(end="return np.round(y, 3)"),
        "Your probabilities are rounded.",
    ),
    WrongAnswer(
        "net-predict-first-row",
        Q,
        _predict(end="return np.tile(y[0], (len(x), 1))"),
        "All rows of your prediction are that of the first.",
    ),
    WrongAnswer(
        "net-predict-print",
        Q,
        _predict(end="print(y)"),
        "Your predict prints or computes its result but does not return it.",
    ),
    WrongAnswer(
        "net-predict-list",
        Q,
        _predict(end="return y.tolist()"),
        "Your predict returns a list; an array is promised.",
    ),
    WrongAnswer(
        "net-predict-remembers",
        Q,
        """
        def predict(self, x):
            if not hasattr(self, "kept"):
                self.kept = {key: value.copy() for key, value in self.params.items()}
            z1 = sigmoid(x @ self.kept["W1"] + self.kept["b1"])
            return softmax(z1 @ self.kept["W2"] + self.kept["b2"])
        """,
        "Your predict goes on using old weights: read them from self.params at each call.",
    ),
    WrongAnswer(
        "net-hard-sigmoid",
        Q,
        _predict('(x @ self.params["W1"] + self.params["b1"] > 0).astype(float)'),
        "Your hidden units are 0 or 1: this is the step function, not the sigmoid.",
        "the book, section 3.2",
    ),
    WrongAnswer(
        "net-sigmoid-sign",
        Q,
        """
        def sigmoid(x):
            return 1 / (1 + np.exp(x))
        """,
        "Your own sigmoid falls where it should rise: look at the sign of its exponent.",
    ),
    # -- loss --------------------------------------------------------------------------------------
    WrongAnswer(
        "net-loss-mse",
        Q,
        _loss(
            "y = self.predict(x)\n"
            "            t = np.eye(y.shape[1])[t] if t.ndim == 1 else t\n"
            "            return 0.5 * np.sum((y - t) ** 2) / len(x)"
        ),
        "Your loss is the squared error; the cross entropy is promised.",
    ),
    WrongAnswer(
        "net-loss-swapped",
        Q,
        _loss("return cross_entropy_error(t, self.predict(x))"),
        "y and t have changed places in the call of cross_entropy_error.",
        "arguments swapped",
    ),
    WrongAnswer(
        "net-loss-of-x",
        Q,
        _loss("return cross_entropy_error(x, t)"),
        "Your loss compares t with the input; it should compare it with the prediction.",
    ),
    WrongAnswer(
        "net-loss-is-predict",
        Q,
        _loss("return self.predict(x)"),
        "Your loss returns the prediction; one number is promised.",
    ),
    WrongAnswer(
        "net-loss-divided",
        Q,
        _loss("return cross_entropy_error(self.predict(x), t) / len(x)"),
        "The batch size divides twice: cross_entropy_error has taken the mean already.",
    ),
    WrongAnswer(
        "net-loss-sum",
        Q,
        _loss("return cross_entropy_error(self.predict(x), t) * len(x)"),
        "Your loss is the sum over the batch; the mean is promised.",
    ),
    WrongAnswer(
        "net-loss-negative",
        Q,
        _loss("return -cross_entropy_error(self.predict(x), t)"),
        "Your loss has the wrong sign: cross_entropy_error has its minus already.",
    ),
    WrongAnswer(
        "net-loss-softmax",
        Q,
        _loss("return cross_entropy_error(softmax(self.predict(x)), t)"),
        "Your loss sends the probabilities through softmax once more.",
        "libraries whose cross entropy takes scores",
    ),
    WrongAnswer(
        "net-loss-of-accuracy",
        Q,
        _loss("return 1 - self.accuracy(x, t)"),
        "Your loss is made of the accuracy; the text says why that does not do.",
    ),
    WrongAnswer(
        "net-loss-one-hot-only",
        Q,
        _loss("return -np.sum(t * np.log(self.predict(x) + 1e-7)) / len(x)"),
        "Your loss understands one-hot t, but not integer labels: the function of question 2 "
        "knows both.",
    ),
    WrongAnswer(
        "net-loss-labels-only",
        Q,
        _loss(
            "y = self.predict(x)\n"
            "            return -np.mean(np.log(y[np.arange(len(x)), t.astype(int)] + 1e-7))"
        ),
        "Your loss understands integer labels, but not one-hot t: the function of question 2 "
        "knows both.",
    ),
    WrongAnswer(
        "net-loss-print",
        Q,
        _loss("print(cross_entropy_error(self.predict(x), t))"),
        "Your loss prints or computes its result but does not return it.",
    ),
    WrongAnswer(
        "net-loss-regularised",
        Q,
        _loss(
            "return cross_entropy_error(self.predict(x), t) + 0.5 * 0.1 * sum(\n"
            "                np.sum(self.params[key] ** 2) for key in ('W1', 'W2'))"
        ),
        "Your loss adds a penalty on large weights, which is not asked for here.",
        "the book's chapter 6",
    ),
    # -- accuracy ----------------------------------------------------------------------------------
    WrongAnswer(
        "net-accuracy-count",
        Q,
        _accuracy("float(np.sum(answers == labels))"),
        "Your accuracy counts the right answers; a fraction is promised.",
    ),
    WrongAnswer(
        "net-accuracy-percent",
        Q,
        _accuracy("100 * np.mean(answers == labels)"),
        "Your accuracy is in per cent; a fraction between 0 and 1 is promised.",
    ),
    WrongAnswer(
        "net-accuracy-error-rate",
        Q,
        _accuracy("np.mean(answers != labels)"),
        "You return the fraction of wrong answers.",
    ),
    WrongAnswer(
        "net-accuracy-constant",
        Q,
        _accuracy("1.0"),
        "Your accuracy is the same whatever the network says.",
    ),
    WrongAnswer(
        "net-accuracy-wrong-axis",
        Q,
        _accuracy(answers="np.argmax(self.predict(x), axis=0)"),
        "The `argmax` over the prediction goes down the columns; each row has one answer.",
        "argmax over the wrong axis",
        family="net-accuracy-axis",
    ),
    WrongAnswer(
        "net-accuracy-axis-0",
        Q,
        _accuracy(
            answers="np.argmax(self.predict(x), axis=0)",
            labels="np.argmax(t, axis=0) if t.ndim == 2 else t",
        ),
        "Your `argmax` goes down the columns; each row has one answer and one truth.",
        "argmax over the wrong axis",
        family="net-accuracy-axis",
    ),
    WrongAnswer(
        "net-accuracy-t-axis",
        Q,
        _accuracy(labels="np.argmax(t, axis=0) if t.ndim == 2 else t"),
        "The `argmax` over t goes down the columns; each row has one truth.",
        "argmax over the wrong axis",
        family="net-accuracy-one-hot",
    ),
    WrongAnswer(
        "net-accuracy-labels-only",
        Q,
        _accuracy(labels="t"),
        "Your accuracy understands integer labels, but not one-hot t.",
        family="net-accuracy-one-hot",
    ),
    WrongAnswer(
        "net-accuracy-one-hot-only",
        Q,
        _accuracy(labels="np.argmax(t.reshape(len(x), -1), axis=1)"),
        "Your accuracy understands one-hot t, but not integer labels.",
    ),
    WrongAnswer(
        "net-accuracy-book",
        Q,
        _accuracy(labels="np.argmax(t, axis=1)"),
        "Your accuracy understands one-hot t, but not integer labels, which have one dimension.",
        "the book, section 4.5.1",
    ),
    WrongAnswer(
        "net-accuracy-divided-by-classes",
        Q,
        _accuracy("np.sum(answers == labels) / self.params['b2'].size"),
        "You divide by the number of classes; the fraction is one of the rows.",
        "batch size from the wrong axis",
    ),
    WrongAnswer(
        "net-accuracy-integer",
        Q,
        _accuracy("float(np.sum(answers == labels) // len(x))"),
        "`//` drops everything behind the point: your accuracy can only be 0 or 1.",
        family="net-accuracy-zero-or-one",
    ),
    WrongAnswer(
        "net-accuracy-of-x",
        Q,
        _accuracy(answers="np.argmax(x, axis=1)"),
        "Your accuracy compares t with the input; it should compare it with the prediction.",
    ),
    WrongAnswer(
        "net-accuracy-per-row",
        Q,
        _accuracy("answers == labels"),
        "You return which rows are right; the fraction of them is wanted.",
    ),
    WrongAnswer(
        "net-accuracy-probability",
        Q,
        """
        def accuracy(self, x, t):
            labels = np.argmax(t, axis=1) if t.ndim == 2 else t
            return np.mean(self.predict(x)[np.arange(len(x)), labels])
        """,
        "You average the probabilities of the true classes; the accuracy only asks whether they "
        "are the largest.",
    ),
    WrongAnswer(
        "net-accuracy-print",
        Q,
        _accuracy("print(np.mean(answers == labels))"),
        "Your accuracy prints or computes its result but does not return it.",
    ),
    WrongAnswer(
        "net-accuracy-all-or-nothing",
        Q,
        _accuracy("float(np.all(answers == labels))"),
        "Your accuracy is 1 only if all rows are right, and 0 otherwise.",
        family="net-accuracy-zero-or-one",
    ),
]
