#!/usr/bin/env bash
# Instructions of the pipeline with a full trace over direct calls: `trace_overhead` without the noise of a clock.
# Needs valgrind. The corpus is made in every run; its share is taken off.
set -euo pipefail
cd "$(dirname "$0")/.."
bench=$(cargo bench --bench ratios --no-run --message-format json 2>/dev/null |
    python3 -c 'import json,sys; print([m["executable"] for m in map(json.loads, sys.stdin) if m.get("target", {}).get("name") == "ratios" and m.get("executable")][-1])')

count() {
    UNISONO_DESIGN=$1 valgrind --tool=callgrind --callgrind-out-file=/dev/null "$bench" 2>&1 |
        sed -n 's/,//g; s/.*Collected : \([0-9]*\).*/\1/p'
}

none=$(count none)
full=$(count full)
direct=$(count direct)
python3 -c "print(f'trace_overhead_instructions={($full - $none) / ($direct - $none):.3f}')"
