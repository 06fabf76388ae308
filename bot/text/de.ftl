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
claim-may-be-true = In meinen Artikeln habe ich nichts gefunden, das dies klärt. Es kann trotzdem stimmen.
claim-nearest = Die nächstliegende Stelle, die ich habe – ob sie dies klärt, kann ich nicht sagen
claim-leans-supported = Scheint es zu bestätigen – lies das Zitat, ich kann mich irren
claim-leans-contradicted = Scheint dem zu widersprechen – lies das Zitat, ich kann mich irren
claim-differs = In der Nachricht steht „{ $claimed }“, in der Quelle „{ $quoted }“.
claim-denied = Die Quelle verneint es: „{ $quoted }“.
claim-denies = Die Nachricht verneint es mit „{ $claimed }“, die Quelle nicht.
claim-summary =
    { $sentences ->
        [one] Ein Satz geprüft
       *[other] { $sentences } Sätze geprüft
    }: { $supported } belegt, { $contradicted } widersprochen, { $missing } nicht in meinen Artikeln.
claim-summary-part = { $sentences } von { $total } Sätzen geprüft: { $supported } belegt, { $contradicted } widersprochen, { $missing } nicht in meinen Artikeln.
claim-left-out =
    { $sentences ->
        [one] Der letzte ist
       *[other] Die letzten { $sentences } sind
    } nicht geprüft: Ich prüfe { $most } einer Nachricht. Was fehlt, lässt sich in einer eigenen Nachricht prüfen.
claim-unread = Ich habe nur die ersten { $characters } Zeichen gelesen.
claim-more =
    { $sentences ->
        [one] Ein weiterer wird nicht gezeigt.
       *[other] { $sentences } weitere werden nicht gezeigt.
    }
claim-nothing-to-check = In dieser Nachricht steht keine Aussage, die Artikel belegen oder widerlegen könnten. Wähle eine, die in einem ganzen Satz etwas behauptet.
menu-no-text = Diese Nachricht hat keinen Text, den ich lesen kann: Bilder und Einbettungen lese ich nicht. Wähle eine mit Worten.
menu-no-question = In dieser Nachricht steht keine Frage. Wähle eine, die etwas fragt.
menu-my-own = Diese Nachricht ist von mir. „Quellen“ unter einer Antwort zeigt, woher sie kommt.

## Privacy

command-privacy = datenschutz
    .description = Was ich über dich speichere und wie lange
command-forget-me = vergiss-mich
    .description = Deine Fragen, Stimmen, Beobachtungen und Gespräche löschen
privacy-title = Was ich über dich speichere
privacy-yours = Jetzt gespeichert
privacy-nothing = Nichts: keine Frage, keine Stimme und keine Beobachtung von dir.
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
privacy-watches =
    { $watches ->
        [one] Dazu eine Beobachtung.
       *[other] Dazu { $watches } Beobachtungen.
    }
privacy-briefings =
    { $briefings ->
        [one] Und eine Notiz zu deinen Übersichten.
       *[other] Und { $briefings } Notizen zu deinen Übersichten.
    }
privacy-oldest = Das Älteste ist vom { $when }.
privacy-in-server = Auf { $server }
privacy-in-private = In privaten Chats
privacy-kept =
    { $days ->
        [one] Fragen und Antworten werden nach einem Tag gelöscht.
       *[other] Fragen und Antworten werden nach { $days } Tagen gelöscht.
    }
privacy-kept-without-end = Fragen und Antworten bleiben, bis du sie löschst; so hat es die Serververwaltung gewählt.
privacy-when-left = Entfernt mich der Server, werden alle seine Daten { $days } Tage später gelöscht.
privacy-what = Was gespeichert wird
privacy-what-text = Deine Frage, meine Antwort, wann und in welchem Kanal, und deine Discord-ID; deine Stimmen und die Gründe, die du dazu schreibst; was du beobachtest, mit der Antwort, die du kennst, bis du es beendest (angehaltene Beobachtungen so lange wie Fragen); ob du hören möchtest, wenn sich Quellen ändern; wann du dir zuletzt Neues zeigen ließt und Übersichten mit mehreren Seiten, so lange wie Fragen; bei denen, die einen Server verwalten, was sie an den Einstellungen ändern.
privacy-backups = Sicherungen
privacy-backups-text = Von allem werden Sicherungen gemacht, und jede wird nach etwa { $days } Tagen gelöscht. Bis dahin steht darin noch, was du löschst, unter Verschluss; wird sie je zurückgespielt, wird das wieder gelöscht.
privacy-never = Was nie gespeichert wird
privacy-never-text = Nachrichten, auf die ich nicht antworte, Nachrichten, die du als Behauptung prüfst, Anhänge von Fragen, dein Name, dein Bild, deine Rollen.
privacy-how-to-delete = /{ command-forget-me } löscht deine Fragen, Stimmen, Beobachtungen und Gespräche überall und sofort.
forget-confirm = Soll ich das jetzt überall löschen? Es lässt sich nicht rückgängig machen.
forget-button = Alles von mir löschen
forget-not-yours = Dieser Knopf ist für jemand anderen. Mit { COMMAND("forget-me") } löschst du, was über dich gespeichert ist.
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
forget-watches =
    { $watches ->
        [one] Eine Beobachtung ist beendet.
       *[other] { $watches } Beobachtungen sind beendet.
    }
forget-briefings =
    { $briefings ->
        [one] Eine Notiz zu deinen Übersichten ist gelöscht.
       *[other] { $briefings } Notizen zu deinen Übersichten sind gelöscht.
    }
forget-messages-stay = Meine Nachrichten in den Kanälen bleiben, bis jemand sie dort löscht; dass du danach gefragt hast, weiß ich nicht mehr.

## Under an answer

button-continue = In einem Thread weiter
button-show = Allen zeigen
continue-here = Frag in { $thread } weiter: Jede Frage baut auf dem auf, was dort gesagt wurde.
thread-opening-all = Frag hier weiter; jede Frage baut auf den vorigen auf.
thread-opening-mention = Frag hier weiter, indem du mich erwähnst oder mir antwortest; jede Frage baut auf den vorigen auf.

## When a source changes

errata-title = ⚠ Die Quellen dieser Antwort haben sich geändert
erratum-changed = Der Artikel wurde am { $day } geändert. Diese Worte stehen nicht mehr darin.
erratum-changed-now = Der Artikel wurde am { $day } geändert. Jetzt steht dort:
erratum-corrected = Seit dem { $day } steht eine Korrektur im Artikel.
erratum-corrected-now = Seit dem { $day } steht eine Korrektur im Artikel:
erratum-withdrawn = Der Artikel wurde am { $day } hier zurückgezogen.
errata-told = Die Quellen einer Antwort an dich haben sich geändert: „{ $question }“. In der Antwort steht es jetzt: { $address }
errata-told-how = Ich sage es dir einmal je Antwort. Mit dem Knopf in { COMMAND("privacy") } hört es auf.
privacy-errata = Wenn sich Quellen ändern
privacy-errata-yes = Ich sage dir in einer Direktnachricht, wenn sich die Quellen einer Antwort an dich geändert haben, einmal je Antwort.
privacy-errata-no = Es steht dann in der Antwort selbst, und ich melde mich nicht bei dir.
button-errata-on = Sag mir, wenn sich Quellen ändern
button-errata-off = Nicht mehr melden

## Watches

command-watches = beobachtungen
    .description = Was ich dir melden soll: ansehen, anhalten, beenden
button-watch = Melde mir, wenn sich das ändert
button-watch-answer = Melde mir, wenn es eine Antwort gibt
button-watch-stop = Nicht mehr melden
watch-set = Ich melde dir { $place }, wenn sich diese Antwort ändert: jede Änderung einmal, neben dem, was vorher galt.
watch-set-open = Ich melde dir { $place }, wenn es eine Antwort gibt.
watch-again = Das beobachtest du schon. Ab jetzt vergleiche ich mit der Antwort oben.
watch-how = Höchstens eine Nachricht in der Stunde. { COMMAND("watches") } zeigt, was du beobachtest.
watch-off = Auf diesem Server werden keine Änderungen gemeldet. Wer ihn verwaltet, kann das in { COMMAND("setup") } erlauben.
watch-in = in { $channel }
watch-direct = in einer Direktnachricht
watch-told-answered = Jetzt gibt es eine Antwort.
watch-told-changed = Die Antwort hat sich geändert.
watch-told-lost = Was darauf geantwortet hat, steht nicht mehr in meinen Artikeln.
watch-told-corrected = Die Quelle dieser Antwort wurde berichtigt.
watch-before = Vorher
watches-title =
    { $count ->
        [0] Keine Beobachtungen
        [one] Eine Beobachtung
       *[other] { $count } Beobachtungen
    }
watches-none = Du beobachtest noch nichts. Drück unter einer Antwort auf „{ button-watch }“.
watches-of-server = Beobachtungen dieses Servers
watches-server =
    { $count ->
        [one] Eine Beobachtung
       *[other] { $count } Beobachtungen
    } von { $most } auf diesem Server
watches-server-none = Hier beobachtet niemand etwas. { COMMAND("setup") } sagt, wie viele Beobachtungen es geben darf.
watch-since = eingerichtet { $when }
watch-told-count =
    { $count ->
        [0] noch nichts gemeldet
        [one] einmal gemeldet
       *[other] { $count }-mal gemeldet
    }
watch-paused-own = ⏸ von dir angehalten
watch-paused-closed = ⏸ angehalten: Du nimmst von mir keine Direktnachrichten an. Erlaube sie und drück dann „{ watch-button-resume }“.
watch-paused-place = ⏸ angehalten: Dort kann ich nicht mehr schreiben. Frag in einem anderen Kanal neu, oder drück „{ watch-button-resume }“, sobald ich es kann.
watch-paused-left = ⏸ angehalten: Du warst nicht mehr auf diesem Server. Drück „{ watch-button-resume }“, wenn du zurück bist.
watch-mentions-you = Dabei erwähne ich dich.
watch-quiet-you = Dabei erwähne ich dich nicht.
watch-known = Die Antwort, die du kennst
watch-private = Eine Frage, die in einer Direktnachricht gemeldet wird
watch-pick = Beobachtung auswählen …
watch-pick-to-end = Beobachtung beenden …
watch-button-pause = Anhalten
watch-button-resume = Fortsetzen
watch-button-mention = Mich erwähnen
watch-button-quiet = Mich nicht erwähnen
watch-button-end = Beenden
watch-button-list = Alle meine Beobachtungen
watch-ended = Zu „{ $question }“ melde ich dir nichts mehr.
watch-end-title = Diese Beobachtung beenden?
watch-end-what = Wer sie eingerichtet hat, bekommt nichts mehr gemeldet und kann sie neu einrichten.
watch-not-yours = Diese Beobachtung gehört jemand anderem. { COMMAND("watches") } zeigt deine.
watch-noticed =
    { $count ->
        [one] Ich konnte dir eine Änderung nicht melden und habe eine Beobachtung von dir angehalten.
       *[other] Ich konnte dir Änderungen nicht melden und habe { $count } Beobachtungen von dir angehalten.
    } { COMMAND("watches") } sagt, warum, und setzt sie fort.
## How an answer moved

button-timeline = Wie es sich änderte
timeline-title = Wie sich die Antwort änderte
timeline-left-out =
    { $entries ->
        [one] Ein Wert dazwischen wird nicht gezeigt.
       *[other] { $entries } Werte dazwischen werden nicht gezeigt.
    }
timeline-changed = Eine spätere Fassung des Artikels, Datum: { $day }.
timeline-disagrees = Wenige Tage nach dem Wert davor, aus einer anderen Quelle: Die Quellen widersprechen sich.
timeline-same =
    { $sources ->
        [one] Ebenso in einer weiteren: { $names }
       *[other] Ebenso in { $sources } weiteren: { $names }
    }
timeline-footing = { $values } Werte aus { $sources ->
        [one] einer Quelle
       *[other] { $sources } Quellen
    }, älteste zuerst
timeline-one-value =
    { $sources ->
        [one] Ich habe dafür in meinen Artikeln einen Wert gefunden.
       *[other] Ich habe dafür in meinen Artikeln einen Wert gefunden, aus { $sources } Quellen.
    }
timeline-picture-alt = Punkte über den Tagen der Veröffentlichung. { $values }

## What is new

command-brief = neues
    .description = Was es Neues gibt: zu einem Thema, seit einem Tag oder seit du zuletzt hier warst
    .option-topic = thema
    .about-topic = Zum Beispiel: Waffenruhe. Ohne Thema alles
    .option-since = seit
    .about-since = Tag oder Zeit: montag, gestern, 3 tage, 2024-05-31. Mit Thema sonst 7 Tage
    .option-private = privat
    .about-private = So antworten, dass nur du es siehst; ohne Thema und Tag immer so
briefing-title = Neues zu { $topics }
briefing-title-all = Was es Neues gibt
# "since" is span-since.
briefing-stories =
    { $stories ->
        [one] Eine Meldung
       *[other] { $stories } Meldungen
    } aus { $articles ->
        [one] einem Artikel
       *[other] { $articles } Artikeln
    }
briefing-nothing = Es gibt nichts Neues { $since }.
briefing-nothing-on = Zu { $topics } gibt es nichts Neues { $since }.
briefing-latest = Das Neueste, das ich habe
briefing-before = Vorher: „{ $value }“ · { $source } · { $day }
briefing-disagree = Die Quellen widersprechen sich: „{ $value }“ · { $source } · { $day }
briefing-left-out =
    { $stories ->
        [one] Eine weitere Meldung wird nicht gezeigt.
       *[other] { $stories } weitere Meldungen werden nicht gezeigt.
    } Mit einem Thema oder einem späteren Tag sind es weniger.
briefing-first = Ich weiß von keinem früheren Besuch von dir hier, deshalb sind das die letzten { $days } Tage. Beim nächsten Mal ist es das, was seit jetzt kam.
button-briefing = Alle { $stories } Meldungen lesen
digest-test = Ein Test. Die Übersicht selbst enthält, was seit der vorigen kam.

## Votes under an answer

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
## Whose turn it is

turn-again-person = Einen Moment bitte: Du kannst in { $seconds } s wieder fragen.
turn-again-channel = In diesem Kanal wurde gerade viel gefragt: In { $seconds } s geht es weiter.
turn-again-server = Auf diesem Server wurde gerade viel gefragt: In { $seconds } s geht es weiter.
turn-place = Du bist Nummer { $position } in der Schlange; deine Antwort kommt in etwa { $seconds } s.
turn-not-asker = Auf diesem Server dürfen mich nur { $roles } fragen.
turn-elsewhere = Hier antworte ich nicht. Frag mich in { $channels }.
turn-not-here = In diesem Kanal antworte ich nicht. Frag mich in einem anderen.

## Numbers and pages

share = { NUMBER($share, style: "percent") }
page-range = { $first }–{ $last } von { $total }

## Commands for those who manage a server

command-admin-unanswered = unbeantwortet
    .description = Fragen ohne Antwort, und Quellen dafür
command-admin-feedback = feedback
    .description = Wie die Antworten ankamen, und warum nicht
command-admin-log = protokoll
    .description = Was hier geändert wurde, von wem, mit Rückgängig

## Questions without an answer

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
unanswered-no-publisher = Von den Herausgebern, auf die sie sich beschränkte, gab es keinen Artikel.
unanswered-nothing-yet = Bis dahin war noch kein Artikel erschienen.
unanswered-also = auch: { $questions }
unanswered-more = und { $count } weitere
unanswered-dismiss = Eine Frage verwerfen …
unanswered-dismiss-title = Diese Frage verwerfen?
unanswered-dismiss-what = Sie verschwindet aus dieser Liste. Fragt das jemand wieder, erscheint sie als neue Frage.
unanswered-dismiss-button = Verwerfen
unanswered-dismissed = Verworfen: „{ $question }“. Fragt das jemand wieder, erscheint es erneut hier.
unanswered-gone = Diese Frage steht nicht mehr in der Liste: Sie wurde inzwischen beantwortet, verworfen oder gelöscht.
source-add = Quelle für { $number }
source-form = Quelle hinzufügen
source-address = Adresse einer Seite, eines PDFs oder Feeds
source-ask-again = Noch einmal fragen
source-answered = Jetzt gibt es eine Antwort, die Frage steht nicht mehr in der Liste.

## How the answers were liked

feedback-title = Feedback
feedback-none = Hier hat noch niemand über eine Antwort abgestimmt. Die Daumen stehen unter jeder Antwort.
feedback-totals = 👍 { $up } · 👎 { $down } · { $share } Zustimmung
feedback-no-down = Niemand hat gegen eine Antwort gestimmt.
feedback-no-reason = kein Grund genannt
feedback-open = Antwort öffnen

## The log of a server

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
    } neu indexiert, { $changed } geändert
deed-reindex-cancelled = Neuindexieren abgebrochen
deed-reindex-rollback =
    Neuindexieren zurückgenommen: { $articles ->
        [one] ein Artikel ist
       *[other] { $articles } Artikel sind
    } wie zuvor
deed-unanswered-dismiss =
    „{ $question }“ verworfen, { $count ->
        [one] einmal gefragt
       *[other] { $count }-mal gefragt
    }
deed-watch-end = Beobachtung beendet: „{ $question }“
deed-digest-pause = Die Übersicht angehalten: Ich kann in <#{ $channel }> nicht schreiben
deed-posts-set = Festgelegt, wie neue Artikel des Feeds „{ $title }“ in „{ $channel }“ gepostet werden
deed-posts-paused = Posts des Feeds „{ $title }“ in „{ $channel }“ angehalten
deed-posts-lost = Posts des Feeds „{ $title }“ angehalten, weil ich in „{ $channel }“ nicht mehr schreiben kann
deed-posts-end = Neue Artikel des Feeds „{ $title }“ werden nicht mehr gepostet
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

## Names of preferences

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
preference-watch_limit = Beobachtungen der Mitglieder zusammen
preference-quiet_hours = Stunden, in denen ich nichts melde
preference-time_zone = Zeitzone
preference-digest_channel = Kanal der Übersicht
preference-digest_days = Tage der Übersicht
preference-digest_hour = Stunde der Übersicht
preference-digest_topics = Themen der Übersicht
preference-digest_feeds = Feeds der Übersicht
preference-digest_empty = Übersicht, wenn es nichts Neues gibt
preference-channel = Kanal { $channel }
preference-listen = Antworten, wenn angesprochen
preference-auto = Ungefragt antworten
preference-threshold = Sicherheit für ungefragte Antworten
preference-per_minute = Fragen

## Reindexing, before and after

reindex-now = Jetzt neu indexieren
plan-working = Ich sehe nach, was sich ändern würde …
plan-title = Was Neuindexieren ändern würde
plan-line =
    Von { $articles ->
        [one] einem Artikel
       *[other] { $articles } Artikeln
    } würde Neuindexieren { $reread } anders lesen und { $resplit } anders in Passagen teilen; { $embed ->
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
plan-field-title = Titel
plan-field-publisher = Herausgeber
plan-field-byline = Autor
plan-field-url = Adresse
plan-field-published_at = Datum
plan-field-updated_at = Tag der letzten Änderung
plan-field-language = Sprache
plan-field-correction = Korrektur
plan-field-other = weitere Angaben
rollback-ask = Zurücknehmen
rollback-now = Jetzt zurücknehmen
rollback-working = Ich nehme es zurück …
rollback-question =
    { $articles ->
        [one] Den einen Artikel
       *[other] Alle { $articles } Artikel
    } wieder so herstellen wie vor diesem Neuindexieren? Was seither noch einmal geändert wurde, bleibt, wie es ist.
rollback-done-already = Dieses Neuindexieren wurde schon zurückgenommen.
rollback-line =
    Zurückgenommen: { $articles ->
        [one] ein Artikel ist
       *[other] { $articles } Artikel sind
    } wie vor dem Neuindexieren.
rollback-left =
    { $articles ->
        [one] Ein Artikel wurde
       *[other] { $articles } Artikel wurden
    } seither noch einmal geändert und nicht angerührt.

## The picture beside the status

status-by-day = Artikel nach Erscheinungstag
status-by-publisher = Artikel nach Herausgeber
status-no-articles = Es gibt noch keine Artikel und damit nichts zu zeichnen. { COMMAND("library add") } nimmt welche auf.
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
## Commands. Their English names and descriptions stand in the code as well; a test compares the two

command-ask = fragen
    .description = Stell den Artikeln eine Frage; die Antwort ist ein Zitat mit seiner Quelle
    .option-question = frage
    .about-question = Zum Beispiel: Wann wird der Vertrag erwartet?
    .option-since = seit
    .about-since = Nur Artikel, die an diesem Tag oder später erschienen sind, etwa 2024-05-31
    .option-until = bis
    .about-until = Antwort mit dem Stand dieses Tages, aus dem bis dahin Erschienenen, etwa 2024-05-31
    .option-publisher = herausgeber
    .about-publisher = Nur Artikel dieses Herausgebers
    .option-article = artikel
    .about-article = Nur dieser Artikel: Tippe Wörter seines Titels und wähle ihn aus
    .option-private = privat
    .about-private = Antwort, die nur du siehst
command-timeline = verlauf
    .description = Wie sich die Antwort auf eine Frage änderte: jeder Wert mit Tag, Quelle und Zitat
    .option-question = frage
    .about-question = Zum Beispiel: Wie viele Menschen starben bei dem Beben?
    .option-since = seit
    .about-since = Nur Artikel, die an diesem Tag oder später erschienen sind, etwa 2024-05-31
    .option-until = bis
    .about-until = Antwort mit dem Stand dieses Tages, aus dem bis dahin Erschienenen, etwa 2024-05-31
    .option-publisher = herausgeber
    .about-publisher = Nur Artikel dieses Herausgebers
    .option-private = privat
    .about-private = Antwort, die nur du siehst
command-articles = artikel
    .description = Zeigt die Artikel, aus denen ich antworte, die neuesten zuerst
command-help = hilfe
    .description = Wie du mich fragst und was ich zeige
command-library = bibliothek
    .description = Die Artikel dieses Servers, für alle, die ihn verwalten
command-library-add = hinzufügen
    .description = Füge einen Artikel, Feed oder eine Sitemap über die Adresse hinzu, oder eine Datei
    .option-url = url
    .about-url = Adresse einer Seite, eines PDFs, eines Feeds (dem ich dann folge), einer Sitemap oder Feed-Liste
    .option-file = datei
    .about-file = Eine Datei (.txt, .md, .html, .pdf, .docx oder .jsonl) oder ein .zip mit solchen
command-library-list = liste
    .description = Zeigt die Artikel, aus denen ich hier antworte, die neuesten zuerst
command-library-show = zeigen
    .description = Zeigt Daten, Herkunft, Fassungen, Korrekturen und Kopien eines Artikels
    .option-article = artikel
    .about-article = Tippe Wörter seines Titels und wähle ihn aus
command-library-remove = entfernen
    .description = Entfernt einen Artikel dieses Servers; das lässt sich eine Zeit lang rückgängig machen
    .option-article = artikel
    .about-article = Tippe Wörter seines Titels und wähle ihn aus
command-library-feeds = feeds
    .description = Die Feeds dieses Servers: Zustand, letzter Erfolg, nächste Abfrage, Fehler
command-admin = admin
    .description = Für alle, die diesen Server verwalten
command-admin-status = status
    .description = Artikel, Passagen, Index, Modell, letzte Aufnahme, Laufzeit
command-admin-reindex = neu-indexieren
    .description = Baut den Index der Artikel dieses Servers neu auf; der alte antwortet so lange weiter
    .option-dry_run = probelauf
    .about-dry_run = Nur zeigen, was sich ändern würde; geschrieben wird nichts

## Numbers, days and lengths of time

list-separator = { ", " }
quoted = „{ $text }“
untitled = Ohne Titel
count-article = { $n } Artikel
count-passage =
    { $n ->
        [one] { $n } Passage
       *[other] { $n } Passagen
    }
count-word =
    { $n ->
        [one] { $n } Wort
       *[other] { $n } Wörter
    }
count-feed =
    { $n ->
        [one] { $n } Feed
       *[other] { $n } Feeds
    }
count-day =
    { $n ->
        [one] { $n } Tag
       *[other] { $n } Tage
    }
count-question =
    { $n ->
        [one] { $n } Frage
       *[other] { $n } Fragen
    }
count-page =
    { $n ->
        [one] { $n } Seite
       *[other] { $n } Seiten
    }
pages = S. { $pages }
undated = ohne Datum
year = { $year }
span-day = vom { $day }
span-month = aus dem { $month }
span-year = aus dem Jahr { $year }
span-within-month = vom { $first_number }.–{ $last }
span-within-year = vom { $first_day } bis { $last }
span-across-years = vom { $first } bis { $last }
span-since = seit dem { $day }
span-until = bis zum { $day }
time-short = { NUMBER($seconds, minimumFractionDigits: 1) } s
time-seconds = { $seconds } s
time-minutes = { $minutes } min
time-hours = { $hours } Std.
time-minutes-seconds = { $minutes } min { $seconds } s
time-hours-minutes = { $hours } Std. { $minutes } min
time-days-hours =
    { $days } { $days ->
        [one] Tag
       *[other] Tage
    } { $hours } Std.
size-megabytes = { NUMBER($size, minimumFractionDigits: 1) } MB
size-bytes = { $size } Byte

## Answers

may-not-answer = Das beantwortet deine Frage vielleicht nicht:
verdict-yes = Ja
verdict-no = Nein
verdict-none = Ja oder nein? Lies das Zitat
verdict-dated = { $verdict }, Stand { $day }
about-source = Aus { $publisher }, { $day }
about-source-none = Aus { $publisher }; der Artikel nennt kein Datum
about-published = Veröffentlicht: { $day }
about-published-updated = Veröffentlicht: { $day }; aktualisiert: { $updated }
about-published-none = Der Artikel nennt kein Datum; hier aufgenommen am { $added }
about-author = Autor: { $byline }
about-author-none = Der Artikel nennt keinen Autor; er ist aus { $publisher }
certainty-sure = Sicher
certainty-likely = Wahrscheinlich: lies das Zitat
certainty-doubtful = Zweifelhaft: lies das Zitat
as-of = Stand { $day }, nach der neuesten zitierten Quelle.
as-of-some-undated = Stand { $day }, nach der neuesten zitierten Quelle. { $undated } von { $quotes } Zitaten ohne Datum.
as-of-unknown = Stand unbekannt: { $quotes ->
        [one] Die Quelle hat
       *[other] Die Quellen haben
    } kein Datum.
origins =
    { $articles } Artikel, { $origins ->
        [one] { $origins } Ursprung
       *[other] { $origins } Ursprünge
    }
# What other articles say in place of the answer.
values-disagree = Quellen widersprechen sich: { $values }
values-newer = Neuer: { $values }
values-earlier = Früher: { $values }
values-other_scope = Kein Widerspruch, sondern eine Zahl für etwas anderes: { $values }
date-note = „{ $words }“ = { $means }
meaning-night = die Nacht des { $day }
meaning-week = die Woche vom { $day }
meaning-about = etwa { $time }
meaning-weekend = { $first_number }.–{ $last }
meaning-days = { $first } – { $last }
season-spring = Frühling { $year }
season-summer = Sommer { $year }
season-autumn = Herbst { $year }
follow-up =
    { $face ->
        [terminal] Frag nach, oder drück Enter in einer leeren Zeile, um zu gehen.
        [private] Das siehst nur du. Um nachzufragen, drück „{ button-show }“ und antworte dort, oder frag neu mit /{ command-ask }.
        [outside] Antworten erreichen mich hier nicht: Stell die nächste Frage ganz, mit /{ command-ask }.
       *[discord] Antworte auf diese Nachricht, um nachzufragen.
    }

## What people say around a question

# Listen von Wörtern, durch Kommas getrennt; was sie sind, steht in en.ftl.
small-talk-hello = hallo, hi, hey, moin, moin moin, servus, grüezi, grüß gott, grüß dich, guten morgen, guten tag, guten abend, gute tag, morgen, tag, na, wie geht's, wie gehts, wie geht es dir, wie geht es, hilfe, hilf mir, wer bist du, was bist du, was kannst du, wie funktionierst du, bist du da
small-talk-thanks = danke, danke schön, dankeschön, danke sehr, vielen dank, besten dank, herzlichen dank, tausend dank, danke dir, merci
small-talk-reaction = ok, okay, gut, sehr gut, super, toll, prima, klasse, cool, schön, genau, ja, nein, jo, jep, nö, nee, aha, ach so, achso, hm, naja, na ja, alles klar, verstanden, stimmt, richtig, falsch, egal, schade, sorry, entschuldigung, tschüss, tschüs, tschau, ciao, bis dann, bis später, gute nacht, guter bot, braver bot, böser bot, schlechter bot, gut gemacht, kein problem, gern geschehen
small-talk-called = bot, leute, alle, alle zusammen, zusammen, ihr, allerseits, team, freunde
small-talk-polite = bitte, bitte schön, bitte sehr
words-before-a-name = von, über, mit, für, gegen, an, auf, bei, zu, nach, in, und, oder, ist, sind, war, hat, als, wie
talk-welcome = Gern geschehen. Frag mich, was immer du zu meinen Artikeln wissen willst.
talk-fine = In Ordnung. Frag mich, was immer du zu meinen Artikeln wissen willst.

## Refusals

corrected = Ergebnisse für { $words }
known-by = Stand des Wissens vom { $day }
refusal-empty-library = Ich habe noch keine Artikel und kann deshalb nichts beantworten.
refusal-not-a-question = Ich habe darin keine Frage gefunden.
refusal-nothing-found = In meinen Artikeln habe ich dazu nichts gefunden.
refusal-not-answered = Meine Artikel berühren das, aber ich habe keinen Satz gefunden, der die Frage beantwortet.
refusal-outside-time = Aus der Zeit, nach der du fragst, habe ich nichts dazu.
refusal-outside-span = Nichts { $span } beantwortet das.
refusal-no-publisher = Von den Herausgebern, auf die sich diese Frage beschränkt, habe ich keinen Artikel.
refusal-nothing-yet = Bis dahin war noch keiner meiner Artikel erschienen.
refusal-before-first = Bis zum { $day } war noch keiner meiner Artikel erschienen: Der älteste ist vom { $first }.
next-empty-library =
    { $face ->
        [terminal] Füge dafür mit „dateline ingest PATH“ einen Artikel hinzu
        [direct] Wer mich betreibt, kann einen Artikel hinzufügen
        [outside] Wer mich betreibt, kann einen Artikel hinzufügen
       *[discord] Wer diesen Server verwaltet, kann mit { COMMAND("library add") } einen Artikel hinzufügen
    }.
next-not-a-question = Frag in einem Satz, zum Beispiel „Wann wird der Vertrag erwartet?“; { $face ->
        [terminal] „dateline articles“ zeigt, was es gibt
       *[discord] { COMMAND("articles") } zeigt, was ich habe
    }.
next-nothing-found = Frag nach etwas anderem ({ $face ->
        [terminal] „dateline articles“ zeigt, was es gibt
       *[discord] { COMMAND("articles") } zeigt, was ich habe
    }), { $face ->
        [terminal] oder füge mit „dateline ingest PATH“ einen Artikel hinzu
        [direct] oder bitte den, der mich betreibt, einen Artikel hinzuzufügen
        [outside] oder bitte den, der mich betreibt, einen Artikel hinzuzufügen
       *[discord] oder jemand, der diesen Server verwaltet, fügt mit { COMMAND("library add") } einen Artikel hinzu
    }.
next-not-answered = Versuch es mit anderen Wörtern oder einer engeren Frage, { $face ->
        [terminal] oder füge mit „dateline ingest PATH“ einen Artikel hinzu
        [direct] oder bitte den, der mich betreibt, einen Artikel hinzuzufügen
        [outside] oder bitte den, der mich betreibt, einen Artikel hinzuzufügen
       *[discord] oder jemand, der diesen Server verwaltet, fügt mit { COMMAND("library add") } einen Artikel hinzu
    }.
next-outside-time = Frag nach einer anderen Zeit oder lass die Zeit weg; „{ command-ask.option-since }“ und „{ command-ask.option-until }“ lassen auch alle Artikel ohne Datum aus.
next-nothing-yet = Frag nach dem Stand eines späteren Tages oder lass den Tag weg.
next-no-publisher = Wähle einen anderen Herausgeber, oder { $face ->
        [terminal] nimm einen Artikel mit „dateline ingest PFAD“ auf
       *[discord] wer diesen Server verwaltet, kann mit { COMMAND("setup") } andere Herausgeber wählen oder mit { COMMAND("library add") } einen Artikel hinzufügen
    }.
nothing-mentions = Nichts hier erwähnt { $words }.
nearest = Die nächstliegende Stelle, die ich habe – wohl keine Antwort
nearest-dated = Das Nächstliegende: { $day } – keine Antwort
nearest-undated = Das Nächstliegende ist ohne Datum – keine Antwort

## What is known of a source

gone = nicht mehr online
changed-since = der Artikel wurde später geändert und sagt das nicht mehr
newer-exists = es gibt eine neuere Fassung des Artikels
stood = Fassung vom { $day }; geändert am { $changed }.
notice = ⚠ { $notice }
notice-correction = ⚠ Korrektur: { $notice }
notice-note = ⚠ Hinweis: { $notice }
also-in = auch in: { $names }
also-in-more = auch in: { $names } und { $more } weiteren

## Long jobs

stage-ingesting = Aufnehmen
stage-reindexing = Neu indexieren
stage-embedding = Einbetten
stage-comparing = Vergleiche
stage-rolling-back = Nehme zurück
progress = { $stage }: { $done } von { $total } ({ $percent } %)
progress-starting = { $stage } …
restarting = Ich starte gerade neu. Bitte versuch es gleich noch einmal.
result-added = { $n } hinzugefügt
result-updated = { $n } aktualisiert
result-unchanged = { $n } unverändert
result-duplicate = { $n } doppelt
result-skipped = { $n } nicht aufgenommen
result-failed = { $n } fehlgeschlagen
result-nothing = nichts aufzunehmen
ingest-done = { $what }; { $passages } in { $time }.
ingest-following = Ich folge dem Feed „{ $feed }“, alle { $minutes } Minuten.
item-added = Hinzugefügt: { $title }
item-updated = Aktualisiert: { $title }
item-unchanged = Unverändert: { $title }
item-duplicate = Doppelt: { $title }
item-skipped = Nicht aufgenommen: { $title }
item-failed = Fehlgeschlagen: { $title }
item-warned = { $item } ({ $warnings })
items-full =
    { $n ->
        [one] { $n } weiterer wurde nicht aufgenommen, weil kein Platz ist.
       *[other] { $n } weitere wurden nicht aufgenommen, weil kein Platz ist.
    }
reindex-done = { $articles } und { $passages } in { $time } neu indexiert: { $changed } geändert, { $embedded } eingebettet, { $reused } weiterverwendet.

## Errors. What the library says of the cause ($problem) is a fact and stays as it is

error-mine = Bei mir stimmt etwas nicht. Wer mich betreibt, findet es im Protokoll, Vorfall { $incident }.
error-unforeseen = Etwas ging schief, das ich nicht vorhergesehen habe. Bitte versuch es noch einmal; passiert es wieder, findet es, wer mich betreibt, im Protokoll als Vorfall { $incident }.
error-dateline = Das hat nicht geklappt: { $problem }.
error-config = Die Einstellungen in { $source } sind nicht brauchbar: { $problem }. Berichtige sie; config/default.toml nennt und erklärt jede Einstellung.
error-store = Die Datenbank { $path } ist nicht benutzbar: { $problem }. Starte „dateline doctor“ und sieh im Protokoll des Systems nach Fehlern des Datenträgers.
error-store-too-new = Die Datenbank { $path } stammt von einem neueren Dateline ({ $problem }). Aktualisiere Dateline oder nenne in data_dir einen anderen Ordner.
error-store-full = Kein Platz für { $path }: { $problem }. Schaffe Platz auf dem Datenträger und versuche es noch einmal.
error-store-forbidden = Die Datenbank { $path } lässt sich nicht öffnen oder beschreiben: { $problem }. Nenne in data_dir einen Ordner, in den dieser Benutzer schreiben darf.
error-store-damaged = Die Datenbank { $path } ist beschädigt oder keine: { $problem }. Räume den Datenordner weg und spiele mit „dateline restore-backup DATEI“ eine Sicherung zurück, oder füge die Artikel neu hinzu.
error-store-busy = Ein anderer Prozess benutzt { $path } ({ $problem }). Warte, bis er fertig ist, oder beende ihn, und versuch es noch einmal.
error-backup = { $path } konnte nicht geschrieben oder gelesen werden: { $problem }. Behebe das und versuche es noch einmal; geändert wurde nichts.
error-backup-target = { $path } kann nicht geschrieben werden: { $problem }.
error-backup-foreign = { $path } ist keine Sicherung von Dateline: { $problem }. Nenne eine Datei, die „dateline backup“ geschrieben hat.
error-backup-too-new = Die Sicherung { $path } stammt von einem neueren Dateline ({ $problem }). Bringe Dateline auf den neuen Stand und spiele sie dann zurück.
error-backup-damaged = Die Sicherung { $path } ist beschädigt: { $problem }. Nichts wurde zurückgespielt; nimm eine andere Sicherung.
error-deletions-unknown = Mit { $path } käme wieder, was Leute gelöscht haben: { $problem }.
error-folder-not-empty = Eine Sicherung wird nur in einen leeren Datenordner zurückgespielt, und in { $path } liegt { $problem }. Räume weg, was darin ist, oder nenne einen anderen Ordner in DATELINE_DATA_DIR.
error-folder-in-use = Ein anderes „dateline run“ hat den Datenordner { $folder }: Halte es an, oder gib diesem mit DATELINE_DATA_DIR einen eigenen Ordner.
error-foreign-folder = Der Datenordner { $folder } gehört der Discord-Anwendung { $owner }, und dieses Token ist das von { $mine }: Nimm das Token von { $owner }, gib { $mine } mit DATELINE_DATA_DIR einen eigenen Ordner, oder übergib diesen mit „dateline run --adopt“.
error-model = Das Modell „{ $model }“ ist nicht benutzbar: { $problem }. Berichtige { $setting } in der Konfiguration, oder entferne es für die Voreinstellung.
error-ingest = „{ $source }“ konnte nicht aufgenommen werden: { $problem }. Berichtige es und schick es noch einmal.
error-unsupported-format = „{ $source }“ ist eine Art von Datei, die ich nicht lesen kann. Speichere sie als eine von { $kinds } und versuch es noch einmal.
error-unreadable-file = „{ $source }“ ist nicht lesbar: { $problem }. Prüf den Pfad, die Zugriffsrechte und ob es Text ist.
error-encrypted-file = „{ $source }“ lässt sich nicht öffnen: { $problem }. Entferne das Passwort, oder schick nur den Text des Artikels.
error-damaged-file = „{ $source }“ ist beschädigt oder nicht das, was der Name sagt: { $problem }. Speichere oder lade es neu und schick die neue Datei.
error-too-demanding = Das Lesen von „{ $source }“ wurde aufgegeben: { $problem }. Schick eine kleinere Datei oder nur den Text des Artikels.
error-file-too-large = „{ $source }“ hat { $size }; die Grenze ist { $limit }. Teile es auf, oder schick nur den Text des Artikels.
error-file-larger = „{ $source }“ hat mehr; die Grenze ist { $limit }. Teile es auf, oder schick nur den Text des Artikels.
error-too-many-pages = „{ $source }“ ist zu lang: { $problem }. Schick die wichtigen Seiten als eigene Datei.
error-too-much-packed = „{ $source }“ wird nicht entpackt: { $problem }. Teile es auf, oder schick die wichtigen Dateien einzeln.
error-too-many-characters = „{ $source }“ hat { $size } Zeichen Text; ein Artikel darf { $limit } haben. Teile ihn auf, oder bitte den Betreiber, quota.article_characters zu erhöhen.
error-too-many-passages = „{ $source }“ ergibt { $size } Abschnitte; ein Artikel darf { $limit } haben. Teile ihn auf, oder bitte den Betreiber, quota.article_passages zu erhöhen.
error-full-articles = Für einen weiteren Artikel ist kein Platz: Dieser Server hat { $used } von { $limit }. Entferne Artikel, die niemand braucht, oder bitte den Betreiber, quota.server_articles zu erhöhen.
error-full-bytes = Für weiteren Text ist kein Platz: Die Artikel dieses Servers belegen { $used } von { $limit }. Entferne Artikel, die niemand braucht, oder bitte den Betreiber, quota.server_bytes zu erhöhen.
error-full-feeds = Für einen weiteren Feed ist kein Platz: Dieser Server folgt { $used } von { $limit }. Entferne einen, oder bitte den Betreiber, quota.server_feeds zu erhöhen.
error-invalid-metadata = Der Vorspann von „{ $source }“ ist unverständlich: { $problem }. Er nimmt title, url, publisher und date, je Zeile ein „key: value“, zwischen zwei Zeilen „---“.
error-invalid-listing = „{ $source }“ ist nicht als Feed, Sitemap oder OPML-Liste lesbar: { $problem }. Öffne es im Browser und sieh nach, was dort ist; Feeds enden oft auf /feed oder /rss.
error-invalid-json = „{ $source }“ ist kein Artikel in JSON: { $problem }. Nötig ist ein Objekt mit title und text, und soweit bekannt url, publisher, author, date und language.
error-empty-article = „{ $source }“ enthält keinen Artikel: { $problem }. Schick eine Datei mit mindestens einem Satz Fließtext.
error-not-an-article = „{ $source }“ ist kein Artikel: { $problem }.
error-scanned-file = „{ $source }“ enthält Bilder von Seiten: { $problem }. Lass zuerst eine Texterkennung (OCR) darüber laufen, oder schick den Text des Artikels.
error-unsafe-address = „{ $source }“ wird nicht abgerufen: { $problem }. Nenn die http- oder https-Adresse einer öffentlichen Seite; fetch.allowed_ports und fetch.allow_private_networks in der Konfiguration erlauben mehr.
error-fetch-failed = „{ $source }“ konnte nicht abgerufen werden: { $problem }. Prüf, ob es sich im Browser öffnet, und versuch es später noch einmal.
error-fetch-failed-wait = „{ $source }“ konnte nicht abgerufen werden: { $problem }. Prüf, ob es sich im Browser öffnet, und versuch es in { $time } noch einmal.
error-gone-from-source = „{ $source }“ gibt es nicht mehr: { $problem }. Prüf die Adresse; was früher daraus aufgenommen wurde, bleibt.
error-empty-listing = „{ $source }“ nennt nichts zum Aufnehmen: { $problem }. Prüf, ob es die richtige Adresse ist.
error-empty-listing-since = „{ $source }“ nennt nichts zum Aufnehmen: { $problem }. Versuch einen früheren Tag, oder lass den Tag weg.
error-not-found = Hier gibt es das nicht mehr ({ $kind } { $id }). Frag noch einmal, um es aus den jetzigen Artikeln zu bekommen.
error-no-answer = Die Antwort { $id } gibt es hier nicht mehr. Frag noch einmal, um sie aus den jetzigen Artikeln zu bekommen.
error-no-article = Den Artikel { $id } gibt es hier nicht mehr. Such ihn in der Liste der Artikel.
error-no-removed-article = Den entfernten Artikel { $id } gibt es hier nicht mehr. Er wurde schon zurückgeholt oder endgültig entfernt; du kannst ihn wieder hinzufügen.
error-no-feed = Den Feed { $id } gibt es hier nicht mehr. Such ihn in der Liste der Feeds.
error-no-reindex = Die Neuindizierung { $id } gibt es hier nicht mehr. Nur die neueste derselben Artikel lässt sich zurücknehmen.
error-no-change = Die Änderung { $id }, die rückgängig zu machen wäre, gibt es hier nicht. { COMMAND("admin log") } zeigt, welche es sind.
error-no-watch = Die Beobachtung { $id } gibt es hier nicht mehr. { COMMAND("watches") } zeigt deine.
error-no-briefing = Diese Übersicht ist nicht mehr gespeichert oder gehört an einen anderen Ort. { COMMAND("brief") } macht eine neue.
error-cannot-undo-undone = „{ $name }“ wurde schon zurückgesetzt. { COMMAND("admin log") } zeigt, was gilt.
error-cannot-undo-changed = „{ $name }“ wurde seitdem wieder geändert. Nimm zuerst die neuere Änderung zurück; { COMMAND("admin log") } zeigt sie.
error-cannot-restore = „{ $key }“ wurde nach dem Entfernen neu hinzugefügt. Entferne zuerst das Neue, wenn du das Alte zurückhaben willst.
error-invalid-question = Das kann ich nicht fragen: { $problem }. Ändere die Frage und versuch es noch einmal.
error-unreadable-time = „{ $value }“ kann ich nicht als vergangenen Tag lesen. Schreib ihn wie montag, gestern, 3 tage oder 2024-05-31.
no-such-day = „{ $value }“ ist kein Tag. Schreib ihn wie 2024-05-31.
error-topic-too-long = Das Thema hat { $size } Zeichen; bis zu { $limit } sind möglich. Nenne es in wenigen Worten.
error-preferences-unknown = Ich konnte nicht lesen, was dieser Server eingestellt hat, und entscheide deshalb noch nichts. Bitte versuch es gleich noch einmal.
error-evaluation = „{ $source }“ ist für die Auswertung nicht brauchbar: { $problem }. Berichtige es und starte neu; retrieval/evaluation/README.md beschreibt die Dateien.
error-watch-limit = { $whose ->
        [server] Die Mitglieder dieses Servers haben { $used } Beobachtungen und dürfen { $limit } haben. Wer ihn verwaltet, kann das in { COMMAND("setup") } ändern.
       *[person] Du hast { $used } Beobachtungen und darfst { $limit } haben. Beende eine mit { COMMAND("watches") } und versuch es noch einmal.
    }
error-reindex-running = Es wird schon neu indexiert. Warte, bis das fertig ist, oder brich es zuerst ab.
error-timeout = Das hat zu lange gedauert und wurde abgebrochen. Bitte versuch es gleich noch einmal.

## Permissions, as Discord's apps call them

permission-view_channel = Kanal ansehen
permission-send_messages = Nachrichten senden
permission-send_messages_in_threads = Nachrichten in Threads senden
permission-create_public_threads = Öffentliche Threads erstellen
permission-embed_links = Links einbetten
permission-attach_files = Dateien anhängen
permission-read_message_history = Nachrichtenverlauf anzeigen
permission-manage_guild = Server verwalten
permission-manage_threads = Threads verwalten

## Errors of Discord

discord-direct-messages-closed = Ich kann dir nicht direkt schreiben. Erlaube Direktnachrichten, oder frag mich in einem Kanal.
discord-stopped-waiting = Discord hat nicht mehr gewartet, bis ich fertig war. Bitte versuch es noch einmal.
discord-place-gone = Die Nachricht oder der Kanal, in dem ich antworten wollte, ist weg. Bitte frag noch einmal.
discord-refused = Discord hat meine Nachricht abgelehnt (Fehler { $status }, Code { $code }). Bitte versuch es gleich noch einmal.
discord-needs = Ich brauche hier „{ $permissions }“. Wer diesen Server verwaltet, kann das in den Einstellungen des Kanals erlauben.
discord-needs-tag = In diesem Forum braucht jeder Post einen Tag, und es gibt keinen, den ich verwenden darf. Lege einen Tag an, den alle verwenden dürfen, oder erlaube mir dort „{ permission-manage_threads }“; versuche es dann noch einmal.
discord-closed = Discord hat die Verbindung geschlossen (Code { $code }). Prüf das Netzwerk und starte Dateline neu.
discord-closed-4004 = Discord nimmt das Token nicht an. Kopiere ein frisches von { $portal } nach DISCORD_TOKEN.
discord-closed-4010 = Discord nimmt den Shard nicht an. Starte Dateline neu; es benutzt nur einen.
discord-closed-4011 = Der Bot ist auf zu vielen Servern für eine Verbindung, und Dateline kann noch nicht mehrere benutzen.
discord-closed-4012 = Discord spricht diese Version seines Protokolls nicht mehr. Aktualisiere mit „pip install -U discord.py“.
discord-closed-4013 = Discord kennt einen verlangten Intent nicht. Aktualisiere mit „pip install -U discord.py“.
discord-closed-4014 = Discord hat einen Intent verweigert. Erlaube ihn unter { $portal } → Bot → Privileged Gateway Intents.
discord-exception = Die Bibliothek von Discord meldet „{ $problem }“. Bitte versuch es gleich noch einmal.
discord-client = Der Discord-Client konnte nicht weitermachen: { $problem }. Starte Dateline neu.
discord-server = Discord hat selbst Schwierigkeiten (Fehler { $status }). Bitte versuch es in ein paar Minuten noch einmal.
discord-rate-limited = Discord bittet mich, langsamer zu machen. Bitte versuch es in { $seconds } s noch einmal.
discord-gateway-not-found = Das Gateway von Discord ist nicht zu finden. Prüf das Netzwerk, und discord.api_url, falls du es gesetzt hast.
discord-login-failure = Discord nimmt das Token nicht an. Kopiere ein frisches von { $portal } → Bot → Reset Token nach DISCORD_TOKEN, und starte Dateline neu.
discord-responded = Darauf habe ich schon geantwortet. Wenn du nichts siehst, versuch es bitte noch einmal.
discord-no-application = Discord hat nicht gesagt, welche Anwendung das ist. Prüf das Token unter { $portal }.
discord-invalid-data = Discord hat etwas geschickt, das ich nicht lesen konnte. Bitte versuch es noch einmal.
discord-unreachable = Discord ist nicht erreichbar. Prüf das Netzwerk und discord.api_url; ich versuche es weiter, solange ich laufe.

## Errors of commands

use-failed = Dieser Befehl hat nicht geklappt: { $problem }. Bitte versuch es noch einmal.
option-not-taken = „{ $value }“ passt nicht zu dieser Option. Wähle einen Wert, den Discord anbietet, und versuch es noch einmal.
option-not-a-day = „{ $value }“ kann ich nicht als Tag lesen; schreib ihn wie 2024-05-31.
option-one-source = Gib mir entweder eine Adresse ({ command-library-add.option-url }) oder eine Datei ({ command-library-add.option-file }), eins von beiden.
option-not-an-address = „{ $value }“ ist keine Webadresse. Kopiere sie ganz, ab https://.
option-article-none = Einen Artikel „{ $value }“ gibt es hier nicht. Tippe Wörter seines Titels und wähle einen, den Discord anbietet.
option-article-near = Einen Artikel „{ $value }“ gibt es hier nicht. Am nächsten kommen: { $names }.
option-article-several = Zu „{ $value }“ passen mehrere Artikel: { $names }. Wähle den gemeinten, wenn Discord sie anbietet.
option-publisher-none = Einen Herausgeber „{ $value }“ gibt es hier nicht. { COMMAND("articles") } zeigt, von wem meine Artikel sind.
option-publisher-near = Einen Herausgeber „{ $value }“ gibt es hier nicht. Am nächsten kommen: { $names }.
option-publisher-several = Zu „{ $value }“ passen mehrere Herausgeber: { $names }. Wähle den gemeinten, wenn Discord sie anbietet.
option-shared-article = „{ $title }“ gehört allen Servern, deshalb kann nur entfernen, wer mich betreibt. Damit hier nicht daraus geantwortet wird, wähle in { COMMAND("setup") } die Herausgeber, denen du vertraust.
option-days-reversed = { $since } liegt nach { $until }. Gib bei since den früheren Tag an und bei until den späteren.
use-not-translated = Ein Text von mir ließ sich nicht übersetzen. Bitte versuch es noch einmal.
use-needs-manager = Das braucht die Berechtigung „{ permission-manage_guild }“ oder eine Rolle, die mich hier verwalten darf. Bitte jemanden darum, der diesen Server verwaltet.
use-needs-discords-own = Das braucht Discords eigene Berechtigung „{ permission-manage_guild }“: Eine Rolle, die mich verwalten darf, bestimmt nicht, wer mich sonst noch verwaltet. Bitte jemanden mit dieser Berechtigung darum.
use-servers-only = Das geht nur auf Servern. Benutze es in einem Kanal des Servers, um den es geht.
use-needs = Das braucht „{ $permissions }“. Bitte jemanden darum, der diesen Server verwaltet.
use-bot-needs = Dafür brauche ich „{ $permissions }“. Wer diesen Server verwaltet, kann das erlauben.
use-cooldown = Einen Moment, bitte: in { $seconds } s wieder.
use-not-known = Discord zeigt noch einen Befehl, den ich nicht mehr habe. Lade Discord neu (Strg+R) und wähle noch einmal.
use-changed = Discord zeigt noch eine ältere Form dieses Befehls. Lade Discord neu (Strg+R) und wähle ihn noch einmal.
use-sync-refused = Discord hat meine Liste der Befehle abgelehnt, deshalb bleiben die alten. Das Protokoll sagt, welcher Befehl und warum.

## Pages: a source, the articles, the state of things, help

field-publisher = Herausgeber
field-published = Erschienen
field-address = Adresse
field-correction = Korrektur
field-also-in = Auch in
and-more = und { $more } weitere
and-more-lines = … und { $more } weitere
source-footer = Quelle { $position } von { $total } · { $standing }
source-checked = gerade mit dem gespeicherten Artikel verglichen
source-checked-but = gerade mit dem gespeicherten Artikel verglichen; { $but }
source-not-verified = nicht bestätigt
source-unverified = **Der gespeicherte Artikel enthält dieses Zitat nicht mehr, deshalb wird es nicht gezeigt.**
source-unverified-why = Der Artikel hat sich seit der Antwort geändert. Frag noch einmal, um es aus dem jetzigen Text zu bekommen.
source-removed = Der Artikel, aus dem dieses Zitat stammt, wurde entfernt. Frag noch einmal, um zu durchsuchen, was jetzt da ist.
position = { $position } von { $total }
articles-none = Hier ist noch nichts. Wer diesen Server verwaltet, kann { COMMAND("library add") } benutzen.
articles-shown = { $first }–{ $last } von { $total }, die neuesten zuerst, ohne Datum zuletzt
status-title = Status
status-articles = Artikel
status-passages = Passagen
status-index = Index
status-model = Modell
status-last-ingest = Letzte Aufnahme
status-uptime = Läuft seit
status-now = Gerade
status-own = Was dieser Server selbst belegt
status-own-text =
    Artikel: { $articles } von { $most_articles }
    Text: { $text } von { $most_text }
    Feeds: { $feeds } von { $most_feeds }
    Beobachtungen: { $watches } von { $most_watches }
    Aufbewahrte Fragen: { $questions }
status-commands = Befehle
status-commands-failing = Discord hat die neuesten Befehle noch nicht angenommen; die bisherigen gehen weiter. Versuche bisher: { $tries }, zuerst gescheitert { $since }. Ich versuche es weiter.
number = { $n }
index-stale = { $indexed } indexiert, { $stale } warten auf das Neuindexieren
index-current = { $passages }, auf dem neuesten Stand
never = nie
help-title = { $name } antwortet aus Artikeln
help-promise = Jede Antwort ist ein wörtliches Zitat, mit Artikel, Herausgeber und Datum. Wo kein Artikel antwortet, sage ich das.
help-ask = **Fragen** – erwähne mich mit einer Frage, schreib mir direkt, oder benutze { COMMAND("ask") }.
help-ask-here = **Fragen** – benutze hier { COMMAND("ask") } oder schreib mir direkt: Was hier geschrieben wird, erreicht mich nicht.
help-follow-up = **Nachfragen** – antworte auf eine meiner Antworten und lass den Ping (@) an. Kommt statt einer Antwort diese Hilfe, hat mich dein Text nicht erreicht: Erwähne mich darin.
help-reword = **Umformulieren** – bearbeite deine Frage, und meine Antwort ändert sich mit; lösch sie, und die Antwort geht auch.
help-check = **Prüfen** – drück *{ button-sources }* unter einer Antwort, um jedes Zitat in seinem Absatz zu sehen.
help-watch = **Dranbleiben** – drück unter einer Antwort auf *{ button-watch }*; { COMMAND("watches") } zeigt, was du beobachtest.
help-browse = **Stöbern** – { COMMAND("brief") } zeigt Neues, { COMMAND("articles") }, woraus ich antworte.
help-menus = **Zu einer Nachricht** – öffne ihr Menü, dann *Apps*: *{ menu-ask-about-this }* oder *{ menu-check-this-claim }*. Nur du siehst die Antwort.
help-yours = **Deine Daten** – { COMMAND("privacy") } sagt, was ich von dir aufbewahre, { COMMAND("forget-me") } löscht es.
help-managers = Für alle, die den Server verwalten

## An article and the feeds, for those who manage a server

article-byline = Verfasser
article-updated = Aktualisiert
article-language = Sprache
article-size = Umfang
article-version = Fassung
article-version-taken = { $version }, aufgenommen { $day }
article-dated-by = { $date } ({ $origin })
article-footer = Artikel { $id }
gone-since = nicht mehr online seit { $day }
unknown-day = an einem unbekannten Tag
changes-heading = **Was sich in Fassung { $version } geändert hat**, aufgenommen { $day }
changes-none = **Was sich in Fassung { $version } geändert hat**, aufgenommen { $day }: kein Satz, nur was um sie herum steht.
feeds-none = Es gibt noch keine Feeds. { COMMAND("library add") } nimmt die Adresse eines Feeds.
feeds-shown = { $first }–{ $last } von { $total }
feed-remove-stays =
    { $articles ->
        [one] Sein Artikel bleibt
       *[other] Seine { $articles } Artikel bleiben
    }; ich frage ihn nur nicht mehr nach neuen.
feed-remove-brought-none = Er hat keine Artikel gebracht; ich frage ihn nur nicht mehr nach neuen.
feed-last-success = letzter Erfolg { $when }
feed-next-poll = nächste Abfrage { $when }
feed-state-ok = in Ordnung
feed-state-failing = gestört
feed-state-gone = verschwunden
feed-removed = Der Feed „{ $feed }“ ist entfernt; seine Artikel bleiben.
feed-unnamed = Feed
article-restored = „{ $title }“ ist wieder da.
article-removed = „{ $title }“ entfernt.
article-removed-undo = „{ $title }“ entfernt. „{ button-undo }“ holt den Artikel { $days ->
        [one] { $days } Tag
       *[other] { $days } Tage
    } lang zurück.

## Buttons and menus

button-sources = Quellen
button-previous = ◀ Zurück
button-next = Weiter ▶
button-cancel = Abbrechen
button-undo = Rückgängig
button-keep = Behalten
button-remove-feed = Feed entfernen
pick-feed = Einen Feed ansehen, Neues posten, entfernen …
button-all-feeds = Alle Feeds

## What jobs say on their messages

adding-title = Wird aufgenommen …
adding-stopped = Angehalten: Ich werde beendet. Was bisher aufgenommen wurde, bleibt; füge es für den Rest noch einmal hinzu.
board-stands-still = Diese Nachricht bleibt bald stehen, so will es Discord; ich mache weiter und schreibe dir am Ende direkt.
reindexing-title = Wird neu indexiert …
reindexing = Es wird neu indexiert.
reindexing-progress = Es wird neu indexiert. { $progress }
reindexing-elsewhere = Gerade wird neu indexiert.
reindexing-stale = Der Index ist veraltet und wird im Hintergrund neu aufgebaut.
reindexing-stale-progress = Der Index ist veraltet und wird im Hintergrund neu aufgebaut. { $percent } % dieses Schritts sind fertig.
reindexing-cancelled = Neuindexieren abgebrochen. Der bisherige Index antwortet weiter.
reindexing-stopped = Neuindexieren angehalten: Ich werde beendet. Der bisherige Index antwortet weiter; starte es später noch einmal.
reindexing-over = Das läuft nicht mehr: Es ist zu Ende, oder ich wurde inzwischen neu gestartet. { COMMAND("admin reindex") } indexiert neu.
interrupted-reindex =
    Neuindexieren unterbrochen: Ich wurde mittendrin angehalten. { $changed ->
        [one] Ein Artikel ist fertig und bleibt so
       *[other] { $changed } von { $articles } Artikeln sind fertig und bleiben so
    }; alle geben weiter Antwort. { COMMAND("admin reindex") } erledigt den Rest.
interrupted-reindex-unchanged = Neuindexieren unterbrochen: Ich wurde angehalten, bevor sich etwas geändert hatte. Der bisherige Index antwortet weiter; { COMMAND("admin reindex") } beginnt von vorn.
interrupted-dry-run = Unterbrochen: Ich wurde mittendrin angehalten. Geschrieben wurde nichts; { COMMAND("admin reindex") } beginnt von vorn.
interrupted-rollback = Unterbrochen: Ich wurde mitten im Zurücknehmen angehalten. Was zurückgenommen ist, bleibt so; „{ rollback-ask }“ erledigt den Rest.
interrupted-adding = Unterbrochen: Ich wurde mittendrin angehalten. Was schon aufgenommen ist, bleibt; füge es für den Rest noch einmal hinzu.
interrupted-waiting = Ich wurde neu gestartet, während du gewartet hast. Kommt binnen einer Minute keine Antwort, frag bitte noch einmal.

## Notices of feeds that fail

feed-gone = Den Feed „{ $feed }“ gibt es nicht mehr: { $problem }. Ich frage ihn nicht mehr ab; was er gebracht hat, bleibt. { COMMAND("library feeds") } zeigt seinen Zustand.
feed-silent-since = Der Feed „{ $feed }“ antwortet seit { $day } nicht: { $problem }. Ich versuche es weiter; von dem, was er gebracht hat, geht nichts verloren. { COMMAND("library feeds") } zeigt seinen Zustand.
feed-never-answered = Der Feed „{ $feed }“ hat noch nie geantwortet: { $problem }. Ich versuche es weiter; von dem, was er gebracht hat, geht nichts verloren. { COMMAND("library feeds") } zeigt seinen Zustand.
feed-full = Neues aus dem Feed „{ $feed }“ kann ich nicht aufnehmen. { $reason } Sobald Platz ist, mache ich von selbst weiter.
feed-no-reason = er nannte keinen Grund

## New articles as posts

post-withdrawn = Dieser Artikel wurde zurückgezogen.
post-changed = geändert am { $day }
button-post-details = Daten und Fassungen
posts-title = Neue Artikel von „{ $feed }“
posts-off = Von diesem Feed wird noch nichts gepostet. Wähle einen Kanal, einen Thread oder ein Forum: Ab dann poste ich dort, was neu ist. Was der Feed bis jetzt gebracht hat, wird nicht gepostet.
posts-are-on = 📰 neue Artikel werden in { $channel } gepostet
posts-are-paused-own = ⏸ das Posten in { $channel } ist angehalten
posts-are-paused-place = ⏸ das Posten ist angehalten: In { $channel } kann ich nicht mehr schreiben
posts-mend = Erlaube mir dort „Kanal ansehen“ und „Nachrichten senden“ und drücke „{ posts-button-resume }“, oder wähle einen anderen Kanal.
posts-one-a-story = Jede Meldung wird einmal gepostet, wie viele sie auch drucken.
posts-thread = Zu jedem Post gibt es einen Thread, in dem ich Fragen beantworte.
posts-publish = Jeder Post wird an die Server veröffentlicht, die dem Kanal folgen.
posts-tag = Jeder Post bekommt dort den Tag „{ $tag }“, weil das Forum einen verlangt.
posts-mention = Ich erwähne { $role }.
posts-mention-nobody = Ich erwähne niemanden.
posts-everything = Alles Neue wird gepostet.
posts-must = Nur mit einem dieser Wörter im Titel oder in den ersten Sätzen: { $words }
posts-must-not = Nicht mit einem dieser Wörter dort: { $words }
posts-publishers = Nur von diesen Herausgebern: { $words }
posts-menu-channel = Wo posten …
posts-menu-role = Welche Rolle erwähnen …
posts-button-open = Neue Artikel als Posts …
posts-button-thread = Mit Threads
posts-button-no-thread = Ohne Threads
posts-button-publish = Veröffentlichen
posts-button-no-publish = Nicht veröffentlichen
posts-button-words = Wörter und Herausgeber …
posts-button-test = Probe-Post
posts-button-pause = Anhalten
posts-button-resume = Fortsetzen
posts-button-end = Nicht mehr posten
posts-form-title = Wörter und Herausgeber
posts-form-must = Eines dieser Wörter
posts-form-must-not = Keines dieser Wörter
posts-form-publishers = Einer dieser Herausgeber
posts-form-how = Mit Kommas dazwischen; leer heißt: kein Filter
posts-not-everyone = Ein Post kann nicht alle erwähnen. Wähle eine andere Rolle.
posts-too-many-words = Das ist zu viel für einen Filter: höchstens { $most } Wörter oder Namen, keines länger als { $longest } Zeichen. Geändert wurde nichts.
posts-no-sample = Dieser Feed hat noch keinen Artikel gebracht, den eine Probe zeigen könnte. Versuch es, wenn einer da ist.
posts-test = 🧪 Eine Probe: So werden neue Artikel dieses Feeds aussehen.
posts-tested = Der Probe-Post ist da: { $address }

## Setting up a server (/setup)

command-setup = setup
    .description = Wo ich zuhöre, wer fragen darf, Grenzen, Sprache und mehr, auf einer Tafel
setup-menu = Was einrichten?
setup-overview = Einrichten
setup-overview-about = So arbeite ich hier. Ich bin auch so nützlich; ändere, was du magst. Jede Wahl gilt sofort und lässt sich zurücknehmen.
setup-listen = Wo ich antworte
    .about = Dort antworte ich, wenn man mich erwähnt, mir antwortet oder mit { COMMAND("ask") } fragt. Für einen Thread gilt, was für seinen Kanal gilt.
setup-auto = Antworten ungefragt
    .about = Dort beantworte ich Fragen, die niemand an mich gerichtet hat, und neue Beiträge in Foren. Bin ich weniger sicher, als du wählst, schweige ich.
setup-askers = Wer fragen darf
    .about = Wer eine der Rollen hat, darf mich auf diesem Server fragen.
setup-managers = Wer mich verwalten darf
    .about = Wer { COMMAND("setup") }, { COMMAND("library") } und { COMMAND("admin") } sieht, entscheidet Discord: Servereinstellungen → Integrationen. Gib denselben Rollen dort Zugriff.
setup-limits = Grenzen
    .about = Die Hälfte der Fragen einer Minute darf auf einmal kommen. Wer warten muss, erfährt, wie lange.
setup-free = Rollen ohne Grenze
    .about = Die Grenzen für den Kanal und den Server gelten auch für sie.
setup-retention = Wie lange ich mich erinnere
    .about = Ältere Fragen und Antworten werden einmal am Tag gelöscht. Artikel bleiben.
setup-watches = Beobachtungen
    .about = Unter einer Antwort lassen sich Mitglieder melden, wenn sie sich ändert. In den stillen Stunden behalte ich, was zu melden wäre, und melde es danach.
setup-digest = Übersicht
    .about = Was es Neues gibt, von selbst gepostet an den Tagen und zu der Stunde, die du wählst, jede Meldung einmal. Aus, solange kein Kanal gewählt ist.
setup-language = Sprache
    .about = Für das, was ich in Kanälen sage. Zitate bleiben in der Sprache ihres Artikels.
setup-publishers = Vertraute Herausgeber
    .about = Im Menü stehen die mit den meisten Artikeln; andere fügst du mit Namen hinzu.
setup-channel = Ein Kanal
    .about = Was ein Kanal für sich hat, gilt dort und in seinen Threads vor dem, was der Server hat.
setup-listens-everywhere = Ich antworte in jedem Kanal, den ich lesen kann.
setup-listens-only = Ich antworte nur in { $channels }.
setup-auto-nowhere = Ich spreche nur, wenn man mich fragt.
setup-auto-in = In { $channels } antworte ich auch ungefragt, wenn ich mindestens zu { $percent } % sicher bin.
setup-askers-all = Alle dürfen fragen.
setup-askers-only = Fragen dürfen nur { $roles }.
setup-managers-discord = Wer „Server verwalten“ darf, verwaltet mich.
setup-managers-too = Wer „Server verwalten“ darf, verwaltet mich, und { $roles }.
setup-limits-are = In einer Minute: { $person } Fragen je Person, { $channel } je Kanal, { $server } auf dem ganzen Server.
setup-free-none = Die Grenze je Person gilt für alle.
setup-free-roles = Die Grenze je Person gilt nicht für { $roles }.
setup-kept-days = { $days ->
    [one] Ich behalte Fragen und Antworten einen Tag lang.
   *[other] Ich behalte Fragen und Antworten { $days } Tage lang.
}
setup-kept-always = Ich behalte Fragen und Antworten, bis mich jemand bittet, sie zu vergessen.
setup-watches-none = Niemandem wird gemeldet, wenn sich eine Antwort ändert.
setup-watches-are =
    { $count ->
        [one] Eine Antwort darf hier beobachtet werden; Änderungen melde ich zu jeder Stunde.
       *[other] Bis zu { $count } Antworten dürfen hier beobachtet werden; Änderungen melde ich zu jeder Stunde.
    }
setup-watches-quiet =
    { $count ->
        [one] Eine Antwort darf hier beobachtet werden
       *[other] Bis zu { $count } Antworten dürfen hier beobachtet werden
    }; in den stillen Stunden { $hours } ({ $zone }) melde ich nichts.
setup-digest-none = Es wird keine Übersicht gepostet.
setup-digest-is = Eine Übersicht in { $channel }, { $days }, um { $hour } ({ $zone }): { $about }.
setup-digest-everything = alles Neue
setup-digest-silent = Gibt es nichts Neues, wird nichts gepostet.
setup-digest-empty = Gibt es nichts Neues, sage ich das.
setup-digest-paused = ⏸ Die Übersicht ist angehalten: Ich kann in dem Kanal nicht schreiben. Wähle einen anderen, oder erlaube mir dort „Kanal ansehen“ und „Nachrichten senden“ und drücke „{ setup-button-test }“. Verloren geht inzwischen nichts.
setup-digest-at = Um { $hour }
setup-digest-tested = Ein Test steht in { $channel }.
every-day = jeden Tag
setup-speaks-as-discord = Ich spreche die Sprache, die dieser Server in Discord hat.
setup-speaks = Ich spreche { $language }.
setup-trusts-all = Ich antworte aus Artikeln aller Herausgeber.
setup-trusts-only = Ich antworte nur aus Artikeln von { $names }.
setup-channels-none = Kein Kanal hat etwas für sich.
setup-channels-own = Anders als der Server: { $channels }.
setup-and-more = { $names } und { $count } weitere
setup-aspect-line = { $channel } · { $aspect }: { $value }
setup-aspect-listen = Antwortet gefragt
setup-aspect-auto = Antwortet ungefragt
setup-aspect-threshold = Wie sicher dafür
setup-aspect-language = Sprache
setup-aspect-publishers = Herausgeber
setup-aspect-per_minute = Grenze
setup-as-server-now = wie der Server ({ $value })
setup-yes = ja
setup-no = nein
setup-as-server = Wie der Server
setup-as-discord = Wie Discord es sagt
setup-all-publishers = Alle Herausgeber
setup-sure = mindestens { $percent } % sicher
setup-days = { $days ->
    [one] ein Tag
   *[other] { $days } Tage
}
setup-always = ohne Ende
setup-value-user_per_minute = Eine Person: { $number } je Minute
setup-value-channel_per_minute = Ein Kanal: { $number } je Minute
setup-value-server_per_minute = Der Server: { $number } je Minute
setup-value-per_minute = { $number } je Minute
setup-watches-count =
    { $count ->
        [one] Eine Beobachtung
       *[other] Bis zu { $count } Beobachtungen
    }
setup-watches-off = Keine Beobachtungen
setup-quiet = Stille Stunden: { $hours }
setup-quiet-never = Keine stillen Stunden
setup-menu-channels = Überall – wähle, wenn nur in einigen
setup-menu-auto_channels = Nirgends – wähle Kanäle und Foren
setup-menu-channel = Welcher Kanal?
setup-menu-asker_roles = Alle – wähle, wenn nur einige
setup-menu-manager_roles = Rollen wählen
setup-menu-unlimited_roles = Rollen wählen
setup-menu-publishers = Alle – wähle die vertrauten
setup-menu-aspect = Was davon?
setup-menu-digest_channel = Aus – wähle einen Kanal
setup-menu-digest_days = An welchen Tagen?
setup-button-no-digest = Keine Übersicht
setup-button-digest = Themen, Feeds, Zeitzone …
setup-button-test = Test posten
setup-button-everywhere = Überall
setup-button-nowhere = Nirgends
setup-button-everyone = Alle
setup-button-only-discord = Nur „Server verwalten“
setup-button-no-role = Keine Rolle
setup-button-numbers = Andere Zahlen …
setup-button-names = Mit Namen hinzufügen …
setup-button-nothing-own = Alles wie der Server
setup-button-gone = Entfernen, was es nicht mehr gibt
setup-undo = Rückgängig
setup-redo = Wiederholen
setup-changed = Geändert.
setup-undone = Zurückgenommen.
setup-cannot-hear = ⚠️ Discord enthält mir vor, was nicht an mich gerichtet ist. Wer mich betreibt, muss discord.message_content = true setzen und im Entwicklerportal den Message Content Intent erlauben; bis dahin kann ich nicht ungefragt antworten.
setup-gone-channels = { $count ->
    [one] Einen dieser Kanäle gibt es nicht mehr.
   *[other] { $count } dieser Kanäle gibt es nicht mehr.
}
setup-gone-roles = { $count ->
    [one] Eine dieser Rollen gibt es nicht mehr.
   *[other] { $count } dieser Rollen gibt es nicht mehr.
}
setup-publishers-absent = Noch kein Artikel hier ist von { $names }.
setup-form = Einrichten
setup-form-names = Vertraute Herausgeber, einer je Zeile
setup-form-user_per_minute = Fragen je Minute, je Person
setup-form-channel_per_minute = Fragen je Minute, je Kanal
setup-form-server_per_minute = Fragen je Minute, ganzer Server
setup-form-per_minute = Fragen je Minute in diesem Kanal
setup-form-digest_topics = Themen, eins je Zeile; keins: alles
setup-form-digest_feeds = Dazu alles Neue aus diesen Feeds
setup-form-time_zone = Zeitzone
setup-form-digest_empty = Auch posten, wenn es nichts Neues gibt?
setup-topics = Nicht geändert: höchstens { $most } Themen mit je { $longest } Zeichen.
setup-foreign = Das steht auf diesem Server nicht zur Wahl. Öffne { COMMAND("setup") } neu und wähle, was dort steht.
setup-invalid = Das lässt sich nicht einstellen: { $problem }.
setup-not-everyone = Nicht geändert: Dann könnten mich alle verwalten. Wähle andere Rollen.
setup-not-a-number = Nicht geändert: „{ $text }“ ist keine ganze Zahl von 1 bis { $most }.
setup-name-too-long = Nicht geändert: Ein Name darf { $most } Zeichen haben.
setup-too-many-names = Nicht geändert: Ich kann mich an höchstens { $most } Herausgeber halten.
