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

## Stimmen unter einer Antwort

figure = { $number }
vote-form = Was stimmt an dieser Antwort nicht?
vote-why = Grund
vote-why-note = Deine Stimme zählt schon. Der Grund hilft denen, die die Artikel auswählen.
vote-why-choose = Wähle einen Grund
vote-why-wrong = Die Antwort ist falsch
vote-why-no-answer = Das Zitat beantwortet die Frage nicht
vote-why-outdated = Sie ist veraltet
vote-why-other = Etwas anderes
vote-words = In deinen Worten
vote-thanks = Danke. Wer die Artikel dieses Bots verwaltet, wird es sehen.
