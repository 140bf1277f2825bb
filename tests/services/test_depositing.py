"""Files of documents: a name for each kind, and bytes that are gone when nobody needs them."""

from portal.files import FileStore
from portal.law.mandatory import LetterKind
from portal.models.document import DocumentKind
from portal.services import depositing
from tests.services import stories


def test_every_kind_of_document_has_a_file_name_of_its_own():
    assert set(depositing.FILE_NAME) == set(LetterKind)
    names = [*depositing.FILE_NAME.values(), *depositing.OTHER_NAME.values()]
    assert len(set(names)) == len(names)
    assert set(depositing.OTHER_NAME) == {DocumentKind.REPORT, DocumentKind.DATA}


def test_data_are_stored_as_what_they_are(sqlite_database, tmp_path):
    files = FileStore(tmp_path)
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        for kind in (DocumentKind.REPORT, DocumentKind.DATA):
            key, name = files.put(kind.encode()), depositing.name_of(case, kind)
            made = depositing.store(session, case, kind, name, key, kind.encode(), stories.NOW)
            assert made.name.startswith(case.reference)
            assert made.media_type.endswith(made.name.rpartition(".")[2])
            assert made.released_at == stories.NOW


def test_what_is_discarded_is_gone(tmp_path):
    files = FileStore(tmp_path)
    keys = [files.put(b"one"), files.put(b"two")]
    depositing.discard(files, keys)
    assert not any(path.is_file() for path in tmp_path.rglob("*"))
