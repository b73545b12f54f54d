"""Cuts off what a page prints under its article: lists of other articles, share bars, comments, offers of newsletters.

Each begins with a heading that says so. A heading of that kind with prose after it may be the article's own.
"""

import re
from collections.abc import Sequence

from bot.ingest.weight import weight

_HEADING = 70
"""Characters of the longest line that is read as a heading."""
_LEAST_SHARE = 0.3
_LEAST_BEFORE = 200
"""An article has been told by then: part of the text, and weight, that stand before its end matter."""
_LATE = 0.6
"""Part of the text after which teasers in whole sentences are taken for a list all the same."""
_PROSE = 0.5
"""Share of whole sentences above which what follows a heading is told, not listed."""

_LISTS_EN = re.compile(
    r"""(?:you\ (?:might|may)\ (?:also\ )?(?:like|enjoy|be\ interested\ in)|you'?ll\ also\ like|recommended|suggested
    |more\ (?:must-reads|stories|news|articles|posts|videos|coverage|headlines|like\ this)|more\ (?:from|in|on
        |about)\ .{2,40}
    |related(?:\ (?:articles?|stor(?:y|ies)|posts?|topics?|coverage|content|links?|news|reading|videos?|tags?
        |to\ this.{0,20}))?
    |(?:read|up|watch)\ (?:more|next|also)|next\ up|see\ also|further\ reading|keep\ reading|don'?t\ miss
        |in\ case\ you\ missed\ it
    |(?:most|more)\ (?:popular|read|viewed|shared|commented|recent)|trending|popular|editors?'?s?\ (?:picks?|choice)
    |(?:latest|recent|top|other|featured|popular|all|sponsored|today'?s)\ (?:[\w'-]+\ ){0,3}
        (?:news|stor(?:y|ies)|articles?|posts?|videos?|columns?|headlines|shows?|content|offers?|deals?|jobs?)
    |share\ (?:this|on|via|with)\b.{0,40}|share|follow\ (?:us|me)\b.{0,40}|(?:newsletters?|advertisement
        |sponsored|promoted)
    |(?:sign\ up|subscribe|get|want)\b.{0,40}\b(?:newsletters?|updates|inbox|alerts|recs|podcast)\b.{0,40}
    |about\ the\ authors?|topics?|tags?|filed\ under|explore\ further|slide\ ?shows?)
    (?:\ (?:for\ you|now|today|stories|reading|articles?|posts?|links?))?\s*(?:[:…»>]|\.{3})?(?:\s*\(\d+\))?""",
    re.IGNORECASE | re.VERBOSE,
)
_LISTS_JA = re.compile(
    r"""(?:関連(?:する)?(?:記事|リンク|ニュース|情報|トピックス?|キーワード|ワード|タグ|動画|サイト|コンテンツ|商品|企業)?
    |(?:あわせて|合わせて|併せて)(?:読みたい|読む|チェック).{0,12}|こちら(?:の記事)?も(?:おすすめ|オススメ|読まれて|どうぞ).{0,12}
    |(?:おすすめ|オススメ|お薦め|人気|注目|最新|新着|特集|編集部(?:の)?おすすめ)(?:の)?(?:関連)?(?:記事|ニュース|トピックス?|動画|情報|ランキング)?(?:一覧)?
    |(?:アクセス|記事|週間|月間|デイリー|ウィークリー|総合|人気|の){0,4}ランキング.{0,10}|(?:よく|今)読まれている.{0,12}
    |この(?:記事|ニュース|ページ)(?:を|の|に(?:関する|関連する))(?:シェア|共有|ツイート|印刷|保存|読んだ人|関連|写真|画像|タグ|カテゴリ|著者|キーワード|ハッシュタグ).{0,20}
    |シェア(?:する)?|ツイート|ピックアップ|スポンサー(?:ド)?(?:リンク)?|広告|写真(?:を|の)(?:もっと見る|一覧)|(?:もっと|一覧を)見る|次(?:の記事|ページ)
    |.{0,12}の(?:関連記事|他の記事|記事一覧|最新記事))
    \s*(?:[（(]\d+[)）])?""",
    re.VERBOSE,
)
_COMMENTS = re.compile(
    r"""(?:(?:loading\ )?(?:comments?|reader\ comments|responses|replies)|\d{1,4}\ (?:comments?|replies
        |responses|thoughts\ on\ .{1,60})
    |(?:leave|post|add|write)\ an?\ (?:reply|comment)|join\ the\ (?:discussion|conversation)|what\ do\ you\ think\??
    |(?:view|show|read|see)\ (?:all\ )?(?:\d+\ )?comments|comments\ are\ closed
    |(?:この記事への)?コメント(?:を(?:書く|残す|投稿|見る)|する|一覧|欄)?|みんなの(?:コメント|反応|意見)|読者の(?:声|コメント))
    \s*(?:[:…]|\.{3})?(?:\s*[（(]\d+(?:件)?[)）])?(?:\s*\d+件?)?""",
    re.IGNORECASE | re.VERBOSE,
)
"""What follows these was written by others, however much it reads like prose."""
_POINTER = re.compile(
    r"""[(（\[【]?\s*(?:(?:read|see|also|watch|listen)(?:\ (?:more|also|read|next))?|more|related|don'?t\ miss
    |関連(?:記事|リンク)?|参考(?:記事)?|あわせて読みたい|【?(?:写真|画像|動画)】?)\s*[:：|｜»】].{0,160}""",
    re.IGNORECASE | re.VERBOSE,
)
"""A line that points to another article in the middle of this one."""
_ORNAMENT = "■□◆◇●○▼▽▲△★☆※・-–—|【】[]〈〉<>《》「」◎▶►→➡ \t"
_SENTENCE = re.compile(r"[.!?。！？][\s\"'”’」』）)\]]*$")


def without_endmatter(text: str) -> str:
    """The text before the first heading of end matter, and without lines that point to other articles."""
    lines = text.split("\n")
    end = _end(lines)
    kept = [line for line in lines[:end] if not _is_pointer(line)]
    return "\n".join(kept) if kept else text


def _end(lines: Sequence[str]) -> int:
    weights = [weight(line) for line in lines]
    whole, before = sum(weights), 0
    for number, line in enumerate(lines):
        is_late = before >= whole * _LATE
        if number and before >= max(_LEAST_BEFORE, whole * _LEAST_SHARE) and _ends(line, lines[number + 1 :], is_late):
            return number
        before += weights[number]
    return len(lines)


def _ends(line: str, rest: Sequence[str], is_late: bool) -> bool:
    if len(line) > _HEADING:
        return False
    heading = line.strip(_ORNAMENT)
    if _COMMENTS.fullmatch(heading):
        return True
    return bool(_LISTS_EN.fullmatch(heading) or _LISTS_JA.fullmatch(heading)) and (is_late or not _is_prose(rest))


def _is_prose(lines: Sequence[str]) -> bool:
    whole = sum(map(weight, lines))
    return sum(weight(line) for line in lines if _SENTENCE.search(line)) > whole * _PROSE if whole else False


def _is_pointer(line: str) -> bool:
    return bool(_POINTER.fullmatch(line)) and not _SENTENCE.search(line.rstrip(")）]】"))
