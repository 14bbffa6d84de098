"""Everything known of one customer: what, where from, where to, what for, on what grounds."""

from typing import ClassVar

from core.column_types import Choice
from core.fields import References, choice, flag, integer, long_text, reference, references, several, text
from core.i18n import N_
from core.store.records import Record


class FieldGroup(Choice):
    """What a field tells about."""

    IDENTITY = "identity", N_("Identity")
    CONTACTS = "contacts", N_("Contacts")
    CONSENTS = "consents", N_("Consents")
    DEMOGRAPHICS = "demographics", N_("Demographics")
    BEHAVIOUR = "behaviour", N_("Behaviour")
    PURCHASES = "purchases", N_("Purchases")
    PREFERENCES = "preferences", N_("Preferences")
    LOYALTY = "loyalty", N_("Loyalty")
    COMMUNICATIONS = "communications", N_("Communications")
    SERVICE = "service", N_("Service")
    SATISFACTION = "satisfaction", N_("Satisfaction")
    COMPANY = "company", N_("Company (B2B)")
    ROLE = "role", N_("Role in the company (B2B)")


class DataType(Choice):
    """How a field is kept."""

    TEXT = "text", N_("text")
    INTEGER = "integer", N_("whole number")
    DECIMAL = "decimal", N_("decimal number")
    MONEY = "money", N_("money")
    DATE = "date", N_("date")
    DATETIME = "datetime", N_("date and time")
    FLAG = "flag", N_("yes or no")
    LIST = "list", N_("one of a list")
    MULTI = "multi", N_("several of a list")
    PHONE = "phone", N_("phone number")
    EMAIL = "email", N_("email address")
    IDENTIFIER = "identifier", N_("identifier")


class PersonalData(Choice):
    """How the law looks at a field."""

    NONE = "none", N_("not personal")
    PERSONAL = "personal", N_("personal")
    SPECIAL = "special", N_("special category")
    BIOMETRIC = "biometric", N_("biometric")


class Origin(Choice):
    """How the value comes to us."""

    ASKED = "asked", N_("asked")
    OBSERVED = "observed", N_("observed")
    DERIVED = "derived", N_("derived")


class Refresh(Choice):
    """How fresh it must be."""

    REAL_TIME = "real_time", N_("at once")
    HOURLY = "hourly", N_("hourly")
    DAILY = "daily", N_("daily")
    WEEKLY = "weekly", N_("weekly")
    MONTHLY = "monthly", N_("monthly")
    ONCE = "once", N_("once")
    ON_CHANGE = "on_change", N_("when it changes")


class Use(Choice):
    """What a field is needed for."""

    SEGMENTS = "segments", N_("segments")
    SCENARIOS = "scenarios", N_("scenarios")
    KPIS = "kpis", N_("KPIs")
    PERSONALISATION = "personalisation", N_("personal content")
    LOYALTY = "loyalty", N_("loyalty programme")
    SERVICE = "service", N_("service")
    DEDUPLICATION = "deduplication", N_("deduplication")
    LAW = "law", N_("duty under law")


class LegalBasis(Choice):
    """On what grounds it may be kept."""

    CONSENT = "consent", N_("consent")
    CONTRACT = "contract", N_("contract")
    LAW = "law", N_("law")
    INTEREST = "interest", N_("legitimate interest")
    NOT_NEEDED = "not_needed", N_("not needed")


class FlowDirection(Choice):
    """Which way data go."""

    IN = "in", N_("into the profile")
    OUT = "out", N_("from the profile")
    BOTH = "both", N_("both ways")


class Method(Choice):
    """How systems talk."""

    API = "api", N_("API")
    WEBHOOK = "webhook", N_("webhook")
    QUEUE = "queue", N_("message queue")
    FILE = "file", N_("file exchange")
    DATABASE = "database", N_("database replica")
    CONNECTOR = "connector", N_("ready connector")
    HAND = "hand", N_("by hand")


class ProfileField(Record, table=True):
    """One field of the customer profile."""

    __tablename__ = "profile_field"
    label = N_("Profile field"), N_("Profile fields")
    columns = ("name", "group", "data_type", "origin", "source_id", "collected_id", "used_for", "personal", "basis", "dedup_key")
    at_least = 40

    name: str = text(N_("Field"), required=True)
    code: str = text(N_("Technical name"), help=N_("Latin letters, digits and underscores: the column's name."), expected=True)
    meaning: str = long_text(N_("What it is"))
    group: FieldGroup | None = choice(FieldGroup, N_("Group"), expected=True)
    data_type: DataType | None = choice(DataType, N_("Type"), expected=True)
    options: str = long_text(N_("Allowed values"))
    origin: Origin | None = choice(Origin, N_("Asked, observed or derived"), expected=True)
    formula: str = long_text(N_("Formula of a derived field"))
    source_id: int | None = reference("audit_system", N_("Source system"))
    source_field: str = text(N_("Field in the source"))
    rule: str = long_text(N_("Rule of the transfer"), help=N_("How the source's value becomes ours: cleaning, code list, default."))
    collected_id: int | None = reference("audit_touchpoint", N_("Collected at"))
    stored_id: int | None = reference("audit_system", N_("Stored in"))
    refresh: Refresh | None = choice(Refresh, N_("Refreshed"), expected=True)
    owner: str = text(N_("Owner"))
    used_for: list[Use] = several(Use, N_("Used for"), expected=True)
    kpis: ClassVar[References] = references("goals_kpi", N_("KPIs computed from it"))
    personal: PersonalData | None = choice(PersonalData, N_("Personal data"), expected=True)
    basis: LegalBasis | None = choice(LegalBasis, N_("Legal basis"), expected=True)
    retention_months: int | None = integer(N_("Kept for, months"), high=1200)
    dedup_key: bool = flag(N_("Deduplication key"))
    must_fill: bool = flag(N_("Must be filled"))


class Integration(Record, table=True):
    """One flow of one kind of objects between a system and the profile."""

    __tablename__ = "profile_integration"
    label = N_("Integration"), N_("Integrations")
    columns = ("name", "system_id", "direction", "method", "schedule", "volume", "errors")
    at_least = 3

    name: str = text(N_("What is passed"), required=True)
    system_id: int | None = reference("audit_system", N_("System"), expected=True)
    direction: FlowDirection | None = choice(FlowDirection, N_("Direction"), expected=True)
    method: Method | None = choice(Method, N_("Method"), expected=True)
    schedule: str = text(N_("Schedule"), expected=True)
    volume: str = text(N_("Volume"))
    matched_by: str = text(N_("Matched by"), help=N_("The identifier both sides know."), expected=True)
    errors: str = long_text(N_("When it fails"), expected=True)
    owner: str = text(N_("Owner"))
