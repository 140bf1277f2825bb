"""The lock of the rows of one case: AES-256-GCM, each value bound to the place it stands in."""

import os
from base64 import b64decode, b64encode
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_SIGN = "1"  # how it is locked; another way gets another sign
_NONCE = 12


class ValueDamaged(Exception):
    """Raised if a value is not what was locked, or was locked for another case or place."""


@dataclass(frozen=True, slots=True)
class RowLock:
    """Locks and unlocks the values of one case."""

    case_id: int
    _cipher: AESGCM = field(repr=False)

    @staticmethod
    def new_key() -> bytes:
        """A key for the rows of a case."""
        return AESGCM.generate_key(256)

    @classmethod
    def of(cls, case_id: int, key: bytes) -> "RowLock":
        """The lock with this key."""
        return cls(case_id, AESGCM(key))

    def close(self, content: bytes, place: str) -> str:
        """Lock what belongs in a place, a table and its column; gives a text without spaces."""
        nonce = os.urandom(_NONCE)
        locked = self._cipher.encrypt(nonce, content, self._about(place))
        return _SIGN + b64encode(nonce + locked).decode()

    def open(self, sealed: str, place: str) -> bytes:
        """What was locked for this place.

        Raises:
            ValueDamaged: it was not, or somebody changed it.
        """
        try:
            if not sealed.startswith(_SIGN):
                raise ValueError(sealed[:1])
            locked = b64decode(sealed.removeprefix(_SIGN), validate=True)
            return self._cipher.decrypt(locked[:_NONCE], locked[_NONCE:], self._about(place))
        except (InvalidTag, ValueError):
            raise ValueDamaged(self.case_id, place) from None

    def _about(self, place: str) -> bytes:
        return f"{place}:{self.case_id}".encode()
