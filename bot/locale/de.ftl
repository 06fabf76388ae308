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

## Wer an der Reihe ist

turn-again-person = Einen Moment bitte: Du kannst in { $seconds } s wieder fragen.
turn-again-channel = In diesem Kanal wurde gerade viel gefragt: In { $seconds } s geht es weiter.
turn-again-server = Auf diesem Server wurde gerade viel gefragt: In { $seconds } s geht es weiter.
turn-place = Du bist Nummer { $position }; noch etwa { $seconds } s.
turn-not-asker = Auf diesem Server darf mich nur { $roles } fragen.
turn-elsewhere = Hier antworte ich nicht. Frag mich in { $channels }.
turn-not-here = In diesem Kanal antworte ich nicht. Frag mich in einem anderen.
