"""How the laws about access visit an address: one request, what it answered, which rows it changed, and then nothing happened."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from uuid import UUID

from django.apps import apps
from django.db import connection, models, transaction
from django.test import Client
from django.test.client import MULTIPART_CONTENT

from foundation.people.models import Alias, Person
from tests.sending import Browser, headers_of

SIGN_IN = "/accounts/login/"
# rows that are no change: the session itself, what was read, and what a search keeps for its own result
BESIDE = {"people_session", "cache", "dossiers_seen", "dossiers_attempt"}
_SAVEPOINT = re.compile(r'(SAVEPOINT|ROLLBACK TO SAVEPOINT)\s+"?(\w+)', re.IGNORECASE)
_WRITES = re.compile(r'(INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)


@dataclass
class Visitor:
    """Somebody of the cast with a browser in which they are signed in, or nobody."""

    person: Person | None
    session: str = ""

    def client(self) -> Browser:
        client = Browser(raise_request_exception=False)
        if self.session:
            client.cookies["sessionid"] = self.session
        return client


def signed_in(person: Person) -> Visitor:
    client = Client()
    client.force_login(person.user)
    return Visitor(person, client.cookies["sessionid"].value)


@dataclass
class Answer:
    """What came back, in one word, with everything a reader could learn from it; and the tables it wrote to."""

    response: object
    wrote: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    seen: object = None

    @property
    def word(self) -> str:
        """ "sees", "login", "goes on", or the number of the answer."""
        status = self.response.status_code
        if status in (301, 302, 303):
            return "login" if self.response.url.startswith(SIGN_IN) else "goes on"
        return "sees" if status == 200 else str(status)

    @property
    def text(self) -> str:
        content = b"".join(self.response.streaming_content) if self.response.streaming else self.response.content
        return content.decode(errors="replace") + self.response.get("Location", "")

    @property
    def whole(self) -> tuple:
        """Every byte of it, headers and cookies included, but for the number that is drawn for each request."""
        cookies = sorted(one.OutputString() for one in self.response.cookies.values())
        return self.response.status_code, self.response.content, headers_of(self.response), cookies


def ask(
    visitor: Visitor, path: str, form: dict | str | bytes | None = None, *, first: tuple[str, dict] | None = None,
    look: Callable | None = None, method: str = "GET", kind: str = MULTIPART_CONTENT,
) -> Answer:
    """GET `path`, or POST `form` to it (a dict, or a body of `kind`), after `first`. Whatever the request changes is noted, the names of
    the tables shown to `look`, and all of it taken back."""
    client = visitor.client()
    with undone(), noted() as wrote:
        if first:
            client.post(*first)
        response = client.generic(method, path) if form is None else client.post(path, form, content_type=kind)
        seen = look(wrote.so_far() - BESIDE) if look else None
    return Answer(response, wrote - BESIDE, wrote.gone - BESIDE, seen)


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside has not happened afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Wrote(set):
    """Names of tables; `gone`: those from which a row was deleted."""

    def __init__(self, steps: list[tuple[str, str]]):
        super().__init__()
        self.steps = steps
        self.gone: set[str] = set()

    def so_far(self) -> set[str]:
        return {table for what, table in self.steps if what != "mark"}


@contextmanager
def noted() -> Iterator[Wrote]:
    """The tables in which a row is made, changed or deleted, by whatever code, seen at the connection itself.

    Filled when the block ends; what was rolled back inside it does not count.
    """
    steps: list[tuple[str, str]] = []
    wrote = Wrote(steps)

    def watch(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if found := _WRITES.match(sql):
            steps.extend([(found[1].upper(), found[2])] if context["cursor"].rowcount else [])
        elif found := _SAVEPOINT.match(sql):
            if found[1].upper().startswith("ROLLBACK"):
                del steps[steps.index(("mark", found[2])) + 1 :]
            elif found[1].upper() == "SAVEPOINT":
                steps.append(("mark", found[2]))
        return result

    with connection.execute_wrapper(watch):
        yield wrote
    wrote |= wrote.so_far()
    wrote.gone |= {table for what, table in steps if what == "DELETE FROM"}


def state_of_all_rows() -> dict[str, str]:
    """A digest of every row of every table, by table; what is beside the matter left out."""
    with connection.cursor() as cursor:
        digests = {}
        for table in sorted({model._meta.db_table for model in apps.get_models()} - BESIDE):
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')
            digests[table] = sha256(repr([tuple(map(_plain, row)) for row in cursor.fetchall()]).encode()).hexdigest()
    return digests


def _plain(value):
    return bytes(value) if isinstance(value, memoryview) else value


def who_did_what(tables: set[str]) -> Counter:
    """Every row of these without what is random in it: people, places, roles, states, codes, times."""
    actors = dict(Alias.objects.values_list("token", "person_id"))
    return Counter(row for model in apps.get_models() if model._meta.db_table in tables for row in _telling(model, actors))


def _telling(model, actors: dict) -> Iterator[tuple]:
    columns = [one.attname for one in model._meta.concrete_fields if _tells(one)]
    for row in model._base_manager.values_list(*columns):
        yield (model._meta.label, *(actors.get(_uuid(value), repr(value)) for value in row))


def _tells(column: models.Field) -> bool:
    if column.is_relation:
        return column.related_model is Person or column.related_model._meta.label == "people.Academy"
    plain = models.BooleanField | models.IntegerField | models.DateField | models.CharField
    return isinstance(column, plain) and not column.primary_key and column.name not in _RANDOM


_RANDOM = {"reference", "digest", "previous", "key", "message_id", "stored_name", "preview_name", "path", "source", "answer", "name_index",
           "draft_token"}


def _uuid(value) -> UUID | None:
    try:
        return UUID(value)
    except (TypeError, ValueError, AttributeError):
        return None
