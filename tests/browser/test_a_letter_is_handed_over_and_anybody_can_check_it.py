"""hana writes the letter of a request, changes a sentence and makes it; tam has a copy; somebody without a sign-in checks it, and a
changed one (10.3, BEATS 18)."""

import pytest

from .steps import asked_to_remove, on_to, opened, proposed, sent

pytestmark = pytest.mark.beats(18)


def test_from_the_request_to_the_proof(visitor, tmp_path):
    teo, sasha, hana = map(visitor, ("teo", "sasha", "hana"))
    report = sent(teo, "Tam Ellis")
    proposed(sasha, report)
    request = asked_to_remove(hana, opened(hana, report))
    written(hana, request)
    tam = visitor("tam", javascript=False, width=360)
    tam.go(f"/removals/{request}/")
    copy = saved(tam, "Download the letter (PDF)", tmp_path / "copy.pdf")
    assert copy.read_bytes().startswith(b"%PDF-")
    nobody = visitor(None, javascript=False, width=360)
    assert checked(nobody, copy) == "Valid"
    other = tmp_path / "other.pdf"
    other.write_bytes(copy.read_bytes().replace(b"%PDF-1.7", b"%PDF-1.6"))
    assert checked(nobody, other) == "Not valid"
    assert checked(nobody, saved_receipt(teo, report, tmp_path / "receipt.txt")) == "Valid"


def written(hana, request):
    hana.go(f"/removals/{request}/")
    hana.press("Write the letter")
    hana.press("Write the letter")
    on_to(hana, "A request to remove something Draft")
    hana.press("Change the text")
    hana.fill("Text of the letter", "Dear Tam\n\n# What we spoke about\n\nThe post with our badge.\n\n- Please delete it.")
    hana.press("Save the text")
    hana.press("Make the letter")
    assert hana.reads("What we spoke about")
    hana.press("Make the letter")
    on_to(hana, "A request to remove something Made")


def saved(someone, link, path):
    with someone.page.expect_download() as arriving:
        someone.page.get_by_role("link", name=link).click()
    arriving.value.save_as(path)
    return path


def saved_receipt(someone, report, path):
    someone.go(f"/reports/{report}/")
    return saved(someone, "Save a receipt", path)


def checked(someone, path) -> str:
    someone.go("/verify/")
    someone.page.get_by_label("Which file?").set_input_files(path)
    someone.press("Check it")
    return someone.heading
