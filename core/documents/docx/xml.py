"""Word's XML in small pieces: every document is a long string of these, parsed once."""

from core.documents.cleaning import attribute, escape

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
W = f"{{{NAMESPACES['w']}}}"
TWIPS_PER_CM = 567
EMU_PER_CM = 360_000


def run(text: str, properties: str = "") -> str:
    """A run of text; its line breaks stay."""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in escape(text).split("\n"))
    return f"<w:r>{_run_properties(properties)}{lines}</w:r>"


def paragraph(style: str, content: str, properties: str = "") -> str:
    """A paragraph in a style, given by its id."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def field(instruction: str, result: str, properties: str = "") -> str:
    """A field with the result that it has now."""
    shown = f'<w:r>{_run_properties(properties)}<w:t xml:space="preserve">{escape(result)}</w:t></w:r>'
    return field_begin(instruction, properties) + shown + FIELD_END


def field_begin(instruction: str, properties: str = "") -> str:
    """The beginning of a field whose result spans paragraphs; `FIELD_END` closes it."""
    kept = _run_properties(properties)
    return (
        f'<w:r>{kept}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{kept}<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        f'<w:r>{kept}<w:fldChar w:fldCharType="separate"/></w:r>'
    )


FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _run_properties(properties: str) -> str:
    return f"<w:rPr>{properties}</w:rPr>" if properties else ""


def colour(value: str) -> str:
    """A run's colour, from `#rrggbb`."""
    return f'<w:color w:val="{value.lstrip("#").upper()}"/>'


__all__ = [
    "DECLARED",
    "EMU_PER_CM",
    "FIELD_END",
    "NAMESPACES",
    "TWIPS_PER_CM",
    "W",
    "attribute",
    "colour",
    "escape",
    "field",
    "field_begin",
    "paragraph",
    "run",
]
