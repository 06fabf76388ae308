### What the bot says. A new language is a copy of this file under its own code ("fr.ftl") with the right-hand sides
### translated. Numbers are written and plurals chosen by the language's own rules; what stands in { braces } stays.
### { COMMAND("library add") } is the name of a command, which one can press where Discord lets one.

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
claim-may-be-true = I found nothing in my articles that settles this. It may still be true.
claim-nearest = The nearest passage I have – I cannot tell whether it settles this
claim-leans-supported = Seems to bear it out – read the quote, I may be wrong
claim-leans-contradicted = Seems to contradict it – read the quote, I may be wrong
claim-differs = The message says “{ $claimed }”, the source “{ $quoted }”.
claim-denied = The source denies it: “{ $quoted }”.
claim-denies = The message denies it with “{ $claimed }”; the source does not.
claim-summary =
    { $sentences ->
        [one] One sentence checked
       *[other] { $sentences } sentences checked
    }: { $supported } supported, { $contradicted } contradicted, { $missing } not in my articles.
claim-summary-part = { $sentences } of { $total } sentences checked: { $supported } supported, { $contradicted } contradicted, { $missing } not in my articles.
claim-left-out =
    { $sentences ->
        [one] The last one was
       *[other] The last { $sentences } were
    } not checked: I check { $most } of one message. They can be checked in a message of their own.
claim-unread = I read the first { $characters } characters only.
claim-more =
    { $sentences ->
        [one] One more is not shown.
       *[other] { $sentences } more are not shown.
    }
claim-nothing-to-check = I found no statement in that message that articles could bear out or deny. Choose one that says something in a whole sentence.
menu-no-text = That message has no text that I could read: I read neither pictures nor embeds. Choose one with words in it.
menu-no-question = There is no question in that message. Choose one that asks something.
menu-my-own = That message is mine. “Sources” under an answer shows where it comes from.

## Privacy

command-privacy = privacy
    .description = What I store of you, and for how long
command-forget-me = forget-me
    .description = Delete your questions, votes, watches and conversations
privacy-title = What I store of you
privacy-yours = Stored now
privacy-nothing = Nothing: no question, no vote and no watch of yours.
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
privacy-watches =
    { $watches ->
        [one] And one watch.
       *[other] And { $watches } watches.
    }
privacy-briefings =
    { $briefings ->
        [one] And one note of your briefings.
       *[other] And { $briefings } notes of your briefings.
    }
privacy-oldest = The oldest is of { $when }.
privacy-in-server = On { $server }
privacy-in-private = In private chats
privacy-kept =
    { $days ->
        [one] Questions and answers are deleted after one day.
       *[other] Questions and answers are deleted after { $days } days.
    }
privacy-kept-without-end = Questions and answers are kept until you delete them; whoever manages this server chose so.
privacy-when-left = When the server removes me, all of its data is deleted { $days } days later.
privacy-what = What is stored
privacy-what-text = Your question, my answer, when and in which channel, and your Discord ID; your votes and the reasons you write; what you watch, with the answer that you know, until you end it (a paused watch as long as questions are kept); whether you wish to be told when sources change; when you were briefed last, and briefings of several pages, as long as questions are kept; for those who manage a server, what they change in its settings.
privacy-backups = Backups
privacy-backups-text = Backups of everything are made, and each is deleted after about { $days } days. Until then it still has what you delete, locked away; if it is ever brought back, that is deleted again.
privacy-never = What is never stored
privacy-never-text = Messages that I do not answer, messages that you check as claims, attachments of questions, your name, your picture, your roles.
privacy-how-to-delete = /{ command-forget-me } deletes your questions, votes, watches and conversations everywhere, at once.
forget-confirm = Shall I delete this now, everywhere? It cannot be undone.
forget-button = Delete everything of mine
forget-not-yours = This button is for somebody else. Use { COMMAND("forget-me") } to delete what is stored of you.
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
forget-watches =
    { $watches ->
        [one] One watch has ended.
       *[other] { $watches } watches have ended.
    }
forget-briefings =
    { $briefings ->
        [one] One note of your briefings is gone.
       *[other] { $briefings } notes of your briefings are gone.
    }
forget-messages-stay = My messages in the channels stay until somebody deletes them there; I no longer know that you asked for them.

## Under an answer

button-continue = Continue in a thread
button-show = Show to everyone
continue-here = Ask on in { $thread }: each question builds on what was said there.
thread-opening-all = Ask on here; each question builds on those before it.
thread-opening-mention = Ask on here, mentioning me or replying to me; each question builds on those before it.

## When a source changes

errata-title = ⚠ The sources of this answer have changed
erratum-changed = The article was changed on { $day }. These words are no longer in it.
erratum-changed-now = The article was changed on { $day }. It says now:
erratum-corrected = A correction was added to the article on { $day }.
erratum-corrected-now = A correction was added to the article on { $day }:
erratum-withdrawn = The article was withdrawn here on { $day }.
errata-told = The sources of an answer to you have changed: “{ $question }”. The answer says so now: { $address }
errata-told-how = I tell you once for each answer. { COMMAND("privacy") } has the button that stops it.
privacy-errata = When sources change
privacy-errata-yes = I tell you in a direct message when the sources of an answer to you have changed, once for each answer.
privacy-errata-no = The answer itself says so, and I tell you nothing.
button-errata-on = Tell me when sources change
button-errata-off = Stop telling me

## Watches

command-watches = watches
    .description = What I am to tell you about: see it, pause it, end it
button-watch = Tell me when this changes
button-watch-answer = Tell me when there is an answer
button-watch-stop = Stop telling me
watch-set = I tell you { $place } when this answer changes: each change once, beside what it was before.
watch-set-open = I tell you { $place } when there is an answer.
watch-again = You watch this already. From now on I compare with the answer above.
watch-how = At most one message an hour. { COMMAND("watches") } lists what you watch.
watch-off = On this server nobody can be told of changes. Someone who manages it can allow that in { COMMAND("setup") }.
watch-in = in { $channel }
watch-direct = in a direct message
watch-told-answered = There is an answer now.
watch-told-changed = The answer has changed.
watch-told-lost = What answered this is gone from my articles.
watch-told-corrected = The source of this answer was corrected.
watch-before = Before
watches-title =
    { $count ->
        [0] No watches
        [one] One watch
       *[other] { $count } watches
    }
watches-none = You watch nothing yet. Press “{ button-watch }” under an answer.
watches-of-server = Watches of this server
watches-server =
    { $count ->
        [one] One watch
       *[other] { $count } watches
    } of { $most } on this server
watches-server-none = Nobody watches anything here. { COMMAND("setup") } says how many watches there may be.
watch-since = set { $when }
watch-told-count =
    { $count ->
        [0] nothing told yet
        [one] told once
       *[other] told { $count } times
    }
watch-paused-own = ⏸ paused by you
watch-paused-closed = ⏸ paused: you take no direct messages from me. Allow them, then press “{ watch-button-resume }”.
watch-paused-place = ⏸ paused: I cannot write there any more. Ask again in another channel, or press “{ watch-button-resume }” when I can.
watch-paused-left = ⏸ paused: you had left that server. Press “{ watch-button-resume }” if you are back.
watch-mentions-you = I mention you when I tell it.
watch-quiet-you = I do not mention you when I tell it.
watch-known = The answer that you know
watch-private = A question told in a direct message
watch-pick = Choose a watch …
watch-pick-to-end = End a watch …
watch-button-pause = Pause
watch-button-resume = Go on
watch-button-mention = Mention me
watch-button-quiet = Do not mention me
watch-button-end = End it
watch-button-list = All my watches
watch-ended = I tell you no more of “{ $question }”.
watch-end-title = End this watch?
watch-end-what = Whoever set it is told no more, and can set it again.
watch-not-yours = That watch is somebody else's. { COMMAND("watches") } lists yours.
watch-noticed =
    { $count ->
        [one] I could not tell you of a change and paused a watch of yours.
       *[other] I could not tell you of changes and paused { $count } watches of yours.
    } { COMMAND("watches") } says why, and lets you go on.
## How an answer moved

button-timeline = How it moved
timeline-title = How the answer moved
timeline-left-out =
    { $entries ->
        [one] One value between these is not shown.
       *[other] { $entries } values between these are not shown.
    }
timeline-changed = A later version of the article, which is dated { $day }.
timeline-disagrees = Within days of the value before, from another source: the sources disagree.
timeline-same =
    { $sources ->
        [one] The same in one more: { $names }
       *[other] The same in { $sources } more: { $names }
    }
timeline-footing = { $values } values from { $sources ->
        [one] one source
       *[other] { $sources } sources
    }, oldest first
timeline-one-value =
    { $sources ->
        [one] I found one value for this in my articles.
       *[other] I found one value for this in my articles, from { $sources } sources.
    }
timeline-picture-alt = Points over the days of publication. { $values }

## What is new

command-brief = brief
    .description = What is new: on a topic, since a day, or since you were here last
    .option-topic = topic
    .about-topic = For example: ceasefire. Without it, everything
    .option-since = since
    .about-since = A day or a time: monday, yesterday, 3 days, 2024-05-31. With a topic, by default 7 days
    .option-private = private
    .about-private = Answer so that only you see it; without a topic and a day always so
briefing-title = New on { $topics }
briefing-title-all = What is new
# "since" is span-since.
briefing-stories =
    { $stories ->
        [one] One story
       *[other] { $stories } stories
    } from { $articles ->
        [one] one article
       *[other] { $articles } articles
    }
briefing-nothing = Nothing is new { $since }.
briefing-nothing-on = Nothing is new on { $topics } { $since }.
briefing-latest = The newest that I have
briefing-before = Before: “{ $value }” · { $source } · { $day }
briefing-disagree = Sources disagree: “{ $value }” · { $source } · { $day }
briefing-left-out =
    { $stories ->
        [one] One more story is not shown.
       *[other] { $stories } more stories are not shown.
    } A topic or a later day shows fewer.
briefing-first = I have no earlier visit of yours here, so these are the last { $days } days. The next time it is what came since now.
button-briefing = Read all { $stories } stories
digest-test = A test. The digest itself has what came since the one before.

## Votes under an answer

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
turn-place = You are number { $position } in line; your answer comes in about { $seconds } s.
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
unanswered-no-publisher = There was no article by the publishers it kept to.
unanswered-nothing-yet = No article had been published by then.
unanswered-also = also: { $questions }
unanswered-more = and { $count } more
unanswered-dismiss = Dismiss a question …
unanswered-dismiss-title = Dismiss this question?
unanswered-dismiss-what = It leaves this list. If somebody asks it again, it comes back as a new one.
unanswered-dismiss-button = Dismiss
unanswered-dismissed = Dismissed: “{ $question }”. If somebody asks it again, it comes back here.
unanswered-gone = That question is not in the list any more: it was answered, dismissed or deleted meanwhile.
source-add = Source for { $number }
source-form = Add a source
source-address = Address of a page, a PDF or a feed
source-ask-again = Ask it again
source-answered = There is an answer now, so the question has left the list.

## How the answers were liked

feedback-title = Feedback
feedback-none = Nobody has voted on an answer here yet. The thumbs are under every answer.
feedback-totals = 👍 { $up } · 👎 { $down } · { $share } liked
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
deed-watch-end = Ended a watch: “{ $question }”
deed-digest-pause = Paused the digest: I cannot write in <#{ $channel }>
deed-posts-set = Set how new articles of the feed “{ $title }” are posted in “{ $channel }”
deed-posts-paused = Paused the posts of the feed “{ $title }” in “{ $channel }”
deed-posts-lost = Paused the posts of the feed “{ $title }”, because I cannot write in “{ $channel }” any more
deed-posts-end = Stopped posting new articles of the feed “{ $title }”
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
preference-watch_limit = Watches of the members together
preference-quiet_hours = Hours in which I tell nothing
preference-time_zone = Time zone
preference-digest_channel = Channel of the digest
preference-digest_days = Days of the digest
preference-digest_hour = Hour of the digest
preference-digest_topics = Topics of the digest
preference-digest_feeds = Feeds of the digest
preference-digest_empty = Digest when nothing is new
preference-channel = Channel { $channel }
preference-listen = Answer when addressed
preference-auto = Answer unasked
preference-threshold = Confidence for answers nobody asked for
preference-per_minute = Questions

## Reindexing, before and after

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
plan-fields = different: { $fields }
plan-more-sentences = … and { $sentences } more sentences
plan-more =
    … and { $articles ->
        [one] one more article
       *[other] { $articles } more articles
    }
plan-field-title = title
plan-field-publisher = publisher
plan-field-byline = author
plan-field-url = address
plan-field-published_at = date
plan-field-updated_at = day of the last change
plan-field-language = language
plan-field-correction = correction
plan-field-other = further facts
rollback-ask = Roll back
rollback-now = Roll back now
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
status-no-articles = There are no articles yet, so there is nothing to draw. { COMMAND("library add") } takes them in.
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
## Commands. Their English names and descriptions stand in the code as well; a test compares the two

# A name is lower case, at most 32 letters, digits, - and _; a description has at most 100 characters.
command-ask = ask
    .description = Ask the articles a question; the answer is a quote with its source
    .option-question = question
    .about-question = For example: when is the contract expected?
    .option-since = since
    .about-since = Only articles published on this day or later, like 2024-05-31
    .option-until = until
    .about-until = Answer as of this day, from what was published by then, like 2024-05-31
    .option-publisher = publisher
    .about-publisher = Only articles of this publisher
    .option-article = article
    .about-article = Only this article: type words of its title and choose it
    .option-private = private
    .about-private = Answer so that only you see it
command-timeline = timeline
    .description = How the answer to a question moved: each value with its day, publisher, quote
    .option-question = question
    .about-question = For example: how many people died in the quake?
    .option-since = since
    .about-since = Only articles published on this day or later, like 2024-05-31
    .option-until = until
    .about-until = Answer as of this day, from what was published by then, like 2024-05-31
    .option-publisher = publisher
    .about-publisher = Only articles of this publisher
    .option-private = private
    .about-private = Answer so that only you see it
command-articles = articles
    .description = List the articles I answer from, newest first
command-help = help
    .description = How to ask me, and what I show
command-library = library
    .description = This server's articles, for those who manage it
command-library-add = add
    .description = Add an article, a feed or a sitemap by its address, or a file
    .option-url = url
    .about-url = The address of a page, a PDF, a feed (I then follow it), a sitemap or a list of feeds
    .option-file = file
    .about-file = A .txt, .md, .html, .pdf, .docx or .jsonl file, or a .zip of those
command-library-list = list
    .description = List the articles I answer from here, newest first
command-library-show = show
    .description = Show an article's dates, origin, versions, corrections and copies
    .option-article = article
    .about-article = Type words of its title and choose it
command-library-remove = remove
    .description = Remove an article of this server; it can be undone for a while
    .option-article = article
    .about-article = Type words of its title and choose it
command-library-feeds = feeds
    .description = The feeds of this server: state, last success, next poll, errors
command-admin = admin
    .description = For those who manage this server
command-admin-status = status
    .description = Articles, passages, index, model, last ingest, uptime
command-admin-reindex = reindex
    .description = Rebuild the index of this server's articles; the old one keeps answering
    .option-dry_run = dry_run
    .about-dry_run = Only show what would change; nothing is written

## Numbers, days and lengths of time

list-separator = { ", " }
quoted = “{ $text }”
untitled = Untitled
count-article =
    { $n ->
        [one] { $n } article
       *[other] { $n } articles
    }
count-passage =
    { $n ->
        [one] { $n } passage
       *[other] { $n } passages
    }
count-word =
    { $n ->
        [one] { $n } word
       *[other] { $n } words
    }
count-feed =
    { $n ->
        [one] { $n } feed
       *[other] { $n } feeds
    }
count-day =
    { $n ->
        [one] { $n } day
       *[other] { $n } days
    }
count-question =
    { $n ->
        [one] { $n } question
       *[other] { $n } questions
    }
count-page =
    { $n ->
        [one] { $n } page
       *[other] { $n } pages
    }
pages =
    { $count ->
        [one] p.
       *[other] pp.
    } { $pages }
undated = undated
year = { $year }
# Spans of days, as they stand in refusal-outside-span and nearest-dated: "from 5 January 2024".
span-day = from { $day }
span-month = from { $month }
span-year = from { $year }
# "from 4–11 January 2024". There are $first_number, $first_day, $first and $last_number, $last_day, $last: as a number,
# without the year, in full.
span-within-month = from { $first_number }–{ $last }
span-within-year = from { $first_day } to { $last }
span-across-years = from { $first } to { $last }
span-since = since { $day }
span-until = up to { $day }
time-short = { NUMBER($seconds, minimumFractionDigits: 1) } s
time-seconds = { $seconds } s
time-minutes = { $minutes } min
time-hours = { $hours } h
time-minutes-seconds = { $minutes } min { $seconds } s
time-hours-minutes = { $hours } h { $minutes } min
time-days-hours = { $days } d { $hours } h
size-megabytes = { NUMBER($size, minimumFractionDigits: 1) } MB
size-bytes = { $size } bytes

## Answers

may-not-answer = This may not answer your question:
verdict-yes = Yes
verdict-no = No
verdict-none = Yes or no? Read the quote
verdict-dated = { $verdict }, as of { $day }
# Asked of the article itself: "source?", "when was it published?", "who wrote it?".
about-source = From { $publisher }, { $day }
about-source-none = From { $publisher }; the article states no date
about-published = Published: { $day }
about-published-updated = Published: { $day }; updated: { $updated }
about-published-none = The article states no date; it was added here on { $added }
about-author = Author: { $byline }
about-author-none = The article names no author; it is from { $publisher }
certainty-sure = Sure
certainty-likely = Likely: read the quote
certainty-doubtful = Doubtful: read the quote
as-of = As of { $day }, the newest source cited.
as-of-some-undated = As of { $day }, the newest source cited. { $undated } of { $quotes } quotes undated.
as-of-unknown = As of an unknown date: { $quotes ->
        [one] the source is
       *[other] the sources are
    } undated.
origins =
    { $articles } articles, { $origins ->
        [one] { $origins } origin
       *[other] { $origins } origins
    }
# What other articles say in place of the answer.
values-disagree = Sources disagree: { $values }
values-newer = Newer: { $values }
values-earlier = Earlier: { $values }
values-other_scope = No contradiction, a figure of something else: { $values }
date-note = “{ $words }” = { $means }
# What a relative time means: in English the library says it itself.
meaning-night = the night of { $day }
meaning-week = the week of { $day }
meaning-about = about { $time }
meaning-weekend = { $first_number }–{ $last }
meaning-days = { $first }–{ $last }
season-spring = spring { $year }
season-summer = summer { $year }
season-autumn = autumn { $year }
follow-up =
    { $face ->
        [terminal] Ask a follow-up, or press Enter on an empty line to leave.
        [private] Only you see this. To ask on, press “{ button-show }” and reply there, or ask anew with /{ command-ask }.
        [outside] Replies here do not reach me: ask the next question as a whole, with /{ command-ask }.
       *[discord] Reply to this message to ask a follow-up.
    }

## What people say around a question

# Lists of words, between commas: what a message may say beside its question, or instead of one. “called” is whom it
# calls, “before-a-name” are short words after which a name at the end of a sentence belongs to it (“about Ann?”).
small-talk-hello = hi, hello, hey, hiya, yo, sup, heya, howdy, greetings, good morning, good afternoon, good evening, good day, morning, hi there, hello there, hey there, how are you, how are you doing, how do you do, what's up, whats up, help, help me, who are you, what are you, what can you do, how do you work, how does this work, test, testing, ping, are you there, you there
small-talk-thanks = thanks, thank you, thank u, thx, tnx, ty, tysm, tyvm, cheers, thanks a lot, many thanks, much appreciated, thank you so much, thank you very much, thanks so much, appreciate it
small-talk-reaction = ok, okay, okey, k, kk, lol, lmao, rofl, omg, wow, wtf, haha, hm, hmm, ah, aha, oh, oh no, i see, nice, cool, great, awesome, perfect, amazing, good, very good, well done, good job, nice one, good bot, bad bot, best bot, got it, never mind, nevermind, nvm, no problem, np, yes, no, yep, yeah, yup, nope, nah, sure, right, true, false, wrong, sorry, bye, goodbye, good night, cya, see you, see you later, gg, brb, damn, whatever, same, welcome, you're welcome
small-talk-called = bot, dateline, everyone, everybody, all, guys, folks, team, people, there, mate, dude, friend, friends
small-talk-polite = please, pls, plz, kindly
words-before-a-name = about, of, by, to, from, with, for, against, at, on, in, than, and, or, is, are, was, were, do, does, did, has, have, like
talk-welcome = You are welcome. Ask me anything about the articles I have.
talk-fine = All right. Ask me anything about the articles I have.

## Refusals

corrected = Showing results for { $words }
known-by = As it was known on { $day }
refusal-empty-library = I have no articles yet, so I cannot answer anything.
refusal-not-a-question = I did not find a question in that.
refusal-nothing-found = I found nothing about that in my articles.
refusal-not-answered = My articles touch on that, but I found no sentence that answers the question.
refusal-outside-time = I have nothing about that from the time you asked about.
refusal-outside-span = Nothing { $span } answers this.
refusal-no-publisher = I have no article by the publishers that this question keeps to.
refusal-nothing-yet = None of my articles had been published by then.
refusal-before-first = None of my articles had been published by { $day }: the oldest is of { $first }.
next-empty-library = To change that, { $face ->
        [terminal] add an article with “dateline ingest PATH”
        [direct] whoever runs me can add an article
        [outside] whoever runs me can add an article
       *[discord] someone who manages this server can add an article with { COMMAND("library add") }
    }.
next-not-a-question = Ask in a sentence, for example “When is the contract expected?”; { $face ->
        [terminal] “dateline articles” lists what there is
       *[discord] { COMMAND("articles") } lists what I have
    }.
next-nothing-found = Ask about something else ({ $face ->
        [terminal] “dateline articles” lists what there is
       *[discord] { COMMAND("articles") } lists what I have
    }), or { $face ->
        [terminal] add an article with “dateline ingest PATH”
        [direct] ask whoever runs me to add an article
        [outside] ask whoever runs me to add an article
       *[discord] someone who manages this server can add an article with { COMMAND("library add") }
    }.
next-not-answered = Try other words or a narrower question, or { $face ->
        [terminal] add an article with “dateline ingest PATH”
        [direct] ask whoever runs me to add an article
        [outside] ask whoever runs me to add an article
       *[discord] someone who manages this server can add an article with { COMMAND("library add") }
    }.
next-outside-time = Ask about another time, or leave the time out; since and until also leave out every undated article.
next-nothing-yet = Ask as of a later day, or leave the day out.
next-no-publisher = Choose another publisher, or { $face ->
        [terminal] add an article with “dateline ingest PATH”
       *[discord] someone who manages this server can change the trusted publishers with { COMMAND("setup") } or add an article with { COMMAND("library add") }
    }.
nothing-mentions = Nothing here mentions { $words }.
nearest = The nearest passage I have – probably not an answer
nearest-dated = The nearest is from { $day } – it is not an answer
nearest-undated = The nearest is undated – it is not an answer

## What is known of a source

gone = no longer online
changed-since = the article was changed later and no longer says this
newer-exists = a newer version of the article exists
stood = As it stood on { $day }; changed on { $changed }.
notice = ⚠ { $notice }
notice-correction = ⚠ Correction: { $notice }
notice-note = ⚠ Note: { $notice }
also-in = also in: { $names }
also-in-more = also in: { $names } and { $more } more

## Long jobs

stage-ingesting = Ingesting
stage-reindexing = Reindexing
stage-embedding = Embedding
stage-comparing = Comparing
stage-rolling-back = Rolling back
progress = { $stage }: { $done } of { $total } ({ $percent }%)
progress-starting = { $stage } …
restarting = I am just restarting. Please try again in a moment.
result-added = { $n } added
result-updated = { $n } updated
result-unchanged = { $n } unchanged
result-duplicate = { $n } duplicate
result-skipped = { $n } not taken
result-failed = { $n } failed
result-nothing = nothing to take in
ingest-done = { $what }; { $passages } in { $time }.
ingest-following = Following the feed “{ $feed }”, every { $minutes } minutes.
item-added = Added: { $title }
item-updated = Updated: { $title }
item-unchanged = Unchanged: { $title }
item-duplicate = Duplicate: { $title }
item-skipped = Not taken: { $title }
item-failed = Failed: { $title }
item-warned = { $item } ({ $warnings })
items-full =
    { $n ->
        [one] { $n } more was not taken in because there is no room.
       *[other] { $n } more were not taken in because there is no room.
    }
reindex-done = Reindexed { $articles } and { $passages } in { $time }: { $changed } changed, { $embedded } embedded, { $reused } reused.

## Errors. What the library says of the cause ($problem) is a fact and stays as it is

error-mine = Something is wrong on my side. Whoever runs me finds it in the log, incident { $incident }.
error-unforeseen = Something went wrong that I did not foresee. Please try again; if it happens again, whoever runs me finds it in the log as incident { $incident }.
error-dateline = That did not work: { $problem }.
error-config = The settings in { $source } cannot be used: { $problem }. Correct them; config/default.toml lists and explains every setting.
error-store = The database { $path } cannot be used: { $problem }. Run “dateline doctor”, and look in the system's log for faults of the disk.
error-store-too-new = The database { $path } was made by a newer Dateline ({ $problem }). Upgrade Dateline, or name another folder in data_dir.
error-store-full = There is no room for { $path }: { $problem }. Make room on its disk and try again.
error-store-forbidden = The database { $path } cannot be opened or written: { $problem }. Name a folder in data_dir that this user may write to.
error-store-damaged = The database { $path } is damaged or is none: { $problem }. Move the data folder away and bring a backup back with “dateline restore-backup FILE”, or add the articles again.
error-store-busy = Another process is using { $path } ({ $problem }). Wait until it is done, or stop it, and try again.
error-backup = { $path } could not be written or read: { $problem }. Put that right and try again; nothing was changed.
error-backup-target = { $path } cannot be written: { $problem }.
error-backup-foreign = { $path } is no backup of Dateline: { $problem }. Name a file that “dateline backup” has written.
error-backup-too-new = The backup { $path } was made by a newer Dateline ({ $problem }). Upgrade Dateline and restore it then.
error-backup-damaged = The backup { $path } is damaged: { $problem }. Nothing was restored; take another backup.
error-deletions-unknown = With { $path }, what people have deleted would come back: { $problem }.
error-folder-not-empty = A backup is restored into an empty data folder only, and { $path } holds { $problem }. Move what is in it away, or name another folder in DATELINE_DATA_DIR.
error-folder-in-use = Another “dateline run” has the data folder { $folder }: stop that one, or give this one a folder of its own with DATELINE_DATA_DIR.
error-foreign-folder = The data folder { $folder } belongs to the Discord application { $owner }, and this token is that of { $mine }: use the token of { $owner }, give { $mine } a folder of its own with DATELINE_DATA_DIR, or hand this one over with “dateline run --adopt”.
error-model = The model “{ $model }” cannot be used: { $problem }. Correct { $setting } in the configuration, or remove it to get the default.
error-ingest = “{ $source }” could not be taken in: { $problem }. Correct it and send it again.
error-unsupported-format = “{ $source }” is a kind of file I cannot read. Save it as one of { $kinds } and try again.
error-unreadable-file = “{ $source }” cannot be read: { $problem }. Check its path and permissions, and that it is text.
error-encrypted-file = “{ $source }” cannot be opened: { $problem }. Take the password off, or send the article's text only.
error-damaged-file = “{ $source }” is damaged or not what its name says: { $problem }. Save or download it again and send the new file.
error-too-demanding = Reading “{ $source }” was given up: { $problem }. Send a smaller file, or the article's text only.
error-file-too-large = “{ $source }” has { $size }; the limit is { $limit }. Split it, or send the article's text only.
error-file-larger = “{ $source }” has more; the limit is { $limit }. Split it, or send the article's text only.
error-too-many-pages = “{ $source }” has { $problem }. Send the pages that matter as a file of their own.
error-too-much-packed = “{ $source }” is not unpacked: { $problem }. Split it, or send the files that matter by themselves.
error-too-many-characters = “{ $source }” has { $size } characters of text; an article may have { $limit }. Split it, or ask whoever runs me to raise quota.article_characters.
error-too-many-passages = “{ $source }” makes { $size } passages; an article may have { $limit }. Split it, or ask whoever runs me to raise quota.article_passages.
error-full-articles = There is no room for another article: this server has { $used } of { $limit }. Remove articles that nobody needs, or ask whoever runs me to raise quota.server_articles.
error-full-bytes = There is no room for more text: the articles of this server take up { $used } of { $limit }. Remove articles that nobody needs, or ask whoever runs me to raise quota.server_bytes.
error-full-feeds = There is no room for another feed: this server follows { $used } of { $limit }. Remove one, or ask whoever runs me to raise quota.server_feeds.
error-invalid-metadata = The front matter of “{ $source }” cannot be understood: { $problem }. It takes title, url, publisher and date, one “key: value” a line between two lines of “---”.
error-invalid-listing = “{ $source }” cannot be read as a feed, sitemap or OPML list: { $problem }. Open it in a browser to see what is there; a site's feed often ends in /feed or /rss.
error-invalid-json = “{ $source }” is not an article in JSON: { $problem }. It takes one object with title and text, and where known url, publisher, author, date and language.
error-empty-article = “{ $source }” holds no article: { $problem }. Send a file with at least one sentence of running text.
error-not-an-article = “{ $source }” is no article: { $problem }.
error-scanned-file = “{ $source }” holds pictures of pages: { $problem }. Run it through text recognition (OCR) first, or send the article's text.
error-unsafe-address = “{ $source }” is not fetched: { $problem }. Give the http or https address of a public page; fetch.allowed_ports and fetch.allow_private_networks in the configuration allow more.
error-fetch-failed = “{ $source }” could not be fetched: { $problem }. Check that it opens in a browser, and try again later.
error-fetch-failed-wait = “{ $source }” could not be fetched: { $problem }. Check that it opens in a browser, and try again in { $time }.
error-gone-from-source = “{ $source }” is gone: { $problem }. Check the address; what was taken in from it before stays.
error-empty-listing = “{ $source }” lists nothing to take in: { $problem }. Check that it is the right address.
error-empty-listing-since = “{ $source }” lists nothing to take in: { $problem }. Try an earlier day, or leave the day out.
error-not-found = There is no { $kind } { $id } here any more. Ask again to get it from the current articles.
error-no-answer = There is no answer { $id } here any more. Ask again to get it from the current articles.
error-no-article = There is no article { $id } here any more. Look it up in the list of articles.
error-no-removed-article = There is no removed article { $id } here any more. It was brought back already, or removed for good; you can add it again.
error-no-feed = There is no feed { $id } here any more. Look it up in the list of feeds.
error-no-reindex = There is no reindex { $id } here any more. Only the newest one of the same articles can be taken back.
error-no-change = There is no change { $id } here that could be undone. { COMMAND("admin log") } shows those that can.
error-no-watch = There is no watch { $id } here any more. { COMMAND("watches") } lists yours.
error-no-briefing = That briefing is no longer stored, or is of another place. { COMMAND("brief") } makes a new one.
error-cannot-undo-undone = “{ $name }” was put back already. { COMMAND("admin log") } shows what is in force.
error-cannot-undo-changed = “{ $name }” was changed again since. Undo the newer change first; { COMMAND("admin log") } shows it.
error-cannot-restore = “{ $key }” was added anew since it was removed. Remove the new one first if you want the old one back.
error-invalid-question = I cannot ask that: { $problem }. Change the question and try again.
error-unreadable-time = “{ $value }” is no day in the past that I can read. Write it like monday, yesterday, 3 days or 2024-05-31.
no-such-day = “{ $value }” is no day. Write it like 2024-05-31.
error-topic-too-long = That topic has { $size } characters; up to { $limit } are possible. Name it in a few words.
error-preferences-unknown = I could not read what this server has set, so I decide nothing yet. Please try again in a moment.
error-evaluation = “{ $source }” cannot be used for evaluation: { $problem }. Correct it and start again; retrieval/evaluation/README.md describes the files.
error-watch-limit = { $whose ->
        [server] The members of this server have { $used } watches, and may have { $limit }. Someone who manages it can raise that in { COMMAND("setup") }.
       *[person] You have { $used } watches, and may have { $limit }. End one with { COMMAND("watches") }, then try again.
    }
error-reindex-running = A reindex is already under way. Wait for it to finish, or cancel it first.
error-timeout = That took too long and was stopped. Please try again in a moment.

## Permissions, as Discord's apps call them

permission-view_channel = View Channel
permission-send_messages = Send Messages
permission-send_messages_in_threads = Send Messages In Threads
permission-create_public_threads = Create Public Threads
permission-embed_links = Embed Links
permission-attach_files = Attach Files
permission-read_message_history = Read Message History
permission-manage_guild = Manage Server
permission-manage_threads = Manage Threads

## Errors of Discord

discord-direct-messages-closed = I cannot write to you directly. Allow direct messages, or ask me in a channel.
discord-stopped-waiting = Discord stopped waiting before I was ready. Please try again.
discord-place-gone = The message or channel I was answering in is gone. Please ask again.
discord-refused = Discord refused my message (error { $status }, code { $code }). Please try again in a moment.
discord-needs = I need { $permissions } here. Someone who manages this server can allow it in the channel's settings.
discord-needs-tag = Every post in that forum needs a tag, and there is none that I may use. Add a tag that everybody may use, or allow me “{ permission-manage_threads }” there; then try again.
discord-closed = Discord closed the connection (code { $code }). Check the network and start Dateline again.
discord-closed-4004 = Discord does not accept the token. Copy a fresh one from { $portal } into DISCORD_TOKEN.
discord-closed-4010 = Discord does not accept the shard. Restart Dateline; it uses one.
discord-closed-4011 = The bot is in too many servers for one connection, and Dateline cannot use several yet.
discord-closed-4012 = Discord no longer speaks this version of its protocol. Update with “pip install -U discord.py”.
discord-closed-4013 = Discord does not know an intent that was asked for. Update with “pip install -U discord.py”.
discord-closed-4014 = Discord refused an intent. Allow it under { $portal } → Bot → Privileged Gateway Intents.
discord-exception = Discord's library reported “{ $problem }”. Please try again in a moment.
discord-client = The Discord client could not go on: { $problem }. Start Dateline again.
discord-server = Discord has trouble of its own (error { $status }). Please try again in a few minutes.
discord-rate-limited = Discord asks me to slow down. Please try again in { $seconds } s.
discord-gateway-not-found = Discord's gateway cannot be found. Check the network, and discord.api_url if you have set it.
discord-login-failure = Discord does not accept the token. Copy a fresh one from { $portal } → Bot → Reset Token into DISCORD_TOKEN, and start Dateline again.
discord-responded = I have answered that already. If you see nothing, please try again.
discord-no-application = Discord did not say which application this is. Check the token at { $portal }.
discord-invalid-data = Discord sent something I could not read. Please try again.
discord-unreachable = Discord cannot be reached. Check the network and discord.api_url; I keep trying while I am running.

## Errors of commands

use-failed = That command did not work: { $problem }. Please try again.
option-not-taken = “{ $value }” is not what this option takes. Choose a value that Discord offers, and try again.
option-not-a-day = “{ $value }” is no day I can read; write it like 2024-05-31.
option-one-source = Give me either an address (url) or a file, one of the two.
option-not-an-address = “{ $value }” is no web address. Copy the whole of it, from https:// on.
option-article-none = There is no article “{ $value }” here. Type words of its title and choose one that Discord offers.
option-article-near = There is no article “{ $value }” here. The nearest: { $names }.
option-article-several = Several articles fit “{ $value }”: { $names }. Choose the one you mean while Discord offers them.
option-publisher-none = There is no publisher “{ $value }” here. { COMMAND("articles") } shows who published what I have.
option-publisher-near = There is no publisher “{ $value }” here. The nearest: { $names }.
option-publisher-several = Several publishers fit “{ $value }”: { $names }. Choose the one you mean while Discord offers them.
option-shared-article = “{ $title }” belongs to all servers, so only whoever runs me can remove it. To keep it out of the answers here, choose the publishers you trust in { COMMAND("setup") }.
option-days-reversed = { $since } is after { $until }. Give since the earlier day and until the later one.
use-not-translated = A text of mine could not be translated. Please try again.
use-needs-manager = This needs the Manage Server permission, or a role that may manage me here. Ask someone who manages this server.
use-needs-discords-own = This needs Discord's own permission “{ permission-manage_guild }”: a role that may manage me does not say who else manages me. Ask someone who has that permission.
use-servers-only = This works in servers only. Use it in a channel of the server it is about.
use-needs = This needs { $permissions }. Ask someone who manages this server.
use-bot-needs = I need { $permissions } for that. Someone who manages this server can allow it.
use-cooldown = One moment, please: again in { $seconds } s.
use-not-known = Discord still shows a command that I no longer have. Reload Discord (Ctrl+R) and choose it again.
use-changed = Discord still shows an older form of this command. Reload Discord (Ctrl+R) and choose it again.
use-sync-refused = Discord refused my list of commands, so the old ones stay. The log says which command and why.

## Pages: a source, the articles, the state of things, help

field-publisher = Publisher
field-published = Published
field-address = Address
field-correction = Correction
field-also-in = Also in
and-more = and { $more } more
and-more-lines = … and { $more } more
source-footer = Source { $position } of { $total } · { $standing }
source-checked = checked against the stored article just now
source-checked-but = checked against the stored article just now; { $but }
source-not-verified = not verified
source-unverified = **The stored article no longer holds this quote, so it is not shown.**
source-unverified-why = The article has changed since the answer was given. Ask again to get it from the current text.
source-removed = The article this quote came from has been removed. Ask again to search what is here now.
position = { $position } of { $total }
articles-none = There is nothing here yet. Someone who manages this server can use { COMMAND("library add") }.
articles-shown = { $first }–{ $last } of { $total }, newest first, undated last
status-title = Status
status-articles = Articles
status-passages = Passages
status-index = Index
status-model = Model
status-last-ingest = Last ingest
status-uptime = Up for
status-now = Now
status-own = This server's own
status-own-text =
    Articles: { $articles } of { $most_articles }
    Text: { $text } of { $most_text }
    Feeds: { $feeds } of { $most_feeds }
    Watches: { $watches } of { $most_watches }
    Questions kept: { $questions }
status-commands = Commands
status-commands-failing = Discord has not taken the newest commands yet; those from before keep working. Tries so far: { $tries }, first failure { $since }. I keep trying.
number = { $n }
index-stale = { $indexed } indexed, { $stale } waiting for a reindex
index-current = { $passages }, up to date
never = never
help-title = { $name } answers from articles
help-promise = Every answer is a verbatim quote, with its article, publisher and date. Where no article answers, I say so.
help-ask = **Ask** – mention me with a question, write to me directly, or use { COMMAND("ask") }.
help-ask-here = **Ask** – use { COMMAND("ask") } here, or write to me directly: what is written here does not reach me.
help-follow-up = **Follow up** – reply to an answer of mine and leave the ping (@) on. If this help comes instead of an answer, I did not get your text: mention me in it.
help-reword = **Reword** – edit your question and my reply changes with it; delete it and the reply goes too.
help-check = **Check** – press *{ button-sources }* under an answer to see each quote in its paragraph.
help-watch = **Keep up** – press *{ button-watch }* under an answer; { COMMAND("watches") } lists what you watch.
help-browse = **Browse** – { COMMAND("brief") } shows what is new, { COMMAND("articles") } what I answer from.
help-menus = **About a message** – open its menu, then *Apps*: *{ menu-ask-about-this }* or *{ menu-check-this-claim }*. Only you see the answer.
help-yours = **Yours** – { COMMAND("privacy") } says what I keep of you, { COMMAND("forget-me") } deletes it.
help-managers = For those who manage the server

## An article and the feeds, for those who manage a server

article-byline = Byline
article-updated = Updated
article-language = Language
article-size = Size
article-version = Version
article-version-taken = { $version }, taken in { $day }
article-dated-by = { $date } ({ $origin })
article-footer = Article { $id }
gone-since = no longer online since { $day }
unknown-day = an unknown day
changes-heading = **What changed in version { $version }**, taken in { $day }
changes-none = **What changed in version { $version }**, taken in { $day }: no sentence, only what stands around them.
feeds-none = There are no feeds yet. { COMMAND("library add") } takes the address of one.
feeds-shown = { $first }–{ $last } of { $total }
feed-remove-stays = Its { $articles ->
        [one] { $articles } article stays
       *[other] { $articles } articles stay
    }; I only stop asking it for new ones.
feed-remove-brought-none = It has brought no articles; I only stop asking it for new ones.
feed-last-success = last success { $when }
feed-next-poll = next poll { $when }
feed-state-ok = ok
feed-state-failing = failing
feed-state-gone = gone
feed-removed = The feed “{ $feed }” is removed; its articles stay.
feed-unnamed = Feed
article-restored = “{ $title }” is back.
article-removed = Removed “{ $title }”.
article-removed-undo = Removed “{ $title }”. { button-undo } brings it back for { $days ->
        [one] { $days } day
       *[other] { $days } days
    }.

## Buttons and menus

button-sources = Sources
button-previous = ◀ Previous
button-next = Next ▶
button-cancel = Cancel
button-undo = Undo
button-keep = Keep it
button-remove-feed = Remove feed
pick-feed = See a feed, post what is new, remove it …
button-all-feeds = All feeds

## What jobs say on their messages

adding-title = Taking it in …
adding-stopped = Stopped: I am shutting down. What was taken in so far is kept; add it again for the rest.
board-stands-still = This message soon stands still, as Discord has it; I go on, and write to you directly at the end.
reindexing-title = Reindexing …
reindexing = Reindexing.
reindexing-progress = Reindexing. { $progress }
reindexing-elsewhere = A reindex is under way.
reindexing-stale = The index is out of date and is being rebuilt in the background.
reindexing-stale-progress = The index is out of date and is being rebuilt in the background. { $percent }% of this step is done.
reindexing-cancelled = Reindex cancelled. The index from before keeps answering.
reindexing-stopped = Reindex stopped: I am shutting down. The index from before keeps answering; start it again later.
reindexing-over = This is not under way any more: it ended, or I was restarted meanwhile. { COMMAND("admin reindex") } starts a reindex.
interrupted-reindex =
    Reindex interrupted: I was stopped in the middle. { $changed ->
        [one] One article is done and stays
       *[other] { $changed } of { $articles } articles are done and stay
    }; all of them keep answering. { COMMAND("admin reindex") } does the rest.
interrupted-reindex-unchanged = Reindex interrupted: I was stopped before it had changed anything. The index from before keeps answering; { COMMAND("admin reindex") } starts it again.
interrupted-dry-run = Interrupted: I was stopped in the middle. Nothing was written; { COMMAND("admin reindex") } starts it again.
interrupted-rollback = Interrupted: I was stopped in the middle of rolling back. What is back stays; “{ rollback-ask }” does the rest.
interrupted-adding = Interrupted: I was stopped in the middle. What was taken in so far is kept; add it again for the rest.
interrupted-waiting = I was restarted while you waited. If no answer follows within a minute, please ask again.

## Notices of feeds that fail

feed-gone = The feed “{ $feed }” is gone: { $problem }. I ask it no more; what it brought stays. { COMMAND("library feeds") } shows its state.
feed-silent-since = The feed “{ $feed }” has not answered since { $day }: { $problem }. I keep trying; nothing of what it brought is lost. { COMMAND("library feeds") } shows its state.
feed-never-answered = The feed “{ $feed }” has never answered: { $problem }. I keep trying; nothing of what it brought is lost. { COMMAND("library feeds") } shows its state.
feed-full = What is new in the feed “{ $feed }” cannot be taken in. { $reason } When there is room I go on by myself.
feed-no-reason = it gave no reason

## New articles as posts

post-withdrawn = This article was withdrawn.
post-changed = changed on { $day }
button-post-details = Dates and versions
posts-title = New articles of “{ $feed }”
posts-off = Nothing of this feed is posted yet. Choose a channel, a thread or a forum: from then on I post there what is new. What the feed has brought until now is not posted.
posts-are-on = 📰 new articles are posted in { $channel }
posts-are-paused-own = ⏸ posting in { $channel } is paused
posts-are-paused-place = ⏸ posting is paused: I cannot write in { $channel } any more
posts-mend = Allow me “View Channel” and “Send Messages” there and press “{ posts-button-resume }”, or choose another channel.
posts-one-a-story = Each story is posted once, however many print it.
posts-thread = Each post opens a thread, in which I answer questions.
posts-publish = Each post is published to the servers that follow the channel.
posts-tag = Each post there has the tag “{ $tag }”, because the forum asks for one.
posts-mention = I mention { $role }.
posts-mention-nobody = I mention nobody.
posts-everything = Everything new is posted.
posts-must = Only with one of these words in the title or the first sentences: { $words }
posts-must-not = Not with one of these words there: { $words }
posts-publishers = Only of these publishers: { $words }
posts-menu-channel = Where to post …
posts-menu-role = Which role to mention …
posts-button-open = New articles as posts …
posts-button-thread = With threads
posts-button-no-thread = Without threads
posts-button-publish = Publish them
posts-button-no-publish = Do not publish them
posts-button-words = Words and publishers …
posts-button-test = Test post
posts-button-pause = Pause
posts-button-resume = Go on
posts-button-end = Post no more
posts-form-title = Words and publishers
posts-form-must = One of these words
posts-form-must-not = None of these words
posts-form-publishers = One of these publishers
posts-form-how = With commas between them; leave it empty for no filter
posts-not-everyone = A post cannot mention everybody. Choose another role.
posts-too-many-words = That is too much for a filter: at most { $most } words or names, none longer than { $longest } characters. Nothing was changed.
posts-no-sample = This feed has brought no article yet that a test could show. Try again when it has.
posts-test = 🧪 A test: new articles of this feed will look like this.
posts-tested = The test post is there: { $address }

## Setting up a server (/setup)

command-setup = setup
    .description = Where I listen, who may ask, limits, language and more, on one panel
setup-menu = What to set up
setup-overview = Setup
setup-overview-about = This is how I work here. I am useful as I am; change what you like. Each choice counts at once and can be undone.
setup-listen = Where I answer
    .about = I answer there when I am mentioned, replied to or asked with { COMMAND("ask") }. A thread is as its channel.
setup-auto = Unasked answers
    .about = There I answer questions that nobody addressed to me, and new posts of forums. Below the confidence you choose, I stay silent.
setup-askers = Who may ask
    .about = Whoever has one of the roles may ask me on this server.
setup-managers = Who may manage me
    .about = Who sees { COMMAND("setup") }, { COMMAND("library") } and { COMMAND("admin") } is decided by Discord: Server Settings → Integrations. Give the same roles access there.
setup-limits = Limits
    .about = Half of a minute's questions may come at once. Who has to wait is told for how long.
setup-free = Roles without limit
    .about = The limits for the channel and the server still hold for them.
setup-retention = How long I remember
    .about = Older questions and answers are deleted once a day. Articles stay.
setup-watches = Watches
    .about = Under an answer, members choose to be told when it changes. In the quiet hours I keep what I would tell, and tell it afterwards.
setup-digest = Digest
    .about = What is new, posted by itself on the days and at the hour that you choose, each story once. Off as long as no channel is chosen.
setup-language = Language
    .about = For what I say in channels. Quotes stay in the language of their article.
setup-publishers = Trusted publishers
    .about = Those with most articles are in the menu; add others by name.
setup-channel = One channel
    .about = What a channel has of its own counts there, and in its threads, before what the server has.
setup-listens-everywhere = I answer in every channel that I can read.
setup-listens-only = I answer in { $channels } only.
setup-auto-nowhere = I speak only when I am asked.
setup-auto-in = In { $channels } I also answer unasked, when I am at least { $percent }% sure.
setup-askers-all = Everyone may ask.
setup-askers-only = Only { $roles } may ask.
setup-managers-discord = Whoever has Manage Server manages me.
setup-managers-too = Whoever has Manage Server manages me, and { $roles }.
setup-limits-are = In a minute: { $person } questions a person, { $channel } a channel, { $server } the whole server.
setup-free-none = The limit per person holds for everyone.
setup-free-roles = The limit per person does not hold for { $roles }.
setup-kept-days = { $days ->
    [one] I keep questions and answers for one day.
   *[other] I keep questions and answers for { $days } days.
}
setup-kept-always = I keep questions and answers until somebody asks me to forget them.
setup-watches-none = Nobody can be told when an answer changes.
setup-watches-are =
    { $count ->
        [one] One answer may be watched here; I tell of changes at any hour.
       *[other] Up to { $count } answers may be watched here; I tell of changes at any hour.
    }
setup-watches-quiet =
    { $count ->
        [one] One answer may be watched here
       *[other] Up to { $count } answers may be watched here
    }; in the quiet hours { $hours } ({ $zone }) I tell nothing.
setup-digest-none = No digest is posted.
setup-digest-is = A digest in { $channel }, { $days }, at { $hour } ({ $zone }): { $about }.
setup-digest-everything = everything new
setup-digest-silent = When nothing is new, nothing is posted.
setup-digest-empty = When nothing is new, I say so.
setup-digest-paused = ⏸ The digest is paused: I cannot write in the channel. Choose another one, or allow me “View Channel” and “Send Messages” there and press “{ setup-button-test }”. Nothing is lost meanwhile.
setup-digest-at = At { $hour }
setup-digest-tested = A test is in { $channel }.
every-day = every day
setup-speaks-as-discord = I speak the language of this server in Discord.
setup-speaks = I speak { $language }.
setup-trusts-all = I answer from every publisher.
setup-trusts-only = I answer from { $names } only.
setup-channels-none = No channel has anything of its own.
setup-channels-own = Different from the server: { $channels }.
setup-and-more = { $names } and { $count } more
setup-aspect-line = { $channel } · { $aspect }: { $value }
setup-aspect-listen = Answers when asked
setup-aspect-auto = Answers unasked
setup-aspect-threshold = How sure for that
setup-aspect-language = Language
setup-aspect-publishers = Publishers
setup-aspect-per_minute = Limit
setup-as-server-now = as the server ({ $value })
setup-yes = yes
setup-no = no
setup-as-server = As the server
setup-as-discord = As Discord says
setup-all-publishers = All publishers
setup-sure = at least { $percent }% sure
setup-days = { $days ->
    [one] one day
   *[other] { $days } days
}
setup-always = without end
setup-value-user_per_minute = A person: { $number } a minute
setup-value-channel_per_minute = A channel: { $number } a minute
setup-value-server_per_minute = The server: { $number } a minute
setup-value-per_minute = { $number } a minute
setup-watches-count =
    { $count ->
        [one] One watch
       *[other] Up to { $count } watches
    }
setup-watches-off = No watches
setup-quiet = Quiet hours: { $hours }
setup-quiet-never = No quiet hours
setup-menu-channels = Everywhere – choose to keep to some
setup-menu-auto_channels = Nowhere – choose channels and forums
setup-menu-channel = Which channel?
setup-menu-asker_roles = Everyone – choose to keep to some
setup-menu-manager_roles = Choose roles
setup-menu-unlimited_roles = Choose roles
setup-menu-publishers = All – choose the trusted ones
setup-menu-aspect = What of it?
setup-menu-digest_channel = Off – choose a channel
setup-menu-digest_days = On which days?
setup-button-no-digest = No digest
setup-button-digest = Topics, feeds, time zone …
setup-button-test = Post a test
setup-button-everywhere = Everywhere
setup-button-nowhere = Nowhere
setup-button-everyone = Everyone
setup-button-only-discord = Manage Server only
setup-button-no-role = No role
setup-button-numbers = Other numbers …
setup-button-names = Add by name …
setup-button-nothing-own = All as the server
setup-button-gone = Remove what is gone
setup-undo = Undo
setup-redo = Redo
setup-changed = Changed.
setup-undone = Undone.
setup-cannot-hear = ⚠️ Discord withholds from me what does not address me. Whoever runs me has to set discord.message_content = true and allow the Message Content Intent in the developer portal; until then I cannot answer unasked.
setup-gone-channels = { $count ->
    [one] One channel of these no longer exists.
   *[other] { $count } channels of these no longer exist.
}
setup-gone-roles = { $count ->
    [one] One role of these no longer exists.
   *[other] { $count } roles of these no longer exist.
}
setup-publishers-absent = No article here is by { $names } yet.
setup-form = Set up
setup-form-names = Publishers to trust, one a line
setup-form-user_per_minute = Questions a minute, per person
setup-form-channel_per_minute = Questions a minute, per channel
setup-form-server_per_minute = Questions a minute, whole server
setup-form-per_minute = Questions a minute in this channel
setup-form-digest_topics = Topics, one a line; none: everything
setup-form-digest_feeds = Also all that is new from these feeds
setup-form-time_zone = Time zone
setup-form-digest_empty = Post when nothing is new, too?
setup-topics = Not changed: at most { $most } topics, of { $longest } characters each.
setup-foreign = That is no choice on this server. Open { COMMAND("setup") } anew and choose what it offers.
setup-invalid = That cannot be set: { $problem }.
setup-not-everyone = Not changed: then everyone could manage me. Choose other roles.
setup-not-a-number = Not changed: “{ $text }” is no whole number from 1 to { $most }.
setup-name-too-long = Not changed: a name may have { $most } characters.
setup-too-many-names = Not changed: I can keep to { $most } publishers at most.
