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
