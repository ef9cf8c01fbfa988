"""What crosses the pipe comes out as it went in; nothing else crosses."""

from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder import wire

PLAIN = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**200), 2**200),
    st.floats(),
    st.complex_numbers(),
    st.text(max_size=50),
)
ARRAYS = st.sampled_from(wire.DTYPES).flatmap(
    lambda name: hnp.arrays(np.dtype(name), hnp.array_shapes(min_dims=0, max_dims=3, max_side=4))
)
SCALARS = st.sampled_from([np.bool_, np.int64, np.float16, np.float32, np.float64, np.complex128]).map(
    lambda kind: kind(1)
)
VALUES = st.recursive(
    PLAIN | ARRAYS | SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.tuples(inner, inner),
    max_leaves=6,
)


def across(value):
    """Return ``value`` after a journey through a frame."""
    buffer = bytearray(wire.frame({"value": wire.encode(value)}))
    return wire.decode(wire.unframe(buffer)["value"])


def identical(a, b) -> bool:
    if type(a) is not type(b):
        return False
    if isinstance(a, (tuple, list)):
        return len(a) == len(b) and all(map(identical, a, b))
    if isinstance(a, (np.ndarray, np.generic)):
        return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
    return a == b or (a != a and b != b) or repr(a) == repr(b)


def depth(value) -> int:
    return 1 + max(map(depth, value), default=0) if isinstance(value, (tuple, list)) else 0


@given(VALUES.filter(lambda v: depth(v) <= wire.DEPTH_CAP))
def test_a_value_comes_out_as_it_went_in(value):
    assert identical(across(value), value)


@pytest.mark.parametrize("name", wire.DTYPES)
def test_dtypes_and_scalar_types_cross(name):
    assert across(np.dtype(name)) == np.dtype(name)
    assert across(np.dtype(name).type) is np.dtype(name).type


def test_nan_keeps_its_place_and_its_sign_of_zero():
    there = across(np.array([np.nan, -0.0, np.inf]))
    assert np.isnan(there[0]) and np.signbit(there[1]) and there[2] == np.inf


class Poisoned(float):
    def __eq__(self, other):
        return True

    __hash__ = float.__hash__


@pytest.mark.parametrize(
    "value",
    [
        Poisoned(1.0),
        np.matrix([[1.0]]),
        np.ma.array([1.0]),
        {"a": 1},
        {1, 2},
        b"bytes",
        lambda: 0,
        np.array(["text"]),
        np.array([object()]),
        np.zeros(2, dtype=[("a", float)]),
        [[[[1]]]],
        np.zeros(wire.ARRAY_CAP // 8 + 1),
        [0] * (wire.SEQUENCE_CAP + 1),
    ],
    ids=lambda value: type(value).__name__,
)
def test_anything_else_is_refused_in_words(value):
    with pytest.raises(wire.WireError) as refused:
        wire.encode(value)
    assert str(refused.value)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["a", "n", "d", "s", "g", "t", "l", "c", "r", "dt", "ty", "x"]), inner
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_a_hostile_document_is_a_value_or_a_wire_error(document):
    try:
        value = wire.decode(document)
    except wire.WireError:
        return
    assert wire.encode(value, lambda thing: None) is not None or value is None


@given(st.binary(max_size=200))
def test_hostile_bytes_are_a_message_or_nothing_or_a_wire_error(raw):
    try:
        message = wire.unframe(bytearray(raw))
    except wire.WireError:
        return
    assert message is None or isinstance(message, dict)


def test_a_frame_that_claims_too_much_is_refused_before_it_is_read():
    with pytest.raises(wire.WireError):
        wire.unframe(bytearray(b"\xff\xff\xff\xff"))


def test_an_array_of_false_size_is_refused():
    with pytest.raises(wire.WireError):
        wire.decode({"a": "float64", "n": [3], "d": "AAAAAAAAAAA="})
    with pytest.raises(wire.WireError):
        wire.decode({"a": "float64", "n": [-1], "d": "AAAAAAAAAAA="})


def test_references_cross_and_resolve():
    sentinel = object()
    document = wire.encode([sentinel], lambda thing: wire.Reference("o", 7))
    assert wire.decode(document) == [wire.Reference("o", 7)]
    assert wire.decode(document, lambda reference: reference.number) == [7]


def test_a_named_tuple_crosses_as_a_plain_one():
    class Verdict(NamedTuple):
        armijo: bool
        curvature: bool

    back = wire.decode(wire.encode(Verdict(True, False)))
    assert back == (True, False) and type(back) is tuple
