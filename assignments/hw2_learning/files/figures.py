"""Pictures for homework 2.

Owns everything that is drawn in the notebook, so that the notebook shows the mathematics and not
the plotting. Nothing in here is graded, and there is nothing to fill in. The functions take *your*
functions as arguments; as long as one of these is not written, they say in one line which.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps

import matplotlib.pyplot as plt
import numpy as np

BLUE, ORANGE, GREEN, GREY = "#0072b2", "#d55e00", "#00805a", "#666666"  # told apart by everybody

# Dark text on white in every theme of notebook and editor.
_STYLE = {
    "figure.facecolor": "white",
    "figure.dpi": 100,
    "savefig.facecolor": "white",
    "axes.facecolor": "white",
    "axes.edgecolor": GREY,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 10.5,
    "axes.titlelocation": "left",
    "axes.labelsize": 9.5,
    "xtick.labelsize": 9,
    "ytick.labelsize": 9,
    "legend.fontsize": 9,
    "legend.frameon": False,
    "lines.linewidth": 1.6,
    "figure.constrained_layout.use": True,
}


@contextmanager
def once_written() -> Iterator[None]:
    """Run a demonstration; where a function is missing or fails, say so in one line."""
    try:
        yield
    except NotImplementedError as error:
        name = f"`{error}`" if str(error) else "a function that is not written yet"
        print(f"Waiting for {name}: write it, then run this cell again.")
    except Exception as error:  # a half-right answer must not stop "run all"
        text = " ".join(str(error).split())
        problem = type(error).__name__ + (f": {text}" if text else "")
        print(f"Nothing to show yet. With your functions this cell stops with {problem}")
        print("See what the grader.check cells above say, then run this cell again.")


def show_progress(done: float, total: float, unit: str, note: str = "") -> None:
    """Draw a bar of text over the one before: any notebook shows it, nothing to install.

    Parameters
    ----------
    done, total : float
        How much of how much.
    unit : str
        What is counted, such as "iterations".
    note : str
        What else is worth knowing.
    """
    filled = round(24 * min(done / total, 1))
    bar = "\N{FULL BLOCK}" * filled + "\N{LIGHT SHADE}" * (24 - filled)
    end = "\n" if done >= total else ""
    count = f"{done:.1f}" if isinstance(done, float) else f"{done}"
    print(f"\r{bar} {count} of {total:g} {unit}{note}  ", end=end, flush=True)


def _picture(draw: Callable[..., None]) -> Callable[..., None]:
    """Give a drawing function its style, and let it wait for what is not written yet."""

    @wraps(draw)
    def drawn(*args: object, **kwargs: object) -> None:
        with once_written(), plt.style.context(["default", _STYLE]):
            before = plt.get_fignums()
            try:
                draw(*args, **kwargs)
            except Exception:
                for number in set(plt.get_fignums()) - set(before):
                    plt.close(number)  # no half pictures
                raise
            plt.show()

    return drawn


@_picture
def draw_digits(images: np.ndarray, labels: np.ndarray) -> None:
    """Show the first ten digits in full size and as 5 by 5 numbers.

    Parameters
    ----------
    images : ndarray of shape (n, 28, 28), brightness from 0 to 255
    labels : ndarray of shape (n,)
    """
    figure, axes = plt.subplots(2, 10, figsize=(10, 2.15))
    for column, (image, label) in enumerate(zip(images[:10], labels[:10], strict=True)):
        for ax, pixels in zip(axes[:, column], (image / 255, _pool(image)), strict=True):
            shown = ax.imshow(pixels, cmap="gray", vmin=0, vmax=1, extent=(0, 1, 0, 1))
            ax.set(xticks=[], yticks=[])
            for spine in ax.spines.values():
                spine.set_visible(False)
        axes[0, column].set_title(f"label {label}", loc="center", fontsize=9.5)
    axes[0, 0].set_ylabel("28 x 28 pixels", fontsize=9)
    axes[1, 0].set_ylabel("5 x 5 means", fontsize=9)
    bar = figure.colorbar(shown, ax=axes, shrink=0.85, aspect=14, ticks=[0, 0.5, 1], pad=0.01)
    bar.set_label("brightness\n(0 black, 1 white)", fontsize=9)


@_picture
def draw_loss_and_accuracy(
    cross_entropy_error: Callable[..., float], digits: dict[str, np.ndarray]
) -> None:
    """Turn one weight of a simple classifier; show accuracy and loss.

    Parameters
    ----------
    cross_entropy_error : callable
        The answer to question 2.
    digits : dict of str to ndarray
        The file digits_5x5.npz.
    """
    brightness = digits["x_train"] / 16 / 255
    middle = brightness.mean(axis=0)
    # Weights of a class: its mean digit. No training, and still mostly right.
    weights = np.stack(
        [brightness[digits["t_train"] == label].mean(axis=0) - middle for label in range(10)], 1
    )
    x = brightness[:100] - middle
    t = digits["t_train"][:100].astype(int)

    settings = np.linspace(-12, 16, 561)
    losses, accuracies = [], []
    for setting in settings:
        changed = 8 * weights
        changed[12, 8] = setting
        scores = np.exp(x @ changed)
        y = scores / scores.sum(axis=1, keepdims=True)
        losses.append(float(cross_entropy_error(y, t)))
        accuracies.append(np.mean(y.argmax(axis=1) == t))

    _, axes = plt.subplots(1, 2, figsize=(10, 3.2), sharex=True)
    axes[0].plot(settings, np.multiply(accuracies, 100), color=ORANGE)
    axes[0].set(title="accuracy: a staircase, flat nearly everywhere", ylabel="accuracy (%)")
    axes[1].plot(settings, losses, color=BLUE)
    axes[1].set(
        title="loss: its slope shows which way is down",
        ylabel="cross-entropy error (natural log)",
    )
    for ax in axes:
        ax.set_xlabel('weight from the middle block to class "8" (no unit)')


@_picture
def draw_differences() -> None:
    """Compare forward, backward and central differences with the tangent."""
    x, h = 1.0, 0.8
    forward = (math.sin(x + h) - math.sin(x)) / h
    backward = (math.sin(x) - math.sin(x - h)) / h
    central = (math.sin(x + h) - math.sin(x - h)) / (2 * h)
    slopes = (
        ("forward", forward, ORANGE, "-.", (x, x + h)),
        ("backward", backward, GREEN, ":", (x - h, x)),
        ("central", central, BLUE, "--", (x - h, x + h)),
    )

    _, axes = plt.subplots(1, 2, figsize=(10, 4))
    curve = np.linspace(-0.1, 2.3, 200)
    axes[0].plot(curve, np.sin(curve), color="black", linewidth=2.4, label="f(x) = sin x")
    line = np.array([x - 1.15, x + 1.15])
    axes[0].plot(
        line, math.sin(x) + math.cos(x) * (line - x), color=GREY, linewidth=5, alpha=0.35,
        label=f"tangent, slope {math.cos(x):.3f}",
    )  # fmt: skip
    for name, slope, color, dashes, ends in slopes:
        through = math.sin(ends[0])
        axes[0].plot(
            line, through + slope * (line - ends[0]), dashes, color=color,
            label=f"{name}, slope {slope:.3f}",
        )  # fmt: skip
    places = np.array([x - h, x, x + h])
    axes[0].plot(places, np.sin(places), "o", color="black", markersize=5)
    axes[0].set(
        title="f at x = 1, with a large step size, h = 0.8",
        xlabel="x (no unit)", ylabel="f(x) (no unit)",
        xlim=(-0.2, 2.35), xticks=places, xticklabels=["x - h", "x", "x + h"],
    )  # fmt: skip
    axes[0].legend(loc="lower right")

    steps = np.logspace(-14, 0, 141)
    errors = {
        "forward": np.abs((np.sin(x + steps) - np.sin(x)) / steps - np.cos(x)),
        "backward": np.abs((np.sin(x) - np.sin(x - steps)) / steps - np.cos(x)),
        "central": np.abs((np.sin(x + steps) - np.sin(x - steps)) / (2 * steps) - np.cos(x)),
    }
    for name, _, color, dashes, _ in slopes:
        width = 1.8 if name == "central" else 1.3
        axes[1].loglog(
            steps, np.maximum(errors[name], 1e-14), dashes, color=color, label=name, linewidth=width
        )
    axes[1].axvline(1e-4, color=GREY, linewidth=1)
    axes[1].text(1.4e-4, 2e-14, "h = 1e-4", color=GREY, fontsize=9)
    axes[1].text(2e-14, 2e-9, "rounding\nerror", color=GREY, fontsize=9)
    axes[1].text(5e-3, 2e-9, "curve not\nstraight", color=GREY, fontsize=9)
    axes[1].set(
        title="error of each difference, for every h", xlabel="step size h (no unit)",
        ylabel="error of the derivative (no unit)", ylim=(1e-14, 2),
    )  # fmt: skip
    axes[1].legend(loc="upper center")


@_picture
def draw_tangents(numerical_diff: Callable[..., float]) -> None:
    """Draw tangents with the slopes of numerical_diff, for one variable and for two.

    Parameters
    ----------
    numerical_diff : callable
        The answer to question 4.
    """

    def bowl(x0: float, x1: float) -> float:
        return x0**2 + x1**2

    panels = (
        ("0.01 x² + 0.1 x", "x", lambda x: 0.01 * x**2 + 0.1 * x, (5.0, 10.0), (-2, 20)),
        ("x0² + x1² cut at x1 = 4", "x0", lambda x0: bowl(x0, 4.0), (3.0,), (-5, 6)),
        ("x0² + x1² cut at x0 = 3", "x1", lambda x1: bowl(3.0, x1), (4.0,), (-5, 6)),
    )
    slopes = [[float(numerical_diff(f, place)) for place in at] for _, _, f, at, _ in panels]

    _, axes = plt.subplots(1, 3, figsize=(10.5, 3.4))
    for ax, (title, name, f, at, span), found in zip(axes, panels, slopes, strict=True):
        curve = np.linspace(*span, 200)
        heights = f(curve)
        ax.plot(curve, heights, color="black", linewidth=2.2)
        for place, slope, color in zip(at, found, (BLUE, ORANGE), strict=False):
            line = place + np.array([-1, 1]) * 0.42 * (span[1] - span[0])
            ax.plot(line, f(place) + slope * (line - place), color=color)
            ax.plot(
                [place],
                [f(place)],
                "o",
                color=color,
                label=f"{name} = {place:g}: slope {slope:.3f}",
            )
        room = np.ptp(heights)
        ax.set(
            title=title, xlabel=f"{name} (no unit)", ylabel="f (no unit)", xlim=span,
            ylim=(heights.min() - 0.25 * room, heights.max() + 0.3 * room),
        )  # fmt: skip
        ax.legend(loc="upper left", handletextpad=0.3)


@_picture
def draw_gradient_field(numerical_gradient: Callable[..., np.ndarray]) -> None:
    """Draw minus the gradient of x0² + x1² on a grid.

    Parameters
    ----------
    numerical_gradient : callable
        The answer to question 5.
    """
    grid = np.arange(-2.0, 2.01, 0.5)
    points = np.array([(x0, x1) for x0 in grid for x1 in grid])
    downhill = np.array(
        [-np.asarray(numerical_gradient(lambda x: np.sum(x**2), point.copy())) for point in points]
    )
    if downhill.shape != points.shape:
        raise ValueError("numerical_gradient must return an array of the shape of x")

    _, ax = plt.subplots(figsize=(5.6, 5))
    _contours(ax, lambda x0, x1: x0**2 + x1**2, (-2.4, 2.4), (-2.4, 2.4), [0.5, 1, 2, 4, 6, 8])
    ax.quiver(
        *points.T, *downhill.T, color=BLUE, angles="xy", scale_units="xy", scale=9, width=0.006
    )
    ax.plot([0], [0], "*", color=ORANGE, markersize=12)
    ax.set(
        title="x0² + x1²: minus the gradient, drawn at 1/9 of its length",
        xlabel="x0 (no unit)", ylabel="x1 (no unit)", aspect="equal",
    )  # fmt: skip


@_picture
def draw_descent_paths(gradient_descent: Callable[..., object]) -> None:
    """Draw the paths of gradient descent in a valley for three learning rates.

    Parameters
    ----------
    gradient_descent : callable
        The answer to question 6.
    """
    start, steps = np.array([-7.0, 2.0]), 30

    def valley(x: np.ndarray) -> float:
        return x[0] ** 2 / 20 + x[1] ** 2

    panels = []
    for lr, verdict in ((0.05, "too small"), (0.8, "good"), (1.01, "too large")):
        path = [start]
        for _ in range(steps):
            place = gradient_descent(valley, path[-1].copy(), lr=lr, step_num=1)
            if isinstance(place, tuple):  # (x, x_history)
                place = place[0]
            path.append(np.array(place, dtype=float).reshape(2))
        panels.append((f"learning rate {lr:g}: {verdict}", np.array(path)))

    _, axes = plt.subplots(1, 3, figsize=(10.5, 3.5), sharex=True, sharey=True)
    for ax, (title, path) in zip(axes, panels, strict=True):
        _contours(
            ax, lambda x0, x1: x0**2 / 20 + x1**2, (-8, 4), (-4, 4), [0.1, 0.5, 1.5, 3, 5.5, 9, 13]
        )
        ax.plot(*path.T, "o-", color=BLUE, markersize=3, linewidth=1)
        ax.plot(*path[0], "o", color=BLUE, markersize=7)
        ax.plot([0], [0], "*", color=ORANGE, markersize=12)
        ax.set(
            title=f"{title}\nafter {steps} steps: f = {valley(path[-1]):.3g}",
            xlabel="x0 (no unit)", xlim=(-8, 4), ylim=(-4, 4),
        )  # fmt: skip
    axes[0].set_ylabel("x1 (no unit)")


@_picture
def draw_training(
    network_class: Callable[..., object],
    train: Callable[..., list[float]],
    training_set: tuple[np.ndarray, np.ndarray],
    test_set: tuple[np.ndarray, np.ndarray],
) -> None:
    """Make the training run of question 9; draw its loss and accuracies.

    Parameters
    ----------
    network_class, train : callable
        The answers to questions 7 to 9.
    training_set, test_set : tuple of ndarray
        Inputs and integer labels.
    """
    total, part, batch_size, learning_rate = 300, 10, 50, 2.0
    network = network_class(25, 10, 10, weight_init_std=0.1)
    losses: list[float] = []
    at = [0]
    accuracies = [(network.accuracy(*training_set), network.accuracy(*test_set))]
    while at[-1] < total:
        losses += [
            float(loss) for loss in train(network, *training_set, part, batch_size, learning_rate)
        ]
        at.append(at[-1] + part)
        show_progress(at[-1], total, "iterations", f", loss {np.mean(losses[-part:]):.2f}")
        accuracies.append((network.accuracy(*training_set), network.accuracy(*test_set)))
    percent = 100 * np.array(accuracies, dtype=float)

    _, axes = plt.subplots(1, 2, figsize=(10.5, 3.8), sharex=True)
    axes[0].plot(np.arange(1, len(losses) + 1), losses, color=BLUE, linewidth=0.8, alpha=0.55,
                 label="each mini-batch")  # fmt: skip
    means = np.reshape(losses, (-1, part)).mean(axis=1)
    axes[0].plot(
        np.array(at[1:]) - part / 2, means, color=BLUE, linewidth=2.2, label=f"mean of {part}"
    )
    axes[0].axhline(math.log(10), color=GREY, linewidth=1, linestyle="--")
    axes[0].text(
        total, math.log(10) + 0.05, "guessing: ln 10", color=GREY, fontsize=9, ha="right",
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
    )  # fmt: skip
    axes[0].set(title="loss on the mini-batches", ylabel="cross-entropy error (natural log)")
    axes[0].set_ylim(0, 2.6)
    axes[0].legend(loc="lower left")

    axes[1].plot(
        at, percent[:, 0], color=BLUE, label=f"training digits ({percent[-1, 0]:.1f} % at the end)"
    )
    axes[1].plot(
        at, percent[:, 1], "--", color=ORANGE, label=f"test digits ({percent[-1, 1]:.1f} %)"
    )
    axes[1].axhline(80, color=GREY, linewidth=1, linestyle="--")
    axes[1].text(0, 81.5, "required: 80 %", color=GREY, fontsize=9)
    axes[1].set(title="digits read correctly", ylabel="accuracy (%)", ylim=(0, 100))
    axes[1].legend(loc="lower right")

    per_epoch = len(training_set[0]) / batch_size
    for ax in axes:
        ax.set_xlabel("iteration (dotted: end of an epoch)")
        for end in np.arange(per_epoch, total + 1, per_epoch):
            ax.axvline(end, color=GREY, linewidth=0.7, linestyle=":")


@_picture
def draw_full_training(
    network_class: Callable[..., object], fast_gradient: Callable[..., dict], seconds: float = 3.0
) -> None:
    """Train the full 784-50-10 network on fast numerical gradients; draw accuracy against time.

    Parameters
    ----------
    network_class, fast_gradient : callable
        The answers to question 7 and to the bonus.
    seconds : float
        CPU time after which training stops.
    """
    batch_size, learning_rate, part = 100, 2.0, 10
    random = np.random.default_rng(0)
    x_train, t_train, x_test, t_test = _full_size(random)
    network = network_class(784, 50, 10, weight_init_std=0.1)

    start = time.process_time()
    fast_gradient(network, x_train[:4], t_train[:4])
    one = (time.process_time() - start) * batch_size / 4
    if one > seconds:
        print(f"One gradient of the full network takes about {one:.0f} s: too slow to train it.")
        return
    start = time.process_time()
    for _ in range(20):
        network.loss(x_train[:batch_size], t_train[:batch_size])
    n_params = sum(param.size for param in network.params.values())
    plain = 2 * n_params * (time.process_time() - start) / 20  # seconds for one gradient

    at, spent, percent = [0], [0.0], [100 * network.accuracy(x_test, t_test)]
    while spent[-1] < seconds:
        start = time.process_time()
        for _ in range(part):
            rows = random.choice(len(x_train), batch_size)
            gradient = fast_gradient(network, x_train[rows], t_train[rows])
            for key, slope in gradient.items():
                network.params[key] -= learning_rate * slope
        spent.append(spent[-1] + time.process_time() - start)
        at.append(at[-1] + part)
        show_progress(spent[-1], seconds, "s of CPU time", f", {at[-1]} gradients")
        percent.append(100 * network.accuracy(x_test, t_test))

    loop = at[-1] * plain
    _, axes = plt.subplots(1, 2, figsize=(10.5, 3.8), sharey=True)
    axes[0].plot(spent, percent, "o-", color=BLUE, markersize=3)
    axes[0].set(
        title=f"{at[-1]} fast gradients in {spent[-1]:.1f} s: accuracy {percent[-1]:.1f} %",
        xlabel="CPU time (s)", ylabel="accuracy on 500 test digits (%)", ylim=(0, 100),
    )  # fmt: skip
    axes[1].plot(np.array(at) * plain / 60, percent, "--", color=ORANGE)
    axes[1].set(
        title=f"the same curve with the plain loop: about {_duration(loop)}",
        xlabel=f"CPU time (min), extrapolated from {plain:.1f} s per gradient",
    )  # fmt: skip
    print(
        f"{at[-1]} gradients of {n_params:,} parameters: {spent[-1]:.1f} s; "
        f"the plain loop needs about {_duration(loop)}, {loop / spent[-1]:,.0f} times as long."
    )


def _full_size(random: np.random.Generator) -> tuple[np.ndarray, ...]:
    """Return x_train, t_train, x_test, t_test in full size; the last 500 are for testing."""
    with np.load("digits_28x28.npz") as npz:
        x, t = npz["x_train"] / 255, npz["t_train"].astype(int)
    shuffled = random.permutation(len(t))
    x, t = x[shuffled], t[shuffled]
    return x[:-500], t[:-500], x[-500:], t[-500:]


def _duration(seconds: float) -> str:
    """Write a time as somebody who waits for it would say it."""
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} minutes" if seconds < 7200 else f"{seconds / 3600:.1f} hours"


def _pool(image: np.ndarray) -> np.ndarray:
    """Cut 4 pixels off each side, average blocks of 4 by 4, brightness from 0 to 1."""
    return image[4:24, 4:24].reshape(5, 4, 5, 4).mean(axis=(1, 3)) / 255


def _contours(
    ax: plt.Axes,
    f: Callable[..., np.ndarray],
    x0_span: tuple[float, float],
    x1_span: tuple[float, float],
    levels: list[float],
) -> None:
    """Draw labelled contour lines of f(x0, x1)."""
    x0, x1 = np.meshgrid(np.linspace(*x0_span, 150), np.linspace(*x1_span, 150))
    lines = ax.contour(x0, x1, f(x0, x1), levels=levels, colors=[GREY], linewidths=0.7, alpha=0.8)
    ax.clabel(lines, fontsize=7, fmt="%g")
