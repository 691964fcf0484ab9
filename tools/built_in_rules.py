"""Write src/logloom/rules/built_in.rules.json: what the logger keeps to where it finds no schema."""

from pathlib import Path

import logloom
from logloom.schema import compile_rules, load_text

if __name__ == "__main__":
    package = Path(logloom.__file__).parent
    starter = load_text(package.joinpath("starter.yaml").read_bytes())
    package.joinpath("rules", "built_in.rules.json").write_bytes(compile_rules(starter).to_json())
