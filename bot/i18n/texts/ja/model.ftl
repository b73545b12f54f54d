# 言語モデルについて。起こりうる問題と、doctorが伝えること。
error-prompt = プロンプトが使えません（{ $reason }）。prompts/ のファイルはこのバージョンの一部です。元に戻してください。
error-model = 言語モデルから使える文章を得られませんでした。代わりにローカルエンジンが作成します。
error-model-unreachable = 言語モデルから応答がないか、混み合っています。KAWARABAN_MODEL_URL と接続先の状態を確かめてください。応答があるまではローカルエンジンが作成します。
error-model-refused = 言語モデルの接続先に拒否されました。KAWARABAN_MODEL、KAWARABAN_MODEL_KEY、KAWARABAN_MODEL_URL を確かめてください。それまではローカルエンジンが作成します。
error-model-paused = 言語モデルが続けて失敗したため、しばらく使用を控えています。その間はローカルエンジンが作成します。
error-model-budget = 今日、言語モデルに使える分を使い切りました。協定世界時の0時まではローカルエンジンが作成します。上限は KAWARABAN_MODEL_DAILY_TOKENS、KAWARABAN_MODEL_SERVER_TOKENS、KAWARABAN_MODEL_DAILY_COST で変えられます。
error-model-reply = 言語モデルの返答が求めた形式ではありませんでした。より大きなモデルなら改善するかもしれません。代わりにローカルエンジンが作成します。
model-mark-local = ローカルエンジン
error-model-busy = 言語モデルがほかの文章の作成で手いっぱいでした。その間はローカルエンジンが作成します。同時に送る要求の数は KAWARABAN_MODEL_CONCURRENCY で増やせます。
