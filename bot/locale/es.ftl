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
