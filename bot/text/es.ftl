### What the bot says. See en.ftl.

## The language itself

language-name = Español
locale = es-ES

## Where Discord lets the bot do less than it needs

outside-private = Este servidor solo permite que las aplicaciones que no ha instalado respondan en privado. Para que pueda responder a todos, alguien que lo gestione puede permitir «Usar aplicaciones externas».
delivery-answers = Para { $name }: «{ $question }»
hint-send-messages = No puedo escribir en { $channel }, así que una pregunta quedó allí sin respuesta. Quien gestione el servidor puede permitirme «Ver canal» y «Enviar mensajes» en los ajustes del canal.
hint-send-messages-in-threads = No puedo escribir en el hilo { $channel }, así que una pregunta quedó allí sin respuesta. Quien gestione el servidor puede permitirme «Enviar mensajes en hilos» en los ajustes del canal.
hint-embed-links = No puedo usar inserciones en { $channel }, así que allí mis respuestas llegan como texto sencillo. Quien gestione el servidor puede permitirme «Insertar enlaces» en los ajustes del canal.
hint-read-message-history = No puedo leer el historial de { $channel }, así que allí no puedo responder directamente a los mensajes. Quien gestione el servidor puede permitirme «Leer el historial de mensajes» en los ajustes del canal.
hint-attach-files = No puedo adjuntar archivos en { $channel }, así que allí faltan las imágenes. Quien gestione el servidor puede permitirme «Adjuntar archivos» en los ajustes del canal.
hint-create-public-threads = No puedo crear hilos en { $channel }, así que las conversaciones se quedan en el canal. Quien gestione el servidor puede permitirme «Crear hilos públicos» en los ajustes del canal.

## Checking what a message claims

menu-ask-about-this = Preguntar sobre esto
menu-check-this-claim = Comprobar esta afirmación
claim-supported = Confirmado
claim-contradicted = Contradicho
claim-not-found = No está en mis artículos
claim-may-be-true = No encontré en mis artículos nada que lo aclare. Aun así puede ser cierto.
claim-nearest = El pasaje más cercano que tengo: no sé decir si lo aclara
claim-leans-supported = Parece confirmarlo: lee la cita, puedo equivocarme
claim-leans-contradicted = Parece contradecirlo: lee la cita, puedo equivocarme
claim-differs = El mensaje dice «{ $claimed }»; la fuente, «{ $quoted }».
claim-denied = La fuente lo niega: «{ $quoted }».
claim-denies = El mensaje lo niega con «{ $claimed }»; la fuente, no.
claim-summary =
    { $sentences ->
        [one] Una frase comprobada
       *[other] { $sentences } frases comprobadas
    }: { $supported } confirmadas, { $contradicted } contradichas, { $missing } fuera de mis artículos.
claim-summary-part = { $sentences } de { $total } frases comprobadas: { $supported } confirmadas, { $contradicted } contradichas, { $missing } fuera de mis artículos.
claim-left-out =
    { $sentences ->
        [one] La última no se ha comprobado
       *[other] Las últimas { $sentences } no se han comprobado
    }: compruebo { $most } de un mensaje. Lo que falta se puede comprobar en un mensaje aparte.
claim-unread = Solo he leído los primeros { $characters } caracteres.
claim-more =
    { $sentences ->
        [one] Hay una más que no se muestra.
       *[other] Hay { $sentences } más que no se muestran.
    }
claim-nothing-to-check = En ese mensaje no encuentro ninguna afirmación que los artículos puedan confirmar o negar. Elige uno que diga algo en una frase completa.
menu-no-text = Ese mensaje no tiene texto que pueda leer: no leo imágenes ni inserciones. Elige uno con palabras.
menu-no-question = En ese mensaje no hay ninguna pregunta. Elige uno que pregunte algo.
menu-my-own = Ese mensaje es mío. «Fuentes», debajo de una respuesta, muestra de dónde viene.

## Privacy

command-privacy = privacidad
    .description = Qué guardo de ti y durante cuánto tiempo
command-forget-me = olvídame
    .description = Borra tus preguntas, votos, avisos y conversaciones
privacy-title = Lo que guardo de ti
privacy-yours = Guardado ahora
privacy-nothing = Nada: ninguna pregunta, voto ni aviso tuyo.
privacy-held =
    { $answers ->
        [0] Ninguna pregunta
        [one] Una pregunta con su respuesta
       *[other] { $answers } preguntas con sus respuestas
    } y { $votes ->
        [0] ningún voto
        [one] un voto
       *[other] { $votes } votos
    }, de todos los servidores y chats privados juntos.
privacy-watches =
    { $watches ->
        [one] Y un aviso.
       *[other] Y { $watches } avisos.
    }
privacy-briefings =
    { $briefings ->
        [one] Y una nota de tus resúmenes.
       *[other] Y { $briefings } notas de tus resúmenes.
    }
privacy-oldest = Lo más antiguo es del { $when }.
privacy-in-server = En { $server }
privacy-in-private = En chats privados
privacy-kept =
    { $days ->
        [one] Las preguntas y respuestas se borran al cabo de un día.
       *[other] Las preguntas y respuestas se borran al cabo de { $days } días.
    }
privacy-kept-without-end = Las preguntas y respuestas se conservan hasta que las borres; así lo eligió quien gestiona este servidor.
privacy-when-left = Si el servidor me expulsa, todos sus datos se borran { $days } días después.
privacy-what = Qué se guarda
privacy-what-text = Tu pregunta, mi respuesta, cuándo y en qué canal, y tu ID de Discord; tus votos y los motivos que escribes; tus avisos, con la respuesta que conoces, hasta que los termines (los que están en pausa, tanto como las preguntas); si quieres saber cuándo cambian las fuentes; cuándo viste novedades por última vez y los resúmenes de varias páginas, tanto como las preguntas; de quienes gestionan un servidor, lo que cambian en sus ajustes.
privacy-backups = Copias de seguridad
privacy-backups-text = Se hacen copias de seguridad de todo, y cada una se borra al cabo de unos { $days } días. Hasta entonces sigue en ella, guardado bajo llave, lo que borras; si alguna vez se restaura, se vuelve a borrar.
privacy-never = Qué no se guarda nunca
privacy-never-text = Los mensajes que no respondo, los mensajes que compruebas como afirmaciones, los archivos adjuntos a preguntas, tu nombre, tu imagen, tus roles.
privacy-how-to-delete = /{ command-forget-me } borra tus preguntas, votos, avisos y conversaciones en todas partes y al momento.
forget-confirm = ¿Lo borro ahora, en todas partes? No se puede deshacer.
forget-button = Borrar todo lo mío
forget-not-yours = Este botón es para otra persona. Usa { COMMAND("forget-me") } para borrar lo que se guarda de ti.
forget-nothing = No se guarda nada tuyo, así que no hay nada que borrar.
forget-done =
    Borrado: { $answers ->
        [0] ninguna pregunta
        [one] una pregunta con su respuesta
       *[other] { $answers } preguntas con sus respuestas
    } y { $votes ->
        [0] ningún voto
        [one] un voto
       *[other] { $votes } votos
    }. Ya no se recuerda ninguna conversación tuya.
forget-watches =
    { $watches ->
        [one] Un aviso ha terminado.
       *[other] { $watches } avisos han terminado.
    }
forget-briefings =
    { $briefings ->
        [one] Se ha borrado una nota de tus resúmenes.
       *[other] Se han borrado { $briefings } notas de tus resúmenes.
    }
forget-messages-stay = Mis mensajes en los canales se quedan hasta que alguien los borre allí; ya no sé que los pediste tú.

## Under an answer

button-continue = Seguir en un hilo
button-show = Mostrar a todos
continue-here = Sigue preguntando en { $thread }: cada pregunta se apoya en lo que se dijo allí.
thread-opening-all = Sigue preguntando aquí; cada pregunta se apoya en las anteriores.
thread-opening-mention = Sigue preguntando aquí, mencionándome o respondiéndome; cada pregunta se apoya en las anteriores.

## When a source changes

errata-title = ⚠ Las fuentes de esta respuesta han cambiado
erratum-changed = El artículo se modificó el { $day }. Estas palabras ya no aparecen en él.
erratum-changed-now = El artículo se modificó el { $day }. Ahora dice:
erratum-corrected = El { $day } se añadió una corrección al artículo.
erratum-corrected-now = El { $day } se añadió una corrección al artículo:
erratum-withdrawn = El artículo se retiró de aquí el { $day }.
errata-told = Han cambiado las fuentes de una respuesta que recibiste: «{ $question }». La respuesta ya lo indica: { $address }
errata-told-how = Te aviso una vez por respuesta. El botón de { COMMAND("privacy") } desactiva estos avisos.
privacy-errata = Cuando cambian las fuentes
privacy-errata-yes = Te aviso en un mensaje directo cuando han cambiado las fuentes de una respuesta que recibiste, una vez por respuesta.
privacy-errata-no = La propia respuesta lo indica, y no te aviso.
button-errata-on = Avísame si cambian las fuentes
button-errata-off = No me avises más

## Watches

command-watches = avisos
    .description = De qué debo avisarte: verlo, pausarlo, terminarlo
button-watch = Avísame cuando esto cambie
button-watch-answer = Avísame cuando haya respuesta
button-watch-stop = No avisarme más
watch-set = Te aviso { $place } cuando cambie esta respuesta: cada cambio una vez, junto a lo que decía antes.
watch-set-open = Te aviso { $place } cuando haya una respuesta.
watch-again = Ya tienes este aviso. Desde ahora comparo con la respuesta de arriba.
watch-how = Como mucho un mensaje por hora. { COMMAND("watches") } muestra tus avisos.
watch-off = En este servidor no se avisa de cambios. Quien lo gestiona puede permitirlo en { COMMAND("setup") }.
watch-in = en { $channel }
watch-direct = en un mensaje directo
watch-told-answered = Ya hay una respuesta.
watch-told-changed = La respuesta ha cambiado.
watch-told-lost = Lo que respondía a esto ya no está en mis artículos.
watch-told-corrected = La fuente de esta respuesta fue corregida.
watch-before = Antes
watches-title =
    { $count ->
        [0] Ningún aviso
        [one] Un aviso
       *[other] { $count } avisos
    }
watches-none = Todavía no tienes avisos. Pulsa «{ button-watch }» debajo de una respuesta.
watches-of-server = Avisos de este servidor
watches-server =
    { $count ->
        [one] Un aviso
       *[other] { $count } avisos
    } de { $most } en este servidor
watches-server-none = Aquí nadie tiene avisos. { COMMAND("setup") } dice cuántos puede haber.
watch-since = creado el { $when }
watch-told-count =
    { $count ->
        [0] sin cambios avisados
        [one] avisado una vez
       *[other] avisado { $count } veces
    }
watch-paused-own = ⏸ en pausa por ti
watch-paused-closed = ⏸ en pausa: no aceptas mis mensajes directos. Permítelos y pulsa «{ watch-button-resume }».
watch-paused-place = ⏸ en pausa: ya no puedo escribir allí. Pregunta en otro canal, o pulsa «{ watch-button-resume }» cuando pueda.
watch-paused-left = ⏸ en pausa: habías salido de ese servidor. Pulsa «{ watch-button-resume }» si has vuelto.
watch-mentions-you = Te menciono al avisarte.
watch-quiet-you = No te menciono al avisarte.
watch-known = La respuesta que conoces
watch-private = Una pregunta que se avisa en un mensaje directo
watch-pick = Elige un aviso …
watch-pick-to-end = Terminar un aviso …
watch-button-pause = Pausar
watch-button-resume = Continuar
watch-button-mention = Mencionarme
watch-button-quiet = No mencionarme
watch-button-end = Terminar
watch-button-list = Todos mis avisos
watch-ended = Ya no te aviso sobre «{ $question }».
watch-end-title = ¿Terminar este aviso?
watch-end-what = Quien lo creó no recibe más avisos y puede crearlo de nuevo.
watch-not-yours = Ese aviso es de otra persona. { COMMAND("watches") } muestra los tuyos.
watch-noticed =
    { $count ->
        [one] No pude avisarte de un cambio y puse en pausa un aviso tuyo.
       *[other] No pude avisarte de cambios y puse en pausa { $count } avisos tuyos.
    } { COMMAND("watches") } dice por qué y permite continuar.
## How an answer moved

button-timeline = Cómo cambió
timeline-title = Cómo cambió la respuesta
timeline-left-out =
    { $entries ->
        [one] No se muestra un valor intermedio.
       *[other] No se muestran { $entries } valores intermedios.
    }
timeline-changed = Una versión posterior del artículo, con fecha: { $day }.
timeline-disagrees = Pocos días después del valor anterior y de otra fuente: las fuentes no coinciden.
timeline-same =
    { $sources ->
        [one] Lo mismo en otra: { $names }
       *[other] Lo mismo en otras { $sources }: { $names }
    }
timeline-footing = { $values } valores de { $sources ->
        [one] una fuente
       *[other] { $sources } fuentes
    }, los más antiguos primero
timeline-one-value =
    { $sources ->
        [one] Encontré un solo valor en mis artículos.
       *[other] Encontré un solo valor en mis artículos, de { $sources } fuentes.
    }
timeline-picture-alt = Puntos sobre los días de publicación. { $values }

## What is new

command-brief = novedades
    .description = Lo que hay de nuevo: sobre un tema, desde un día o desde tu última visita
    .option-topic = tema
    .about-topic = Por ejemplo: alto el fuego. Sin tema, todo
    .option-since = desde
    .about-since = Un día o un tiempo: lunes, ayer, 3 días, 2024-05-31. Con tema, por defecto 7 días
    .option-private = privado
    .about-private = Responder de forma que solo tú lo veas; sin tema ni día, siempre así
briefing-title = Novedades sobre { $topics }
briefing-title-all = Lo que hay de nuevo
# "since" is span-since.
briefing-stories =
    { $stories ->
        [one] Una noticia
       *[other] { $stories } noticias
    } de { $articles ->
        [one] un artículo
       *[other] { $articles } artículos
    }
briefing-nothing = No hay nada nuevo { $since }.
briefing-nothing-on = No hay nada nuevo sobre { $topics } { $since }.
briefing-latest = Lo más reciente que tengo
briefing-before = Antes: «{ $value }» · { $source } · { $day }
briefing-disagree = Las fuentes no coinciden: «{ $value }» · { $source } · { $day }
briefing-left-out =
    { $stories ->
        [one] Hay una noticia más que no se muestra.
       *[other] Hay { $stories } noticias más que no se muestran.
    } Con un tema o un día posterior son menos.
briefing-first = No conozco ninguna visita anterior tuya aquí, así que estos son los últimos { $days } días. La próxima vez será lo que haya llegado desde ahora.
button-briefing = Leer las { $stories } noticias
digest-test = Una prueba. El resumen de verdad contiene lo que ha llegado desde el anterior.

## Votes under an answer

vote-form = ¿Qué falla en esta respuesta?
vote-why = Motivo
vote-why-note = Tu voto ya cuenta. El motivo ayuda a quienes eligen los artículos.
vote-why-choose = Elige un motivo
vote-why-wrong = La respuesta es incorrecta
vote-why-no-answer = La cita no responde a la pregunta
vote-why-outdated = Está desactualizada
vote-why-other = Otra cosa
vote-words = Con tus palabras
vote-thanks = Gracias. Lo verán quienes gestionan los artículos de este bot.
## Whose turn it is

turn-again-person = Un momento, por favor: puedes volver a preguntar en { $seconds } s.
turn-again-channel = En este canal se ha preguntado mucho ahora mismo: otra vez en { $seconds } s.
turn-again-server = En este servidor se ha preguntado mucho ahora mismo: otra vez en { $seconds } s.
turn-place = Eres el número { $position } de la cola; tu respuesta llega en unos { $seconds } s.
turn-not-asker = En este servidor solo puede preguntarme quien tenga { $roles }.
turn-elsewhere = Aquí no respondo. Pregúntame en { $channels }.
turn-not-here = En este canal no respondo. Pregúntame en otro.

## Numbers and pages

share = { NUMBER($share, style: "percent") }
page-range = { $first }–{ $last } de { $total }

## Commands for those who manage a server

command-admin-unanswered = sin-respuesta
    .description = Preguntas sin respuesta y fuentes para ellas
command-admin-feedback = opiniones
    .description = Cómo gustaron las respuestas, y por qué no
command-admin-log = registro
    .description = Qué se cambió aquí, quién lo hizo, con opción de deshacer

## Questions without an answer

unanswered-title =
    { $count ->
        [0] Ninguna pregunta sin respuesta
        [one] Una pregunta sin respuesta
       *[other] { $count } preguntas sin respuesta
    }
unanswered-none = Todas las preguntas de aquí tienen respuesta o fueron descartadas.
unanswered-asked =
    { $count ->
        [one] preguntada una vez
       *[other] preguntada { $count } veces
    }
unanswered-people =
    { $people ->
        [one] por una persona
       *[other] por { $people } personas
    }
unanswered-newest = la última { $when }
unanswered-empty-library = Todavía no había ningún artículo.
unanswered-not-a-question = No era una pregunta.
unanswered-nothing-found = Ningún artículo trataba de eso.
unanswered-not-answered = Hay artículos que lo rozan, pero ninguno lo responde.
unanswered-outside-time = Nada del tiempo por el que se preguntó.
unanswered-no-publisher = No había ningún artículo de los medios a los que se limitaba.
unanswered-nothing-yet = Para entonces aún no se había publicado ningún artículo.
unanswered-also = también: { $questions }
unanswered-more = y { $count } más
unanswered-dismiss = Descartar una pregunta…
unanswered-dismiss-title = ¿Descartar esta pregunta?
unanswered-dismiss-what = Sale de esta lista. Si alguien la hace otra vez, vuelve como nueva.
unanswered-dismiss-button = Descartar
unanswered-dismissed = Descartada: «{ $question }». Si alguien la hace otra vez, vuelve aquí.
unanswered-gone = Esa pregunta ya no está en la lista: entretanto se respondió, se descartó o se borró.
source-add = Fuente para { $number }
source-form = Añadir una fuente
source-address = Dirección de una página, un PDF o un feed
source-ask-again = Preguntar otra vez
source-answered = Ahora hay respuesta, así que la pregunta salió de la lista.

## How the answers were liked

feedback-title = Opiniones
feedback-none = Nadie ha votado aún ninguna respuesta aquí. Los pulgares están bajo cada respuesta.
feedback-totals = 👍 { $up } · 👎 { $down } · { $share } a favor
feedback-no-down = Nadie ha votado en contra de una respuesta.
feedback-no-reason = sin motivo
feedback-open = Abrir la respuesta

## The log of a server

ledger-title = Registro
ledger-none = Aquí no se ha cambiado nada todavía.
ledger-change = { $name }: { $before } → { $after }
ledger-change-undone = { $name }, restablecido: { $before } → { $after }
ledger-undone = (deshecho)
ledger-somebody = alguien que pidió ser olvidado
ledger-undo = Deshacer…
ledger-restore = Recuperar «{ $title }»
deed-library-add =
    Incorporado «{ $source }»: { $added ->
        [0] nada nuevo
        [one] un artículo nuevo
       *[other] { $added } artículos nuevos
    }{ $updated ->
        [0] {""}
       *[other] , { $updated } actualizados
    }
deed-library-remove = Eliminado el artículo «{ $title }»
deed-library-restore = Recuperado el artículo «{ $title }»
deed-feed-remove = Se dejó de seguir el feed «{ $title }»
deed-reindex =
    Reindexados { $articles ->
        [one] un artículo
       *[other] { $articles } artículos
    }, { $changed } con cambios
deed-reindex-cancelled = Reindexación cancelada
deed-reindex-rollback =
    Reindexación revertida: { $articles ->
        [one] un artículo
       *[other] { $articles } artículos
    } como antes
deed-unanswered-dismiss =
    Descartada «{ $question }», { $count ->
        [one] preguntada una vez
       *[other] preguntada { $count } veces
    }
deed-watch-end = Terminó un aviso: «{ $question }»
deed-digest-pause = El resumen se puso en pausa: no puedo escribir en <#{ $channel }>
deed-posts-set = Fijó cómo se publican los artículos nuevos del feed «{ $title }» en «{ $channel }»
deed-posts-paused = Puso en pausa las publicaciones del feed «{ $title }» en «{ $channel }»
deed-posts-lost = Puse en pausa las publicaciones del feed «{ $title }», porque ya no puedo escribir en «{ $channel }»
deed-posts-end = Dejó de publicar los artículos nuevos del feed «{ $title }»
deed-hint = Avisé de que me falta «{ $permission }» en { $place }
value-default = predeterminado
value-on = sí
value-off = no
value-none = ninguno
value-all = todos
value-everyone = todos
value-everywhere = en todas partes
value-nowhere = en ninguna parte
value-without-end = sin fin
value-days =
    { $days ->
        [one] un día
       *[other] { $days } días
    }
value-per-minute = { $number } por minuto

## Names of preferences

preference-language = Idioma
preference-channels = Canales donde respondo
preference-auto_channels = Canales donde respondo sin que me llamen
preference-auto_threshold = Confianza para responder sin que me llamen
preference-asker_roles = Roles que pueden preguntar
preference-manager_roles = Roles que pueden gestionarme
preference-publishers = Medios de confianza
preference-user_per_minute = Preguntas por persona
preference-channel_per_minute = Preguntas por canal
preference-server_per_minute = Preguntas de todo el servidor
preference-unlimited_roles = Roles sin límite
preference-retention_days = Cuánto se guardan las preguntas
preference-watch_limit = Avisos de los miembros en total
preference-quiet_hours = Horas en las que no aviso
preference-time_zone = Zona horaria
preference-digest_channel = Canal del resumen
preference-digest_days = Días del resumen
preference-digest_hour = Hora del resumen
preference-digest_topics = Temas del resumen
preference-digest_feeds = Feeds del resumen
preference-digest_empty = Resumen aunque no haya nada nuevo
preference-channel = Canal { $channel }
preference-listen = Responder cuando me llaman
preference-auto = Responder sin que me llamen
preference-threshold = Confianza para responder sin que me llamen
preference-per_minute = Preguntas

## Reindexing, before and after

reindex-now = Reindexar ahora
plan-working = Mirando qué cambiaría…
plan-title = Qué cambiaría una reindexación
plan-line =
    De { $articles ->
        [one] un artículo
       *[other] { $articles } artículos
    }, una reindexación leería { $reread } de otra manera y cortaría { $resplit } en otros pasajes; { $embed ->
        [0] ningún pasaje necesita un vector nuevo
        [one] un pasaje necesita un vector nuevo
       *[other] { $embed } pasajes necesitan vectores nuevos
    }. No se escribió nada.
plan-nothing = Ningún artículo cambiaría.
plan-reread = leído de otra manera
plan-resplit = cortado en otros pasajes
plan-fields = distintos: { $fields }
plan-more-sentences = … y { $sentences } frases más
plan-more =
    … y { $articles ->
        [one] un artículo más
       *[other] { $articles } artículos más
    }
plan-field-title = título
plan-field-publisher = medio
plan-field-byline = autor
plan-field-url = dirección
plan-field-published_at = fecha
plan-field-updated_at = día del último cambio
plan-field-language = idioma
plan-field-correction = corrección
plan-field-other = otros datos
rollback-ask = Revertir
rollback-now = Revertir ahora
rollback-working = Revirtiendo…
rollback-question =
    ¿Dejar { $articles ->
        [one] el artículo
       *[other] los { $articles } artículos
    } como antes de esta reindexación? Lo que cambió de nuevo desde entonces queda como está.
rollback-done-already = Esta reindexación ya fue revertida.
rollback-line =
    Revertido: { $articles ->
        [one] un artículo está
       *[other] { $articles } artículos están
    } como antes de la reindexación.
rollback-left =
    { $articles ->
        [one] Un artículo cambió
       *[other] { $articles } artículos cambiaron
    } de nuevo desde entonces y quedó sin tocar.

## The picture beside the status

status-by-day = Artículos por día de publicación
status-by-publisher = Artículos por medio
status-no-articles = Todavía no hay artículos, así que no hay nada que dibujar. { COMMAND("library add") } los incorpora.
status-no-days = Ningún artículo indica el día en que se publicó.
status-per-day = Por día, de { $first } a { $last }.
status-per-week = Por semana, desde la semana del { $first } hasta la del { $last }.
status-per-month = Por mes, de { $first } a { $last }.
status-per-year = Por año, de { $first } a { $last }.
status-per-decade = Por década, de { $first } a { $last }.
status-per-century = Por siglo, de { $first } a { $last }.
status-older =
    { $articles ->
        [one] Un artículo más antiguo no está dibujado.
       *[other] { $articles } artículos más antiguos no están dibujados.
    }
status-undated =
    { $articles ->
        [one] Un artículo no indica el día.
       *[other] { $articles } artículos no indican el día.
    }
status-no-publisher = medio desconocido
status-more-publishers =
    { $publishers ->
        [one] uno más
       *[other] { $publishers } más
    } con { $articles ->
        [one] un artículo
       *[other] { $articles } artículos
    }
status-picture-alt = Barras: artículos por día de publicación y por medio.
## Commands. Their English names and descriptions stand in the code as well; a test compares the two

command-ask = preguntar
    .description = Haz una pregunta a los artículos; la respuesta es una cita con su fuente
    .option-question = pregunta
    .about-question = Por ejemplo: ¿cuándo se espera el contrato?
    .option-since = desde
    .about-since = Solo artículos publicados ese día o después, por ejemplo 2024-05-31
    .option-until = hasta
    .about-until = Respuesta a fecha de ese día, con lo publicado hasta entonces, por ejemplo 2024-05-31
    .option-publisher = medio
    .about-publisher = Solo artículos de este medio
    .option-article = artículo
    .about-article = Solo este artículo: escribe palabras de su título y elígelo
    .option-private = privado
    .about-private = Respuesta que solo ves tú
command-timeline = evolución
    .description = Cómo cambió la respuesta a una pregunta: cada valor con su día, medio y cita
    .option-question = pregunta
    .about-question = Por ejemplo: ¿cuántas personas murieron en el terremoto?
    .option-since = desde
    .about-since = Solo artículos publicados ese día o después, por ejemplo 2024-05-31
    .option-until = hasta
    .about-until = Respuesta a fecha de ese día, con lo publicado hasta entonces, por ejemplo 2024-05-31
    .option-publisher = medio
    .about-publisher = Solo artículos de este medio
    .option-private = privado
    .about-private = Respuesta que solo ves tú
command-articles = artículos
    .description = Muestra los artículos con los que respondo, los más nuevos primero
command-help = ayuda
    .description = Cómo preguntarme y qué muestro
command-library = biblioteca
    .description = Los artículos de este servidor, para quienes lo gestionan
command-library-add = añadir
    .description = Añade un artículo, un feed o un mapa del sitio por su dirección, o un archivo
    .option-url = url
    .about-url = Dirección de una página, un PDF, un feed (lo seguiré), un mapa del sitio o una lista de feeds
    .option-file = archivo
    .about-file = Un archivo .txt, .md, .html, .pdf, .docx o .jsonl, o un .zip con ellos
command-library-list = lista
    .description = Muestra los artículos con los que respondo aquí, los más nuevos primero
command-library-show = mostrar
    .description = Muestra las fechas, el origen, las versiones, las correcciones y las copias de un artículo
    .option-article = artículo
    .about-article = Escribe palabras de su título y elígelo
command-library-remove = quitar
    .description = Quita un artículo de este servidor; se puede deshacer durante un tiempo
    .option-article = artículo
    .about-article = Escribe palabras de su título y elígelo
command-library-feeds = feeds
    .description = Los feeds de este servidor: estado, último éxito, próxima consulta, errores
command-admin = admin
    .description = Para quienes gestionan este servidor
command-admin-status = estado
    .description = Artículos, pasajes, índice, modelo, última incorporación, tiempo activo
command-admin-reindex = reindexar
    .description = Reconstruye el índice de los artículos de este servidor; el anterior sigue respondiendo
    .option-dry_run = simulacro
    .about-dry_run = Mostrar solo qué cambiaría; no se escribe nada

## Numbers, days and lengths of time

list-separator = { ", " }
quoted = «{ $text }»
untitled = Sin título
count-article =
    { $n ->
        [one] { $n } artículo
       *[other] { $n } artículos
    }
count-passage =
    { $n ->
        [one] { $n } pasaje
       *[other] { $n } pasajes
    }
count-word =
    { $n ->
        [one] { $n } palabra
       *[other] { $n } palabras
    }
count-feed =
    { $n ->
        [one] { $n } feed
       *[other] { $n } feeds
    }
count-day =
    { $n ->
        [one] { $n } día
       *[other] { $n } días
    }
count-question =
    { $n ->
        [one] { $n } pregunta
       *[other] { $n } preguntas
    }
count-page =
    { $n ->
        [one] { $n } página
       *[other] { $n } páginas
    }
pages =
    { $count ->
        [one] p.
       *[other] pp.
    } { $pages }
undated = sin fecha
year = { $year }
span-day = del { $day }
span-month = de { $month }
span-year = de { $year }
span-within-month = del { $first_number } al { $last }
span-within-year = del { $first_day } al { $last }
span-across-years = del { $first } al { $last }
span-since = desde el { $day }
span-until = hasta el { $day }
time-short = { NUMBER($seconds, minimumFractionDigits: 1) } s
time-seconds = { $seconds } s
time-minutes = { $minutes } min
time-hours = { $hours } h
time-minutes-seconds = { $minutes } min { $seconds } s
time-hours-minutes = { $hours } h { $minutes } min
time-days-hours = { $days } d { $hours } h
size-megabytes = { NUMBER($size, minimumFractionDigits: 1) } MB
size-bytes = { $size } bytes

## Answers

may-not-answer = Puede que esto no responda a tu pregunta:
verdict-yes = Sí
verdict-no = No
verdict-none = ¿Sí o no? Lee la cita
verdict-dated = { $verdict }, a fecha de { $day }
about-source = De { $publisher }, { $day }
about-source-none = De { $publisher }; el artículo no indica fecha
about-published = Publicado: { $day }
about-published-updated = Publicado: { $day }; actualizado: { $updated }
about-published-none = El artículo no indica fecha; se añadió aquí el { $added }
about-author = Autor: { $byline }
about-author-none = El artículo no nombra al autor; es de { $publisher }
certainty-sure = Seguro
certainty-likely = Probable: lee la cita
certainty-doubtful = Dudoso: lee la cita
as-of = A fecha de { $day }, la fuente citada más reciente.
as-of-some-undated = A fecha de { $day }, la fuente citada más reciente. { $undated } de { $quotes } citas sin fecha.
as-of-unknown = A fecha desconocida: { $quotes ->
        [one] la fuente no tiene
       *[other] las fuentes no tienen
    } fecha.
origins =
    { $articles } artículos, { $origins ->
        [one] { $origins } origen
       *[other] { $origins } orígenes
    }
# What other articles say in place of the answer.
values-disagree = Las fuentes no coinciden: { $values }
values-newer = Más reciente: { $values }
values-earlier = Antes: { $values }
values-other_scope = No es una contradicción, sino una cifra de otra cosa: { $values }
date-note = «{ $words }» = { $means }
meaning-night = la noche del { $day }
meaning-week = la semana del { $day }
meaning-about = hacia { $time }
meaning-weekend = { $first_number }–{ $last }
meaning-days = { $first } – { $last }
season-spring = primavera de { $year }
season-summer = verano de { $year }
season-autumn = otoño de { $year }
follow-up =
    { $face ->
        [terminal] Sigue preguntando, o pulsa Intro en una línea vacía para salir.
        [private] Solo tú ves esto. Para seguir preguntando, pulsa «{ button-show }» y responde allí, o pregunta de nuevo con /{ command-ask }.
        [outside] Las respuestas a este mensaje no me llegan: haz la próxima pregunta entera, con /{ command-ask }.
       *[discord] Responde a este mensaje para seguir preguntando.
    }

## What people say around a question

# Listas de palabras entre comas; en en.ftl se dice qué son.
small-talk-hello = hola, buenas, buenos días, buen día, buenas tardes, buenas noches, saludos, qué tal, que tal, cómo estás, como estas, ayuda, ayúdame, quién eres, qué eres, qué puedes hacer, cómo funcionas, estás ahí
small-talk-thanks = gracias, muchas gracias, mil gracias, muchísimas gracias, gracias por todo, te lo agradezco
small-talk-reaction = ok, vale, bien, muy bien, bueno, genial, perfecto, estupendo, excelente, claro, sí, si, no, ya, ajá, jaja, entiendo, entendido, ya veo, cierto, correcto, falso, de acuerdo, da igual, lo siento, perdón, adiós, chao, chau, hasta luego, hasta mañana, buen bot, mal bot, bien hecho, de nada, no pasa nada, qué bien, guay
small-talk-called = bot, todos, a todos, todas, chicos, gente, equipo, amigo, amigos
small-talk-polite = por favor, porfa, porfavor
words-before-a-name = sobre, de, por, para, con, contra, a, en, y, o, es, son, fue, ha, que, como
talk-welcome = De nada. Pregúntame lo que quieras sobre los artículos que tengo.
talk-fine = Muy bien. Pregúntame lo que quieras sobre los artículos que tengo.

## Refusals

corrected = Se muestran resultados de { $words }
known-by = Lo que se sabía el { $day }
refusal-empty-library = Todavía no tengo artículos, así que no puedo responder nada.
refusal-not-a-question = No encontré ninguna pregunta en eso.
refusal-nothing-found = No encontré nada sobre eso en mis artículos.
refusal-not-answered = Mis artículos tocan ese tema, pero no encontré ninguna frase que responda a la pregunta.
refusal-outside-time = No tengo nada sobre eso de la época por la que preguntas.
refusal-outside-span = Nada { $span } responde a esto.
refusal-no-publisher = No tengo ningún artículo de los medios a los que se limita esta pregunta.
refusal-nothing-yet = Para entonces aún no se había publicado ninguno de mis artículos.
refusal-before-first = El { $day } aún no se había publicado ninguno de mis artículos: el más antiguo es del { $first }.
next-empty-library = Para cambiarlo, { $face ->
        [terminal] añade un artículo con «dateline ingest PATH»
        [direct] quien me opera puede añadir un artículo
        [outside] quien me opera puede añadir un artículo
       *[discord] quien gestione este servidor puede añadir un artículo con { COMMAND("library add") }
    }.
next-not-a-question = Pregunta con una frase, por ejemplo «¿Cuándo se espera el contrato?»; { $face ->
        [terminal] «dateline articles» muestra lo que hay
       *[discord] { COMMAND("articles") } muestra lo que tengo
    }.
next-nothing-found = Pregunta por otra cosa ({ $face ->
        [terminal] «dateline articles» muestra lo que hay
       *[discord] { COMMAND("articles") } muestra lo que tengo
    }), o { $face ->
        [terminal] añade un artículo con «dateline ingest PATH»
        [direct] pide a quien me opera que añada un artículo
        [outside] pide a quien me opera que añada un artículo
       *[discord] quien gestione este servidor puede añadir un artículo con { COMMAND("library add") }
    }.
next-not-answered = Prueba con otras palabras o una pregunta más concreta, o { $face ->
        [terminal] añade un artículo con «dateline ingest PATH»
        [direct] pide a quien me opera que añada un artículo
        [outside] pide a quien me opera que añada un artículo
       *[discord] quien gestione este servidor puede añadir un artículo con { COMMAND("library add") }
    }.
next-outside-time = Pregunta por otra época, o no indiques ninguna; «{ command-ask.option-since }» y «{ command-ask.option-until }» también dejan fuera todos los artículos sin fecha.
next-nothing-yet = Pregunta a fecha de un día posterior, o no indiques ningún día.
next-no-publisher = Elige otro medio, o { $face ->
        [terminal] añade un artículo con «dateline ingest RUTA»
       *[discord] quien administra este servidor puede cambiar los medios de confianza con { COMMAND("setup") } o añadir un artículo con { COMMAND("library add") }
    }.
nothing-mentions = Nada aquí menciona { $words }.
nearest = El pasaje más cercano que tengo – probablemente no es una respuesta
nearest-dated = Lo más cercano: { $day } – no es una respuesta
nearest-undated = Lo más cercano no tiene fecha – no es una respuesta

## What is known of a source

gone = ya no está en línea
changed-since = el artículo se modificó después y ya no dice esto
newer-exists = hay una versión más reciente del artículo
stood = Tal como estaba el { $day }; modificado el { $changed }.
notice = ⚠ { $notice }
notice-correction = ⚠ Corrección: { $notice }
notice-note = ⚠ Nota: { $notice }
also-in = también en: { $names }
also-in-more = también en: { $names } y { $more } más

## Long jobs

stage-ingesting = Incorporando
stage-reindexing = Reindexando
stage-embedding = Calculando vectores
stage-comparing = Comparando
stage-rolling-back = Revirtiendo
progress = { $stage }: { $done } de { $total } ({ $percent } %)
progress-starting = { $stage } …
restarting = Me estoy reiniciando. Vuelve a intentarlo en un momento, por favor.
result-added =
    { $n ->
        [one] { $n } añadido
       *[other] { $n } añadidos
    }
result-updated =
    { $n ->
        [one] { $n } actualizado
       *[other] { $n } actualizados
    }
result-unchanged = { $n } sin cambios
result-duplicate =
    { $n ->
        [one] { $n } duplicado
       *[other] { $n } duplicados
    }
result-skipped =
    { $n ->
        [one] { $n } no incorporado
       *[other] { $n } no incorporados
    }
result-failed =
    { $n ->
        [one] { $n } fallido
       *[other] { $n } fallidos
    }
result-nothing = nada que incorporar
ingest-done = { $what }; { $passages } en { $time }.
ingest-following = Sigo el feed «{ $feed }», cada { $minutes } minutos.
item-added = Añadido: { $title }
item-updated = Actualizado: { $title }
item-unchanged = Sin cambios: { $title }
item-duplicate = Duplicado: { $title }
item-skipped = No incorporado: { $title }
item-failed = Falló: { $title }
item-warned = { $item } ({ $warnings })
items-full =
    { $n ->
        [one] { $n } más no se añadió porque no hay sitio.
       *[other] { $n } más no se añadieron porque no hay sitio.
    }
reindex-done = { $articles } y { $passages } reindexados en { $time }: { $changed } con cambios, { $embedded } calculados, { $reused } reutilizados.

## Errors. What the library says of the cause ($problem) is a fact and stays as it is

error-mine = Algo va mal por mi parte. Quien me gestiona lo encontrará en el registro, incidente { $incident }.
error-unforeseen = Algo falló que no había previsto. Inténtalo de nuevo, por favor; si vuelve a ocurrir, quien me gestiona lo encontrará en el registro como incidente { $incident }.
error-dateline = Eso no funcionó: { $problem }.
error-config = Los ajustes de { $source } no se pueden usar: { $problem }. Corrígelos; config/default.toml enumera y explica todos los ajustes.
error-store = La base de datos { $path } no se puede usar: { $problem }. Ejecuta «dateline doctor» y busca fallos del disco en el registro del sistema.
error-store-too-new = La base de datos { $path } la creó un Dateline más reciente ({ $problem }). Actualiza Dateline o indica otra carpeta en data_dir.
error-store-full = No hay sitio para { $path }: { $problem }. Libera espacio en su disco e inténtalo de nuevo.
error-store-forbidden = La base de datos { $path } no se puede abrir o escribir: { $problem }. Indica en data_dir una carpeta en la que este usuario pueda escribir.
error-store-damaged = La base de datos { $path } está dañada o no lo es: { $problem }. Aparta la carpeta de datos y restaura una copia de seguridad con «dateline restore-backup ARCHIVO», o añade otra vez los artículos.
error-store-busy = Otro proceso está usando { $path } ({ $problem }). Espera a que termine, o detenlo, e inténtalo de nuevo.
error-backup = { $path } no se ha podido escribir o leer: { $problem }. Corrígelo e inténtalo de nuevo; no se ha cambiado nada.
error-backup-target = { $path } no se puede escribir: { $problem }.
error-backup-foreign = { $path } no es una copia de seguridad de Dateline: { $problem }. Indica un archivo escrito por «dateline backup».
error-backup-too-new = La copia de seguridad { $path } la hizo un Dateline más nuevo ({ $problem }). Actualiza Dateline y restáurala después.
error-backup-damaged = La copia de seguridad { $path } está dañada: { $problem }. No se ha restaurado nada; usa otra copia.
error-deletions-unknown = Con { $path } volvería lo que la gente ha borrado: { $problem }.
error-folder-not-empty = Una copia de seguridad solo se restaura en una carpeta de datos vacía, y en { $path } está { $problem }. Llévate lo que hay en ella, o indica otra carpeta en DATELINE_DATA_DIR.
error-folder-in-use = Otro «dateline run» tiene la carpeta de datos { $folder }: detén ese, o dale a este una carpeta propia con DATELINE_DATA_DIR.
error-foreign-folder = La carpeta de datos { $folder } es de la aplicación de Discord { $owner }, y este token es el de { $mine }: usa el token de { $owner }, dale a { $mine } una carpeta propia con DATELINE_DATA_DIR, o entrega esta con «dateline run --adopt».
error-model = El modelo «{ $model }» no se puede usar: { $problem }. Corrige { $setting } en la configuración, o quítalo para usar el predeterminado.
error-ingest = «{ $source }» no se pudo incorporar: { $problem }. Corrígelo y envíalo de nuevo.
error-unsupported-format = «{ $source }» es un tipo de archivo que no puedo leer. Guárdalo como uno de { $kinds } e inténtalo de nuevo.
error-unreadable-file = «{ $source }» no se puede leer: { $problem }. Comprueba la ruta y los permisos, y que sea texto.
error-encrypted-file = «{ $source }» no se puede abrir: { $problem }. Quítale la contraseña, o envía solo el texto del artículo.
error-damaged-file = «{ $source }» está dañado o no es lo que dice su nombre: { $problem }. Guárdalo o descárgalo otra vez y envía el archivo nuevo.
error-too-demanding = Se desistió de leer «{ $source }»: { $problem }. Envía un archivo más pequeño, o solo el texto del artículo.
error-file-too-large = «{ $source }» ocupa { $size }; el límite es { $limit }. Divídelo, o envía solo el texto del artículo.
error-file-larger = «{ $source }» ocupa más; el límite es { $limit }. Divídelo, o envía solo el texto del artículo.
error-too-many-pages = «{ $source }» es demasiado largo: { $problem }. Envía las páginas que importan en un archivo aparte.
error-too-much-packed = «{ $source }» no se desempaqueta: { $problem }. Divídelo, o envía por separado los archivos que importan.
error-too-many-characters = «{ $source }» tiene { $size } caracteres de texto; un artículo puede tener { $limit }. Divídelo, o pide a quien me opera que aumente quota.article_characters.
error-too-many-passages = «{ $source }» da { $size } pasajes; un artículo puede tener { $limit }. Divídelo, o pide a quien me opera que aumente quota.article_passages.
error-full-articles = No hay sitio para otro artículo: este servidor tiene { $used } de { $limit }. Quita artículos que nadie necesite, o pide a quien me opera que aumente quota.server_articles.
error-full-bytes = No hay sitio para más texto: los artículos de este servidor ocupan { $used } de { $limit }. Quita artículos que nadie necesite, o pide a quien me opera que aumente quota.server_bytes.
error-full-feeds = No hay sitio para otro feed: este servidor sigue { $used } de { $limit }. Quita uno, o pide a quien me opera que aumente quota.server_feeds.
error-invalid-metadata = La cabecera de «{ $source }» no se entiende: { $problem }. Admite title, url, publisher y date, un «key: value» por línea entre dos líneas de «---».
error-invalid-listing = «{ $source }» no se puede leer como feed, mapa del sitio o lista OPML: { $problem }. Ábrelo en un navegador para ver qué hay; el feed de un sitio suele terminar en /feed o /rss.
error-invalid-json = «{ $source }» no es un artículo en JSON: { $problem }. Debe ser un objeto con title y text, y si se conocen url, publisher, author, date y language.
error-empty-article = «{ $source }» no contiene ningún artículo: { $problem }. Envía un archivo con al menos una frase de texto corrido.
error-not-an-article = «{ $source }» no es un artículo: { $problem }.
error-scanned-file = «{ $source }» contiene imágenes de páginas: { $problem }. Pásalo antes por un reconocimiento de texto (OCR), o envía el texto del artículo.
error-unsafe-address = «{ $source }» no se descarga: { $problem }. Da la dirección http o https de una página pública; fetch.allowed_ports y fetch.allow_private_networks en la configuración permiten más.
error-fetch-failed = «{ $source }» no se pudo descargar: { $problem }. Comprueba que se abre en un navegador e inténtalo más tarde.
error-fetch-failed-wait = «{ $source }» no se pudo descargar: { $problem }. Comprueba que se abre en un navegador e inténtalo de nuevo en { $time }.
error-gone-from-source = «{ $source }» ya no existe: { $problem }. Comprueba la dirección; lo que se incorporó antes se conserva.
error-empty-listing = «{ $source }» no enumera nada que incorporar: { $problem }. Comprueba que es la dirección correcta.
error-empty-listing-since = «{ $source }» no enumera nada que incorporar: { $problem }. Prueba con un día anterior, o no indiques ninguno.
error-not-found = Eso ya no está aquí ({ $kind } { $id }). Pregunta de nuevo para obtenerlo de los artículos actuales.
error-no-answer = La respuesta { $id } ya no está aquí. Pregunta de nuevo para obtenerla de los artículos actuales.
error-no-article = El artículo { $id } ya no está aquí. Búscalo en la lista de artículos.
error-no-removed-article = El artículo quitado { $id } ya no está aquí. Ya se recuperó, o se eliminó definitivamente; puedes añadirlo otra vez.
error-no-feed = El feed { $id } ya no está aquí. Búscalo en la lista de feeds.
error-no-reindex = La reindexación { $id } ya no está aquí. Solo se puede deshacer la más reciente de los mismos artículos.
error-no-change = Aquí no hay ningún cambio { $id } que se pueda deshacer. { COMMAND("admin log") } muestra los que sí.
error-no-watch = Aquí ya no hay ningún aviso { $id }. { COMMAND("watches") } muestra los tuyos.
error-no-briefing = Ese resumen ya no está guardado o es de otro lugar. { COMMAND("brief") } hace uno nuevo.
error-cannot-undo-undone = «{ $name }» ya se restableció. { COMMAND("admin log") } muestra lo que está vigente.
error-cannot-undo-changed = «{ $name }» se volvió a cambiar después. Deshaz primero el cambio más reciente; { COMMAND("admin log") } lo muestra.
error-cannot-restore = «{ $key }» se volvió a añadir después de quitarlo. Quita primero el nuevo si quieres recuperar el anterior.
error-invalid-question = No puedo preguntar eso: { $problem }. Cambia la pregunta e inténtalo de nuevo.
error-unreadable-time = No puedo leer «{ $value }» como un día pasado. Escríbelo como lunes, ayer, 3 días o 2024-05-31.
no-such-day = «{ $value }» no es un día. Escríbelo como 2024-05-31.
error-topic-too-long = Ese tema tiene { $size } caracteres; se permiten hasta { $limit }. Dilo en pocas palabras.
error-preferences-unknown = No he podido leer lo que este servidor tiene ajustado, así que todavía no decido nada. Inténtalo de nuevo en un momento, por favor.
error-evaluation = «{ $source }» no sirve para la evaluación: { $problem }. Corrígelo y empieza de nuevo; retrieval/evaluation/README.md describe los archivos.
error-watch-limit = { $whose ->
        [server] Los miembros de este servidor tienen { $used } avisos y pueden tener { $limit }. Quien lo gestiona puede cambiarlo en { COMMAND("setup") }.
       *[person] Tienes { $used } avisos y puedes tener { $limit }. Termina uno con { COMMAND("watches") } e inténtalo otra vez.
    }
error-reindex-running = Ya hay una reindexación en curso. Espera a que termine, o cancélala primero.
error-timeout = Eso tardó demasiado y se detuvo. Vuelve a intentarlo en un momento, por favor.

## Permissions, as Discord's apps call them

permission-view_channel = Ver canal
permission-send_messages = Enviar mensajes
permission-send_messages_in_threads = Enviar mensajes en hilos
permission-create_public_threads = Crear hilos públicos
permission-embed_links = Insertar enlaces
permission-attach_files = Adjuntar archivos
permission-read_message_history = Leer el historial de mensajes
permission-manage_guild = Gestionar servidor
permission-manage_threads = Gestionar hilos

## Errors of Discord

discord-direct-messages-closed = No puedo escribirte directamente. Permite los mensajes directos, o pregúntame en un canal.
discord-stopped-waiting = Discord dejó de esperar antes de que yo terminara. Inténtalo de nuevo, por favor.
discord-place-gone = El mensaje o el canal en el que respondía ya no existe. Vuelve a preguntar, por favor.
discord-refused = Discord rechazó mi mensaje (error { $status }, código { $code }). Vuelve a intentarlo en un momento, por favor.
discord-needs = Necesito «{ $permissions }» aquí. Quien gestione este servidor puede permitirlo en los ajustes del canal.
discord-needs-tag = En ese foro cada publicación necesita una etiqueta, y no hay ninguna que yo pueda usar. Añade una etiqueta que todos puedan usar, o permíteme allí «{ permission-manage_threads }»; después, inténtalo de nuevo.
discord-closed = Discord cerró la conexión (código { $code }). Comprueba la red y vuelve a iniciar Dateline.
discord-closed-4004 = Discord no acepta el token. Copia uno nuevo de { $portal } en DISCORD_TOKEN.
discord-closed-4010 = Discord no acepta el shard. Reinicia Dateline; usa uno solo.
discord-closed-4011 = El bot está en demasiados servidores para una sola conexión, y Dateline todavía no puede usar varias.
discord-closed-4012 = Discord ya no habla esta versión de su protocolo. Actualiza con «pip install -U discord.py».
discord-closed-4013 = Discord no conoce un intent solicitado. Actualiza con «pip install -U discord.py».
discord-closed-4014 = Discord rechazó un intent. Permítelo en { $portal } → Bot → Privileged Gateway Intents.
discord-exception = La biblioteca de Discord informó de «{ $problem }». Vuelve a intentarlo en un momento, por favor.
discord-client = El cliente de Discord no pudo continuar: { $problem }. Vuelve a iniciar Dateline.
discord-server = Discord tiene problemas propios (error { $status }). Vuelve a intentarlo en unos minutos, por favor.
discord-rate-limited = Discord me pide que vaya más despacio. Vuelve a intentarlo en { $seconds } s, por favor.
discord-gateway-not-found = No se encuentra el gateway de Discord. Comprueba la red, y discord.api_url si lo has configurado.
discord-login-failure = Discord no acepta el token. Copia uno nuevo de { $portal } → Bot → Reset Token en DISCORD_TOKEN, y vuelve a iniciar Dateline.
discord-responded = Ya he respondido a eso. Si no ves nada, inténtalo de nuevo, por favor.
discord-no-application = Discord no dijo qué aplicación es esta. Comprueba el token en { $portal }.
discord-invalid-data = Discord envió algo que no pude leer. Inténtalo de nuevo, por favor.
discord-unreachable = No se puede llegar a Discord. Comprueba la red y discord.api_url; sigo intentándolo mientras esté en marcha.

## Errors of commands

use-failed = Ese comando no funcionó: { $problem }. Inténtalo de nuevo, por favor.
option-not-taken = «{ $value }» no es lo que admite esta opción. Elige un valor que ofrezca Discord e inténtalo de nuevo.
option-not-a-day = «{ $value }» no es un día que pueda leer; escríbelo como 2024-05-31.
option-one-source = Dame una dirección ({ command-library-add.option-url }) o un archivo ({ command-library-add.option-file }), uno de los dos.
option-not-an-address = «{ $value }» no es una dirección web. Cópiala entera, desde https://.
option-article-none = Aquí no hay ningún artículo «{ $value }». Escribe palabras de su título y elige uno de los que ofrece Discord.
option-article-near = Aquí no hay ningún artículo «{ $value }». Los más parecidos: { $names }.
option-article-several = Varios artículos encajan con «{ $value }»: { $names }. Elige el que quieres cuando Discord los ofrezca.
option-publisher-none = Aquí no hay ningún medio «{ $value }». { COMMAND("articles") } muestra de quién es lo que tengo.
option-publisher-near = Aquí no hay ningún medio «{ $value }». Los más parecidos: { $names }.
option-publisher-several = Varios medios encajan con «{ $value }»: { $names }. Elige el que quieres cuando Discord los ofrezca.
option-shared-article = «{ $title }» es de todos los servidores, así que solo puede quitarlo quien me gestiona. Para que no cuente en las respuestas de aquí, elige en { COMMAND("setup") } los medios en los que confías.
option-days-reversed = El { $since } es posterior al { $until }. Pon en since el día anterior y en until el posterior.
use-not-translated = Uno de mis textos no se pudo traducir. Inténtalo de nuevo, por favor.
use-needs-manager = Esto requiere el permiso «{ permission-manage_guild }» o un rol que pueda gestionarme aquí. Pídeselo a quien gestione este servidor.
use-needs-discords-own = Esto requiere el permiso «{ permission-manage_guild }» del propio Discord: un rol que puede gestionarme no decide quién más me gestiona. Pídeselo a alguien que tenga ese permiso.
use-servers-only = Esto solo funciona en servidores. Úsalo en un canal del servidor del que se trata.
use-needs = Esto requiere «{ $permissions }». Pídeselo a quien gestione este servidor.
use-bot-needs = Para eso necesito «{ $permissions }». Quien gestione este servidor puede permitirlo.
use-cooldown = Un momento, por favor: de nuevo en { $seconds } s.
use-not-known = Discord todavía muestra un comando que ya no tengo. Recarga Discord (Ctrl+R) y elígelo de nuevo.
use-changed = Discord todavía muestra una forma anterior de este comando. Recarga Discord (Ctrl+R) y elígelo de nuevo.
use-sync-refused = Discord rechazó mi lista de comandos, así que se quedan los anteriores. El registro dice qué comando y por qué.

## Pages: a source, the articles, the state of things, help

field-publisher = Medio
field-published = Publicado
field-address = Dirección
field-correction = Corrección
field-also-in = También en
and-more = y { $more } más
and-more-lines = … y { $more } más
source-footer = Fuente { $position } de { $total } · { $standing }
source-checked = comprobado ahora con el artículo guardado
source-checked-but = comprobado ahora con el artículo guardado; { $but }
source-not-verified = sin verificar
source-unverified = **El artículo guardado ya no contiene esta cita, así que no se muestra.**
source-unverified-why = El artículo ha cambiado desde que se dio la respuesta. Pregunta de nuevo para obtenerla del texto actual.
source-removed = El artículo del que procedía esta cita se ha quitado. Pregunta de nuevo para buscar en lo que hay ahora.
position = { $position } de { $total }
articles-none = Todavía no hay nada aquí. Quien gestione este servidor puede usar { COMMAND("library add") }.
articles-shown = { $first }–{ $last } de { $total }, los más nuevos primero, los que no llevan fecha al final
status-title = Estado
status-articles = Artículos
status-passages = Pasajes
status-index = Índice
status-model = Modelo
status-last-ingest = Última incorporación
status-uptime = Activo desde hace
status-now = Ahora
status-own = Lo propio de este servidor
status-own-text =
    Artículos: { $articles } de { $most_articles }
    Texto: { $text } de { $most_text }
    Feeds: { $feeds } de { $most_feeds }
    Avisos: { $watches } de { $most_watches }
    Preguntas guardadas: { $questions }
status-commands = Comandos
status-commands-failing = Discord aún no ha aceptado los comandos más recientes; los anteriores siguen funcionando. Intentos hasta ahora: { $tries }, primer fallo { $since }. Sigo intentándolo.
number = { $n }
index-stale = { $indexed } indexados, { $stale } a la espera de reindexar
index-current = { $passages }, al día
never = nunca
help-title = { $name } responde con artículos
help-promise = Cada respuesta es una cita literal, con su artículo, su medio y su fecha. Si ningún artículo responde, lo digo.
help-ask = **Preguntar** – mencióname con una pregunta, escríbeme directamente, o usa { COMMAND("ask") }.
help-ask-here = **Preguntar** – usa aquí { COMMAND("ask") } o escríbeme por privado: lo que se escribe aquí no me llega.
help-follow-up = **Seguir preguntando** – responde a una respuesta mía y deja la mención (@) activada. Si en vez de una respuesta llega esta ayuda, no me llegó tu texto: mencióname en él.
help-reword = **Reformular** – edita tu pregunta y mi respuesta cambia con ella; bórrala y la respuesta también se va.
help-check = **Comprobar** – pulsa *{ button-sources }* bajo una respuesta para ver cada cita en su párrafo.
help-watch = **Seguir al tanto** – pulsa *{ button-watch }* debajo de una respuesta; { COMMAND("watches") } muestra tus avisos.
help-browse = **Explorar** – { COMMAND("brief") } muestra lo nuevo; { COMMAND("articles") }, con qué respondo.
help-menus = **Sobre un mensaje** – abre su menú y luego *Aplicaciones*: *{ menu-ask-about-this }* o *{ menu-check-this-claim }*. Solo tú ves la respuesta.
help-yours = **Lo tuyo** – { COMMAND("privacy") } dice qué guardo de ti, { COMMAND("forget-me") } lo borra.
help-managers = Para quienes gestionan el servidor

## An article and the feeds, for those who manage a server

article-byline = Autoría
article-updated = Actualizado
article-language = Idioma
article-size = Extensión
article-version = Versión
article-version-taken = { $version }, incorporada el { $day }
article-dated-by = { $date } ({ $origin })
article-footer = Artículo { $id }
gone-since = ya no está en línea desde el { $day }
unknown-day = un día desconocido
changes-heading = **Qué cambió en la versión { $version }**, incorporada el { $day }
changes-none = **Qué cambió en la versión { $version }**, incorporada el { $day }: ninguna frase, solo lo que las rodea.
feeds-none = Todavía no hay feeds. { COMMAND("library add") } admite la dirección de uno.
feeds-shown = { $first }–{ $last } de { $total }
feed-remove-stays =
    { $articles ->
        [one] Su artículo se conserva
       *[other] Sus { $articles } artículos se conservan
    }; solo dejo de pedirle otros nuevos.
feed-remove-brought-none = No ha traído artículos; solo dejo de pedirle otros nuevos.
feed-last-success = último éxito { $when }
feed-next-poll = próxima consulta { $when }
feed-state-ok = bien
feed-state-failing = con fallos
feed-state-gone = desaparecido
feed-removed = El feed «{ $feed }» se ha quitado; sus artículos se conservan.
feed-unnamed = Feed
article-restored = «{ $title }» ha vuelto.
article-removed = «{ $title }» se ha quitado.
article-removed-undo = «{ $title }» se ha quitado. «{ button-undo }» lo recupera durante { $days ->
        [one] { $days } día
       *[other] { $days } días
    }.

## Buttons and menus

button-sources = Fuentes
button-previous = ◀ Anterior
button-next = Siguiente ▶
button-cancel = Cancelar
button-undo = Deshacer
button-keep = Conservarlo
button-remove-feed = Quitar feed
pick-feed = Ver un feed, publicar lo nuevo, quitarlo …
button-all-feeds = Todos los feeds

## What jobs say on their messages

adding-title = Incorporándolo …
adding-stopped = Detenido: me estoy apagando. Lo incorporado hasta ahora se conserva; añádelo otra vez para el resto.
board-stands-still = Este mensaje pronto dejará de actualizarse, así lo quiere Discord; yo sigo, y al final te escribo directamente.
reindexing-title = Reindexando …
reindexing = Reindexando.
reindexing-progress = Reindexando. { $progress }
reindexing-elsewhere = Hay una reindexación en curso.
reindexing-stale = El índice está desactualizado y se está reconstruyendo en segundo plano.
reindexing-stale-progress = El índice está desactualizado y se está reconstruyendo en segundo plano. El { $percent } % de este paso está hecho.
reindexing-cancelled = Reindexación cancelada. El índice anterior sigue respondiendo.
reindexing-stopped = Reindexación detenida: me estoy apagando. El índice anterior sigue respondiendo; vuelve a iniciarla más tarde.
reindexing-over = Esto ya no está en marcha: terminó, o me reiniciaron entretanto. { COMMAND("admin reindex") } empieza una reindexación.
interrupted-reindex =
    Reindexación interrumpida: me pararon a la mitad. { $changed ->
        [one] Un artículo está listo y se queda así
       *[other] { $changed } de { $articles } artículos están listos y se quedan así
    }; todos siguen dando respuestas. { COMMAND("admin reindex") } hace el resto.
interrupted-reindex-unchanged = Reindexación interrumpida: me pararon antes de que cambiara nada. El índice anterior sigue respondiendo; { COMMAND("admin reindex") } lo empieza de nuevo.
interrupted-dry-run = Interrumpido: me pararon a la mitad. No se escribió nada; { COMMAND("admin reindex") } lo empieza de nuevo.
interrupted-rollback = Interrumpido: me pararon a mitad de la vuelta atrás. Lo que ya volvió se queda así; «{ rollback-ask }» hace el resto.
interrupted-adding = Interrumpido: me pararon a la mitad. Lo incorporado hasta ahora se conserva; añádelo otra vez para el resto.
interrupted-waiting = Me reiniciaron mientras esperabas. Si no llega una respuesta en un minuto, pregunta otra vez, por favor.

## Notices of feeds that fail

feed-gone = El feed «{ $feed }» ya no existe: { $problem }. No lo consulto más; lo que trajo se conserva. { COMMAND("library feeds") } muestra su estado.
feed-silent-since = El feed «{ $feed }» no responde desde el { $day }: { $problem }. Sigo intentándolo; nada de lo que trajo se pierde. { COMMAND("library feeds") } muestra su estado.
feed-never-answered = El feed «{ $feed }» nunca ha respondido: { $problem }. Sigo intentándolo; nada de lo que trajo se pierde. { COMMAND("library feeds") } muestra su estado.
feed-full = Lo nuevo del feed «{ $feed }» no se puede añadir. { $reason } Cuando haya sitio, sigo por mi cuenta.
feed-no-reason = no dio ningún motivo

## New articles as posts

post-withdrawn = Este artículo se ha retirado.
post-changed = cambiado el { $day }
button-post-details = Fechas y versiones
posts-title = Artículos nuevos de «{ $feed }»
posts-off = De este feed todavía no se publica nada. Elige un canal, un hilo o un foro: desde entonces publico allí lo nuevo. Lo que el feed ha traído hasta ahora no se publica.
posts-are-on = 📰 los artículos nuevos se publican en { $channel }
posts-are-paused-own = ⏸ la publicación en { $channel } está en pausa
posts-are-paused-place = ⏸ la publicación está en pausa: ya no puedo escribir en { $channel }
posts-mend = Permíteme allí «Ver canal» y «Enviar mensajes» y pulsa «{ posts-button-resume }», o elige otro canal.
posts-one-a-story = Cada noticia se publica una vez, aunque la traigan muchos medios.
posts-thread = Cada publicación abre un hilo, en el que respondo preguntas.
posts-publish = Cada publicación se difunde a los servidores que siguen el canal.
posts-tag = Cada publicación lleva allí la etiqueta «{ $tag }», porque el foro exige una.
posts-mention = Menciono a { $role }.
posts-mention-nobody = No menciono a nadie.
posts-everything = Se publica todo lo nuevo.
posts-must = Solo con una de estas palabras en el título o en las primeras frases: { $words }
posts-must-not = Sin ninguna de estas palabras ahí: { $words }
posts-publishers = Solo de estos medios: { $words }
posts-menu-channel = Dónde publicar …
posts-menu-role = Qué rol mencionar …
posts-button-open = Artículos nuevos como publicaciones …
posts-button-thread = Con hilos
posts-button-no-thread = Sin hilos
posts-button-publish = Difundirlas
posts-button-no-publish = No difundirlas
posts-button-words = Palabras y medios …
posts-button-test = Publicación de prueba
posts-button-pause = Pausar
posts-button-resume = Continuar
posts-button-end = No publicar más
posts-form-title = Palabras y medios
posts-form-must = Una de estas palabras
posts-form-must-not = Ninguna de estas palabras
posts-form-publishers = Uno de estos medios
posts-form-how = Separadas por comas; vacío es sin filtro
posts-not-everyone = Una publicación no puede mencionar a todo el mundo. Elige otro rol.
posts-too-many-words = Es demasiado para un filtro: como mucho { $most } palabras o nombres, ninguno de más de { $longest } caracteres. No se cambió nada.
posts-no-sample = Este feed todavía no ha traído ningún artículo que una prueba pueda mostrar. Prueba de nuevo cuando lo haya.
posts-test = 🧪 Una prueba: así se verán los artículos nuevos de este feed.
posts-tested = La publicación de prueba está ahí: { $address }

## Setting up a server (/setup)

command-setup = configurar
    .description = Dónde escucho, quién puede preguntar, límites, idioma y más, en un panel
setup-menu = Qué configurar
setup-overview = Configuración
setup-overview-about = Así trabajo aquí. Ya soy útil como estoy; cambia lo que quieras. Cada elección vale al momento y se puede deshacer.
setup-listen = Dónde respondo
    .about = Allí respondo cuando me mencionan, me responden o preguntan con { COMMAND("ask") }. Un hilo es como su canal.
setup-auto = Respuestas sin que me pregunten
    .about = Allí respondo preguntas que nadie me dirigió y publicaciones nuevas de los foros. Si estoy menos seguro de lo que elijas, me callo.
setup-askers = Quién puede preguntar
    .about = Quien tenga uno de los roles puede preguntarme en este servidor.
setup-managers = Quién puede administrarme
    .about = Quién ve { COMMAND("setup") }, { COMMAND("library") } y { COMMAND("admin") } lo decide Discord: Ajustes del servidor → Integraciones. Da acceso allí a los mismos roles.
setup-limits = Límites
    .about = La mitad de las preguntas de un minuto puede llegar a la vez. A quien tiene que esperar le digo cuánto.
setup-free = Roles sin límite
    .about = Los límites del canal y del servidor también valen para ellos.
setup-retention = Cuánto tiempo recuerdo
    .about = Las preguntas y respuestas más antiguas se borran una vez al día. Los artículos se quedan.
setup-watches = Avisos
    .about = Debajo de una respuesta, los miembros piden que les avise cuando cambie. En las horas de silencio guardo lo que habría que avisar y lo digo después.
setup-digest = Resumen
    .about = Lo que hay de nuevo, publicado por sí solo los días y a la hora que elijas, cada noticia una vez. Apagado mientras no se elija un canal.
setup-language = Idioma
    .about = Para lo que digo en los canales. Las citas siguen en el idioma de su artículo.
setup-publishers = Medios de confianza
    .about = En el menú están los que tienen más artículos; añade otros por su nombre.
setup-channel = Un canal
    .about = Lo propio de un canal vale en él y en sus hilos antes que lo del servidor.
setup-listens-everywhere = Respondo en todos los canales que puedo leer.
setup-listens-only = Respondo solo en { $channels }.
setup-auto-nowhere = Hablo solo cuando me preguntan.
setup-auto-in = En { $channels } respondo también sin que me pregunten, si estoy seguro al menos al { $percent } %.
setup-askers-all = Todos pueden preguntar.
setup-askers-only = Solo puede preguntar quien tenga { $roles }.
setup-managers-discord = Me administra quien tiene «Gestionar servidor».
setup-managers-too = Me administra quien tiene «Gestionar servidor», y { $roles }.
setup-limits-are = En un minuto: { $person } preguntas por persona, { $channel } por canal, { $server } en todo el servidor.
setup-free-none = El límite por persona vale para todos.
setup-free-roles = El límite por persona no vale para { $roles }.
setup-kept-days = { $days ->
    [one] Guardo preguntas y respuestas durante un día.
   *[other] Guardo preguntas y respuestas durante { $days } días.
}
setup-kept-always = Guardo preguntas y respuestas hasta que alguien me pide olvidarlas.
setup-watches-none = A nadie se le avisa cuando cambia una respuesta.
setup-watches-are =
    { $count ->
        [one] Aquí puede haber un aviso; aviso de cambios a cualquier hora.
       *[other] Aquí puede haber hasta { $count } avisos; aviso de cambios a cualquier hora.
    }
setup-watches-quiet =
    { $count ->
        [one] Aquí puede haber un aviso
       *[other] Aquí puede haber hasta { $count } avisos
    }; en las horas de silencio, { $hours } ({ $zone }), no aviso.
setup-digest-none = No se publica ningún resumen.
setup-digest-is = Un resumen en { $channel }, { $days }, a las { $hour } ({ $zone }): { $about }.
setup-digest-everything = todo lo nuevo
setup-digest-silent = Si no hay nada nuevo, no se publica nada.
setup-digest-empty = Si no hay nada nuevo, lo digo.
setup-digest-paused = ⏸ El resumen está en pausa: no puedo escribir en el canal. Elige otro, o permíteme allí «Ver canal» y «Enviar mensajes» y pulsa «{ setup-button-test }». Mientras tanto no se pierde nada.
setup-digest-at = A las { $hour }
setup-digest-tested = Hay una prueba en { $channel }.
every-day = todos los días
setup-speaks-as-discord = Hablo el idioma que este servidor tiene en Discord.
setup-speaks = Hablo { $language }.
setup-trusts-all = Respondo con artículos de todos los medios.
setup-trusts-only = Respondo solo con artículos de { $names }.
setup-channels-none = Ningún canal tiene nada propio.
setup-channels-own = Distintos del servidor: { $channels }.
setup-and-more = { $names } y { $count } más
setup-aspect-line = { $channel } · { $aspect }: { $value }
setup-aspect-listen = Responde si le preguntan
setup-aspect-auto = Responde sin que le pregunten
setup-aspect-threshold = Cuán seguro para eso
setup-aspect-language = Idioma
setup-aspect-publishers = Medios
setup-aspect-per_minute = Límite
setup-as-server-now = como el servidor ({ $value })
setup-yes = sí
setup-no = no
setup-as-server = Como el servidor
setup-as-discord = Como diga Discord
setup-all-publishers = Todos los medios
setup-sure = seguro al menos al { $percent } %
setup-days = { $days ->
    [one] un día
   *[other] { $days } días
}
setup-always = sin fin
setup-value-user_per_minute = Una persona: { $number } por minuto
setup-value-channel_per_minute = Un canal: { $number } por minuto
setup-value-server_per_minute = El servidor: { $number } por minuto
setup-value-per_minute = { $number } por minuto
setup-watches-count =
    { $count ->
        [one] Un aviso
       *[other] Hasta { $count } avisos
    }
setup-watches-off = Sin avisos
setup-quiet = Horas de silencio: { $hours }
setup-quiet-never = Sin horas de silencio
setup-menu-channels = En todos – elige si solo en algunos
setup-menu-auto_channels = En ninguno – elige canales y foros
setup-menu-channel = ¿Qué canal?
setup-menu-asker_roles = Todos – elige si solo algunos
setup-menu-manager_roles = Elige roles
setup-menu-unlimited_roles = Elige roles
setup-menu-publishers = Todos – elige los de confianza
setup-menu-aspect = ¿Qué de él?
setup-menu-digest_channel = Apagado: elige un canal
setup-menu-digest_days = ¿Qué días?
setup-button-no-digest = Sin resumen
setup-button-digest = Temas, feeds, zona horaria …
setup-button-test = Publicar una prueba
setup-button-everywhere = En todos
setup-button-nowhere = En ninguno
setup-button-everyone = Todos
setup-button-only-discord = Solo «Gestionar servidor»
setup-button-no-role = Ningún rol
setup-button-numbers = Otros números …
setup-button-names = Añadir por nombre …
setup-button-nothing-own = Todo como el servidor
setup-button-gone = Quitar lo que ya no existe
setup-undo = Deshacer
setup-redo = Rehacer
setup-changed = Cambiado.
setup-undone = Deshecho.
setup-cannot-hear = ⚠️ Discord no me entrega lo que no va dirigido a mí. Quien me opera tiene que poner discord.message_content = true y permitir el Message Content Intent en el portal de desarrolladores; hasta entonces no puedo responder sin que me pregunten.
setup-gone-channels = { $count ->
    [one] Uno de estos canales ya no existe.
   *[other] { $count } de estos canales ya no existen.
}
setup-gone-roles = { $count ->
    [one] Uno de estos roles ya no existe.
   *[other] { $count } de estos roles ya no existen.
}
setup-publishers-absent = Aquí todavía no hay ningún artículo de { $names }.
setup-form = Configurar
setup-form-names = Medios de confianza, uno por línea
setup-form-user_per_minute = Preguntas por minuto, por persona
setup-form-channel_per_minute = Preguntas por minuto, por canal
setup-form-server_per_minute = Preguntas por minuto, todo el servidor
setup-form-per_minute = Preguntas por minuto en este canal
setup-form-digest_topics = Temas, uno por línea; ninguno: todo
setup-form-digest_feeds = También todo lo nuevo de estos feeds
setup-form-time_zone = Zona horaria
setup-form-digest_empty = ¿Publicar aunque no haya nada nuevo?
setup-topics = Sin cambios: como máximo { $most } temas, de { $longest } caracteres cada uno.
setup-foreign = Eso no se puede elegir en este servidor. Abre { COMMAND("setup") } de nuevo y elige lo que ofrece.
setup-invalid = Eso no se puede poner: { $problem }.
setup-not-everyone = Sin cambios: así todos podrían administrarme. Elige otros roles.
setup-not-a-number = Sin cambios: «{ $text }» no es un número entero del 1 al { $most }.
setup-name-too-long = Sin cambios: un nombre puede tener { $most } caracteres.
setup-too-many-names = Sin cambios: puedo limitarme a { $most } medios como mucho.
