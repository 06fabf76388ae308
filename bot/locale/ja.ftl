### What the bot says. See en.ftl.

## The language itself

language-name = 日本語
locale = ja-JP

