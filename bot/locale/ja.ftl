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

## 回答への評価

figure = { $number }
vote-form = この回答の問題点を教えてください
vote-why = 理由
vote-why-note = 評価はすでに記録されています。理由は記事を選ぶ人の参考になります。
vote-why-choose = 理由を選んでください
vote-why-wrong = 回答が間違っています
vote-why-no-answer = 引用が質問に答えていません
vote-why-outdated = 情報が古くなっています
vote-why-other = その他
vote-words = ご自身の言葉で
vote-thanks = ありがとうございます。このボットの記事を管理する人に伝わります。
