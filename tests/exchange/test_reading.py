"""Values as people write them."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.exchange.reading import day, number, read
from core.fields import BadValue, field_map
from core.i18n import LANGUAGES, formats, language
from core.sections.audit.records import Acquisition, Touchpoint
from core.sections.goals.records import Kpi
from core.sections.segmentation.records import Segment
from core.vocabulary import Channel


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("ru", "1 234,56", "1234.56"),
        ("ru", "1\u00a0234,56", "1234.56"),
        ("ru", "1\u202f234 ₽", "1234"),
        ("ru", "12.5", "12.5"),
        ("en", "1,234.56", "1234.56"),
        ("en", "12,5", "12.5"),
        ("en", "€ 99", "99"),
        ("en", "−5", "-5"),
        ("ru", "-5,25", "-5.25"),
        ("ru", "2 млн", None),
        ("en", "1.2.3", None),
        ("en", "", None),
        ("en", "NaN", None),
    ],
)
def test_numbers_are_read_in_the_language_in_force_or_the_other_way_of_writing(code, text, value):
    with language(code):
        if value is None:
            with pytest.raises(ValueError):
                number(text)
        else:
            assert number(text) == Decimal(value)


@given(value=st.decimals(min_value=-(10**12), max_value=10**12, places=2), code=st.sampled_from(sorted(LANGUAGES)))
def test_a_printed_number_is_read_back_as_itself(value, code):
    with language(code):
        assert number(formats.number(value, 2)) == value


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("ru", "05.03.2026", date(2026, 3, 5)),
        ("en", "05.03.2026", date(2026, 3, 5)),
        ("ru", "5/3/2026", date(2026, 3, 5)),
        ("en", "3/5/2026", date(2026, 3, 5)),
        ("en", "2026-03-05", date(2026, 3, 5)),
        ("en", "2026-03-05 14:00:00", date(2026, 3, 5)),
        ("en", "Mar 5, 2026", date(2026, 3, 5)),
        ("en", "12", None),
        ("ru", "завтра", None),
        ("en", "31.02.2026", None),
    ],
)
def test_dates_are_read_as_the_language_writes_them(code, text, value):
    with language(code):
        if value is None:
            with pytest.raises(ValueError):
                day(text)
        else:
            assert day(text) == value


@given(value=st.dates(date(1950, 1, 1), date(2099, 12, 31)), code=st.sampled_from(sorted(LANGUAGES)))
def test_a_printed_date_is_read_back_as_itself(value, code):
    with language(code):
        assert day(formats.day(value)) == value


@pytest.mark.parametrize("text", ["6", "6 %", "6%", "6,0"])
def test_six_and_six_per_cent_are_the_same_share(text):
    with language("ru"):
        assert read(field_map(Segment)["revenue_share"], text, {}) == Decimal("0.06")


@pytest.mark.parametrize("text", ["Эл. почта", "email", "Email"])
def test_a_choice_is_known_by_its_words_in_any_language(text):
    with language("ru"):
        if text == "Эл. почта":
            text = formats_label(Channel.EMAIL)
        assert read(field_map(Touchpoint)["channel"], text, {}) is Channel.EMAIL


def formats_label(choice):
    from core.i18n import _

    return _(choice.label)


def test_a_reference_is_known_by_the_records_name():
    names = {"audit_stage": {"choice": 7}}
    assert read(field_map(Touchpoint)["stage_id"], " Choice ", names) == 7
    with pytest.raises(BadValue, match="Nowhere"):
        read(field_map(Touchpoint)["stage_id"], "Nowhere", names)


@given(text=st.text(max_size=40))
def test_no_text_breaks_a_reader(text):
    for record in (Acquisition, Kpi, Segment, Touchpoint):
        for spec in field_map(record).values():
            with suppress(BadValue):  # the only error that may leave a reader
                read(spec, text, {})
