import re

import pytest


@pytest.mark.parametrize("first", ["teo", "sasha", "hana", "gail", "rhys", "iona", "ada", "chidi"])
def test_every_link_on_it_opens(first, cast, client_of):
    page = client_of(cast[first])
    for href in set(re.findall(r'href="(/[^"#]*)"', page.get("/").content.decode())):
        if not href.startswith("/static/"):
            assert page.get(href).status_code in (200, 302), href
