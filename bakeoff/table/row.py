"""One completion as plain values, a value a column; without pandas, for whoever prints or saves it.

Unknown is `None`, and text is always encodable: a lone surrogate becomes U+FFFD.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from bakeoff.record import CompletionRecord, RunRecord
from bakeoff.table.columns import COLUMNS


def rows(runs: Iterable[RunRecord]) -> Iterator[dict[str, Any]]:
    """Yield a row for every completion of every run, in order, retries and failures too."""
    for run in runs:
        # A copy: the engine's thread may be appending a retry.
        for completion in tuple(run.completions):
            yield row(run, completion)


def row(run: RunRecord, completion: CompletionRecord) -> dict[str, Any]:
    """Return one completion's values by column name, in the columns' order."""
    values = {**_answer(completion), **_figures(completion), **_question(run, completion)}
    values["started_at"] = _started_at(run, completion)
    return {declared.name: encodable(values[declared.name]) for declared in COLUMNS}


def encodable(value: Any) -> Any:
    """Return text with its surrogates paired or replaced, and anything else as it came."""
    if not isinstance(value, str):
        return value
    try:
        value.encode()
    except UnicodeEncodeError:
        # A pair cut in two by the stream is one character again; a lone half becomes U+FFFD.
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return value


def _started_at(run: RunRecord, completion: CompletionRecord) -> datetime | None:
    if not completion.attempts:
        return None
    return run.started_at + timedelta(seconds=completion.attempts[0].started_at_s)


def _question(run: RunRecord, completion: CompletionRecord) -> dict[str, Any]:
    sampling = completion.sampling
    return {
        "run_id": run.run_id,
        "label": completion.entry.label,
        "model": completion.entry.model,
        "prompt": run.request.prompt,
        "system_prompt": run.request.system_prompt,
        "temperature": sampling.temperature,
        "top_p": sampling.top_p,
        "max_tokens": sampling.max_tokens,
        "seed": sampling.seed,
    }


def _answer(completion: CompletionRecord) -> dict[str, Any]:
    text = completion.text or completion.refusal
    is_unknown = not text and completion.status != "completed"
    return {
        "status": completion.status,
        "response_model": completion.response_model,
        "provider": completion.provider,
        "generation_id": completion.generation_id,
        "finish_reason": completion.finish_reason,
        "native_finish_reason": completion.native_finish_reason,
        "error_type": completion.failure.error_type if completion.failure else None,
        "error_message": completion.failure.message if completion.failure else None,
        "completion": None if is_unknown else text,
        "reasoning": completion.reasoning or None,
    }


def _figures(completion: CompletionRecord) -> dict[str, Any]:
    usage = completion.usage
    return {
        "prompt_tokens": usage.prompt_tokens,
        "completion_tokens": usage.completion_tokens,
        "reasoning_tokens": usage.reasoning_tokens,
        "cached_tokens": usage.cached_tokens,
        "total_tokens": usage.total_tokens,
        "cost_usd": usage.cost_usd,
        "cost_source": usage.cost_source,
        "ttft_s": completion.ttft_s,
        "duration_s": completion.duration_s,
        "waited_s": completion.waited_s,
        "tokens_per_second": completion.tokens_per_second,
        "attempts": len(completion.attempts),
    }
