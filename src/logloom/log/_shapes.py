"""One test for all fields of a call, compiled once for each set of names that calls pass."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Mapping

from logloom.rules import FieldRule

__all__ = ["Shapes"]

_LARGEST = sys.float_info.max
_MOST_SHAPES = 512

Test = Callable[..., bool]
"""Values in the order of their names → whether all are known to fit, as they are."""


class Shapes(dict[tuple[str, ...], Test]):
    """Names → test, made when first asked for. `KeyError`: these names need a closer look.

    Args:
        rules: rule of each field.
        known: field → texts that were found to fit and to hold no secret.
        without: names that no call may pass as they are, since the context has them.
    """

    def __init__(
        self, rules: Mapping[str, FieldRule], known: Mapping[str, Collection[str]], without: Collection[str]
    ) -> None:
        super().__init__()
        self._rules = {name: rule for name, rule in rules.items() if name not in without and not rule.array}
        self._known = known

    def __missing__(self, names: tuple[str, ...]) -> Test:
        """Compile the test, of which each value is one argument; texts and limits are its constants."""
        if len(self) >= _MOST_SHAPES:
            raise KeyError(names)
        texts: dict[str, Collection[str]] = {}
        tests = ["True"]
        for number, name in enumerate(names):
            tests.append(_test(self._rules[name], f"v{number}"))
            texts[f"t_v{number}"] = self._known.get(name, ())
        values = ", ".join(f"v{number}" for number in range(len(names)))
        # The source holds numbered names and numbers only: no text of a schema or a call gets into it.
        test: Test = eval(f"lambda {values}: {' and '.join(tests)}", texts)  # noqa: S307
        self[names] = test
        return test


def _test(rule: FieldRule, value: str) -> str:
    if rule.type == "float":
        low, high = _limits(rule, -_LARGEST, _LARGEST)
        return f"{value}.__class__ is float and {_exact(low)!r} <= {value} <= {_exact(high)!r}"
    if rule.type == "integer":
        low, high = _limits(rule, -(2**63), 2**63 - 1)
        return f"{value}.__class__ is int and {low!r} <= {value} <= {high!r}"
    if rule.type == "boolean":
        return f"{value}.__class__ is bool"
    if rule.type == "timestamp":
        raise KeyError(rule.type)
    return f"{value} in t_{value}"


def _limits(rule: FieldRule, least: float, greatest: float) -> tuple[float, float]:
    low = least if rule.min is None else max(rule.min, least)
    return low, greatest if rule.max is None else min(rule.max, greatest)


def _exact(limit: float) -> float:
    """Return a limit as a double, which compares faster with one, where that is the same number."""
    return float(limit) if float(limit) == limit else limit
