from collections.abc import Iterator

import pytest
from openrouter import OpenRouter
from openrouter.components import ChatResult, ChatStreamChunk
from openrouter.types import UNSET

from demo_gateway.cast import ODD, WELL_BEHAVED
from demo_gateway.catalogue import PERSONAS
from tests.demo_gateway.raw_client import RawClient
from tests.gateway import Gateway

# The client of record knows no streamed content but strings.
STREAMED = [p.id for p in (*WELL_BEHAVED, *ODD) if p.id != "odd-demo/content-parts"]
WHOLE = [p.id for p in (*WELL_BEHAVED, *ODD) if p.id != "odd-demo/null-tool-ids"]
MESSAGES = [{"role": "user", "content": "Explain tides in one paragraph."}]


KEY = "sk-or-demo-openrouters-own-client"


@pytest.fixture(scope="module")
def openrouter(gateway: Gateway) -> Iterator[OpenRouter]:
    with OpenRouter(api_key=KEY, server_url=gateway.base_url) as sdk:
        yield sdk


@pytest.mark.parametrize("model", STREAMED)
def test_openrouters_own_client_reads_every_stream(openrouter: OpenRouter, model: str) -> None:
    with openrouter.chat.send(model=model, messages=MESSAGES, stream=True) as events:  # type: ignore[arg-type]
        chunks = list(events)
    assert all(isinstance(chunk, ChatStreamChunk) for chunk in chunks)
    usage = [chunk.usage for chunk in chunks if chunk.usage]
    assert len(usage) == 1
    assert usage[0].cost not in (None, UNSET)
    reasons = [c.finish_reason for chunk in chunks for c in chunk.choices if c.finish_reason]
    assert set(reasons) <= {"stop", "length", "tool_calls"}
    assert reasons


@pytest.mark.parametrize("model", WHOLE)
def test_openrouters_own_client_reads_every_completion(openrouter: OpenRouter, model: str) -> None:
    result = openrouter.chat.send(model=model, messages=MESSAGES)  # type: ignore[arg-type]
    assert isinstance(result, ChatResult)
    message = result.choices[0].message
    assert message.content or message.refusal or message.tool_calls
    assert result.usage is not None
    assert result.usage.completion_tokens > 0


def test_openrouters_own_client_reads_the_catalogue(openrouter: OpenRouter) -> None:
    page = openrouter.models.list()
    assert page is not None
    assert [row.id for row in page.result.data] == [persona.id for persona in PERSONAS]
    assert openrouter.models.count().data.count == len(PERSONAS)
    assert openrouter.providers.list().data


@pytest.mark.parametrize("persona", WELL_BEHAVED, ids=lambda persona: persona.id)
def test_openrouters_own_client_reads_every_models_endpoints(
    openrouter: OpenRouter, persona: object
) -> None:
    model = getattr(persona, "id", "")
    author, _, slug = model.partition("/")
    listed = openrouter.endpoints.list(author=author, slug=slug).data
    assert listed.id == model


# The recorded answer still has a field that the client calls deprecated.
@pytest.mark.filterwarnings("ignore:.*DEPRECATED:DeprecationWarning")
def test_openrouters_own_client_reads_key_credits_and_generation(
    gateway: Gateway,
) -> None:
    key = "sk-or-demo-one-generation"
    visitor = RawClient(gateway.base_url, key)
    with visitor.http, OpenRouter(api_key=key, server_url=gateway.base_url) as openrouter:
        stream = visitor.stream("acme-demo/deep-thought")
        visitor.generation(stream.generation_id)
        generation = openrouter.generations.get_generation(id=stream.generation_id).data
        usage = stream.usage["cost"]
        assert generation.total_cost == usage
        assert generation.native_tokens_reasoning
        assert openrouter.api_keys.get_current_key_metadata().data.usage == pytest.approx(usage)
        assert openrouter.credits.get_credits().data.total_usage == pytest.approx(usage)
