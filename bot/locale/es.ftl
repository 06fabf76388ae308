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
