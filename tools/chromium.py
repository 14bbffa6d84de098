"""Where the browser for journeys and benches is; `--install` tries to get one. Says in one line why there is none."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")  # what a container without a screen needs


def find() -> str:
    """The path of a Chromium: `HOLDFAST_CHROMIUM`, else one on the path, else Playwright's own; empty when there is none."""
    named = os.environ.get("HOLDFAST_CHROMIUM", "")
    return named or next(filter(None, map(shutil.which, NAMES)), "") or _of_playwright()


def _of_playwright() -> str:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return ""
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else ""


def install() -> str:
    """Ask the system's packages for one. Returns why that did not work, empty when it did."""
    if shutil.which("apt-get") is None:
        return "this system has no apt-get"
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if as_root and shutil.which("sudo") is None:
        return "only root may install it"
    for step in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
        subprocess.run([*as_root, "apt-get", *step], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return "" if find() else "apt-get could not install it"


def main() -> int:
    """0 when there is a browser."""
    why = "" if find() else install() if "--install" in sys.argv else "not installed"
    if why:
        print(f"Left out: everything that needs a browser (tests/journeys, bench/pages.py, bench/typing.py): no Chromium, {why}.")
    return 1 if why else 0


if __name__ == "__main__":
    sys.exit(main())
