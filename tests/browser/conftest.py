"""Stories through a real browser, a real web server and a real worker: the demo itself, on its own folder and port."""

import functools
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]
PATIENCE = 900  # seconds for the demo to invent its trust and answer; two minutes on a machine with nothing else to do
WIDTHS = (1280, 360)  # a desk and a phone
NARROWEST = 320  # as wide as a page at four times its size (WCAG 1.4.10)
HIDDEN = re.compile(r'<input type="hidden" name="(once|version)" value="([^"]*)"')
WORDS = """() => {
    const count = text => text.split(/\\s+/).filter(Boolean).length
    const main = document.querySelector("main")
    const unread = [...main.querySelectorAll("select, .govuk-visually-hidden")].filter(one => one.checkVisibility())
    return count(main.innerText) - unread.reduce((sum, one) => sum + count(one.innerText), 0)
}"""


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


failed = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    item.stash[failed] = item.stash.get(failed, False) or report.failed
    return report


def chromium() -> str:
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not found:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing: the browser's stories cannot be told.")
        pytest.skip("Chromium is not installed (apt-get install chromium)")
    return found


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The demo, served: its address, the password of everybody, its folder. SITE=<address> DEMO=<folder> takes one that runs."""
    if "SITE" in os.environ:
        var = Path(os.environ["DEMO"])
        yield os.environ["SITE"], (var / "demo-password").read_text().strip(), var
        return
    var = tmp_path_factory.mktemp("demo")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "TMT_VAR": str(var), "TMT_MODE": "embedded", "SWEEP_SECONDS": "2", "SEND_SECONDS": "1"}
    log = (var / "demo.log").open("w+")
    process = subprocess.Popen([sys.executable, "manage.py", "demo", "--port", str(port)], cwd=ROOT, env=environment, stdout=log,
                               stderr=subprocess.STDOUT, start_new_session=True)
    try:
        yield f"http://127.0.0.1:{port}", _password(process, log), var
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(90)


def _password(process, log) -> str:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        log.seek(0)
        said = log.read()
        if found := re.search(r"Password: (\S+)", said):
            return found[1]
        if process.poll() is not None:
            pytest.fail(f"The demo ended by itself:\n{said}")
        time.sleep(0.2)
    pytest.fail(f"The demo did not answer in {PATIENCE} s:\n{said}")


@pytest.fixture(scope="session")
def chrome():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


class Visitor:
    """Somebody at a browser. `go` opens an address of the site, `press` a button or link by its words."""

    def __init__(self, page, address):
        self.page, self.address, self.complaints = page, address, []
        self.answers, self.leaving = 0, lambda: None  # how many controls were used; what to do before each page is left
        page.set_default_timeout(60_000)
        page.on("console", lambda message: self.complaints.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def go(self, path):
        return self.page.goto(path if path.startswith("http") else self.address + path)

    def get(self, path) -> str:
        """A page's source, without showing it."""
        return self.page.context.request.get(self.address + path).text()

    def post(self, path, **answers):
        """Sends a form without waiting for the page behind it; for what another story has already clicked through."""
        cookie = next(one["value"] for one in self.page.context.cookies() if one["name"] == "csrftoken")
        answer = self.page.context.request.post(
            self.address + path, form={"csrfmiddlewaretoken": cookie, **answers}, headers={"Referer": self.address + path}, max_redirects=0
        )
        assert answer.status == 302, f"{path}: {answer.status}\n{answer.text()}"
        return answer.headers["location"]

    def answer(self, path, **answers):
        """Answers the form of a page without the clicks: what the form carries hidden goes along. Gives where it leads."""
        return self.post(path, **dict(HIDDEN.findall(self.get(path))), **answers)

    def press(self, name, *, exact=False):
        self.leaving()
        for scope in (self.page.locator("main"), self.page):
            control = scope.get_by_role("button", name=name, exact=exact).or_(scope.get_by_role("link", name=name, exact=exact))
            if control.count():
                break
        control.first.click()
        self.page.wait_for_load_state()

    def open_row(self, reference):
        """Follows the line of a list that carries this reference."""
        self.page.locator(".tmt-tasks__row", has_text=reference).get_by_role("link").click()
        self.page.wait_for_load_state()

    def fill(self, label, text):
        self.answers += 1
        self.page.get_by_label(label, exact=False).first.fill(text)

    def pick(self, label, option):
        """Chooses from a list; the option by its beginning."""
        self.answers += 1
        control = self.page.get_by_label(label, exact=True).locator("visible=true").first
        control.select_option(label=control.locator("option", has_text=option).first.inner_text())

    def hand_in(self, label, picture):
        self.page.get_by_label(label).set_input_files({"name": "shot.png", "mimeType": "image/png", "buffer": picture})

    def choose(self, label, *, within=None):
        """Ticks a radio or a box by its words; `within`: the question, where the words alone are not enough."""
        self.answers += 1
        scope = self.page.get_by_role("group", name=within) if within else self.page
        scope.get_by_label(label, exact=isinstance(label, str)).locator("visible=true").first.check()

    def reads(self, text) -> bool:
        return text in self.page.inner_text("body")

    @property
    def path(self):
        return self.page.url.removeprefix(self.address)

    @property
    def heading(self):
        return self.page.locator("h1").first.inner_text()

    def weigh(self) -> dict[str, int]:
        """From now on: bytes over the wire by page shown, with everything on it, nothing taken from the browser's store."""
        wire = self.page.context.new_cdp_session(self.page)
        wire.send("Network.enable")
        wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
        pages, shown_on = {}, {}

        def asked(request):
            shown_on[request["requestId"]] = request["documentURL"]

        def arrived(file):
            page = shown_on.get(file["requestId"])
            if page is not None:
                pages[page] = pages.get(page, 0) + file["encodedDataLength"]

        wire.on("Network.requestWillBeSent", asked)
        wire.on("Network.loadingFinished", arrived)
        return pages

    def count_words(self) -> int:
        """How many words of the page stand there to be read: closed lists and what is not revealed left out."""
        return self.page.evaluate(WORDS)

    def is_sound(self):
        """axe finds nothing at a desk and on a phone, and nothing scrolls sideways, however narrow."""
        for width in (NARROWEST, *WIDTHS):
            self.page.set_viewport_size({"width": width, "height": 900})
            found = Axe().run(self.page) if width in WIDTHS else None
            assert not found or found.violations_count == 0, f"{self.path} at {width} px: {found.generate_report()}"
            assert self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (
                f"{self.path} scrolls sideways at {width} px"
            )


@pytest.fixture(scope="session")
def signed_in(site, chrome):
    """signed_in("teo"): the cookies of teo, who signs in once."""
    address, password, _ = site

    @functools.cache
    def sign_in(first):
        context = chrome.new_context(locale="en-GB")
        one = Visitor(context.new_page(), address)
        one.get("/accounts/login/")
        one.post("/accounts/login/", login=f"{first}@northgate.example", password=password)
        state = context.storage_state()
        context.close()
        return state

    return sign_in


@pytest.fixture
def visitor(site, chrome, request, signed_in):
    """visitor("teo"): teo, signed in; visitor(None): nobody; javascript=False: scripts are off."""
    open_contexts, visitors = [], []

    def arrive(first, *, javascript=True, width=1280):
        context = chrome.new_context(java_script_enabled=javascript, viewport={"width": width, "height": 900}, locale="en-GB",
                                     storage_state=signed_in(first) if first else None)
        open_contexts.append(context)
        visitors.append(Visitor(context.new_page(), site[0]))
        return visitors[-1]

    yield arrive
    for one in visitors if request.node.stash[failed] else ():
        print(f"--- {one.page.url}\n{one.page.inner_text('body')}")
    for context in open_contexts:
        context.close()
    assert [text for one in visitors for text in one.complaints if "status of 4" not in text] == []
