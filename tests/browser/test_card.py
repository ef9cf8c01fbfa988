"""The card under a learner's cells, in a real JupyterLab."""

import shutil

import nbformat
import pytest

from demo import classroom
from tests.browser import serving
from tests.browser.conftest import NAME

pytestmark = pytest.mark.slow


def test_the_card_is_shown_under_the_check_cells(chromium, course, tmp_path):
    folder = tmp_path / "learner"
    folder.mkdir()
    shutil.copy(course / "submitted/student-01/ex01" / NAME, folder / NAME)
    with (
        serving.lab(folder, tmp_path / "home") as (address, token),
        serving.browser(tmp_path / "profile") as (page, elsewhere),
    ):
        open_and_run(page, f"{address}/lab/tree/{NAME}?token={token}&reset")
        cards = page.locator("[aria-label='Result of the checks']")
        cards.nth(2).wait_for(timeout=90_000)
        assert cards.count() == 3
        first = cards.first.inner_text()
        assert "Practice" in first
        assert "Try next" in first or "failed" in cards.first.inner_html()
        assert "4 of 4 marks" in cards.nth(2).inner_text()
        cards.first.scroll_into_view_if_needed()
        page.screenshot(path=tmp_path / "card.png")
        cards.first.screenshot(path=tmp_path / "card_alone.png")
        assert elsewhere == []


def test_a_fresh_notebook_is_told_that_nothing_is_written_yet(chromium, course, tmp_path):
    folder = tmp_path / "learner"
    folder.mkdir()
    shutil.copy(course / "release/ex01" / NAME, folder / NAME)
    released = nbformat.read(folder / NAME, as_version=4)
    assert classroom.model_answer()["a"] not in [cell.source for cell in released.cells]
    with (
        serving.lab(folder, tmp_path / "home") as (address, token),
        serving.browser(tmp_path / "profile") as (page, elsewhere),
    ):
        open_and_run(page, f"{address}/lab/tree/{NAME}?token={token}&reset")
        cards = page.locator("[aria-label='Result of the checks']")
        cards.first.wait_for(timeout=90_000)
        assert "0 of 4 marks (not answered yet)" in cards.first.inner_text()
        page.screenshot(path=tmp_path / "unanswered.png")
        assert elsewhere == []


def open_and_run(page, address):
    """Open a notebook, wait for its kernel, run all its cells."""
    page.goto(address)
    page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status='idle']", timeout=90_000)
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=90_000)  # connected, not only started
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
