"""The main job as a person does it: from nothing to a strategy document that holds everything typed."""

import io
import zipfile

from lxml import etree
from playwright.sync_api import Page, expect

from tests.journeys.glide import Grid, idle

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# One record a section: view, then cells by column (0 is the tick), as typed.
FILLED = {
    "audit": [("stage", {1: "Journey stage Zeta", 2: "Find a seat fast"}), ("touchpoint", {1: "Kiosk in hall C", 5: "5", 6: "2"})],
    "goals": [
        ("goal", {2: "Grow repeat flights", 4: "Share of second trips"}),
        ("kpi", {1: "Second trip in 180 days", 4: "17.2", 5: "21"}),
    ],
    "competitors": [("competitor", {1: "Polar Wings", 4: "Cheapest in the north"}), ("practice", {1: "Family account for seven", 5: "4"})],
    "segmentation": [("dimension", {1: "Purpose of the trip"}), ("segment", {1: "Monthly commuters", 4: "5400"})],
    "profile": [("field", {1: "Frequent flyer number"}), ("integration", {1: "Flown segments", 5: "Every night at 3"})],
    "roadmap": [("wave", {1: "Wave one: clean data"}), ("item", {1: "Load the single profile", 4: "Olga Tarkhanova"})],
}


def add_record(page: Page, app, engagement: int, slug: str, view: str, cells: dict[int, str]) -> None:
    page.goto(f"{app.url}/{slug}?e={engagement}&view={view}")
    page.get_by_role("button", name="Add", exact=False).first.wait_for()
    idle(page, 600)
    page.get_by_role("button", name="Add").first.click()
    idle(page, 600)
    grid = Grid(page)
    for column, text in cells.items():
        grid.write(column, 0, text)
    expect(page.get_by_text("saved ").first).to_be_visible()
    idle(page, 500)


def words_of(docx: bytes) -> str:
    """All text of a Word file's body."""
    with zipfile.ZipFile(io.BytesIO(docx)) as parts:
        body = etree.fromstring(parts.read("word/document.xml"))
    return "\n".join("".join(text.text or "" for text in paragraph.iter(f"{W}t")) for paragraph in body.iter(f"{W}p"))


def test_a_blank_engagement_becomes_a_document_that_holds_every_value_typed(app, visit, rows):
    page = visit("/", who="Anna")
    page.get_by_role("button", name="New engagement").click()
    page.get_by_label("Name of the engagement").fill("Northern Air")
    page.get_by_role("button", name="Create").click()
    page.wait_for_url("**/brief?*")
    engagement = int(page.url.split("e=")[1].split("&")[0])

    page.goto(f"{app.url}/brief?e={engagement}&view=facts")
    client = page.get_by_label("Client", exact=True)
    client.fill("Northern Air JSC")
    client.press("Tab")
    idle(page, 800)
    page.goto(f"{app.url}/brief?e={engagement}&view=workshop")
    idle(page, 800)
    page.locator("textarea").first.fill("They come back only at New Year")
    page.locator("textarea").first.press("Control+Enter")
    idle(page, 800)
    for slug, views in FILLED.items():
        for view, cells in views:
            add_record(page, app, engagement, slug, view, cells)

    page.goto(f"{app.url}/audit?e={engagement}&view=touchpoint")
    idle(page, 800)
    assert Grid(page).text(1, 0) == "Kiosk in hall C"

    page.goto(f"{app.url}/brief?e={engagement}&view=workshop")
    idle(page, 800)
    expect(page.locator("textarea").first).to_have_value("They come back only at New Year")

    page.goto(f"{app.url}/documents?e={engagement}")
    idle(page, 800)
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name="Strategy document").click()
    words = words_of(download.value.path().read_bytes())
    assert "Northern Air JSC" in words
    for views in FILLED.values():
        for _view, cells in views:
            for text in cells.values():
                shown = "5,400" if text == "5400" else text
                assert shown in words, (text, [(r.name, r.changed_at, r.version) for r in rows(engagement, "competitors", "competitor")])
