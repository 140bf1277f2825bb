"""Profiles from folders: the five, a sixth, and all mistakes at once."""

import pytest

from portal.organisations.loading import (
    BUILT_IN,
    ProfileError,
    ProfileErrors,
    load_all,
    load_organisation,
)
from portal.organisations.organisation import AUTHORITY
from tests.organisations.sample import PROFILE, changed, mistakes_in, write


def test_a_sixth_profile_in_a_folder_works_beside_the_five(tmp_path):
    write(tmp_path)
    organisations = load_all(BUILT_IN, tmp_path)
    assert len(organisations) == 6
    sixth = organisations["huis"]
    assert sixth.brand.logo_path == tmp_path / "huis" / "logo.svg"
    assert sixth.source("keys").tables[0].ways()[1] == (
        ("name", "full_name"),
        ("birth_date", "born"),
    )


def test_the_complaint_path_ends_with_the_ap(tmp_path):
    path = load_organisation(write(tmp_path)).complaint_path
    assert [step.name.nl for step in path] == ["Chef", "Autoriteit Persoonsgegevens (AP)"]
    assert path[-1] is AUTHORITY


def test_all_mistakes_are_told_at_once_in_the_order_of_their_keys(tmp_path):
    changes = [
        ('address_form = "je"', 'address_form = "zij"'),
        ('accent = "#104060"', 'accent = "#ffffff"'),
        ('email = "info@huis.example"', 'email = "info"'),
        ('activity = "living"', 'activity = "leaving"'),
        ('id = "living"', 'id = "living"\ncolour = "red"'),
    ]
    assert list(mistakes_in(write(tmp_path, changed(*changes)))) == [
        "activities[0].colour",
        "activities[0].source_systems[0]",
        "address_form",
        "brand.accent",
        "contact.email",
        "sources[0].tables[0].activity",
    ]


def test_the_mistakes_of_all_files_are_told(tmp_path):
    write(tmp_path, changed(('address_form = "je"', "")), "one.toml")
    write(tmp_path, changed(("second_approver = false", "")), "two.toml")
    with pytest.raises(ProfileErrors) as found:
        load_all(tmp_path)
    assert [(error.file, error.key) for error in found.value.errors] == [
        (str(tmp_path / "one.toml"), "address_form"),
        (str(tmp_path / "two.toml"), "second_approver"),
    ]
    assert f"{tmp_path / 'one.toml'}: address_form: is missing" in str(found.value)


def test_two_profiles_never_share_a_slug_or_prefix(tmp_path):
    write(tmp_path)
    write(tmp_path, name="other.toml")
    with pytest.raises(ProfileErrors) as found:
        load_all(tmp_path)
    first, other = tmp_path / "huis.toml", tmp_path / "other.toml"
    assert found.value.errors == (
        ProfileError(str(other), "slug", f'"huis" is used by {first} already; choose another'),
        ProfileError(
            str(other), "reference_prefix", f'"HU" is used by {first} already; choose another'
        ),
    )


def test_the_same_folder_twice_is_no_mistake(tmp_path):
    write(tmp_path)
    assert list(load_all(tmp_path, tmp_path)) == ["huis"]


def test_a_folder_that_is_not_there_is_a_mistake(tmp_path):
    with pytest.raises(ProfileErrors, match="does not exist"):
        load_all(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        ('a = "b"\nslug = huis\n', "line 2", "is not valid TOML: Invalid value, at column 8"),
        ('slug = "huis', "end of file", "is not valid TOML"),
        (PROFILE + 'slug = "a"\n[contact]\n', "line", "is not valid TOML"),
    ],
)
def test_wrong_toml_is_told_with_its_line(tmp_path, text, key, reason):
    ((found, why),) = mistakes_in(write(tmp_path, text)).items()
    assert found.startswith(key)
    assert reason in why


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    assert "No such file" in mistakes_in(tmp_path / "none.toml")["file"]
    path = tmp_path / "latin.toml"
    path.write_bytes('slug = "caf\xe9"'.encode("latin-1"))
    assert "UTF-8" in mistakes_in(path)["file"]


def test_an_empty_file_names_all_it_misses(tmp_path):
    found = mistakes_in(write(tmp_path, ""))
    assert {"slug", "activities", "brand", "request_retention", "contact"} <= found.keys()
    assert all(reason.startswith("is missing; add ") for reason in found.values())
