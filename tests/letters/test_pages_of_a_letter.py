"""The pages: begun, changed as plain text, read through, made, written anew; nothing typed is lost."""

import uuid

import pytest
from django.urls import reverse

from foundation.letters import rules, selectors, services
from foundation.letters.models import Letter

pytestmark = pytest.mark.django_db


def address(letter, name):
    return reverse(f"letters:{name}", args=[letter.uuid])


def send(client, letter, name, **said):
    fresh = Letter.objects.get(pk=letter.pk)
    return client.post(address(letter, name), {"version": fresh.version, "once": str(uuid.uuid4()), **said})


def test_from_a_draft_to_the_next_version(begin, hana, client_of):
    draft, client = begin(), client_of(hana)
    assert "Draft" in client.get(address(draft, "show")).content.decode()
    assert "Dear Tam Ellis" in client.get(address(draft, "edit")).content.decode()
    assert send(client, draft, "edit", text="Dear Tam\r\n\r\n# Why\r\nBecause.").url == address(draft, "show")
    read = client.get(address(draft, "make")).content.decode()
    assert '<h3 class="govuk-heading-s">Why</h3>' in read
    assert send(client, draft, "make").url == address(draft, "show")
    answer = send(client, draft, "revise")
    new = Letter.objects.get(supersedes=draft)
    assert answer.url == address(new, "show")
    assert f"{draft.reference}</a>, made" in client.get(address(new, "show")).content.decode()
    assert "There is a newer version" in client.get(address(draft, "show")).content.decode()


def test_the_text_for_word_comes_back_as_it_was(begin, hana, client_of):
    draft, client = begin(), client_of(hana)
    answer = client.get(address(draft, "text"))
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer["Content-Disposition"] == f'attachment; filename="{draft.reference}.txt"'
    taken = answer.content.decode("utf-8-sig")
    send(client, draft, "edit", text=taken)
    assert selectors.words(Letter.objects.select_related("dossier").get(pk=draft.pk)) == selectors.words(draft)


@pytest.mark.parametrize("typed, sentence", [
    ("The password is Summer2026!", "looks like a password"), ("", "Enter the text of the letter"), ("a\x07b", "hidden characters"),
    ("x" * (rules.MOST_TEXT + 1), "must be 20,000 characters or fewer"),
])
def test_what_is_refused_says_why_and_stays_to_be_corrected(begin, hana, client_of, typed, sentence):
    draft = begin()
    answer = send(client_of(hana), draft, "edit", text=typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Letter.objects.get(pk=draft.pk).version == 0


def test_what_looks_like_a_password_and_is_none_is_kept(begin, hana, client_of):
    draft = begin()
    answer = send(client_of(hana), draft, "edit", text="The pin is 2026.", not_password="on")
    assert answer.status_code == 302


def test_an_overtaken_page_keeps_what_was_typed(begin, hana, at, client_of):
    draft = begin()
    services.edit(draft, text="First.", by=hana, at=at, version=0)
    answer = client_of(hana).post(address(draft, "edit"), {"version": 0, "once": str(uuid.uuid4()), "text": "Second."})
    assert answer.status_code == 422
    assert "This page has changed since you opened it" in answer.content.decode()
    assert "Second." in answer.content.decode()


def test_made_twice_is_made_once(begin, hana, client_of):
    draft, client = begin(), client_of(hana)
    first, second = (client.post(address(draft, "make"), {"version": 0}) for _ in range(2))
    assert first.url == second.url == address(draft, "show")


def test_a_sign_that_cannot_be_printed_is_named_on_the_page(begin, hana, client_of):
    answer = send(client_of(hana), begin(why="It ends with 😀."), "make")
    assert answer.status_code == 422
    assert "cannot print “😀”" in answer.content.decode()


def test_who_only_reads_is_told_so(begin, freeze, rhys, client_of):
    client = client_of(rhys)
    assert [client.get(address(begin(), name)).status_code for name in ("edit", "make")] == [422, 422]
    assert client.get(address(freeze(), "revise")).status_code == 422
    assert "Change the text" not in client.get(address(begin(), "show")).content.decode()


def test_nobody_is_led_where_there_is_nothing_to_do(begin, freeze, hana, client_of):
    client, draft, made = client_of(hana), begin(), freeze()
    assert client.get(address(draft, "revise")).status_code == 422
    assert client.get(address(draft, "download")).status_code == 404
    assert [client.get(address(made, name)).status_code for name in ("edit", "make")] == [422, 422]


def test_whoever_has_no_page_here_is_handed_the_file(begin, hana, client_of):
    assert "print it, or hand them the file" in client_of(hana).get(address(begin(to="nobody"), "show")).content.decode()
