"""Answers to hw2's bonus, right and wrong: variants of one fast gradient, hidden unit by unit.

Each wrong answer is this gradient with one mistake, and the hint that names it.
"""

from __future__ import annotations

from typing import NamedTuple

Q = "b1_fast_gradient"

BY_UNIT = """
def fast_numerical_gradient(network, x, t, h=1e-4):
    W1, b1, W2, b2 = (network.params[key] for key in ("W1", "b1", "W2", "b2"))
    labels = t.argmax(axis=1) if t.ndim == 2 else t
    pictures = np.arange(len(x))
    a1 = x @ W1 + b1
    z1 = sigmoid(a1)
    p = softmax(z1 @ W2 + b2)
    n, seen = np.nonzero(x)
    pixels = x[n, seen]
    # The bias: one more pixel in each picture, always 1.
    n = np.append(n, pictures)
    seen = np.append(seen, np.full(len(x), len(W1)))
    pixels = np.append(pixels, np.ones(len(x)))
    gradient = {key: np.zeros_like(param) for key, param in network.params.items()}

    def loss(y):
        return -np.log(y + 1e-7)

    for j in range(len(b1)):
        sides = []
        for step in (h, -h):
            d = sigmoid(a1[n, j] + step * pixels) - z1[n, j]
            e = np.exp(np.outer(d, W2[j]))
            new = p[n] * e
            y = new[np.arange(len(n)), labels[n]] / new.sum(axis=1)
            sides.append(loss(y))
        slope = (sides[0] - sides[1]) / (2 * h)
        sums = np.bincount(seen, slope, len(W1) + 1) / len(x)
        gradient["W1"][:, j], gradient["b1"][j] = sums[:-1], sums[-1]
    z = np.hstack([z1, np.ones((len(x), 1))])
    for k in range(len(b2)):
        sides = []
        for step in (h, -h):
            e = np.exp(step * z)
            own = np.where(labels == k, 1.0, 0.0)[:, None]
            y = p[pictures, labels][:, None] * (own * e + 1 - own) / (1 + p[:, [k]] * (e - 1))
            sides.append(loss(y))
        sums = ((sides[0] - sides[1]) / (2 * h)).mean(axis=0)
        gradient["W2"][:, k], gradient["b2"][k] = sums[:-1], sums[-1]
    return gradient
"""

PLAIN_LOOP = """
def fast_numerical_gradient(network, x, t, h=1e-4):
    gradient = {}
    for key, param in network.params.items():
        gradient[key] = np.zeros_like(param)
        for index in np.ndindex(param.shape):
            value = param[index]
            param[index] = value + h
            plus = network.loss(x, t)
            param[index] = value - h
            gradient[key][index] = (plus - network.loss(x, t)) / (2 * h)
            param[index] = value
    return gradient
"""


class Answer(NamedTuple):
    """An answer to the bonus; `hint` is what a wrong one earns."""

    id: str
    code: str
    hint: str = ""


def _with(*changes: tuple[str, str]) -> str:
    code = BY_UNIT
    for old, new in changes:
        assert old in code, old
        code = code.replace(old, new)
    return code


def _one_sided(parameter: str) -> str:
    """Return the gradient in which a bias is moved to one side only, as h were its width."""
    return _with(
        (
            "    return gradient\n",
            f"""    before = network.loss(x, t)
    for index in range(len({parameter})):
        {parameter}[index] += h
        gradient["{parameter}"][index] = (network.loss(x, t) - before) / h
        {parameter}[index] -= h
    return gradient
""",
        )
    )


BACKPROPAGATION = """
def fast_numerical_gradient(network, x, t, h=1e-4):
    W2 = network.params["W2"]
    z1 = sigmoid(x @ network.params["W1"] + network.params["b1"])
    y = softmax(z1 @ W2 + network.params["b2"])
    one_hot = t if t.ndim == 2 else np.eye(y.shape[1])[t]
    scores = (y - one_hot) / len(x)
    hidden = scores @ W2.T * z1 * (1 - z1)
    return {
        "W1": x.T @ hidden,
        "b1": hidden.sum(axis=0),
        "W2": z1.T @ scores,
        "b2": scores.sum(axis=0),
    }
"""

RIGHT = [
    Answer("fast-by-unit", BY_UNIT),
    Answer("fast-log-alone", _with(("-np.log(y + 1e-7)", "-np.log(y)"))),
    Answer("fast-clipped", _with(("-np.log(y + 1e-7)", "-np.log(np.maximum(y, 1e-7))"))),
]

WRONG = [
    Answer(
        "fast-forward",
        _with(("(h, -h)", "(h, 0.0)"), ("/ (2 * h)", "/ h")),
        "You compare with the loss at the weights as they are: that is the forward difference. "
        "Move each weight to both sides.",
    ),
    Answer(
        "fast-half-step",
        _with(("/ (2 * h)", "/ 2 * h")),
        "`/ 2 * h` divides by 2 and then multiplies by h: parenthesise the denominator.",
    ),
    Answer(
        "fast-step-ignored",
        _with(("    labels = t.arg", "    h = 1e-4\n    labels = t.arg")),
        "The differences are always those with h = 1e-4: use the h that your function is given.",
    ),
    Answer(
        "fast-one-sided-b1",
        _one_sided("b1"),
        "The weights are moved to both sides, but the bias b1 to one side only.",
    ),
    Answer(
        "fast-one-sided-b2",
        _one_sided("b2"),
        "The weights are moved to both sides, but the bias b2 to one side only.",
    ),
    Answer(
        "fast-bias-not-a-pixel",
        _with(
            ("pixels = np.append(pixels, np.ones(len(x)))", "pixels = np.append(pixels, 0 * t1)")
        ).replace("    a1 = x", "    t1 = np.ones(len(x))\n    a1 = x"),
        "Where you leave out black pixels, the bias b1 gets lost too: it acts like a pixel that is "
        "always 1.",
    ),
    Answer(
        "fast-bias-of-lit-pictures",
        _with(
            (
                "/ len(x)\n        gradient",
                "/ len(x)\n        sums[-1] = 0 * sums[0] + sum(\n"
                "            slope[-len(x):][x[:, 0] != 0]) / len(x)\n        gradient",
            )
        ),
        "The bias b1 changes the loss of every picture, whatever is black in it.",
    ),
    Answer(
        "fast-stale-hidden",
        _with(
            (
                "    z1 = sigmoid(a1)\n",
                "    kept = fast_numerical_gradient.__dict__.setdefault('kept', {})\n"
                "    z1 = kept.setdefault(x.shape + b1.shape, sigmoid(a1))\n",
            )
        ),
        "What you keep from an earlier call belongs to other weights or another batch: compute the "
        "hidden layer anew in each call.",
    ),
    Answer(
        "fast-hidden-tangent",
        _with(
            (
                "sigmoid(a1[n, j] + step * pixels) - z1[n, j]",
                "z1[n, j] * (1 - z1[n, j]) * step * pixels",
            )
        ),
        "You take the change of the hidden unit from the derivative of the sigmoid. That is its "
        "tangent: compute the sigmoid at the moved place.",
    ),
    Answer(
        "fast-hidden-linear",
        _with(("sigmoid(a1[n, j] + step * pixels) - z1[n, j]", "step * pixels")),
        "The moved weight changes the input of the hidden unit by h times the pixel; its output "
        "goes through the sigmoid first.",
    ),
    Answer(
        "fast-softmax-not-renewed",
        _with(("/ new.sum(axis=1)", "/ 1.0")),
        "When one score moves, all probabilities do: divide by their new sum.",
    ),
    Answer(
        "fast-summed",
        _with((" / len(x)\n", "\n"), (".mean(axis=0)", ".sum(axis=0)")),
        "The gradient is too large by the number of pictures: the loss is a mean.",
    ),
    Answer(
        "fast-output-layer-missing",
        _with(('gradient["W2"][:, k], gradient["b2"][k] = sums[:-1], sums[-1]', "pass")),
        "The gradient in W2 and b2 is 0: these parameters have to be moved too.",
    ),
    Answer(
        "fast-labels-only",
        _with(("t.argmax(axis=1) if t.ndim == 2 else t", "t")),
        "Your function understands labels only: t may be one-hot too.",
    ),
    Answer(
        "fast-one-picture-for-all",
        _with(("p[n] * e", "p[0] * e")),
        "The probabilities of one picture are used for all of them.",
    ),
    Answer(
        "fast-params-moved",
        _with(("    return gradient\n", '    network.params["b1"] += h\n    return gradient\n')),
        "network.params are no longer what they were: put back what you move.",
    ),
    Answer(
        "fast-backpropagation",
        BACKPROPAGATION,
        "This is the exact derivative (backpropagation), which does not depend on h. The central "
        "differences are asked for.",
    ),
    Answer(
        "fast-backpropagation-hidden-layer",
        _with(
            (
                "    return gradient\n",
                "    rest = (p - np.eye(len(b2))[labels]) / len(x) @ W2.T * z1 * (1 - z1)\n"
                '    gradient["W1"], gradient["b1"] = x.T @ rest, rest.sum(axis=0)\n'
                "    return gradient\n",
            )
        ),
        "In W1 and b1 this is the exact derivative (backpropagation), which does not depend on h.",
    ),
]

SLOW = [
    Answer(
        "fast-plain-loop",
        PLAIN_LOOP,
        "The numbers are right, but this is the plain loop: two forward passes for each parameter.",
    ),
    Answer(
        "fast-own-method",
        "def fast_numerical_gradient(network, x, t, h=1e-4):\n"
        "    return network.numerical_gradient(x, t)\n",
        "This calls the slow method again, and h has no effect on it.",
    ),
]
