"""The engine alone, in a process of its own.

`python -m bench.engine BASE_URL KEY MODELS PROMPT` prints its wall time and CPU time as JSON.
"""

import json
import sys
import time

from bakeoff import ComparisonRequest, Connection, Entry, Sampling, close_engine, get_engine
from bench.steady import MODEL


def main(base_url: str, key: str, models: int, prompt: str) -> None:
    """Warm the engine up, then time so many streams at once."""
    connection = Connection(
        base_url=base_url, api_key=key, site_url="http://localhost", app_title="Bakeoff bench"
    )
    engine = get_engine()
    warm = json.dumps({"tokens": 5, "tokens_per_second": 100})
    sampling = Sampling(max_tokens=1_000_000)
    engine.start(
        ComparisonRequest(prompt=warm, entries=(Entry(MODEL),), sampling=sampling), connection
    ).wait()
    asked = ComparisonRequest(
        prompt=prompt, entries=tuple(Entry(MODEL) for _ in range(models)), sampling=sampling
    )
    wall, cpu = time.perf_counter(), time.process_time()
    run = engine.start(asked, connection)
    run.wait()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    statuses = [completion.status for completion in run.record.completions]
    close_engine()
    print(json.dumps({"wall_s": wall, "cpu_s": cpu, "completed": statuses.count("completed")}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4])
