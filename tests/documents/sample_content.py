"""A rich strategy of an airline that does not exist: all blocks, all pictures, long and wide tables, both languages."""

# ruff: noqa: E501 - rows of a sample read best as rows
from core.blocks import Anchor, Block, Bulleted, Callout, Cell, Chapter, Column, Detail, Details, Figure, Heading, Paragraph, Table
from core.documents.content import StrategyContent
from core.i18n import language
from core.pictures import Tone

from . import sample_pictures as pictures
from .sample_pictures import TODAY, say

LONG = (
    "Clients learn about a delay from the board in the hall, call the centre, wait for eleven minutes and are asked for a number that stands on a paper they no longer have.",
    "О задержке клиенты узнают с табло в зале, звонят в колл-центр, ждут одиннадцать минут, и их просят назвать номер с бумаги, которой у них уже нет.",
)


def touchpoints(count: int = 40) -> Table:
    """A long table."""
    names = [
        ("Website: flight search", "Сайт: поиск рейса"),
        ("Refund request by email", "Запрос возврата по электронной почте"),
        ("Check-in desk", "Стойка регистрации"),
        ("Boarding SMS", "SMS о посадке"),
    ]
    columns = (
        Column(say("Touchpoint", "Точка контакта"), 2.4),
        Column(say("Owner", "Владелец"), 1.5),
        Column(say("Importance", "Важность"), 1, True),
        Column(say("Quality", "Качество"), 1, True),
        Column(say("Emotion", "Эмоция"), 1, True),
        Column(say("Pain", "Боль"), 3.2),
    )
    rows = tuple(
        (
            Cell(f"{say(*names[n % 4])} {n + 1}", Anchor("audit_touchpoint", n + 1, "name")),
            Cell(say("Service", "Сервис"), Anchor("audit_touchpoint", n + 1, "owner")),
            Cell(str(1 + n % 5), Anchor("audit_touchpoint", n + 1, "importance")),
            Cell(str(5 - n % 4), Anchor("audit_touchpoint", n + 1, "quality")),
            Cell("−2" if n % 3 else "+1", Anchor("audit_touchpoint", n + 1, "emotion")),
            Cell(say(*LONG)[: 40 + 35 * (n % 4)], Anchor("audit_touchpoint", n + 1, "pain")),
        )
        for n in range(count)
    )
    return Table(
        say("Touchpoints with importance, quality and emotion", "Точки контакта: важность, качество и эмоция"),
        columns,
        rows,
        source=pictures.source(),
    )


def profile_fields(count: int = 26) -> Table:
    """A wide table."""
    titles = [
        ("Field", "Поле", 2.4), ("What it is", "Что это", 3.2), ("Group", "Группа", 1.5), ("Personal data", "Персональные данные", 1.5),
        ("Source system", "Система-источник", 1.8), ("Collected at", "Где собирается", 2.4), ("Refresh", "Обновление", 1.5), ("Owner", "Владелец", 1.5),
        ("Fill rate", "Заполненность", 1.0),
    ]  # fmt: skip
    columns = tuple(Column(say(english, russian), weight, english == "Fill rate") for english, russian, weight in titles)
    values = [
        ("last_flight_date", "last_flight_date"), ("Day of the last flight actually flown", "Дата последнего фактически совершённого полёта"), ("Behaviour", "Поведение"),
        ("no", "нет"), ("Booking system", "Система бронирования"), ("Check-in desk, website", "Стойка регистрации, сайт"), ("daily", "ежедневно"), ("A. Ivanova", "А. Иванова"),
        ("97 %", "97 %"),
    ]  # fmt: skip
    rows = tuple(
        tuple(
            Cell(say(*value) + (f"_{n + 1}" if c == 0 else ""), Anchor("profile_field", n + 1, f"c{c}")) for c, value in enumerate(values)
        )
        for n in range(count)
    )
    return Table(say("Fields of the customer profile", "Поля профиля клиента"), columns, rows, wide=True)


def details(count: int = 5) -> Details:
    """Records in words."""
    return Details(
        tuple(
            Detail(
                f"{n + 1}. " + say("Refund request by email", "Запрос возврата по электронной почте"),
                (
                    (say("Pain", "Боль"), Cell(say(*LONG), Anchor("audit_touchpoint", n + 1, "pain"))),
                    (
                        say("Idea", "Идея"),
                        Cell(say("First line.\nSecond line.", "Первая строка.\nВторая строка."), Anchor("audit_touchpoint", n + 1, "idea")),
                    ),
                    (say("Evidence", "Свидетельство"), Cell(say("12 reviews of October", "12 отзывов за октябрь"))),
                ),
                say("Service · importance 5", "Сервис · важность 5"),
            )
            for n in range(count)
        )
    )


def _words(heading: tuple[str, str], record: int) -> tuple[Block, ...]:
    return (Heading(say(*heading)), Paragraph(say(*LONG) + " " + say(*LONG), Anchor("audit_stage", record, "feelings")))


def _chapters() -> tuple[Chapter, ...]:
    audit = (
        Paragraph(say(*LONG), Anchor("brief", 1, "purpose")),
        Callout(say("Refunds cost us every ninth client.", "Возвраты стоят нам каждого девятого клиента."), say("Main finding", "Главный вывод")),
        *_words(("Customer journey", "Путь клиента"), 1), Figure(pictures.journey()),
        *_words(("Touchpoints", "Точки контакта"), 2), Figure(pictures.quadrant()), touchpoints(), details(),
        Callout(say("The call centre has no written standard.", "У колл-центра нет письменного стандарта."), tone=Tone.WARNING),
        *_words(("Maturity", "Зрелость"), 3), Figure(pictures.radar()),
        Bulleted((say("Strategy is known to two people.", "Стратегию знают двое."), say("Consents are not proven.", "Согласия не подтверждены."), say(*LONG))),
        *_words(("Acquisition today", "Привлечение сегодня"), 4), Figure(pictures.bars()), Figure(pictures.funnels()),
    )  # fmt: skip
    goals = (
        *_words(("Goals", "Цели"), 5), Figure(pictures.tree()), Figure(pictures.tree(40)),
        Callout(say("Two KPIs have no baseline.", "У двух KPI нет базового значения."), tone=Tone.ALARM),
        *_words(("KPIs", "KPI"), 6), Figure(pictures.bullets()), Heading(say("How they are measured", "Как измеряются"), 3), details(3),
        Callout(say("Figures of 2025 were not audited.", "Данные за 2025 год не аудировались."), tone=Tone.MUTED),
    )  # fmt: skip
    segments = (*_words(("Coverage", "Покрытие"), 7), Figure(pictures.heatmap()), Figure(pictures.heatmap(14)), touchpoints(12))
    profile = (
        *_words(("Fields", "Поля"), 8), profile_fields(), profile_fields(14),
        *_words(("Flow of data", "Потоки данных"), 9), Figure(pictures.sankey()), profile_fields(2),
    )  # fmt: skip
    roadmap = (
        *_words(("Plan", "План"), 10),
        Figure(pictures.gantt()),
        Figure(pictures.stacked_bars()),
        Figure(pictures.gantt(30)),
        touchpoints(20),
    )
    names = [
        ("audit", "AS-IS audit", "Аудит AS-IS", audit),
        ("goals", "Goals, tasks, KPIs", "Цели, задачи, KPI", goals),
        ("segmentation", "Segmentation", "Сегментация", segments),
    ]
    names += [("profile", "Customer profile", "Профиль клиента", profile), ("roadmap", "Roadmap", "Дорожная карта", roadmap)]
    return tuple(Chapter(slug, say(english, russian), blocks) for slug, english, russian, blocks in names)


def strategy(code: str) -> StrategyContent:
    """The whole, in a language."""
    with language(code):
        return StrategyContent(
            title=say("CRM strategy", "CRM-стратегия"),
            client=say("Volga Air", "Авиакомпания «Волга»"),
            subtitle=say("From one flight to a habit: 2026–2028", "От одного полёта к привычке: 2026–2028"),
            language=code,
            date=TODAY,
            version="0.9",
            author=say("Northern Consulting", "Северный консалтинг"),
            chapters=_chapters(),
            findings=tuple(
                (say("warning", "предупреждение"), say("Goals", "Цели"), say(*LONG), say("Give it a baseline.", "Дайте базовое значение."))
                for _n in range(9)
            ),
            assumptions=tuple((say("Economics", "Экономика"), say("Win-back", "Возврат"), say(*LONG)) for _n in range(7)),
        )
