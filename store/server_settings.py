"""The settings that the embedded server is started with.

They are given on the command line, so that the data directory holds no file of ours that could fall behind.
INSATSKOLLEN_SERVER_OPTIONS adds to them: `name=value` with spaces between.
"""

from __future__ import annotations

import os
import shlex
from pathlib import Path

from domain.errors import SettingError
from store.home import Home

_MEBIBYTE = 1024 * 1024
_SHARED_BUFFERS_MB = 512
_SMALL_SHARED_MEMORY_MB = 256

_FIXED = {
    "listen_addresses": "",
    "port": "5432",
    "unix_socket_permissions": "0700",
    "password_encryption": "scram-sha-256",
    # A single server without replicas: what a bulk load writes into new tables needs no log.
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "15min",
    "checkpoint_completion_target": "0.9",
    "random_page_cost": "1.1",
    "work_mem": "32MB",
    "maintenance_work_mem": "256MB",
    "jit": "off",
    # Only what tells of the server itself is logged (log, fatal, panic): an error's text can quote a value
    # from a row. No process numbers and no fractions of a second: six digits look like a person's id.
    "logging_collector": "on",
    "log_destination": "stderr",
    "log_filename": "postgresql-%a.log",
    "log_file_mode": "0600",
    "log_rotation_age": "1d",
    "log_rotation_size": "0",
    "log_truncate_on_rotation": "on",
    "log_timezone": "Europe/Stockholm",
    "log_line_prefix": "%t %q%u@%d ",
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_statement": "none",
    "log_checkpoints": "off",
    "log_autovacuum_min_duration": "-1",
    "timezone": "Europe/Stockholm",
}


def server_settings(place: Home) -> dict[str, str]:
    """Every setting by its name; the later of ours and the environment's wins."""
    settings = dict(_FIXED)
    settings["unix_socket_directories"] = f'"{place.socket_folder}"'
    settings["log_directory"] = str(place.server_log)
    settings["shared_buffers"] = f"{_shared_buffers_mb()}MB"
    if _shared_memory_mb() < _SMALL_SHARED_MEMORY_MB:
        # Workers exchange rows through /dev/shm, which is 64 MB in a plain container.
        settings["max_parallel_workers_per_gather"] = "0"
    settings.update(_from_environment())
    return settings


def _from_environment() -> dict[str, str]:
    added = {}
    for word in shlex.split(os.environ.get("INSATSKOLLEN_SERVER_OPTIONS", "")):
        name, equals, value = word.partition("=")
        if not equals or not name.replace("_", "").replace(".", "").isalnum():
            raise SettingError("INSATSKOLLEN_SERVER_OPTIONS ska bestå av namn=värde med mellanslag emellan.")
        added[name] = value
    return added


def _shared_buffers_mb() -> int:
    """An eighth of the memory, at least 32 and at most 512 MB."""
    return max(32, min(_SHARED_BUFFERS_MB, _memory_mb() // 8))


def _memory_mb() -> int:
    """The memory of the machine, or of the container where that is less."""
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    try:
        limit = Path("/sys/fs/cgroup/memory.max").read_text(encoding="ascii").strip()
    except OSError:
        limit = "max"
    return (min(total, int(limit)) if limit.isdigit() else total) // _MEBIBYTE


def _shared_memory_mb() -> int:
    try:
        found = os.statvfs("/dev/shm")  # noqa: S108 - its size is asked for, nothing is written
    except OSError:
        return 0
    return found.f_blocks * found.f_frsize // _MEBIBYTE
