"""Which record a printed text comes from: bookmarks in the text and a map of them inside the file, so comments find their way back."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from docx.document import Document as Doc
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from core.blocks import Anchor
from core.documents.cleaning import attribute, clean

NAMESPACE = "urn:holdfast:export:1"
_ITEM_ID = "{6B1F6D2C-3A53-4C0E-9B60-7F5A0C1E4D01}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"


@dataclass(frozen=True)
class Anchored:
    """A text of a record as it was printed."""

    bookmark: str
    anchor: Anchor
    sha: str


def bookmark_of(anchor: Anchor, repeated: int = 0) -> str:
    """The bookmark's name: the same in every export of the same field; a repeated one gets a suffix."""
    spelled = f"{anchor.table}:{anchor.record_id}:{anchor.field}"
    name = "hf_" + hashlib.sha1(spelled.encode(), usedforsecurity=False).hexdigest()[:12]
    return f"{name}_{repeated + 1}" if repeated else name


def sha_of(text: str) -> str:
    """The fingerprint of a printed text."""
    return hashlib.sha256(clean(text).encode()).hexdigest()[:16]


def attach_map(document: Doc, anchored: Iterable[Anchored], about: dict[str, str]) -> None:
    """Put the map into the file as a custom XML part; `about` says which export it is."""
    spelled = cache(attribute)  # few names, thousands of texts
    rows = "".join(
        f'<hf:text bookmark="{each.bookmark}" table={spelled(each.anchor.table)} record="{each.anchor.record_id}" '
        f'field={spelled(each.anchor.field)} sha="{each.sha}"/>'
        for each in anchored
    )
    head = "".join(f" {name}={attribute(value)}" for name, value in about.items())
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><hf:export xmlns:hf="{NAMESPACE}"{head}>{rows}</hf:export>'
    properties = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="no"?><ds:datastoreItem ds:itemID="{_ITEM_ID}" '
        f'xmlns:ds="{_OFFICE}/customXml"><ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    package = document.part.package
    taken = {str(part.partname) for part in package.iter_parts()}
    number = next(n for n in range(1, 1000) if f"/customXml/item{n}.xml" not in taken and f"/customXml/itemProps{n}.xml" not in taken)
    item = Part(PackURI(f"/customXml/item{number}.xml"), "application/xml", xml.encode(), package)
    of_item = Part(
        PackURI(f"/customXml/itemProps{number}.xml"),
        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
        properties.encode(),
        package,
    )
    item.relate_to(of_item, f"{_OFFICE}/relationships/customXmlProps")
    document.part.relate_to(item, f"{_OFFICE}/relationships/customXml")
