"""Wrong answers to question 8: the gradient of the network."""

from autograder.misconceptions import WrongAnswer, returns_nothing
from autograder.text import Text

Q = "q8_network_gradient"


def _gradient(body: str) -> str:
    """Return a method that has `loss_of` and ends with `body`."""
    lines = "\n            ".join(body.strip().split("\n"))
    return f"""
        def numerical_gradient(self, x, t):
            def loss_of(_):
                return self.loss(x, t)

            {lines}
        """


_EACH = "{key: numerical_gradient(loss_of, value) for key, value in self.params.items()}"

WRONG = [
    WrongAnswer(
        "netgrad-no-biases",
        Q,
        _gradient(
            "return {key: numerical_gradient(loss_of, self.params[key]) for key in ('W1', 'W2')}"
        ),
        Text(
            "The gradients with respect to the biases are missing.",
            "편향에 대한 기울기가 없습니다.",
        ),
    ),
    WrongAnswer(
        "netgrad-zero-biases",
        Q,
        _gradient(
            f"grads = {_EACH}\ngrads['b1'] = np.zeros_like(grads['b1'])\n"
            "grads['b2'] = np.zeros_like(grads['b2'])\nreturn grads"
        ),
        Text(
            "The gradients with respect to the biases are always 0.",
            "편향에 대한 기울기가 항상 0입니다.",
        ),
    ),
    WrongAnswer(
        "netgrad-zero-b1",
        Q,
        _gradient(f"grads = {_EACH}\ngrads['b1'] = np.zeros_like(grads['b1'])\nreturn grads"),
        Text("The gradient with respect to b1 is always 0.", "b1에 대한 기울기가 항상 0입니다."),
    ),
    WrongAnswer(
        "netgrad-rows-of-outputs",
        Q,
        _gradient(
            f"grads = {_EACH}\n"
            "for row in range(self.params['W2'].shape[1], len(grads['W1'])):\n"
            "    grads['W1'][row] = 0.0\nreturn grads"
        ),
        Text(
            "You move only as many rows of W1 as there are outputs; it has one row for each input.",
            "W1에서 출력의 개수만큼의 행만 움직입니다. W1에는 입력마다 행이 하나씩 있습니다.",
        ),
    ),
    WrongAnswer(
        "netgrad-h-hundredth",
        Q,
        """
        def numerical_gradient(self, x, t):
            h = 1e-2
            grads = {}
            for key, param in self.params.items():
                grads[key] = np.zeros_like(param)
                for index in np.ndindex(param.shape):
                    value = param[index]
                    param[index] = value + h
                    above = self.loss(x, t)
                    param[index] = value - h
                    below = self.loss(x, t)
                    param[index] = value
                    grads[key][index] = (above - below) / (2 * h)
            return grads
        """,
        Text(
            "Your steps to both sides are too long: use your function from question 5, with its h.",
            "양쪽으로 움직이는 폭이 너무 큽니다. 문제 5의 함수를 그 h 그대로 쓰십시오.",
        ),
    ),
    WrongAnswer(
        "netgrad-no-b2",
        Q,
        _gradient(
            "return {key: numerical_gradient(loss_of, self.params[key]) for key in ('W1', 'b1', 'W2')}"
        ),
        Text("The gradient with respect to b2 is missing.", "b2에 대한 기울기가 없습니다."),
    ),
    WrongAnswer(
        "netgrad-no-b1",
        Q,
        _gradient(
            "return {key: numerical_gradient(loss_of, self.params[key]) for key in ('W1', 'W2', 'b2')}"
        ),
        Text("The gradient with respect to b1 is missing.", "b1에 대한 기울기가 없습니다."),
    ),
    WrongAnswer(
        "netgrad-w-swapped",
        Q,
        _gradient(
            f"grads = {_EACH}\ngrads['W1'], grads['W2'] = grads['W2'], grads['W1']\nreturn grads"
        ),
        Text(
            "The gradients with respect to W1 and W2 are swapped.",
            "W1에 대한 기울기와 W2에 대한 기울기가 뒤바뀌었습니다.",
        ),
    ),
    WrongAnswer(
        "netgrad-b-swapped",
        Q,
        _gradient(
            f"grads = {_EACH}\ngrads['b1'], grads['b2'] = grads['b2'], grads['b1']\nreturn grads"
        ),
        Text(
            "The gradients with respect to b1 and b2 are swapped.",
            "b1에 대한 기울기와 b2에 대한 기울기가 뒤바뀌었습니다.",
        ),
    ),
    WrongAnswer(
        "netgrad-b1-twice",
        Q,
        _gradient(
            f"grads = {_EACH}\ngrads['b2'] = numerical_gradient(loss_of, self.params['b1'])\n"
            "return grads"
        ),
        Text(
            "The gradient under b2 is the one with respect to b1.",
            "b2 자리에 b1에 대한 기울기가 들어 있습니다.",
        ),
        "copy and paste",
    ),
    WrongAnswer(
        "netgrad-w1-twice",
        Q,
        _gradient(
            f"grads = {_EACH}\ngrads['W2'] = numerical_gradient(loss_of, self.params['W1'])\n"
            "return grads"
        ),
        Text(
            "The gradient under W2 is the one with respect to W1.",
            "W2 자리에 W1에 대한 기울기가 들어 있습니다.",
        ),
        "copy and paste",
    ),
    WrongAnswer(
        "netgrad-list",
        Q,
        _gradient("return [numerical_gradient(loss_of, value) for value in self.params.values()]"),
        Text(
            "You return a list; return a dictionary with the keys of params.",
            "리스트를 반환합니다. 반환해야 하는 것은 params와 키가 같은 딕셔너리입니다.",
        ),
    ),
    WrongAnswer(
        "netgrad-tuple",
        Q,
        _gradient(
            "return tuple(numerical_gradient(loss_of, value) for value in self.params.values())"
        ),
        Text(
            "You return a tuple; return a dictionary with the keys of params.",
            "튜플을 반환합니다. 반환해야 하는 것은 params와 키가 같은 딕셔너리입니다.",
        ),
    ),
    WrongAnswer(
        "netgrad-with-the-loss",
        Q,
        _gradient(f"return {{**{_EACH}, 'loss': np.array(self.loss(x, t))}}"),
        Text(
            "Your dictionary has keys that params does not have: return exactly one gradient per "
            "key of params.",
            "딕셔너리에 params에 없는 키가 더 있습니다. 반환해야 하는 것은 params의 키마다 하나씩 있는 "
            "기울기입니다.",
        ),
    ),
    WrongAnswer(
        "netgrad-lower-case",
        Q,
        _gradient(f"return {{key.lower(): value for key, value in {_EACH}.items()}}"),
        Text(
            "The keys of your dictionary are not those of params: capitals count.",
            "딕셔너리의 키가 params의 키와 다릅니다. 대소문자를 구별합니다.",
        ),
    ),
    WrongAnswer(
        "netgrad-d-keys",
        Q,
        _gradient(f"return {{'d' + key: value for key, value in {_EACH}.items()}}"),
        Text(
            "The keys of your dictionary should be those of params, with nothing added to them.",
            "딕셔너리의 키는 아무것도 덧붙이지 않은 params의 키여야 합니다.",
        ),
        "other courses' names dW1, db1",
    ),
    WrongAnswer(
        "netgrad-print",
        Q,
        _gradient(f"print({_EACH})"),
        returns_nothing("method", "gradients that are", "메서드가", "기울기를"),
    ),
    WrongAnswer(
        "netgrad-return-in-loop",
        Q,
        _gradient(
            "grads = {}\nfor key in self.params:\n"
            "    grads[key] = numerical_gradient(loss_of, self.params[key])\n    return grads"
        ),
        Text(
            "Only one gradient is computed: the `return` is inside the loop.",
            "기울기를 하나만 구합니다. `return` 문이 반복문 안에 있습니다.",
        ),
        "indentation",
    ),
    WrongAnswer(
        "netgrad-of-copies",
        Q,
        _gradient(
            "return {key: numerical_gradient(loss_of, value.copy()) for key, value in self.params.items()}"
        ),
        Text(
            "You move copies of the params, so the loss of the network does not change.",
            "params의 복사본에서 기울기를 구합니다. 신경망은 복사본의 변화를 알지 못합니다.",
        ),
        family="netgrad-constant-loss",
    ),
    WrongAnswer(
        "netgrad-loss-value",
        Q,
        """
        def numerical_gradient(self, x, t):
            value = self.loss(x, t)
            return {key: numerical_gradient(lambda _: value, p) for key, p in self.params.items()}
        """,
        Text(
            "You compute the loss only once, before anything is moved; numerical_gradient has to "
            "compute it again each time.",
            "값을 움직이기 전에 손실을 한 번만 계산해 둡니다. numerical_gradient가 매번 손실을 "
            "새로 구할 수 있어야 합니다.",
        ),
        family="netgrad-constant-loss",
    ),
    WrongAnswer(
        "netgrad-loss-called",
        Q,
        """
        def numerical_gradient(self, x, t):
            return {key: numerical_gradient(self.loss(x, t), p) for key, p in self.params.items()}
        """,
        Text(
            "You pass the value of the loss; numerical_gradient needs a function that it can call.",
            "손실의 값을 넘기고 있습니다. numerical_gradient에는 호출할 수 있는 함수가 필요합니다.",
        ),
    ),
    WrongAnswer(
        "netgrad-loss-direct",
        Q,
        """
        def numerical_gradient(self, x, t):
            return {key: numerical_gradient(self.loss, p) for key, p in self.params.items()}
        """,
        Text(
            "numerical_gradient calls its function with one argument, but loss takes two: "
            "something has to come in between.",
            "numerical_gradient는 인수 하나로 함수를 호출하는데 loss는 인수를 두 개 받습니다. 그 "
            "사이를 이어 줄 것이 필요합니다.",
        ),
    ),
    WrongAnswer(
        "netgrad-recursion",
        Q,
        _gradient(
            "return {key: self.numerical_gradient(loss_of, p) for key, p in self.params.items()}"
        ),
        Text(
            "`self.numerical_gradient` is this method itself; the function of question 5 has no "
            "`self.` in front of it.",
            "`self.numerical_gradient` 호출은 바로 이 메서드 자신을 부릅니다. 5번 문제의 함수에는 "
            "앞에 `self.`이 붙지 않습니다.",
        ),
    ),
    WrongAnswer(
        "netgrad-of-predict",
        Q,
        """
        def numerical_gradient(self, x, t):
            def f(_):
                return np.sum(self.predict(x))

            return {key: numerical_gradient(f, p) for key, p in self.params.items()}
        """,
        Text(
            "This is the gradient of the prediction; compute that of the loss.",
            "예측의 기울기입니다. 구해야 하는 것은 손실의 기울기입니다.",
        ),
    ),
    WrongAnswer(
        "netgrad-of-accuracy",
        Q,
        """
        def numerical_gradient(self, x, t):
            def f(_):
                return self.accuracy(x, t)

            return {key: numerical_gradient(f, p) for key, p in self.params.items()}
        """,
        Text(
            "This is the gradient of the accuracy, which is 0 nearly everywhere; compute that of "
            "the loss.",
            "정확도의 기울기라서 거의 모든 곳에서 0입니다. 구해야 하는 것은 손실의 기울기입니다.",
        ),
        family="netgrad-constant-loss",
    ),
    WrongAnswer(
        "netgrad-negative",
        Q,
        _gradient(f"return {{key: -value for key, value in {_EACH}.items()}}"),
        Text(
            "Your gradients have the wrong sign; going downhill is part of question 9.",
            "기울기의 부호가 반대입니다. 내리막으로 내려가는 것은 9번 문제에서 할 일입니다.",
        ),
    ),
    WrongAnswer(
        "netgrad-times-batch",
        Q,
        _gradient(f"return {{key: len(x) * value for key, value in {_EACH}.items()}}"),
        Text(
            "Your gradients are too large by a factor of the batch size: the loss is a mean, and "
            "so is its gradient.",
            "기울기가 배치 크기를 곱한 만큼 큽니다. 손실이 평균이므로 그 기울기도 평균입니다.",
        ),
    ),
    WrongAnswer(
        "netgrad-over-batch",
        Q,
        _gradient(f"return {{key: value / len(x) for key, value in {_EACH}.items()}}"),
        Text(
            "You divide by the batch size once more: the loss is already a mean.",
            "배치 크기로 한 번 더 나누었습니다. 손실이 이미 평균입니다.",
        ),
    ),
    WrongAnswer(
        "netgrad-times-two",
        Q,
        _gradient(f"return {{key: 2 * value for key, value in {_EACH}.items()}}"),
        Text(
            "Your gradients are twice as large as they should be.",
            "기울기가 올바른 크기의 두 배나 됩니다.",
        ),
    ),
    WrongAnswer(
        "netgrad-half",
        Q,
        _gradient(f"return {{key: value / 2 for key, value in {_EACH}.items()}}"),
        Text(
            "Your gradients are half as large as they should be.",
            "기울기가 올바른 크기의 절반밖에 되지 않습니다.",
        ),
    ),
    WrongAnswer(
        "netgrad-first-row",
        Q,
        """
        def numerical_gradient(self, x, t):
            def loss_of(_):
                return self.loss(x[:1], t[:1])

            return {key: numerical_gradient(loss_of, p) for key, p in self.params.items()}
        """,
        Text(
            "Only the first row of the batch counts in your gradient.",
            "배치의 첫 번째 행만 기울기에 들어갑니다.",
        ),
    ),
    WrongAnswer(
        "netgrad-kept",
        Q,
        """
        def numerical_gradient(self, x, t):
            if not hasattr(self, "kept"):
                def loss_of(_):
                    return self.loss(x, t)

                self.kept = {key: numerical_gradient(loss_of, p) for key, p in self.params.items()}
            return self.kept
        """,
        Text(
            "You return the gradients of the first call again and again.",
            "처음 호출했을 때의 기울기를 계속 그대로 반환합니다.",
        ),
        family="netgrad-first-call",
    ),
    WrongAnswer(
        "netgrad-first-batch",
        Q,
        """
        def numerical_gradient(self, x, t):
            if not hasattr(self, "batch"):
                self.batch = x, t

            def loss_of(_):
                return self.loss(*self.batch)

            return {key: numerical_gradient(loss_of, p) for key, p in self.params.items()}
        """,
        Text(
            "You use the batch of the first call again and again.",
            "처음 호출했을 때의 배치를 계속 다시 씁니다.",
        ),
        family="netgrad-first-call",
    ),
    WrongAnswer(
        "netgrad-updates",
        Q,
        _gradient(
            f"grads = {_EACH}\nfor key in grads:\n    self.params[key] -= 0.1 * grads[key]\n"
            "return grads"
        ),
        Text(
            "Your method changes params; the update is part of question 9.",
            "메서드가 params를 바꿉니다. 갱신은 9번 문제에서 할 일입니다.",
        ),
        family="netgrad-params-changed",
    ),
    WrongAnswer(
        "netgrad-steps-between",
        Q,
        _gradient(
            "grads = {}\nfor key in self.params:\n"
            "    grads[key] = numerical_gradient(loss_of, self.params[key])\n"
            "    self.params[key] -= 0.1 * grads[key]\nreturn grads"
        ),
        Text(
            "You move each array before you take the gradient with respect to the next; take all "
            "four at the same position.",
            "배열 하나를 움직인 다음에 다음 배열의 기울기를 구합니다. 네 개의 기울기는 모두 같은 "
            "위치에서 구해야 합니다.",
        ),
    ),
    WrongAnswer(
        "netgrad-zeroed",
        Q,
        _gradient(
            f"grads = {_EACH}\nfor key in grads:\n    self.params[key][...] = 0\nreturn grads"
        ),
        Text(
            "After the call, params is not what it was before: find the line that changes its "
            "arrays.",
            "메서드가 끝난 뒤의 params가 시작할 때와 다릅니다.",
        ),
        family="netgrad-params-changed",
    ),
    WrongAnswer(
        "netgrad-flat",
        Q,
        _gradient(f"return {{key: value.ravel() for key, value in {_EACH}.items()}}"),
        Text(
            "Your gradients are one-dimensional; each should have the shape of its array.",
            "기울기가 1차원으로 펼쳐져 있습니다. 각각 해당 배열과 형상이 같아야 합니다.",
        ),
    ),
    WrongAnswer(
        "netgrad-transposed",
        Q,
        _gradient(f"return {{key: value.T for key, value in {_EACH}.items()}}"),
        Text(
            "Your gradients are transposed; each should have the shape of its array.",
            "기울기가 전치되어 있습니다. 각각 해당 배열과 형상이 같아야 합니다.",
        ),
    ),
    WrongAnswer(
        "netgrad-w1-only",
        Q,
        _gradient(
            "return {key: numerical_gradient(loss_of, self.params['W1']) for key in self.params}"
        ),
        Text(
            "The gradient under every key is the one with respect to W1.",
            "모든 키에 W1에 대한 기울기가 들어 있습니다.",
        ),
    ),
    WrongAnswer(
        "netgrad-one-hot-lost",
        Q,
        """
        def numerical_gradient(self, x, t):
            def loss_of(_):
                y = self.predict(x)
                return -np.mean(np.log(y[np.arange(len(x)), t.reshape(len(x), -1)[:, 0].astype(int)]))

            return {key: numerical_gradient(loss_of, p) for key, p in self.params.items()}
        """,
        Text(
            "Your own copy of the loss does not handle one-hot t; self.loss does.",
            "손실을 직접 다시 작성한 부분이 원-핫 인코딩된 t를 처리하지 못합니다. self.loss는 "
            "처리합니다.",
        ),
    ),
    WrongAnswer(
        "netgrad-forward",
        Q,
        """
        def numerical_gradient(self, x, t):
            h = 1e-4
            grads = {}
            here = self.loss(x, t)
            for key, param in self.params.items():
                grads[key] = np.zeros_like(param)
                for index in np.ndindex(param.shape):
                    value = param[index]
                    param[index] = value + h
                    grads[key][index] = (self.loss(x, t) - here) / h
                    param[index] = value
            return grads
        """,
        Text(
            "These are forward differences; your numerical_gradient from question 5 looks to both "
            "sides.",
            "전방 차분입니다. 5번 문제에서 작성한 numerical_gradient는 양쪽을 봅니다.",
        ),
    ),
]
