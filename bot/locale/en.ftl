### What the bot says. A new language is a copy of this file under its own code ("fr.ftl") with the right-hand sides
### translated. Numbers are written and plurals chosen by the language's own rules; what stands in { braces } stays.

## The language itself

# What its speakers call it.
language-name = English
# How it writes dates.
locale = en-GB


## Where Discord lets the bot do less than it needs

outside-private = This server lets apps that it did not install answer in private only. To let me answer everyone, someone who manages it can allow “Use External Apps”.
delivery-answers = For { $name }: “{ $question }”
hint-send-messages = I may not write in { $channel }, so a question there got no answer. Someone who manages the server can allow me “View Channel” and “Send Messages” in the channel's settings.
hint-send-messages-in-threads = I may not write in the thread { $channel }, so a question there got no answer. Someone who manages the server can allow me “Send Messages in Threads” in the channel's settings.
hint-embed-links = I may not use embeds in { $channel }, so my answers there come as plain text. Someone who manages the server can allow me “Embed Links” in the channel's settings.
hint-read-message-history = I may not read the history of { $channel }, so my answers there cannot be replies. Someone who manages the server can allow me “Read Message History” in the channel's settings.
hint-attach-files = I may not attach files in { $channel }, so pictures are left out there. Someone who manages the server can allow me “Attach Files” in the channel's settings.
hint-create-public-threads = I may not start threads in { $channel }, so conversations stay in the channel. Someone who manages the server can allow me “Create Public Threads” in the channel's settings.

## Checking what a message claims

menu-ask-about-this = Ask about this
menu-check-this-claim = Check this claim
claim-supported = Supported
claim-contradicted = Contradicted
claim-not-found = Not in my articles
claim-may-be-true = None of my articles bears this out or says otherwise. It may still be true.
claim-nearest = The nearest passage I have – it neither bears this out nor denies it
claim-differs = The message says “{ $claimed }”, the source “{ $quoted }”.
claim-denied = The source denies it: “{ $quoted }”.
claim-denies = The message denies it with “{ $claimed }”; the source does not.
claim-summary =
    { $sentences ->
        [one] One sentence checked
       *[other] { $sentences } sentences checked
    }: { $supported } supported, { $contradicted } contradicted, { $missing } not in my articles.
claim-more =
    { $sentences ->
        [one] One more is not shown.
       *[other] { $sentences } more are not shown.
    }
claim-nothing-to-check = I found no statement in that message that articles could bear out or deny. Choose one that says something in a whole sentence.
menu-no-text = That message has no text that I could read: I read neither pictures nor embeds. Choose one with words in it.
menu-my-own = That message is mine. “Sources” under an answer shows where it comes from.

## Privacy

command-privacy = privacy
    .description = What I store of you, and for how long
command-forget-me = forget-me
    .description = Delete your questions, votes and conversations
privacy-title = What I store of you
privacy-yours = Stored now
privacy-nothing = Nothing: no question and no vote of yours.
privacy-held =
    { $answers ->
        [0] No question
        [one] One question with its answer
       *[other] { $answers } questions with their answers
    } and { $votes ->
        [0] no vote
        [one] one vote
       *[other] { $votes } votes
    }, from all servers and private chats together.
privacy-oldest = The oldest is of { $when }.
privacy-in-server = On { $server }
privacy-in-private = In private chats
privacy-kept =
    { $days ->
        [one] Questions and answers are deleted after one day.
       *[other] Questions and answers are deleted after { $days } days.
    }
privacy-kept-without-end = Questions and answers are kept until you delete them; whoever manages this server chose so.
privacy-what = What is stored
privacy-what-text = Your question, my answer, when and in which channel, and your Discord ID; your votes and the reasons you write; for those who manage a server, what they change in its settings.
privacy-never = What is never stored
privacy-never-text = Messages that I do not answer, messages that you check as claims, attachments of questions, your name, your picture, your roles.
privacy-how-to-delete = /forget-me deletes your questions, votes and conversations everywhere, at once.
forget-confirm = Shall I delete this now, everywhere? It cannot be undone.
forget-button = Delete everything of mine
forget-not-yours = This button is for somebody else. Use /forget-me to delete what is stored of you.
forget-nothing = Nothing of yours is stored, so there is nothing to delete.
forget-done =
    Deleted: { $answers ->
        [0] no question
        [one] one question with its answer
       *[other] { $answers } questions with their answers
    } and { $votes ->
        [0] no vote
        [one] one vote
       *[other] { $votes } votes
    }. No conversation of yours is remembered any more.
forget-messages-stay = My messages in the channels stay until somebody deletes them there; I no longer know that you asked for them.
## Under an answer

button-continue = Continue in a thread
button-show = Show to everyone
continue-here = Ask on in { $thread }: each question builds on what was said there.
thread-opening-all = Ask on here; each question builds on those before it.
thread-opening-mention = Ask on here, mentioning me or replying to me; each question builds on those before it.

## Votes under an answer

figure = { $number }
vote-form = What is wrong with this answer?
vote-why = Reason
vote-why-note = Your vote counts already. This helps those who choose the articles.
vote-why-choose = Choose a reason
vote-why-wrong = The answer is wrong
vote-why-no-answer = The quote does not answer the question
vote-why-outdated = It is outdated
vote-why-other = Something else
vote-words = In your own words
vote-thanks = Thank you. Those who manage this bot's articles will see it.
## Whose turn it is

turn-again-person = One moment, please: you can ask again in { $seconds } s.
turn-again-channel = This channel has asked a lot just now: again in { $seconds } s.
turn-again-server = This server has asked a lot just now: again in { $seconds } s.
turn-place = You are number { $position }; about { $seconds } s.
turn-not-asker = On this server only { $roles } may ask me.
turn-elsewhere = I do not answer here. Ask me in { $channels }.
turn-not-here = I do not answer in this channel. Ask me in another one.

## Numbers and pages

share = { NUMBER($share, style: "percent") }
page-range = { $first }–{ $last } of { $total }

## Commands for those who manage a server

command-admin-unanswered = unanswered
    .description = Questions without an answer, and sources for them
command-admin-feedback = feedback
    .description = How the answers were liked, and why not
command-admin-log = log
    .description = What was changed here, by whom, with Undo

## Questions without an answer

unanswered-title =
    { $count ->
        [0] No question without an answer
        [one] One question without an answer
       *[other] { $count } questions without an answer
    }
unanswered-none = Every question asked here got an answer, or was dismissed.
unanswered-asked =
    { $count ->
        [one] asked once
       *[other] asked { $count } times
    }
unanswered-people =
    { $people ->
        [one] by one person
       *[other] by { $people } people
    }
unanswered-newest = last { $when }
unanswered-empty-library = There was no article yet.
unanswered-not-a-question = There was no question in it.
unanswered-nothing-found = No article was about it.
unanswered-not-answered = Articles touch on it, but none answers it.
unanswered-outside-time = Nothing from the time that was asked about.
unanswered-also = also: { $questions }
unanswered-more = and { $count } more
unanswered-dismiss = Dismiss a question …
unanswered-dismiss-title = Dismiss this question?
unanswered-dismiss-what = It leaves this list. If somebody asks it again, it comes back as a new one.
unanswered-dismiss-button = Dismiss
unanswered-keep = Keep it
unanswered-dismissed = Dismissed: “{ $question }”. If somebody asks it again, it comes back here.
unanswered-gone = That question is not in the list any more: it was answered, dismissed or deleted meanwhile.
source-add = Add a source for { $number }
source-form = Add a source
source-address = Address of a page, a PDF or a feed
source-taking-in = Taking it in …
source-ask-again = Ask it again
source-answered = There is an answer now, so the question has left the list.

## How the answers were liked

feedback-title = Feedback
feedback-none = Nobody has voted on an answer here yet. The thumbs are under every answer.
feedback-up = 👍
feedback-down = 👎
feedback-share = Liked
feedback-no-down = Nobody has voted against an answer.
feedback-no-reason = no reason given
feedback-open = Open the answer

## The log of a server

ledger-title = Log
ledger-none = Nothing has been changed here yet.
ledger-change = { $name }: { $before } → { $after }
ledger-change-undone = { $name } put back: { $before } → { $after }
ledger-undone = (undone)
ledger-somebody = someone who was forgotten
ledger-undo = Undo …
ledger-restore = Bring back “{ $title }”
deed-library-add =
    Took in “{ $source }”: { $added ->
        [0] nothing new
        [one] one new article
       *[other] { $added } new articles
    }{ $updated ->
        [0] {""}
       *[other] , { $updated } updated
    }
deed-library-remove = Removed the article “{ $title }”
deed-library-restore = Brought back the article “{ $title }”
deed-feed-remove = Stopped following the feed “{ $title }”
deed-reindex =
    Reindexed { $articles ->
        [one] one article
       *[other] { $articles } articles
    }, { $changed } changed
deed-reindex-cancelled = Cancelled a reindex
deed-reindex-rollback =
    Rolled back a reindex: { $articles ->
        [one] one article
       *[other] { $articles } articles
    } as before
deed-unanswered-dismiss =
    Dismissed “{ $question }”, { $count ->
        [one] asked once
       *[other] asked { $count } times
    }
deed-hint = Told that I lack “{ $permission }” in { $place }
value-default = default
value-on = on
value-off = off
value-none = none
value-all = all
value-everyone = everyone
value-everywhere = everywhere
value-nowhere = nowhere
value-without-end = without end
value-days =
    { $days ->
        [one] one day
       *[other] { $days } days
    }
value-per-minute = { $number } a minute

## Names of preferences

preference-language = Language
preference-channels = Channels where I answer
preference-auto_channels = Channels where I answer unasked
preference-auto_threshold = Confidence for answers nobody asked for
preference-asker_roles = Roles that may ask
preference-manager_roles = Roles that may manage me
preference-publishers = Trusted publishers
preference-user_per_minute = Questions per person
preference-channel_per_minute = Questions per channel
preference-server_per_minute = Questions of the whole server
preference-unlimited_roles = Roles without a limit
preference-retention_days = How long questions are kept
preference-channel = Channel { $channel }
preference-listen = Answer when addressed
preference-auto = Answer unasked
preference-threshold = Confidence for answers nobody asked for
preference-per_minute = Questions

## Reindexing, before and after

reindex-working = Reindexing …
reindex-now = Reindex now
plan-working = Looking what would change …
plan-title = What a reindex would change
plan-line =
    Of { $articles ->
        [one] one article
       *[other] { $articles } articles
    } a reindex would read { $reread } differently and cut { $resplit } into other passages; { $embed ->
        [0] no passage needs a new vector
        [one] one passage needs a new vector
       *[other] { $embed } passages need new vectors
    }. Nothing was written.
plan-nothing = No article would change.
plan-reread = read differently
plan-resplit = cut into other passages
plan-fields = other: { $fields }
plan-more-sentences = … and { $sentences } more sentences
plan-more =
    … and { $articles ->
        [one] one more article
       *[other] { $articles } more articles
    }
field-title = title
field-publisher = publisher
field-byline = author
field-url = address
field-published_at = date
field-updated_at = day of the last change
field-language = language
field-correction = correction
field-other = further facts
rollback-ask = Roll back
rollback-now = Roll back now
rollback-keep = Keep it
rollback-working = Rolling back …
rollback-question =
    Put { $articles ->
        [one] the one article
       *[other] all { $articles } articles
    } back as before this reindex? What was changed again since stays as it is.
rollback-done-already = This reindex has been rolled back already.
rollback-line =
    Rolled back: { $articles ->
        [one] one article is
       *[other] { $articles } articles are
    } as before the reindex.
rollback-left =
    { $articles ->
        [one] One article was
       *[other] { $articles } articles were
    } changed again since and left alone.

## The picture beside the status

status-by-day = Articles by publication
status-by-publisher = Articles by publisher
status-no-articles = There are no articles yet, so there is nothing to draw. /library add takes them in.
status-no-days = No article states the day of its publication.
status-per-day = Per day, { $first } to { $last }.
status-per-week = Per week, from the week of { $first } to that of { $last }.
status-per-month = Per month, { $first } to { $last }.
status-per-year = Per year, { $first } to { $last }.
status-per-decade = Per decade, from { $first } to { $last }.
status-per-century = Per century, from { $first } to { $last }.
status-older =
    { $articles ->
        [one] One older article is not drawn.
       *[other] { $articles } older articles are not drawn.
    }
status-undated =
    { $articles ->
        [one] One article states no day.
       *[other] { $articles } articles state no day.
    }
status-no-publisher = unknown publisher
status-more-publishers =
    { $publishers ->
        [one] one more
       *[other] { $publishers } more
    } with { $articles ->
        [one] one article
       *[other] { $articles } articles
    }
status-picture-alt = Bars: articles by publication day and by publisher.
