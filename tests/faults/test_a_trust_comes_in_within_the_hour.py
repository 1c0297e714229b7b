"""From an empty PostgreSQL database to the first report: `setup`, a list of 1,200 people, roles by two people, two ways to sign in."""

import re
import shutil
import subprocess
import sys
import time
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

import pytest

from foundation.people.academy_file import MERCIAN, read
from tests.entry.issuers import SECRET, running
from tests.factors.conftest import code_of
from tests.faults.server import Guarded, Site, until
from tests.faults.visitor import Page, Visitor
from tests.laws.house import ROOT
from tests.reports.journey_steps import ANSWERS

pytestmark = pytest.mark.postgres
CODES = [school.code for school in read(MERCIAN.read_bytes())]
PASSWORD = "violet otter kestrel 91"
LEADERS = {"HEAD": "Headteacher", "SLT": "Senior leader", "DSL": "Designated safeguarding lead"}
OF_THE_TRUST = {"CHAIR_TRUSTEES": "chair", "HR": "hr", "DPO": "dpo", "TRUST_SG": "safe"}


def staff() -> bytes:
    """1,200 people: three leaders of each academy, four of the trust, and everybody else, joined to their account by its subject."""
    lines = ["staff_id,name,email,academy,job,roles,subject_entra"]
    for role, first in OF_THE_TRUST.items():
        lines.append(f"T-{first},Trust {first.title()},{first}@northgate.example,trust,,{role},")
    for code in CODES:
        for role, job in LEADERS.items():
            lines.append(f"{role}-{code},{job} Of {code.title()},{role.lower()}-{code}@northgate.example,{code},{job},{role},")
    for number in range(len(lines) - 1, 1_200):
        who = f"teacher{number}"
        lines.append(f"{number},Teacher {number},{who}@northgate.example,{CODES[number % len(CODES)]},Teacher,,oid-{who}")
    return "\n".join(lines).encode()


@pytest.fixture(scope="module")
def house(tmp_path_factory, mails):
    """Empty tables, and every process beside them."""
    if not shutil.which("redis-server"):
        pytest.skip("redis-server is not installed")
    database = Guarded("_hour")
    folder = tmp_path_factory.mktemp("hour")
    site = Site(folder, database, mails.port, DATABASE_URL=database.for_app, SECOND_FACTOR="on", SWEEP_SECONDS="2")
    with running(f"http://127.0.0.1:{site.port}") as issuers:
        site.environment |= {"OIDC": "entra", "OIDC_ENTRA_NAME": "Microsoft", "OIDC_ENTRA_ISSUER": issuers["entra"],
                             "OIDC_ENTRA_CLIENT_ID": "tmt", "OIDC_ENTRA_SECRET": SECRET, "OIDC_ENTRA_SUBJECT": "oid"}
        try:
            site.run("manage", "migrate", "-v", "0", **database.as_owner)
            site.start_redis()
            site.start_web()
            site.start_worker()
            yield site
        finally:
            site.stop()
            database.drop()


def manage(site, *words) -> str:
    done = subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=site.environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


class Somebody(Visitor):
    """A visitor who follows where a sent form leads."""

    def follow(self, answer):
        while answer.status in (302, 303):
            answer = self.get(urlsplit(answer.location)._replace(scheme="", netloc="").geturl())
        return answer

    def choose_password(self, address):
        self.follow(self.get(urlsplit(address).path))
        return self.follow(self.post("/accounts/first/", {"password1": PASSWORD, "password2": PASSWORD}))

    def set_up_codes(self):
        page = self.get("/accounts/second-step/app/").text
        secret = re.search(r">([A-Z2-7]{32})<", page)[1]
        return self.follow(self.send("/accounts/second-step/app/", urlencode(Page(page).hidden | {"code": code_of(secret)}).encode()))


def mailed_to(mails, address) -> str:
    found = until(lambda: [mail for mail in mails.taken if mail["To"] == address], f"a mail to {address}")
    return re.search(r"http://\S+/accounts/invited/\S+", found[-1].get_payload(decode=True).decode())[0]


class _Stop(HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def through_microsoft(somebody, login):
    """Press the button, sign in there as `login`, come back."""
    address, form = somebody.post("/accounts/openid/entra/", {}).location, None
    away, here = build_opener(_Stop, HTTPCookieProcessor(CookieJar())), f"http://127.0.0.1:{somebody.port}"
    while not address.startswith(here):
        try:
            answer = away.open(Request(address, data=urlencode(form).encode() if form else None))
        except HTTPError as moved:
            address, form = urljoin(address, moved.headers["Location"]), None
            continue
        page = answer.read().decode()
        form = {"prompt": re.search(r'name="prompt" value="(\w+)"', page)[1], "login": login, "password": "x"}
        address = urljoin(address, re.search(r'action="([^"]+)"', page)[1])
    return somebody.follow(somebody.get(address.removeprefix(here)))


def test_a_trust_comes_in_within_the_hour(house, mails, tmp_path):
    began, sql = time.monotonic(), house.database
    policy = tmp_path / "policy.txt"
    policy.write_text("Keep work and private life apart online. Speak up when you see misuse.")
    said = manage(house, "setup", "--academies", "mercian", "--administrator", "Ada Ward <ada@northgate.example>",
                  "--chief-executive", "Cleo March <cleo@northgate.example>", "--policy", str(policy), "--policy-label", "2026",
                  "--policy-approved", "2026-07-01", "--policy-from", "2026-09-01")

    # the administrator by the link of the terminal, the chief executive by the one that was mailed; both with a second step
    ada, cleo = Somebody(house.port), Somebody(house.port)
    ada.choose_password(re.search(r"http://\S+/accounts/invited/\S+", said)[0])
    cleo.choose_password(mailed_to(mails, "cleo@northgate.example"))
    assert "second step" in ada.follow(ada.get("/system/start/")).text
    for one in (ada, cleo):
        one.set_up_codes()
    assert "Nobody can report yet" in ada.get("/system/start/").text

    # 1,200 people, seen first and then kept
    shown = ada.upload("/people/import/", {}, "file", "staff.csv", staff())
    assert shown.status == 200, shown.text
    kept = ada.send("/people/import/", urlencode(Page(shown.text).hidden).encode())
    assert kept.status == 302, kept.text
    assert sql.one("SELECT count(*) FROM people_person") == 1_202

    # what reads reports takes two
    page = cleo.get("/roles/agree/").text
    which = re.findall(r'name="which" id="\w+" value="([^"]+)"', page)
    assert len(which) == len(CODES) * 3 + len(OF_THE_TRUST)
    assert cleo.post("/roles/agree/", {"which": which}).status == 302

    # whom each academy calls
    for code in CODES:
        page = ada.get(f"/academies/{code}/change/").text
        name, authority = (re.search(f'name="{field}" value="([^"]*)"', page)[1] for field in ("name", "local_authority"))
        facts = {"name": name.replace("&#x27;", "'").replace("&amp;", "&"), "local_authority": authority, "lado_contact": "01632 960 119"}
        assert ada.post(f"/academies/{code}/change/", facts).status == 302

    # somebody at each who would read a report
    heads = [f"head-{code}@northgate.example" for code in CODES]
    manage(house, "invite", *heads)
    for head in heads:
        Somebody(house.port).choose_password(mailed_to(mails, head))

    until(lambda: "Everything is there" in ada.get("/system/start/").text, "the list")
    assert ada.post("/system/start/open/", {}).status == 302

    # one way in: the account they have. Another: a link and a password.
    by_account = Somebody(house.port)
    assert through_microsoft(by_account, "teacher100").status == 200
    assert by_account.get("/reports/new/").status == 200
    leader = f"slt-{CODES[100 % len(CODES)]}@northgate.example"
    manage(house, "invite", leader)
    by_password = Somebody(house.port)
    by_password.choose_password(mailed_to(mails, leader))

    person = sql.one("SELECT uuid FROM people_person WHERE email = 'teacher109@northgate.example'")
    answers = ANSWERS | {"conduct": {"who": "colleague", "colleague_1": person, "behalf": "own"}}
    reference = by_account.post("/reports/new/", answers["danger"]).location.split("/")[2]
    for step, typed in answers.items():
        answer = by_account.post(f"/reports/{reference}/{step}/", typed)
        assert answer.status == 302, (step, answer.text)
    assert by_account.post(f"/reports/{reference}/check-answers/", {"declared": "on"}).status == 302
    assert sql.one("SELECT count(*) FROM intake_report WHERE submitted_at IS NOT NULL") == 1

    # it is there for whoever reads it at that academy, after their second step
    by_password.set_up_codes()
    assert reference in by_password.follow(by_password.get("/triage/")).text
    assert time.monotonic() - began < 3600
