"""Whatever is sent for a question, the answer is a clean value or a plain sentence."""

import datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from foundation.face import fields
from foundation.face.forms import TmtForm
from tests.face.questions import GOOD, EveryQuestion

pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def today():
    with time_machine.travel(datetime.datetime(2026, 11, 24, 12, tzinfo=datetime.UTC), tick=False):
        yield


def query(data):
    """The data as a browser would send it."""
    sent = QueryDict(mutable=True)
    for name, value in data.items():
        sent.setlist(name, value if isinstance(value, list) else [value])
    return sent


def refusals(**changes):
    form = EveryQuestion(query(GOOD | changes))
    return {name: errors[0] for name, errors in form.errors.items()}


def answer(**changes):
    form = EveryQuestion(query(GOOD | changes))
    assert form.is_valid(), form.errors
    return form.cleaned_data


def test_good_answers_come_back_clean():
    said = answer(what=" two\r\nlines ")
    assert said["what"] == "two\nlines"
    assert said["seen_on"] == datetime.date(2026, 11, 2)
    assert (said["platform"], said["online"], said["rules"], said["who"], said["sure"]) == ("x", "yes", ["a"], "1", True)
    assert (said["hour"], said["size"], said["links"], said["email"], said["version"]) == (None, None, [], "", 3)


def test_nothing_sent_is_told_question_by_question():
    form = EveryQuestion(query({"once": GOOD["once"]}))
    assert {name: errors[0] for name, errors in form.errors.items()} == {
        "what": "Enter what you saw", "platform": "Select the platform", "seen_on": "Enter the date you saw it",
        "online": "Select yes or no, or say that you are not sure", "rules": "Select the rules", "who": "Select a person",
        "sure": "Confirm that this is true as far as you know",
    }


@pytest.mark.parametrize("name, value, said", [
    ("what", "x" * 401, "What you saw must be 400 characters or fewer"),
    ("what", "\u200b \n", "Enter what you saw"),
    ("what", ["a", "b"], "Enter what you saw once"),
    ("what", "a\0b", "Your answer has hidden characters"),
    ("platform", "myspace", "Select the platform from the list"),
    ("platform", ["x", "whatsapp"], "Select the platform once"),
    ("online", "maybe", "Select yes or no"),
    ("rules", ["a", "zzz"], "Select the rules from the list"),
    ("rules", ["a", "none"], "not both"),
    ("who", "99", "Select a person from the list"),
    ("size", "many", "How many must be a whole number, like 12"),
    ("size", "501", "How many must be from 0 to 500"),
    ("size", "9" * 5000, "How many must be 20 characters or fewer"),
    ("email", "teo at home", "Email address must look like name@example.com"),
    ("hour", "25:00", "The time must be a time, like 10:30am or 15:00"),
    ("hour", "3", "The time must be a time"),
    ("hour", "13pm", "The time must be a time"),
    ("seen_on_day", "31", "The date you saw it must be a real date"),
    ("seen_on_day", "", "The date you saw it must include a day"),
    ("seen_on_day", "²", "The date you saw it must be a real date: the day is a number, like 27"),
    ("seen_on_month", "13", "The date you saw it must be a real date: the month is a number from 1 to 12"),
    ("seen_on_year", "26", "The date you saw it must have a year of 4 numbers, like 2026"),
    ("seen_on_year", "0000", "The date you saw it must be a real date"),
    ("seen_on_year", "1066", "The date you saw it must have a year between 1900 and 2200"),
    ("seen_on_year", "2027", "The date you saw it must be today or in the past"),
    ("seen_on_day", ["2", "3"], "Enter the date you saw it once"),
    ("file", "not a file", None),
])
def test_a_wrong_answer_is_told_in_plain_words(name, value, said):
    found = refusals(**{name: value})
    if said is None:
        assert found == {}
    else:
        assert said in found[name.removesuffix("_day").removesuffix("_month").removesuffix("_year")]
        assert len(found) == 1


@pytest.mark.parametrize("said, hour, minute", [("10:30", 10, 30), ("10.30 AM", 10, 30), ("3pm", 15, 0), ("12am", 0, 0), ("12pm", 12, 0),
                                                ("midday", 12, 0), ("midnight", 0, 0), ("23:59", 23, 59)])
def test_a_time_may_be_written_as_people_write_it(said, hour, minute):
    assert answer(hour=said)["hour"] == datetime.time(hour, minute)


@pytest.mark.parametrize("month", ["11", "nov", "November"])
def test_a_month_may_be_a_name(month):
    assert answer(seen_on_month=month)["seen_on"].month == 11


def test_none_of_these_is_an_empty_list():
    assert answer(rules="none")["rules"] == []


def test_addresses_come_back_as_typed_and_once():
    typed = "https://x.com/a\r\n\r\nwww.instagram.com/b?c=1#d\nhttps://x.com/a\nHTTP://tiktok.com:443/@e\nbücher.example"
    assert answer(links=typed)["links"] == ["https://x.com/a", "www.instagram.com/b?c=1#d", "HTTP://tiktok.com:443/@e", "bücher.example"]


@pytest.mark.parametrize("line", ["javascript:alert(1)", "data:text/html,x", "ftp://x.com", "https://", "localhost", "http://[::1",
    "x.com:99999",
                                  "I saw it on WhatsApp", "https:///x", "file:///etc/passwd", "http://x.com:0", "<script>.com", "//", ":",
                                  "[", "..."])
def test_what_is_no_web_address_is_refused_by_line(line):
    assert refusals(links=f"x.com\n{line}")["links"].startswith("Line 2 must be a web address") or line in ("//", "...")


@pytest.mark.parametrize("line, said", [("https://teo:pw@x.com/", "sign-in name or password"), ("x.com/a b", "has a space"),
    ("x.com/" + "a" * 2000, "2,000 characters")])
def test_an_address_with_something_wrong_says_what(line, said):
    assert said in refusals(links=line)["links"]
    assert "pw" not in refusals(links=line)["links"].replace("password", "")


def test_eleven_addresses_are_too_many():
    assert refusals(links="\n".join(f"x.com/{n}" for n in range(11)))["links"] == "Web addresses must be 10 or fewer"


@pytest.mark.parametrize("size, said", [(0, "The file is empty"), (2_000_001, "must be smaller than 2 MB")])
def test_a_file_that_cannot_be_taken_says_why(size, said):
    form = EveryQuestion(query(GOOD), {"file": SimpleUploadedFile("a.png", b"x" * size)})
    assert said in form.errors["file"][0]


JUNK = st.one_of(st.text(), st.none(), st.integers(), st.lists(st.text(), max_size=3), st.dictionaries(st.text(max_size=3),
    st.text(max_size=3), max_size=2),
                 st.sampled_from(["\ud800", "\0", "9" * 9000, "٣", "1e9", "true", "NaN", "-1", "{{ 7*7 }}", "%s%(x)s"]))
NAMES = [*EveryQuestion.base_fields, "seen_on_day", "seen_on_month", "seen_on_year"]


@given(data=st.dictionaries(st.sampled_from(NAMES), JUNK))
def test_no_junk_ever_breaks_a_form_or_its_page(data):
    form = EveryQuestion(data)
    form.is_valid()
    for bound in form:
        str(bound).encode()


def test_a_form_may_change_its_options():
    class Who(TmtForm):
        who = fields.SearchSelect("Who?", called="a person")

    form = Who({"who": "7"})
    form.fields["who"].options = [(7, "Sam")]
    assert form.is_valid()
    assert not Who({"who": "7"}).is_valid()


def test_people_may_be_grouped():
    class Who(TmtForm):
        who = fields.SearchSelect("Who?", called="a person", groups=[("Alder Academy", [("1", "Tam")]), ("Birch Academy", [("2", "Olu")])])

    assert Who({"who": "2"}).is_valid()
    assert "<optgroup label=\"Alder Academy\">" in str(Who()["who"])
