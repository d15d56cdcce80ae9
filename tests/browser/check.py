"""Check the report of a made-up class with hostile names in headless Chromium.

Usage: check.py [REPORT.html [SCREENSHOT.png]]. Run through `tests/browser/run`.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page, sync_playwright

from autograder.report.class_report import write_report
from autograder.report.similar import Pair
from tests.browser.chromium import CHROMIUM, FLAGS
from tests.report.graded_class import write_class

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
# Everything but axe's experimental rules, best practices included.
RUN_AXE = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  return found.violations.map(v => v.id + ": " + v.help + "\\n  "
    + v.nodes.slice(0, 5).map(n => n.html.slice(0, 200)).join("\\n  "));
}"""


def main() -> int:
    """Check the report; return 1 if something is wrong."""
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        report = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else _made_up(Path(folder))
        context = playwright.chromium.launch_persistent_context(
            str(Path(folder) / "profile"),
            executable_path=CHROMIUM,
            args=FLAGS,
            viewport={"width": 1100, "height": 900},
        )
        page = context.new_page()
        # Hostile names would call alert(); a report that loads anything is not self-contained.
        page.on("dialog", lambda dialog: (wrong.append("a script ran"), dialog.dismiss()))
        page.on("console", lambda message: wrong.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: wrong.append(f"script error: {error}"))
        requests: list[str] = []
        page.on("request", lambda request: requests.append(request.url))
        for scheme in ("light", "dark"):
            for width in (1100, 400):
                page.set_viewport_size({"width": width, "height": 900})
                page.emulate_media(color_scheme=scheme)
                page.goto(report.as_uri())
                page.evaluate(AXE.read_text(encoding="utf-8"))
                found = page.evaluate(RUN_AXE)
                print(f"axe-core, {scheme}, {width} px wide: {len(found)} violations")
                wrong += [f"axe-core, {scheme}: {line}" for line in found]
                wide = page.evaluate("document.documentElement.scrollWidth")
                if wide > width:
                    wrong.append(f"{scheme}: the page is {wide} px wide in a window of {width}")
        page.set_viewport_size({"width": 1100, "height": 900})
        page.emulate_media(color_scheme="light")
        page.goto(report.as_uri())
        wrong += _sorting(page)
        pdf = page.pdf(format="A4")
        if not pdf.startswith(b"%PDF") or len(pdf) < 10_000:
            wrong.append("printing gives no document")
        print(f"prints to a PDF of {len(pdf) // 1000} kB")
        if any(url != report.as_uri() for url in requests):
            wrong.append(f"the page asks for {sorted(set(requests) - {report.as_uri()})}")
        if len(sys.argv) > 2:
            page.goto(report.as_uri())
            # From the top to the last chart.
            box = page.locator("#questions .scroll").bounding_box()
            clip = {"x": 0, "y": 0, "width": 1100, "height": int(box["y"]) - 8}
            page.screenshot(path=sys.argv[2], clip=clip, full_page=True)
        context.close()
        # The same page without scripts: nothing to press, everything to read.
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        bare = browser.new_page(java_script_enabled=False)
        bare.goto(report.as_uri())
        if bare.locator("th button").count() or not bare.locator("article").count():
            wrong.append("without scripts the page is not readable, or offers what cannot work")
        browser.close()
    for line in wrong:
        print(f"WRONG  {line}")
    print("report in Chromium:", "wrong" if wrong else "good")
    return int(bool(wrong))


def _made_up(folder: Path) -> Path:
    out = write_class(folder / "out")
    return write_report(out, pairs=[Pair("kim_seoyeon", "박지훈", 0.91, 0.88)])


def _sorting(page: Page) -> list[str]:
    """Sort the students by score with the keyboard alone, twice; return what is wrong."""
    table = page.locator("table.students")
    header = table.locator("thead th").nth(1)
    for _ in range(400):
        page.keyboard.press("Tab")
        if header.evaluate("th => th.contains(document.activeElement)"):
            break
    else:
        return ["the score's header cannot be reached with Tab"]
    wrong = []
    for key, order in (("Enter", "descending"), ("Space", "ascending")):
        page.keyboard.press(key)
        scores = table.locator("tbody tr td:nth-child(2)").evaluate_all(
            "cells => cells.map(c => parseFloat(c.dataset.sort ?? c.textContent))"
        )
        if scores != sorted(scores, reverse=order == "descending") or len(set(scores)) < 3:
            wrong.append(f"{key}: the scores are not in {order} order: {scores[:10]}")
        if header.get_attribute("aria-sort") != order:
            wrong.append(f"{key}: aria-sort is {header.get_attribute('aria-sort')}, not {order}")
        said = page.locator("#said").text_content()
        if said != f"Sorted by Score, {order}.":
            wrong.append(f"{key}: a screen reader is told {said!r}")
    print("sorts by keyboard, both ways")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
