"""The hand-made screens of brief, audit and competitors: what is clicked there is in the database, once."""

import pytest
from streamlit.testing.v1 import AppTest

from core import workbench
from core.sections.audit.records import MaturityAnswer, Respondent
from core.sections.brief.records import Facts, Scope
from core.sections.competitors.records import Competitor, Criterion, Score


def one_screen(slug, view, engagement):
    """What `pages/frame.py` and the shared section screen do before they draw a view."""
    import importlib

    import streamlit as st

    from pages import session

    session.begin()
    st.session_state.pages = {slug: st.Page(lambda: None, title=slug, url_path=slug)}
    importlib.import_module(f"pages.screens.own.{slug}").VIEWS[view][1](engagement)


def opened(slug, view, engagement, language="en", who="ann"):
    screen = AppTest.from_function(one_screen, args=(slug, view, engagement), default_timeout=30)
    for name, value in {"person_key": who, "person_name": who, "preferences": {}, "language": language}.items():
        screen.session_state[name] = value
    return ran(screen)


def ran(touched):
    """Run the app after a widget was touched, or for the first time."""
    screen = touched.run()
    assert not screen.exception
    return screen


def rows(engagement, record):
    with workbench.open_book(engagement) as book:
        return book.rows(record)


def widget(widgets, part):
    return next(each for each in widgets if part in (each.key or ""))


def texts(screen):
    return " ".join(str(each.value) for kind in ("markdown", "caption", "html") for each in screen.get(kind))


# --- scope


def test_a_section_taken_out_is_written_once_and_leaves_the_scope(engagement):
    screen = opened("brief", "scope", engagement)
    ran(widget(screen.toggle, "_goals_included").set_value(False))
    ran(widget(screen.text_area, "_goals_why").set_value("The owner set them already"))
    [row] = rows(engagement, Scope)
    assert (row.slug, row.included, row.why) == ("goals", False, "The owner set them already")
    assert workbench.overview(engagement).out_of_scope == {"goals"}


def test_a_reason_alone_decides_nothing_else(engagement):
    screen = opened("brief", "scope", engagement)
    ran(widget(screen.text_area, "_audit_why").set_value("Nobody owns the journey"))
    ran(widget(screen.text_area, "_content_why").set_value("No editor yet"))
    assert {row.slug: row.included for row in rows(engagement, Scope)} == {"audit": True, "content": False}


def test_a_section_that_is_always_in_cannot_be_switched_off(engagement):
    assert widget(opened("brief", "scope", engagement).toggle, "always_brief").disabled


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(engagement):
    screen = opened("brief", "scope", engagement)
    workbench.put(engagement, Scope, {"slug": "audit"}, {"why": "theirs"}, "bob", first={"included": True})
    ran(widget(screen.text_area, "_audit_why").set_value("mine"))
    assert [row.why for row in rows(engagement, Scope)] == ["theirs"]
    ran(widget(screen.button, "audit_why_0_mine").click())
    assert [row.why for row in rows(engagement, Scope)] == ["mine"]


# --- fit


def test_the_fit_screen_asks_for_facts_while_there_are_none(engagement):
    assert "follows from the facts" in texts(opened("brief", "fit", engagement))


@pytest.mark.parametrize(
    ("language", "sentence"), [("en", "It is too early for CRM marketing here"), ("ru", "Для CRM-маркетинга пока рано")]
)
def test_the_fit_screen_says_the_verdict_in_one_sentence(engagement, language, sentence):
    workbench.add(engagement, Facts, {"client": "Verbena", "base_size": 120}, "ann")
    shown = texts(opened("brief", "fit", engagement, language))
    assert sentence in shown
    assert "120" in shown


# --- maturity


@pytest.fixture
def respondents(engagement):
    return workbench.add_many(engagement, Respondent, [{"name": "Ann"}, {"name": "Bob"}], "ann")


def marks(engagement):
    return {(row.respondent_id, row.question): row.score for row in rows(engagement, MaturityAnswer)}


def test_a_click_is_saved_and_a_second_one_changes_the_same_answer(engagement, respondents):
    screen = opened("audit", "maturity_answer", engagement)
    ran(widget(screen.radio, "strategy_1_score").set_value(3))
    ran(widget(screen.radio, "strategy_1_score").set_value(1))
    ran(widget(screen.text_area, "strategy_1_comment").set_value("Said twice"))
    [row] = rows(engagement, MaturityAnswer)
    assert (row.respondent_id, row.question, row.score, row.comment) == (respondents[0], "strategy_1", 1, "Said twice")


def test_a_second_respondent_has_answers_of_their_own(engagement, respondents):
    screen = opened("audit", "maturity_answer", engagement)
    ran(widget(screen.radio, "strategy_1_score").set_value(3))
    ran(widget(screen.get("button_group"), f"respondent_{engagement}").set_value(respondents[1]))
    assert widget(screen.radio, "strategy_1_score").value is None
    ran(widget(screen.radio, "strategy_1_score").set_value(0))
    assert marks(engagement) == {(respondents[0], "strategy_1"): 3, (respondents[1], "strategy_1"): 0}


def test_undo_takes_the_click_back_on_the_screen_too(engagement, respondents):
    screen = opened("audit", "maturity_answer", engagement)
    ran(widget(screen.radio, "strategy_1_score").set_value(3))
    ran(widget(screen.radio, "strategy_1_score").set_value(4))
    ran(widget(screen.button, "_undo").click())
    assert widget(screen.radio, "strategy_1_score").value == 3
    assert marks(engagement) == {(respondents[0], "strategy_1"): 3}


def test_next_unanswered_goes_on_where_the_answers_end(engagement, respondents):
    for question in range(1, 6):
        workbench.put(
            engagement, MaturityAnswer, {"respondent_id": respondents[0], "question": f"strategy_{question}"}, {"score": 2}, "ann"
        )
    screen = opened("audit", "maturity_answer", engagement)
    ran(widget(screen.button, "next_unanswered_above").click())
    assert widget(screen.radio, "people_1_score").value is None


def test_opinions_stand_side_by_side_with_what_to_talk_about(engagement, respondents):
    for respondent, score in zip(respondents, (0, 4), strict=True):
        workbench.put(engagement, MaturityAnswer, {"respondent_id": respondent, "question": "data_1"}, {"score": score}, "ann")
    screen = opened("audit", "maturity_answer", engagement)
    ran(widget(screen.get("button_group"), f"respondent_{engagement}").set_value(0))
    assert "!! 4" in texts(screen)
    assert "Ann says 0 and Bob says 4" in texts(screen)


def test_without_respondents_the_questionnaire_says_how_to_begin(engagement):
    assert "Who is in the room" in texts(opened("audit", "maturity_answer", engagement))


# --- benchmark


@pytest.fixture
def compared(engagement):
    criteria = workbench.add_many(engagement, Criterion, [{"name": "App", "weight": 3}, {"name": "Advice", "weight": 1}], "ann")
    companies = workbench.add_many(engagement, Competitor, [{"name": "Rival", "kind": "direct"}, {"name": "We", "kind": "client"}], "ann")
    return criteria, companies


def typed(screen, edited):
    key = screen.data_editor[0].key
    screen.session_state[key] = {"edited_rows": edited, "added_rows": [], "deleted_rows": []}
    return ran(screen)


def scores(engagement):
    return [(row.criterion_id, row.competitor_id, row.score) for row in rows(engagement, Score)]


def test_a_mark_is_written_and_a_second_one_changes_the_same_row(engagement, compared):
    (app, _advice), (rival, _we) = compared
    screen = opened("competitors", "score", engagement)
    typed(screen, {0: {str(rival): 4}})
    typed(screen, {0: {str(rival): 2}})
    assert scores(engagement) == [(app, rival, 2)]


def test_the_client_comes_first_and_totals_follow_the_weights(engagement, compared):
    (app, advice), (rival, we) = compared
    screen = opened("competitors", "score", engagement)
    assert list(screen.data_editor[0].value.columns[1:3]) == [str(we), str(rival)]
    typed(screen, {0: {str(rival): 5, str(we): 1}, 1: {str(rival): 1, str(we): 1}})
    assert sorted(scores(engagement)) == sorted([(app, rival, 5), (app, we, 1), (advice, rival, 1), (advice, we, 1)])
    assert "3.00 ahead of the client" in texts(ran(screen))


def test_an_emptied_cell_takes_the_mark_back_and_an_untouched_one_makes_no_row(engagement, compared):
    (app, _advice), (rival, we) = compared
    workbench.put(engagement, Score, {"criterion_id": app, "competitor_id": rival}, {"score": 4}, "ann")
    screen = opened("competitors", "score", engagement)
    typed(screen, {0: {str(rival): None, str(we): None}})
    assert scores(engagement) == [(app, rival, None)]


def test_a_mark_that_somebody_else_gave_meanwhile_waits_for_a_decision(engagement, compared):
    (app, _advice), (rival, _we) = compared
    screen = opened("competitors", "score", engagement)
    workbench.put(engagement, Score, {"criterion_id": app, "competitor_id": rival}, {"score": 4}, "bob")
    typed(screen, {0: {str(rival): 2}})
    assert scores(engagement) == [(app, rival, 4)]
    ran(widget(screen.button, "_mine").click())
    assert scores(engagement) == [(app, rival, 2)]


def test_a_benchmark_without_companies_says_what_it_needs(engagement):
    assert "at least two companies" in texts(opened("competitors", "score", engagement))


# --- addresses


def test_a_record_without_a_view_of_its_own_is_seen_where_it_is_edited(monkeypatch):
    from pages.screens import section

    views = [section.View(key, key, print) for key in ("workshop", "touchpoint", "maturity_answer")]
    for address in ({"view": "respondent"}, {"record": "respondent-7"}, {"view": "maturity_answer"}):
        monkeypatch.setattr(section.st, "query_params", address)
        assert section._current_view("audit", views).key == "maturity_answer"
