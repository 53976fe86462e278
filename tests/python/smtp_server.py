# SPDX-License-Identifier: Apache-2.0
"""aiosmtpd on a port of loopback that the system chooses."""
from __future__ import annotations

from contextlib import contextmanager
from typing import Any, Iterator

from aiosmtpd.controller import Controller


class _Controller(Controller):
    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def serving(handler: Any) -> Iterator[int]:
    """Gives the port."""
    controller = _Controller(handler, hostname="127.0.0.1", port=0)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()
