"""Right answers to hw1_forward that are written in other styles than the reference."""

from autograder.misconceptions import RightAnswer

Q1, Q2, Q3, Q4, Q5 = "q1_gates", "q2_activations", "q3_softmax", "q4_forward", "q5_batches"

_BOOK_GATE = """
def {name}(x1, x2):
    x = np.array([x1, x2])
    w = np.array({weights})
    b = {bias}
    tmp = np.sum(w * x) + b
    if tmp <= 0:
        return 0
    else:
        return 1
"""


def _one(signature: str, expression: str) -> str:
    return f"def {signature}:\n    return {expression}\n"


def _gates(and_: str, nand: str, or_: str, xor: str) -> str:
    values = zip(("AND", "NAND", "OR", "XOR"), (and_, nand, or_, xor), strict=True)
    return "\n".join(_one(f"{name}(x1, x2)", value) for name, value in values)


def _activations(step: str, sigmoid: str, relu: str) -> str:
    return "\n".join(
        (
            _one("step_function(x)", step),
            _one("sigmoid(x)", sigmoid),
            _one("relu(x)", relu),
        )
    )


def _softmax(body: str) -> str:
    return f"""
def softmax(x):
    {body}
"""


def _accuracy(body: str) -> str:
    return f"""
def accuracy_in_batches(network, x, t, batch_size):
    {body}
"""


RIGHT = [
    RightAnswer(
        "right-gates-book",
        Q1,
        _BOOK_GATE.format(name="AND", weights="[0.5, 0.5]", bias="-0.7")
        + _BOOK_GATE.format(name="NAND", weights="[-0.5, -0.5]", bias="0.7")
        + _BOOK_GATE.format(name="OR", weights="[0.5, 0.5]", bias="-0.2")
        + _one("XOR(x1, x2)", "AND(NAND(x1, x2), OR(x1, x2))"),
    ),
    RightAnswer(
        "right-gates-bool",
        Q1,
        _gates(
            "x1 + x2 > 1.5", "not AND(x1, x2)", "x1 + x2 > 0.5", "AND(OR(x1, x2), NAND(x1, x2))"
        ),
    ),
    RightAnswer(
        "right-gates-bits",
        Q1,
        _gates("x1 & x2", "1 - (x1 & x2)", "x1 | x2", "x1 ^ x2"),
    ),
    RightAnswer(
        "right-gates-numpy-bool",
        Q1,
        _gates(
            "np.dot([0.5, 0.5], [x1, x2]) > 0.7",
            "np.dot([0.5, 0.5], [x1, x2]) < 0.7",
            "np.dot([1, 1], [x1, x2]) > 0",
            "OR(AND(x1, 1 - x2), AND(1 - x1, x2))",
        ),
    ),
    RightAnswer(
        "right-gates-numpy-int",
        Q1,
        _gates(
            "np.heaviside(x1 + x2 - 1.5, 0).astype(int)",
            "np.int64(x1 * x2 == 0)",
            "np.array(max(x1, x2))",
            "np.sign(AND(NAND(x1, x2), OR(x1, x2)))",
        ),
    ),
    RightAnswer(
        "right-gates-floats",
        Q1,
        _gates("1.0 * x1 * x2", "1.0 - x1 * x2", "max(x1, x2) / 1", "float(x1 != x2)"),
    ),
    RightAnswer(
        "right-gates-only-nand",
        Q1,
        _gates(
            "NAND(NAND(x1, x2), NAND(x1, x2))",
            "{(1, 1): 0}.get((x1, x2), 1)",
            "NAND(NAND(x1, x1), NAND(x2, x2))",
            "NAND(NAND(x1, NAND(x1, x2)), NAND(x2, NAND(x1, x2)))",
        ),
    ),
    RightAnswer(
        "right-activations-where",
        Q2,
        _activations(
            "np.where(x > 0, 1, 0)",
            "np.exp(-np.logaddexp(0, -x))",
            "np.where(x > 0, x, 0)",
        ),
    ),
    RightAnswer(
        "right-activations-bool",
        Q2,
        _activations("x > 0", "0.5 * (1 + np.tanh(x / 2))", "x * (x > 0)"),
    ),
    RightAnswer(
        "right-activations-floats",
        Q2,
        _activations(
            "1.0 * (x > 0)",
            "1 / (1 + np.exp(-np.clip(x, -500, 500)))",
            "np.clip(x, 0, None)",
        ),
    ),
    RightAnswer(
        "right-activations-book",
        Q2,
        _activations(
            "np.array(x > 0, dtype=int)",
            "1.0 / (1.0 + np.exp(-x))",
            "np.maximum(x, np.zeros_like(x))",
        ),
    ),
    RightAnswer(
        "right-activations-heaviside",
        Q2,
        _activations(
            "np.heaviside(x, 0.0)", "np.power(1 + np.power(np.e, -x), -1.0)", "(np.abs(x) + x) / 2"
        ),
    ),
    RightAnswer(
        "right-activations-masks",
        Q2,
        """
def step_function(x):
    y = np.zeros(x.shape, dtype=np.uint8)
    y[x > 0] = 1
    return y

def sigmoid(x):
    y = np.empty_like(x)
    positive = x >= 0
    y[positive] = 1 / (1 + np.exp(-x[positive]))
    e = np.exp(x[~positive])
    y[~positive] = e / (1 + e)
    return y

def relu(x):
    x[x < 0] = 0
    return x
""",
    ),
    RightAnswer(
        "right-activations-vectorize",
        Q2,
        """
def _one(a):
    return 1 if a > 0 else 0

def step_function(x):
    print("step of", x)
    return np.vectorize(_one)(x)

def sigmoid(x):
    y = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        y[index] = 1 / (1 + np.exp(-x[index]))
    return y

def relu(x):
    return np.array([max(0.0, a) for a in x.ravel()]).reshape(x.shape)
""",
    ),
    RightAnswer(
        "right-softmax-transposed",
        Q3,
        """
def softmax(x):
    if x.ndim == 2:
        x = x.T
        x = x - np.max(x, axis=0)
        y = np.exp(x) / np.sum(np.exp(x), axis=0)
        return y.T
    x = x - np.max(x)
    return np.exp(x) / np.sum(np.exp(x))
""",
    ),
    RightAnswer(
        "right-softmax-recursion",
        Q3,
        """
def softmax(x):
    if x.ndim == 2:
        return np.array([softmax(row) for row in x])
    e = np.exp(x - max(x))
    return e / sum(e)
""",
    ),
    RightAnswer(
        "right-softmax-log-sum-exp",
        Q3,
        _softmax(
            "return np.exp(x - np.logaddexp.reduce(x, axis=-1, keepdims=True))",
        ),
    ),
    RightAnswer(
        "right-softmax-apply",
        Q3,
        """
def softmax(x):
    def one(row):
        e = np.exp(row - row.max())
        return e / e.sum()
    return np.apply_along_axis(one, -1, x)
""",
    ),
    RightAnswer(
        "right-softmax-newaxis",
        Q3,
        """
def softmax(x):
    e = np.exp(x - x.max(axis=-1)[..., np.newaxis])
    return e / e.sum(axis=-1)[..., None]
""",
    ),
    RightAnswer(
        "right-softmax-copy",
        Q3,
        """
def softmax(x):
    y = x.copy()
    y -= y.max(-1, keepdims=True)
    np.exp(y, out=y)
    y /= y.sum(-1, keepdims=True)
    return y
""",
    ),
    RightAnswer(
        "right-softmax-differences",
        Q3,
        _softmax("return 1 / np.sum(np.exp(x[..., None, :] - x[..., :, None]), axis=-1)"),
    ),
    RightAnswer(
        "right-forward-book",
        Q4,
        """
def forward(network, x):
    W1, W2, W3 = network['W1'], network['W2'], network['W3']
    b1, b2, b3 = network['b1'], network['b2'], network['b3']

    a1 = np.dot(x, W1) + b1
    z1 = sigmoid(a1)
    a2 = np.dot(z1, W2) + b2
    z2 = sigmoid(a2)
    a3 = np.dot(z2, W3) + b3
    y = a3
    return y
""",
    ),
    RightAnswer(
        "right-forward-loop",
        Q4,
        """
def forward(network, x):
    for i in range(1, 4):
        x = np.matmul(x, network[f"W{i}"]) + network[f"b{i}"]
        if i < 3:
            x = sigmoid(x)
    return x
""",
    ),
    RightAnswer(
        "right-forward-identity",
        Q4,
        """
def identity_function(x):
    return x

def forward(network, x):
    layers = [("W1", "b1", sigmoid), ("W2", "b2", sigmoid), ("W3", "b3", identity_function)]
    z = x
    for W, b, h in layers:
        z = h(z @ network[W] + network[b])
    return z
""",
    ),
    RightAnswer(
        "right-forward-rows",
        Q4,
        """
def forward(network, x):
    if x.ndim == 2:
        return np.stack([forward(network, row) for row in x])
    z = sigmoid(network["W1"].T @ x + network["b1"])
    z = sigmoid(network["W2"].T @ z + network["b2"])
    return network["W3"].T @ z + network["b3"]
""",
    ),
    RightAnswer(
        "right-forward-own-sigmoid",
        Q4,
        """
def forward(network, x):
    h = lambda a: 1 / (1 + np.exp(-a))
    a1 = np.einsum("...i,ij->...j", x, network["W1"]) + network["b1"]
    a2 = np.tensordot(h(a1), network["W2"], 1) + network["b2"]
    return h(a2).dot(network["W3"]) + network["b3"]
""",
    ),
    RightAnswer(
        "right-forward-bias-row",
        Q4,
        """
def forward(network, x):
    z = np.atleast_2d(x)
    for k in "123":
        ones = np.ones((len(z), 1))
        a = np.hstack([z, ones]) @ np.vstack([network["W" + k], network["b" + k]])
        z = a if k == "3" else sigmoid(a)
    return z[0] if x.ndim == 1 else z
""",
    ),
    RightAnswer(
        "right-batches-book",
        Q5,
        """
def predict(network, x):
    y = forward(network, x)
    return softmax(y)

def accuracy_in_batches(network, x, t, batch_size):
    accuracy_cnt = 0
    for i in range(0, len(x), batch_size):
        x_batch = x[i:i+batch_size]
        y_batch = predict(network, x_batch)
        p = np.argmax(y_batch, axis=1)
        accuracy_cnt += np.sum(p == t[i:i+batch_size])
    return float(accuracy_cnt) / len(x)
""",
    ),
    RightAnswer(
        "right-batches-all-at-once",
        Q5,
        _accuracy("return np.mean(predict(network, x).argmax(axis=1) == t)"),
    ),
    RightAnswer(
        "right-batches-while",
        Q5,
        _accuracy(
            """right, start = 0, 0
    while start < len(x):
        stop = min(start + batch_size, len(x))
        right += (predict(network, x[start:stop]).argmax(-1) == t[start:stop]).sum()
        start = stop
    return right / len(t)"""
        ),
    ),
    RightAnswer(
        "right-batches-weighted-mean",
        Q5,
        _accuracy(
            """total = 0.0
    for i in range(0, len(x), batch_size):
        part = slice(i, i + batch_size)
        hits = np.argmax(predict(network, x[part]), axis=1) == t[part]
        total += np.mean(hits) * len(hits)
    return total / len(x)"""
        ),
    ),
    RightAnswer(
        "right-batches-split",
        Q5,
        _accuracy(
            """cuts = np.arange(batch_size, len(x), batch_size)
    answers = [np.argmax(predict(network, part), axis=1) for part in np.split(x, cuts)]
    return np.float32(np.mean(np.concatenate(answers) == t))"""
        ),
    ),
    RightAnswer(
        "right-batches-rows",
        Q5,
        _accuracy(
            """hits = 0
    for first in range(-(-len(x) // batch_size)):
        for row in range(first * batch_size, min((first + 1) * batch_size, len(x))):
            hits += int(np.argmax(predict(network, x[row])) == t[row])
    return np.array(hits / len(x))"""
        ),
    ),
]
