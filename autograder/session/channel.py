"""Frames over a socket, with a deadline."""

import os
import select
import socket
import time

from autograder import wire


class Closed(Exception):
    """The other side is gone."""


class DeadlinePassed(Exception):
    """Nothing came before the deadline."""


class Channel:
    """One end of a stream socket; ``drain`` is a pipe that is read along the way and mostly forgotten."""

    OUTPUT_CAP = 65_536  # bytes of output that are kept

    def __init__(self, sock: socket.socket, drain: int | None = None):
        self.sock = sock
        self.drain = drain
        self.output = bytearray()
        self._buffer = bytearray()

    def send(self, message: dict, deadline: float | None = None) -> None:
        """Send one message; Closed or DeadlinePassed where it cannot be delivered."""
        view = memoryview(wire.frame(message))
        while view:
            try:
                view = view[self.sock.send(view, socket.MSG_DONTWAIT | socket.MSG_NOSIGNAL) :]
            except BlockingIOError:  # full: until then nothing has to be asked
                self._wait(deadline, writing=True)
            except OSError:
                raise Closed from None

    def receive(self, deadline: float | None = None) -> dict:
        """Return the next message; Closed, DeadlinePassed or wire.WireError where there is none."""
        while (message := wire.unframe(self._buffer)) is None:
            if not self._wait(deadline):
                continue
            try:
                piece = self.sock.recv(65_536, socket.MSG_DONTWAIT)
            except BlockingIOError:
                continue
            except OSError:
                raise Closed from None
            if not piece:
                raise Closed
            self._buffer += piece
        return message

    def _wait(self, deadline, writing=False) -> bool:
        """Wait until the socket is ready; True when it is, False after some output was drained."""
        left = None if deadline is None else deadline - time.monotonic()
        if left is not None and left <= 0:
            raise DeadlinePassed
        reading = [self.drain] if self.drain is not None else []
        readable, writable, _ = select.select(
            reading if writing else [self.sock, *reading], [self.sock] if writing else [], [], left
        )
        if self.drain in readable:
            self._drain()
        return bool(writable) or self.sock in readable

    def _drain(self) -> None:
        try:
            piece = os.read(self.drain, 65_536)
        except OSError:
            piece = b""
        if not piece:
            self.drain = None  # nobody can write to it any more
        self.output += piece[: self.OUTPUT_CAP - len(self.output)]

    def close(self) -> None:
        """Close the socket."""
        self.sock.close()
