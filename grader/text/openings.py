"""Openings without an answer behind them, which judges were seen to reward."""

import re

from .fold import fold

# Folded, so without punctuation, spaces and case.
_OPENINGS = frozenset(
    """solution solutions thesolution thesolutionis mysolution finalsolution
    answer answers theanswer theansweris myanswer finalanswer thefinalanswer thefinalansweris
    thought thoughts thoughtprocess mythoughtprocess thinking thinkingprocess think thinkaloud
    reasoning reasoningprocess reasoningsteps explanation response
    解 解析 解答 解法 解题 解题过程 解题思路 解题步骤 解决方案 解答过程 答 答案 回答 答复
    最终答案 参考答案 思考 思考过程 思维过程 思路 推理 推理过程 推理步骤 分析过程
    解題過程 思考過程 思維過程 推理過程 答覆
    かいせつ 解説 かいとう 回答 こたえ 答え 思考プロセス 推論 推論過程 解き方
    풀이 해설 해답 답 답변 정답 사고과정 풀이과정
    solución soluciones lasolución respuesta larespuesta respuestafinal razonamiento
    procesodepensamiento procesodelpensamiento procesoderazonamiento solucion
    réponse laréponse reponse réflexion reflexion réflexions lasolution raisonnement
    processusderéflexion processusdepensée processusderaisonnement cheminementdepensée démarche
    lösung loesung dielösung antwort dieantwort gedankengang denkprozess überlegung lösungsweg
    solução solucao resposta raciocínio processodepensamento
    решение ответ ходмыслей рассуждение рассуждения
    soluzione risposta ragionamento processodipensiero""".split()
)
_STEPS = re.compile(
    r"(?:ok|okay|alright|first)?(?:letus|lets|letme|illlet|ill|iwill|wewill|wecan)"
    r"(?:now|first|try|to|carefully){0,3}(?:solve|think|work|reason|analy[sz]e|approach|tackle|break|go|do)"
    r"(?:this|the|it|about|through|on|out|down|problem|question|task|together|carefully){0,6}stepbystep"
    r"|(?:think|solve|work|reason|answer)(?:this|it|through|about|problem|the){0,4}stepbystep|stepbystep"
    r"|(?:好的?)?(?:现在)?(?:首先)?(?:让我们|让我|我们|我)来?(?:一步一步|一步步|一步接一步|逐步|分步骤?)(?:地|的)?来?"
    r"(?:思考|分析|解决|解答|推理|解|想)(?:一下)?(?:这个|这道|该|此|本)?(?:问题|题目|题)?吧?"
    r"|(?:請)?(?:讓我們|讓我)來?(?:一步一步|一步步|逐步)(?:地|的)?來?(?:思考|分析|解決|解答|推理)(?:這個|這道)?(?:問題|題目)?吧?"
    r"|(?:请)?(?:一步一步|一步步|逐步)(?:地|的)?(?:思考|推理)"
    r"|(?:この問題を)?(?:ステップバイステップ|ステップごと|一歩ずつ|段階的)(?:で|に)?(?:この問題を)?"
    r"(?:考え|解い|解き|解決し)(?:ましょう|よう|てみましょう|ていきましょう)"
    r"|(?:이문제를)?(?:단계별로|차근차근|한단계씩)(?:이문제를)?(?:생각해|풀어|해결해)(?:봅시다|보자|보겠습니다)"
    r"|(?:vamosa)?(?:resolvamos|resolver|pensemos|pensar|analicemos)(?:este|esto|el|problema|en|ello){0,3}pasoapaso"
    r"|(?:résolvons|resolvons|réfléchissons|reflechissons|procédons|analysons)"
    r"(?:ce|le|cela|à|problème|probleme|y){0,3}(?:étape|etape|pas)(?:par|à)(?:étape|etape|pas)"
    r"|(?:lösen|denken|gehen)wir(?:das|dieses|problem|die|aufgabe|es){0,3}schrittfürschritt(?:durch)?"
    r"|давай(?:те)?(?:решим|подумаем|разберем|разберём)(?:эту|задачу|это){0,2}шагзашагом"
    r"|vamos(?:resolver|pensar)(?:este|isso|o|problema|nisso){0,3}passoapasso"
)
# What says only that an answer comes, as "综合以上分析，结论是" does.
_ANNOUNCED = re.compile(
    r"(?:以下|下面|上述|以上|综合|综上|所述|根据|基于|经过|通过|我们?|本人|的|对于?|关于"
    r"|该|此|本|这|道|个|题目?|问题"
    r"|完整|详细|具体|最终|最后|正确|标准|参考|全部|仔细|认真|分析|思考|思路|推理|考虑|解题|回答|答案|答复|解答|解析"
    r"|作答|结论|过程|步骤|现在|首先|请看|给出|就){0,20}"
    r"(?:分析|思考|思路|推理|回答|答案|答复|解答|解析|作答|结论|过程|步骤)(?:如下(?:所示)?|就?是(?:这样的)?|即?为|见下文?)"
    r"|(?:以下|下面)就?是?(?:我|我们|本人)?(?:对|就)?(?:此|本|该|这道|这个)?(?:题目?|问题)?的?"
    r"(?:完整|详细|最终|具体|全部)?的?"
    r"(?:分析|思考|思路|推理|回答|答案|答复|解答|解析|作答|结论)"
)
_ANNOUNCING = frozenset(
    """here heres below above following follows as is are this that these my our your the a an full
    complete entire final detailed thorough careful proper correct best written response answer
    solution analysis conclusion reasoning summary to for of on in at by based question questions
    prompt task problem scenario situation case given asked let s lets us me i we ll will now first
    so then work think reason go walk break look answering thinking through down into it carefully
    slowly thoroughly logically one step steps time please see provided okay ok sure""".split()
)
_ANNOUNCED_THINGS = frozenset("response answer solution analysis conclusion reasoning step".split())
# "I will answer the question" is little, and yet what somebody would do.
_POINTING = frozenset("here heres below follows following let lets".split())
# A stop, a mark of Markdown or a tag ends one opening, so that several in a row are seen as such;
# an apostrophe is part of a word.
_BETWEEN = re.compile(r"</?\w{1,12}/?>|[^\w'’\s<]+|<|[\r\n]+")
_LONGEST = 200
_LONGEST_STEPS = 80
_SIGNS = "step 步 ステップ 一歩 段階 단계 차근 paso étape etape pas schritt шаг".split()


def is_opening(text: str) -> bool:
    """
    True where *text* is nothing but openings, as "Thought process:" or "解："; else False.

    Marks, spaces and list numbers around and between them say no more.
    """
    if len(text) > _LONGEST:
        return False
    pieces = [fold(each).text.replace(" ", "") for each in _BETWEEN.split(text)]
    said = [each for each in pieces if each and not each.isdigit()]
    if not said:
        # Tags alone; a number alone may be an answer.
        return not any(pieces)
    return all(map(_opens, said)) or _opens("".join(said)) or _announces(text)


def _opens(folded: str) -> bool:
    if folded in _OPENINGS:
        return True
    return len(folded) <= _LONGEST_STEPS and _is_stepwise(folded)


def _announces(text: str) -> bool:
    folded = fold(text).text
    if _ANNOUNCED.fullmatch(folded.replace(" ", "")):
        return True
    words = re.findall(r"[^\W\d_]+", folded)
    points = words[-1:] == ["is"] or not _POINTING.isdisjoint(words)
    says = not _ANNOUNCED_THINGS.isdisjoint(words)
    return points and says and _ANNOUNCING.issuperset(words)


def _is_stepwise(folded: str) -> bool:
    # Asking for a word first is much cheaper than for the pattern.
    return any(sign in folded for sign in _SIGNS) and _STEPS.fullmatch(folded) is not None
