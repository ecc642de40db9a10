"""Lets one window serve one database: a second start wakes the window that is there; knows no page."""

from __future__ import annotations

import getpass
import hashlib
import os
import sys
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from desktop.storage.addresses import Address

_PATIENCE = 500
"""Milliseconds a second start waits for the first to answer."""


class OneWindow(QObject):
    """The place where the starts of one user for one database meet."""

    woken = Signal()
    """Somebody has started the program once more."""

    def __init__(self, database: Address) -> None:
        super().__init__()
        named = os.path.normcase(database.absolute()) if isinstance(database, Path) else str(database)
        meant = f"{getpass.getuser()}\n{named}"
        self._name = "ntp-desktop-" + hashlib.sha256(meant.encode()).hexdigest()[:24]
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def is_taken(self) -> bool:
        """Whether another window serves already; it is woken then. If not, this one serves from now on."""
        socket = QLocalSocket()
        _let_others_come_forward()
        socket.connectToServer(self._name)
        if socket.waitForConnected(_PATIENCE):
            socket.disconnectFromServer()
            return True
        # What a start that died has left would keep the name.
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return False

    def _answer(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.deleteLater()
            self.woken.emit()


def _let_others_come_forward() -> None:
    # Windows lets a window come forward only if whoever was clicked last allows it: this start.
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)
