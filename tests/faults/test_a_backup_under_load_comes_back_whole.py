"""Reports come in by several processes while a backup is taken; it comes back with every receipt given before, and tells nobody twice."""

import json
import shutil
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from PIL import Image

from tests.faults.server import Guarded, Site
from tests.laws.house import ROOT

pytestmark = pytest.mark.postgres
WRITERS = ("dot", "dee", "sasha")
REPORTS = "SELECT reference FROM intake_report WHERE state <> 'DRAFT'"


def command(site, *words, **changed):
    done = subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=site.environment | changed, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def picture():
    made = BytesIO()
    Image.new("RGB", (60, 40), "navy").save(made, "PNG")
    return made.getvalue()


@pytest.fixture(scope="module")
def before(visitor, draft, send):
    """Receipts given before the backup begins; one of them with a picture."""
    references = [draft() for _ in range(3)]
    typed = {"how_seen": "own_feed", "visibility": "public"}
    assert visitor("teo").upload(f"/reports/{references[0]}/picture/", typed, "picture", "a.png", picture()).status == 302
    assert [send(one).status for one in references] == [302] * 3
    return references


@pytest.fixture(scope="module")
def backup(site, database, before, visitor, draft, send, tmp_path_factory):
    """Taken while three people write and send; by then, whatever the hour, a mail and a reminder have fallen due and nobody was told."""
    folder, ended, sent = tmp_path_factory.mktemp("backups"), threading.Event(), []
    database.rows("UPDATE deadlines_deadline SET next_rung_at = now() - interval '1 hour' WHERE next_rung_at IS NOT NULL")
    database.rows("UPDATE outbox_message SET not_before = now() - interval '1 hour' WHERE state = 'queued'")
    for one in WRITERS:
        visitor(one)

    def write(one):
        while not ended.is_set():
            reference = draft(by=one)
            assert send(reference, by=one).status == 302
            sent.append(reference)

    with ThreadPoolExecutor(len(WRITERS)) as crowd:
        work = [crowd.submit(write, one) for one in WRITERS]
        time.sleep(1)
        code, said = command(site, "backup", str(folder), BACKUP_DATABASE_URL=database.for_backup)
        ended.set()
        [one.result() for one in work]
    assert code == 0, said
    assert sent
    return next(folder.iterdir())


@pytest.fixture(scope="module")
def back(site, backup, mails, tmp_path_factory):
    """A second site on what came back; worker and beat run in it."""
    database, folder = Guarded("_back"), tmp_path_factory.mktemp("back")
    for kept in ("keys.json", "signing.json"):
        shutil.copy(site.folder / kept, folder / kept)
    back = Site(folder, database, mails.port, DATABASE_URL=database.for_app)
    try:
        code, said = command(back, "restore", str(backup.parent), **database.as_owner)
        assert code == 0, said
        back.start_redis()
        back.start_worker()
        yield back
    finally:
        back.stop()
        database.drop()


def test_it_holds_no_key_and_nothing_half(backup, site):
    assert [path.name for path in backup.parent.iterdir()] == [backup.name]
    keys = json.loads((site.folder / "keys.json").read_text()) | json.loads((site.folder / "signing.json").read_text())
    secrets = [value.rpartition(":")[2].encode() for value in keys.values()]
    held = b"".join(path.read_bytes() for path in backup.rglob("*") if path.is_file())
    assert [name for name, secret in zip(keys, secrets, strict=True) if secret in held] == []


def test_it_is_proved_and_the_proof_is_written_down(site, database, backup):
    code, said = command(site, "restore-check", str(backup.parent), **database.as_owner)
    assert code == 0, said
    assert database.rows("SELECT purpose, good FROM trail_restore") == [("proof", True)]
    assert database.one("SELECT count(*) FROM pg_database WHERE datname LIKE %s", f"{database.name[:30]}_check%") == 0


@pytest.mark.parametrize("harm", ["dump", "file", "manifest"])
def test_a_damaged_one_is_found(site, database, backup, tmp_path, harm):
    copy = tmp_path / backup.name
    shutil.copytree(backup, copy)
    victim = {"dump": copy / "database.dump", "manifest": copy / "manifest.json"}.get(harm) or next((copy / "files").glob("??/*"))
    victim.write_bytes(victim.read_bytes()[:-2] + b"xx")
    code, said = command(site, "restore-check", str(copy), **database.as_owner)
    assert code != 0
    assert f"{backup.name} is whole" not in said


def test_every_receipt_given_before_is_there(back, before):
    assert set(before) <= {reference for (reference,) in back.database.rows(REPORTS)}


def test_chains_and_files_hold(back):
    for check in ("verify_trail", "check_evidence", "check_letters", "sweep_evidence"):
        code, said = command(back, check)
        assert code == 0, said


def test_nobody_is_told_what_they_may_have_been_told(back, mails):
    seen = len(mails.taken)
    time.sleep(4)
    assert len(mails.taken) == seen
    assert back.database.one("SELECT count(*) FROM outbox_message WHERE state = 'failed' AND reason = 'restored'") > 0
    assert back.database.one("SELECT count(*) FROM outbox_message WHERE state IN ('queued', 'claimed') AND not_before <= now()") == 0
    assert back.database.one("SELECT count(*) FROM deadlines_deadline WHERE next_rung_at <= now()") == 0


def test_it_says_that_it_came_back(back):
    assert back.database.rows("SELECT purpose, good FROM trail_restore") == [("real", True)]


def test_it_comes_back_into_an_empty_database_only(back, backup):
    code, said = command(back, "restore", str(backup), **back.database.as_owner)
    assert code != 0
    assert "not empty" in said
