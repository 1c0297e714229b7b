"""A line that can go dead: it goes on taking connections, and whatever is said into them is heard by nobody."""

import socket
from contextlib import suppress
from threading import Thread


class Proxy:
    """Stands on `port` in front of 127.0.0.1:`target`."""

    def __init__(self, target: int):
        self.target, self.dead, self.links = target, False, []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        Thread(target=self._take, daemon=True).start()

    def revive(self) -> None:
        """The line carries again; connections from before are gone, as after any such outage."""
        self.dead = False
        self._hang_up()

    def close(self) -> None:
        _end(self.listener)
        self._hang_up()

    def _hang_up(self) -> None:
        links, self.links = self.links, []
        for link in links:
            _end(link)

    def _take(self) -> None:
        while True:
            try:
                here, _ = self.listener.accept()
            except OSError:  # closed
                return
            self.links.append(here)
            if not self.dead:
                there = socket.create_connection(("127.0.0.1", self.target))
                self.links.append(there)
                for source, sink in ((here, there), (there, here)):
                    Thread(target=self._carry, args=(source, sink), daemon=True).start()

    def _carry(self, source: socket.socket, sink: socket.socket) -> None:
        try:
            while said := source.recv(65536):
                if not self.dead:
                    sink.sendall(said)
        except OSError:  # hung up by somebody
            return
        finally:
            _end(source)
            _end(sink)


def _end(link: socket.socket) -> None:
    """Close it and wake whoever waits for something from it."""
    with suppress(OSError):
        link.shutdown(socket.SHUT_RDWR)
    link.close()
