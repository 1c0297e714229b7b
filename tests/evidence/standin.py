"""Something that listens where a scanner should and behaves as badly as a test wants: real sockets, on a port of its own."""

import contextlib
import socket
import threading


@contextlib.contextmanager
def listening(behave):
    """Calls `behave(connection)` for each caller; gives the address. What it raises ends that call only."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        over = threading.Event()

        def serve():
            while not over.is_set():
                with contextlib.suppress(OSError):
                    line, _ = server.accept()
                    with line:
                        if not over.is_set():
                            behave(line)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        host, port = server.getsockname()
        try:
            yield f"tcp://{host}:{port}"
        finally:
            over.set()
            with contextlib.suppress(OSError):
                socket.create_connection((host, port), 1).close()  # wakes accept
            thread.join(5)


def read_all(line):
    """The file as clamd would put it together; None where the caller hung up or spoke of something else."""
    stream = line.makefile("rb")
    command = stream.read(len(b"zINSTREAM\0"))
    data = b""
    while command == b"zINSTREAM\0":
        size = int.from_bytes(stream.read(4))
        if not size:
            return data
        data += stream.read(size)
    return None


def says(answer):
    """Reads the file and gives this answer."""

    def behave(line):
        read_all(line)
        line.sendall(answer)

    return behave
