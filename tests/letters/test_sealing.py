"""A seal shows that a file is ours and unaltered, whatever somebody did to it."""

import io
import re
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from cryptography import x509
from cryptography.hazmat.primitives import serialization

from portal.language.words import Words
from portal.letters import sealing
from portal.letters.chunks import Size
from portal.letters.pressing import Press
from portal.letters.sealing import (
    FIELD,
    Sealer,
    SealUnusable,
    Verdict,
    demo_sealer,
    new_seal,
)
from tests.letters import samples
from tests.verapdf.validating import validate

OURS, THEIRS = new_seal("ours"), new_seal("theirs")
SEALER = Sealer(OURS)
WORDS = Words("nl")


@pytest.fixture(scope="module")
def small() -> bytes:
    """A report printed in one go, sealed behind what was there."""
    return Press(sealer=SEALER).report(samples.report(2), WORDS)


@pytest.fixture(scope="module")
def large() -> bytes:
    """A report bound from chunks, sealed while it was written."""
    return Press(size=Size(10), small=5, sealer=SEALER).report(samples.report(20), WORDS)


@pytest.fixture(params=["small", "large"])
def sealed(request: pytest.FixtureRequest) -> bytes:
    made: bytes = request.getfixturevalue(request.param)
    return made


def check(body: bytes, sealer: Sealer = SEALER) -> Verdict:
    return sealer.check(io.BytesIO(body))


def test_what_we_sealed_is_ours(sealed: bytes) -> None:
    assert check(sealed) is Verdict.OURS


def test_what_another_sealed_is_not_ours(sealed: bytes) -> None:
    assert check(sealed, Sealer(THEIRS)) is Verdict.NOT_OURS


def test_every_changed_byte_is_found(sealed: bytes) -> None:
    seal = seal_in(sealed)
    places = {*range(0, len(sealed), len(sealed) // 97), len(sealed) - 1, seal.start, seal.stop - 1}
    for place in places - set(range(seal.start + 1, seal.stop - 1)):
        assert check(flipped(sealed, place)) is not Verdict.OURS, place


def test_a_change_in_the_seal_is_found(sealed: bytes) -> None:
    """In what it signs, in the certificate it shows, and in the room it leaves."""
    seal = seal_in(sealed)
    body = sealed[seal]
    certificate = body.lower().index(shown_certificate().hex().encode()[200:300])
    for place in (certificate, len(body) - 2):
        assert check(flipped(sealed, seal.start + place)) is not Verdict.OURS


def seal_in(body: bytes) -> slice:
    """Where the seal itself stands, brackets included."""
    found = max(
        re.finditer(rb"/Contents ?(<[0-9A-Fa-f]{512,}>)", body), key=lambda each: each.start()
    )
    return slice(*found.span(1))


def flipped(body: bytes, place: int) -> bytes:
    return body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :]


def shown_certificate() -> bytes:
    """The certificate as a seal shows it."""
    return x509.load_pem_x509_certificate(OURS).public_bytes(serialization.Encoding.DER)


def test_a_changed_word_is_told_to_be_a_change(sealed: bytes) -> None:
    place = sealed.index(b"endstream") - 5
    assert check(sealed[:place] + b"x" + sealed[place + 1 :]) is Verdict.CHANGED


@pytest.mark.parametrize("more", [b"\n", b"\n1 0 obj\n<</Type/Catalog>>\nendobj\n%%EOF\n"])
def test_what_somebody_added_behind_is_found(sealed: bytes, more: bytes) -> None:
    assert check(sealed + more) is Verdict.CHANGED
    assert check(more + sealed) is Verdict.CHANGED


def test_a_part_of_a_file_is_found(sealed: bytes) -> None:
    assert check(sealed[: len(sealed) // 2]) is not Verdict.OURS


def test_a_seal_of_ours_put_in_another_file_does_not_make_it_ours(
    small: bytes, large: bytes
) -> None:
    begin = large.index(b"/Contents<") + len(b"/Contents")
    end = large.index(b">", begin) + 1
    seal = large[begin:end]
    other = small.rindex(b"/Contents <") + len(b"/Contents ")
    assert check(small[:other] + seal + small[small.index(b">", other) + 1 :]) is Verdict.CHANGED


def test_a_range_that_leaves_something_out_is_not_believed(small: bytes) -> None:
    """Somebody who seals less than all could show something else in the rest."""
    place = small.rindex(b"%%EOF")
    assert check(small[:place] + b"% more\n" + small[place:]) is Verdict.CHANGED


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"%PDF-1.7",
        b"<" * 100_000,
        b"<" + b"0" * 2000 + b">",
        b"<3082" + b"ff" * 1000 + b">/ByteRange[0 0 0 0]",
        (b"<" + b"30" * 600 + b">") * 300,
        b"/ByteRange[" + b"9 " * 28 + b"]<" + b"ab" * 600 + b">",
    ],
)
def test_files_of_strangers_are_not_ours_and_do_no_harm(body: bytes) -> None:
    assert check(body) is Verdict.NOT_OURS


def test_many_seals_of_ours_do_not_make_it_read_a_file_as_many_times(
    small: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(sealing, "_digest", lambda _file, seal: asked.append(seal) or b"")
    assert check(small[seal_in(small)] * 12) is Verdict.CHANGED
    assert asked == []
    assert check(small) is Verdict.CHANGED
    assert len(asked) == 1


def test_seals_of_an_earlier_certificate_stay_ours(sealed: bytes) -> None:
    certificate = OURS[OURS.index(b"-----BEGIN CERTIFICATE") :]
    assert check(sealed, Sealer(THEIRS + certificate)) is Verdict.OURS


def test_sealed_files_pass_verapdf_for_both_standards(
    small: bytes, large: bytes, tmp_path: Path
) -> None:
    (tmp_path / "small.pdf").write_bytes(small)
    (tmp_path / "large.pdf").write_bytes(large)
    verdicts = validate(*tmp_path.glob("*.pdf"))
    assert len(verdicts) == 4
    assert {key: v.failures for key, v in verdicts.items() if not v.compliant} == {}


def test_a_reader_of_pdfs_sees_the_seal(sealed: bytes, tmp_path: Path) -> None:
    file = tmp_path / "sealed.pdf"
    file.write_bytes(sealed)
    told = subprocess.run(["pdfsig", str(file)], capture_output=True, text=True).stdout
    for words in (FIELD, "ETSI.CAdES.detached", "Total document signed", "Signature is Valid"):
        assert words in told


def test_the_seal_of_a_demo_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "data" / "seal.pem"
    body = demo_sealer(file).seal(Press().report(samples.report(1), WORDS))
    assert check(body, demo_sealer(file)) is Verdict.OURS
    assert file.stat().st_mode & 0o077 == 0
    assert list(file.parent.iterdir()) == [file]


def key_and_certificate_of(first: bytes, second: bytes) -> bytes:
    return first[: first.index(b"-----BEGIN CERT")] + second[second.index(b"-----BEGIN CERT") :]


@pytest.mark.parametrize(
    ("pem", "told"),
    [
        (b"", "no private key"),
        (b"nonsense", "no private key"),
        (OURS[: OURS.index(b"-----BEGIN CERT")], "no private key and certificate"),
        (OURS[OURS.index(b"-----BEGIN CERT") :], "no private key"),
        (key_and_certificate_of(OURS, THEIRS), "does not belong"),
    ],
)
def test_a_key_that_cannot_seal_is_told_in_words(pem: bytes, told: str) -> None:
    with pytest.raises(SealUnusable, match=told):
        Sealer(pem)


def test_an_expired_certificate_seals_nothing() -> None:
    later = datetime.now(UTC) + timedelta(days=3651)
    with time_machine.travel(later), pytest.raises(SealUnusable, match="expired"):
        Sealer(OURS)
