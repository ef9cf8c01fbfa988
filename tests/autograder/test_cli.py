"""The command line: exit statuses and JSON as documented."""

import json

import pytest

from autograder import bank, cli, examine

ACCEPTED = bank.accepted("ex01")[0]


@pytest.fixture
def right(tmp_path):
    path = tmp_path / "right.py"
    path.write_text(ACCEPTED.source)
    return path


def run(capsys, *arguments):
    code = cli.main([str(a) for a in arguments])
    return code, capsys.readouterr()


def test_a_right_answer_exits_0_with_all_marks(right, capsys):
    code, said = run(capsys, "check", "ex01", right, "--json")
    document = json.loads(said.out)
    assert code == 0
    assert document["marks"] == document["max_marks"] == 10
    assert document["status"] == "graded"


def test_a_wrong_answer_exits_1_and_the_card_names_the_mistake(tmp_path, capsys):
    path = tmp_path / "wrong.py"
    wrong = next(a for a in bank.wrong("ex01") if a.part == "a")
    path.write_text(ACCEPTED.source + "\n\n" + wrong.source)
    code, said = run(capsys, "check", "ex01", path)
    assert code == 1
    assert " ".join(wrong.explanation.split()[:5]) in " ".join(said.out.split())


def test_what_cannot_be_read_exits_2(tmp_path, capsys):
    path = tmp_path / "broken.ipynb"
    path.write_text("{")
    code, said = run(capsys, "check", "ex01", path)
    assert code == 2 and "not valid JSON" in said.out
    assert run(capsys, "check", "ex01", tmp_path / "absent.py")[0] == 2


def test_an_unknown_exercise_exits_2_and_is_named(right, capsys):
    code, said = run(capsys, "check", "ex77", right)
    assert code == 2 and "ex77" in said.err and "Traceback" not in said.err


def test_what_the_examiner_cannot_check_exits_3(right, capsys, monkeypatch):
    def broken(*_arguments):
        raise ZeroDivisionError("in the examiner")

    monkeypatch.setattr(examine, "examine", broken)
    code, said = run(capsys, "check", "ex01", right, "--json")
    assert code == 3
    assert {o["status"] for o in json.loads(said.out)["outcomes"]} == {"unchecked"}


def test_the_seed_decides_the_instances(tmp_path, capsys):
    path = tmp_path / "unwritten.py"
    path.write_text("def armijo_backtrack(f, grad_f, x, p, **settings):\n    return 1.0\n")
    once, again, other = (
        run(capsys, "check", "ex01", path, "--json", "--seed", seed)[1].out for seed in (5, 5, 6)
    )
    assert once == again != other
