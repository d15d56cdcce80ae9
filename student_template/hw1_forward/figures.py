"""Pictures for homework 1.

Owns everything that is drawn in the notebook, so that the notebook shows the mathematics and not
the plotting. Nothing in here is graded, and there is nothing to fill in. The functions take *your*
functions as arguments; as long as one of these is not written, they say in one line which.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps

import matplotlib.pyplot as plt
import numpy as np

BLUE, ORANGE, GREEN, GREY = "#0072b2", "#d55e00", "#00805a", "#666666"  # told apart by everybody
INPUTS = ((0, 0), (1, 0), (0, 1), (1, 1))

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
def draw_decision_lines() -> None:
    """Show AND and OR with a line that separates, and XOR, for which there is none."""
    panels = (
        ("AND: one line is enough", (0, 0, 0, 1), (0.5, 0.5, -0.7)),
        ("OR: one line is enough", (0, 1, 1, 1), (0.5, 0.5, -0.2)),
        ("XOR: no line separates them", (0, 1, 1, 0), None),
    )
    _, axes = plt.subplots(1, 3, figsize=(10.5, 4), sharex=True, sharey=True)
    for ax, (title, outputs, weights) in zip(axes, panels, strict=True):
        _corners(ax, INPUTS, outputs)
        if weights is not None:
            _line(ax, *weights)
        else:
            ax.plot([0, 1], [0, 1], ":", color=BLUE)
            ax.plot([1, 0], [0, 1], ":", color=ORANGE)
        ax.set(title=title, xlabel="x1 (input)")
    axes[0].set_ylabel("x2 (input)")


@_picture
def draw_two_layers(
    nand: Callable[..., int], or_: Callable[..., int], and_: Callable[..., int]
) -> None:
    """Show what the first layer makes of the four inputs, and the line of the second.

    Parameters
    ----------
    nand, or_, and_ : callable
        The answers to question 1.
    """
    middle = [(int(nand(*pair)), int(or_(*pair))) for pair in INPUTS]
    outputs = [int(and_(*pair)) for pair in middle]

    _, axes = plt.subplots(1, 2, figsize=(8.4, 4.5))
    _corners(axes[0], INPUTS, outputs)
    _line(axes[0], -0.5, -0.5, 0.7, label="NAND", dashes="--", shade=False)
    _line(axes[0], 0.5, 0.5, -0.2, label="OR", color=GREEN, shade=False)
    axes[0].set(
        title="first layer: two lines, NAND and OR", xlabel="x1 (input)", ylabel="x2 (input)"
    )
    axes[0].legend(loc="upper right", bbox_to_anchor=(1.02, 1.02))
    _corners(axes[1], middle, outputs)
    _line(axes[1], 0.5, 0.5, -0.7)
    axes[1].set(
        title="second layer: now one line, AND, is enough",
        xlabel="s1 (output of NAND)", ylabel="s2 (output of OR)",
    )  # fmt: skip


@_picture
def draw_activations(
    step_function: Callable[..., np.ndarray],
    sigmoid: Callable[..., np.ndarray],
    relu: Callable[..., np.ndarray],
) -> None:
    """Draw the three activation functions.

    Parameters
    ----------
    step_function, sigmoid, relu : callable
        The answers to question 2.
    """
    x = np.linspace(-6, 6, 1201)
    curves = [np.asarray(f(x.copy()), dtype=float) for f in (step_function, sigmoid, relu)]
    _, axes = plt.subplots(1, 2, figsize=(10, 3.4))
    axes[0].plot(x, curves[0], "--", color=ORANGE, label="step")
    axes[0].plot(x, curves[1], color=BLUE, label="sigmoid")
    axes[0].set(
        title="step and sigmoid: from 0 to 1", xlabel="x (no unit)", ylabel="output (no unit)",
        ylim=(-0.1, 1.1),
    )  # fmt: skip
    axes[0].legend(loc="upper left")
    axes[1].plot(x, curves[2], color=GREEN)
    axes[1].set(title="ReLU: 0, then x itself", xlabel="x (no unit)", ylabel="output (no unit)")


@_picture
def draw_softmax(softmax: Callable[..., np.ndarray]) -> None:
    """Show scores, and the probabilities that softmax makes of them.

    Parameters
    ----------
    softmax : callable
        The answer to question 3.
    """
    scores = np.array([0.3, 2.9, 4.0])
    parts = [np.asarray(softmax(scores + shift), dtype=float) for shift in (0.0, 100.0)]
    titles = ("scores", "softmax(scores)", "softmax(scores + 100): the same")
    places = np.arange(scores.size)
    _, axes = plt.subplots(1, 3, figsize=(10, 3))
    for ax, title, heights in zip(axes, titles, (scores, *parts), strict=True):
        bars = ax.bar(places, heights, color=GREY if heights is scores else BLUE, width=0.6)
        ax.bar_label(bars, fmt="%.3g", fontsize=9)
        ax.set(title=title, xlabel="class", xticks=places)
        ax.margins(y=0.15)
    axes[0].set_ylabel("score (no unit)")
    axes[1].set(ylabel="probability", ylim=(0, 1.1))
    axes[2].set(ylabel="probability", ylim=(0, 1.1))


@_picture
def draw_digits(x: np.ndarray, t: np.ndarray) -> None:
    """Show the first twenty digits with their labels.

    Parameters
    ----------
    x : ndarray of shape (n, 784), brightness from 0 to 1
    t : ndarray of shape (n,)
    """
    _, axes = plt.subplots(2, 10, figsize=(10, 2.5))
    for ax, pixels, label in zip(axes.flat, x, t, strict=False):
        _digit(ax, pixels, f"label {label}")


@_picture
def draw_answers(
    predict: Callable[..., np.ndarray],
    network: dict[str, np.ndarray],
    x: np.ndarray,
    t: np.ndarray,
) -> None:
    """Show ten digits that the network reads correctly and ten that it does not.

    Parameters
    ----------
    predict : callable
        The answer to question 5.
    network : dict of str to ndarray
        The file network.npz.
    x : ndarray of shape (n, 784), brightness from 0 to 1
    t : ndarray of shape (n,)
    """
    y = np.asarray(predict(network, x), dtype=float)
    if y.shape != (len(x), 10):
        raise ValueError("predict must return ten probabilities for each row of x")
    answers = y.argmax(axis=1)
    right, wrong = np.flatnonzero(answers == t)[:10], np.flatnonzero(answers != t)[:10]
    _, axes = plt.subplots(2, 10, figsize=(10.5, 3))
    for line, rows in zip(axes, (right, wrong), strict=True):
        for ax in line:
            ax.set_axis_off()
        for ax, row in zip(line, rows, strict=False):
            ax.set_axis_on()
            _digit(ax, x[row], f"says {answers[row]} ({100 * y[row].max():.0f} %)")
            ax.set_xlabel(f"is {t[row]}", fontsize=8.5)
    print("upper row: read correctly; lower row: read wrongly")


def _corners(
    ax: plt.Axes, places: list[tuple[int, int]] | tuple[tuple[int, int], ...], outputs: object
) -> None:
    """Draw the four inputs: filled where the output is 1, and equal aspect all around."""
    for (x1, x2), output in zip(places, outputs, strict=True):
        ax.plot(
            [x1], [x2], "^" if output else "o", markersize=11, markeredgewidth=2, zorder=3,
            color=ORANGE if output else BLUE, markerfacecolor=ORANGE if output else "white",
        )  # fmt: skip
    ax.set(
        xlim=(-0.6, 2.1), ylim=(-0.6, 2.1), xticks=[0, 1], yticks=[0, 1], aspect="equal",
    )  # fmt: skip
    ax.plot([], [], "^", color=ORANGE, label="output 1")
    ax.plot([], [], "o", color=BLUE, markerfacecolor="white", label="output 0")
    ax.legend(loc="upper right")


def _line(
    ax: plt.Axes,
    w1: float,
    w2: float,
    b: float,
    *,
    label: str = "",
    dashes: str = "-",
    color: str = GREY,
    shade: bool = True,
) -> None:
    """Draw the line w1 x1 + w2 x2 + b = 0, and shade the side where the output is 1."""
    x1 = np.array([-0.6, 2.1])
    x2 = -(w1 * x1 + b) / w2
    ax.plot(x1, x2, dashes, color=color, label=label or None)
    if shade:
        ax.fill_between(x1, x2, 2.1, color=ORANGE, alpha=0.1, linewidth=0)


def _digit(ax: plt.Axes, pixels: np.ndarray, title: str) -> None:
    """Draw one digit."""
    ax.imshow(pixels.reshape(28, 28), cmap="gray", vmin=0, vmax=1)
    ax.set_title(title, loc="center", fontsize=8.5)
    ax.set(xticks=[], yticks=[])
    for spine in ax.spines.values():
        spine.set_visible(False)
