"""Write src/logloom/rules/base.rules.json: what the logger keeps to where it finds no schema."""

from pathlib import Path

import logloom.rules
from logloom.schema import compile_rules, load_text

BASE = "schema: 1\nname: logloom.base\nversion: 1.0.0\nextends: logloom:base\n"

if __name__ == "__main__":
    path = Path(logloom.rules.__file__).with_name("base.rules.json")
    path.write_bytes(compile_rules(load_text(BASE)).to_json())
