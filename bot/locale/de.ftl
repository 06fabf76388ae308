### What the bot says. See en.ftl.

## The language itself

language-name = Deutsch
locale = de-DE


## Where Discord lets the bot do less than it needs

outside-private = Dieser Server lässt Apps, die er nicht installiert hat, nur privat antworten. Damit ich allen antworten kann, muss jemand aus der Serververwaltung „Externe Apps verwenden“ erlauben.
delivery-answers = Für { $name }: „{ $question }“
hint-send-messages = Ich darf in { $channel } nicht schreiben, deshalb blieb dort eine Frage ohne Antwort. Wer den Server verwaltet, kann mir in den Einstellungen des Kanals „Kanal ansehen“ und „Nachrichten senden“ erlauben.
hint-send-messages-in-threads = Ich darf im Thread { $channel } nicht schreiben, deshalb blieb dort eine Frage ohne Antwort. Wer den Server verwaltet, kann mir in den Einstellungen des Kanals „Nachrichten in Threads senden“ erlauben.
hint-embed-links = Ich darf in { $channel } keine Einbettungen verwenden, deshalb kommen meine Antworten dort als reiner Text. Wer den Server verwaltet, kann mir in den Einstellungen des Kanals „Links einbetten“ erlauben.
hint-read-message-history = Ich darf den Verlauf von { $channel } nicht lesen, deshalb kann ich dort nicht direkt auf Nachrichten antworten. Wer den Server verwaltet, kann mir in den Einstellungen des Kanals „Nachrichtenverlauf anzeigen“ erlauben.
hint-attach-files = Ich darf in { $channel } keine Dateien anhängen, deshalb fehlen dort die Bilder. Wer den Server verwaltet, kann mir in den Einstellungen des Kanals „Dateien anhängen“ erlauben.
hint-create-public-threads = Ich darf in { $channel } keine Threads beginnen, deshalb bleiben Gespräche im Kanal. Wer den Server verwaltet, kann mir in den Einstellungen des Kanals „Öffentliche Threads erstellen“ erlauben.

## Checking what a message claims

menu-ask-about-this = Danach fragen
menu-check-this-claim = Behauptung prüfen
claim-supported = Belegt
claim-contradicted = Widersprochen
claim-not-found = Nicht in meinen Artikeln
claim-may-be-true = Keiner meiner Artikel belegt das oder sagt etwas anderes. Es kann trotzdem stimmen.
claim-nearest = Die nächstliegende Stelle, die ich habe – sie belegt das nicht und widerspricht ihm nicht
claim-differs = In der Nachricht steht „{ $claimed }“, in der Quelle „{ $quoted }“.
claim-denied = Die Quelle verneint es: „{ $quoted }“.
claim-denies = Die Nachricht verneint es mit „{ $claimed }“, die Quelle nicht.
claim-summary =
    { $sentences ->
        [one] Ein Satz geprüft
       *[other] { $sentences } Sätze geprüft
    }: { $supported } belegt, { $contradicted } widersprochen, { $missing } nicht in meinen Artikeln.
claim-more =
    { $sentences ->
        [one] Ein weiterer wird nicht gezeigt.
       *[other] { $sentences } weitere werden nicht gezeigt.
    }
claim-nothing-to-check = In dieser Nachricht steht keine Aussage, die Artikel belegen oder widerlegen könnten. Wähle eine, die in einem ganzen Satz etwas behauptet.
menu-no-text = Diese Nachricht hat keinen Text, den ich lesen kann: Bilder und Einbettungen lese ich nicht. Wähle eine mit Worten.
menu-my-own = Diese Nachricht ist von mir. „Quellen“ unter einer Antwort zeigt, woher sie kommt.

## Privacy

command-privacy = datenschutz
    .description = Was ich über dich speichere und wie lange
command-forget-me = vergiss-mich
    .description = Deine Fragen, Stimmen und Gespräche löschen
privacy-title = Was ich über dich speichere
privacy-yours = Jetzt gespeichert
privacy-nothing = Nichts: keine Frage und keine Stimme von dir.
privacy-held =
    { $answers ->
        [0] Keine Frage
        [one] Eine Frage mit ihrer Antwort
       *[other] { $answers } Fragen mit ihren Antworten
    } und { $votes ->
        [0] keine Stimme
        [one] eine Stimme
       *[other] { $votes } Stimmen
    }, aus allen Servern und privaten Chats zusammen.
privacy-oldest = Das Älteste ist vom { $when }.
privacy-in-server = Auf { $server }
privacy-in-private = In privaten Chats
privacy-kept =
    { $days ->
        [one] Fragen und Antworten werden nach einem Tag gelöscht.
       *[other] Fragen und Antworten werden nach { $days } Tagen gelöscht.
    }
privacy-kept-without-end = Fragen und Antworten bleiben, bis du sie löschst; so hat es die Serververwaltung gewählt.
privacy-what = Was gespeichert wird
privacy-what-text = Deine Frage, meine Antwort, wann und in welchem Kanal, und deine Discord-ID; deine Stimmen und die Gründe, die du dazu schreibst; bei denen, die einen Server verwalten, was sie an den Einstellungen ändern.
privacy-never = Was nie gespeichert wird
privacy-never-text = Nachrichten, auf die ich nicht antworte, Nachrichten, die du als Behauptung prüfst, Anhänge von Fragen, dein Name, dein Bild, deine Rollen.
privacy-how-to-delete = /forget-me löscht deine Fragen, Stimmen und Gespräche überall und sofort.
forget-confirm = Soll ich das jetzt überall löschen? Es lässt sich nicht rückgängig machen.
forget-button = Alles von mir löschen
forget-not-yours = Dieser Knopf ist für jemand anderen. Mit /forget-me löschst du, was über dich gespeichert ist.
forget-nothing = Über dich ist nichts gespeichert, also gibt es nichts zu löschen.
forget-done =
    Gelöscht: { $answers ->
        [0] keine Frage
        [one] eine Frage mit ihrer Antwort
       *[other] { $answers } Fragen mit ihren Antworten
    } und { $votes ->
        [0] keine Stimme
        [one] eine Stimme
       *[other] { $votes } Stimmen
    }. Kein Gespräch mit dir ist mehr gespeichert.
forget-messages-stay = Meine Nachrichten in den Kanälen bleiben, bis jemand sie dort löscht; dass du danach gefragt hast, weiß ich nicht mehr.
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
## Wer an der Reihe ist

turn-again-person = Einen Moment bitte: Du kannst in { $seconds } s wieder fragen.
turn-again-channel = In diesem Kanal wurde gerade viel gefragt: In { $seconds } s geht es weiter.
turn-again-server = Auf diesem Server wurde gerade viel gefragt: In { $seconds } s geht es weiter.
turn-place = Du bist Nummer { $position }; noch etwa { $seconds } s.
turn-not-asker = Auf diesem Server darf mich nur { $roles } fragen.
turn-elsewhere = Hier antworte ich nicht. Frag mich in { $channels }.
turn-not-here = In diesem Kanal antworte ich nicht. Frag mich in einem anderen.
