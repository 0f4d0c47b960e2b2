"""The models that a server offers, with the last good list kept on disk for when it is away.

A download is read and judged before it replaces anything; a bad one never does.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bakeoff.connection import Connection
from bakeoff.errors import CatalogueError
from bakeoff.openrouter.call import CallError, get_json
from bakeoff.openrouter.catalogue_file import StoredList, read_list, write_list
from bakeoff.openrouter.model_info import ModelInfo, read_model
from bakeoff.settings import Settings
from bakeoff.usage import Prices

if TYPE_CHECKING:
    import openai

FRESH_FOR = timedelta(hours=1)
TRY_AGAIN_AFTER = timedelta(seconds=30)
MOST_PAGES = 50
LEAST_COMPLETE = 0.5

_logger = logging.getLogger("bakeoff")


@dataclass(frozen=True)
class Catalogue:
    """A server's models, in its own order."""

    models: tuple[ModelInfo, ...]
    """Every model that the list names."""

    fetched_at: datetime
    """When the list was downloaded, UTC."""

    is_stored: bool = False
    """Whether this is the last good copy, because a newer one could not be had."""

    problem: str | None = None
    """Why no newer one could be had; `None` if it could."""

    @cached_property
    def by_id(self) -> dict[str, ModelInfo]:
        """The models by their id."""
        return {model.id: model for model in self.models}

    def prices(self) -> Prices:
        """Return the list prices; a model whose price varies or is unknown is left out."""
        prices = {model.id: model.price for model in self.models}
        return {name: price for name, price in prices.items() if price is not None}

    def age_s(self, now: datetime | None = None) -> float:
        """Return the seconds since the list was downloaded."""
        return max(0.0, ((now or datetime.now(UTC)) - self.fetched_at).total_seconds())


@dataclass(frozen=True, slots=True)
class _Known:
    """How the last try went."""

    catalogue: Catalogue | None
    """What it found; `None` when there was no copy either."""

    problem: str | None
    """Why the download failed; `None` if it did not."""

    tried_at: datetime
    """When it was."""


class Catalogues:
    """The lists of all servers that this process asks; thread-safe."""

    def __init__(
        self,
        download: Callable[[Connection], list[Any]],
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._download = download
        self._now = now
        self._known: dict[Path, _Known] = {}
        self._lock = Lock()

    def load(self, connection: Connection, settings: Settings) -> Catalogue:
        """Return the list, downloaded unless a fresh one is known.

        Raises:
            CatalogueError: it can't be had and no copy exists.
        """
        path = catalogue_path(connection, settings)
        with self._lock:
            known = self._known.get(path)
        if known is not None:
            wait = FRESH_FOR if known.problem is None else TRY_AGAIN_AFTER
            if timedelta() <= self._now() - known.tried_at < wait:
                return _served(known)
        elif not connection.is_demo:
            # The demo's list is next door and may be that of an older version: never from disk.
            stored = self.stored(connection, settings)
            if stored is not None and timedelta() <= self._now() - stored.fetched_at < FRESH_FOR:
                return self._remember(path, stored, None, stored.fetched_at)
        return self.refresh(connection, settings)

    def refresh(self, connection: Connection, settings: Settings) -> Catalogue:
        """Return the list, downloaded now if it can be.

        Raises:
            CatalogueError: it can't be had and no copy exists.
        """
        path = catalogue_path(connection, settings)
        now = self._now()
        try:
            rows = self._download(connection)
            fresh = _catalogue(rows, now)
        except CallError as fault:
            return self._remember(path, self._last(path, connection, settings), f"{fault}", now)
        try:
            write_list(path, StoredList(now, rows))
        except OSError as fault:
            _logger.warning("The list of models is kept in memory only: %s", fault)
        return self._remember(path, fresh, None, now)

    def stored(self, connection: Connection, settings: Settings) -> Catalogue | None:
        """Return the copy on disk without asking the server; `None` if there is none."""
        stored = read_list(catalogue_path(connection, settings))
        if stored is None:
            return None
        try:
            return _catalogue(stored.rows, stored.fetched_at)
        except CallError:
            # Not a list that we would have stored: as good as none.
            return None

    def _last(self, path: Path, connection: Connection, settings: Settings) -> Catalogue | None:
        with self._lock:
            known = self._known.get(path)
        if known is not None and known.catalogue is not None:
            return known.catalogue
        return self.stored(connection, settings)

    def _remember(
        self, path: Path, catalogue: Catalogue | None, problem: str | None, tried_at: datetime
    ) -> Catalogue:
        known = _Known(catalogue, problem, tried_at)
        with self._lock:
            self._known[path] = known
        return _served(known)


def _served(known: _Known) -> Catalogue:
    if known.catalogue is None:
        raise CatalogueError(
            f"The list of models can't be read. {known.problem} "
            "Check the connection and the base URL, or type a model's id as author/slug."
        )
    if known.problem is None:
        return known.catalogue
    return replace(known.catalogue, is_stored=True, problem=known.problem)


def catalogue_path(connection: Connection, settings: Settings) -> Path:
    """Return where this server's list is kept; whose key asked does not matter."""
    digest = sha256(connection.base_url.encode()).hexdigest()[:16]
    name = "demo" if connection.is_demo else digest
    return settings.folder() / "catalogue" / f"{name}.json"


def _catalogue(rows: list[Any], fetched_at: datetime) -> Catalogue:
    models = tuple(model for model in map(read_model, rows) if model is not None)
    if not models:
        raise CallError("The server's list of models is empty.")
    if len(models) < len(rows) * LEAST_COMPLETE:
        raise CallError("The server's list of models is not in OpenRouter's form.")
    return Catalogue(models, fetched_at)


async def download_models(client: "openai.AsyncOpenAI") -> list[Any]:
    """Return the entries of the server's list of models, from all its pages.

    Raises:
        CallError: it can't be reached, or what it answers is no such list.
    """
    rows: list[Any] = []
    query = ""
    for _ in range(MOST_PAGES):
        page = await get_json(client, f"/models{query}")
        if not isinstance(page, dict) or not isinstance(page.get("data"), list):
            raise CallError("The server answered with something that is no list of models.")
        rows += page["data"]
        following = _next(page)
        if following is None:
            _refuse_truncated(rows, page.get("total_count"))
            return rows
        query = following
    raise CallError("The server's list of models has no end.")


def _next(page: dict[str, Any]) -> str | None:
    links = page.get("links")
    address = links.get("next") if isinstance(links, dict) else None
    if not isinstance(address, str) or not address:
        return None
    # The query alone: a list must not be able to send the key to another server.
    return f"?{urlsplit(address).query}"


def _refuse_truncated(rows: list[Any], total_count: Any) -> None:
    if isinstance(total_count, int) and len(rows) < total_count * LEAST_COMPLETE:
        raise CallError(f"The server sent {len(rows)} of {total_count} models.")


def _download(connection: Connection) -> list[Any]:
    from bakeoff.engine import get_engine

    return get_engine().submit(lambda pool: download_models(pool.client(connection))).result()


_catalogues = Catalogues(_download)


def load_catalogue(connection: Connection, settings: Settings) -> Catalogue:
    """Return the server's models, downloaded unless a list of the last hour is known.

    Raises:
        CatalogueError: the list can't be had and no copy exists.
    """
    return _catalogues.load(connection, settings)


def refresh_catalogue(connection: Connection, settings: Settings) -> Catalogue:
    """Return the server's models, downloaded now if they can be.

    Raises:
        CatalogueError: the list can't be had and no copy exists.
    """
    return _catalogues.refresh(connection, settings)


def stored_catalogue(connection: Connection, settings: Settings) -> Catalogue | None:
    """Return the last good list on disk without asking the server; `None` if there is none."""
    return _catalogues.stored(connection, settings)
