"""The theory notebook in a real JupyterLab: everything drawn, sliders move pictures, questions answer."""

import shutil
import statistics

import nbformat
import pytest

from autograder.authoring.build import ROOT
from tests.browser import serving
from tests.browser.test_card import open_and_run

pytestmark = pytest.mark.slow

NAME = "theory.ipynb"
NOTEBOOK = nbformat.read(ROOT / "notebooks" / NAME, as_version=4)
WITHIN = 200  # milliseconds, 95th percentile, on a machine with nothing else to do
PATIENCE = 10  # times as long, on a machine that is busy
# True when all pictures with sliders and all predictions are drawn, and all cells have run.
READY = """([pictures, predictions, cells]) =>
    document.querySelectorAll('.jp-OutputArea-output > .widget-vbox img').length >= pictures
    && document.querySelectorAll("input[placeholder='your prediction']").length >= predictions
    && [...document.querySelectorAll('.jp-CodeCell .jp-InputArea-prompt')]
        .filter(p => /\\[[0-9]+\\]/.test(p.textContent)).length >= cells"""
# Resolves with the milliseconds from a key on the focused slider to the new picture, drawn.
MOVE = """async ([handle, key]) => {
    const box = handle.closest('.widget-vbox');
    const before = box.querySelector('img').src;
    const start = performance.now();
    handle.dispatchEvent(new KeyboardEvent('keydown', {key: key, code: key, bubbles: true}));
    while (box.querySelector('img').src === before && performance.now() - start < 10000)
        await new Promise(done => requestAnimationFrame(done));
    return performance.now() - start;
}"""
# The colour of a picture's first pixel.
CORNER = """image => {
    const canvas = document.createElement('canvas');
    canvas.getContext('2d').drawImage(image, 0, 0);
    return [...canvas.getContext('2d').getImageData(0, 0, 1, 1).data];
}"""
# Presses a key as fast as a drag moves a slider; counts the pictures that come, and waits for the last.
DRAG = """async ([handle, key, times]) => {
    const box = handle.closest('.widget-vbox');
    let pictures = 0;
    const watch = new MutationObserver(() => pictures++);
    watch.observe(box.querySelector('img').parentElement, {childList: true});
    for (let i = 0; i < times; i++) {
        handle.dispatchEvent(new KeyboardEvent('keydown', {key: key, code: key, bubbles: true}));
        await new Promise(done => setTimeout(done, 10));
    }
    await new Promise(done => setTimeout(done, 3000));
    watch.disconnect();
    return pictures;
}"""


def calls(name):
    """Count the calls of the function that begin a line of a code cell."""
    lines = (line for c in NOTEBOOK.cells if c.cell_type == "code" for line in c.source.splitlines())
    return sum(line.startswith(f"{name}(") for line in lines)


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """The notebook with all its cells run: (page, lines of the console, requests elsewhere, folder)."""
    tmp_path = tmp_path_factory.mktemp("theory")
    folder = tmp_path / "learner"
    folder.mkdir()
    shutil.copy(ROOT / "notebooks" / NAME, folder / NAME)
    lines = []
    with (
        serving.lab(folder, tmp_path / "home") as (address, token),
        serving.browser(tmp_path / "profile") as (page, elsewhere),
    ):
        page.on("console", lambda message: lines.append((message.type, message.text)))
        page.on("pageerror", lambda error: lines.append(("error", str(error))))
        open_and_run(page, f"{address}/lab/tree/{NAME}?token={token}&reset")
        # The last cell of all has run, and the browser has drawn the widgets.
        wanted = [
            calls("explore"),
            calls("predict"),
            len([c for c in NOTEBOOK.cells if c.cell_type == "code"]),
        ]
        page.wait_for_function(READY, arg=wanted, timeout=90_000)
        yield page, lines, elsewhere, tmp_path


def sliders(page):
    """Return the boxes that hold a picture with sliders."""
    return page.locator(".jp-OutputArea-output > .widget-vbox:has(img)")


def test_every_widget_is_drawn_and_every_picture_has_words(chromium, opened):
    page, _, _, folder = opened
    assert sliders(page).count() == calls("explore")
    assert page.locator(".widget-radio-box").count() == 3 * calls("quiz")
    assert page.locator("input[placeholder='your prediction']").count() == calls("predict")
    images = page.locator(".jp-OutputArea img")
    alts = [images.nth(i).get_attribute("alt") for i in range(images.count())]
    assert alts and all(alt and len(alt.split()) >= 8 for alt in alts)
    for i in range(sliders(page).count()):
        sliders(page).nth(i).scroll_into_view_if_needed()
        page.screenshot(path=folder / f"chapter{i + 1}.png")


def test_a_slider_moved_by_the_keyboard_changes_its_picture(chromium, opened):
    page, _, _, _ = opened
    boxes = sliders(page)
    for i in range(boxes.count()):
        handle, image = boxes.nth(i).locator(".noUi-handle").first, boxes.nth(i).locator("img")
        before, words = image.get_attribute("src"), image.get_attribute("alt")
        handle.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function(
            "([i, src]) => document.querySelectorAll('.jp-OutputArea-output > .widget-vbox:has(img)')[i]"
            ".querySelector('img').src !== src",
            arg=[i, before],
            timeout=20_000,
        )
        assert boxes.nth(i).locator("img").get_attribute("alt") != words


def test_a_slider_is_answered_soon_and_old_requests_are_dropped(chromium, opened):
    page, _, _, folder = opened
    boxes, report = sliders(page), []
    for i in range(boxes.count()):
        handle = boxes.nth(i).locator(".noUi-handle").first
        handle.focus()
        keys = ["ArrowLeft", "ArrowRight"] * 4
        times = sorted(page.evaluate(MOVE, [handle.element_handle(), key]) for key in keys)
        report.append(
            f"chapter {i + 1}: median {statistics.median(times):.0f} ms, slowest {times[-1]:.0f} ms"
        )
        assert statistics.median(times) < WITHIN * PATIENCE
    handle = boxes.first.locator(".noUi-handle").first
    pictures = page.evaluate(DRAG, [handle.element_handle(), "ArrowRight", 40])
    (folder / "latency.txt").write_text("\n".join([*report, f"40 moves, {pictures} pictures", ""]))
    assert 1 <= pictures < 30


def test_a_prediction_and_a_choice_are_answered(chromium, opened):
    page, _, _, _ = opened
    field = page.locator("input[placeholder='your prediction']").first
    field.fill("2")
    field.press("Enter")
    page.get_by_text("You said 2; it is 3 intervals.").wait_for(timeout=20_000)
    choice = page.locator(".widget-radio-box").first
    choice.locator("input").nth(1).check()
    page.get_by_text("No: Steps too long for what they gain.").wait_for(timeout=20_000)


def test_in_the_dark_theme_the_pictures_stay_on_a_light_ground(chromium, opened):
    page, _, _, folder = opened
    page.get_by_role("menuitem", name="Settings", exact=True).click()
    page.locator(".lm-Menu-item", has_text="Theme").first.click()
    page.locator(".lm-Menu-item", has_text="JupyterLab Dark").first.click()
    page.wait_for_selector("body[data-jp-theme-light='false']", state="attached", timeout=20_000)
    page.wait_for_selector("#jupyterlab-splash", state="detached", timeout=20_000)
    sliders(page).nth(2).scroll_into_view_if_needed()
    page.screenshot(path=folder / "dark.png")
    corner = sliders(page).nth(2).locator("img").evaluate(CORNER)
    assert min(corner) > 250 and corner[3] == 255  # red, green, blue, opacity


def test_the_console_is_quiet_and_nothing_is_fetched_from_elsewhere(chromium, opened):
    _, lines, elsewhere, _ = opened
    assert [text for kind, text in lines if kind == "error"] == []
    assert elsewhere == []
