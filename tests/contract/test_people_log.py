"""Refusals, the ledger, forgetting and leaving, in the real library and in the stand-in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval import CannotUndo, Forgotten, NotFound, PersonalDataSummary, Reason

from .log_world import HOME, OTHER, START, LogWorld, answer


async def test_refused_questions_most_asked_first(world: LogWorld) -> None:
    await world.refused("who won the cup", by="user:1")
    first = await world.refused("when is the treaty signed", by="user:1")
    second = await world.refused("When is the treaty signed", by="user:2", reason=Reason.NOT_ANSWERED)
    await world.refused("hello", reason=Reason.NOT_A_QUESTION)
    await world.refused("who is it, between us", private=True)
    await world.refused("not ours", home=OTHER)
    await world.refused("nobody's", home=None)
    await world.asked("answered")
    treaty, cup = await world.library.unanswered.find(HOME)
    assert treaty.questions == ("When is the treaty signed", "when is the treaty signed")
    assert (treaty.count, treaty.people, treaty.reason) == (2, 2, Reason.NOT_ANSWERED)
    assert treaty.answer_ids == (second, first)
    assert treaty.newest == (await world.library.answers.get(second)).asked_at
    assert (cup.count, cup.people, cup.questions) == (1, 1, ("who won the cup",))
    assert await world.library.unanswered.find(HOME, limit=1) == (treaty,)
    (since,) = await world.library.unanswered.find(HOME, since=treaty.newest)
    assert since.answer_ids == (second,)


async def test_what_was_seen_to_is_not_reported_until_it_is_asked_anew(world: LogWorld) -> None:
    seen = await world.refused("who won the cup")
    theirs = await world.refused("who won the cup", home=OTHER)
    assert await world.library.unanswered.dismiss([seen, theirs, 77], home=HOME) == 1
    assert await world.library.unanswered.dismiss([seen], home=HOME) == 0
    assert await world.library.unanswered.find(HOME) == ()
    assert len(await world.library.unanswered.find(OTHER)) == 1
    stored = await world.library.answers.get(seen)
    await world.library.answers.finish(seen, stored.outcome, posted_key="again")
    assert await world.library.unanswered.find(HOME) == (), "the same outcome once more is nothing new"
    again = await world.refused("who won the cup")
    (cluster,) = await world.library.unanswered.find(HOME)
    assert cluster.answer_ids == (again,)


async def test_a_question_that_was_answered_doubtfully_is_still_open(world: LogWorld) -> None:
    question = "who won the cup"
    first = await world.asked(question, replace(answer(question), doubtful=True))
    second = await world.refused(question)
    (cluster,) = await world.library.unanswered.find(HOME)
    assert cluster.answer_ids == (second, first)
    assert await world.library.unanswered.dismiss([second], home=HOME) == 1
    (cluster,) = await world.library.unanswered.find(HOME)
    assert (cluster.answer_ids, cluster.reason) == ((first,), Reason.NOT_ANSWERED)
    await world.library.answers.finish(first, answer(question))
    assert await world.library.unanswered.find(HOME) == ()


async def test_a_preference_is_the_newest_entry_of_its_name(world: LogWorld) -> None:
    prefer = world.library.audit_log.set_preference
    assert await prefer(HOME, "language", None, by="user:1") is None
    entry = await prefer(HOME, "language", '"de"', by="user:1")
    assert (entry.place, entry.name, entry.before, entry.after) == (HOME, "language", None, '"de"')
    assert (entry.by, entry.at, entry.is_preference) == ("user:1", world.now, True)
    assert (await prefer(HOME, "language", '"de"', by="user:2")).id == entry.id
    await prefer(HOME, "limit", "3", by="user:1")
    await prefer(OTHER, "language", '"ja"', by="user:1")
    assert await world.library.audit_log.preferences(HOME) == {"language": '"de"', "limit": "3"}
    gone = await prefer(HOME, "language", None, by="user:2")
    assert (gone.before, gone.after) == ('"de"', None)
    assert await world.library.audit_log.preferences(HOME) == {"limit": "3"}
    assert await world.library.audit_log.preferences("guild:3") == {}


async def test_the_ledger_newest_first_with_deeds(world: LogWorld) -> None:
    await world.library.audit_log.set_preference(HOME, "limit", "3", by="user:1")
    deed = await world.library.audit_log.record(HOME, "library add", '{"title": "A"}', by="user:2")
    await world.library.audit_log.record(OTHER, "reindex", None, by="user:2")
    page = await world.library.audit_log.page(HOME, limit=1)
    assert (page.items, page.total) == ((deed,), 2)
    assert (deed.is_preference, deed.before, deed.after) == (False, None, '{"title": "A"}')
    (older,) = (await world.library.audit_log.page(HOME, offset=1)).items
    assert older.name == "limit"
    with pytest.raises(NotFound):
        await world.library.audit_log.undo(deed.id, place=HOME, by="user:1")


async def test_an_undo_is_a_new_entry_that_can_be_undone(world: LogWorld) -> None:
    library = world.library
    await library.audit_log.set_preference(HOME, "limit", "3", by="user:1")
    entry = await library.audit_log.set_preference(HOME, "limit", "5", by="user:1")
    back = await library.audit_log.undo(entry.id, place=HOME, by="user:2")
    assert (back.undoes, back.before, back.after, back.by) == (entry.id, "5", "3", "user:2")
    assert [each.undone for each in (await library.audit_log.page(HOME)).items] == [False, True, False]
    with pytest.raises(CannotUndo) as caught:
        await library.audit_log.undo(entry.id, place=HOME, by="user:2")
    assert (caught.value.name, caught.value.undone) == ("limit", True)
    forth = await library.audit_log.undo(back.id, place=HOME, by="user:1")
    assert (forth.undoes, forth.after) == (back.id, "5")
    assert [each.undone for each in (await library.audit_log.page(HOME)).items] == [False, True, False, False]
    assert (await library.audit_log.undo(entry.id, place=HOME, by="user:1")).after == "3", (
        "it is in force again"
    )


async def test_what_cannot_be_undone(world: LogWorld) -> None:
    library = world.library
    entry = await library.audit_log.set_preference(HOME, "limit", "3", by="user:1")
    await library.audit_log.set_preference(HOME, "language", '"de"', by="user:1")
    newer = await library.audit_log.set_preference(HOME, "limit", "5", by="user:1")
    with pytest.raises(CannotUndo) as caught:
        await library.audit_log.undo(entry.id, place=HOME, by="user:1")
    assert not caught.value.undone
    deed = await library.audit_log.record(HOME, "removed", None, by="user:1")
    assert (await library.audit_log.change(newer.id, place=HOME)).name == "limit"
    for place, entry_id in ((OTHER, newer.id), (HOME, 77), (HOME, deed.id)):
        with pytest.raises(NotFound):
            await library.audit_log.undo(entry_id, place=place, by="user:1")
        with pytest.raises(NotFound):
            await library.audit_log.change(entry_id, place=place)
    await library.audit_log.undo(newer.id, place=HOME, by="user:1")
    await library.audit_log.undo(entry.id, place=HOME, by="user:1")
    assert await library.audit_log.preferences(HOME) == {"language": '"de"'}


async def test_a_person_is_forgotten(world: LogWorld) -> None:
    library = world.library
    mine = await world.asked("mine", by="user:1")
    theirs = await world.asked("theirs", by="user:2", follows=mine)
    await library.votes.cast(mine, "user:2", 1)
    await library.votes.cast(theirs, "user:1", -1)
    await library.audit_log.set_preference(HOME, "limit", "3", by="user:1")
    await library.answers.begin("under way", question="q", scopes=(), asked_by="user:1")
    await library.people.read_errata("user:2", True)
    await library.people.read_errata("user:2", False)
    await library.people.read_errata("user:1", True)
    assert await library.people.summary("user:1") == PersonalDataSummary(2, 1, START, errata=True)
    assert await library.people.forget("user:1") == Forgotten(2, 1, ("posted 1",))
    assert await library.people.summary("user:1") == PersonalDataSummary(0, 0, None)
    assert await library.people.summary("user:2") == PersonalDataSummary(
        1, 0, (await library.answers.get(theirs)).asked_at
    )
    assert [each.id for each in await library.answers.conversation(theirs)] == [theirs]
    (entry,) = (await library.audit_log.page(HOME)).items
    assert (entry.by, entry.after) == (None, "3")
    assert await library.people.forget("user:1") == Forgotten(0, 0)


async def test_old_answers_of_a_home_are_deleted(world: LogWorld) -> None:
    library = world.library
    old = await world.asked()
    await library.votes.cast(old, "user:2", 1)
    await world.asked(home=None)
    await world.asked(home=OTHER)
    await library.audit_log.set_preference(HOME, "limit", "3", by="user:1")
    world.later(days=30)
    day = world.now
    kept = await world.asked()
    assert set(await library.answers.homes()) == {HOME, OTHER, None}
    assert await library.retention.forget_before(HOME, day) == 1
    assert await library.retention.forget_before(HOME, day) == 0
    assert await library.people.summary("user:2") == PersonalDataSummary(0, 0, None)
    assert (await library.answers.get(kept)).id == kept
    assert await library.retention.forget_before(None, day) == 1
    assert set(await library.answers.homes()) == {HOME, OTHER}
    assert (await library.audit_log.page(HOME)).total == 1


async def test_who_left_is_forgotten_after_a_while_unless_they_come_back(world: LogWorld) -> None:
    library = world.library
    for home in (HOME, OTHER):
        await world.asked(home=home)
        await library.audit_log.set_preference(home, "limit", "3", by="user:1")
    since = world.now
    await library.scopes.mark_left(HOME)
    world.later()
    await library.scopes.mark_left(HOME)
    await library.scopes.mark_left(OTHER)
    assert await library.scopes.left() == ((HOME, since), (OTHER, world.now))
    assert await library.retention.purge_left(since) == ()
    await library.scopes.mark_returned(OTHER)
    world.later()
    assert await library.retention.purge_left(world.now) == (HOME,)
    assert await library.scopes.left() == ()
    assert await library.answers.homes() == (OTHER,)
    assert await library.scopes.known() == (OTHER,)
    assert await library.audit_log.preferences(HOME) == {}
    assert await library.audit_log.preferences(OTHER) == {"limit": "3"}
    assert (await library.audit_log.page(HOME)).total == 0


async def test_whose_library_it_is(world: LogWorld) -> None:
    library = world.library
    assert await library.owner.claim("bot:1") == "bot:1"
    assert await library.owner.claim("bot:2") == "bot:1"
    assert await library.owner.claim("bot:2", hand_over=True) == "bot:2"
    assert await library.owner.claim("bot:1") == "bot:2"


async def test_messages_of_work_under_way(world: LogWorld) -> None:
    library = world.library
    await library.messages.note("message:1", '{"kind": "reindex"}')
    await library.messages.note("message:2", "{}")
    (first, _) = await library.messages.unfinished()
    await library.messages.note("message:1", '{"text": "Done."}')
    await library.messages.forget("message:2")
    await library.messages.forget("message:3")
    (left,) = await library.messages.unfinished()
    assert (left.message, left.facts, left.since) == ("message:1", '{"text": "Done."}', first.since)
