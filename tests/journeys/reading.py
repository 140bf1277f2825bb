"""Reads PDFs as somebody else's program does."""

import io
import re
import subprocess

import pikepdf


def text(pdf: bytes) -> str:
    """What a person reads, on lines as long as the sentences."""
    done = subprocess.run(
        ["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True, text=False
    )
    return " ".join(done.stdout.decode().split())


def bare(words: str) -> str:
    """Words without spaces, hyphens and invisible signs, which lines add and take away."""
    return re.sub(r"[\s\u00ad\u200b\u2011-]+", "", words)


def attachment(pdf: bytes) -> bytes:
    """The one file inside."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        (name,) = opened.attachments
        return opened.attachments[name].get_file().read_bytes()
