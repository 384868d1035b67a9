"""INSATSKOLLEN_HOME: where the embedded server, the secrets and the logs live, and who owns what.

    pg/        the data directory, owned by the server's uid, 0700
    run/       the server's socket, owned by the server's uid, 0700
    log/       supervisor.log, and postgres/ that the server's uid writes
    secrets/   passwords and the identity key, 0700, owned by whoever runs the commands

PostgreSQL refuses to run as root. When root runs the commands the server gets the uid of `postgres`, or
of `nobody` where there is none: both exist without a user being added, and initdb needs a uid that has
a name. A home that has a server already keeps the uid that owns its data.
"""

from __future__ import annotations

import hashlib
import os
import pwd
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from domain.errors import StoreError

PROJECT = Path(__file__).resolve().parent.parent
SOCKET_NAME = ".s.PGSQL.5432"
SOCKET_PATH_LIMIT = 107  # bytes, what fits in sockaddr_un on Linux

_FIRST_UNREACHABLE = 'for d; do cd -- "$d" 2>/dev/null || { printf %s "$d"; exit 1; }; done'


@dataclass(frozen=True, slots=True)
class ServerUser:
    """The operating system's user that the embedded server runs as."""

    uid: int
    gid: int
    name: str

    @property
    def is_other(self) -> bool:
        """Whether the server runs as somebody else than whoever runs this command."""
        return self.uid != os.geteuid()


class RunAs(TypedDict, total=False):
    """The arguments of subprocess that say whose rights a program gets."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True, slots=True)
class Home:
    """The paths inside INSATSKOLLEN_HOME. Nothing is created by looking."""

    path: Path

    @property
    def data(self) -> Path:
        """The server's data directory."""
        return self.path / "pg"

    @property
    def secrets(self) -> Path:
        """Passwords and the identity key."""
        return self.path / "secrets"

    @property
    def log(self) -> Path:
        """The supervisor's log, and above the server's own."""
        return self.path / "log"

    @property
    def server_log(self) -> Path:
        """Where the server writes its log files."""
        return self.log / "postgres"

    @property
    def supervisor_lock(self) -> Path:
        """Locked by the supervisor as long as it lives; holds its pid."""
        return self.path / "supervisor.lock"

    @property
    def start_lock(self) -> Path:
        """Locked by the one command that is starting or stopping the server."""
        return self.path / "start.lock"

    @property
    def socket_folder(self) -> Path:
        """Where the server's socket is: inside the home, or beside it where that path is too long.

        A comma or a quote would also be read as a list by the server and by libpq.
        """
        inside = self.path / "run"
        awkward = any(character in str(inside) for character in ',"\\')
        if len(os.fsencode(inside / SOCKET_NAME)) <= SOCKET_PATH_LIMIT and not awkward:
            return inside
        key = hashlib.sha256(os.fsencode(self.path)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"insatskollen-{key}"


def home() -> Home:
    """The home that the environment names, else `var` in the project."""
    named = os.environ.get("INSATSKOLLEN_HOME")
    return Home(Path(named).expanduser().absolute() if named else PROJECT / "var")


def server_user(place: Home) -> ServerUser:
    """Who the embedded server of that home runs as (see the module's text)."""
    me = os.geteuid()
    owner = place.data.stat().st_uid if place.data.exists() else None
    if me != 0:
        if owner is not None and owner != me:
            raise StoreError(
                f"Databasen i {place.data} tillhör användaren {_name(owner)}. "
                "Kör kommandot som den användare som startade den, eller som root."
            )
        return ServerUser(me, os.getegid(), _name(me))
    if owner:
        return ServerUser(owner, place.data.stat().st_gid, _name(owner))
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return ServerUser(entry.pw_uid, entry.pw_gid, name)
    raise StoreError(
        "Databasservern får inte köras som root och det finns varken användaren postgres eller nobody. "
        "Kör kommandot som en vanlig användare, eller ange INSATSKOLLEN_DATABASE_URL."
    )


def prepare_secrets(place: Home) -> None:
    """Create the home and its folder of secrets, readable by this user only."""
    try:
        fresh = not place.path.exists()
        place.path.mkdir(parents=True, exist_ok=True)
        if fresh:
            place.path.chmod(0o711)
        place.secrets.mkdir(mode=0o700, exist_ok=True)
        place.secrets.chmod(0o700)
    except OSError as error:
        raise StoreError(
            f"Mappen {place.path} kan inte skapas eller användas av {_name(os.geteuid())}. "
            "Kontrollera rättigheterna, eller ange en annan mapp i INSATSKOLLEN_HOME."
        ) from error


def prepare(place: Home, user: ServerUser) -> None:
    """Create every folder but the data directory, and make sure that the server's user reaches them."""
    prepare_secrets(place)
    try:
        _open_own_folder(place)
        place.log.mkdir(mode=0o711, exist_ok=True)
        for folder in (place.server_log, place.socket_folder):
            _give(folder, user)
    except OSError as error:
        raise StoreError(
            f"Mapparna i {place.path} kan inte skapas av {_name(os.geteuid())}. "
            "Kontrollera rättigheterna, eller ange en annan mapp i INSATSKOLLEN_HOME."
        ) from error
    blocking = first_unreachable(place.socket_folder, user) or first_unreachable(place.server_log, user)
    if blocking:
        raise StoreError(
            f"Databasservern körs som användaren {user.name} och når inte {place.path}: mappen {blocking} "
            f"är stängd för den. Öppna den med chmod o+x, eller ange en annan mapp i INSATSKOLLEN_HOME."
        )


def first_unreachable(folder: Path, user: ServerUser) -> Path | None:
    """The first folder on the way to `folder` that the user cannot enter, None if all are open.

    Asked by entering them as that user, so that access lists and mount options count too.
    """
    way = [*reversed(folder.parents), folder]
    result = subprocess.run(
        ["/bin/sh", "-c", _FIRST_UNREACHABLE, "sh", *map(str, way)],
        capture_output=True,
        **as_user(user),
    )
    return None if result.returncode == 0 else Path(os.fsdecode(result.stdout))


def as_user(user: ServerUser) -> RunAs:
    """The arguments of subprocess that make a program run as that user and nothing more."""
    if not user.is_other:
        return {}
    return {"user": user.uid, "group": user.gid, "extra_groups": []}


def _open_own_folder(place: Home) -> None:
    """Let the server's uid through the home itself, if it is ours and holds nothing else than a home.

    A folder made by mktemp is 0700; everything in a home has its own mode, so passing through is harmless.
    """
    known = {"secrets", "pg", "pg.new", "run", "log", "start.lock", "supervisor.lock"}
    mode = place.path.stat().st_mode
    only_ours = {entry.name for entry in place.path.iterdir()} <= known
    if os.geteuid() == 0 and not mode & stat.S_IXOTH and only_ours:
        place.path.chmod(stat.S_IMODE(mode) | 0o011)


def _give(folder: Path, user: ServerUser) -> None:
    """Make `folder` a private folder of the user; refuse one that somebody else has put there."""
    try:
        folder.mkdir(mode=0o700)
        if user.is_other:
            os.chown(folder, user.uid, user.gid)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (user.uid, os.geteuid()):
            raise StoreError(
                f"Mappen {folder} tillhör någon annan än databasserverns användare {user.name}. Ta bort den."
            ) from None
        if found.st_uid != user.uid:
            os.chown(folder, user.uid, user.gid, follow_symlinks=False)
        folder.chmod(0o700)


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
