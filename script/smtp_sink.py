# SPDX-License-Identifier: Apache-2.0
"""An SMTP server on loopback that keeps what it is sent: for the demonstration and the tests.

usage: smtp_sink.py FOLDER     prints its port on one line; stops when its input closes
"""
import pathlib
import sys

from aiosmtpd.controller import Controller


class Keep:
    """Writes each message to FOLDER/NUMBER.eml, its recipient in the first line."""

    def __init__(self, folder):
        self.folder = folder
        self.count = 0

    async def handle_DATA(self, server, session, envelope):
        self.count += 1
        head = "X-Envelope-To: {}\r\n".format(" ".join(envelope.rcpt_tos)).encode()
        (self.folder / f"{self.count:04}.eml").write_bytes(head + envelope.content)
        return "250 kept"


def main():
    folder = pathlib.Path(sys.argv[1])
    controller = Controller(Keep(folder), hostname="127.0.0.1", port=0)
    controller.start()
    print(controller.server.sockets[0].getsockname()[1], flush=True)
    sys.stdin.read()
    controller.stop()


if __name__ == "__main__":
    main()
