"""The whole portal put together: a sixth organisation needs no code, a broken profile no start."""

import shutil

import pytest

from portal.factory import create_app
from portal.organisations.loading import BUILT_IN, ProfileErrors
from portal.settings import ROOT
from tests.web.conftest import make_settings


def _sixth(folder, **changes: str) -> None:
    text = (BUILT_IN / "burojij.toml").read_text()
    for old, new in {
        'slug = "burojij"': 'slug = "zesde"',
        'reference_prefix = "BJJ"': 'reference_prefix = "ZES"',
        'name.nl = "BuroJIJ"': 'name.nl = "Bureau Zes"',
        **changes,
    }.items():
        text = text.replace(old, new, 1)
    (folder / "zesde.toml").write_text(text)
    shutil.copytree(ROOT / "static" / "brand" / "burojij", folder / "zesde")


def test_a_sixth_organisation_works_without_code(tmp_path, sqlite_url, queue):
    folder = tmp_path / "profiles"
    folder.mkdir()
    _sixth(folder)
    settings = make_settings(tmp_path / "data", sqlite_url, PORTAL_PROFILES=str(folder))
    app = create_app(settings, queue)
    client = app.test_client()
    assert len(app.extensions["portal"].organisations) == 6
    for path in ("/zesde/", "/zesde/privacyverklaring", "/zesde/huisstijl.css", "/zesde/beeldmerk"):
        assert client.get(path).status_code == 200, path
    assert "Bureau Zes" in client.get("/").text
    app.extensions["portal"].database.close()


def test_a_broken_profile_stops_the_start_with_file_and_key(tmp_path, sqlite_url, queue):
    folder = tmp_path / "profiles"
    folder.mkdir()
    _sixth(folder, **{'address_form = "je"': 'address_form = "jij"'})
    settings = make_settings(tmp_path / "data", sqlite_url, PORTAL_PROFILES=str(folder))
    with pytest.raises(ProfileErrors, match=r"zesde\.toml: address_form"):
        create_app(settings, queue)


def test_styles_travel_compressed_and_pages_do_not(tmp_path, sqlite_url, queue):
    app = create_app(make_settings(tmp_path / "data", sqlite_url), queue)
    client = app.test_client()
    accepted = {"Accept-Encoding": "gzip, br, zstd"}
    style = client.get("/static/css/portal.css", headers=accepted)
    page = client.get("/", headers=accepted)
    assert style.headers["Content-Encoding"] in ("br", "zstd")
    assert "Content-Encoding" not in page.headers
    app.extensions["portal"].database.close()
