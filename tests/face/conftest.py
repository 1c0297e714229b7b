from pathlib import Path

import pytest
from django.conf import settings as configured


@pytest.fixture(autouse=True)
def pages(settings):
    """The pages of tests/face/urls.py, with their one template; the templates of the product stand first."""
    engine = configured.TEMPLATES[0]
    settings.ROOT_URLCONF = "tests.face.urls"
    settings.TEMPLATES = [engine | {"DIRS": [*engine["DIRS"], Path(__file__).parent / "templates"]}]


@pytest.fixture
def page(client):
    """GET an address; the answer's text."""
    return lambda address: client.get(address).content.decode()
