/* What all forms of the list share. */
#include "engine/output/due.h"

#include "engine/output/show.h"
#include "engine/output/words.h"

int32_t kj_due_day(const KjDue *due)
{
    return due->day - 1;
}

bool kj_due_wanted(const KjDue *due, const KjDueAsked *asked)
{
    if (asked->overdue && !due->over)
        return false;
    if (!asked->person.len)
        return true;
    for (size_t i = 0; i < due->person_count; i++)
        if (kj_text_compare(due->persons[i].id, asked->person) == 0)
            return true;
    return false;
}

size_t kj_due_count(const KjOrgResult *org, const KjDueAsked *asked, bool over)
{
    size_t count = 0;

    for (size_t i = 0; i < org->due_count; i++)
        count += org->dues[i].over == over && kj_due_wanted(&org->dues[i], asked);
    return count;
}

void kj_due_persons(KjBuf *out, const KjView *view, const KjDue *due)
{
    for (size_t i = 0; i < due->person_count; i++) {
        const KjPerson *person = &due->persons[i];

        kj_buf_puts(out, i ? kj_word(view->lang, KJ_W_LIST_COMMA) : "");
        if (person->name.len)
            kj_buf_printf(out, "%.*s (%.*s)", (int)person->name.len, person->name.data,
                          (int)person->id.len, person->id.data);
        else
            kj_buf_add(out, person->id.data, person->id.len);
    }
}

void kj_due_fact(KjBuf *out, const KjView *view, const KjFact *fact)
{
    if (fact->kind >= 0) {
        kj_show_record(out, view, fact->kind, fact->id);
        kj_buf_putc(out, ' ');
    }
    kj_meaning_name(out, view, fact->kind, fact->field);
    kj_buf_putc(out, ' ');
    kj_show_value(out, view, kj_meaning(view, fact->kind, fact->field), &fact->value);
    if (fact->place.file && (fact->origin == KJ_AT_FILE || fact->origin == KJ_AT_ORGANIZATION)) {
        kj_buf_puts(out, "  ");
        kj_show_place(out, fact->place, false);
    }
}
