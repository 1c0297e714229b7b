"""A receipt names a support line when the trust has set one; the page about danger names who leads on safeguarding within reach."""

from django.urls import reverse
from django.utils import timezone

from foundation.people.services import set_contact
from reports.journey.selectors import safeguarding_names
from tests.reports.journey_steps import about, reported


def test_no_number_from_anybody_s_memory(client_of, teo, tam, ada, now):
    client = client_of(teo)
    receipt = reverse("reports:received", args=[reported(client, about(tam)).reference])
    assert client.get(receipt).content.decode().count("tel:") == client.get(receipt).content.decode().count("tel:999")
    set_contact("support", name="Lantern", phone="0808 157 0123", by=ada, at=now)
    assert 'href="tel:08081570123">0808 157 0123' in client.get(receipt).content.decode()


def test_who_leads_on_safeguarding_here(teo, tam, dee, dot, tariq):
    now = timezone.now()
    assert safeguarding_names(teo, now, about=[tam, None]) == [dee.name, dot.name]
    assert safeguarding_names(teo, now, about=[dee]) == [dot.name]


def test_about_or_by_somebody_of_the_trust_also_the_trust_s_lead(teo, rhys, dee, dot, tariq):
    lead, now = f"the trust safeguarding lead, {tariq.name}", timezone.now()
    assert safeguarding_names(teo, now, about=[rhys]) == [dee.name, dot.name, lead]
    assert safeguarding_names(rhys, now) == [lead]
    assert safeguarding_names(teo, now, about=[dee, dot]) == [lead]
