"""Wrong answers to question 9: the training."""

from autograder.misconceptions import WrongAnswer
from autograder.text import Text

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
        Text(
            "Your steps go uphill: the loss grows along its gradient.",
            "오르막을 오르고 있습니다. 손실은 기울기 방향으로 커집니다.",
        ),
        "sign",
    ),
    WrongAnswer(
        "train-no-learning-rate",
        Q,
        _train(update="network.params[key] -= gradient[key]"),
        Text(
            "The learning rate has no effect on your steps.",
            "학습률이 갱신에 아무런 영향을 주지 않습니다.",
        ),
    ),
    WrongAnswer(
        "train-fixed-learning-rate",
        Q,
        _train(update="network.params[key] -= 0.1 * gradient[key]"),
        Text(
            "Your learning rate is fixed in the code; use the one that is given.",
            "학습률을 코드 안에 고정해 두었습니다. 주어진 값을 쓰십시오.",
        ),
        "the book's 0.1",
    ),
    WrongAnswer(
        "train-learning-rate-squared",
        Q,
        _train(update="network.params[key] -= learning_rate**2 * gradient[key]"),
        Text("You multiply by the learning rate twice.", "학습률을 두 번 곱합니다."),
    ),
    WrongAnswer(
        "train-learning-rate-per-row",
        Q,
        _train(update="network.params[key] -= learning_rate / batch_size * gradient[key]"),
        Text(
            "You divide by the batch size; the loss is already a mean over the batch, so its "
            "gradient needs no factor.",
            "배치 크기로 나누고 있습니다. 기울기는 이미 평균 손실에서 구한 것입니다.",
        ),
    ),
    WrongAnswer(
        "train-summed-gradient",
        Q,
        _train(update="network.params[key] -= learning_rate * batch_size * gradient[key]"),
        Text(
            "You multiply by the batch size; the loss is already a mean over the batch, so its "
            "gradient needs no factor.",
            "배치 크기를 곱하고 있습니다. 기울기는 평균 손실에서 구한 것입니다.",
        ),
    ),
    WrongAnswer(
        "train-half-step",
        Q,
        _train(update="network.params[key] -= 0.5 * learning_rate * gradient[key]"),
        Text(
            "Your steps are half as long as they should be.",
            "움직이는 거리가 올바른 거리의 절반밖에 되지 않습니다.",
        ),
    ),
    WrongAnswer(
        "train-decaying",
        Q,
        _train(
            loop="for i in range(iters_num):",
            update="network.params[key] -= learning_rate / (i + 1) * gradient[key]",
        ),
        Text(
            "Your learning rate shrinks from step to step; here it should stay the same.",
            "갱신할 때마다 학습률이 줄어듭니다. 여기서는 학습률이 변하지 않습니다.",
        ),
    ),
    WrongAnswer(
        "train-replaced",
        Q,
        _train(update="network.params[key][...] = -learning_rate * gradient[key]"),
        Text(
            "Your step replaces the weights instead of changing them.",
            "갱신할 때 가중치를 조금씩 바꾸지 않고 아예 새 값으로 바꿔 버립니다.",
        ),
        "`=-` instead of `-=`",
    ),
    WrongAnswer(
        "train-only-weights",
        Q,
        _train(keys="('W1', 'W2')"),
        Text(
            "Only the weights are trained; the biases are params too.",
            "가중치만 학습합니다. 편향도 params에 들어 있습니다.",
        ),
    ),
    WrongAnswer(
        "train-only-biases",
        Q,
        _train(keys="('b1', 'b2')"),
        Text("Only the biases are trained.", "편향만 학습합니다."),
    ),
    WrongAnswer(
        "train-only-output-layer",
        Q,
        _train(keys="('W2', 'b2')"),
        Text("Only the second layer is trained.", "두 번째 층만 학습합니다."),
    ),
    WrongAnswer(
        "train-only-hidden-layer",
        Q,
        _train(keys="('W1', 'b1')"),
        Text("Only the first layer is trained.", "첫 번째 층만 학습합니다."),
    ),
    WrongAnswer(
        "train-no-b1",
        Q,
        _train(keys="('W1', 'W2', 'b2')"),
        Text("b1 is not trained.", "b1을 학습하지 않습니다."),
    ),
    WrongAnswer(
        "train-no-b2",
        Q,
        _train(keys="('W1', 'b1', 'W2')"),
        Text("b2 is not trained.", "b2를 학습하지 않습니다."),
    ),
    WrongAnswer(
        "train-no-w2",
        Q,
        _train(keys="('W1', 'b1', 'b2')"),
        Text("W2 is not trained.", "W2를 학습하지 않습니다."),
    ),
    WrongAnswer(
        "train-no-update",
        Q,
        _train(update="gradient[key] * learning_rate"),
        Text("The params never change.", "params가 전혀 바뀌지 않습니다."),
        family="train-unchanged",
    ),
    WrongAnswer(
        "train-local-update",
        Q,
        _train(
            update="param = network.params[key]\n"
            "                    param = param - learning_rate * gradient[key]"
        ),
        Text(
            "`param = param - ...` makes a new array and leaves the network's own array as it is.",
            "`param = param - ...` 문은 새 배열을 만들 뿐, 신경망의 배열은 그대로 남습니다.",
        ),
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
        Text(
            "A copy of the params is trained; the network's own stay as they were.",
            "params의 복사본을 학습시킵니다. 신경망 자신의 params는 그대로 남습니다.",
        ),
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
        Text(
            "A copy of the network is trained; the one that was given stays as it was.",
            "신경망의 복사본을 학습시킵니다. 주어진 신경망은 그대로 남습니다.",
        ),
        family="train-unchanged",
    ),
    WrongAnswer(
        "train-new-network",
        Q,
        _train(
            before="network = TwoLayerNet(network.params['W1'].shape[0], "
            "network.params['b1'].size, network.params['b2'].size)",
        ),
        Text(
            "You train a new network; train the one that is given.",
            "새로 만든 신경망을 학습시킵니다. 학습해야 하는 것은 주어진 신경망입니다.",
        ),
        family="train-unchanged",
    ),
    WrongAnswer(
        "train-starts-over",
        Q,
        _train(
            before="network.__init__(network.params['W1'].shape[0], network.params['b1'].size, "
            "network.params['b2'].size)",
        ),
        Text(
            "You draw new weights before the training; continue with those that the network has.",
            "학습하기 전에 가중치를 새로 뽑습니다. 신경망이 지금 가지고 있는 가중치에서 이어 가야 "
            "합니다.",
        ),
    ),
    WrongAnswer(
        "train-drawn-once",
        Q,
        _train(
            before="x_batch, t_batch = sample_minibatch(x_train, t_train, batch_size)", draw="pass"
        ),
        Text(
            "The mini-batch is drawn once, before the loop; each iteration needs a new one.",
            "미니배치를 반복문 앞에서 한 번만 뽑습니다. 반복할 때마다 새로 뽑아야 합니다.",
        ),
        family="train-one-batch",
    ),
    WrongAnswer(
        "train-first-rows",
        Q,
        _train(draw="x_batch, t_batch = x_train[:batch_size], t_train[:batch_size]"),
        Text(
            "You always train on the first rows; each iteration needs a new mini-batch.",
            "항상 맨 앞의 행으로 학습합니다. 반복할 때마다 새 미니배치가 필요합니다.",
        ),
        family="train-one-batch",
    ),
    WrongAnswer(
        "train-whole-set",
        Q,
        _train(draw="x_batch, t_batch = x_train, t_train"),
        Text(
            "You train on the whole training set; each iteration needs a mini-batch.",
            "훈련 데이터 전체로 학습합니다. 반복할 때마다 미니배치가 필요합니다.",
        ),
        "batch gradient descent",
        family="train-mini-batch",
    ),
    WrongAnswer(
        "train-batch-of-one",
        Q,
        _train(draw="x_batch, t_batch = sample_minibatch(x_train, t_train, 1)"),
        Text(
            "Your mini-batches have a single row; batch_size says how many.",
            "미니배치의 행이 하나뿐입니다. 몇 개인지는 batch_size가 정합니다.",
        ),
        "stochastic gradient descent",
        family="train-mini-batch",
    ),
    WrongAnswer(
        "train-batch-fixed",
        Q,
        _train(draw="x_batch, t_batch = sample_minibatch(x_train, t_train, 50)"),
        Text(
            "The batch size is fixed in your code; use the one that is given.",
            "배치 크기를 코드 안에 고정해 두었습니다. 주어진 값을 쓰십시오.",
        ),
        "left over from the example",
        family="train-mini-batch",
    ),
    WrongAnswer(
        "train-batch-one-more",
        Q,
        _train(draw="x_batch, t_batch = sample_minibatch(x_train, t_train, batch_size + 1)"),
        Text("Your mini-batches have one row too many.", "미니배치의 행이 하나 더 많습니다."),
        "off by one",
        family="train-mini-batch",
    ),
    WrongAnswer(
        "train-loss-of-another-batch",
        Q,
        _train(note="losses.append(network.loss(*sample_minibatch(x_train, t_train, batch_size)))"),
        Text(
            "The loss that you record is that of another mini-batch, not of the one that you train "
            "on.",
            "학습에 쓴 미니배치가 아니라 다른 미니배치의 손실을 기록합니다.",
        ),
        family="train-mini-batch",
    ),
    WrongAnswer(
        "train-gradient-of-another-batch",
        Q,
        _train(
            gradient="gradient = network.numerical_gradient("
            "*sample_minibatch(x_train, t_train, batch_size))"
        ),
        Text(
            "Gradient and loss belong to two different mini-batches.",
            "기울기와 손실을 서로 다른 두 미니배치에서 구합니다.",
        ),
        family="train-mini-batch",
    ),
    WrongAnswer(
        "train-loss-of-whole-set",
        Q,
        _train(note="losses.append(network.loss(x_train, t_train))"),
        Text(
            "The loss that you record is that of the whole training set, not of the mini-batch.",
            "미니배치가 아니라 훈련 데이터 전체의 손실을 기록합니다.",
        ),
        family="train-mini-batch",
    ),
    WrongAnswer(
        "train-lowest-loss",
        Q,
        _train(note="losses.append(min([*losses, network.loss(x_batch, t_batch)]))"),
        Text(
            "The loss that you record is the lowest one so far, not that of the mini-batch.",
            "미니배치의 손실이 아니라 지금까지 나온 가장 작은 손실을 기록합니다.",
        ),
        family="train-mini-batch",
    ),
    WrongAnswer(
        "train-rows-unpaired",
        Q,
        _train(
            draw="x_batch = sample_minibatch(x_train, t_train, batch_size)[0]\n"
            "                t_batch = sample_minibatch(x_train, t_train, batch_size)[1]"
        ),
        Text(
            "x and t of your mini-batch come from two separate draws, so they do not belong "
            "together.",
            "미니배치의 x와 t를 따로 두 번 뽑아서 서로 짝이 맞지 않습니다.",
        ),
        family="train-mini-batch",
    ),
    WrongAnswer(
        "train-accuracy-noted",
        Q,
        _train(note="losses.append(network.accuracy(x_batch, t_batch))"),
        Text(
            "You record the accuracy; record the loss.",
            "정확도를 기록합니다. 기록해야 하는 것은 손실입니다.",
        ),
    ),
    WrongAnswer(
        "train-loss-once",
        Q,
        _train(
            note="pass",
            end="losses.append(network.loss(x_batch, t_batch))\n            return losses",
        ),
        Text(
            "You record the loss only once, after the loop.",
            "반복문이 끝난 뒤에 손실을 한 번만 기록합니다.",
        ),
        "indentation",
        family="train-number-of-losses",
    ),
    WrongAnswer(
        "train-last-loss",
        Q,
        _train(end="return losses[-1]"),
        Text(
            "You return the last loss; return the list of all losses.",
            "마지막 손실을 반환합니다. 반환해야 하는 것은 모든 손실의 리스트입니다.",
        ),
    ),
    WrongAnswer(
        "train-no-losses",
        Q,
        _train(note="pass"),
        Text("Your list of losses stays empty.", "손실의 리스트가 비어 있습니다."),
    ),
    WrongAnswer(
        "train-returns-none",
        Q,
        _train(end="print(losses)"),
        Text("Your function does not return the losses.", "함수가 손실을 반환하지 않습니다."),
    ),
    WrongAnswer(
        "train-returns-network",
        Q,
        _train(end="return network"),
        Text(
            "You return the network; return the list of the losses.",
            "신경망을 반환합니다. 반환해야 하는 것은 손실의 리스트입니다.",
        ),
    ),
    WrongAnswer(
        "train-returns-params",
        Q,
        _train(end="return network.params"),
        Text(
            "You return the params; return the list of the losses.",
            "params를 반환합니다. 반환해야 하는 것은 손실의 리스트입니다.",
        ),
    ),
    WrongAnswer(
        "train-returns-both",
        Q,
        _train(end="return network, losses"),
        Text(
            "You return two things; return only the list of the losses.",
            "두 가지를 반환합니다. 반환해야 하는 것은 손실의 리스트뿐입니다.",
        ),
        family="train-returns-two",
    ),
    WrongAnswer(
        "train-losses-reset",
        Q,
        _train(note="losses = [network.loss(x_batch, t_batch)]"),
        Text(
            "You start a new list at each iteration, so only one loss remains.",
            "반복할 때마다 리스트를 새로 만들어서 손실이 하나만 남습니다.",
        ),
        family="train-number-of-losses",
    ),
    WrongAnswer(
        "train-losses-per-ten",
        Q,
        _train(
            loop="for i in range(iters_num):",
            note="if i % 10 == 0:\n                    losses.append(network.loss(x_batch, t_batch))",
        ),
        Text(
            "You record only every tenth loss; record one for each iteration.",
            "열 번에 한 번만 손실을 기록합니다. 반복마다 하나씩 필요합니다.",
        ),
        "the book's printing of progress",
        family="train-number-of-losses",
    ),
    WrongAnswer(
        "train-loss-summed",
        Q,
        _train(note="losses.append(batch_size * network.loss(x_batch, t_batch))"),
        Text(
            "Your losses are sums over the mini-batch; network.loss returns the mean.",
            "기록한 손실이 미니배치 전체의 합입니다. network.loss가 돌려주는 것은 평균입니다.",
        ),
        family="train-losses-scaled",
    ),
    WrongAnswer(
        "train-loss-divided",
        Q,
        _train(note="losses.append(network.loss(x_batch, t_batch) / batch_size)"),
        Text(
            "You divide the loss by the batch size; network.loss already returns the mean.",
            "손실을 배치 크기로 나누고 있습니다. network.loss가 돌려주는 것은 이미 평균입니다.",
        ),
        family="train-losses-scaled",
    ),
    WrongAnswer(
        "train-running-mean",
        Q,
        _train(
            note="losses.append(network.loss(x_batch, t_batch))\n"
            "                losses[-1] = sum(losses) / len(losses)"
        ),
        Text(
            "Your losses are running means; each should be that of its own mini-batch.",
            "손실이 그때까지의 평균으로 되어 있습니다. 각각 해당 미니배치의 손실이어야 합니다.",
        ),
        family="train-losses-scaled",
    ),
    WrongAnswer(
        "train-one-iteration",
        Q,
        _train(note="losses.append(network.loss(x_batch, t_batch))\n                return losses"),
        Text(
            "You make only one iteration: the `return` is inside the loop.",
            "반복을 한 번만 합니다. `return` 문이 반복문 안에 있습니다.",
        ),
        "indentation",
    ),
    WrongAnswer(
        "train-one-more",
        Q,
        _train(loop="for _ in range(iters_num + 1):"),
        Text(
            "You make one iteration too many: count how often your loop runs.",
            "반복 횟수가 한 번 더 많습니다.",
        ),
        "off by one",
    ),
    WrongAnswer(
        "train-one-less",
        Q,
        _train(loop="for _ in range(iters_num - 1):"),
        Text(
            "You make one iteration too few: look at the range of your loop.",
            "반복 횟수가 한 번 모자랍니다.",
        ),
        "off by one",
        family="train-iteration-missing",
    ),
    WrongAnswer(
        "train-from-one",
        Q,
        _train(loop="for _ in range(1, iters_num):"),
        Text(
            "You make one iteration too few: count how often your loop runs.",
            "반복 횟수가 한 번 모자랍니다. 반복문이 몇 번 도는지 세어 보십시오.",
        ),
        "off by one",
        family="train-iteration-missing",
    ),
    WrongAnswer(
        "train-hundred-iterations",
        Q,
        _train(loop="for _ in range(100):"),
        Text(
            "The number of iterations is fixed in your code; iters_num says how many.",
            "반복 횟수를 코드 안에 고정해 두었습니다. 몇 번인지는 iters_num이 정합니다.",
        ),
        "left over from trying",
    ),
    WrongAnswer(
        "train-epochs",
        Q,
        _train(loop="for _ in range(iters_num * max(len(x_train) // batch_size, 1)):"),
        Text(
            "You make iters_num epochs; iters_num is the number of single updates.",
            "에폭을 iters_num번 돕니다. iters_num은 갱신 한 번 한 번을 세는 수입니다.",
        ),
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
        Text(
            "You use one gradient for all iterations; each needs its own.",
            "기울기 하나를 모든 반복에 씁니다. 반복마다 기울기를 따로 구해야 합니다.",
        ),
    ),
    WrongAnswer(
        "train-twice-an-iteration",
        Q,
        _train(
            update="network.params[key] -= learning_rate * gradient[key]\n"
            "                for key in network.params:\n"
            "                    network.params[key] -= learning_rate * gradient[key]"
        ),
        Text("Each iteration makes two steps.", "한 번 반복할 때 갱신을 두 번 합니다."),
    ),
    WrongAnswer(
        "train-global-names",
        Q,
        _train(draw="x_batch, t_batch = sample_minibatch(x, t, batch_size)"),
        Text(
            "Your function uses variables that it was not given: take the data and the network "
            "from its parameters.",
            "함수의 매개변수에 없는 이름을 쓰고 있습니다.",
        ),
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
        Text(
            "You stop when the loss has not fallen, but the loss of mini-batches jumps up and "
            "down. Make exactly iters_num iterations.",
            "손실이 줄지 않으면 멈춥니다. iters_num번 반복해야 하고, 미니배치의 손실은 원래 "
            "오르락내리락합니다.",
        ),
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
        Text(
            "You draw from only a part of the training set.",
            "훈련 데이터의 일부에서만 뽑습니다.",
        ),
        family="train-one-batch",
    ),
    WrongAnswer(
        "train-params-local",
        Q,
        _train(update="params[key] -= learning_rate * gradient[key]"),
        Text(
            "There is no variable `params` in this function. Which object has the params that "
            "should be trained?",
            "`params` 변수는 신경망에 속한 것입니다. 어디에 속한 것인지 밝혀 적으십시오.",
        ),
        family="train-global-names",
    ),
    WrongAnswer(
        "train-gradient-descent-misused",
        Q,
        _train(
            gradient="gradient = network.numerical_gradient(x_batch, t_batch)",
            update="network.params[key] *= 1 - learning_rate * gradient[key]",
        ),
        Text(
            "Your step multiplies the weights; it should move them.",
            "갱신할 때 가중치에 곱하고 있습니다. 갱신은 가중치를 옮기는 일입니다.",
        ),
    ),
]
