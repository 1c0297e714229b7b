"""A real mail server in this process: keeps what it accepts, and answers or hangs up as it is told."""

import socket
from email import message_from_bytes

from aiosmtpd.controller import Controller


class MailServer:
    def __init__(self):
        self.taken = []  # parsed mails
        self.connections = 0
        self.room = None  # how many more it takes before it says that it has had too many; None: any number
        self.refused = 0
        self.full = "451 4.7.0 Too many messages, slow down"
        self.answers = []  # one for each recipient to come: None takes it, "drop" hangs up, else the SMTP answer
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, ready_timeout=10)

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):
        answer = self.answers.pop(0) if self.answers else None
        if answer == "drop":
            server.transport.abort()
            return "421 gone"
        if answer:
            return answer
        if self.room == 0:
            self.refused += 1
            return self.full
        if self.room:
            self.room -= 1
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.taken.append(message_from_bytes(envelope.content))
        return "250 taken"

    def start(self):
        self._controller.start()

    def stop(self):
        self._controller.stop(no_assert=True)
