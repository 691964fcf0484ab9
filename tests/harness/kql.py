"""What queries are tried on: values that try the words, the wildcards and the paths; and a query of each construct."""

from __future__ import annotations

from typing import Any

MESSAGES = (
    "CUDA out of memory on device 0",
    "Out-Of-Memory: tried to allocate 2 GiB",
    "memory of_device out",
    "训练开始,显存不足 GPU内存",
    "epoch done\nloss=0.21",
    "naïve ÉCOLE İstanbul ΟΔΟΣ",
    "--- ... ---",
    "",
    "100% _done_ 'quoted' \"twice\" back\\slash a*b",
)
SERVICES = (
    "trainer",
    "Trainer",
    "train er",
    "infer_dual",
    "a%b_c",
    "a*b",
    "x\\y",
    "line\nend",
    "",
    "'; DROP TABLE events; --",
)
EXTRAS: tuple[dict[str, Any] | None, ...] = (
    None,
    {"lr": 1, "a": {"b": "deep"}},
    {"a.b": "deep", "flag": True},
    {"a": [{"b": "deep"}, {"b": 2}, 5], "n": None},
    {'q"[0].': "odd", "back\\slash": "odd", "tag": ["red", ["green"]]},
    {"tag": "red panda", "é": "x", "a b": "y"},
)

QUERIES = """
level:ERROR
level:ERROR AND gpu_memory > 0.5
level:(ERROR or WARN)
not level:(ERROR or WARN)
level:W*
level:*R*
service:trainer
service:Trainer
service:train er
service:"train er"
service:train*
service:a%*
service:a\\*b
service:a*b*
service:*\\\\*
service:*_*
service:line*
service:""
not service:*
service:*
message:*
message:memory
message:MEMORY device
message:out of memory
message:"out of memory"
message:"OUT-of memory"
message:"of out"
message:mem*
message:*vice out*
message:显
message:"显存不足"
message:"显存 GPU"
message:"存显"
message:"gpu内存"
message:École
message:istanbul
message:οδοσ
message:"loss=0.21"
message:_done_
message:done
notes:"out of memory"
notes:done or notes:显
gpu_memory > 0.9
gpu_memory >= 0.9
gpu_memory:0.9
gpu_memory < 0
gpu_memory:-1e300
step > 3.5
step >= 3.5
step < 3.5
step <= 3.5
step > -3.5
step:4
step:4.0
step >= 9223372036854775807
step > 9223372036854775806
step:-9223372036854775808
fused:true
fused:false
not fused:true
gpu_id:7
gpu_id > 1
gpu_id:(0 and 1)
not gpu_id:0
gpu_id:*
tags:red
tags:red*
tags:"red panda"
tags:*
saved_at < now
saved_at:2026-11-01
item:x
@timestamp:2026-11-01
@timestamp >= 2026-11
@timestamp > 2026-11-01
@timestamp <= 2026-11-01
@timestamp < 2026-11-01
@timestamp >= "2026-11-01T12:00:00"
@timestamp > "2026-11-01T12:00:00"
@timestamp <= "2026-11-01T12:00:00"
@timestamp:"2026-11-01T20:00:00.000+08:00"
@timestamp > now
@timestamp <= now/h
@timestamp >= now-1d/d and @timestamp < now/h
@timestamp < "2026-12-31||-1M"
_id:e7
_id:(e7 or e8)
_id:*
extra:*
not extra:*
extra.lr:1
extra.a.b:deep
extra.a.b:2
extra.a:5
extra.a:*
extra.a.b:*
extra.n:*
extra.flag:true
extra.tag:red*
extra.tag:green
extra.tag:red
extra.é:x
extra.a b:y
extra.back\\\\slash:odd
extra.q\\"[0].:odd
violations:"step: not an integer"
violations:step*
not violations:*
trainer
memory
"out of memory"
red panda
Red pan*
train* zzz
显
done and not ERROR
*
*:*
not *
not (level:ERROR and not (message:memory or gpu_id > 1))
""".strip().splitlines()

# As deep as brackets may go, in the ways that make Elasticsearch's queries deepest.
DEEPEST = [
    opened * 12 + "memory* x or step:3 and red* x" + ")" * 12
    for opened in (
        "step:1 or step:2 and (",
        "step:1 or not (",
        "not (",
        "step:1 or step:2 and not (",
        "step:1 and not (",
    )
]
