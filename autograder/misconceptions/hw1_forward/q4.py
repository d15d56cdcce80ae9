"""Wrong answers to question 4: the forward pass."""

from autograder.misconceptions import WrongAnswer
from autograder.text import Text

Q = "q4_forward"


def _forward(
    first: str = 'sigmoid(x @ network["W1"] + network["b1"])',
    second: str = 'sigmoid(z1 @ network["W2"] + network["b2"])',
    last: str = 'return z2 @ network["W3"] + network["b3"]',
) -> str:
    """Return a forward pass with another line in one of its layers."""
    return f"""
        def forward(network, x):
            z1 = {first}
            z2 = {second}
            {last}
        """


WRONG = [
    WrongAnswer(
        "forward-softmax",
        Q,
        _forward(last='return softmax(z2 @ network["W3"] + network["b3"])'),
        Text(
            "Your output goes through softmax; the last layer should return its weighted sums "
            "unchanged.",
            "출력에 소프트맥스를 적용했습니다. 출력층은 합을 그대로 내보냅니다.",
        ),
    ),
    WrongAnswer(
        "forward-sigmoid-output",
        Q,
        _forward(last='return sigmoid(z2 @ network["W3"] + network["b3"])'),
        Text(
            "Your output goes through a sigmoid; the last layer should return its weighted sums "
            "unchanged.",
            "출력에 시그모이드를 적용했습니다. 출력층은 합을 그대로 내보냅니다.",
        ),
    ),
    WrongAnswer(
        "forward-linear",
        Q,
        _forward('x @ network["W1"] + network["b1"]', 'z1 @ network["W2"] + network["b2"]'),
        Text(
            "There is no activation function in your network: three such layers can do no more "
            "than one.",
            "신경망에 활성화 함수가 없습니다. 이런 층은 세 개를 쌓아도 한 층과 다르지 않습니다.",
        ),
    ),
    WrongAnswer(
        "forward-linear-first",
        Q,
        _forward('x @ network["W1"] + network["b1"]'),
        Text(
            "The first layer lacks its activation function.",
            "첫 번째 층에 활성화 함수가 없습니다.",
        ),
    ),
    WrongAnswer(
        "forward-linear-second",
        Q,
        _forward(second='z1 @ network["W2"] + network["b2"]'),
        Text(
            "The second layer lacks its activation function.",
            "두 번째 층에 활성화 함수가 없습니다.",
        ),
    ),
    WrongAnswer(
        "forward-no-biases",
        Q,
        _forward(
            'sigmoid(x @ network["W1"])', 'sigmoid(z1 @ network["W2"])', 'return z2 @ network["W3"]'
        ),
        Text(
            "None of your layers adds its bias.",
            "어느 층에서도 편향을 더하지 않습니다.",
        ),
    ),
    WrongAnswer(
        "forward-no-last-bias",
        Q,
        _forward(last='return z2 @ network["W3"]'),
        Text(
            "The last layer does not add its bias.",
            "출력층에서 편향을 더하지 않습니다.",
        ),
    ),
    WrongAnswer(
        "forward-biases-subtracted",
        Q,
        _forward(
            'sigmoid(x @ network["W1"] - network["b1"])',
            'sigmoid(z1 @ network["W2"] - network["b2"])',
            'return z2 @ network["W3"] - network["b3"]',
        ),
        Text(
            "You subtract the biases, as if they were thresholds.",
            "편향을 임계값처럼 뺍니다.",
        ),
    ),
    WrongAnswer(
        "forward-bias-after-sigmoid",
        Q,
        _forward(
            'sigmoid(x @ network["W1"]) + network["b1"]',
            'sigmoid(z1 @ network["W2"]) + network["b2"]',
        ),
        Text(
            "Your biases are added outside the sigmoid: mind where the parentheses close.",
            "편향을 시그모이드 밖에서 더합니다. 괄호가 어디서 닫히는지 살펴보십시오.",
        ),
    ),
    WrongAnswer(
        "forward-two-layers",
        Q,
        _forward(last="return z2"),
        Text(
            "Your network ends after its second layer.",
            "신경망이 두 번째 층에서 끝납니다.",
        ),
    ),
    WrongAnswer(
        "forward-own-weights",
        Q,
        """
        def forward(network, x):
            W1 = np.array([[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]])
            W2 = np.array([[0.1, 0.4], [0.2, 0.5], [0.3, 0.6]])
            W3 = np.array([[0.1, 0.3], [0.2, 0.5]])
            z1 = sigmoid(x @ W1 + np.array([0.1, 0.2, 0.3]))
            z2 = sigmoid(z1 @ W2 + np.array([0.1, 0.2]))
            return z2 @ W3 + np.array([0.1, 0.2])
        """,
        Text(
            "Your function uses the weights of the example, which are written into it, and not "
            "those in the dictionary.",
            "예제의 가중치를 함수 안에 적어 두고 딕셔너리를 보지 않습니다.",
        ),
    ),
    WrongAnswer(
        "forward-wrong-bias",
        Q,
        _forward(last='return z2 @ network["W3"] + network["b2"]'),
        Text(
            "The last layer adds the bias of the second one; in the example the two happen to be "
            "equal.",
            "출력층에서 두 번째 층의 편향을 더합니다. 예제에서는 두 편향이 우연히 같습니다.",
        ),
        "copy and paste",
    ),
    WrongAnswer(
        "forward-elementwise",
        Q,
        _forward('sigmoid(x * network["W1"] + network["b1"])'),
        Text(
            "`*` multiplies element by element; a layer is a matrix product.",
            "`*`는 원소별로 곱합니다. 층의 계산은 행렬 곱입니다.",
        ),
    ),
    WrongAnswer(
        "forward-weights-first",
        Q,
        _forward(
            'sigmoid(network["W1"].T @ x + network["b1"])',
            'sigmoid(network["W2"].T @ z1 + network["b2"])',
            'return network["W3"].T @ z2 + network["b3"]',
        ),
        Text(
            "With the weights on the left, your products work for a single sample only: in a "
            "batch, each row is a sample.",
            "가중치를 왼쪽에 두면 데이터 하나에만 맞는 곱이 됩니다. 배치에서는 각 행이 데이터 하나입니다.",
        ),
        "other courses, where examples are columns",
    ),
    WrongAnswer(
        "forward-wrong-order",
        Q,
        _forward('sigmoid(network["W1"] @ x + network["b1"])'),
        Text(
            "The shapes in your matrix product do not fit: look at the order of its two factors.",
            "행렬 곱에서 두 배열의 순서가 바뀌어 형상이 맞지 않습니다.",
        ),
    ),
    WrongAnswer(
        "forward-relu",
        Q,
        _forward(
            'relu(x @ network["W1"] + network["b1"])', 'relu(z1 @ network["W2"] + network["b2"])'
        ),
        Text(
            "Your hidden layers use ReLU; this network has another activation function.",
            "은닉층에서 ReLU를 사용했습니다. 이 신경망의 활성화 함수는 다른 것입니다.",
        ),
    ),
    WrongAnswer(
        "forward-step",
        Q,
        _forward(
            'step_function(x @ network["W1"] + network["b1"])',
            'step_function(z1 @ network["W2"] + network["b2"])',
        ),
        Text(
            "Your hidden layers use the step function, as perceptrons do; this network has another "
            "activation function.",
            "은닉층에서 퍼셉트론처럼 계단 함수를 사용했습니다. 이 신경망의 활성화 함수는 다른 것입니다.",
        ),
    ),
    WrongAnswer(
        "forward-tanh",
        Q,
        _forward(
            'np.tanh(x @ network["W1"] + network["b1"])',
            'np.tanh(z1 @ network["W2"] + network["b2"])',
        ),
        Text(
            "Your hidden layers use tanh; this network has another activation function.",
            "은닉층에서 tanh를 사용했습니다. 이 신경망의 활성화 함수는 다른 것입니다.",
        ),
    ),
    WrongAnswer(
        "forward-activation-first",
        Q,
        _forward(
            'sigmoid(x) @ network["W1"] + network["b1"]',
            'sigmoid(z1) @ network["W2"] + network["b2"]',
        ),
        Text(
            "Your activation function comes before the weights: apply it after the weighted sum.",
            "활성화 함수를 가중치보다 먼저 적용합니다. 가중치를 곱해 더한 다음에 적용해야 합니다.",
        ),
    ),
    WrongAnswer(
        "forward-softmax-hidden",
        Q,
        _forward(
            'softmax(x @ network["W1"] + network["b1"])',
            'softmax(z1 @ network["W2"] + network["b2"])',
        ),
        Text(
            "Your hidden layers use softmax, which is for the output of a classifier.",
            "은닉층에서 소프트맥스를 사용했습니다. 소프트맥스는 분류 신경망의 출력층에서 씁니다.",
        ),
    ),
    WrongAnswer(
        "forward-squeezed",
        Q,
        _forward(last='return np.squeeze(z2 @ network["W3"] + network["b3"])'),
        Text(
            "A batch of a single row comes back as a vector: see what `squeeze` does to it.",
            "행이 하나뿐인 배치가 벡터로 돌아옵니다. `squeeze`가 무엇을 하는지 살펴보십시오.",
        ),
    ),
    WrongAnswer(
        "forward-always-batch",
        Q,
        """
        def forward(network, x):
            x = x.reshape(-1, network["W1"].shape[0])
            z1 = sigmoid(x @ network["W1"] + network["b1"])
            z2 = sigmoid(z1 @ network["W2"] + network["b2"])
            return z2 @ network["W3"] + network["b3"]
        """,
        Text(
            "A single sample comes back as a batch of one row: one dimension too many.",
            "데이터 하나가 행이 하나인 배치로 돌아옵니다. 차원이 하나 더 많습니다.",
        ),
    ),
    WrongAnswer(
        "forward-first-row",
        Q,
        """
        def forward(network, x):
            if x.ndim == 2:
                x = x[:1]
            z1 = sigmoid(x @ network["W1"] + network["b1"])
            z2 = sigmoid(z1 @ network["W2"] + network["b2"])
            return z2 @ network["W3"] + network["b3"]
        """,
        Text(
            "Only the first row of a batch goes through your network.",
            "배치에서 첫 행만 신경망을 지나갑니다.",
        ),
    ),
    WrongAnswer(
        "forward-all-layers",
        Q,
        _forward(last='return z1, z2, z2 @ network["W3"] + network["b3"]'),
        Text(
            "You return the layers in between as well; return the output alone.",
            "중간층의 결과까지 반환합니다. 출력만 반환해야 합니다.",
        ),
    ),
    WrongAnswer(
        "forward-none",
        Q,
        _forward(last='y = z2 @ network["W3"] + network["b3"]'),
        Text(
            "Your function returns nothing: an output that is only computed or printed cannot be "
            "used elsewhere.",
            "함수가 아무것도 반환하지 않습니다. 신경망의 출력을 계산하거나 화면에 찍기만 해서는 "
            "다른 코드에서 쓸 수 없습니다.",
        ),
    ),
    WrongAnswer(
        "forward-argmax",
        Q,
        _forward(last='return np.argmax(z2 @ network["W3"] + network["b3"], axis=-1)'),
        Text(
            "You return the index of the largest output; return the outputs themselves.",
            "출력이 가장 큰 자리를 반환합니다. 출력 자체를 반환해야 합니다.",
        ),
    ),
]
