"""Every topic of the checklist stands where the checklist says."""

import re
from pathlib import Path

import pytest

from tests.notes.test_chapters import NOTES, anchors

LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)#?([^)\s]*)\)")
ROWS = [
    [cell.strip() for cell in line.strip("|\n").split("|")]
    for line in (NOTES / "CHECKLIST.md").read_text().splitlines()
    if line.startswith("| ") and not line.startswith("| topic")
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:60])
def test_a_topic_stands_where_the_checklist_says(row):
    topic, where = row
    places = LINK.findall(where)
    assert topic and places, "a topic without a place"
    for file, anchor in places:
        path: Path = NOTES / file
        assert path.exists(), file
        assert anchor and anchor in anchors(path), f"{file} has no heading for #{anchor}"


def test_no_topic_stands_twice_in_the_list():
    topics = [topic for topic, _ in ROWS]
    assert len(set(topics)) == len(topics)
