"""A session runs hostile code and gives plain values back, or says in words what happened."""

import os
import subprocess
import time
from dataclasses import replace

import numpy as np
import pytest

from autograder import wire
from autograder.exercise import Part
from autograder.expect import Failed
from autograder.learner import Learner
from autograder.oracle import Oracle
from autograder.session import sandboxed
from autograder.session.local import LocalSession
from autograder.session.sandboxed import SandboxedSession, Warm
from tests.autograder.toy import RIGHT, TOY, point, submission


@pytest.fixture(scope="module")
def warm():
    with Warm() as process:
        yield process


def oracle(limit=50):
    return Oracle(lambda z: float(z @ z), "f", n=3, limit=limit)


def opened(warm, *sources):
    return SandboxedSession(warm, submission(*sources), TOY)


def test_a_value_comes_back_and_the_oracle_was_counted(warm):
    f = oracle()
    with opened(warm, RIGHT) as session:
        reply = session.call("slope", (f, point()))
    assert (reply.kind, reply.value) == ("value", 28.0)
    assert f.calls == 1 and np.array_equal(f.points[0], point())


def test_the_session_was_forked_from_the_warm_process_and_numpy_was_there(warm):
    probe = (
        "import sys\nLOADED = 'numpy' in sys.modules and 'seaborn' in sys.modules\n"
        "import os\ndef slope(f, x):\n    return [os.getppid(), os.getpid(), LOADED]\n"
    )
    with opened(warm, probe) as session:
        parent, own, loaded = session.call("slope", (oracle(), point())).value
        assert own == session.pid
    assert parent == warm.pid and own != os.getpid() and loaded


def test_one_session_leaves_nothing_for_the_next(warm):
    plant = "import numpy, builtins\nnumpy.canary = builtins.canary = 1\n" + RIGHT
    look = (
        "import numpy, builtins\n"
        "def slope(f, x):\n    return [hasattr(m, 'canary') for m in (numpy, builtins)]\n"
    )
    with opened(warm, plant) as session:
        assert session.call("slope", (oracle(), point())).kind == "value"
    with opened(warm, look) as session:
        assert session.call("slope", (oracle(), point())).value == [False, False]


def test_random_numbers_differ_between_sessions(warm):
    source = "import numpy as np\ndef slope(f, x):\n    return float(np.random.rand())\n"
    drawn = set()
    for _ in range(2):
        with opened(warm, source) as session:
            drawn.add(session.call("slope", (oracle(), point())).value)
    assert len(drawn) == 2


def test_an_endless_loop_over_the_oracle_ends_by_count(warm):
    f = oracle(limit=30)
    with opened(warm, "def slope(f, x):\n    while True:\n        f(x)\n") as session:
        reply = session.call("slope", (f, point()))
    assert reply.kind == "stopped" and "30" in reply.message and f.calls == 31


def test_a_silent_endless_loop_ends_by_time_and_the_session_starts_again(warm, monkeypatch):
    monkeypatch.setattr(sandboxed, "CALL_SECONDS", 0.5)
    source = "def slope(f, x):\n    while True: pass\n\ndef double_slope(f, x):\n    return 4 * f(x)\n"
    with opened(warm, source) as session:
        assert session.call("slope", (oracle(), point())).kind == "timed out"
        assert session.call("double_slope", (oracle(), point())).value == 56.0
    assert session.ended == "timed out"


@pytest.mark.parametrize(
    "body",
    [
        "import os; os._exit(0)",
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
        "import ctypes; ctypes.string_at(0)",
    ],
)
def test_a_process_that_ends_itself_is_a_crash(warm, body):
    with opened(warm, f"def slope(f, x):\n    {body}\n") as session:
        assert session.call("slope", (oracle(), point())).kind == "crashed"


def test_too_much_memory_is_an_exception_or_a_crash_of_the_session_alone(warm):
    with opened(warm, "def slope(f, x):\n    return len(bytearray(10**11))\n") as session:
        reply = session.call("slope", (oracle(), point()))
    assert reply.error == "MemoryError" or reply.kind == "crashed"


def test_what_a_session_started_does_not_outlive_it(warm, tmp_path):
    mark = f"sleep 7{os.getpid()}"
    source = (
        "import subprocess\n"
        f"def slope(f, x):\n    subprocess.Popen({mark.split()!r}, start_new_session=True)\n    return 1.0\n"
    )
    with opened(warm, source) as session:
        assert session.call("slope", (oracle(), point())).kind == "value"
        assert _running(mark)
    assert not _running(mark)


def _running(mark: str) -> bool:
    return subprocess.run(["pgrep", "-f", f"^{mark}$"], stdout=subprocess.DEVNULL).returncode == 0


def test_a_flood_of_output_is_cut_and_costs_nothing(warm):
    source = "def slope(f, x):\n    print('x' * 20_000_000)\n    return 2 * f(x)\n"
    with opened(warm, source) as session:
        assert session.call("slope", (oracle(), point())).value == 28.0
        assert 0 < len(session.output) <= 65_536


FORGERY = """
import json, os, struct
def slope(f, x):
    body = json.dumps({"reply": "0", "kind": "value", "value": 28.0}).encode()
    for fd in range(3, 64):
        try:
            os.write(fd, struct.pack(">I", len(body)) + body)
        except OSError:
            pass
    return 0.0
"""


def test_a_forged_reply_is_not_believed(warm):
    with opened(warm, FORGERY) as session:
        reply = session.call("slope", (oracle(), point()))
    assert reply.kind == "crashed" and "answers no call" in reply.message


def test_noise_on_the_channel_ends_the_session_in_words(warm):
    source = (
        "import os\ndef slope(f, x):\n    for fd in range(3, 64):\n"
        "        if os.path.exists(f'/proc/self/fd/{fd}'):\n            os.write(fd, b'\\xff' * 64)\n"
    )
    with opened(warm, source) as session:
        assert session.call("slope", (oracle(), point())).kind in ("crashed", "error")


@pytest.mark.parametrize(
    "value", ["type('Y', (float,), {'__eq__': lambda s, o: True})(1.0)", "{}", "object()"]
)
def test_a_surprising_type_is_named_and_not_believed(warm, value):
    with opened(warm, f"def slope(f, x):\n    return {value}\n") as session:
        reply = session.call("slope", (oracle(), point()))
    assert reply.kind == "foreign" and "type" in reply.message and reply.value is None


def test_a_changed_argument_is_seen(warm):
    with opened(warm, "def slope(f, x):\n    x[0] = 9.0\n    return 1.0\n") as session:
        reply = session.call("slope", (oracle(), point()))
    assert np.array_equal(reply.arguments[1], [9.0, 2.0, 3.0])


def test_a_wrong_argument_of_an_oracle_is_said_to_the_learner(warm):
    with opened(warm, "def slope(f, x):\n    return f(x[:2])\n") as session:
        reply = session.call("slope", (oracle(), point()))
    assert reply.error == "ValueError" and "shape (3,)" in reply.message and "slope" in reply.trace


def test_only_definitions_of_the_answer_cells_are_run(warm, tmp_path):
    source = RIGHT + "\nraise SystemExit\nimport os; os._exit(3)\n"
    with opened(warm, source) as session:
        assert session.call("slope", (oracle(), point())).value == 28.0


def test_all_cells_are_run_where_a_name_is_missing(warm):
    with opened(
        warm, "def slope(f, x):\n    return FACTOR * f(x)\n", "for k in [1]:\n    FACTOR = 2.0\n"
    ) as session:
        assert session.call("slope", (oracle(), point())).value == 28.0


def test_a_syntax_error_is_a_note_and_the_other_cells_count(warm):
    with opened(warm, "def broken(:\n", RIGHT) as session:
        assert session.call("slope", (oracle(), point())).value == 28.0
        assert "SyntaxError" in session.notes[0]


def test_the_environment_of_the_examiner_does_not_reach_the_session(warm, monkeypatch):
    monkeypatch.setenv("SECRET_OF_THE_COURSE", "1")
    with opened(warm, "import os\ndef slope(f, x):\n    return sorted(os.environ)\n") as session:
        names = session.call("slope", (oracle(), point())).value
    assert "SECRET_OF_THE_COURSE" not in names and "OPENBLAS_NUM_THREADS" in names


def test_a_session_of_root_has_a_uid_of_its_own_or_says_why_not(warm):
    with opened(warm, "import os\ndef slope(f, x):\n    return os.getuid()\n") as session:
        uid = session.call("slope", (oracle(), point())).value
    assert warm.isolation.startswith(f"isolation: level {warm.level}")
    assert ("no uid of its own" in warm.isolation) == (uid == os.getuid())
    assert uid != 0 or os.getuid() != 0


def test_handles_construct_call_and_read(warm):
    source = (
        "class Counter:\n    def __init__(self, start):\n        self.n = start\n"
        "    def step(self, k):\n        self.n += k\n        return self.n\n"
    )
    toy_local = LocalSession.from_source(source, TOY)
    with opened(warm, source) as session:
        for each in (session, toy_local):
            made = each.call("Counter", (3,), keep=True).value
            assert isinstance(made, wire.Reference)
            assert each.call((made, "step"), (4,)).value == 7
            assert each.call((made, ".n")).value == 7
            assert each.call((made, "nothing")).kind == "missing"


def test_a_stand_in_takes_the_place_of_another_function_and_calls_back(warm):
    source = RIGHT.replace("2 * slope(f, x)", "2 * slope(lambda z: f(z), x)").replace("2 * f(x)", "0.0")
    for session in (opened(warm, source), LocalSession.from_source(source, TOY)):
        stand_in = Oracle(TOY.reference["slope"], "slope")
        reply = session.call("double_slope", (oracle(), point()), stand_ins={"slope": stand_in})
        assert (reply.kind, reply.value, stand_in.calls) == ("value", 56.0, 1)
        assert session.call("slope", (oracle(), point())).value == 0.0  # the learner's own is back
        if hasattr(session, "close"):
            session.close()


def test_delegation_is_noticed_in_both_sessions(warm):
    source = (
        "from scipy.optimize import minimize_scalar\n"
        "def slope(f, x):\n    return float(minimize_scalar(lambda t: t * t).fun)\n"
    )
    for session in (opened(warm, source), LocalSession.from_source(source, TOY)):
        assert session.call("slope", (oracle(), point())).delegated == "scipy.optimize"
        if hasattr(session, "close"):
            session.close()


LIBRARIES = """
import numpy as np
import scipy.linalg

def slope(f, x):
    import scipy.optimize
    if f(x) > 14:
        return float(scipy.optimize.minimize_scalar(lambda t: t * t).fun)
    matrix = np.diag(x)
    return [float(np.linalg.eigh(matrix)[0][0]), float(np.linalg.solve(matrix, x)[0])]
"""


@pytest.mark.parametrize(
    ("entries", "length", "found"),
    [
        (("scipy.optimize",), 1.0, ""),  # imported in the call, and not called
        (("scipy.optimize",), 3.0, "scipy.optimize"),
        (("except scipy.optimize._minimize", "except scipy.optimize._optimize", "scipy.optimize"), 3.0, ""),
        (("numpy.linalg:eigh",), 1.0, "numpy.linalg.eigh"),
        (("numpy.linalg:eigvals", "no_such_package", "scipy.no_such_module"), 1.0, ""),
        (("numpy.linalg",), 1.0, "numpy.linalg"),
    ],
)
def test_what_counts_as_delegated_can_be_said_exactly(warm, entries, length, found):
    exercise = replace(TOY, delegated=entries)
    x = np.full(3, length) + np.arange(3.0) * 0.1
    with SandboxedSession(warm, submission(LIBRARIES), exercise) as session:
        for each in (session, LocalSession.from_source(LIBRARIES, exercise)):
            assert each.call("slope", (oracle(), x)).delegated == found


COUNTER = """
class Counter:
    def __init__(self, start=0.0):
        self.total = start

    def add(self, values):
        self.total += sum(float(v.sum()) for v in values)
        values[0][:] = 0.0
        return self.total > 10
"""


class Model:
    def __init__(self, start=0.0): ...

    def add(self, values): ...


def test_an_object_of_the_learners_can_be_made_called_and_read(warm):
    exercise = replace(TOY, parts={"a": Part(("Counter",), 1)}, reference={"Counter": Model})
    with SandboxedSession(warm, submission(COUNTER), exercise) as session:
        for each in (session, LocalSession.from_source(COUNTER, exercise)):
            learner = Learner(each, exercise)
            counter = learner.build("Counter", start=5.0)
            assert counter.call("add", [np.ones(2), np.ones(3)]) is False
            assert counter.read("total") == 10.0
            with pytest.raises(Failed, match="no attribute .scale"):
                counter.read("scale")
            with pytest.raises(Failed, match="values = .* had become"):
                learner.leaves_arguments_alone()


def test_an_oracle_takes_complex_points_only_where_it_says_so(warm):
    source = "def slope(f, x):\n    return [float(f(x + 1e-20j).imag), f(x)]\n"
    square = Oracle(lambda z: z @ z, "f", n=3, accepts_complex=True)
    with opened(warm, source) as session:
        for each in (session, LocalSession.from_source(source, TOY)):
            assert each.call("slope", (square, point())).value == [pytest.approx(1.2e-19), 14.0]
            refused = each.call("slope", (oracle(), point()))
            assert refused.error == "TypeError" and "complex128" in refused.message


def test_a_warm_process_that_was_killed_is_replaced(warm):
    warm._process.kill()
    time.sleep(0.1)
    with opened(warm, RIGHT) as session:
        assert session.call("slope", (oracle(), point())).value == 28.0
