"""The two things a mail may carry that open a door: a one-time link and a six-digit code."""

import hmac
import secrets
from hashlib import sha256
from typing import Any

from itsdangerous import BadSignature, URLSafeSerializer

CODE_DIGITS = 6


class LinkInvalid(Exception):
    """Raised if a token was not made by this portal, or was changed on the way."""


class LinkSigner:
    """Makes and reads the token in a mailed link.

    The token holds nothing but the key of an AccessLink row. Whether it still works (once, and
    for how long) is that row's business: a token by itself opens nothing, and the worker can
    make the same one again when a mail has to be sent a second time.
    """

    def __init__(self, secret: str, base_url: str) -> None:
        """Take the portal's secret key and its own address, such as https://loket.example."""
        self.base_url = base_url.rstrip("/")
        self._serializer = _serializer(secret, "portal.links")
        self._tasks = _serializer(secret, "portal.tasks")

    def token(self, key: str) -> str:
        """The signed token for the link with this key."""
        return str(self._serializer.dumps(key))

    def read(self, token: str) -> str:
        """The key inside a token.

        Raises:
            LinkInvalid: the signature is not ours, or there is no key inside.
        """
        try:
            key = self._serializer.loads(token)
        except BadSignature as error:
            raise LinkInvalid from error
        if not isinstance(key, str):
            raise LinkInvalid
        return key

    def one_time(self, organisation: str, key: str) -> str:
        """The full address to mail for the link with this key."""
        return f"{self.page(organisation)}/{self.token(key)}"

    def page(self, organisation: str) -> str:
        """The address where somebody asks for a new link to their request."""
        return f"{self.base_url}/{organisation}/mijn-verzoek"

    def task(self, task_id: int, key: str) -> str:
        """The full address to mail to somebody who is asked something; works once.

        Parameters:
            key: of the mail that it stands in; a newer mail takes the place of an older one.
        """
        return f"{self.base_url}/vraag/{self._tasks.dumps([task_id, key])}"

    def name_of_task(self, task_id: int) -> str:
        """The name of a task to put in a form; it opens nothing."""
        return str(self._tasks.dumps([task_id, ""]))

    def read_task(self, token: str) -> tuple[int, str]:
        """The task and the key inside a token of `task` or `name_of_task`.

        Raises:
            LinkInvalid: the signature is not ours.
        """
        try:
            task_id, key = self._tasks.loads(token)
        except (BadSignature, TypeError, ValueError) as error:
            raise LinkInvalid from error
        return int(task_id), str(key)

    def desk(self) -> str:
        """The address of the work list, for staff."""
        return f"{self.base_url}/balie/werkvoorraad"


class Codes:
    """Six-digit codes that the database cannot tell anybody.

    A challenge holds a random nonce until its mail is gone and a hash as long as it lives. Both
    need the portal's secret key: with a copy of the database alone a million guesses lead nowhere.
    """

    def __init__(self, secret: str) -> None:
        """Take the portal's secret key; each purpose gets a key of its own from it."""
        self._making = _derive(secret, "portal.codes.make")
        self._checking = _derive(secret, "portal.codes.check")

    def nonce(self) -> str:
        """Something random to keep in the challenge until its mail has gone out."""
        return secrets.token_hex(16)

    def code(self, nonce: str) -> str:
        """The code that belongs to a nonce: always the same, so a mail can be made again."""
        if not nonce:
            raise ValueError("the nonce is gone, and with it the code")
        digest = hmac.digest(self._making, nonce.encode(), "sha256")
        return str(int.from_bytes(digest, "big") % 10**CODE_DIGITS).zfill(CODE_DIGITS)

    def hash(self, code: str) -> str:
        """What to store to recognise the code later; differs each time for the same code."""
        salt = secrets.token_hex(16)
        return f"{salt}:{self._digest(salt, code)}"

    def matches(self, code: str, stored: str) -> bool:
        """Whether this is the code that was hashed; takes equally long when it is not."""
        salt, _, digest = stored.partition(":")
        return hmac.compare_digest(self._digest(salt, code), digest)

    def _digest(self, salt: str, code: str) -> str:
        return hmac.new(self._checking, f"{salt}:{code}".encode(), "sha256").hexdigest()


def fingerprint(key: str) -> str:
    """What to store to recognise a key later; it leads nobody back to the key."""
    return sha256(key.encode()).hexdigest()


def _serializer(secret: str, salt: str) -> Any:
    return URLSafeSerializer(secret, salt=salt, signer_kwargs={"digest_method": sha256})


def _derive(secret: str, purpose: str) -> bytes:
    return hmac.digest(secret.encode(), purpose.encode(), "sha256")
