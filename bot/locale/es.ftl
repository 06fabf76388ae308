### What the bot says. See en.ftl.

## The language itself

language-name = Español
locale = es-ES

