"""How texts in Portuguese speak of options and of other questions, and what they call the parts of a question."""

from __future__ import annotations

from examgen.markup.part_words import PartWords
from examgen.markup.scale_words import ScaleWords
from examgen.markup.spoken_words import SpokenWords

# fmt: off
WORDS = SpokenWords(
    option=("opção", "alternativa", "resposta", "letra"),
    options=("opções", "alternativas", "respostas", "letras"),
    answer=("resposta", "respostas"),
    letter=("letra", r"n\.º"),
    is_=("é", "é a", "é a letra", "seria", "seria a", "está na"),
    both=("tanto", "nem", "somente", "apenas", "só", "ambas"),
    conjunction=("e", "e a", "ou", "ou a", "nem", "nem a", "como", "quanto", "bem como"),
    contrast=("mas não", "e não", "não", "em vez de", "antes de", "depois de"),
    ordered=("respectivamente", "respetivamente", "nessa ordem", "nesta ordem"),
    ordinal=("primeira", "segunda", "terceira", "quarta", "quinta", "última"),
    through=("a", "até"),
    only=("somente", "apenas"),
    judged=("(?:são|é|estão|está)(?: ambas| todas)? (?:corretas?|incorretas?|verdadeiras?|falsas?|certas?|erradas?)",),
    named=("figura", "tabela", "vitamina", "afirmação", "afirmativa", "enunciado", "caso", "grupo", "classe", "tipo",
           "parte", "ponto", "item", "conjunto", "matriz", "hepatite", "turma", "quadro"),
    verb=("é", "era", "são", "seria", "está", "estão", "pode", "descreve", "correta", "incorreta", "falsa",
          "verdadeira", "certa", "errada", "porque", "não"),
    finite=("é", "era", "são", "seria", "está", "estão", "pode", "descreve", "não é", "não está"),
    judgement=("corret[ao]", "incorret[ao]", "fals[ao]", "verdadeir[ao]", "cert[ao]", "errad[ao]"),
    cause=("porque", "pois", "já que", "enquanto", "mas"),
    too=("também", "tampouco"),
    pinned=("todas as anteriores", "nenhuma das anteriores", "todos os anteriores", "nenhum dos anteriores",
            "todas as alternativas(?: anteriores)?(?: estão corretas| são corretas)?",
            "nenhuma das alternativas(?: anteriores)?(?: está correta| é correta)?",
            "todas as opções(?: anteriores)?(?: estão corretas| são corretas)?",
            "nenhuma das opções(?: anteriores)?(?: está correta| é correta)?",
            "todas as respostas(?: anteriores)?(?: estão corretas| são corretas)?",
            "nenhuma das respostas(?: anteriores)?(?: está correta| é correta)?", "todas estão corretas",
            "nenhuma está correta", "n\\.?d\\.?a\\.?", "ambas", "ambos", "nenhuma", "nenhum"),
    except_=("exceto", "salvo", "menos"),
    question=("questão", "pergunta"),
    questions=("questões", "perguntas"),
    see=("ver", "veja", "cf."),
    previous=("anterior",),
    next=("próxima", "seguinte"),
    above=("anterior", "acima"),
    below=("seguinte", "abaixo"),
    negative=("não", "exceto", "salvo", "fals[oa]s?", "incorret[oa]s?", "errad[oa]s?", "nunca"),
    negation=("não", "nunca", "nenhum", "nenhuma", "nem", "sem", "tampouco", "falso", "falsa", "exceto", "jamais"),
    letter_words="aeoàé",
    telltale=("não", "uma", "são", "dos", "das", "pela", "pelo", "é", "também", "qual", "quais", "questão", "resposta",
              "alternativa correta", "nenhuma", "porque", "está", "são"),
)

PARTS = PartWords(
    question=("questão", "pergunta", "exercício"),
    answer=("resposta", "respostas", "resposta correta", "resposta certa", "respostas corretas",
            "alternativa correta", "opção correta", "gabarito", "a resposta é", "a resposta correta é"),
    answer_weak=("solução",),
    explanation=("explicação", "justificativa", "justificação", "feedback"),
    explanation_weak=("razão", "motivo", "comentário", "resolução"),
    points=("pontos", "ponto", "pts"),
    points_heads=("pontos", "pontuação", "valor"),
    difficulty=("dificuldade", "nível de dificuldade"),
    topic=("tema", "tópico", "assunto", "categoria"),
    section=("seção", "secção", "parte", "capítulo", "unidade", "módulo"),
    option=("opção", "resposta", "alternativa", "letra"),
    correct=("correta", "correto", "certa", "certo", "resposta correta"),
    answer_list=("respostas", "gabarito", "soluções", "gabaritos", "chave de respostas", "respostas corretas"),
    reveal=("ver resposta", "ver a resposta", "mostrar resposta", "mostrar a resposta", "exibir resposta",
            "ver solução"),
    true=("verdadeiro",),
    false=("falso",),
    yes_no=("sim", "não"),
    page=("página", "pág."),
)

SCALES = ScaleWords(
    difficulty=(("fácil",), ("médio", "média", "intermédio", "intermediário"), ("difícil",)),
    others=(
        (("baixo", "baixa"), ("médio", "média", "moderado", "moderada"), ("alto", "alta")),
        (("pequeno", "pequena"), ("médio", "média"), ("grande",)),
        (("nunca",), ("raramente",), ("às vezes",), ("frequentemente", "muitas vezes"), ("sempre",)),
    ),
    months=(
        ("janeiro", "jan"), ("fevereiro", "fev"), ("março", "mar"), ("abril", "abr"), ("maio", "mai"),
        ("junho", "jun"), ("julho", "jul"), ("agosto", "ago"), ("setembro", "set"), ("outubro", "out"),
        ("novembro", "nov"), ("dezembro", "dez"),
    ),
    before_christ=("a.c.", "a.e.c."),
    after_christ=("d.c.", "e.c."),
    has_decimal_comma=True,
)
