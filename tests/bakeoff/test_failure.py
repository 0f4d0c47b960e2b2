from bakeoff.failure import FAILURE_KINDS, failure_of, failure_table


def test_every_kind_says_what_happened_and_what_to_do() -> None:
    for kind in failure_table():
        assert kind.seen_as
        assert kind.message.endswith(".")
        assert kind.advice.endswith(".")
        assert kind.error_type == kind.error_type.lower()


def test_no_kind_is_listed_twice() -> None:
    assert [kind.error_type for kind in failure_table()] == list(FAILURE_KINDS)


def test_what_a_server_said_follows_the_tables_own_words() -> None:
    kind = FAILURE_KINDS["rate_limited"]
    failure = failure_of("rate_limited", "It said: no.", hint="Wait 3 s.", status_code=429)
    assert failure.message == f"{kind.message} It said: no."
    assert failure.advice == f"{kind.advice} Wait 3 s."
    assert (failure.retryable, failure.status_code) == (True, 429)


def test_a_servers_own_remedy_is_not_said_beside_ours() -> None:
    failure = failure_of("rate_limited", remedy="Retry shortly.", hint="Wait 3 s.")
    assert failure.advice == "Retry shortly. Wait 3 s."
