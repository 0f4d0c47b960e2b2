"""A comparison in one call, for notebooks, scripts and the command line.

Not called `compare`, because a module of that name would stand in for the function.
"""

import asyncio
from collections.abc import Iterable

from bakeoff.connection import Connection
from bakeoff.demo import demo_connection
from bakeoff.engine import get_engine
from bakeoff.errors import SettingsError
from bakeoff.openrouter.catalogue import stored_catalogue
from bakeoff.request import DEFAULT_MAX_TOKENS, ComparisonRequest, Entry, Sampling
from bakeoff.run import Run
from bakeoff.settings import OPENROUTER_BASE_URL, Settings, load_settings

Models = str | Entry | Iterable[str | Entry]


def compare(  # noqa: PLR0913 - each is one of the settings that a completion has
    prompt: str,
    models: Models,
    *,
    system_prompt: str | None = None,
    max_tokens: int = DEFAULT_MAX_TOKENS,
    temperature: float | None = None,
    top_p: float | None = None,
    seed: int | None = None,
    stop: str | Iterable[str] = (),
    demo: bool = False,
    settings: Settings | None = None,
) -> Run:
    """Ask every model and return the run when all have ended; one's failure is in its record.

    Args:
        prompt: what every model is asked.
        models: ids, or entries with settings of their own; the same one may come twice.
        system_prompt: the instruction before the prompt; `None` sends none.
        max_tokens: most tokens of each answer.
        temperature: 0 to 2; `None` leaves it to the provider.
        top_p: above 0, up to 1; `None` leaves it to the provider.
        seed: asks for the same answer again, where the provider can.
        stop: a sequence that ends an answer, or up to 4 of them.
        demo: ask the demo gateway's simulated models; never done unless asked for.
        settings: key, address and deadlines; loaded if not given.

    Raises:
        InvalidRequestError: the comparison can't be sent; it names each field at fault.
        SettingsError: a setting, such as the key, is missing or can't be used.
        DemoGatewayError: the demo was asked for and did not start.
    """
    sampling = Sampling(
        max_tokens=max_tokens, temperature=temperature, top_p=top_p, seed=seed, stop=_several(stop)
    )
    request = request_for(prompt, models, system_prompt, sampling)
    run = start(request, demo=demo, settings=settings)
    try:
        run.wait()
    except BaseException:
        # Whoever interrupts the wait has given the answers up: they must not go on costing.
        run.stop()
        raise
    return run


async def compare_async(  # noqa: PLR0913 - each is one of the settings that a completion has
    prompt: str,
    models: Models,
    *,
    system_prompt: str | None = None,
    max_tokens: int = DEFAULT_MAX_TOKENS,
    temperature: float | None = None,
    top_p: float | None = None,
    seed: int | None = None,
    stop: str | Iterable[str] = (),
    demo: bool = False,
    settings: Settings | None = None,
) -> Run:
    """Ask every model without blocking the event loop; `compare` says the rest.

    Cancelling it stops the run.

    Raises:
        InvalidRequestError: the comparison can't be sent; it names each field at fault.
        SettingsError: a setting, such as the key, is missing or can't be used.
        DemoGatewayError: the demo was asked for and did not start.
    """
    sampling = Sampling(
        max_tokens=max_tokens, temperature=temperature, top_p=top_p, seed=seed, stop=_several(stop)
    )
    request = request_for(prompt, models, system_prompt, sampling)
    # Settings and prices are read from disk, and the demo is waited for: not on the loop.
    starting = asyncio.ensure_future(
        asyncio.to_thread(start, request, demo=demo, settings=settings)
    )
    try:
        run = await asyncio.shield(starting)
        await run.finished()
    except asyncio.CancelledError:
        starting.add_done_callback(_stop_started)
        raise
    return run


def _several(stop: str | Iterable[str]) -> tuple[str, ...]:
    # A text is an iterable of its letters too, each of which would end the answer.
    return (stop,) if isinstance(stop, str) else tuple(stop)


def _stop_started(starting: "asyncio.Future[Run]") -> None:
    if not starting.cancelled() and starting.exception() is None:
        starting.result().stop()


def request_for(
    prompt: str, models: Models, system_prompt: str | None, sampling: Sampling
) -> ComparisonRequest:
    """Return the request for these models.

    Raises:
        InvalidRequestError: it can't be sent; it names each field at fault.
    """
    chosen = (models,) if isinstance(models, (str, Entry)) else tuple(models)
    entries = tuple(Entry(model) if isinstance(model, str) else model for model in chosen)
    return ComparisonRequest(
        prompt=prompt, entries=entries, system_prompt=system_prompt, sampling=sampling
    )


def start(request: ComparisonRequest, *, demo: bool, settings: Settings | None = None) -> Run:
    """Send the request and return its run at once.

    Raises:
        SettingsError: a setting, such as the key, is missing or can't be used.
        DemoGatewayError: the demo was asked for and did not start.
    """
    chosen = load_settings() if settings is None else settings
    connection = demo_connection(chosen) if demo else own_connection(chosen)
    # From disk alone: prices are wanted only where an answer does not say what it cost.
    known = stored_catalogue(connection, chosen)
    return get_engine().start(
        request,
        connection,
        deadlines=chosen.deadlines,
        prices=None if known is None else known.prices(),
    )


def own_connection(settings: Settings) -> Connection:
    """Return the connection that the operator has set; never the demo's.

    Raises:
        SettingsError: there is no key, and the server was not declared to want none.
    """
    if settings.api_key is None and not settings.is_keyless:
        raise SettingsError(_missing_key(settings))
    return Connection(
        base_url=settings.base_url,
        api_key=settings.api_key,
        site_url=settings.site_url,
        app_title=settings.app_title,
    )


def _missing_key(settings: Settings) -> str:
    if settings.base_url == OPENROUTER_BASE_URL:
        return (
            "There is no API key. Set OPENROUTER_API_KEY to one from "
            "https://openrouter.ai/settings/keys, or ask for simulated models: "
            "--demo, in Python demo=True."
        )
    return (
        f"There is no API key for {settings.base_url}. Set OPENROUTER_API_KEY, "
        "or BAKEOFF_KEYLESS=1 if that server wants none."
    )
