"""Renders one document in a process of its own; run by `rendering`.

It imports nothing of the portal but what it gives up. It reads one JSON order from standard input
and writes the PDF to standard output. Before the HTML is read it gives up memory, time, the
network, the right to start programs, and every file but its own libraries, folder and fonts.
"""

import base64
import gc
import importlib
import io
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from portal.confinement import confine

EXIT_TOO_LARGE = 3
PDF_UA = """<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of PDF/UA that the document follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF>"""


def readable(html: str, fonts: Path) -> str:
    """Write characters that no font of ours can draw as [U+4E2D].

    A PDF/A may not hold a character without a drawing; leaving it out would change the data.
    """
    rare = {character for character in set(html) if ord(character) > 0x17F}
    if not rare:
        return html
    from fontTools.ttLib import TTFont

    drawable: set[int] = set()
    for path in sorted(fonts.glob("*.ttf")):
        drawable |= TTFont(path, lazy=True).getBestCmap().keys()
    return html.translate({ord(c): f"[U+{ord(c):04X}]" for c in rare if ord(c) not in drawable})


def boxes(document: Any) -> Iterator[Any]:
    """Every box on every page, with what absolute positioning hides."""
    for page in document.pages:
        for box in page._page_box.descendants(placeholders=True):
            yield getattr(box, "_box", box)


def finish(document: Any, pdf: Any) -> None:
    """Add what PDF/UA asks and WeasyPrint leaves out: its mark, scopes, link texts, languages."""
    import pydyf

    for box in boxes(document):
        if (mark := getattr(box, "mark", None)) is not None:
            if box.element_tag == "th":
                scope = "/Row" if box.element.get("scope") == "row" else "/Column"
                mark["A"]["Scope"] = scope
            if lang := box.element.get("lang"):
                mark["Lang"] = pydyf.String(lang)
        if (link := getattr(box, "link_annotation", None)) is not None:
            text = " ".join("".join(box.element.itertext()).split())
            link["Contents"] = pydyf.String(text or "link")
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.extra.get("Subtype") == "/XML":
            xmp = b"".join(item.stream).replace(b"</rdf:RDF>", PDF_UA.encode())
            item.stream = [xmp]


def render(order: dict[str, Any]) -> bytes:
    """The PDF that an order asks for."""
    import weasyprint
    from weasyprint.document import DocumentMetadata
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnAssets(URLFetcher):  # type: ignore[misc]
        """Knows what the order carries and refuses every other address, unread."""

        def fetch(self, url: str, *_headers: Any) -> Any:
            if (asset := order["assets"].get(url)) is None:
                raise ValueError("refused: not an asset of this document")
            media_type, body = asset
            return URLFetcherResponse(url, base64.b64decode(body), {"Content-Type": media_type})

    moment = datetime.fromisoformat(order["created"]).astimezone(UTC)
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    fetcher = OwnAssets(allowed_protocols=(), allow_redirects=False)
    html = readable(order["html"], Path(order["fonts"]))
    source = weasyprint.HTML(string=html, url_fetcher=fetcher)
    document = source.render(pdf_variant="pdf/a-3a", pdf_tags=True)
    document.metadata = DocumentMetadata(
        title=order["title"],
        authors=[order["author"]],
        generator="Rechtenloket",
        created=stamp,
        modified=stamp,
        lang=order["language"],
    )
    attachments = [
        weasyprint.Attachment(
            file_obj=io.BytesIO(base64.b64decode(attached["body"])),
            name=attached["name"],
            description=attached["description"],
            created=moment,
            modified=moment,
            relationship="Data",
        )
        for attached in order["attachments"]
    ]
    result: bytes = document.write_pdf(
        finisher=finish,
        attachments=attachments,
        pdf_identifier=order["identifier"].encode(),
        pdf_variant="pdf/a-3a",
    )
    return result


def prepare() -> None:
    """Import what documents need, once for many."""
    for name in ("fontTools.ttLib", "pydyf", "weasyprint"):
        importlib.import_module(name)


def main() -> int:
    """Render the order on standard input; returns the exit status."""
    gc.disable()  # one document and out: a fifth faster, and the memory limit still stands
    order = json.load(sys.stdin.buffer)
    confine(order["memory"], order["seconds"], reads=[order["fonts"]], writes=[Path.cwd()])
    try:
        result = render(order)
    except MemoryError:
        return EXIT_TOO_LARGE
    sys.stdout.buffer.write(result)
    sys.stdout.buffer.flush()
    return 0
