"""A setting that would start and then be wrong stops the start with a sentence of its own; no secret is in it."""

import environ
import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.ops.test_production_starts_when_everything_is_right import env, manage  # noqa: F401 a fixture
from tmt_policy import checked, sign_in

HOSTS = ["concerns.northgate.example"]


def sentence(check, *args, **more):
    with pytest.raises(ImproperlyConfigured) as refused:
        check(*args, **more)
    return str(refused.value)


def given(**said):
    made = environ.Env()
    made.ENVIRON = said
    return made


@pytest.mark.parametrize("url", ["http://concerns.northgate.example", "concerns.northgate.example", "https://", "https://a:b@concerns.northgate.example",
                                 "https://concerns.northgate.example/app", "https://concerns.northgate.example:x"])
def test_an_address_of_the_site_that_is_none(url):
    assert "https://" in sentence(checked.site, url, HOSTS)


def test_an_address_of_the_site_nobody_is_let_in_by():
    assert "ALLOWED_HOSTS" in sentence(checked.site, "https://elsewhere.example", HOSTS)
    assert checked.site("https://Concerns.northgate.example:8443/", [".northgate.example"]) == "https://Concerns.northgate.example:8443"


@pytest.mark.parametrize("host", ["*", "*.northgate.example", "https://concerns.northgate.example", "concerns.example:443", "a/b", " "])
def test_hosts_that_are_none(host):
    assert "ALLOWED_HOSTS" in sentence(checked.hosts, [host])


@pytest.mark.parametrize("text", ["Concerns", "Concerns <>", "no-reply", "", "Concerns <no-reply>"])
def test_a_sender_without_an_address(text):
    assert "MAIL_FROM" in sentence(checked.sender, text)


@pytest.mark.parametrize("password", ["pa#ss", "pa/ss", "pa?ss", "pa[ss", "pa ss"])
def test_a_password_of_the_mail_server_that_ends_too_early(password):
    said = sentence(checked.mail_server, f"smtp+tls://me@northgate.example:{password}@mail.example:587")
    assert "%23" in said
    assert password not in said


@pytest.mark.parametrize("url", ["smtp://mail", "smtp+tls://me@northgate.example:p%23a@ss+:x@mail.example:587", "smtp+ssl://[::1]:465", "dummymail://"])
def test_a_mail_server_that_is_one(url):
    assert checked.mail_server(url) == url


@pytest.mark.parametrize("setting", [{"TRUSTED_PROXIES": "10.0.0.1"}, {"STEP_UP_MINUTES": "0"}, {"STEP_UP_MINUTES": "fifteen"},
                                     {"IDLE_MINUTES": "4"}, {"IDLE_MINUTES": "721"}, {"SECOND_FACTOR": "yes"}, {"SECOND_FACTOR": ""}])
def test_settings_of_signing_in(setting):
    [name] = setting
    assert name in sentence(sign_in.from_environment, given(**setting), embedded=False)


@pytest.mark.parametrize("value", ["", "-1", "ten", "601"])
def test_a_number_that_is_none(value):
    assert "SEND_SECONDS must be" in sentence(checked.number, value, "SEND_SECONDS", least=1, most=600)


def test_the_owner_s_password_is_nobody_else_s():
    assert "owner" in sentence(checked.only_the_owner_knows, given(POSTGRES_PASSWORD="secret"), is_owner=False)
    checked.only_the_owner_knows(given(POSTGRES_PASSWORD="secret"), is_owner=True)


@pytest.mark.parametrize(("name", "value"), [("SITE_URL", "http://concerns.northgate.example"), ("ALLOWED_HOSTS", "*"),
                                             ("MAIL_FROM", "nobody"), ("EMAIL_URL", "smtp://a:b#c@mail"), ("TRUSTED_PROXIES", "x"),
                                             ("POSTGRES_PASSWORD", "secret"), ("IDLE_MINUTES", "1"), ("MAILS_PER_MINUTE", "x")])
def test_the_start_itself_says_it(env, name, value):  # noqa: F811
    done = manage(env | {name: value}, "check", "--deploy")
    assert done.returncode != 0
    assert name in done.stderr.strip().splitlines()[-1]


def test_no_page_is_served_as_the_owner(settings):
    checked.pages_are_not_the_owner_s()
    settings.DATABASE_ACCOUNTS = {"app": ("tmt_app", "secret")}
    assert "OWNER_DATABASE_URL" in sentence(checked.pages_are_not_the_owner_s)
