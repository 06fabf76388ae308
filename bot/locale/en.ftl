### What the bot says. A new language is a copy of this file under its own code ("fr.ftl") with the right-hand sides
### translated. Numbers are written and plurals chosen by the language's own rules; what stands in { braces } stays.

## The language itself

# What its speakers call it.
language-name = English
# How it writes dates.
locale = en-GB

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
