"""What staff and learners see in a real browser: formgrader's page, the feedback, the class report."""

import json

import pytest

from autograder.course import open_course
from tests.browser import serving

pytestmark = pytest.mark.slow


def messages(course):
    record = json.loads((course / "results/ex01/student-01.json").read_text(encoding="utf-8"))
    failed = [o for o in record["exercises"][0]["outcomes"] if o["status"] == "failed"]
    assert failed
    return [o["message"].splitlines()[0] for o in failed]


def submission_id(course, student):
    with open_course(course).gradebook as gradebook:
        return gradebook.find_submission_notebook("ex01_armijo", "ex01", student).id


def words(text):
    return " ".join(text.split())


def test_formgraders_page_shows_the_messages_and_the_marks(chromium, course, tmp_path):
    with (
        serving.lab(course, tmp_path / "home") as (address, token),
        serving.browser(tmp_path / "profile") as (page, elsewhere),
    ):
        page.goto(f"{address}/lab?token={token}")  # logs in
        page.goto(f"{address}/formgrader/submissions/{submission_id(course, 'student-01')}/")
        page.wait_for_selector("#ex01-a-check")
        page.wait_for_function("document.querySelector('#ex01-b-check').placeholder !== ''")
        shown = words(page.inner_text("body"))
        for message in messages(course):
            assert words(message) in shown
        record = json.loads((course / "results/ex01/student-01.json").read_text(encoding="utf-8"))
        marks = {
            part: sum(o["marks"] for o in record["exercises"][0]["outcomes"] if o["part"] == part)
            for part in "abc"
        }
        for part, given in marks.items():
            assert float(page.get_attribute(f"#ex01-{part}-check", "placeholder")) == given
        assert page.locator("math").count() > 0
        page.screenshot(path=tmp_path / "formgrader.png", full_page=True)
        assert elsewhere == []


def test_formgrader_lists_the_submissions(chromium, course, tmp_path):
    with (
        serving.lab(course, tmp_path / "home") as (address, token),
        serving.browser(tmp_path / "profile") as (page, _),
    ):
        page.goto(f"{address}/lab?token={token}")  # logs in
        page.goto(f"{address}/formgrader/manage_submissions/ex01")
        page.wait_for_selector("text=student-01")
        shown = page.inner_text("body")
        assert "student-02" in shown
        page.screenshot(path=tmp_path / "submissions.png", full_page=True)


@pytest.mark.parametrize("dark", [False, True])
def test_pages_are_whole_without_a_network(chromium, course, tmp_path, dark):
    pages = {
        "report": course / "report-ex01.html",
        "feedback": course / "feedback/student-01/ex01/ex01_armijo.html",
        "unreadable": course / "feedback/student-03/ex01/ex01_armijo.html",
    }
    with serving.browser(tmp_path / "profile", dark) as (page, elsewhere):
        for name, path in pages.items():
            page.goto(path.as_uri())
            page.screenshot(path=tmp_path / f"{name}.png", full_page=True)
            wide = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
            assert page.evaluate(wide), f"{name} is wider than the window"
        page.goto(pages["feedback"].as_uri())
        shown = words(page.inner_text("body"))
        for message in messages(course):
            assert words(message) in shown
        assert page.locator("math").count() > 0
        assert "$" not in page.locator(".text_cell_render").first.inner_text()
    assert elsewhere == []
