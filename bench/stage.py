"""What all benches stand on: a server over a folder of its own, a browser, and tables of results."""

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil
from playwright.sync_api import Browser, sync_playwright

from tools import chromium

ROOT = Path(__file__).resolve().parents[1]
DEMO = "pharmacy"


@contextmanager
def demo_folder() -> Iterator[Path]:
    """A data folder with one worked example, its id is 1; in force for this process too."""
    with tempfile.TemporaryDirectory(prefix="holdfast-bench-", ignore_cleanup_errors=True) as folder:
        os.environ["HOLDFAST_DATA_DIR"] = folder
        os.environ.pop("HOLDFAST_DATABASE_URL", None)
        from core import workbench

        workbench.migrate()
        workbench.load_demo(DEMO)
        yield Path(folder)


@contextmanager
def server(script: str) -> Iterator[tuple[str, psutil.Process]]:
    """Streamlit running a script: its address and its process."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    options = ("--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true", "--server.fileWatcherType", "none")
    command = [sys.executable, "-m", "streamlit", "run", script, *options]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _attempt in range(600):
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield address, psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(15)


@contextmanager
def browser() -> Iterator[Browser]:
    """A Chromium without a window."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.ARGUMENTS))
        yield opened
        opened.close()


def cpu(process: psutil.Process) -> float:
    """Milliseconds of processor time used so far."""
    used = process.cpu_times()
    return 1000 * (used.user + used.system)


def middle(values: Iterable[float]) -> float:
    """The median."""
    return statistics.median(values)


def show(title: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table."""
    lines = [list(heads), *([str(each) for each in row] for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(heads))]
    print(f"\n{title}")
    for line in lines:
        print(
            "  ".join(
                text.ljust(width) if at == 0 else text.rjust(width) for at, (text, width) in enumerate(zip(line, widths, strict=True))
            )
        )
