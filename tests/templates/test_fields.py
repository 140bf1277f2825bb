"""The macros of form fields: what a screen reader hears belongs to what the eye sees."""

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader
from lxml import html
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    Form,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    validators,
)

TEMPLATES = Path(__file__).parents[2] / "templates"
HOSTILE = '"><script>alert(1)</script>{{ 7*7 }}'


class Question(Form):
    """A form with a field of each shape."""

    email = StringField(
        "E-mail",
        [validators.InputRequired("Fill in an address")],
        description="For the answer",
        render_kw={"autocomplete": "email"},
    )
    postcode = StringField("Postcode", [validators.Optional()])
    scope = RadioField(
        "How much?",
        [validators.InputRequired("Choose one")],
        choices=[SelectChoice("all", "All"), SelectChoice("part", "A part")],
    )
    kind = SelectField("Kind", choices=[SelectChoice("a", "A"), SelectChoice("b", "B")])
    agreed = BooleanField("I agree", [validators.InputRequired("Tick the box")])


@pytest.fixture(scope="module")
def render():
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, extensions=["jinja2.ext.i18n"]
    )
    environment.install_null_translations(newstyle=True)
    fields = environment.get_template("shared/fields.html").module

    def rendered(macro: str, *arguments, **options):
        return html.fromstring(f"<div>{getattr(fields, macro)(*arguments, **options)}</div>")

    return rendered


@pytest.fixture
def sent():
    form = Question(MultiDict({"postcode": HOSTILE, "kind": "a"}))
    form.validate()
    return form


def test_a_field_has_its_label_hint_and_no_error_before_it_is_sent(render):
    field = render("field", Question().email)
    control = field.find(".//input")
    assert field.find(".//label").get("for") == control.get("id")
    assert control.get("aria-describedby") == "email-hint"
    assert control.get("autocomplete") == "email"
    assert control.get("aria-invalid") is None
    assert field.find(".//*[@id='email-hint']").text == "For the answer"


def test_a_wrong_field_names_its_hint_and_its_error(render, sent):
    field = render("field", sent.email)
    control = field.find(".//input")
    assert control.get("aria-describedby").split() == ["email-hint", "email-error"]
    assert control.get("aria-invalid") == "true"
    error = field.find(".//*[@id='email-error']").text_content()
    assert " ".join(error.split()) == "Error: Fill in an address"


def test_only_optional_fields_are_marked(render):
    assert "(optional)" in render("field", Question().postcode).text_content()
    assert "(optional)" not in render("field", Question().email).text_content()


def test_a_group_of_choices_is_a_fieldset_whose_legend_can_be_the_heading(render, sent):
    field = render("field", sent.scope, as_heading=True, hints={"all": "Takes longest"})
    assert field.find(".//fieldset/legend/h1").text == "How much?"
    assert field.find(".//fieldset").get("aria-describedby") == "scope-error"
    hinted = field.find(".//input[@value='all']")
    assert hinted.get("aria-describedby") == "scope-0-hint"
    assert field.find(".//*[@id='scope-0-hint']").text == "Takes longest"


def test_what_was_typed_comes_back_as_text(render, sent):
    field = render("field", sent.postcode)
    assert field.find(".//input").get("value") == HOSTILE
    assert field.find(".//script") is None


def test_the_summary_links_to_each_wrong_field_and_takes_the_focus(render, sent):
    summary = render("error_summary", sent)
    targets = [link.get("href") for link in summary.findall(".//a")]
    assert targets == ["#email", "#scope-0", "#agreed"]
    ids = {
        element.get("id")
        for name in ("email", "scope", "agreed")
        for element in render("field", sent[name]).iter()
    }
    assert {target[1:] for target in targets} <= ids
    assert summary.find("./div").get("autofocus") is not None


def test_a_form_without_faults_has_no_summary(render):
    assert not render("error_summary", Question()).findall("*")


def test_every_shape_has_one_label_for_one_control(render, sent):
    for name in ("email", "postcode", "kind", "agreed"):
        field = render("field", sent[name])
        assert [label.get("for") for label in field.findall(".//label")] == [name]
        assert len(field.xpath(".//input | .//select")) == 1
