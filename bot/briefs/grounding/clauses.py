"""Takes a text apart into clauses and reads of each what it speaks of, whether it denies it, and how sure it is."""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.briefs.grounding.glossary import Term, terms_in
from bot.text.sentences import sentence_spans

_SPLIT_EN = re.compile(
    r"[;:—–]\s|,?\s(?:after(?! (?:\w+ ){1,3}(?:hours?|days?|weeks?|months?|years?)\b)|because|until|when|before|unless|"
    r"but(?! (?:over|by|through|from|of|with)\b)|while|although|though|whereas|yet|however)\s|"
    r",\s(?:and|which|who|so|or)\s|"
    r"\sand\s(?=(?:will|would|has|have|had|is|are|was|were|does|did|do|said|says|denie[sd]|plans?|no|none|not|never|"
    r"must|can|may|offers?|takes?|keeps?|[a-z]+ed)\b)|,\s(?=(?:but|though|with|while|adding|saying|down|up|beating|"
    r"which)\b)|\sif\s"
)
_SPLIT_JA = re.compile(
    r"[;：；]|(?<=が)、|(?<=し)、|(?<=ず)、|(?<=[込みきびぎせげえ])、|(?<=て)、|(?<=で)、|(?<=り)、|(?<=く)、|(?<=め)、|(?<=れ)、|"
    r"(?<=ものの)、|(?<=一方)、?|"
    r"(?<=けど)、?|(?<=ため)、|(?<=ので)、|(?<=ほか)、|(?<=ば)、|(?<=と)、"
)
_NOT_EN = re.compile(
    r"\b(?:not(?! only| just| merely)(?! [^.;,]{2,40} but (?:over|a|an|the|in|to|by|for|with|from|of)\b)|never|"
    r"no(?! more than| fewer than| less than| later than| doubt| matter)|none|"
    r"neither|nor|cannot|unlikely|hardly|nobody|nothing|refus\w+ to|declin\w+ to|fail(?:s|ed|ing|ure)? to|(?:has|"
    r"have|had) yet to|"
    r"stop(?:s|ped|ping)?(?= \w+ing\b)|ceas\w+|rul(?:e|es|ed|ing) out|without|non-?binding|lacks?|lacking|instead of|"
    r"rather than)\b|n't\b|\bunable to\b|"
    r"\bden(?:y|ies|ied|ying)(?= (?:that it |(?:a|any|the|its|having) )?plan(?:s|ned)?\b)"
)
_NOT_JA = re.compile(
    r"(?<!しれ)(?<!なければなら)(?<!なくてはなら)(?<!ねばなら)(?<!に違い)(?<!少)(?<!せざるを得)(?<!まも)(?<!間も)(?<!だけで)(?<!だけでは)(?<!のみで)"
    r"(?:ない(?!か。|かと|でほしい)|なかった|なく(?!ても|とも|なか)|なし(?!遂)|ません|ず(?=、|に(?!は)|。|と|$)|"
    r"ぬ(?=。|と|まま))"
    r"|(?<!取り)(?<!とり)やめ(?=る|た|、|、|て|ると|$)|非(?=対応)|不(?=参加|採用|支持)|見送|見合わせ"
    r"|(?<=計画を)否定|(?<=計画は)否定"
)
_TRANSPARENT = frozenset({"plan", "expect", "aim", "decide", "agree", "promise", "no_comment", "deny", "warn", "see"})
_SCOPE_EN, _SCOPE_JA, _NEAR_JA = 48, 10, 12
_PARTICLES = ("は", "が", "も")

_CONSIDER_EN = re.compile(
    r"\b(?:consider(?:s|ed|ing)?|weigh(?:s|ed|ing)?|mull\w*|explor\w+|discuss(?:es|ed|ing|ions?)?|in talks|"
    r"(?<!off )(?<!ended )(?:early "
    r")?talks|debat\w+|"
    r"looking (?:at|into(?! (?:whether|how|why|if)))|look(?:s|ed)? into(?! (?:whether|how|why|if))|studying|"
    r"negotiat\w+|evaluating|arranging|contemplat\w+|thinking about)\b"
)
_CONSIDER_JA = re.compile(
    r"検討|協議(?!することに(?:同意|合意)|することで(?:同意|合意)|する(?:よう|義務|ことを約束))|交渉(?!に応じ|を打ち切|を終え|が?決裂|を拒)|模索|議論|探って|視野に|方向で|調整して"
)
_POSSIBLE_EN = re.compile(
    r"\b(?:may|might|could|possibl[ey]|perhaps|if|unless|provided that|hinge\w*|can fail|subject to|depending on)\b"
)
_POSSIBLE_JA = re.compile(
    r"可能性|かもしれ|恐れ|おそれ|(?:な|あ|であ|まれ)れ?ば(?!なら)|なければ(?!なら)|場合(?:に|は)|次第|し得る|しうる|"
    r"ことがある|こともあ"
)
_PLAN_EN = re.compile(
    r"\b(?:will|plans?|planned|planning|intends?|intend|aims?|aiming|to be|is to|are to|due to|set to|expects?|"
    r"expected|scheduled|going to|agreed to|"
    r"preparing|prepares|hopes?|seeks?|wants?|promis\w+|pledg\w+|would|should|forecast\w*|slated|about to|by the end "
    r"of|from next|next (?:year|month|week)|to (?=\w+ (?:by|in|from|this|next)))\b|'ll\b"
)
_PLAN_JA = re.compile(
    r"予定|計画|方針|見通し|見込|目指|めざ|考え|意向|予想|準備|へ(?:。|$|、)|することで合意|することを決|約束|つもり|"
    r"[うくすつぬむるぐぶ](?:と|。|$|ことで|ことを|方|ため|が、|、)|としている|今後|来(?:年|月|週|春|夏|秋|冬)|乗り出す"
)
_DONE_JA = re.compile(
    r"(?:し|され|っ|い|き|め|け|れ|え|ん|せ|じ|げ|び|ち|り|み|て(?:い|き))[たただ](?=。|と|、|が|$|ほか|う|こと|）|"
    r"\s)|ている|ていた|ており|済み|済|(?:決定|発表|公開|開始|"
    r"導入|終了)[。、]"
)
_DONE_EN = re.compile(
    r"\b(?:has|have|had|was|were|already|now)\b|\b[a-z]{2,}ed\b|\b(?:began|bought|sold|won|lost|sued|made|built|cut|"
    r"led|fell|rose|grew|took|gave|hired|left|"
    r"ran|held|got|put|set|shut|hit|met|paid|sent|spent|went|wrote|chose|broke|brought|came|found|kept)\b"
)
_CALL_EN = re.compile(
    r"\b(?:recommend\w*|urg(?:e[sd]?|ing)|should|call(?:s|ed|ing)? (?:for|on)|propos\w+|draft|asks?|asked|suggest\w*|"
    r"wants?|advis\w+)\b"
)
_CALL_JA = re.compile(r"勧告|提言|促|呼びかけ|求め|べき|提案|案|推奨|要請|たい")
_MUST_EN = re.compile(r"\b(?:must|have to|has to|obliged|required to|requires?|mandatory)\b")
_MUST_JA = re.compile(r"義務|なければならな|必須|必要がある")

ATTRIBUTION_EN = re.compile(
    r",? (?:\b(?:the )?[A-Z][\w.'’& -]{0,60}?|he|she|it|they|the \w+(?: \w+)?|a \w+(?: \w+)?|people [\w ]+?) (?:said|"
    r"says|wrote|announced|added|told [\w ]+)(?: on \w+day| \w+day)?\.?$"
)


_ASIDE_EN = re.compile(
    r"^(?P<head>[^;:\"“”]{2,90}?), (?:which|who|whose)\s(?P<aside>[^,;:\"“”]{4,90}), "
    r"(?P<tail>(?!(?:and|but|or)\s)[^,].{3,})$"
)
_ASIDE_JA = re.compile(
    r"^(?P<aside>[^、。「」はが]{5,40}?(?:[しっいきちりみびぎじけせてれめえげ]た|[んい]だ|[うくるすつむぶぐ]))"
    r"(?P<head>(?:[ァ-ヺー・]+|[A-Z][A-Za-z]*|[一-龥]{2,})[ァ-ヺー一-龥A-Za-z・]{0,16})(?P<mark>(?:には|にも|は|が|も)、?)(?P<tail>.{4,})$"
)
_SHORT_HEAD = 5


@dataclass(frozen=True, slots=True)
class Clause:
    text: str
    lang: str
    sentence: int
    terms: tuple[Term, ...]
    negated: frozenset[str]
    """Terms that the clause denies."""
    affirmed: frozenset[str]
    denying_terms: frozenset[str]
    """Terms that are themselves what makes the clause a denial: "refused to"."""
    is_negative: bool
    """Whether its statement as a whole is a denial; "without permission" alone makes none."""
    moods: frozenset[str]
    """Of `considered`, `possible`, `planned`, `done`, `called for`, `must`."""

    @property
    def deeds(self) -> frozenset[str]:
        return frozenset(term.term for term in self.terms if term.is_deed)


@lru_cache(maxsize=2048)
def sentences_of(text: str, lang: str) -> tuple[str, ...]:
    spans = [span.text for span in sentence_spans(text, lang)]
    return tuple(spans) or (text,)


@lru_cache(maxsize=2048)
def clauses_of(text: str, lang: str) -> tuple[Clause, ...]:
    """The clauses of `text` (as `normalise.plain` gives it) with the number of the sentence that each stands in."""
    found = []
    for number, sentence in enumerate(sentences_of(text, lang)):
        is_japanese = lang in ("ja", "zh")
        split = (_SPLIT_JA if is_japanese else _SPLIT_EN).split
        pieces = [
            piece
            for whole in ((sentence,) if is_japanese else without_asides(sentence, lang))
            for piece in split(whole)
        ]
        found += [read_clause(piece.strip(), lang, number) for piece in pieces if piece and piece.strip(" 、。.,")]
    return tuple(found)


def without_asides(sentence: str, lang: str) -> tuple[str, ...]:
    """ "Corvane, which sells the model, said so" says two things, neither of them in the middle of the other.

    So does 利用をやめた市には、賠償は命じられなかった, where the one in front only tells which city is meant.
    """
    asides: list[str] = []
    if lang in ("ja", "zh"):
        if match := _ASIDE_JA.match(sentence):
            return (f"{match['head']}{match['mark']}{match['tail']}", f"{match['aside']}{match['head']}")
        return (sentence,)
    while match := _ASIDE_EN.match(sentence):
        head = match["head"].split()
        # Of a short head the aside tells, as of Corvane; of a long one its last words would be torn out.
        asides.append(f"{match['head']} {match['aside']}" if len(head) <= _SHORT_HEAD else match["aside"])
        sentence = f"{match['head']} {match['tail']}"
    return (sentence, *asides)


@lru_cache(maxsize=4096)
def read_clause(text: str, lang: str, sentence: int = 0) -> Clause:
    terms = tuple(terms_in(text, lang))
    low = text.lower()
    cues = list((_NOT_JA if lang in ("ja", "zh") else _NOT_EN).finditer(low))
    # しか…ない is "only".
    cues = [cue for cue in cues if "しか" not in low[max(0, cue.start() - 14) : cue.start()] or lang == "en"]
    negated: set[str] = set()
    for cue in cues:
        negated |= _denied_ja(terms, cue) if lang in ("ja", "zh") else _denied_en(terms, cue)
    affirmed = frozenset(term.term for term in terms if term.is_deed) - negated
    main = [cue for cue in cues if not _is_aside(cue, low, lang)]
    denying = frozenset(term.term for term in terms if any(cue.start() <= term.start < cue.end() for cue in main))
    return Clause(
        text, lang, sentence, terms, frozenset(negated), affirmed, denying, len(main) % 2 == 1, moods_of(text, lang)
    )


def _is_aside(cue: re.Match[str], low: str, lang: str) -> bool:
    if lang in ("ja", "zh"):
        return (
            cue.group() in ("なし", "なく")
            or low[cue.end() :].startswith("限り")
            or low[cue.start() :].startswith("ずに")
        )
    return cue.group() in ("without", "instead of", "rather than")


def _denied_en(terms: tuple[Term, ...], cue: re.Match[str]) -> set[str]:
    denied: set[str] = set()
    if re.match(r"\s(?:the|a|an|its|their|his|her|this)\s", cue.string[cue.end() :]) and cue.group() == "not":
        return denied
    for term in terms:
        if term.start < cue.end() - 1 or term.start - cue.end() > _SCOPE_EN:
            continue
        denied.add(term.term)
        if term.is_deed and term.term not in _TRANSPARENT:
            same = {other.term for other in terms if other.start == term.start}
            any_after = {
                other.term for other in terms
                if 0 <= other.start - term.end < 20 and re.search(r"\bany\b", cue.string[term.end : other.start])
            }  # fmt: skip
            return denied | same | any_after
    if denied & _TRANSPARENT:
        # "Production is not planned before 2027": what is denied stands before.
        before = [term for term in terms if term.is_deed and 0 <= cue.start() - term.end < 24]
        denied |= {term.term for term in before[-1:]}
    return denied


def _denied_ja(terms: tuple[Term, ...], cue: re.Match[str]) -> set[str]:
    denied: set[str] = set()
    edge, reach = cue.start(), _NEAR_JA
    for term in sorted(terms, key=lambda each: -each.end):
        if term.end > cue.start() + 1 or edge - term.end > reach:
            continue
        denied.add(term.term)
        if term.is_deed and term.term not in _TRANSPARENT:
            topic = {other.term for other in terms if cue.string[other.end : term.start] in _PARTICLES}
            return denied | topic | {other.term for other in terms if other.end == term.end}
        edge, reach = min(edge, term.start), _SCOPE_JA
    return denied


@lru_cache(maxsize=4096)
def moods_of(text: str, lang: str) -> frozenset[str]:
    low = re.sub(r"\bMay\b", "", text).lower()
    if lang in ("ja", "zh"):
        patterns = (
            ("considered", _CONSIDER_JA),
            ("possible", _POSSIBLE_JA),
            ("planned", _PLAN_JA),
            ("done", _DONE_JA),
            ("called for", _CALL_JA),
            ("must", _MUST_JA),
        )
    else:
        patterns = (
            ("considered", _CONSIDER_EN),
            ("possible", _POSSIBLE_EN),
            ("planned", _PLAN_EN),
            ("done", _DONE_EN),
            ("called for", _CALL_EN),
            ("must", _MUST_EN),
        )
    return frozenset(mood for mood, pattern in patterns if pattern.search(low))
