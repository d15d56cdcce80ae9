# %% [markdown] assignment="hw2_learning" title="How a neural network learns" points=100 lang="en" hidden_tests="after_published"
# # Homework 2: how a neural network learns
#
# A network that has just been built knows nothing: its weights are random numbers. *Learning* means
# changing these numbers, a little at a time, until the network does well. (*The book* mentioned
# below is Saito, *Deep Learning from Scratch*, chapters 2 to 4. You do not need it.) In this
# homework you write all of it yourself, with NumPy and nothing else:
#
# 1. a **loss**: one number that says how wrong the network is (questions 1 and 2);
# 2. a **mini-batch**: a few randomly drawn samples to compute the loss on (question 3);
# 3. the **gradient**: how the loss changes when each weight changes a little (questions 4 and 5);
# 4. **gradient descent**: walking downhill (question 6);
# 5. a **two-layer network** that learns to read handwritten digits this way (questions 7 to 9).
#
# ## How to work
#
# - Run the cells from top to bottom. Where you see `# TODO`, replace the line
#   `raise NotImplementedError(...)` with your own code.
# - Then run the `grader.check(...)` cell below. It tries the published examples. The grader tests
#   more than these, but only what the question says.
# - Keep the names of functions, methods and parameters as they are. You may add cells and functions
#   of your own. If you define a function twice, the one further down counts.
# - **Return** results; do not only print them. "A number" means a Python or NumPy float, and "an
#   array" a NumPy array: not a list, and not a tuple around the result. Printed output and warnings
#   never cost points.
# - Unless a question says otherwise, your functions receive arrays as NumPy arrays of type
#   `float64`.
# - Cells that draw a picture or print a demonstration are not graded. They work once you have
#   written the functions that they use; until then, they say which one is missing.
# - You never lose points twice for one mistake: if a question uses your function from an earlier
#   question and that function is wrong, it is graded again with a correct one in its place.

# %% [markdown] assignment="hw2_learning" title="신경망은 어떻게 학습하는가" points=100 lang="ko"
# # 과제 2: 신경망은 어떻게 학습하는가
#
# 막 만든 신경망은 아무것도 모릅니다. 가중치가 무작위 수이기 때문입니다. *학습*이란 신경망이 문제를
# 잘 풀 때까지 이 수들을 조금씩 바꾸어 가는 일입니다. 이번 과제에서는 그 전부를 NumPy만으로 직접
# 작성합니다.
#
# 1. **손실 함수**: 신경망이 얼마나 틀렸는지를 말해 주는 수 하나 (문제 1, 2)
# 2. **미니배치**: 손실을 재어 볼 한 줌의 데이터 (문제 3)
# 3. **기울기**: 가중치를 하나씩 조금 바꿀 때 손실이 변하는 정도 (문제 4, 5)
# 4. **경사 하강법**: 내리막으로 걸어가기 (문제 6)
# 5. 이렇게 해서 손글씨 숫자를 읽도록 학습하는 **2층 신경망** (문제 7~9)
#
# ## 진행 방법
#
# - 셀을 위에서 아래로 실행합니다. `# TODO`가 보이면 `raise NotImplementedError(...)` 줄을 자신의
#   코드로 바꿉니다.
# - 그런 다음 아래의 `grader.check(...)` 셀을 실행합니다. 이 셀은 본문에 실린 예제를 확인합니다.
#   채점할 때에는 더 많은 경우를 확인하지만, 문제에서 약속하지 않은 것은 확인하지 않습니다.
# - 함수, 메서드, 매개변수의 이름은 그대로 두십시오. 셀과 함수를 더 만들어도 됩니다. 같은 함수를 두
#   번 정의하면 아래쪽의 것을 채점합니다.
# - 결과는 출력만 하지 말고 **반환**하십시오. "수"는 Python이나 NumPy의 float를, "배열"은 NumPy
#   배열을 뜻합니다. 리스트나, 결과를 감싼 튜플은 배열이 아닙니다. 출력과 경고 때문에 감점되는 일은
#   없습니다.
# - 따로 말이 없으면 배열은 `float64` 형의 NumPy 배열로 들어옵니다.
# - 그림을 그리거나 시연을 출력하는 셀은 채점하지 않습니다. 이런 셀은 여러분의 함수를 기다립니다.
#   아직 없는 함수가 있으면 어느 것인지 알려 줍니다.
# - 한 번 틀린 것을 두 번 감점하지 않습니다. 앞에서 틀린 함수를 다른 문제가 사용하면, 올바른 함수로
#   바꾸어 한 번 더 채점합니다.

# %%
import otter

grader = otter.Notebook("hw2_learning.ipynb")

# %% module=true
import numpy as np

# %%
import figures  # the file next to this notebook: it draws the pictures

# %% [markdown] lang="en"
# ## Two functions you know already
#
# `sigmoid` and `softmax` come from homework 1. They are given here; you may replace them with your
# own.

# %% [markdown] lang="ko"
# ## 이미 배운 두 함수
#
# `sigmoid`(시그모이드)와 `softmax`(소프트맥스)는 과제 1에서 만든 함수입니다. 여기에 이미 들어
# 있으며, 자신이 만든 것으로 바꾸어도 됩니다.


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
# ## The digits
#
# MNIST is a collection of handwritten digits, 28 by 28 pixels each. Training with the slow
# gradients of this homework takes patience, so we make the pictures small: cut off 4 pixels on each
# side, then average each block of 4 by 4 pixels. This leaves **5 by 5 = 25 numbers** per digit. You
# will see that they are still enough to read most digits.
#
# `digits_5x5.npz` holds 4,000 such digits (`x_train`, the 16 pixels of each block added up), their
# labels 0 to 9 (`t_train`), and 20 digits in full size to look at.

# %% [markdown] lang="ko"
# ## 숫자 그림
#
# MNIST는 손글씨 숫자를 모은 데이터셋으로, 그림 하나는 28×28픽셀입니다. 이번 과제의 느린 기울기로
# 학습하려면 오래 기다려야 하므로 그림을 작게 만듭니다. 네 변에서 4픽셀씩 잘라 내고, 4×4 블록마다
# 평균을 냅니다. 그러면 숫자 하나에 **5×5 = 25개의 수**가 남습니다. 그래도 대부분의 숫자를 읽을 수
# 있음을 곧 보게 됩니다.
#
# `digits_5x5.npz`에는 이런 숫자 4,000개(`x_train`, 블록마다 16픽셀을 더한 값)와 그 레이블
# 0~9(`t_train`), 그리고 구경할 수 있는 원래 크기의 숫자 20개가 들어 있습니다.

# %%
with np.load("digits_5x5.npz") as npz:
    digits = dict(npz)

print("x_train", digits["x_train"].shape, "  t_train", digits["t_train"].shape)

# %% guided=true
figures.draw_digits(digits["images"], digits["labels"])

# %% [markdown] lang="en"
# ## Part 1: how wrong is the network?
#
# The output `y` of the network is an array of probabilities, one for each class. The right answer
# `t` is written in the same form, **one-hot**: 1 for the true class, 0 for all others. If the
# picture shows a "2", then `t = [0, 0, 1, 0, 0, 0, 0, 0, 0, 0]`.
#
# A **loss function** compares the two and gives one number: 0 is perfect, larger is worse.
#
# ### Why a loss, and not simply the accuracy?
#
# What we want in the end is accuracy: the fraction of digits that are read correctly. So why not
# raise it directly? Because learning asks the same question about every weight: *if I change this
# one a tiny bit, does the result get better or worse?* And accuracy almost always answers "no
# difference". With 100 digits it can be 0.32 or 0.33, but nothing in between, and a tiny change of
# one weight hardly ever turns a wrong answer into a right one. Drawn against a weight, accuracy is
# a staircase: flat nearly everywhere, so its derivative is 0, with jumps at which there is no
# derivative at all.
#
# The loss is smooth. When the probability of the true class rises from 0.30 to 0.31, the loss falls
# a little, even if the digit is still misread. This small change is what learning can follow. Below
# question 2 you will see both in one picture.

# %% [markdown] lang="ko"
# ## 1부: 신경망은 얼마나 틀렸는가?
#
# 신경망의 출력 `y`는 클래스마다 하나씩 있는 확률의 목록입니다. 정답 `t`도 같은 꼴로, 곧 **원-핫
# 인코딩**으로 적습니다. 정답 클래스는 1, 나머지는 모두 0입니다. 그림이 "2"라면
# `t = [0, 0, 1, 0, 0, 0, 0, 0, 0, 0]`입니다.
#
# **손실 함수**는 이 둘을 비교하여 수 하나를 내놓습니다. 0이면 완벽하고, 클수록 나쁩니다.
#
# ### 왜 정확도가 아니라 손실인가?
#
# 우리가 결국 높이고 싶은 것은 정확도, 즉 숫자를 맞힌 비율입니다. 그렇다면 왜 정확도를 직접 높이지
# 않을까요? 학습은 가중치마다 *이것을 아주 조금 바꾸면 결과가 좋아지는가, 나빠지는가?*를 묻는 일인데,
# 정확도는 거의 언제나 "변화 없음"이라고 답하기 때문입니다. 숫자가 100개이면 정확도는 0.32나 0.33은 될
# 수 있어도 그 사이의 값은 될 수 없고, 가중치 하나를 아주 조금 바꾼다고 해서 오답이 정답으로 바뀌는
# 일은 거의 없습니다. 가중치에 따라 그려 보면 정확도는 계단 모양입니다. 거의 모든 곳에서 평평하므로
# 미분이 0이고, 값이 뛰는 곳에서는 미분할 수 없습니다.
#
# 손실은 매끄럽게 변합니다. 정답 클래스의 확률이 0.30에서 0.31로 올라가면, 아직 틀리게 읽더라도 손실은
# 조금 줄어듭니다. 학습은 바로 이 작은 변화를 따라갑니다. 문제 2 아래의 그림에서 둘을 비교해 볼 수
# 있습니다.

# %% [markdown] question="q1_mean_squared_error" points=8 lang="en" names=["mean_squared_error"] requires=[]
# ### Question 1: the sum of squared errors
#
# The simplest loss adds up the squares of all differences. The ½ in front cancels the 2 that
# appears when you take the derivative:
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
# **What your function must do**
#
# - `y` and `t` are one-dimensional arrays of the same length, for one sample.
# - Return one number, $\frac{1}{2} \sum_k (y_k - t_k)^2$. In spite of the function's name it is
#   half the **sum** of the squares: there is no division by the number of classes.

# %% [markdown] question="q1_mean_squared_error" lang="ko"
# ### 문제 1: 오차제곱합
#
# 가장 단순한 손실 함수는 모든 차이의 제곱을 더합니다. 앞에 ½이 붙은 까닭은 미분할 때 나오는 2와
# 서로 지워지기 때문입니다.
#
# $$E = \frac{1}{2} \sum_k (y_k - t_k)^2$$
#
# **예.** 정답 클래스는 2입니다. 신경망이 처음에는 정답에 확률 0.6을 주고, 다음에는 클래스 7에 가장
# 큰 확률을 줍니다.
#
# ```python
# t = np.array([0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0])
# y = np.array([0.1, 0.05, 0.6, 0.0, 0.05, 0.1, 0.0, 0.1, 0.0, 0.0])
# print(mean_squared_error(y, t))   # 0.0975 (반올림 오차는 있을 수 있음)
#
# y = np.array([0.1, 0.05, 0.1, 0.0, 0.05, 0.1, 0.0, 0.6, 0.0, 0.0])
# print(mean_squared_error(y, t))   # 0.5975 (반올림 오차는 있을 수 있음)
# ```
#
# **함수의 약속**
#
# - `y`와 `t`는 길이가 같은 1차원 배열이며, 예제 하나에 대한 것입니다.
# - 수 하나 $\frac{1}{2} \sum_k (y_k - t_k)^2$를 반환합니다. 이름에 mean(평균)이 들어 있지만 제곱의
#   **합**의 절반입니다. 클래스의 수로 나누지 않습니다.


# %% module=true
def mean_squared_error(y, t):
    """Half the sum of squared differences.

    Parameters
    ----------
    y : ndarray of shape (n_classes,)
        The output of the network.
    t : ndarray of shape (n_classes,)
        The true class, one-hot.

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
# ### Question 2: the cross-entropy error
#
# For classification there is a better loss. It looks at one number only, the probability that the
# network gave to the **true** class, and takes the negative of its natural logarithm:
#
# $$E = - \sum_k t_k \, \ln y_k$$
#
# Since `t` is one-hot, all terms of the sum but one are 0. The more probability the true class
# gets, the smaller the loss: probability 1 costs $-\ln 1 = 0$, probability 0.5 costs 0.69,
# probability 0.1 costs 2.30, and probability 0.001 costs 6.91. At probability 0 the loss would be
# infinite; the requirements below say how to keep it finite.
#
# #### A whole batch: the mean
#
# Networks work on many samples at a time. Then `y` has $N$ rows, one for each sample, and the loss
# is the **mean** of the losses of the rows:
#
# $$E = - \frac{1}{N} \sum_{n=1}^{N} \sum_k t_{nk} \, \ln y_{nk}$$
#
# Why the mean, and not the sum? The mean of 50 samples and the mean of 5,000 samples both estimate
# the loss of a typical sample, so you can compare them. The sum over 5,000 samples would be about
# 100 times as large as the sum over 50, and so would its gradient: you would need a new learning
# rate for every batch size.
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
# **What your function must do**
#
# - Use the natural logarithm and return one number.
# - Accept three forms (C is the number of classes, N the number of samples):
#
# | `y` | `t` |
# |---|---|
# | one sample, shape `(C,)` | one-hot, shape `(C,)` |
# | a batch, shape `(N, C)` | one-hot, shape `(N, C)` |
# | a batch, shape `(N, C)` | integer labels, shape `(N,)`: `t[n]` is the true class of row `n` |
#
# - For a batch, return the mean over the rows. It must be right for any `N` and `C`, also when the
#   two happen to be equal.
# - Where the true class has probability exactly 0, return a large, **finite** number. $\ln 0$ is
#   minus infinity, so **add** a tiny `1e-7` to `y` inside the logarithm, or keep `y` from falling
#   below `1e-7`. Both are accepted.
#
# *Hint.* With labels, `y[np.arange(N), t]` picks from each row the probability of its true class.

# %% [markdown] question="q2_cross_entropy_error" lang="ko"
# ### 문제 2: 교차 엔트로피 오차
#
# 분류에는 더 좋은 손실 함수가 있습니다. 신경망이 **정답** 클래스에 준 확률만 보고, 그 자연로그에
# 음의 부호를 붙입니다.
#
# $$E = - \sum_k t_k \, \ln y_k$$
#
# `t`가 원-핫이므로 한 항을 뺀 나머지는 모두 0입니다. 정답의 확률이 1이면 손실은 $-\ln 1 = 0$, ½이면
# 0.69, 0.1이면 2.30이고, 틀린 답을 확신하는 신경망의 손실은 끝없이 커집니다.
#
# #### 배치 전체: 평균
#
# 신경망은 한 번에 여러 예제를 다룹니다. 이때 `y`는 예제 $N$개마다 한 행을 가지며, 손실은 행에 대한
# **평균**입니다.
#
# $$E = - \frac{1}{N} \sum_{n=1}^{N} \sum_k t_{nk} \, \ln y_{nk}$$
#
# 왜 합이 아니라 평균일까요? 예제 50개의 평균과 5,000개의 평균은 같은 것, 곧 전형적인 예제 하나의
# 손실을 나타내므로 서로 비교할 수 있습니다. 합이라면 배치가 100배 클 때 값도, 그 기울기도 100배가
# 되어 배치 크기마다 학습률을 새로 정해야 합니다.
#
# **예.** 문제 1과 같은 `y`와 `t`입니다.
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
# **함수의 약속**
#
# - 자연로그를 쓰고, 수 하나를 반환합니다.
# - 다음 세 가지 형태를 모두 다룹니다.
#
# | `y` | `t` |
# |---|---|
# | 예제 하나, 형상 `(C,)` | 원-핫, 형상 `(C,)` |
# | 배치, 형상 `(N, C)` | 원-핫, 형상 `(N, C)` |
# | 배치, 형상 `(N, C)` | 정수 레이블, 형상 `(N,)`: `t[n]`이 `n`번째 행의 정답 클래스 |
#
# - 배치에 대해서는 행에 대한 평균을 반환합니다. `N`과 `C`가 얼마이든 맞아야 하며, 둘이 우연히 같을
#   때에도 맞아야 합니다.
# - 정답 클래스의 확률이 정확히 0이면 결과는 크지만 **유한한** 수입니다. $\ln 0$은 음의
#   무한대이므로, 로그 안에서 `y`에 아주 작은 값 `1e-7`을 더하거나 `y`가 `1e-7`보다 작아지지 않게
#   합니다. 어느 쪽이든 정답으로 인정합니다.
#
# *도움말.* 레이블일 때 `y[np.arange(N), t]`는 행마다 정답 클래스의 확률을 골라냅니다.


# %% module=true
def cross_entropy_error(y, t):
    """Mean cross-entropy error (natural logarithm) of one sample or a batch.

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
    if y.ndim == 1:  # one sample is a batch of one
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
# #### See it: loss and accuracy
#
# A very simple classifier reads 100 of the digits. We raise **one** of its weights slowly from
# small to large and measure both. The accuracy is a staircase: on each step it does not tell you in
# which direction to go. The loss always does, and it is lowest near the weight where the accuracy
# is best.

# %% [markdown] lang="ko"
# #### 눈으로 보기: 손실과 정확도
#
# 아주 단순한 분류기가 숫자 100개를 읽습니다. 가중치 **하나**를 작은 값에서 큰 값으로 천천히
# 바꾸면서 손실과 정확도를 잽니다. 정확도는 계단 모양입니다. 계단 위에서는 어느 쪽으로 가야 하는지
# 아무 말도 해 주지 않습니다. 손실은 언제나 방향을 알려 주며, 정확도가 가장 높은 곳 근처에서 가장
# 작습니다.

# %% guided=true
figures.draw_loss_and_accuracy(cross_entropy_error, digits)

# %% [markdown] question="w1" points=2 lang="en" kind="written"
# ### Written question w1: why the loss, and not the accuracy? (2 points)
#
# *This is the first of four written questions, w1 to w4. A person reads your answers; they bring up
# to 10 points on top of the 100 for code. Write three to six sentences each, in English or Korean,
# in the text cell below the question. You may add cells and pictures (PNG) there.*
#
# We want many digits read correctly, and yet we never minimise the number of wrong ones. Look at
# the two curves above and suppose that training has reached the weight $-4$, where the accuracy is
# flat.
#
# 1. A training step computes $W \leftarrow W - \eta \cdot \text{slope}$. What would this step do if
#    the slope were that of the **accuracy**, and why?
# 2. When the weight moves a little, what change does the **loss** show that the accuracy does not?

# %% [markdown] question="w1" lang="ko"
# ### 서술형 문제 w1: 왜 정확도가 아니라 손실인가? (2점)
#
# *서술형 문제는 w1부터 w4까지 네 개이며, 이것이 첫 번째입니다. 답은 사람이 읽고 채점합니다. 코드
# 100점에 더하여 최대 10점을 받을 수 있습니다. 문제마다 아래의 텍스트 셀에 서너 문장에서 여섯 문장
# 정도로, 한국어나 영어로 쓰십시오. 그 자리에 셀이나 그림(PNG)을 더 넣어도 됩니다.*
#
# 우리가 바라는 것은 많은 숫자를 바르게 읽는 것인데, 틀린 개수를 최소화하는 일은 한 번도 하지
# 않습니다. 위의 두 곡선을 보면서, 가중치가 $-4$인 곳에서 학습하고 있다고 해 봅시다. 정확도가
# 평평한 곳입니다.
#
# 1. 학습의 한 걸음은 $W \leftarrow W - \eta \cdot \text{(미분)}$입니다. 여기에 **정확도**의 미분을
#    쓴다면 이 걸음은 무엇을 하게 되며, 그 까닭은 무엇입니까?
# 2. 가중치가 조금 움직일 때, 정확도는 알아채지 못하지만 **손실**은 알아채는 것은 무엇입니까?

# %% [markdown] answer="w1" lang="en"
# 1. The step would do nothing. The accuracy counts digits, so it changes only when some digit turns
#    from wrong to right or back. A tiny change of one weight turns none, so the accuracy is
#    constant around that point and its slope is 0: $W - \eta \cdot 0 = W$, step after step. Where
#    the accuracy does jump, it has no derivative at all. No learning rate helps.
# 2. The loss looks at the **probability** of the true class, and not at whether it is the largest.
#    These probabilities change continuously with every weight. When the probability of the true
#    class rises from 0.30 to 0.31, the loss falls a little although the digit may still be read
#    wrongly, so its slope says in which direction to go and how much this weight matters.

# %% [markdown] answer="w1" lang="ko"
# 1. 아무 일도 하지 않습니다. 정확도는 개수를 세는 값이므로, 어떤 숫자가 오답에서 정답으로, 또는 그
#    반대로 바뀔 때에만 변합니다. 가중치 하나를 아주 조금 바꾸어서는 그런 일이 일어나지 않으므로,
#    그 근처에서 정확도는 일정하고 미분은 0입니다. 그래서 $W - \eta \cdot 0 = W$, 곧 언제까지나
#    제자리입니다. 정확도가 뛰는 곳에는 미분이 아예 없습니다. 학습률을 바꾸어도 소용없습니다.
# 2. 손실은 정답 클래스가 가장 큰지가 아니라 정답 클래스의 **확률**을 봅니다. 이 확률은 어느 가중치가
#    움직여도 연속적으로 변합니다. 정답의 확률이 0.30에서 0.31로 올라가면, 아직 틀리게 읽더라도
#    손실은 조금 줄어듭니다. 그래서 손실의 미분은 어느 쪽으로 가야 하는지, 이 가중치가 얼마나
#    중요한지를 알려 줍니다.

# %% [markdown] rubric="w1" lang="en"
# - **0.5**: the slope of the accuracy is 0 there (nearly everywhere), or does not exist at a jump.
# - **0.5**: so the step leaves the weight where it is: nothing is learned.
# - **0.5**: the reason: the accuracy counts, and a tiny change turns no answer from wrong to right.
# - **0.5**: the loss depends continuously on the probability of the true class and so has a
#   direction, even where no answer changes.
#
# "The loss is more precise" or "smoother", without saying of what, is not enough for the last line.

# %% [markdown] rubric="w1" lang="ko"
# - **0.5**: 그곳에서(거의 모든 곳에서) 정확도의 미분은 0이고, 뛰는 곳에는 미분이 없습니다.
# - **0.5**: 따라서 가중치는 그대로이고 아무것도 학습하지 못합니다.
# - **0.5**: 까닭: 정확도는 개수를 세며, 아주 작은 변화로는 오답이 정답으로 바뀌지 않습니다.
# - **0.5**: 손실은 정답 클래스의 확률에 따라 연속적으로 변하므로, 답이 바뀌지 않는 곳에서도 방향을
#   알려 줍니다.
#
# 무엇이 그런지 말하지 않고 "손실이 더 정밀하다", "더 매끄럽다"라고만 쓴 답은 마지막 항목의 점수를 받지
# 못합니다.

# %% [markdown] question="w2" points=2 lang="en" kind="written"
# ### Written question w2: why the mean? (2 points)
#
# A friend forgets to divide by $N$, so that the loss of a batch is the **sum** over its samples.
# With mini-batches of 50 and a learning rate of 0.04 the training goes well all the same.
#
# 1. Why does it go well? Which learning rate gives exactly the same steps with the mean?
# 2. Now your friend takes mini-batches of 500 and leaves the learning rate as it is. What happens
#    to the loss, to the gradient and to the training, and what would have happened with the mean?

# %% [markdown] question="w2" lang="ko"
# ### 서술형 문제 w2: 왜 평균인가? (2점)
#
# 친구가 $N$으로 나누는 것을 잊어서, 배치의 손실이 예제에 대한 **합**이 되었습니다. 그런데 미니배치
# 크기가 50이고 학습률이 0.04일 때 학습은 잘됩니다.
#
# 1. 왜 잘됩니까? 평균을 쓸 때 똑같은 걸음을 걷게 하는 학습률은 얼마입니까?
# 2. 이제 친구가 학습률은 그대로 두고 미니배치 크기를 500으로 바꿉니다. 손실과 기울기, 그리고 학습은
#    어떻게 됩니까? 평균이었다면 어떻게 되었겠습니까?

# %% [markdown] answer="w2" lang="en"
# 1. The sum is 50 times the mean, so its gradient is 50 times as long and points the same way. A
#    step of 0.04 along it is as long as one of $0.04 \cdot 50 = 2$ along the gradient of the mean:
#    with the mean and learning rate 2 the steps are exactly the same.
# 2. With 500 samples the sum and its gradient are about 10 times as large. At the same learning
#    rate the steps are 10 times too long, as with rate 20 for the mean: training jumps about or
#    diverges, and the loss cannot be compared with the one before. The mean estimates the loss of a
#    typical sample whatever the batch size; its value and gradient stay about the same (only less
#    noisy), and the learning rate need not change.

# %% [markdown] answer="w2" lang="ko"
# 1. 합은 평균의 50배이므로, 그 기울기는 방향이 같고 길이가 50배입니다. 이 기울기를 따라 0.04로 걷는
#    걸음은 평균의 기울기를 따라 $0.04 \cdot 50 = 2$로 걷는 걸음과 같습니다. 평균이라면 학습률 2에서
#    똑같은 걸음이 됩니다.
# 2. 예제가 500개이면 합과 그 기울기는 약 10배가 됩니다. 학습률이 그대로이면 걸음이 10배 길어져,
#    평균에 학습률 20을 쓴 것과 같습니다. 학습은 이리저리 튀거나 발산하며, 손실을 앞의 값과 비교할
#    수도 없습니다. 평균은 배치 크기와 상관없이 전형적인 예제 하나의 손실을 나타내므로, 값과 기울기가
#    거의 그대로이고(흔들림만 줄어듭니다) 학습률도 그대로 쓸 수 있습니다.

# %% [markdown] rubric="w2" lang="en"
# - **0.5**: the gradient of the sum is $N$ times that of the mean, in the same direction.
# - **0.5**: learning rate 2 ($0.04 \cdot 50$).
# - **0.5**: with 500: loss and gradient about 10 times as large, so the steps are too long and
#   training becomes unstable or diverges.
# - **0.5**: the mean does not depend on the batch size, so losses can be compared and the learning
#   rate need not change.

# %% [markdown] rubric="w2" lang="ko"
# - **0.5**: 합의 기울기는 평균의 기울기의 $N$배이고 방향은 같습니다.
# - **0.5**: 학습률 2 ($0.04 \cdot 50$).
# - **0.5**: 500개일 때: 손실과 기울기가 약 10배가 되어 걸음이 너무 길어지고, 학습이 불안정해지거나
#   발산합니다.
# - **0.5**: 평균은 배치 크기에 따라 달라지지 않으므로 손실을 서로 비교할 수 있고 학습률을 그대로 쓸
#   수 있습니다.

# %% [markdown] question="w3" points=2 lang="en" kind="written"
# ### Written question w3: why 1e-7? (2 points)
#
# Inside the logarithm you use `y + 1e-7`, or you keep `y` from falling below `1e-7`.
#
# 1. When can `y` be exactly 0, although a softmax is never 0 on paper? And what happens to the
#    loss, to its central differences and to the weights if you leave out `1e-7`?
# 2. Why such a tiny number? Say what would go wrong with `0.1` in its place, and how large the loss
#    of one sample can be at most with `1e-7`.

# %% [markdown] question="w3" lang="ko"
# ### 서술형 문제 w3: 왜 1e-7인가? (2점)
#
# 로그 안에는 `y + 1e-7`이 있거나, `y`가 `1e-7`보다 작아지지 않게 되어 있습니다.
#
# 1. 수식에서 소프트맥스는 결코 0이 되지 않는데, `y`는 언제 정확히 0이 될 수 있습니까? 그때 `1e-7`이
#    없다면 손실과 그 중앙 차분, 그리고 가중치는 어떻게 됩니까?
# 2. 왜 이렇게 작은 수를 씁니까? `0.1`을 쓰면 무엇이 잘못되는지, `1e-7`을 쓸 때 예제 하나의 손실은
#    최대 얼마인지 쓰십시오.

# %% [markdown] answer="w3" lang="en"
# 1. When the score of the true class is far below the largest one, by about 750 or more, $e^{-750}$
#    is smaller than the smallest `float64` and becomes 0 (underflow). Then $-\ln 0$ is infinite,
#    and so is the mean over the batch. The central difference is infinity minus infinity, which is
#    `nan`. One update makes the weights `nan`, and from then on everything is `nan`: training
#    cannot recover.
# 2. It must not change the losses that matter: next to probabilities such as 0.6, `1e-7` changes
#    the loss in the seventh digit only. With `0.1`, the loss would be wrong everywhere: probability
#    1 would cost $-\ln 1.1 < 0$, and between probability 0.001 and 0 there would be almost no
#    difference, so the network would hardly be pushed away from its worst mistakes. With `1e-7` a
#    sample costs at most $-\ln 10^{-7} \approx 16.1$: large, but finite.

# %% [markdown] answer="w3" lang="ko"
# 1. 정답 클래스의 점수가 가장 큰 점수보다 750쯤 이상 작으면, $e^{-750}$은 `float64`로 나타낼 수 있는
#    가장 작은 수보다 작아서 0이 됩니다(언더플로). 그러면 $-\ln 0$은 무한대이고 배치의 평균도
#    무한대입니다. 중앙 차분은 무한대에서 무한대를 뺀 것이므로 `nan`이 됩니다. 한 번만 갱신해도
#    가중치가 `nan`이 되고, 그 뒤로는 모든 것이 `nan`이어서 학습을 되살릴 수 없습니다.
# 2. 중요한 값을 바꾸지 않아야 하기 때문입니다. 0.6 같은 확률 옆에서 `1e-7`은 손실의 일곱째 자리쯤만
#    바꿉니다. `0.1`이라면 손실이 어디에서나 틀립니다. 확률 1의 손실이 $-\ln 1.1 < 0$이 되고, 확률
#    0.001과 0은 거의 차이가 없어져서 가장 크게 틀린 답을 고칠 힘이 거의 생기지 않습니다. `1e-7`을 쓰면
#    예제 하나의 손실은 최대 $-\ln 10^{-7} = 16.1$로, 크지만 유한합니다.

# %% [markdown] rubric="w3" lang="en"
# - **0.5**: where 0 comes from: underflow of the exponential (a score far below the largest).
# - **0.5**: the loss is infinite, its differences `nan`, and the weights stay `nan` after one
#   update.
# - **0.5**: tiny, so that other losses hardly change; with 0.1 they would (one sign of this is
#   enough: a negative loss, or hardly any difference between bad and very bad).
# - **0.5**: at most $-\ln 10^{-7} \approx 16.1$.

# %% [markdown] rubric="w3" lang="ko"
# - **0.5**: 0이 생기는 까닭: 지수 함수의 언더플로(가장 큰 점수보다 훨씬 작은 점수).
# - **0.5**: 손실은 무한대, 그 차분은 `nan`이 되고, 한 번 갱신하면 가중치는 계속 `nan`입니다.
# - **0.5**: 다른 손실을 거의 바꾸지 않으려고 작은 수를 씁니다. 0.1이라면 바뀝니다(한 가지만 써도
#   됩니다. 손실이 음수가 된다거나, 나쁜 답과 아주 나쁜 답의 차이가 거의 없어진다거나).
# - **0.5**: 최대 $-\ln 10^{-7} \approx 16.1$.

# %% [markdown] question="q3_sample_minibatch" points=8 lang="en" names=["sample_minibatch"] requires=[]
# ### Question 3: a mini-batch
#
# The loss that we really want to make small is the mean over **all** training samples. But going
# through thousands of digits for every little step is a waste: the mean over 50 digits drawn at
# random is nearly the same number, for a fraction of the work. It is an opinion poll instead of a
# census. Such a small random draw is called a **mini-batch**. Draw a new one for every step: if you
# always ask the same 50 people, you never hear from the others.
#
# **Example.** The rows are random; the shapes are not:
#
# ```python
# x_batch, t_batch = sample_minibatch(digits["x_train"], digits["t_train"], 10)
# print(x_batch.shape, t_batch.shape)   # (10, 25) (10,)
# ```
#
# **What your function must do**
#
# - Return two arrays, `x_batch` and `t_batch`, of `batch_size` rows each.
# - Rows **stay paired**: row `i` of `t_batch` is the true class of row `i` of `x_batch`. `t_train`
#   may hold integer labels, shape `(N,)`, or one-hot rows, shape `(N, C)`.
# - Draw the rows at random from the **whole** training set: every row has the same chance. The same
#   row may come twice in a batch or not; both are accepted.
# - Every call is a **fresh draw**. Do not set a seed in the function.
#
# *Hint.* `np.random.choice(n, size)` draws `size` whole numbers from 0 to `n - 1`.

# %% [markdown] question="q3_sample_minibatch" lang="ko"
# ### 문제 3: 미니배치
#
# 정말로 작게 만들고 싶은 손실은 훈련 데이터 **전체**에 대한 평균입니다. 그러나 작은 걸음을 한 번
# 옮길 때마다 숫자 수천 개를 모두 살펴보는 것은 낭비입니다. 무작위로 뽑은 50개의 평균도 거의 같은
# 수인데, 일은 훨씬 적습니다. 전수 조사 대신 여론 조사를 하는 셈입니다. 이렇게 무작위로 뽑은 한 줌을
# **미니배치**라고 합니다. 미니배치는 걸음마다 새로 뽑아야 합니다. 늘 같은 50명에게만 묻는다면 다른
# 사람들에 대해서는 아무것도 알 수 없습니다.
#
# **예.** 행은 무작위이지만 형상은 정해져 있습니다.
#
# ```python
# x_batch, t_batch = sample_minibatch(digits["x_train"], digits["t_train"], 10)
# print(x_batch.shape, t_batch.shape)   # (10, 25) (10,)
# ```
#
# **함수의 약속**
#
# - 행이 `batch_size`개씩 있는 두 배열 `x_batch`와 `t_batch`를 반환합니다.
# - 행의 **짝이 유지됩니다**. `t_batch`의 `i`번째 행은 `x_batch`의 `i`번째 행에 대한 정답입니다.
#   `t_train`은 형상이 `(N,)`인 정수 레이블일 수도 있고, 형상이 `(N, C)`인 원-핫일 수도 있습니다.
# - 행은 훈련 데이터 **전체**에서 무작위로 뽑습니다. 모든 행이 뽑힐 확률은 같습니다. 한 배치 안에
#   같은 행이 두 번 나와도 되고 나오지 않아도 됩니다.
# - 호출할 때마다 **새로 뽑습니다**. 함수 안에서 시드를 정하지 마십시오.
#
# *도움말.* `np.random.choice(n, size)`는 0부터 `n - 1`까지의 정수를 `size`개 뽑습니다.


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
        The true class of each row of x_batch.
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
# The **derivative** of a function says how fast it changes. Move a tiny step $h$ to the right, see
# how much $f$ has grown, and divide by $h$:
#
# $$f'(x) = \lim_{h \to 0} \frac{f(x + h) - f(x)}{h}$$
#
# A computer cannot let $h$ go to 0. It has to use a small number, and it has to choose which two
# points to compare.
#
# - The **forward difference** $\frac{f(x + h) - f(x)}{h}$ compares $x$ with a point to its right.
#   It is the slope of the straight line through these two points of the curve. That line is not
#   quite the tangent, since the curve bends between the points. The error is proportional to $h$.
# - The **backward difference** $\frac{f(x) - f(x - h)}{h}$ compares $x$ with a point to its left.
#   Its error is about as large and has the opposite sign.
# - The **central difference** $\frac{f(x + h) - f(x - h)}{2h}$ compares a point to the right with a
#   point to the left. The two errors almost cancel. What remains is proportional to $h^2$: with $h$
#   ten times smaller, the error is a hundred times smaller.
#
# ### Why h = 1e-4, and not 1e-50?
#
# There are two errors, and making one smaller makes the other larger.
#
# - If $h$ is **too large**, the curve between the two points is no longer nearly straight.
# - If $h$ is **too small**, $f(x + h)$ and $f(x - h)$ agree in nearly all of the 16 digits that a
#   `float64` keeps. After subtracting, mostly rounding error is left, and dividing by the tiny $2h$
#   makes it huge. In the extreme, `5 + 1e-50` is stored as `5`, exactly: both points are the same,
#   and the result is 0.
#
# `1e-4` lies in between: for functions like ours both errors stay below about `1e-8`. The
# right-hand picture shows it.

# %% [markdown] lang="ko"
# ## 2부: 어느 쪽이 내리막인가?
#
# 함수의 **미분**은 함수가 얼마나 빨리 변하는지를 나타냅니다. 오른쪽으로 아주 작은 값 $h$만큼 움직여
# $f$가 얼마나 늘었는지 보고, 그것을 $h$로 나눕니다.
#
# $$f'(x) = \lim_{h \to 0} \frac{f(x + h) - f(x)}{h}$$
#
# 컴퓨터는 $h$를 0으로 보낼 수 없으므로 작은 수를 써야 하고, 어느 두 점을 비교할지도 정해야 합니다.
#
# - **전방 차분** $\frac{f(x + h) - f(x)}{h}$는 $x$를 그 오른쪽 점과 비교합니다. 곡선 위의 두 점을
#   지나는 직선의 기울기인데, 두 점 사이에서 곡선이 굽어 있으므로 접선과는 조금 다릅니다. 오차는 $h$에
#   비례합니다.
# - **후방 차분** $\frac{f(x) - f(x - h)}{h}$는 $x$를 그 왼쪽 점과 비교합니다. 오차는 크기가 비슷하고
#   부호가 반대입니다.
# - **중앙 차분** $\frac{f(x + h) - f(x - h)}{2h}$는 오른쪽 점과 왼쪽 점을 비교합니다. 두 오차가 거의
#   상쇄되고, 남은 오차는 $h^2$에 비례합니다. $h$가 10분의 1이 되면 오차는 100분의 1이 됩니다.
#
# ### 왜 1e-50이 아니라 h = 1e-4인가?
#
# 오차는 두 가지이고, 한쪽을 줄이면 다른 쪽이 커집니다.
#
# - $h$가 **너무 크면** 두 점 사이의 곡선을 직선으로 볼 수 없습니다.
# - $h$가 **너무 작으면** $f(x + h)$와 $f(x - h)$가 거의 모든 자리에서 같아집니다. `float64`의 유효
#   숫자는 16자리쯤이므로, 빼고 나면 대부분 반올림 오차만 남습니다. 이것을 아주 작은 $2h$로 나누면
#   오차가 크게 불어납니다. 극단적으로 `5 + 1e-50`은 정확히 `5`로 저장되므로, 두 점이 같아지고 결과는
#   0이 됩니다.
#
# `1e-4`는 그 사이에 있습니다. 우리가 다루는 함수에서는 두 오차 모두 `1e-8`쯤보다 작습니다. 오른쪽
# 그림에서 확인할 수 있습니다.

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
# one derivative with respect to each. Hold one variable fixed, and what is left is a function of
# one variable, which `numerical_diff` can handle. At $(3, 4)$ the partial derivatives are
# $2 x_0 = 6$ with respect to $x_0$ and $2 x_1 = 8$ with respect to $x_1$:
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
# **What your function must do**
#
# - `f` takes a number and returns a number; `x` is a number.
# - Return the **central** difference of `f` at `x`, a number. It works for any such `f`, not only
#   for these. It should be as accurate as with `h = 1e-4`: a forward difference, or an `h` several
#   times larger, is not.
#
# Two slips to watch for: `1e-4` is written without spaces, and `a / 2 * h` means `(a / 2) * h`.

# %% [markdown] question="q4_numerical_diff" lang="ko"
# ### 문제 4: 수치 미분
#
# 중앙 차분을 작성하십시오.
#
# $$f'(x) \approx \frac{f(x + h) - f(x - h)}{2h} \qquad h = 10^{-4}$$
#
# **예.**
#
# ```python
# def function_1(x):
#     return 0.01 * x**2 + 0.1 * x
#
# print(numerical_diff(function_1, 5))    # 0.1999999999990898: 참 미분값은 0.2
# print(numerical_diff(function_1, 10))   # 0.2999999999986347: 참 미분값은 0.3
# ```
#
# **편미분.** $f(x_0, x_1) = x_0^2 + x_1^2$처럼 변수가 둘인 함수는 변수마다 미분이 하나씩 있습니다.
# 한 변수를 고정하면 남는 것은 변수가 하나인 함수이므로 `numerical_diff`로 미분할 수 있습니다.
# $(3, 4)$에서 편미분은 $2 x_0 = 6$과 $2 x_1 = 8$입니다.
#
# ```python
# def function_of_x0(x0):
#     return x0**2 + 4.0**2
#
# def function_of_x1(x1):
#     return 3.0**2 + x1**2
#
# print(numerical_diff(function_of_x0, 3.0))   # 6 (반올림 오차는 있을 수 있음)
# print(numerical_diff(function_of_x1, 4.0))   # 8 (반올림 오차는 있을 수 있음)
# ```
#
# **함수의 약속**
#
# - `f`는 수를 받아 수를 반환하고, `x`는 수입니다.
# - `x`에서 `f`의 **중앙** 차분을 수로 반환합니다. 위의 함수들뿐 아니라 이런 `f`라면 무엇이든 맞아야
#   합니다. `h = 1e-4`일 때만큼 정확해야 합니다. 전방 차분이나 몇 배 더 큰 `h`는 그만큼 정확하지
#   않습니다.
#
# 조심할 점이 두 가지 있습니다. `1e-4`는 띄어 쓰지 않으며, `a / 2 * h`는 `(a / 2) * h`를 뜻합니다.


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
    # TODO: compare f at a step of h = 1e-4 to the right and to the left of x
    # BEGIN SOLUTION
    h = 1e-4
    return (f(x + h) - f(x - h)) / (2 * h)
    # END SOLUTION


# %%
grader.check("q4_numerical_diff")

# %% [markdown] lang="en"
# #### See it: your derivative is the slope of the tangent
#
# The left picture draws a line through the curve at $x = 5$ and at $x = 10$, with the slope that
# your function returns. The lines should just touch the curve. The other two pictures cut the bowl
# $x_0^2 + x_1^2$ along one variable while the other stays fixed: a partial derivative is the slope
# in such a cut.

# %% [markdown] lang="ko"
# #### 눈으로 보기: 미분은 접선의 기울기
#
# 왼쪽 그림은 $x = 5$와 $x = 10$에서 곡선을 지나는 직선을, 여러분의 함수가 준 기울기로 그립니다.
# 직선은 곡선에 스치듯 닿아야 합니다. 나머지 두 그림은 그릇 모양 $x_0^2 + x_1^2$을 다른 변수는
# 고정한 채 한 변수를 따라 자른 것입니다. 편미분은 이렇게 자른 단면의 기울기입니다.

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
# Each component changes $f$ by $s_i$ times the partial derivative with respect to $x_i$, and the
# changes add up:
#
# $$f(x + s) - f(x) \approx s_0 \frac{\partial f}{\partial x_0} +
# s_1 \frac{\partial f}{\partial x_1} + \dots = s \cdot \nabla f$$
#
# Of all steps of the same length, this product is largest for the one that points the same way as
# $\nabla f$. So the gradient is the direction in which $f$ grows **fastest**, and its length says
# how fast. Straight against it, $f$ falls fastest; at a right angle to it, along a contour line,
# $f$ does not change.
#
# It is the steepest direction *here*. The way straight against it need not lead to the lowest point
# of all, as you will see in question 6.

# %% [markdown] lang="ko"
# ### 기울기
#
# 모든 편미분을 `x`와 같은 형상의 배열에 모은 것을 **기울기**(gradient)라고 합니다.
#
# $$\nabla f = \left( \frac{\partial f}{\partial x_0}, \; \frac{\partial f}{\partial x_1}, \; \dots
# \right)$$
#
# **왜 오르막을 가리킬까요?** $x$에서 성분이 $s_0, s_1, \dots$인 아주 작은 걸음 $s$를 옮깁니다.
# 성분마다 자기 편미분만큼 $f$를 바꾸고, 그 변화가 모두 더해집니다.
#
# $$f(x + s) - f(x) \approx s_0 \frac{\partial f}{\partial x_0} + s_1 \frac{\partial f}{\partial
# x_1} + \dots = s \cdot \nabla f$$
#
# 길이가 같은 걸음 가운데 이 곱이 가장 큰 것은 $\nabla f$와 같은 방향으로 가는 걸음입니다. 그러므로
# 기울기는 $f$가 **가장 빨리** 커지는 방향이고, 그 길이는 얼마나 빨리 커지는지를 말해 줍니다. 정반대
# 방향으로 가면 $f$가 가장 빨리 줄어들고, 직각 방향, 곧 등고선을 따라가면 $f$는 그대로입니다.
#
# 다만 *이 자리에서* 가장 가파른 방향일 뿐입니다. 문제 6에서 보게 되듯이, 기울기가 가장 낮은 곳을
# 가리킨다는 보장은 없습니다.

# %% [markdown] question="q5_numerical_gradient" points=16 lang="en" names=["numerical_gradient"] requires=[] core=["test_published_examples"]
# ### Question 5: the numerical gradient
#
# For each element of `x`, one after another: move this element alone by $+h$, then by $-h$, and
# take the central difference of `f`. All other elements keep their values:
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
# **What your function must do**
#
# - `x` is a `float64` array of **any shape**: a vector, a matrix of weights, three or more
#   dimensions. Return a **new** array of the same shape.
# - Call `f` with the **whole array** `x`, never with a single element. `f` returns a number.
# - Change the elements **in `x` itself**, not in a copy. Here is why: from question 8 on, `f` is
#   the loss of a network. It ignores its argument and reads the weights that are stored in the
#   network, and these weights *are* your array `x`. If you change a copy, the loss does not change,
#   and the whole gradient comes out as 0.
# - **Put each element back** as soon as you have measured it, before you move the next one. When
#   your function returns, `x` holds what it held before.
# - Use central differences, as in question 4.
#
# Get the example right first: as long as it fails, the other tests of this question earn no points.
#
# *Hint.* A loop over `np.ndindex(x.shape)` visits the index of every element of an array of any
# shape, and `x[index]` reads and writes that element. Keep the old value in a variable, and put
# that back: adding and subtracting $h$ again leaves a rounding error.

# %% [markdown] question="q5_numerical_gradient" lang="ko"
# ### 문제 5: 수치 미분으로 기울기 구하기
#
# `x`의 원소마다 차례로, 그 원소만 $+h$만큼, 다음에는 $-h$만큼 움직여 `f`의 중앙 차분을 구합니다.
# 다른 원소는 모두 제자리에 둡니다.
#
# $$\frac{\partial f}{\partial x_i} \approx \frac{f(\dots, x_i + h, \dots) - f(\dots, x_i - h,
# \dots)}{2h}$$
#
# **예.**
#
# ```python
# def function_2(x):
#     return np.sum(x**2)
#
# print(numerical_gradient(function_2, np.array([3.0, 4.0])))   # [6, 8] (반올림 오차는 있을 수 있음)
# print(numerical_gradient(function_2, np.array([0.0, 2.0])))   # [0, 4]
# print(numerical_gradient(function_2, np.array([3.0, 0.0])))   # [6, 0]
# ```
#
# **함수의 약속**
#
# - `x`는 **형상이 어떻든** `float64` 배열입니다. 벡터일 수도, 가중치 행렬일 수도, 3차원 이상일 수도
#   있습니다. 결과는 형상이 같은 **새** 배열입니다.
# - `f`는 항상 `x`의 원소 하나가 아니라 **배열 전체**로 호출하며, 수를 반환합니다.
# - 각 원소는 복사본이 아니라 **`x` 자체에서** 바꿉니다. 신경망에서는 이것이 중요합니다. 신경망의
#   손실 함수는 인수를 전혀 보지 않는 경우가 많습니다. 신경망 안의 가중치를 읽는데, 그 가중치가
#   *바로* 배열 `x`입니다. 복사본을 바꾸면 신경망은 아무것도 알아채지 못하고 기울기는 0이 됩니다.
# - 각 원소는 재고 나면 곧바로, 다음 원소를 움직이기 전에 **되돌려 놓습니다**. 함수가 끝나면 `x`는
#   원래와 같습니다.
# - 문제 4와 같은 중앙 차분을 씁니다.
#
# 위의 예가 기준입니다. 함수의 결과가 예와 다르면 이 문제의 다른 부분도 점수가 되지 않습니다.
#
# *도움말.* `np.ndindex(x.shape)`에 대한 반복문은 형상이 어떻든 배열의 모든 원소의 인덱스를 돌고,
# `x[index]`로 그 원소를 읽고 쓸 수 있습니다. 원래 값을 변수에 담아 두었다가 그것을 되돌려
# 놓으십시오. $h$를 다시 더하고 빼면 반올림 오차가 남습니다.


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
        The partial derivative of f with respect to each element.
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
# #### See it: a field of arrows
#
# The same $x_0^2 + x_1^2$ as above, with **minus** your gradient at each point of a grid. All
# arrows cross the contour lines at right angles, they point down, and they are longer where the
# bowl is steeper.

# %% [markdown] lang="ko"
# #### 눈으로 보기: 화살표로 그린 기울기
#
# 앞에서 본 $x_0^2 + x_1^2$을 위에서 내려다보고, 격자의 점마다 여러분이 구한 기울기에 **음의 부호를
# 붙여** 그립니다. 모든 화살표는 등고선과 직각으로 만나고, 내리막을 가리키며, 그릇이 가파른 곳일수록
# 깁니다.

# %% guided=true
figures.draw_gradient_field(numerical_gradient)

# %% [markdown] lang="en"
# ## Part 3: walking downhill
#
# Now we can learn. Start somewhere, compute the gradient, take a small step against it, and do it
# again:
#
# $$x \leftarrow x - \eta \, \nabla f(x)$$
#
# **Why the minus sign?** The gradient points to where $f$ *grows*. We want the loss to become
# small, so we go the other way. With a plus sign you would train the worst network possible.
#
# **What does the learning rate $\eta$ do?** It says how far to go for a given slope: the step is
# $\eta$ times the gradient. Too small, and $x$ hardly moves. That is not wrong, only too slow to
# wait for. Too large, and $x$ jumps across the valley to a place higher than where it started;
# there the slope is steeper, so the next jump is even longer. The descent *diverges*. There is no
# formula for the right value: you find it by trying. A number like this, which you choose because
# training does not learn it, is called a *hyperparameter*.

# %% [markdown] lang="ko"
# ## 3부: 내리막으로 걸어가기
#
# 이제 학습할 수 있습니다. 어떤 자리에 서서 기울기를 구하고, 그 반대쪽으로 작은 걸음을 옮기고, 이를
# 되풀이합니다.
#
# $$x \leftarrow x - \eta \, \nabla f(x)$$
#
# **왜 음의 부호일까요?** 기울기는 $f$가 *커지는* 쪽을 가리킵니다. 우리는 손실이 작아지기를 바라므로
# 반대쪽으로 갑니다. 양의 부호를 쓰면 가장 나쁜 신경망을 학습하게 됩니다.
#
# **학습률 $\eta$는 무슨 일을 할까요?** 기울기를 걸음의 길이로 바꿉니다. 너무 작으면 거의 움직이지
# 않습니다. 틀린 것은 아니지만 결과를 볼 때까지 기다릴 수가 없습니다. 너무 크면 골짜기를 건너뛰어
# 출발점보다 높은 곳에 닿고, 그곳은 더 가파르므로 다음 걸음은 더 길어집니다. 알맞은 값을 구하는
# 공식은 없습니다. 여러 값을 시험해 보고 고르며, 그래서 이런 수를 *하이퍼파라미터*라고 합니다.

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
# # [-2.58983747e+13 -1.29524862e+12]    rate too large: it diverges (your digits may differ)
#
# print(gradient_descent(function_2, init_x, lr=1e-10, step_num=100))
# # [-2.99999994  3.99999992]            rate too small: it hardly moves
# ```
#
# Note that all three calls start from the same `init_x`. That works only if the first one has not
# changed it.
#
# **What your function must do**
#
# - Make **exactly** `step_num` steps, each with the gradient at the current position, computed by
#   your own `numerical_gradient`. It works for any `f`, not only for this one.
# - `init_x` **stays as it was**: work on a copy.
# - Return the final `x`, an array of the shape of `init_x`. If you prefer, return `(x, x_history)`,
#   as the book does: the final `x` first, then an array or a list of the positions on the way: with
#   the start, with the end, or with both.
# - `lr=0.01` and `step_num=100` are the defaults, and all arguments can be given by position or by
#   name.

# %% [markdown] question="q6_gradient_descent" lang="ko"
# ### 문제 6: 경사 하강법
#
# `init_x`에서 출발하여 기울기의 반대쪽으로, 학습률 `lr`로 `step_num`걸음을 갑니다.
#
# $$x \leftarrow x - \mathrm{lr} \cdot \nabla f(x)$$
#
# **예.** 가장 낮은 점이 $(0, 0)$인 $x_0^2 + x_1^2$에서 $(-3, 4)$에서 출발합니다.
#
# ```python
# def function_2(x):
#     return np.sum(x**2)
#
# init_x = np.array([-3.0, 4.0])
# print(gradient_descent(function_2, init_x, lr=0.1, step_num=100))
# # [-6.11110793e-10  8.14814391e-10]    (0, 0)에 아주 가까움
#
# print(gradient_descent(function_2, init_x, lr=10.0, step_num=100))
# # [-2.58983747e+13 -1.29524862e+12]    학습률이 너무 커서 발산함 (숫자는 다를 수 있음)
#
# print(gradient_descent(function_2, init_x, lr=1e-10, step_num=100))
# # [-2.99999994  3.99999992]            학습률이 너무 작아서 제자리임
# ```
#
# 세 번 모두 같은 `init_x`에서 출발한다는 점에 주의하십시오. 첫 번째 호출이 `init_x`를 바꾸지 않아야
# 이렇게 됩니다.
#
# **함수의 약속**
#
# - **정확히** `step_num`걸음을 갑니다. 걸음마다 그때까지 도달한 자리의 기울기를 쓰며, 여러분이 만든
#   `numerical_gradient`로 구합니다. 위의 함수뿐 아니라 어떤 `f`에서도 맞아야 합니다.
# - `init_x`는 **그대로 둡니다**. 복사본으로 걸으십시오.
# - 마지막 `x`, 곧 `init_x`와 형상이 같은 배열을 반환합니다. 원한다면 책에서처럼 `(x, x_history)`를
#   반환해도 됩니다. 먼저 마지막 `x`, 다음으로 지나온 모든 자리입니다.
# - 기본값은 `lr=0.01`과 `step_num=100`이며, 모든 매개변수는 위치로도 이름으로도 줄 수 있습니다.


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
        The position after the last step.
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
# #### See it: three learning rates
#
# The valley $\frac{1}{20} x_0^2 + x_1^2$ curves twenty times as sharply across (along $x_1$) as
# lengthwise (along $x_0$). The loss of a network looks like this too: steep in some directions,
# nearly flat in others. Here are thirty steps of your `gradient_descent` from the same start, with
# three learning rates. At first every path goes *across* the valley, since that is the steepest way
# down, although the lowest point (the star) lies lengthwise. On the right, each jump across lands a
# little higher than the one before, while the slow direction makes good progress: the direction in
# which the valley curves most sharply limits the learning rate.

# %% [markdown] lang="ko"
# #### 눈으로 보기: 세 가지 학습률
#
# 골짜기 $\frac{1}{20} x_0^2 + x_1^2$은 길이 방향보다 가로지르는 방향이 스무 배 가파릅니다. 신경망의
# 손실도 이런 모양입니다. 어떤 방향은 가파르고 어떤 방향은 거의 평평합니다. 같은 곳에서 출발하여 세
# 가지 학습률로, 여러분의 `gradient_descent`로 서른 걸음을 갑니다. 각 경로가 어디에서 끝나는지
# 보십시오. 가장 낮은 점(별표)은 골짜기의 길이 방향에 있지만, 처음에는 모든 경로가 골짜기를
# *가로질러* 갑니다. 그쪽이 가장 가파른 내리막이기 때문입니다. 오른쪽 그림에서는 건너뛸 때마다 바로
# 앞보다 조금씩 높은 곳에 닿는데, 느린 방향은 아무 문제 없이 나아갑니다. 학습률을 얼마나 크게 할 수
# 있는지는 가장 가파른 방향이 정합니다.

# %% guided=true
figures.draw_descent_paths(gradient_descent)

# %% [markdown] lang="en"
# #### See it: the gradient of a network
#
# So far `x` was a point. For a network it is an array of **weights**, and `f` is the loss. Here is
# a very small network: one layer without bias, two inputs and three outputs, so its weights are a 2
# by 3 matrix. The book prints these numbers:
#
# ```
# loss: 0.92806853663411326
# gradient:
# [[ 0.21924763  0.14356247 -0.36281009]
#  [ 0.32887144  0.2153437  -0.54421514]]
# ```
#
# Yours agree to six digits or more. The rest is rounding error: the book prints its weights with
# eight digits, and a `1e-7` inside the logarithm changes the last digits too.
#
# Let us read these numbers. The gradient with respect to the first weight is 0.219: if this weight
# grows by $h$, the loss grows by about $0.219 h$, so it should become smaller. With respect to the
# third weight it is -0.363: that weight should become larger, and it matters more. The third column
# belongs to the true class, and it is the only one with negative numbers.
#
# Look also at `simple_loss`: it does not use its argument at all. It works all the same, because
# `numerical_gradient` changes `simple_net.W` itself.

# %% [markdown] lang="ko"
# #### 눈으로 보기: 신경망의 기울기
#
# 지금까지 `x`는 점이었습니다. 신경망에서는 `x`가 **가중치** 배열이고 `f`가 손실입니다. 가장 작은
# 신경망은 편향 없는 한 층에 입력이 둘, 출력이 셋이므로 가중치는 2×3 행렬입니다. 책에는 다음 수가
# 실려 있습니다.
#
# ```
# loss: 0.92806853663411326
# gradient:
# [[ 0.21924763  0.14356247 -0.36281009]
#  [ 0.32887144  0.2153437  -0.54421514]]
# ```
#
# 여러분의 결과는 여섯 자리 이상 같습니다. 나머지는 반올림 때문입니다. 책은 가중치를 여덟 자리까지만
# 실었고, 로그 안의 `1e-7`도 흔적을 남깁니다.
#
# 이 수들을 읽어 봅시다. 첫 번째 가중치의 기울기는 0.219입니다. 이 가중치가 $h$만큼 커지면 손실이 약
# $0.219 h$만큼 커지므로, 이 가중치는 작아져야 합니다. 세 번째는 -0.363이므로 커져야 하고, 영향도 더
# 큽니다. 세 번째 열은 정답 클래스의 것이며, 음수인 열은 이 열뿐입니다.
#
# `simple_loss`도 보십시오. 인수를 전혀 쓰지 않습니다. 그래도 잘 되는 까닭은 `numerical_gradient`가
# `simple_net.W` 자체를 바꾸기 때문입니다.


# %% guided=true
class SimpleNet:
    """One layer, no bias: softmax of x @ W."""

    def __init__(self, weights):
        self.W = weights

    def loss(self, x, t):
        """Cross-entropy error of the network's output for x."""
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

# %% [markdown] lang="ko"
# ## 4부: 읽는 법을 배우는 신경망
#
# 이제 진짜 신경망입니다. 층이 둘이고, 그 사이에 시그모이드, 끝에 소프트맥스가 있습니다.
#
# $$a_1 = x W_1 + b_1 \qquad z_1 = \mathrm{sigmoid}(a_1) \qquad a_2 = z_1 W_2 + b_2 \qquad y =
# \mathrm{softmax}(a_2)$$

# %% [markdown] question="q7_two_layer_net" points=14 lang="en" names=["TwoLayerNet", "TwoLayerNet.predict", "TwoLayerNet.loss", "TwoLayerNet.accuracy"] requires=["q2_cross_entropy_error"] core=["test_published_network"]
# ### Question 7: the two-layer network
#
# Write `__init__`, `predict`, `loss` and `accuracy` of the class below. Leave `numerical_gradient`
# for question 8.
#
# | in `params` | shape | at the start |
# |---|---|---|
# | `"W1"` | `(input_size, hidden_size)` | normally distributed random numbers (mean 0, standard deviation 1), times `weight_init_std` |
# | `"b1"` | `(hidden_size,)` | zeros |
# | `"W2"` | `(hidden_size, output_size)` | normally distributed random numbers, as for `"W1"`, times `weight_init_std` |
# | `"b2"` | `(output_size,)` | zeros |
#
# Why random weights? If they were all equal at the start, all hidden units would compute the same,
# get the same gradient, and stay equal: ten units would be no better than one.
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
#
# net = TwoLayerNet(2, 3, 2)    # the first two layers of the network in homework 1, question 4
# net.params["W1"][:] = [[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]]
# net.params["b1"][:] = [0.1, 0.2, 0.3]
# net.params["W2"][:] = [[0.1, 0.4], [0.2, 0.5], [0.3, 0.6]]
# net.params["b2"][:] = [0.1, 0.2]
# x = np.array([[1.0, 0.5], [-3.0, 0.5]])
# print(net.predict(x))   # [[0.33228528 0.66771472]
#                         #  [0.39114934 0.60885066]]
# print(net.loss(x, np.array([1, 0])))   # 0.67128...
# ```
#
# Get the last network right first: as long as `predict` does not return these probabilities, the
# other tests of this question earn no points. (If you have not written `predict` yet, you lose only
# its own points.)
#
# **What your class must do**
#
# - `TwoLayerNet(input_size, hidden_size, output_size, weight_init_std=0.01)` has `params`, a dict
#   with exactly the four arrays of the table (`float64`), four **separate** arrays. Both weight
#   matrices are scaled by `weight_init_std`. Two networks have different weights: do not set a seed
#   in the class.
# - `predict(x)`, for `x` of shape `(N, input_size)`, returns the probabilities, shape
#   `(N, output_size)`, each row summing to 1. It reads `self.params` at every call, because
#   training changes the weights. The tests put other weights into it, with biases that are **not
#   zero**.
# - `loss(x, t)` returns the cross-entropy error of `predict(x)` and `t`, a number, for one-hot and
#   for integer `t`.
# - `accuracy(x, t)` returns the **fraction** of rows, between 0 and 1, where the largest
#   probability is that of the true class, for one-hot and for integer `t`.

# %% [markdown] question="q7_two_layer_net" lang="ko"
# ### 문제 7: 2층 신경망
#
# 아래 클래스의 `__init__`, `predict`, `loss`, `accuracy`를 작성하십시오. `numerical_gradient`는
# 문제 8을 위해 남겨 둡니다.
#
# | `params`의 키 | 형상 | 처음 값 |
# |---|---|---|
# | `"W1"` | `(input_size, hidden_size)` | 정규분포 난수에 `weight_init_std`를 곱한 값 |
# | `"b1"` | `(hidden_size,)` | 0 |
# | `"W2"` | `(hidden_size, output_size)` | 정규분포 난수에 `weight_init_std`를 곱한 값 |
# | `"b2"` | `(output_size,)` | 0 |
#
# 왜 가중치를 무작위로 정할까요? 모두 같은 값에서 시작하면 은닉층의 모든 뉴런이 같은 것을 계산하고
# 언제까지나 같은 기울기를 얻습니다. 뉴런 열 개가 하나보다 나을 것이 없습니다.
#
# **예.**
#
# ```python
# net = TwoLayerNet(784, 100, 10)
# print(net.params["W1"].shape, net.params["b1"].shape)   # (784, 100) (100,)
# print(net.params["W2"].shape, net.params["b2"].shape)   # (100, 10) (10,)
#
# x = np.random.rand(50, 784)
# t = np.random.randint(0, 10, 50)
# print(net.predict(x).shape)   # (50, 10)
# print(net.loss(x, t))         # 약 2.3: 아직 아무것도 모르며, ln(10)은 2.30
#
# net = TwoLayerNet(2, 3, 2)    # 3장에 나온 신경망의 처음 두 층
# net.params["W1"][:] = [[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]]
# net.params["b1"][:] = [0.1, 0.2, 0.3]
# net.params["W2"][:] = [[0.1, 0.4], [0.2, 0.5], [0.3, 0.6]]
# net.params["b2"][:] = [0.1, 0.2]
# x = np.array([[1.0, 0.5], [-3.0, 0.5]])
# print(net.predict(x))   # [[0.33228528 0.66771472]
#                         #  [0.39114934 0.60885066]]
# print(net.loss(x, np.array([1, 0])))   # 0.67128...
# ```
#
# 마지막 신경망의 확률이 기준입니다. `predict`의 결과가 이와 다르면 이 문제의 다른 부분도 점수가
# 되지 않습니다. (아직 작성하지 않은 `predict`는 그 점수만 잃습니다.)
#
# **클래스의 약속**
#
# - `TwoLayerNet(input_size, hidden_size, output_size, weight_init_std=0.01)`에는 표에 있는 네
#   배열(`float64`)만 든 딕셔너리 `params`가 있습니다. 두 가중치 행렬 모두에 `weight_init_std`가
#   곱해집니다. 두 신경망의 가중치는 서로 다릅니다. 클래스 안에서 시드를 정하지 마십시오.
# - `predict(x)`는 형상이 `(N, input_size)`인 `x`에 대해 형상이 `(N, output_size)`이고 각 행의 합이
#   1인 확률을 반환합니다. 학습하는 동안 내용이 바뀌므로 호출할 때마다 `self.params`를 읽습니다.
#   채점할 때에는 **0이 아닌** 편향을 포함하여 다른 가중치를 넣어 봅니다.
# - `loss(x, t)`는 `predict(x)`와 `t`의 교차 엔트로피 오차를 수로 반환합니다. `t`는 원-핫일 수도
#   정수 레이블일 수도 있습니다.
# - `accuracy(x, t)`는 가장 큰 확률이 정답 클래스에 있는 행의 **비율**을 0과 1 사이의 수로
#   반환합니다. `t`는 원-핫일 수도 정수 레이블일 수도 있습니다.


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
        """Mean cross-entropy error of the network's output.

        Parameters
        ----------
        x : ndarray of shape (n_samples, input_size)
        t : ndarray of shape (n_samples,) or (n_samples, output_size)
            Integer labels, or one-hot.

        Returns
        -------
        float
        """
        # TODO: the cross-entropy error of the network's output and t
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
        """Gradient of the loss with respect to each array in params (question 8).

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

# %% [markdown] question="q8_network_gradient" points=8 lang="en" names=["TwoLayerNet.numerical_gradient"] requires=["q5_numerical_gradient", "q7_two_layer_net"] core=["test_published_network"]
# ### Question 8: the gradient of the network
#
# Go back to the class above and write its last method, `numerical_gradient(self, x, t)`. It works
# as with the small 2 by 3 network: for each of the four arrays in `self.params`, call your function
# `numerical_gradient` from question 5 with a function that returns the loss, and with that array.
# The model for the loss function is `simple_loss` above: it takes one argument, ignores it, and
# returns the loss of the network. The results are:
#
# $$\frac{\partial L}{\partial W_1}, \quad \frac{\partial L}{\partial b_1}, \quad
# \frac{\partial L}{\partial W_2}, \quad \frac{\partial L}{\partial b_2}$$
#
# Inside the method, the plain name `numerical_gradient` means the function, and
# `self.numerical_gradient` the method. After changing the class, run its cell again.
#
# **Example.** Whatever the weights are, the gradient with respect to `b2` sums to 0, because
# raising all scores by the same amount does not change the softmax:
#
# ```python
# net = TwoLayerNet(25, 10, 10, weight_init_std=1.0)
# gradient = net.numerical_gradient(np.random.rand(50, 25), np.random.randint(0, 10, 50))
# print(gradient["W1"].shape, gradient["b1"].shape)   # (25, 10) (10,)
# print(gradient["W2"].shape, gradient["b2"].shape)   # (10, 10) (10,)
# print(abs(gradient["b2"].sum()) < 1e-9)             # True
# ```
#
# For the network with given weights in question 7, with `x = np.array([[1.0, 0.5]])` and
# `t = np.array([1])`:
#
# | key | gradient |
# |---|---|
# | `"W1"` | `[[-0.02436897 -0.02210158 -0.01867808] [-0.01218448 -0.01105079 -0.00933904]]` |
# | `"b1"` | `[-0.02436897 -0.02210158 -0.01867808]` |
# | `"W2"` | `[[0.19087880 -0.19087880] [0.22202896 -0.22202896] [0.24930039 -0.24930039]]` |
# | `"b2"` | `[0.33228528 -0.33228528]` |
#
# Get this table right first: as long as your gradient differs from it, the other tests of this
# question earn no points.
#
# **What your method must do**
#
# - Return a dict with the keys of `params`. Under each key is the gradient of `self.loss(x, t)`
#   with respect to that array, of the same shape.
# - `params` is unchanged afterwards.
# - Use your own `numerical_gradient`: central differences, no formulas derived by hand.

# %% [markdown] question="q8_network_gradient" lang="ko"
# ### 문제 8: 신경망의 기울기
#
# 위의 클래스로 돌아가 마지막 메서드 `numerical_gradient(self, x, t)`를 작성하십시오. 작은 2×3
# 신경망에서 쓴 방법과 같습니다. `self.params`의 배열 하나에 대한 함수로 본 손실을 문제 5의 함수
# `numerical_gradient`에 넘기고, 이를 네 배열 각각에 대해 합니다.
#
# $$\frac{\partial L}{\partial W_1}, \quad \frac{\partial L}{\partial b_1}, \quad \frac{\partial
# L}{\partial W_2}, \quad \frac{\partial L}{\partial b_2}$$
#
# 메서드 안에서 그냥 `numerical_gradient`라고 쓰면 함수를, `self.numerical_gradient`라고 쓰면
# 메서드를 뜻합니다. 클래스를 고친 뒤에는 그 셀을 다시 실행하십시오.
#
# **예.** 가중치가 무엇이든 `b2`에 대한 기울기의 합은 0입니다. 모든 점수를 같은 만큼 올려도
# 소프트맥스는 바뀌지 않기 때문입니다.
#
# ```python
# net = TwoLayerNet(25, 10, 10, weight_init_std=1.0)
# gradient = net.numerical_gradient(np.random.rand(50, 25), np.random.randint(0, 10, 50))
# print(gradient["W1"].shape, gradient["b1"].shape)   # (25, 10) (10,)
# print(gradient["W2"].shape, gradient["b2"].shape)   # (10, 10) (10,)
# print(abs(gradient["b2"].sum()) < 1e-9)             # True
# ```
#
# 문제 7에서 가중치를 정해 준 신경망에 `x = np.array([[1.0, 0.5]])`, `t = np.array([1])`을 넣으면
# 다음과 같습니다.
#
# | 키 | 기울기 |
# |---|---|
# | `"W1"` | `[[-0.02436897 -0.02210158 -0.01867808] [-0.01218448 -0.01105079 -0.00933904]]` |
# | `"b1"` | `[-0.02436897 -0.02210158 -0.01867808]` |
# | `"W2"` | `[[0.19087880 -0.19087880] [0.22202896 -0.22202896] [0.24930039 -0.24930039]]` |
# | `"b2"` | `[0.33228528 -0.33228528]` |
#
# 이 표가 기준입니다. 구한 기울기가 표와 다르면 이 문제의 다른 부분도 점수가 되지 않습니다.
#
# **메서드의 약속**
#
# - `params`와 키가 같은 딕셔너리를 반환합니다. 각 키에는 그 배열에 대한 `self.loss(x, t)`의
#   기울기가 같은 형상으로 들어 있습니다.
# - 호출한 뒤에도 `params`는 그대로입니다.
# - 여러분이 만든 `numerical_gradient`를 씁니다. 손으로 유도한 공식이 아니라 중앙 차분입니다.

# %%
grader.check("q8_network_gradient")

# %% [markdown] lang="en"
# ### Why this is slow
#
# For the gradient of a network with $P$ parameters the loss is computed $2P$ times, and every time
# the whole mini-batch runs through the whole network. Ours has
# $25 \cdot 10 + 10 + 10 \cdot 10 + 10 = 370$ parameters, so **one** step of learning costs 740
# forward passes, and 300 steps cost 222,000. That takes several seconds. A network for the full
# pictures, 784-50-10, has 39,760 parameters: 79,520 passes or about 20 seconds for one step, and
# hours for a whole training. The next chapter of the book shows *backpropagation*, which gets the
# same gradient for the price of about two passes. The slow way stays useful: it is so simple that
# it can be trusted, and everybody checks backpropagation against it. (And it need not be that slow:
# see the bonus at the end.)
#
# ### Preparing the digits
#
# Three things happen before the training:
#
# - **Some digits are set aside.** How well a network reads the digits it was trained on says little
#   about how well it reads *new* ones. So the digits are shuffled, and the last 500 are kept for
#   testing only.
# - **Sums become brightness.** Divided by 16 and by 255, each sum of 16 pixels becomes a mean
#   brightness between 0 and 1.
# - **The inputs are standardised.** From each pixel its mean is subtracted, and everything is
#   divided by one number, the standard deviation of all pixels. A sigmoid is steep only around 0;
#   with inputs far from 0 its gradients are tiny and learning crawls. Mean and standard deviation
#   are computed from the training digits alone: the test digits must not influence the training in
#   any way.

# %% [markdown] lang="ko"
# ### 왜 이렇게 느린가
#
# 매개변수가 $P$개인 신경망의 기울기를 구하려면 손실을 $2P$번 계산해야 하고, 그때마다 미니배치
# 전체가 신경망 전체를 지나갑니다. 우리 신경망의 매개변수는
# $25 \cdot 10 + 10 + 10 \cdot 10 + 10 = 370$개이므로, **한** 걸음을 배우는 데 순전파가 740번,
# 300걸음에는 222,000번 필요합니다. 이 정도면 몇 초가 걸립니다. 원래 크기의 그림을 위한 784-50-10
# 신경망은 매개변수가 39,760개이므로, 한 걸음에 순전파 79,520번, 약 20초가 걸리고 전체 학습에는 몇
# 시간이 걸립니다. 다음 장에서는 순전파 두 번쯤의 계산으로 같은 기울기를 얻는 *오차역전파법*을
# 배웁니다. 느린 방법도 쓸모가 있습니다. 아주 단순해서 믿을 수 있으므로, 누구나 오차역전파법을
# 이것으로 검산합니다. (그리고 꼭 그렇게 느릴 필요도 없습니다. 끝에 있는 보너스 문제를 보십시오.)
#
# ### 데이터 준비
#
# 학습하기 전에 세 가지를 합니다.
#
# - 숫자 일부를 따로 떼어 둡니다. 신경망이 학습에 쓴 데이터만 보아서는 *새로운* 숫자를 얼마나 잘
#   읽는지 거의 알 수 없습니다. 그래서 순서를 섞은 뒤 마지막 500개는 시험에만 씁니다.
# - 16픽셀의 합(픽셀마다 0~255)을 0과 1 사이의 평균 밝기로 바꿉니다.
# - 입력을 **표준화**합니다. 픽셀마다 평균을 빼고, 전체의 표준편차로 나눕니다. 시그모이드는 0
#   근처에서만 가파르므로, 입력이 0에서 멀면 기울기가 아주 작아지고 학습이 더뎌집니다. 평균과
#   표준편차는 훈련 데이터에서만 구합니다. 시험 데이터는 어떤 계산에도 끼어들면 안 됩니다.

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
# **What your function must do**
#
# - Make `iters_num` iterations, each on a fresh mini-batch of `batch_size` rows, using your own
#   `sample_minibatch` and the network's `loss` and `numerical_gradient`. `t_train` holds integer
#   labels or one-hot rows.
# - Change **all four** arrays of `network.params`, and start from the weights that the network has
#   when your function is called.
# - Return the **list of the losses**, one number for each iteration: the loss of its mini-batch,
#   taken before or after the update (both are accepted).
#
# **The training run that is graded.** The grader trains a new network with your `train`, on **all**
# 4,000 digits that you were given (none set aside), standardised as above with the mean and
# standard deviation of these 4,000.
#
# | | |
# |---|---|
# | network | `TwoLayerNet(25, 10, 10, weight_init_std=0.1)` |
# | mini-batch | 50 |
# | learning rate | 2 |
# | iterations | 300 |
# | passed | reads at least **80 %** of 1,000 other digits correctly; you have not been given these |
#
# A correct solution reaches about 85 %. Your code may be slow, but there is a limit: a plain loop
# needs about 7 seconds of CPU time, and training is stopped after 30 (on a slow grading machine
# after 15 times what our own solution needs there, if that is longer). Only the time in which your
# code computes counts. If training is stopped, the network is graded as it is at that moment.

# %% [markdown] question="q9_training" lang="ko"
# ### 문제 9: 학습
#
# 이제 모두 합칩니다. **미니배치 경사 하강법**의 한 번의 반복은 다음과 같습니다.
#
# 1. 미니배치를 뽑습니다.
# 2. 그 미니배치에 대한 신경망 손실의 기울기를 계산합니다.
# 3. 모든 매개변수를 기울기의 반대쪽으로 한 걸음 옮깁니다:
#    $W \leftarrow W - \eta \, \frac{\partial L}{\partial W}$
# 4. 손실을 적어 둡니다.
#
# **예.** 손실은 무작위이지만, 개수는 정해져 있고 값은 줄어듭니다.
#
# ```python
# net = TwoLayerNet(25, 10, 10, weight_init_std=0.1)
# losses = train(net, x_train, t_train, iters_num=20, batch_size=50, learning_rate=2.0)
# print(len(losses))              # 20
# print(losses[0] > losses[-1])   # True: 2보다 큰 값에서 약 1.5로
# ```
#
# **함수의 약속**
#
# - `iters_num`번 반복하고, 반복할 때마다 행이 `batch_size`개인 미니배치를 새로 뽑습니다. 여러분이
#   만든 `sample_minibatch`와 신경망의 `loss`, `numerical_gradient`를 씁니다.
# - `network.params`의 **네 배열 모두**를 바꾸며, 호출할 때 신경망이 가진 가중치에서 이어 나갑니다.
# - **손실의 리스트**를 반환합니다. 반복마다 수 하나로, 그 미니배치의 손실입니다. 갱신하기 전에
#   구해도, 갱신한 뒤에 구해도 됩니다.
#
# **채점하는 학습.** 채점할 때에는 나누어 준 숫자 4,000개를 위와 같이 준비하여 여러분의 신경망을
# 학습시킵니다.
#
# | | |
# |---|---|
# | 신경망 | `TwoLayerNet(25, 10, 10, weight_init_std=0.1)` |
# | 미니배치 | 50 |
# | 학습률 | 2 |
# | 반복 횟수 | 300 |
# | 통과 기준 | 나누어 주지 않은 다른 숫자 1,000개 가운데 **80 %** 이상을 바르게 읽음 |
#
# 올바른 풀이는 약 85 %에 이릅니다. 느려도 되지만 한없이 느려서는 안 됩니다. 단순한 반복문에는 CPU
# 시간 약 7초가 필요합니다. 제한은 30초이며, 채점하는 컴퓨터에서 우리 풀이가 쓰는 시간의 15배가
# 그보다 길면 그만큼입니다. 여러분의 코드가 실제로 계산하는 시간만 셉니다. 제한에 이르면 학습을
# 멈추고 그때의 신경망을 그대로 채점합니다.


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
        The loss of each mini-batch; iters_num numbers.
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
# #### See it: your network learns
#
# This is the graded run, on your own split: 300 iterations, and after every 10 of them the accuracy
# on the training digits and on the test digits. It takes some seconds. An **epoch** is over when as
# many digits have been drawn as there are in the training set, here after 3,500 / 50 = 70
# iterations.
#
# Things to look at: the loss of single mini-batches jumps up and down, because each is another
# poll, but the trend is clear. It starts near $\ln 10 \approx 2.30$, the loss of pure guessing. And
# the two accuracies stay close together. If the training accuracy kept rising while the test
# accuracy no longer did, the network would be learning its training digits by heart: *overfitting*.

# %% [markdown] lang="ko"
# #### 눈으로 보기: 학습하는 신경망
#
# 채점하는 학습을 여러분이 나눈 데이터로 해 봅니다. 300번 반복하면서 10번마다 훈련 데이터와 시험
# 데이터의 정확도를 구합니다. 몇 초가 걸립니다. 훈련 데이터의 수만큼 숫자를 보고 나면 1**에폭**이
# 끝난 것인데, 여기에서는 3,500 / 50 = 70번 반복이 1에폭입니다.
#
# 눈여겨볼 점: 미니배치 하나하나의 손실은 오르내립니다. 매번 다른 여론 조사이기 때문입니다. 그래도
# 흐름은 뚜렷합니다. 손실은 그냥 찍을 때의 값인 $\ln 10 = 2.30$ 근처에서 시작합니다. 그리고 두
# 정확도는 서로 가까이 있습니다. 시험 데이터의 정확도는 멈추어 있는데 훈련 데이터의 정확도만 계속
# 올라간다면, 신경망이 훈련 데이터를 외우고 있는 것입니다. 이것이 *과적합*입니다.

# %% guided=true
figures.draw_training(TwoLayerNet, train, (x_train, t_train), (x_test, t_test))

# %% [markdown] question="w4" points=4 lang="en" kind="written"
# ### Written question w4: draw and read two plots (4 points)
#
# **The learning rate.** Take the valley $f(x) = \frac{1}{20} x_0^2 + x_1^2$ again. In the first
# code cell below, draw its contour lines and on them the paths of your `gradient_descent` from
# $(-7, 2)$, for at least three learning rates of your own choice: a slow one, a good one and one
# that diverges.
#
# **Overfitting.** In the second code cell, train a new network as in question 9, but on the **first
# 100** training digits only. An epoch is then 100 / 50 = 2 iterations. Draw the accuracy on these
# 100 digits and on the test digits against the epoch, for 100 epochs.
#
# Label axes and lines. Then write in the text cell:
#
# 1. What does the learning rate do to the path? From which learning rate on does it diverge here,
#    and which direction of the valley sets this limit?
# 2. What do the two accuracies show at the end? At which epoch would you stop, and how is this
#    picture different from the one above with 3,500 digits, and why?

# %% [markdown] question="w4" lang="ko"
# ### 서술형 문제 w4: 그림 두 개를 그리고 읽기 (4점)
#
# **학습률.** 골짜기 $f(x) = \frac{1}{20} x_0^2 + x_1^2$을 다시 봅니다. 아래의 첫 번째 코드 셀에
# 등고선을 그리고, 그 위에 $(-7, 2)$에서 출발한 여러분의 `gradient_descent`의 경로를 그립니다. 학습률은
# 스스로 세 가지 이상 고릅니다. 느린 것, 알맞은 것, 발산하는 것이 하나씩은 있어야 합니다.
#
# **과적합.** 두 번째 코드 셀에서 문제 9처럼 새 신경망을 학습시키되, 훈련 데이터의 **처음 100개**만
# 씁니다. 이때 1에폭은 100 / 50 = 2번 반복입니다. 100에폭 동안 이 100개에 대한 정확도와 시험 데이터에
# 대한 정확도를 에폭에 따라 그립니다.
#
# 축과 선에 이름을 붙이십시오. 그런 다음 텍스트 셀에 쓰십시오.
#
# 1. 학습률은 경로를 어떻게 바꿉니까? 여기에서는 학습률이 얼마를 넘으면 발산하며, 골짜기의 어느
#    방향이 그것을 정합니까?
# 2. 끝에서 두 정확도는 무엇을 말해 줍니까? 여러분이라면 몇 에폭에서 멈추겠습니까? 숫자 3,500개로
#    학습한 위의 그림과는 어떻게 다르며, 그 까닭은 무엇입니까?


# %% answer="w4"
# TODO: contour lines of the valley, and on them the path for each of your learning rates.
# plt.contour(a, b, heights) draws contour lines, with a, b = np.meshgrid(...); calls of
# gradient_descent with step_num=1, each from where the last one ended, give a path. (If yours
# returns a pair, take its first part.)
import matplotlib.pyplot as plt


def valley(x):
    """Curve twenty times as sharply across as lengthwise."""
    return x[0] ** 2 / 20 + x[1] ** 2


plt.figure(figsize=(8, 4))
a, b = np.meshgrid(np.linspace(-8, 4, 121), np.linspace(-4, 4, 81))
plt.contour(a, b, valley([a, b]), levels=[0.1, 0.5, 1.5, 3, 5.5, 9, 13], colors="0.75")
for lr in (0.1, 0.8, 1.02):
    path = [np.array([-7.0, 2.0])]
    for _ in range(20):
        path.append(gradient_descent(valley, path[-1], lr=lr, step_num=1))
    plt.plot(*np.transpose(path), "o-", markersize=3, linewidth=1, label=f"learning rate {lr}")
plt.xlabel("x0 (no unit)")
plt.ylabel("x1 (no unit)")
plt.legend()
plt.show()

# %% answer="w4"
# TODO: train on x_train[:100] and t_train[:100] epoch by epoch: each call of train(...) with
# iters_num=2 starts from where the last one stopped. After each, note down both accuracies.
few_x, few_t = x_train[:100], t_train[:100]
few_net = TwoLayerNet(25, 10, 10, weight_init_std=0.1)
on_train, on_test = [few_net.accuracy(few_x, few_t)], [few_net.accuracy(x_test, t_test)]
for _ in range(100):
    train(few_net, few_x, few_t, iters_num=2, batch_size=50, learning_rate=2.0)
    on_train.append(few_net.accuracy(few_x, few_t))
    on_test.append(few_net.accuracy(x_test, t_test))

plt.figure(figsize=(8, 4))
plt.plot(np.multiply(on_train, 100), label="100 training digits")
plt.plot(np.multiply(on_test, 100), "--", label="500 test digits")
plt.xlabel("epoch (2 iterations each)")
plt.ylabel("accuracy (%)")
plt.ylim(0, 105)
plt.legend()
plt.show()

# %% [markdown] answer="w4" lang="en"
# 1. The learning rate says how long the step is for a given slope. At 0.1 the path goes down
#    smoothly and then creeps along the flat direction: after 20 steps it is still far from the
#    lowest point. At 0.8 it jumps across the valley from side to side, each time a little lower,
#    and gets nearly there. At 1.02 each jump lands higher than the last: it diverges. A step
#    multiplies $x_1$ by $1 - 2 \eta$ and $x_0$ by $1 - \eta / 10$. The first factor is below $-1$
#    as soon as $\eta > 1$, so the direction $x_1$, in which the valley curves most sharply, sets
#    the limit; along $x_0$ anything up to 20 would do.
# 2. The 100 training digits are all (or nearly all) read correctly in the end, the test digits at
#    about 70 %: the network has learned its digits by heart, it **overfits**. The test accuracy has
#    stopped rising after some 45 epochs, while the training accuracy keeps rising: stop there
#    (strictly speaking, the epoch should be chosen on separate validation digits, which are used
#    neither for training nor for the final test). With 3,500 digits both end near 85 % and stay
#    together, because 370 parameters cannot learn so many digits by heart and have to find what
#    digits have in common.

# %% [markdown] answer="w4" lang="ko"
# 1. 학습률은 기울기를 걸음의 길이로 바꿉니다. 0.1에서는 경로가 매끄럽게 내려간 다음 평평한 방향을 따라
#    기어가서, 스무 걸음 뒤에도 가장 낮은 점에서 멉니다. 0.8에서는 골짜기를 이쪽저쪽으로 건너뛰지만
#    그때마다 조금씩 낮아져서 거의 도달합니다. 1.02에서는 건너뛸 때마다 앞보다 높은 곳에 닿아
#    발산합니다. 한 걸음은 $x_1$에 $1 - 2 \eta$를, $x_0$에 $1 - \eta / 10$을 곱합니다. $\eta > 1$이면
#    앞의 값이 $-1$보다 작아지므로, 가파른 방향 $x_1$이 한계를 정합니다. $x_0$ 방향만 보면 20까지도
#    괜찮습니다.
# 2. 끝에서 훈련 데이터 100개는 모두, 또는 거의 모두 바르게 읽지만 시험 데이터는 약 70 %입니다. 신경망이 훈련 데이터를
#    외운 것, 곧 **과적합**입니다. 훈련 정확도는 계속 올라가는데 시험 정확도는 45에폭쯤 뒤로 더 오르지
#    않으므로 그쯤에서 멈춥니다(엄밀히 말하면 훈련에도 마지막 시험에도 쓰지 않는 데이터로 정해야
#    합니다). 숫자가 3,500개일 때에는 둘 다 85 % 근처에서 함께 갑니다. 매개변수 370개로는 그렇게 많은
#    숫자를 외울 수 없어서, 숫자들의 공통점을 찾아야 하기 때문입니다.

# %% [markdown] rubric="w4" lang="en"
# - **0.5**: first plot: contour lines and at least three paths from $(-7, 2)$, labelled, one of
#   which diverges.
# - **0.5**: too small creeps, too large overshoots: the learning rate sets the length of the step
#   for a given slope.
# - **0.5**: diverges above 1.
# - **0.5**: the direction $x_1$, in which the valley curves most sharply, sets the limit ("the
#   steep direction" is enough).
# - **0.5**: second plot: both accuracies by epoch, trained on 100 digits, labelled.
# - **0.5**: overfitting named and read from the plot: training near 100 %, test clearly below
#   (about 65 to 75 %).
# - **0.5**: a stop where the test accuracy no longer rises, with this reason (any epoch that fits
#   the student's own plot).
# - **0.5**: with 3,500 digits the two stay together, because so many cannot be learned by heart.
#
# If a plot could not be drawn because a function did not work, only the half point of that plot is
# lost: mark what is written about the pictures above.

# %% [markdown] rubric="w4" lang="ko"
# - **0.5**: 첫 번째 그림: 등고선과 $(-7, 2)$에서 출발한 경로 셋 이상, 이름표, 그 가운데 하나는 발산.
# - **0.5**: 너무 작으면 기어가고 너무 크면 지나칩니다. 학습률은 같은 기울기에서 걸음의 길이를 정합니다.
# - **0.5**: 1을 넘으면 발산합니다.
# - **0.5**: 가파른 방향 $x_1$이 한계를 정합니다.
# - **0.5**: 두 번째 그림: 100개로 학습한 에폭별 두 정확도, 이름표.
# - **0.5**: 과적합이라고 밝히고 그림에서 읽어 냅니다. 훈련 정확도는 100 %에 가깝고 시험 정확도는 뚜렷이
#   낮습니다(약 65~75 %).
# - **0.5**: 시험 정확도가 더 오르지 않는 곳에서 멈추며, 그것을 까닭으로 듭니다(자신의 그림에 맞으면 몇
#   에폭이든 인정).
# - **0.5**: 3,500개일 때에는 둘이 함께 갑니다. 그렇게 많은 숫자는 외울 수 없기 때문입니다.
#
# 함수가 동작하지 않아 그리지 못한 그림은 그 그림의 0.5점만 감점합니다. 위에 있는 그림에 대해 쓴 것을
# 채점하십시오.

# %% [markdown] lang="en"
# ## Bonus: the same gradient, hundreds of times faster
#
# For the full pictures, with a 784-50-10 network, one numerical gradient takes about 20 seconds, so
# we made the pictures small. But nobody said that the central differences have to be computed
# *stupidly*. The loop runs the whole network 79,520 times, and each time nearly everything comes
# out as before. If you know **what changes and what does not** when a single weight moves, you only
# have to compute what changes, and you get exactly the same numbers.
#
# This question is for students who want more. Its points come on top: without it you can still have
# all 100.

# %% [markdown] lang="ko"
# ## 보너스: 수백 배 빠르게 같은 기울기를
#
# 원래 크기의 그림을 위한 784-50-10 신경망에서는 수치 미분으로 기울기를 한 번 구하는 데 약 20초가
# 걸려서 그림을 작게 만들었습니다. 그러나 중앙 차분을 *우직하게* 계산해야 한다는 법은 없습니다.
# 반복문은 신경망 전체를 79,520번 계산하는데, 그때마다 거의 모든 값이 앞과 똑같이 나옵니다. 가중치
# 하나를 움직일 때 **무엇이 바뀌고 무엇이 바뀌지 않는지** 아는 사람은 바뀌는 것만 계산하여 똑같은
# 수를 얻습니다.
#
# 더 해 보고 싶은 사람을 위한 문제입니다. 점수는 추가로 주어지며, 이 문제를 풀지 않아도 100점을 모두
# 받을 수 있습니다.

# %% [markdown] question="b1_fast_gradient" points=10 lang="en" kind="bonus" names=["fast_numerical_gradient"] requires=["q2_cross_entropy_error", "q7_two_layer_net"]
# ### Bonus question: the fast gradient
#
# Write `fast_numerical_gradient(network, x, t, h=1e-4)`: it returns what
# `network.numerical_gradient(x, t)` returns, central differences with step size `h`, but much
# faster. Here is a way to get there.
#
# **Step 1: move one weight of the second layer.** `W2[j, k]` is used in one place only: the score
# `a2[n, k]` is a sum in which `z1[n, j] * W2[j, k]` is one term. Moving the weight by `h` adds
# `h * z1[n, j]` to *one* of the scores of each picture; moving `b2[k]` by `h` adds `h`. You need
# not compute the hidden layer again.
#
# **Step 2: move one weight of the first layer.** `W1[i, j]` goes into *one* hidden unit only.
# Moving it by `h` adds `h * x[n, i]` to `a1[n, j]`, so the unit's output `z1[n, j]` changes by some
# amount `d[n]`; that takes one sigmoid per picture. All scores of picture `n` then change by
# `d[n] * W2[j]`. Look at the changes of all pictures as a matrix: every row is the same row
# `W2[j]`, multiplied by a number. Such a matrix has **rank 1**, and you can write it down without
# any matrix product.
#
# **Step 3: the softmax need not start again.** If you know the probabilities `p = predict(x)` and
# the scores change by `c`, the new probabilities are `p * exp(c)`, divided by their sum. You need
# only that of the true class.
#
# **Step 4: most pixels are black.** Where `x[n, i]` is 0, moving `W1[i, j]` changes nothing for
# picture `n`: its part of the difference is exactly 0. In the full pictures this is so for four
# pixels out of five. (And the biases? `b1[j]` acts like a weight whose pixel is always 1, so it is
# never skipped.)
#
# **Step 5: many pixels are alike.** For one hidden unit and one picture, the change depends only on
# the *value* of the pixel, not on where it is. Pixels of the same brightness give the same
# difference, so compute it once for each value. `np.unique` with `return_inverse=True` says which
# pixels share a value.
#
# And a rule of NumPy: a few operations on large arrays are much faster than many on small ones, as
# long as the arrays are not so large that they no longer fit into the processor's cache. One
# picture, or one hidden unit, at a time is a good size.
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
# **What your function must do**
#
# - Return a dict with the keys of `params`: for each array the **central differences** of
#   `network.loss(x, t)` with step size `h`, all of them, biases too. They differ from those of the
#   plain loop by at most 0.00000001 (`1e-8`) times the largest absolute value in that array.
# - That holds for any shapes, weights and biases, for labels and one-hot `t`, and for any inputs
#   `x`: pixels, zeros, negative numbers.
# - It holds for **other `h`** too, such as 0.01. With a large `h`, central differences and the
#   exact derivative are no longer the same, and you must return the differences. So formulas of
#   backpropagation do not count: they do not contain `h`.
# - For the network 784-50-10 with 100 digits, pixels from 0 to 1, it is **at least 20 times** as
#   fast as the plain loop, in CPU time.
# - It starts no process and no thread: while it is timed, the grader lets none start.
# - Afterwards, `network.params`, `x` and `t` are what they were before.
#
# The grader measures how many times faster your function is, and the leaderboard shows it, up to
# 2000. NumPy alone can do more than 1000.

# %% [markdown] question="b1_fast_gradient" lang="ko"
# ### 보너스 문제: 빠른 기울기
#
# `fast_numerical_gradient(network, x, t, h=1e-4)`를 작성하십시오.
# `network.numerical_gradient(x, t)`가 반환하는 것, 곧 간격이 `h`인 중앙 차분을 훨씬 빠르게
# 구합니다. 다음과 같이 생각해 볼 수 있습니다.
#
# **1단계: 둘째 층의 가중치 하나를 움직입니다.** `W2[j, k]`는 신경망에서 한 곳에만 쓰입니다. 점수
# `a2[n, k]`는 합이고, `z1[n, j] * W2[j, k]`는 그 한 항입니다. 이 가중치를 `h`만큼 움직이면 그림마다
# 점수 *하나*에 `h * z1[n, j]`가 더해지고, `b2[k]`를 움직이면 `h`가 더해집니다. 은닉층은 다시 볼
# 필요가 없습니다.
#
# **2단계: 첫째 층의 가중치 하나를 움직입니다.** `W1[i, j]`를 움직이면 은닉층 뉴런 *하나*의 입력
# `a1[n, j]`에 `h * x[n, i]`가 더해집니다. 그러면 `z1[n, j]`가 어떤 값 `d`만큼 바뀌는데, 여기에는
# 시그모이드 한 번이 필요합니다. 그림 `n`의 모든 점수는 `d * W2[j]`만큼 바뀝니다. 곧 변화는 미리
# 알고 있는 한 행의 `d`배입니다. 모든 그림에 대해 같은 행에 크기만 다르게 곱한 이런 변화를
# **랭크(계수)가 1**이라고 합니다. 여기에는 행렬 곱이 없습니다.
#
# **3단계: 소프트맥스는 처음부터 다시 계산하지 않아도 됩니다.** 확률 `p = predict(x)`를 알고 있으면,
# 새 점수 `a2 + c`의 확률은 `p * exp(c)`에 비례합니다. 필요한 것은 정답 클래스의 확률뿐입니다.
#
# **4단계: 픽셀은 대부분 검은색입니다.** `x[n, i]`가 0이면 `W1[i, j]`를 움직여도 그림 `n`에는 아무
# 변화가 없고 그 차분은 정확히 0입니다. 다섯 픽셀 가운데 넷은 검은색입니다. (그러면 편향은 어떨까요?
# `b1`은 픽셀이 항상 1인 가중치와 같습니다. 절대로 검은색이 아닙니다.)
#
# **5단계: 비슷한 픽셀이 많습니다.** 변화는 픽셀의 위치가 아니라 값에 달려 있습니다. 한 그림에서
# 밝기가 같은 두 픽셀은 차분도 같습니다. `np.unique`에 `return_inverse=True`를 주면 이런 픽셀을 찾을
# 수 있습니다.
#
# 그리고 NumPy의 규칙이 하나 있습니다. 큰 배열에 대한 연산 몇 번이 작은 배열에 대한 연산 여러 번보다
# 훨씬 빠릅니다. 다만 배열이 프로세서의 캐시를 벗어날 만큼 크면 안 됩니다. 한 번에 그림 하나, 또는
# 은닉층 뉴런 하나가 알맞은 크기입니다.
#
# **예.** 처음에는 기다릴 수 있을 만큼 작은 신경망에서 단순한 반복문과 비교해 보십시오.
#
# ```python
# net = TwoLayerNet(6, 5, 4, weight_init_std=1.0)
# x, t = np.random.rand(8, 6), np.random.randint(0, 4, 8)
# slow, fast = net.numerical_gradient(x, t), fast_numerical_gradient(net, x, t)
# print(max(abs(slow[key] - fast[key]).max() for key in slow))   # 1e-9보다 작음
# ```
#
# **함수의 약속**
#
# - `params`와 키가 같은 딕셔너리를 반환합니다. 배열마다 간격이 `h`인 `network.loss(x, t)`의 **중앙
#   차분** 전부이며, 편향도 포함합니다. 단순한 반복문의 결과와, 그 배열에서 가장 큰 원소의
#   0.00000001(`1e-8`)배 이내로 같습니다.
# - 형상, 가중치, 편향이 어떻든, `t`가 레이블이든 원-핫이든, 입력 `x`가 픽셀이든 0이든 음수이든
#   그래야 합니다.
# - 0.01처럼 **다른 `h`** 값에서도 그래야 합니다. `h`가 크면 중앙 차분과 정확한 미분은 더 이상 같지
#   않으며, 구해야 하는 것은 차분입니다. 그러므로 오차역전파법의 공식은 인정하지 않습니다. 그
#   공식에는 `h`가 없습니다.
# - 784-50-10 신경망과 픽셀이 0~1인 숫자 100개에서, CPU 시간으로 단순한 반복문보다 **20배 이상**
#   빨라야 합니다.
# - 프로세스나 스레드를 새로 시작하지 않습니다. 시간을 재는 동안에는 채점기가 이를 막습니다.
# - 호출한 뒤에도 `network.params`, `x`, `t`는 원래와 같습니다.
#
# 여러분의 함수가 몇 배 빠른지 재어 2000배까지 순위표에 올립니다.
# NumPy만으로도 1000배를 넘길 수 있습니다.


# %% module=true
def fast_numerical_gradient(network, x, t, h=1e-4):
    """Central differences of a two-layer network's loss with respect to all of its parameters.

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
# #### See it: the full network learns
#
# 784-50-10, all 39,760 parameters, trained on 3,500 digits in full size with nothing but your
# numerical gradients: mini-batches of 100, learning rate 2. The cell stops after `seconds` of CPU
# time; give it 15 and see how far it gets. The title says how long the plain loop would have needed
# for the same curve, estimated from a few of its forward passes.

# %% [markdown] lang="ko"
# #### 눈으로 보기: 학습하는 전체 크기 신경망
#
# 784-50-10, 매개변수 39,760개 전부를 원래 크기의 숫자 3,500개로, 오로지 여러분이 수치 미분으로 구한
# 기울기만으로 학습시킵니다. 미니배치는 100, 학습률은 2입니다. 이 셀은 CPU 시간이 `seconds`초가 되면
# 멈춥니다. 15초를 주고 어디까지 가는지 보십시오. 그림의 제목은 단순한 반복문으로 같은 곡선을
# 그리려면 얼마나 걸렸을지를, 순전파 몇 번을 재어 짐작한 값으로 알려 줍니다.

# %% guided=true
figures.draw_full_training(TwoLayerNet, fast_numerical_gradient, seconds=3)

# %% [markdown] lang="en"
# ## Check everything and hand in
#
# 1. *Restart the kernel and run all cells* (in the menu *Kernel* or *Run*; in VS Code *Restart*,
#    then *Run All*). The notebook should run to its end. If a function works only because of a cell
#    that you have deleted since, this shows it.
# 2. Save the notebook (Ctrl+S, on a Mac ⌘S). The file that you hand in is made from what is
#    **saved**.
# 3. Run the cell below. It runs all checks once more and puts the notebook into
#    `hw2_learning-submission.zip`, in the same folder. In Jupyter it also saves first; elsewhere it
#    says when you last saved. If what is saved is not what you ran, it says that too: do step 2
#    again.
# 4. Hand in `hw2_learning-submission.zip`. The notebook itself, `hw2_learning.ipynb`, is accepted
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
#    `hw2_learning-submission.zip` 파일에 담습니다. Jupyter에서는 먼저 저장까지 하고, 다른 곳에서는
#    언제 마지막으로 저장했는지 알려 줍니다. 저장된 내용이 실행한 것과 다르면 그것도 알려 주므로, 그때는
#    2번을 다시 하십시오.
# 4. `hw2_learning-submission.zip` 파일을 제출합니다. 노트북 파일 `hw2_learning.ipynb`를 그대로
#    제출해도 됩니다.
#
# **확인이 알려 주지 않는 것.** 확인은 본문에 실린 예제만 시험하며, 그 결과가 점수는 아닙니다. 채점할
# 때에는 형상과 크기가 다르거나 값이 극단적인 입력으로 **숨은 테스트**도 실행합니다. 문제에서
# 약속하지 않은 것은 시험하지 않으므로, 자신이 없는 문제는 *함수의 약속*을 다시 읽어 보십시오.

# %%
from hand_in import hand_in

hand_in(grader, grader.check_all(), "hw2_learning")
