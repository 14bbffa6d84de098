"""Numbers, money and dates as a language writes them."""

from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_date, format_time, get_month_names
from babel.numbers import format_currency, format_decimal, format_percent

from core.i18n import current_language


@cache
def _locale(code: str) -> Locale:
    """Parsed once: Babel would parse its name again for every number."""
    return Locale.parse(code)


def _here() -> Locale:
    return _locale(current_language())


def number(value: float | Decimal, decimals: int | None = None) -> str:
    """A number with the language's separators; `decimals` fixes the digits after the comma (by default at most two)."""
    pattern = "#,##0.##" if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, pattern, locale=_here())


def percent(share: float | Decimal, decimals: int = 1) -> str:
    """A share of one as per cent: 0.06 → «6 %»; no digits after the comma where they would be zeros."""
    pattern = "#,##0." + "#" * decimals + (" %" if current_language() == "ru" else "%")
    return format_percent(share, pattern, locale=_here())


def money(value: float | Decimal, currency: str) -> str:
    """An amount in a currency; whole amounts without kopecks."""
    whole = value == int(value)
    locale = _here()
    pattern = locale.currency_formats["standard"].pattern
    if whole:
        pattern = pattern.replace(".00", "")
    return format_currency(value, currency, pattern, locale=locale, currency_digits=False)


def day(value: date) -> str:
    """A date as the language writes it: «Nov 22, 2026», «22.11.2026»."""
    return _day(value, current_language())


@lru_cache(maxsize=4096)  # a document prints the same days over and over
def _day(value: date, code: str) -> str:
    return format_date(value, "dd.MM.yyyy" if code == "ru" else "medium", locale=_locale(code))


def month(value: date) -> str:
    """The month of a date and its year, short: «Nov 26», «нояб. 26»."""
    name = get_month_names("abbreviated", context="stand-alone", locale=_here())[value.month]
    return f"{name} {value:%y}"


def clock(value: datetime) -> str:
    """A time of day to the second."""
    return format_time(value, "HH:mm:ss", locale=_here())
