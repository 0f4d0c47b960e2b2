"""Run the gateway: bind, say so in one JSON line, serve, and stop at once when told."""

import gc
import json
import os
import secrets
import socket
import sys
import threading
from dataclasses import dataclass
from types import FrameType

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from demo_gateway.access import KEY_PREFIX
from demo_gateway.app import BASE_PATH, build_app

_BACKLOG = 4096
_PARENT_CHECK_S = 1.0
_LAST_RESORT_S = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerOptions:
    """How the gateway is run."""

    host: str = "127.0.0.1"
    """The address to listen on."""

    port: int = 0
    """The port to listen on; 0 picks a free one."""

    speed: float = 1.0
    """Every scripted wait is divided by this."""

    dies_with_parent: bool = False
    """Whether to stop when standard input ends or the parent process is gone."""


class _Protocol(HttpToolsProtocol):
    """HTTP as uvicorn speaks it, but the application can reach its transport to break it."""

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope["state"]["transport"] = self.transport


class _Server(uvicorn.Server):
    """A uvicorn server that announces itself, and drops its clients when it stops."""

    def __init__(self, config: uvicorn.Config, *, announcement: str) -> None:
        super().__init__(config)
        self._announcement = announcement

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, then say so."""
        await super().startup(sockets)
        print(self._announcement, flush=True)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop without waiting for open streams, which may last for ever."""
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        await super().shutdown(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop on a signal, as a normal end and not as a crash."""
        del sig, frame
        self.should_exit = True

    def stop(self) -> None:
        """Stop; safe to call from any thread."""
        self.should_exit = True


def serve(options: ServerOptions) -> None:
    """Serve until told to stop.

    Raises:
        OSError: the address cannot be bound.
    """
    _allow_many_connections()
    listener = _bind(options.host, options.port)
    port = listener.getsockname()[1]
    host = f"[{options.host}]" if ":" in options.host else options.host
    announcement = {
        "base_url": f"http://{host}:{port}{BASE_PATH}",
        "port": port,
        "pid": os.getpid(),
        "api_key": f"{KEY_PREFIX}-{secrets.token_hex(16)}",
    }
    config = uvicorn.Config(
        build_app(speed=options.speed),
        http=_Protocol,
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="error",
        access_log=False,
        server_header=False,
        backlog=_BACKLOG,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=1,
    )
    server = _Server(config, announcement=json.dumps(announcement))
    if options.dies_with_parent:
        _watch_parent(server)
    # What is loaded now lives as long as the process; collecting it again only costs time.
    gc.freeze()
    server.run(sockets=[listener])


def _bind(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
    except OSError:
        listener.close()
        raise
    return listener


def _watch_parent(server: _Server) -> None:
    parent = os.getppid()
    gone = threading.Event()

    def watch_stdin() -> None:
        while os.read(sys.stdin.fileno(), 4096):
            pass
        gone.set()

    def watch_process() -> None:
        # Standard input stays open when a sibling inherited the other end of the pipe.
        while not gone.wait(_PARENT_CHECK_S):
            if os.getppid() != parent:
                gone.set()
        server.stop()
        # The event loop is expected to end the process before this does.
        threading.Event().wait(_LAST_RESORT_S)
        os._exit(1)

    threading.Thread(target=watch_stdin, name="watch-stdin", daemon=True).start()
    threading.Thread(target=watch_process, name="watch-parent", daemon=True).start()


def _allow_many_connections() -> None:
    try:
        import resource
    except ImportError:
        # Windows has no such limit.
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
