"""A typed cell → in the database, against the 150 ms that the grid in the browser waits before it sends anything.

The clock starts when Enter is pressed in a cell, as a hand does it, and stops when another connection sees the committed text.
"""

import argparse
import sqlite3
import time
from pathlib import Path

from bench.stage import browser, demo_folder, middle, server, show
from tests.journeys.glide import Grid, idle

DEBOUNCE = 150  # ms, of Streamlit's grid
AIM = 1.4  # times that
PATIENCE = 5  # seconds


def arrival(database: sqlite3.Connection, text: str) -> float:
    """The moment at which the database holds the text."""
    end = time.perf_counter() + PATIENCE
    while time.perf_counter() < end:
        if database.execute("SELECT 1 FROM audit_touchpoint WHERE name = ?", (text,)).fetchone():
            return time.perf_counter()
        time.sleep(0.001)
    raise TimeoutError(text)


def type_cells(address: str, folder: Path, runs: int) -> list[float]:
    """Type into the first column of the first rows; milliseconds each."""
    with browser() as opened:
        page = opened.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB").new_page()
        page.goto(f"{address}/audit?e=1&view=touchpoint")
        grid, database, taken = Grid(page), sqlite3.connect(folder / "holdfast.db", isolation_level=None), []
        idle(page, settle=2500)
        column = _name_column()
        for run in range(runs + 1):
            text = f"Typed {run}"
            grid.write(column, run % 10, text, end="")
            page.wait_for_timeout(60)  # keys of one frame with Enter would commit the old text
            start = time.perf_counter()
            page.keyboard.press("Enter")
            taken.append(1000 * (arrival(database, text) - start))
            idle(page)
        database.close()
    return taken[1:]  # the first one fills caches


def _name_column() -> int:
    """Where the grid shows the name; 0 is the column of ticks."""
    from core.sections.audit.records import Touchpoint

    return 1 + Touchpoint.columns.index("name")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=20, help="cells typed (default: %(default)s)")
    runs = parser.parse_args().runs
    with demo_folder() as folder, server("app.py") as (address, _process):
        taken = sorted(type_cells(address, folder, runs))
    rows = [
        (name, f"{value:.0f}", f"{value / DEBOUNCE:.2f}×")
        for name, value in (("the grid's own wait", DEBOUNCE), ("best", taken[0]), ("median", middle(taken)), ("worst", taken[-1]))
    ]
    show(f"Enter → in the database, ms over {runs} cells; aim: median ≤ {AIM}× the grid's wait", ("", "ms", "ratio"), rows)


if __name__ == "__main__":
    main()
