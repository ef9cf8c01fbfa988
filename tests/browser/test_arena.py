"""Stages in a real JupyterLab: the handle is dragged and moved by keys, and the picture follows."""

from pathlib import Path

import nbformat
import numpy as np
import pytest

from tests.browser import serving
from tests.browser.test_card import open_and_run

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]


@pytest.fixture
def stage(chromium, tmp_path, monkeypatch):
    """A function that opens a notebook of one cell and yields the page once the canvas has drawn."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))

    def opened(page, address, token):
        open_and_run(page, f"{address}/lab/tree/stage.ipynb?token={token}&reset")
        page.wait_for_function(
            "document.querySelector('canvas[role=application]')?.stats?.frames > 5", timeout=90_000
        )
        return page.locator("canvas[role=application]")

    def write(source):
        cell = nbformat.v4.new_code_cell(source, id="stage")
        notebook = nbformat.v4.new_notebook(cells=[cell])
        notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3 (ipykernel)"}
        (tmp_path / "work").mkdir(exist_ok=True)
        nbformat.write(notebook, tmp_path / "work" / "stage.ipynb")
        return tmp_path / "work"

    return write, opened


def complaints(page):
    """Return the list into which errors of the page and of its console will be written."""
    found = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    return found


def answered(page, before):
    """Wait until the kernel's words are others than before; return them."""
    page.wait_for_function(
        "before => document.querySelector('p[aria-live]').textContent !== before", arg=before
    )
    return page.locator("p[aria-live]").inner_text()


def test_the_start_is_dragged_and_moved_by_keys(stage, tmp_path):
    write, opened = stage
    folder = write("from numopt.plot.arena import Arena\nArena()")
    with (
        serving.lab(folder, tmp_path / "home") as (address, token),
        serving.browser(tmp_path / "profile", dark=True) as (page, elsewhere),
    ):
        errors = complaints(page)
        canvas = opened(page, address, token)
        words = page.locator("p[aria-live]").inner_text()
        assert "From (-1.20, 1.00)" in words
        page.screenshot(path=tmp_path / "opened.png", full_page=True)
        box = canvas.bounding_box()
        before = canvas.screenshot()
        # The mouse.
        page.mouse.move(box["x"] + 0.3 * box["width"], box["y"] + 0.4 * box["height"])
        page.mouse.down()
        for k in range(40):
            page.mouse.move(box["x"] + (0.3 + 0.01 * k) * box["width"], box["y"] + 0.4 * box["height"])
            page.wait_for_timeout(30)
        page.mouse.up()
        words = answered(page, words)
        page.wait_for_timeout(500)
        page.screenshot(path=tmp_path / "dragged.png", full_page=True)
        assert canvas.screenshot() != before
        # The keys; the cell of the notebook stays selected and is not run, split or left.
        canvas.focus()
        words = page.locator("p[aria-live]").inner_text()
        page.keyboard.press("ArrowLeft")
        words = answered(page, words)
        page.keyboard.press("ArrowUp")
        words = answered(page, words)
        # Another map.
        page.get_by_label("map").select_option("Himmelblau")
        words = answered(page, words)
        assert "From (-0.50, -1.00)" in words
        page.wait_for_timeout(4500)
        page.screenshot(path=tmp_path / "himmelblau.png", full_page=True)
        assert page.locator("table tr").count() >= 18
        stats = canvas.evaluate("c => c.stats")
        # 200 ms is the aim, and met with room on an idle machine; the test also has to pass on a busy one.
        assert np.percentile(stats["delays"], 95) < 600
        print("answers, ms:", np.percentile(stats["delays"], [50, 95]), "of", len(stats["delays"]))
        assert elsewhere == []
        assert [error for error in errors if "favicon" not in error] == []


def test_the_plane_of_momentum_follows_its_handle(stage, tmp_path):
    write, opened = stage
    folder = write("from numopt.plot import momentum\nmomentum.plane()")
    with (
        serving.lab(folder, tmp_path / "home") as (address, token),
        serving.browser(tmp_path / "profile") as (page, elsewhere),
    ):
        errors = complaints(page)
        canvas = opened(page, address, token)
        words = page.locator("p[aria-live]").inner_text()
        assert "it ripples" in words
        canvas.focus()
        for _ in range(3):
            page.keyboard.press("ArrowDown")
            words = answered(page, words)
        box = canvas.bounding_box()
        page.mouse.click(box["x"] + 0.28 * box["width"], box["y"] + 0.8 * box["height"])
        assert "it diverges" in answered(page, words)
        page.wait_for_timeout(1000)
        page.screenshot(path=tmp_path / "plane.png", full_page=True)
        assert elsewhere == []
        assert [error for error in errors if "favicon" not in error] == []


def test_the_browser_draws_at_twenty_frames_a_second(stage, tmp_path):
    write, opened = stage
    folder = write("from numopt.plot.arena import Arena\nArena()")
    with (
        serving.lab(folder, tmp_path / "home") as (address, token),
        serving.browser(tmp_path / "profile") as (page, _),
    ):
        canvas = opened(page, address, token)
        page.get_by_role("button", name="Play again").click()
        first = canvas.evaluate("c => c.stats.frames")
        page.wait_for_timeout(2000)
        rate = (canvas.evaluate("c => c.stats.frames") - first) / 2
        print("frames a second:", rate)
        assert rate >= 20
