from datetime import UTC, datetime, timedelta
from threading import Event

import pytest

from bakeoff import Catalogue, CatalogueError, ModelInfo
from components.listing import Listing, Listings
from components.listing_notice import age_text
from tests.processes import wait_until

SERVER = "https://models.example.org/v1"


def catalogue(*ids: str) -> Catalogue:
    models = tuple(ModelInfo(id=model_id, name=model_id) for model_id in ids)
    return Catalogue(models, datetime.now(UTC))


def loaded(listings: Listings, server: str = SERVER) -> Listing:
    wait_until(lambda: not listings.peek(server).is_loading, "the list")
    return listings.peek(server)


def refuse() -> Catalogue:
    raise CatalogueError("The list can't be read.")


def test_nobody_waits_for_the_list() -> None:
    listings, goes_on = Listings(), Event()

    def ask() -> Catalogue:
        goes_on.wait(20)
        return catalogue("a/b")

    listings.load(SERVER, ask)
    assert listings.peek(SERVER) == Listing(is_loading=True)
    goes_on.set()
    assert [model.id for model in loaded(listings).models] == ["a/b"]


def test_a_fresh_list_is_not_asked_for_again_unless_someone_wants_it() -> None:
    listings = Listings()
    listings.load(SERVER, lambda: catalogue("a/1"))
    loaded(listings)
    listings.load(SERVER, lambda: catalogue("a/2"))
    assert [model.id for model in loaded(listings).models] == ["a/1"]
    listings.load(SERVER, lambda: catalogue("a/2"), again=True)
    assert [model.id for model in loaded(listings).models] == ["a/2"]


def test_a_failed_list_says_why_and_keeps_what_was_known() -> None:
    listings = Listings()
    listings.load(SERVER, lambda: catalogue("a/1"))
    loaded(listings)
    listings.load(SERVER, refuse, again=True)
    failed = loaded(listings)
    assert failed.fault == "The list can't be read."
    assert [model.id for model in failed.models] == ["a/1"]


def test_a_fault_that_nobody_foresaw_is_logged_and_the_page_goes_on(
    caplog: pytest.LogCaptureFixture,
) -> None:
    listings = Listings()

    def ask() -> Catalogue:
        raise ZeroDivisionError

    listings.load(SERVER, ask)
    assert "ZeroDivisionError" in (loaded(listings).fault or "")
    assert "Traceback" in caplog.text


def test_a_copy_from_disk_serves_until_the_list_is_there() -> None:
    listings, goes_on = Listings(), Event()

    def ask() -> Catalogue:
        listings.offer(SERVER, catalogue("a/old"))
        goes_on.wait(20)
        return catalogue("a/new")

    listings.load(SERVER, ask)
    wait_until(lambda: bool(listings.peek(SERVER).models), "the copy")
    assert [model.id for model in listings.peek(SERVER).models] == ["a/old"]
    assert listings.peek(SERVER).is_loading
    goes_on.set()
    assert [model.id for model in loaded(listings).models] == ["a/new"]


def test_each_server_has_a_list_of_its_own() -> None:
    listings = Listings()
    listings.load(SERVER, lambda: catalogue("a/1"))
    loaded(listings)
    assert listings.peek("demo") == Listing(is_loading=True)


@pytest.mark.parametrize(
    ("age", "text"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=59), "59 minutes ago"),
        (timedelta(hours=5), "5 hours ago"),
        (timedelta(days=2), "2 days ago"),
    ],
)
def test_a_list_tells_its_age(age: timedelta, text: str) -> None:
    old = Catalogue((), datetime.now(UTC) - age)
    assert age_text(old) == text
