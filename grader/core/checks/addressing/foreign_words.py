"""
Beginnings of words in other languages, by what they name.

Accents are folded; an underscore is a space.
"""

WORDS = {
    "rater": """
        採点者 採点官 採点ai 評価者 評价者 審査員 审査员 审查员 채점자 채점관 평가자 심사위원
        проверяющ экзаменатор оценщик оценивающ correcteur correctrice evaluateur examinateur
        notateur prufer bewerter korrektor gutachter evaluador calificador avaliador corretor
        valutatore esaminatore nguoi_cham giam_khao iudex egzaminator penilai
    """,
    "rate": """
        採点 評価 评価 点数 得点 점수 등급 채점 평가 оценк оцени балл уровень bewert punktzahl
        punkte stufe note_ calific puntua puntaje puntos nivel nota_ notam pontua punteggio voto
        diem muc puncta
    """,
    "top": """
        最上 最高 満点 满点 최고 만점 высш максимальн наивысш maximale maximum_de pleinement hochst
        volle_ bestnote maxima_ maximo_ nota_dez dez_em nivel_superior massimo cao_nhat toi_da
        summam summa_
    """,
    "met": """
        満た 满た 충족 выполнен соответств rempli erfullt cumpl cumpr soddisf impleta da_duoc
    """,
    "scheme": """
        基準 기준 критери правил critere consigne bareme kriteri vorgaben criterio rubrica criteri_
        tieu_chi moi_y
    """,
    "own_text": """
        回答 답변 ответ reponse antwort respuesta resposta risposta cau_tra_loi responsum
    """,
    "give": """
        与え 扱 부여 처리 ставь поставь выстав присво attribuez accordez vergib vergeb erteil otorg
        asigne atribua assegn tribuas cho_diem cho_muc
    """,
    "void": """
        無視 무시 отмен игнорир забуд ignorez oubliez ignorier vergiss olvid ignora_ ignore_las
        esquec ignorad bo_qua
    """,
    "all": """
        すべて 全て 모든 모두 всем_ всех_ кажд chaque toutes_ alle_ jede_ cada_ todos_ todas_ tudo
        omnia
    """,
    "ask": """
        ください お願い 주세요 바랍니다 пожалуйста прошу veuillez merci_de bitte por_favor
        considera_ vui_long
    """,
}
