"""The connectors there are; a new one is a file here and a line below."""

from portal.sources.connector import Connector
from portal.sources.csv_file import CsvConnector
from portal.sources.database import DatabaseConnector
from portal.sources.excel import ExcelConnector
from portal.sources.folder import FolderConnector
from portal.sources.helsinki import HelsinkiConnector
from portal.sources.http_pull import HttpConnector
from portal.sources.orders import Executor
from portal.sources.sqlite import SqliteConnector

CONNECTORS: dict[str, Connector] = {
    connector.id: connector
    for connector in (
        SqliteConnector(),
        CsvConnector(),
        ExcelConnector(),
        DatabaseConnector(),
        FolderConnector(),
        HttpConnector(),
        HelsinkiConnector(),
    )
}

EXECUTORS: dict[str, Executor] = {
    HttpConnector.id: HttpConnector(),
    HelsinkiConnector.id: HelsinkiConnector(),
}
"""Those that can also tell their system to do something with its data."""
