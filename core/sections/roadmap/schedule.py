"""Dates of the roadmap: ends, cycles, critical path, load. Pure: dates in, dates out."""

from datetime import date, timedelta


def end_date(start: date | None, duration_days: int | None) -> date | None:
    """The last day of an item: start + duration − 1 calendar days. None while one of them is unknown."""
    return start + timedelta(days=duration_days - 1) if start and duration_days else None
