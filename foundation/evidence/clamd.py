"""Asking ClamAV's daemon about a file, over TCP or a local socket. Nothing but a plain answer is believed."""

import re
import socket
import struct
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

_PART = 1 << 16
_LONGEST_ANSWER = 4096
_FOUND = re.compile(rb"stream: (\S[^\0\r\n]*) FOUND\0")


class Unanswered(Exception):
    """The scanner gave no verdict: it is away, slow, or said something else. The file stays unchecked, never clean."""


@dataclass(frozen=True)
class Place:
    """Where clamd listens: a host and port, or the path of its local socket."""

    host: str = ""
    port: int = 0
    path: str = ""


def place(text: str) -> Place | None:
    """`tcp://host:port` or `unix:///path`; "" means that no scanner is set. Raises ValueError for anything else."""
    if not text:
        return None
    parts = urlsplit(text)
    if parts.scheme == "unix" and not parts.netloc and parts.path.startswith("/"):
        return Place(path=parts.path)
    if parts.scheme == "tcp" and parts.hostname and parts.port and not parts.path.strip("/"):
        return Place(host=parts.hostname, port=parts.port)
    raise ValueError("A scanner is named tcp://host:port or unix:///path/of/its/socket.")


def scan(data: bytes, where: Place, *, patience: float) -> str:
    """The name of what was found in `data`, "" for a clean file. `patience`: seconds for the whole talk. Raises Unanswered."""
    parts = [struct.pack("!I", len(data[at : at + _PART])) + data[at : at + _PART] for at in range(0, len(data), _PART)]
    answer = _talk(where, [b"zINSTREAM\0", *parts, struct.pack("!I", 0)], patience)
    if answer == b"stream: OK\0":
        return ""
    if found := _FOUND.fullmatch(answer):
        return found[1].decode("ascii", "replace")
    raise Unanswered("The scanner did not say whether the file is clean.")


def answers(where: Place, *, patience: float) -> bool:
    """Whether clamd is there and says so. Raises Unanswered when it is not."""
    return _talk(where, [b"zPING\0"], patience) == b"PONG\0"


def _talk(where: Place, said: list[bytes], patience: float) -> bytes:
    until = time.monotonic() + patience
    try:
        with _connected(where, patience) as line:
            for part in said:
                line.settimeout(_left(until))
                line.sendall(part)
            return _answer(line, until)
    except OSError as trouble:
        raise Unanswered(f"The scanner cannot be asked ({type(trouble).__name__}).") from trouble


def _connected(where: Place, patience: float) -> socket.socket:
    if where.host:
        return socket.create_connection((where.host, where.port), patience)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        line.settimeout(patience)
        line.connect(where.path)
    except OSError:
        line.close()
        raise
    return line


def _answer(line: socket.socket, until: float) -> bytes:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER:
        line.settimeout(_left(until))
        part = line.recv(_LONGEST_ANSWER)
        if not part:
            break  # hung up: whatever was said so far is no whole answer
        answer += part
    return answer


def _left(until: float) -> float:
    """Seconds that are left: a scanner that drips one byte at a time does not get longer than one that is silent."""
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
