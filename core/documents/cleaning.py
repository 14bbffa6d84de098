"""Characters that no XML file may hold are left out before anything is written."""

import re
from xml.sax.saxutils import escape as _escape
from xml.sax.saxutils import quoteattr

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]|[\ud800-\udfff]")
_BREAKS = re.compile("\r\n?|[\x85\u2028\u2029]")


def clean(text: str) -> str:
    """The text without illegal characters, line breaks as newlines, tabs as spaces."""
    if text.isprintable():  # most are, and this costs nothing
        return text
    return _ILLEGAL.sub("", _BREAKS.sub("\n", text).replace("\t", " "))


def escape(text: str) -> str:
    """The text as XML content."""
    return _escape(clean(text))


def attribute(text: str) -> str:
    """The text as a quoted XML attribute."""
    return quoteattr(clean(text).replace("\n", " "))
