"""What a test does when this machine lacks something: skip and say so, or fail where skips are forbidden."""

import os

import pytest

LEFT_OUT = "left out: "


def skipping_is_forbidden() -> bool:
    """Return whether every test has to run: REQUIRE_ALL=1, as in CI."""
    return os.environ.get("REQUIRE_ALL") == "1"


def require(condition: object, what: str, how: str) -> None:
    """Return None if the condition holds; otherwise skip the test, or fail it where REQUIRE_ALL=1.

    ``what`` names what is missing ("chromium"), ``how`` says how to get it ("make system-packages").
    """
    if condition:
        return
    message = f"{LEFT_OUT}{what} (to get it: {how})"
    if skipping_is_forbidden():
        pytest.fail(message, pytrace=False)
    pytest.skip(message)
