### What the bot says. See en.ftl.

## The language itself

language-name = Deutsch
locale = de-DE

