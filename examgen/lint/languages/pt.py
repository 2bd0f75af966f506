"""What rules know of Portuguese."""

from __future__ import annotations

from examgen.lint.words import RuleWords

# fmt: off
WORDS = RuleWords(
    function_words=(
        "a à ao aos às ainda algum alguma algumas alguns ante antes aquela aquele aqueles as assim até cada com "
        "como contra da das de dela dele deles depois desde dessa desse desta deste do dois dos durante e é ela "
        "elas ele eles em embora entre era eram essa essas esse esses esta está estão estas este estes eu foi "
        "foram há isso isto já lhe mais mas me mesmo meu na nas não nem nenhum nenhuma no nos nós num numa o onde "
        "os ou outra outras outro outros para pela pelas pelo pelos pode podem por porque qual quais qualquer "
        "quando quanto quantos quantas que quem se segundo seguinte seguintes sem ser seu seus só sobre são sua "
        "suas também tem têm toda todas todo todos um uma umas uns você correta corretas correto corretos falsa "
        "falso verdadeira verdadeiro resposta respostas afirmação afirmações alternativa alternativas opção "
        "opções chama chamado chamada"
    ),
    articles="o a os as um uma uns umas",
    negatives=(
        "não(?! só| somente| apenas| necessariamente)", "exceto", "excepto", "salvo", "nunca", "jamais",
        "(?<=é )(?:falsa|falso|incorreta|incorreto|errada)", "(?<=são )(?:falsas|falsos|incorretas|incorretos|erradas)",
    ),
    clause_openers="porque se quando embora enquanto para_que por_que caso",
    absolutes=(
        "sempre nunca jamais somente apenas exclusivamente unicamente absolutamente totalmente completamente "
        "impossível"
    ),
    universals="todos todas nenhum nenhuma cada",
    vague=(
        "frequentemente às_vezes raramente geralmente normalmente habitualmente ocasionalmente provavelmente "
        "possivelmente talvez muitas_vezes em_geral"
    ),
    interrogatives="que quê quem qual quais quando onde como quanto quanta quantos quantas porque é são pode",
    imperatives=(
        "escolha escolher selecione selecionar assinale assinalar indique indicar calcule calcular determine "
        "determinar complete completar encontre encontrar explique explicar descreva marque marcar relacione "
        "resolva resolver simplifique escreva escrever identifique identificar ordene nomeie cite traduza"
    ),
    may_double="muito não já",
    plural=("são|eram|os|as", r"\w+s"),
)
