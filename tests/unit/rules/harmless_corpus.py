"""Lines without a secret, as training jobs write them: what the installed packages say, and near misses."""

from __future__ import annotations

import ast
import importlib.util
import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

__all__ = ["near_misses", "said_by"]

_SAYS = frozenset(
    {"debug", "info", "warning", "warn", "error", "critical", "exception", "print", "log", "warning_once"}
)

_TEMPLATES = (
    "epoch {i}/{j} step {n} loss {x:.4f} lr {y:.2e} mAP@0.5 {x:.3f} acc@1 {z:.2f}",
    "tokens: {n} tokens/s={z:.1f} max_tokens={n} num_tokens={n} pad_token='<pad>' eos_token_id={i}",
    "tokenizer = AutoTokenizer(bert-base-uncased), special tokens: ['[CLS]', '[SEP]', '<|endoftext|>']",
    "saved runs/exp{i}/weights/epoch_{n}.pt ({n} bytes, sha256 {h})",
    "checkpoint at s3://models/yolofuse/{h}/step={n}.ckpt",
    "rank {i}: NCCL INFO Channel {j:02d}/0 : {i}[{h12}] -> {j}[{h12}] via P2P/CUMEM",
    "git commit {h40} dirty=False branch=feature/fuse-{i}",
    "run id 4bf92f35-77b3-4da6-a3ce-{h12} started at 2026-11-01T10:00:{i:02d}.500Z on 10.0.{i}.{j}",
    "GET https://example.org:8443/api/v{i}/models?limit={n} 200 in {z:.0f} ms",
    "proxy http://10.0.0.{i}:3128 used, redis://cache:6379/{i}, postgres://db:5432/runs",
    "layer{i}.encoder{j}_attention_weights_projection.weight torch.Size([{n}, 64]) mean={x:.4f}",
    "encoder8_blocks_{i}_mlp_fc{j}_weights shape ({n}, 128)",
    "dataset /data/scenes_night/train_{n}.npz, /srv/home_scenes/img_{n}.jpg, C:\\data\\scenes\\{n}.png",
    "key={n} value={x:.3f} secretary_bird: {n} passwordless login: True, pass {i} of {j}",
    "optimizer AdamW(lr={y:.1e}, betas=(0.9, 0.999)) scheduler OneCycleLR key_dim={n}",
    "CUDA out of memory. Tried to allocate {z:.2f} GiB. GPU {i} has a total capacity of 79.15 GiB",
    "  File \"torch/nn/modules/module.py\", line {n}, in _call_impl",
    "accuracy@5={z:.2f}, recall@10={x:.3f}, user@batch={n}, {i}@{j}, pip @ file, mean@{x:.2f}",
    "torch.tensor([{x:.4f}, {y:.4e}, nan], device='cuda:{i}', dtype=torch.bfloat16)",
    "Epoch {i}: 100%|##########| {n}/{n} [00:{j:02d}<00:00, {z:.2f}it/s, loss={x:.3f}]",
    "--batch-size {n} --learning-rate {y:.1e} --token-dropout {x:.2f} --max-token-len {n} --secret-santa",
    "config: {{'hidden': {n}, 'tokens': {n}, 'keys': ['a', 'b'], 'passes': {i}, 'auth': None}}",
    "digest: sha256:{h}{h}",
    "bearer of news: epoch {i}; authorization took {z:.1f} ms; cookies: {n}",
)  # fmt: skip


def near_misses(count: int, seed: int = 7) -> Iterator[str]:
    """Yield so many lines, no two alike."""
    dice = random.Random(seed)
    for number in range(count):
        text = _TEMPLATES[number % len(_TEMPLATES)]
        digits = "".join(dice.choices("0123456789abcdef", k=40))
        yield text.format(
            i=dice.randrange(16), j=dice.randrange(60), n=number, x=dice.random(), y=dice.random() / 1000,
            z=dice.random() * 100, h=digits[:32], h12=digits[:12], h40=digits,
        )  # fmt: skip


def said_by(package: str, count: int) -> list[str]:
    """Return so many of the texts that a package's own code prints, logs and raises."""
    spec = importlib.util.find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    files = sorted(Path(spec.origin).parent.rglob("*.py"))
    return list(islice((text for file in files for text in _said(file)), count))


def _said(file: Path) -> Iterator[str]:
    try:
        tree = ast.parse(file.read_text(encoding="utf-8"))
    except (SyntaxError, UnicodeDecodeError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _speaks(node.func):
            for argument in node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and len(argument.value) > 20:
                    yield argument.value


def _speaks(function: ast.expr) -> bool:
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in _SAYS or name.endswith(("Error", "Warning"))
