# %% [markdown] assignment="hw1_forward" title="From the perceptron to the forward pass" points=40 lang="en" hidden_tests="after_published"
# # Homework 1: from the perceptron to the forward pass
#
# A neural network looks like magic until you have written one. In this homework you write all of
# its parts, with NumPy and nothing else, from the smallest to the whole:
#
# 1. the **perceptron**, which weighs its inputs and outputs 0 or 1 (question 1);
# 2. **activation functions**, which do this more gently (question 2);
# 3. **softmax**, which turns scores into probabilities (question 3);
# 4. the **forward pass** through three layers (question 4);
# 5. a **trained network** that reads handwritten digits, many at a time (question 5).
#
# Where the weights of that network come from is the subject of homework 2. Here they are given.
# *The book* mentioned below is Saito, *Deep Learning from Scratch*, chapters 2 to 4. You do not
# need it.
#
# ## How to work
#
# - Run the cells from top to bottom. Where you see `# TODO`, replace the line
#   `raise NotImplementedError(...)` with your own code.
# - Then run the `grader.check(...)` cell below. It tries the published examples. The grader tests
#   more than these, but only what the question says.
# - Keep the names of functions and parameters as they are. You may add cells and functions of your
#   own. If you define a function twice, the one further down counts.
# - **Return** results; do not only print them. "A number" means a Python or NumPy float, and "an
#   array" a NumPy array: not a list, and not a tuple around the result. Printed output and warnings
#   never cost points.
# - Unless a question says otherwise, your functions receive arrays as NumPy arrays of type
#   `float64`.
# - Cells that draw a picture or print a demonstration are not graded. They work once you have
#   written the functions that they use; until then, they say which one is missing.
# - You never lose points twice for one mistake: if a question uses your function from an earlier
#   question and that function is wrong, it is graded again with a correct one in its place.

# %% [markdown] assignment="hw1_forward" title="퍼셉트론에서 순전파까지" points=40 lang="ko"
# # 과제 1: 퍼셉트론에서 순전파까지
#
# 신경망은 직접 만들어 보기 전까지는 마법처럼 보입니다. 이 과제에서는 NumPy만 사용하여 신경망의 모든 부품을
# 가장 작은 것부터 전체까지 직접 작성합니다.
#
# 1. 입력에 가중치를 곱해 예 또는 아니요로 답하는 **퍼셉트론** (문제 1)
# 2. 더 부드럽게 답하는 **활성화 함수** (문제 2)
# 3. 점수를 확률로 바꾸는 **소프트맥스** (문제 3)
# 4. 세 층을 지나는 **순전파** (문제 4)
# 5. 손글씨 숫자를 한 번에 여러 장씩 읽는 **학습된 신경망** (문제 5)
#
# 이 신경망의 가중치를 어떻게 얻는지는 과제 2에서 다룹니다. 여기서는 가중치가 주어져 있습니다.
#
# ## 진행 방법
#
# - 셀을 위에서부터 차례로 실행합니다. `# TODO`가 보이면 `raise NotImplementedError(...)` 줄을 여러분의 코드로
#   바꿉니다.
# - 그런 다음 아래의 `grader.check(...)` 셀을 실행합니다. 이 셀은 공개된 예제를 확인합니다. 채점에서는 더 많은
#   경우를 확인하지만, 문제에서 약속하지 않은 것은 확인하지 않습니다.
# - 함수와 매개변수의 이름은 그대로 둡니다. 셀이나 함수를 새로 추가해도 됩니다. 같은 함수를 두 번 정의하면 더
#   아래에 있는 것을 채점합니다.
# - 결과는 출력만 하지 말고 **반환**해야 합니다. "수"는 파이썬이나 NumPy의 실수이고, "배열"은 NumPy 배열입니다.
#   리스트나, 결과를 감싼 튜플은 안 됩니다. 출력이나 경고 때문에 감점하지는 않습니다.
# - 문제에 다른 말이 없으면 배열은 `float64` 형의 NumPy 배열로 들어옵니다.
# - 그림을 그리거나 시연 결과를 출력하는 셀은 채점하지 않습니다. 이런 셀은 여러분의 함수를 기다리며, 빠진 함수가
#   있으면 그 이름을 알려 줍니다.
# - 같은 실수로 두 번 감점하지 않습니다. 앞에서 작성한 함수가 틀렸더라도, 그 함수를 사용하는 문제는 올바른 함수로
#   다시 채점합니다.

# %%
import otter

grader = otter.Notebook("hw1_forward.ipynb")

# %% module=true
import numpy as np

# %%
import figures  # the file next to this notebook: it draws the pictures

# %% [markdown] lang="en"
# ## Part 1: the perceptron
#
# A perceptron has some inputs, here two, $x_1$ and $x_2$. It multiplies each by a **weight**, adds
# the products (this is the **weighted sum**), adds a **bias** $b$, and outputs 1 (it *fires*) if
# the result is above 0, otherwise 0:
#
# $$y = \begin{cases} 0 & w_1 x_1 + w_2 x_2 + b \le 0 \\ 1 & w_1 x_1 + w_2 x_2 + b > 0 \end{cases}$$
#
# The weights say how much each input matters. The bias says how easily the perceptron fires: with
# $b = -0.7$, the weighted sum of the inputs has to be larger than 0.7.
#
# ### A perceptron draws a line
#
# The points with $w_1 x_1 + w_2 x_2 + b = 0$ form a straight line. On one side of it (shaded) the
# perceptron outputs 1, on the other side 0. So a single perceptron can do a task exactly when **one
# straight line** separates the inputs whose output should be 1 from those whose output should be 0.
#
# For AND and OR there are many such lines. For XOR ("one or the other, but not both") there is
# none. Look at the two dotted segments in the third picture: one joins the two triangles, the other
# joins the two circles, and they cross in the middle. If both triangles are on one side of a line,
# the whole segment between them is on that side. If both circles are on the other side, so is the
# whole segment between *them*. But the crossing point belongs to both segments, and it cannot be on
# both sides of the line.

# %% [markdown] lang="ko"
# ## 1부: 퍼셉트론
#
# 퍼셉트론은 여러 개의 입력을 받습니다. 여기서는 $x_1$과 $x_2$ 두 개입니다. 각 입력에 **가중치**를 곱해서 더하고
# **편향** $b$를 더한 다음, 그 합이 0보다 크면 1을("활성화한다"고 합니다), 그렇지 않으면 0을 출력합니다.
#
# $$y = \begin{cases} 0 & w_1 x_1 + w_2 x_2 + b \le 0 \\ 1 & w_1 x_1 + w_2 x_2 + b > 0 \end{cases}$$
#
# 가중치는 각 입력이 얼마나 중요한지를 나타냅니다. 편향은 퍼셉트론이 얼마나 쉽게 활성화하는지를 나타냅니다.
# $b = -0.7$이라면 가중치를 곱한 입력의 합이 0.7보다 커야 합니다.
#
# ### 퍼셉트론은 직선입니다
#
# 식 $w_1 x_1 + w_2 x_2 + b = 0$은 직선을 나타냅니다. 퍼셉트론은 이 직선의 한쪽(색칠한 부분)에서는 1을, 다른
# 쪽에서는 0을 출력합니다. 그러므로 1이어야 하는 입력과 0이어야 하는 입력을 **직선 하나**로 나눌 수 있을 때에만
# 퍼셉트론으로 그 일을 할 수 있습니다.
#
# AND와 OR에는 그런 직선이 많습니다. XOR("둘 중 하나만")에는 없습니다. 삼각형 두 개가 서로 마주 보는 꼭짓점에 있고
# 원 두 개도 마찬가지입니다. 두 삼각형이 모두 직선의 한쪽에 있다면 그 사이의 점선 전체도 같은 쪽에 있어야 합니다.
# 원도 마찬가지입니다. 그런데 두 점선은 서로 만납니다. 만나는 점이 직선의 양쪽에 동시에 있을 수는 없습니다.

# %% guided=true
figures.draw_decision_lines()

# %% [markdown] question="q1_gates" points=8 lang="en" names=["AND", "NAND", "OR", "XOR"] requires=[]
# ### Question 1: logic gates
#
# Write four gates. `AND`, `NAND` and `OR` are perceptrons: choose weights and a bias for each, and
# compare $w_1 x_1 + w_2 x_2 + b$ with 0. There is more than one right choice. `NAND` is "not and".
#
# | `x1` | `x2` | `AND` | `NAND` | `OR` | `XOR` |
# |---|---|---|---|---|---|
# | 0 | 0 | 0 | 1 | 0 | 0 |
# | 1 | 0 | 0 | 1 | 1 | 1 |
# | 0 | 1 | 0 | 1 | 1 | 1 |
# | 1 | 1 | 1 | 0 | 1 | 0 |
#
# No single perceptron can do `XOR`, as you have seen. But **two layers** can: give the inputs to
# two gates, and give *their* outputs to a third one. Build `XOR` by calling your other gates.
#
# **Example.**
#
# ```python
# print(AND(0, 0), AND(1, 0), AND(0, 1), AND(1, 1))   # 0 0 0 1
# print(XOR(0, 0), XOR(1, 0), XOR(0, 1), XOR(1, 1))   # 0 1 1 0
# ```
#
# **What your functions must do**
#
# - `x1` and `x2` are the whole numbers 0 or 1.
# - Each function returns a single 0 or 1, as in the table. `True` and `False` are accepted as well.
# - Build `XOR` from the other gates. The grader sees only what your functions return, so another
#   way costs no points; but if `XOR` calls a gate that is wrong, `XOR` is wrong too.

# %% [markdown] question="q1_gates" lang="ko"
# ### 문제 1: 논리 게이트
#
# 게이트 네 개를 작성하십시오. `AND`, `NAND`, `OR`는 퍼셉트론입니다. 각각에 알맞은 가중치와 편향을 정하고
# $w_1 x_1 + w_2 x_2 + b$를 0과 비교합니다. 올바른 값은 여러 가지입니다. `NAND`는 AND의 결과를 뒤집은 것입니다.
#
# | `x1` | `x2` | `AND` | `NAND` | `OR` | `XOR` |
# |---|---|---|---|---|---|
# | 0 | 0 | 0 | 1 | 0 | 0 |
# | 1 | 0 | 0 | 1 | 1 | 1 |
# | 0 | 1 | 0 | 1 | 1 | 1 |
# | 1 | 1 | 1 | 0 | 1 | 0 |
#
# 앞에서 본 것처럼 퍼셉트론 하나로는 `XOR`를 만들 수 없습니다. 하지만 **층을 두 개** 쌓으면 가능합니다. 두 게이트가
# 입력을 보고, *그 두 게이트의 출력*을 세 번째 게이트가 입력으로 받게 하면 됩니다. 여러분이 작성한 다른 게이트를
# 호출하여 `XOR`를 만드십시오.
#
# **예제**
#
# ```python
# print(AND(0, 0), AND(1, 0), AND(0, 1), AND(1, 1))   # 0 0 0 1
# print(XOR(0, 0), XOR(1, 0), XOR(0, 1), XOR(1, 1))   # 0 1 1 0
# ```
#
# **함수가 지켜야 할 약속**
#
# - `x1`과 `x2`는 정수 0 또는 1입니다.
# - 각 함수는 표에 있는 대로 0 또는 1 하나를 반환합니다. `True`와 `False`도 인정합니다.
# - `XOR`는 다른 게이트를 조합하여 만듭니다. 채점에서는 함수가 반환하는 값만 확인하므로 다른 방법을 썼다고 해서
#   감점하지는 않습니다. 다만 `XOR`가 호출하는 게이트가 틀리면 `XOR`도 틀립니다.


# %% module=true
def AND(x1, x2):
    """Return 1 if both inputs are 1, otherwise 0.

    Parameters
    ----------
    x1, x2 : int
        0 or 1.

    Returns
    -------
    int
    """
    # TODO: choose two weights and a bias, and compare the weighted sum plus the bias with 0
    # BEGIN SOLUTION
    return 1 if 0.5 * x1 + 0.5 * x2 - 0.7 > 0 else 0
    # END SOLUTION


def NAND(x1, x2):
    """Return 0 if both inputs are 1, otherwise 1.

    Parameters
    ----------
    x1, x2 : int
        0 or 1.

    Returns
    -------
    int
    """
    # TODO: the same with other weights and another bias
    # BEGIN SOLUTION
    return 1 if 0.7 - 0.5 * x1 - 0.5 * x2 > 0 else 0
    # END SOLUTION


def OR(x1, x2):
    """Return 1 if at least one input is 1, otherwise 0.

    Parameters
    ----------
    x1, x2 : int
        0 or 1.

    Returns
    -------
    int
    """
    # TODO: the same with other weights and another bias
    # BEGIN SOLUTION
    return 1 if 0.5 * x1 + 0.5 * x2 - 0.2 > 0 else 0
    # END SOLUTION


def XOR(x1, x2):
    """Return 1 if exactly one input is 1, otherwise 0.

    Parameters
    ----------
    x1, x2 : int
        0 or 1.

    Returns
    -------
    int
    """
    # TODO: call the other gates: two with the inputs, a third with their outputs
    # BEGIN SOLUTION
    s1 = NAND(x1, x2)
    s2 = OR(x1, x2)
    return AND(s1, s2)
    # END SOLUTION


# %%
grader.check("q1_gates")

# %% [markdown] lang="en"
# #### See it: how two layers make XOR
#
# On the left you see the two gates of a first layer, each with its line. Between the two lines lie
# exactly the inputs for which both gates output 1. On the right are the same four inputs as the
# second layer sees them, at the positions $(s_1, s_2)$ that *your* two gates return. Two inputs
# have landed on the same point, and now a single line separates triangles from circles.
#
# This is what layers are for: each one moves the points to positions where the next one can
# separate them more easily.

# %% [markdown] lang="ko"
# #### 살펴보기: 두 층으로 XOR를 만드는 방법
#
# 왼쪽 그림은 첫 번째 층의 두 게이트 `NAND`와 `OR`의 직선입니다. 두 게이트가 모두 1을 출력하는 입력만 두 직선 사이에
# 놓입니다. 오른쪽 그림은 두 번째 층이 보는 입력입니다. 같은 입력 네 개를 *여러분의* `NAND`와 `OR`가 출력한 위치
# $(s_1, s_2)$에 그렸습니다. 입력 두 개가 같은 점으로 모였고, 이제 직선 하나로 삼각형과 원을 나눌 수 있습니다.
#
# 층을 쌓는 이유가 바로 이것입니다. 각 층은 다음 층이 더 쉽게 나눌 수 있는 위치로 점들을 옮깁니다.

# %% guided=true
figures.draw_two_layers(NAND, OR, AND)

# %% [markdown] lang="en"
# ## Part 2: activation functions
#
# The perceptron's last step, "above 0 or not", is called its **activation function**. A neural
# network computes the same weighted sums, but with another activation function. To learn, a network
# needs an output that changes when the sum grows from 0.1 to 0.2, and a step does not: it jumps
# once and is flat everywhere else.
#
# Why have such a function at all? Because weighted sums of weighted sums are again only weighted
# sums. Without a nonlinear function in between, a hundred layers could do no more than one.

# %% [markdown] lang="ko"
# ## 2부: 활성화 함수
#
# 퍼셉트론의 마지막 단계, 곧 "0보다 큰가?"를 **활성화 함수**라고 합니다. 신경망도 똑같이 가중치를 곱해 더하지만 다른
# 활성화 함수를 사용합니다. 신경망이 학습하려면 그 합이 0.1에서 0.2로 커진 것을 알아차려야 합니다. 계단 함수는 한 번
# 뛰어오르고 나머지 구간에서는 평평하므로 이를 알아차리지 못합니다.
#
# 활성화 함수는 왜 필요할까요? 가중치를 곱해 더한 값을 다시 가중치를 곱해 더해도 결국 가중치를 곱해 더한 값일
# 뿐이기 때문입니다. 층과 층 사이에 비선형 함수가 없으면 층을 백 개 쌓아도 한 층과 다르지 않습니다.

# %% [markdown] question="q2_activations" points=8 lang="en" names=["step_function", "sigmoid", "relu"] requires=[]
# ### Question 2: step, sigmoid and ReLU
#
# $$\mathrm{step}(x) = \begin{cases} 0 & x \le 0 \\ 1 & x > 0 \end{cases} \qquad
# \mathrm{sigmoid}(x) = \frac{1}{1 + e^{-x}} \qquad
# \mathrm{relu}(x) = \begin{cases} 0 & x \le 0 \\ x & x > 0 \end{cases}$$
#
# All three work **element by element**: an array goes in, an array of the same shape comes out, and
# each element is computed on its own. NumPy does this for you if you write `np.exp(-x)` or `x > 0`
# for the whole array; an `if x > 0:` fails for an array.
#
# **Example.**
#
# ```python
# x = np.array([-1.0, 1.0, 2.0])
# print(step_function(x))   # [0 1 1]
# print(sigmoid(x))         # [0.26894142 0.73105858 0.88079708]
# print(relu(x))            # [0. 1. 2.]
# ```
#
# **What your functions must do**
#
# - `x` is an array of **any shape**: a vector, a matrix, three or more dimensions. The result is an
#   array of the same shape.
# - `step_function` returns 0 and 1, as whole numbers, as floats, or as `False` and `True`. At
#   exactly 0 it returns **0**.
# - `sigmoid` is finite and right for large numbers too: up to rounding error, it is 1 at 1000 and 0
#   at -1000. A `RuntimeWarning` during the computation costs no points, but a `nan` does.

# %% [markdown] question="q2_activations" lang="ko"
# ### 문제 2: 계단 함수, 시그모이드, ReLU
#
# $$\mathrm{step}(x) = \begin{cases} 0 & x \le 0 \\ 1 & x > 0 \end{cases} \qquad
# \mathrm{sigmoid}(x) = \frac{1}{1 + e^{-x}} \qquad
# \mathrm{relu}(x) = \begin{cases} 0 & x \le 0 \\ x & x > 0 \end{cases}$$
#
# 세 함수 모두 **원소별로** 계산합니다. 배열이 들어오면 같은 형상의 배열이 나오고, 원소 하나하나를 따로 계산합니다.
# 배열 전체에 대해 `np.exp(-x)`나 `x > 0`이라고 쓰면 NumPy가 알아서 원소별로 계산합니다. `if x > 0:`은 배열에서
# 오류가 납니다.
#
# **예제**
#
# ```python
# x = np.array([-1.0, 1.0, 2.0])
# print(step_function(x))   # [0 1 1]
# print(sigmoid(x))         # [0.26894142 0.73105858 0.88079708]
# print(relu(x))            # [0. 1. 2.]
# ```
#
# **함수가 지켜야 할 약속**
#
# - `x`는 **형상에 제한이 없는** 배열입니다. 벡터, 행렬, 3차원 이상의 배열이 모두 올 수 있습니다. 결과는 형상이 같은
#   배열입니다.
# - `step_function`의 결과는 0과 1입니다. 정수, 실수, `False`와 `True`를 모두 인정합니다. 정확히 0에서는 **0**입니다.
# - `sigmoid`는 큰 수에서도 유한하고 올바른 값을 내야 합니다. 반올림 오차를 빼면 1000에서는 1, -1000에서는 0입니다.
#   계산 중에 나오는 `RuntimeWarning`은 감점하지 않지만 `nan`은 감점합니다.


# %% module=true
def step_function(x):
    """Return 1 where x is above 0, otherwise 0.

    Parameters
    ----------
    x : ndarray of any shape

    Returns
    -------
    ndarray of the same shape
    """
    # TODO: compare the whole array with 0 and turn the result into numbers
    # BEGIN SOLUTION
    return (x > 0).astype(int)
    # END SOLUTION


def sigmoid(x):
    """Squash each element of x into the interval from 0 to 1.

    Parameters
    ----------
    x : ndarray of any shape

    Returns
    -------
    ndarray of the same shape
    """
    # TODO: the formula, for the whole array at once
    # BEGIN SOLUTION
    return 1 / (1 + np.exp(-x))
    # END SOLUTION


def relu(x):
    """Return x where it is above 0, otherwise 0.

    Parameters
    ----------
    x : ndarray of any shape

    Returns
    -------
    ndarray of the same shape
    """
    # TODO: the larger one of 0 and x, element by element
    # BEGIN SOLUTION
    return np.maximum(0, x)
    # END SOLUTION


# %%
grader.check("q2_activations")

# %% [markdown] lang="en"
# #### See it: three curves
#
# Step and sigmoid both go from 0 to 1, but the sigmoid does so gradually and has a slope
# everywhere. ReLU stays 0 for negative numbers and passes positive ones on unchanged; most of
# today's networks use it.

# %% [markdown] lang="ko"
# #### 살펴보기: 세 곡선
#
# 계단 함수와 시그모이드는 모두 0에서 1로 갑니다. 하지만 시그모이드는 천천히 변하고 모든 곳에서 기울기가 있습니다.
# ReLU는 음수에서는 0이고 양수는 그대로 내보냅니다. 요즘은 대부분의 신경망이 ReLU를 사용합니다.

# %% guided=true
figures.draw_activations(step_function, sigmoid, relu)

# %% [markdown] lang="en"
# ## Part 3: from scores to probabilities
#
# A network that reads digits has ten outputs, one **score** for each class. The class with the
# largest score is its answer. But how sure is the network? To say this, you need **probabilities**:
# none of them is negative, and together they add up to 1.

# %% [markdown] lang="ko"
# ## 3부: 점수에서 확률로
#
# 숫자를 읽는 신경망에는 출력이 열 개, 곧 클래스마다 **점수**가 하나씩 있습니다. 점수가 가장 큰 클래스가 신경망의
# 답입니다. 그런데 신경망은 그 답을 얼마나 확신할까요? 이것을 알려면 **확률**이 필요합니다. 음수가 없고 모두 더하면
# 1이 되는 값입니다.

# %% [markdown] question="q3_softmax" points=10 lang="en" names=["softmax"] requires=[]
# ### Question 3: softmax
#
# $$y_k = \frac{e^{a_k}}{\sum_i e^{a_i}}$$
#
# The exponential makes every score positive and keeps their order; dividing by the sum makes them
# add up to 1.
#
# **Example.**
#
# ```python
# print(softmax(np.array([0.3, 2.9, 4.0])))   # [0.01821127 0.24519181 0.73659691]
# print(softmax(np.array([0.5, 3.0, 5.0])))   # [0.00968996 0.11804785 0.87226219]
# ```
#
# #### Overflow
#
# $e^{1000}$ is larger than any number that a `float64` can hold. So `np.exp(1000)` gives `inf`, and
# `inf / inf` is `nan`. Fortunately, softmax depends only on the *differences* between the scores.
# Subtract the same number $c$ from every score: numerator and denominator are both multiplied by
# $e^{-c}$, which cancels:
#
# $$\frac{e^{a_k - c}}{\sum_i e^{a_i - c}} = \frac{e^{-c} \, e^{a_k}}{e^{-c} \sum_i e^{a_i}} =
# \frac{e^{a_k}}{\sum_i e^{a_i}}$$
#
# Choose the largest score for $c$. Then the largest exponent is 0 and no exponential is larger than
# 1, so nothing overflows. And the denominator is at least 1, so nothing is divided by 0.
#
# **What your function must do**
#
# - `x` is one sample, shape `(C,)`, or a batch, shape `(N, C)`, with one row for each of the N
#   samples and one column for each of the C classes. The result has the same shape.
# - Each **row** is computed on its own: softmax runs along the last axis, and every row sums to 1.
# - The result is right for scores in the 1000s, positive or negative or both in one row, and for a
#   batch whose rows differ greatly in size: one row near 1000 and another near -1000.
# - `x` **stays as it was**.
#
# *Hint.* With `axis=-1, keepdims=True`, `np.max` and `np.sum` give one number per row, in a shape
# that fits `x`.

# %% [markdown] question="q3_softmax" lang="ko"
# ### 문제 3: 소프트맥스
#
# $$y_k = \frac{e^{a_k}}{\sum_i e^{a_i}}$$
#
# 지수 함수는 모든 점수를 양수로 만들면서 순서를 유지합니다. 합으로 나누면 모두 더해서 1이 됩니다.
#
# **예제**
#
# ```python
# print(softmax(np.array([0.3, 2.9, 4.0])))   # [0.01821127 0.24519181 0.73659691]
# print(softmax(np.array([0.5, 3.0, 5.0])))   # [0.00968996 0.11804785 0.87226219]
# ```
#
# #### 오버플로
#
# $e^{1000}$은 `float64`로 나타낼 수 있는 가장 큰 수보다 큽니다. 그래서 `np.exp(1000)`은 `inf`가 되고, `inf / inf`는
# `nan`이 됩니다. 다행히 소프트맥스의 결과는 점수의 *차이*에만 달려 있습니다. 모든 점수에서 같은 수 $c$를 빼면 분자와
# 분모에 똑같이 $e^{-c}$가 곱해지므로 약분됩니다.
#
# $$\frac{e^{a_k - c}}{\sum_i e^{a_i - c}} = \frac{e^{-c} \, e^{a_k}}{e^{-c} \sum_i e^{a_i}} =
# \frac{e^{a_k}}{\sum_i e^{a_i}}$$
#
# $c$를 점수의 최댓값으로 정하면 가장 큰 지수가 0이 되어 지수 함수의 값이 1을 넘지 않으므로 오버플로가 일어나지
# 않습니다. 분모도 1 이상이므로 0으로 나누는 일이 없습니다.
#
# **함수가 지켜야 할 약속**
#
# - `x`는 형상이 `(C,)`인 데이터 하나이거나 `(N, C)`인 배치입니다. 배치의 각 행이 데이터 하나입니다. 결과의 형상은
#   `x`와 같습니다.
# - **행**마다 따로 계산합니다. 소프트맥스는 마지막 축을 따라 계산하며 각 행의 합은 1입니다.
# - 점수가 수천에 이르러도, 양수이든 음수이든, 한 행에 둘 다 있든 올바른 값을 냅니다. 한 행은 1000 근처이고 다른 행은
#   -1000 근처인 것처럼 행마다 크기가 크게 다른 배치에서도 마찬가지입니다.
# - `x`는 **바뀌지 않고 그대로** 있어야 합니다.
#
# *힌트.* `axis=-1, keepdims=True`를 쓰면 `np.max`와 `np.sum`은 행마다 수 하나를 `x`와 함께 계산할 수 있는 형상으로
# 돌려줍니다.


# %% module=true
def softmax(x):
    """Turn scores into probabilities over the last axis.

    Parameters
    ----------
    x : ndarray of shape (n_classes,) or (n_samples, n_classes)
        Scores; the array is not changed.

    Returns
    -------
    ndarray of the same shape, whose rows sum to 1
    """
    # TODO: the formula, row by row, written so that nothing overflows
    # BEGIN SOLUTION
    shifted = x - np.max(x, axis=-1, keepdims=True)  # the largest score is now 0: no overflow
    exp_x = np.exp(shifted)
    return exp_x / np.sum(exp_x, axis=-1, keepdims=True)
    # END SOLUTION


# %%
grader.check("q3_softmax")

# %% [markdown] lang="en"
# #### See it: scores and probabilities
#
# A lead of 1.1 in the scores becomes a factor of $e^{1.1} \approx 3$ in the probabilities. On the
# right, 100 was added to all three scores: the probabilities do not change.

# %% [markdown] lang="ko"
# #### 살펴보기: 점수와 확률
#
# 점수에서 1.1만큼 앞서면 확률에서는 $e^{1.1} = 3$배가 됩니다. 오른쪽 그림은 점수 세 개에 모두 100을 더한 것입니다.
# 결과는 바뀌지 않습니다.

# %% guided=true
figures.draw_softmax(softmax)

# %% [markdown] lang="en"
# ## Part 4: the forward pass
#
# Put many units next to each other and you have a **layer**. Each unit has one weight per input, so
# the weights of a layer form a matrix $W$: one row for each input, one column for each unit. A
# single matrix product then computes all the weighted sums of the layer. `@` is NumPy's sign for
# it:
#
# $$a = x W + b$$
#
# The best way to check your work is to look at the shapes. With 2 inputs and 3 units,
# `(2,) @ (2, 3)` gives `(3,)`, and `b` is `(3,)`. The inner numbers must agree. With a batch of N
# samples, one per row, `(N, 2) @ (2, 3)` gives `(N, 3)`, and `b` is added to every row: the same
# line of code does both.

# %% [markdown] lang="ko"
# ## 4부: 순전파
#
# 뉴런 여러 개를 나란히 놓으면 **층**이 됩니다. 각 뉴런은 입력마다 가중치를 하나씩 가지므로 한 층의 가중치는 행렬
# $W$가 됩니다. 행은 입력, 열은 뉴런에 해당합니다. 그러면 한 층의 모든 가중치 합을 행렬 곱 하나로 계산할 수 있습니다.
# NumPy에서는 행렬 곱을 `@`로 씁니다.
#
# $$a = x W + b$$
#
# 배열의 형상을 확인하는 것이 가장 좋은 검산 방법입니다. 입력이 2개이고 뉴런이 3개이면 `(2,) @ (2, 3)`은 `(3,)`이고
# `b`도 `(3,)`입니다. 안쪽의 두 수가 같아야 합니다. 데이터 N개를 한 행씩 쌓은 배치라면 `(N, 2) @ (2, 3)`은 `(N, 3)`이고,
# `b`는 모든 행에 더해집니다(브로드캐스트). 같은 코드 한 줄로 두 경우를 모두 계산할 수 있습니다.

# %% [markdown] question="q4_forward" points=8 lang="en" names=["forward"] requires=["q2_activations"]
# ### Question 4: three layers
#
# The network is a dictionary of six arrays. The two hidden layers use the sigmoid; the last layer
# passes its sums on unchanged (the **identity**):
#
# $$z_1 = \mathrm{sigmoid}(x W_1 + b_1) \qquad z_2 = \mathrm{sigmoid}(z_1 W_2 + b_2) \qquad
# y = z_2 W_3 + b_3$$
#
# **Example.** Two inputs, hidden layers of three and two units, two outputs:
#
# ```python
# network = {
#     "W1": np.array([[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]]),
#     "b1": np.array([0.1, 0.2, 0.3]),
#     "W2": np.array([[0.1, 0.4], [0.2, 0.5], [0.3, 0.6]]),
#     "b2": np.array([0.1, 0.2]),
#     "W3": np.array([[0.1, 0.3], [0.2, 0.5]]),
#     "b3": np.array([0.1, 0.2]),
# }
# print(forward(network, np.array([1.0, 0.5])))   # [0.31682708 0.77338016]
# ```
#
# (The book has 0.4 where `W3` has 0.5 here, and therefore prints 0.69627909 as the second number.)
#
# **What your function must do**
#
# - `network` is a dictionary with the keys `"W1"`, `"b1"`, `"W2"`, `"b2"`, `"W3"`, `"b3"`. The
#   arrays may have any sizes that fit together; take all numbers from the dictionary.
# - `x` is one sample, such as one of shape `(2,)`, or a batch, such as one of shape `(N, 2)`. The
#   result is `y` above: one number for each output, shape `(2,)` or `(N, 2)` here.
# - Use your own `sigmoid`.

# %% [markdown] question="q4_forward" lang="ko"
# ### 문제 4: 3층 신경망
#
# 신경망은 배열 여섯 개를 담은 딕셔너리입니다. 은닉층 두 개는 시그모이드를 사용하고, 출력층은 합을 그대로 내보냅니다
# (**항등 함수**).
#
# $$z_1 = \mathrm{sigmoid}(x W_1 + b_1) \qquad z_2 = \mathrm{sigmoid}(z_1 W_2 + b_2) \qquad
# y = z_2 W_3 + b_3$$
#
# **예제** 입력 2개, 뉴런 3개, 뉴런 2개, 출력 2개인 신경망입니다.
#
# ```python
# network = {
#     "W1": np.array([[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]]),
#     "b1": np.array([0.1, 0.2, 0.3]),
#     "W2": np.array([[0.1, 0.4], [0.2, 0.5], [0.3, 0.6]]),
#     "b2": np.array([0.1, 0.2]),
#     "W3": np.array([[0.1, 0.3], [0.2, 0.5]]),
#     "b3": np.array([0.1, 0.2]),
# }
# print(forward(network, np.array([1.0, 0.5])))   # [0.31682708 0.77338016]
# ```
#
# (책에는 `W3`의 0.5 자리에 0.4가 있어서 두 번째 수가 0.69627909로 인쇄되어 있습니다.)
#
# **함수가 지켜야 할 약속**
#
# - `network`는 키가 `"W1"`, `"b1"`, `"W2"`, `"b2"`, `"W3"`, `"b3"`인 딕셔너리입니다. 배열의 크기는 서로 맞기만 하면
#   됩니다. 계산에 쓰는 수는 모두 이 딕셔너리에서 가져옵니다.
# - `x`는 형상이 `(2,)`와 같은 데이터 하나이거나 `(N, 2)`와 같은 배치입니다. 결과는 위 식의 `y`입니다. 출력마다 수가
#   하나씩 있으므로, 이 예에서는 형상이 `(2,)` 또는 `(N, 2)`입니다.
# - 여러분이 작성한 `sigmoid`를 사용합니다.


# %% module=true
def forward(network, x):
    """Pass x through the three layers of a network: sigmoid, sigmoid, identity.

    Parameters
    ----------
    network : dict of str to ndarray
        Weights W1, W2, W3, each of shape (n_inputs, n_units) of its layer, and biases b1, b2, b3,
        each of shape (n_units,).
    x : ndarray of shape (n_features,) or (n_samples, n_features)

    Returns
    -------
    ndarray of shape (n_outputs,) or (n_samples, n_outputs)
        The scores.
    """
    # TODO: three matrix products, each plus its bias; a sigmoid after the first and the second
    # BEGIN SOLUTION
    z1 = sigmoid(x @ network["W1"] + network["b1"])
    z2 = sigmoid(z1 @ network["W2"] + network["b2"])
    return z2 @ network["W3"] + network["b3"]
    # END SOLUTION


# %%
grader.check("q4_forward")

# %% [markdown] lang="en"
# ## Part 5: a network that reads
#
# `network.npz` holds the six arrays of a network with 784 inputs, hidden layers of 50 and 100
# units, and 10 outputs. It was trained on 3,500 handwritten digits of MNIST, 28 by 28 pixels each.
# `digits.npz` holds 500 other digits, which the network has never seen (`x`, one row per digit,
# with 28 x 28 = 784 pixels from 0 to 255), and their labels 0 to 9 (`t`).
#
# The network was trained on brightness from 0 to 1, so it must be used in the same way: we divide
# the pixels by 255. Preparing the data like this is called **normalisation**.

# %% [markdown] lang="ko"
# ## 5부: 숫자를 읽는 신경망
#
# `network.npz`에는 입력 784개, 뉴런이 50개와 100개인 은닉층, 출력 10개로 이루어진 신경망의 배열 여섯 개가 들어
# 있습니다. 이 신경망은 28x28 픽셀의 MNIST 손글씨 숫자 3,500장으로 학습했습니다. `digits.npz`에는 이 신경망이 한 번도
# 보지 못한 숫자 500장(`x`, 숫자마다 0에서 255까지의 픽셀 28x28 = 784개가 한 행)과 0에서 9까지의 정답 레이블(`t`)이
# 들어 있습니다.
#
# 이 신경망은 0에서 1까지의 밝기로 학습했으므로 사용할 때도 그렇게 해야 합니다. 그래서 픽셀을 255로 나눕니다. 데이터를
# 이렇게 준비하는 것을 **정규화**라고 합니다.

# %%
with np.load("network.npz") as npz:
    network = dict(npz)
with np.load("digits.npz") as npz:
    x = npz["x"] / 255
    t = npz["t"].astype(int)

print("x", x.shape, "  t", t.shape)
print({name: array.shape for name, array in network.items()})

# %% guided=true
figures.draw_digits(x, t)

# %% [markdown] question="q5_batches" points=6 lang="en" names=["predict", "accuracy_in_batches"] requires=["q3_softmax", "q4_forward"]
# ### Question 5: many digits at a time
#
# `predict` runs the forward pass of question 4 and then the softmax of question 3: for each digit,
# ten probabilities. The class with the largest one is the network's answer.
#
# `accuracy_in_batches` returns the **fraction** of digits that the network answers correctly. It
# works in batches because both extremes are bad. One digit at a time is slow: one matrix product
# with 100 rows costs much less than 100 products with one row. All digits at once may not fit into
# memory. So it takes `batch_size` rows at a time; with `batch_size = 100` these are rows 0 to 99,
# then rows 100 to 199, and so on.
#
# Watch the last batch. In batches of 64, 500 digits make seven full batches (448 digits) and one
# batch of 52. Each of these 52 digits has to count exactly as much as any other.
#
# **Example.**
#
# ```python
# print(predict(network, x).shape)                # (500, 10)
# print(accuracy_in_batches(network, x, t, 100))  # 0.94
# print(accuracy_in_batches(network, x, t, 64))   # 0.94
# ```
#
# **What your functions must do**
#
# (Below, N is the number of rows, I the number of inputs and C the number of classes.)
#
# - `predict` returns the probabilities, `softmax` of `forward`: shape `(N, C)` for a batch of shape
#   `(N, I)`, shape `(C,)` for one sample of shape `(I,)`. It works for any network as in
#   question 4.
# - `accuracy_in_batches` returns the fraction of the rows of `x` for which the class with the
#   largest probability is the label in `t`: a number from 0 to 1. `t` holds integer labels, shape
#   `(N,)`.
# - It is the accuracy of the **whole set**, whatever `batch_size` is: 1, a number that does not
#   divide N, or one larger than N.
#
# *Hint.* `range(0, len(x), batch_size)` counts 0, 64, 128, ... A slice that goes beyond the end of
# an array simply stops there.

# %% [markdown] question="q5_batches" lang="ko"
# ### 문제 5: 한 번에 여러 장씩
#
# `predict`는 문제 4의 순전파를 계산한 다음 문제 3의 소프트맥스를 적용합니다. 숫자마다 확률이 열 개 나오고, 확률이 가장
# 큰 클래스가 신경망의 답입니다.
#
# `accuracy_in_batches`는 신경망이 맞힌 숫자의 **비율**을 반환합니다. 배치로 나누어 계산하는 데에는 이유가 있습니다. 한
# 장씩 처리하면 느립니다. 행이 100개인 행렬 곱 한 번이 행이 하나인 행렬 곱 100번보다 훨씬 빠르기 때문입니다. 그렇다고
# 한꺼번에 처리하면 메모리에 다 들어가지 않을 수 있습니다. 그래서 한 번에 `batch_size`행씩 처리합니다.
# `batch_size = 100`이면 0~99행, 100~199행과 같이 나아갑니다.
#
# 마지막 배치에 주의하십시오. 숫자 500장을 64장씩 나누면 꽉 찬 배치 일곱 개(448장)와 52장짜리 배치 하나가 됩니다. 이
# 52장도 한 장 한 장이 나머지와 똑같은 비중으로 반영되어야 합니다.
#
# **예제**
#
# ```python
# print(predict(network, x).shape)                # (500, 10)
# print(accuracy_in_batches(network, x, t, 100))  # 0.94
# print(accuracy_in_batches(network, x, t, 64))   # 0.94
# ```
#
# **함수가 지켜야 할 약속**
#
# (아래에서 N은 행의 수, I는 입력의 수, C는 클래스의 수입니다.)
#
# - `predict`는 `forward`의 결과에 `softmax`를 적용한 확률을 반환합니다. 형상이 `(N, I)`인 배치에는 `(N, C)`, `(I,)`인
#   데이터 하나에는 `(C,)`입니다. 문제 4와 같은 신경망이면 모두 처리할 수 있어야 합니다.
# - `accuracy_in_batches`는 `x`의 행 가운데 확률이 가장 큰 클래스가 `t`의 레이블과 같은 행의 비율을 반환합니다. 0에서
#   1까지의 수입니다. `t`는 형상이 `(N,)`인 정수 레이블입니다.
# - `batch_size`가 무엇이든 결과는 **데이터 전체**의 정확도입니다. `batch_size`는 1일 수도, N을 나누어떨어지게 하지 않는
#   수일 수도, N보다 큰 수일 수도 있습니다.
#
# *힌트.* `range(0, len(x), batch_size)`는 0, 64, 128, …을 차례로 냅니다. 배열의 끝을 넘어가는 슬라이스는 배열의 끝에서
# 멈춥니다.


# %% module=true
def predict(network, x):
    """Return the probability that the network gives to each class.

    Parameters
    ----------
    network : dict of str to ndarray
        As in forward.
    x : ndarray of shape (n_features,) or (n_samples, n_features)

    Returns
    -------
    ndarray of shape (n_classes,) or (n_samples, n_classes)
    """
    # TODO: the forward pass, then softmax
    # BEGIN SOLUTION
    return softmax(forward(network, x))
    # END SOLUTION


def accuracy_in_batches(network, x, t, batch_size):
    """Return the fraction of right answers, computed batch by batch.

    Parameters
    ----------
    network : dict of str to ndarray
        As in forward.
    x : ndarray of shape (n_samples, n_features)
    t : ndarray of shape (n_samples,)
        The true class of each row, as integers.
    batch_size : int
        Rows in a batch; the last batch may be shorter.

    Returns
    -------
    float
    """
    # TODO: go through the rows batch by batch and return the fraction of right answers
    # BEGIN SOLUTION
    n_right = 0
    for start in range(0, len(x), batch_size):
        y = predict(network, x[start : start + batch_size])
        n_right += np.sum(np.argmax(y, axis=1) == t[start : start + batch_size])
    return n_right / len(x)
    # END SOLUTION


# %%
grader.check("q5_batches")

# %% [markdown] lang="en"
# #### See it: right and wrong answers
#
# Your functions correctly read 94 % of digits that the network has never seen, 470 of 500. Below
# are ten that it reads correctly and ten that it does not, each with the probability it gave to its
# answer. When the network is wrong, this probability is often small, but not always: a large one is
# no guarantee.

# %% [markdown] lang="ko"
# #### 살펴보기: 맞힌 숫자와 틀린 숫자
#
# 여러분의 함수는 신경망이 한 번도 보지 못한 숫자 500장 가운데 470장, 곧 94 %를 읽어 냅니다. 아래에는 맞힌 숫자 열 장과
# 틀린 숫자 열 장이 있고, 괄호 안은 신경망이 자신의 답에 준 확률입니다. 틀릴 때는 확률이 낮은 경우가 많지만 항상 그렇지는
# 않습니다. 확률이 높다고 해서 맞았다는 보장은 없습니다.

# %% guided=true
with figures.once_written():
    print("accuracy in batches of 64:", float(accuracy_in_batches(network, x, t, 64)))

# %% guided=true
figures.draw_answers(predict, network, x, t)

# %% [markdown] lang="en"
# ## Check everything and hand in
#
# 1. *Restart the kernel and run all cells* (in the menu *Kernel* or *Run*; in VS Code *Restart*,
#    then *Run All*). The notebook should run to its end. If a function works only because of a cell
#    that you have deleted since, this shows it.
# 2. Save the notebook (Ctrl+S, on a Mac ⌘S). The file that you hand in is made from what is
#    **saved**.
# 3. Run the cell below. It runs all checks once more and puts the notebook into
#    `hw1_forward-submission.zip`, in the same folder. In Jupyter it also saves first; elsewhere it
#    says when you last saved. If what is saved is not what you ran, it says that too: do step 2
#    again.
# 4. Hand in `hw1_forward-submission.zip`. The notebook itself, `hw1_forward.ipynb`, is accepted
#    too.
#
# **What the checks do not tell you.** They try only the published examples, so passing them does
# not earn all points yet. When your work is graded, **hidden tests** run as well, on other inputs:
# other shapes, other sizes, extreme values. They test only what the questions say, so where you are
# not sure, read *What your function must do* again.

# %% [markdown] lang="ko"
# ## 모두 확인하고 제출하기
#
# 1. *커널을 다시 시작하고 모든 셀을 실행*합니다(*Kernel*이나 *Run* 메뉴, VS Code에서는 *Restart* 다음에
#    *Run All*). 노트북이 끝까지 실행되어야 합니다. 이미 지운 셀 덕분에만 동작하던 함수가 있다면
#    여기에서 드러납니다.
# 2. 노트북을 저장합니다(Ctrl+S, Mac에서는 ⌘S). 제출할 파일은 **저장된** 내용으로 만듭니다.
# 3. 아래 셀을 실행합니다. 모든 확인을 한 번 더 하고, 노트북을 같은 폴더의
#    `hw1_forward-submission.zip` 파일에 담습니다. Jupyter에서는 먼저 저장까지 하고, 다른 곳에서는
#    언제 마지막으로 저장했는지 알려 줍니다. 저장된 내용이 실행한 것과 다르면 그것도 알려 주므로, 그때는
#    2번을 다시 하십시오.
# 4. `hw1_forward-submission.zip` 파일을 제출합니다. 노트북 파일 `hw1_forward.ipynb`를 그대로
#    제출해도 됩니다.
#
# **확인이 알려 주지 않는 것.** 확인은 본문에 실린 예제만 시험하며, 그 결과가 점수는 아닙니다. 채점할
# 때에는 형상과 크기가 다르거나 값이 극단적인 입력으로 **숨은 테스트**도 실행합니다. 문제에서
# 약속하지 않은 것은 시험하지 않으므로, 자신이 없는 문제는 *함수의 약속*을 다시 읽어 보십시오.

# %%
from hand_in import hand_in

hand_in(grader, grader.check_all(), "hw1_forward")
