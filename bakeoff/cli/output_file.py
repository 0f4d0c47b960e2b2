"""A file that was asked for: checked before anything is sent, so that no paid answer is lost."""

import os
import tempfile
from pathlib import Path

from bakeoff.errors import OutputFileError


def check_distinct(one: Path, other: Path) -> None:
    """Make sure that these are two files, however they are written.

    Raises:
        OutputFileError: they are one.
    """
    are_one = os.path.realpath(one) == os.path.realpath(other)
    if are_one or (one.is_file() and other.is_file() and one.samefile(other)):
        raise OutputFileError(f"--csv and --json both name {one}. Name two files.")


def check_writable(path: Path) -> None:
    """Make sure that the file can be written later; what it holds now is left alone.

    Raises:
        OutputFileError: it can't be.
    """
    try:
        if not path.exists():
            # Where a link leads to is where it will be made.
            with tempfile.TemporaryFile(dir=os.path.dirname(os.path.realpath(path))):
                return
        # Opening a pipe would wait for its reader, and a device holds nothing to lose.
        if path.is_file() or path.is_dir():
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
