"""teo, a teacher, on a phone of 360 px: from the first page to the receipt, with a screenshot, with scripts and without."""

import re

import pytest

from tests.evidence.pictures import picture

from .steps import answer_the_rest, begin_report, mails, name_people, on_to, send_report

PHONE = 360
PAGES, BYTES = 12, 100_000
WORDS, ANSWERS = 1_100, 20  # three minutes: a form is skimmed at 450 words a minute, and an answer takes 1.5 seconds
WHAT = "A post that laughs at a parent of our school."
A_MOMENT = re.compile(r"by (\d{1,2} \w+ 20\d\d, \w+)\.")


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_the_whole_way_is_short_and_light(visitor, javascript):
    teo = visitor("teo", width=PHONE, javascript=javascript)
    pages, words = teo.weigh(), []
    teo.leaving = lambda: words.append(teo.count_words())
    begin_report(teo)
    name_people(teo, "Sam Doyle")
    answer_the_rest(teo, picture=picture(), what=WHAT)
    assert teo.reads("1 file")
    assert teo.reads(WHAT)
    reference = send_report(teo)
    assert sum("/reports/" in page for page in pages) == PAGES, list(pages)
    assert max(pages.values()) < BYTES, pages
    assert sum(words[1:]) <= WORDS, str(words)  # the first page, where everybody begins, is not part of it
    assert teo.answers <= ANSWERS
    assert all(teo.reads(words) for words in (reference, "Do not confront", "Do not share"))
    assert len(set(A_MOMENT.findall(teo.page.inner_text("main")))) == 2


def test_a_draft_waits_and_mail_says_reference_and_link_and_no_more(visitor, site):
    teo = visitor("teo", width=PHONE)
    begin_report(teo)
    name_people(teo, "Sam Doyle", then="Save and come back later")
    on_to(teo, "My reports")
    teo.press("Draft")
    teo.press("Go on with it")
    answer_the_rest(teo, what=WHAT, child="Yes")  # what concerns a child goes at any hour
    assert teo.reads("Sam Doyle")
    reference = send_report(teo)
    teo.go("/reports/")
    assert "Received" in teo.page.get_by_role("listitem").filter(has_text=reference).inner_text()
    for reader in ("sasha", "hana", "dee"):
        (mail,) = mails(visitor(None), reference, to=reader)
        assert f"{site[0]}/triage/{reference}/" in mail
        assert not any(word in mail for word in ("Sam", "Doyle", "Teo", "Marsh", "Facebook", "laughs"))
