"""The live grid's own small server, in a process of its own."""

import os
from pathlib import Path
from types import TracebackType
from urllib.parse import urlencode

from tests.app_server import AppServer, clean_environment
from tests.gateway import Gateway
from tests.processes import ROOT

APP = Path(__file__).with_name("grid_app.py")


class GridServer(AppServer):
    """A running server of grids; `has_socket=False` leaves all our own routes out."""

    def __init__(
        self, gateway: Gateway, data_dir: Path, *, has_socket: bool = True, base_path: str = ""
    ) -> None:
        environment = clean_environment(
            data_dir,
            OPENROUTER_BASE_URL=gateway.base_url,
            OPENROUTER_API_KEY=gateway.api_key,
            GRID_SOCKET="1" if has_socket else "0",
            PYTHONPATH=os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", ""))),
        )
        super().__init__(environment, script=str(APP), base_path=base_path)

    def page_of(self, prompt: str, *models: str) -> str:
        """Return the address that starts a run and shows it."""
        return f"{self.url}/?{urlencode({'models': ','.join(models), 'prompt': prompt})}"

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        super().__exit__(kind, fault, trace)
        assert "Traceback" not in self.said, self.said
