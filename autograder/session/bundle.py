"""The code that a session needs, in a folder of its own: nothing else of the project is within reach."""

import importlib.util
import shutil
from pathlib import Path

FILES = ("oracle.py", "wire.py")
STUB = '''"""A stub: a learner's own ``check`` grades nothing here."""


def check(*_arguments, **_keywords):
    """Return None."""


hint = progress = check
'''


def make(folder: Path) -> Path:
    """Write the bundle to ``folder`` and return it: the stub ``autograder``, its session side, and numopt.

    No bank, no solution, no check is among it.
    """
    source, target = package("autograder"), folder / "autograder"
    target.mkdir(parents=True)
    (target / "__init__.py").write_text(STUB)
    for name in FILES:
        shutil.copy(source / name, target / name)
    skip = shutil.ignore_patterns("__pycache__")
    shutil.copytree(source / "session", target / "session", ignore=skip)
    shutil.copytree(package("numopt"), folder / "numopt", ignore=skip)
    return folder


def package(name: str) -> Path:
    """Return the folder of an installed package, which is not imported."""
    return Path(importlib.util.find_spec(name).origin).parent
