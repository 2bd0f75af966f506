"""What rules know of Italian."""

from __future__ import annotations

from examgen.lint.words import RuleWords

# fmt: off
WORDS = RuleWords(
    function_words=(
        "a ad agli ai al alla alle allo anche avere c che chi ci ciascuna ciascuno ciò col come con contro cosa "
        "così cui d da dagli dai dal dalla dalle dallo degli dei del della delle dello di dopo dove due e è ed "
        "era erano essere fra gli ha hanno i il in io l la le lei lo loro lui ma mentre mi mia mio nei negli nel "
        "nella nelle nello né nessun nessuna nessuno no noi non nostro o ogni oppure per perché più può possono "
        "prima qual quale quali quando quanta quante quanti quanto quella quelle quelli quello questa queste "
        "questi questo qui s se secondo seguente seguenti senza si sia sono sta stata stati stato su sua sue "
        "sugli sui sul sulla sulle sullo suo suoi tra tutta tutte tutti tutto tu un una uno vi viene voi corretta "
        "corrette corretto falsa falso vera vero risposta risposte affermazione affermazioni chiama"
    ),
    articles="il lo la i gli le un uno una l",
    negatives=(
        "non(?! solo| soltanto| necessariamente)", "tranne", "eccetto", "salvo", "mai",
        "(?<=è )(?:falsa|falso|errata|errato|sbagliata|scorretta)", "(?<=sono )(?:false|falsi|errate|errati|sbagliate)",
    ),
    clause_openers="perché se quando benché mentre affinché poiché",
    absolutes="sempre mai soltanto esclusivamente unicamente assolutamente totalmente completamente impossibile",
    universals="tutti tutte nessun nessuno nessuna ogni",
    vague=(
        "spesso talvolta raramente generalmente solitamente normalmente frequentemente occasionalmente "
        "qualche_volta di_solito probabilmente forse a_volte"
    ),
    interrogatives="che chi cosa quale quali qual quando dove come quanto quanta quanti quante perché è sono può",
    imperatives=(
        "scegli scegliere scegliete seleziona selezionare indica indicare indicate calcola calcolare calcolate "
        "determina determinare completa completare trova trovare nomina elenca spiega spiegare descrivi "
        "descrivere associa abbina risolvi risolvere semplifica scrivi scrivere identifica individua individuare "
        "ordina traduci segna"
    ),
    may_double="così molto piano no sì via man",
    heads=(
        (r"(?:l|un|dell|all|nell|sull|dall|quell|d)['’]", "[aeiouhàèéìòù8]|11\\b"),
        ("lo|uno|gli|dello|allo|nello|sullo", "s[^aeiou\\W]|z|gn|ps|pn|x|y|i[aeou]|[aeiou]"),
        ("il|un|del|al|nel|sul|dal|i|dei|ai", "(?!s[^aeiou\\W]|z|gn|ps|x)[^aeiou]|1"),
    ),
)
