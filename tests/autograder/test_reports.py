"""Formulas as MathML, rows, and the pages of a class: nothing of a learner's becomes markup."""

import xml.etree.ElementTree as tree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.reports import formulas, pages, rows

ROW = rows.Row("ex01", "student-01", "graded", 4.0, 10, outcomes=())


def outcome(**changes):
    whole = {"check": "first_passing", "part": "a", "status": "failed", "marks": 0, "max_marks": 1}
    return whole | {"diagnosis": None, "message": "said"} | changes


def test_a_formula_becomes_mathml():
    text = formulas.with_mathml(r"Let $\alpha_k \le 1$ and $$\phi(\alpha) = f(x + \alpha p).$$")
    assert text.count("<math") == 2
    assert 'display="block"' in text
    assert "$" not in text


@pytest.mark.parametrize("text", ["`$HOME and $PATH`", "```\na = '$x$'\n```", "it costs $5 and $6", r"\$1\$"])
def test_what_is_no_formula_stays(text):
    assert formulas.with_mathml(text) == text


@pytest.mark.parametrize(
    "latex",
    [
        r"\text{<img src=x onerror=alert(1)>}",
        r"\text{<b>x</b>}",
        r"\href{javascript:alert(1)}{x}",
        r"\frac{",
    ],
)
def test_what_is_not_plain_mathematics_is_shown_as_code(latex):
    shown = formulas.mathml(latex)
    assert shown.startswith("<code>")
    assert "<" not in shown.removeprefix("<code>").removesuffix("</code>")


@given(st.text(alphabet=r"\{}<>&$_^abehimnrstxf 123'/=\"", max_size=40))
def test_nothing_but_mathematics_leaves_the_converter(latex):
    shown = formulas.mathml(latex)
    names = {element.tag.rpartition("}")[2] for element in tree.fromstring(shown).iter()}
    assert names == {"code"} or all(formulas._TAG.fullmatch(name) for name in names)


@given(st.text(min_size=1, max_size=60))
def test_no_cell_of_the_csv_is_a_formula(text):
    assert rows._cell(text)[:1] not in ("=", "+", "-", "@")


def test_a_mark_of_none_is_an_empty_cell_and_zero_is_not():
    assert rows._cell(None) == ""
    assert rows._cell(0.0) == "0"


def test_the_commonest_diagnosis_comes_first_and_counts_learners():
    one = rows.Row("ex01", "a", "graded", 0, 10, outcomes=(outcome(diagnosis="x"), outcome(diagnosis="x")))
    two = rows.Row("ex01", "b", "graded", 0, 10, outcomes=(outcome(diagnosis="y"),))
    three = rows.Row("ex01", "c", "graded", 0, 10, outcomes=(outcome(diagnosis="y"),))
    assert rows.diagnoses([one, two, three]) == [("y", 2), ("x", 1)]


def test_distribution_counts_every_learner_once():
    many = [rows.Row("ex01", str(m), "graded", m, 10) for m in (0, 3.5, 3.9, 10)]
    found = pages.distribution(many)
    assert sum(count for _, count in found) == len(many)
    assert dict(found)[3] == 2


@given(st.sampled_from(["student", "reason", "diagnosis", "message"]))
def test_the_report_escapes_everything(where):
    hostile = "<script>alert(1)</script>"
    found = {
        "student": [rows.Row("ex01", hostile, "graded", 1, 10)],
        "reason": [rows.Row("ex01", "s", "unreadable", None, 10, reason=hostile)],
        "diagnosis": [rows.Row("ex01", "s", "graded", 1, 10, outcomes=(outcome(diagnosis=hostile),))],
        "message": [
            rows.Row(
                "ex01", "s", "unchecked", 1, 10, outcomes=(outcome(status="unchecked", message=hostile),)
            )
        ],
    }[where]
    page = pages.class_report(found, "ex01", "title", {})
    assert hostile not in page
    assert "&lt;script&gt;" in page


def test_a_class_without_marks_has_a_report_too():
    page = pages.class_report(
        [rows.Row("ex01", "s", "unreadable", None, 10, reason="not JSON")], "ex01", "t", {}
    )
    assert "No submission has marks" in page


def test_what_could_not_be_checked_is_listed_with_its_student():
    row = rows.Row("ex01", "s", "unchecked", 3, 10, outcomes=(outcome(status="unchecked"),))
    assert rows.unchecked([row]) == [("s", "part a, first passing: said")]


def test_the_page_of_an_unreadable_submission_is_no_zero():
    page = pages.unreadable("student-03", "ex01", "not valid JSON at line 3 & <more>")
    assert "not valid JSON at line 3 &amp; &lt;more&gt;" in page
    assert "no zero" in page
