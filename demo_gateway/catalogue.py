"""All scripted models by id, and what `/models` and its relatives say about them."""

import hashlib
from typing import Final

from demo_gateway.cast import BENCH, ODD, ROUTER_ID, WELL_BEHAVED
from demo_gateway.faulty import FAULTY
from demo_gateway.hostile import HOSTILE
from demo_gateway.persona import Persona

PERSONAS: Final[tuple[Persona, ...]] = (*WELL_BEHAVED, *ODD, *HOSTILE, *FAULTY, *BENCH)

_BY_ID: Final = {persona.id: persona for persona in PERSONAS}
_ROUTED_TO: Final = tuple(
    persona for persona in WELL_BEHAVED if persona.temper == "plain" and not persona.is_byok
)
_DYNAMIC_VARIANTS: Final = frozenset({"nitro", "floor", "exacto", "online"})
_FIRST_CREATED = 1_790_000_000
_PARAMETERS = ["max_tokens", "seed", "stop", "temperature", "top_p"]


def find_persona(model: str) -> Persona | None:
    """Return the model with this id, dynamic variants such as `:nitro` included."""
    base, _, variant = model.rpartition(":")
    if variant in _DYNAMIC_VARIANTS:
        return find_persona(base)
    return _BY_ID.get(model)


def route(persona: Persona, prompt: str) -> Persona:
    """Return the model that answers: the router's choice, or the model itself."""
    if persona.id != ROUTER_ID:
        return persona
    digest = hashlib.sha256(prompt.encode(errors="replace")).digest()
    return _ROUTED_TO[digest[0] % len(_ROUTED_TO)]


def permaslug(persona: Persona) -> str:
    """Return the dated id under which a model never changes."""
    return persona.id if persona.id == ROUTER_ID else f"{persona.id.partition(':')[0]}-20260901"


def provider_slug(provider: str) -> str:
    """Return the lower-kebab form of a provider's name."""
    words = "".join(letter if letter.isalnum() else " " for letter in provider).split()
    return "-".join(words).lower()


def model_entry(persona: Persona) -> dict[str, object]:
    """Return the row of `/models` for a model."""
    entry: dict[str, object] = {
        "id": persona.id,
        "canonical_slug": permaslug(persona),
        "hugging_face_id": None if persona.id == ROUTER_ID else "",
        "name": persona.name,
        "created": _created(persona),
        "description": persona.description,
        "context_length": persona.context_tokens,
        "architecture": _architecture(persona),
        "pricing": _pricing(persona),
        "top_provider": {
            "context_length": None if persona.temper == "routes" else persona.context_tokens,
            "max_completion_tokens": persona.max_completion_tokens,
            "is_moderated": persona.temper == "refuses",
        },
        "per_request_limits": None,
        "supported_parameters": _parameters(persona),
        "default_parameters": {},
        "supported_voices": None,
        "knowledge_cutoff": None,
        "expiration_date": None,
        "links": {"details": f"/api/v1/models/{permaslug(persona)}/endpoints"},
    }
    if persona.temper in ("reasons", "thinks_only"):
        entry["reasoning"] = {"mandatory": False, "default_enabled": True}
    return entry


def endpoints_entry(persona: Persona) -> dict[str, object]:
    """Return what `/models/{author}/{slug}/endpoints` says about a model."""
    endpoints = [] if persona.temper == "routes" else [_endpoint(persona)]
    return {
        "id": persona.id,
        "name": persona.name,
        "created": _created(persona),
        "description": persona.description,
        "architecture": _architecture(persona),
        "endpoints": endpoints,
    }


def provider_entries() -> list[dict[str, object]]:
    """Return the rows of `/providers`."""
    names = sorted({persona.provider for persona in PERSONAS if persona.temper != "routes"})
    return [
        {
            "name": name,
            "slug": provider_slug(name),
            "privacy_policy_url": None,
            "terms_of_service_url": None,
            "status_page_url": None,
            "headquarters": None,
            "datacenters": None,
        }
        for name in names
    ]


def _created(persona: Persona) -> int:
    # The list is newest first, as OpenRouter's is.
    return _FIRST_CREATED - 86_400 * PERSONAS.index(persona)


def _architecture(persona: Persona) -> dict[str, object]:
    draws = persona.temper == "draws"
    return {
        "modality": "text->text+image" if draws else "text->text",
        "input_modalities": ["text"],
        "output_modalities": ["text", "image"] if draws else ["text"],
        "tokenizer": "Router" if persona.temper == "routes" else "Other",
        "instruct_type": None,
    }


def _pricing(persona: Persona) -> dict[str, str]:
    return {
        "prompt": format(persona.prompt_usd, "f"),
        "completion": format(persona.completion_usd, "f"),
    }


def _parameters(persona: Persona) -> list[str]:
    extra: list[str] = []
    if persona.temper in ("reasons", "thinks_only"):
        extra = ["include_reasoning", "reasoning"]
    if persona.temper == "calls_tool":
        extra = ["tool_choice", "tools"]
    return sorted([*_PARAMETERS, *extra])


def _endpoint(persona: Persona) -> dict[str, object]:
    latency_ms = persona.ttft_s * 1000
    calls_tools = persona.temper == "calls_tool"
    return {
        "name": f"{persona.provider} | {permaslug(persona)}",
        "model_id": persona.id,
        "model_name": persona.name,
        "context_length": persona.context_tokens,
        "pricing": _pricing(persona),
        "provider_name": persona.provider,
        "tag": provider_slug(persona.provider),
        "quantization": None,
        "service_tier": None,
        "max_completion_tokens": persona.max_completion_tokens,
        "max_prompt_tokens": None,
        "supported_parameters": _parameters(persona),
        "status": 0,
        "uptime_last_5m": 100.0,
        "uptime_last_30m": 100.0,
        "uptime_last_1d": 100.0,
        "latency_last_30m": _percentiles(latency_ms),
        "throughput_last_30m": _percentiles(persona.tokens_per_second),
        "supports_implicit_caching": False,
        "supports_voice_cloning": False,
        "supports_diarization": False,
        "supports_tool_choice": dict.fromkeys(
            ("auto", "function", "none", "required"), calls_tools
        ),
        "native_tools": {},
    }


def _percentiles(value: float) -> dict[str, float]:
    # The schedule is absolute: a scripted model is as fast at its worst as at its best.
    return dict.fromkeys(("p50", "p75", "p90", "p99"), value)
