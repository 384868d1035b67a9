"""The small process that owns the embedded server: starts it, starts it again when it dies, ends it.

`python -m store.supervisor HOME` takes the home's lock, detaches itself and returns 0; 3 if another
supervisor holds the lock. SIGTERM or SIGINT ends server and supervisor. If the supervisor itself is
killed the kernel tells the server to shut down (PR_SET_PDEATHSIG), so no server is left without an owner.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from store.binaries import program
from store.home import Home, ServerUser, as_user, server_user
from store.locks import try_lock
from store.processes import end_remains, send
from store.server_settings import server_settings

ALREADY_SUPERVISED = 3

_LOOK_SECONDS = 5.0
_STOP_SECONDS = 60.0
_FIRST_PAUSE_SECONDS = 0.05
_LONGEST_PAUSE_SECONDS = 5.0
_STEADY_SECONDS = 10.0
_PR_SET_PDEATHSIG = 1
_END = {signal.SIGTERM, signal.SIGINT}
_AWAITED = _END | {signal.SIGCHLD}

_libc = ctypes.CDLL(None, use_errno=True)


def server_command(place: Home) -> list[str]:
    """The command line of the server of that home."""
    command = [program("postgres"), "-D", str(place.data)]
    for name, value in server_settings(place).items():
        command += ["-c", f"{name}={value}"]
    return command


def main(arguments: list[str]) -> int:
    """Become the supervisor of the home named, in a process of its own."""
    place = Home(Path(arguments[0]))
    lock = _take(place)
    if lock is None:
        return ALREADY_SUPERVISED
    child = os.fork()
    if child:
        # The lock belongs to the open file that the child shares, so it is held from here on.
        os.ftruncate(lock, 0)
        os.pwrite(lock, f"{child}\n".encode(), 0)
        return 0
    os.setsid()
    signal.pthread_sigmask(signal.SIG_BLOCK, _AWAITED)
    _Supervisor(place, lock).run()
    return 0


def _take(place: Home) -> int | None:
    """Take the home's lock. Some tries: whoever looks whether it is held does so by holding it a moment."""
    for _ in range(20):
        lock = try_lock(place.supervisor_lock)
        if lock is not None:
            return lock
        time.sleep(0.01)
    return None


class _Supervisor:
    """One server and its keeper; everything happens in one thread, driven by signals."""

    def __init__(self, place: Home, lock: int) -> None:
        self.place = place
        self.lock = lock
        self.user: ServerUser = server_user(place)
        self.server = 0

    def run(self) -> None:
        """Keep the server alive until told to end, or until the home is gone."""
        pause = _FIRST_PAUSE_SECONDS
        while True:
            if end_remains(self.place.data):
                _say("ended what was left of an earlier server")
            started = time.monotonic()
            self._start()
            status = self._watch()
            if status is None:
                self._stop()
                return
            _say(f"the server ended with status {status} and is started again")
            if time.monotonic() - started > _STEADY_SECONDS:
                pause = _FIRST_PAUSE_SECONDS
            if signal.sigtimedwait(_END, pause) is not None:
                return
            pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)

    def _start(self) -> None:
        # Not Popen as an owner: every child is awaited below, by its number.
        started = subprocess.Popen(
            server_command(self.place),
            cwd="/",
            stdin=subprocess.DEVNULL,
            preexec_fn=_tie_to_supervisor,
            **as_user(self.user),
        )
        self.server = started.pid
        started.returncode = 0
        _say("the server is started")

    def _watch(self) -> int | None:
        """Wait for the server's end (its status) or for the order to end (None)."""
        while True:
            received = signal.sigtimedwait(_AWAITED, _LOOK_SECONDS)
            if received is not None and received.si_signo in _END:
                return None
            status = self._ended()
            if status is not None:
                return status
            if not self._home_is_there():
                _say("the home is gone")
                return None

    def _ended(self) -> int | None:
        process, status = os.waitpid(self.server, os.WNOHANG)
        return os.waitstatus_to_exitcode(status) if process else None

    def _home_is_there(self) -> bool:
        """Whether the lock is still the file at its path: a home removed and made anew is not ours."""
        try:
            return os.path.samestat(os.fstat(self.lock), os.stat(self.place.supervisor_lock))
        except OSError:
            return False

    def _stop(self) -> None:
        """Fast shutdown, then harder: work that is not committed is rolled back."""
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            send(self.server, number)
            deadline = time.monotonic() + _STOP_SECONDS
            while time.monotonic() < deadline:
                if self._ended() is not None:
                    _say("the server is stopped")
                    return
                signal.sigtimedwait({signal.SIGCHLD}, 0.1)


def _tie_to_supervisor() -> None:
    """In the new process, after its change of user (which would clear it): die with the supervisor."""
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGINT)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _AWAITED)


def _say(text: str) -> None:
    print(time.strftime("%Y-%m-%d %H:%M:%S"), text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
