"""What the audit of hw2_learning lets pass, each with the reason."""

# Mutants of the reference that are right answers by the contract.
EQUIVALENT = {
    "mean_squared_error: return 0.5 * np.sum((y - t) ** 2) -> return 0.5 * np.sum((t - y) ** 2)": (
        "a square does not know the sign"
    ),
    "cross_entropy_error: y = y.reshape(1, -1) -> y = y.reshape(1, -2)": (
        "to NumPy every negative size is the unknown one"
    ),
    "cross_entropy_error: t = t.reshape(1, -1) -> t = t.reshape(1, -2)": (
        "to NumPy every negative size is the unknown one"
    ),
    "cross_entropy_error: return -np.sum(np.log(y[np.arange(n_samples), t] + 1e-07)) / n_samples "
    "-> return -np.sum(np.log(y[np.arange(n_samples), t] + 1e-08)) / n_samples": (
        "another tiny number inside the logarithm is accepted: finite is what is promised"
    ),
    "numerical_diff: h = 0.0001 -> h = 1e-05": "no particular h is promised where the value is right",
    "numerical_diff: h = 0.0001 -> h = -0.0001": "a central difference is the same for h and -h",
    "numerical_gradient: h = 0.0001 -> h = 1e-05": (
        "no particular h is promised where the value is right"
    ),
    "numerical_gradient: h = 0.0001 -> h = -0.0001": "a central difference is the same for h and -h",
    "numerical_gradient: gradient = np.zeros_like(x) -> gradient = np.ones_like(x)": (
        "every entry is written"
    ),
    "TwoLayerNet: def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01): "
    "-> def __init__(self, input_size, hidden_size, output_size, weight_init_std=-0.01):": (
        "normal numbers are as often negative as positive"
    ),
}

_PUBLISHED = "shows the published examples to the student; the hidden tests go further"

# Tests that stay although no wrong answer is caught by them alone.
KEPT = {
    ("q1_mean_squared_error", "test_published_examples"): _PUBLISHED,
    ("q2_cross_entropy_error", "test_published_examples"): _PUBLISHED,
    ("q4_numerical_diff", "test_published_examples"): _PUBLISHED,
    ("q4_numerical_diff", "test_partial_derivatives"): _PUBLISHED,
    ("q5_numerical_gradient", "test_published_examples"): _PUBLISHED,
    ("q5_numerical_gradient", "test_single_layer_network"): _PUBLISHED,
    ("q6_gradient_descent", "test_learning_rate_too_small"): _PUBLISHED,
    ("q8_network_gradient", "test_gradient_in_b2"): _PUBLISHED,
    ("q7_two_layer_net", "test_predict_returns_probabilities"): _PUBLISHED,
    ("q8_network_gradient", "test_shapes_of_the_gradient"): _PUBLISHED,
    ("q9_training", "test_a_few_iterations"): _PUBLISHED,
}
