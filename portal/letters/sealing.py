"""Seals PDFs with PAdES, so that anybody can see that they are ours and unaltered, and checks that.

A seal covers every byte of the file but itself. Checking therefore needs no reading of the PDF:
whatever a stranger hands in is only hashed.
"""

import asyncio
import hashlib
import io
import os
import secrets
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from asn1crypto import cms, keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko_certvalidator.registry import SimpleCertificateStore

from portal.letters import seals
from portal.letters.seals import Seal

DER = serialization.Encoding.DER
FIELD = "Zegel"
ROOM = 16_384  # hexadecimal digits kept free for a seal
YEARS = timedelta(days=3650)
FEW = 3  # seals of ours over all of a file for which it is read once more; ours have one


class SealUnusable(Exception):
    """Raised if the key or the certificate cannot be used; the message says what is wrong."""


class Verdict(StrEnum):
    """What can be said of a file."""

    OURS = "ours"
    CHANGED = "changed"
    NOT_OURS = "not_ours"


class Sealer:
    """Holds the key; makes seals and knows its own again."""

    def __init__(self, pem: bytes) -> None:
        """Reads a private key and certificates, all in PEM.

        The first certificate belongs to the key. Further ones are earlier certificates, whose
        seals stay ours.

        Raises:
            SealUnusable: there is no key, no certificate, or they do not belong together.
        """
        try:
            given = serialization.load_pem_private_key(pem, None)
            found = x509.load_pem_x509_certificates(pem)
            self._certificates = [asn1.Certificate.load(each.public_bytes(DER)) for each in found]
            key = keys.PrivateKeyInfo.load(
                given.private_bytes(
                    DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
                )
            )
        except (ValueError, TypeError) as error:
            raise SealUnusable("it holds no private key and certificate in PEM") from error
        if found[0].public_key() != given.public_key():
            raise SealUnusable("its first certificate does not belong to its key")
        if found[0].not_valid_after_utc < datetime.now(UTC):
            raise SealUnusable("its certificate has expired")
        self._signer = signers.SimpleSigner(
            signing_cert=self._certificates[0],
            signing_key=key,
            cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
        )

    def seal(self, pdf: bytes) -> bytes:
        """The PDF with a seal over all of it."""
        sealed = io.BytesIO()
        signers.sign_pdf(
            IncrementalPdfFileWriter(io.BytesIO(pdf)),
            signers.PdfSignatureMetadata(
                field_name=FIELD,
                subfilter=fields.SigSeedSubFilter.PADES,
                md_algorithm="sha256",
            ),
            signer=self._signer,
            output=sealed,
        )
        return sealed.getvalue()

    def signature(self, digest: bytes) -> bytes:
        """The seal over bytes that hash to this (SHA-256)."""
        made = asyncio.run(self._signer.async_sign(digest, "sha256", use_pades=True))
        signature: bytes = made.dump()
        return signature

    def check(self, file: BinaryIO) -> Verdict:
        """Whether a file is ours and unaltered; nothing of it is kept.

        It is read block by block, so that its size does not matter.
        """
        file.seek(0)
        found = seals.find(file)
        ours = [seal for seal in found.seals if self._fits(seal.digits, b"")[1]]
        whole = [seal for seal in ours if found.is_over_all(seal)]
        if any(self._fits(seal.digits, _digest(file, seal))[0] for seal in whole[:FEW]):
            return Verdict.OURS
        return Verdict.CHANGED if ours else Verdict.NOT_OURS

    def _fits(self, contents: bytes, digest: bytes) -> tuple[bool, bool]:
        """Whether a seal is over this digest and whole itself, and whether our key made it."""
        for certificate in self._certificates:
            with suppress(Exception):  # strangers' bytes: whatever is wrong, it is no seal of ours
                seal = bytes.fromhex(contents.decode())
                made = cms.ContentInfo.load(seal)
                signed = made["content"]
                told = signed["signer_infos"][0]
                intact, valid = validate_sig_integrity(told, certificate, "data", digest)
                if valid:
                    [inside] = [each.dump() for each in signed["certificates"]]
                    whole = inside == certificate.dump() and not any(seal[len(made.dump()) :])
                    return intact and whole, True
        return False, False


def _digest(file: BinaryIO, seal: Seal) -> bytes:
    """What a file hashes to without a seal."""
    digest, at = hashlib.sha256(), 0
    file.seek(0)
    for block in seals.blocks(file):
        view = memoryview(block)
        digest.update(view[: max(seal.start - at, 0)])
        digest.update(view[max(seal.end - at, 0) :])
        at += len(block)
    return digest.digest()


def demo_sealer(file: Path) -> Sealer:
    """The seal of a demo: made once, kept in the data folder, readable by its owner only."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
        draft.touch(mode=0o600)
        draft.write_bytes(new_seal("Rechtenloket demo"))
        with suppress(FileExistsError):  # another process was first: its seal counts
            os.link(draft, file)
        draft.unlink()
    return Sealer(file.read_bytes())


def new_seal(name: str) -> bytes:
    """A private key and a certificate signed with it, in PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    usage = x509.KeyUsage(True, True, *[False] * 7)  # to sign, and to stand by what was signed
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + YEARS)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return private + certificate.public_bytes(serialization.Encoding.PEM)
