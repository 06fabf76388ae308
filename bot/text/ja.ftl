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
claim-may-be-true = 手元の記事の中に、これをはっきりさせる箇所は見つかりませんでした。それでも正しい可能性はあります。
claim-nearest = 最も近い箇所（これで決まるかどうかは判断できません）
claim-leans-supported = 裏付けているようです（引用を確認してください。間違っているかもしれません）
claim-leans-contradicted = 矛盾しているようです（引用を確認してください。間違っているかもしれません）
claim-differs = メッセージでは「{ $claimed }」、出典では「{ $quoted }」です。
claim-denied = 出典はこれを否定しています：「{ $quoted }」
claim-denies = メッセージは「{ $claimed }」と否定していますが、出典は否定していません。
claim-summary = { $sentences } 文を確認しました：裏付けあり { $supported }、食い違いあり { $contradicted }、記事になし { $missing }。
claim-summary-part = { $total } 文のうち { $sentences } 文を確認しました：裏付けあり { $supported }、食い違いあり { $contradicted }、記事になし { $missing }。
claim-left-out = 最後の { $sentences } 文は確認していません。1つのメッセージで確認するのは { $most } 文までです。残りは別のメッセージにすれば確認できます。
claim-unread = 最初の { $characters } 文字だけを読みました。
claim-more = ほかに { $sentences } 文ありますが、表示していません。
claim-nothing-to-check = このメッセージには、記事で確認できる記述がありません。文として何かを述べているメッセージを選んでください。
menu-no-text = このメッセージには読める文章がありません。画像や埋め込みは読めません。文章のあるメッセージを選んでください。
menu-no-question = そのメッセージには質問がありません。何かを尋ねているものを選んでください。
menu-my-own = それは私のメッセージです。回答の下の「出典」で、どこから来たかを確認できます。

## Privacy

command-privacy = プライバシー
    .description = あなたについて保存している内容と期間
command-forget-me = 私を忘れて
    .description = あなたの質問、評価、お知らせの登録、会話を削除します
privacy-title = あなたについて保存している内容
privacy-yours = 現在の保存内容
privacy-nothing = 何もありません。あなたの質問も評価もお知らせの登録も保存していません。
privacy-held = 質問とその回答 { $answers } 件、評価 { $votes } 件です（すべてのサーバーと個人チャットの合計）。
privacy-watches = ほかにお知らせの登録{ $watches }件。
privacy-briefings = まとめの記録が{ $briefings }件あります。
privacy-oldest = 最も古いものは { $when } です。
privacy-in-server = { $server } では
privacy-in-private = 個人チャットでは
privacy-kept = 質問と回答は { $days } 日後に削除します。
privacy-kept-without-end = 質問と回答は、あなたが削除するまで保存します。サーバーの管理者がそう設定しています。
privacy-when-left = サーバーが私を削除すると、その { $days } 日後にサーバーのデータをすべて削除します。
privacy-what = 保存するもの
privacy-what-text = あなたの質問、私の回答、日時とチャンネル、あなたの Discord ID。評価と、そこに書いた理由。お知らせの登録と、あなたが知っている回答（終了するまで。一時停止中のものは質問と同じ期間）。出典が変わったときのお知らせを希望するかどうか。最後に新着を見た日時と、複数ページのまとめ（質問と同じ期間）。サーバーの管理者については、設定の変更内容。
privacy-backups = バックアップ
privacy-backups-text = 全体のバックアップを作成しており、それぞれ約 { $days } 日後に削除されます。それまでは、あなたが削除したものも鍵をかけた状態でその中に残ります。バックアップから復元した場合は、それをもう一度削除します。
privacy-never = 決して保存しないもの
privacy-never-text = 私が回答しないメッセージ、主張として確認したメッセージ、質問の添付ファイル、あなたの名前、画像、ロール。
privacy-how-to-delete = /{ command-forget-me } を使うと、あなたの質問、評価、お知らせの登録、会話をすべての場所からすぐに削除します。
forget-confirm = 今すぐ、すべての場所から削除しますか？元に戻すことはできません。
forget-button = 私のデータをすべて削除
forget-not-yours = このボタンは別の人のものです。あなたのデータを削除するには { COMMAND("forget-me") } を使ってください。
forget-nothing = あなたについて保存しているものはないため、削除するものはありません。
forget-done = 削除しました：質問とその回答 { $answers } 件、評価 { $votes } 件。あなたとの会話はもう残っていません。
forget-watches = お知らせの登録{ $watches }件を終了しました。
forget-briefings = まとめの記録を{ $briefings }件削除しました。
forget-messages-stay = チャンネルにある私のメッセージは、誰かがそこで削除するまで残ります。あなたが質問したことはもう分かりません。

## Under an answer

button-continue = スレッドで続ける
button-show = 全員に表示
continue-here = { $thread } で続けて質問できます。そこでの質問は前の話を踏まえます。
thread-opening-all = ここで続けて質問してください。前の話を踏まえてお答えします。
thread-opening-mention = ここで続けて質問してください（私へのメンションか返信で）。前の話を踏まえてお答えします。

## When a source changes

errata-title = ⚠ この回答の出典が変わりました
erratum-changed = 記事は{ $day }に変更されました。この文はもうありません。
erratum-changed-now = 記事は{ $day }に変更されました。現在はこう書かれています：
erratum-corrected = { $day }、記事に訂正が加えられました。
erratum-corrected-now = { $day }、記事に訂正が加えられました：
erratum-withdrawn = 記事は{ $day }にここから取り下げられました。
errata-told = あなたへの回答の出典が変わりました：「{ $question }」。回答にもそのことを記しました：{ $address }
errata-told-how = お知らせは1つの回答につき1回です。{ COMMAND("privacy") } のボタンで止められます。
privacy-errata = 出典が変わったとき
privacy-errata-yes = あなたへの回答の出典が変わったら、1つの回答につき1回、ダイレクトメッセージでお知らせします。
privacy-errata-no = 回答そのものに記すだけで、あなたにはお知らせしません。
button-errata-on = 出典が変わったら知らせる
button-errata-off = もう知らせない

## Watches

command-watches = お知らせ
    .description = 何を知らせるか：一覧、一時停止、終了
button-watch = 変わったら知らせて
button-watch-answer = 回答が出たら知らせて
button-watch-stop = もう知らせない
watch-set = この回答が変わったら、{ $place }お知らせします。変化ごとに1回、以前の内容と並べて示します。
watch-set-open = 回答が見つかったら、{ $place }お知らせします。
watch-again = すでに登録されています。これからは上の回答と比べます。
watch-how = 多くても1時間に1通です。登録の一覧は { COMMAND("watches") } で見られます。
watch-off = このサーバーでは変化をお知らせできません。管理者が { COMMAND("setup") } で許可できます。
watch-in = { $channel } で
watch-direct = ダイレクトメッセージで
watch-told-answered = 回答が見つかりました。
watch-told-changed = 回答が変わりました。
watch-told-lost = 回答の根拠が記事からなくなりました。
watch-told-corrected = この回答の出典が訂正されました。
watch-before = 以前
watches-title =
    { $count ->
        [0] お知らせの登録はありません
       *[other] お知らせの登録{ $count }件
    }
watches-none = まだ登録がありません。回答の下の「{ button-watch }」を押してください。
watches-of-server = このサーバーの登録
watches-server = このサーバーの登録{ $count }件（上限{ $most }件）
watches-server-none = ここでは誰も登録していません。上限は { COMMAND("setup") } で確認できます。
watch-since = { $when } に登録
watch-told-count =
    { $count ->
        [0] まだお知らせなし
       *[other] お知らせ{ $count }回
    }
watch-paused-own = ⏸ あなたが一時停止しました
watch-paused-closed = ⏸ 一時停止中：ダイレクトメッセージを送れません。許可してから「{ watch-button-resume }」を押してください。
watch-paused-place = ⏸ 一時停止中：そこに書き込めなくなりました。別のチャンネルで質問し直すか、書き込めるようになったら「{ watch-button-resume }」を押してください。
watch-paused-left = ⏸ 一時停止中：あなたはそのサーバーにいませんでした。戻っていれば「{ watch-button-resume }」を押してください。
watch-mentions-you = お知らせのときにメンションします。
watch-quiet-you = お知らせのときにメンションしません。
watch-known = あなたが知っている回答
watch-private = ダイレクトメッセージで知らせる質問
watch-pick = 登録を選ぶ …
watch-pick-to-end = 登録を終了する …
watch-button-pause = 一時停止
watch-button-resume = 再開
watch-button-mention = メンションする
watch-button-quiet = メンションしない
watch-button-end = 終了
watch-button-list = 自分の登録一覧
watch-ended = 「{ $question }」についてはもうお知らせしません。
watch-end-title = この登録を終了しますか？
watch-end-what = 登録した人にはもうお知らせしません。登録し直すことはできます。
watch-not-yours = それは別の人の登録です。自分の登録は { COMMAND("watches") } で見られます。
watch-noticed = 変化をお知らせできなかったため、あなたの登録{ $count }件を一時停止しました。理由の確認と再開は { COMMAND("watches") } でできます。
## How an answer moved

button-timeline = 変化を見る
timeline-title = 答えの変化
timeline-left-out = この間の { $entries } 件の値は省略しています。
timeline-changed = 記事（{ $day }）の後の版による値です。
timeline-disagrees = 直前の値から数日以内に別の出典が伝えた値です。出典により異なります。
timeline-same = ほかの { $sources } 件も同じ：{ $names }
timeline-footing = { $sources } 件の出典による { $values } 件の値（古い順）
timeline-one-value =
    { $sources ->
       *[other] 記事の中に見つかった値は一つです（出典 { $sources } 件）。
    }
timeline-picture-alt = 公開日ごとの値の点。{ $values }

## What is new

command-brief = 新着
    .description = 新着ニュース：話題、日付、または前回の利用以降で表示します
    .option-topic = 話題
    .about-topic = 例：停戦。省略するとすべて
    .option-since = いつから
    .about-since = 日付や期間：月曜日、昨日、3日、2024-05-31。話題だけなら7日間
    .option-private = 非公開
    .about-private = あなただけに見えるように答えます。話題も日付もないときは常に非公開
briefing-title = { $topics }の新着
briefing-title-all = 新着
# "since" is span-since.
briefing-stories = { $articles }本の記事から{ $stories }件
briefing-nothing = { $since }、新しいものはありません。
briefing-nothing-on = { $since }、{ $topics }について新しいものはありません。
briefing-latest = 手元でいちばん新しいもの
briefing-before = 以前：「{ $value }」· { $source } · { $day }
briefing-disagree = 情報源が食い違っています：「{ $value }」· { $source } · { $day }
briefing-left-out = ほかに{ $stories }件ありますが、表示していません。話題を指定するか、日付を新しくすると絞り込めます。
briefing-first = ここでの前回の利用記録がないため、直近{ $days }日間を表示しています。次回からは今回以降の分を表示します。
button-briefing = { $stories }件すべてを読む
digest-test = これはテストです。実際のまとめには、前回以降に届いたものが入ります。

## Votes under an answer

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
## Whose turn it is

turn-again-person = 少しお待ちください。あと{ $seconds }秒でまた質問できます。
turn-again-channel = このチャンネルでは今、質問が続いています。あと{ $seconds }秒お待ちください。
turn-again-server = このサーバーでは今、質問が続いています。あと{ $seconds }秒お待ちください。
turn-place = { $position }番目にお待ちです。約{ $seconds }秒後に回答します。
turn-not-asker = このサーバーで私に質問できるのは{ $roles }だけです。
turn-elsewhere = ここではお答えしません。{ $channels }で質問してください。
turn-not-here = このチャンネルではお答えしません。別のチャンネルで質問してください。

## Numbers and pages

share = { NUMBER($share, style: "percent") }
page-range = { $total }件中{ $first }–{ $last }件

## Commands for those who manage a server

command-admin-unanswered = 未回答
    .description = 回答できなかった質問と、そのための情報源
command-admin-feedback = 評価
    .description = 回答への評価とその理由
command-admin-log = 履歴
    .description = ここで誰が何を変更したか（元に戻せます）

## Questions without an answer

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
unanswered-no-publisher = 対象にした発行元の記事がありませんでした。
unanswered-nothing-yet = その時点では、公開された記事がまだありませんでした。
unanswered-also = 別の言い方：{ $questions }
unanswered-more = ほか{ $count }件
unanswered-dismiss = 質問を取り下げる…
unanswered-dismiss-title = この質問を取り下げますか？
unanswered-dismiss-what = この一覧から消えます。誰かがもう一度質問すると、新しい質問として戻ります。
unanswered-dismiss-button = 取り下げる
unanswered-dismissed = 「{ $question }」を取り下げました。誰かがもう一度質問すると、ここに戻ります。
unanswered-gone = その質問は一覧にありません。すでに回答されたか、取り下げられたか、削除されています。
source-add = { $number }に情報源
source-form = 情報源を追加
source-address = ページ、PDF、フィードのアドレス
source-ask-again = もう一度質問する
source-answered = 回答が見つかったので、質問を一覧から外しました。

## How the answers were liked

feedback-title = 評価
feedback-none = ここではまだ誰も回答を評価していません。評価ボタンは各回答の下にあります。
feedback-totals = 👍 { $up } · 👎 { $down } · 好評{ $share }
feedback-no-down = 低い評価はありません。
feedback-no-reason = 理由なし
feedback-open = 回答を開く

## The log of a server

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
deed-reindex = 記事{ $articles }件の索引を作り直しました（変更{ $changed }件）
deed-reindex-cancelled = 再構築を中止しました
deed-reindex-rollback = 再構築を取り消しました：記事{ $articles }件が元の状態です
deed-unanswered-dismiss = 「{ $question }」を取り下げました（質問{ $count }回）
deed-watch-end = お知らせの登録を終了しました：「{ $question }」
deed-digest-pause = まとめを一時停止しました：<#{ $channel }> に書き込めません
deed-posts-set = フィード「{ $title }」の新しい記事を「{ $channel }」に投稿する方法を設定しました
deed-posts-paused = フィード「{ $title }」の「{ $channel }」への投稿を一時停止しました
deed-posts-lost = 「{ $channel }」に書き込めなくなったため、フィード「{ $title }」の投稿を一時停止しました
deed-posts-end = フィード「{ $title }」の新しい記事の投稿をやめました
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

## Names of preferences

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
preference-watch_limit = メンバー全員の登録数
preference-quiet_hours = お知らせしない時間
preference-time_zone = タイムゾーン
preference-digest_channel = まとめのチャンネル
preference-digest_days = まとめの曜日
preference-digest_hour = まとめの時刻
preference-digest_topics = まとめの話題
preference-digest_feeds = まとめのフィード
preference-digest_empty = 新しいものがないときのまとめ
preference-channel = チャンネル { $channel }
preference-listen = 呼ばれたら回答する
preference-auto = 呼ばれなくても回答する
preference-threshold = 呼ばれずに回答するときの確信度
preference-per_minute = 質問数

## Reindexing, before and after

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
plan-field-title = タイトル
plan-field-publisher = 発行元
plan-field-byline = 著者
plan-field-url = アドレス
plan-field-published_at = 日付
plan-field-updated_at = 最終更新日
plan-field-language = 言語
plan-field-correction = 訂正
plan-field-other = その他の項目
rollback-ask = 取り消す
rollback-now = 今すぐ取り消す
rollback-working = 取り消しています…
rollback-question = 記事{ $articles }件をこの作り直しの前の状態に戻しますか？その後にもう一度変更されたものはそのままです。
rollback-done-already = この作り直しはすでに取り消されています。
rollback-line = 取り消しました：記事{ $articles }件が作り直しの前の状態です。
rollback-left = その後に変更された記事{ $articles }件はそのままにしました。

## The picture beside the status

status-by-day = 発行日ごとの記事
status-by-publisher = 発行元ごとの記事
status-no-articles = まだ記事がないので、図はありません。{ COMMAND("library add") } で取り込めます。
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
## Commands. Their English names and descriptions stand in the code as well; a test compares the two

command-ask = 質問
    .description = 記事に質問します。答えは出典つきの引用です
    .option-question = 質問
    .about-question = 例：契約はいつ結ばれる見込みですか？
    .option-since = 開始日
    .about-since = この日以降に公開された記事だけ（例：2024-05-31）
    .option-until = 終了日
    .about-until = この日の時点で、それまでに公開された記事から答えます（例：2024-05-31）
    .option-publisher = 発行元
    .about-publisher = この発行元の記事だけ
    .option-article = 記事
    .about-article = この記事だけ：題名の語を入力して選びます
    .option-private = 非公開
    .about-private = 自分だけに見える形で回答します
command-timeline = 変化
    .description = 質問への答えがどう変わったか：値ごとに日付・発行元・引用を表示
    .option-question = 質問
    .about-question = 例：地震で何人が亡くなりましたか？
    .option-since = 開始日
    .about-since = この日以降に公開された記事だけ（例：2024-05-31）
    .option-until = 終了日
    .about-until = この日の時点で、それまでに公開された記事から答えます（例：2024-05-31）
    .option-publisher = 発行元
    .about-publisher = この発行元の記事だけ
    .option-private = 非公開
    .about-private = 自分だけに見える形で回答します
command-articles = 記事
    .description = 回答に使う記事を新しい順に一覧します
command-help = ヘルプ
    .description = 質問のしかたと、表示される内容
command-library = ライブラリ
    .description = このサーバーの記事（サーバーの管理者向け）
command-library-add = 追加
    .description = 記事・フィード・サイトマップをアドレスで、またはファイルを追加します
    .option-url = url
    .about-url = ページ、PDF、フィード（以後も追います）、サイトマップ、フィード一覧のアドレス
    .option-file = ファイル
    .about-file = .txt、.md、.html、.pdf、.docx、.jsonl のファイル、またはそれらの .zip
command-library-list = 一覧
    .description = ここで回答に使う記事を新しい順に一覧します
command-library-show = 表示
    .description = 記事の日付、出所、版、訂正、転載を表示します
    .option-article = 記事
    .about-article = 題名の語を入力して選びます
command-library-remove = 削除
    .description = このサーバーの記事を削除します。しばらくの間は元に戻せます
    .option-article = 記事
    .about-article = 題名の語を入力して選びます
command-library-feeds = フィード
    .description = このサーバーのフィード：状態、前回の成功、次の確認、エラー
command-admin = 管理
    .description = このサーバーの管理者向け
command-admin-status = 状態
    .description = 記事、パッセージ、索引、モデル、最後の取り込み、稼働時間
command-admin-reindex = 再構築
    .description = このサーバーの記事の索引を作り直します。その間は前の索引で回答します
    .option-dry_run = 試行
    .about-dry_run = 変わるものを表示するだけで、何も書き込みません

## Numbers, days and lengths of time

list-separator = 、
quoted = 「{ $text }」
untitled = 無題
count-article = 記事{ $n }件
count-passage = パッセージ{ $n }件
count-word = { $n }語
count-feed = フィード{ $n }件
count-day = { $n }日
count-question = 質問{ $n }件
count-page = { $n }ページ
pages = { $pages }ページ
undated = 日付なし
year = { $year }年
span-day = { $day }
span-month = { $month }
span-year = { $year }年
span-within-month = { $first }～{ $last_number }日
span-within-year = { $first }～{ $last_day }
span-across-years = { $first }～{ $last }
span-since = { $day }以降
span-until = { $day }まで
time-short = { NUMBER($seconds, minimumFractionDigits: 1) }秒
time-seconds = { $seconds }秒
time-minutes = { $minutes }分
time-hours = { $hours }時間
time-minutes-seconds = { $minutes }分{ $seconds }秒
time-hours-minutes = { $hours }時間{ $minutes }分
time-days-hours = { $days }日{ $hours }時間
size-megabytes = { NUMBER($size, minimumFractionDigits: 1) } MB
size-bytes = { $size }バイト

## Answers

may-not-answer = ご質問の答えにはなっていないかもしれません：
verdict-yes = はい
verdict-no = いいえ
verdict-none = はいかいいえかは、引用をお読みください
verdict-dated = { $verdict }（{ $day }時点）
about-source = 出典：{ $publisher }（{ $day }）
about-source-none = 出典：{ $publisher }（記事に日付の記載はありません）
about-published = 公開日：{ $day }
about-published-updated = 公開日：{ $day }、更新日：{ $updated }
about-published-none = 記事に日付の記載はありません。ここに追加された日：{ $added }
about-author = 筆者：{ $byline }
about-author-none = 記事に筆者名の記載はありません。掲載元：{ $publisher }
certainty-sure = 確実
certainty-likely = おそらく：引用を確認してください
certainty-doubtful = 不確か：引用を確認してください
as-of = { $day }時点（引用した最新の出典による）。
as-of-some-undated = { $day }時点（引用した最新の出典による）。引用{ $quotes }件のうち{ $undated }件は日付なし。
as-of-unknown = 時点不明：出典に日付がありません。
origins = 記事{ $articles }件、独立した情報源{ $origins }件
# What other articles say in place of the answer.
values-disagree = 出典により異なります：{ $values }
values-newer = より新しい値：{ $values }
values-earlier = 以前の値：{ $values }
values-other_scope = 矛盾ではなく、別のことの数値：{ $values }
date-note = 「{ $words }」= { $means }
meaning-night = { $day }の夜
meaning-week = { $day }からの週
meaning-about = { $time }頃
meaning-weekend = { $first }～{ $last_number }日
meaning-days = { $first }～{ $last }
season-spring = { $year }年春
season-summer = { $year }年夏
season-autumn = { $year }年秋
follow-up =
    { $face ->
        [terminal] 続けて質問できます。空行で Enter を押すと終わります。
        [private] これはあなただけに表示されています。続けて質問するには、「{ button-show }」を押してそこに返信するか、/{ command-ask } で新しく質問してください。
        [outside] ここでの返信は私に届きません。次の質問は /{ command-ask } で、それだけで分かる文にしてください。
       *[discord] 続けて質問するには、このメッセージに返信してください。
    }

## What people say around a question

# コンマで区切った語の一覧。説明は en.ftl にあります。
small-talk-hello = こんにちは, こんにちわ, こんばんは, おはよう, おはようございます, やあ, もしもし, はじめまして, よろしく, よろしくお願いします, お元気ですか, 元気, 助けて, ヘルプ, 使い方, 使い方は, あなたは誰, 誰ですか, 何ができますか, テスト
small-talk-thanks = ありがとう, ありがとうございます, ありがとうございました, ありがと, どうも, どうもありがとう, どうもありがとうございます, 感謝, 感謝します, サンキュー, あざす
small-talk-reaction = はい, いいえ, うん, ううん, そう, そうですか, そうですね, なるほど, わかりました, 分かりました, わかった, 了解, 了解です, すごい, 凄い, いいね, 良い, いい, さすが, おめでとう, すみません, ごめん, ごめんなさい, さようなら, またね, おやすみ, おやすみなさい, お疲れ様, お疲れ様です, おつかれ, いいボット, よくできました, 笑, 草, へえ, へー, ええ, え, あ, ふーん
small-talk-called = ボット, ボットさん, みなさん, 皆さん, みんな
small-talk-polite = お願い, お願いします, どうか
words-before-a-name = は, が, の, を, に, と, で, へ, から, まで, について
talk-welcome = どういたしまして。記事について何でもお尋ねください。
talk-fine = わかりました。記事について何でもお尋ねください。

## Refusals

corrected = { $words } の検索結果を表示しています
known-by = { $day }時点で分かっていたこと
refusal-empty-library = まだ記事がないため、何もお答えできません。
refusal-not-a-question = その文には質問が見つかりませんでした。
refusal-nothing-found = それについては、記事の中に何も見つかりませんでした。
refusal-not-answered = 関連する記事はありますが、質問に答える文は見つかりませんでした。
refusal-outside-time = お尋ねの時期については、それに関する記事がありません。
refusal-outside-span = { $span }の記事には、その答えがありません。
refusal-no-publisher = この質問で対象にしている発行元の記事はありません。
refusal-nothing-yet = その時点では、公開された記事がまだありませんでした。
refusal-before-first = { $day }の時点では、公開された記事がまだありませんでした。最も古い記事は{ $first }付です。
next-empty-library =
    { $face ->
        [terminal] 「dateline ingest PATH」で記事を追加してください
        [direct] 私を運用している人が記事を追加できます
        [outside] 私を運用している人が記事を追加できます
       *[discord] このサーバーの管理者が { COMMAND("library add") } で記事を追加できます
    }。
next-not-a-question = 「契約はいつ結ばれる見込みですか？」のように文で質問してください。{ $face ->
        [terminal] 「dateline articles」で記事の一覧を見られます
       *[discord] { COMMAND("articles") } で記事の一覧を見られます
    }。
next-nothing-found = ほかのことを質問するか（{ $face ->
        [terminal] 「dateline articles」で一覧を見られます
       *[discord] { COMMAND("articles") } で一覧を見られます
    }）、{ $face ->
        [terminal] 「dateline ingest PATH」で記事を追加してください
        [direct] 私を運用している人に記事を追加してもらってください
        [outside] 私を運用している人に記事を追加してもらってください
       *[discord] このサーバーの管理者に { COMMAND("library add") } で記事を追加してもらってください
    }。
next-not-answered = ほかの言い方やもっと絞った質問を試すか、{ $face ->
        [terminal] 「dateline ingest PATH」で記事を追加してください
        [direct] 私を運用している人に記事を追加してもらってください
        [outside] 私を運用している人に記事を追加してもらってください
       *[discord] このサーバーの管理者に { COMMAND("library add") } で記事を追加してもらってください
    }。
next-outside-time = ほかの時期について質問するか、時期の指定を外してください。「{ command-ask.option-since }」と「{ command-ask.option-until }」を指定すると、日付のない記事も除かれます。
next-nothing-yet = より後の日付を指定するか、日付の指定を外してください。
next-no-publisher = 別の発行元を選ぶか、{ $face ->
        [terminal] 「dateline ingest パス」で記事を追加してください
       *[discord] このサーバーを管理する人が { COMMAND("setup") } で信頼する発行元を変えるか、{ COMMAND("library add") } で記事を追加できます
    }。
nothing-mentions = ここには{ $words }に触れた記事がありません。
nearest = 最も近い箇所（おそらく答えではありません）
nearest-dated = 最も近いもの：{ $day }（答えではありません）
nearest-undated = 最も近いもの：日付なし（答えではありません）

## What is known of a source

gone = 公開終了
changed-since = 記事はその後変更され、この文はなくなりました
newer-exists = 記事には新しい版があります
stood = { $day }時点の内容です（{ $changed }に変更）。
notice = ⚠ { $notice }
notice-correction = ⚠ 訂正：{ $notice }
notice-note = ⚠ 注記：{ $notice }
also-in = ほかの掲載：{ $names }
also-in-more = ほかの掲載：{ $names }、ほか{ $more }件

## Long jobs

stage-ingesting = 取り込み中
stage-reindexing = 索引を再構築中
stage-embedding = 埋め込み中
stage-comparing = 比較中
stage-rolling-back = 取り消し中
progress = { $stage }：{ $total }件中{ $done }件（{ $percent }%）
progress-starting = { $stage } …
restarting = ただいま再起動中です。少し待ってからもう一度お試しください。
result-added = 追加{ $n }件
result-updated = 更新{ $n }件
result-unchanged = 変更なし{ $n }件
result-duplicate = 重複{ $n }件
result-skipped = 取り込まなかったもの{ $n }件
result-failed = 失敗{ $n }件
result-nothing = 取り込むものはありません
ingest-done = { $what }。{ $passages }、{ $time }。
ingest-following = フィード「{ $feed }」を{ $minutes }分ごとに確認します。
item-added = 追加：{ $title }
item-updated = 更新：{ $title }
item-unchanged = 変更なし：{ $title }
item-duplicate = 重複：{ $title }
item-skipped = 取り込みませんでした：{ $title }
item-failed = 失敗：{ $title }
item-warned = { $item }（{ $warnings }）
items-full = 空きがないため、ほかに{ $n }件を取り込みませんでした。
reindex-done = { $articles }、{ $passages }を{ $time }で再構築しました：変更{ $changed }件、埋め込み{ $embedded }件、再利用{ $reused }件。

## Errors. What the library says of the cause ($problem) is a fact and stays as it is

error-mine = こちら側に問題があります。運用者はログのインシデント { $incident } で確認できます。
error-unforeseen = 予期しない問題が起きました。もう一度お試しください。また起きた場合、運用者はログのインシデント { $incident } で確認できます。
error-dateline = うまくいきませんでした：{ $problem }。
error-config = { $source } の設定は使えません：{ $problem }。直してください。すべての設定は config/default.toml で説明しています。
error-store = データベース { $path } を使えません：{ $problem }。「dateline doctor」を実行し、システムのログでディスクの障害を確認してください。
error-store-too-new = データベース { $path } はより新しい Dateline で作られています（{ $problem }）。Dateline を更新するか、data_dir に別のフォルダーを指定してください。
error-store-full = 空き容量がありません。{ $path }: { $problem }。ディスクの空きを増やしてから、もう一度お試しください。
error-store-forbidden = データベース { $path } を開けないか、書き込めません：{ $problem }。data_dir には、このユーザーが書き込めるフォルダーを指定してください。
error-store-damaged = データベース { $path } が壊れているか、データベースではありません：{ $problem }。データフォルダーを別の場所に移し、「dateline restore-backup ファイル」でバックアップを復元するか、記事を追加し直してください。
error-store-busy = 別のプロセスが { $path } を使用中です（{ $problem }）。終わるのを待つか停止して、もう一度お試しください。
error-backup = { $path } を書き込みまたは読み取りできませんでした：{ $problem }。それを直してから、もう一度お試しください。何も変更されていません。
error-backup-target = { $path } には書き込めません：{ $problem }。
error-backup-foreign = { $path } は Dateline のバックアップではありません：{ $problem }。「dateline backup」が書いたファイルを指定してください。
error-backup-too-new = バックアップ { $path } は、より新しい Dateline で作られました（{ $problem }）。Dateline を更新してから復元してください。
error-backup-damaged = バックアップ { $path } は壊れています：{ $problem }。何も復元されていません。別のバックアップを使ってください。
error-deletions-unknown = { $path } を復元すると、削除されたものが戻ってしまいます：{ $problem }。
error-folder-not-empty = バックアップは空のデータフォルダーにだけ復元します。{ $path } には { $problem } があります。中のものを移すか、DATELINE_DATA_DIR で別のフォルダーを指定してください。
error-folder-in-use = 別の「dateline run」がデータフォルダー { $folder } を使っています。そちらを止めるか、DATELINE_DATA_DIR で別のフォルダーを指定してください。
error-foreign-folder = データフォルダー { $folder } は Discord アプリケーション { $owner } のもので、このトークンは { $mine } のものです。{ $owner } のトークンを使うか、DATELINE_DATA_DIR で { $mine } に別のフォルダーを指定するか、「dateline run --adopt」でこのフォルダーを引き渡してください。
error-model = モデル「{ $model }」を使えません：{ $problem }。設定の { $setting } を直すか、削除して既定のものにしてください。
error-ingest = 「{ $source }」を取り込めませんでした：{ $problem }。直してから送り直してください。
error-unsupported-format = 「{ $source }」は読み取れない種類のファイルです。{ $kinds } のいずれかで保存して、もう一度お試しください。
error-unreadable-file = 「{ $source }」を読めません：{ $problem }。パスとアクセス権、テキストかどうかを確かめてください。
error-encrypted-file = 「{ $source }」を開けません：{ $problem }。パスワードを外すか、記事の本文だけを送ってください。
error-damaged-file = 「{ $source }」は壊れているか、名前どおりのファイルではありません：{ $problem }。保存またはダウンロードし直して送ってください。
error-too-demanding = 「{ $source }」の読み取りを中止しました：{ $problem }。小さいファイルか、記事の本文だけを送ってください。
error-file-too-large = 「{ $source }」は{ $size }あります。上限は{ $limit }です。分割するか、記事の本文だけを送ってください。
error-file-larger = 「{ $source }」は上限の{ $limit }を超えています。分割するか、記事の本文だけを送ってください。
error-too-many-pages = 「{ $source }」はページが多すぎます：{ $problem }。必要なページだけを別のファイルにして送ってください。
error-too-much-packed = 「{ $source }」は展開しません：{ $problem }。分割するか、必要なファイルだけを送ってください。
error-too-many-characters = 「{ $source }」の本文は{ $size }文字です。記事の上限は{ $limit }文字です。分割するか、運用者に quota.article_characters を上げるよう頼んでください。
error-too-many-passages = 「{ $source }」は{ $size }個のパッセージになります。記事の上限は{ $limit }個です。分割するか、運用者に quota.article_passages を上げるよう頼んでください。
error-full-articles = これ以上記事を追加できません：このサーバーの記事は{ $used }件で、上限は{ $limit }件です。不要な記事を削除するか、運用者に quota.server_articles を上げるよう頼んでください。
error-full-bytes = これ以上文章を追加できません：このサーバーの記事は{ $used }を使っていて、上限は{ $limit }です。不要な記事を削除するか、運用者に quota.server_bytes を上げるよう頼んでください。
error-full-feeds = これ以上フィードを追加できません：このサーバーのフィードは{ $used }件で、上限は{ $limit }件です。どれかを外すか、運用者に quota.server_feeds を上げるよう頼んでください。
error-invalid-metadata = 「{ $source }」の冒頭の情報欄を解釈できません：{ $problem }。「---」の2行の間に、title、url、publisher、date を1行に1つ「key: value」の形で書いてください。
error-invalid-listing = 「{ $source }」はフィード、サイトマップ、OPML として読めません：{ $problem }。ブラウザーで開いて中身を確かめてください。フィードのアドレスは /feed や /rss で終わることが多いです。
error-invalid-json = 「{ $source }」は JSON の記事ではありません：{ $problem }。title と text、わかれば url、publisher、author、date、language を持つオブジェクトを1つ書いてください。
error-empty-article = 「{ $source }」に記事がありません：{ $problem }。本文が1文以上あるファイルを送ってください。
error-not-an-article = 「{ $source }」は記事ではありません：{ $problem }。
error-scanned-file = 「{ $source }」はページの画像です：{ $problem }。先に文字認識（OCR）にかけるか、記事の本文を送ってください。
error-unsafe-address = 「{ $source }」は取得しません：{ $problem }。公開ページの http または https のアドレスを指定してください。設定の fetch.allowed_ports と fetch.allow_private_networks で許可を広げられます。
error-fetch-failed = 「{ $source }」を取得できませんでした：{ $problem }。ブラウザーで開けるか確かめて、後でもう一度お試しください。
error-fetch-failed-wait = 「{ $source }」を取得できませんでした：{ $problem }。ブラウザーで開けるか確かめて、{ $time }後にもう一度お試しください。
error-gone-from-source = 「{ $source }」はなくなっています：{ $problem }。アドレスを確かめてください。以前に取り込んだものは残ります。
error-empty-listing = 「{ $source }」には取り込むものがありません：{ $problem }。アドレスが正しいか確かめてください。
error-empty-listing-since = 「{ $source }」には取り込むものがありません：{ $problem }。もっと前の日にするか、日付の指定を外してください。
error-not-found = ここにはもうありません（{ $kind } { $id }）。もう一度質問すると、今の記事から探します。
error-no-answer = 回答 { $id } はここにはもうありません。もう一度質問すると、今の記事から探します。
error-no-article = 記事 { $id } はここにはもうありません。記事の一覧で確かめてください。
error-no-removed-article = 削除した記事 { $id } はここにはもうありません。すでに元に戻されたか、完全に削除されました。もう一度追加できます。
error-no-feed = フィード { $id } はここにはもうありません。フィードの一覧で確かめてください。
error-no-reindex = 再インデックス { $id } はもうここにありません。取り消せるのは同じ記事の最新のものだけです。
error-no-change = 元に戻せる変更 { $id } はここにありません。{ COMMAND("admin log") } で確認できます。
error-no-watch = お知らせの登録 { $id } はもうここにありません。自分の登録は { COMMAND("watches") } で見られます。
error-no-briefing = そのまとめはもう保存されていないか、別の場所のものです。{ COMMAND("brief") } で新しく作れます。
error-cannot-undo-undone = 「{ $name }」はすでに元に戻されています。現在の設定は { COMMAND("admin log") } で確認できます。
error-cannot-undo-changed = 「{ $name }」はその後また変更されています。新しい変更を先に元に戻してください。{ COMMAND("admin log") } で確認できます。
error-cannot-restore = 「{ $key }」は削除の後で新しく追加されています。前のものを戻すには、先に新しいほうを削除してください。
error-invalid-question = その質問はできません：{ $problem }。質問を変えて、もう一度お試しください。
error-unreadable-time = 「{ $value }」は過去の日付として読み取れません。月曜日、昨日、3日、2024-05-31 のように書いてください。
no-such-day = 「{ $value }」は日付ではありません。2024-05-31 のように書いてください。
error-topic-too-long = その話題は{ $size }文字ありますが、{ $limit }文字までです。短い言葉で書いてください。
error-preferences-unknown = このサーバーの設定を読み込めなかったため、まだ何も判断できません。少し待ってからもう一度お試しください。
error-evaluation = 「{ $source }」は評価に使えません：{ $problem }。直してからやり直してください。ファイルの形式は retrieval/evaluation/README.md にあります。
error-watch-limit = { $whose ->
        [server] このサーバーのメンバーの登録は{ $used }件で、上限は{ $limit }件です。管理者が { COMMAND("setup") } で変更できます。
       *[person] あなたの登録は{ $used }件で、上限は{ $limit }件です。{ COMMAND("watches") } で1件を終了してから、もう一度お試しください。
    }
error-reindex-running = すでに再構築中です。終わるのを待つか、先に取り消してください。
error-timeout = 時間がかかりすぎたため中止しました。少し待ってからもう一度お試しください。

## Permissions, as Discord's apps call them

permission-view_channel = チャンネルを見る
permission-send_messages = メッセージを送信
permission-send_messages_in_threads = スレッドでメッセージを送信
permission-create_public_threads = 公開スレッドの作成
permission-embed_links = 埋め込みリンク
permission-attach_files = ファイルを添付
permission-read_message_history = メッセージ履歴を読む
permission-manage_guild = サーバー管理
permission-manage_threads = スレッドの管理

## Errors of Discord

discord-direct-messages-closed = あなたに直接メッセージを送れません。ダイレクトメッセージを許可するか、チャンネルで質問してください。
discord-stopped-waiting = 準備ができる前に Discord の待ち時間が切れました。もう一度お試しください。
discord-place-gone = 回答先のメッセージかチャンネルがなくなりました。もう一度質問してください。
discord-refused = Discord にメッセージを拒否されました（エラー { $status }、コード { $code }）。少し待ってからもう一度お試しください。
discord-needs = ここでは「{ $permissions }」の権限が必要です。サーバーの管理者がチャンネルの設定で許可できます。
discord-needs-tag = そのフォーラムの投稿にはタグが必要ですが、私が使えるタグがありません。誰でも使えるタグを追加するか、そこで「{ permission-manage_threads }」を許可してから、もう一度お試しください。
discord-closed = Discord が接続を閉じました（コード { $code }）。ネットワークを確かめて Dateline を起動し直してください。
discord-closed-4004 = Discord がトークンを受け付けません。{ $portal } から新しいものを DISCORD_TOKEN に写してください。
discord-closed-4010 = Discord がシャードを受け付けません。Dateline を起動し直してください（シャードは1つだけ使います）。
discord-closed-4011 = ボットの参加サーバーが1つの接続には多すぎます。Dateline はまだ複数の接続を使えません。
discord-closed-4012 = このバージョンのプロトコルは Discord で使えなくなりました。「pip install -U discord.py」で更新してください。
discord-closed-4013 = 要求したインテントを Discord が認識しません。「pip install -U discord.py」で更新してください。
discord-closed-4014 = Discord がインテントを拒否しました。{ $portal } → Bot → Privileged Gateway Intents で許可してください。
discord-exception = Discord のライブラリが「{ $problem }」を報告しました。少し待ってからもう一度お試しください。
discord-client = Discord クライアントが続行できませんでした：{ $problem }。Dateline を起動し直してください。
discord-server = Discord 側で問題が起きています（エラー { $status }）。数分後にもう一度お試しください。
discord-rate-limited = Discord から速度を落とすよう求められています。{ $seconds }秒後にもう一度お試しください。
discord-gateway-not-found = Discord のゲートウェイが見つかりません。ネットワークと、設定していれば discord.api_url を確かめてください。
discord-login-failure = Discord がトークンを受け付けません。{ $portal } → Bot → Reset Token で新しいものを DISCORD_TOKEN に写し、Dateline を起動し直してください。
discord-responded = それにはもう回答しました。何も表示されない場合は、もう一度お試しください。
discord-no-application = どのアプリケーションか Discord から知らされませんでした。{ $portal } でトークンを確かめてください。
discord-invalid-data = Discord から読み取れないデータが届きました。もう一度お試しください。
discord-unreachable = Discord に接続できません。ネットワークと discord.api_url を確かめてください。動いている間は再試行を続けます。

## Errors of commands

use-failed = コマンドがうまくいきませんでした：{ $problem }。もう一度お試しください。
option-not-taken = 「{ $value }」はこのオプションに使えません。Discord が示す値から選んで、もう一度お試しください。
option-not-a-day = 「{ $value }」は日付として読めません。2024-05-31 のように書いてください。
option-one-source = アドレス（{ command-library-add.option-url }）かファイル（{ command-library-add.option-file }）のどちらか一方を指定してください。
option-not-an-address = 「{ $value }」はウェブアドレスではありません。https:// から全体を写してください。
option-article-none = 「{ $value }」という記事はここにはありません。題名の語を入力し、Discordが示す候補から選んでください。
option-article-near = 「{ $value }」という記事はここにはありません。近いもの：{ $names }。
option-article-several = 「{ $value }」に当てはまる記事が複数あります：{ $names }。Discordが示す候補から選んでください。
option-publisher-none = 「{ $value }」という発行元はここにはありません。{ COMMAND("articles") } で記事の発行元がわかります。
option-publisher-near = 「{ $value }」という発行元はここにはありません。近いもの：{ $names }。
option-publisher-several = 「{ $value }」に当てはまる発行元が複数あります：{ $names }。Discordが示す候補から選んでください。
option-shared-article = 「{ $title }」は全サーバー共有の記事のため、削除できるのはボットの運営者だけです。このサーバーの回答から外すには、{ COMMAND("setup") } で信頼する発行元を選んでください。
option-days-reversed = { $since }は{ $until }より後です。sinceに早い日、untilに遅い日を指定してください。
use-not-translated = 文章を翻訳できませんでした。もう一度お試しください。
use-needs-manager = 「{ permission-manage_guild }」の権限か、ここで私を管理できるロールが必要です。このサーバーの管理者に頼んでください。
use-needs-discords-own = Discord の「{ permission-manage_guild }」の権限が必要です。私を管理できるロールでは、ほかに誰が私を管理するかを決められません。その権限を持つ人に頼んでください。
use-servers-only = これはサーバーでだけ使えます。対象のサーバーのチャンネルで使ってください。
use-needs = 「{ $permissions }」の権限が必要です。このサーバーの管理者に頼んでください。
use-bot-needs = それには「{ $permissions }」の権限が必要です。サーバーの管理者が許可できます。
use-cooldown = 少しお待ちください。{ $seconds }秒後にまた使えます。
use-not-known = Discord がもうないコマンドを表示しています。Discord を再読み込み（Ctrl+R）して選び直してください。
use-changed = Discord がこのコマンドの古い形を表示しています。Discord を再読み込み（Ctrl+R）して選び直してください。
use-sync-refused = コマンド一覧が Discord に拒否されたため、前のものが残っています。どのコマンドがなぜ拒否されたかはログにあります。

## Pages: a source, the articles, the state of things, help

field-publisher = 発行元
field-published = 公開
field-address = アドレス
field-correction = 訂正
field-also-in = ほかの掲載
and-more = ほか{ $more }件
and-more-lines = …ほか{ $more }件
source-footer = 出典{ $position }（全{ $total }件） · { $standing }
source-checked = 保存された記事と照合済み
source-checked-but = 保存された記事と照合済み。{ $but }
source-not-verified = 未確認
source-unverified = **保存された記事にこの引用がもうないため、表示しません。**
source-unverified-why = 回答の後で記事が変わりました。もう一度質問すると、今の本文から探します。
source-removed = この引用の元の記事は削除されました。もう一度質問すると、今ある記事から探します。
position = { $total }件中{ $position }件目
articles-none = まだ何もありません。このサーバーの管理者は { COMMAND("library add") } を使えます。
articles-shown = { $total }件中{ $first }～{ $last }件（新しい順、日付なしは最後）
status-title = 状態
status-articles = 記事
status-passages = パッセージ
status-index = 索引
status-model = モデル
status-last-ingest = 最後の取り込み
status-uptime = 稼働時間
status-now = 実行中
status-own = このサーバー自身の使用量
status-own-text =
    記事：{ $articles }件（上限{ $most_articles }件）
    文章：{ $text }（上限{ $most_text }）
    フィード：{ $feeds }件（上限{ $most_feeds }件）
    お知らせの登録：{ $watches }件（上限{ $most_watches }件）
    保存している質問：{ $questions }件
status-commands = コマンド
status-commands-failing = Discord は最新のコマンドをまだ受け付けていません。これまでのコマンドは引き続き使えます。試行回数：{ $tries }、最初の失敗：{ $since }。引き続き試します。
number = { $n }
index-stale = 索引済み{ $indexed }件、再構築待ち{ $stale }件
index-current = { $passages }、最新
never = なし
help-title = { $name } は記事から回答します
help-promise = 回答はすべて原文どおりの引用で、記事名、発行元、日付がつきます。答えのある記事がなければ、そうお伝えします。
help-ask = **質問** – 私へのメンションに質問を添えるか、直接メッセージを送るか、{ COMMAND("ask") } を使ってください。
help-ask-here = **質問** – ここでは { COMMAND("ask") } を使うか、私に直接メッセージを送ってください。ここに書かれたことは私に届きません。
help-follow-up = **続けて質問** – 私の回答に、メンション（@）をオンにしたまま返信してください。回答の代わりにこのヘルプが出たら、文面が届いていません。文中で私にメンションしてください。
help-reword = **言い直し** – 質問を編集すると回答も変わり、削除すると回答も消えます。
help-check = **確認** – 回答の下の *{ button-sources }* を押すと、引用を段落の中で見られます。
help-watch = **続報を受け取る** – 回答の下の *{ button-watch }* を押してください。登録の一覧は { COMMAND("watches") } で見られます。
help-browse = **一覧** – { COMMAND("brief") } で新着を、{ COMMAND("articles") } で回答に使う記事を見られます。
help-menus = **メッセージについて** – メッセージのメニューの *アプリ* から *{ menu-ask-about-this }* または *{ menu-check-this-claim }* を選べます。回答はあなたにだけ表示されます。
help-yours = **あなたの情報** – { COMMAND("privacy") } で保存している内容を確認でき、{ COMMAND("forget-me") } で削除できます。
help-managers = サーバーの管理者向け

## An article and the feeds, for those who manage a server

article-byline = 筆者
article-updated = 更新
article-language = 言語
article-size = 分量
article-version = 版
article-version-taken = 第{ $version }版、取り込み：{ $day }
article-dated-by = { $date }（{ $origin }）
article-footer = 記事 { $id }
gone-since = 公開終了：{ $day }
unknown-day = 不明な日
changes-heading = **第{ $version }版での変更**（取り込み：{ $day }）
changes-none = **第{ $version }版での変更**（取り込み：{ $day }）：文に変更はなく、その周りだけが変わりました。
feeds-none = まだフィードはありません。{ COMMAND("library add") } でアドレスを追加できます。
feeds-shown = { $total }件中{ $first }～{ $last }件
feed-remove-stays = 取り込んだ記事{ $articles }件は残ります。新しい記事の確認だけをやめます。
feed-remove-brought-none = このフィードから取り込んだ記事はありません。新しい記事の確認をやめます。
feed-last-success = 前回の成功：{ $when }
feed-next-poll = 次の確認：{ $when }
feed-state-ok = 正常
feed-state-failing = 失敗中
feed-state-gone = 消滅
feed-removed = フィード「{ $feed }」を削除しました。記事は残ります。
feed-unnamed = フィード
article-restored = 「{ $title }」を元に戻しました。
article-removed = 「{ $title }」を削除しました。
article-removed-undo = 「{ $title }」を削除しました。{ $days }日以内なら「{ button-undo }」で復元できます。

## Buttons and menus

button-sources = 出典
button-previous = ◀ 前へ
button-next = 次へ ▶
button-cancel = 取り消す
button-undo = 元に戻す
button-keep = 残す
button-remove-feed = フィードを削除
pick-feed = フィードを見る、新着を投稿する、削除する…
button-all-feeds = フィードの一覧

## What jobs say on their messages

adding-title = 取り込んでいます…
adding-stopped = 中断しました：終了処理中です。ここまでに取り込んだものは残ります。残りはもう一度追加してください。
board-stands-still = Discord の制限により、このメッセージはまもなく更新されなくなります。作業は続き、終わったら直接お知らせします。
reindexing-title = 再構築しています…
reindexing = 再構築中です。
reindexing-progress = 再構築中です。{ $progress }
reindexing-elsewhere = 再構築が進行中です。
reindexing-stale = 索引が古くなったため、バックグラウンドで作り直しています。
reindexing-stale-progress = 索引が古くなったため、バックグラウンドで作り直しています。この段階の{ $percent }%が終わりました。
reindexing-cancelled = 再構築を取り消しました。前の索引で回答を続けます。
reindexing-stopped = 再構築を中断しました：終了処理中です。前の索引で回答を続けます。後でもう一度始めてください。
reindexing-over = これはもう実行されていません。終わったか、その間に私が再起動されました。{ COMMAND("admin reindex") } で再構築を始められます。
interrupted-reindex = 再構築が途中で止まりました（私が停止されたため）。{ $articles } 件のうち { $changed } 件は完了し、そのまま残ります。どの記事も引き続き回答に使われます。残りは { COMMAND("admin reindex") } で続けられます。
interrupted-reindex-unchanged = 再構築が途中で止まりました（私が停止されたため）。何も変わっておらず、以前の索引で回答を続けています。{ COMMAND("admin reindex") } でやり直せます。
interrupted-dry-run = 途中で止まりました（私が停止されたため）。何も書き込んでいません。{ COMMAND("admin reindex") } でやり直せます。
interrupted-rollback = 元に戻す処理が途中で止まりました（私が停止されたため）。戻したものはそのままです。残りは「{ rollback-ask }」で続けられます。
interrupted-adding = 途中で止まりました（私が停止されたため）。取り込み済みのものは残っています。残りはもう一度追加してください。
interrupted-waiting = お待ちの間に再起動されました。1分以内に回答がなければ、もう一度質問してください。

## Notices of feeds that fail

feed-gone = フィード「{ $feed }」はなくなりました：{ $problem }。今後は確認しません。取り込んだものは残ります。状態は { COMMAND("library feeds") } で見られます。
feed-silent-since = フィード「{ $feed }」は{ $day }から応答がありません：{ $problem }。引き続き試します。取り込んだものは失われません。状態は { COMMAND("library feeds") } で見られます。
feed-never-answered = フィード「{ $feed }」は一度も応答していません：{ $problem }。引き続き試します。取り込んだものは失われません。状態は { COMMAND("library feeds") } で見られます。
feed-full = フィード「{ $feed }」の新しい記事を取り込めません。{ $reason } 空きができれば自動で再開します。
feed-no-reason = 理由は示されていません

## New articles as posts

post-withdrawn = この記事は取り下げられました。
post-changed = 変更：{ $day }
button-post-details = 日付と版
posts-title = 「{ $feed }」の新しい記事
posts-off = このフィードからはまだ何も投稿していません。チャンネル、スレッド、またはフォーラムを選ぶと、それ以降の新しい記事をそこに投稿します。これまでに取り込んだ記事は投稿しません。
posts-are-on = 📰 新しい記事を { $channel } に投稿しています
posts-are-paused-own = ⏸ { $channel } への投稿は一時停止中です
posts-are-paused-place = ⏸ 投稿は一時停止中です：{ $channel } に書き込めなくなりました
posts-mend = そこで「チャンネルを見る」と「メッセージを送信」を許可して「{ posts-button-resume }」を押すか、別のチャンネルを選んでください。
posts-one-a-story = 同じ話題は、何社が載せても1回だけ投稿します。
posts-thread = 投稿ごとにスレッドを開き、そこで質問に答えます。
posts-publish = 投稿ごとに、チャンネルをフォローしているサーバーへ公開します。
posts-tag = フォーラムがタグを必要とするため、投稿には「{ $tag }」を付けます。
posts-mention = { $role } にメンションします。
posts-mention-nobody = 誰にもメンションしません。
posts-everything = 新しい記事をすべて投稿します。
posts-must = 見出しか冒頭の文に、次のいずれかの言葉があるものだけ：{ $words }
posts-must-not = そこに次のいずれかの言葉があるものは除く：{ $words }
posts-publishers = 次の発行元のものだけ：{ $words }
posts-menu-channel = 投稿する場所…
posts-menu-role = メンションするロール…
posts-button-open = 新しい記事を投稿する…
posts-button-thread = スレッドを開く
posts-button-no-thread = スレッドを開かない
posts-button-publish = 公開する
posts-button-no-publish = 公開しない
posts-button-words = 言葉と発行元…
posts-button-test = 試しに投稿
posts-button-pause = 一時停止
posts-button-resume = 再開
posts-button-end = 投稿をやめる
posts-form-title = 言葉と発行元
posts-form-must = いずれかを含む言葉
posts-form-must-not = 含まない言葉
posts-form-publishers = いずれかの発行元
posts-form-how = 読点かコンマで区切ります。空欄なら絞り込みません
posts-not-everyone = 投稿で全員にメンションすることはできません。別のロールを選んでください。
posts-too-many-words = 絞り込みに指定できるのは{ $most }個まで、それぞれ{ $longest }文字までです。何も変更していません。
posts-no-sample = このフィードには、試しに投稿できる記事がまだありません。記事が届いてからもう一度お試しください。
posts-test = 🧪 試しの投稿です。このフィードの新しい記事はこのように表示されます。
posts-tested = 試しの投稿はこちらです：{ $address }

## Setting up a server (/setup)

command-setup = 設定
    .description = 答える場所、質問できる人、回数の上限、言語などを一つのパネルで決めます
setup-menu = 何を設定しますか
setup-overview = 設定
setup-overview-about = ここでは次のように動いています。このままでも使えます。変えたいところだけ選んでください。選ぶとすぐに有効になり、元に戻すこともできます。
setup-listen = 答える場所
    .about = メンション、返信、{ COMMAND("ask") } で聞かれたときに答えます。スレッドは元のチャンネルと同じです。
setup-auto = 聞かれていない質問への回答
    .about = 私に宛てていない質問と、フォーラムの新しい投稿に答えます。選んだ確信度に届かないときは黙っています。
setup-askers = 質問できる人
    .about = いずれかのロールを持つ人が、このサーバーで私に質問できます。
setup-managers = 私を管理できる人
    .about = { COMMAND("setup") }、{ COMMAND("library") }、{ COMMAND("admin") } が誰に見えるかは Discord の「サーバー設定 → 連携サービス」で決まります。同じロールをそこで許可してください。
setup-limits = 回数の上限
    .about = 1分の半分までは続けて質問できます。待つ必要がある人には、あと何秒かをお伝えします。
setup-free = 上限のないロール
    .about = チャンネルとサーバーの上限は、このロールにも適用されます。
setup-retention = 覚えておく期間
    .about = 古い質問と回答は1日に1回削除されます。記事は残ります。
setup-watches = お知らせ
    .about = メンバーは回答の下で、変わったら知らせるよう頼めます。静かな時間のあいだは控え、その後にまとめてお知らせします。
setup-digest = まとめ
    .about = 選んだ曜日と時刻に、新着を自動で投稿します。同じニュースは一度だけです。チャンネルを選ぶまではオフです。
setup-language = 言語
    .about = チャンネルで私が話す言語です。引用は記事の言語のままです。
setup-publishers = 信頼する発行元
    .about = 記事の多い発行元がメニューに出ます。ほかは名前で追加してください。
setup-channel = 個別のチャンネル
    .about = チャンネル独自の設定は、そのチャンネルとスレッドで、サーバーの設定より優先されます。
setup-listens-everywhere = 私が読めるすべてのチャンネルで答えます。
setup-listens-only = { $channels } でだけ答えます。
setup-auto-nowhere = 聞かれたときだけ話します。
setup-auto-in = { $channels } では、確信度が{ $percent }%以上なら、聞かれていなくても答えます。
setup-askers-all = 誰でも質問できます。
setup-askers-only = { $roles } だけが質問できます。
setup-managers-discord = 「サーバー管理」の権限を持つ人が私を管理します。
setup-managers-too = 「サーバー管理」の権限を持つ人と { $roles } が私を管理します。
setup-limits-are = 1分あたり、1人{ $person }件、1チャンネル{ $channel }件、サーバー全体{ $server }件までです。
setup-free-none = 1人あたりの上限は全員に適用されます。
setup-free-roles = 1人あたりの上限は { $roles } には適用されません。
setup-kept-days = 質問と回答を{ $days }日間保存します。
setup-kept-always = 質問と回答を、忘れるように頼まれるまで保存します。
setup-watches-none = 回答が変わっても、誰にもお知らせしません。
setup-watches-are = ここでは{ $count }件まで登録でき、変化はいつでもお知らせします。
setup-watches-quiet = ここでは{ $count }件まで登録できます。静かな時間（{ $hours }、{ $zone }）にはお知らせしません。
setup-digest-none = まとめは投稿されません。
setup-digest-is = { $channel } に{ $days }、{ $hour }（{ $zone }）にまとめを投稿します：{ $about }。
setup-digest-everything = 新着すべて
setup-digest-silent = 新しいものがないときは投稿しません。
setup-digest-empty = 新しいものがないときも、そのことを投稿します。
setup-digest-paused = ⏸ まとめは一時停止中です：チャンネルに書き込めません。別のチャンネルを選ぶか、そこで「チャンネルを見る」と「メッセージを送信」を許可して「{ setup-button-test }」を押してください。その間に届いたものは失われません。
setup-digest-at = { $hour }
setup-digest-tested = { $channel } にテストを投稿しました。
every-day = 毎日
setup-speaks-as-discord = Discord でのこのサーバーの言語で話します。
setup-speaks = { $language }で話します。
setup-trusts-all = すべての発行元の記事から答えます。
setup-trusts-only = { $names } の記事からだけ答えます。
setup-channels-none = 独自の設定を持つチャンネルはありません。
setup-channels-own = サーバーと違う設定のチャンネル:{ $channels }
setup-and-more = { $names }、ほか{ $count }件
setup-aspect-line = { $channel } · { $aspect }:{ $value }
setup-aspect-listen = 聞かれたら答える
setup-aspect-auto = 聞かれなくても答える
setup-aspect-threshold = そのための確信度
setup-aspect-language = 言語
setup-aspect-publishers = 発行元
setup-aspect-per_minute = 上限
setup-as-server-now = サーバーと同じ({ $value })
setup-yes = はい
setup-no = いいえ
setup-as-server = サーバーと同じ
setup-as-discord = Discord に合わせる
setup-all-publishers = すべての発行元
setup-sure = 確信度{ $percent }%以上
setup-days = { $days }日
setup-always = 無期限
setup-value-user_per_minute = 1人:1分に{ $number }件
setup-value-channel_per_minute = 1チャンネル:1分に{ $number }件
setup-value-server_per_minute = サーバー全体:1分に{ $number }件
setup-value-per_minute = 1分に{ $number }件
setup-watches-count = { $count }件まで
setup-watches-off = 登録なし
setup-quiet = 静かな時間：{ $hours }
setup-quiet-never = 静かな時間なし
setup-menu-channels = すべて(限るときは選んでください)
setup-menu-auto_channels = なし(チャンネルとフォーラムを選ぶ)
setup-menu-channel = どのチャンネルですか
setup-menu-asker_roles = 全員(限るときは選んでください)
setup-menu-manager_roles = ロールを選ぶ
setup-menu-unlimited_roles = ロールを選ぶ
setup-menu-publishers = すべて(信頼するものを選ぶ)
setup-menu-aspect = 何を変えますか
setup-menu-digest_channel = オフ – チャンネルを選ぶ
setup-menu-digest_days = 何曜日に？
setup-button-no-digest = まとめなし
setup-button-digest = 話題・フィード・タイムゾーン…
setup-button-test = テストを投稿
setup-button-everywhere = すべてのチャンネル
setup-button-nowhere = どこにもなし
setup-button-everyone = 全員
setup-button-only-discord = 「サーバー管理」のみ
setup-button-no-role = ロールなし
setup-button-numbers = ほかの数…
setup-button-names = 名前で追加…
setup-button-nothing-own = すべてサーバーと同じ
setup-button-gone = なくなったものを除く
setup-undo = 元に戻す
setup-redo = やり直す
setup-changed = 変更しました。
setup-undone = 元に戻しました。
setup-cannot-hear = ⚠️ 私に宛てていないメッセージは Discord から届きません。運用者が discord.message_content = true を設定し、開発者ポータルで Message Content Intent を許可するまで、聞かれていない質問には答えられません。
setup-gone-channels = このうち{ $count }件のチャンネルはもうありません。
setup-gone-roles = このうち{ $count }件のロールはもうありません。
setup-publishers-absent = { $names } の記事はまだありません。
setup-form = 設定
setup-form-names = 信頼する発行元(1行に1つ)
setup-form-user_per_minute = 1分あたりの質問数(1人)
setup-form-channel_per_minute = 1分あたりの質問数(1チャンネル)
setup-form-server_per_minute = 1分あたりの質問数(サーバー全体)
setup-form-per_minute = このチャンネルでの1分あたりの質問数
setup-form-digest_topics = 話題（1行に1つ。なければすべて）
setup-form-digest_feeds = これらのフィードの新着もすべて含める
setup-form-time_zone = タイムゾーン
setup-form-digest_empty = 新しいものがないときも投稿する？
setup-topics = 変更していません：話題は{ $most }件まで、それぞれ{ $longest }文字までです。
setup-foreign = このサーバーでは選べません。{ COMMAND("setup") } を開き直して、出てくるものから選んでください。
setup-invalid = 設定できません:{ $problem }
setup-not-everyone = 変更していません。全員が私を管理できることになります。ほかのロールを選んでください。
setup-not-a-number = 変更していません。「{ $text }」は1から{ $most }までの整数ではありません。
setup-name-too-long = 変更していません。名前は{ $most }文字までです。
setup-too-many-names = 変更していません。発行元は{ $most }件までです。
