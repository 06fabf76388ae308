### What the bot says. See en.ftl.

## The language itself

language-name = 日本語
locale = ja-JP


## Where Discord lets the bot do less than it needs

outside-private = このサーバーでは、サーバーに導入されていないアプリは本人にだけ回答できます。全員に回答できるようにするには、サーバーの管理者が「外部のアプリを使用」を許可してください。
delivery-answers = { $name } さんへ：「{ $question }」
hint-send-messages = { $channel } に書き込めないため、質問に回答できませんでした。サーバーの管理者は、チャンネルの設定で「チャンネルを見る」と「メッセージを送信」を私に許可できます。
hint-send-messages-in-threads = スレッド { $channel } に書き込めないため、質問に回答できませんでした。サーバーの管理者は、チャンネルの設定で「スレッドでメッセージを送信」を私に許可できます。
hint-embed-links = { $channel } では埋め込みを使えないため、回答は通常のテキストになります。サーバーの管理者は、チャンネルの設定で「埋め込みリンク」を私に許可できます。
hint-read-message-history = { $channel } の履歴を読めないため、メッセージへの返信の形で回答できません。サーバーの管理者は、チャンネルの設定で「メッセージ履歴を読む」を私に許可できます。
hint-attach-files = { $channel } ではファイルを添付できないため、画像は省かれます。サーバーの管理者は、チャンネルの設定で「ファイルを添付」を私に許可できます。
hint-create-public-threads = { $channel } ではスレッドを作れないため、会話はチャンネルに残ります。サーバーの管理者は、チャンネルの設定で「公開スレッドの作成」を私に許可できます。

## Checking what a message claims

menu-ask-about-this = これについて質問
menu-check-this-claim = この主張を確認
claim-supported = 裏付けあり
claim-contradicted = 食い違いあり
claim-not-found = 記事にありません
claim-may-be-true = これを裏付ける記事も、別のことを述べる記事もありません。それでも正しい可能性はあります。
claim-nearest = 最も近い箇所（裏付けでも否定でもありません）
claim-differs = メッセージでは「{ $claimed }」、出典では「{ $quoted }」です。
claim-denied = 出典はこれを否定しています：「{ $quoted }」
claim-denies = メッセージは「{ $claimed }」と否定していますが、出典は否定していません。
claim-summary = { $sentences } 文を確認しました：裏付けあり { $supported }、食い違いあり { $contradicted }、記事になし { $missing }。
claim-more = ほかに { $sentences } 文ありますが、表示していません。
claim-nothing-to-check = このメッセージには、記事で確認できる記述がありません。文として何かを述べているメッセージを選んでください。
menu-no-text = このメッセージには読める文章がありません。画像や埋め込みは読めません。文章のあるメッセージを選んでください。
menu-my-own = それは私のメッセージです。回答の下の「出典」で、どこから来たかを確認できます。

## Privacy

command-privacy = プライバシー
    .description = あなたについて保存している内容と期間
command-forget-me = 私を忘れて
    .description = あなたの質問、評価、会話を削除します
privacy-title = あなたについて保存している内容
privacy-yours = 現在の保存内容
privacy-nothing = 何もありません。あなたの質問も評価も保存していません。
privacy-held = 質問とその回答 { $answers } 件、評価 { $votes } 件です（すべてのサーバーと個人チャットの合計）。
privacy-oldest = 最も古いものは { $when } です。
privacy-in-server = { $server } では
privacy-in-private = 個人チャットでは
privacy-kept = 質問と回答は { $days } 日後に削除します。
privacy-kept-without-end = 質問と回答は、あなたが削除するまで保存します。サーバーの管理者がそう設定しています。
privacy-what = 保存するもの
privacy-what-text = あなたの質問、私の回答、日時とチャンネル、あなたの Discord ID。評価と、そこに書いた理由。サーバーの管理者については、設定の変更内容。
privacy-never = 決して保存しないもの
privacy-never-text = 私が回答しないメッセージ、主張として確認したメッセージ、質問の添付ファイル、あなたの名前、画像、ロール。
privacy-how-to-delete = /forget-me を使うと、あなたの質問、評価、会話をすべての場所からすぐに削除します。
forget-confirm = 今すぐ、すべての場所から削除しますか？元に戻すことはできません。
forget-button = 私のデータをすべて削除
forget-not-yours = このボタンは別の人のものです。あなたのデータを削除するには /forget-me を使ってください。
forget-nothing = あなたについて保存しているものはないため、削除するものはありません。
forget-done = 削除しました：質問とその回答 { $answers } 件、評価 { $votes } 件。あなたとの会話はもう残っていません。
forget-messages-stay = チャンネルにある私のメッセージは、誰かがそこで削除するまで残ります。あなたが質問したことはもう分かりません。
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
## 順番

turn-again-person = 少しお待ちください。あと{ $seconds }秒でまた質問できます。
turn-again-channel = このチャンネルでは今、質問が続いています。あと{ $seconds }秒お待ちください。
turn-again-server = このサーバーでは今、質問が続いています。あと{ $seconds }秒お待ちください。
turn-place = あなたは{ $position }番目です。あと約{ $seconds }秒です。
turn-not-asker = このサーバーで私に質問できるのは{ $roles }だけです。
turn-elsewhere = ここではお答えしません。{ $channels }で質問してください。
turn-not-here = このチャンネルではお答えしません。別のチャンネルで質問してください。
