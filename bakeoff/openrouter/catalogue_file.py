"""A list of models on disk: whole or not there, whatever happens while it is written."""

import contextlib
import os
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

FORMAT = 1


@dataclass(frozen=True, slots=True)
class StoredList:
    """A list of models as the server gave it."""

    fetched_at: datetime
    """When it was downloaded, UTC."""

    rows: list[Any]
    """Its entries, as JSON values."""


def read_list(path: Path) -> StoredList | None:
    """Return the list in this file, `None` if there is none that can be read."""
    try:
        content = orjson.loads(path.read_bytes())
        fetched_at = datetime.fromisoformat(content["fetched_at"])
        if content["format"] != FORMAT or fetched_at.tzinfo is None:
            return None
        return StoredList(fetched_at, list(content["rows"]))
    except (OSError, ValueError, KeyError, TypeError):
        # A copy is a convenience: one that can't be read is as good as none.
        return None


def write_list(path: Path, stored: StoredList) -> None:
    """Put the list in this file, in place of what it held, at once.

    Raises:
        OSError: the disk is full or can't be written; the file is as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    content = orjson.dumps(
        {"format": FORMAT, "fetched_at": stored.fetched_at.isoformat(), "rows": stored.rows}
    )
    handle, name = tempfile.mkstemp(prefix=f"{path.stem}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
        raise
