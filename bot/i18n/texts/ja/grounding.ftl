# ブリーフの検査を何で測るか。
grounding-eval-legend =
    根拠の検査：誤りを入れた要点（wrong）のうち見つけた数（caught）と、正しい要点（right）への誤警報の数（false_alarms）。_95 は95%信頼区間。
    「other language」は出典と異なる言語で書かれた要点。dev は調整に使い、test は使っていない。
