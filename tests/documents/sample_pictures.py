"""One rich picture of each type, in English or Russian: what tests hold documents against, and what people look at."""

# ruff: noqa: E501 - rows of a sample read best as rows
from datetime import date, timedelta

from core.i18n import current_language
from core.pictures import (
    Bars,
    Bullet,
    Bullets,
    Flow,
    FunnelRow,
    Funnels,
    Gantt,
    GanttBar,
    Heatmap,
    Journey,
    JourneyStage,
    Node,
    Picture,
    Point,
    Quadrant,
    Radar,
    Sankey,
    Series,
    Tone,
    Tree,
)

TODAY = date(2026, 11, 22)


def say(english: str, russian: str) -> str:
    """The text in the language in force."""
    return russian if current_language() == "ru" else english


def source() -> str:
    """Where the figures come from."""
    return say("Source: workshop of 12 November 2026, orders of 2025", "Источник: рабочая сессия 12 ноября 2026 г., заказы за 2025 г.")


def quadrant() -> Quadrant:
    """Touchpoints by importance and quality, several at one place."""
    rows = [
        ("Refund request by email", "Запрос возврата по электронной почте", 1, 5, 1.0),
        ("Website: flight search", "Сайт: поиск рейса", 2, 5, 0.75),
        ("Check-in desk", "Стойка регистрации", 4, 5, 0.25),
        ("Boarding SMS", "SMS о посадке", 2, 4, 0.6),
        ("Call centre: change of date", "Колл-центр: изменение даты вылета, переоформление и доплата", 2, 4, 0.6),
        ("App: push about delay", "Приложение: push о задержке", 2, 4, 0.6),
        ("Call centre: booking", "Колл-центр: бронирование", 3, 4, 0.4),
        ("Miles statement", "Выписка по милям", 3, 3, 0.3),
        ("Review request after the flight", "Запрос отзыва после полёта", 2, 2, 0.3),
        ("Lounge", "Бизнес-зал", 5, 3, 0.0),
        ("Baggage claim", "Выдача багажа", 4, 4, 0.2),
        ("Website: payment", "Сайт: оплата", 4, 5, 0.25),
        ("Site chat-bot", "Чат-бот на сайте", 1, 3, 0.6),
    ]
    return Quadrant(
        title=say("Refunds: vital and broken", "Возвраты: важны и не работают"),
        alt=say(
            "13 touchpoints by importance and quality; refund request is the worst.",
            "13 точек контакта по важности и качеству; хуже всего запрос возврата.",
        ),
        source=source(),
        points=tuple(Point(say(english, russian), x, y, weight) for english, russian, x, y, weight in rows),
        x_title=say("Quality now, 1–5", "Качество сейчас, 1–5"),
        y_title=say("Importance, 1–5", "Важность, 1–5"),
        x_range=(1, 5),
        y_range=(1, 5),
        x_split=2.5,
        y_split=3.5,
        corners=(
            say("Mend first", "Чинить в первую очередь"),
            say("Keep", "Сохранить"),
            say("Later", "Потом"),
            say("Perhaps too much", "Возможно, избыточно"),
        ),
    )


def journey() -> Journey:
    """Nine stages."""
    stages = [
        ("Need", "Потребность", 0.0, [("Email with fares", "Письмо с тарифами", 0, False)]),
        ("Search", "Поиск", -1.0, [("Website: search", "Сайт: поиск", -1, True), ("Aggregator", "Агрегатор билетов", 0, False)]),
        ("Choice", "Выбор", 0.5, [("Call centre", "Колл-центр", 1, False), ("Reviews on forums", "Отзывы на форумах", None, False)]),
        (
            "Purchase",
            "Покупка",
            1.0,
            [("Payment page", "Страница оплаты", 1, True), ("Confirmation email", "Письмо с подтверждением", 1, False)],
        ),
        (
            "Use",
            "Использование",
            1.5,
            [
                ("Check-in desk", "Стойка регистрации", 1, True),
                ("Boarding", "Посадка", 2, False),
                ("Meal on board", "Питание на борту", 1, False),
            ],
        ),
        (
            "Service",
            "Обслуживание",
            -2.0,
            [("Refund request", "Запрос возврата", -2, True), ("Lost baggage desk", "Стойка розыска багажа", -1, False)],
        ),
        ("Repeat", "Повторная покупка", None, [("Miles statement", "Выписка по милям", 0, False)]),
        ("Recommendation", "Рекомендация", 0.5, [("Review request", "Запрос отзыва", 1, False)]),
        ("Leaving", "Уход", -0.5, []),
    ]
    goal = say("Get there in time, with no surprises", "Добраться вовремя и без неожиданностей")
    return Journey(
        title=say("The journey breaks at service", "Путь клиента обрывается на обслуживании"),
        alt=say("Nine stages; emotion falls to −2 at service.", "Девять этапов; эмоция падает до −2 на обслуживании."),
        source=source(),
        stages=tuple(
            JourneyStage(say(english, russian), emotion, tuple((say(a, b), value, key) for a, b, value, key in points), goal)
            for english, russian, emotion, points in stages
        ),
    )


def radar() -> Radar:
    """Maturity in eight areas, two series."""
    axes = [
        ("Strategy", "Стратегия"), ("People", "Люди"), ("Processes", "Процессы"), ("Data", "Данные"), ("Technology", "Технологии"),
        ("Measurement", "Измерение"), ("Communications", "Коммуникации"), ("Consent and law", "Согласия и право"),
    ]  # fmt: skip
    return Radar(
        title=say("Data and measurement hold the rest back", "Данные и измерение сдерживают остальное"),
        alt=say("Maturity by area, 0 to 4.", "Зрелость по областям, от 0 до 4."),
        source=source(),
        axes=tuple(say(*axis) for axis in axes),
        series=(
            Series(say("Now", "Сейчас"), (2.1, 1.8, 2.4, 0.9, 1.5, 0.7, 2.6, 1.2)),
            Series(say("In a year", "Через год"), (3.0, 2.8, 3.0, 2.5, 2.7, 2.4, 3.4, 3.2)),
        ),
        top=4,
    )


def bars() -> Bars:
    """One series."""
    rows = [
        ("Contextual advertising", "Контекстная реклама", 6.0),
        ("Referral programme of the frequent flyers' club", "Реферальная программа клуба часто летающих пассажиров", 17.5),
        ("Social networks", "Социальные сети", 2.4),
        ("Travel agencies", "Туристические агентства", 11.25),
        ("Unknown", "Неизвестно", None),
    ]
    return Bars(
        title=say("Friends bring buyers three times as often", "Друзья приводят покупателей втрое чаще"),
        alt=say("Conversion by channel; referral leads with 17.5 %.", "Конверсия по каналам; лидирует реферальная программа, 17,5 %."),
        source=source(),
        categories=tuple(say(english, russian) for english, russian, _value in rows),
        series=(Series(say("Conversion", "Конверсия"), tuple(value for *_names, value in rows), Tone.ACCENT),),
        value_title=say("Buyers ÷ leads, %", "Покупатели ÷ лиды, %"),
        unit="%",
    )


def stacked_bars() -> Bars:
    """Three series on each other."""
    departments = [("Marketing", "Маркетинг"), ("Sales", "Продажи"), ("Service", "Сервис"), ("IT", "ИТ")]
    return Bars(
        title=say("Half of the work lies with IT", "Половина работы лежит на ИТ"),
        alt=say("Load per owner by quarter, days.", "Загрузка по владельцам и кварталам, дней."),
        categories=tuple(say(*each) for each in departments),
        series=(
            Series(say("1st quarter", "1-й квартал"), (20, 12, 8, 64)),
            Series(say("2nd quarter", "2-й квартал"), (35, 10, 16, 80)),
            Series(say("3rd quarter", "3-й квартал"), (12, 3, 9, 22)),
        ),
        value_title=say("Days of work", "Дней работы"),
        stacked=True,
        unit=say("days", "дн."),
    )


def funnels() -> Funnels:
    """Channels with leads, buyers, repeat buyers."""
    names = [("Search", "Поиск"), ("Referral programme", "Реферальная программа"), ("Agencies and partners", "Агентства и партнёры")]
    values = [(5000, 300, 60), (800, 140, 75), (12400, None, 410)]
    return Funnels(
        title=say("Referrals come back", "Приведённые друзьями возвращаются"),
        alt=say("Three funnels from lead to repeat purchase.", "Три воронки от лида до повторной покупки."),
        steps=(say("Leads", "Лиды"), say("Buyers", "Покупатели"), say("Bought again", "Купили ещё раз")),
        rows=tuple(
            FunnelRow(say(*name), row, say("CAC 4,120 ₽, no call tracking", "CAC 4 120 ₽, без коллтрекинга"))
            for name, row in zip(names, values, strict=True)
        ),
    )


def tree(nodes: int = 12) -> Tree:
    """Goals under goals."""
    text = say("Win back every fifth client who stayed away for 90 days", "Вернуть каждого пятого клиента, не летавшего 90 дней")
    remark = say("KPI: retention 38 % → 45 %", "KPI: удержание 38 % → 45 %")
    tones = [Tone.PLAIN, Tone.PLAIN, Tone.ACCENT, Tone.WARNING, Tone.ALARM, Tone.MUTED]
    made = [Node("0", say("Grow revenue from the present base by 15 %", "Увеличить выручку с имеющейся базы на 15 %"), None, remark)]
    for n in range(1, nodes):
        parent = 0 if n < max(nodes // 5, 3) else 1 + (n % max(nodes // 5 - 1, 2))
        made.append(Node(str(n), f"{n}. {text}", str(parent), remark if n % 2 else "", tones[n % len(tones)]))
    made.append(
        Node("lost", say("Goal without a parent", "Цель без родителя"), "gone", say("serves nothing", "ничему не служит"), Tone.ALARM)
    )
    return Tree(
        title=say("One goal hangs in the air", "Одна цель висит в воздухе"), alt=say("Tree of goals.", "Дерево целей."), nodes=tuple(made)
    )


def bullets() -> Bullets:
    """KPIs at all places of their way."""
    texts = ("38 %", "41 %", "45 %")
    return Bullets(
        title=say("Two of six KPIs move the wrong way", "Два из шести KPI движутся не туда"),
        alt=say("Six KPIs between baseline and target.", "Шесть KPI между базой и целью."),
        source=source(),
        rows=(
            Bullet(say("Retention after three months", "Удержание через три месяца"), 38, 45, 41, 0.43, texts),
            Bullet(say("Average check", "Средний чек"), 12400, 13600, 13700, 1.08, ("12 400 ₽", "13 700 ₽", "13 600 ₽")),
            Bullet(
                say("Cost per lead from contextual advertising", "Стоимость лида из контекстной рекламы"),
                820,
                600,
                910,
                -0.41,
                ("820 ₽", "910 ₽", "600 ₽"),
            ),
            Bullet("NPS", 42, 50, 43, 0.12, ("42", "43", "50")),
            Bullet(
                say("Share of the base with a proven consent", "Доля базы с подтверждённым согласием"),
                0.61,
                0.8,
                None,
                None,
                ("61 %", "", "80 %"),
            ),
            Bullet(say("Customers lost in a year", "Потеря клиентов за год"), 0.3, 0.2, 0.5, -2.0, ("30 %", "50 %", "20 %")),
        ),
    )


def heatmap(columns: int = 6) -> Heatmap:
    """Segments by mechanics."""
    rows = [
        ("Champions", "Чемпионы"),
        ("Loyal", "Лояльные"),
        ("Potentially loyal", "Потенциально лояльные"),
        ("At risk", "Под угрозой оттока"),
        ("Lost", "Потерянные"),
    ]
    names = [
        ("Welcome", "Приветствие"), ("Loyalty", "Лояльность"), ("Referral", "Рекомендации"), ("Win-back", "Возврат"),
        ("Upsell", "Рост чека"), ("Thanks", "Благодарность"),
    ]  # fmt: skip
    values = tuple(tuple(None if (r + c) % 4 == 3 else float((r * 3 + c * 2) % 6) for c in range(columns)) for r in range(len(rows)))
    return Heatmap(
        title=say("Nobody wins back the lost", "Потерянных никто не возвращает"),
        alt=say("Mechanics by segment.", "Механики по сегментам."),
        source=source(),
        rows=tuple(say(*row) for row in rows),
        columns=tuple(say(*names[c % len(names)]) for c in range(columns)),
        values=values,
        texts=tuple(tuple("" if value is None else f"{value:.0f}" for value in row) for row in values),
        low=0,
        high=5,
        row_title=say("Segment", "Сегмент"),
        column_title=say("Mechanics, number of scenarios", "Механики, число сценариев"),
    )


def sankey() -> Sankey:
    """Fields from systems through groups to uses."""
    systems = [
        ("Website", "Сайт"),
        ("Booking system", "Система бронирования"),
        ("Loyalty engine", "Система лояльности"),
        ("Call centre", "Колл-центр"),
        ("Survey", "Опрос"),
    ]
    groups = [
        ("Identity", "Идентификация"),
        ("Contacts and consents", "Контакты и согласия"),
        ("Purchases", "Покупки"),
        ("Preferences", "Предпочтения"),
    ]
    uses = [("Segments", "Сегменты"), ("Scenarios", "Сценарии"), ("KPIs", "KPI"), ("Nobody", "Никто")]
    flows = [
        Flow((0, say(*systems[i])), (1, say(*groups[j])), value)
        for i, j, value in [(0, 1, 6), (1, 0, 5), (1, 2, 11), (2, 3, 4), (2, 1, 2), (3, 3, 1), (4, 3, 2), (0, 3, 3)]
    ]
    flows += [
        Flow((1, say(*groups[i])), (2, say(*uses[j])), value)
        for i, j, value in [(0, 1, 5), (1, 1, 6), (1, 3, 2), (2, 0, 7), (2, 2, 4), (3, 0, 4), (3, 3, 6)]
    ]
    return Sankey(
        title=say("Eight fields are collected for nobody", "Восемь полей собираются ни для кого"),
        alt=say("Fields from systems to uses.", "Поля от систем к использованию."),
        source=source(),
        column_titles=(say("System", "Система"), say("Group of fields", "Группа полей"), say("Used for", "Для чего")),
        flows=tuple(flows),
    )


def gantt(count: int = 11) -> Gantt:
    """Items in waves."""
    items = [
        ("Clean the base, collect consents", "Чистка базы и сбор согласий", Tone.MUTED, 1.0),
        ("One customer profile", "Единый профиль клиента", Tone.PLAIN, 0.6),
        ("Integration of the booking system with the CRM platform", "Интеграция системы бронирования с CRM-платформой", Tone.ALARM, 0.2),
        ("Welcome chain", "Приветственная цепочка", Tone.PLAIN, 0.0),
        ("Win-back at 60 and 90 days", "Возврат на 60-й и 90-й день", Tone.WARNING, 0.0),
        ("Tiers of the loyalty programme", "Уровни программы лояльности", Tone.PLAIN, 0.0),
    ]
    waves = [
        say("Wave 1: foundation", "Волна 1: фундамент"),
        say("Wave 2: first mechanics", "Волна 2: первые механики"),
        say("Wave 3: growth", "Волна 3: рост"),
    ]
    bars, start = [], date(2026, 9, 7)
    for n in range(count):
        english, russian, tone, done = items[n % len(items)]
        begin = start + timedelta(days=26 * n)
        after = (n,) if n in (2, 3, 6) else (n - 1,) if n == 5 else ()
        bars.append(
            GanttBar(n + 1, say(english, russian), waves[min(3 * n // count, 2)], begin, begin + timedelta(days=35 + 12 * (n % 4)), done, tone, n in (1, 2, 3, 6), after, say("A. Ivanova", "А. Иванова") if n % 3 == 0 else "")
        )  # fmt: skip
    return Gantt(
        title=say("Integration delays everything", "Интеграция задерживает всё"),
        alt=say("Roadmap in three waves.", "Дорожная карта в трёх волнах."),
        source=source(),
        bars=tuple(bars),
        today=TODAY,
    )


def every_picture() -> tuple[Picture, ...]:
    """One of each type, some twice."""
    return (
        quadrant(), journey(), radar(), bars(), stacked_bars(), funnels(), tree(), tree(40), bullets(), heatmap(), heatmap(14), sankey(), gantt(), gantt(30),
    )  # fmt: skip
