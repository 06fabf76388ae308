"""The two faces of the library: Discord (`client`, started by `online`) and the terminal (`cli`, with `terminal/`).

A feature is a folder: `asking` (questions), `setup` (a server's choices), `library` (articles and feeds), `admin` (what
managers see), `claims` (checking messages), `privacy` (what is kept of people and servers). Each has a `cog` that
listens to Discord. Features take the services of the bot from `context`; `ui` shows what they say, in the words of
`text`.
"""
