"""Wrong answers to question 8: the gradient of the network."""

from autograder.misconceptions import WrongAnswer

Q = "q8_network_gradient"


def _gradient(body: str) -> str:
    """Return a method that has `loss_of` and ends as `body` says."""
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
        "The gradients in the biases are missing.",
    ),
    WrongAnswer(
        "netgrad-zero-biases",
        Q,
        _gradient(
            f"grads = {_EACH}\ngrads['b1'] = np.zeros_like(grads['b1'])\n"
            "grads['b2'] = np.zeros_like(grads['b2'])\nreturn grads"
        ),
        "The gradients in the biases are always 0.",
    ),
    WrongAnswer(
        "netgrad-zero-b1",
        Q,
        _gradient(f"grads = {_EACH}\ngrads['b1'] = np.zeros_like(grads['b1'])\nreturn grads"),
        "The gradient in b1 is always 0.",
    ),
    WrongAnswer(
        "netgrad-no-b2",
        Q,
        _gradient(
            "return {key: numerical_gradient(loss_of, self.params[key]) for key in ('W1', 'b1', 'W2')}"
        ),
        "The gradient in b2 is missing.",
    ),
    WrongAnswer(
        "netgrad-no-b1",
        Q,
        _gradient(
            "return {key: numerical_gradient(loss_of, self.params[key]) for key in ('W1', 'W2', 'b2')}"
        ),
        "The gradient in b1 is missing.",
    ),
    WrongAnswer(
        "netgrad-w-swapped",
        Q,
        _gradient(
            f"grads = {_EACH}\ngrads['W1'], grads['W2'] = grads['W2'], grads['W1']\nreturn grads"
        ),
        "The gradients in W1 and W2 have changed places.",
    ),
    WrongAnswer(
        "netgrad-b-swapped",
        Q,
        _gradient(
            f"grads = {_EACH}\ngrads['b1'], grads['b2'] = grads['b2'], grads['b1']\nreturn grads"
        ),
        "The gradients in b1 and b2 have changed places.",
    ),
    WrongAnswer(
        "netgrad-b1-twice",
        Q,
        _gradient(
            f"grads = {_EACH}\ngrads['b2'] = numerical_gradient(loss_of, self.params['b1'])\n"
            "return grads"
        ),
        "Under b2 stands the gradient in b1.",
        "copy and paste",
    ),
    WrongAnswer(
        "netgrad-w1-twice",
        Q,
        _gradient(
            f"grads = {_EACH}\ngrads['W2'] = numerical_gradient(loss_of, self.params['W1'])\n"
            "return grads"
        ),
        "Under W2 stands the gradient in W1.",
        "copy and paste",
    ),
    WrongAnswer(
        "netgrad-list",
        Q,
        _gradient("return [numerical_gradient(loss_of, value) for value in self.params.values()]"),
        "You return a list; a dictionary with the keys of params is promised.",
    ),
    WrongAnswer(
        "netgrad-tuple",
        Q,
        _gradient(
            "return tuple(numerical_gradient(loss_of, value) for value in self.params.values())"
        ),
        "You return a tuple; a dictionary with the keys of params is promised.",
    ),
    WrongAnswer(
        "netgrad-lower-case",
        Q,
        _gradient(f"return {{key.lower(): value for key, value in {_EACH}.items()}}"),
        "The keys of your dictionary are not those of params: capitals count.",
    ),
    WrongAnswer(
        "netgrad-d-keys",
        Q,
        _gradient(f"return {{'d' + key: value for key, value in {_EACH}.items()}}"),
        "The keys of your dictionary should be those of params, without any addition.",
        "other courses' names dW1, db1",
    ),
    WrongAnswer(
        "netgrad-print",
        Q,
        _gradient(f"print({_EACH})"),
        "Your method prints or computes the gradients but does not return them.",
    ),
    WrongAnswer(
        "netgrad-return-in-loop",
        Q,
        _gradient(
            "grads = {}\nfor key in self.params:\n"
            "    grads[key] = numerical_gradient(loss_of, self.params[key])\n    return grads"
        ),
        "Only one gradient is computed: the `return` stands inside the loop.",
        "indentation",
    ),
    WrongAnswer(
        "netgrad-of-copies",
        Q,
        _gradient(
            "return {key: numerical_gradient(loss_of, value.copy()) for key, value in self.params.items()}"
        ),
        "The gradient is taken in copies of the params, of which the network notices nothing.",
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
        "The loss is computed once, before anything is moved; numerical_gradient has to ask for "
        "it anew each time.",
        family="netgrad-constant-loss",
    ),
    WrongAnswer(
        "netgrad-loss-called",
        Q,
        """
        def numerical_gradient(self, x, t):
            return {key: numerical_gradient(self.loss(x, t), p) for key, p in self.params.items()}
        """,
        "You hand over the value of the loss; numerical_gradient wants a function that it can "
        "call.",
    ),
    WrongAnswer(
        "netgrad-loss-direct",
        Q,
        """
        def numerical_gradient(self, x, t):
            return {key: numerical_gradient(self.loss, p) for key, p in self.params.items()}
        """,
        "numerical_gradient calls its function with one argument, but loss takes two: something "
        "has to stand in between.",
    ),
    WrongAnswer(
        "netgrad-recursion",
        Q,
        _gradient(
            "return {key: self.numerical_gradient(loss_of, p) for key, p in self.params.items()}"
        ),
        "`self.numerical_gradient` is this method itself; the function of question 5 has no "
        "`self.` before it.",
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
        "This is the gradient of the prediction; that of the loss is wanted.",
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
        "This is the gradient of the accuracy, which is 0 nearly everywhere; that of the loss is "
        "wanted.",
        family="netgrad-constant-loss",
    ),
    WrongAnswer(
        "netgrad-negative",
        Q,
        _gradient(f"return {{key: -value for key, value in {_EACH}.items()}}"),
        "Your gradients have the wrong sign; going downhill is the matter of question 9.",
    ),
    WrongAnswer(
        "netgrad-times-batch",
        Q,
        _gradient(f"return {{key: len(x) * value for key, value in {_EACH}.items()}}"),
        "Your gradients are larger by the batch size: the loss is a mean, and so is its gradient.",
    ),
    WrongAnswer(
        "netgrad-over-batch",
        Q,
        _gradient(f"return {{key: value / len(x) for key, value in {_EACH}.items()}}"),
        "You divide by the batch size once more: the loss is a mean already.",
    ),
    WrongAnswer(
        "netgrad-times-two",
        Q,
        _gradient(f"return {{key: 2 * value for key, value in {_EACH}.items()}}"),
        "Your gradients are twice as long as they should be.",
    ),
    WrongAnswer(
        "netgrad-half",
        Q,
        _gradient(f"return {{key: value / 2 for key, value in {_EACH}.items()}}"),
        "Your gradients are half as long as they should be.",
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
        "Only the first row of the batch counts in your gradient.",
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
        "The gradients of the first call are returned again and again.",
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
        "The batch of the first call is used again and again.",
        family="netgrad-first-call",
    ),
    WrongAnswer(
        "netgrad-updates",
        Q,
        _gradient(
            f"grads = {_EACH}\nfor key in grads:\n    self.params[key] -= 0.1 * grads[key]\n"
            "return grads"
        ),
        "Your method changes params; the step is the matter of question 9.",
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
        "Each array is moved before the gradient in the next is taken; all four belong to the "
        "same place.",
    ),
    WrongAnswer(
        "netgrad-zeroed",
        Q,
        _gradient(
            f"grads = {_EACH}\nfor key in grads:\n    self.params[key][...] = 0\nreturn grads"
        ),
        "Your method leaves other params than it found.",
        family="netgrad-params-changed",
    ),
    WrongAnswer(
        "netgrad-flat",
        Q,
        _gradient(f"return {{key: value.ravel() for key, value in {_EACH}.items()}}"),
        "Your gradients are flat; each should have the shape of its array.",
    ),
    WrongAnswer(
        "netgrad-transposed",
        Q,
        _gradient(f"return {{key: value.T for key, value in {_EACH}.items()}}"),
        "Your gradients are transposed; each should have the shape of its array.",
    ),
    WrongAnswer(
        "netgrad-w1-only",
        Q,
        _gradient(
            "return {key: numerical_gradient(loss_of, self.params['W1']) for key in self.params}"
        ),
        "Under every key stands the gradient in W1.",
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
        "Your own copy of the loss does not understand one-hot t; self.loss does.",
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
        "These are forward differences; your numerical_gradient of question 5 looks to both sides.",
    ),
]
