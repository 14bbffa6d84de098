"""The maturity part of the audit's chapter: areas, the opinions behind them, question by question."""

from collections.abc import Iterator, Sequence

from core.blocks import Anchor, Block, Cell, Column, Detail, Details, Figure, Heading, Paragraph, Table
from core.fields import field_map
from core.i18n import _, ngettext
from core.i18n.formats import number
from core.sections.audit import pictures
from core.sections.audit.maturity import TOP, area_label, area_of, area_scores, in_order, question_score, question_text, scored
from core.sections.audit.records import MaturityAnswer, Respondent
from core.store.book import Book
from core.store.printed import cell, evidence_summary, record_blocks


def maturity(book: Book) -> Iterator[Block]:
    """Who was asked, the score by area with its spread, every mark, every comment."""
    answers, people = book.rows(MaturityAnswer), book.rows(Respondent)
    if not answers and not people:
        return
    yield Heading(_("Maturity"))
    if any(each.score is not None for each in answers):
        yield Paragraph(_lead(answers))
        picture = pictures.maturity(book)
        if picture:
            yield Figure(picture)
        yield _areas(answers)
    graded = evidence_summary(answers)
    if graded:
        yield Paragraph(graded)
    if answers:
        yield _marks(book, answers, people)
    yield from record_blocks(book, Respondent, heading=False)
    comments = _comments(book, answers)
    if comments.entries:
        yield Heading(_("Comments and evidence"), 3)
        yield comments


def _lead(answers: Sequence[MaturityAnswer]) -> str:
    scores = area_scores(answers)
    weak, strong = (pick(scores, key=lambda area: scores[area].mean) for pick in (min, max))
    asked = ngettext(
        "{n} question of the maturity questionnaire was answered.",
        "{n} questions of the maturity questionnaire were answered.",
        len(scored(answers)),
    )
    text = _("Weakest: {weak} ({low} of {top}), strongest: {strong} ({high} of {top}).").format(
        weak=area_label(weak), low=number(scores[weak].mean, 1), strong=area_label(strong), high=number(scores[strong].mean, 1), top=TOP
    )
    return f"{asked} {text}"


def _areas(answers: Sequence[MaturityAnswer]) -> Table:
    """Area × mean × spread × its weakest questions."""
    columns = (
        Column(_("Area"), 1.6),
        Column(_("Mean, 0–4"), 1.0, numeric=True),
        Column(_("Spread between respondents"), 1.2, numeric=True),
        Column(_("Lowest answers"), 5.0),
    )
    questions = scored(answers)
    rows = tuple(
        (
            Cell(area_label(area)),
            Cell(number(score.mean, 1)),
            Cell(number(score.spread, 1)),
            Cell(_weakest({key: given for key, given in questions.items() if area_of(key) == area})),
        )
        for area, score in area_scores(answers).items()
    )
    return Table(_("Maturity by area"), columns, rows)


def _weakest(questions: dict[str, list[MaturityAnswer]], most: int = 2) -> str:
    means = {key: question_score(given).mean for key, given in questions.items()}
    lowest = sorted(means, key=lambda key: means[key])[:most]
    return "; ".join(f"{question_text(key)} ({number(means[key], 1)})" for key in lowest)


def _marks(book: Book, answers: Sequence[MaturityAnswer], people: Sequence[Respondent]) -> Table:
    """Question × respondent; whoever answered without a name shares the last column."""
    columns: list[tuple[int | None, str]] = [(each.id, each.name) for each in people]
    known = {row_id for row_id, _name in columns}
    given: dict[tuple[str, int | None], list[MaturityAnswer]] = {}
    for each in answers:
        given.setdefault((each.question, each.respondent_id if each.respondent_id in known else None), []).append(each)
    if any(person is None for _question, person in given):
        columns.append((None, _("No name")))
    heads = (Column(_("Question"), 5.0), *(Column(name, 1.0, numeric=True) for _person, name in columns))
    rows = tuple(
        (_question_cell(question, answers), *(_mark(book, given.get((question, person), [])) for person, _name in columns))
        for question in in_order(dict.fromkeys(each.question for each in answers))
    )
    return Table(_("Answers by question and respondent, 0–4"), heads, rows, wide=len(columns) > 5)


def _question_cell(question: str, answers: Sequence[MaturityAnswer]) -> Cell:
    first = next(each for each in answers if each.question == question)
    return Cell(question_text(question), Anchor(first.table_name(), first.id, "question"))


def _mark(book: Book, answers: Sequence[MaturityAnswer]) -> Cell:
    spec = field_map(MaturityAnswer)["score"]
    text = " / ".join(filter(None, (book.printed(each, spec) for each in answers)))
    return Cell(text, Anchor(answers[0].table_name(), answers[0].id, "score") if answers else None)


def _comments(book: Book, answers: Sequence[MaturityAnswer]) -> Details:
    """Question by question what respondents said to their marks, with the grade of evidence beside the name."""
    spoken: dict[str, list[tuple[str, Cell]]] = {}
    for each in answers:
        lines = _comment(book, each)
        if lines:
            spoken.setdefault(each.question, []).extend(lines)
    return Details(tuple(Detail(question_text(key), tuple(spoken[key])) for key in in_order(spoken)))


def _comment(book: Book, answer: MaturityAnswer) -> list[tuple[str, Cell]]:
    specs = field_map(MaturityAnswer)
    who = book.printed(answer, specs["respondent_id"]) or _("No name")
    marks = [text for name in ("score", "evidence") if (text := book.printed(answer, specs[name]))]
    label = f"{who} ({', '.join(marks)})" if marks else who
    return [(label, found) for name in ("comment", "note") if (found := cell(book, answer, specs[name])).text]
