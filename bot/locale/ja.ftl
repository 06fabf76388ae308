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

## 数字とページ

share = { NUMBER($share, style: "percent") }
page-range = { $total }件中{ $first }–{ $last }件

## サーバーを管理する人のコマンド

command-admin-unanswered = 未回答
    .description = 回答できなかった質問と、そのための情報源
command-admin-feedback = 評価
    .description = 回答への評価とその理由
command-admin-log = 履歴
    .description = ここで誰が何を変更したか（元に戻せます）

## 回答できなかった質問

unanswered-title =
    { $count ->
        [0] 未回答の質問はありません
       *[other] 未回答の質問{ $count }件
    }
unanswered-none = ここでの質問はすべて回答済みか、取り下げ済みです。
unanswered-asked = { $count }回質問されました
unanswered-people = { $people }人から
unanswered-newest = 最後は{ $when }
unanswered-empty-library = まだ記事がありませんでした。
unanswered-not-a-question = 質問が含まれていませんでした。
unanswered-nothing-found = それについての記事がありませんでした。
unanswered-not-answered = 関連する記事はありますが、答えになるものがありません。
unanswered-outside-time = 質問された時期の記事がありません。
unanswered-also = 別の言い方：{ $questions }
unanswered-more = ほか{ $count }件
unanswered-dismiss = 質問を取り下げる…
unanswered-dismiss-title = この質問を取り下げますか？
unanswered-dismiss-what = この一覧から消えます。誰かがもう一度質問すると、新しい質問として戻ります。
unanswered-dismiss-button = 取り下げる
unanswered-keep = 残す
unanswered-dismissed = 「{ $question }」を取り下げました。誰かがもう一度質問すると、ここに戻ります。
unanswered-gone = その質問は一覧にありません。すでに回答されたか、取り下げられたか、削除されています。
source-add = { $number }の情報源を追加
source-form = 情報源を追加
source-address = ページ、PDF、フィードのアドレス
source-taking-in = 取り込んでいます…
source-ask-again = もう一度質問する
source-answered = 回答が見つかったので、質問を一覧から外しました。

## 回答への評価の一覧

feedback-title = 評価
feedback-none = ここではまだ誰も回答を評価していません。評価ボタンは各回答の下にあります。
feedback-up = 👍
feedback-down = 👎
feedback-share = 好評の割合
feedback-no-down = 低い評価はありません。
feedback-no-reason = 理由なし
feedback-open = 回答を開く

## サーバーの履歴

ledger-title = 履歴
ledger-none = ここではまだ何も変更されていません。
ledger-change = { $name }：{ $before } → { $after }
ledger-change-undone = { $name }を元に戻しました：{ $before } → { $after }
ledger-undone = （取り消し済み）
ledger-somebody = 記録の削除を希望した人
ledger-undo = 元に戻す…
ledger-restore = 「{ $title }」を復元
deed-library-add =
    「{ $source }」を取り込みました：{ $added ->
        [0] 新しい記事なし
       *[other] 新しい記事{ $added }件
    }{ $updated ->
        [0] {""}
       *[other] 、更新{ $updated }件
    }
deed-library-remove = 記事「{ $title }」を削除しました
deed-library-restore = 記事「{ $title }」を復元しました
deed-feed-remove = フィード「{ $title }」の購読をやめました
deed-reindex = 記事{ $articles }件のインデックスを作り直しました（変更{ $changed }件）
deed-reindex-cancelled = インデックスの作り直しを中止しました
deed-reindex-rollback = インデックスの作り直しを取り消しました：記事{ $articles }件が元の状態です
deed-unanswered-dismiss = 「{ $question }」を取り下げました（質問{ $count }回）
deed-hint = { $place }で「{ $permission }」の権限がないことを知らせました
value-default = 既定
value-on = オン
value-off = オフ
value-none = なし
value-all = すべて
value-everyone = 全員
value-everywhere = すべての場所
value-nowhere = なし
value-without-end = 無期限
value-days = { $days }日
value-per-minute = 1分間に{ $number }件

## 設定の名前

preference-language = 言語
preference-channels = 回答するチャンネル
preference-auto_channels = 呼ばれなくても回答するチャンネル
preference-auto_threshold = 呼ばれずに回答するときの確信度
preference-asker_roles = 質問できるロール
preference-manager_roles = ボットを管理できるロール
preference-publishers = 信頼する発行元
preference-user_per_minute = 1人あたりの質問数
preference-channel_per_minute = チャンネルあたりの質問数
preference-server_per_minute = サーバー全体の質問数
preference-unlimited_roles = 制限のないロール
preference-retention_days = 質問の保存期間
preference-channel = チャンネル { $channel }
preference-listen = 呼ばれたら回答する
preference-auto = 呼ばれなくても回答する
preference-threshold = 呼ばれずに回答するときの確信度
preference-per_minute = 質問数

## インデックスの作り直しの前と後

reindex-working = インデックスを作り直しています…
reindex-now = 今すぐ作り直す
plan-working = 何が変わるか調べています…
plan-title = 作り直すと変わるもの
plan-line =
    記事{ $articles }件のうち、読み取り方が変わるものが{ $reread }件、区切り方が変わるものが{ $resplit }件です。{ $embed ->
        [0] 新しいベクトルは不要です
       *[other] { $embed }個の部分に新しいベクトルが必要です
    }。何も書き込んでいません。
plan-nothing = 変わる記事はありません。
plan-reread = 読み取り方が変わる
plan-resplit = 区切り方が変わる
plan-fields = 変わる項目：{ $fields }
plan-more-sentences = …ほか{ $sentences }文
plan-more = …ほか記事{ $articles }件
field-title = タイトル
field-publisher = 発行元
field-byline = 著者
field-url = アドレス
field-published_at = 日付
field-updated_at = 最終更新日
field-language = 言語
field-correction = 訂正
field-other = その他の項目
rollback-ask = 取り消す
rollback-now = 今すぐ取り消す
rollback-keep = 残す
rollback-working = 取り消しています…
rollback-question = 記事{ $articles }件をこの作り直しの前の状態に戻しますか？その後にもう一度変更されたものはそのままです。
rollback-done-already = この作り直しはすでに取り消されています。
rollback-line = 取り消しました：記事{ $articles }件が作り直しの前の状態です。
rollback-left = その後に変更された記事{ $articles }件はそのままにしました。

## 状態に添える図

status-by-day = 発行日ごとの記事
status-by-publisher = 発行元ごとの記事
status-no-articles = まだ記事がないので、図はありません。/library add で取り込めます。
status-no-days = 発行日が書かれた記事がありません。
status-per-day = 日ごと、{ $first }から{ $last }まで。
status-per-week = 週ごと、{ $first }の週から{ $last }の週まで。
status-per-month = 月ごと、{ $first }から{ $last }まで。
status-per-year = 年ごと、{ $first }年から{ $last }年まで。
status-per-decade = 10年ごと、{ $first }年から{ $last }年まで。
status-per-century = 100年ごと、{ $first }年から{ $last }年まで。
status-older = それより古い記事{ $articles }件は図にありません。
status-undated = 日付のない記事が{ $articles }件あります。
status-no-publisher = 発行元不明
status-more-publishers = ほか{ $publishers }社に記事{ $articles }件
status-picture-alt = 棒グラフ：発行日ごとと発行元ごとの記事数。
