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
