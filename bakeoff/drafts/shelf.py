"""Where drafts are kept: in memory, and in a file for each owner, so that a restart loses none.

A draft never holds a key. File names are digests, so that a folder listing opens nothing.
"""

import hashlib
import json
import logging
import os
import tempfile
from collections import OrderedDict
from pathlib import Path
from threading import Lock

from bakeoff.drafts.draft import Draft
from bakeoff.drafts.wire import draft_from_json, draft_to_json

KEEP_IN_MEMORY = 1_000
KEEP_ON_DISK = 1_000
MOST_BYTES = 4 * 2**20

_log = logging.getLogger(__name__)


class DraftShelf:
    """The drafts of everybody who uses this process; safe to use from any thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._drafts: OrderedDict[str, Draft] = OrderedDict()
        self._lock = Lock()

    def load(self, owner: str) -> Draft | None:
        """Return an owner's draft; `None` if there is none that can be read."""
        with self._lock:
            if owner in self._drafts:
                self._drafts.move_to_end(owner)
                return self._drafts[owner]
            draft = self._read(owner)
            if draft is not None:
                self._remember(owner, draft)
            return draft

    def save(self, owner: str, draft: Draft) -> str | None:
        """Keep an owner's draft; return why it is in memory alone, or `None` if it is on disk."""
        content = json.dumps(draft_to_json(draft)).encode()
        with self._lock:
            self._remember(owner, draft)
            if len(content) > MOST_BYTES:
                return (
                    "This draft is too long to be kept on disk. It lasts until the server restarts."
                )
            try:
                self._write(owner, content)
            except OSError as fault:
                return (
                    f"This draft can't be written to {self._folder} ({fault.strerror or fault}). "
                    "It lasts until the server restarts."
                )
        return None

    def _remember(self, owner: str, draft: Draft) -> None:
        self._drafts[owner] = draft
        self._drafts.move_to_end(owner)
        while len(self._drafts) > KEEP_IN_MEMORY:
            self._drafts.popitem(last=False)

    def _path(self, owner: str) -> Path:
        return self._folder / f"{hashlib.sha256(owner.encode()).hexdigest()}.json"

    def _read(self, owner: str) -> Draft | None:
        path = self._path(owner)
        try:
            if path.stat().st_size > MOST_BYTES:
                raise ValueError("it is too long")  # noqa: TRY301 - told like any other fault
            return draft_from_json(json.loads(path.read_bytes()))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, RecursionError) as fault:
            # Whoever comes back is better served by the example than by an error page.
            _log.warning("the draft %s can't be read: %s", path.name, fault)
            return None

    def _write(self, owner: str, content: bytes) -> None:
        path = self._path(owner)
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        is_new = not path.exists()
        handle, temporary = tempfile.mkstemp(dir=self._folder, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(temporary).replace(path)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise
        if is_new:
            self._prune()

    def _prune(self) -> None:
        kept = sorted(self._folder.glob("*.json"), key=lambda path: path.stat().st_mtime)
        for path in kept[:-KEEP_ON_DISK]:
            path.unlink(missing_ok=True)
