"""The styles of a template by name; what a consultancy's own template lacks is lent by the house's."""

from copy import deepcopy
from typing import Any

from docx.document import Document as Doc

from core.documents.docx.house_styles import REQUIRED
from core.documents.docx.xml import W


class StyleNames:
    """A style's id by its name, whatever the template calls it inside."""

    def __init__(self, document: Doc, house: Doc) -> None:
        self._root: Any = document.styles.element
        self._house = {_name(style): style for style in house.styles.element.findall(f"{W}style")}
        self._ids = {_name(style): str(style.get(f"{W}styleId")) for style in self._root.findall(f"{W}style")}
        self.lent = tuple(name for name in REQUIRED if self._lend(name.lower()))
        self.numbered = self._chapters_have("numPr")  # the template numbers chapters by the style of their headings
        self.breaking = self._chapters_have("pageBreakBefore")  # and begins each on a page of its own

    def __getitem__(self, name: str) -> str:
        return self._ids[name.lower()]

    def _lend(self, name: str) -> bool:
        """Copy a style of the house, unless the template has one of that name."""
        if name in self._ids:
            return False
        lent = deepcopy(self._house[name])
        taken = set(self._ids.values())
        style_id = str(lent.get(f"{W}styleId"))
        while style_id in taken:
            style_id += "Hf"
        lent.set(f"{W}styleId", style_id)
        self._unbind(lent)
        self._root.append(lent)
        self._ids[name] = style_id
        return True

    def _unbind(self, style: Any) -> None:
        """Point to the template's own basis; numbering belongs to the house's lists and stays there."""
        for tag in ("basedOn", "next"):
            for link in style.findall(W + tag):
                named = {str(each.get(f"{W}styleId")): name for name, each in self._house.items()}[link.get(f"{W}val")]
                if named in self._ids:
                    link.set(f"{W}val", self._ids[named])
                else:
                    style.remove(link)
        for numbering in list(style.iter(f"{W}numPr")):
            numbering.getparent().remove(numbering)

    def _chapters_have(self, tag: str) -> bool:
        chapter = next(style for style in self._root.findall(f"{W}style") if _name(style) == "heading 1")
        return chapter.find(f"{W}pPr/{W}{tag}") is not None


def _name(style: Any) -> str:
    return str(style.find(f"{W}name").get(f"{W}val")).lower()
