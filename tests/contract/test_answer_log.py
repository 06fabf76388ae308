"""Answers and votes, in the real library and in the stand-in that the bot's tests run on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from retrieval import NotFound, Reason, Refusal, Tally

from .log_world import HOME, OTHER, START, LogWorld, answer, questions


async def test_what_is_known_of_a_question(world: LogWorld) -> None:
    first = await world.asked("who?")
    second = await world.asked("and when?", by="user:2", follows=first, private=True)
    stored = await world.library.answers.asked("asked 2")
    assert stored == await world.library.answers.get(second)
    assert (stored.asked_by, stored.place, stored.home) == ("user:2", "channel:1", HOME)
    assert (stored.follows, stored.private, stored.question) == (first, True, "and when?")
    assert await world.library.answers.asked("asked 3") is None


async def test_a_claim_is_no_answer_yet(world: LogWorld) -> None:
    claim = await world.library.answers.begin("m", question="q", scopes=(), place="channel:1", home=HOME)
    assert claim is not None
    assert await world.library.answers.begin("m", question="q", scopes=()) is None
    assert await world.library.answers.asked("m") is None
    assert await world.library.answers.withdraw("m") is None
    assert await world.library.answers.latest("channel:1", since=START) is None
    assert await world.library.answers.conversation(claim) == ()
    with pytest.raises(NotFound):
        await world.library.votes.cast(claim, "user:1", 1)
    await world.library.answers.finish(claim, answer("q"))
    assert await world.library.answers.asked("m") is not None


async def test_claims_that_nobody_finishes_can_be_found_and_given_up(world: LogWorld) -> None:
    before = await world.asked("who?")
    for key in ("one", "two"):
        await world.library.answers.begin(key, question="q", scopes=(), place=f"channel:{key}")
        world.later()
    first, second = await world.library.answers.unfinished()
    assert (first.asked_key, first.place, first.asked_at) == (
        "one",
        "channel:one",
        START + timedelta(minutes=1),
    )
    assert (second.asked_key, second.id > first.id) == ("two", True)
    assert await world.library.answers.abandon_claim("one")
    assert not await world.library.answers.abandon_claim("one")
    assert not await world.library.answers.abandon_claim("asked 1")
    await world.library.answers.finish(second.id, answer("q"), follows=before)
    assert (await world.library.answers.get(second.id)).follows == before
    assert await world.library.answers.unfinished() == ()


async def test_a_revision_replaces_question_and_outcome_and_keeps_the_post(world: LogWorld) -> None:
    answer_id = await world.asked("whom?")
    await world.library.answers.finish(answer_id, Refusal("who?", Reason.NOTHING_FOUND))
    stored = await world.library.answers.posted("posted 1")
    assert (stored.id, stored.question, stored.outcome.reason) == (answer_id, "who?", Reason.NOTHING_FOUND)
    assert [each.questions for each in await world.library.unanswered.find(HOME)] == [("who?",)]
    await world.library.answers.finish(answer_id, answer("who is it?"))
    assert await world.library.unanswered.find(HOME) == ()


async def test_a_withdrawn_answer_is_gone_with_its_votes(world: LogWorld) -> None:
    answer_id = await world.asked()
    await world.library.votes.cast(answer_id, "user:2", -1)
    withdrawn = await world.library.answers.withdraw("asked 1")
    assert (withdrawn.id, withdrawn.posted_key) == (answer_id, "posted 1")
    assert await world.library.answers.withdraw("asked 1") is None
    assert (await world.library.votes.feedback(HOME)).total == 0
    assert await world.library.people.summary("user:2") == await world.library.people.summary("nobody")
    assert await world.library.answers.begin("asked 1", question="q", scopes=()) is not None


async def test_a_private_answer_can_be_shown_to_everyone_once(world: LogWorld) -> None:
    answer_id = await world.asked(private=True)
    assert await world.library.answers.publish(answer_id)
    assert not await world.library.answers.publish(answer_id)
    assert not (await world.library.answers.get(answer_id)).private
    assert not await world.library.answers.publish(77)


async def test_a_conversation_is_what_an_answer_goes_on_from(world: LogWorld) -> None:
    ids = [await world.asked("0")]
    for number in range(1, 9):
        ids.append(await world.asked(str(number), by=f"user:{number}", follows=ids[-1]))
    assert questions(await world.library.answers.conversation(ids[2])) == ["0", "1", "2"]
    assert questions(await world.library.answers.conversation(ids[-1])) == ["3", "4", "5", "6", "7", "8"]
    assert questions(await world.library.answers.conversation(ids[-1], limit=1)) == ["8"]
    await world.library.answers.withdraw("asked 6")
    assert questions(await world.library.answers.conversation(ids[-1])) == ["6", "7", "8"]
    assert await world.library.answers.conversation(77) == ()


async def test_a_private_answer_is_part_of_its_asker_s_conversations_only(world: LogWorld) -> None:
    secret = await world.asked("secret", by="user:1", private=True)
    own = await world.asked("mine", by="user:1", follows=secret)
    theirs = await world.asked("theirs", by="user:2", follows=own)
    assert questions(await world.library.answers.conversation(own)) == ["secret", "mine"]
    assert questions(await world.library.answers.conversation(theirs)) == ["mine", "theirs"]
    assert questions(await world.library.answers.conversation(secret)) == ["secret"]
    nobody = await world.asked("of nobody", by=None, private=True)
    after = await world.asked("of nobody too", by=None, follows=nobody)
    assert questions(await world.library.answers.conversation(after)) == ["of nobody too"]


async def test_a_conversation_that_bites_its_tail_ends(world: LogWorld) -> None:
    one = await world.asked("one", follows=2)
    two = await world.asked("two", follows=one)
    assert two == 2
    assert questions(await world.library.answers.conversation(two)) == ["one", "two"]


async def test_the_latest_answer_in_a_place(world: LogWorld) -> None:
    latest = world.library.answers.latest
    await world.asked("first")
    await world.asked("second", by="user:2")
    since = world.now
    await world.asked("elsewhere", place="channel:2")
    await world.asked("secret", by="user:3", private=True)
    assert (await latest("channel:1", since=START)).question == "second"
    assert (await latest("channel:1", since=START, asked_by="user:2")).question == "second"
    assert (await latest("channel:1", since=START, asked_by="user:3")).question == "secret"
    assert await latest("channel:1", since=since) is None
    assert await latest("channel:3", since=START) is None


async def test_one_vote_a_person_which_may_change(world: LogWorld) -> None:
    answer_id = await world.asked()
    vote = world.library.votes.cast
    assert await vote(answer_id, "user:1", 1) == Tally(1, 0)
    assert await vote(answer_id, "user:1", 1) == Tally(1, 0)
    assert await vote(answer_id, "user:2", 1) == Tally(2, 0)
    assert await vote(answer_id, "user:1", -1) == Tally(1, 1)
    assert await world.library.votes.of(answer_id) == Tally(1, 1)
    other = await world.asked(home=OTHER)
    await vote(other, "user:1", 1)
    assert await world.library.votes.totals(HOME) == Tally(1, 1)
    with pytest.raises(NotFound):
        await vote(77, "user:1", 1)
    with pytest.raises(NotFound):
        await world.library.votes.of(77)


async def test_votes_are_on_what_was_shown(world: LogWorld) -> None:
    answer_id = await world.asked("whom?")
    await world.library.votes.cast(answer_id, "user:1", -1)
    await world.library.answers.finish(answer_id, answer("whom?"))
    assert await world.library.votes.of(answer_id) == Tally(0, 1)
    await world.library.answers.finish(answer_id, answer("who is it?"))
    assert await world.library.votes.of(answer_id) == Tally(0, 0)


async def test_a_reason_comes_later_and_leaves_with_the_value(world: LogWorld) -> None:
    answer_id = await world.asked("when?")
    await world.library.votes.cast(answer_id, "user:2", -1)
    world.later()
    given_at = world.now
    await world.library.votes.cast(answer_id, "user:2", -1, reason="It is of last year")
    world.later()
    await world.library.votes.cast(answer_id, "user:2", -1)
    await world.library.votes.cast(answer_id, "user:2", -1, reason="It is of last year")
    (item,) = (await world.library.votes.feedback(HOME)).items
    assert (item.answer_id, item.question, item.answer, item.value) == (answer_id, "when?", "May 5", -1)
    assert (item.reason, item.voted_at, item.place) == ("It is of last year", given_at, "channel:1")
    assert item.posted_key == "posted 1"
    await world.library.votes.cast(answer_id, "user:2", 1)
    (item,) = (await world.library.votes.feedback(HOME)).items
    assert (item.value, item.reason) == (1, None)


async def test_feedback_newest_first_page_by_page(world: LogWorld) -> None:
    ids = [await world.asked(str(number)) for number in range(5)]
    for answer_id in ids:
        await world.library.votes.cast(answer_id, "user:9", 1 if answer_id % 2 else -1)
        world.later()
    await world.library.votes.cast(ids[0], "user:9", -1 if ids[0] % 2 else 1)
    page = await world.library.votes.feedback(HOME, offset=0, limit=2)
    assert ([item.question for item in page.items], page.total, page.offset) == (["0", "4"], 5, 0)
    rest = await world.library.votes.feedback(HOME, offset=2, limit=9)
    assert [item.question for item in rest.items] == ["3", "2", "1"]
    down = await world.library.votes.feedback(HOME, only_down=True)
    assert {item.value for item in down.items} == {-1}
    assert down.total == (await world.library.votes.totals(HOME)).down


async def test_feedback_on_a_private_answer_is_only_counted(world: LogWorld) -> None:
    answer_id = await world.asked("my secret", private=True)
    await world.library.votes.cast(answer_id, "user:1", -1, reason="wrong")
    assert (await world.library.votes.feedback(HOME)).total == 0
    assert await world.library.votes.totals(HOME) == Tally(0, 1)
