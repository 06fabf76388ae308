### What the bot says. A new language is a copy of this file under its own code ("fr.ftl") with the right-hand sides
### translated. Numbers are written and plurals chosen by the language's own rules; what stands in { braces } stays.

## The language itself

# What its speakers call it.
language-name = English
# How it writes dates.
locale = en-GB

## Under an answer

button-continue = Continue in a thread
button-show = Show to everyone
continue-here = Ask on in { $thread }: each question builds on what was said there.
thread-opening-all = Ask on here; each question builds on those before it.
thread-opening-mention = Ask on here, mentioning me or replying to me; each question builds on those before it.

## Whose turn it is

turn-again-person = One moment, please: you can ask again in { $seconds } s.
turn-again-channel = This channel has asked a lot just now: again in { $seconds } s.
turn-again-server = This server has asked a lot just now: again in { $seconds } s.
turn-place = You are number { $position }; about { $seconds } s.
turn-not-asker = On this server only { $roles } may ask me.
turn-elsewhere = I do not answer here. Ask me in { $channels }.
turn-not-here = I do not answer in this channel. Ask me in another one.

## Setting up a server (/setup)

command-setup = setup
    .description = Where I listen, who may ask, limits, language and more, on one panel
setup-menu = What to set up
setup-overview = Setup
setup-overview-about = This is how I work here. Nothing has to be changed: I am useful as I am. Choose below what to change; each choice counts at once and can be undone.
setup-listen = Where I answer
    .about = I answer there when I am mentioned, replied to or asked with /ask. A thread is as its channel.
setup-auto = Unasked answers
    .about = There I answer questions that nobody addressed to me, and new posts of forums. Below the confidence you choose, I stay silent.
setup-askers = Who may ask
    .about = Whoever has one of the roles may ask me on this server.
setup-managers = Who may manage me
    .about = Who sees /setup, /library and /admin is decided by Discord: Server Settings → Integrations. Give the same roles access there.
setup-limits = Limits
    .about = Half of a minute's questions may come at once. Who has to wait is told for how long.
setup-free = Roles without limit
    .about = The limits for the channel and the server still hold for them.
setup-retention = How long I remember
    .about = Older questions and answers are deleted once a day. Articles stay.
setup-language = Language
    .about = For what I say in channels. Quotes stay in the language of their article.
setup-publishers = Trusted publishers
    .about = Those with most articles are in the menu; add others by name.
setup-channel = One channel
    .about = What a channel has of its own counts there, and in its threads, before what the server has.
setup-listens-everywhere = I answer in every channel that I can read.
setup-listens-only = I answer in { $channels } only.
setup-auto-nowhere = I speak only when I am asked.
setup-auto-in = In { $channels } I also answer unasked, when I am at least { $percent }% sure.
setup-askers-all = Everyone may ask.
setup-askers-only = Only { $roles } may ask.
setup-managers-discord = Whoever has Manage Server manages me.
setup-managers-too = Whoever has Manage Server manages me, and { $roles }.
setup-limits-are = In a minute: { $person } questions a person, { $channel } a channel, { $server } the whole server.
setup-free-none = The limit per person holds for everyone.
setup-free-roles = The limit per person does not hold for { $roles }.
setup-kept-days = { $days ->
    [one] I keep questions and answers for one day.
   *[other] I keep questions and answers for { $days } days.
}
setup-kept-always = I keep questions and answers until somebody asks me to forget them.
setup-speaks-as-discord = I speak the language of this server in Discord.
setup-speaks = I speak { $language }.
setup-trusts-all = I answer from every publisher.
setup-trusts-only = I answer from { $names } only.
setup-channels-none = No channel has anything of its own.
setup-channels-own = { $channels } differ from the server.
setup-and-more = { $names } and { $count } more
setup-aspect-line = { $channel } · { $aspect }: { $value }
setup-aspect-listen = Answers when asked
setup-aspect-auto = Answers unasked
setup-aspect-threshold = How sure for that
setup-aspect-language = Language
setup-aspect-publishers = Publishers
setup-aspect-per_minute = Limit
setup-as-server-now = as the server ({ $value })
setup-value-yes = yes
setup-value-no = no
setup-value-as-server = As the server
setup-value-as-discord = As Discord says
setup-value-all-publishers = All publishers
setup-value-sure = at least { $percent }% sure
setup-value-days = { $days ->
    [one] one day
   *[other] { $days } days
}
setup-value-always = without end
setup-value-user-per-minute = A person: { $number } a minute
setup-value-channel-per-minute = A channel: { $number } a minute
setup-value-server-per-minute = The server: { $number } a minute
setup-value-per-minute = { $number } a minute
setup-menu-channels = Everywhere – choose to keep to some
setup-menu-auto-channels = Nowhere – choose channels and forums
setup-menu-channel = Which channel?
setup-menu-asker-roles = Everyone – choose to keep to some
setup-menu-manager-roles = Choose roles
setup-menu-unlimited-roles = Choose roles
setup-menu-publishers = All – choose the trusted ones
setup-menu-aspect = What of it?
setup-button-everywhere = Everywhere
setup-button-nowhere = Nowhere
setup-button-everyone = Everyone
setup-button-only-discord = Manage Server only
setup-button-no-role = No role
setup-button-numbers = Other numbers …
setup-button-names = Add by name …
setup-button-nothing-own = All as the server
setup-button-gone = Remove what is gone
setup-undo = Undo
setup-redo = Redo
setup-changed = Changed.
setup-undone = Undone.
setup-cannot-hear = ⚠️ Discord withholds from me what does not address me. Whoever runs me has to set discord.message_content = true and allow the Message Content Intent in the developer portal; until then I cannot answer unasked.
setup-gone-channels = { $count ->
    [one] One channel of these no longer exists.
   *[other] { $count } channels of these no longer exist.
}
setup-gone-roles = { $count ->
    [one] One role of these no longer exists.
   *[other] { $count } roles of these no longer exist.
}
setup-publishers-absent = No article here is by { $names } yet.
setup-form = Set up
setup-form-names = Publishers to trust, one a line
setup-form-user-per-minute = Questions a minute, per person
setup-form-channel-per-minute = Questions a minute, per channel
setup-form-server-per-minute = Questions a minute, whole server
setup-form-per-minute = Questions a minute in this channel
setup-foreign = That is no choice on this server. Open /setup anew and choose what it offers.
setup-invalid = That cannot be set: { $problem }.
setup-not-everyone = Not changed: then everyone could manage me. Choose other roles.
setup-not-a-number = Not changed: “{ $text }” is no whole number from 1 to { $most }.
setup-name-too-long = Not changed: a name may have { $most } characters.
setup-too-many-names = Not changed: I can keep to { $most } publishers at most.
