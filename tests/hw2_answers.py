"""Answers to homework 2: right ones in other styles than the reference's, and wrong ones.

Each is a cell that stands below the reference and redefines something of it. `RIGHT` maps a label,
which begins with the question, to the answer; `WRONG` to the answer and one test that fails it.
"""

from __future__ import annotations


def method(source):
    """Return a class that is the reference's but for what `source` defines."""
    body = "\n".join("    " + line for line in source.strip().split("\n"))
    return f"_Net = TwoLayerNet\n\n\nclass TwoLayerNet(_Net):\n{body}\n"


def one_line(signature, expression):
    """Return a function of one expression."""
    return f"def {signature}:\n    return {expression}\n"


def slip(right, *changes):
    """Return a right answer with places of it changed, each from one text to another."""
    for old, new in changes:
        assert right.count(old) == 1, old
        right = right.replace(old, new)
    return right


RIGHT = {
    "q1 loop": """
def mean_squared_error(y, t):
    total = 0
    for a, b in zip(y, t):
        total += (a - b) ** 2
    return total / 2
""",
    "q1 dot, 0-d array": """
def mean_squared_error(y, t):
    return np.array((y - t).dot(y - t) / 2)
""",
    "q1 float32": """
def mean_squared_error(y, t):
    return np.float32(np.linalg.norm(y - t) ** 2 / 2)
""",
    "q2 clipped, eye": """
def cross_entropy_error(y, t):
    if y.ndim == 1:
        y, t = y[None], t[None]
    if t.ndim == 1:
        t = np.eye(y.shape[1])[t]
    return float(-np.sum(t * np.log(np.clip(y, 1e-7, 1 - 1e-7)), axis=-1).mean())
""",
    "q2 recursion": """
def cross_entropy_error(y, t):
    if y.ndim == 1:
        return -np.log(max(y[t.argmax() if np.ndim(t) else t], 1e-7))
    return sum(cross_entropy_error(row, truth) for row, truth in zip(y, t)) / len(y)
""",
    "q3 without replacement": """
def sample_minibatch(x_train, t_train, batch_size):
    rows = np.random.permutation(len(x_train))[:batch_size]
    return x_train[rows], t_train[rows]
""",
    "q3 own generator, sorted": """
def sample_minibatch(x_train, t_train, batch_size):
    rows = np.sort(np.random.default_rng().integers(0, len(x_train), batch_size))
    return x_train[rows], t_train[rows]
""",
    "q3 shuffled in place, together": """
def sample_minibatch(x_train, t_train, batch_size):
    order = np.random.permutation(len(x_train))
    x_train[:], t_train[:] = x_train[order], t_train[order]
    return x_train[:batch_size], t_train[:batch_size]
""",
    "q4 smaller h": """
def numerical_diff(f, x):
    h = 1e-5
    return float((f(x + h) - f(x - h)) / (2 * h))
""",
    "q4 mean of both sides": """
def numerical_diff(f, x):
    h = 1e-4
    return ((f(x + h) - f(x)) / h + (f(x) - f(x - h)) / h) / 2
""",
    "q5 view, += and -=": """
def numerical_gradient(f, x):
    flat, slopes = x.reshape(-1), []
    for i in range(flat.size):
        flat[i] += 1e-4
        high = f(x)
        flat[i] -= 2e-4
        slopes.append((high - f(x)) / 2e-4)
        flat[i] += 1e-4
    return np.array(slopes).reshape(x.shape)
""",
    "q5 nditer with views": """
def numerical_gradient(f, x):
    gradient = np.zeros_like(x)
    with np.nditer([x, gradient], op_flags=[["readwrite"], ["writeonly"]]) as pairs:
        for element, slope in pairs:
            old = float(element)
            element[...] = old + 1e-4
            high = f(x)
            element[...] = old - 1e-4
            slope[...] = (high - f(x)) / 2e-4
            element[...] = old
    return gradient
""",
    "q5 x perturbed, a copy handed over": """
def numerical_gradient(f, x):
    before, gradient = x.copy(), np.empty(x.shape)
    for index in np.ndindex(x.shape):
        x[index] += 1e-4
        high = f(x.copy())
        x[...] = before
        x[index] -= 1e-4
        gradient[index] = (high - f(x.copy())) / 2e-4
        x[...] = before
    return gradient
""",
    "q6 with history": """
def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x, x_history = init_x.copy(), []
    for _ in range(step_num):
        x_history.append(x.copy())
        x -= lr * numerical_gradient(f, x)
    return x, np.array(x_history)
""",
    "q6 with all places as a list": """
def gradient_descent(f, init_x, lr=0.01, step_num=100):
    places = [init_x]
    for _ in range(step_num):
        places.append(places[-1] - lr * numerical_gradient(f, places[-1]))
    return places[-1], places
""",
    "q6 recursion": """
def gradient_descent(f, init_x, lr=0.01, step_num=100):
    if step_num == 0:
        return init_x.copy()
    return gradient_descent(f, init_x - lr * numerical_gradient(f, init_x), lr, step_num - 1)
""",
    "q7 generator, ordered dict": method("""
def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
    import collections
    rng = np.random.default_rng()
    self.params = collections.OrderedDict(
        b2=np.zeros(output_size),
        W2=rng.normal(scale=weight_init_std, size=(hidden_size, output_size)),
        b1=np.zeros(hidden_size),
        W1=rng.normal(scale=weight_init_std, size=(input_size, hidden_size)),
    )
"""),
    "q7 params as a property": method("""
def __init__(self, *sizes, **more):
    super().__init__(*sizes, **more)

@property
def params(self):
    return self._arrays

@params.setter
def params(self, arrays):
    self._arrays = arrays
"""),
    "q7 log-sum-exp": method("""
def loss(self, x, t):
    hidden = 0.5 * (1 + np.tanh((x @ self.params["W1"] + self.params["b1"]) / 2))
    scores = hidden @ self.params["W2"] + self.params["b2"]
    log_y = scores - np.log(np.exp(scores).sum(axis=-1, keepdims=True))
    labels = t.argmax(axis=-1) if t.ndim == 2 else t
    return -log_y[range(len(x)), labels].mean()
"""),
    "q7 accuracy counted in Python": method("""
def accuracy(self, x, t):
    labels = t if t.ndim == 1 else [list(row).index(1) for row in t]
    return sum(int(y.argmax() == k) for y, k in zip(self.predict(x), labels)) / len(x)
"""),
    "q8 backpropagation": method("""
def numerical_gradient(self, x, t):
    hidden = sigmoid(x @ self.params["W1"] + self.params["b1"])
    t = np.eye(len(self.params["b2"]))[t] if t.ndim == 1 else t
    d_scores = (self.predict(x) - t) / len(x)
    d_hidden = d_scores @ self.params["W2"].T * hidden * (1 - hidden)
    return {
        "W1": x.T @ d_hidden, "b1": d_hidden.sum(0), "W2": hidden.T @ d_scores,
        "b2": d_scores.sum(0),
    }
"""),
    "q8 one method an array, rebinding": method("""
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
"""),
    "q9 loss before the update, rebinding": """
def train(network, x_train, t_train, iters_num, batch_size, learning_rate):
    losses = np.zeros(iters_num)
    for i in range(iters_num):
        x, t = sample_minibatch(x_train, t_train, batch_size)
        losses[i] = network.loss(x, t)
        slope = network.numerical_gradient(x, t)
        network.params = {k: v - learning_rate * slope[k] for k, v in network.params.items()}
    return losses
""",
    "q9 own epochs": """
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
}

# --- right answers for slips to be made in ---

CROSS = """
def cross_entropy_error(y, t):
    if y.ndim == 1:
        y, t = y[None], t[None]
    if t.ndim == 2:
        t = t.argmax(axis=1)
    return -np.log(y[np.arange(len(y)), t] + 1e-7).mean()
"""
DRAW = """
def sample_minibatch(x_train, t_train, batch_size):
    rows = np.random.choice(len(x_train), batch_size)
    return x_train[rows], t_train[rows]
"""
GRADIENT = """
def numerical_gradient(f, x):
    h = 1e-4
    gradient = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        old = x[i]
        x[i] = old + h
        high = f(x)
        x[i] = old - h
        low = f(x)
        gradient[i] = (high - low) / (2 * h)
        x[i] = old
    return gradient
"""
DESCENT = """
def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    x_history = []
    for i in range(step_num):
        x_history.append(x.copy())
        x -= lr * numerical_gradient(f, x)
    return x, np.array(x_history)
"""
TRAINING = """
def train(network, x_train, t_train, iters_num, batch_size, learning_rate):
    losses = []
    for i in range(iters_num):
        x, t = sample_minibatch(x_train, t_train, batch_size)
        slope = network.numerical_gradient(x, t)
        for key in network.params:
            network.params[key] -= learning_rate * slope[key]
        losses.append(network.loss(x, t))
    return losses
"""
INIT = method("""
def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
    self.params = {}
    W1_shape = (input_size, hidden_size)
    self.params["W1"] = weight_init_std * np.random.randn(input_size, hidden_size)
    self.params["b1"] = np.zeros(hidden_size)
    self.params["W2"] = weight_init_std * np.random.randn(hidden_size, output_size)
    self.params["b2"] = np.zeros(output_size)
""")
PREDICT = method("""
def predict(self, x):
    hidden = sigmoid(x @ self.params["W1"] + self.params["b1"])
    return softmax(hidden @ self.params["W2"] + self.params["b2"])
""")

MSE = "mean_squared_error(y, t)"
DIFF = "numerical_diff(f, x, h=1e-4)"
DRAWN = "np.random.choice(len(x_train), batch_size)"
PIECE = "np.random.randint(len(x_train) - batch_size + 1) + np.arange(batch_size)"
PUT_BACK = "        x[i] = old\n"
SLOPES = "numerical_gradient(self, x, t)"
THEIRS = "_Net.numerical_gradient(self, x, t)"
ACCURACY = "accuracy(self, x, t)"
LOSS = "loss(self, x, t)"
STEP = "        slope ="

WRONG = {
    "q1 mean": (one_line(MSE, "np.mean((y - t) ** 2) / 2"), "published_examples"),
    "q1 no half": (one_line(MSE, "np.sum((y - t) ** 2)"), "published_examples"),
    "q1 printed": (one_line(MSE, "print(np.sum((y - t) ** 2) / 2)"), "published_examples"),
    "q1 in a list": (one_line(MSE, "[np.sum((y - t) ** 2) / 2]"), "published_examples"),
    "q1 five times the mean": (one_line(MSE, "5 * np.mean((y - t) ** 2)"), "any_length_and_sign"),
    "q1 last one left out": (one_line(MSE, "np.sum((y - t)[:-1] ** 2) / 2"), "every_class_counts"),
    "q2 log10": (slip(CROSS, ("np.log(", "np.log10(")), "published_examples"),
    "q2 huge epsilon": (slip(CROSS, ("1e-7", "1e-3")), "published_examples"),
    "q2 no epsilon": (slip(CROSS, (" + 1e-7", "")), "probability_zero"),
    "q2 sum": (slip(CROSS, (".mean()", ".sum()")), "batch_of_labels"),
    "q2 over classes": (slip(CROSS, (".mean()", ".sum() / y.shape[1]")), "batch_of_one_hot_rows"),
    "q2 labels as many as classes": (
        slip(CROSS, ("t.ndim == 2", "t.shape[-1] == y.shape[1]"), ("axis=1", "axis=-1")),
        "as_many_rows_as_classes",
    ),
    "q2 one label taken for one-hot": (
        slip(CROSS, ("t.ndim == 2", "t.ndim == 2 or len(t) == 1"), ("axis=1", "axis=-1")),
        "batch_of_one_row",
    ),
    "q3 batch of ten": (slip(DRAW, (DRAWN, "np.random.choice(len(x_train), 10)")), "shapes"),
    "q3 not paired": (slip(DRAW, ("t_train[rows]", "t_train[rows[::-1]]")), "rows_stay_paired"),
    "q3 first rows": (slip(DRAW, (DRAWN, "np.arange(batch_size)")), "every_row_has_its_turn"),
    "q3 last row never": (
        slip(DRAW, ("len(x_train)", "len(x_train) - 1")),
        "every_row_has_its_turn",
    ),
    "q3 seeded": (
        slip(DRAW, ("np.random.", "np.random.RandomState(1).")),
        "every_row_has_its_turn",
    ),
    "q3 in a piece": (slip(DRAW, (DRAWN, PIECE)), "rows_are_scattered"),
    "q4 precedence": (one_line(DIFF, "(f(x + h) - f(x - h)) / 2 * h"), "published_examples"),
    "q4 forward": (one_line(DIFF, "(f(x + h) - f(x)) / h"), "published_examples"),
    "q4 half": (one_line(DIFF, "(f(x + h) - f(x - h)) / (4 * h)"), "partial_derivatives"),
    "q4 10e-4": (
        one_line("numerical_diff(f, x, h=10e-4)", "(f(x + h) - f(x - h)) / (2 * h)"),
        "curved_functions",
    ),
    "q4 step relative to x": (
        one_line(DIFF, "(f(x + h * x) - f(x - h * x)) / (2 * h * x)"),
        "at_zero_and_below",
    ),
    "q4 tiny forward": (
        one_line("numerical_diff(f, x, h=2e-8)", "(f(x + h) - f(x)) / h"),
        "looks_to_both_sides",
    ),
    "q5 one element": (slip(GRADIENT, ("high = f(x)", "high = f(x[i])")), "published_examples"),
    "q5 forward": (slip(GRADIENT, ("old - h", "old"), ("2 * h", "h")), "single_layer_network"),
    "q5 not put back": (slip(GRADIENT, (PUT_BACK, "")), "elements_that_depend_on_each_other"),
    "q5 flat": (slip(GRADIENT, ("return gradient", "return gradient.ravel()")), "three_dimensions"),
    "q5 rows": (
        slip(GRADIENT, ("def numerical_gradient", "def of_vector"))
        + "def numerical_gradient(f, x):\n    if x.ndim == 1:\n        return of_vector(f, x)\n"
        + "    return np.array([numerical_gradient(f, row) for row in x])\n",
        "matrix_given_as_a_whole",
    ),
    "q5 copy": (
        slip(GRADIENT, ("h = 1e-4", "h, x = 1e-4, x.copy()")),
        "function_that_reads_x_itself",
    ),
    "q5 last one not put back": (
        slip(GRADIENT, (PUT_BACK, "        x[i] = old - h * (sum(i) == sum(x.shape) - x.ndim)\n")),
        "x_is_put_back",
    ),
    "q5 remembered by x": (
        "kept = {}\n"
        + slip(GRADIENT, ("return gradient", "return kept.setdefault(x.tobytes(), gradient)")),
        "two_calls_in_a_row",
    ),
    "q6 ascent": (slip(DESCENT, ("x -=", "x +=")), "reaches_the_minimum"),
    "q6 normalised": (slip(DESCENT, ("* num", "/ 9 * num")), "learning_rate_too_small"),
    "q6 learning rate capped": (slip(DESCENT, ("lr *", "min(lr, 1) *")), "learning_rate_too_large"),
    "q6 one step more": (slip(DESCENT, ("(step_num)", "(step_num + 1)")), "number_of_steps"),
    "q6 in place": (slip(DESCENT, ("init_x.copy()", "init_x")), "init_x_stays"),
    "q6 other default": (slip(DESCENT, ("lr=0.01", "lr=0.1")), "defaults"),
    "q6 other order": (
        slip(DESCENT, ("lr=0.01, step_num=100", "step_num=100, lr=0.01")),
        "arguments_by_position",
    ),
    "q6 history of one array": (
        slip(DESCENT, ("append(x.copy())", "append(x)")),
        "result_is_x_or_x_and_history",
    ),
    "q7 float32": (
        slip(INIT, ("np.zeros(hidden_size)", "np.zeros(hidden_size, np.float32)")),
        "shapes_of_params",
    ),
    "q7 scores": (slip(PREDICT, ("softmax(", "(")), "predict_returns_probabilities"),
    "q7 W2 not scaled": (slip(INIT, ('"W2"] = weight_init_std *', '"W2"] =')), "weight_init_std"),
    "q7 other default": (slip(INIT, ("std=0.01", "std=0.1")), "default_weight_init_std"),
    "q7 uniform": (
        slip(INIT, ("randn(input_size, hidden_size)", "uniform(-1.73, 1.73, size=W1_shape)")),
        "weights_are_normal",
    ),
    "q7 seeded": (
        slip(INIT, ("self.params = {}", "self.params = np.random.seed(0) or {}")),
        "two_networks_differ",
    ),
    "q7 one bias for both": (
        slip(INIT, ("np.zeros(output_size)", 'self.params["b1"][:output_size]')),
        "biases_start_at_zero",
    ),
    "q7 ReLU": (slip(PREDICT, ("sigmoid(", "np.maximum(0, ")), "predict_with_given_weights"),
    "q7 loss for labels only": (
        method(one_line(LOSS, "-np.log(self.predict(x)[range(len(x)), t]).mean()")),
        "loss_with_one_hot_rows",
    ),
    "q7 loss for one-hot only": (
        method(one_line(LOSS, "-np.sum(t * np.log(self.predict(x))) / len(x)")),
        "loss_with_labels",
    ),
    "q7 accuracy by elements": (
        method(one_line(ACCURACY, "_Net.accuracy(self, x, t) * len(x) / t.size")),
        "accuracy_with_one_hot_rows",
    ),
    "q7 accuracy as a count": (
        method(one_line(ACCURACY, "_Net.accuracy(self, x, t) * len(x)")),
        "accuracy_with_labels",
    ),
    "q8 weights only": (
        method(one_line(SLOPES, f"{{k: v for k, v in {THEIRS}.items() if k[0] == 'W'}}")),
        "shapes_of_the_gradient",
    ),
    "q8 zeros": (
        method(one_line(SLOPES, "{k: 0 * v for k, v in self.params.items()}")),
        "gradient_in_b2",
    ),
    "q8 mean taken twice": (
        method(one_line(SLOPES, f"{{k: v / len(x) for k, v in {THEIRS}.items()}}")),
        "hidden_layer",
    ),
    "q8 coarse": (
        method(one_line(SLOPES, f"{{k: v.round(4) for k, v in {THEIRS}.items()}}")),
        "output_layer",
    ),
    "q8 one-hot taken for labels": (
        method(one_line(SLOPES, "_Net.numerical_gradient(self, x, t.astype(int).flat[: len(x)])")),
        "one_hot_rows",
    ),
    "q8 first batch for ever": (
        method(
            "def numerical_gradient(self, x, t):\n"
            "    self.batch = getattr(self, 'batch', (x, t))\n"
            "    return _Net.numerical_gradient(self, *self.batch)"
        ),
        "another_batch",
    ),
    "q8 params moved": (
        method(
            "def numerical_gradient(self, x, t):\n"
            f"    slopes = {THEIRS}\n"
            "    for key in slopes:\n"
            "        self.params[key] -= 0.1 * slopes[key]\n"
            "    return slopes"
        ),
        "params_stay",
    ),
    "q9 nothing returned": (slip(TRAINING, ("    return losses\n", "")), "a_few_iterations"),
    "q9 ascent": (slip(TRAINING, ("-= learning", "+= learning")), "steps_against_the_gradient"),
    "q9 weights only": (
        slip(TRAINING, ("in network.params:", "in ('W1', 'W2'):")),
        "steps_against_the_gradient",
    ),
    "q9 mean taken twice": (
        slip(TRAINING, ("slope[key]", "slope[key] / batch_size")),
        "steps_against_the_gradient",
    ),
    "q9 loss before the start too": (
        slip(TRAINING, ("losses = []", "losses = [2.3]")),
        "losses_of_the_mini_batches",
    ),
    "q9 whole set": (
        slip(TRAINING, (STEP, "        x, t = x_train, t_train\n" + STEP)),
        "loss_and_step_share_a_mini_batch",
    ),
    "q9 loss of the whole set": (
        slip(TRAINING, ("network.loss(x, t)", "network.loss(x_train, t_train)")),
        "loss_and_step_share_a_mini_batch",
    ),
    "q9 one row a step": (
        slip(TRAINING, ("t_train, batch_size)\n", "t_train, 1)\n")),
        "loss_and_step_share_a_mini_batch",
    ),
    "q9 first rows": (
        slip(
            TRAINING, (STEP, "        x, t = x_train[:batch_size], t_train[:batch_size]\n" + STEP)
        ),
        "whole_training_set_is_used",
    ),
}
