"""Lists that several sections choose from."""

from core.column_types import Choice
from core.i18n import N_, _


class Evidence(Choice):
    """How sure an answer is, from strong to weak; nothing said is the weakest."""

    MEASURED = "measured", N_("measured")
    DOCUMENTED = "documented", N_("documented")
    SAID = "said", N_("said in a workshop")
    ASSUMED = "assumed", N_("our assumption")


class Channel(Choice):
    """Where a company and its customer meet."""

    SITE = "site", N_("Website")
    APP = "app", N_("Mobile app")
    EMAIL = "email", N_("Email")
    SMS = "sms", N_("SMS")
    PUSH = "push", N_("Push")
    MESSENGER = "messenger", N_("Messenger")
    CHATBOT = "chatbot", N_("Chat-bot")
    PHONE = "phone", N_("Phone")
    OFFICE = "office", N_("Shop or office")
    COURIER = "courier", N_("Delivery")
    PRODUCT = "product", N_("Product itself")
    SOCIAL = "social", N_("Social networks")
    ADS = "ads", N_("Advertising")
    MARKETPLACE = "marketplace", N_("Marketplace or partner")
    POPUP = "popup", N_("Web pop-up")
    MAIL = "mail", N_("Direct mail")
    EVENT = "event", N_("Event")


class Department(Choice):
    """Who answers for it: the front office and those behind it."""

    MARKETING = "marketing", N_("Marketing")
    SALES = "sales", N_("Sales")
    SERVICE = "service", N_("Service")
    LOGISTICS = "logistics", N_("Logistics")
    IT = "it", N_("IT")
    PRODUCT = "product", N_("Product department")
    PARTNER = "partner", N_("Partner company")
    NOBODY = "nobody", N_("nobody")


class Importance(Choice):
    """Three steps, where a finer scale would pretend."""

    HIGH = "high", N_("high")
    MEDIUM = "medium", N_("medium")
    LOW = "low", N_("low")


# Every section that a strategy may have, by slug: the scope names also those that nobody has built yet.
SECTION_NAMES = {
    "brief": N_("Brief"),
    "audit": N_("AS-IS audit"),
    "goals": N_("Goals and KPIs"),
    "competitors": N_("Competitors"),
    "mechanics": N_("Marketing mechanics"),
    "communications": N_("Communications"),
    "segmentation": N_("Segmentation"),
    "profile": N_("Customer profile"),
    "data_model": N_("Data model"),
    "infrastructure": N_("IT infrastructure"),
    "roadmap": N_("Roadmap"),
    "reviews": N_("Reviews"),
    "satisfaction": N_("Satisfaction survey"),
    "base": N_("Customer base"),
    "economics": N_("Economics"),
    "content": N_("Content strategy"),
    "channels": N_("Channels and products"),
    "organisation": N_("People and change"),
}


def section_name(slug: str) -> str:
    """A section's name in the language in force; the slug itself when nobody knows it."""
    return _(SECTION_NAMES[slug]) if slug in SECTION_NAMES else slug
