from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st

from graphkit.export.nquads import in_order, write_nquads
from graphkit.store.disk import GraphStore


@given(st.lists(st.binary(max_size=5).map(lambda text: text.replace(b"\n", b"") + b"\n")), st.integers(min_value=1, max_value=9))
def test_the_order_is_that_of_the_bytes_however_many_lines_are_sorted_at_a_time(lines: list[bytes], run: int) -> None:
    assert list(in_order(lines, run)) == sorted(lines)


def test_every_quad_is_a_line_and_the_lines_are_in_order(notes: GraphStore) -> None:
    out = io.BytesIO()
    write_nquads(notes, out)
    lines = out.getvalue().splitlines(keepends=True)
    assert lines == [f"{quad} .\n".encode() for quad in notes.quads()] == sorted(lines)
