"""The two places that the command line writes to: results on stdout, everything else on stderr."""

import os
from typing import Any

from rich.console import Console as RichConsole

WIDTH_WITHOUT_TERMINAL = 400


class Console(RichConsole):
    """Prints text as it is: it may be a model's, and so holds no markup, emoji code or style."""

    def __init__(self, *, is_error: bool = False) -> None:
        super().__init__(stderr=is_error, markup=False, emoji=False, highlight=False)
        self.fault: OSError | None = None
        """Why it fell silent, such as a full disk; `None` while all is well."""

        if not self.is_live:
            self.width = WIDTH_WITHOUT_TERMINAL

    @property
    def is_live(self) -> bool:
        """Whether a person watches who can see what was printed change."""
        # Not rich's own answer, which FORCE_COLOR turns to yes for a file.
        return self.file.isatty() and not self.is_dumb_terminal

    def print(self, *objects: Any, **how: Any) -> None:
        """Print, and fall silent for good where that fails: the answers are still to be written."""
        try:
            super().print(*objects, **how)
        except OSError as fault:
            self.fault = fault
            self.on_broken_pipe()

    def on_broken_pipe(self) -> None:
        """Fall silent: whoever read this has seen enough, as `head` does; the run goes on."""
        self.quiet = True
        os.dup2(os.open(os.devnull, os.O_WRONLY), self.file.fileno())
