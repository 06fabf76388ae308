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
claim-may-be-true = Ninguno de mis artículos lo confirma ni dice otra cosa. Aun así puede ser cierto.
claim-nearest = El pasaje más cercano que tengo: ni lo confirma ni lo niega
claim-differs = El mensaje dice «{ $claimed }»; la fuente, «{ $quoted }».
claim-denied = La fuente lo niega: «{ $quoted }».
claim-denies = El mensaje lo niega con «{ $claimed }»; la fuente, no.
claim-summary =
    { $sentences ->
        [one] Una frase comprobada
       *[other] { $sentences } frases comprobadas
    }: { $supported } confirmadas, { $contradicted } contradichas, { $missing } fuera de mis artículos.
claim-more =
    { $sentences ->
        [one] Hay una más que no se muestra.
       *[other] Hay { $sentences } más que no se muestran.
    }
claim-nothing-to-check = En ese mensaje no encuentro ninguna afirmación que los artículos puedan confirmar o negar. Elige uno que diga algo en una frase completa.
menu-no-text = Ese mensaje no tiene texto que pueda leer: no leo imágenes ni inserciones. Elige uno con palabras.
menu-my-own = Ese mensaje es mío. «Fuentes», debajo de una respuesta, muestra de dónde viene.

## Privacy

command-privacy = privacidad
    .description = Qué guardo de ti y durante cuánto tiempo
command-forget-me = olvídame
    .description = Borra tus preguntas, votos y conversaciones
privacy-title = Lo que guardo de ti
privacy-yours = Guardado ahora
privacy-nothing = Nada: ninguna pregunta ni voto tuyo.
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
privacy-oldest = Lo más antiguo es del { $when }.
privacy-in-server = En { $server }
privacy-in-private = En chats privados
privacy-kept =
    { $days ->
        [one] Las preguntas y respuestas se borran al cabo de un día.
       *[other] Las preguntas y respuestas se borran al cabo de { $days } días.
    }
privacy-kept-without-end = Las preguntas y respuestas se conservan hasta que las borres; así lo eligió quien gestiona este servidor.
privacy-what = Qué se guarda
privacy-what-text = Tu pregunta, mi respuesta, cuándo y en qué canal, y tu ID de Discord; tus votos y los motivos que escribes; de quienes gestionan un servidor, lo que cambian en sus ajustes.
privacy-never = Qué no se guarda nunca
privacy-never-text = Los mensajes que no respondo, los mensajes que compruebas como afirmaciones, los archivos adjuntos a preguntas, tu nombre, tu imagen, tus roles.
privacy-how-to-delete = /forget-me borra tus preguntas, votos y conversaciones en todas partes y al momento.
forget-confirm = ¿Lo borro ahora, en todas partes? No se puede deshacer.
forget-button = Borrar todo lo mío
forget-not-yours = Este botón es para otra persona. Usa /forget-me para borrar lo que se guarda de ti.
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
forget-messages-stay = Mis mensajes en los canales se quedan hasta que alguien los borre allí; ya no sé que los pediste tú.
## Under an answer

button-continue = Seguir en un hilo
button-show = Mostrar a todos
continue-here = Sigue preguntando en { $thread }: cada pregunta se apoya en lo que se dijo allí.
thread-opening-all = Sigue preguntando aquí; cada pregunta se apoya en las anteriores.
thread-opening-mention = Sigue preguntando aquí, mencionándome o respondiéndome; cada pregunta se apoya en las anteriores.

## Votos bajo una respuesta

figure = { $number }
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
## A quién le toca

turn-again-person = Un momento, por favor: puedes volver a preguntar en { $seconds } s.
turn-again-channel = En este canal se ha preguntado mucho ahora mismo: otra vez en { $seconds } s.
turn-again-server = En este servidor se ha preguntado mucho ahora mismo: otra vez en { $seconds } s.
turn-place = Eres el número { $position }; unos { $seconds } s.
turn-not-asker = En este servidor solo puede preguntarme { $roles }.
turn-elsewhere = Aquí no respondo. Pregúntame en { $channels }.
turn-not-here = En este canal no respondo. Pregúntame en otro.

## Números y páginas

share = { NUMBER($share, style: "percent") }
page-range = { $first }–{ $last } de { $total }

## Comandos para quienes gestionan un servidor

command-admin-unanswered = sin-respuesta
    .description = Preguntas sin respuesta y fuentes para ellas
command-admin-feedback = opiniones
    .description = Cómo gustaron las respuestas, y por qué no
command-admin-log = registro
    .description = Qué se cambió aquí, quién lo hizo, con opción de deshacer

## Preguntas sin respuesta

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
unanswered-also = también: { $questions }
unanswered-more = y { $count } más
unanswered-dismiss = Descartar una pregunta…
unanswered-dismiss-title = ¿Descartar esta pregunta?
unanswered-dismiss-what = Sale de esta lista. Si alguien la hace otra vez, vuelve como nueva.
unanswered-dismiss-button = Descartar
unanswered-keep = Conservar
unanswered-dismissed = Descartada: «{ $question }». Si alguien la hace otra vez, vuelve aquí.
unanswered-gone = Esa pregunta ya no está en la lista: entretanto se respondió, se descartó o se borró.
source-add = Añadir una fuente para { $number }
source-form = Añadir una fuente
source-address = Dirección de una página, un PDF o un feed
source-taking-in = Incorporando…
source-ask-again = Preguntar otra vez
source-answered = Ahora hay respuesta, así que la pregunta salió de la lista.

## Cómo gustaron las respuestas

feedback-title = Opiniones
feedback-none = Nadie ha votado aún ninguna respuesta aquí. Los pulgares están bajo cada respuesta.
feedback-up = 👍
feedback-down = 👎
feedback-share = A favor
feedback-no-down = Nadie ha votado en contra de una respuesta.
feedback-no-reason = sin motivo
feedback-open = Abrir la respuesta

## El registro de un servidor

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

## Nombres de las preferencias

preference-language = Idioma
preference-channels = Canales donde respondo
preference-auto_channels = Canales donde respondo sin que me llamen
preference-auto_threshold = Confianza para responder sin que me llamen
preference-asker_roles = Roles que pueden preguntar
preference-manager_roles = Roles que pueden gestionarme
preference-publishers = Editores de confianza
preference-user_per_minute = Preguntas por persona
preference-channel_per_minute = Preguntas por canal
preference-server_per_minute = Preguntas de todo el servidor
preference-unlimited_roles = Roles sin límite
preference-retention_days = Cuánto se guardan las preguntas
preference-channel = Canal { $channel }
preference-listen = Responder cuando me llaman
preference-auto = Responder sin que me llamen
preference-threshold = Confianza para responder sin que me llamen
preference-per_minute = Preguntas

## Reindexar, antes y después

reindex-working = Reindexando…
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
plan-fields = otros: { $fields }
plan-more-sentences = … y { $sentences } frases más
plan-more =
    … y { $articles ->
        [one] un artículo más
       *[other] { $articles } artículos más
    }
field-title = título
field-publisher = editor
field-byline = autor
field-url = dirección
field-published_at = fecha
field-updated_at = día del último cambio
field-language = idioma
field-correction = corrección
field-other = otros datos
rollback-ask = Revertir
rollback-now = Revertir ahora
rollback-keep = Conservar
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

## La imagen junto al estado

status-by-day = Artículos por día de publicación
status-by-publisher = Artículos por editor
status-no-articles = Todavía no hay artículos, así que no hay nada que dibujar. /library add los incorpora.
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
status-no-publisher = editor desconocido
status-more-publishers =
    { $publishers ->
        [one] uno más
       *[other] { $publishers } más
    } con { $articles ->
        [one] un artículo
       *[other] { $articles } artículos
    }
status-picture-alt = Barras: artículos por día de publicación y por editor.
