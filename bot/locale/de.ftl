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

## Zahlen und Seiten

share = { NUMBER($share, style: "percent") }
page-range = { $first }–{ $last } von { $total }

## Befehle für alle, die einen Server verwalten

command-admin-unanswered = unbeantwortet
    .description = Fragen ohne Antwort, und Quellen dafür
command-admin-feedback = feedback
    .description = Wie die Antworten ankamen, und warum nicht
command-admin-log = protokoll
    .description = Was hier geändert wurde, von wem, mit Rückgängig

## Fragen ohne Antwort

unanswered-title =
    { $count ->
        [0] Keine Frage ohne Antwort
        [one] Eine Frage ohne Antwort
       *[other] { $count } Fragen ohne Antwort
    }
unanswered-none = Jede Frage hier wurde beantwortet oder verworfen.
unanswered-asked =
    { $count ->
        [one] einmal gefragt
       *[other] { $count }-mal gefragt
    }
unanswered-people =
    { $people ->
        [one] von einer Person
       *[other] von { $people } Personen
    }
unanswered-newest = zuletzt { $when }
unanswered-empty-library = Es gab noch keinen Artikel.
unanswered-not-a-question = Es war keine Frage.
unanswered-nothing-found = Kein Artikel handelte davon.
unanswered-not-answered = Artikel streifen es, aber keiner beantwortet es.
unanswered-outside-time = Nichts aus der Zeit, nach der gefragt wurde.
unanswered-also = auch: { $questions }
unanswered-more = und { $count } weitere
unanswered-dismiss = Eine Frage verwerfen …
unanswered-dismiss-title = Diese Frage verwerfen?
unanswered-dismiss-what = Sie verschwindet aus dieser Liste. Fragt das jemand wieder, erscheint sie als neue Frage.
unanswered-dismiss-button = Verwerfen
unanswered-keep = Behalten
unanswered-dismissed = Verworfen: „{ $question }“. Fragt das jemand wieder, erscheint es erneut hier.
unanswered-gone = Diese Frage steht nicht mehr in der Liste: Sie wurde inzwischen beantwortet, verworfen oder gelöscht.
source-add = Quelle für { $number } hinzufügen
source-form = Quelle hinzufügen
source-address = Adresse einer Seite, eines PDFs oder Feeds
source-taking-in = Ich nehme es auf …
source-ask-again = Noch einmal fragen
source-answered = Jetzt gibt es eine Antwort, die Frage steht nicht mehr in der Liste.

## Wie die Antworten ankamen

feedback-title = Feedback
feedback-none = Hier hat noch niemand über eine Antwort abgestimmt. Die Daumen stehen unter jeder Antwort.
feedback-up = 👍
feedback-down = 👎
feedback-share = Zustimmung
feedback-no-down = Niemand hat gegen eine Antwort gestimmt.
feedback-no-reason = kein Grund genannt
feedback-open = Antwort öffnen

## Das Protokoll eines Servers

ledger-title = Protokoll
ledger-none = Hier wurde noch nichts geändert.
ledger-change = { $name }: { $before } → { $after }
ledger-change-undone = { $name } zurückgesetzt: { $before } → { $after }
ledger-undone = (rückgängig gemacht)
ledger-somebody = jemand, der vergessen werden wollte
ledger-undo = Rückgängig machen …
ledger-restore = „{ $title }“ zurückholen
deed-library-add =
    „{ $source }“ aufgenommen: { $added ->
        [0] nichts Neues
        [one] ein neuer Artikel
       *[other] { $added } neue Artikel
    }{ $updated ->
        [0] {""}
       *[other] , { $updated } aktualisiert
    }
deed-library-remove = Artikel „{ $title }“ entfernt
deed-library-restore = Artikel „{ $title }“ zurückgeholt
deed-feed-remove = Feed „{ $title }“ wird nicht mehr verfolgt
deed-reindex =
    { $articles ->
        [one] Einen Artikel
       *[other] { $articles } Artikel
    } neu indiziert, { $changed } geändert
deed-reindex-cancelled = Neuindizierung abgebrochen
deed-reindex-rollback =
    Neuindizierung zurückgenommen: { $articles ->
        [one] ein Artikel ist
       *[other] { $articles } Artikel sind
    } wie zuvor
deed-unanswered-dismiss =
    „{ $question }“ verworfen, { $count ->
        [one] einmal gefragt
       *[other] { $count }-mal gefragt
    }
deed-hint = Hinweis gegeben, dass mir in { $place } „{ $permission }“ fehlt
value-default = Standard
value-on = an
value-off = aus
value-none = keine
value-all = alle
value-everyone = alle
value-everywhere = überall
value-nowhere = nirgends
value-without-end = ohne Ende
value-days =
    { $days ->
        [one] ein Tag
       *[other] { $days } Tage
    }
value-per-minute = { $number } pro Minute

## Namen der Einstellungen

preference-language = Sprache
preference-channels = Kanäle, in denen ich antworte
preference-auto_channels = Kanäle, in denen ich ungefragt antworte
preference-auto_threshold = Sicherheit für ungefragte Antworten
preference-asker_roles = Rollen, die fragen dürfen
preference-manager_roles = Rollen, die mich verwalten dürfen
preference-publishers = Vertrauenswürdige Herausgeber
preference-user_per_minute = Fragen pro Person
preference-channel_per_minute = Fragen pro Kanal
preference-server_per_minute = Fragen des ganzen Servers
preference-unlimited_roles = Rollen ohne Begrenzung
preference-retention_days = Aufbewahrung der Fragen
preference-channel = Kanal { $channel }
preference-listen = Antworten, wenn angesprochen
preference-auto = Ungefragt antworten
preference-threshold = Sicherheit für ungefragte Antworten
preference-per_minute = Fragen

## Neuindizieren, vorher und nachher

reindex-working = Ich indiziere neu …
reindex-now = Jetzt neu indizieren
plan-working = Ich sehe nach, was sich ändern würde …
plan-title = Was eine Neuindizierung ändern würde
plan-line =
    Von { $articles ->
        [one] einem Artikel
       *[other] { $articles } Artikeln
    } würde eine Neuindizierung { $reread } anders lesen und { $resplit } anders in Passagen teilen; { $embed ->
        [0] keine Passage braucht einen neuen Vektor
        [one] eine Passage braucht einen neuen Vektor
       *[other] { $embed } Passagen brauchen neue Vektoren
    }. Es wurde nichts geschrieben.
plan-nothing = Kein Artikel würde sich ändern.
plan-reread = anders gelesen
plan-resplit = anders in Passagen geteilt
plan-fields = anders: { $fields }
plan-more-sentences = … und { $sentences } weitere Sätze
plan-more =
    … und { $articles ->
        [one] ein weiterer Artikel
       *[other] { $articles } weitere Artikel
    }
field-title = Titel
field-publisher = Herausgeber
field-byline = Autor
field-url = Adresse
field-published_at = Datum
field-updated_at = Tag der letzten Änderung
field-language = Sprache
field-correction = Korrektur
field-other = weitere Angaben
rollback-ask = Zurücknehmen
rollback-now = Jetzt zurücknehmen
rollback-keep = Behalten
rollback-working = Ich nehme es zurück …
rollback-question =
    { $articles ->
        [one] Den einen Artikel
       *[other] Alle { $articles } Artikel
    } wieder so herstellen wie vor dieser Neuindizierung? Was seither noch einmal geändert wurde, bleibt, wie es ist.
rollback-done-already = Diese Neuindizierung wurde schon zurückgenommen.
rollback-line =
    Zurückgenommen: { $articles ->
        [one] ein Artikel ist
       *[other] { $articles } Artikel sind
    } wie vor der Neuindizierung.
rollback-left =
    { $articles ->
        [one] Ein Artikel wurde
       *[other] { $articles } Artikel wurden
    } seither noch einmal geändert und nicht angerührt.

## Das Bild beim Status

status-by-day = Artikel nach Erscheinungstag
status-by-publisher = Artikel nach Herausgeber
status-no-articles = Es gibt noch keine Artikel und damit nichts zu zeichnen. /library add nimmt welche auf.
status-no-days = Kein Artikel nennt den Tag, an dem er erschien.
status-per-day = Pro Tag, { $first } bis { $last }.
status-per-week = Pro Woche, von der Woche des { $first } bis zu der des { $last }.
status-per-month = Pro Monat, { $first } bis { $last }.
status-per-year = Pro Jahr, { $first } bis { $last }.
status-per-decade = Pro Jahrzehnt, von { $first } bis { $last }.
status-per-century = Pro Jahrhundert, von { $first } bis { $last }.
status-older =
    { $articles ->
        [one] Ein älterer Artikel ist nicht gezeichnet.
       *[other] { $articles } ältere Artikel sind nicht gezeichnet.
    }
status-undated =
    { $articles ->
        [one] Ein Artikel nennt keinen Tag.
       *[other] { $articles } Artikel nennen keinen Tag.
    }
status-no-publisher = Herausgeber unbekannt
status-more-publishers =
    { $publishers ->
        [one] ein weiterer
       *[other] { $publishers } weitere
    } mit { $articles ->
        [one] einem Artikel
       *[other] { $articles } Artikeln
    }
status-picture-alt = Balken: Artikel nach Erscheinungstag und nach Herausgeber.
