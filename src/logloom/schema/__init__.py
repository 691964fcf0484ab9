"""From schema.yaml to a checked, immutable Schema, and to the rules that it compiles to."""
