import json
import re
import time

import pytest

from demo_gateway.bench_script import parse_bench_script
from demo_gateway.chat_request import RequestRefusedError


def pieces(**fields: object) -> list[str]:
    return [delta.text for delta in parse_bench_script(json.dumps(fields)).reply().deltas]


@pytest.mark.parametrize("text", ["mixed", "list", "table", "code", "plain"])
def test_it_says_exactly_as_many_tokens_as_asked(text: str) -> None:
    assert len(pieces(tokens=777, text=text)) == 777


def test_every_nth_token_of_plain_text_carries_the_time_at_which_it_was_fetched() -> None:
    before = time.time()
    said = pieces(tokens=31, stamp_every=10, text="plain")
    stamped = [re.search("⟦(.+)⟧", piece) for piece in said]
    assert [place for place, found in enumerate(stamped) if found] == [0, 10, 20, 30]
    times = [float(found[1]) for found in stamped if found]
    assert before - 0.001 <= times[0] <= times[1] <= times[2] <= time.time() + 0.001


@pytest.mark.parametrize("text", ["mixed", "list", "table", "code"])
def test_stamps_stand_on_words_of_prose_alone(text: str) -> None:
    stamped = [piece for piece in pieces(tokens=900, text=text, stamp_every=10) if "⟦" in piece]
    assert len(stamped) > 50
    assert all(re.fullmatch(r" [A-Za-z]{3,}⟦\d+\.\d{6}⟧", piece) for piece in stamped)


def test_a_table_is_one_table_and_a_list_one_list() -> None:
    table = "".join(pieces(tokens=900, text="table"))
    assert all(line.startswith("|") for line in table.splitlines()[:-1])
    assert all(
        line.startswith("- ") for line in "".join(pieces(tokens=900, text="list")).splitlines()
    )


@pytest.mark.parametrize(
    ("prompt", "message"),
    [
        ("hello", "bench/steady needs a prompt that is JSON"),
        ("[1]", "bench/steady needs a prompt that is a JSON object"),
        ('{"tokens":0}', "tokens must be a number from 1 to 100000"),
        ('{"tokens_per_second":"fast"}', "tokens_per_second must be a number from 0.01 to 1e+06"),
        ('{"text":"verse"}', "text must be one of mixed, list, table, code, plain"),
        ('{"hold_until":true}', "hold_until must be a number from 0 to 1e+11"),
    ],
)
def test_a_wrong_script_is_refused_by_the_name_of_its_field(prompt: str, message: str) -> None:
    with pytest.raises(RequestRefusedError, match=re.escape(message)):
        parse_bench_script(prompt)
