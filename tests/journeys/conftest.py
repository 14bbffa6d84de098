"""The real app on a port of its own, and people in browsers of their own."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from core import workbench
from tests.journeys.glide import idle
from tools import chromium

ROOT = Path(__file__).resolve().parents[2]


class RunningApp:
    """A server over a data folder; it can be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port = found.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / "server.log"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        options = [
            "--server.port",
            str(self.port),
            "--server.address",
            "127.0.0.1",
            "--server.headless",
            "true",
            "--server.fileWatcherType",
            "none",
        ]
        environment = os.environ | {"HOLDFAST_DATA_DIR": str(self.folder)}
        environment.pop("HOLDFAST_DATABASE_URL", None)
        command = [sys.executable, "-m", "streamlit", "run", "app.py", *options]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        for _attempt in range(600):
            try:
                urllib.request.urlopen(f"{self.url}/api/ready", timeout=1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise AssertionError(f"the app did not start: {self.log.read_text()[-2000:]}")

    def kill(self) -> None:
        """As a power cut would."""
        assert self.process
        self.process.kill()
        self.process.wait(10)

    def stop(self) -> None:
        assert self.process
        self.process.terminate()
        self.process.wait(15)


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    running = RunningApp(tmp_path_factory.mktemp("app"))
    running.start()
    yield running
    running.stop()
    assert "Traceback" not in running.log.read_text(), running.log.read_text()[-3000:]


@pytest.fixture(autouse=True)
def data_dir(app, monkeypatch):
    """The test sees the same database as the server."""
    monkeypatch.setenv("HOLDFAST_DATA_DIR", str(app.folder))
    return app.folder


@pytest.fixture(scope="session")
def chromium_browser():
    path = chromium.find()
    if not path:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(chromium.ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def person(chromium_browser, app):
    """Opens a browser for a person of that name, on the start page; phones are narrow."""
    contexts = []

    def opened(name, path="/", width=1440, height=900):
        context = chromium_browser.new_context(viewport={"width": width, "height": height}, locale="en-GB")
        contexts.append(context)
        key = f"key-{name}"
        workbench.save_person(key, {"name": name, "language": "en"})
        context.add_cookies([{"name": "holdfast_person", "value": key, "url": app.url}])
        page = context.new_page()
        page.goto(app.url + path)
        idle(page, 1200)
        return page

    yield opened
    for context in contexts:
        context.close()
