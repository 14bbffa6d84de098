"""Drives the grid's canvas the way a person does: arrows, Enter, keys at a human pace.

The canvas carries a table for screen readers, whose cells are `td#glide-cell-<column>-<row>`; it lags the canvas by up to 200 ms,
and holds only the columns in sight. Columns are named by their position: that of the record's `columns`, after the tick column 0.
"""

from playwright.sync_api import Locator, Page, expect

ROW_HEIGHT = 35
LAG = 230  # ms until the table for screen readers shows what the canvas shows
KEY = 15  # ms between keys; keys of one frame with Enter would commit the old text
FIGURE_SPACE = "\u2007"  # pads figures
EDITOR = "#portal [id^=gdg-overlay]"


class Grid:
    """One grid on a page."""

    def __init__(self, page: Page, within: Locator | None = None) -> None:
        self.page = page
        self.element = (within or page.get_by_test_id("stMain")).get_by_test_id("stDataFrame").first
        self.table = self.element.locator("table[role=grid]")
        self.table.wait_for(state="attached", timeout=20_000)
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
        if self.at is None or not self.element.locator("td:focus").count():
            self.click_in()
        for _ in range(5):
            self._walk(column, row)
            try:
                expect(self.cell(column, row)).to_have_attribute("aria-selected", "true", timeout=4 * LAG)
            except AssertionError:
                self.at = self.selected()
                if self.at is None:
                    self.click_in()
                continue
            return
        raise AssertionError(f"could not select cell {column},{row}; at {self.selected()}")

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
        canvas = self.element.get_by_test_id("data-grid-canvas")
        canvas.scroll_into_view_if_needed()
        if self.page.locator(EDITOR).count():
            self.page.keyboard.press("Escape")  # it would take the click
        canvas.click(position={"x": 130, "y": 1.5 * ROW_HEIGHT}, force=True)  # the scroller lies over it
        self.page.wait_for_timeout(LAG)
        self.at = self.selected()

    # --- editing

    def open(self, column: int, row: int) -> Locator:
        """Open a cell's editor. Returns its input."""
        self.select(column, row)
        self.page.keyboard.press("Enter")
        editor = self.page.locator(f"{EDITOR} :is(textarea,input)").first
        editor.wait_for()
        return editor

    def write(self, column: int, row: int, text: str, end: str = "Enter") -> None:
        """Replace a cell's text; `end` is the key that commits it, none leaves the editor open."""
        editor = self.open(column, row)
        editor.press("ControlOrMeta+a")
        editor.press_sequentially(text, delay=KEY)
        if end:
            self.commit(end)

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
        for option in options:
            self.page.keyboard.type(option, delay=KEY)
            self.page.wait_for_timeout(120)
            self.page.keyboard.press("Enter")
            self.page.wait_for_timeout(120)
        if self.page.locator(EDITOR).count():  # a list of several stays open for more
            self.page.keyboard.press("Tab")
        self.at = None

    def toggle(self, column: int, row: int) -> None:
        """Tick or untick."""
        self.select(column, row)
        self.page.keyboard.press("Space")


def idle(page: Page, settle: int = 250, timeout: int = 20_000) -> None:
    """Edits reach the server after 150 ms: let that pass, then wait until the script stands still."""
    page.wait_for_timeout(settle)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=timeout, state="attached")
