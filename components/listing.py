"""The list of models as the pages know it: loaded in the background, shared by all sessions."""

import logging
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from bakeoff import BakeoffError
from components.background import in_background

if TYPE_CHECKING:
    from bakeoff import Catalogue, ModelInfo

FRESH_S = 3600.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Listing:
    """What is known of the models one server offers."""

    models: "tuple[ModelInfo, ...]" = ()
    """The models; empty while loading, or when none could be read."""

    catalogue: "Catalogue | None" = None
    """Where they come from; `None` while loading, or when none could be read."""

    fault: str | None = None
    """Why there are none, and what to do; `None` unless loading failed."""

    is_loading: bool = False
    """Whether a newer list is on its way."""


@dataclass(slots=True)
class _Held:
    listing: Listing = field(default_factory=Listing)
    loading: "Future[Catalogue] | None" = None
    loaded_at_s: float | None = None


class Listings:
    """The lists of every server this process has asked; safe to use from any thread."""

    def __init__(self) -> None:
        self._held: dict[str, _Held] = {}
        self._lock = Lock()

    def peek(self, server: str) -> Listing:
        """Return what is known now, without waiting."""
        with self._lock:
            held = self._held.setdefault(server, _Held())
            if held.loading is not None and held.loading.done():
                held.listing, held.loaded_at_s = _read(held.loading, held.listing), monotonic()
                held.loading = None
            is_loading = held.loading is not None or held.loaded_at_s is None
            known = held.listing
            return Listing(known.models, known.catalogue, known.fault, is_loading)

    def load(self, server: str, ask: "Callable[[], Catalogue]", *, again: bool = False) -> None:
        """Ask for the list in the background, if it is not known or is old, or in any case."""
        self.peek(server)
        with self._lock:
            held = self._held[server]
            is_fresh = held.loaded_at_s is not None and monotonic() - held.loaded_at_s < FRESH_S
            if held.loading is None and (again or not is_fresh):
                held.loading = in_background(ask, name="catalogue")

    def offer(self, server: str, catalogue: "Catalogue") -> None:
        """Take a copy from disk to go on with, until a list that was asked for is there."""
        self.peek(server)
        with self._lock:
            held = self._held[server]
            if held.listing.catalogue is None:
                held.listing = Listing(catalogue.models, catalogue)


def _read(loading: "Future[Catalogue]", before: Listing) -> Listing:
    try:
        catalogue = loading.result()
    except BakeoffError as fault:
        return Listing(before.models, before.catalogue, str(fault))
    except Exception as fault:  # noqa: BLE001 - told and logged, never dropped
        # A mistake of ours: the page goes on without the list, and the log has the rest.
        _log.exception("the list of models could not be loaded")
        kind = type(fault).__name__
        told = f"The list of models can't be loaded ({kind}). A model's id can be typed in."
        return Listing(before.models, before.catalogue, told)
    return Listing(catalogue.models, catalogue)
