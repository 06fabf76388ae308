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
turn-not-asker = En este servidor solo puede preguntarme { $roles }.
turn-elsewhere = Aquí no respondo. Pregúntame en { $channels }.
turn-not-here = En este canal no respondo. Pregúntame en otro.
