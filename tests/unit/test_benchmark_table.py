"""The table that `make bench` prints."""

from benchmarks.table import Row, percentile, render


def test_a_row_shows_medians_their_spread_and_the_ratio():
    shown = render([Row("starting", "s", [2.0, 1.0, 3.0], [0.5, 0.5, 0.4], "doing nothing")])
    headings, rule, row = shown.splitlines()
    assert headings.split() == ["measured", "ours", "baseline", "ratio", "against"]
    assert set(rule) == {"-", " "}
    assert "2 s (1-3)" in row
    assert "0.5 s (0.4-0.5)" in row
    assert "4.00x" in row
    assert row.endswith("doing nothing")


def test_columns_stand_below_each_other():
    lines = render([Row("a", "ms", [1], [1], "x"), Row("a much longer name", "ms", [1], [2], "y")]).splitlines()
    assert len({line.index("1 ms") for line in lines[2:]}) == 1


def test_percentiles_are_values_that_were_measured():
    values = [float(n) for n in range(100, 0, -1)]
    assert percentile(values, 0.5) in (50.0, 51.0)
    assert percentile(values, 0.99) == 99.0
    assert percentile([7.0], 0.99) == 7.0
