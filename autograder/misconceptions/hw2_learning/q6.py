"""Wrong answers to question 6: gradient descent."""

from autograder.misconceptions import WrongAnswer, returns_nothing
from autograder.text import Text

Q = "q6_gradient_descent"


def _walk(
    step: str = "x -= lr * numerical_gradient(f, x)",
    *,
    start: str = "x = init_x.copy()",
    loop: str = "for _ in range(step_num):",
    end: str = "return x",
    head: str = "f, init_x, lr=0.01, step_num=100",
) -> str:
    """Return the reference's loop with one part replaced."""
    return f"""
        def gradient_descent({head}):
            {start}
            {loop}
                {step}
            {end}
        """


WRONG = [
    WrongAnswer(
        "descent-ascent",
        Q,
        _walk("x += lr * numerical_gradient(f, x)"),
        Text(
            "Your steps go uphill: the gradient points to where f grows.",
            "오르막을 오르고 있습니다. 기울기는 f가 커지는 쪽을 가리킵니다.",
        ),
        "sign",
    ),
    WrongAnswer(
        "descent-no-lr",
        Q,
        _walk("x -= numerical_gradient(f, x)"),
        Text(
            "The learning rate has no effect on your steps.",
            "학습률이 갱신에 아무런 영향을 주지 않습니다.",
        ),
    ),
    WrongAnswer(
        "descent-fixed-lr",
        Q,
        _walk("x -= 0.01 * numerical_gradient(f, x)"),
        Text(
            "Your learning rate is fixed in the code; use the one that is given.",
            "학습률을 코드 안에 고정해 두었습니다. 주어진 값을 쓰십시오.",
        ),
    ),
    WrongAnswer(
        "descent-fixed-lr-01",
        Q,
        _walk("x -= 0.1 * numerical_gradient(f, x)"),
        Text(
            "Your learning rate is fixed in the code; use the one that is given.",
            "학습률을 코드 안에 고정해 두었습니다. 주어진 값을 쓰십시오.",
        ),
        "left over from the example",
    ),
    WrongAnswer(
        "descent-lr-squared",
        Q,
        _walk("x -= lr * lr * numerical_gradient(f, x)"),
        Text("You multiply by the learning rate twice.", "학습률을 두 번 곱합니다."),
    ),
    WrongAnswer(
        "descent-lr-divided",
        Q,
        _walk("x -= numerical_gradient(f, x) / lr"),
        Text(
            "You divide by the learning rate: the smaller it is, the longer your steps are.",
            "학습률로 나누고 있습니다. 그러면 학습률이 작을수록 더 크게 움직입니다.",
        ),
    ),
    WrongAnswer(
        "descent-half-lr",
        Q,
        _walk("x -= 0.5 * lr * numerical_gradient(f, x)"),
        Text(
            "Your steps are half as long as they should be.",
            "움직이는 거리가 올바른 거리의 절반밖에 되지 않습니다.",
        ),
    ),
    WrongAnswer(
        "descent-twice-lr",
        Q,
        _walk("x -= 2 * lr * numerical_gradient(f, x)"),
        Text(
            "Your steps are twice as long as they should be.",
            "움직이는 거리가 올바른 거리의 두 배나 됩니다.",
        ),
    ),
    WrongAnswer(
        "descent-decaying-lr",
        Q,
        """
        def gradient_descent(f, init_x, lr=0.01, step_num=100):
            x = init_x.copy()
            for i in range(step_num):
                x -= lr / (i + 1) * numerical_gradient(f, x)
            return x
        """,
        Text(
            "Your learning rate shrinks from step to step; here it should stay the same.",
            "갱신할 때마다 학습률이 줄어듭니다. 여기서는 학습률이 변하지 않습니다.",
        ),
        "schedules of other courses",
    ),
    WrongAnswer(
        "descent-one-more",
        Q,
        _walk(loop="for _ in range(step_num + 1):"),
        Text(
            "You make one step too many: count how often your loop runs.",
            "갱신 횟수가 한 번 더 많습니다.",
        ),
        "off by one",
    ),
    WrongAnswer(
        "descent-one-less",
        Q,
        _walk(loop="for _ in range(step_num - 1):"),
        Text(
            "You make one step too few: look at the range of your loop.",
            "갱신 횟수가 한 번 모자랍니다.",
        ),
        "off by one",
        family="descent-step-missing",
    ),
    WrongAnswer(
        "descent-from-one",
        Q,
        _walk(loop="for _ in range(1, step_num):"),
        Text(
            "You make one step too few: count how often your loop runs.",
            "갱신 횟수가 한 번 모자랍니다. 반복문이 몇 번 도는지 세어 보십시오.",
        ),
        "off by one",
        family="descent-step-missing",
    ),
    WrongAnswer(
        "descent-one-step",
        Q,
        _walk("x -= lr * numerical_gradient(f, x)\n                return x"),
        Text(
            "You make only one step: the `return` is inside the loop.",
            "갱신을 한 번만 합니다. `return` 문이 반복문 안에 있습니다.",
        ),
        "indentation",
        family="descent-single-step",
    ),
    WrongAnswer(
        "descent-no-loop",
        Q,
        """
        def gradient_descent(f, init_x, lr=0.01, step_num=100):
            x = init_x.copy()
            x -= lr * numerical_gradient(f, x)
            return x
        """,
        Text(
            "You make only one step: where is the loop?",
            "갱신을 한 번만 합니다. 반복문은 어디에 있습니까?",
        ),
        family="descent-single-step",
    ),
    WrongAnswer(
        "descent-hundred-steps",
        Q,
        _walk(loop="for _ in range(100):"),
        Text(
            "You always make 100 steps; step_num says how many.",
            "항상 100번 갱신합니다. 몇 번인지는 step_num이 정합니다.",
        ),
        "left over from the example",
    ),
    WrongAnswer(
        "descent-stops-early",
        Q,
        """
        def gradient_descent(f, init_x, lr=0.01, step_num=100):
            x = init_x.copy()
            for _ in range(step_num):
                gradient = numerical_gradient(f, x)
                if np.linalg.norm(gradient) < 1e-1:
                    break
                x -= lr * gradient
            return x
        """,
        Text(
            "You stop as soon as the slope is small; make exactly step_num steps.",
            "기울기가 작아지면 바로 멈춥니다. 정확히 step_num번 갱신해야 합니다.",
        ),
        "early stopping",
    ),
    WrongAnswer(
        "descent-stops-early-f",
        Q,
        """
        def gradient_descent(f, init_x, lr=0.01, step_num=100):
            x = init_x.copy()
            for _ in range(step_num):
                before = f(x)
                step = x - lr * numerical_gradient(f, x)
                if f(step) >= before:
                    break
                x = step
            return x
        """,
        Text(
            "You stop when f no longer falls; make exactly step_num steps, wherever they lead.",
            "f가 더 줄어들지 않으면 멈춥니다. 어디로 가게 되든 정확히 step_num번 갱신해야 합니다.",
        ),
        "early stopping",
    ),
    WrongAnswer(
        "descent-in-place",
        Q,
        _walk(start="x = init_x"),
        Text(
            "init_x is changed: `x = init_x` is not a copy, only a second name for the same array.",
            "init_x가 바뀝니다. `x = init_x` 문은 복사가 아니라 같은 배열에 이름을 하나 더 붙일 "
            "뿐입니다.",
        ),
        "the book, section 4.4.1",
        family="descent-init-changed",
    ),
    WrongAnswer(
        "descent-in-place-slice",
        Q,
        _walk(start="x = init_x[:]"),
        Text(
            "init_x is changed: for an array, `[:]` makes a view, not a copy.",
            "init_x가 바뀝니다. 배열에 쓴 `[:]` 슬라이스는 복사본이 아니라 뷰를 만듭니다.",
        ),
        "habits from lists",
        family="descent-init-changed",
    ),
    WrongAnswer(
        "descent-asarray",
        Q,
        _walk(start="x = np.asarray(init_x, dtype=float)"),
        Text(
            "init_x is changed: `np.asarray` does not copy what is already an array of this type.",
            "init_x가 바뀝니다. `np.asarray` 함수는 이미 이 자료형의 배열인 것을 복사하지 "
            "않습니다.",
        ),
        family="descent-init-changed",
    ),
    WrongAnswer(
        "descent-history-aliased",
        Q,
        """
        def gradient_descent(f, init_x, lr=0.01, step_num=100):
            x = init_x.copy()
            x_history = []
            for _ in range(step_num):
                x_history.append(x)
                x -= lr * numerical_gradient(f, x)
            return x, np.array(x_history)
        """,
        Text(
            "All positions in your history are the last one: each entry is the same array, which "
            "keeps changing.",
            "이동 기록의 모든 위치가 마지막 위치와 같습니다. 기록한 것이 전부 같은 배열이고, 그 "
            "배열이 계속 바뀝니다.",
        ),
        "the book, section 4.4.1, without its copy",
    ),
    WrongAnswer(
        "descent-history-last-only",
        Q,
        """
        def gradient_descent(f, init_x, lr=0.01, step_num=100):
            x = init_x.copy()
            for _ in range(step_num):
                x_history = [x.copy()]
                x -= lr * numerical_gradient(f, x)
            return x, np.array(x_history)
        """,
        Text(
            "Your history holds only one position: you start a new list at each step.",
            "이동 기록에 위치가 하나뿐입니다. 갱신할 때마다 리스트를 새로 만듭니다.",
        ),
    ),
    WrongAnswer(
        "descent-history-of-f",
        Q,
        """
        def gradient_descent(f, init_x, lr=0.01, step_num=100):
            x = init_x.copy()
            x_history = []
            for _ in range(step_num):
                x_history.append(f(x))
                x -= lr * numerical_gradient(f, x)
            return x, np.array(x_history)
        """,
        Text(
            "Your history holds values of f; it should hold the positions that x passes through.",
            "이동 기록에 f의 값이 들어 있습니다. 기록해야 할 것은 지나온 위치입니다.",
        ),
    ),
    WrongAnswer(
        "descent-history-first",
        Q,
        """
        def gradient_descent(f, init_x, lr=0.01, step_num=100):
            x = init_x.copy()
            x_history = []
            for _ in range(step_num):
                x_history.append(x.copy())
                x -= lr * numerical_gradient(f, x)
            return np.array(x_history), x
        """,
        Text(
            "The history comes first in your result; the final x should come first.",
            "결과에서 이동 기록이 먼저 옵니다. 먼저 와야 하는 것은 마지막 x입니다.",
        ),
    ),
    WrongAnswer(
        "descent-history-only",
        Q,
        """
        def gradient_descent(f, init_x, lr=0.01, step_num=100):
            x = init_x.copy()
            x_history = []
            for _ in range(step_num):
                x -= lr * numerical_gradient(f, x)
                x_history.append(x.copy())
            return np.array(x_history)
        """,
        Text(
            "You return all positions on the way, but the final x is missing in front of them.",
            "지나온 위치를 모두 반환하지만 그 앞에 있어야 할 마지막 x가 없습니다.",
        ),
    ),
    WrongAnswer(
        "descent-one-gradient",
        Q,
        _walk(
            "x -= lr * gradient",
            start="x = init_x.copy()\n            gradient = numerical_gradient(f, x)",
        ),
        Text(
            "You use one gradient for all steps; each step needs the gradient at the current "
            "position.",
            "기울기 하나를 모든 갱신에 씁니다. 갱신할 때마다 그때의 위치에서 구한 기울기가 "
            "필요합니다.",
        ),
        family="descent-stale-gradient",
    ),
    WrongAnswer(
        "descent-gradient-at-start",
        Q,
        _walk("x -= lr * numerical_gradient(f, init_x.copy())"),
        Text(
            "You always take the gradient at init_x; each step needs the gradient at the current "
            "position.",
            "항상 init_x에서 기울기를 구합니다. 갱신할 때마다 그때의 위치에서 구한 기울기가 "
            "필요합니다.",
        ),
        family="descent-stale-gradient",
    ),
    WrongAnswer(
        "descent-from-start",
        Q,
        _walk("x = init_x - lr * numerical_gradient(f, x)"),
        Text(
            "Each step starts from init_x again instead of from the current position.",
            "그때까지 온 위치가 아니라 매번 init_x에서 다시 출발합니다.",
        ),
    ),
    WrongAnswer(
        "descent-assigned",
        Q,
        _walk("x = -lr * numerical_gradient(f, x)"),
        Text(
            "Your step replaces x instead of changing it: the old position is lost.",
            "갱신할 때 x를 조금씩 바꾸지 않고 아예 새 값으로 바꿔 버립니다. 그래서 이전 위치가 "
            "사라집니다.",
        ),
        "`=-` instead of `-=`",
    ),
    WrongAnswer(
        "descent-f-value",
        Q,
        _walk("x -= lr * f(x)"),
        Text(
            "You subtract the value of f; a step should follow the gradient of f.",
            "f의 값을 뺐습니다. 갱신은 f의 기울기를 따라가야 합니다.",
        ),
    ),
    WrongAnswer(
        "descent-sign-only",
        Q,
        _walk("x -= lr * np.sign(numerical_gradient(f, x))"),
        Text(
            "All your steps are equally long: only the sign of the gradient is used.",
            "움직이는 거리가 항상 똑같습니다. 기울기의 부호만 쓰고 있습니다.",
        ),
    ),
    WrongAnswer(
        "descent-normalised",
        Q,
        """
        def gradient_descent(f, init_x, lr=0.01, step_num=100):
            x = init_x.copy()
            for _ in range(step_num):
                gradient = numerical_gradient(f, x)
                x -= lr * gradient / np.linalg.norm(gradient)
            return x
        """,
        Text(
            "All your steps are equally long: the gradient is scaled to length 1 first.",
            "움직이는 거리가 항상 똑같습니다. 먼저 기울기의 크기를 1로 맞추고 있습니다.",
        ),
    ),
    WrongAnswer(
        "descent-clipped",
        Q,
        _walk("x -= lr * np.clip(numerical_gradient(f, x), -1, 1)"),
        Text(
            "Where f is steep, you cut off the gradient before the step; use all of it, however "
            "large it is.",
            "f가 가파른 곳에서 기울기를 잘라 낸 다음 갱신합니다. 기울기가 아무리 커도 전부 써야 "
            "합니다.",
        ),
        "gradient clipping of other courses",
    ),
    WrongAnswer(
        "descent-clipped-length",
        Q,
        _walk("x -= lr * (g := numerical_gradient(f, x)) / max(1.0, np.linalg.norm(g))"),
        Text(
            "Where f is steep, you scale the gradient down to length 1 before the step; use all of "
            "it, however long it is.",
            "f가 가파른 곳에서 기울기의 크기를 1로 줄인 다음 갱신합니다. 기울기가 아무리 커도 전부 "
            "써야 합니다.",
        ),
        "gradient clipping of other courses",
    ),
    WrongAnswer(
        "descent-one-coordinate",
        Q,
        _walk("x[0] -= lr * numerical_gradient(f, x)[0]"),
        Text("Only the first coordinate moves.", "첫 번째 좌표만 움직입니다."),
    ),
    WrongAnswer(
        "descent-coordinate-wise",
        Q,
        """
        def gradient_descent(f, init_x, lr=0.01, step_num=100):
            x = init_x.copy()
            for _ in range(step_num):
                for i in range(len(x)):
                    x[i] -= lr * numerical_gradient(f, x)[i]
            return x
        """,
        Text(
            "You move the coordinates one after another, each with a new gradient; a step should "
            "move all of them at once.",
            "좌표마다 기울기를 새로 구해 하나씩 차례로 움직입니다. 한 번의 갱신에서는 모든 좌표가 "
            "한꺼번에 움직여야 합니다.",
        ),
    ),
    WrongAnswer(
        "descent-hard-coded",
        Q,
        _walk("x -= lr * 2 * x"),
        Text(
            "Your gradient is that of one particular function; use numerical_gradient, which "
            "works for any f.",
            "특정한 함수 하나에만 맞는 기울기입니다. 어떤 f에도 통하는 numerical_gradient를 "
            "쓰십시오.",
        ),
        "left over from the example",
    ),
    WrongAnswer(
        "descent-other-defaults",
        Q,
        _walk(head="f, init_x, lr=0.1, step_num=100"),
        Text(
            "The default value of the learning rate in your function is not the one in the "
            "question.",
            "작성한 함수에서 학습률의 기본값이 문제에 적힌 것과 다릅니다.",
        ),
    ),
    WrongAnswer(
        "descent-default-steps",
        Q,
        _walk(head="f, init_x, lr=0.01, step_num=1000"),
        Text(
            "The default value of step_num in your function is not the one in the question.",
            "작성한 함수에서 반복 횟수의 기본값이 문제에 적힌 것과 다릅니다.",
        ),
    ),
    WrongAnswer(
        "descent-swapped-parameters",
        Q,
        _walk(head="f, init_x, step_num=100, lr=0.01"),
        Text(
            "The parameters lr and step_num are in the wrong order.",
            "매개변수 가운데 lr과 step_num의 순서가 뒤바뀌었습니다.",
        ),
    ),
    WrongAnswer(
        "descent-no-defaults",
        Q,
        _walk(head="f, init_x, lr, step_num"),
        Text(
            "lr and step_num have no default values in your function.",
            "작성한 함수에 lr과 step_num의 기본값이 없습니다.",
        ),
    ),
    WrongAnswer(
        "descent-print",
        Q,
        _walk(end="print(x)"),
        returns_nothing("function", "a final x that is", "함수가", "마지막 x를"),
    ),
    WrongAnswer(
        "descent-returns-f",
        Q,
        _walk(end="return f(x)"),
        Text(
            "You return the value of f at the end; return the position x.",
            "마지막에 f의 값을 반환합니다. 반환해야 하는 것은 위치 x입니다.",
        ),
    ),
    WrongAnswer(
        "descent-returns-start",
        Q,
        _walk("init_x = init_x - lr * numerical_gradient(f, init_x)"),
        Text(
            "You return the position where you started: your steps change another variable.",
            "출발한 위치를 반환합니다. 정작 움직이는 것은 다른 변수입니다.",
        ),
    ),
    WrongAnswer(
        "descent-momentum",
        Q,
        """
        def gradient_descent(f, init_x, lr=0.01, step_num=100):
            x = init_x.copy()
            v = np.zeros_like(x)
            for _ in range(step_num):
                v = 0.9 * v - lr * numerical_gradient(f, x)
                x += v
            return x
        """,
        Text(
            "This is gradient descent with momentum; the plain one does not use its last step.",
            "모멘텀을 쓴 경사 하강법입니다. 기본 경사 하강법은 바로 앞의 갱신을 기억하지 않습니다.",
        ),
        "the book's chapter 6",
    ),
    WrongAnswer(
        "descent-best-seen",
        Q,
        """
        def gradient_descent(f, init_x, lr=0.01, step_num=100):
            x = init_x.copy()
            best = x.copy()
            for _ in range(step_num):
                x -= lr * numerical_gradient(f, x)
                if f(x) < f(best):
                    best = x.copy()
            return best
        """,
        Text(
            "You return the best position on the way; return the last one.",
            "지나온 위치 가운데 가장 좋은 곳을 반환합니다. 반환해야 하는 것은 마지막 위치입니다.",
        ),
    ),
    WrongAnswer(
        "descent-list",
        Q,
        _walk(end="return list(x)"),
        Text(
            "You return a list; return an array.",
            "리스트를 반환합니다. 반환해야 하는 것은 배열입니다.",
        ),
    ),
]
