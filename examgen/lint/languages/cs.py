"""What rules know of Czech."""

from __future__ import annotations

from examgen.lint.words import RuleWords

# fmt: off
WORDS = RuleWords(
    function_words=(
        "a aby aj ale ani asi až bez by byl byla byli bylo být co či do ho i já jak jaká jaké jakého jaký je jeho "
        "jej její jejich jen jestli již jsme jsou jsem k kdo kde když která které kterého kterou který kterých "
        "kteří ke ku ma mají má mezi mi mu na nad nebo než ni nich o od on ona oni ono pak po pod podle pokud pro "
        "proč při s se si sobě sve své tak také tam tato te ten tento tím to toho tohoto tom tomu tu ty u už v ve "
        "všech všechny vy z za ze že následujících následující odpověď odpovědi tvrzení správná správné správně "
        "označuje nazývá"
    ),
    articles="",
    negatives=(
        "není", "nejsou", "nemá", "nemají", "nepatří", "neplatí", "kromě", "vyjma", "s výjimkou", "nikdy",
        "nesprávn[éáě]",
    ),
    clause_openers="proč protože pokud když jestliže ačkoli zda že aby",
    absolutes="vždy nikdy pouze jedině výhradně zcela naprosto nemožné",
    universals="všichni všechny všechna všechno každý každá každé žádný žádná žádné",
    vague="často obvykle většinou někdy zřídka občas zpravidla pravděpodobně možná převážně",
    interrogatives=(
        "co kdo koho komu čím kým jaký jaká jaké jakého jakou který která které kterého kterou kterých kdy kde "
        "proč kolik jak čeho čemu"
    ),
    imperatives=(
        "vyber vyberte označ označte urči určete vypočti vypočtěte vypočítej doplň doplňte uveď uveďte jmenuj "
        "jmenujte vysvětli vysvětlete popiš popište vyřeš vyřešte zjednoduš zapiš zapište napiš napište přiřaď "
        "přiřaďte seřaď seřaďte najdi najděte přelož přeložte zakroužkuj zakroužkujte rozhodni rozhodněte"
    ),
    may_double="velmi ano ne",
)
