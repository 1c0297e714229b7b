"""Signing in, being refused, going astray: the pages people meet when something is wrong are sound, say what to do, and lead on."""

import pytest

SIGN_IN = {
    "/accounts/login/": "Sign in",
    "/accounts/password/reset/": "Choose a new password",
    "/accounts/password/reset/done/": "Check your email",
    "/accounts/password/reset/key/1-nothing/": "This link no longer works",
    "/accounts/signup/": "Getting a sign-in",
}
TRIES = 10  # wrong passwords in five minutes for one address
FORM = """([path, answers]) => {
    const form = Object.assign(document.createElement("form"), {method: "post", action: path})
    for (const [name, value] of Object.entries(answers)) form.append(Object.assign(document.createElement("input"), {name, value}))
    document.body.append(form)
    form.submit()
}"""


@pytest.mark.parametrize(("path", "heading"), SIGN_IN.items())
def test_before_signing_in(visitor, path, heading):
    nobody = visitor(None)
    assert nobody.go(path).status == 200
    assert nobody.heading == heading
    nobody.is_sound()


def test_a_wrong_password_says_so_and_at_last_the_door_is_shut_for_a_while(visitor):
    nobody = visitor(None)
    nobody.go("/accounts/login/")
    said = [wrong_password(nobody) for _ in range(TRIES + 1)]
    assert "This has been tried too often" in said[-1]
    nobody.is_sound()


def test_what_does_not_exist(visitor):
    for first in ("teo", None):
        one = visitor(first)
        assert one.go("/nothing/").status == 404
        leads_on(one)


def test_a_step_that_is_not_theirs_to_take(visitor):
    hana = visitor("hana")
    hana.go("/triage/?show=decided")
    decided = hana.page.locator(".tmt-tasks__link").first.get_attribute("href")
    assert hana.go(f"{decided}take-on/").status == 422
    leads_on(hana)


def test_a_form_from_elsewhere(visitor):
    teo = visitor("teo")
    assert sent_by_hand(teo, "/reports/new/", danger="no") == 403
    leads_on(teo)


def test_a_page_that_takes_no_form(visitor):
    teo = visitor("teo")
    token = next(one["value"] for one in teo.page.context.cookies() if one["name"] == "csrftoken")
    assert sent_by_hand(teo, "/", csrfmiddlewaretoken=token) == 405
    leads_on(teo)


def wrong_password(someone) -> str:
    """One try, for an address of its own so that nobody else is shut out; gives what the page says."""
    someone.fill("Email address", "nobody.at.all@northgate.example")
    someone.page.locator("[name=password]").fill("not it")
    someone.press("Sign in", exact=True)
    return someone.page.locator(".govuk-error-summary").inner_text()


def sent_by_hand(someone, path, **answers) -> int:
    """Sends a form that the site did not make; gives the status of the page it leads to."""
    someone.go("/")
    with someone.page.expect_navigation() as arrival:
        someone.page.evaluate(FORM, [path, answers])
    return arrival.value.status


def leads_on(someone):
    someone.is_sound()
    assert someone.page.locator("main a").count() >= 1, someone.page.inner_text("main")
