"""How long servers let their answers be kept."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.cache_hints import kept_for

DATE = "Tue, 15 Jul 2025 10:00:00 GMT"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"cache-control": "public"}, None),
        ({"cache-control": "max-age=600"}, 600),
        ({"cache-control": 'private, Max-Age="600"'}, 600),
        ({"cache-control": "max-age=600", "age": "500"}, 100),
        ({"cache-control": "max-age=600", "age": "900"}, 0),
        ({"cache-control": "max-age=600, s-maxage=60"}, 60),
        ({"cache-control": "no-cache, max-age=600"}, 0),
        ({"cache-control": "no-store"}, 0),
        ({"cache-control": "stale-while-revalidate=30, max-age=5"}, 5),
        ({"expires": "Tue, 15 Jul 2025 11:00:00 GMT", "date": DATE}, 3600),
        ({"expires": "Tue, 15 Jul 2025 09:00:00 GMT", "date": DATE}, 0),
        ({"expires": "0", "date": DATE}, None),
        ({"expires": "Tue, 15 Jul 2025 11:00:00 GMT"}, None),
        ({"cache-control": "max-age=60", "expires": "Tue, 15 Jul 2025 11:00:00 GMT", "date": DATE}, 60),
    ],
)
def test_what_the_headers_say(headers, seconds):
    assert kept_for(headers) == (None if seconds is None else timedelta(seconds=seconds))


@given(st.text(max_size=80), st.text(max_size=20), st.text(max_size=30))
def test_no_header_breaks_it(control, age, expires):
    kept = kept_for({"cache-control": control, "age": age, "expires": expires, "date": DATE})
    assert kept is None or kept >= timedelta()
