"""What an expert fills in with each answer."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import MultipleFileField
from werkzeug.datastructures import FileStorage
from wtforms import Field, RadioField, StringField, TextAreaField, ValidationError

from portal.language.words import local_date
from portal.models.expert import ExpertAnswer
from portal.papers.kinds import kind_of
from portal.papers.problems import Problem, Unreadable
from portal.services.exhibits import Document, named
from portal.services.replying import Reply
from portal.services.viewings import ToSee
from portal.web.fields import DayField
from portal.web.page import now
from portal.web.typed import (
    LINE,
    TEXT,
    AtMost,
    Free,
    Needed,
    OneOf,
    PlainForm,
    clean_line,
    clean_text,
)

OVERVIEW = 40_000
BEGIN = 4_096  # bytes that tell what a file is
MOST_FILES = 20
PLACE = {"table": -1, "note": 1, "copies": 2}
LONGEST_HOLD = timedelta(days=366)


def _check_file(file: FileStorage) -> None:
    """A file that can be read, as far as its beginning tells: who sent it is still here to mend it.

    Raises:
        ValidationError: it is empty, or of a kind that nobody can put into a letter.
    """
    begin = file.stream.read(BEGIN)
    file.stream.seek(0)
    name = named(file.filename or "")
    if not begin:
        raise ValidationError(_("The file %(name)s is empty. Choose it again.", name=name))
    try:
        kind_of(begin)
    except Unreadable as error:
        if error.problem is Problem.UNSUPPORTED:
            raise ValidationError(
                _(
                    "We cannot read %(name)s. Save it as PDF. Is it film or sound? "
                    "Then choose that the person may come and see it.",
                    name=name,
                )
            ) from None


class AnswerForm(PlainForm):
    """What every answer has: a note, and whether copies are left."""

    note = TextAreaField(
        _l("Do you want to tell the handler something?"),
        description=_l("Only the handler reads this."),
        filters=[clean_text],
        validators=[Free(), AtMost(TEXT)],
    )
    copies = RadioField(
        _l("Do you have copies of your own?"),
        description=_l(
            "Think of downloads, mails and prints that you made for this question. "
            "The file itself stays where it is."
        ),
        choices=[
            ("gone", _l("No, I have no copies")),
            ("later", _l("Yes, I will delete them")),
        ],
        validators=[OneOf(_l("Tell whether you have copies."))],
        validate_choice=False,
    )

    def __iter__(self) -> Iterator[Field]:
        """The fields in the order of the page: what belongs to the answer goes first."""
        return iter(sorted(super().__iter__(), key=lambda field: PLACE.get(field.short_name, 0)))

    def reply(self, answer: ExpertAnswer) -> Reply:
        """What was filled in, as the service takes it."""
        table = self._fields.get("table")
        return Reply(
            answer,
            copies_gone=self.copies.data == "gone",
            note=self.note.data or "",
            table=str(table.data or "") if table else "",
            **self.own(),
        )

    def own(self) -> dict[str, Any]:
        """What this answer has besides."""
        return {}


class CannotForm(AnswerForm):
    """The expert knows nothing of it, or could not do it: why, and who can."""

    note = TextAreaField(
        _l("Why not?"),
        description=_l("And who can help us? Only the handler reads this."),
        filters=[clean_text],
        validators=[Needed(_l("Tell why not, in a few words.")), AtMost(TEXT)],
    )


class OverviewForm(AnswerForm):
    """What there is, typed."""

    overview = TextAreaField(
        _l("What do you have about this person?"),
        description=_l(
            "Write down what it says: the person gets to read this. "
            "Leave nothing out, and name others only where the file names them."
        ),
        filters=[clean_text],
        validators=[Needed(_l("Write down what you have.")), AtMost(OVERVIEW)],
    )

    def own(self) -> dict[str, Any]:
        """The text."""
        return {"overview": self.overview.data}


class FilesForm(AnswerForm):
    """Files to send."""

    files = MultipleFileField(
        _l("Which files?"),
        description=_l(
            "PDF, Word, photos or text; at most %(number)s, together 60 megabytes. "
            "Send them whole: the handler looks at what concerns others.",
            number=MOST_FILES,
        ),
    )

    def validate_files(self, field: MultipleFileField) -> None:
        """Some files, not too many, none of them empty."""
        chosen = [each for each in field.data or () if each]
        if not chosen:
            raise ValidationError(_("Choose one or more files."))
        if len(chosen) > MOST_FILES:
            raise ValidationError(_("Choose at most %(number)s files.", number=MOST_FILES))
        for each in chosen:
            _check_file(each)
        field.data = chosen

    def own(self) -> dict[str, Any]:
        """The files."""
        return {
            "documents": tuple(
                Document(each.filename or "", each.stream.read(), each.mimetype)
                for each in self.files.data
            )
        }


class SeeForm(PlainForm):
    """What the person may come and see."""

    what = TextAreaField(
        _l("What can the person see?"),
        description=_l("For example: camera images of 3 March, 14 to 15 hours, main entrance."),
        filters=[clean_text],
        validators=[Needed(_l("Tell what there is to see.")), AtMost(TEXT)],
    )
    where = TextAreaField(
        _l("Where, and when?"),
        description=_l("The address, and the days and hours on which it can be done."),
        filters=[clean_text],
        validators=[Needed(_l("Tell where and when it can be seen.")), AtMost(TEXT)],
    )
    contact = StringField(
        _l("Whom can the person call or mail for an appointment?"),
        description=_l("A department with a telephone number or e-mail address."),
        filters=[clean_line],
        validators=[Needed(_l("Tell whom the person can call or mail.")), AtMost(LINE)],
    )
    hold_until = DayField(
        _l("Until which day do you keep it for this?"),
        description=_l("Only if it would be deleted by itself, such as camera images."),
        validators=[Free()],
    )

    def validate_hold_until(self, field: DayField) -> None:
        """A day that can still come."""
        today = local_date(now())
        if field.data and not today < field.data <= today + LONGEST_HOLD:
            raise ValidationError(_("Fill in a day after today, within a year."))

    def to_see(self) -> ToSee:
        """What was filled in."""
        return ToSee(
            self.what.data or "",
            self.where.data or "",
            self.contact.data or "",
            self.hold_until.data,
        )


class ViewingForm(AnswerForm, SeeForm):
    """An appointment as an answer."""

    def own(self) -> dict[str, Any]:
        """The appointment."""
        return {"to_see": self.to_see()}


FORMS: dict[ExpertAnswer, type[AnswerForm]] = {
    ExpertAnswer.OVERVIEW: OverviewForm,
    ExpertAnswer.FILES: FilesForm,
    ExpertAnswer.VIEWING: ViewingForm,
    ExpertAnswer.CANNOT_SAY: CannotForm,
    ExpertAnswer.NOT_DONE: CannotForm,
}
WITH_TABLE = (ExpertAnswer.OVERVIEW, ExpertAnswer.FILES, ExpertAnswer.VIEWING)


def form_for(
    answer: ExpertAnswer,
    tables: list[tuple[str, str]],
    typed: Any = None,
    data: dict[str, Any] | None = None,
) -> AnswerForm:
    """The form of an answer.

    Parameters:
        tables: the kinds of data to choose from; none when there is nothing to choose.
        typed: what was sent.
        data: what to begin with.
    """
    kind = FORMS.get(answer, AnswerForm)
    if tables and answer in WITH_TABLE:
        choice = RadioField(
            _l("What kind of data is it?"),
            description=_l("So our answer to the person calls it."),
            choices=tables,
            validators=[OneOf(_l("Choose what kind of data it is."))],
            validate_choice=False,
        )
        kind = type(kind.__name__, (kind,), {"table": choice})
    return kind(typed, data=data)
