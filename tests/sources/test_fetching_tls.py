"""Servers that are asked with encryption: they must prove who they are."""

import ipaddress
import ssl
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from portal.sources.connector import Failure, Limits, SourceFailed
from portal.sources.fetching import Server
from tests.sources.server import place, raw, serving


def certificate(folder, address="127.0.0.1", days=30):
    """A certificate that vouches for itself, and a server's half of it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "bron")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=60))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))]), False
        )
        .sign(key, hashes.SHA256())
    )
    path = folder / "bron.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return path, context


def ask(folder, port):
    address = f"https://127.0.0.1:{port}/"
    return Server("register", address, place(folder), Limits(seconds=2)).ask("GET", address)


def test_a_server_that_somebody_we_know_vouches_for_is_asked(tmp_path, monkeypatch):
    path, context = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    with serving(lambda web: web.say(200, {}), context) as server:
        assert ask(tmp_path, server.port).status == 200


@pytest.mark.parametrize("wrong", ["unknown", "another name", "out of date"])
def test_one_that_cannot_prove_who_it_is_gets_no_token(tmp_path, monkeypatch, wrong):
    address = "127.0.0.2" if wrong == "another name" else "127.0.0.1"
    path, context = certificate(tmp_path, address, days=-1 if wrong == "out of date" else 30)
    if wrong != "unknown":
        monkeypatch.setenv("SSL_CERT_FILE", str(path))
    with serving(lambda web: web.say(200, {}), context) as server:
        with pytest.raises(SourceFailed) as failed:
            ask(tmp_path, server.port)
        assert not server.asked
    told = failed.value
    assert (told.failure, told.detail) == (Failure.UNREACHABLE, "register: certificate")


def test_one_that_never_ends_its_greeting_is_left(tmp_path):
    with raw(b"", drip=b"") as port, pytest.raises(SourceFailed) as failed:
        ask(tmp_path, port)
    assert failed.value.failure is Failure.TOO_SLOW
