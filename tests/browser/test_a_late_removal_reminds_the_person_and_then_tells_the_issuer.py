"""The real sweep climbs the ladder of a removal: the person when the clock starts and while it runs, hana who asked when they are late.

Ordinary mail waits for the morning, so it stands in the demo's mail as sent, or as waiting for its hour.
"""

from .steps import asked_to_remove, is_to, opened, proposed, sent, told


def test_the_person_is_reminded_as_soon_as_the_clock_runs(visitor):
    teo, sasha, hana = map(visitor, ("teo", "sasha", "hana"))
    report = sent(teo, "Ann Fenwick")
    proposed(sasha, report)
    request = asked_to_remove(hana, opened(hana, report))
    assert all(is_to("Ann", one) for one in told(hana, request, "Ann", least=2))  # that something is asked of her, and the reminder


def test_who_is_late_is_reminded_and_then_the_issuer_is_told(visitor):
    tam, hana = visitor("tam"), visitor("hana")
    request = late(tam)
    tellings = told(hana, request, "Tam", "Hana")
    assert list(dict.fromkeys(name for one in tellings for name in ("Tam", "Hana") if is_to(name, one))) == ["Tam", "Hana"]
    assert not any(word in one for word in ("nstagram", "lunch", "icture", "Ellis", "child") for one in tellings if "https" in one)
    hana.go("/")
    row = hana.page.locator(".tmt-tasks__row", has_text=request)
    assert "overdue" in row.inner_text()
    hana.open_row(request)
    assert hana.reads("Tam Ellis")


def late(tam) -> str:
    """The removal that tam has let pass; an account of what happened may be late, too."""
    tam.go("/")
    row = tam.page.locator(".tmt-tasks__row", has_text="Something is asked of you").filter(has_text="overdue").filter(has_text="X-")
    return row.locator(".tmt-tasks__reference").inner_text()
