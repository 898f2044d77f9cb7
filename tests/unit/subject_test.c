/* Subjects of diagnostics in both languages; what is of another form stays as it is. */
#include "engine/base/subject.h"
#include "tests/unit/check.h"

static void check_subject(const char *subject, KjLang lang, const char *expected)
{
    KjBuf buf;

    kj_buf_init(&buf, 0);
    kj_subject_write(&buf, kj_text(subject), lang);
    char *text = kj_buf_take(&buf, NULL);
    CHECK_STR(text, expected);
    kj_free(text);
}

TEST(english_is_the_form_itself)
{
    check_subject("system 'mail': field 'rto'", KJ_EN, "system 'mail': field 'rto'");
}

TEST(parts_in_japanese)
{
    check_subject("kind 'box'", KJ_JA, "種別「box」");
    check_subject("system 'mail': field 'rto'", KJ_JA, "system「mail」の項目「rto」");
    check_subject("organization 'o': parameter 'p/x'", KJ_JA, "組織「o」の基準値「p/x」");
    check_subject("rule '2.5.1': when", KJ_JA, "要件「2.5.1」: when");
    check_subject("answer", KJ_JA, "answer");
    check_subject("pack '省'", KJ_JA, "パック「省」");
}

TEST(names_with_quotes)
{
    check_subject("rule 'a'b'", KJ_JA, "要件「a'b」");
    check_subject("rule ''", KJ_JA, "要件「」");
    check_subject("kind 'a: b': field 'it's'", KJ_JA, "種別「a: b」の項目「it's」");
}

TEST(other_forms_stay)
{
    check_subject("", KJ_JA, "");
    check_subject("rule 'open", KJ_JA, "rule 'open");
    check_subject("rule 'x' and more", KJ_JA, "rule 'x' and more");
    check_subject("two words", KJ_JA, "two words");
    check_subject("rule 'x': ", KJ_JA, "rule 'x': ");
}

int main(void)
{
    return RUN(english_is_the_form_itself, parts_in_japanese, names_with_quotes, other_forms_stay);
}
