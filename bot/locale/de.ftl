### What the bot says. See en.ftl.

## The language itself

language-name = Deutsch
locale = de-DE

## Under an answer

button-continue = In einem Thread weiter
button-show = Allen zeigen
continue-here = Frag in { $thread } weiter: Jede Frage baut auf dem auf, was dort gesagt wurde.
thread-opening-all = Frag hier weiter; jede Frage baut auf den vorigen auf.
thread-opening-mention = Frag hier weiter, indem du mich erwähnst oder mir antwortest; jede Frage baut auf den vorigen auf.

