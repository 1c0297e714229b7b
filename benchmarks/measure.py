"""Measures the demo's pages in process, at one client, each by turns with a plain page."""

import statistics
import sys
import time
from dataclasses import dataclass
from datetime import date

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse
from django.utils import timezone

from assurance.rules import term_of
from assurance.services import publish_term
from cases.casefile.selectors import cases_for
from foundation.people.models import Academy, Person
from foundation.trail.models import Tally
from policy.rules import FAMILY_NAMES
from tmt_policy.demo import life

ROUNDS = 40
STEPS = 200  # of each kind, academy and month that nobody has compacted yet: more than ten thousand reports in the term
FREEZING = 2.0  # seconds


@dataclass(frozen=True)
class Page:
    """A page as one of the cast asks for it, and what it may cost: a ratio to the plain rows, and a number of queries."""

    name: str
    who: str
    path: str
    gate: float
    queries: int


def pages() -> list[Page]:
    hana = Person.objects.get(email="hana@northgate.example")
    case = cases_for(hana, timezone.now()).order_by("-pk").first()
    return [
        Page("home", "hana", reverse("home"), 3.0, 30),
        Page("triage queue", "sasha", reverse("triage:queue"), 3.0, 6),
        Page("case queue", "hana", reverse("cases:queue"), 3.0, 6),
        Page("case", "hana", reverse("cases:case", args=[case.reference]), 1.8, 10),
        Page("governors' figures", "gail", reverse("assurance:academy"), 2.5, 7),
        Page("trust's figures", "chidi", reverse("assurance:trust"), 3.5, 9),
        Page("leader's figures", "hana", reverse("assurance:operations"), 2.0, 6),
        Page("search", "hana", reverse("search"), 2.0, 6),
        Page("own reports", "teo", reverse("reports:mine"), 3.0, 6),
    ]


def visitor(first: str) -> Client:
    client = Client()
    client.force_login(Person.objects.get(email=f"{first}@northgate.example").user)
    return client


def cpu(client: Client, path: str) -> float:
    """Milliseconds of processor for one answer. Raises AssertionError when it is not 200."""
    began = time.process_time()
    answer = client.get(path)
    spent = (time.process_time() - began) * 1000
    assert answer.status_code == 200, f"{path} answered {answer.status_code}"
    return spent


def measure(page: Page) -> bool:
    client = visitor(page.who)
    for path in (page.path, "/plain/rows", "/plain/constant"):  # caches of templates and addresses are warm in a running process
        cpu(client, path)
    asked = []
    with connection.execute_wrapper(lambda execute, *what: (asked.append(what[0]), execute(*what))[1]):
        size = len(client.get(page.path).content)
    spent, rows, constant = [], [], []
    for _ in range(ROUNDS):  # by turns, so that a busy neighbour slows both
        rows.append(cpu(client, "/plain/rows"))
        spent.append(cpu(client, page.path))
        constant.append(cpu(client, "/plain/constant"))
    mine, plain, floor = (statistics.median(times) for times in (spent, rows, constant))
    held = mine / plain <= page.gate and len(asked) <= page.queries and size <= 30_000
    figures = f"{mine:7.1f} {plain:7.1f} {floor:7.1f} {mine / plain:6.2f} {page.gate:5.1f} {len(asked):4} {page.queries:4} {size:7}"
    print(f"{page.name:20} {figures}  {'' if held else 'OVER'}")
    return held


def freezing() -> bool:
    """Publishing one term of a large trust, its pages frozen with it: seconds of processor, which nobody waits for but the worker."""
    term = term_of(date(2023, 10, 1))
    steps = (Tally(measure="reports", academy=academy.code, month=month, category=family, tier=1, amount=1)
             for academy in Academy.objects.all() for month in term.months for family in FAMILY_NAMES for _ in range(STEPS))
    Tally.objects.bulk_create(steps, batch_size=5000)
    began = time.process_time()
    made = publish_term(term, at=timezone.now()).snapshots.count()
    spent = time.process_time() - began
    held = spent <= FREEZING
    print(f"\n{made} pages of a term frozen in {spent:.2f} s of processor, over {Tally.objects.count()} steps{'' if held else '  OVER'}")
    return held


def main() -> bool:
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    began = time.process_time()
    life.seed(sys.stdout)
    print(f"made in {time.process_time() - began:.0f} s of processor\n")
    print(f"{'page':20} {'cpu ms':>7} {'rows':>7} {'empty':>7} {'ratio':>6} {'gate':>5} {'sql':>4} {'may':>4} {'bytes':>7}")
    with override_settings(ROOT_URLCONF="benchmarks.plain"):
        held = [measure(page) for page in pages()]
    return all([*held, freezing()])

