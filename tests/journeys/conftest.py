"""The real app on a free port with a folder of its own, and a real browser in front of it.

Journeys are skipped where there is no Chromium. A journey fails, with the server's log, when the script raised on the way.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from core import workbench
from core.store import database
from tests.journeys.glide import Grid, idle
from tools import chromium

ROOT = Path(__file__).resolve().parents[2]
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
SIGNS_OF_A_CRASH = ("Traceback", "Screen ", "Uncaught")


def pytest_collection_modifyitems(items):
    journeys = [item for item in items if Path(item.path).parent == Path(__file__).parent]
    items.sort(key=lambda item: item.path.name != "test_main_job.py")  # the longest first, so that no processor waits for it at the end
    found = journeys and chromium.find()
    for item in journeys:
        item.add_marker(pytest.mark.journey)
        if not found:
            item.add_marker(pytest.mark.skip(reason="no Chromium found, see tools/chromium.py"))


def eventually(holds: Callable[[], object], seconds: float = 15) -> object:
    """Wait until something holds. Returns what it gave."""
    end = time.monotonic() + seconds
    while True:
        found = holds()
        if found or time.monotonic() > end:
            assert found
            return found
        time.sleep(0.05)


class App:
    """The server as people start it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "server.log"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        """Start, and wait until the database answers."""
        settings = ["--server.headless", "true", "--server.fileWatcherType", "none", "--server.port", str(self.port)]
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.address", "127.0.0.1", *settings],
                cwd=ROOT,
                env=os.environ | {"HOLDFAST_DATA_DIR": str(self.folder)},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        end = time.monotonic() + 60
        while not self._ready():
            assert time.monotonic() < end, self.log.read_text()
            time.sleep(0.1)

    def _ready(self) -> bool:
        try:
            return urllib.request.urlopen(f"{self.url}/api/ready", timeout=1).status == 200
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def kill(self) -> None:
        """As a power cut does it."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """As its owner does it."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@pytest.fixture(scope="session")
def browser():
    sync_api = pytest.importorskip("playwright.sync_api")
    sync_api.expect.set_options(timeout=15_000)
    with sync_api.sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.ARGUMENTS))
        yield found
        found.close()


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    """One app for all journeys that do not stop it."""
    app = App(tmp_path_factory.mktemp("served"))
    yield app
    app.stop()


@pytest.fixture
def app(served):
    """The app that a journey visits; a module may put one of its own here."""
    return served


@pytest.fixture(autouse=True)
def data_dir(app, monkeypatch):
    """Journeys look into the database of the app that they drive."""
    monkeypatch.setenv("HOLDFAST_DATA_DIR", str(app.folder))
    monkeypatch.delenv("HOLDFAST_DATABASE_URL", raising=False)
    yield app.folder
    database.engine().dispose()
    database.engine_for.cache_clear()


@pytest.fixture
def engagement(data_dir):
    """The id of an empty engagement."""
    return workbench.create_engagement("Verbena", language="en", currency="EUR", who="test")


class Windows:
    """A browser window for each person, screen and language; one that was used has its megabytes of scripts loaded and compiled."""

    def __init__(self, browser) -> None:
        self._browser = browser
        self._contexts = {}
        self._free = {}

    def take(self, who, size, locale):
        """A free window, new when there is none."""
        key = who, size["width"], locale
        if key not in self._contexts:
            self._contexts[key] = self._browser.new_context(viewport=size, locale=locale)
            self._contexts[key].grant_permissions(["clipboard-read", "clipboard-write"])
            self._contexts[key].set_default_timeout(30_000)
        free = self._free.setdefault(key, [])
        return key, free.pop() if free else self._contexts[key].new_page()

    def give_back(self, key, page):
        """A window that may be used again."""
        self._free[key].append(page)

    def close(self):
        """All of them."""
        for context in self._contexts.values():
            context.close()


@pytest.fixture(scope="session")
def windows(browser):
    opened = Windows(browser)
    yield opened
    opened.close()


@pytest.fixture
def visit(windows, app):
    """Open an address as somebody with a name; `first` is a script for the browser to run before all others."""
    taken = []
    logged = app.log.stat().st_size

    def open_page(address: str, who: str = "", size=DESK, locale: str = "en-US", first: str = ""):
        key, page = windows.take(who, size, locale)
        taken.append((key, page, bool(first)))
        if who:
            workbench.save_person(f"key-of-{who}", {"name": who, "language": locale[:2]})
            page.context.add_cookies([{"name": "holdfast_person", "value": f"key-of-{who}", "url": app.url}])
        if first:
            page.add_init_script(first)
        page.goto(app.url + address)
        idle(page, 400)
        return page

    yield open_page
    for key, page, changed in taken:
        if changed:
            page.close()
        else:
            page.goto("about:blank")
            windows.give_back(key, page)
    new = app.log.read_bytes()[logged:].decode(errors="replace")
    assert not any(sign in new for sign in SIGNS_OF_A_CRASH), new[-6000:]


@pytest.fixture
def record():
    """A record type by its section and key."""
    return lambda slug, key: workbench.section(slug).record(key)


@pytest.fixture
def rows(record):
    """The live rows of a record type in an engagement, as the database has them."""

    def read(engagement, slug, key):
        with workbench.open_book(engagement) as book:
            return book.rows(record(slug, key))

    return read


@pytest.fixture
def touchpoints(engagement, record):
    """Six touchpoints, and the address of their grid."""
    stage = workbench.add(engagement, record("audit", "stage"), {"name": "Need"}, "test")
    workbench.add(engagement, record("audit", "stage"), {"name": "Choice"}, "test")
    workbench.add_many(
        engagement,
        record("audit", "touchpoint"),
        [{"name": f"Point {n}", "stage_id": stage, "importance": 3, "quality": 3} for n in range(1, 7)],
        "test",
    )
    return f"/audit?e={engagement}&view=touchpoint"


@pytest.fixture
def grid_of(visit):
    """A page with a grid, and the grid."""

    def open_grid(address, **more):
        page = visit(address, **more)
        return page, Grid(page)

    return open_grid
