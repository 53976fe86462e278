# SPDX-License-Identifier: Apache-2.0
"""An SMTP server on loopback that keeps what it is sent: for the demonstration and the tests.

usage: smtp_sink.py FOLDER     prints its port on one line; stops when its input closes
"""
import asyncio
import pathlib
import sys

from aiosmtpd.smtp import SMTP


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


async def main():
    keep = Keep(pathlib.Path(sys.argv[1]))
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(keep, hostname="localhost"), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(main())
