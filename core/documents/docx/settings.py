"""A document's settings: today's Word, the language, its decimal sign, no prompts."""

from docx.document import Document as Doc
from docx.oxml import parse_xml

from core.documents.docx.xml import NAMESPACES, W

LOCALES = {"en": "en-GB", "ru": "ru-RU"}
DECIMAL_SIGNS = {"en": (".", ","), "ru": (",", ";")}
_WORD = "http://schemas.microsoft.com/office/word"
_COMPATIBLE = (
    "overrideTableStyleFontSizeAndJustification",
    "enableOpenTypeFeatures",
    "doNotFlipMirrorIndents",
    "differentiateMultirowTableHeaders",
)


def settings_xml(language: str) -> str:
    """The whole settings part."""
    compatible = "".join(f'<w:compatSetting w:name="{name}" w:uri="{_WORD}" w:val="1"/>' for name in _COMPATIBLE)
    decimal, separator = DECIMAL_SIGNS[language]
    return (
        f'<w:settings xmlns:w="{NAMESPACES["w"]}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f'<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="{_WORD}" w:val="15"/>{compatible}</w:compat>'
        f'<w:themeFontLang w:val="{LOCALES[language]}" w:eastAsia="zh-CN"/>'
        f'<w:decimalSymbol w:val="{decimal}"/><w:listSeparator w:val="{separator}"/></w:settings>'
    )


def speak(document: Doc, language: str) -> None:
    """Set a document's language wherever Word looks for it, and its compatibility to today's Word."""
    locale = LOCALES[language]
    for properties in document.styles.element.iter(f"{W}rPr"):
        for lang in properties.findall(f"{W}lang"):
            properties.remove(lang)
    defaults = document.styles.element.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    if defaults is not None:
        defaults.append(parse_xml(f'<w:lang xmlns:w="{NAMESPACES["w"]}" w:val="{locale}" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'))
    _settings(document, language)


def _settings(document: Doc, language: str) -> None:
    """Take over what a template lacks; what it sets for other reasons stays."""
    settings = document.settings.element
    wanted = {element.tag: element for element in parse_xml(settings_xml(language))}
    for tag in ("compat", "themeFontLang", "decimalSymbol", "listSeparator"):
        found = settings.find(W + tag)
        if found is not None:
            settings.replace(found, wanted[W + tag])
        elif tag == "compat":
            settings.append(wanted[W + tag])
    for tag in ("updateFields", "attachedTemplate", "rsids"):
        for element in settings.findall(W + tag):
            settings.remove(element)
