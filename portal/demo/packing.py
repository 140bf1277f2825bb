"""Files that hold files, such as DOCX and XLSX: the same bytes each time."""

import io
import zipfile
from collections.abc import Mapping

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def pack(parts: Mapping[str, str]) -> bytes:
    """Pack parts of XML, without the moment at which that was done.

    Args:
        parts: XML without its first line, by name.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in parts.items():
            entry = zipfile.ZipInfo(name)  # in 1980
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, HEAD + xml)
    return made.getvalue()
