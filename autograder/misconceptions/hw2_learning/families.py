"""Hints shared by wrong answers that no test tells apart, and the tests that need special care."""

from autograder.misconceptions import returns_nothing
from autograder.misconceptions.hw2_learning import q2
from autograder.text import Text

FAMILIES: dict[str, Text] = {
    "mse-none": returns_nothing("function", "an error that is", "함수가", "오차를"),
    "mse-half-mean": Text(
        "The factor is there, but you divide by the number of classes as well: the formula has a "
        "sum, not a mean.",
        "앞의 계수는 맞지만 클래스 수로도 나누고 있습니다. 식에 있는 것은 평균이 아니라 합입니다.",
    ),
    "mse-not-squared": Text(
        "The differences are added up without being squared, so positive and negative ones "
        "cancel. (`y - t**2` squares only t.)",
        "차이를 제곱하지 않고 더해서 양수와 음수가 서로 상쇄됩니다. (`y - t**2`에서는 t만 "
        "제곱됩니다.)",
    ),
    "mse-zero": Text(
        "Your result is 0 where it should not be. Does your loop keep what it has added up, and is "
        "the factor in front what you think it is?",
        "0이 나오면 안 되는 곳에서 결과가 0입니다. 결과에 들어가지 않는 차이가 있습니다. 반복문이 "
        "지금까지 더한 값을 간직합니까? 앞의 계수는 의도한 값이 맞습니까?",
    ),
    "cee-infinite": Text(
        "Where the true class has probability exactly 0, your result is not finite: the tiny "
        "number belongs inside the logarithm.",
        "정답 클래스의 확률이 정확히 0이면 결과가 유한한 수가 아닙니다. 아주 작은 수는 로그 안에 "
        "있어야 합니다.",
    ),
    "batch-not-scattered": Text(
        "Your rows are one row again and again, or a block of neighbours; draw each row of a "
        "mini-batch separately.",
        "같은 행이 되풀이되거나 이웃한 행이 한 덩어리로 나옵니다. 미니배치의 행은 하나하나 따로 "
        "뽑아야 합니다.",
    ),
    "batch-unpaired": Text(
        "The rows of x and t no longer belong together: pick both with the same row numbers, in "
        "the same order.",
        "x의 행과 t의 행이 더 이상 짝이 맞지 않습니다. 둘 다 같은 행 번호로, 같은 순서로 골라야 "
        "합니다.",
    ),
    "batch-fixed": Text(
        "Every call gives the same rows. Is a seed set, are the rows kept, or is nothing drawn at "
        "all?",
        "호출할 때마다 같은 행이 나옵니다. 시드를 고정했습니까? 뽑은 행을 저장해 두고 씁니까? "
        "아니면 아예 뽑지 않습니까?",
    ),
    "batch-part-of-set": Text(
        "Only a part of the training set can ever be drawn: look at the range of your row numbers.",
        "훈련 데이터의 일부만 뽑힐 수 있습니다. 행 번호를 뽑는 범위를 살펴보십시오.",
    ),
    "batch-not-two": Text(
        "Your function does not return the two arrays of the mini-batch.",
        "함수가 미니배치의 두 배열을 반환하지 않습니다.",
    ),
    "diff-one-sided": Text(
        "Your difference looks to one side of x more than to the other, which is not accurate "
        "enough: use a central difference.",
        "x의 한쪽을 다른 쪽보다 더 많이 보기 때문에 충분히 정확하지 않습니다. 중앙 차분을 써야 "
        "합니다.",
    ),
    "diff-half-span": Text(
        "Your two points are h apart, but you divide by 2h: your result is half of the derivative.",
        "분자는 한 걸음의 차이인데 분모는 두 걸음입니다. 그래서 결과가 미분값의 절반입니다.",
    ),
    "diff-always-zero": Text(
        "Your result is always 0: to the computer, both values are taken at the same point.",
        "결과가 항상 0입니다. 컴퓨터가 보기에는 두 값을 같은 점에서 구한 셈입니다.",
    ),
    "diff-h-too-large": Text(
        "Your h is too large: between the two points, the curve is no longer nearly straight. "
        "Check how h is written.",
        "h가 너무 커서 그 사이에 곡선이 휘어집니다. h를 어떻게 적었는지 확인해 보십시오.",
    ),
    "diff-h-too-small": Text(
        "Your h is too small: the two values agree in nearly all their digits, and only rounding "
        "error is left.",
        "h가 너무 작습니다. 두 값이 거의 모든 자릿수에서 같아서, 빼고 나면 반올림 오차만 남습니다.",
    ),
    "diff-over-h": Text(
        "Your result is exactly twice the derivative: how far apart are the two points?",
        "결과가 미분값의 정확히 두 배입니다. 두 점은 서로 얼마나 떨어져 있습니까?",
    ),
    "diff-rounded": Text(
        "Your result is rounded; return it with all its digits.",
        "결과를 반올림했습니다. 모든 자릿수를 그대로 반환하십시오.",
    ),
    "grad-one-sided": Text(
        "Your differences look to one side only, which is not accurate enough.",
        "한쪽만 보는 차분이라 충분히 정확하지 않습니다.",
    ),
    "grad-four-h": Text(
        "Your gradient is half as large as it should be: compare the distance between your two "
        "points with what you divide by.",
        "기울기가 올바른 크기의 절반밖에 되지 않습니다. 두 점 사이의 거리와 나누는 값을 비교해 "
        "보십시오.",
    ),
    "grad-h-too-large": Text(
        "Your h is too large: where f is curved, your result is not accurate enough.",
        "h가 너무 큽니다. 휘어진 곡선에서는 그 차이가 드러납니다.",
    ),
    "grad-not-restored": Text(
        "When you go on to the next element, the one before it still has a wrong value: put it "
        "back first.",
        "다음 원소로 넘어갈 때 앞의 원소들이 제자리에 있지 않습니다. 넘어가기 전에 하나씩 되돌려 "
        "놓아야 합니다.",
    ),
    "grad-restore-plus-h": Text(
        "You put the elements back to a wrong value, h too large.",
        "원소를 엉뚱한 값으로 되돌립니다. 한 걸음 지나친 값입니다.",
    ),
    "grad-half-and-one-sided": Text(
        "Your second point is x itself, not a point to the left of it: follow the value of one "
        "element through one pass of your loop.",
        "두 번째 점이 x의 왼쪽으로 한 걸음 간 곳이 아니라 x 자신입니다. 반복문이 한 번 도는 동안 "
        "원소 하나의 값이 어떻게 변하는지 따라가 보십시오.",
    ),
    "grad-in-copy": Text(
        "You change a copy of x, not x itself. The change does not reach a network whose weights "
        "are x.",
        "x 자신이 아니라 x의 복사본을 바꾸고 있습니다. x를 가중치로 쓰는 신경망은 그 변화를 알지 "
        "못합니다.",
    ),
    "grad-accumulated": Text(
        "All elements of your gradient are equal; each element of x has its own partial derivative.",
        "기울기의 모든 값이 똑같습니다. 편미분은 원소마다 따로 있습니다.",
    ),
    "descent-step-missing": Text(
        "You make one step too few: count how often your loop runs.",
        "갱신 횟수가 한 번 모자랍니다. 반복문이 몇 번 도는지 세어 보십시오.",
    ),
    "descent-single-step": Text(
        "You make only one step, whatever step_num is.",
        "step_num이 얼마이든 갱신을 한 번만 합니다.",
    ),
    "descent-init-changed": Text(
        "init_x is changed: your x is the same array under another name, not a copy.",
        "init_x가 바뀝니다. 작성한 x는 복사본이 아니라 이름만 다른 같은 배열입니다.",
    ),
    "descent-stale-gradient": Text(
        "You use the same gradient for all steps; each step needs the gradient at the current "
        "position.",
        "모든 갱신에 같은 기울기를 씁니다. 갱신할 때마다 그때의 위치에서 구한 기울기가 필요합니다.",
    ),
    "net-std-no-scale": Text(
        "The standard deviation of your weights is 1, whatever weight_init_std is; it should be "
        "weight_init_std.",
        "weight_init_std가 얼마이든 가중치가 퍼진 정도는 항상 1입니다. 이 값에 따라 가중치의 "
        "크기가 달라져야 합니다.",
    ),
    "net-default": Text(
        "The default value of weight_init_std in your class is not the one in the question.",
        "작성한 클래스에서 weight_init_std의 기본값이 문제에 적힌 것과 다릅니다.",
    ),
    "net-equal-weights": Text(
        "All weights are equal at the start, so all hidden units would learn the same thing.",
        "처음에 모든 가중치가 똑같습니다. 이러면 은닉층의 모든 뉴런이 같은 것을 배우게 됩니다.",
    ),
    "net-not-different": Text(
        "All networks have the same weights at the start. Is there a seed in your class, or do "
        "they share their arrays?",
        "모든 신경망이 같은 가중치로 시작합니다. 클래스 안에서 시드를 고정했습니까? 아니면 "
        "신경망끼리 배열을 함께 씁니까?",
    ),
    "net-nonzero-biases": Text(
        "Your biases are not zero at the start.",
        "편향의 처음 값이 0이 아닙니다.",
    ),
    "net-shared-bias": Text(
        "b1 and b2 share one array: a change in one changes the other.",
        "b1과 b2가 배열 하나를 함께 씁니다. 한쪽을 바꾸면 다른 쪽도 바뀝니다.",
    ),
    "net-w1-transposed": Text(
        "W1 is transposed: the size of what goes in comes first in its shape.",
        "W1이 전치되어 있습니다. 형상에서는 들어오는 쪽의 수가 먼저 옵니다.",
    ),
    "net-bias-column": Text(
        "Your biases have two dimensions; the table gives them one.",
        "편향이 2차원 배열입니다. 표에는 1차원으로 되어 있습니다.",
    ),
    "net-accuracy-axis": Text(
        "Your `argmax` goes down the columns; each row has one answer.",
        "`argmax`가 열을 따라 내려가며 찾습니다. 답은 행마다 하나씩 있습니다.",
    ),
    "net-accuracy-zero-or-one": Text(
        "Your accuracy can only be 0 or 1; it should be the fraction of rows that are right.",
        "정확도가 0 아니면 1밖에 나오지 않습니다. 정확도는 맞힌 행의 비율입니다.",
    ),
    "net-accuracy-one-hot": Text(
        "For one-hot t, your accuracy does not find the true class of each row.",
        "t가 원-핫 인코딩일 때 정확도 계산이 각 행의 정답 클래스를 찾지 못합니다.",
    ),
    "netgrad-constant-loss": Text(
        "Your gradients are 0: what you pass to numerical_gradient does not change when it moves "
        "the weights.",
        "기울기가 모두 0입니다. numerical_gradient에 넘긴 것이 가중치를 움직여도 변하지 않습니다.",
    ),
    "netgrad-first-call": Text(
        "What the first call computed is used again and again; each call has its own batch.",
        "처음 호출했을 때 구한 것을 계속 다시 씁니다. 호출할 때마다 배치가 다릅니다.",
    ),
    "netgrad-params-changed": Text(
        "After the call, params is not what it was before: find the line that changes its arrays.",
        "메서드가 끝난 뒤의 params가 시작할 때와 다릅니다.",
    ),
    "train-unchanged": Text(
        "The params of the given network never change: do your steps change a copy, or a new array?",
        "주어진 신경망의 params가 전혀 바뀌지 않습니다. 갱신하는 것이 복사본이거나 새로 만든 "
        "배열은 아닙니까?",
    ),
    "train-one-batch": Text(
        "Your mini-batches come from only a part of the training set: each iteration needs a new "
        "draw from all of it.",
        "미니배치가 훈련 데이터의 일부에서만 나옵니다. 반복할 때마다 전체에서 새로 뽑아야 합니다.",
    ),
    "train-mini-batch": Text(
        "The gradient and the loss of an iteration do not come from the same mini-batch of "
        "batch_size rows. Look at what you draw, and at which loss you record.",
        "한 번의 반복에서 쓰는 기울기와 손실이 batch_size개의 행을 가진 같은 미니배치 하나에서 "
        "나오지 않습니다. 무엇을, 몇 번, 몇 행씩 뽑는지, 어떤 손실을 기록하는지 살펴보십시오.",
    ),
    "train-number-of-losses": Text(
        "There should be one loss for each iteration: look at where and how often you record it.",
        "손실은 반복마다 하나씩 있어야 합니다. 손실을 어디에서 얼마나 자주 기록하는지 살펴보십시오.",
    ),
    "train-losses-scaled": Text(
        "Your losses are not the values that network.loss returns for the mini-batch: look at what "
        "you do to each of them.",
        "기록한 손실이 network.loss가 미니배치에 대해 돌려주는 값과 다릅니다.",
    ),
    "train-iteration-missing": Text(
        "You make one iteration too few: count how often your loop runs.",
        "반복 횟수가 한 번 모자랍니다. 반복문이 몇 번 도는지 세어 보십시오.",
    ),
    "train-global-names": Text(
        "Your function uses variables that it was not given: take the data and the network from "
        "its parameters.",
        "함수의 매개변수에 없는 이름을 쓰고 있습니다.",
    ),
    "cee-all-columns": q2.ALL_COLUMNS,
    "cee-no-one-hot-batch": Text(
        "In a batch, your function handles integer labels only; one-hot rows must work too.",
        "배치에서 정수 레이블만 처리하고 원-핫 인코딩된 행은 처리하지 못합니다.",
    ),
    "cee-argmax-axis-0": q2.DOWN_THE_COLUMNS,
    "cee-swapped": Text(
        "y and t are swapped: take the logarithm of the prediction y.",
        "y와 t가 뒤바뀌었습니다. 로그는 예측에 취해야 합니다.",
    ),
    "grad-f-of-zero": Text(
        "Look at what you pass to f: in one of the two calls it is not the array x.",
        "f를 두 번 호출하는데 그중 한 번은 x를 넘기지 않습니다.",
    ),
    "descent-default-steps": Text(
        "The default value of step_num in your function is not the one in the question.",
        "작성한 함수에서 반복 횟수의 기본값이 문제에 적힌 것과 다릅니다.",
    ),
    "descent-history-aliased": Text(
        "All positions in your history are the last one: each entry is the same array, which keeps "
        "changing.",
        "이동 기록의 모든 위치가 마지막 위치와 같습니다. 기록한 것이 전부 같은 배열이고, 그 "
        "배열이 계속 바뀝니다.",
    ),
    "descent-history-of-f": Text(
        "Your history holds values of f; it should hold the positions that x passes through.",
        "이동 기록에 f의 값이 들어 있습니다. 기록해야 할 것은 지나온 위치입니다.",
    ),
    "net-params-local": Text(
        "Your network has no params: put the four arrays in a dictionary `self.params`.",
        "신경망에 params가 없습니다. 배열 네 개는 `self.params` 딕셔너리에 넣어야 합니다.",
    ),
    "net-accuracy-count": Text(
        "Your accuracy is the number of right answers; return the fraction of right answers.",
        "정확도가 맞힌 답의 개수로 되어 있습니다. 구해야 하는 것은 비율입니다.",
    ),
    "train-last-loss": Text(
        "You return one number; return the list of the losses.",
        "수 하나를 반환합니다. 반환해야 하는 것은 손실의 리스트입니다.",
    ),
    "train-returns-two": Text(
        "You return two things; return only the list of the losses.",
        "두 가지를 반환합니다. 반환해야 하는 것은 손실의 리스트뿐입니다.",
    ),
    "fast-step-ignored": Text(
        "Your differences are always those with h = 1e-4: use the h that your function is given.",
        "언제나 h = 1e-4로 차분을 구하고 있습니다. 함수가 인수로 받은 h를 사용하십시오.",
    ),
    "fast-too-slow": Text(
        "The numbers are right, but on a large network your function is too slow: what do you "
        "compute again although the moved weight does not change it?",
        "값은 맞지만 큰 신경망에서는 너무 느립니다. 가중치 하나를 움직여도 변하지 않는데 매번 다시 "
        "계산하는 것은 무엇입니까?",
    ),
}

# Tests whose results depend on what is drawn: their recordings are compared by what the test says
# about them, so that students who draw in another way than the bank are not told another mistake.
RANDOM = frozenset(
    {
        "test_shapes",
        "test_rows_stay_paired",
        "test_every_row_has_its_turn",
        "test_rows_are_scattered",
        "test_predict_returns_probabilities",
        "test_weight_init_std",
        "test_default_weight_init_std",
        "test_weights_are_normal",
        "test_two_networks_differ",
        "test_biases_start_at_zero",
        "test_shapes_of_the_gradient",
        "test_a_few_iterations",
        "test_loss_and_step_share_a_mini_batch",
        "test_whole_training_set_is_used",
    }
)

# Tests that take seconds: they are not repeated on wrong answers.
SLOW = frozenset({"test_learns_to_read_digits"})

# Tests that compare times.
TIMED = frozenset({"test_full_network", "test_full_network_one_hot", "test_speed"})

# Functions that may return `(x, x_history)` instead of x, as the book's does.
HISTORIES = frozenset({"gradient_descent"})
