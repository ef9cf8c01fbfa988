"""The source of an exercise is read as it is written, and a broken one is refused by name and cell."""

from pathlib import Path

import pytest

from autograder.authoring.source import SourceError, load, load_all, regions, without_markers

TOY = Path(__file__).with_name("ex90_double.py")


def broken(tmp_path, old, new, name="ex90_double.py"):
    """Write the toy exercise with one change and load it."""
    text = TOY.read_text()
    assert old in text
    (tmp_path / name).write_text(text.replace(old, new, 1))
    return load(tmp_path / name)


def test_a_source_is_read_cell_by_cell():
    source = load(TOY)
    assert (source.id, source.stem, source.title) == ("ex90", "ex90_double", "Exercise 90: Doubling")
    before = "statement setup predict statement solution hints check solution check experiment"
    assert [cell.role for cell in source.cells] == [*before.split(), "statement", "written", "solution-note"]
    assert [cell.part for cell in source.cells if cell.part] == ["a", "a", "a", "b", "b"]
    assert source.parts() == ("a", "b")


def test_the_solution_code_is_a_module_that_works():
    namespace = {}
    code = load(TOY).solution_code()
    exec(compile(code.replace("from autograder import check", ""), "solution", "exec"), namespace)
    assert namespace["double"](3) == 6 and namespace["quadruple"](3) == 12
    assert "BEGIN SOLUTION" not in code and "check(" not in code


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('role="experiment"', 'role="experment"', "role 'experment'"),
        ('# %% role="experiment"', "# %%", "role None"),
        ('part="a" role="check"', 'role="check"', "names its part"),
        ('# %% part="a" role="check"\n', '# %% part="a" role="check" points="3"\n', "points"),
        ("    ### END SOLUTION\n", "", "a second BEGIN SOLUTION"),
        ("    ### BEGIN SOLUTION\n", "", "END SOLUTION without"),
        ('check("ex90", part="a")', 'check("ex90")', 'check("ex90", part="a")'),
        ('check("ex90", part="a")', 'check("ex91", part="a")', 'check("ex90", part="a")'),
        ("def double(x):", "def double(x:", "line 1"),
        ("# # Exercise 90", "# Exercise 90", "title"),
        ("print(round", "### BEGIN SOLUTION\n### END SOLUTION\nprint(round", "learners would read"),
        ('# %% part="b" role="check"\ncheck("ex90", part="b")', "", "part b has 0 check cells"),
        ('# %% [markdown] role="solution-note"', '# %% [markdown] role="written"', "one written answer"),
        ("# %% [markdown]\n# ## (a)", "# %% [raw]\n# ## (a)", "a raw cell"),
    ],
)
def test_a_malformed_source_is_refused_with_file_and_cell(tmp_path, old, new, says):
    with pytest.raises(SourceError) as refusal:
        broken(tmp_path, old, new)
    assert says in str(refusal.value) and "ex90_double.py" in str(refusal.value)


@pytest.mark.parametrize("name", ["double.py", "ex9_double.py", "ex90-double.py", "ex90_Double.py"])
def test_a_source_is_named_after_its_exercise(tmp_path, name):
    with pytest.raises(SourceError, match="exNN_words"):
        broken(tmp_path, "Doubling", "Doubling", name)


def test_two_sources_may_not_claim_one_id(tmp_path):
    for name in ("ex90_double.py", "ex90_twice.py"):
        (tmp_path / name).write_text(TOY.read_text())
    with pytest.raises(SourceError, match="2 sources claim ex90"):
        load_all(tmp_path)


def test_regions_are_what_stands_between_the_markers():
    text = "a\n# BEGIN SOLUTION\nb\nc\n# END SOLUTION\nd\n### BEGIN SOLUTION\ne\n### END SOLUTION"
    assert list(regions(text)) == ["b\nc", "e"]
    assert without_markers(text) == "a\nb\nc\nd\ne"
