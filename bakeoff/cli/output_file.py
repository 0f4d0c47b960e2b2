"""A file that was asked for: checked before anything is sent, so that no paid answer is lost."""

import stat
import tempfile
from pathlib import Path

from bakeoff.errors import OutputFileError


def check_writable(path: Path) -> None:
    """Make sure that the file can be written later; what it holds now is left alone.

    Raises:
        OutputFileError: it can't be.
    """
    try:
        if not path.exists():
            with tempfile.TemporaryFile(dir=path.parent):
                return
        # Opening a pipe would wait for its reader, and a device holds nothing to lose.
        if stat.S_ISREG(path.stat().st_mode) or path.is_dir():
            with path.open("ab"):
                return
    except OSError as fault:
        raise _unwritable(path, fault) from fault


def write(path: Path, content: bytes) -> None:
    """Write the file.

    Raises:
        OutputFileError: the disk is full, or the file can't be written any more.
    """
    try:
        path.write_bytes(content)
    except OSError as fault:
        raise _unwritable(path, fault) from fault


def _unwritable(path: Path, fault: OSError) -> OutputFileError:
    why = fault.strerror or type(fault).__name__
    return OutputFileError(f"{path} can't be written ({why}). Choose another file.")
