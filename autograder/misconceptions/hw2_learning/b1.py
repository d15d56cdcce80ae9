"""Answers to the bonus: the fast gradient with one mistake each, and right ones in other styles.

Most of them are the same gradient, computed one hidden unit at a time, with one place changed.
"""

from autograder.misconceptions import RightAnswer, WrongAnswer, returns_nothing
from autograder.text import Text

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

# The end of `BY_UNIT`, and the places where it computes its differences.
_END = "    return gradient\n"
_MOVED = "sigmoid(a1[n, j] + step * pixels) - z1[n, j]"
_LOGARITHM = "-np.log(y + 1e-7)"


def _with(*changes: tuple[str, str]) -> str:
    """Return `BY_UNIT` with some places changed, each from one text to another."""
    code = BY_UNIT
    for old, new in changes:
        assert old in code, old
        code = code.replace(old, new)
    return code


def _ending(*lines: str) -> str:
    """Return `BY_UNIT` with these lines before its return."""
    return _with((_END, "".join(f"    {line}\n" for line in lines) + _END))


def _one_sided(parameter: str) -> str:
    """Return the gradient in which a bias is moved to one side only and divided by h."""
    return _ending(
        "before = network.loss(x, t)",
        f"for index in range(len({parameter})):",
        f"    {parameter}[index] += h",
        f'    gradient["{parameter}"][index] = (network.loss(x, t) - before) / h',
        f"    {parameter}[index] -= h",
    )


def _first_layer_by_loop() -> str:
    """Return the plain loop for W1 and b1, after a fast second layer."""
    loop = PLAIN_LOOP.replace("(network, x, t, h=1e-4)", "(network, x, t, h)").replace(
        "fast_numerical_gradient", "loop"
    )
    loop = loop.replace("network.params.items()", '[(k, network.params[k]) for k in ("W1", "b1")]')
    return loop + _with(
        ("    for j in range(len(b1)):\n", "    for j in []:\n"),
        (_END, "    gradient.update(loop(network, x, t, h))\n" + _END),
    )


WRONG = [
    WrongAnswer(
        "fast-forward",
        Q,
        _with(("(h, -h)", "(h, 0.0)"), ("/ (2 * h)", "/ h")),
        Text(
            "You compare with the loss before the weight has moved: that is the forward "
            "difference. Move each weight to both sides.",
            "지금 가중치에서의 손실과 비교하고 있습니다. 이것은 전방 차분입니다. 가중치를 양쪽으로 "
            "움직여 보십시오.",
        ),
        "tests of the bonus",
    ),
    WrongAnswer(
        "fast-backward",
        Q,
        _with(("(h, -h)", "(0.0, -h)"), ("/ (2 * h)", "/ h")),
        Text(
            "Your first loss is computed before the weight has moved: this is the backward "
            "difference. Move each weight to both sides.",
            "첫 번째 손실을 움직이지 않은 가중치에서 구하고 있습니다. 이것은 후방 차분입니다. 가중치를 "
            "양쪽으로 움직여 보십시오.",
        ),
    ),
    WrongAnswer(
        "fast-half-step",
        Q,
        _with(("/ (2 * h)", "/ 2 * h")),
        Text(
            "`/ 2 * h` divides by 2 and then multiplies by h: put the denominator in parentheses.",
            "`/ 2 * h`는 2로 나눈 다음 h를 곱합니다. 분모를 괄호로 묶어 주십시오.",
        ),
    ),
    WrongAnswer(
        "fast-over-h",
        Q,
        _with(("/ (2 * h)", "/ h")),
        Text(
            "Your gradient is twice as large as it should be: how far apart are your two points?",
            "기울기가 두 배로 나옵니다. 비교하는 두 점 사이의 거리가 얼마인지 살펴보십시오.",
        ),
    ),
    WrongAnswer(
        "fast-sign",
        Q,
        _with(("sides[0] - sides[1]", "sides[1] - sides[0]")),
        Text(
            "Your gradient has the wrong sign: which of the two losses is subtracted from which?",
            "기울기의 부호가 반대입니다. 두 손실 중 어느 것에서 어느 것을 빼는지 확인하십시오.",
        ),
    ),
    WrongAnswer(
        "fast-step-ignored",
        Q,
        _with(("    labels = t.arg", "    h = 1e-4\n    labels = t.arg")),
        Text(
            "Your differences are always those with h = 1e-4: use the h that your function is "
            "given.",
            "언제나 h = 1e-4로 차분을 구하고 있습니다. 함수가 인수로 받은 h를 사용하십시오.",
        ),
    ),
    WrongAnswer(
        "fast-other-default",
        Q,
        _with(("h=1e-4", "h=1e-3")),
        Text(
            "The default value of h in your function is not the one in the question.",
            "h의 기본값이 문제에서 정한 값과 다릅니다.",
        ),
    ),
    WrongAnswer(
        "fast-one-sided-b1",
        Q,
        _one_sided("b1"),
        Text(
            "The weights are moved to both sides, but the bias b1 to one side only.",
            "가중치는 양쪽으로 움직이지만 편향 b1은 한쪽으로만 움직이고 있습니다.",
        ),
        "tests of the bonus",
    ),
    WrongAnswer(
        "fast-one-sided-b2",
        Q,
        _one_sided("b2"),
        Text(
            "The weights are moved to both sides, but the bias b2 to one side only.",
            "가중치는 양쪽으로 움직이지만 편향 b2는 한쪽으로만 움직이고 있습니다.",
        ),
        "tests of the bonus",
    ),
    WrongAnswer(
        "fast-bias-not-a-pixel",
        Q,
        _with(("np.append(pixels, np.ones(len(x)))", "np.append(pixels, np.zeros(len(x)))")),
        Text(
            "Where you leave out black pixels, you lose the bias b1 too: it acts like a pixel that "
            "is always 1.",
            "검은 픽셀을 건너뛰면서 편향 b1까지 빠졌습니다. 편향은 값이 항상 1인 픽셀처럼 작용합니다.",
        ),
        "tests of the bonus",
    ),
    WrongAnswer(
        "fast-bias-of-lit-pictures",
        Q,
        _with(
            (
                "/ len(x)\n        gradient",
                "/ len(x)\n        sums[-1] = sum(\n"
                "            slope[-len(x):][x[:, 0] != 0]) / len(x)\n        gradient",
            )
        ),
        Text(
            "The bias b1 changes the loss of every picture, whichever of its pixels are black.",
            "편향 b1은 검은 픽셀과 상관없이 모든 그림의 손실에 영향을 줍니다.",
        ),
        "tests of the bonus",
    ),
    WrongAnswer(
        "fast-stale-hidden",
        Q,
        _with(
            (
                "    z1 = sigmoid(a1)\n",
                "    kept = fast_numerical_gradient.__dict__.setdefault('kept', {})\n"
                "    z1 = kept.setdefault(x.shape + b1.shape, sigmoid(a1))\n",
            )
        ),
        Text(
            "What you keep from an earlier call belongs to other weights or another batch: compute "
            "the hidden layer again in each call.",
            "이전 호출에서 보관한 값은 다른 가중치나 다른 배치의 것입니다. 은닉층은 호출할 때마다 새로 "
            "계산하십시오.",
        ),
        "tests of the bonus",
    ),
    WrongAnswer(
        "fast-hidden-tangent",
        Q,
        _with((_MOVED, "z1[n, j] * (1 - z1[n, j]) * step * pixels")),
        Text(
            "You take the change of the hidden unit from the derivative of the sigmoid, which is "
            "only its tangent. Compute the sigmoid itself at the moved input.",
            "은닉 유닛의 변화량을 시그모이드의 미분으로 구하고 있습니다. 그것은 접선입니다. 움직인 "
            "자리에서 시그모이드를 계산하십시오.",
        ),
    ),
    WrongAnswer(
        "fast-hidden-linear",
        Q,
        _with((_MOVED, "step * pixels")),
        Text(
            "The moved weight changes the input of the hidden unit; its output goes through the "
            "sigmoid first.",
            "움직인 가중치가 바꾸는 것은 은닉 유닛의 입력입니다. 출력은 시그모이드를 거친 값입니다.",
        ),
    ),
    WrongAnswer(
        "fast-pixel-left-out",
        Q,
        _with((_MOVED, "sigmoid(a1[n, j] + step) - z1[n, j]")),
        Text(
            "You move the input of the hidden unit by h, however bright the pixel is; the weight "
            "is multiplied by its pixel.",
            "픽셀의 밝기와 상관없이 은닉 유닛의 입력을 h만큼 움직이고 있습니다. 가중치에는 그 픽셀의 값이 "
            "곱해집니다.",
        ),
    ),
    WrongAnswer(
        "fast-scores-linear",
        Q,
        _with(("e = np.exp(np.outer(d, W2[j]))", "e = 1 + np.outer(d, W2[j])")),
        Text(
            "Near 0 the exponential looks like a straight line, but it is not one. With a larger "
            "h, your gradient with respect to W1 and b1 is wrong.",
            "지수 함수는 0 근처에서 직선처럼 보이지만 직선이 아닙니다. h가 커지면 W1과 b1의 기울기가 "
            "어긋납니다.",
        ),
    ),
    WrongAnswer(
        "fast-second-layer-linear",
        Q,
        _with(("            e = np.exp(step * z)\n", "            e = 1 + step * z\n")),
        Text(
            "Near 0 the exponential looks like a straight line, but it is not one. With a larger "
            "h, your gradient with respect to W2 and b2 is wrong.",
            "지수 함수는 0 근처에서 직선처럼 보이지만 직선이 아닙니다. h가 커지면 W2와 b2의 기울기가 "
            "어긋납니다.",
        ),
    ),
    WrongAnswer(
        "fast-softmax-not-renewed",
        Q,
        _with(("/ new.sum(axis=1)", "/ 1.0")),
        Text(
            "When a score moves, all probabilities do: divide by their new sum.",
            "점수 하나가 움직이면 모든 확률이 바뀝니다. 새로 구한 합으로 나누십시오.",
        ),
    ),
    WrongAnswer(
        "fast-true-class-alone",
        Q,
        _with(("/ (1 + p[:, [k]] * (e - 1))", "/ (1 + own * p[:, [k]] * (e - 1))")),
        Text(
            "A weight that leads to the score of another class changes the probability of the true "
            "class too, through the sum in the denominator.",
            "다른 클래스의 점수로 가는 가중치도 정답 클래스의 확률을 바꿉니다. 분모의 합을 통해 바뀝니다.",
        ),
    ),
    WrongAnswer(
        "fast-before-the-sigmoid",
        Q,
        _with(("z = np.hstack([z1,", "z = np.hstack([a1,")),
        Text(
            "W2 is multiplied by the output of the hidden layer, not by what goes into its "
            "sigmoid.",
            "W2에는 시그모이드에 들어가는 값이 아니라 은닉층의 출력이 곱해집니다.",
        ),
    ),
    WrongAnswer(
        "fast-summed",
        Q,
        _with((" / len(x)\n", "\n"), (".mean(axis=0)", ".sum(axis=0)")),
        Text(
            "The gradient is too large by a factor of the number of pictures: the loss is a mean.",
            "기울기가 그림의 수만큼 크게 나옵니다. 손실은 배치의 평균입니다.",
        ),
    ),
    WrongAnswer(
        "fast-over-pixels",
        Q,
        _with((" / len(x)\n", " / x.shape[1]\n")),
        Text(
            "The mean is taken over the pictures of the batch; for W1 and b1 you divide by the "
            "number of pixels.",
            "평균은 배치의 그림 수로 나누어 구합니다. W1과 b1에서는 픽셀의 수로 나누고 있습니다.",
        ),
    ),
    WrongAnswer(
        "fast-output-layer-missing",
        Q,
        _with(('gradient["W2"][:, k], gradient["b2"][k] = sums[:-1], sums[-1]', "pass")),
        Text(
            "The gradient with respect to W2 and b2 is 0: these parameters have to be moved too.",
            "W2와 b2의 기울기가 0입니다. 이 매개변수들도 움직여야 합니다.",
        ),
    ),
    WrongAnswer(
        "fast-no-biases",
        Q,
        _with((_END, '    return {key: gradient[key] for key in ("W1", "W2")}\n')),
        Text(
            "The gradients with respect to the biases are missing.",
            "편향의 기울기가 빠져 있습니다.",
        ),
    ),
    WrongAnswer(
        "fast-transposed",
        Q,
        _with((_END, "    return {key: value.T for key, value in gradient.items()}\n")),
        Text(
            "Your gradients are transposed; each should have the shape of its array.",
            "기울기가 전치되어 있습니다. 각 기울기의 형상은 해당 배열의 형상과 같아야 합니다.",
        ),
    ),
    WrongAnswer(
        "fast-printed",
        Q,
        _with((_END, "    print(gradient)\n")),
        returns_nothing("function", "gradients that are", "함수가", "기울기를"),
    ),
    WrongAnswer(
        "fast-tuple",
        Q,
        _with((_END, "    return tuple(gradient.values())\n")),
        Text(
            "You return a tuple; return a dictionary with the keys of params.",
            "튜플을 반환하고 있습니다. params와 같은 키를 가진 딕셔너리를 반환해야 합니다.",
        ),
    ),
    WrongAnswer(
        "fast-labels-only",
        Q,
        _with(("t.argmax(axis=1) if t.ndim == 2 else t", "t")),
        Text(
            "Your function handles integer labels only; t may be one-hot too.",
            "정수 레이블만 처리하고 있습니다. t는 원-핫 인코딩일 수도 있습니다.",
        ),
    ),
    WrongAnswer(
        "fast-one-hot-only",
        Q,
        _with(("t.argmax(axis=1) if t.ndim == 2 else t", "t.argmax(axis=1)")),
        Text(
            "Your function handles one-hot t only; t may hold integer labels too.",
            "원-핫 인코딩만 처리하고 있습니다. t는 정수 레이블일 수도 있습니다.",
        ),
    ),
    WrongAnswer(
        "fast-one-picture-for-all",
        Q,
        _with(("p[n] * e", "p[0] * e")),
        Text(
            "You use the probabilities of one picture for all of them.",
            "그림 하나의 확률을 모든 그림에 쓰고 있습니다.",
        ),
    ),
    WrongAnswer(
        "fast-bright-pixels-only",
        Q,
        _with(("np.nonzero(x)", "np.nonzero(x > 0)")),
        Text(
            "You skip more than the inputs that are 0: inputs below 0 count as well.",
            "값이 0인 입력보다 더 많이 건너뛰고 있습니다. 음수인 입력도 계산에 들어가야 합니다.",
        ),
    ),
    WrongAnswer(
        "fast-pixels-rounded",
        Q,
        _with(("pixels = x[n, seen]", "pixels = np.round(x[n, seen], 1)")),
        Text(
            "You round the inputs to have fewer different ones; compute the gradient for x as it "
            "is.",
            "서로 다른 값을 줄이려고 입력을 반올림하고 있습니다. 기울기는 x 그대로에 대해 구해야 합니다.",
        ),
    ),
    WrongAnswer(
        "fast-part-of-batch",
        Q,
        _with(("    labels = t.arg", "    x, t = x[:50], t[:50]\n    labels = t.arg")),
        Text(
            "In a large batch, only some of the pictures enter your gradient.",
            "배치가 크면 그림의 일부만 기울기에 반영됩니다.",
        ),
    ),
    WrongAnswer(
        "fast-single-precision",
        Q,
        _with(
            (
                "    labels = t.arg",
                "    x = x.astype(np.float32)\n"
                "    W1, b1, W2, b2 = (each.astype(np.float32) for each in (W1, b1, W2, b2))\n"
                "    labels = t.arg",
            ),
            ("{key: np.zeros_like(param) for", "{key: np.zeros(param.shape) for"),
        ),
        Text(
            "float32 is faster but keeps only seven digits, so almost nothing is left of the "
            "difference of two nearly equal losses: compute in float64.",
            "float32는 빠르지만 유효 숫자가 일곱 자리뿐이라, 거의 같은 두 손실의 차에는 남는 자릿수가 "
            "거의 없습니다. float64로 계산하십시오.",
        ),
        noisy=True,
    ),
    WrongAnswer(
        "fast-params-moved",
        Q,
        _ending('network.params["b1"] += h'),
        Text(
            "The arrays in network.params are not what they were before the call: put back what "
            "you move.",
            "network.params가 호출 전과 달라집니다. 움직인 값은 제자리로 돌려놓으십시오.",
        ),
    ),
    WrongAnswer(
        "fast-backpropagation",
        Q,
        BACKPROPAGATION,
        Text(
            "This is the exact derivative (backpropagation), which does not depend on h. Compute "
            "the central differences.",
            "이것은 h에 의존하지 않는 정확한 미분(오차역전파법)입니다. 문제에서 요구하는 것은 중앙 "
            "차분입니다.",
        ),
        "tests of the bonus",
    ),
    WrongAnswer(
        "fast-backpropagation-hidden-layer",
        Q,
        _ending(
            "rest = (p - np.eye(len(b2))[labels]) / len(x) @ W2.T * z1 * (1 - z1)",
            'gradient["W1"], gradient["b1"] = x.T @ rest, rest.sum(axis=0)',
        ),
        Text(
            "For W1 and b1 this is the exact derivative (backpropagation), which does not depend "
            "on h.",
            "W1과 b1에서는 h에 의존하지 않는 정확한 미분(오차역전파법)을 쓰고 있습니다.",
        ),
    ),
    WrongAnswer(
        "fast-backpropagation-output-layer",
        Q,
        _ending(
            "rest = (p - np.eye(len(b2))[labels]) / len(x)",
            'gradient["W2"], gradient["b2"] = z1.T @ rest, rest.sum(axis=0)',
        ),
        Text(
            "For W2 and b2 this is the exact derivative (backpropagation), which does not depend "
            "on h.",
            "W2와 b2에서는 h에 의존하지 않는 정확한 미분(오차역전파법)을 쓰고 있습니다.",
        ),
    ),
    WrongAnswer(
        "fast-extrapolated",
        Q,
        _with(("fast_numerical_gradient", "with_step"))
        + """

def fast_numerical_gradient(network, x, t, h=1e-4):
    whole, half = with_step(network, x, t, h), with_step(network, x, t, h / 2)
    return {key: (4 * half[key] - whole[key]) / 3 for key in whole}
""",
        Text(
            "You combine differences with two step sizes, which comes closer to the derivative. "
            "Compute the central differences with h alone.",
            "두 가지 간격의 차분을 합쳐 미분에 더 가까워졌습니다. 문제에서 요구하는 것은 h 하나로 구한 "
            "중앙 차분입니다.",
        ),
        "Richardson extrapolation",
    ),
    WrongAnswer(
        "fast-own-method",
        Q,
        """
        def fast_numerical_gradient(network, x, t, h=1e-4):
            return network.numerical_gradient(x, t)
        """,
        Text(
            "This calls the slow method again, and h has no effect on it.",
            "느린 메서드를 다시 호출하고 있으며, h는 아무 영향도 주지 않습니다.",
        ),
        family="fast-step-ignored",
    ),
    WrongAnswer(
        "fast-plain-loop",
        Q,
        PLAIN_LOOP,
        Text(
            "The numbers are right, but this is the plain loop: two forward passes for each "
            "parameter.",
            "값은 맞지만 매개변수마다 순전파를 두 번씩 하는 단순한 반복문입니다.",
        ),
        "tests of the bonus",
        family="fast-too-slow",
        late=True,
    ),
    WrongAnswer(
        "fast-second-layer-only",
        Q,
        _first_layer_by_loop(),
        Text(
            "The second layer is fast, but W1 and b1 still take two forward passes for each "
            "parameter.",
            "두 번째 층은 빠르지만 W1과 b1에서는 아직 매개변수마다 순전파를 두 번씩 합니다.",
        ),
        family="fast-too-slow",
        late=True,
    ),
]

RIGHT = [
    RightAnswer("right-fast-by-unit", Q, BY_UNIT),
    RightAnswer("right-fast-log-alone", Q, _with((_LOGARITHM, "-np.log(y)"))),
    RightAnswer("right-fast-clipped", Q, _with((_LOGARITHM, "-np.log(np.maximum(y, 1e-7))"))),
    RightAnswer(
        "right-fast-by-picture",
        Q,
        """
def loss_change(p, label, change):
    # Minus the logarithm of the true class's probability when the scores change.
    powers = p * np.exp(change)
    return -np.log(powers[..., label] / powers.sum(axis=-1) + 1e-7)


def fast_numerical_gradient(network, x, t, h=1e-4):
    params = network.params
    if t.ndim == 2:
        t = t.argmax(axis=-1)
    hidden = params["W1"].shape[1]
    with_bias = np.vstack([params["W1"], params["b1"]])
    first, second = np.zeros_like(with_bias), np.zeros((hidden + 1, len(params["b2"])))
    one_score = np.eye(len(params["b2"]))
    for row, label in zip(x, t):
        row = np.append(row, 1.0)
        a = row @ with_bias
        z = sigmoid(a)
        p = softmax(z @ params["W2"] + params["b2"])
        values, place = np.unique(row, return_inverse=True)
        both = []
        for step in (h, -h):
            d = sigmoid(a + step * values[:, None]) - z
            both.append(loss_change(p, label, d[..., None] * params["W2"]))
        first += (both[0] - both[1])[place]
        moved = np.append(z, 1.0)[:, None, None] * one_score
        second += loss_change(p, label, h * moved) - loss_change(p, label, -h * moved)
    first, second = first / (2 * h * len(x)), second / (2 * h * len(x))
    return {"W1": first[:-1], "b1": first[-1], "W2": second[:-1], "b2": second[-1]}
""",
    ),
]
