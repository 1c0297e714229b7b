"""gail meets her governing body before and after what happened at Alder: a case about a teacher, a report about her headteacher. The pages
are the same, and whoever has every page of every academy works out no number from 1 to 4."""

import json
import re
from datetime import date, timedelta

from tests.assurance.attacker import Attacker, range_of

from .looking import changed, everything
from .steps import finds, opened, proposed, sent

UNITS = {"alder": "alder", "birch": "birch", "cedar": "cedar", "damson": "damson", "elm": "elm+fir", "fir": "elm+fir"}


def test_both_pages_are_the_same_to_the_byte(visitor):
    gail, clem, teo, sasha, hana, cleo = map(visitor, ("gail", "clem", "teo", "sasha", "hana", "cleo"))
    before = everything(gail, "/", "/assurance/")
    case = happens_to_tam(teo, sasha, hana)
    report = sent(teo, "Hana Okafor")
    assert finds(cleo, report)
    after = everything(gail, "/", "/assurance/")
    assert len(before) > 5
    assert changed(before, after) == {}
    for path in (f"/cases/{case}/", f"/triage/{report}/", "/assurance/operations/", "/assurance/trust/", "/assurance/meetings/"):
        assert gail.go(path).status == 404, path
    the_meetings_agree(gail, clem, teo)


def happens_to_tam(teo, sasha, hana) -> str:
    report = sent(teo, "Tam Ellis")
    proposed(sasha, report)
    return opened(hana, report)


def the_meetings_agree(gail, clem, teo):
    """clem has a page made for two meetings, with a report about the headteacher in between."""
    pages = [page_for(clem, gail, days=30)]
    sent(teo, "Hana Okafor")
    pages.append(page_for(clem, gail, days=60))
    one, other = (page["content"] for page in pages)
    assert one["meeting"] != other["meeting"]
    assert one | {"meeting": ""} == other | {"meeting": ""}
    gail.go("/assurance/")
    assert gail.reads(f"For the meeting on {other['meeting']}")
    gail.is_sound()


def page_for(clem, gail, *, days):
    """A page made by clem for a meeting, as gail takes it away."""
    meeting = date.today() + timedelta(days=days)
    path = clem.answer("/assurance/meetings/new/", academy="alder", meeting_day=str(meeting.day), meeting_month=str(meeting.month),
                       meeting_year=str(meeting.year))
    copy = gail.get(f"{path}page.json")
    assert json.loads(copy.split("\n%SIGNED")[0])["content"]["name"] == "Alder Academy"
    return json.loads(copy.split("\n%SIGNED")[0])


def test_whoever_has_every_page_works_nothing_out(visitor):
    chidi = visitor("chidi")
    attacker = Attacker(tuple(sorted(set(UNITS.values()))), len(UNITS))
    pages = every_page(chidi)
    for page in pages:
        attacker.reads_a_page(UNITS[page["academy"]], page)
    attacker.works_it_out()
    hidden = [cell for cell in attacker.low if attacker.high[cell] > 0 and attacker.low[cell] <= 4]
    assert len(pages) > 12
    assert hidden
    assert {cell: attacker.left_open(cell) for cell in hidden if attacker.left_open(cell) < 3} == {}


def every_page(chidi) -> list[dict]:
    """The content of every frozen page there is, oldest first."""
    found = everything(chidi, "/assurance/trust/")
    paths = [path for path in found if path.startswith("/assurance/frozen/")]
    copies = [json.loads(chidi.get(f"{path}page.json").split("\n%SIGNED")[0])["content"] for path in paths]
    return sorted(copies, key=lambda page: page["term"])


def test_the_copy_for_the_papers_is_real(visitor):
    gail, anybody = visitor("gail"), visitor(None)
    gail.go("/assurance/")
    with gail.page.expect_download() as taken:
        gail.page.get_by_role("link", name="Download as PDF").click()
    data = taken.value.path().read_bytes()
    assert verdict(anybody, data) == "Valid"
    assert verdict(anybody, data.replace(b"1", b"2", 1)) == "Not valid"


def verdict(someone, data) -> str:
    someone.go("/verify/")
    someone.page.get_by_label("Which file?").set_input_files({"name": "page.pdf", "mimeType": "application/pdf", "buffer": data})
    someone.press("Check it")
    return someone.heading


def test_the_board_reads_ranges(visitor):
    chidi = visitor("chidi")
    chidi.go("/")
    chidi.press("The trust's figures")
    assert chidi.heading == "Assurance: the trust"
    sums = chidi.page.get_by_role("table", name="Reports by kind of concern").locator("tbody tr")
    for line in sums.all():
        academies, trust, together = (range_of(text) for text in line.locator("td").all_inner_texts())
        assert together == (academies[0] + trust[0], academies[1] + trust[1])
    chidi.is_sound()
    chidi.page.get_by_role("link", name="Birch Academy").click()
    assert chidi.heading == "Assurance: Birch Academy"
    assert chidi.page.locator("main a[href*='/cases/'], main a[href*='/triage/']").count() == 0
    assert not re.search(r"\bR-|\bC-", chidi.page.inner_text("main"))
