"""Draw the README's picture of a check card: ``.venv/bin/python tools/card_picture.py`` (needs chromium).

The card is a real one, of a known wrong answer of the bank on the public instances.
"""

from dataclasses import replace
from pathlib import Path

from playwright.sync_api import sync_playwright

from autograder import bank, exercise
from autograder.examine import PUBLIC_SEED, examine
from autograder.session.local import LocalSession
from autograder.verify import model_source

PICTURE = Path(__file__).parents[1] / "notes" / "pictures" / "check-card.png"


def main() -> None:
    """Write the picture."""
    found = exercise.load("ex01")
    wrong = next(a for a in bank.wrong("ex01") if a.name == "simple_decrease")
    session = LocalSession.from_source(f"{model_source('ex01')}\n\n{wrong.source}", found)
    card = examine(found, session, PUBLIC_SEED).part("a")
    card = replace(card, isolation="", practice=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 800, "height": 600}, device_scale_factor=1.5)
        page.set_content(f"<body style='margin:12px'>{card.html()}</body>")
        page.locator("div[role=region]").screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
