"""What people type: cleaned before it is judged, judged with words that say how to mend it."""

import re
import unicodedata
from datetime import date
from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext as _
from stdnum.nl import bsn, postcode
from wtforms import Form, SelectChoice, ValidationError
from wtforms.validators import StopValidation

from portal.web import retyping
from portal.web.messages import Messages

INVISIBLE = frozenset("\u200b\u2060\ufeff")
DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
"""Marks that make text look other than it is; letters that run right to left need none of them."""

NINE_DIGITS = re.compile(r"(?<![0-9])(?:[0-9][ .\-]?){8}[0-9](?![0-9])")
SHORT, NAME, LINE, TEXT = 60, 100, 300, 4000


class PlainForm(Form):
    """A form whose few messages of its own are ours too; forgery is judged before it is made."""

    class Meta:
        """How WTForms finds the words for the reader, and makes its fields."""

        def bind_field(self, form: Form, unbound_field: Any, options: dict[str, Any]) -> Any:
            """Make a field; what can be chosen may be pairs of a value and its words."""
            pairs = unbound_field.kwargs.get("choices") or ()
            offered = [
                each if isinstance(each, SelectChoice) else SelectChoice(*each) for each in pairs
            ]
            if offered:
                unbound_field.kwargs["choices"] = offered
            return unbound_field.bind(form=form, **options)

        def get_translations(self, _form: object) -> Any:
            """Our catalogues."""
            return Messages().get_translations()

    def validate(self, extra_validators: Any = None) -> bool:
        """Judge what was typed; a form that came back after signing in is only shown."""
        right: bool = super().validate(extra_validators)
        if not retyping.is_retyped():
            return right
        self.form_errors.append(
            _("Your session had ended. Check what you typed, and send it again.")
        )
        return False


def clean_text(value: str | None) -> str | None:
    """Text of several lines without control characters, marks of direction and loose ends."""
    if value is None:
        return None
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    kept = (sign for sign in text if sign in "\n\t" or _is_plain(sign))
    return "\n".join(line.rstrip() for line in "".join(kept).split("\n")).strip()


def clean_line(value: str | None) -> str | None:
    """Text of one line, spaces made single."""
    text = clean_text(value)
    return None if text is None else " ".join(text.split())


def _is_plain(sign: str) -> bool:
    if sign in INVISIBLE or sign in DIRECTIONS:
        return False
    return unicodedata.category(sign) not in ("Cc", "Cs", "Co", "Cn")


class Needed:
    """The field must hold something.

    It sets no `required`: browsers colour such a field as wrong, and screen readers call it so,
    before anybody typed.
    """

    def __init__(self, message: Any) -> None:
        self.message = message

    def __call__(self, _form: Form, field: Any) -> None:
        """Refuse an empty field with words that say what to fill in."""
        if not field.data:
            raise StopValidation(str(self.message))


class Free:
    """The field may stay empty."""

    field_flags = {"optional": True}  # noqa: RUF012 - WTForms reads it so

    def __call__(self, _form: Form, field: Any) -> None:
        """End the judging of an empty field; keep the fault of one that could not be read."""
        raw = field.raw_data[0] if field.raw_data else ""
        if not field.data and not (isinstance(raw, str) and raw.strip()):
            field.errors = []
            raise StopValidation


class AtMost:
    """The field holds at most so many characters."""

    def __init__(self, length: int) -> None:
        self.length = length
        self.field_flags = {"maxlength": length} if length <= LINE else {}

    def __call__(self, _form: Form, field: Any) -> None:
        """Tell how much is too much."""
        used = len(field.data or "")
        if used > self.length:
            raise StopValidation(
                _(
                    "Use at most %(most)s characters. You now have %(used)s.",
                    most=self.length,
                    used=used,
                )
            )


class AtLeast:
    """The field says something: so many characters at least."""

    def __init__(self, length: int, message: Any) -> None:
        self.length, self.message = length, message

    def __call__(self, _form: Form, field: Any) -> None:
        """Refuse a word or two, with words that say what to fill in."""
        if len(field.data or "") < self.length:
            raise StopValidation(str(self.message))


class OneOf:
    """The field holds one of its choices, or several of them."""

    def __init__(self, message: Any) -> None:
        self.message = message

    def __call__(self, _form: Form, field: Any) -> None:
        """Refuse nothing chosen, and what is not among the choices."""
        known = {value for value, *_rest in field.iter_choices()}
        chosen = field.data if isinstance(field.data, list) else [field.data]
        if not chosen or any(value not in known for value in chosen):
            raise StopValidation(str(self.message))


def check_email(_form: Form, field: Any) -> None:
    """An address mail can be sent to; whether it exists is for the code to find out."""
    try:
        found = validate_email(field.data, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        raise ValidationError(_("Fill in an e-mail address, such as name@example.com.")) from None
    field.data = found.ascii_email or found.normalized


def check_phone(_form: Form, field: Any) -> None:
    """Digits, with the signs people put between them."""
    digits = re.sub(r"[\s()\-./]", "", field.data)
    if not re.fullmatch(r"\+?[0-9]{6,15}", digits):
        raise ValidationError(_("Fill in a telephone number with digits, such as 0612345678."))


def check_postcode(_form: Form, field: Any) -> None:
    """Four digits and two letters."""
    if not postcode.is_valid(field.data):
        raise ValidationError(_("Fill in four digits and two letters, such as 1234 AB."))
    field.data = postcode.validate(field.data)


def check_bsn(_form: Form, field: Any) -> None:
    """Nine digits that pass the test with eleven."""
    if not bsn.is_valid(field.data):
        raise ValidationError(
            _("This is not a citizen service number. Check the nine digits on your letter or card.")
        )
    field.data = bsn.compact(field.data)


def holds_bsn(text: str) -> bool:
    """Whether something in the text could be a citizen service number."""
    return any(bsn.is_valid(found) for found in NINE_DIGITS.findall(text))


def read_date(day: str, month: str, year: str) -> date | None:
    """The date in three boxes; None when there is no such day."""
    if not all(re.fullmatch(r"[0-9]{1,4}", part or "") for part in (day, month, year)):
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
