"""Drives the grid's canvas the way a person does: arrows, Enter, keys at a human pace.

The canvas carries a table for screen readers, whose cells are `td#glide-cell-<column>-<row>`; it lags the canvas by up to 200 ms,
and holds only the columns in sight. Columns are named by their position: that of the record's `columns`, after the tick column 0.
"""

import time
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

ROW_HEIGHT = 35
LAG = 230  # ms until the table for screen readers shows what the canvas shows
KEY = 15  # ms between keys; keys of one frame with Enter would commit the old text
FIGURE_SPACE = "\u2007"  # pads figures
EDITOR = "#portal [id^=gdg-overlay]"
INPUT = f"{EDITOR} :is(textarea,input)"
TRIES = 4  # of what a hand would simply do again when a busy machine did not follow


class Grid:
    """One grid on a page."""

    def __init__(self, page: Page, within: Locator | None = None) -> None:
        self.page = page
        self.element = (within or page.get_by_test_id("stMain")).get_by_test_id("stDataFrame").first
        self.table = self.element.locator("table[role=grid]")
        self.table.wait_for(state="attached", timeout=60_000)
        self.at: tuple[int, int] | None = None  # the cell that the driver believes to be selected

    # --- reading

    def rows(self) -> int:
        """How many rows there are, in sight or not."""
        return int(self.table.get_attribute("aria-rowcount") or 1) - 1

    def cell(self, column: int, row: int) -> Locator:
        """A cell of the table for screen readers."""
        return self.element.locator(f"#glide-cell-{column}-{row}")

    def text(self, column: int, row: int) -> str:
        """What a cell in sight shows."""
        return (self.cell(column, row).text_content() or "").lstrip(FIGURE_SPACE)

    def column(self, column: int) -> list[str]:
        """What the rows in sight show in a column."""
        found = self.element.locator(f"td[id^=glide-cell-{column}-]").all_text_contents()
        return [each.lstrip(FIGURE_SPACE) for each in found]

    def selected(self) -> tuple[int, int] | None:
        """The selected cell's column and row."""
        ids = self.element.locator("td[aria-selected=true]").evaluate_all("found => found.map(each => each.id)")
        return (int(ids[0].split("-")[2]), int(ids[0].split("-")[3])) if ids else None

    # --- moving

    def select(self, column: int, row: int) -> None:
        """Go to a cell with the arrow keys."""
        for _ in range(TRIES):
            if self.at is None or not self._focused() or not self._comes(lambda: self.selected() == self.at, 1):
                self.click_in()
            self._walk(column, row)
            if self._comes(lambda: self.selected() == (column, row), 8):
                return
            self.at = None
        raise AssertionError(f"could not select cell {column},{row}; at {self.selected()}")

    def _focused(self) -> bool:
        return self.element.locator("td:focus").count() > 0

    def _comes(self, holds: Callable[[], object], seconds: float) -> bool:
        """Whether something comes to hold in time."""
        end = time.monotonic() + seconds
        while not (found := holds()) and time.monotonic() < end:
            self.page.wait_for_timeout(40)
        return bool(found)

    def _walk(self, column: int, row: int) -> None:
        """Press the arrows that lead there from where the driver believes to be."""
        here = self.at or (1, 0)
        for key, steps in (
            ("ArrowRight", column - here[0]),
            ("ArrowLeft", here[0] - column),
            ("ArrowDown", row - here[1]),
            ("ArrowUp", here[1] - row),
        ):
            for _step in range(max(0, steps)):
                self.page.keyboard.press(key)
        self.at = (column, row)

    def click_in(self) -> None:
        """Click into the first row's name. The grid takes keys again only after a click, once there was a click elsewhere."""
        self._close()  # an open editor would take the click
        canvas = self.element.get_by_test_id("data-grid-canvas")
        canvas.scroll_into_view_if_needed()
        canvas.click(position={"x": 130, "y": 1.5 * ROW_HEIGHT}, force=True)  # the scroller lies over it
        self.page.wait_for_timeout(LAG)
        self._comes(lambda: self._focused() and self.selected(), 3)
        self._close()  # a click on the selected cell opens it
        self.at = self.selected()

    def _close(self) -> None:
        """Leave an open editor without its text."""
        if self.page.locator(EDITOR).count():
            self.page.keyboard.press("Escape")
            self._comes(lambda: not self.page.locator(EDITOR).count(), 3)

    # --- editing

    def open(self, column: int, row: int) -> Locator:
        """Open a cell's editor. Returns its input."""
        for _ in range(TRIES):
            self.select(column, row)
            self.page.keyboard.press("Enter")
            if (
                self._comes(lambda: self.page.locator(INPUT).count(), 6)
                and self._row_of_editor() == row
                and self.selected() == (column, row)
            ):
                return self.page.locator(INPUT).first
            self.page.keyboard.press("Escape")
            self.at = None
        raise AssertionError(f"could not open cell {column},{row}; at {self.selected()}")

    def _row_of_editor(self) -> int:
        """Over which row the open editor lies."""
        editor, canvas = self.page.locator(EDITOR).first.bounding_box(), self.element.get_by_test_id("data-grid-canvas").bounding_box()
        assert editor
        assert canvas
        scrolled = self.element.locator(".dvn-scroller").evaluate("scroller => scroller.scrollTop")
        return round((editor["y"] - canvas["y"] + scrolled) / ROW_HEIGHT) - 1

    def warm(self) -> None:
        """Open an editor once: its code is loaded then, and on a busy machine the letter that asks for it may be lost."""
        self.open(1, 0)
        self.page.keyboard.press("Escape")

    def write(self, column: int, row: int, text: str, end: str = "Enter") -> None:
        """Replace a cell's text; `end` is the key that commits it, none leaves the editor open. What did not arrive is typed again."""
        for _ in range(TRIES):
            editor = self.open(column, row)
            before = self.text(column, row)
            editor.press("ControlOrMeta+a")
            editor.press_sequentially(text, delay=KEY)
            if not self._comes(lambda editor=editor: _letters(editor.input_value()) == _letters(text), 4):
                self.page.keyboard.press("Escape")
                self.at = None
                continue
            if not end:
                return
            self.commit(end)
            if self._comes(lambda before=before: self._took(column, row, before, text), 6):
                return
            self.at = None
        raise AssertionError(f"cell {column},{row} did not take “{text}”; it shows “{self.text(column, row)}”")

    def _took(self, column: int, row: int, before: str, text: str) -> bool:
        """Whether a cell shows what was typed, or what became of it; one out of sight is believed to."""
        if self.page.locator(EDITOR).count():
            return False
        return not self.cell(column, row).count() or (now := self.text(column, row)) != before or _letters(now) == _letters(text)

    def commit(self, key: str = "Enter") -> None:
        """Press the key that ends an edit, after the pause that a hand makes."""
        self.page.wait_for_timeout(60)
        self.page.keyboard.press(key)
        self.page.wait_for_timeout(30)
        if self.at and key == "Enter":
            self.at = (self.at[0], min(self.at[1] + 1, self.rows() - 1))

    def choose(self, column: int, row: int, *options: str) -> None:
        """Pick options of a list by typing their beginnings."""
        self.open(column, row)
        before = self.text(column, row)
        for option in options:
            self.page.keyboard.type(option, delay=KEY)
            expect(self.page.locator("#portal [role=option]").first).to_contain_text(option)
            self.page.keyboard.press("Enter")
            self.page.wait_for_timeout(120)
        if self.page.locator(EDITOR).count():  # a list of several stays open for more
            self.page.keyboard.press("Tab")
        assert self._comes(lambda: self.text(column, row) != before, 8), f"cell {column},{row} took none of {options}"
        self.at = None

    def toggle(self, column: int, row: int) -> None:
        """Tick or untick."""
        self.select(column, row)
        self.page.keyboard.press("Space")


def _letters(text: str) -> str:
    """What counts of a text when signs between figures may be drawn otherwise."""
    return "".join(each for each in text if each.isalnum())


def idle(page: Page, settle: int = 250, timeout: int = 60_000) -> None:
    """Edits reach the server after 150 ms: let that pass, then wait until the script stands still."""
    page.wait_for_timeout(settle)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=timeout, state="attached")
