"""The company as its customers meet it today: journey, touchpoints, processes, systems, maturity, acquisition."""

from decimal import Decimal
from typing import ClassVar

from core.column_types import Choice
from core.fields import (
    Computed,
    Derived,
    Kind,
    References,
    choice,
    flag,
    integer,
    link,
    long_text,
    money,
    reference,
    references,
    scale,
    text,
)
from core.i18n import N_
from core.store.records import Record
from core.vocabulary import Channel, Department


class Standard(Choice):
    """Whether people know how the work is done."""

    NONE = "none", N_("nobody wrote it down")
    SPOKEN = "spoken", N_("known by word of mouth")
    WRITTEN = "written", N_("written, not followed")
    USED = "used", N_("written and followed")


class Automation(Choice):
    """What a machine could take over."""

    DONE = "done", N_("already automatic")
    EASY = "easy", N_("can be automated now")
    HARD = "hard", N_("needs data or integration first")
    NO = "no", N_("must stay with people")


class SystemRole(Choice):
    """What a system is for."""

    CRM = "crm", N_("CRM")
    CDP = "cdp", N_("Customer data platform")
    ERP = "erp", N_("ERP or accounting")
    POS = "pos", N_("Cash desk")
    SITE = "site", N_("Website or online shop")
    APP = "app", N_("Mobile app")
    LOYALTY = "loyalty", N_("Loyalty engine")
    MAILING = "mailing", N_("Mailing platform")
    TELEPHONY = "telephony", N_("Telephony and call tracking")
    CHAT = "chat", N_("Chats and bots")
    SERVICE = "service", N_("Service desk")
    ANALYTICS = "analytics", N_("Analytics and reports")
    WAREHOUSE = "warehouse", N_("Data warehouse")
    BOOKING = "booking", N_("Booking or ordering")
    SURVEY = "survey", N_("Surveys and reviews")
    CONSENT = "consent", N_("Consent register")
    SPREADSHEET = "spreadsheet", N_("Spreadsheets")
    OTHER = "other", N_("Other")


class ConsentState(Choice):
    """Whether the people in a system agreed to be contacted."""

    PROVEN = "proven", N_("yes, with proof")
    CLAIMED = "claimed", N_("yes, without proof")
    PARTLY = "partly", N_("for some")
    NONE = "none", N_("no")


class MaturityArea(Choice):
    """What the maturity questionnaire asks about; a question's key is `<area>_<number>`."""

    STRATEGY = "strategy", N_("Strategy")
    PEOPLE = "people", N_("People")
    PROCESSES = "processes", N_("Processes")
    DATA = "data", N_("Data")
    TECHNOLOGY = "technology", N_("Technology")
    MEASUREMENT = "measurement", N_("Measuring")
    COMMUNICATIONS = "communications", N_("Communications")
    LAW = "law", N_("Consent and law")


class Stage(Record, table=True):
    """A step of the customer's journey."""

    __tablename__ = "audit_stage"
    label = N_("Journey stage"), N_("Journey stages")
    columns = ("name", "goal", "actions", "feelings", "emotion")
    at_least = 6

    name: str = text(N_("Stage"), required=True)
    goal: str = long_text(N_("Customer's goal"), expected=True)
    actions: str = long_text(N_("What the customer does"), expected=True)
    feelings: str = long_text(N_("What the customer feels"), expected=True)
    emotion: int | None = scale(-2, 2, N_("Emotion"), help=N_("−2 angry … +2 delighted; empty: the mean of the stage's touchpoints."))


def priority(touchpoint: "Touchpoint") -> int | None:
    """Importance × (5 − quality), 0–20: where effort pays first (brief, section 1). None while one of them is unknown."""
    if touchpoint.importance is None or touchpoint.quality is None:
        return None
    return touchpoint.importance * (5 - touchpoint.quality)


class Touchpoint(Record, table=True):
    """A place where the customer meets the company."""

    __tablename__ = "audit_touchpoint"
    label = N_("Touchpoint"), N_("Touchpoints")
    columns = ("name", "stage_id", "channel", "department", "importance", "quality", "emotion", "priority", "pain")
    at_least = 15

    name: str = text(N_("Touchpoint"), required=True)
    stage_id: int | None = reference("audit_stage", N_("Stage"), expected=True)
    channel: Channel | None = choice(Channel, N_("Channel"), expected=True)
    department: Department | None = choice(Department, N_("Owner"), help=N_("The department that answers for it."), expected=True)
    importance: int | None = scale(1, 5, N_("Importance"), help=N_("To the customer: 1 hardly noticed … 5 decides."), expected=True)
    quality: int | None = scale(1, 5, N_("Quality now"), help=N_("1 fails … 5 nothing to wish for."), expected=True)
    emotion: int | None = scale(-2, 2, N_("Emotion"), help=N_("−2 angry … +2 delighted."), expected=True)
    volume: int | None = integer(N_("Contacts a month"))
    moment_of_truth: bool = flag(N_("Moment of truth"), help=N_("Here the customer decides to stay or to leave."))
    pain: str = long_text(N_("Pain"), expected=True)
    idea: str = long_text(N_("Idea"))
    proof: str = link(N_("Where it was seen"), help=N_("Link, report, photo, name of the respondent."))

    computed: ClassVar[Derived] = (
        Computed("priority", Kind.INTEGER, N_("Priority"), priority, N_("Importance × (5 − quality): where effort pays first.")),
    )


class System(Record, table=True):
    """A program, register or file that holds customers' data today."""

    __tablename__ = "audit_system"
    label = N_("System"), N_("Systems and data")
    columns = ("name", "role", "holds", "records", "quality", "consent", "owner", "cost")
    at_least = 4

    name: str = text(N_("System"), required=True)
    role: SystemRole | None = choice(SystemRole, N_("Role"), expected=True)
    holds: str = long_text(N_("What it holds"), expected=True)
    records: int | None = integer(N_("Records"), expected=True)
    quality: int | None = scale(1, 5, N_("Data quality"), help=N_("1 cannot be used … 5 complete and clean."), expected=True)
    consent: ConsentState | None = choice(ConsentState, N_("Consent"), expected=True)
    owner: str = text(N_("Owner"), expected=True)
    cost: Decimal | None = money(N_("Cost a year"))
    access: str = text(N_("How data come out"), help=N_("API, database, export by hand…"))


class Process(Record, table=True):
    """How marketing, sales or service work is done."""

    __tablename__ = "audit_process"
    label = N_("Process"), N_("Processes")
    columns = ("name", "department", "trigger", "standard", "automation", "maturity", "breaks")
    at_least = 6

    name: str = text(N_("Process"), required=True)
    department: Department | None = choice(Department, N_("Department"), expected=True)
    trigger: str = text(N_("What starts it"), expected=True)
    steps: str = long_text(N_("Steps"), expected=True)
    systems: ClassVar[References] = references("audit_system", N_("Systems used"))
    standard: Standard | None = choice(Standard, N_("Written standard"), expected=True)
    automation: Automation | None = choice(Automation, N_("Automation"), expected=True)
    maturity: int | None = scale(0, 5, N_("Maturity"), help=N_("0 does not exist … 5 measured and improved."), expected=True)
    breaks: str = long_text(N_("What breaks"), expected=True)


class Respondent(Record, table=True):
    """Somebody who answered the maturity questionnaire."""

    __tablename__ = "audit_respondent"
    label = N_("Respondent"), N_("Respondents")
    columns = ("name", "position_held", "department")
    own_screen = True
    at_least = 2

    name: str = text(N_("Name"), required=True)
    position_held: str = text(N_("Position"))
    department: Department | None = choice(Department, N_("Department"))


class MaturityAnswer(Record, table=True):
    """One respondent's mark for one question of the maturity questionnaire (the questions stand in the library)."""

    __tablename__ = "audit_maturity_answer"
    label = N_("Maturity answer"), N_("Maturity answers")
    naming = ("question",)
    own_screen = True

    respondent_id: int | None = reference("audit_respondent", N_("Respondent"))
    question: str = text(N_("Question"), required=True)
    score: int | None = scale(0, 4, N_("Score"), expected=True)
    comment: str = long_text(N_("Comment and evidence"))


def conversion(channel: "Acquisition") -> Decimal | None:
    """Buyers ÷ leads, a share (300 of 5,000 is 0.06; brief, section 1)."""
    return _ratio(channel.buyers, channel.leads)


def cost_per_lead(channel: "Acquisition") -> Decimal | None:
    """Budget ÷ leads, in the engagement's currency (brief, section 1)."""
    return _ratio(channel.budget, channel.leads)


def customer_acquisition_cost(channel: "Acquisition") -> Decimal | None:
    """CAC: budget ÷ buyers, in the engagement's currency (brief, section 1)."""
    return _ratio(channel.budget, channel.buyers)


def _ratio(above: Decimal | int | None, below: int | None) -> Decimal | None:
    return Decimal(above) / below if above is not None and below else None


class Acquisition(Record, table=True):
    """What one advertising channel brings today, over one period."""

    __tablename__ = "audit_acquisition"
    label = N_("Acquisition channel"), N_("Acquisition")
    columns = ("name", "period", "budget", "leads", "buyers", "conversion", "cost_per_lead", "cac", "call_tracking", "end_to_end")
    at_least = 3

    name: str = text(N_("Source of customers"), required=True)
    period: str = text(N_("Period"), expected=True)
    budget: Decimal | None = money(N_("Budget"), expected=True)
    visits: int | None = integer(N_("Visits"))
    leads: int | None = integer(N_("Leads"), expected=True)
    buyers: int | None = integer(N_("Buyers"), expected=True)
    revenue: Decimal | None = money(N_("Revenue"))
    call_tracking: bool = flag(N_("Call tracking"))
    end_to_end: bool = flag(N_("End-to-end analytics"))

    computed: ClassVar[Derived] = (
        Computed("conversion", Kind.PERCENT, N_("Conversion"), conversion, N_("Buyers ÷ leads.")),
        Computed("cost_per_lead", Kind.MONEY, N_("Cost per lead"), cost_per_lead, N_("Budget ÷ leads.")),
        Computed("cac", Kind.MONEY, N_("CAC"), customer_acquisition_cost, N_("Customer acquisition cost: budget ÷ buyers.")),
    )
