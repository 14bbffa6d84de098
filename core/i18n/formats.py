"""Numbers, money and dates as a language writes them."""

from datetime import date, datetime
from decimal import Decimal

from babel import Locale
from babel.dates import format_date, format_time, get_month_names
from babel.numbers import format_currency, format_decimal, format_percent

from core.i18n import current_language


def number(value: float | Decimal, decimals: int | None = None) -> str:
    """A number with the language's separators; `decimals` fixes the digits after the comma (by default at most two)."""
    pattern = "#,##0.##" if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, pattern, locale=current_language())


def percent(share: float | Decimal, decimals: int = 1) -> str:
    """A share of one as per cent: 0.06 → «6 %»; no digits after the comma where they would be zeros."""
    pattern = "#,##0." + "#" * decimals + (" %" if current_language() == "ru" else "%")
    return format_percent(share, pattern, locale=current_language())


def money(value: float | Decimal, currency: str) -> str:
    """An amount in a currency; whole amounts without kopecks."""
    whole = value == int(value)
    locale = Locale.parse(current_language())
    pattern = locale.currency_formats["standard"].pattern
    if whole:
        pattern = pattern.replace(".00", "")
    return format_currency(value, currency, pattern, locale=locale, currency_digits=False)


def day(value: date) -> str:
    """A date as the language writes it: «Nov 22, 2026», «22 нояб. 2026 г.»."""
    return format_date(value, "dd.MM.yyyy" if current_language() == "ru" else "medium", locale=current_language())


def month(value: date) -> str:
    """The month of a date and its year, short: «Nov 26», «нояб. 26»."""
    name = get_month_names("abbreviated", context="stand-alone", locale=current_language())[value.month]
    return f"{name} {value:%y}"


def clock(value: datetime) -> str:
    """A time of day to the second."""
    return format_time(value, "HH:mm:ss", locale=current_language())
