"""The server as it is set up: options that exist, headers, and a start from nothing."""

import json
import os
import socket
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request

import pytest
from streamlit import config

from core.store.database import ROOT

CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def options(table, above=""):
    """«section.option» of every setting, nested tables included."""
    for key, value in table.items():
        here = f"{above}.{key}" if above else key
        if isinstance(value, dict):
            yield from options(value, here)
        else:
            yield here


@pytest.mark.parametrize("option", options(CONFIG))
def test_this_streamlit_knows_the_option(option):
    assert option in config.get_config_options()


def test_no_full_garbage_collection_after_every_rerun():
    assert CONFIG["runner"]["postScriptGC"] is False


def test_nothing_is_told_to_anybody():
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["client"]["showErrorDetails"] == "none"
    assert CONFIG["server"]["showEmailPrompt"] is False


def test_the_script_is_the_frame():
    import app

    assert app.app.script_path.resolve() == ROOT / "pages" / "frame.py"


def test_no_folder_beside_the_script_wakes_the_old_router():
    """A folder `pages` beside the running script would be served page by page, past the frame."""
    assert not (ROOT / "pages" / "pages").exists()


def test_the_policy_lets_nothing_in_from_outside():
    import app

    rules = dict(rule.strip().split(" ", 1) for rule in app.CONTENT_SECURITY_POLICY.split(";"))
    assert rules["default-src"] == "'self'"
    assert rules["object-src"] == rules["frame-ancestors"] == "'none'"
    assert "http" not in app.CONTENT_SECURITY_POLICY
    assert app.HEADERS["content-security-policy"] == app.CONTENT_SECURITY_POLICY
    assert app.HEADERS["x-content-type-options"] == "nosniff"


# --- the real server


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The app started as people start it, over a folder that does not exist yet. Gives its address."""
    port, folder = free_port(), tmp_path_factory.mktemp("served")
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "app.py",
        "--server.port",
        str(port),
        "--server.address",
        "127.0.0.1",
        "--server.headless",
        "true",
    ]
    environment = {name: value for name, value in os.environ.items() if name != "HOLDFAST_DATABASE_URL"} | {
        "HOLDFAST_DATA_DIR": str(folder / "new")
    }
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/api/ready", process, folder / "log")
        yield address
    finally:
        process.terminate()
        process.wait(10)


def wait_for(url, process, log):
    for _attempt in range(300):
        assert process.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(log.read_text())


def test_the_server_is_ready_over_a_new_database(server):
    with urllib.request.urlopen(f"{server}/api/ready") as answer:
        assert json.load(answer) == {"engagements": 0}


@pytest.mark.parametrize("path", ["/", "/audit?e=1", "/api/ready", "/_stcore/health", "/no/such/page"])
def test_every_answer_carries_the_headers(server, path):
    import app

    try:
        with urllib.request.urlopen(f"{server}{path}") as answer:
            headers = answer.headers
    except urllib.error.HTTPError as refused:
        headers = refused.headers
    assert {name: headers[name] for name in app.HEADERS} == app.HEADERS


def test_scripts_travel_compressed(server):
    request = urllib.request.Request(f"{server}/", headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request) as answer:
        page = answer.read()
    if answer.headers["content-encoding"] == "gzip":
        import gzip

        page = gzip.decompress(page)
    script = next(part.split('"')[0] for part in page.decode().split('src="') if part.split('"')[0].endswith(".js"))
    request = urllib.request.Request(f"{server}/{script.lstrip('./')}", headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request) as answer:
        assert answer.headers["content-encoding"] == "gzip"
