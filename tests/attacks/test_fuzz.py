"""Notebook files at random: every one ends in a status and none in a traceback.

``FUZZ_DOCUMENTS`` says how many documents are tried (300 where it is not set).
"""

import copy
import json
import os

import hypothesis
import nbformat
import pytest
from hypothesis import strategies as st

from autograder import submission
from autograder.examine import grade
from autograder.session.channel import Closed
from autograder.session.sandboxed import Warm
from demo import classroom
from tests.attacks.stage import HERE, budget

DOCUMENTS = int(os.environ.get("FUZZ_DOCUMENTS", "300"))
STATUSES = {"graded", "unanswered", "timed out", "crashed", "unreadable"}
RELEASED = nbformat.read(HERE.parents[1] / "exercises" / "ex01_armijo.ipynb", as_version=4)
REAL = json.loads(nbformat.writes(classroom.filled(RELEASED, {"a": classroom.FULL_STEP})))
EVERY = 20  # of the documents that can be read, one in so many is run

odd = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(
        ["ex01-a", "ex01-a-check", "ex99-a", "code", "markdown", "def (", "import os\n", "\ud800"]
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)


def places(document, path=()):
    """Yield the path of every value in a document."""
    yield path
    entries = document.items() if isinstance(document, dict) else enumerate(document)
    for key, value in entries:
        if isinstance(value, (dict, list)):
            yield from places(value, (*path, key))
        else:
            yield (*path, key)


PLACES = sorted(places(REAL), key=repr)


def changed(document, path, value, how):
    """Return the document with one value replaced, taken away, doubled or exchanged."""
    if not path:
        return value
    holder = document
    try:
        for key in path[:-1]:
            holder = holder[key]
        if how == "replace":
            holder[path[-1]] = value
        elif how == "remove":
            del holder[path[-1]]
        elif how == "double" and isinstance(holder, list):
            holder.append(holder[path[-1]])
        elif how == "rename" and isinstance(holder, dict):
            holder[str(value)] = holder.pop(path[-1])
    except (KeyError, IndexError, TypeError):
        pass  # an earlier change took the place away
    return document


@st.composite
def files(draw):
    """Draw the bytes of a notebook file: a real one, its JSON changed at a few places, then its bytes."""
    document = copy.deepcopy(REAL)
    hows = st.sampled_from(["replace", "remove", "double", "rename"])
    for _ in range(draw(st.integers(0, 4))):
        document = changed(document, draw(st.sampled_from(PLACES)), draw(odd), draw(hows))
    content = json.dumps(document).encode("utf-8", "surrogatepass")
    if draw(st.integers(0, 3)) == 0:
        start = draw(st.integers(0, len(content)))
        end = start + draw(st.sampled_from([0, 1, 5, 1000, len(content)]))
        content = content[:start] + draw(st.binary(max_size=12)) + content[end:]
    return content


class Reluctant:
    """Counts the processes that are asked for, and starts one now and then."""

    isolation = "isolation: whatever there is"

    def __init__(self, warm):
        self.warm = warm
        self.asked = self.documents = 0
        self.statuses = set()

    def open(self):
        self.asked += 1
        if self.documents % EVERY:
            raise Closed
        return self.warm.open()

    def end(self):
        return self.warm.end()

    def after_an_abnormal_end(self):
        pass


@pytest.fixture(scope="module")
def reluctant():
    with Warm() as warm:
        yield Reluctant(warm)


def test_every_document_ends_in_a_status(reluctant, tmp_path):
    path = tmp_path / "ex01_armijo.ipynb"

    @hypothesis.settings(
        max_examples=DOCUMENTS, deadline=None, suppress_health_check=list(hypothesis.HealthCheck)
    )
    @hypothesis.given(files())
    def fuzz(content):
        reluctant.documents += 1
        path.write_bytes(content)
        before = reluctant.asked
        with budget(30):
            result = grade(path, "ex01", 1, reluctant)
        reluctant.statuses.add(result.status)
        assert result.status in STATUSES, result.reason
        assert 0 <= result.marks <= 0.25
        assert "Traceback" not in result.reason
        assert (result.status == "unreadable") == isinstance(reading(path), str)
        if result.status == "unreadable":
            assert reluctant.asked == before, "no process is started for a file that cannot be read"
            assert result.reason

    fuzz()
    assert reluctant.documents >= DOCUMENTS
    assert reluctant.statuses >= {"graded", "crashed", "unreadable"}


def reading(path):
    """Return the submission in a file, or in words why there is none."""
    try:
        return submission.read(path)
    except submission.Unreadable as error:
        return str(error)
