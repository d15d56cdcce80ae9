"""Never return, neither from the cells nor from any function of the assignment."""

import time


def mean_squared_error(y, t):
    while True:
        pass


def _sleep(*args, **kwargs):
    while True:
        time.sleep(3600)


cross_entropy_error = sample_minibatch = numerical_diff = numerical_gradient = _sleep
gradient_descent = train = _sleep


class TwoLayerNet:
    def __init__(self, *args, **kwargs):
        _sleep()


_sleep()
