# %% [markdown] assignment="hw2_learning" title="How a neural network learns" points=100 lang="en" hidden_tests="after_published"
# # Homework 2: how a neural network learns
#
# A network that has just been built knows nothing: its weights are random numbers. *Learning* means
# changing these numbers, a little at a time, until the network does well. In this homework you
# write all of it yourself, with NumPy and nothing else:
#
# 1. a **loss**: one number that says how wrong the network is (questions 1 and 2);
# 2. a **mini-batch**: a handful of examples to measure it on (question 3);
# 3. the **gradient**: how the loss changes when each weight changes a little (questions 4 and 5);
# 4. **gradient descent**: walking downhill (question 6);
# 5. a **two-layer network** that learns to read handwritten digits this way (questions 7 to 9).
#
# ### How to work
#
# - Run the cells from top to bottom. Where you see `# TODO`, replace the line
#   `raise NotImplementedError(...)` by your own code.
# - Then run the `grader.check(...)` cell below. It tries the published examples. The graders try
#   more than that, but never anything that the question does not promise.
# - Keep the names of functions, methods and parameters as they are. You may add cells and functions
#   of your own. If you define a function twice, the one further down counts.
# - **Return** results, do not only print them. "A number" means a Python or NumPy float, "an array"
#   a NumPy array: not a list, and not a tuple around the result. Prints and warnings never cost
#   marks.
# - Unless a question says otherwise, arrays come in as NumPy arrays of type `float64`.
# - Cells that draw a picture or print a demonstration are not graded. They wait for your functions:
#   as long as one is missing, they say which.
# - Marks do not fall twice: where a question uses an earlier function of yours that is wrong, the
#   graders try it again with a correct one.

# %%
import otter

grader = otter.Notebook("hw2_learning.ipynb")

# %% module=true
import numpy as np

# %%
import figures  # the file beside this notebook: it draws the pictures

# %% [markdown] lang="en"
# ### Two functions you know already
#
# `sigmoid` and `softmax` come from homework 1. They are given here; you may replace them by your
# own.


# %% module=true
def sigmoid(x):
    """Squash each element of x into the interval from 0 to 1.

    Parameters
    ----------
    x : ndarray of any shape

    Returns
    -------
    ndarray of the same shape
    """
    return 1 / (1 + np.exp(-x))


def softmax(x):
    """Turn scores into probabilities over the last axis.

    Parameters
    ----------
    x : ndarray of shape (n_classes,) or (n_samples, n_classes)

    Returns
    -------
    ndarray of the same shape, whose rows sum to 1
    """
    shifted = x - np.max(x, axis=-1, keepdims=True)  # the largest score is now 0: no overflow
    exp_x = np.exp(shifted)
    return exp_x / np.sum(exp_x, axis=-1, keepdims=True)


# %% [markdown] lang="en"
# ### The digits
#
# MNIST is a collection of handwritten digits, 28 by 28 pixels each. Training with the slow
# gradients of this homework takes patience, so we make the pictures small: cut off 4 pixels on each
# side, then average each block of 4 by 4 pixels. What is left are **5 by 5 = 25 numbers** a digit.
# You will see that it is still enough to read most of them.
#
# `digits_5x5.npz` holds 4,000 such digits (`x_train`, the 16 pixels of each block added up), their
# labels 0 to 9 (`t_train`), and 20 digits in full size for a look.

# %%
with np.load("digits_5x5.npz") as npz:
    digits = dict(npz)

print("x_train", digits["x_train"].shape, "  t_train", digits["t_train"].shape)

# %% guided=true
figures.draw_digits(digits["images"], digits["labels"])

# %% [markdown] lang="en"
# ## Part 1: how wrong is the network?
#
# The output `y` of the network is a list of probabilities, one for each class. The truth `t` is
# written in the same form, **one-hot**: 1 for the true class, 0 for all others. If the picture
# shows a "2", then `t = [0, 0, 1, 0, 0, 0, 0, 0, 0, 0]`.
#
# A **loss function** compares the two and gives one number: 0 is perfect, larger is worse.
#
# ### Why a loss, and not simply the accuracy?
#
# In the end we want the accuracy, the fraction of digits read correctly. But learning means asking
# for each weight: *if I change this one a tiny bit, does it get better or worse?* The accuracy
# mostly answers "nothing happens". With 100 digits it can only be 0.32 or 0.33, never anything in
# between, and a tiny change of a weight turns no wrong answer into a right one. So its derivative
# is 0 almost everywhere, and where it jumps there is no derivative at all. The loss is smooth: it
# notices when the probability of the right answer rises from 0.30 to 0.31. Below question 2 you
# will see both in one picture.

# %% [markdown] question="q1_mean_squared_error" points=8 lang="en" names=["mean_squared_error"] requires=[]
# ### Question 1: the squared error
#
# The simplest loss adds up the squares of all differences. The ½ in front is there because it
# cancels the 2 that appears when you take the derivative:
#
# $$E = \frac{1}{2} \sum_k (y_k - t_k)^2$$
#
# **Example.** The true class is 2. First the network gives it probability 0.6, then it gives most
# of the probability to class 7:
#
# ```python
# t = np.array([0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0])
# y = np.array([0.1, 0.05, 0.6, 0.0, 0.05, 0.1, 0.0, 0.1, 0.0, 0.0])
# print(mean_squared_error(y, t))   # 0.0975, up to rounding
#
# y = np.array([0.1, 0.05, 0.1, 0.0, 0.05, 0.1, 0.0, 0.6, 0.0, 0.0])
# print(mean_squared_error(y, t))   # 0.5975, up to rounding
# ```
#
# **What your function promises**
#
# - `y` and `t` are one-dimensional arrays of the same length, for one example.
# - It returns one number, $\frac{1}{2} \sum_k (y_k - t_k)^2$. In spite of its name it is half the
#   **sum** of the squares: there is no division by the number of classes.


# %% module=true
def mean_squared_error(y, t):
    """Half the sum of squared differences.

    Parameters
    ----------
    y : ndarray of shape (n_classes,)
        What the network says.
    t : ndarray of shape (n_classes,)
        What is true, one-hot.

    Returns
    -------
    float
    """
    # TODO: return half the sum of the squared differences of y and t
    # BEGIN SOLUTION
    return 0.5 * np.sum((y - t) ** 2)
    # END SOLUTION


# %%
grader.check("q1_mean_squared_error")

# %% [markdown] question="q2_cross_entropy_error" points=14 lang="en" names=["cross_entropy_error"] requires=[]
# ### Question 2: the cross entropy
#
# For classification there is a better loss. It looks only at the probability that the network gave
# to the **true** class, and takes minus its natural logarithm:
#
# $$E = - \sum_k t_k \, \ln y_k$$
#
# All terms but one are 0, because `t` is one-hot. Probability 1 for the truth costs $-\ln 1 = 0$,
# probability ½ costs 0.69, probability 0.1 costs 2.30, and a network that is sure of the wrong
# answer pays without limit.
#
# ### A whole batch: the mean
#
# Networks work on many examples at a time. Then `y` has one row for each of the $N$ examples, and
# the loss is the **mean** over the rows:
#
# $$E = - \frac{1}{N} \sum_{n=1}^{N} \sum_k t_{nk} \, \ln y_{nk}$$
#
# Why the mean, and not the sum? The mean of 50 examples and the mean of 5,000 examples estimate the
# same thing, the loss of a typical example, so you can compare them. The sum would be 100 times
# larger for the larger batch, its gradient too, and you would need a new learning rate for each
# batch size.
#
# **Example.** The same `y` and `t` as in question 1:
#
# ```python
# t = np.array([0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0])
# y = np.array([0.1, 0.05, 0.6, 0.0, 0.05, 0.1, 0.0, 0.1, 0.0, 0.0])
# print(cross_entropy_error(y, t))   # 0.510825457099338
#
# y = np.array([0.1, 0.05, 0.1, 0.0, 0.05, 0.1, 0.0, 0.6, 0.0, 0.0])
# print(cross_entropy_error(y, t))   # 2.302584092994546
# ```
#
# **What your function promises**
#
# - It uses the natural logarithm and returns one number.
# - It understands three forms:
#
# | `y` | `t` |
# |---|---|
# | one example, shape `(C,)` | one-hot, shape `(C,)` |
# | a batch, shape `(N, C)` | one-hot, shape `(N, C)` |
# | a batch, shape `(N, C)` | integer labels, shape `(N,)`: `t[n]` is the true class of row `n` |
#
# - For a batch it returns the mean over the rows. That must be right for any `N` and `C`, also
#   when the two happen to be equal.
# - Where the true class has probability exactly 0, the result is a large, **finite** number.
#   $\ln 0$ is minus infinity, so put a tiny `1e-7` beside `y` inside the logarithm, or do not let
#   `y` fall below `1e-7`. Both are accepted.
#
# *Hint.* With labels, `y[np.arange(N), t]` picks from each row the probability of its true class.


# %% module=true
def cross_entropy_error(y, t):
    """Mean cross entropy, in nats, of one example or a batch.

    Parameters
    ----------
    y : ndarray of shape (n_classes,) or (n_samples, n_classes)
        Probabilities.
    t : ndarray
        One-hot in the shape of y, or, for a batch, integer labels of shape (n_samples,).

    Returns
    -------
    float
    """
    # TODO: return the mean over the batch of -log(probability of the true class)
    # BEGIN SOLUTION
    if y.ndim == 1:  # one example is a batch of one
        y = y.reshape(1, -1)
        t = t.reshape(1, -1)
    if t.ndim == 2:  # one-hot rows become labels
        t = np.argmax(t, axis=1)
    n_samples = y.shape[0]
    return -np.sum(np.log(y[np.arange(n_samples), t] + 1e-7)) / n_samples
    # END SOLUTION


# %%
grader.check("q2_cross_entropy_error")

# %% [markdown] lang="en"
# #### Seen: loss and accuracy
#
# A very simple classifier reads 100 of the digits. We turn **one** of its weights slowly from small
# to large and measure both. The accuracy is a staircase: on each step it says nothing about the
# direction in which to go. The loss always does, and it is lowest about where the accuracy is best.

# %% guided=true
figures.draw_loss_and_accuracy(cross_entropy_error, digits)

# %% [markdown] question="q3_sample_minibatch" points=8 lang="en" names=["sample_minibatch"] requires=[]
# ### Question 3: a mini-batch
#
# The loss that we really want to make small is the mean over **all** training examples. But going
# through thousands of digits for every little step is a waste: the mean of 50 digits drawn at
# random is nearly the same number, for a fraction of the work. It is an opinion poll instead of a
# census. Such a random handful is called a **mini-batch**. It must be drawn anew for each step: who
# always asks the same 50 people never learns about the others.
#
# **Example.** The rows are random; the shapes are not:
#
# ```python
# x_batch, t_batch = sample_minibatch(digits["x_train"], digits["t_train"], 10)
# print(x_batch.shape, t_batch.shape)   # (10, 25) (10,)
# ```
#
# **What your function promises**
#
# - It returns two arrays, `x_batch` and `t_batch`, of `batch_size` rows each.
# - Rows **stay paired**: row `i` of `t_batch` is the truth for row `i` of `x_batch`. `t_train` may
#   hold integer labels, shape `(N,)`, or one-hot rows, shape `(N, C)`.
# - Rows are drawn at random from the **whole** training set: every row has the same chance. The
#   same row may come twice in a batch or not, both are accepted.
# - Every call is a **fresh draw**. Do not set a seed in the function.
#
# *Hint.* `np.random.choice(n, size)` draws `size` whole numbers from 0 to `n - 1`.


# %% module=true
def sample_minibatch(x_train, t_train, batch_size):
    """Draw a random mini-batch.

    Parameters
    ----------
    x_train : ndarray of shape (n_samples, n_features)
    t_train : ndarray of shape (n_samples,) or (n_samples, n_classes)
    batch_size : int

    Returns
    -------
    x_batch : ndarray of shape (batch_size, n_features)
    t_batch : ndarray of shape (batch_size,) or (batch_size, n_classes)
        The truth for each row of x_batch.
    """
    # TODO: draw batch_size row numbers at random and return these rows of x_train and t_train
    # BEGIN SOLUTION
    rows = np.random.choice(x_train.shape[0], batch_size)
    return x_train[rows], t_train[rows]
    # END SOLUTION


# %%
grader.check("q3_sample_minibatch")

# %% [markdown] lang="en"
# ## Part 2: which way is down?
#
# The **derivative** of a function says how fast it changes: go a tiny step $h$ to the right, see by
# how much $f$ grew, divide by the step.
#
# $$f'(x) = \lim_{h \to 0} \frac{f(x + h) - f(x)}{h}$$
#
# A computer cannot let $h$ go to 0; it has to take some small number. The question is which
# two points to compare.
#
# - The **forward difference** $\frac{f(x + h) - f(x)}{h}$ looks only to the right. It gives the
#   slope of a line through $x$ and $x + h$, and that line is not the tangent: the curve has bent a
#   little on the way. Its error shrinks like $h$.
# - The **backward difference** $\frac{f(x) - f(x - h)}{h}$ looks only to the left, and is off by
#   about as much to the other side.
# - The **central difference** $\frac{f(x + h) - f(x - h)}{2h}$ looks both ways. The two errors
#   cancel, and what remains shrinks like $h^2$: with $h$ ten times smaller, the error is a hundred
#   times smaller.
#
# ### Why h = 1e-4, and not 1e-50?
#
# A `float64` keeps about 16 digits. `5 + 1e-50` is stored as `5`, exactly: both points are the
# same, and the difference is 0. Well before that, $f(x + h)$ and $f(x - h)$ agree in nearly all
# their digits, and what is left after subtracting them is mostly rounding error, divided by a
# tiny $h$, and so made huge. Too large an $h$ and the curve bends; too small, and only rounding
# remains. `1e-4` is in between: for functions like ours both errors stay below about `1e-8`. The
# right-hand picture shows it.

# %% guided=true
figures.draw_differences()

# %% [markdown] question="q4_numerical_diff" points=10 lang="en" names=["numerical_diff"] requires=[]
# ### Question 4: the numerical derivative
#
# Write the central difference:
#
# $$f'(x) \approx \frac{f(x + h) - f(x - h)}{2h} \qquad h = 10^{-4}$$
#
# **Example.**
#
# ```python
# def function_1(x):
#     return 0.01 * x**2 + 0.1 * x
#
# print(numerical_diff(function_1, 5))    # 0.1999999999990898: the true derivative is 0.2
# print(numerical_diff(function_1, 10))   # 0.2999999999986347: the true derivative is 0.3
# ```
#
# **Partial derivatives.** A function of two variables, such as $f(x_0, x_1) = x_0^2 + x_1^2$, has
# one derivative for each. Hold one variable fixed, and what is left is a function of one variable,
# which `numerical_diff` can take. At $(3, 4)$ the partial derivatives are $2 x_0 = 6$ and
# $2 x_1 = 8$:
#
# ```python
# def function_of_x0(x0):
#     return x0**2 + 4.0**2
#
# def function_of_x1(x1):
#     return 3.0**2 + x1**2
#
# print(numerical_diff(function_of_x0, 3.0))   # 6, up to rounding
# print(numerical_diff(function_of_x1, 4.0))   # 8, up to rounding
# ```
#
# **What your function promises**
#
# - `f` takes a number and returns a number; `x` is a number.
# - It returns the **central** difference of `f` at `x`, a number. It works for any such `f`, not
#   only for these. `h` need not be exactly `1e-4` as long as the value is right; a forward
#   difference is not accurate enough.
#
# Two slips to watch for: `1e-4` is written without spaces, and `a / 2 * h` means `(a / 2) * h`.


# %% module=true
def numerical_diff(f, x):
    """Approximate the derivative of f at x by the central difference.

    Parameters
    ----------
    f : callable
        Takes a number and returns a number.
    x : float

    Returns
    -------
    float
    """
    # TODO: compare f a step h = 1e-4 to the right and to the left of x
    # BEGIN SOLUTION
    h = 1e-4
    return (f(x + h) - f(x - h)) / (2 * h)
    # END SOLUTION


# %%
grader.check("q4_numerical_diff")

# %% [markdown] lang="en"
# #### Seen: your derivative is the slope of the tangent
#
# The left picture draws a line through the curve at $x = 5$ and at $x = 10$, with the slope that
# your function gives. They should just touch. The other two cut the bowl $x_0^2 + x_1^2$ along one
# variable while the other stays fixed: a partial derivative is the slope in such a cut.

# %% guided=true
figures.draw_tangents(numerical_diff)

# %% [markdown] lang="en"
# ### The gradient
#
# All partial derivatives together, collected in an array of the same shape as `x`, are the
# **gradient**:
#
# $$\nabla f = \left( \frac{\partial f}{\partial x_0}, \; \frac{\partial f}{\partial x_1}, \; \dots
# \right)$$
#
# **Why does it point uphill?** Take a tiny step $s$ from $x$, with components $s_0, s_1, \dots$
# Each component changes $f$ by its own partial derivative, and the changes add up:
#
# $$f(x + s) - f(x) \approx s_0 \frac{\partial f}{\partial x_0}
# + s_1 \frac{\partial f}{\partial x_1} + \dots = s \cdot \nabla f$$
#
# Of all steps of the same length, this product is largest for the one that points the same way as
# $\nabla f$. So the gradient is the direction in which $f$ grows **fastest**, and its length says
# how fast. Straight against it, $f$ falls fastest; at a right angle to it, along a contour line,
# $f$ stays as it is.
#
# It is the steepest direction *here*. It need not point at the lowest place of all, as you
# will see in question 6.

# %% [markdown] question="q5_numerical_gradient" points=16 lang="en" names=["numerical_gradient"] requires=[]
# ### Question 5: the numerical gradient
#
# For each element of `x`, one after another: move this element alone by $+h$, then by $-h$, and
# take the central difference of `f`. All other elements stay where they are:
#
# $$\frac{\partial f}{\partial x_i} \approx
# \frac{f(\dots, x_i + h, \dots) - f(\dots, x_i - h, \dots)}{2h}$$
#
# **Example.**
#
# ```python
# def function_2(x):
#     return np.sum(x**2)
#
# print(numerical_gradient(function_2, np.array([3.0, 4.0])))   # [6, 8], up to rounding
# print(numerical_gradient(function_2, np.array([0.0, 2.0])))   # [0, 4]
# print(numerical_gradient(function_2, np.array([3.0, 0.0])))   # [6, 0]
# ```
#
# **What your function promises**
#
# - `x` is a `float64` array of **any shape**: a vector, a matrix of weights, three or more
#   dimensions. The result is a **new** array of the same shape.
# - `f` is always called with the **whole array** `x`, not with one element of it, and returns
#   a number.
# - Each element is changed **in `x` itself**, not in a copy. This matters for networks: their loss
#   function often does not look at its argument at all. It reads the weights inside the network,
#   and these weights *are* the array `x`. If you change a copy, the network notices nothing and
#   the gradient comes out as 0.
# - Each element is **put back** as soon as it has been measured, before the next one moves. When
#   your function returns, `x` is as it was.
# - Central differences, as in question 4.
#
# *Hint.* A loop over `np.ndindex(x.shape)` visits the index of every element of an array of any
# shape, and `x[index]` reads and writes that element. Remember the old value in a variable, and put
# that back: adding and subtracting $h$ again leaves rounding errors behind.


# %% module=true
def numerical_gradient(f, x):
    """Gradient of f at x by central differences.

    Parameters
    ----------
    f : callable
        Takes the whole array x and returns a number.
    x : ndarray of any shape, float64
        Each element is changed in place while it is measured, and put back.

    Returns
    -------
    ndarray of the same shape
        The partial derivative of f in each element.
    """
    # TODO: central difference for each element of x in turn, changed in x itself and put back
    # BEGIN SOLUTION
    h = 1e-4
    gradient = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        value = x[index]
        x[index] = value + h
        f_plus = f(x)
        x[index] = value - h
        f_minus = f(x)
        x[index] = value
        gradient[index] = (f_plus - f_minus) / (2 * h)
    return gradient
    # END SOLUTION


# %%
grader.check("q5_numerical_gradient")

# %% [markdown] lang="en"
# #### Seen: a field of arrows
#
# The same $x_0^2 + x_1^2$ from above, with **minus** your gradient at each point of a grid. All
# arrows cross the contour lines at right angles, they point down, and they are longer where the
# bowl is steeper.

# %% guided=true
figures.draw_gradient_field(numerical_gradient)

# %% [markdown] lang="en"
# ## Part 3: walking downhill
#
# Now we can learn. Stand somewhere, ask for the gradient, take a small step against it, and do it
# again:
#
# $$x \leftarrow x - \eta \, \nabla f(x)$$
#
# **Why the minus sign?** The gradient points to where $f$ *grows*. We want the loss to become
# small, so we go the other way. With a plus sign you would train the worst network possible.
#
# **What does the learning rate $\eta$ do?** It turns the slope into the length of a step. Too
# small, and you hardly move: the result is not wrong, but you will not live to see it. Too large,
# and you jump across the valley to a place higher than where you started, where the slope is
# steeper and the next jump even longer. There is no formula for the right one: it is chosen by
# trying, and this is why such a number is called a *hyperparameter*.

# %% [markdown] question="q6_gradient_descent" points=12 lang="en" names=["gradient_descent"] requires=["q5_numerical_gradient"]
# ### Question 6: gradient descent
#
# Start at `init_x` and make `step_num` steps against the gradient, with learning rate `lr`:
#
# $$x \leftarrow x - \mathrm{lr} \cdot \nabla f(x)$$
#
# **Example.** From $(-3, 4)$ on $x_0^2 + x_1^2$, whose lowest point is $(0, 0)$:
#
# ```python
# def function_2(x):
#     return np.sum(x**2)
#
# init_x = np.array([-3.0, 4.0])
# print(gradient_descent(function_2, init_x, lr=0.1, step_num=100))
# # [-6.11110793e-10  8.14814391e-10]    very nearly (0, 0)
#
# print(gradient_descent(function_2, init_x, lr=10.0, step_num=100))
# # [-2.58983747e+13 -1.29524862e+12]    too large a rate: it diverges (your digits may differ)
#
# print(gradient_descent(function_2, init_x, lr=1e-10, step_num=100))
# # [-2.99999994  3.99999992]            too small a rate: it stays
# ```
#
# Note that all three calls start from the same `init_x`. That works only if the first one has not
# changed it.
#
# **What your function promises**
#
# - It makes **exactly** `step_num` steps, each with the gradient at the place reached by then, and
#   uses your own `numerical_gradient` for it. It works for any `f`, not only for this one.
# - `init_x` **stays as it was**: walk on a copy.
# - It returns the final `x`, an array of the shape of `init_x`. If you prefer, return
#   `(x, x_history)`, as the book does: the final `x` first, then all the places on the way.
# - `lr=0.01` and `step_num=100` are the defaults, and all parameters can be given by position or by
#   name.


# %% module=true
def gradient_descent(f, init_x, lr=0.01, step_num=100):
    """Walk downhill from init_x.

    Parameters
    ----------
    f : callable
        Takes the whole array x and returns a number.
    init_x : ndarray, float64
        Where to start; it is not changed.
    lr : float
        Learning rate.
    step_num : int
        How many steps to make.

    Returns
    -------
    ndarray of the shape of init_x
        The place reached after the last step.
    """
    # TODO: make step_num steps of lr against the gradient, on a copy of init_x
    # BEGIN SOLUTION
    x = init_x.copy()
    for _ in range(step_num):
        x -= lr * numerical_gradient(f, x)
    return x
    # END SOLUTION


# %%
grader.check("q6_gradient_descent")

# %% [markdown] lang="en"
# #### Seen: three learning rates
#
# The valley $\frac{1}{20} x_0^2 + x_1^2$ is twenty times steeper across than along. This is what
# the loss of a network looks like: steep in some directions, nearly flat in others. Thirty steps of
# your `gradient_descent` from the same start, with three learning rates. Look at where each path
# ends. At the start all of them go *across* the valley, for that is the steepest way down, although
# the lowest point (the star) lies along it. On the right, each jump across lands a little higher
# than the one before, while the slow direction is doing fine: the steepest direction decides how
# large the learning rate may be.

# %% guided=true
figures.draw_descent_paths(gradient_descent)

# %% [markdown] lang="en"
# #### Seen: the gradient of a network
#
# So far `x` was a point. For a network it is an array of **weights**, and `f` is the loss. The
# smallest network there is has one layer without bias, two inputs and three outputs, so its
# weights are a 2 by 3 matrix. The book prints these numbers:
#
# ```
# loss: 0.92806853663411326
# gradient:
# [[ 0.21924763  0.14356247 -0.36281009]
#  [ 0.32887144  0.2153437  -0.54421514]]
# ```
#
# Yours agree to six digits or more. The rest is rounding: the book prints its weights with eight
# digits, and a `1e-7` inside the logarithm leaves its trace too.
#
# Read them. The first weight has gradient 0.219: if it grows by $h$, the loss grows by about
# $0.219 h$, so this weight should become smaller. The third has -0.363: it should become larger,
# and it matters more. The third column belongs to the true class, and it is the only one with a
# minus.
#
# Look also at `simple_loss`: it does not use its argument at all. It works all the same, because
# `numerical_gradient` changes `simple_net.W` itself.


# %% guided=true
class SimpleNet:
    """One layer, no bias: softmax of x @ W."""

    def __init__(self, weights):
        self.W = weights

    def loss(self, x, t):
        """Cross entropy of the network's answer to x."""
        return cross_entropy_error(softmax(x @ self.W), t)


simple_net = SimpleNet(
    np.array([[0.47355232, 0.9977393, 0.84668094], [0.85557411, 0.03563661, 0.69422093]])
)
simple_x = np.array([0.6, 0.9])
simple_t = np.array([0.0, 0.0, 1.0])


def simple_loss(weights):
    """Loss of the network; it reads simple_net.W and not its argument."""
    return simple_net.loss(simple_x, simple_t)


with figures.once_written():
    print("loss:", float(simple_net.loss(simple_x, simple_t)))
    print("gradient:")
    print(numerical_gradient(simple_loss, simple_net.W))

# %% [markdown] lang="en"
# ## Part 4: a network that learns to read
#
# Now the real thing: two layers, with a sigmoid between them and a softmax at the end.
#
# $$a_1 = x W_1 + b_1 \qquad z_1 = \mathrm{sigmoid}(a_1) \qquad a_2 = z_1 W_2 + b_2 \qquad
# y = \mathrm{softmax}(a_2)$$

# %% [markdown] question="q7_two_layer_net" points=14 lang="en" names=["TwoLayerNet", "TwoLayerNet.predict", "TwoLayerNet.loss", "TwoLayerNet.accuracy"] requires=["q2_cross_entropy_error"]
# ### Question 7: the two-layer network
#
# Write `__init__`, `predict`, `loss` and `accuracy` of the class below. Leave `numerical_gradient`
# for question 8.
#
# | in `params` | shape | at the start |
# |---|---|---|
# | `"W1"` | `(input_size, hidden_size)` | normal random numbers times `weight_init_std` |
# | `"b1"` | `(hidden_size,)` | zeros |
# | `"W2"` | `(hidden_size, output_size)` | normal random numbers times `weight_init_std` |
# | `"b2"` | `(output_size,)` | zeros |
#
# Why random weights? If all started equal, all hidden units would compute the same and get the same
# gradient for ever: ten units would be no better than one.
#
# **Example.**
#
# ```python
# net = TwoLayerNet(784, 100, 10)
# print(net.params["W1"].shape, net.params["b1"].shape)   # (784, 100) (100,)
# print(net.params["W2"].shape, net.params["b2"].shape)   # (100, 10) (10,)
#
# x = np.random.rand(50, 784)
# t = np.random.randint(0, 10, 50)
# print(net.predict(x).shape)   # (50, 10)
# print(net.loss(x, t))         # about 2.3: it knows nothing yet, and ln(10) is 2.30
# ```
#
# **What your class promises**
#
# - `TwoLayerNet(input_size, hidden_size, output_size, weight_init_std=0.01)` has `params`, a dict
#   with exactly the four arrays of the table (`float64`). Both weight matrices are scaled by
#   `weight_init_std`. Two networks have different weights: do not set a seed in the class.
# - `predict(x)`, for `x` of shape `(N, input_size)`, returns the probabilities, shape
#   `(N, output_size)`, each row summing to 1. It reads `self.params` at each call, because training
#   changes what is in there. The graders put weights of their own in, with biases that are **not
#   zero**.
# - `loss(x, t)` returns the cross entropy of `predict(x)` and `t`, a number, for one-hot and for
#   integer `t`.
# - `accuracy(x, t)` returns the **fraction** of rows, between 0 and 1, where the largest
#   probability is at the true class, for one-hot and for integer `t`.


# %% module=true
class TwoLayerNet:
    """Two-layer network: sigmoid hidden layer, softmax output.

    Parameters
    ----------
    input_size, hidden_size, output_size : int
        Number of inputs, hidden units and classes.
    weight_init_std : float
        Standard deviation of the weights at the start.

    Attributes
    ----------
    params : dict of str to ndarray
        W1 (input_size, hidden_size), b1 (hidden_size,),
        W2 (hidden_size, output_size), b2 (output_size,).
    """

    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        # TODO: make self.params with random W1, W2 and zero b1, b2
        # BEGIN SOLUTION
        self.params = {}
        self.params["W1"] = weight_init_std * np.random.randn(input_size, hidden_size)
        self.params["b1"] = np.zeros(hidden_size)
        self.params["W2"] = weight_init_std * np.random.randn(hidden_size, output_size)
        self.params["b2"] = np.zeros(output_size)
        # END SOLUTION

    def predict(self, x):
        """Probabilities of the classes.

        Parameters
        ----------
        x : ndarray of shape (n_samples, input_size)

        Returns
        -------
        ndarray of shape (n_samples, output_size)
        """
        # TODO: first layer, sigmoid, second layer, softmax
        # BEGIN SOLUTION
        z1 = sigmoid(x @ self.params["W1"] + self.params["b1"])
        return softmax(z1 @ self.params["W2"] + self.params["b2"])
        # END SOLUTION

    def loss(self, x, t):
        """Mean cross entropy of the network's answers.

        Parameters
        ----------
        x : ndarray of shape (n_samples, input_size)
        t : ndarray of shape (n_samples,) or (n_samples, output_size)
            Integer labels, or one-hot.

        Returns
        -------
        float
        """
        # TODO: the cross entropy of what the network says and what is true
        # BEGIN SOLUTION
        return cross_entropy_error(self.predict(x), t)
        # END SOLUTION

    def accuracy(self, x, t):
        """Fraction of the rows that the network gets right.

        Parameters
        ----------
        x : ndarray of shape (n_samples, input_size)
        t : ndarray of shape (n_samples,) or (n_samples, output_size)
            Integer labels, or one-hot.

        Returns
        -------
        float
            Between 0 and 1.
        """
        # TODO: compare the most probable class of each row with the true one
        # BEGIN SOLUTION
        labels = np.argmax(t, axis=1) if t.ndim == 2 else t
        return np.mean(np.argmax(self.predict(x), axis=1) == labels)
        # END SOLUTION

    def numerical_gradient(self, x, t):
        """Gradient of the loss in each of the parameters (question 8).

        Parameters
        ----------
        x : ndarray of shape (n_samples, input_size)
        t : ndarray of shape (n_samples,) or (n_samples, output_size)
            Integer labels, or one-hot.

        Returns
        -------
        dict of str to ndarray
            The keys and shapes of params.
        """

        # TODO: use your function numerical_gradient on each array of self.params
        # BEGIN SOLUTION
        def loss_of(_):
            return self.loss(x, t)

        return {key: numerical_gradient(loss_of, param) for key, param in self.params.items()}
        # END SOLUTION


# %%
grader.check("q7_two_layer_net")

# %% [markdown] question="q8_network_gradient" points=8 lang="en" names=["TwoLayerNet.numerical_gradient"] requires=["q5_numerical_gradient", "q7_two_layer_net"]
# ### Question 8: the gradient of the network
#
# Go back to the class above and write its last method, `numerical_gradient(self, x, t)`. It is the
# same trick as in the small 2 by 3 network: the loss as a function of one of the arrays in
# `self.params`, handed to your function `numerical_gradient` from question 5, for each of the four
# arrays:
#
# $$\frac{\partial L}{\partial W_1}, \quad \frac{\partial L}{\partial b_1}, \quad
# \frac{\partial L}{\partial W_2}, \quad \frac{\partial L}{\partial b_2}$$
#
# Inside the method the plain name `numerical_gradient` means the function, and
# `self.numerical_gradient` the method. After changing the class, run its cell again.
#
# **Example.** Whatever the weights are, the gradient in `b2` sums to 0, because raising all scores
# by the same amount does not change the softmax:
#
# ```python
# net = TwoLayerNet(25, 10, 10, weight_init_std=1.0)
# gradient = net.numerical_gradient(np.random.rand(50, 25), np.random.randint(0, 10, 50))
# print(gradient["W1"].shape, gradient["b1"].shape)   # (25, 10) (10,)
# print(gradient["W2"].shape, gradient["b2"].shape)   # (10, 10) (10,)
# print(abs(gradient["b2"].sum()) < 1e-9)             # True
# ```
#
# **What your method promises**
#
# - It returns a dict with the keys of `params`. Under each key there is the gradient of
#   `self.loss(x, t)` in that array, of the same shape.
# - `params` is unchanged afterwards.
# - It uses your own `numerical_gradient`: central differences, no formulas derived by hand.

# %%
grader.check("q8_network_gradient")

# %% [markdown] lang="en"
# ### Why this is slow
#
# The gradient of a network with $P$ parameters asks for the loss $2P$ times, and every time the
# whole mini-batch runs through the whole network. Ours has
# $25 \cdot 10 + 10 + 10 \cdot 10 + 10 = 370$ parameters, so **one** step of learning costs 740
# forward passes, and 300 steps cost 222,000. That takes several seconds. A network for the full
# pictures, 784-50-10, has 39,760 parameters: 79,520 passes or about 20 seconds for one step, and
# hours for a whole training. The next chapter shows *backpropagation*, which gets the same gradient
# for the price of about two passes. The slow way stays useful: it is so simple that it can be
# trusted, and everybody checks backpropagation against it. (And it need not be that slow: see the
# bonus at the end.)
#
# ### Preparing the digits
#
# Three things happen before the training:
#
# - some digits are set aside. What a network has been trained on says little about how well it
#   reads *new* digits, so the last 500, after a shuffle, are kept for testing only;
# - the sums of 16 pixels (0 to 255) become mean brightnesses between 0 and 1;
# - the inputs are **standardised**: subtract the mean of each pixel, divide by the spread of all. A
#   sigmoid is steep around 0 only; with inputs far from 0, the gradients are tiny and learning
#   crawls. Mean and spread are those of the training part: the test digits must not take part in
#   anything.

# %%
shuffled = np.random.default_rng(0).permutation(len(digits["t_train"]))
brightness = digits["x_train"][shuffled] / 16 / 255
labels = digits["t_train"][shuffled].astype(int)

pixel_mean = brightness[:-500].mean(axis=0)
spread = brightness[:-500].std()
x_train, t_train = (brightness[:-500] - pixel_mean) / spread, labels[:-500]
x_test, t_test = (brightness[-500:] - pixel_mean) / spread, labels[-500:]

print("train", x_train.shape, t_train.shape, "  test", x_test.shape, t_test.shape)

# %% [markdown] question="q9_training" points=10 lang="en" names=["train"] requires=["q3_sample_minibatch", "q7_two_layer_net", "q8_network_gradient"] cpu_seconds=30
# ### Question 9: the training
#
# Put it all together. One iteration of **mini-batch gradient descent** is:
#
# 1. draw a mini-batch;
# 2. compute the gradient of the network's loss on it;
# 3. move every parameter a step against its gradient:
#    $W \leftarrow W - \eta \, \frac{\partial L}{\partial W}$;
# 4. note down the loss.
#
# **Example.** The losses are random; their number is not, and they fall:
#
# ```python
# net = TwoLayerNet(25, 10, 10, weight_init_std=0.1)
# losses = train(net, x_train, t_train, iters_num=20, batch_size=50, learning_rate=2.0)
# print(len(losses))              # 20
# print(losses[0] > losses[-1])   # True: from above 2 to about 1.5
# ```
#
# **What your function promises**
#
# - It makes `iters_num` iterations, each on a fresh mini-batch of `batch_size` rows, using your own
#   `sample_minibatch` and the network's `loss` and `numerical_gradient`.
# - It changes **all four** arrays of `network.params`, and goes on from the weights that the
#   network has when it is called.
# - It returns the **list of the losses**, one number for each iteration: the loss of its
#   mini-batch, taken before or after the update (both are accepted).
#
# **The training run that is graded.** The graders train a network of yours on the 4,000 handed-out
# digits, prepared as above:
#
# | | |
# |---|---|
# | network | `TwoLayerNet(25, 10, 10, weight_init_std=0.1)` |
# | mini-batch | 50 |
# | learning rate | 2 |
# | iterations | 300 |
# | passed | reads at least **80 %** of 1,000 other digits correctly, which you have not got |
#
# A correct solution reaches about 85 %. It may be slow, but not endlessly: a plain loop needs
# about 7 seconds of CPU time. The limit is 30 seconds, or 15 times what our own solution needs on
# the grading machine if that is more. Only time in which your code really computes counts. At the
# limit the training is stopped and the network is graded as it stands.


# %% module=true
def train(network, x_train, t_train, iters_num, batch_size, learning_rate):
    """Train a network by mini-batch gradient descent.

    Parameters
    ----------
    network : TwoLayerNet
        Its params are updated.
    x_train : ndarray of shape (n_samples, n_features)
    t_train : ndarray of shape (n_samples,) or (n_samples, n_classes)
        Integer labels, or one-hot.
    iters_num : int
        Number of updates.
    batch_size : int
        Rows in a mini-batch.
    learning_rate : float

    Returns
    -------
    list of float
        The loss of each mini-batch, in nats; iters_num numbers.
    """
    # TODO: iters_num times: mini-batch, gradient, update of all params, note down the loss
    # BEGIN SOLUTION
    losses = []
    for _ in range(iters_num):
        x_batch, t_batch = sample_minibatch(x_train, t_train, batch_size)
        gradient = network.numerical_gradient(x_batch, t_batch)
        for key in network.params:
            network.params[key] -= learning_rate * gradient[key]
        losses.append(network.loss(x_batch, t_batch))
    return losses
    # END SOLUTION


# %%
grader.check("q9_training")

# %% [markdown] lang="en"
# #### Seen: your network learns
#
# The graded run, on your own split: 300 iterations, and after every 10 of them the accuracy on the
# training and on the test digits. It takes some seconds. An **epoch** is over when as many digits
# have been looked at as there are in the training set, here after 3,500 / 50 = 70 iterations.
#
# Things to look at: the loss of single mini-batches jumps up and down, because each is another
# poll, but the trend is clear. It starts near $\ln 10 = 2.30$, the loss of pure guessing. And the
# two accuracies stay close together. If the training accuracy went on rising while the test
# accuracy stood still, the network would be learning its training digits by heart: *overfitting*.

# %% guided=true
figures.draw_training(TwoLayerNet, train, (x_train, t_train), (x_test, t_test))

# %% [markdown] lang="en"
# ## Bonus: the same gradient, hundreds of times faster
#
# For the full pictures, a 784-50-10 network, one numerical gradient takes about 20 seconds, so we
# made the pictures small. But nobody said that the central differences have to be computed
# *stupidly*. The loop runs the whole network 79,520 times, and each time nearly everything comes
# out as before. Whoever knows **what changes, and what does not**, when a single weight moves,
# computes only that, and gets the very same numbers.
#
# This question is for those who want more. Its points come on top: without it you can still have
# all 100.

# %% [markdown] question="b1_fast_gradient" points=10 lang="en" kind="bonus" names=["fast_numerical_gradient"] requires=["q2_cross_entropy_error", "q7_two_layer_net"]
# ### Bonus question: the fast gradient
#
# Write `fast_numerical_gradient(network, x, t, h=1e-4)`: what `network.numerical_gradient(x, t)`
# returns, central differences with step `h`, much faster. Here is a way to get there.
#
# **Step 1: move one weight of the second layer.** `W2[j, k]` meets the network in one place only:
# the score `a2[n, k]` is a sum in which `z1[n, j] * W2[j, k]` is one term. Moving the weight by `h`
# adds `h * z1[n, j]` to *one* of the scores of each picture, and `b2[k]` adds `h`. The hidden layer
# need not be looked at again.
#
# **Step 2: move one weight of the first layer.** `W1[i, j]` adds `h * x[n, i]` to the input of *one*
# hidden unit, `a1[n, j]`. So `z1[n, j]` changes by some `d`, which needs one sigmoid, and all scores
# of picture `n` change by `d * W2[j]`: the change is `d` times a row that you know beforehand. A
# change of this form, the same row for all pictures, only more or less of it, has **rank 1**. There
# is no matrix product in it.
#
# **Step 3: the softmax need not start again.** With the probabilities `p = predict(x)` known, new
# scores `a2 + c` have probabilities proportional to `p * exp(c)`. You need the probability of the
# true class only.
#
# **Step 4: most pixels are black.** Where `x[n, i]` is 0, moving `W1[i, j]` changes nothing for
# picture `n`, and its difference is exactly 0. Four pixels out of five are black. (And the biases?
# `b1` is a weight whose pixel is always 1. It is never black.)
#
# **Step 5: pixels look alike.** The change depends on the pixel's value, not on its place: two
# pixels of a picture with the same brightness have the same differences. `np.unique` with
# `return_inverse=True` finds them.
#
# And a rule of NumPy: a few operations on large arrays are much faster than many on small ones, as
# long as the arrays are not so large that they leave the processor's cache. One picture, or one
# hidden unit, at a time is a good size.
#
# **Example.** At first, compare with the plain loop on a network so small that you can wait for it:
#
# ```python
# net = TwoLayerNet(6, 5, 4, weight_init_std=1.0)
# x, t = np.random.rand(8, 6), np.random.randint(0, 4, 8)
# slow, fast = net.numerical_gradient(x, t), fast_numerical_gradient(net, x, t)
# print(max(abs(slow[key] - fast[key]).max() for key in slow))   # below 1e-9
# ```
#
# **What your function promises**
#
# - It returns a dict with the keys of `params`: for each array the **central differences** of
#   `network.loss(x, t)` with step `h`, all of them, biases too. They are those of the plain loop,
#   up to 0.00000001 (`1e-8`) of the largest entry of the array.
# - That is so for any shapes, weights and biases, for labels and one-hot `t`, and for any inputs
#   `x`: pixels, zeros, negative numbers.
# - It is so for **other `h`** too, such as 0.01. At a large `h`, central differences and the exact
#   derivative are no longer the same, and the differences are what is asked for. So formulas of
#   backpropagation do not count: they do not know about `h`.
# - For the network 784-50-10 with 100 digits, pixels from 0 to 1, it is **at least 20 times** as
#   fast as the plain loop, in CPU time.
# - `network.params`, `x` and `t` are afterwards what they were before.
#
# How many times faster yours is, is measured and shown on the leaderboard. NumPy alone can do
# more than 1000.


# %% module=true
def fast_numerical_gradient(network, x, t, h=1e-4):
    """Central differences of a two-layer network's loss in all of its parameters.

    Parameters
    ----------
    network : TwoLayerNet
        With a sigmoid hidden layer and a softmax output.
    x : ndarray of shape (n_samples, input_size)
    t : ndarray of shape (n_samples,) or (n_samples, output_size)
        Integer labels, or one-hot.
    h : float
        How far each parameter is moved to both sides.

    Returns
    -------
    dict of str to ndarray
        The keys and shapes of params.
    """
    # TODO: compute what changes in the loss when a parameter moves by +h and by -h, and only that
    # BEGIN SOLUTION
    W1, b1, W2, b2 = (network.params[key] for key in ("W1", "b1", "W2", "b2"))
    labels = np.argmax(t, axis=1) if t.ndim == 2 else t
    n_samples = len(x)

    # What stays: exp(-a1), z1 and the probabilities p of all pictures.
    exp_minus_a1 = np.exp(-(x @ W1 + b1))
    z1 = 1 / (1 + exp_minus_a1)
    p = softmax(z1 @ W2 + b2)

    # W2 and b2. One score moves by c = +-h * z1 (+-h for the bias, whose z is 1), so that the
    # probabilities are p * exp(c) for its class and p for the others, divided by their sum.
    z = np.hstack([z1, np.ones((n_samples, 1))])[:, :, None]
    p_true = p[np.arange(n_samples), labels][:, None, None]
    is_true = np.eye(len(b2), dtype=bool)[labels][:, None, :]
    y_minus, y_plus = (
        p_true * np.where(is_true, np.exp(c), 1) / (1 + p[:, None, :] * np.expm1(c)) + 1e-7
        for c in (-h * z, h * z)
    )
    second = np.log(y_minus / y_plus).sum(axis=0)

    # W1 and b1, picture by picture. A change d of hidden unit j moves all scores by d * W2[j], and
    # the probability of the true class becomes p_true / sum_k p[k] * exp(d * v[j, k]), where
    # v[j, k] = W2[j, k] - W2[j, true]. This sum is 1 + m1 * d + m2 * d**2 / 2 + ... with the
    # moments m_r[j] = sum_k p[k] * v[j, k]**r: a series that is as exact as exp itself once its
    # terms are below 1e-17, after 3 to 5 of them, where d is as small as it is here.
    reach = h / 4 * max(1.0, np.abs(x).max()) * np.ptp(W2, axis=1).max()  # of any |d * v|
    n_terms, term = 1, reach
    while term > 1e-18:
        n_terms += 1
        term *= reach / n_terms
    first_W1, first_b1 = np.zeros_like(W1), np.zeros_like(b1)
    for pixels, exp_n, z_n, p_n, true in zip(x, exp_minus_a1, z1, p, labels, strict=True):
        lit = np.flatnonzero(pixels)  # a black pixel changes nothing
        values, which = np.unique(pixels[lit], return_inverse=True)
        values = np.append(values, 1.0)[:, None]  # the last is the bias: a pixel that is always 1
        v = W2 - W2[:, [true]]
        moments, power = [], v
        for r in range(1, n_terms + 1):
            moments.append(power @ p_n)
            power = power * v / (r + 1)  # v**r / r!
        y = []
        for factor in (np.exp(h * values), np.exp(-h * values)):  # exp(-a1) at a1 - h * x, + h * x
            d = 1 / (1 + exp_n * factor) - z_n
            total = moments[-1] * d
            for moment in moments[-2::-1]:
                total += moment
                total *= d
            y.append(p_n[true] / (1 + total) + 1e-7)
        difference = np.log(y[0] / y[1])  # loss at +h minus loss at -h, (values, hidden units)
        first_W1[lit] += difference[which]
        first_b1 += difference[-1]

    scale = 2 * h * n_samples
    return {
        "W1": first_W1 / scale,
        "b1": first_b1 / scale,
        "W2": second[:-1] / scale,
        "b2": second[-1] / scale,
    }
    # END SOLUTION


# %%
grader.check("b1_fast_gradient")

# %% [markdown] lang="en"
# #### Seen: the full network learns
#
# 784-50-10, all 39,760 parameters, trained on 3,500 digits in full size with nothing but your
# numerical gradients: mini-batches of 100, learning rate 2. The cell stops after `seconds` of CPU
# time; give it 15 and see how far it gets. The title says how long the plain loop would have needed
# for the same curve, as far as a few of its forward passes tell.

# %% guided=true
figures.draw_full_training(TwoLayerNet, fast_numerical_gradient, seconds=3)

# %% [markdown] lang="en"
# ## Before you hand in
#
# 1. *Kernel → Restart and run all.* The notebook should run to the end, and every check should
#    pass. (A function that works only because of a cell you have deleted since shows up here.)
# 2. Save the notebook.
# 3. Submit `hw2_learning.ipynb`, this file only.
