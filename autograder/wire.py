"""What crosses the pipe between the examiner and a session, and nothing else.

A frame is four bytes of length and a JSON document.  Values are plain data of exact types; a
subclass of ``float`` or ``ndarray`` is refused, because it may compare as it pleases.  Nothing is
ever unpickled.
"""

import base64
import json
import struct
from dataclasses import dataclass

import numpy as np

FRAME_CAP = 8 * 2**20  # bytes
ARRAY_CAP = 4 * 2**20  # bytes
STRING_CAP = 4096  # characters
DEPTH_CAP = 3  # tuples and lists inside one another
SEQUENCE_CAP = 10_000  # entries of one tuple or list
DTYPES = ("bool", "int64", "float16", "float32", "float64", "complex128")


class WireError(ValueError):
    """A value or a document that may not cross the pipe; the message says which and why."""


@dataclass(frozen=True)
class Reference:
    """Something that stays on its side: an oracle ("o"), or an object of the learner's ("h")."""

    kind: str
    number: int


def encode(value, refer=None, depth: int = 0):
    """Return ``value`` as a JSON document.

    ``refer`` maps an object that is not plain data to a Reference, or to None where it knows
    nothing of it.  Raises WireError for anything that may not cross.
    """
    kind = type(value)
    if value is None or kind in (bool, int, float):
        return value
    if kind is str:
        return {"s": value[:STRING_CAP]}
    if kind is complex:
        return {"c": [value.real, value.imag]}
    if kind is np.ndarray:
        return _encode_array(value)
    if isinstance(value, np.generic) and value.dtype.name in DTYPES and kind is value.dtype.type:
        return {"g": value.dtype.name, "d": _text(value.tobytes())}
    if kind in (tuple, list):
        return _encode_sequence(value, refer, depth)
    if isinstance(value, tuple):  # a named tuple: what crosses is its entries
        return _encode_sequence(tuple(tuple.__iter__(value)), refer, depth)
    if isinstance(value, np.dtype) and value.name in DTYPES:
        return {"dt": value.name}
    if kind is type and issubclass(value, np.generic) and np.dtype(value).name in DTYPES:
        return {"ty": np.dtype(value).name}
    reference = value if kind is Reference else refer(value) if refer else None
    if reference is not None:
        return {"r": [reference.kind, reference.number]}
    raise WireError(f"a value of type {kind.__name__}")


def _encode_array(value):
    if value.dtype.name not in DTYPES:
        raise WireError(f"an array of dtype {value.dtype.name}")
    if value.nbytes > ARRAY_CAP:
        raise WireError(f"an array of {value.nbytes} bytes (the most is {ARRAY_CAP})")
    return {"a": value.dtype.name, "n": list(value.shape), "d": _text(np.ascontiguousarray(value).tobytes())}


def _encode_sequence(value, refer, depth):
    if depth >= DEPTH_CAP:
        raise WireError(f"a {type(value).__name__} nested deeper than {DEPTH_CAP}")
    if len(value) > SEQUENCE_CAP:
        raise WireError(f"a {type(value).__name__} of {len(value)} entries (the most is {SEQUENCE_CAP})")
    return {"t" if type(value) is tuple else "l": [encode(entry, refer, depth + 1) for entry in value]}


def decode(document, resolve=None, depth: int = 0):
    """Return the value that ``document`` stands for; WireError for anything malformed.

    ``resolve`` turns a Reference into an object; without it a Reference is returned as it is.
    """
    if document is None or type(document) in (bool, int, float):
        return document
    if type(document) is not dict:
        raise WireError(f"a document of type {type(document).__name__}")
    try:
        match document:
            case {"s": str(text)} if len(text) <= STRING_CAP:
                return text
            case {"c": [float(real), float(imag)]}:
                return complex(real, imag)
            case {"a": name, "n": list(shape), "d": str(data)}:
                return _decode_array(name, shape, data)
            case {"g": name, "d": str(data)}:
                return _decode_array(name, [], data)[()]
            case {"t": list(entries)} if depth < DEPTH_CAP and len(entries) <= SEQUENCE_CAP:
                return tuple(decode(entry, resolve, depth + 1) for entry in entries)
            case {"l": list(entries)} if depth < DEPTH_CAP and len(entries) <= SEQUENCE_CAP:
                return [decode(entry, resolve, depth + 1) for entry in entries]
            case {"dt": name} if name in DTYPES:
                return np.dtype(name)
            case {"ty": name} if name in DTYPES:
                return np.dtype(name).type
            case {"r": ["o" | "h" as kind, int(number)]}:
                reference = Reference(kind, number)
                return resolve(reference) if resolve else reference
    except WireError:
        raise
    except (ValueError, TypeError, OverflowError) as error:
        raise WireError(f"a malformed value ({error})") from None
    raise WireError("a document of no known form")


def _decode_array(name, shape, data):
    if name not in DTYPES or not all(type(n) is int and n >= 0 for n in shape) or len(shape) > 32:
        raise WireError("an array of unknown dtype or shape")
    raw = base64.b64decode(data, validate=True)
    if len(raw) > ARRAY_CAP:
        raise WireError(f"an array of {len(raw)} bytes (the most is {ARRAY_CAP})")
    return np.frombuffer(raw, dtype=name).reshape(shape).copy()


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def frame(message: dict) -> bytes:
    """Return ``message`` as one frame, ready to be sent."""
    body = json.dumps(message, separators=(",", ":")).encode()
    if len(body) > FRAME_CAP:
        raise WireError(f"a message of {len(body)} bytes (the most is {FRAME_CAP})")
    return struct.pack(">I", len(body)) + body


def unframe(buffer: bytearray) -> dict | None:
    """Take the first whole frame off ``buffer`` and return its message; None if it is not whole yet."""
    if len(buffer) < 4:
        return None
    (length,) = struct.unpack(">I", buffer[:4])
    if length > FRAME_CAP:
        raise WireError(f"a frame of {length} bytes (the most is {FRAME_CAP})")
    if len(buffer) < 4 + length:
        return None
    body = bytes(buffer[4 : 4 + length])
    del buffer[: 4 + length]
    try:
        message = json.loads(body)
    except (ValueError, RecursionError):
        raise WireError("a frame that is not JSON") from None
    if type(message) is not dict:
        raise WireError("a frame that is not a JSON object")
    return message
