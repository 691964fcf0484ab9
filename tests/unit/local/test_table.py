"""Tables for a terminal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from logloom._table import table


def test_columns_line_up_and_numbers_stand_right() -> None:
    """Wide letters count as two columns."""
    assert table(["name", "count"], [["训练", "9"], ["a", "1,000"]]) == "name  count\n训练      9\na     1,000\n"


def test_what_steers_a_terminal_is_not_shown() -> None:
    """Control characters of a log line become blanks."""
    assert "\x1b" not in table(["message"], [["\x1b[31mred\nline"]])


@given(
    st.lists(st.tuples(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30)), max_size=5),
    st.integers(30, 120),
)
def test_no_line_is_wider_than_the_terminal(rows: list[tuple[str, str, str]], width: int) -> None:
    """However long the cells, each row is one line that fits."""
    shown = table(["one", "two", "three"], rows, width).split("\n")
    assert len(shown) == len(rows) + 2
    assert all(len(line) <= width for line in shown)
