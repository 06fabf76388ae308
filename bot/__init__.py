"""The faces of the library: Discord (`client`, `cogs`) and the terminal (`cli`, `terminal`). Both say what they say with
`language` and `wording`; `errors` has the sentence for each exception.

A cog hands on to the folder named like what it does: `asking` (questions), `setup` (a server's choices), `library`
(articles), `admin` (the bot), `claims` (checking messages), `people` (privacy, leaving). `sending` is how words reach
Discord.
"""
