"""Loads one program and forks a child for each order; started by `children`, never imported.

Loading takes most of the time of a program that makes one document. So that is done once, in a
process that knows nothing: its environment is empty and no order passes through it. A child gets
its order, its folder and its environment from who asks, and ends with it.
"""

import gc
import importlib.util
import json
import os
import selectors
import signal
import socket
import sys
import tempfile
import traceback
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).parents[1]
MOST_FILES = 65_536  # that a process may have open
MESSAGE = 65_536  # bytes of a request without its files
FILES = 4  # of a request: standard input, output and errors, and whom to tell how it ended


def load(program: Path) -> ModuleType:
    """The program as a module, with all it needs; it has `prepare()` and `main() -> int`."""
    sys.path[:] = [path for path in sys.path if Path(path).resolve() != program.parent]
    sys.path.append(str(ROOT))  # behind all others: nothing of ours can stand in for a library
    specification = importlib.util.spec_from_file_location(program.stem, program)
    if specification is None or specification.loader is None:
        raise ImportError(str(program))
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    module.prepare()
    return module


class Server:
    """Forks children until who asks for them is gone."""

    def __init__(self, program: ModuleType, asking: socket.socket) -> None:
        """Takes the program that children run, and where requests come from."""
        self._program, self._asking = program, asking
        self._selector = selectors.DefaultSelector()
        self._waiting: dict[int, socket.socket] = {}  # who waits for the child with this number

    def serve(self) -> None:
        """Answer requests; returns when there can be no more."""
        ended, wake = socket.socketpair()
        ended.setblocking(False)
        wake.setblocking(False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wake.fileno())
        self._selector.register(self._asking, selectors.EVENT_READ)
        self._selector.register(ended, selectors.EVENT_READ)
        while True:
            for key, _ in self._selector.select():
                if key.fileobj is self._asking:
                    if not self._fork():
                        return
                elif key.fileobj is ended:
                    with suppress(BlockingIOError):
                        ended.recv(4096)
                    self._bury()
                else:  # who asked does not wait any more
                    self._kill(key.data)

    def _fork(self) -> bool:
        message, files, *_ = socket.recv_fds(self._asking, MESSAGE, FILES)
        if not message:
            return False
        child = os.fork()
        if child == 0:
            self._become(json.loads(message), files)
        waits = socket.socket(fileno=files[3])
        for file in files[:3]:
            os.close(file)
        self._waiting[child] = waits
        self._selector.register(waits, selectors.EVENT_READ, child)
        return True

    def _become(self, request: dict[str, Any], files: list[int]) -> None:
        status = 1
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            for number, file in enumerate(files[:3]):
                os.dup2(file, number)
            os.closerange(3, MOST_FILES)  # what other children and the server have open
            os.environ.clear()
            os.environ.update(request["environment"])
            os.chdir(request["folder"])
            tempfile.tempdir = None
            status = self._program.main()
        except BaseException:
            traceback.print_exc()
        finally:
            with suppress(Exception):
                sys.stdout.flush()
                sys.stderr.flush()
            os._exit(status)

    def _bury(self) -> None:
        while True:
            try:
                child, how = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if child == 0:
                return
            waits = self._waiting.pop(child)
            self._selector.unregister(waits)
            with suppress(OSError):
                waits.send(str(os.waitstatus_to_exitcode(how)).encode())
            waits.close()

    def _kill(self, child: int) -> None:
        self._selector.unregister(self._waiting[child])
        self._waiting[child].close()
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        del self._waiting[child]


def main() -> int:
    """Serve the program that is named, on the socket with the number that is given."""
    asking = socket.socket(fileno=int(sys.argv[2]))
    program = load(Path(sys.argv[1]))
    gc.collect()
    gc.freeze()  # what is loaded stays shared with the children
    Server(program, asking).serve()
    return 0


if __name__ == "__main__":
    sys.exit(main())
