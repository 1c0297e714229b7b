"""cleo runs a case about hana from the report on; until a person tells hana, no page, list, count or link of hers moves."""

from .looking import changed, everything
from .steps import LONG, finds, proposed, sent

EACH = 3  # things of a kind, on each page that they have; lists are read to their end
STARTS = ("/", "/reports/", "/triage/", "/cases/", "/removals/", "/assurance/operations/", "/assurance/operations/overdue/",
          "/assurance/operations/removals/", "/cover/", "/concerns/", "/support/", "/search/", "/policy/")


def test_nothing_she_can_open_moves(visitor):
    teo, hana, cleo = map(visitor, ("teo", "hana", "cleo"))
    everything(hana, *STARTS, each=EACH)  # what is read for the first time today is read now
    before = everything(hana, *STARTS, each=EACH)
    case, report = run_by(cleo, sent(teo, "Hana Okafor"))
    after = everything(hana, *STARTS, each=EACH)
    assert len(before) > 40
    assert changed(before, after) == {}
    nothing = hana.get("/cases/C-2222-2222/")
    for path in (f"/triage/{report}/", f"/reports/{report}/", f"/cases/{case}/", f"/cases/{case}/history/", f"/cases/open/{report}/"):
        assert hana.go(path).status == 404, path
        assert hana.get(path) == nothing, path
    assert not finds(hana, report)
    assert not any(report in page or case in page for page in after.values())


def run_by(cleo, report) -> tuple[str, str]:
    """Taken on, proposed, opened, and noted on; she does not tell hana yet."""
    proposed(cleo, report)
    party = cleo.page.context.request.get(f"{cleo.address}/cases/open/{report}/").url.strip("/").split("/")[-1]
    path = cleo.answer(f"/cases/open/{report}/{party}/", clauses="C7.3l", scope=LONG, conflict="none")
    case = path.strip("/").split("/")[-1]
    cleo.answer(f"/cases/{case}/note/", words="Speak with the Chair first.")
    return case, report
