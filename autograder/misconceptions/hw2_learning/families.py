"""Hints that several wrong answers share because no test tells them apart, and the random tests."""

from autograder.text import Text

FAMILIES: dict[str, Text | str] = {
    "mse-none": "Your function computes the error but does not return it.",
    "mse-half-mean": "The factor is there, but you divide by the number of classes as well: the "
    "formula has a sum, not a mean.",
    "mse-not-squared": "The differences are added up without being squared, so positive and "
    "negative ones cancel. (`y - t**2` squares only t.)",
    "mse-zero": "Your result is 0 where it should not be: not every difference arrives in it. Does "
    "your loop keep what it has added up, and is the factor in front what you think it is?",
    "cee-infinite": "Where the true class has probability exactly 0 your result is not finite: "
    "the tiny number has to stand inside the logarithm.",
    "batch-not-scattered": "Your rows are one row again and again, or a block of neighbours; each "
    "row of a mini-batch is a draw of its own.",
    "batch-unpaired": "The rows of x and of t no longer belong together: both have to be picked "
    "with the same row numbers, in the same order.",
    "batch-fixed": "Every call gives the same rows. Is a seed set, are the rows kept, or is "
    "nothing drawn at all?",
    "batch-part-of-set": "Only a part of the training set can ever be drawn: look at the range of "
    "your row numbers.",
    "batch-not-two": "Your function does not return the two arrays of the mini-batch.",
    "diff-one-sided": "This looks to one side of x more than to the other, which is not accurate "
    "enough: a central difference is wanted.",
    "diff-half-span": "The numerator spans one step, the denominator two: your result is half of "
    "the derivative.",
    "diff-always-zero": "Your result is always 0: both values are taken at what is, to the "
    "computer, the same point.",
    "diff-h-too-large": "Your h is too large: the curve bends on the way. Check how it is written.",
    "diff-h-too-small": "Your h is too small: the two values agree in nearly all their digits, and "
    "what is left is rounding.",
    "diff-over-h": "Your result is exactly twice the derivative: how far apart are the two points?",
    "diff-rounded": "Your result is rounded; return it with all its digits.",
    "grad-one-sided": "These differences look to one side only, which is not accurate enough.",
    "grad-four-h": "Your gradient is half as long as it should be: compare the distance of your "
    "two points with what you divide by.",
    "grad-h-too-large": "Your h is too large: on curves that bend, it shows.",
    "grad-not-restored": "The elements are not where they were when you go on to the next: each "
    "has to be put back first.",
    "grad-restore-plus-h": "The elements are put back to the wrong place, a step too far.",
    "grad-half-and-one-sided": "Your second point is x itself, not a step to the left of it: follow "
    "the value of one element through a turn of your loop.",
    "grad-in-copy": "A copy of x is changed, not x itself. A network whose weights are x notices "
    "nothing of it.",
    "grad-accumulated": "All entries of your gradient are the same; each element has a partial "
    "derivative of its own.",
    "descent-step-missing": "You make one step too few: count how often your loop turns.",
    "descent-single-step": "You make one step only, whatever step_num is.",
    "descent-init-changed": "init_x is changed: your x is the same array under another name, not a "
    "copy.",
    "descent-stale-gradient": "The same gradient serves for all steps; each step needs the one at "
    "the place reached by then.",
    "net-std-no-scale": "The spread of your weights is 1 whatever weight_init_std is: it should "
    "scale them.",
    "net-default": "weight_init_std has another default value in your class than promised.",
    "net-equal-weights": "All weights are equal at the start, so all hidden units would learn the "
    "same.",
    "net-not-different": "All networks have the same weights at the start. Is there a seed in your "
    "class, or do they share their arrays?",
    "net-nonzero-biases": "Your biases are not zero at the start.",
    "net-shared-bias": "b1 and b2 share one array: a change in one changes the other.",
    "net-w1-transposed": "W1 is transposed: what goes in comes first in its shape.",
    "net-bias-column": "Your biases have two dimensions; the table gives them one.",
    "net-accuracy-axis": "Your `argmax` goes down the columns; each row has one answer.",
    "net-accuracy-zero-or-one": "Your accuracy can only be 0 or 1; it is the fraction of right "
    "rows.",
    "net-accuracy-one-hot": "For one-hot t, your accuracy does not find the true class of each "
    "row.",
    "netgrad-constant-loss": "Your gradients are 0: what you hand to numerical_gradient does not "
    "change when it moves the weights.",
    "netgrad-first-call": "What the first call found is used again and again; each call has a "
    "batch of its own.",
    "netgrad-params-changed": "Your method leaves other params than it found.",
    "train-unchanged": "The params of the network that was given are never changed: is it a copy, "
    "or a new array, that your steps change?",
    "train-one-batch": "Your mini-batches come from a part of the training set only: each "
    "iteration needs a fresh draw from all of it.",
    "train-mini-batch": "The gradient and the loss of an iteration do not belong to one and the "
    "same mini-batch of batch_size rows: look at what is drawn, how often, and how many rows of it.",
    "train-number-of-losses": "There should be one loss for each iteration: look at where and how "
    "often you note it down.",
    "train-losses-scaled": "Your losses are not those that network.loss gives for the mini-batch.",
    "train-iteration-missing": "You make one iteration too few: count how often your loop turns.",
    "train-global-names": "Your function uses names that are none of its parameters.",
    "cee-all-columns": "`y[:, t]` takes the columns t of every row. Each row has its own true "
    "class.",
    "cee-no-one-hot-batch": "In a batch, only integer labels are understood, one-hot rows are not.",
    "cee-argmax-axis-0": "Your `argmax` goes down the columns of t; the true class is to be "
    "found in each row.",
    "cee-swapped": "y and t have changed places: the logarithm is to be taken of the prediction.",
    "grad-f-of-zero": "One of your two calls of f does not get x.",
    "descent-default-steps": "The number of steps has another default value in your function than "
    "promised.",
    "descent-history-aliased": "All places in your history are the last one: each entry is the same "
    "array, which goes on changing.",
    "descent-history-of-f": "Your history holds values of f; the places on the way belong there.",
    "net-params-local": "There is no params in your network: the four arrays belong into a "
    "dictionary `self.params`.",
    "net-accuracy-count": "Your accuracy counts the right answers; a fraction is promised.",
    "train-last-loss": "You return one number; the list of the losses is wanted.",
    "train-returns-two": "You return two things; only the list of the losses is wanted.",
    "fast-step-ignored": Text(
        "The differences are always those with h = 1e-4: use the h that your function is given.",
        "언제나 h = 1e-4로 차분을 구하고 있습니다. 함수가 인수로 받은 h를 사용하세요.",
    ),
    "fast-too-slow": Text(
        "The numbers are right on small networks, but on a large one they come too late: for which "
        "parameters does your function still make whole forward passes?",
        "작은 신경망에서는 값이 맞지만 큰 신경망에서는 너무 느립니다. 어느 매개변수에서 아직 순전파를 "
        "처음부터 다시 하고 있습니까?",
    ),
}

# Tests in which the results depend on what is drawn, and who draws in another way than the bank is
# not to be told another mistake: their recordings are compared by what the test says of them.
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
        "test_gradient_in_b2",
        "test_a_few_iterations",
        "test_loss_and_step_share_a_mini_batch",
        "test_whole_training_set_is_used",
    }
)

# Tests that take seconds: they are not repeated on wrong answers.
SLOW = frozenset({"test_learns_to_read_digits"})

# Tests that compare times.
TIMED = frozenset({"test_full_network", "test_full_network_one_hot", "test_speed"})
