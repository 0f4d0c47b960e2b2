import json

from demo_gateway.cast import ODD, WELL_BEHAVED
from demo_gateway.chat_request import ChatRequest, parse_chat_request
from demo_gateway.persona import Persona
from demo_gateway.reply import Reply, compose

PERSONAS = {persona.id: persona for persona in (*WELL_BEHAVED, *ODD)}
SWIFT = PERSONAS["acme-demo/swift-2"]
THINKER = PERSONAS["acme-demo/deep-thought"]


def request(prompt: str = "Why is the sky blue?", **fields: object) -> ChatRequest:
    body = {"model": "any", "messages": [{"role": "user", "content": prompt}], **fields}
    return parse_chat_request(json.dumps(body).encode())


def said(reply: Reply, kind: str = "content") -> str:
    return "".join(delta.text for delta in reply.deltas if delta.kind == kind)


def test_the_same_model_prompt_and_seed_give_the_same_reply() -> None:
    assert said(compose(SWIFT, request(seed=5))) == said(compose(SWIFT, request(seed=5)))


def test_another_seed_gives_another_reply() -> None:
    texts = {said(compose(SWIFT, request(seed=seed))) for seed in range(8)}
    assert len(texts) > 4


def test_temperature_changes_nothing() -> None:
    assert said(compose(SWIFT, request(temperature=2))) == said(compose(SWIFT, request()))


def test_max_tokens_cuts_the_reply_exactly_there_and_says_length() -> None:
    whole = said(compose(SWIFT, request()))
    reply = compose(SWIFT, request(max_tokens=17))
    assert reply.tokens == 17
    assert whole.startswith(said(reply))
    assert (reply.finish_reason, reply.native_finish_reason) == ("length", "length")


def test_max_tokens_that_suffice_change_nothing() -> None:
    whole = compose(SWIFT, request())
    assert compose(SWIFT, request(max_tokens=whole.tokens)) == whole


def test_max_completion_tokens_counts_as_max_tokens() -> None:
    assert compose(SWIFT, request(max_completion_tokens=9)).tokens == 9


def test_reasoning_counts_against_max_tokens() -> None:
    reply = compose(THINKER, request(max_tokens=30))
    assert said(reply) == ""
    assert reply.tokens == 30
    assert reply.finish_reason == "length"


def test_excluded_reasoning_is_not_said_but_counted() -> None:
    shown = compose(THINKER, request())
    hidden = compose(THINKER, request(reasoning={"exclude": True}))
    assert said(hidden, "reasoning") == ""
    assert said(hidden) == said(shown)
    assert hidden.tokens == shown.tokens
    assert hidden.hidden_tokens > 0


def test_a_stop_sequence_ends_the_reply_before_it() -> None:
    whole = said(compose(SWIFT, request()))
    stop = whole.split()[6]
    reply = compose(SWIFT, request(stop=["never in it", stop]))
    assert said(reply) == whole[: whole.index(stop)]
    assert reply.finish_reason == "stop"


def test_the_tool_that_was_offered_is_called_with_json_arguments() -> None:
    tools = [{"type": "function", "function": {"name": "look_up"}}]
    reply = compose(PERSONAS["tensorworks-demo/toolsmith"], request(tools=tools))
    assert said(reply, "tool_start").endswith(" look_up")
    assert json.loads(said(reply, "tool_arguments"))["query"] == "why is the sky blue"
    assert reply.finish_reason == "tool_calls"


def test_a_picture_is_a_png_in_a_data_url() -> None:
    reply = compose(PERSONAS["lumen-demo/canvas"], request())
    assert said(reply, "image").startswith("data:image/png;base64,iVBOR")


def test_no_answer_is_longer_than_its_model_allows() -> None:
    def most(persona: Persona) -> int:
        return persona.max_completion_tokens or 1_000_000

    replies = {persona: compose(persona, request()) for persona in PERSONAS.values()}
    assert all(0 < reply.tokens <= most(persona) for persona, reply in replies.items())
