import json

import pytest

from demo_gateway.chat_request import RequestRefusedError, parse_chat_request


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "Input must have at least 1 token."),
        (b"{broken", "Input must have at least 1 token."),
        (b"[]", "Invalid request parameters"),
        (b'{"model":"a/b"}', 'Input required: specify "prompt" or "messages"'),
        (b'{"messages":[]}', 'Input required: specify "prompt" or "messages"'),
        (b'{"messages":["hi"]}', "Invalid request parameters"),
        (
            b'{"messages":[{"role":"user","content":"hi"}],"max_tokens":0}',
            "Invalid request parameters: max_tokens must be at least 1",
        ),
    ],
)
def test_an_unusable_body_is_refused_with_openrouters_words(body: bytes, message: str) -> None:
    with pytest.raises(RequestRefusedError) as refused:
        parse_chat_request(body)
    assert (refused.value.status, refused.value.message) == (400, message)


def test_unknown_fields_are_ignored() -> None:
    body = {"messages": [{"role": "user", "content": "hi"}], "transforms": [], "novelty": 1}
    assert parse_chat_request(json.dumps(body).encode()).prompt == "hi"


def test_the_prompt_is_the_last_user_message_and_all_messages_count() -> None:
    messages = [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": [{"type": "text", "text": "First"}]},
        {"role": "assistant", "content": None},
        {"role": "user", "content": "Second"},
    ]
    request = parse_chat_request(json.dumps({"messages": messages}).encode())
    assert request.prompt == "Second"
    assert request.prompt_tokens == (3 + 4) + (1 + 4) + 4 + (1 + 4)
