/* One finding is one line as compilers write it, with the remedy below. The words error, warning and note
 * are the same in both languages, for tools. */
#include "engine/output/lint.h"

#include "engine/base/place.h"
#include "engine/base/subject.h"
#include "engine/base/version.h"
#include "engine/output/json.h"

static const char *const severities[] = {"note", "warning", "error"};

static KjSeverity severity_of(const KjValue *finding)
{
    KjText name = kj_map_text(finding, "severity");

    for (size_t i = 0; i < 3; i++)
        if (kj_text_is(name, severities[i]))
            return (KjSeverity)i;
    return KJ_ERROR;
}

bool kj_lint_mendable(const KjValue *finding)
{
    return kj_map_list(finding, "edits")->count > 0;
}

KjLintCounts kj_lint_count(const KjValue *answer)
{
    const KjList *findings = kj_map_list(answer, "findings");
    KjLintCounts counts = {0};

    for (size_t i = 0; i < findings->count; i++) {
        const KjValue *finding = &findings->items[i];
        KjSeverity severity = severity_of(finding);

        counts.of[severity]++;
        counts.mendable += kj_lint_mendable(finding);
        counts.loading += severity == KJ_ERROR && kj_text_is(kj_map_text(finding, "code"), "load");
    }
    return counts;
}

static KjPlace place_of(const KjValue *finding)
{
    KjText file = kj_map_text(finding, "file");
    int64_t line = kj_map_int(finding, "line", 0), column = kj_map_int(finding, "column", 0);

    return (KjPlace){file.len ? file.data : NULL, line > 0 ? (uint32_t)line : 0,
                     column > 0 ? (uint32_t)column : 0};
}

static KjText in(KjLang lang, const KjValue *finding, const char *ja, const char *en)
{
    return kj_map_text(finding, lang == KJ_JA ? ja : en);
}

/* ---- text ---- */

static void put_buf(KjPage *page, KjStyle style, KjBuf *text)
{
    kj_page_put(page, style, (KjText){text->data, (uint32_t)text->len});
    kj_buf_reset(text);
}

static void put_finding(KjPage *page, KjLang lang, const KjValue *finding)
{
    static const KjStyle styles[] = {KJ_CYAN, KJ_YELLOW, KJ_RED};
    KjText remedy = in(lang, finding, "remedy_ja", "remedy_en");
    KjText subject = kj_map_text(finding, "subject");
    KjSeverity severity = severity_of(finding);
    KjPlace place = place_of(finding);
    KjBuf text;

    kj_buf_init(&text, 0);
    if (place.file) {
        kj_place_write(&text, place, true);
        kj_buf_puts(&text, ": ");
        put_buf(page, KJ_BOLD, &text);
    }
    kj_page_puts(page, styles[severity], severities[severity]);
    kj_page_puts(page, KJ_PLAIN, ": ");
    if (subject.len) {
        kj_subject_write(&text, subject, lang);
        kj_buf_puts(&text, ": ");
    }
    KjText cause = in(lang, finding, "ja", "en"), code = kj_map_text(finding, "code");
    kj_buf_printf(&text, "%.*s  [%.*s]", (int)cause.len, cause.data, (int)code.len, code.data);
    kj_page_flow(page, KJ_PLAIN, 4, (KjText){text.data, (uint32_t)text.len});
    kj_page_line(page);
    if (remedy.len) {
        kj_page_to(page, 4);
        kj_page_puts(page, KJ_DIM, lang == KJ_JA ? "対処: " : "remedy: ");
        kj_page_flow(page, KJ_PLAIN, 4, remedy);
        kj_page_line(page);
    }
    kj_buf_clear(&text);
}

static void put_mended(KjPage *page, const KjLinted *linted)
{
    KjBuf text;

    kj_buf_init(&text, 0);
    for (size_t i = 0; i < linted->mended->count; i++) {
        const KjValue *finding = &linted->mended->items[i];
        KjText code = kj_map_text(finding, "code");

        kj_place_write(&text, place_of(finding), true);
        kj_buf_printf(&text, ": %s  [%.*s]", linted->lang == KJ_JA ? "直しました" : "mended",
                      (int)code.len, code.data);
        put_buf(page, KJ_PLAIN, &text);
        kj_page_line(page);
    }
    kj_buf_clear(&text);
}

static size_t packs_in(const KjLinted *linted)
{
    size_t count = 0;

    for (size_t i = 0; i < linted->pack_count; i++)
        count += linted->packs[i].selected;
    return count;
}

static void put_sum(KjPage *page, const KjLinted *linted, const KjLintCounts *counts)
{
    size_t all = counts->of[KJ_ERROR] + counts->of[KJ_WARNING] + counts->of[KJ_NOTE];
    bool ja = linted->lang == KJ_JA;
    KjBuf text;

    kj_buf_init(&text, 0);
    if (all == 0)
        kj_buf_printf(&text, ja ? "指摘はありません（パック %zu 個）" : "no findings (packs: %zu)",
                      packs_in(linted));
    else
        kj_buf_printf(&text,
                      ja ? "指摘 %zu 件（error %zu、warning %zu、note %zu）"
                         : "findings: %zu (error %zu, warning %zu, note %zu)",
                      all, counts->of[KJ_ERROR], counts->of[KJ_WARNING], counts->of[KJ_NOTE]);
    if (counts->mendable && !linted->fixed)
        kj_buf_printf(&text, ja ? "。うち %zu 件は --fix で直せます" : "; --fix can mend %zu",
                      counts->mendable);
    if (linted->mended->count)
        kj_buf_printf(&text, ja ? "。%zu 件を直しました" : "; %zu mended", linted->mended->count);
    kj_page_flow(page, KJ_BOLD, 0, (KjText){text.data, (uint32_t)text.len});
    kj_page_line(page);
    kj_buf_clear(&text);
}

void kj_lint_text(KjPage *page, const KjLinted *linted)
{
    const KjList *findings = kj_map_list(linted->answer, "findings");
    KjLintCounts counts = kj_lint_count(linted->answer);

    put_mended(page, linted);
    for (size_t i = 0; i < findings->count; i++)
        put_finding(page, linted->lang, &findings->items[i]);
    if (!kj_map_bool(linted->answer, "complete", false)) {
        kj_page_flow(
            page, KJ_PLAIN, 0,
            kj_text(linted->lang == KJ_JA
                        ? "読み込めないパックがあるので、条件と使われ方はまだ調べていません"
                        : "packs do not load, so conditions and uses have not been looked "
                          "at yet"));
        kj_page_line(page);
    }
    put_sum(page, linted, &counts);
}

/* ---- JSON ---- */

static void put_text_or_null(KjJson *json, const char *key, KjText text)
{
    if (text.len) {
        kj_json_put_text(json, key, text);
    } else {
        kj_json_key(json, key);
        kj_json_null(json);
    }
}

static void put_number_or_null(KjJson *json, const char *key, uint32_t number)
{
    kj_json_key(json, key);
    if (number)
        kj_json_int(json, number);
    else
        kj_json_null(json);
}

static void json_finding(KjJson *json, KjLang lang, const KjValue *finding)
{
    KjPlace place = place_of(finding);

    kj_json_open(json, '{');
    kj_json_put_text(json, "code", kj_map_text(finding, "code"));
    kj_json_put_cstr(json, "severity", severities[severity_of(finding)]);
    put_text_or_null(json, "pack", kj_map_text(finding, "pack"));
    kj_json_put_cstr(json, "file", place.file);
    put_number_or_null(json, "line", place.line);
    put_number_or_null(json, "column", place.column);
    put_text_or_null(json, "subject", kj_map_text(finding, "subject"));
    kj_json_put_text(json, "cause", in(lang, finding, "ja", "en"));
    put_text_or_null(json, "remedy", in(lang, finding, "remedy_ja", "remedy_en"));
    kj_json_put_bool(json, "fixable", kj_lint_mendable(finding));
    kj_json_close(json, '}');
}

static void json_findings(KjJson *json, KjLang lang, const char *key, const KjList *findings)
{
    kj_json_key(json, key);
    kj_json_open(json, '[');
    for (size_t i = 0; i < findings->count; i++)
        json_finding(json, lang, &findings->items[i]);
    kj_json_close(json, ']');
}

void kj_lint_json(KjSink *sink, const KjLinted *linted)
{
    KjLintCounts counts = kj_lint_count(linted->answer);
    KjJson json = kj_json(&sink->buf);

    kj_json_open(&json, '{');
    kj_json_put_cstr(&json, "kijun", KJ_VERSION);
    kj_json_key(&json, "packs");
    kj_json_open(&json, '[');
    for (size_t i = 0; i < linted->pack_count; i++)
        if (linted->packs[i].selected)
            kj_json_cstr(&json, linted->packs[i].name);
    kj_json_close(&json, ']');
    kj_json_put_bool(&json, "complete", kj_map_bool(linted->answer, "complete", false));
    kj_json_key(&json, "counts");
    kj_json_open(&json, '{');
    for (size_t i = 3; i-- > 0;)
        kj_json_put_int(&json, severities[i], (int64_t)counts.of[i]);
    kj_json_close(&json, '}');
    json_findings(&json, linted->lang, "mended", linted->mended);
    json_findings(&json, linted->lang, "findings", kj_map_list(linted->answer, "findings"));
    kj_json_close(&json, '}');
    kj_buf_putc(&sink->buf, '\n');
}
