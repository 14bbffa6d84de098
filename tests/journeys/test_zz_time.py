import time

from tests.journeys.conftest import *


def test_t(engagement, touchpoints, grid_of, rows):
    for k in range(3):
        t = time.time()
        page, grid = grid_of(touchpoints)
        print("open", time.time() - t)
        for r in range(3):
            t = time.time()
            grid.select(1, r)
            print(" select", round(time.time() - t, 2))
            t = time.time()
            grid.write(1, r, "Hello there")
            print(" write", round(time.time() - t, 2))
        t = time.time()
        grid.choose(3, 0, "SMS")
        print(" choose", round(time.time() - t, 2))
        t = time.time()
        page.reload()
        idle(page, 500)
        Grid(page)
        print(" reload", round(time.time() - t, 2))
