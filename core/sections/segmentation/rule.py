"""A value's rule in words: its conditions over fields of the customer profile, all of which must hold."""

from collections.abc import Sequence

from core.i18n import N_, _
from core.sections.segmentation.records import Condition, Operator
from core.store.book import Book

NO_OPERAND = frozenset({Operator.FILLED, Operator.EMPTY})

# With the field and what it is compared with; the words of the operators are those of the form.
_SENTENCES = {
    Operator.EQUALS: N_("{field} is {operand}"),
    Operator.NOT_EQUALS: N_("{field} is not {operand}"),
    Operator.LESS: N_("{field} less than {operand}"),
    Operator.AT_MOST: N_("{field} at most {operand}"),
    Operator.MORE: N_("{field} more than {operand}"),
    Operator.AT_LEAST: N_("{field} at least {operand}"),
    Operator.BETWEEN: N_("{field} from {operand} to {high}"),
    Operator.ONE_OF: N_("{field} one of: {operand}"),
    Operator.CONTAINS: N_("{field} contains {operand}"),
    Operator.FILLED: N_("{field} is filled"),
    Operator.EMPTY: N_("{field} is empty"),
}


def rule_in_words(book: Book, conditions: Sequence[Condition]) -> str:
    """All conditions of a value in one sentence; empty when there are none."""
    return _(" and ").join(condition_in_words(book, each) for each in conditions)


def condition_in_words(book: Book, condition: Condition) -> str:
    """«Orders in 12 months from 6 to 11»; an ellipsis stands for what is missing."""
    field = book.title_of("profile_field", condition.field_id) or "…"
    if condition.operator is None:
        return f"{field} …"
    operand = ", ".join(operands(condition)) or "…"
    return _(_SENTENCES[condition.operator]).format(field=field, operand=operand, high=condition.operand_high or "…")


def operands(condition: Condition) -> list[str]:
    """What a condition compares with: one, or several separated by semicolons."""
    return [part for each in condition.operand.split(";") if (part := each.strip())]


def lacks_operand(condition: Condition) -> bool:
    """Whether the operator asks for something to compare with that is not there."""
    if condition.operator is None or condition.operator in NO_OPERAND:
        return False
    return not operands(condition) or (condition.operator is Operator.BETWEEN and not condition.operand_high)


def conditions_of(book: Book) -> dict[int, list[Condition]]:
    """The conditions of each value, by its id."""
    found: dict[int, list[Condition]] = {}
    for row in book.rows(Condition):
        if row.value_id is not None:
            found.setdefault(row.value_id, []).append(row)
    return found
