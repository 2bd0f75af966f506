"""What rules know of English."""

from __future__ import annotations

from examgen.lint.words import RuleWords

_VOWEL_SOUND = (
    r"(?:(?i:(?!u(?:ni[^mn]|r[aie]|s[aeu]|t[eio]|k)|eu|ewe|one?\b|once\b)[aeiou]|h(?:our|onest|onou?r|eir)|8|1[18](?!\d))"
    r"|[FHLMNRSX](?:[A-Z0-9-]|\b))"
)
"""Said with a vowel: "hour", "apple", "8", "X-ray", but not "unit" or "one"."""

# fmt: off
WORDS = RuleWords(
    function_words=(
        "a about above according across after again against all also although am among an and another any are "
        "aren as at be because been before being below best between both but by can cannot could did didn do does "
        "doesn don done down during each either else ever every few following for from further given had has hasn "
        "have haven having he her here hers him his how however i if in into is isn it its itself just least less "
        "let like ll made make makes many may me might mine more most much must my neither no nor not now of off "
        "often on once one ones only onto or other our out over own per put re s same shall she should so some "
        "such t than that the their them then there these they this those though through thus to together too two "
        "under until up upon us use used uses using very via was wasn we were what when where whether which while "
        "who whom whose why will with within without would yet you your correct correctly incorrect false true "
        "right wrong answer answers option options statement statements question term called known get gets got "
        "go goes take takes way ways kind kinds type types name value number"
    ),
    articles="a an the",
    negatives=(
        "(?<!that )(?<!who )(?<!\\bi )(?<!you )(?<!we )(?<!they )(?<!he )(?<!it )"
        "(?:cannot|(?:is|are|do|does|can|would)n['’]t)(?! only| necessarily)",
        "(?<!but )(?<!and )(?<!or )(?<!if )not(?! only| necessarily| based)", r"except(?=[^,]*$)",
        "(?<!at )least(?= (?:likely|appropriate|accurate|effective|suitable|true))",
        "never", "(?<=is )(?:false|incorrect|untrue|wrong)", "(?<=are )(?:false|incorrect|untrue|wrong)",
        "(?<=the )(?:false|incorrect|untrue|wrong)(?= (?:statements?|answers?|options?|sentences?|claims?))",
    ),
    clause_openers=(
        "why because if when whenever unless although though while since whether how given provided that_does "
        "that_do who those"
    ),
    absolutes=(
        "always never only completely absolutely entirely must impossible totally invariably without_exception "
        "in_all_cases under_no_circumstances under_all_circumstances each_and_every"
    ),
    universals="all none every each no nobody everybody everyone no-one nothing",
    vague=(
        "often usually sometimes frequently rarely seldom occasionally generally typically commonly normally "
        "mostly probably possibly perhaps many_times most_of_the_time "
        "in_many_cases in_most_cases in_some_cases from_time_to_time now_and_then almost_always tends_to tend_to"
    ),
    interrogatives="what which who whom whose when where why how",
    asking_verbs="do does did is are was were can could should",
    imperatives=(
        "choose select pick identify name find determine calculate compute evaluate solve simplify complete give "
        "list state explain describe match consider indicate estimate convert express write mark order arrange "
        "prove show suppose assume decide compare factor differentiate integrate translate fill define discuss "
        "assess predict guess guesstimate rank rewrite round expand sketch draw label classify correct put use "
        "let tick check provide"
    ),
    closing_limits=(
        (("or less", "or fewer", "or under", "or below", "and under", "and below", "or younger"), "≤"),
        (("or more", "or over", "or above", "and over", "and above", "or older"), "≥"),
    ),
    between=("between", "and"),
    forms=(r"(?:not |\w+ly )?\w{2,}ing", "to"),
    may_double="that had is do no so very many really ha bye knock beri aye pom cha tut there dum",
    limits=(
        (("less than", "fewer than", "under", "below"), "<"),
        (("more than", "greater than", "over", "above"), ">"),
        (("at most", "up to", "no more than"), "≤"),
        (("at least",), "≥"),
        (("to",), "–"),
    ),
    heads=(("an", _VOWEL_SOUND), ("a", rf"(?!{_VOWEL_SOUND})\w")),
    plural=(
        "(?:are|were)(?: the)?",
        r"(?:\w+[^aius\W]s|men|people|children|data|bacteria|mice|feet|teeth|phenomena|criteria)",
    ),
)
