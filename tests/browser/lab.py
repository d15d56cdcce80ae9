"""Walk through every student's notebook in a real JupyterLab, in headless Chromium.

Usage: lab.py JUPYTER [SCREENSHOT_FOLDER]. Run through `tests/browser/run`.

For each folder in `student_template/`, in both languages: open the notebook, run all, answer one
question wrongly, read the hint in the page, fix the answer, run the last cell, and grade the file
that it exported. One of the notebooks is also opened in plain Jupyter Notebook. JUPYTER is the
Python of an environment with what students install, JupyterLab and Notebook. Pictures of each stage
are written to SCREENSHOT_FOLDER, if it is given; on failure, one is always written.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Error, Locator, Page, expect, sync_playwright

from autograder.misconceptions import load_bank
from autograder.text import Text
from tests.browser.chromium import CHROMIUM, FLAGS

ROOT = Path(__file__).resolve().parents[2]

TOKEN = "chalkgrad"


@dataclass(frozen=True)
class Answers:
    """What is typed into one assignment's notebook.

    Attributes
    ----------
    question : str
        The question whose check is run.
    misconception : str
        The id of the wrong answer in the bank; its hint must appear in the page.
    wrong, right : dict of str to str
        By function, the code that replaces the `raise` of its stub.
    """

    question: str
    misconception: str
    wrong: dict[str, str]
    right: dict[str, str]


ANSWERS = {
    "hw1_forward": Answers(
        "q3_softmax",
        "softmax-no-exp",
        {"softmax": "return x / np.sum(x, axis=-1, keepdims=True)"},
        {
            "softmax": "e = np.exp(x - np.max(x, axis=-1, keepdims=True))\n"
            "return e / np.sum(e, axis=-1, keepdims=True)"
        },
    ),
    "hw2_learning": Answers(
        "q4_numerical_diff",
        "diff-precedence",
        {"numerical_diff": "h = 1e-4\nreturn (f(x + h) - f(x - h)) / 2 * h"},
        {"numerical_diff": "h = 1e-4\nreturn (f(x + h) - f(x - h)) / (2 * h)"},
    ),
}

# The address of a notebook on the server, by app.
ADDRESSES = {"jupyterlab": "lab/tree", "notebook": "notebooks"}
IN_PLAIN_JUPYTER = "hw2_learning"

# Output of the last cell: as usual, and if the page cannot be saved.
PASSED = {"en": "passed", "ko": "통과"}
HAND_IN = {"en": "Hand in", "ko": "제출하십시오"}
UNSAVED = {"en": "cannot be saved", "ko": "저장할 수 없"}

# Render every cell, ask no questions about news; otherwise the defaults.
SETTINGS = {
    "notebook-extension/tracker": {"windowingMode": "none"},
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}
THEMES = {"en": "JupyterLab Light", "ko": "JupyterLab Dark"}
# Asked of the app, because the toolbar shows an idle kernel before there is one; cells that are run
# then start a second one, or none.
READY = """() => {
  const session = window.jupyterapp?.shell.currentWidget?.sessionContext;
  return session?.isReady && session.session?.kernel?.status === "idle";
}"""
# Cells run in order: the last one has a number when all are done, unless one failed.
ALL_RUN = """() => {
  const cells = [...document.querySelectorAll(".jp-Notebook .jp-CodeCell")];
  const prompts = cells.map(c => c.querySelector(".jp-InputPrompt").textContent.trim());
  const failed = document.querySelector('.jp-OutputArea-output[data-mime-type*="error"]');
  return !prompts.includes("[*]:") && (failed || /\\d/.test(prompts[prompts.length - 1]));
}"""
# A figure with a see-through pixel shows the theme behind its black text.
SEE_THROUGH = """images => Promise.all(images.map(async image => {
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height).data;
  return pixels.some((value, place) => place % 4 === 3 && value < 255);
}))"""


class Walk:
    """One student's notebook in the page."""

    def __init__(self, page: Page, folder: Path, url: str, app: str, shots: Path | None) -> None:
        self.page, self.folder, self.app, self.shots = page, folder, app, shots
        self.name = folder.name.removesuffix("-ko")
        self.lang = "ko" if folder.name.endswith("-ko") else "en"
        self.answers = ANSWERS[self.name]
        self.notebook = folder / f"{self.name}.ipynb"
        place = f"{ADDRESSES[app]}/{folder.name}/{self.name}.ipynb"
        self.url = f"{url}/{place}?reset&token={TOKEN}"
        document = json.loads(self.notebook.read_text(encoding="utf-8"))
        self.sources = ["".join(cell["source"]) for cell in document["cells"]]
        self.start = time.monotonic()

    def run(self) -> None:
        """Go through all stages."""
        answers, page = self.answers, self.page
        page.goto(self.url)
        expect(page.locator(".jp-Notebook .jp-Cell")).to_have_count(len(self.sources))
        page.wait_for_function(READY)
        self.done("opened")

        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        page.wait_for_function(ALL_RUN)
        assert not self.errors(), f"run all stops with {self.errors()}"
        last = page.locator(".jp-Notebook .jp-Cell").nth(len(self.sources) - 1)
        expect(last).to_contain_text(f"{self.name}-submission.zip")
        check = self.cell(f'grader.check("{answers.question}")')
        expect(check).to_contain_text("NotImplementedError")
        figures = page.locator(".jp-OutputArea-output img")
        assert figures.count(), "no figure"
        assert not any(figures.evaluate_all(SEE_THROUGH)), "a figure is see-through"
        self.done("untouched, run all")

        hints = {wrong.id: wrong.hint for wrong in load_bank(self.name).wrong}
        self.answer(answers.wrong)
        self.execute(check)
        expect(check).to_contain_text(self.text(hints[answers.misconception]))
        expect(check).not_to_contain_text("passed!")
        self.done("wrong answer, hint read", check)

        self.answer(answers.right)
        self.execute(check)
        expect(check).to_contain_text(f"{answers.question} passed!")
        self.done("fixed", check)

        self.execute(last)
        if UNSAVED[self.lang] in last.inner_text():
            # On a busy machine saving may take longer than Otter waits: run the cell again.
            self.execute(last)
        expect(last).to_contain_text(f"{answers.question}: {PASSED[self.lang]}")
        expect(last).to_contain_text(HAND_IN[self.lang])
        expect(last).not_to_contain_text(UNSAVED[self.lang])
        self.done("exported", last)
        self.start_grading()

    def answer(self, bodies: dict[str, str]) -> None:
        """Write into the question's cell, and run it."""
        stub = next(s for s in self.sources if f'NotImplementedError("{next(iter(bodies))}")' in s)
        source = stub
        for name, body in bodies.items():
            source = re.sub(
                rf'^( *)raise NotImplementedError\("{name}"\)$',
                lambda match, body=body: "\n".join(match[1] + line for line in body.split("\n")),
                source,
                flags=re.MULTILINE,
            )
        assert "NotImplementedError" not in source
        cell = self.cell(stub)
        cell.locator(".cm-content").click()
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.insert_text(source)
        self.execute(cell)

    def cell(self, source: str) -> Locator:
        """Return the cell that had this text when the notebook was opened."""
        place = next(n for n, text in enumerate(self.sources) if text.startswith(source))
        return self.page.locator(".jp-Notebook .jp-Cell").nth(place)

    def execute(self, cell: Locator) -> None:
        """Run a cell and wait until it has run."""
        prompt = cell.locator(".jp-InputPrompt")
        before = prompt.text_content() or ""
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Shift+Enter")
        expect(prompt).not_to_have_text(before)
        expect(prompt).to_have_text(re.compile(r"\[\d+\]:"))
        assert not self.errors(), self.errors()

    def errors(self) -> list[str]:
        """Return the errors that the page shows below cells."""
        return self.page.locator('.jp-OutputArea-output[data-mime-type*="error"]').all_inner_texts()

    def text(self, said: Text) -> str:
        """Return a text in the notebook's language."""
        return said.ko if self.lang == "ko" else said.en

    def start_grading(self) -> None:
        """Have the exported file graded, while the next notebook is opened."""
        exported = self.folder / f"{self.name}-submission.zip"
        with zipfile.ZipFile(exported) as archive:
            cells = json.loads(archive.read(f"{self.name}.ipynb"))["cells"]
        saved = ["".join(cell["source"]) for cell in cells]
        body = next(iter(self.answers.right.values())).split("\n")[-1]
        assert any(body in source for source in saved), "exported is not what the page shows"
        command = [sys.executable, "-m", "autograder.cli", "grade", str(exported)]
        options = ["-a", self.name, "-o", str(self.folder / "graded"), "--jobs", "1"]
        self.grading = subprocess.Popen(
            [*command, *options], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    def finish_grading(self) -> None:
        """Check the result: only the question that was fixed earns points."""
        said, _ = self.grading.communicate(timeout=60)
        assert self.grading.returncode == 0, said
        (result,) = (self.folder / "graded" / "results").glob("*.json")
        questions = json.loads(result.read_text(encoding="utf-8"))["questions"]
        earned = {each["id"]: each["points"] for each in questions if each["points"]}
        full = {each["id"]: each["max_points"] for each in questions}
        assert earned == {self.answers.question: full[self.answers.question]}, earned
        print(f"{self.app}, {self.folder.name}: graded", flush=True)

    def done(self, stage: str, seen: Locator | None = None) -> None:
        """Report the end of a stage, and take a picture of it if asked for."""
        seconds = time.monotonic() - self.start
        print(f"{self.app}, {self.folder.name}: {stage} ({seconds:.1f} s)", flush=True)
        if self.shots:
            if seen is not None:
                seen.scroll_into_view_if_needed()
            name = f"{self.app}-{self.folder.name}-{stage.split()[0]}.png"
            self.page.screenshot(path=self.shots / name)


def main() -> int:
    """Walk through all notebooks; return 1 if something is wrong with one of them."""
    jupyter = sys.argv[1]
    shots = Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else None
    if shots:
        shots.mkdir(parents=True, exist_ok=True)
    templates = sorted((ROOT / "student_template").iterdir())
    missing = {each.name.removesuffix("-ko") for each in templates} - ANSWERS.keys()
    if missing:
        print(f"WRONG  {', '.join(missing)}: no answers to type; add them to ANSWERS in {__file__}")
        return 1
    plain = [each for each in templates if each.name == IN_PLAIN_JUPYTER]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        expect.set_options(timeout=60_000)
        good = walk_through(browser, "jupyterlab", templates, jupyter, shots)
        good = good and walk_through(browser, "notebook", plain, jupyter, shots)
        browser.close()
    if good:
        print(f"notebooks: good ({len(templates)} in JupyterLab, {len(plain)} in Notebook)")
    return not good


def walk_through(
    browser: Browser, app: str, templates: Sequence[Path], jupyter: str, shots: Path | None
) -> bool:
    """Walk through notebooks in one of the apps; return whether all are good."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        for template in templates:
            shutil.copytree(template, root / "course" / template.name)
        walks = []
        with serving(app, jupyter, root) as url:
            for template in templates:
                page = browser.new_page(viewport={"width": 1200, "height": 1000})
                page.set_default_timeout(60_000)
                walk = Walk(page, root / "course" / template.name, url, app, shots)
                walks.append(walk)
                configure(root, {"theme": THEMES[walk.lang]})
                try:
                    walk.run()
                except (AssertionError, Error) as error:
                    picture = (shots or Path.cwd()) / f"{app}-{template.name}-failed.png"
                    page.screenshot(path=picture)
                    print(f"WRONG  {app}, {template.name}: {error}\n(the page: {picture})")
                    # On another machine, this output may be the only record of the run.
                    log = (root / "server.log").read_text(encoding="utf-8")
                    print("Prompts:", *page.locator(".jp-InputPrompt").all_inner_texts())
                    print("Errors:", *walk.errors(), sep="\n")
                    print("Jupyter:", *log.splitlines()[-20:], sep="\n")
                    return False
                page.close()
        for walk in walks:
            try:
                walk.finish_grading()
            except AssertionError as error:
                print(f"WRONG  {app}, {walk.folder.name}: {error}")
                return False
    return True


@contextlib.contextmanager
def serving(app: str, jupyter: str, root: Path) -> Iterator[str]:
    """Start an app on `root`/course without this user's settings; yield its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folders = ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR")
    own = {f"JUPYTER_{each}": str(root / each.lower()) for each in folders}
    own |= {"JUPYTERLAB_SETTINGS_DIR": str(root / "settings"), "IPYTHONDIR": str(root / "ipython")}
    own |= {"JUPYTERLAB_WORKSPACES_DIR": str(root / "workspaces")}
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"} | own
    command = [jupyter, "-m", app, "--no-browser", "--expose-app-in-browser", "--allow-root"]
    command += ["--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0"]
    command += [f"--IdentityProvider.token={TOKEN}"]
    configure(root, {})
    url = f"http://127.0.0.1:{port}"
    with (root / "server.log").open("w") as log:
        server = subprocess.Popen(
            command, cwd=root / "course", env=environment, stdout=log, stderr=log
        )
        try:
            _wait_for(f"{url}/api/status?token={TOKEN}", server, root / "server.log")
            yield url
        finally:
            server.terminate()
            try:
                server.wait(timeout=30)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Ask until the server answers."""
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=10):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise SystemExit(f"Jupyter does not start:\n{log.read_text()}")


def configure(root: Path, theme: dict[str, str]) -> None:
    """Write JupyterLab's settings; a page reads them as it loads."""
    for place, values in {**SETTINGS, "apputils-extension/themes": theme}.items():
        path = root / "settings" / "@jupyterlab" / f"{place}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
