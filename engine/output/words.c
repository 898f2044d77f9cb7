/* One line per word: Japanese, English. */
#include "engine/output/words.h"

typedef struct Both {
    const char *ja, *en;
} Both;

static const Both words[KJ_WORDS] = {
    [KJ_W_YES] = {"はい", "yes"},
    [KJ_W_NO] = {"いいえ", "no"},
    [KJ_W_MISSING] = {"未記録", "not recorded"},
    [KJ_W_NOT_SET] = {"未設定", "not set"},
    [KJ_W_NO_VALUE] = {"値なし", "no value"},
    [KJ_W_EMPTY_LIST] = {"なし", "none"},
    [KJ_W_LIST_COMMA] = {"、", ", "},
    [KJ_W_MEMBER_COMMA] = {"、", ", "},
    [KJ_W_BAND_ABOVE] = {" それを超えるもの", " above"},

    [KJ_W_AS_OF] = {"判定日", "as of"},
    [KJ_W_ORGANIZATION] = {"組織", "Organization"},
    [KJ_W_PACK] = {"基準パック", "Rule pack"},
    [KJ_W_TOTAL] = {"計", "Total"},
    [KJ_W_ITEMS] = {"件", ""},
    [KJ_W_MORE] = {"ほか", "and "},
    [KJ_W_FINDINGS] = {"不適合など", "Findings"},
    [KJ_W_UNKNOWNS] = {"未確認", "Unknown"},
    [KJ_W_WAIVED] = {"例外措置", "Waived"},
    [KJ_W_DEVIATIONS] = {"基準値の変更", "Changed parameters"},
    [KJ_W_TAILORINGS] = {"上書きによる変更", "Changed by overlays"},
    [KJ_W_ADJUSTED] = {"基準値を変えた", "parameter adjusted"},
    [KJ_W_REPLACED] = {"要件を改めた", "rule replaced"},
    [KJ_W_DROPPED] = {"要件を外した", "rule dropped"},
    [KJ_W_ADDED] = {"要件を加えた", "rule added"},
    [KJ_W_TAILORED] = {"上書き", "Overlay"},
    [KJ_W_SETTLES] = {"決まる判定", "settles"},
    [KJ_W_TOUCHES] = {"関わる判定", "touches"},
    [KJ_W_TO_FIND_OUT] = {"確かめること", "To find out"},
    [KJ_W_ANSWER_TO] = {"回答", "answer to"},
    [KJ_W_ANSWER_RULE] = {"回答する要件", "answer_to"},
    [KJ_W_NEXT_COUNTS] = {"未確認の判定 %zu件。確かめること %zu件",
                          "%zu verdicts are unknown, %zu things to find out"},
    [KJ_W_NEXT_NOTHING] = {"未確認の判定はありません。", "No verdict is unknown."},
    [KJ_W_NEXT_STUCK] =
        {"うち %zu件は、事実や回答を足しても決まりません (kijun assess で理由が分かります)",
         "%zu of them are settled by no fact or answer (kijun assess says why)"},
    [KJ_W_NEXT_MORE] = {"ほか %zu件 (--top で増やせます)", "and %zu more (see --top)"},
    [KJ_W_OVERDUE] = {"期限を過ぎたもの", "Overdue"},
    [KJ_W_DUE] = {"期限が来るもの", "Due"},
    [KJ_W_MISSED] = {"期限切れ", "overdue"},
    [KJ_W_DUE_ON] = {"期限", "due"},
    [KJ_W_CHANGES_ON] = {"判定が変わる日", "changes_on"},
    [KJ_W_DAYS_LEFT] = {"%s まで（あと%d日）", "by %s (days left: %d)"},
    [KJ_W_LAST_DAY] = {"%s まで（今日まで）", "by %s (today)"},
    [KJ_W_DAYS_AGO] = {"%s まで（%d日超過）", "by %s (days ago: %d)"},
    [KJ_W_VERDICT_BEFORE] = {"前の判定", "before"},
    [KJ_W_VERDICT_AFTER] = {"後の判定", "after"},
    [KJ_W_SET_BY] = {"期限の元", "set by"},
    [KJ_W_TO_ACT] = {"対応する人", "to act"},
    [KJ_W_NOTHING_DUE] = {"期限はありません。", "Nothing is due."},
    [KJ_W_DUE_WINDOW] = {"%s から %s までに来る期限と、%s 以降に過ぎた期限",
                         "Deadlines from %s to %s, and those missed since %s"},
    [KJ_W_DUE_PERSON] = {"%s に関わるもの", "what concerns %s"},
    [KJ_W_STATE] = {"状態", "state"},
    [KJ_W_PERSONS] = {"対応する人", "persons"},
    [KJ_W_CHANGES_TRIED] = {"試した変更", "Changes tried"},
    [KJ_W_BEFORE] = {"変更前", "before"},
    [KJ_W_AFTER] = {"変更後", "after"},
    [KJ_W_TURN] = {"良し悪し", "turn"},
    [KJ_W_GETS_WORSE] = {"悪くなる判定", "Verdicts that get worse"},
    [KJ_W_GETS_BETTER] = {"良くなる判定", "Verdicts that get better"},
    [KJ_W_GETS_OTHER] = {"そのほかに変わる判定", "Verdicts that change otherwise"},
    [KJ_W_NOT_JUDGED] = {"判定なし", "not judged"},
    [KJ_W_NO_RECORD] = {"記録なし", "no record"},
    [KJ_W_NOTHING_DIFFERS] = {"判定も算出される値も変わりません。",
                              "No verdict and no derived value differs."},
    [KJ_W_NO_REASON] = {"書かれていない", "not given"},
    [KJ_W_REMEDY] = {"対処", "Remedy"},
    [KJ_W_QUESTION] = {"確認事項", "Question"},
    [KJ_W_WAITING] = {"回答待ち", "Not answered"},
    [KJ_W_OTHERWISE] = {"本来の判定は", "otherwise"},
    [KJ_W_STRICTER] = {"厳しくする変更", "stricter"},
    [KJ_W_LOOSER] = {"緩める変更", "looser"},
    [KJ_W_UNDECIDABLE] = {"緩急を決められない変更", "neither stricter nor looser"},
    [KJ_W_REASON] = {"理由", "Reason"},
    [KJ_W_APPROVED_BY] = {"承認", "approved by"},
    [KJ_W_NOTHING] = {"不適合・未確認はありません。", "Nothing to report."},
    [KJ_W_NOT_APPLIED] = {"対象外の基準パック", "no rule applies of"},
    [KJ_W_HINT] = {"判定の理由を見るには", "To see why"},

    [KJ_W_SOURCE] = {"出典", "Source"},
    [KJ_W_LEGAL] = {"法的根拠", "Legal basis"},
    [KJ_W_LEVEL] = {"水準", "Level"},
    [KJ_W_ACTOR] = {"担当", "Actor"},
    [KJ_W_RECORD] = {"記録", "Record"},
    [KJ_W_VERDICT] = {"判定", "Verdict"},
    [KJ_W_SETTLED_BY] = {"決め手", "Settled by"},
    [KJ_W_MESSAGE] = {"説明", "Message"},
    [KJ_W_TRUE] = {"成り立つ", "true"},
    [KJ_W_FALSE] = {"成り立たない", "false"},
    [KJ_W_UNKNOWN_TRUTH] = {"分からない", "unknown"},
    [KJ_W_PART_SELECT] = {"判定する記録", "Which records"},
    [KJ_W_PART_WHEN] = {"対象となる条件", "Applies when"},
    [KJ_W_PART_CHECK] = {"適合の条件", "Condition"},
    [KJ_W_PART_ITEMS] = {"項目", "Items"},
    [KJ_W_PART_FUNCTION] = {"判定の手順 (Lua)", "Check (Lua)"},
    [KJ_W_DERIVED_VALUES] = {"算出の過程", "How values were computed"},
    [KJ_W_CHANGES] = {"判定が変わるには", "What would change the verdict"},
    [KJ_W_BULLET] = {"・", "- "},
    [KJ_W_FACTS] = {"読んだ事実", "Facts read"},
    [KJ_W_PARAMETER] = {"基準値", "parameter"},
    [KJ_W_SET_BY_ORGANIZATION] = {"組織の設定", "set by the organization"},
    [KJ_W_FROM_DEFAULT] = {"記載がないための既定", "default: not said"},
    [KJ_W_FROM_DERIVED] = {"算出", "derived"},
    [KJ_W_FROM_PACK] = {"パックの定め", "as the pack sets it"},
    [KJ_W_EDITION_BEFORE] = {"第", "edition "},
    [KJ_W_EDITION_BEHIND] = {"版", ""},

    [KJ_W_CLAUSE] = {"条項", "Clause"},
    [KJ_W_TITLE] = {"要件", "Title"},
    [KJ_W_DECIDED_BY] = {"決め方", "Decided by"},
    [KJ_W_BY_RECORDS] = {"記録", "records"},
    [KJ_W_BY_ANSWER] = {"回答", "answer"},
    [KJ_W_BY_ITEMS] = {"項目", "items"},
    [KJ_W_BY_BOTH] = {"記録・回答", "records, answer"},
    [KJ_W_KINDS] = {"対象の記録", "Records"},
    [KJ_W_EVIDENCE] = {"証拠", "Evidence"},
    [KJ_W_TECHNIQUE] = {"確認方法", "Technique"},
    [KJ_W_WAIVABLE] = {"例外措置", "Waivable"},
    [KJ_W_CAN_BE_WAIVED] = {"認められうる", "yes"},
    [KJ_W_CANNOT_BE_WAIVED] = {"認められない", "no"},
    [KJ_W_IN_PRINCIPLE] = {"同等の措置", "Equivalent"},
    [KJ_W_EQUIVALENT_SATISFIES] = {"理由を付した同等の措置でもよい",
                                   "an equivalent measure with its reason satisfies it"},
    [KJ_W_DECLARATION] = {"組織の申告", "Declaration"},
    [KJ_W_RESTS_ON_DECLARATION] = {"組織の申告による判定。監査人などの回答があれば、それによる",
                                   "rests on what the organisation declares; an answer, such as an "
                                   "auditor's, goes before it"},
    [KJ_W_AS_DECLARED] = {"（組織の申告による）", "(as declared)"},
    [KJ_W_ANSWER_GOES_BEFORE] =
        {"組織の申告により判定する。回答があれば、それによる",
         "judged by what the organisation declares; an answer goes before it"},
    [KJ_W_BAN] = {"項目", "Items"},
    [KJ_W_ONE_ITEM_BREAKS_IT] = {"一つでも不適合なら全体が不適合", "one that fails makes it fail"},
    [KJ_W_DECLARED_AT] = {"定義", "Declared at"},
    [KJ_W_PARAMETERS] = {"基準値", "Parameters"},
    [KJ_W_LUA_FUNCTION] = {"Lua 関数", "Lua function"},

    [KJ_W_SHEET_OVERVIEW] = {"概要", "Overview"},
    [KJ_W_SHEET_ORGANIZATIONS] = {"組織別", "Organizations"},
    [KJ_W_SHEET_FINDINGS] = {"指摘", "Findings"},
    [KJ_W_NAME] = {"名称", "Name"},
    [KJ_W_VERSION] = {"版", "Version"},
    [KJ_W_HASH] = {"ハッシュ値", "Hash"},
    [KJ_W_SECTION] = {"章節", "Section"},
    [KJ_W_BY_PACK] = {"基準パック別", "By rule pack"},
    [KJ_W_BY_SECTION] = {"章節別", "By section"},
    [KJ_W_DERIVED] = {"算出された値", "Derived values"},
    [KJ_W_FIELD] = {"項目", "Field"},
    [KJ_W_VALUE] = {"値", "Value"},
    [KJ_W_RECORDS] = {"記録数", "Records"},
    [KJ_W_DIRECTION] = {"緩急", "Direction"},
    [KJ_W_PLACE] = {"記載箇所", "Place"},
    [KJ_W_SHEETS_LEFT_OUT] =
        {"組織が多いため、組織ごとのシートは作っていません。「指摘」のシートを組織IDで絞り込むか、"
         "--only 組織ID を指定してください。",
         "There are too many organizations for a sheet each. Filter the findings by organization, "
         "or "
         "give --only with an organization's id."},
    [KJ_W_C_MISSING] = {"足りない事実", "missing"},
    [KJ_W_C_UNDERLYING] = {"本来の判定", "underlying"},
    [KJ_W_C_SETTLED_BY] = {"決め手", "settled_by"},
    [KJ_W_C_SOURCE] = {"出典", "source"},

    [KJ_W_DOWN] = {"縦", "down"},
    [KJ_W_ACROSS] = {"横", "across"},
    [KJ_W_NOT_IN_MATRIX] = {"尺度の段階が定まらず、表に載らないもの",
                            "On no step of a scale, and so not in the matrix"},

    [KJ_W_C_ORGANIZATION] = {"組織ID", "organization"},
    [KJ_W_C_ORGANIZATION_NAME] = {"組織名", "organization_name"},
    [KJ_W_C_PACK] = {"基準パック", "pack"},
    [KJ_W_C_RULE] = {"要件ID", "rule"},
    [KJ_W_C_TITLE] = {"要件", "title"},
    [KJ_W_C_LEVEL] = {"水準", "level"},
    [KJ_W_C_ACTOR] = {"担当", "actor"},
    [KJ_W_C_KIND] = {"記録の種別", "kind"},
    [KJ_W_C_RECORD] = {"記録", "record"},
    [KJ_W_C_RECORD_NAME] = {"記録の名称", "record_name"},
    [KJ_W_C_VERDICT] = {"判定", "verdict"},
    [KJ_W_C_MESSAGE] = {"説明", "message"},
    [KJ_W_C_REMEDY] = {"対処", "remedy"},
    [KJ_W_C_FILE] = {"ファイル", "file"},
    [KJ_W_C_LINE] = {"行", "line"},
};

const char *kj_word(KjLang lang, KjWord word)
{
    return lang == KJ_JA ? words[word].ja : words[word].en;
}

static const struct {
    const char *name;
    Both label;
} levels[] = {{"mandatory", {"必須", "mandatory"}},
              {"recommended", {"推奨", "recommended"}},
              {"example", {"例示", "example"}},
              {"catalogue", {"項目", "catalogue"}}};

KjText kj_level_label(KjLang lang, KjText level)
{
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
        if (kj_text_is(level, levels[i].name))
            return kj_text(lang == KJ_JA ? levels[i].label.ja : levels[i].label.en);
    return level;
}

const char *kj_level_name(size_t number)
{
    return number < sizeof levels / sizeof *levels ? levels[number].name : NULL;
}
