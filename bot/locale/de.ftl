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
turn-not-asker = Auf diesem Server dürfen mich nur { $roles } fragen.
turn-elsewhere = Hier antworte ich nicht. Frag mich in { $channels }.
turn-not-here = In diesem Kanal antworte ich nicht. Frag mich in einem anderen.

## Einen Server einrichten (/setup)

command-setup = setup
    .description = Wo ich zuhöre, wer fragen darf, Grenzen, Sprache und mehr, auf einer Tafel
setup-menu = Was einrichten?
setup-overview = Einrichten
setup-overview-about = So arbeite ich hier. Nichts davon musst du ändern: Ich bin auch so nützlich. Wähle unten, was du ändern willst; jede Wahl gilt sofort und lässt sich zurücknehmen.
setup-listen = Wo ich antworte
    .about = Dort antworte ich, wenn man mich erwähnt, mir antwortet oder mit /ask fragt. Für einen Thread gilt, was für seinen Kanal gilt.
setup-auto = Antworten ungefragt
    .about = Dort beantworte ich Fragen, die niemand an mich gerichtet hat, und neue Beiträge in Foren. Bin ich weniger sicher, als du wählst, schweige ich.
setup-askers = Wer fragen darf
    .about = Wer eine der Rollen hat, darf mich auf diesem Server fragen.
setup-managers = Wer mich verwalten darf
    .about = Wer /setup, /library und /admin sieht, entscheidet Discord: Servereinstellungen → Integrationen. Gib denselben Rollen dort Zugriff.
setup-limits = Grenzen
    .about = Die Hälfte der Fragen einer Minute darf auf einmal kommen. Wer warten muss, erfährt, wie lange.
setup-free = Rollen ohne Grenze
    .about = Die Grenzen für den Kanal und den Server gelten auch für sie.
setup-retention = Wie lange ich mich erinnere
    .about = Ältere Fragen und Antworten werden einmal am Tag gelöscht. Artikel bleiben.
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
setup-value-yes = ja
setup-value-no = nein
setup-value-as-server = Wie der Server
setup-value-as-discord = Wie Discord es sagt
setup-value-all-publishers = Alle Herausgeber
setup-value-sure = mindestens { $percent } % sicher
setup-value-days = { $days ->
    [one] ein Tag
   *[other] { $days } Tage
}
setup-value-always = ohne Ende
setup-value-user-per-minute = Eine Person: { $number } je Minute
setup-value-channel-per-minute = Ein Kanal: { $number } je Minute
setup-value-server-per-minute = Der Server: { $number } je Minute
setup-value-per-minute = { $number } je Minute
setup-menu-channels = Überall – wähle, wenn nur in einigen
setup-menu-auto-channels = Nirgends – wähle Kanäle und Foren
setup-menu-channel = Welcher Kanal?
setup-menu-asker-roles = Alle – wähle, wenn nur einige
setup-menu-manager-roles = Rollen wählen
setup-menu-unlimited-roles = Rollen wählen
setup-menu-publishers = Alle – wähle die vertrauten
setup-menu-aspect = Was davon?
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
setup-form-user-per-minute = Fragen je Minute, je Person
setup-form-channel-per-minute = Fragen je Minute, je Kanal
setup-form-server-per-minute = Fragen je Minute, ganzer Server
setup-form-per-minute = Fragen je Minute in diesem Kanal
setup-foreign = Das steht auf diesem Server nicht zur Wahl. Öffne /setup neu und wähle, was dort steht.
setup-invalid = Das lässt sich nicht einstellen: { $problem }.
setup-not-everyone = Nicht geändert: Dann könnten mich alle verwalten. Wähle andere Rollen.
setup-not-a-number = Nicht geändert: „{ $text }“ ist keine ganze Zahl von 1 bis { $most }.
setup-name-too-long = Nicht geändert: Ein Name darf { $most } Zeichen haben.
setup-too-many-names = Nicht geändert: Ich kann mich an höchstens { $most } Herausgeber halten.
