"""Pages of a worked example against a page that says hello, in the same run: what the hand feels, and what the server spends.

click → first text: until the first new words stand in the page. click → all painted: until the script stands still and nothing has
changed in the page for a while; the moment of the last change counts. CPU: of the server's process, from the click to then.
"""

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from statistics import fmean

import psutil
from playwright.sync_api import Locator, Page

from bench.stage import browser, cpu, demo_folder, middle, server, show

AIM_FIRST, AIM_PAINTED = 2.0, 5.0  # times hello
AIM_CPU = 40  # ms a rerun: thirty busy people a process
QUIET = 400  # ms without a change after which a page counts as painted; the grid looks for news only every 2 s

WATCH = """quiet => { window.watched = new Promise(resolve => {
  const app = document.querySelector('[data-testid=stApp]'), page = document.querySelector('[data-testid=stMain]');
  let from = null, first = null, last = null, timer = null;
  document.addEventListener('click', () => { from = performance.now(); settle(); }, {capture: true, once: true});
  const says = change => change.type === 'characterData' ? change.target.textContent.trim()
    : [...change.addedNodes].some(node => node.textContent.trim());
  const settle = () => { clearTimeout(timer); timer = setTimeout(done, quiet); };
  const done = () => { if (app.dataset.testScriptState !== 'notRunning' || first === null) return settle();
    watcher.disconnect(); resolve([first - from, last - from]); };
  const watcher = new MutationObserver(changes => { if (from === null) return;
    last = performance.now();
    if (first === null && changes.some(change => page.contains(change.target) && says(change))) first = last;
    settle(); });
  watcher.observe(document, {subtree: true, childList: true, characterData: true, attributes: true});
}); }"""


@dataclass
class Timing:
    """All clicks of one kind."""

    first: list[float] = field(default_factory=list)
    painted: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def middles(self) -> tuple[float, float, float]:
        """First text and painted as medians; CPU as the mean, because the system counts it in steps of 10 ms."""
        return middle(self.first), middle(self.painted), fmean(self.cpu)

    def add(self, page: Page, process: psutil.Process, target: Locator) -> None:
        """Click once and note what it took."""
        page.evaluate(WATCH, QUIET)
        before = cpu(process)
        target.click()
        first, painted = page.evaluate("() => window.watched")
        self.first.append(first)
        self.painted.append(painted)
        self.cpu.append(cpu(process) - before)


def limits(page: Page, process: psutil.Process, address: str, runs: int) -> tuple[Timing, Timing]:
    """What Streamlit takes to say hello, and to show nothing but a grid."""
    page.goto(address)
    page.get_by_role("heading", name="Hello One").wait_for()
    hello, grid, links = Timing(), Timing(), page.get_by_test_id("stSidebar")
    for _run in range(runs):
        for name in ("Two", "One"):
            hello.add(page, process, links.get_by_role("link", name=name))
        grid.add(page, process, links.get_by_role("link", name="Grid"))
        links.get_by_role("link", name="One").click()
        page.wait_for_timeout(700)
    return hello, grid


def sections(page: Page, process: psutil.Process, address: str, runs: int) -> Iterator[tuple[str, Timing]]:
    """Every section by a click in the sidebar, and each of its views by a click on its name."""
    from core import workbench

    page.goto(f"{address}/overview?e=1")
    for section in workbench.registry():
        link = page.get_by_test_id("stSidebar").locator(f"a[href='{section.slug}?e=1']")
        link.wait_for()
        yield section.slug, _repeated(page, process, runs, lambda link=link: link, away=page.locator("a[href='overview?e=1']").first)
        link.click()
        page.wait_for_timeout(1500)
        views = page.get_by_test_id("stButtonGroup").first.get_by_role("radio")
        for at in range(1, views.count()):
            yield (
                f"{section.slug} · {views.nth(at).inner_text()}",
                _repeated(page, process, runs, lambda views=views, at=at: views.nth(at), away=views.first),
            )


def _repeated(page: Page, process: psutil.Process, runs: int, target: Callable[[], Locator], away: Locator) -> Timing:
    timing, unmeasured = Timing(), Timing()
    for run in range(runs + 1):
        away.click()
        page.wait_for_timeout(700)
        (timing if run else unmeasured).add(page, process, target())  # the first time fills caches
    return timing


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3, help="clicks a page (default: %(default)s)")
    runs = parser.parse_args().runs
    with demo_folder(), browser() as opened:
        with server("bench/hello/hello.py") as (address, process):
            limit, grid = limits(opened.new_page(), process, address, runs)
        with server("app.py") as (address, process):
            page = opened.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB").new_page()
            found = list(sections(page, process, address, runs))
    report(limit, [("a grid alone", grid), *found], runs)


def report(limit: Timing, found: list[tuple[str, Timing]], runs: int) -> None:
    """Print the table, and which pages miss an aim."""
    floor = limit.middles()
    aims = (AIM_FIRST * floor[0], AIM_PAINTED * floor[1], AIM_CPU)
    rows = [("hello", *(f"{each:.0f}" for each in floor), "", "", "")]
    for name, timing in found:
        values = timing.middles()
        times = (f"{value / least:.1f}×" for value, least in zip(values, floor, strict=True))
        first, painted, used = (f"{each}{' !' if value > aim else '  '}" for each, value, aim in zip(times, values, aims, strict=True))
        rows.append((name, *(f"{value:.0f}" for value in values), first, painted, used))
    title = f"Pages, ms over {runs} clicks, and how many times hello of the same run"
    show(title, ("page", "first text", "painted", "CPU", "first", "painted", "CPU"), rows)
    within = [sum(timing.middles()[at] <= aim for _name, timing in found) for at, aim in enumerate(aims)]
    counts = "first text ≤ {}× hello: {}, painted ≤ {}×: {}, CPU ≤ {} ms: {}"
    print(
        f"Within the aim, of {len(found)} (the grid alone counted): "
        + counts.format(f"{AIM_FIRST:g}", within[0], f"{AIM_PAINTED:g}", within[1], AIM_CPU, within[2])
    )


if __name__ == "__main__":
    main()
