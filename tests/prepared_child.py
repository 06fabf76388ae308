"""A process that has imported all that reading documents needs. The tests open hundreds of libraries, and a fork of it
takes a few milliseconds where a new process takes a second or two. What starts a child for real is tested in `workers/`.

Three processes stand in for the child of a library: the one that it starts (`_LAUNCHER`) hands its pipes over and ends as
the child ends; a fork reads documents; another ends that one when the launcher is gone.
"""

from __future__ import annotations

import importlib.util
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import ModuleType

_CHILD = Path(__file__).parent.parent / "retrieval" / "workers" / "child.py"
_LAUNCHER = """
import _socket, array, os, sys
server = _socket.socket(_socket.AF_UNIX)
server.connect(sys.argv[1])
pipes = array.array("i", [0, 1]).tobytes()
server.sendmsg([os.fsencode(os.getcwd())], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, pipes)])
os.close(0), os.close(1)
status = int(server.recv(16) or b"1")
if status < 0:
    os.kill(os.getpid(), -status)
os._exit(status)
"""


class PreparedChild:
    """Takes the place of `process.COMMAND`. The process is started when the first library needs it."""

    def __init__(self, folder: Path) -> None:
        self._address = str(folder / "child.sock")
        self._server: subprocess.Popen[bytes] | None = None

    def __iter__(self) -> Iterator[str]:
        from retrieval.workers import process  # not at the top: what is forked has nothing of the package

        if self._server is None:
            environ = {name: os.environ[name] for name in process._ENVIRONMENT if name in os.environ}
            self._server = subprocess.Popen(
                [sys.executable, "-P", "-W", "ignore", __file__, self._address, *sys.path],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=environ | process._ONE_THREAD,
                start_new_session=True,
            )
            assert self._server.stdout is not None
            assert self._server.stdout.readline() == b"ready\n"
        return iter((sys.executable, "-I", "-S", "-c", _LAUNCHER, self._address))

    def close(self) -> None:
        if self._server is not None:
            self._server.communicate()  # the end of its standard input is its end


def serve(address: str) -> None:
    """One fork for each connection, until standard input ends."""
    child = _child_module()
    child._without_package_init()
    from retrieval.ingest.formats import read
    from retrieval.types import Raw

    text = (
        "The harbour opens on 9 May 2024, the council said. It was closed for a year, and nobody knew why. "
        * 9
    )
    page = f"<html><body><article><h1>Harbour</h1><p>{text}</p></article></body></html>"
    for name, content in (("warm.md", f"# Harbour\n\n{text}"), ("warm.html", page)):
        read(Raw(name, content.encode()))  # loads what is loaded when the first article is read
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(address)
    listener.listen(64)
    os.write(1, b"ready\n")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while listener.fileno() in select.select([listener.fileno(), 0], [], [])[0]:
        connection, _ = listener.accept()
        if os.fork() == 0:
            listener.close()
            _watch(connection, child)
        connection.close()


def _child_module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("child", _CHILD)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _watch(connection: socket.socket, child: ModuleType) -> None:
    """Forks the child, and ends as it ends, or ends it when the launcher is gone."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    folder, pipes, *_ = socket.recv_fds(connection, 4096, 2)
    reader = os.fork()
    if reader == 0:
        _become(child, os.fsdecode(folder), pipes, connection)
    for pipe in pipes:
        os.close(pipe)
    ended = os.pidfd_open(reader)
    ready, _, _ = select.select([connection.fileno(), ended], [], [])
    if ended not in ready:
        os.kill(reader, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(reader, 0)[1])
    with suppress(OSError):
        connection.send(str(status).encode())
    os._exit(0)


def _become(child: ModuleType, folder: str, pipes: list[int], connection: socket.socket) -> None:
    status = 1
    try:
        os.setsid()
        connection.close()
        os.chdir(folder)
        for number, pipe in enumerate(pipes):
            os.dup2(pipe, number)
            os.close(pipe)
        child.main()
        status = 0
    finally:
        os._exit(status)


if __name__ == "__main__":
    sys.path[:] = sys.argv[2:]
    serve(sys.argv[1])
