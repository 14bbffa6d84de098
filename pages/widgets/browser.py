"""What the grid needs from the browser itself: its look on narrow screens, a jump to a row, and no typed text left behind."""

import json

import streamlit as st

# The toolbar over a grid speaks English only and covers the actions; what it offers is there elsewhere (search: Ctrl+F in the grid).
STYLE = """<style>
[class*="st-key-grid_"] [data-testid="stElementToolbar"] { display: none; }
:has(> .st-key-hf_scripts), :has(> .st-key-hf_jump), :has(> [class*="st-key-narrow_"]) { display: none; }
[class*="st-key-grid_"][class*="_filter"] { flex: 0 0 10rem; }
[class*="st-key-saved_"] { overflow: hidden; min-height: 1.7rem; }
@media (min-width: 641px) { [class*="st-key-grid_"][class*="_actions"] { flex-wrap: nowrap; } }
@media (max-width: 640px) {
  :has(> [class*="st-key-wide_"]) { display: none; }
  :has(> [class*="st-key-narrow_"]) { display: flex; }
  [class*="st-key-grid_"][class*="_filter"] { flex: 1 1 6rem; min-width: 0; }
  [class*="st-key-grid_"] [aria-label^="Shortcut"] { display: none; }
}
</style>"""

# Each listener closes a hole through which text was lost, see tests/journeys/test_grid.py:
# Escape closes a dialog before its input has told the server what was typed; a shortcut presses a button while a cell is still
# open; a click within the 150 ms that a committed cell takes to leave the browser may redraw the grid before it has left.
# How long that is on a busy machine no clock tells, but timers fire in the order in which they fall due: one of 220 ms that begins
# after the key was dealt with fires after the cell's own of 150 ms, however late both are. Clicks wait for it.
LISTENERS = """<script>(() => {
  if (window.holdfastListens) return;
  window.holdfastListens = true;
  const ON_ITS_WAY = 220, SHORTCUTS = { KeyI: 'add', KeyO: 'open', KeyU: 'undo' };
  const inGrid = at => at.closest('[data-testid="stDataFrame"], #portal');
  const isOpen = () => document.querySelector('#portal [id^="gdg-overlay"]');
  let onTheirWay = 0, waiting = [];
  const left = () => { if (!--onTheirWay) waiting.splice(0).forEach(click => click()); };
  const committed = () => { onTheirWay++; setTimeout(() => setTimeout(left, ON_ITS_WAY)); };
  const stop = event => { event.preventDefault(); event.stopImmediatePropagation(); };
  document.addEventListener('keydown', event => {
    const at = event.target, act = (event.ctrlKey || event.metaKey) && SHORTCUTS[event.code];
    if (!at.closest) return;
    if (event.key === 'Escape' && at.closest('[role="dialog"]') && at.matches('input:not([role="combobox"]), textarea')) at.blur();
    if (act && isOpen()) document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    if (act && onTheirWay) {
      const button = document.querySelector(`[class*="st-key-grid_"][class*="_${act} "] button`);
      stop(event);
      waiting.push(() => button && button.click());
    }
    if (inGrid(at) && ['Enter', 'Tab', 'Delete', 'Backspace', ' '].includes(event.key)) committed();
  }, true);
  document.addEventListener('pointerdown', event => {
    if (isOpen() && event.target.closest && !inGrid(event.target)) committed();  // the cell closes and is on its way
  }, true);
  document.addEventListener('click', event => {
    const target = event.target.closest && event.target.closest('a, button, label, [role="radio"], [role="option"]');
    if (!event.isTrusted || !onTheirWay || !target || inGrid(target)) return;
    stop(event);
    waiting.push(() => target.click());
  }, true);
})()</script>"""

JUMP = """<script>(() => {
  const wanted = WANTED, start = performance.now();
  const step = () => {
    if (performance.now() - start > 5000) return;
    const grid = document.querySelector(`.st-key-${wanted.key} [data-testid="stDataFrame"]`);
    const table = grid && grid.querySelector('table[role="grid"]');
    const scroller = grid && grid.querySelector('.dvn-scroller');
    if (!table || !scroller || +table.getAttribute('aria-rowcount') !== wanted.rows + 1) return setTimeout(step, 40);
    const top = wanted.row * wanted.height, room = scroller.clientHeight - 2 * wanted.height;
    if (scroller.scrollTop > top || scroller.scrollTop < top - room) scroller.scrollTop = Math.max(0, top - room / 2);
    grid.scrollIntoView({ block: 'nearest' });
    if (!wanted.begin) return;
    const cell = grid.querySelector(`#glide-cell-1-${wanted.row}`);
    if (!cell) return setTimeout(step, 40);
    if (cell.getAttribute('aria-selected') === 'true' || document.querySelector('#portal [id^="gdg-overlay"]')) return;
    // the grid's first focus selects its first cell, the next one selects this cell; what it selected can be read 200 ms later
    for (const wait of [0, 60]) setTimeout(() => { document.activeElement.blur(); cell.focus(); }, wait);
    setTimeout(step, 400);
  };
  setTimeout(step, 60);
})()</script>"""


def rules() -> None:
    """The look and the listeners; the same text every time, so the browser takes them once."""
    st.html(STYLE)
    with st.container(key="hf_scripts"):
        st.html(LISTENERS, unsafe_allow_javascript=True)


def jump(key: str, row: int, rows: int, begin: bool, serial: int) -> None:
    """Scroll a grid to a row, and put the cursor on its first field; a new `serial` makes it a new jump."""
    wanted = json.dumps({"key": key, "row": row, "rows": rows, "height": 35, "begin": begin, "serial": serial})
    with st.container(key="hf_jump"):
        st.html(JUMP.replace("WANTED", wanted), unsafe_allow_javascript=True)
