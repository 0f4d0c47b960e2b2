"""The routes about the caller: the key, its credits, and the answers it got."""

from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response

from demo_gateway.access import key_of, limit_usd_of_key
from demo_gateway.chat_request import RequestRefusedError
from demo_gateway.ledger import Account, Generation, Ledger
from demo_gateway.responses import error_response, json_response

_PRIVATE = {"Cache-Control": "private, no-store"}
_TOTAL_CREDITS_USD = 25.0
_FREE_REQUESTS_A_DAY = 1000
_NOBODY = "00000000-0000-0000-0000-000000000000"


class AccountRoutes:
    """Handlers that need a key."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def key(self, request: Request) -> Response:
        """GET /key: the limits and the usage of the key."""
        try:
            key = key_of(request.headers)
        except RequestRefusedError as refusal:
            return error_response(refusal.status, refusal.message)
        account = self._ledger.account_for(key)
        fields = _key_fields(account, limit=limit_usd_of_key(key))
        return json_response({"data": fields}, headers=_PRIVATE)

    async def credits(self, request: Request) -> Response:
        """GET /credits: what was bought, and what was used of it."""
        try:
            key = key_of(request.headers)
        except RequestRefusedError as refusal:
            return error_response(refusal.status, refusal.message)
        limit = limit_usd_of_key(key)
        usage = float(self._ledger.account_for(key).usage)
        fields = {
            "total_credits": _TOTAL_CREDITS_USD if limit is None else limit,
            "total_usage": usage if limit is None else limit,
        }
        return json_response({"data": fields}, headers=_PRIVATE)

    async def generation(self, request: Request) -> Response:
        """GET /generation?id=: one finished answer; not found for a short while at first."""
        try:
            key = key_of(request.headers)
        except RequestRefusedError as refusal:
            return error_response(refusal.status, refusal.message)
        generation_id = request.query_params.get("id", "")
        found = self._ledger.generation(generation_id, self._ledger.account_for(key))
        if found is None:
            return error_response(404, f"Generation {generation_id} not found")
        return json_response({"data": _generation_fields(found)}, headers=_PRIVATE)


def _key_fields(account: Account, *, limit: float | None) -> dict[str, object]:
    usage = float(account.usage) if limit is None else limit
    byok_usage = float(account.byok_usage)
    periods = ("", "_daily", "_weekly", "_monthly")
    return {
        "label": account.label,
        "is_management_key": False,
        "is_provisioning_key": False,
        "limit": limit,
        "limit_reset": None,
        "limit_remaining": None if limit is None else 0.0,
        "include_byok_in_limit": False,
        **{f"usage{period}": usage for period in periods},
        **{f"byok_usage{period}": byok_usage for period in periods},
        "is_free_tier": False,
        "expires_at": None,
        "creator_user_id": account.user_id,
        "organization_id": None,
        "workspace_id": _NOBODY,
        "allowed_data_regions": ["global"],
        "budgets": [],
        "effective_budget": None,
        "free_model_daily_requests": {
            "used": account.free_requests,
            "limit": _FREE_REQUESTS_A_DAY,
            "remaining": max(0, _FREE_REQUESTS_A_DAY - account.free_requests),
        },
        "rate_limit": {
            "requests": -1,
            "interval": "10s",
            "note": "This field is deprecated and safe to ignore.",
        },
    }


def _generation_fields(generation: Generation) -> dict[str, object]:
    clock, bill = generation.clock, generation.bill
    ended = clock.ended or clock.started
    first_token = clock.first_token or ended
    created = datetime.fromtimestamp(clock.started, UTC)
    latency_ms = round((first_token - clock.started) * 1000)
    upstream_id = f"demo-{clock.generation_id.rpartition('-')[2]}"
    charged_upstream = float(bill.upstream_cost) if bill.is_byok else 0
    return {
        "created_at": created.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "model": generation.permaslug,
        "app_id": None,
        "external_user": None,
        "streamed": generation.is_streamed,
        "cancelled": clock.aborted,
        "latency": latency_ms,
        "moderation_latency": None,
        "generation_time": round((ended - first_token) * 1000),
        "tokens_prompt": bill.prompt_tokens,
        "tokens_completion": bill.completion_tokens,
        "native_tokens_prompt": bill.prompt_tokens,
        "native_tokens_completion": bill.completion_tokens,
        "native_tokens_completion_images": bill.image_tokens or None,
        "native_tokens_reasoning": bill.reasoning_tokens,
        "native_tokens_cached": 0,
        "num_media_prompt": None,
        "num_input_audio_prompt": None,
        "num_media_completion": 1 if bill.image_tokens else 0,
        "num_search_results": None,
        "num_fetches": None,
        "web_search_engine": None,
        "origin": generation.origin,
        "is_byok": bill.is_byok,
        "finish_reason": generation.finish_reason,
        "native_finish_reason": generation.native_finish_reason,
        "service_tier": None,
        "usage": float(bill.cost),
        "router": generation.router,
        "user_agent": generation.user_agent,
        "http_referer": generation.origin or None,
        "request_id": f"req-{clock.generation_id.removeprefix('gen-')}",
        "session_id": None,
        "preset_id": None,
        "api_type": "completions",
        "id": clock.generation_id,
        "upstream_id": upstream_id,
        "provider_responses": [
            {
                "endpoint_id": _NOBODY,
                "id": upstream_id,
                "is_byok": bill.is_byok,
                "latency": latency_ms,
                "model_permaslug": generation.permaslug,
                "provider_name": generation.provider,
                "status": 200,
            }
        ],
        "total_cost": float(bill.cost),
        "cache_discount": None,
        "upstream_inference_cost": charged_upstream,
        "provider_name": generation.provider,
        "response_cache_source_id": None,
        "data_region": "global",
        "workspace_id": _NOBODY,
    }
