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

## 順番

turn-again-person = 少しお待ちください。あと{ $seconds }秒でまた質問できます。
turn-again-channel = このチャンネルでは今、質問が続いています。あと{ $seconds }秒お待ちください。
turn-again-server = このサーバーでは今、質問が続いています。あと{ $seconds }秒お待ちください。
turn-place = あなたは{ $position }番目です。あと約{ $seconds }秒です。
turn-not-asker = このサーバーで私に質問できるのは{ $roles }だけです。
turn-elsewhere = ここではお答えしません。{ $channels }で質問してください。
turn-not-here = このチャンネルではお答えしません。別のチャンネルで質問してください。
