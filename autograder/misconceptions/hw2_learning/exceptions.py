"""What the audit of hw2_learning accepts as an exception, each with the reason."""

_FAST = "fast_numerical_gradient: "
_REACH = "reach = h / 4 * max(1.0, np.abs(x).max()) * np.ptp(W2, axis=1).max()"
_TERMS = "for r in range(1, n_terms + 1):"
_LAST = "total = moments[-1] * d"

# Mutants of the bonus's reference that change only its speed: the series for the change of a hidden
# unit gets more terms than it needs. Each is still more than 200 times as fast as the plain loop,
# where 20 times is enough; if one is too slow on some machine, that is not a fault either.
_MORE_TERMS = [
    f"{_REACH} -> reach = h / 4 * max(1.0, np.abs(x).max()) + np.ptp(W2, axis=1).max()",
    f"{_REACH} -> reach = (h / 4 + max(1.0, np.abs(x).max())) * np.ptp(W2, axis=1).max()",
    f"{_REACH} -> {_REACH.replace('h / 4', 'h * 4')}",
    f"{_REACH} -> {_REACH.replace('h / 4', 'h / 3')}",
    f"{_REACH} -> {_REACH.replace('1.0', '10.0')}",
    f"{_REACH} -> {_REACH.replace(', axis=1', '')}",
    "n_terms, term = (1, reach) -> n_terms, term = (2, reach)",
    "while term > 1e-18: -> while term > 1.0000000000000001e-19:",
    "while term > 1e-18: -> while term > 0.0:",
    "n_terms += 1 -> n_terms += 2",
    f"{_TERMS} -> for r in range(1, n_terms + 1 + 1):",
    f"{_TERMS} -> for r in range(1, n_terms + 2):",
]
# Those that leave out or change the last of its terms, which are below 1e-17 and kept in reserve:
# the requirement is 1e-8.
_FEWER_TERMS = [
    f"{_REACH} -> {_REACH.replace('h / 4', 'h / 5')}",
    f"{_REACH} -> {_REACH.replace('1.0', '0.1')}",
    f"{_REACH} -> {_REACH.replace('1.0', '-1.0')}",
    f"{_REACH} -> {_REACH.replace('1.0', '0.0')}",
    "n_terms, term = (1, reach) -> n_terms, term = (0, reach)",
    "while term > 1e-18: -> while term > 1e-17:",
    f"{_TERMS} -> for r in range(1, n_terms + 1 + -1):",
    f"{_TERMS} -> for r in range(1, n_terms + 0):",
    f"{_TERMS} -> for r in range(1, n_terms - 1):",
    f"{_TERMS} -> for r in range(1, n_terms * 1):",
    f"{_LAST} -> total = moments[-1] + d",
    f"{_LAST} -> total = moments[+1] * d",
    f"{_LAST} -> total = moments[-2] * d",
    f"{_LAST} -> total = moments[-0] * d",
    "for moment in moments[-2::-1]: -> for moment in moments[-3::-1]:",
    "for moment in moments[-2::-1]: -> for moment in moments[-1::-1]:",
]
_PAIRS = "in zip(x, exp_minus_a1, z1, p, labels"

# Mutants of the reference that the contract accepts as right answers.
EQUIVALENT = {
    "mean_squared_error: return 0.5 * np.sum((y - t) ** 2) -> return 0.5 * np.sum((t - y) ** 2)": (
        "a square is the same for either sign"
    ),
    "cross_entropy_error: y = y.reshape(1, -1) -> y = y.reshape(1, -2)": (
        "to NumPy every negative size is the unknown one"
    ),
    "cross_entropy_error: t = t.reshape(1, -1) -> t = t.reshape(1, -2)": (
        "to NumPy every negative size is the unknown one"
    ),
    "cross_entropy_error: return -np.sum(np.log(y[np.arange(n_samples), t] + 1e-07)) / n_samples "
    "-> return -np.sum(np.log(y[np.arange(n_samples), t] + 1e-08)) / n_samples": (
        "another tiny number inside the logarithm is accepted: the result only has to be finite"
    ),
    "numerical_diff: h = 0.0001 -> h = 1e-05": "any h is accepted where the value is right",
    "numerical_diff: h = 0.0001 -> h = -0.0001": "a central difference is the same for h and -h",
    "numerical_gradient: h = 0.0001 -> h = 1e-05": "any h is accepted where the value is right",
    "numerical_gradient: h = 0.0001 -> h = -0.0001": "a central difference is the same for h and -h",
    "numerical_gradient: gradient = np.zeros_like(x) -> gradient = np.ones_like(x)": (
        "every entry is written"
    ),
    "TwoLayerNet: def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01): "
    "-> def __init__(self, input_size, hidden_size, output_size, weight_init_std=-0.01):": (
        "normal numbers are as often negative as positive"
    ),
    **{_FAST + change: "only the speed: more terms than needed" for change in _MORE_TERMS},
    **{_FAST + change: "terms that are kept in reserve" for change in _FEWER_TERMS},
    f"{_FAST}{_REACH} -> {_REACH.replace('1.0, np.abs(x).max()', 'np.abs(x).max(), 1.0')}": (
        "the larger of two numbers is the same in either order"
    ),
    f"{_FAST}def fast_numerical_gradient(network, x, t, h=0.0001): "
    "-> def fast_numerical_gradient(network, x, t, h=1e-05):": (
        "the error of a central difference is of the order of h squared: below the required 1e-8"
    ),
    f"{_FAST}def fast_numerical_gradient(network, x, t, h=0.0001): "
    "-> def fast_numerical_gradient(network, x, t, h=-0.0001):": (
        "a central difference is the same for h and -h"
    ),
    f"{_FAST}for pixels, exp_n, z_n, p_n, true {_PAIRS}, strict=True): "
    f"-> for pixels, exp_n, z_n, p_n, true {_PAIRS}):": "all five have a row for each picture",
    f"{_FAST}is_true = np.eye(len(b2), dtype=bool)[labels][:, None, :] "
    "-> is_true = np.eye(len(b2))[labels][:, None, :]": "to np.where, 1.0 is as true as True",
}

_PUBLISHED = "shows the published examples to the student; the hidden tests go further"

_FULL_SIZE = "checks size and speed for each h and both kinds of t: slow answers get no points"

# Tests that are kept although no wrong answer is caught by them alone.
KEPT = {
    ("q1_mean_squared_error", "test_published_examples"): _PUBLISHED,
    ("q2_cross_entropy_error", "test_published_examples"): _PUBLISHED,
    ("q4_numerical_diff", "test_published_examples"): _PUBLISHED,
    ("q4_numerical_diff", "test_partial_derivatives"): _PUBLISHED,
    ("q5_numerical_gradient", "test_published_examples"): _PUBLISHED,
    ("q5_numerical_gradient", "test_single_layer_network"): _PUBLISHED,
    ("q6_gradient_descent", "test_learning_rate_too_small"): _PUBLISHED,
    ("q7_two_layer_net", "test_predict_returns_probabilities"): _PUBLISHED,
    ("q7_two_layer_net", "test_published_network"): _PUBLISHED,
    ("q8_network_gradient", "test_published_network"): _PUBLISHED,
    ("q8_network_gradient", "test_shapes_of_the_gradient"): _PUBLISHED,
    ("q9_training", "test_a_few_iterations"): _PUBLISHED,
    ("b1_fast_gradient", "test_full_network"): _FULL_SIZE,
    ("b1_fast_gradient", "test_full_network_one_hot"): _FULL_SIZE,
    ("b1_fast_gradient", "test_speed"): _FULL_SIZE,
}
