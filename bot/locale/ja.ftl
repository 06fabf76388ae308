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

## サーバーの設定(/setup)

command-setup = 設定
    .description = 答える場所、質問できる人、回数の上限、言語などを一つのパネルで決めます
setup-menu = 何を設定しますか
setup-overview = 設定
setup-overview-about = ここでは次のように動いています。このままでも使えます。変えたいものを下から選んでください。選ぶとすぐに有効になり、元に戻すこともできます。
setup-listen = 答える場所
    .about = メンション、返信、/ask で聞かれたときに答えます。スレッドは元のチャンネルと同じです。
setup-auto = 聞かれていない質問への回答
    .about = 私に宛てていない質問と、フォーラムの新しい投稿に答えます。選んだ確信度に届かないときは黙っています。
setup-askers = 質問できる人
    .about = いずれかのロールを持つ人が、このサーバーで私に質問できます。
setup-managers = 私を管理できる人
    .about = /setup、/library、/admin が誰に見えるかは Discord の「サーバー設定 → 連携サービス」で決まります。同じロールをそこで許可してください。
setup-limits = 回数の上限
    .about = 1分の半分までは続けて質問できます。待つ必要がある人には、あと何秒かをお伝えします。
setup-free = 上限のないロール
    .about = チャンネルとサーバーの上限は、このロールにも適用されます。
setup-retention = 覚えておく期間
    .about = 古い質問と回答は1日に1回削除されます。記事は残ります。
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
setup-value-yes = はい
setup-value-no = いいえ
setup-value-as-server = サーバーと同じ
setup-value-as-discord = Discord に合わせる
setup-value-all-publishers = すべての発行元
setup-value-sure = 確信度{ $percent }%以上
setup-value-days = { $days }日
setup-value-always = 無期限
setup-value-user-per-minute = 1人:1分に{ $number }件
setup-value-channel-per-minute = 1チャンネル:1分に{ $number }件
setup-value-server-per-minute = サーバー全体:1分に{ $number }件
setup-value-per-minute = 1分に{ $number }件
setup-menu-channels = すべて(限るときは選んでください)
setup-menu-auto-channels = なし(チャンネルとフォーラムを選ぶ)
setup-menu-channel = どのチャンネルですか
setup-menu-asker-roles = 全員(限るときは選んでください)
setup-menu-manager-roles = ロールを選ぶ
setup-menu-unlimited-roles = ロールを選ぶ
setup-menu-publishers = すべて(信頼するものを選ぶ)
setup-menu-aspect = 何を変えますか
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
setup-form-user-per-minute = 1分あたりの質問数(1人)
setup-form-channel-per-minute = 1分あたりの質問数(1チャンネル)
setup-form-server-per-minute = 1分あたりの質問数(サーバー全体)
setup-form-per-minute = このチャンネルでの1分あたりの質問数
setup-foreign = このサーバーでは選べません。/setup を開き直して、出てくるものから選んでください。
setup-invalid = 設定できません:{ $problem }
setup-not-everyone = 変更していません。全員が私を管理できることになります。ほかのロールを選んでください。
setup-not-a-number = 変更していません。「{ $text }」は1から{ $most }までの整数ではありません。
setup-name-too-long = 変更していません。名前は{ $most }文字までです。
setup-too-many-names = 変更していません。発行元は{ $most }件までです。
