"""What stands in for a student's function takes the calls that the student's function takes."""

from __future__ import annotations

import pytest

from autograder.sandbox.stand_in import stand_in


def ours(f, x, lr=0.5):
    return "ours", f, x, lr


def theirs(*args, **kwargs):
    return "theirs", args, kwargs


@pytest.mark.parametrize(
    ("args", "kwargs", "dropping", "own"),
    [
        ((1, 2), {}, ("ours", 1, 2, 0.5), ("ours", 1, 2, 0.5)),
        ((1, 2), {"lr": 3}, ("ours", 1, 2, 3), ("ours", 1, 2, 3)),
        ((1, 2, 3, 4), {}, ("ours", 1, 2, 3), ("theirs", (1, 2, 3, 4), {})),
        ((1, 2), {"h": 3}, ("ours", 1, 2, 0.5), ("theirs", (1, 2), {"h": 3})),
        ((1, 2, 3), {"lr": 4}, ("ours", 1, 2, 3), ("theirs", (1, 2, 3), {"lr": 4})),
        # What is missing cannot be made up.
        ((1,), {"h": 3}, ("theirs", (1,), {"h": 3}), ("theirs", (1,), {"h": 3})),
    ],
)
def test_other_arguments_are_dropped_or_go_to_the_students_function(args, kwargs, dropping, own):
    assert stand_in(ours, theirs, False)(*args, **kwargs) == dropping
    assert stand_in(ours, theirs, True)(*args, **kwargs) == own


def test_an_error_inside_the_reference_is_not_taken_for_another_signature():
    def fails(x):
        raise TypeError("inside")

    with pytest.raises(TypeError, match="inside"):
        stand_in(fails, theirs, True)(1)


def test_a_call_that_nothing_takes_fails_as_the_reference_does():
    with pytest.raises(TypeError, match="missing"):
        stand_in(ours, None, False)(1)


def test_a_function_that_is_known_by_other_names_passes_its_calls_on():
    def plain(f, x, *, lr=0.5):
        return "theirs"

    def default(call=plain):
        return call(1, 2)

    alias = plain
    replaced = stand_in(ours, plain, True, everywhere=True)
    assert alias(1, 2) == default() == replaced(1, 2) == ("ours", 1, 2, 0.5)
    # What the reference does not take still goes to the student's own code.
    alone = stand_in(lambda: "ours", alias := lambda x, y=2: (x, y), True, everywhere=True)
    assert (alone(), alias(), alone(1), alias(1, y=3)) == ("ours", "ours", (1, 2), (1, 3))


def test_a_class_keeps_the_further_methods_of_the_students():
    class Ours:
        def predict(self):
            return "ours"

    class Theirs:
        def predict(self):
            return "theirs"

        def gradient(self):
            return f"gradient of {self.predict()}"

    replaced = stand_in(Ours, Theirs, False)()
    assert (replaced.predict(), replaced.gradient()) == ("ours", "gradient of ours")


def test_a_property_of_the_students_does_not_hinder_the_reference():
    class Ours:
        def __init__(self):
            self.params = 1

    class Theirs:
        params = property(lambda self: None)

    assert stand_in(Ours, Theirs, False)().params == 1
