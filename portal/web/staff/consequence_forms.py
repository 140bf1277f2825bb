"""What staff fill in about the consequences of a request."""

from collections.abc import Sequence

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField

from portal.language import terms
from portal.models.case import Case
from portal.models.consequence import Hold, NoticeState, RecipientNotice
from portal.services import holds, ledger
from portal.services.restrictions import SHORTEST_REASON
from portal.web.fields import Boxes, DayField
from portal.web.page import words
from portal.web.staff import following
from portal.web.typed import (
    LINE,
    TEXT,
    AtLeast,
    AtMost,
    Free,
    Needed,
    OneOf,
    PlainForm,
    clean_line,
    clean_text,
)

STOPPED, NOTHING = "stopped", "nothing"


class HoldForm(PlainForm):
    """What was done to keep the data."""

    done = RadioField(
        _l("What did you do?"),
        choices=[
            (STOPPED, _l("The deletion has been stopped")),
            (NOTHING, _l("There is nothing to keep, or it was kept in another way")),
        ],
        validators=[OneOf(_l("Choose what you did."))],
        validate_choice=False,
    )
    note = TextAreaField(
        _l("Who did what, and when?"),
        description=_l("Such as: Rob of facilities took the footage of 3 November aside."),
        filters=[clean_text],
        validators=[
            AtLeast(holds.SHORTEST_NOTE, _l("Write it down in at least ten characters.")),
            AtMost(TEXT),
        ],
    )


class LiftForm(PlainForm):
    """When and why a restriction ends."""

    day = DayField(
        _l("From which day may the data be used again?"),
        description=_l("At least a week and at most three months from now."),
        validators=[Needed(_l("Fill in a day, such as 18-12-2026."))],
    )
    reason = TextAreaField(
        _l("Why does the restriction end?"),
        description=_l("The person reads this in the letter, before the data are used again."),
        filters=[clean_text],
        validators=[
            AtLeast(
                SHORTEST_REASON,
                _l("Explain it in at least twenty characters: the person reads it."),
            ),
            AtMost(TEXT),
        ],
    )


class EndForm(PlainForm):
    """How the duty to tell one recipient ends."""

    how = RadioField(
        _l("What was done?"),
        choices=list(following.ENDS.items()),
        validators=[OneOf(_l("Choose what was done."))],
        validate_choice=False,
    )
    day = DayField(
        _l("Told on which day?"),
        description=_l("Only needed when they were told."),
        validators=[Free()],
    )
    reason = TextAreaField(
        _l("Why were they not told?"),
        description=_l("Only needed when they were not told. The person may read it."),
        filters=[clean_text],
        validators=[Free(), AtMost(TEXT)],
    )


class NoticeForm(PlainForm):
    """To whom the letter goes and, after a correction, what it says."""

    name = StringField(
        _l("Who gets the letter?"),
        description=_l("The organisation and department, not a name from the file."),
        filters=[clean_line],
        validators=[Needed(_l("Fill in who gets the letter.")), AtMost(LINE)],
    )
    address = TextAreaField(
        _l("Postal address"), filters=[clean_text], validators=[Free(), AtMost(LINE)]
    )
    what = StringField(
        _l("Which fact was corrected?"),
        description=_l("Such as: family name."),
        filters=[clean_line],
        validators=[Needed(_l("Fill in which fact was corrected.")), AtMost(LINE)],
    )
    new = TextAreaField(
        _l("What is it now?"),
        description=_l("Only what this recipient needs to correct it as well."),
        filters=[clean_text],
        validators=[Needed(_l("Fill in what it is now.")), AtMost(TEXT)],
    )

    needs_address = BooleanField(
        _l("This recipient needs the secret address"),
        description=_l(
            "The address is secret. Tick this only if nothing can be corrected without."
        ),
    )


class NeverForm(PlainForm):
    """Recipients to whom these data never went, several at once."""

    notices = Boxes(
        _l("To whom did these data never go?"),
        validators=[OneOf(_l("Choose at least one recipient."))],
    )
    why = TextAreaField(
        _l("How do you know?"),
        description=_l("Such as: no referral and no report in the file."),
        filters=[clean_text],
        validators=[
            AtLeast(ledger.SHORTEST_REASON, _l("Write it down in at least ten characters.")),
            AtMost(TEXT),
        ],
    )


class RecipientForm(PlainForm):
    """A recipient whom the register does not name."""

    part = SelectField(_l("For which change?"), validate_choice=False)
    name = StringField(
        _l("Another recipient"),
        description=_l("Such as a company that keeps these data for us."),
        filters=[clean_line],
        validators=[Needed(_l("Fill in who else got the data.")), AtMost(LINE)],
    )


def hold_form(hold: Hold, *, filled: bool) -> HoldForm:
    """The form of one hold."""
    prefix = f"hold{hold.id}-"
    return HoldForm(request.form, prefix=prefix) if filled else HoldForm(prefix=prefix)


def never_form(rows: Sequence[RecipientNotice], *, filled: bool) -> NeverForm:
    """The form to excuse several recipients at once: those who must still be told."""
    form = NeverForm(request.form) if filled else NeverForm()
    form.notices.choices = [
        (str(row.id), ledger.name_of(row, words().language))
        for row in rows
        if row.state is NoticeState.TO_TELL
    ]
    return form


def recipient_form(case: Case, *, filled: bool) -> RecipientForm:
    """The form to add a recipient, with the changes of which somebody may hear."""
    form = RecipientForm(request.form) if filled else RecipientForm()
    form.part.choices = [
        (str(part.id), terms.plain_right(words(), part.right))
        for part in ledger.changed_parts(case)
    ]
    return form
