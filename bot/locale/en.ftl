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
