#!/usr/bin/env python
# coding: utf-8

# # Homework 2: how a neural network learns
# 
# Lee Minho, 2024-10-02

# In[1]:


import otter

grader = otter.Notebook("hw2_learning.ipynb")


# In[2]:


import numpy as np
import matplotlib.pyplot as plt

get_ipython().run_line_magic('matplotlib', 'inline')


# In[3]:


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def softmax(x):
    shifted = x - np.max(x, axis=-1, keepdims=True)
    exp_x = np.exp(shifted)
    return exp_x / np.sum(exp_x, axis=-1, keepdims=True)


# In[4]:


with np.load("digits_5x5.npz") as npz:
    digits = dict(npz)

print("x_train", digits["x_train"].shape, "  t_train", digits["t_train"].shape)


# In[5]:


def mean_squared_error(y, t):
    total = 0.0
    for yk, tk in zip(y, t):
        total += (yk - tk) ** 2
    return total / 2


# In[6]:


def cross_entropy_error(y, t):
    eps = 1e-7
    if y.ndim == 1:
        return -np.sum(t * np.log(y + eps))
    if t.ndim == 1:
        return -np.mean(np.log(y[range(len(y)), t] + eps))
    return -np.mean(np.sum(t * np.log(y + eps), axis=1))


# In[7]:


def sample_minibatch(x_train, t_train, batch_size):
    rng = np.random.default_rng()
    picked = rng.integers(0, len(x_train), size=batch_size)
    return x_train[picked], t_train[picked]


# In[8]:


def numerical_diff(f, x, h=1e-4):
    # parentheses!
    return (f(x + h) - f(x - h)) / (2 * h)


# In[9]:


def numerical_gradient(f, x, h=1e-4):
    grad = np.zeros(x.shape)
    for index, value in np.ndenumerate(x.copy()):
        x[index] = value + h
        upper = f(x)
        x[index] = value - h
        lower = f(x)
        x[index] = value
        grad[index] = (upper - lower) / (2 * h)
    return grad


# In[10]:


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = np.array(init_x)
    for _ in range(step_num):
        x = x - lr * numerical_gradient(f, x)
    return x


# In[11]:


get_ipython().run_line_magic('timeit', '-n1 -r1 numerical_gradient(lambda w: np.sum(w ** 2), np.ones(10))')


# ## Part 4: the network

# In[12]:


class TwoLayerNet:

    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        rng = np.random.default_rng()
        self.params = dict(
            W1=weight_init_std * rng.standard_normal((input_size, hidden_size)),
            b1=np.zeros(hidden_size),
            W2=weight_init_std * rng.standard_normal((hidden_size, output_size)),
            b2=np.zeros(output_size),
        )

    def predict(self, x):
        W1, W2 = self.params["W1"], self.params["W2"]
        b1, b2 = self.params["b1"], self.params["b2"]

        a1 = np.dot(x, W1) + b1
        z1 = sigmoid(a1)
        a2 = np.dot(z1, W2) + b2
        y = softmax(a2)

        return y

    def loss(self, x, t):
        return cross_entropy_error(self.predict(x), t)

    def accuracy(self, x, t):
        y = self.predict(x)
        y = np.argmax(y, axis=1)
        if t.ndim != 1:
            t = np.argmax(t, axis=1)

        accuracy = np.sum(y == t) / float(x.shape[0])
        return accuracy

    def numerical_gradient(self, x, t):
        f = lambda _: self.loss(x, t)
        return {k: numerical_gradient(f, v) for k, v in self.params.items()}


# In[13]:


get_ipython().system('ls')


# In[14]:


shuffled = np.random.default_rng(0).permutation(len(digits["t_train"]))
brightness = digits["x_train"][shuffled] / 16 / 255
labels = digits["t_train"][shuffled].astype(int)

pixel_mean = brightness[:-500].mean(axis=0)
spread = brightness[:-500].std()
x_train, t_train = (brightness[:-500] - pixel_mean) / spread, labels[:-500]
x_test, t_test = (brightness[-500:] - pixel_mean) / spread, labels[-500:]

print("train", x_train.shape, t_train.shape, "  test", x_test.shape, t_test.shape)


# In[15]:


def train(network, x_train, t_train, iters_num, batch_size, learning_rate):
    train_loss_list = []

    for i in range(iters_num):
        # 미니배치 획득
        x_batch, t_batch = sample_minibatch(x_train, t_train, batch_size)

        # 기울기 계산
        grad = network.numerical_gradient(x_batch, t_batch)

        # 매개변수 갱신
        for key in ("W1", "b1", "W2", "b2"):
            network.params[key] -= learning_rate * grad[key]

        # 학습 경과 기록
        loss = network.loss(x_batch, t_batch)
        train_loss_list.append(loss)

    return train_loss_list


# In[16]:


grader.check("q9_training")


