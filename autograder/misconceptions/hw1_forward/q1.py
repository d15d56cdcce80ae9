"""Wrong answers to question 1: the gates."""

from autograder.misconceptions import WrongAnswer, returns_nothing
from autograder.text import Text

Q = "q1_gates"


def _perceptron(gate: str, total: str) -> str:
    return f"""
        def {gate}(x1, x2):
            return 1 if {total} > 0 else 0
        """


def _gate(gate: str, body: str) -> str:
    return f"""
        def {gate}(x1, x2):
            {body}
        """


WRONG = [
    WrongAnswer(
        "and-threshold-low",
        Q,
        _perceptron("AND", "0.5 * x1 + 0.5 * x2 - 0.3"),
        Text(
            "Your AND outputs 1 as soon as one input is 1: a single weight already brings the sum "
            "above 0.",
            "AND가 입력 하나만 1이어도 활성화합니다. 가중치 하나만으로도 편향을 넘어섭니다.",
        ),
    ),
    WrongAnswer(
        "and-never",
        Q,
        _perceptron("AND", "0.5 * x1 + 0.5 * x2 - 1.0"),
        Text(
            "Your AND never outputs 1: even both weights together do not bring the sum above 0. "
            "Remember that exactly 0 is not above 0.",
            "AND가 한 번도 활성화하지 않습니다. 두 가중치를 합쳐도 편향을 넘지 못합니다. 정확히 "
            "0이면 0보다 큰 것이 아닙니다.",
        ),
    ),
    WrongAnswer(
        "and-negated",
        Q,
        _perceptron("AND", "0.7 - 0.5 * x1 - 0.5 * x2"),
        Text(
            "Your AND gives the opposite answer everywhere: look at the direction of the "
            "comparison, or at the signs.",
            "AND의 답이 모두 반대입니다. 비교하는 방향이나 부호를 살펴보십시오.",
        ),
    ),
    WrongAnswer(
        "and-always",
        Q,
        _perceptron("AND", "0.5 * x1 + 0.5 * x2 + 0.7"),
        Text(
            "Your AND always outputs 1, even where both inputs are 0: look at the sign of its bias.",
            "AND가 입력이 없어도 언제나 활성화합니다. 편향의 부호를 살펴보십시오.",
        ),
    ),
    WrongAnswer(
        "and-first-input",
        Q,
        _perceptron("AND", "0.8 * x1 + 0.2 * x2 - 0.7"),
        Text(
            "Your AND answers as x1 alone would: the weight of x1 brings the sum above 0 without "
            "x2.",
            "AND의 답이 x1과 똑같습니다. x1의 가중치가 x2 없이도 편향을 넘어섭니다.",
        ),
    ),
    WrongAnswer(
        "and-second-input",
        Q,
        _perceptron("AND", "0.2 * x1 + 0.8 * x2 - 0.7"),
        Text(
            "Your AND answers as x2 alone would: the weight of x2 brings the sum above 0 without "
            "x1.",
            "AND의 답이 x2와 똑같습니다. x2의 가중치가 x1 없이도 편향을 넘어섭니다.",
        ),
    ),
    WrongAnswer(
        "and-print",
        Q,
        _gate("AND", "print(1 if 0.5 * x1 + 0.5 * x2 - 0.7 > 0 else 0)"),
        returns_nothing("AND", "an answer that is", "AND가", "답을"),
    ),
    WrongAnswer(
        "and-weighted-sum",
        Q,
        _gate("AND", "return 0.5 * x1 + 0.5 * x2 - 0.7"),
        Text(
            "Your AND returns the weighted sum itself; the last step, the comparison, is missing.",
            "AND가 가중치를 곱해 더한 값을 그대로 반환합니다. 마지막 단계인 비교가 빠졌습니다.",
        ),
    ),
    WrongAnswer(
        "and-not-summed",
        Q,
        """
        def AND(x1, x2):
            x = np.array([x1, x2])
            w = np.array([0.5, 0.5])
            return (w * x - 0.7 > 0).astype(int)
        """,
        Text(
            "Your AND returns an array, one number for each input: the weighted inputs are "
            "compared one by one and never added up.",
            "AND가 입력마다 수가 하나씩 든 배열을 반환합니다. 가중치를 곱한 입력을 더하지 않고 "
            "하나씩 비교했습니다.",
        ),
        "the array version of the book, section 2.3.3, without its np.sum",
    ),
    WrongAnswer(
        "and-one-missing",
        Q,
        """
        def AND(x1, x2):
            if 0.5 * x1 + 0.5 * x2 > 0.7:
                return 1
        """,
        Text(
            "Where your AND does not output 1, it returns nothing at all: the other branch is "
            "missing.",
            "AND가 활성화하지 않을 때는 아무것도 반환하지 않습니다. 다른 경우의 분기가 빠졌습니다.",
        ),
    ),
    WrongAnswer(
        "nand-as-and",
        Q,
        _perceptron("NAND", "0.5 * x1 + 0.5 * x2 - 0.7"),
        Text(
            "Your NAND answers as AND does: nothing in it is negated.",
            "NAND의 답이 AND와 같습니다. 뒤집은 것이 없습니다.",
        ),
    ),
    WrongAnswer(
        "nand-as-nor",
        Q,
        _perceptron("NAND", "0.2 - 0.5 * x1 - 0.5 * x2"),
        Text(
            "Your NAND gives 0 as soon as one input is 1: one weight alone brings the sum to 0 or "
            "below.",
            "NAND가 입력 하나만 1이어도 활성화하지 않습니다. 편향이 가중치 하나를 이기지 못합니다.",
        ),
    ),
    WrongAnswer(
        "nand-always",
        Q,
        _perceptron("NAND", "1.5 - 0.5 * x1 - 0.5 * x2"),
        Text(
            "Your NAND always outputs 1: even both weights together do not bring the sum down to 0.",
            "NAND가 언제나 활성화합니다. 두 가중치를 합쳐도 합이 0까지 내려가지 않습니다.",
        ),
    ),
    WrongAnswer(
        "nand-bias-not-negated",
        Q,
        _perceptron("NAND", "-0.5 * x1 - 0.5 * x2 - 0.7"),
        Text(
            "Your NAND never outputs 1: its sum cannot get above 0. Look at the signs of its "
            "weights and of its bias.",
            "NAND가 한 번도 활성화하지 않습니다. 합이 0보다 커질 수 없습니다. 가중치와 편향의 "
            "부호가 생각한 대로입니까?",
        ),
    ),
    WrongAnswer(
        "nand-minus",
        Q,
        _gate("NAND", "return -AND(x1, x2)"),
        Text(
            "A minus sign does not swap 0 and 1: your NAND returns 0 and -1.",
            "음수 부호를 붙인다고 0과 1이 서로 바뀌지는 않습니다. NAND가 0과 -1을 반환합니다.",
        ),
    ),
    WrongAnswer(
        "nand-tilde",
        Q,
        _gate("NAND", "return ~AND(x1, x2)"),
        Text(
            "`~` flips all bits of a whole number, its sign included: your NAND returns -1 and -2.",
            "`~`는 정수의 모든 비트를 뒤집으므로 부호까지 바뀝니다. NAND가 -1과 -2를 반환합니다.",
        ),
    ),
    WrongAnswer(
        "nand-print",
        Q,
        _gate("NAND", "print(1 if 0.7 - 0.5 * x1 - 0.5 * x2 > 0 else 0)"),
        returns_nothing("NAND", "an answer that is", "NAND가", "답을"),
    ),
    WrongAnswer(
        "nand-as-xor",
        Q,
        _gate("NAND", "return int(x1 != x2)"),
        Text(
            "Your NAND answers as XOR does: it also has to give 1 where both inputs are 0.",
            "NAND의 답이 XOR와 같습니다. 두 입력이 모두 0일 때도 1이어야 합니다.",
        ),
    ),
    WrongAnswer(
        "or-as-and",
        Q,
        _perceptron("OR", "0.5 * x1 + 0.5 * x2 - 0.7"),
        Text(
            "Your OR gives 1 only where both inputs are 1: a single weight does not bring the sum "
            "above 0.",
            "OR에 입력이 둘 다 있어야 합니다. 가중치 하나로는 편향을 넘지 못합니다.",
        ),
    ),
    WrongAnswer(
        "or-always",
        Q,
        _gate("OR", "return 1 if x1 + x2 >= 0 else 0"),
        Text(
            "Your OR always outputs 1, even for (0, 0): what is the sum there, and does it pass "
            "the comparison?",
            "OR가 (0, 0)에서도 언제나 활성화합니다. 그때 합은 얼마이고, 비교를 통과합니까?",
        ),
    ),
    WrongAnswer(
        "or-exclusive",
        Q,
        _gate("OR", "return 1 if x1 + x2 == 1 else 0"),
        Text(
            "Your OR is exclusive: it also has to give 1 where both inputs are 1.",
            "OR가 배타적입니다. 두 입력이 모두 1일 때도 1이어야 합니다.",
        ),
    ),
    WrongAnswer(
        "or-first-input",
        Q,
        _perceptron("OR", "0.5 * x1 + 0.1 * x2 - 0.2"),
        Text(
            "Your OR answers as x1 alone would: the weight of x2 does not bring the sum above 0.",
            "OR의 답이 x1과 똑같습니다. x2의 가중치가 편향을 넘지 못합니다.",
        ),
    ),
    WrongAnswer(
        "or-negated",
        Q,
        _perceptron("OR", "0.2 - 0.5 * x1 - 0.5 * x2"),
        Text(
            "Your OR gives the opposite answer everywhere: look at the direction of the "
            "comparison, or at the signs.",
            "OR의 답이 모두 반대입니다. 비교하는 방향이나 부호를 살펴보십시오.",
        ),
    ),
    WrongAnswer(
        "or-sum",
        Q,
        _gate("OR", "return x1 + x2"),
        Text(
            "Your OR adds the inputs and returns 2 where both are 1.",
            "OR가 두 입력을 더하기만 해서 둘 다 1이면 2를 반환합니다.",
        ),
    ),
    WrongAnswer(
        "or-print",
        Q,
        _gate("OR", "print(1 if 0.5 * x1 + 0.5 * x2 - 0.2 > 0 else 0)"),
        returns_nothing("OR", "an answer that is", "OR가", "답을"),
    ),
    WrongAnswer(
        "or-minus",
        Q,
        _perceptron("OR", "0.5 * x1 - 0.5 * x2 - 0.2"),
        Text(
            "In your OR the second input counts against the first: look at the sign of its weight.",
            "OR에서 두 번째 입력이 첫 번째 입력을 깎아 내립니다. 그 가중치의 부호를 살펴보십시오.",
        ),
    ),
    WrongAnswer(
        "xor-as-or",
        Q,
        _gate("XOR", "return OR(x1, x2)"),
        Text(
            "Your XOR answers as OR does: for (1, 1) it has to give 0.",
            "XOR의 답이 OR와 같습니다. (1, 1)에서는 0이어야 합니다.",
        ),
    ),
    WrongAnswer(
        "xor-from-and",
        Q,
        _gate("XOR", "return AND(AND(x1, x2), OR(x1, x2))"),
        Text(
            "Your XOR answers as AND does: one gate of its first layer should give 0 where both "
            "inputs are 1.",
            "XOR의 답이 AND와 같습니다. 첫 번째 층의 게이트 하나는 두 입력이 모두 1일 때 활성화하지 "
            "않아야 합니다.",
        ),
    ),
    WrongAnswer(
        "xor-negated",
        Q,
        _gate("XOR", "return NAND(NAND(x1, x2), OR(x1, x2))"),
        Text(
            "Your XOR gives the opposite answer everywhere: look at the gate of its second layer.",
            "XOR의 답이 모두 반대입니다. 두 번째 층의 게이트를 살펴보십시오.",
        ),
    ),
    WrongAnswer(
        "xor-or-at-end",
        Q,
        _gate("XOR", "return OR(NAND(x1, x2), OR(x1, x2))"),
        Text(
            "Your XOR always outputs 1: for every input, one of the two gates of its first layer "
            "gives 1. What does the gate of the second layer make of that?",
            "XOR가 언제나 1을 출력합니다. 어떤 입력에서든 첫 번째 층의 두 게이트 가운데 하나는 1입니다. "
            "그 뒤의 게이트는 이것을 어떻게 처리합니까?",
        ),
    ),
    WrongAnswer(
        "xor-as-nand",
        Q,
        _gate("XOR", "return AND(NAND(x1, x2), NAND(x1, x2))"),
        Text(
            "Your XOR answers as NAND does: for (0, 0) it has to give 0.",
            "XOR의 답이 NAND와 같습니다. (0, 0)에서는 0이어야 합니다.",
        ),
    ),
    WrongAnswer(
        "xor-difference",
        Q,
        _gate("XOR", "return x1 - x2"),
        Text(
            "Your XOR returns the difference of the inputs, which is -1 for one of the pairs.",
            "두 입력의 차는 어떤 쌍에서는 -1이 됩니다.",
        ),
    ),
    WrongAnswer(
        "xor-one-side",
        Q,
        _gate("XOR", "return AND(x1, NAND(x1, x2))"),
        Text(
            "Your XOR handles only one of the two cases: it also has to give 1 where `x2` alone is "
            "1.",
            "XOR가 두 경우 가운데 하나만 처리합니다. `x2`만 1일 때도 1이어야 합니다.",
        ),
    ),
    WrongAnswer(
        "xor-never",
        Q,
        _gate("XOR", "return AND(AND(x1, x2), NAND(x1, x2))"),
        Text(
            "Your XOR never outputs 1: the two gates of its first layer are never both 1.",
            "XOR가 한 번도 활성화하지 않습니다. 첫 번째 층의 두 게이트가 함께 1이 되는 경우가 없습니다.",
        ),
    ),
    WrongAnswer(
        "xor-both-zero",
        Q,
        _gate("XOR", "return AND(NAND(x1, x2), 1 - OR(x1, x2))"),
        Text(
            "Your XOR gives 1 only where both inputs are 0.",
            "XOR가 두 입력이 모두 0일 때만 1을 냅니다.",
        ),
    ),
    WrongAnswer(
        "xor-print",
        Q,
        _gate("XOR", "print(AND(NAND(x1, x2), OR(x1, x2)))"),
        Text(
            "Your XOR returns nothing: is a `return` missing in it, or in a gate that it calls?",
            "XOR가 아무것도 반환하지 않습니다. XOR나 그 안에서 호출하는 게이트에 `return`이 빠지지 "
            "않았습니까?",
        ),
    ),
    WrongAnswer(
        "xor-pair",
        Q,
        _gate("XOR", "return NAND(x1, x2), OR(x1, x2)"),
        Text(
            "Your XOR returns the two answers of its first layer; the second layer is missing.",
            "XOR가 첫 번째 층의 두 답을 반환합니다. 두 번째 층이 빠졌습니다.",
        ),
    ),
    WrongAnswer(
        "xor-gates-not-called",
        Q,
        _gate("XOR", "return AND(NAND, OR)"),
        Text(
            "Your XOR passes the gate functions themselves, not their results: call each gate with "
            "its inputs.",
            "XOR가 게이트의 답이 아니라 게이트 자체를 다른 게이트에 넘깁니다. 함수는 입력을 주어 "
            "호출해야 합니다.",
        ),
    ),
]
