from demo_gateway.ledger import Ledger

SECRET = "sk-or-demo-0123456789abcdef0123456789abcdef"


def test_a_flaky_model_fails_so_often_then_succeeds_then_starts_again() -> None:
    ledger = Ledger()
    account = ledger.account_for(SECRET)

    def attempt() -> bool:
        return ledger.fails_again(account, model="faulty/x", conversation="hi", failures=2)

    assert [attempt() for _ in range(6)] == [True, True, False, True, True, False]


def test_attempts_are_counted_by_key_and_by_prompt() -> None:
    ledger = Ledger()
    one, other = ledger.account_for(SECRET), ledger.account_for("sk-or-demo-other")
    counts = [(one, "a"), (one, "b"), (other, "a")]
    assert all(
        ledger.fails_again(account, model="faulty/x", conversation=prompt, failures=1)
        for account, prompt in counts
    )


def test_no_account_shows_its_key() -> None:
    account = Ledger().account_for(SECRET)
    assert SECRET not in repr(account)
    assert account.label == "sk-or-demo-012...def"
    assert account.user_id not in SECRET


def test_the_same_key_has_the_same_account() -> None:
    ledger = Ledger()
    assert ledger.account_for(SECRET) is ledger.account_for(SECRET)
