"""What others do to keep their customers, and what that teaches."""

from datetime import date
from decimal import Decimal

from core.column_types import Choice
from core.fields import choice, day, decimal, flag, integer, link, long_text, percent, reference, scale, text
from core.i18n import N_
from core.store.records import Record
from core.vocabulary import Channel


class CompetitorKind(Choice):
    """Why it is watched."""

    CLIENT = "client", N_("the client itself")
    DIRECT = "direct", N_("direct competitor")
    INDIRECT = "indirect", N_("solves the same need otherwise")
    LEADER = "leader", N_("leader of another market")


class PracticeArea(Choice):
    """What side of keeping customers a practice is about."""

    LOYALTY = "loyalty", N_("Loyalty programme")
    REFERRAL = "referral", N_("Referral programme")
    COMMUNICATION = "communication", N_("Communications")
    SERVICE = "service", N_("Service")
    PERSONALISATION = "personalisation", N_("Personalisation")
    CONTENT = "content", N_("Content")
    PRICE = "price", N_("Price and promotions")
    ONBOARDING = "onboarding", N_("Onboarding")


class Verdict(Choice):
    """What we make of it."""

    WORKS = "works", N_("works")
    PARTLY = "partly", N_("works in part")
    FAILS = "fails", N_("does not work")
    UNCLEAR = "unclear", N_("not clear yet")


class GuessedTrigger(Choice):
    """What seems to have made a competitor write."""

    CALENDAR = "calendar", N_("calendar or holiday")
    PROMO = "promo", N_("promotion to everybody")
    WELCOME = "welcome", N_("registration")
    ABANDONED = "abandoned", N_("abandoned cart or search")
    PURCHASE = "purchase", N_("after a purchase")
    REVIEW = "review", N_("request for a review")
    SILENCE = "silence", N_("long silence")
    BIRTHDAY = "birthday", N_("birthday")
    POINTS = "points", N_("points or tier")
    REPLENISH = "replenish", N_("time to buy again")
    SERVICE = "service", N_("service notice")
    UNKNOWN = "unknown", N_("cannot tell")


class Competitor(Record, table=True):
    """A company that is watched; the client stands among them for the benchmark."""

    __tablename__ = "competitors_competitor"
    label = N_("Competitor"), N_("Competitors")
    columns = ("name", "kind", "site", "positioning", "loyalty_programme", "base_size")
    at_least = 4

    name: str = text(N_("Company"), required=True)
    kind: CompetitorKind | None = choice(CompetitorKind, N_("Kind"), expected=True)
    site: str = link(N_("Website"))
    positioning: str = long_text(N_("Positioning"), expected=True)
    loyalty_programme: str = text(N_("Loyalty programme"), expected=True)
    base_size: int | None = integer(N_("Customers, known or estimated"))
    market_share: Decimal | None = percent(N_("Market share"))
    strengths: str = long_text(N_("Strong at"))
    weaknesses: str = long_text(N_("Weak at"))


class Practice(Record, table=True):
    """Something a competitor does to keep customers."""

    __tablename__ = "competitors_practice"
    label = N_("Practice"), N_("Practices")
    columns = ("name", "competitor_id", "area", "seen", "strength", "verdict", "borrow")
    at_least = 10

    name: str = text(N_("Practice"), required=True)
    competitor_id: int | None = reference("competitors_competitor", N_("Company"), expected=True)
    area: PracticeArea | None = choice(PracticeArea, N_("Area"), expected=True)
    seen: str = long_text(N_("What was seen"), expected=True)
    proof: str = link(N_("Where it was seen"), expected=True)
    seen_on: date | None = day(N_("Seen on"), expected=True)
    strength: int | None = scale(1, 5, N_("How strong"), help=N_("1 a formality … 5 customers stay because of it."), expected=True)
    verdict: Verdict | None = choice(Verdict, N_("Verdict"), expected=True)
    borrow: str = long_text(N_("What to borrow"))
    improve: str = long_text(N_("How to do it better"))
    to_mechanics: bool = flag(N_("Take into the mechanics"))


class Criterion(Record, table=True):
    """What companies are compared on, and how much it weighs."""

    __tablename__ = "competitors_criterion"
    label = N_("Criterion"), N_("Criteria")
    columns = ("name", "weight", "anchor_low", "anchor_high")
    at_least = 6

    name: str = text(N_("Criterion"), required=True)
    weight: Decimal | None = decimal(
        N_("Weight"), low=0, high=100, help=N_("Any scale: shares are worked out from the sum."), expected=True
    )
    anchor_low: str = text(N_("What 1 means"))
    anchor_high: str = text(N_("What 5 means"))


class Score(Record, table=True):
    """One company's mark on one criterion."""

    __tablename__ = "competitors_score"
    label = N_("Benchmark mark"), N_("Benchmark")
    naming = ("criterion_id", "competitor_id")
    columns = ("criterion_id", "competitor_id", "score", "comment")
    own_screen = True

    criterion_id: int | None = reference("competitors_criterion", N_("Criterion"), expected=True)
    competitor_id: int | None = reference("competitors_competitor", N_("Company"), expected=True)
    score: int | None = scale(1, 5, N_("Mark"), expected=True)
    comment: str = text(N_("Comment"))


class Message(Record, table=True):
    """A message a competitor sent, as our test customers received it."""

    __tablename__ = "competitors_message"
    label = N_("Competitor's message"), N_("Message diary")
    naming = ("subject",)
    columns = ("received_on", "competitor_id", "channel", "trigger", "subject", "offer")
    at_least = 10

    subject: str = text(N_("Subject or first words"), required=True)
    competitor_id: int | None = reference("competitors_competitor", N_("Company"), expected=True)
    received_on: date | None = day(N_("Date"), expected=True)
    channel: Channel | None = choice(Channel, N_("Channel"), expected=True)
    trigger: GuessedTrigger | None = choice(GuessedTrigger, N_("Trigger, as guessed"), expected=True)
    offer: str = text(N_("Offer"))
    personal: bool = flag(N_("Personalised"))
    remark: str = long_text(N_("What to learn"))
    proof: str = link(N_("Picture or link"))
