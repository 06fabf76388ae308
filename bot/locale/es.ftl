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

