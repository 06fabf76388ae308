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

