"""The file itself: the body goes in as the text that it already is, and what is compressed is not compressed again."""

import zipfile
from io import BytesIO
from typing import Any

from docx.document import Document as Doc
from docx.opc.packuri import PackURI
from docx.opc.pkgwriter import PackageWriter
from docx.oxml import parse_xml

from core.documents.docx.xml import DECLARED

EFFORT = 3  # of 9: half the time of the usual 6 for a file a tenth larger
PACKED = (".png", ".jpg", ".jpeg", ".gif", ".xlsx")
_EMPTY = f"<w:body {DECLARED}/>"


def packed(document: Doc, body: str) -> bytes:
    """The document with that body as a file. To parse the body only to write it again would take a sixth of all the time."""
    main: Any = document.part
    root: Any = document.element
    root.replace(root.body, parse_xml(_EMPTY))
    package: Any = main.package
    for part in package.parts:
        part.before_marshal()
    target = _Zip(main.partname, body)
    writer: Any = PackageWriter
    writer._write_content_types_stream(target, package.parts)
    writer._write_pkg_rels(target, package.rels)
    writer._write_parts(target, package.parts)
    return target.finished()


class _Zip:
    """What the library's writer writes to."""

    def __init__(self, main: PackURI, body: str) -> None:
        self._main, self._body = main, body
        self._bytes = BytesIO()
        self._zip = zipfile.ZipFile(self._bytes, "w", zipfile.ZIP_DEFLATED, compresslevel=EFFORT)

    def write(self, uri: PackURI, blob: bytes) -> None:
        """A part."""
        if uri == self._main:
            blob = _with_body(blob, self._body)
        self._zip.writestr(uri.membername, blob, zipfile.ZIP_STORED if uri.membername.endswith(PACKED) else None)

    def finished(self) -> bytes:
        """All of it."""
        self._zip.close()
        return self._bytes.getvalue()


def _with_body(blob: bytes, body: str) -> bytes:
    """The main part, its empty body filled."""
    before, found, after = blob.rpartition(b"<w:body")
    assert found, "the main part has no body"
    return b"".join((before, f"<w:body {DECLARED}>{body}</w:body>".encode(), after[after.index(b"/>") + 2 :]))
