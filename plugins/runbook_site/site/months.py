"""Months, by their first day."""

from __future__ import annotations

from datetime import date


def months_from(day: date, count: int) -> list[date]:
    """The first days of a day's month and of those behind it, as many as are asked for."""
    numbers = range(day.year * 12 + day.month - 1, day.year * 12 + day.month - 1 + count)
    return [date(number // 12, number % 12 + 1, 1) for number in numbers if number // 12 <= date.max.year]
