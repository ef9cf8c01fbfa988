"""The project agrees with itself: one list of dependencies, generated files up to date, no stray words."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import nbformat
import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.version import Version

from autograder.authoring import build, notebooks

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
PINS = [Requirement(line) for line in (ROOT / "requirements.lock").read_text().splitlines()]
EXTRAS = [line for extra in PROJECT["optional-dependencies"].values() for line in extra]
# What JupyterLab, nbgrader and pytest are themselves built on: it comes with them on every machine.
JOIN_IN = {"torch"}  # compared with where it happens to be installed; nothing needs it
CORE = {"ipykernel", "ipython", "jupyter-client", "jupyter-core", "packaging", "pyyaml", "sqlalchemy"}
CORE |= {"traitlets"}
# Python versions that the lock has to serve; environments in which a marker is asked for.
PYTHONS = ("3.11", "3.12", "3.13", "3.14")


def tracked() -> list[Path]:
    """The files of the project that git has, or would add."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
            "\0"
        )
    except (OSError, subprocess.CalledProcessError):  # unpacked from an archive
        hidden = (".git", ".venv", "build", "__pycache__")
        paths = [p for p in ROOT.rglob("*") if not set(hidden) & set(p.relative_to(ROOT).parts)]
        return [path for path in paths if path.is_file()]
    return [ROOT / name for name in found if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("wanted", PROJECT["dependencies"] + EXTRAS)
def test_the_lock_has_a_pin_for_each_dependency(wanted):
    wanted = Requirement(wanted)
    pins = [pin for pin in PINS if pin.name == wanted.name]
    assert pins, f"{wanted.name} is not in requirements.lock: make lock"
    for pin in pins:
        (exact,) = pin.specifier
        assert exact.operator == "==" and exact.version in wanted.specifier


@pytest.mark.parametrize("python", PYTHONS)
def test_every_python_gets_one_pin_of_each_package(python):
    here = {"python_version": python, "python_full_version": f"{python}.0", "sys_platform": "linux"}
    names = [pin.name for pin in PINS if pin.marker is None or pin.marker.evaluate(here)]
    assert len(names) == len(set(names))
    direct = {Requirement(line).name for line in PROJECT["dependencies"] + EXTRAS}
    assert direct <= set(names)


def test_every_package_that_the_code_imports_is_a_declared_dependency():
    """A package that happens to be installed here need not be there on the next machine."""
    declared = {Requirement(line).name.lower() for line in PROJECT["dependencies"] + EXTRAS}
    distributions = packages_distributions()
    own = {path.name for path in ROOT.iterdir() if path.is_dir()} | set(sys.stdlib_module_names)
    undeclared = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in tracked()
        if path.suffix == ".py" and "bank" not in path.parts
        for name in imported(path) - own - JOIN_IN
        if not {d.lower().replace("_", "-") for d in distributions.get(name, [])} & (declared | CORE)
    }
    assert undeclared == set()


def imported(path: Path) -> set[str]:
    """The top-level names of the packages that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def test_the_lock_holds_versions_and_no_addresses():
    for line in (ROOT / "requirements.lock").read_text().splitlines():
        assert re.fullmatch(r"[a-z0-9-]+==[0-9][\w.]*( ; .+)?", line), line


def test_the_conda_environment_is_the_lock():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text())
    assert environment["name"] == PROJECT["name"]
    python, pip, packages = environment["dependencies"]
    assert python == f"python{PROJECT['requires-python']}" and pip == "pip"
    assert packages == {"pip": ["-r requirements.lock", "-e ."]}


def test_the_set_up_asks_for_the_python_that_the_project_needs():
    (lowest,) = SpecifierSet(PROJECT["requires-python"])
    major, minor = Version(lowest.version).release
    assert f"sys.version_info < ({major}, {minor})" in (ROOT / "tools" / "setup.sh").read_text()
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["ruff"]["target-version"] == "py311"


def test_generated_text_is_up_to_date():
    differs = [
        p.name for p, text in build.text_files(ROOT) if not p.exists() or p.read_bytes() != text.encode()
    ]
    assert differs == [], "make build writes these anew"


def test_executed_notebooks_have_the_cells_of_their_source():
    for path, made in build.executed_notebooks(ROOT):
        committed = nbformat.read(path, as_version=4)
        for cell in committed.cells:
            if cell.cell_type == "code":
                assert [output for output in cell.outputs if output.output_type == "error"] == []
                cell.outputs, cell.execution_count = [], None
        assert notebooks.as_text(committed) == notebooks.as_text(made), (
            f"make build writes another {path.name}"
        )


def test_no_generated_file_outlived_its_source():
    assert build.stale(ROOT) == []


def test_no_file_names_a_machine_or_a_registry():
    homes = "|".join(["home", "root", "Users", "work", "tmp/[a-z]+-of"])
    registries = "|".join(["pypi", "pythonhosted", "anaconda", "artifactory", "nexus"])
    stray = re.compile(rf"(?<![\w.])/(?:{homes})/\w|https?://[^\s/]*(?:{registries})|file:///")
    found = []
    for path in tracked():
        if path == Path(__file__) or path.suffix in (".png", ".svg"):
            continue
        lines = path.read_text(encoding="utf-8").splitlines()
        found += [f"{path.relative_to(ROOT)}: {line.strip()[:100]}" for line in lines if stray.search(line)]
    assert found == []


def test_every_text_file_ends_with_a_newline_and_has_no_trailing_blanks():
    for path in tracked():
        if path.suffix not in (".py", ".md", ".toml", ".yml", ".sh", ".cff", ".lock", ".cfg"):
            continue
        text = path.read_text(encoding="utf-8")
        assert not text or text.endswith("\n"), path
        assert not re.search(r"[ \t]+$", text, re.MULTILINE), path


def make(*arguments: str, **variables: str) -> str:
    """What make prints; no target that sets anything up is run."""
    command = ["make", *arguments]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("MAKE") and k != "MFLAGS"}
    done = subprocess.run(command, cwd=ROOT, env=environment | variables, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_make_alone_lists_every_target():
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)[1].split()
    shown = make()
    assert [name for name in phony if f"make {name} " not in shown] == []
    assert shown == make("help")


def test_python_hides_neither_its_version_nor_a_missing_venv(tmp_path):
    """A python3 without venv: the set-up names the Debian package and stops before it writes anything."""
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools" / "setup.sh").write_text((ROOT / "tools" / "setup.sh").read_text())
    bare = tmp_path / "bin"
    bare.mkdir()
    # It is new enough (the first question), and cannot import venv (the second).
    (bare / "python3").write_text('#!/bin/sh\ncase "$2" in *ensurepip*) exit 1 ;; esac\n')
    (bare / "python3").chmod(0o755)
    environment = {"PATH": f"{bare}:/usr/bin:/bin"}
    command = ["sh", "tools/setup.sh"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 1
    assert "apt-get install python3-venv" in done.stderr
    assert not (tmp_path / ".venv").exists()


def test_what_a_learner_installs_diagnoses_and_does_not_answer():
    found = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]
    assert found["packages"]["find"]["exclude"] == ["autograder.bank.*.accepted"]
    patterns = found["package-data"]["autograder"]
    carried = {path for pattern in patterns for path in (ROOT / "autograder").glob(pattern)}
    assert not any("accepted" in path.parts for path in carried)
    assert any("wrong" in path.parts for path in carried)
