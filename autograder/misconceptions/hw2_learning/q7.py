"""Wrong answers to question 7: the two-layer network."""

from autograder.misconceptions import WrongAnswer, returns_nothing
from autograder.text import Text

Q = "q7_two_layer_net"


def _init(
    w1: str = "weight_init_std * np.random.randn(input_size, hidden_size)",
    b1: str = "np.zeros(hidden_size)",
    w2: str = "weight_init_std * np.random.randn(hidden_size, output_size)",
    b2: str = "np.zeros(output_size)",
    head: str = "input_size, hidden_size, output_size, weight_init_std=0.01",
    before: str = "pass",
    after: str = "pass",
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
            {after}
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
        Text(
            "weight_init_std has no effect: the standard deviation of your weights is always 1.",
            "weight_init_std가 아무런 영향을 주지 않습니다. 가중치가 퍼진 정도가 항상 1입니다.",
        ),
        family="net-std-no-scale",
    ),
    WrongAnswer(
        "net-std-fixed",
        Q,
        _init(
            "0.01 * np.random.randn(input_size, hidden_size)",
            w2="0.01 * np.random.randn(hidden_size, output_size)",
        ),
        Text(
            "The standard deviation of your weights is fixed at 0.01; it should be "
            "weight_init_std, whatever its value is.",
            "가중치가 퍼진 정도를 0.01로 고정해 두었습니다. 어떤 값이 들어오든 weight_init_std를 "
            "따라야 합니다.",
        ),
    ),
    WrongAnswer(
        "net-std-only-w1",
        Q,
        _init(w2="np.random.randn(hidden_size, output_size)"),
        Text(
            "Only W1 is scaled by weight_init_std, W2 is not.",
            "weight_init_std에 따라 크기가 달라지는 것은 W1뿐이고 W2는 그렇지 않습니다.",
        ),
    ),
    WrongAnswer(
        "net-std-only-w2",
        Q,
        _init("np.random.randn(input_size, hidden_size)"),
        Text(
            "Only W2 is scaled by weight_init_std, W1 is not.",
            "weight_init_std에 따라 크기가 달라지는 것은 W2뿐이고 W1은 그렇지 않습니다.",
        ),
    ),
    WrongAnswer(
        "net-std-root",
        Q,
        _init(
            "np.sqrt(weight_init_std) * np.random.randn(input_size, hidden_size)",
            w2="np.sqrt(weight_init_std) * np.random.randn(hidden_size, output_size)",
        ),
        Text(
            "You scale the weights by the square root of weight_init_std: it is a standard "
            "deviation, not a variance.",
            "가중치의 크기를 weight_init_std의 제곱근으로 정했습니다. 이 값은 분산이 아니라 "
            "표준편차입니다.",
        ),
    ),
    WrongAnswer(
        "net-std-squared",
        Q,
        _init(
            "weight_init_std**2 * np.random.randn(input_size, hidden_size)",
            w2="weight_init_std**2 * np.random.randn(hidden_size, output_size)",
        ),
        Text(
            "You scale the weights by the square of weight_init_std.",
            "가중치의 크기를 weight_init_std의 제곱으로 정했습니다.",
        ),
    ),
    WrongAnswer(
        "net-std-divided",
        Q,
        _init(
            "np.random.randn(input_size, hidden_size) / weight_init_std",
            w2="np.random.randn(hidden_size, output_size) / weight_init_std",
        ),
        Text(
            "You divide by weight_init_std, so that a small one gives huge weights.",
            "weight_init_std로 나누고 있습니다. 그래서 이 값이 작으면 가중치가 엄청나게 커집니다.",
        ),
    ),
    WrongAnswer(
        "net-std-added",
        Q,
        _init(
            "weight_init_std + np.random.randn(input_size, hidden_size)",
            w2="weight_init_std + np.random.randn(hidden_size, output_size)",
        ),
        Text(
            "You add weight_init_std to the weights; it should scale them.",
            "가중치에 weight_init_std를 더했습니다. 이 값은 가중치의 크기를 정해야 합니다.",
        ),
        family="net-std-no-scale",
    ),
    WrongAnswer(
        "net-xavier",
        Q,
        _init(
            "np.random.randn(input_size, hidden_size) / np.sqrt(input_size)",
            w2="np.random.randn(hidden_size, output_size) / np.sqrt(hidden_size)",
        ),
        Text(
            "You scale your weights by the size of the layer; here weight_init_std says how large "
            "they should be.",
            "가중치의 크기를 층의 크기로 정했습니다. 여기서는 weight_init_std가 그 크기를 "
            "정합니다.",
        ),
        "the book's chapter 6",
    ),
    WrongAnswer(
        "net-default-std",
        Q,
        _init(head="input_size, hidden_size, output_size, weight_init_std=0.1"),
        Text(
            "The default value of weight_init_std in your class is not the one in the question.",
            "작성한 클래스에서 weight_init_std의 기본값이 문제에 적힌 것과 다릅니다.",
        ),
        family="net-default",
    ),
    WrongAnswer(
        "net-default-std-one",
        Q,
        _init(head="input_size, hidden_size, output_size, weight_init_std=1.0"),
        Text(
            "The default value of weight_init_std in your class is not the one in the question.",
            "작성한 클래스에서 weight_init_std의 기본값이 문제에 적힌 것과 다릅니다.",
        ),
        family="net-default",
    ),
    WrongAnswer(
        "net-uniform",
        Q,
        _init(
            "weight_init_std * np.random.rand(input_size, hidden_size)",
            w2="weight_init_std * np.random.rand(hidden_size, output_size)",
        ),
        Text(
            "`rand` draws uniform numbers between 0 and 1. The table asks for normally distributed "
            "ones: look for the function of np.random that draws those.",
            "가중치가 0보다 큰 균등분포 난수(`rand`)입니다. 정규분포 난수를 만드는 함수는 이름의 "
            "글자가 다릅니다.",
        ),
        "`rand` instead of `randn`",
    ),
    WrongAnswer(
        "net-uniform-centred",
        Q,
        _init(
            "weight_init_std * np.random.uniform(-3**0.5, 3**0.5, (input_size, hidden_size))",
            w2="weight_init_std * np.random.uniform(-3**0.5, 3**0.5, (hidden_size, output_size))",
        ),
        Text(
            "Your weights are uniformly distributed; they should be normally distributed.",
            "가중치가 균등분포를 따릅니다. 정규분포를 따라야 합니다.",
        ),
    ),
    WrongAnswer(
        "net-zero-weights",
        Q,
        _init("np.zeros((input_size, hidden_size))", w2="np.zeros((hidden_size, output_size))"),
        Text(
            "All weights are 0 at the start, so all hidden units would learn the same thing.",
            "처음에 모든 가중치가 0입니다. 이러면 은닉층의 모든 뉴런이 같은 것을 배우게 됩니다.",
        ),
        family="net-equal-weights",
    ),
    WrongAnswer(
        "net-constant-weights",
        Q,
        _init(
            "weight_init_std * np.ones((input_size, hidden_size))",
            w2="weight_init_std * np.ones((hidden_size, output_size))",
        ),
        Text(
            "All weights are equal at the start, so all hidden units would learn the same thing.",
            "처음에 모든 가중치가 똑같습니다. 이러면 은닉층의 모든 뉴런이 같은 것을 배우게 됩니다.",
        ),
        family="net-equal-weights",
    ),
    WrongAnswer(
        "net-shifted-mean",
        Q,
        _init(
            "np.random.normal(weight_init_std, weight_init_std, (input_size, hidden_size))",
            w2="np.random.normal(weight_init_std, weight_init_std, (hidden_size, output_size))",
        ),
        Text(
            "Your weights are not centred at 0: look at the first argument of `np.random.normal`.",
            "가중치의 중심이 0이 아닙니다. `np.random.normal` 함수의 첫 번째 인수를 살펴보십시오.",
        ),
        "arguments of normal",
    ),
    WrongAnswer(
        "net-seeded",
        Q,
        _init(before="np.random.seed(0)"),
        Text(
            "There is a seed in your class, so all networks start with the same weights.",
            "클래스 안에 시드가 고정되어 있어서 모든 신경망이 같은 가중치로 시작합니다.",
        ),
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
        Text(
            "All networks share one set of weights; each should have its own.",
            "모든 신경망이 가중치 한 벌을 함께 씁니다. 신경망마다 자기 가중치가 있어야 합니다.",
        ),
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
        Text("Your biases are random at the start.", "편향의 처음 값이 무작위입니다."),
        family="net-nonzero-biases",
    ),
    WrongAnswer(
        "net-biases-one",
        Q,
        _init(b1="np.ones(hidden_size)", b2="np.ones(output_size)"),
        Text("Your biases are 1 at the start.", "편향의 처음 값이 1입니다."),
        family="net-nonzero-biases",
    ),
    WrongAnswer(
        "net-b2-nonzero",
        Q,
        _init(b2="np.full(output_size, 0.01)"),
        Text("b2 is not zero at the start.", "b2의 처음 값이 0이 아닙니다."),
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
        Text(
            "Both biases are the same array: a change in one changes the other.",
            "두 편향이 같은 배열입니다. 한쪽을 바꾸면 다른 쪽도 바뀝니다.",
        ),
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
        Text(
            "Where the layers are equally wide, both biases are the same array.",
            "두 층의 크기가 같을 때 두 편향이 같은 배열이 됩니다.",
        ),
        "aliasing",
        family="net-shared-bias",
    ),
    WrongAnswer(
        "net-w1-transposed",
        Q,
        _init("weight_init_std * np.random.randn(hidden_size, input_size)"),
        Text(
            "W1 is transposed: the number of inputs comes first in its shape.",
            "W1이 전치되어 있습니다. 형상에서는 입력의 수가 먼저 옵니다.",
        ),
        "other books' convention",
    ),
    WrongAnswer(
        "net-both-transposed",
        Q,
        _init(
            "weight_init_std * np.random.randn(hidden_size, input_size)",
            w2="weight_init_std * np.random.randn(output_size, hidden_size)",
        ),
        Text(
            "Your weight matrices are transposed: the size of what goes in comes first in their "
            "shapes.",
            "가중치 행렬이 전치되어 있습니다. 형상에서는 들어오는 쪽의 수가 먼저 옵니다.",
        ),
        "other books' convention",
        family="net-w1-transposed",
    ),
    WrongAnswer(
        "net-w2-from-input",
        Q,
        _init(w2="weight_init_std * np.random.randn(input_size, output_size)"),
        Text(
            "W2 is applied to the output of the hidden layer, not to the input: look at its shape.",
            "W2는 입력이 아니라 은닉층에서 나온 값을 받습니다. W2의 형상을 살펴보십시오.",
        ),
    ),
    WrongAnswer(
        "net-bias-column",
        Q,
        _init(b1="np.zeros((hidden_size, 1))", b2="np.zeros((output_size, 1))"),
        Text(
            "Your biases have two dimensions; the table gives them one.",
            "편향이 2차원 배열입니다. 표에는 1차원으로 되어 있습니다.",
        ),
        "other books' convention",
    ),
    WrongAnswer(
        "net-bias-row",
        Q,
        _init(b1="np.zeros((1, hidden_size))", b2="np.zeros((1, output_size))"),
        Text(
            "Your biases have two dimensions; the table gives them one.",
            "편향이 2차원 배열입니다. 표에는 1차원으로 되어 있습니다.",
        ),
        "other courses' convention",
        family="net-bias-column",
    ),
    WrongAnswer(
        "net-biases-swapped",
        Q,
        _init(b1="np.zeros(output_size)", b2="np.zeros(hidden_size)"),
        Text(
            "The sizes of the two biases are swapped.",
            "두 편향의 크기가 뒤바뀌었습니다.",
        ),
    ),
    WrongAnswer(
        "net-bias-number",
        Q,
        _init(b1="0.0", b2="0.0"),
        Text(
            "Your biases are single numbers; each unit has its own bias.",
            "편향이 수 하나로 되어 있습니다. 편향은 뉴런마다 하나씩 있습니다.",
        ),
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
        Text(
            "Your params are float32, which has so few digits that a change by h is lost.",
            "params의 자료형이 float32입니다. 자릿수가 모자라서 h만큼의 변화가 묻혀 버립니다.",
        ),
        "deep learning libraries",
    ),
    WrongAnswer(
        "net-integer-biases",
        Q,
        _init(b1="np.zeros(hidden_size, dtype=int)", b2="np.zeros(output_size, dtype=int)"),
        Text(
            "Your biases are arrays of integers, which cannot hold a small change.",
            "편향이 정수 배열이라서 작은 변화를 담지 못합니다.",
        ),
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
        Text(
            "The keys of params are not those of the table: capitals count.",
            "params의 키가 표와 다릅니다. 대소문자를 구별합니다.",
        ),
    ),
    WrongAnswer(
        "net-more-in-params",
        Q,
        _init(b2="np.zeros(output_size)\n            self.params['std'] = weight_init_std"),
        Text(
            "params holds more than the four arrays: keep other things in attributes of their own.",
            "params에 네 배열 말고 다른 것도 들어 있습니다. 다른 값은 별도의 속성에 보관하십시오.",
        ),
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
        Text(
            "`params` without `self.` is a local variable: it is gone when `__init__` ends.",
            "`self.`을 붙이지 않은 `params` 변수는 지역 변수라서 `__init__` 메서드가 끝나면 "
            "사라집니다.",
        ),
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
        Text(
            "`params` is a list in your class; make it a dictionary with the four names as keys.",
            "작성한 클래스에서 `params` 변수가 리스트입니다. 이름 네 개를 키로 하는 딕셔너리여야 "
            "합니다.",
        ),
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
        Text(
            "The sizes of the arrays are fixed in your code; take them from the arguments.",
            "배열의 크기를 코드 안에 고정해 두었습니다. 인수로 받은 값을 쓰십시오.",
        ),
        "left over from the example",
    ),
    # -- predict -----------------------------------------------------------------------------------
    WrongAnswer(
        "net-no-activation",
        Q,
        _predict('x @ self.params["W1"] + self.params["b1"]'),
        Text(
            "The activation function between the two layers is missing.",
            "두 층 사이에 활성화 함수가 빠졌습니다.",
        ),
    ),
    WrongAnswer(
        "net-relu",
        Q,
        _predict('np.maximum(0, x @ self.params["W1"] + self.params["b1"])'),
        Text(
            "The activation function of your hidden layer is ReLU; it should be the sigmoid.",
            "은닉층의 활성화 함수가 ReLU입니다. 시그모이드여야 합니다.",
        ),
        "the book's later chapters",
    ),
    WrongAnswer(
        "net-tanh",
        Q,
        _predict('np.tanh(x @ self.params["W1"] + self.params["b1"])'),
        Text(
            "The activation function of your hidden layer is tanh; it should be the sigmoid.",
            "은닉층의 활성화 함수가 tanh입니다. 시그모이드여야 합니다.",
        ),
    ),
    WrongAnswer(
        "net-softmax-hidden",
        Q,
        _predict('softmax(x @ self.params["W1"] + self.params["b1"])'),
        Text(
            "Your hidden layer uses softmax; that is for the output only.",
            "은닉층에 소프트맥스를 썼습니다. 소프트맥스는 출력에만 씁니다.",
        ),
    ),
    WrongAnswer(
        "net-sigmoid-twice",
        Q,
        _predict('sigmoid(sigmoid(x @ self.params["W1"] + self.params["b1"]))'),
        Text("The sigmoid is applied twice.", "시그모이드를 두 번 적용합니다."),
    ),
    WrongAnswer(
        "net-sigmoid-before-bias",
        Q,
        _predict('sigmoid(x @ self.params["W1"]) + self.params["b1"]'),
        Text(
            "The bias is added after the sigmoid; it belongs inside.",
            "편향을 시그모이드 다음에 더했습니다. 시그모이드 안에서 더해야 합니다.",
        ),
        "parentheses",
    ),
    WrongAnswer(
        "net-no-b1",
        Q,
        _predict('sigmoid(x @ self.params["W1"])'),
        Text("The bias of the first layer is missing.", "첫 번째 층의 편향을 빠뜨렸습니다."),
    ),
    WrongAnswer(
        "net-no-b2",
        Q,
        _predict(y='softmax(z1 @ self.params["W2"])'),
        Text("The bias of the second layer is missing.", "두 번째 층의 편향을 빠뜨렸습니다."),
    ),
    WrongAnswer(
        "net-no-biases",
        Q,
        _predict('sigmoid(x @ self.params["W1"])', 'softmax(z1 @ self.params["W2"])'),
        Text("Both biases are missing.", "두 편향을 모두 빠뜨렸습니다."),
    ),
    WrongAnswer(
        "net-bias-subtracted",
        Q,
        _predict('sigmoid(x @ self.params["W1"] - self.params["b1"])'),
        Text("The bias is subtracted in the first layer.", "첫 번째 층에서 편향을 뺐습니다."),
    ),
    WrongAnswer(
        "net-b1-summed",
        Q,
        _predict('sigmoid(x @ self.params["W1"] + np.sum(self.params["b1"]))'),
        Text(
            "Each hidden unit has its own bias; you add them all up.",
            "은닉층에는 뉴런마다 편향이 하나씩 있는데 그것을 모두 더해 버렸습니다.",
        ),
    ),
    WrongAnswer(
        "net-scores",
        Q,
        _predict(y='z1 @ self.params["W2"] + self.params["b2"]'),
        Text(
            "You return scores; softmax, which turns them into probabilities, is missing at the "
            "end.",
            "점수를 그대로 반환합니다. 점수를 확률로 바꾸는 소프트맥스가 끝에 빠졌습니다.",
        ),
    ),
    WrongAnswer(
        "net-sigmoid-output",
        Q,
        _predict(y='sigmoid(z1 @ self.params["W2"] + self.params["b2"])'),
        Text(
            "The output goes through a sigmoid; it should go through softmax.",
            "출력에 시그모이드를 썼습니다. 소프트맥스여야 합니다.",
        ),
    ),
    WrongAnswer(
        "net-extra-sigmoid",
        Q,
        _predict(y='softmax(sigmoid(z1 @ self.params["W2"] + self.params["b2"]))'),
        Text(
            "There is a sigmoid between the second layer and the softmax; it does not belong there.",
            "두 번째 층과 소프트맥스 사이에 있어서는 안 될 시그모이드가 있습니다.",
        ),
    ),
    WrongAnswer(
        "net-softmax-twice",
        Q,
        _predict(y='softmax(softmax(z1 @ self.params["W2"] + self.params["b2"]))'),
        Text("The output goes through softmax twice.", "출력을 소프트맥스에 두 번 통과시킵니다."),
    ),
    WrongAnswer(
        "net-softmax-batch",
        Q,
        _SOFTMAX.format(""),
        Text(
            "Your softmax divides by the sum over the whole batch; each row should sum to 1.",
            "소프트맥스가 배치 전체의 합으로 나눕니다. 행마다 합이 1이어야 합니다.",
        ),
        "the book, section 3.5, whose softmax is for one row",
    ),
    WrongAnswer(
        "net-softmax-columns",
        Q,
        _SOFTMAX.format(", axis=0"),
        Text(
            "Your softmax sums down the columns; each row should sum to 1.",
            "소프트맥스가 열을 따라 내려가며 더합니다. 행마다 합이 1이어야 합니다.",
        ),
        "wrong axis",
    ),
    WrongAnswer(
        "net-softmax-no-exp",
        Q,
        _predict(
            y='z1 @ self.params["W2"] + self.params["b2"]',
            end="return np.abs(y) / np.sum(np.abs(y), axis=1, keepdims=True)",
        ),
        Text(
            "Your rows sum to 1, but without exponentials this is not softmax.",
            "행마다 합이 1이기는 하지만 지수 함수가 없으면 소프트맥스가 아닙니다.",
        ),
    ),
    WrongAnswer(
        "net-predict-classes",
        Q,
        _predict(end="return np.argmax(y, axis=1)"),
        Text(
            "predict should return probabilities, not classes.",
            "클래스를 반환합니다. predict 메서드가 돌려주어야 하는 것은 확률입니다.",
        ),
    ),
    WrongAnswer(
        "net-predict-rounded",
        Q,
        _predict(end="return np.round(y, 3)"),
        Text(
            "Your probabilities are rounded; return them with all their digits.",
            "확률을 반올림했습니다.",
        ),
    ),
    WrongAnswer(
        "net-predict-first-row",
        Q,
        _predict(end="return np.tile(y[0], (len(x), 1))"),
        Text(
            "All rows of your prediction are copies of the first.",
            "예측의 모든 행이 첫 번째 행의 예측과 똑같습니다.",
        ),
    ),
    WrongAnswer(
        "net-predict-print",
        Q,
        _predict(end="print(y)"),
        returns_nothing("predict", "a result that is", "predict 메서드가", "결과를"),
    ),
    WrongAnswer(
        "net-predict-list",
        Q,
        _predict(end="return y.tolist()"),
        Text(
            "Your predict returns a list; return an array.",
            "predict 메서드가 리스트를 반환합니다. 반환해야 하는 것은 배열입니다.",
        ),
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
        Text(
            "Your predict keeps using old weights: read them from self.params at each call.",
            "predict 메서드가 예전 가중치를 계속 씁니다. 호출할 때마다 self.params에서 읽으십시오.",
        ),
    ),
    WrongAnswer(
        "net-own-arrays",
        Q,
        _init(after="self.kept = {key: value.copy() for key, value in self.params.items()}")
        + _predict(
            'sigmoid(x @ self.kept["W1"] + self.kept["b1"])',
            'softmax(z1 @ self.kept["W2"] + self.kept["b2"])',
        ),
        Text(
            "Your predict uses arrays of its own, and params holds only copies of them: what is "
            "put into params does not reach predict.",
            "predict 메서드가 따로 둔 배열을 쓰고 params에는 그 복사본이 들어 있습니다. params를 바꾸어도 "
            "predict에는 아무 영향이 없습니다.",
        ),
    ),
    WrongAnswer(
        "net-hard-sigmoid",
        Q,
        _predict('(x @ self.params["W1"] + self.params["b1"] > 0).astype(float)'),
        Text(
            "Your hidden units are 0 or 1: this is the step function, not the sigmoid.",
            "은닉층 뉴런의 값이 0 아니면 1입니다. 이것은 시그모이드가 아니라 계단 함수입니다.",
        ),
        "the book, section 3.2",
    ),
    WrongAnswer(
        "net-sigmoid-sign",
        Q,
        """
        def sigmoid(x):
            return 1 / (1 + np.exp(x))
        """,
        Text(
            "Your own sigmoid falls where it should rise: look at the sign of its exponent.",
            "직접 작성한 시그모이드가 증가해야 할 곳에서 감소합니다. 지수의 부호를 살펴보십시오.",
        ),
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
        Text(
            "Your loss is the sum of squared errors; it should be the cross-entropy error.",
            "손실이 오차제곱합입니다. 교차 엔트로피 오차여야 합니다.",
        ),
    ),
    WrongAnswer(
        "net-loss-swapped",
        Q,
        _loss("return cross_entropy_error(t, self.predict(x))"),
        Text(
            "y and t are swapped in your call of cross_entropy_error.",
            "cross_entropy_error를 호출할 때 y와 t가 뒤바뀌었습니다.",
        ),
        "arguments swapped",
    ),
    WrongAnswer(
        "net-loss-of-x",
        Q,
        _loss("return cross_entropy_error(x, t)"),
        Text(
            "Your loss compares t with the input; it should compare it with the prediction.",
            "손실을 구할 때 t를 입력과 비교합니다. 예측과 비교해야 합니다.",
        ),
    ),
    WrongAnswer(
        "net-loss-is-predict",
        Q,
        _loss("return self.predict(x)"),
        Text(
            "Your loss returns the prediction; it should return one number.",
            "loss 메서드가 예측을 반환합니다. 반환해야 하는 것은 수 하나입니다.",
        ),
    ),
    WrongAnswer(
        "net-loss-divided",
        Q,
        _loss("return cross_entropy_error(self.predict(x), t) / len(x)"),
        Text(
            "You divide by the batch size twice: cross_entropy_error has already taken the mean.",
            "배치 크기로 두 번 나눕니다. cross_entropy_error에서 이미 평균을 구했습니다.",
        ),
    ),
    WrongAnswer(
        "net-loss-sum",
        Q,
        _loss("return cross_entropy_error(self.predict(x), t) * len(x)"),
        Text(
            "Your loss is the sum over the batch; it should be the mean.",
            "손실이 배치 전체의 합입니다. 평균이어야 합니다.",
        ),
    ),
    WrongAnswer(
        "net-loss-negative",
        Q,
        _loss("return -cross_entropy_error(self.predict(x), t)"),
        Text(
            "Your loss has the wrong sign: cross_entropy_error already has its minus.",
            "손실의 부호가 반대입니다. cross_entropy_error에 이미 마이너스 부호가 있습니다.",
        ),
    ),
    WrongAnswer(
        "net-loss-softmax",
        Q,
        _loss("return cross_entropy_error(softmax(self.predict(x)), t)"),
        Text(
            "Your loss applies softmax to the probabilities once more.",
            "loss 메서드가 확률을 소프트맥스에 한 번 더 통과시킵니다.",
        ),
        "libraries whose cross entropy takes scores",
    ),
    WrongAnswer(
        "net-loss-of-accuracy",
        Q,
        _loss("return 1 - self.accuracy(x, t)"),
        Text(
            "Your loss is made of the accuracy; part 1 of the notebook says why that does not work.",
            "정확도로 손실을 만들었습니다. 왜 그러면 안 되는지는 문제 설명에 나와 있습니다.",
        ),
    ),
    WrongAnswer(
        "net-loss-one-hot-only",
        Q,
        _loss("return -np.sum(t * np.log(self.predict(x) + 1e-7)) / len(x)"),
        Text(
            "Your loss handles one-hot t, but not integer labels: your function from question 2 "
            "handles both.",
            "loss 메서드가 원-핫 인코딩된 t는 처리하지만 정수 레이블은 처리하지 못합니다. 2번 "
            "문제의 함수는 둘 다 처리합니다.",
        ),
    ),
    WrongAnswer(
        "net-loss-labels-only",
        Q,
        _loss(
            "y = self.predict(x)\n"
            "            return -np.mean(np.log(y[np.arange(len(x)), t.astype(int)] + 1e-7))"
        ),
        Text(
            "Your loss handles integer labels, but not one-hot t: your function from question 2 "
            "handles both.",
            "loss 메서드가 정수 레이블은 처리하지만 원-핫 인코딩된 t는 처리하지 못합니다. 2번 "
            "문제의 함수는 둘 다 처리합니다.",
        ),
    ),
    WrongAnswer(
        "net-loss-print",
        Q,
        _loss("print(cross_entropy_error(self.predict(x), t))"),
        returns_nothing("loss", "a result that is", "loss 메서드가", "결과를"),
    ),
    WrongAnswer(
        "net-loss-regularised",
        Q,
        _loss(
            "return cross_entropy_error(self.predict(x), t) + 0.5 * 0.1 * sum(\n"
            "                np.sum(self.params[key] ** 2) for key in ('W1', 'W2'))"
        ),
        Text(
            "Your loss adds a penalty on large weights, which does not belong here.",
            "큰 가중치에 대한 페널티를 손실에 더했습니다. 이 문제에서는 요구하지 않습니다.",
        ),
        "the book's chapter 6",
    ),
    # -- accuracy ----------------------------------------------------------------------------------
    WrongAnswer(
        "net-accuracy-count",
        Q,
        _accuracy("float(np.sum(answers == labels))"),
        Text(
            "Your accuracy is the number of right answers; return the fraction of right answers.",
            "정확도가 맞힌 답의 개수로 되어 있습니다. 구해야 하는 것은 비율입니다.",
        ),
    ),
    WrongAnswer(
        "net-accuracy-percent",
        Q,
        _accuracy("100 * np.mean(answers == labels)"),
        Text(
            "Your accuracy is a percentage; return a fraction between 0 and 1.",
            "정확도를 백분율로 구했습니다. 구해야 하는 것은 0과 1 사이의 비율입니다.",
        ),
    ),
    WrongAnswer(
        "net-accuracy-error-rate",
        Q,
        _accuracy("np.mean(answers != labels)"),
        Text(
            "You return the fraction of wrong answers instead of that of right ones.",
            "틀린 답의 비율을 반환합니다.",
        ),
    ),
    WrongAnswer(
        "net-accuracy-constant",
        Q,
        _accuracy("1.0"),
        Text(
            "Your accuracy is the same, whatever the network answers.",
            "신경망이 무엇이라고 답하든 정확도가 똑같습니다.",
        ),
    ),
    WrongAnswer(
        "net-accuracy-wrong-axis",
        Q,
        _accuracy(answers="np.argmax(self.predict(x), axis=0)"),
        Text(
            "The `argmax` over the prediction goes down the columns; each row has one answer.",
            "예측에 쓴 `argmax`가 열을 따라 내려가며 찾습니다. 답은 행마다 하나씩 있습니다.",
        ),
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
        Text(
            "Your `argmax` goes down the columns; each row has one answer and one true class.",
            "`argmax`가 열을 따라 내려가며 찾습니다. 예측한 답도 정답도 행마다 하나씩 있습니다.",
        ),
        "argmax over the wrong axis",
        family="net-accuracy-axis",
    ),
    WrongAnswer(
        "net-accuracy-t-axis",
        Q,
        _accuracy(labels="np.argmax(t, axis=0) if t.ndim == 2 else t"),
        Text(
            "The `argmax` over t goes down the columns; each row has one true class.",
            "t에 쓴 `argmax`가 열을 따라 내려가며 찾습니다. 정답은 행마다 하나씩 있습니다.",
        ),
        "argmax over the wrong axis",
        family="net-accuracy-one-hot",
    ),
    WrongAnswer(
        "net-accuracy-labels-only",
        Q,
        _accuracy(labels="t"),
        Text(
            "Your accuracy handles integer labels, but not one-hot t.",
            "accuracy 메서드가 정수 레이블은 처리하지만 원-핫 인코딩된 t는 처리하지 못합니다.",
        ),
        family="net-accuracy-one-hot",
    ),
    WrongAnswer(
        "net-accuracy-one-hot-only",
        Q,
        _accuracy(labels="np.argmax(t.reshape(len(x), -1), axis=1)"),
        Text(
            "Your accuracy handles one-hot t, but not integer labels.",
            "accuracy 메서드가 원-핫 인코딩된 t는 처리하지만 정수 레이블은 처리하지 못합니다.",
        ),
    ),
    WrongAnswer(
        "net-accuracy-book",
        Q,
        _accuracy(labels="np.argmax(t, axis=1)"),
        Text(
            "Your accuracy handles one-hot t, but not integer labels, which have one dimension.",
            "accuracy 메서드가 원-핫 인코딩된 t는 처리하지만 1차원인 정수 레이블은 처리하지 "
            "못합니다.",
        ),
        "the book, section 4.5.1",
    ),
    WrongAnswer(
        "net-accuracy-divided-by-classes",
        Q,
        _accuracy("np.sum(answers == labels) / self.params['b2'].size"),
        Text(
            "You divide by the number of classes; the accuracy is a fraction of the rows.",
            "클래스 수로 나누고 있습니다. 구해야 하는 것은 행에 대한 비율입니다.",
        ),
        "batch size from the wrong axis",
    ),
    WrongAnswer(
        "net-accuracy-integer",
        Q,
        _accuracy("float(np.sum(answers == labels) // len(x))"),
        Text(
            "`//` rounds the quotient down: your accuracy can only be 0 or 1.",
            "`//` 연산은 소수점 아래를 모두 버립니다. 그래서 정확도가 0 아니면 1밖에 나오지 "
            "않습니다.",
        ),
        family="net-accuracy-zero-or-one",
    ),
    WrongAnswer(
        "net-accuracy-of-x",
        Q,
        _accuracy(answers="np.argmax(x, axis=1)"),
        Text(
            "Your accuracy compares t with the input; it should compare it with the prediction.",
            "정확도를 구할 때 t를 입력과 비교합니다. 예측과 비교해야 합니다.",
        ),
    ),
    WrongAnswer(
        "net-accuracy-per-row",
        Q,
        _accuracy("answers == labels"),
        Text(
            "You return which rows are right; return the fraction of right rows.",
            "어느 행을 맞혔는지를 반환합니다. 구해야 하는 것은 맞힌 행의 비율입니다.",
        ),
    ),
    WrongAnswer(
        "net-accuracy-probability",
        Q,
        """
        def accuracy(self, x, t):
            labels = np.argmax(t, axis=1) if t.ndim == 2 else t
            return np.mean(self.predict(x)[np.arange(len(x)), labels])
        """,
        Text(
            "You average the probabilities of the true classes; the accuracy depends only on "
            "whether they are the largest.",
            "정답 클래스의 확률을 평균했습니다. 정확도는 그 확률이 가장 큰지만 따집니다.",
        ),
    ),
    WrongAnswer(
        "net-accuracy-print",
        Q,
        _accuracy("print(np.mean(answers == labels))"),
        returns_nothing("accuracy", "a result that is", "accuracy 메서드가", "결과를"),
    ),
    WrongAnswer(
        "net-accuracy-all-or-nothing",
        Q,
        _accuracy("float(np.all(answers == labels))"),
        Text(
            "Your accuracy is 1 only if all rows are right, and 0 otherwise.",
            "모든 행을 맞혔을 때만 정확도가 1이고 그 밖에는 0입니다.",
        ),
        family="net-accuracy-zero-or-one",
    ),
]
