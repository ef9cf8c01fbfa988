"""The library's README: it names every file, its links lead somewhere, and its lines do what it says."""

import re
from pathlib import Path

import numpy as np

import numopt

FOLDER = Path(numopt.__file__).parent
TEXT = (FOLDER / "README.md").read_text(encoding="utf-8")


def test_every_file_is_named_in_the_table_and_every_link_leads_to_a_file():
    rows = re.findall(r"^\| \[(\w+\.py)\]\(\1\) \|", TEXT, flags=re.MULTILINE)
    assert sorted(rows) == sorted(path.name for path in FOLDER.glob("[!_]*.py"))
    assert all((FOLDER / target).is_file() for target in re.findall(r"\]\(([^)]+)\)", TEXT))


def test_the_lines_of_the_path_run_and_show_what_is_said(capsys):
    names = {}
    exec("\n".join(re.findall(r"```python\n(.*?)```", TEXT, flags=re.DOTALL)), names)
    assert len(names["found"].trials) > 1 and names["found"].success
    assert not names["steepest"].success and "iteration limit" in names["steepest"].message
    assert names["curved"].success and names["bounded"].success and names["norms"][-1] < 1e-6
    assert names["curved"].nit < len(names["norms"]) - 1 < names["steepest"].nit
    valley, path = names["valley"], names["path"]
    assert valley.f(path[-1]) < 1e-2 < valley.f(path[0])
    assert np.linalg.norm(valley.grad(path[-1])) > 1e-6  # the slowest since step 2
    assert len(set(np.sign(np.diff(names["bounded"].radii)))) > 1  # the radius shrinks, or grows, and stays
