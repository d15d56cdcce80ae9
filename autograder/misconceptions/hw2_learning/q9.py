"""Wrong answers to question 9: the training."""

from autograder.misconceptions import WrongAnswer

Q = "q9_training"


def _train(
    *,
    draw: str = "x_batch, t_batch = sample_minibatch(x_train, t_train, batch_size)",
    gradient: str = "gradient = network.numerical_gradient(x_batch, t_batch)",
    update: str = "network.params[key] -= learning_rate * gradient[key]",
    keys: str = "network.params",
    note: str = "losses.append(network.loss(x_batch, t_batch))",
    before: str = "pass",
    loop: str = "for _ in range(iters_num):",
    end: str = "return losses",
) -> str:
    """Return the reference's loop with one part replaced."""
    return f"""
        def train(network, x_train, t_train, iters_num, batch_size, learning_rate):
            losses = []
            {before}
            {loop}
                {draw}
                {gradient}
                for key in {keys}:
                    {update}
                {note}
            {end}
        """


WRONG = [
    WrongAnswer(
        "train-ascent",
        Q,
        _train(update="network.params[key] += learning_rate * gradient[key]"),
        "You walk uphill: the loss grows along its gradient.",
        "sign",
    ),
    WrongAnswer(
        "train-no-learning-rate",
        Q,
        _train(update="network.params[key] -= gradient[key]"),
        "The learning rate has no effect on your steps.",
    ),
    WrongAnswer(
        "train-fixed-learning-rate",
        Q,
        _train(update="network.params[key] -= 0.1 * gradient[key]"),
        "Your learning rate is fixed in the code; use the one that is given.",
        "the book's 0.1",
    ),
    WrongAnswer(
        "train-learning-rate-squared",
        Q,
        _train(update="network.params[key] -= learning_rate**2 * gradient[key]"),
        "The learning rate enters twice.",
    ),
    WrongAnswer(
        "train-learning-rate-per-row",
        Q,
        _train(update="network.params[key] -= learning_rate / batch_size * gradient[key]"),
        "You divide by the batch size; the gradient is that of a mean already.",
    ),
    WrongAnswer(
        "train-summed-gradient",
        Q,
        _train(update="network.params[key] -= learning_rate * batch_size * gradient[key]"),
        "You multiply by the batch size; the gradient is that of a mean.",
    ),
    WrongAnswer(
        "train-half-step",
        Q,
        _train(update="network.params[key] -= 0.5 * learning_rate * gradient[key]"),
        "Your steps are half as long as they should be.",
    ),
    WrongAnswer(
        "train-decaying",
        Q,
        _train(
            loop="for i in range(iters_num):",
            update="network.params[key] -= learning_rate / (i + 1) * gradient[key]",
        ),
        "Your learning rate shrinks from step to step; here it stays what it is.",
    ),
    WrongAnswer(
        "train-replaced",
        Q,
        _train(update="network.params[key][...] = -learning_rate * gradient[key]"),
        "Your step replaces the weights instead of changing them.",
        "`=-` instead of `-=`",
    ),
    WrongAnswer(
        "train-only-weights",
        Q,
        _train(keys="('W1', 'W2')"),
        "Only the weights are trained: the biases are params too.",
    ),
    WrongAnswer(
        "train-only-biases",
        Q,
        _train(keys="('b1', 'b2')"),
        "Only the biases are trained.",
    ),
    WrongAnswer(
        "train-only-output-layer",
        Q,
        _train(keys="('W2', 'b2')"),
        "Only the second layer is trained.",
    ),
    WrongAnswer(
        "train-only-hidden-layer",
        Q,
        _train(keys="('W1', 'b1')"),
        "Only the first layer is trained.",
    ),
    WrongAnswer(
        "train-no-b1",
        Q,
        _train(keys="('W1', 'W2', 'b2')"),
        "b1 is not trained.",
    ),
    WrongAnswer(
        "train-no-b2",
        Q,
        _train(keys="('W1', 'b1', 'W2')"),
        "b2 is not trained.",
    ),
    WrongAnswer(
        "train-no-w2",
        Q,
        _train(keys="('W1', 'b1', 'b2')"),
        "W2 is not trained.",
    ),
    WrongAnswer(
        "train-no-update",
        Q,
        _train(update="gradient[key] * learning_rate"),
        "The params are never changed.",
        family="train-unchanged",
    ),
    WrongAnswer(
        "train-local-update",
        Q,
        _train(
            update="param = network.params[key]\n"
            "                    param = param - learning_rate * gradient[key]"
        ),
        "`param = param - ...` makes a new array and leaves the network's own as it is.",
        "assignment instead of change in place",
        family="train-unchanged",
    ),
    WrongAnswer(
        "train-copy",
        Q,
        _train(
            before="params = {key: value.copy() for key, value in network.params.items()}",
            update="params[key] -= learning_rate * gradient[key]",
        ),
        "A copy of the params is trained; the network's own stay as they were.",
        family="train-unchanged",
    ),
    WrongAnswer(
        "train-network-copy",
        Q,
        """
        def train(network, x_train, t_train, iters_num, batch_size, learning_rate):
            import copy

            network = copy.deepcopy(network)
            losses = []
            for _ in range(iters_num):
                x_batch, t_batch = sample_minibatch(x_train, t_train, batch_size)
                gradient = network.numerical_gradient(x_batch, t_batch)
                for key in network.params:
                    network.params[key] -= learning_rate * gradient[key]
                losses.append(network.loss(x_batch, t_batch))
            return losses
        """,
        "A copy of the network is trained; the one that was given stays as it was.",
        family="train-unchanged",
    ),
    WrongAnswer(
        "train-new-network",
        Q,
        _train(
            before="network = TwoLayerNet(network.params['W1'].shape[0], "
            "network.params['b1'].size, network.params['b2'].size)",
        ),
        "You train a network of your own; the one that is given should learn.",
        family="train-unchanged",
    ),
    WrongAnswer(
        "train-starts-over",
        Q,
        _train(
            before="network.__init__(network.params['W1'].shape[0], network.params['b1'].size, "
            "network.params['b2'].size)",
        ),
        "The weights are drawn anew before the training; go on from those that the network has.",
    ),
    WrongAnswer(
        "train-drawn-once",
        Q,
        _train(
            before="x_batch, t_batch = sample_minibatch(x_train, t_train, batch_size)", draw="pass"
        ),
        "The mini-batch is drawn once, before the loop; each iteration needs a new one.",
        family="train-one-batch",
    ),
    WrongAnswer(
        "train-first-rows",
        Q,
        _train(draw="x_batch, t_batch = x_train[:batch_size], t_train[:batch_size]"),
        "You always train on the first rows; each iteration needs a fresh mini-batch.",
        family="train-one-batch",
    ),
    WrongAnswer(
        "train-whole-set",
        Q,
        _train(draw="x_batch, t_batch = x_train, t_train"),
        "You train on the whole training set; each iteration needs a mini-batch.",
        "batch gradient descent",
        family="train-mini-batch",
    ),
    WrongAnswer(
        "train-batch-of-one",
        Q,
        _train(draw="x_batch, t_batch = sample_minibatch(x_train, t_train, 1)"),
        "Your mini-batches have a single row; batch_size says how many.",
        "stochastic gradient descent",
        family="train-mini-batch",
    ),
    WrongAnswer(
        "train-batch-fixed",
        Q,
        _train(draw="x_batch, t_batch = sample_minibatch(x_train, t_train, 50)"),
        "The batch size is fixed in your code; use the one that is given.",
        "left over from the example",
        family="train-mini-batch",
    ),
    WrongAnswer(
        "train-batch-one-more",
        Q,
        _train(draw="x_batch, t_batch = sample_minibatch(x_train, t_train, batch_size + 1)"),
        "Your mini-batches have one row too many.",
        "off by one",
        family="train-mini-batch",
    ),
    WrongAnswer(
        "train-loss-of-another-batch",
        Q,
        _train(note="losses.append(network.loss(*sample_minibatch(x_train, t_train, batch_size)))"),
        "The loss that you note down is that of another mini-batch than the one you train on.",
        family="train-mini-batch",
    ),
    WrongAnswer(
        "train-gradient-of-another-batch",
        Q,
        _train(
            gradient="gradient = network.numerical_gradient("
            "*sample_minibatch(x_train, t_train, batch_size))"
        ),
        "Gradient and loss belong to two different mini-batches.",
        family="train-mini-batch",
    ),
    WrongAnswer(
        "train-loss-of-whole-set",
        Q,
        _train(note="losses.append(network.loss(x_train, t_train))"),
        "The loss that you note down is that of the whole training set, not of the mini-batch.",
        family="train-mini-batch",
    ),
    WrongAnswer(
        "train-rows-unpaired",
        Q,
        _train(
            draw="x_batch = sample_minibatch(x_train, t_train, batch_size)[0]\n"
            "                t_batch = sample_minibatch(x_train, t_train, batch_size)[1]"
        ),
        "x and t of your mini-batch come from two draws, so they do not belong together.",
        family="train-mini-batch",
    ),
    WrongAnswer(
        "train-accuracy-noted",
        Q,
        _train(note="losses.append(network.accuracy(x_batch, t_batch))"),
        "You note down the accuracy; the losses are wanted.",
    ),
    WrongAnswer(
        "train-loss-once",
        Q,
        _train(
            note="pass",
            end="losses.append(network.loss(x_batch, t_batch))\n            return losses",
        ),
        "The loss is noted down only once, after the loop.",
        "indentation",
        family="train-number-of-losses",
    ),
    WrongAnswer(
        "train-last-loss",
        Q,
        _train(end="return losses[-1]"),
        "You return the last loss; the list of all of them is wanted.",
    ),
    WrongAnswer(
        "train-no-losses",
        Q,
        _train(note="pass"),
        "Your list of losses stays empty.",
    ),
    WrongAnswer(
        "train-returns-none",
        Q,
        _train(end="print(losses)"),
        "Your function does not return the losses.",
    ),
    WrongAnswer(
        "train-returns-network",
        Q,
        _train(end="return network"),
        "You return the network; the list of the losses is wanted.",
    ),
    WrongAnswer(
        "train-returns-params",
        Q,
        _train(end="return network.params"),
        "You return the params; the list of the losses is wanted.",
    ),
    WrongAnswer(
        "train-returns-both",
        Q,
        _train(end="return network, losses"),
        "You return two things; only the list of the losses is wanted.",
        family="train-returns-two",
    ),
    WrongAnswer(
        "train-losses-reset",
        Q,
        _train(note="losses = [network.loss(x_batch, t_batch)]"),
        "A new list is begun at each iteration, so only one loss remains.",
        family="train-number-of-losses",
    ),
    WrongAnswer(
        "train-losses-per-ten",
        Q,
        _train(
            loop="for i in range(iters_num):",
            note="if i % 10 == 0:\n                    losses.append(network.loss(x_batch, t_batch))",
        ),
        "Only every tenth loss is noted down; one for each iteration is wanted.",
        "the book's printing of progress",
        family="train-number-of-losses",
    ),
    WrongAnswer(
        "train-loss-summed",
        Q,
        _train(note="losses.append(batch_size * network.loss(x_batch, t_batch))"),
        "Your losses are sums over the mini-batch; its mean is what network.loss gives.",
        family="train-losses-scaled",
    ),
    WrongAnswer(
        "train-loss-divided",
        Q,
        _train(note="losses.append(network.loss(x_batch, t_batch) / batch_size)"),
        "You divide the loss by the batch size; network.loss gives the mean already.",
        family="train-losses-scaled",
    ),
    WrongAnswer(
        "train-running-mean",
        Q,
        _train(
            note="losses.append(network.loss(x_batch, t_batch))\n"
            "                losses[-1] = sum(losses) / len(losses)"
        ),
        "Your losses are running means; each should be that of its own mini-batch.",
        family="train-losses-scaled",
    ),
    WrongAnswer(
        "train-one-iteration",
        Q,
        _train(note="losses.append(network.loss(x_batch, t_batch))\n                return losses"),
        "You make one iteration only: the `return` stands inside the loop.",
        "indentation",
    ),
    WrongAnswer(
        "train-one-more",
        Q,
        _train(loop="for _ in range(iters_num + 1):"),
        "You make one iteration too many.",
        "off by one",
    ),
    WrongAnswer(
        "train-one-less",
        Q,
        _train(loop="for _ in range(iters_num - 1):"),
        "You make one iteration too few.",
        "off by one",
        family="train-iteration-missing",
    ),
    WrongAnswer(
        "train-from-one",
        Q,
        _train(loop="for _ in range(1, iters_num):"),
        "You make one iteration too few: count how often your loop turns.",
        "off by one",
        family="train-iteration-missing",
    ),
    WrongAnswer(
        "train-hundred-iterations",
        Q,
        _train(loop="for _ in range(100):"),
        "The number of iterations is fixed in your code; iters_num says how many.",
        "left over from trying",
    ),
    WrongAnswer(
        "train-epochs",
        Q,
        _train(loop="for _ in range(iters_num * max(len(x_train) // batch_size, 1)):"),
        "You make iters_num epochs; iters_num counts single updates.",
        "libraries that count epochs",
    ),
    WrongAnswer(
        "train-one-gradient",
        Q,
        _train(
            before="x_batch, t_batch = sample_minibatch(x_train, t_train, batch_size)\n"
            "            gradient = network.numerical_gradient(x_batch, t_batch)",
            gradient="pass",
        ),
        "One gradient serves for all iterations; each needs its own.",
    ),
    WrongAnswer(
        "train-twice-an-iteration",
        Q,
        _train(
            update="network.params[key] -= learning_rate * gradient[key]\n"
            "                for key in network.params:\n"
            "                    network.params[key] -= learning_rate * gradient[key]"
        ),
        "Each iteration makes two steps.",
    ),
    WrongAnswer(
        "train-global-names",
        Q,
        _train(draw="x_batch, t_batch = sample_minibatch(x, t, batch_size)"),
        "Your function uses names that are none of its parameters.",
        "global names",
    ),
    WrongAnswer(
        "train-early-stopping",
        Q,
        _train(
            note="losses.append(network.loss(x_batch, t_batch))\n"
            "                if len(losses) > 1 and losses[-1] > losses[-2]:\n"
            "                    break"
        ),
        "You stop when the loss has not fallen; iters_num iterations are promised, and the loss "
        "of mini-batches jumps up and down.",
        family="train-number-of-losses",
    ),
    WrongAnswer(
        "train-first-half-only",
        Q,
        _train(
            draw="half = len(x_train) // 2\n"
            "                x_batch, t_batch = sample_minibatch("
            "x_train[:half], t_train[:half], batch_size)"
        ),
        "Only a part of the training set is ever drawn from.",
        family="train-one-batch",
    ),
    WrongAnswer(
        "train-params-local",
        Q,
        _train(update="params[key] -= learning_rate * gradient[key]"),
        "`params` belongs to the network: say whose it is.",
        family="train-global-names",
    ),
    WrongAnswer(
        "train-gradient-descent-misused",
        Q,
        _train(
            gradient="gradient = network.numerical_gradient(x_batch, t_batch)",
            update="network.params[key] *= 1 - learning_rate * gradient[key]",
        ),
        "The step multiplies the weights; it should move them.",
    ),
]
