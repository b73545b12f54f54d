"""Nothing in a point speaks to a reader or a machine: it informs, and holds no link, mention, or markup."""

import re

from bot.briefs.presentable import is_safe

_MARKUP = re.compile(
    r"\*\*|__\S|~~|^\s*(?:#{1,6}|[-*•>])\s|`|\|\||\[[^\]]*\]\([^)]*\)|<(?:/?[a-z]+|[@#!&:])[^>]*>", re.IGNORECASE
)
_ADDRESS = re.compile(
    r"(?<![\w.])(?:[a-z0-9-]+\.)+(?:com|net|org|io|ai|jp|dev|app|xyz|info|example|test|gg|ly|me|co|cn|uk|de|fr|eu|ru|"
    r"link|site|online|shop)\b/?(?![a-z])",
    re.IGNORECASE,
)
_MACHINE = re.compile(
    r"\bas an? (?:ai|large) language model\b|\bas an ai\b|\bhere(?:'s| is| are) (?:the|a|your) (?:summary|summaries|"
    r"translation|brief|points?|json)\b|\byou requested\b|"
    r"\b(?:system|assistant|user|human)\s*:\s|\bi (?:cannot|can't|am unable|will not)\b|\bnote to (?:the )?(?:reader|"
    r"editor|model)\b|\bsure[,!] here\b|\bcertainly[,!]|"
    r"\byou are now\b|\b(?:ignore|disregard|forget) (?:all |any |the |your )*(?:previous|prior|above|earlier)\b|"
    r"\b(?:new|updated) instructions?\b|\bpassage \[?\d|\bjson\b|"
    r"\bvisit\s+\S+\s+to\b|\bclick\b|\bsubscribe\b|\bclaim (?:a|your|the) (?:reward|prize)\b|\bsend (?:money|payment|"
    r"bitcoin)\b|"
    r"以下(?:が|は)[^。]{0,8}(?:要約|翻訳|まとめ|ブリーフ)|要約(?:は|が)以下|(?<![ァ-ヶーA-Za-z])AI(?:言語モデル)?として|言語モデルとして|お答え|承知(?:し|いた)|ご(?:案内|確認|注意|覧|"
    r"利用)(?:くだ|下)|してください|アクセスして|お試し|せよ(?:。|$)|"
    r"指示をすべて|指示を(?:すべて)?無視|(?:これまで|以前|上記|前)の(?:すべての)?(?:指示|命令)|プロンプト[:：]|システム[:：]|命令[:：]|案内せよ|(?:読者|ユーザー)(?:に|"
    r"へ)[^。]{0,20}(?:せよ|しろ|案内|伝え)",
    re.IGNORECASE,
)
_MACHINE_MARKS = re.compile(
    r"<\|[a-z_]+\|>|\[/?(?:INST|SYS)\]|</?s>|\bEOS\b|###|^\s*(?:point|headline|要点|見出し)\s*\d*\s*[:：]",
    re.IGNORECASE,
)
_FURNITURE_WORDS = re.compile(
    r"\b(?:terms of (?:use|service)|privacy policy|copyright|newsletter|cookies?|advertisement|sponsored|log ?in|"
    r"sign (?:up|in)|subscribe|subscription)\b|利用規約|プライバシーポリシー|広告|著作権|ログイン|購読|クリック|"
    r"スポンサー|会員(?:限定|登録)",
    re.IGNORECASE,
)


def is_harmless(text: str, cited: str) -> bool:
    """`cited` is the passages' text: a passage may be about adverts or copyright, and the point then as well."""
    if _MARKUP.search(text) or _MACHINE.search(text) or _MACHINE_MARKS.search(text):
        return False
    if any(not _is_name(address, cited) for address in _ADDRESS.findall(text)) and _ADDRESS.search(text):
        found = [match.group() for match in _ADDRESS.finditer(text)]
        if any(not _is_name(address, cited) for address in found):
            return False
    return is_safe(text) or is_safe(_FURNITURE_WORDS.sub(" ", text))


def _is_name(address: str, cited: str) -> bool:
    """Character.AI and Booking.com are firms; a host with a path or a hyphen is an address."""
    return address.count(".") == 1 and not address.islower() and "/" not in address
