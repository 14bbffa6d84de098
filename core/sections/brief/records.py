"""The client as met: facts, scope, meetings and what was promised at them."""

from datetime import date
from decimal import Decimal

from core.column_types import Choice
from core.fields import choice, day, decimal, flag, integer, long_text, money, percent, reference, text
from core.i18n import N_
from core.store.records import Record


class Industry(Choice):
    """What the client sells, as far as it decides which ready-made content fits."""

    RETAIL_FOOD = "retail_food", N_("Food retail")
    RETAIL_FASHION = "retail_fashion", N_("Fashion and footwear")
    RETAIL_OTHER = "retail_other", N_("Other retail")
    PHARMACY = "pharmacy", N_("Pharmacy")
    ECOMMERCE = "ecommerce", N_("Online shop")
    HORECA = "horeca", N_("Restaurants and hotels")
    TRAVEL = "travel", N_("Travel and airlines")
    FINANCE = "finance", N_("Banking and insurance")
    TELECOM = "telecom", N_("Telecom")
    HEALTH = "health", N_("Health and beauty services")
    EDUCATION = "education", N_("Education")
    AUTO = "auto", N_("Cars and car service")
    REAL_ESTATE = "real_estate", N_("Real estate")
    B2B_SUPPLY = "b2b_supply", N_("Supply to companies")
    SERVICES = "services", N_("Services to companies")
    MANUFACTURING = "manufacturing", N_("Manufacturing")
    SUBSCRIPTION = "subscription", N_("Subscription service")
    OTHER = "other", N_("Other")


class BusinessModel(Choice):
    """Who pays."""

    B2C = "b2c", N_("B2C: people")
    B2B = "b2b", N_("B2B: companies")
    BOTH = "both", N_("B2B and B2C")


class RepeatDemand(Choice):
    """How often the need comes back by its nature."""

    NEVER = "never", N_("once in a lifetime")
    YEARS = "years", N_("every few years")
    YEARLY = "yearly", N_("about once a year")
    SEASONAL = "seasonal", N_("several times a year")
    MONTHLY = "monthly", N_("monthly")
    WEEKLY = "weekly", N_("weekly or more often")


class MeetingKind(Choice):
    """What a meeting was for."""

    INTAKE = "intake", N_("Intake")
    WORKSHOP = "workshop", N_("Workshop")
    INTERVIEW = "interview", N_("Interview")
    PRESENTATION = "presentation", N_("Presentation")
    STATUS = "status", N_("Status")


class Facts(Record, table=True):
    """The client in one sheet."""

    __tablename__ = "brief_facts"
    label = N_("Client facts"), N_("Client facts")
    naming = ("client",)
    single = True

    client: str = text(N_("Client"), expected=True)
    industry: Industry | None = choice(Industry, N_("Industry"), expected=True)
    business_model: BusinessModel | None = choice(BusinessModel, N_("Business model"), expected=True)
    products: str = long_text(N_("Products and services"), expected=True)
    geography: str = text(N_("Geography"))
    repeat_demand: RepeatDemand | None = choice(
        RepeatDemand, N_("Repeat demand"), help=N_("How often the need comes back by its nature."), expected=True
    )
    base_size: int | None = integer(
        N_("Customers in the base"), help=N_("Known customers, with or without a recent purchase."), expected=True
    )
    contactable_share: Decimal | None = percent(
        N_("Share that may be contacted"), help=N_("With a working contact and a consent."), expected=True
    )
    active_customers: int | None = integer(N_("Customers active in the last year"), expected=True)
    orders_per_customer: Decimal | None = decimal(N_("Orders per active customer a year"), low=0)
    average_check: Decimal | None = money(N_("Average check"), expected=True)
    gross_margin: Decimal | None = percent(N_("Gross margin"), expected=True)
    annual_revenue: Decimal | None = money(N_("Revenue a year"))
    sales_cycle_days: int | None = integer(N_("Sales cycle, days"), help=N_("From the first contact to the payment."), expected=True)
    repeat_share: Decimal | None = percent(N_("Share of repeat buyers"), help=N_("Customers with two orders or more."))
    crm_revenue_share: Decimal | None = percent(N_("Revenue from CRM channels now"))
    existing_systems: str = long_text(N_("Systems in place"))
    growth_points: str = long_text(N_("Growth points seen at intake"), expected=True)
    constraints: str = long_text(N_("Constraints and fears"))
    sponsor: str = text(N_("Sponsor"), expected=True)
    team: str = long_text(N_("Client's team"), help=N_("Who will run CRM marketing after us."), expected=True)
    team_days: Decimal | None = decimal(N_("Team capacity, person-days a month"), low=0)
    budget: Decimal | None = money(N_("Budget for the first year"), expected=True)
    budget_note: str = text(N_("What the budget covers"))
    start_date: date | None = day(N_("Start of work"))
    deadline: date | None = day(N_("Strategy wanted by"), expected=True)


class Scope(Record, table=True):
    """One section in or out of this strategy, and why."""

    __tablename__ = "brief_scope"
    label = N_("Section in scope"), N_("Scope")
    naming = ("slug",)
    own_screen = True

    slug: str = text(N_("Section"), required=True)
    included: bool = flag(N_("In scope"))
    why: str = long_text(N_("Why"))


class Meeting(Record, table=True):
    """One meeting with the client."""

    __tablename__ = "brief_meeting"
    label = N_("Meeting"), N_("Meetings")
    naming = ("name",)
    columns = ("held_on", "kind", "name", "participants", "decisions")
    at_least = 2

    name: str = text(N_("Topic"), required=True)
    held_on: date | None = day(N_("Date"), expected=True)
    kind: MeetingKind | None = choice(MeetingKind, N_("Kind"))
    participants: str = text(N_("Who was there"), expected=True)
    agenda: str = long_text(N_("Agenda"))
    notes: str = long_text(N_("Notes"))
    decisions: str = long_text(N_("Decisions"), expected=True)


class Todo(Record, table=True):
    """Something promised at a meeting."""

    __tablename__ = "brief_todo"
    label = N_("To-do"), N_("To-dos")
    columns = ("name", "owner", "due", "meeting_id", "done")

    name: str = text(N_("What"), required=True)
    owner: str = text(N_("Who"), expected=True)
    due: date | None = day(N_("By when"), expected=True)
    meeting_id: int | None = reference("brief_meeting", N_("Promised at"))
    done: bool = flag(N_("Done"))
    result: str = long_text(N_("Result"))
