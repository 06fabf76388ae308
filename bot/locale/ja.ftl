### What the bot says. See en.ftl.

## The language itself

language-name = 日本語
locale = ja-JP

## Under an answer

button-continue = スレッドで続ける
button-show = 全員に表示
continue-here = { $thread } で続けて質問できます。そこでの質問は前の話を踏まえます。
thread-opening-all = ここで続けて質問してください。前の話を踏まえてお答えします。
thread-opening-mention = ここで続けて質問してください（私へのメンションか返信で）。前の話を踏まえてお答えします。

