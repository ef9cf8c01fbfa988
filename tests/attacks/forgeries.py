"""Notebooks tampered with outside the answer: what a learner can do to the file, not to the code.

Each function takes the notebook of an honest wrong answer (part (a) returns its first step) as plain data and
changes it; its docstring says what it tries.  ``FOLDERS`` holds what can be done to the folder instead.
"""

import os
import zipfile

EVIL = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


def about(cell) -> dict:
    return cell.get("metadata", {}).get("nbgrader", {})


def named(notebook, grade_id) -> dict:
    """Return the cell with a grade id."""
    return next(cell for cell in notebook["cells"] if about(cell).get("grade_id") == grade_id)


def points_raised(notebook):
    """Every cell says that it is worth a thousand marks."""
    for cell in notebook["cells"]:
        if about(cell):
            about(cell)["points"] = 1000


def points_of_no_number(notebook):
    """The points are NaN, a text and a list."""
    for cell, points in zip(
        [c for c in notebook["cells"] if about(c)], [float("nan"), "10", [10]] * 9, strict=False
    ):
        about(cell)["points"] = points


def grade_ids_exchanged(notebook):
    """The check cells of (a) and (c) change names."""
    one, other = about(named(notebook, "ex01-a-check")), about(named(notebook, "ex01-c-check"))
    one["grade_id"], other["grade_id"] = other["grade_id"], one["grade_id"]


def answer_called_a_check(notebook):
    """The answer carries the grade id of its check, and the check that of the answer."""
    one, other = about(named(notebook, "ex01-a")), about(named(notebook, "ex01-a-check"))
    one["grade_id"], other["grade_id"] = other["grade_id"], one["grade_id"]


def grade_ids_of_odd_types(notebook):
    """Grade ids are numbers, lists and objects."""
    for cell, name in zip(
        [c for c in notebook["cells"] if about(c)], [1, [], {}, None, True] * 9, strict=False
    ):
        about(cell)["grade_id"] = name


def metadata_of_odd_types(notebook):
    """The metadata of nbgrader are a list, a text, a number."""
    cells = [c for c in notebook["cells"] if about(c)]
    for cell, odd in zip(cells, ["x", 5, [], None] * 9, strict=False):
        cell["metadata"]["nbgrader"] = odd


def another_exercise(notebook):
    """A check cell of an exercise that was not set, and of one that does not exist."""
    for name in ("ex02-a-check", "ex99-a-check", "../../x-a-check"):
        metadata = {
            "grade": True,
            "grade_id": name,
            "points": 50,
            "locked": True,
            "schema_version": 3,
            "solution": False,
        }
        notebook["cells"].append(code("1", nbgrader=metadata, id=name[:4] + "forged"))


def cells_twice(notebook):
    """Every cell stands twice, ids and all."""
    notebook["cells"] += [dict(cell) for cell in notebook["cells"]]


def cell_ids_odd(notebook):
    """Cell ids are too long, equal, or markup."""
    for number, cell in enumerate(notebook["cells"]):
        cell["id"] = ["same", "x" * 5000, EVIL][number % 3]


def cell_types_changed(notebook):
    """Checks become text, raw cells and a type that there is not."""
    for part, kind in zip("abc", ["markdown", "raw", "quiz"], strict=True):
        named(notebook, f"ex01-{part}-check")["cell_type"] = kind


def checks_deleted(notebook):
    """All check cells are gone."""
    notebook["cells"] = [c for c in notebook["cells"] if not str(about(c).get("grade_id")).endswith("-check")]


def checks_edited(notebook):
    """The checks print full marks."""
    for part in "abc":
        named(notebook, f"ex01-{part}-check")["source"] = "print('marks: 10 of 10')\n10.0"


def outputs_forged(notebook):
    """The checks carry the outputs of a full card."""
    data = {"text/plain": "4.0", "text/html": "<b>4 of 4 marks</b><script>alert(1)</script>"}
    output = {"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": 1}
    for part in "abc":
        named(notebook, f"ex01-{part}-check")["outputs"] = [output]


def written_marks_forged(notebook):
    """The written answer says that it has been marked."""
    named(notebook, "ex01-written")["metadata"]["nbgrader"] |= {
        "grade": True,
        "points": 90,
        "manual_score": 90,
    }


def schema_of_another_time(notebook):
    """The metadata are of versions long gone and not yet made."""
    for number, cell in enumerate(c for c in notebook["cells"] if about(c)):
        about(cell)["schema_version"] = [0, 1, 2, 99, "3"][number % 5]


def kernel_of_the_learners(notebook):
    """The notebook names a kernel and a language with markup and paths in them."""
    notebook["metadata"] = {
        "kernelspec": {"name": "../../../tmp/kernel", "display_name": EVIL, "language": EVIL},
        "language_info": {"name": EVIL, "pygments_lexer": EVIL, "file_extension": "/../x", "mimetype": EVIL},
        "title": EVIL,
        "authors": [{"name": EVIL}],
        "widgets": {"application/vnd.jupyter.widget-state+json": {"state": {EVIL: EVIL}}},
    }


def format_of_another_time(notebook):
    """The notebook says that it is of a format that does not exist yet."""
    notebook["nbformat"], notebook["nbformat_minor"] = 7, 99


def markup_in_text(notebook):
    """Text cells with scripts, handlers, frames, styles, and addresses that run or fetch something."""
    for text in (
        "<script>alert(1)</script> <img src=x onerror=alert(1)>",
        "<svg onload=alert(1)> <iframe src=//x></iframe>",
        "[a](javascript:alert(1)) [b](JaVaScRiPt:alert(1)) [c](data:text/html,<script>alert(1)</script>)",
        "[d]: javascript:alert(1)\n\n[d] [e][d] ![f][g]\n\n[g]: https://attacker.invalid/g.png",
        "<javascript:alert(1)> <https://attacker.invalid/> ![h](https://attacker.invalid/h.png)",
        "![i\n](https://attacker.invalid/i.png) !\\[j](https://attacker.invalid/j.png)",
        "[k](&#106;avascript:alert(1)) [l](java\tscript:alert(1)) [m](vbscript:x)",
        "<style>@import url(https://attacker.invalid/s.css);</style>",
        "<link rel=stylesheet href=//attacker.invalid>",
        "$\\href{javascript:alert(1)}{x}$ $$\\text{</math><script>alert(1)</script>}$$ $\\class{x}{y}$",
        "# <a name=x onmouseover=alert(1)>heading</a>\n\n`<script>`",
        "```html\n</code></pre><script>alert(1)</script>\n```",
        "a\n: <form action=//attacker.invalid><button formaction=javascript:alert(1)>x</button></form>",
        "&lt;script>alert(1)&lt;/script> <\u0000script>alert(1)</script> \\<script>alert(1)\\</script>",
    ):
        notebook["cells"].append(
            {"cell_type": "markdown", "metadata": {}, "source": text, "id": f"t{len(text)}-{ord(text[1])}"}
        )
    named(notebook, "ex01-written")["source"] = (
        notebook["cells"][-2]["source"] + notebook["cells"][-10]["source"]
    )


def markup_in_code(notebook):
    """Code, its outputs and its errors with markup in them, and attached pictures with scripts."""
    source = "'''</pre></div><script>alert(1)</script>'''\n# <img src=x onerror=alert(1)>"
    svg = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>"
    data = {
        "text/html": EVIL,
        "image/svg+xml": svg,
        "text/markdown": EVIL,
        "application/javascript": "alert(1)",
    }
    outputs = [
        {"output_type": "display_data", "data": data, "metadata": {}},
        {"output_type": "stream", "name": "stdout", "text": EVIL},
        {"output_type": "error", "ename": EVIL, "evalue": EVIL, "traceback": [EVIL, "\x1b[31m" + EVIL]},
    ]
    cell = code(source, id="markup") | {"outputs": outputs}
    attachment = {"x.svg": {"image/svg+xml": svg}, EVIL: {"image/png": EVIL}}
    text = {"cell_type": "markdown", "source": "![x](attachment:x.svg)", "metadata": {}, "id": "attached"}
    notebook["cells"] += [cell, text | {"attachments": attachment}]


def markup_in_metadata(notebook):
    """Tags and collapsed marks of cells with markup in them."""
    for cell in notebook["cells"]:
        cell["metadata"] |= {
            "tags": [EVIL, "raises-exception"],
            "name": EVIL,
            "jupyter": {"source_hidden": EVIL},
        }


def markup_in_errors(notebook):
    """The answer fails with markup in the exception's type, text and file, and in the name of a type."""
    named(notebook, "ex01-a")["source"] = (
        f"EVIL = '''{EVIL}'''\n"
        "Bad = type(EVIL, (Exception,), {})\n"
        "exec(compile('def fail():\\n    raise Bad(EVIL)', EVIL, 'exec'))\n"
        "def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):\n"
        "    names = {'Bad': Bad, 'EVIL': EVIL}\n"
        "    exec(compile('def fail():\\n    raise Bad(EVIL)', EVIL, 'exec'), names)\n"
        "    names['fail']()\n"
    )
    named(notebook, "ex01-b")["source"] = (
        f"def armijo_trials(*a, **k):\n    return type('''{EVIL}''', (), {{}})()\n"
    )
    named(notebook, "ex01-c")["source"] = f"<script>alert(1)</script>\n'''{EVIL}"


def code(source, nbgrader=None, id="forged") -> dict:
    metadata = {} if nbgrader is None else {"nbgrader": nbgrader}
    return {
        "cell_type": "code",
        "source": source,
        "metadata": metadata,
        "outputs": [],
        "execution_count": None,
        "id": id,
    }


NOTEBOOKS = [
    points_raised,
    points_of_no_number,
    grade_ids_exchanged,
    answer_called_a_check,
    grade_ids_of_odd_types,
    metadata_of_odd_types,
    another_exercise,
    cells_twice,
    cell_ids_odd,
    cell_types_changed,
    checks_deleted,
    checks_edited,
    outputs_forged,
    written_marks_forged,
    schema_of_another_time,
    kernel_of_the_learners,
    format_of_another_time,
    markup_in_text,
    markup_in_code,
    markup_in_metadata,
    markup_in_errors,
]


def link_to_another(path, honest, course):
    """The notebook is a link to somebody else's."""
    path.symlink_to(course / "submitted" / "student-01" / "ex01" / path.name)


def link_to_the_secret(path, honest, course):
    """The notebook is a link to the course's secret."""
    path.symlink_to(course / ".secret")


def link_beside(path, honest, course):
    """Beside an honest notebook lies a link to the secret, which might be copied into the feedback."""
    path.write_bytes(honest)
    (path.parent / "data.txt").symlink_to(course / ".secret")
    (path.parent / "gradebook.db").symlink_to(course / "gradebook.db")
    (path.parent / "everything").symlink_to(course)


def files_beside(path, honest, course):
    """Beside the notebook lie files with the names of the course's own, and pages with scripts."""
    path.write_bytes(honest)
    for name in (
        "nbgrader_config.py",
        ".secret",
        "timestamp.txt",
        f"{EVIL.replace('/', '')}.html",
        "autograder.py",
    ):
        (path.parent / name).write_text("<script>alert(1)</script>")


def zip_called_a_notebook(path, honest, course):
    """The notebook is an archive whose members climb out of their folder."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../../marks.csv", "student,marks\n")
        archive.writestr("bomb", b"\0" * 10**7)


def pipe_called_a_notebook(path, honest, course):
    """The notebook is a pipe, which nobody ever writes to."""
    os.mkfifo(path)


def folder_called_a_notebook(path, honest, course):
    """The notebook is a folder."""
    path.mkdir()


def device_called_a_notebook(path, honest, course):
    """The notebook is a link to a file without an end."""
    path.symlink_to("/dev/zero")


def too_large(path, honest, course):
    """The notebook has a hole of a gibibyte."""
    with open(path, "wb") as file:
        file.truncate(2**30)


def nested(path, honest, course):
    """The notebook is nested a hundred thousand deep."""
    path.write_text("[" * 100_000)


def other_names(path, honest, course):
    """The folder holds files whose names are markup, and no notebook."""
    (path.parent / f"{EVIL.replace('/', '')}.ipynb").write_bytes(honest)


def pipe_beside(path, honest, course):
    """Beside the notebook lies a pipe, which whoever copies the folder waits for."""
    path.write_bytes(honest)
    os.mkfifo(path.parent / "data.csv")


FOLDERS = [
    link_to_another,
    link_to_the_secret,
    link_beside,
    files_beside,
    zip_called_a_notebook,
    pipe_called_a_notebook,
    folder_called_a_notebook,
    device_called_a_notebook,
    too_large,
    nested,
    other_names,
    pipe_beside,
]
