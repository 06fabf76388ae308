### What the bot says. See en.ftl.

## The language itself

language-name = Español
locale = es-ES

## Under an answer

button-continue = Seguir en un hilo
button-show = Mostrar a todos
continue-here = Sigue preguntando en { $thread }: cada pregunta se apoya en lo que se dijo allí.
thread-opening-all = Sigue preguntando aquí; cada pregunta se apoya en las anteriores.
thread-opening-mention = Sigue preguntando aquí, mencionándome o respondiéndome; cada pregunta se apoya en las anteriores.

## A quién le toca

turn-again-person = Un momento, por favor: puedes volver a preguntar en { $seconds } s.
turn-again-channel = En este canal se ha preguntado mucho ahora mismo: otra vez en { $seconds } s.
turn-again-server = En este servidor se ha preguntado mucho ahora mismo: otra vez en { $seconds } s.
turn-place = Eres el número { $position }; unos { $seconds } s.
turn-not-asker = En este servidor solo puede preguntarme quien tenga { $roles }.
turn-elsewhere = Aquí no respondo. Pregúntame en { $channels }.
turn-not-here = En este canal no respondo. Pregúntame en otro.

## Configurar un servidor (/setup)

command-setup = configurar
    .description = Dónde escucho, quién puede preguntar, límites, idioma y más, en un panel
setup-menu = Qué configurar
setup-overview = Configuración
setup-overview-about = Así trabajo aquí. No hace falta cambiar nada: ya soy útil como estoy. Elige abajo qué cambiar; cada elección vale al momento y se puede deshacer.
setup-listen = Dónde respondo
    .about = Allí respondo cuando me mencionan, me responden o preguntan con /ask. Un hilo es como su canal.
setup-auto = Respuestas sin que me pregunten
    .about = Allí respondo preguntas que nadie me dirigió y publicaciones nuevas de los foros. Si estoy menos seguro de lo que elijas, me callo.
setup-askers = Quién puede preguntar
    .about = Quien tenga uno de los roles puede preguntarme en este servidor.
setup-managers = Quién puede administrarme
    .about = Quién ve /setup, /library y /admin lo decide Discord: Ajustes del servidor → Integraciones. Da acceso allí a los mismos roles.
setup-limits = Límites
    .about = La mitad de las preguntas de un minuto puede llegar a la vez. A quien tiene que esperar le digo cuánto.
setup-free = Roles sin límite
    .about = Los límites del canal y del servidor también valen para ellos.
setup-retention = Cuánto tiempo recuerdo
    .about = Las preguntas y respuestas más antiguas se borran una vez al día. Los artículos se quedan.
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
setup-value-yes = sí
setup-value-no = no
setup-value-as-server = Como el servidor
setup-value-as-discord = Como diga Discord
setup-value-all-publishers = Todos los medios
setup-value-sure = seguro al menos al { $percent } %
setup-value-days = { $days ->
    [one] un día
   *[other] { $days } días
}
setup-value-always = sin fin
setup-value-user-per-minute = Una persona: { $number } por minuto
setup-value-channel-per-minute = Un canal: { $number } por minuto
setup-value-server-per-minute = El servidor: { $number } por minuto
setup-value-per-minute = { $number } por minuto
setup-menu-channels = En todos – elige si solo en algunos
setup-menu-auto-channels = En ninguno – elige canales y foros
setup-menu-channel = ¿Qué canal?
setup-menu-asker-roles = Todos – elige si solo algunos
setup-menu-manager-roles = Elige roles
setup-menu-unlimited-roles = Elige roles
setup-menu-publishers = Todos – elige los de confianza
setup-menu-aspect = ¿Qué de él?
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
setup-form-user-per-minute = Preguntas por minuto, por persona
setup-form-channel-per-minute = Preguntas por minuto, por canal
setup-form-server-per-minute = Preguntas por minuto, todo el servidor
setup-form-per-minute = Preguntas por minuto en este canal
setup-foreign = Eso no se puede elegir en este servidor. Abre /setup de nuevo y elige lo que ofrece.
setup-invalid = Eso no se puede poner: { $problem }.
setup-not-everyone = Sin cambios: así todos podrían administrarme. Elige otros roles.
setup-not-a-number = Sin cambios: «{ $text }» no es un número entero del 1 al { $most }.
setup-name-too-long = Sin cambios: un nombre puede tener { $most } caracteres.
setup-too-many-names = Sin cambios: puedo limitarme a { $most } medios como mucho.
