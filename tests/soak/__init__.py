"""Many people in many servers for minutes, while Discord misbehaves; then it is counted whether each got one answer.

`python -m tests.soak --minutes 10 --users 50 --guilds 10` from the project's folder. See README.md of `discord_sim`.
"""
