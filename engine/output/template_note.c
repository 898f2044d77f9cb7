/* How a field is written, for who fills in a sheet: its names, type and unit, examples, range, what
 * it refers to, whether it has to be given, and what counts where it is not. */
#include "engine/output/show.h"
#include "engine/output/template.h"
#include "engine/output/type_words.h"

typedef struct Both {
    const char *ja, *en;
} Both;

static const Both examples[KJ_TYPE_COUNT] = {
    [KJ_BOOL] = {"○、×", "yes, no"},
    [KJ_INT] = {"120、1,200", "120, 1,200"},
    [KJ_NUMBER] = {"1.5、1,200", "1.5, 1,200"},
    [KJ_PERCENT] = {"80%", "80%"},
    [KJ_MONEY] = {"1,200,000、120万円", "1,200,000"},
    [KJ_DURATION] = {"3時間、90分、1日、2週間", "3h, 90min, 1d, 2w"},
    [KJ_PERIOD] = {"3か月、1年", "3mo, 1y"},
    [KJ_DATE] = {"2026-04-01、令和8年4月1日", "2026-04-01"},
    [KJ_DATETIME] = {"2026-04-01 09:00", "2026-04-01 09:00"},
    [KJ_MONTHDAY] = {"04-01、4月1日", "04-01"},
};

typedef struct Note {
    KjBuf *out;
    const KjView *view;
    const KjKind *kind;
    const KjField *field;
    KjMeaning meaning;
} Note;

static const char *in(const KjView *view, const char *ja, const char *en)
{
    return view->lang == KJ_JA ? ja : en;
}

static const char *word(const Note *note, Both both)
{
    return in(note->view, both.ja, both.en);
}

static void add(KjBuf *out, KjText text)
{
    if (text.len)
        kj_buf_add(out, text.data, text.len);
}

/* ---- lines ---- */

static void write_type(const Note *note)
{
    const KjField *field = note->field;

    kj_buf_printf(note->out, "\n%s%s", in(note->view, "型: ", "Type: "),
                  kj_type_word(note->view->lang, field->type));
    if (field->unit.len) {
        kj_buf_puts(note->out, field->type == KJ_MONEY ? in(note->view, "、通貨 ", ", currency ")
                                                       : in(note->view, "、単位 ", ", unit "));
        add(note->out, field->unit);
    }
    if (field->list)
        kj_buf_puts(
            note->out,
            in(note->view, "\n複数書けます。; かセル内の改行で区切ります。「なし」は - です。",
               "\nSeveral: put ; or line breaks between them; - says that there are none."));
}

static void write_example(const Note *note)
{
    const KjField *field = note->field;

    if (field->type == KJ_QUANTITY) {
        kj_buf_printf(note->out, "\n%s100", in(note->view, "書き方: ", "Write: "));
        add(note->out, field->unit);
    } else if (examples[field->type].ja) {
        kj_buf_printf(note->out, "\n%s%s", in(note->view, "書き方: ", "Write: "),
                      word(note, examples[field->type]));
    }
}

static void write_choices(const Note *note)
{
    const KjField *field = note->field;

    if (field->type != KJ_ENUM)
        return;
    kj_buf_puts(note->out, in(note->view, "\n書き方: ", "\nWrite: "));
    for (size_t i = 0; i < field->value_count; i++) {
        KjText label = kj_label_in(field->value_labels[i], note->view->lang);

        kj_buf_puts(note->out, i ? in(note->view, "、", ", ") : "");
        add(note->out, field->values[i]);
        if (label.len && kj_text_compare(label, field->values[i]) != 0)
            kj_buf_printf(note->out, " (%.*s)", (int)label.len, label.data);
    }
}

static void write_range(const Note *note)
{
    const KjField *field = note->field;

    if (!field->has_min && !field->has_max)
        return;
    kj_buf_puts(note->out, in(note->view, "\n範囲: ", "\nRange: "));
    kj_range_write(note->out, note->view->lang,
                   (KjRange){field->type, field->has_min, field->has_max, field->min, field->max});
}

static void write_target(const Note *note)
{
    const KjSchema *schema = note->view->registry->schema;
    const KjKind *target;
    KjText label, name;

    if (note->field->type != KJ_REF)
        return;
    if (note->field->target < 0) {
        kj_buf_puts(
            note->out,
            in(note->view,
               "\n参照先: どの記録でもよい。その id、同じ id がほかの種別にもあれば 種別:id",
               "\nRefers to: any record, by its id, or kind:id where several have that id"));
        return;
    }
    target = &schema->kinds[note->field->target];
    label = kj_label_in(target->label, note->view->lang);
    name = target->singleton ? target->name : target->plural;
    kj_buf_printf(note->out,
                  in(note->view, "\n参照先: %.*s (%.*s) の id", "\nRefers to: %.*s (%.*s), by id"),
                  (int)label.len, label.data ? label.data : "", (int)name.len, name.data);
}

static void write_need(const Note *note)
{
    const KjField *field = note->field;

    if (field->required && field->group < 0)
        kj_buf_puts(note->out, in(note->view, "\n必須", "\nRequired"));
    else if (field->required)
        kj_buf_puts(note->out, in(note->view, "\nこの組のどれかを書くときは必須",
                                  "\nRequired where anything of its group is given"));
    if (field->otherwise.type != KJ_NONE) {
        KjMeaning shown = note->meaning;

        shown.secret = false; /* a default is the schema's, nobody's secret */
        kj_buf_puts(note->out, in(note->view, "\n書かなければ: ", "\nIf empty: "));
        kj_show_value(note->out, note->view, shown, &field->otherwise);
    }
    if (note->meaning.secret)
        kj_buf_puts(note->out, in(note->view, "\n秘匿項目 (報告では伏せます)",
                                  "\nSensitive: masked in reports"));
}

/* ---- notes ---- */

void kj_template_note(KjBuf *out, const KjView *view, int32_t kind, int32_t field)
{
    const KjKind *of = &view->registry->schema->kinds[kind];
    Note note = {out, view, of, &of->fields[field], kj_meaning(view, kind, field)};

    kj_meaning_name(out, view, kind, field);
    write_type(&note);
    write_example(&note);
    write_choices(&note);
    write_range(&note);
    write_target(&note);
    write_need(&note);
}

void kj_template_id_note(KjBuf *out, const KjView *view, int32_t kind)
{
    const KjSchema *schema = view->registry->schema;
    const KjKind *of = &schema->kinds[kind];

    if (of->parent >= 0) {
        KjText label = kj_label_in(schema->kinds[of->parent].label, view->lang);

        kj_buf_printf(out,
                      in(view, "この行が属する%.*sの id\n同じ id の行を何行でも書けます\n必須",
                         "The id of the %.*s that the row belongs to\nAny number of rows may have "
                         "the same\nRequired"),
                      (int)label.len, label.data ? label.data : "");
        return;
    }
    kj_buf_puts(out, in(view,
                        "記録を区別する短い名前。ほかの記録からはこの id で参照します\n"
                        "種別の中で1つだけ。空白と : / , は使えません\n必須",
                        "A short name of the record; others refer to it by this id\n"
                        "Unique within the kind; no spaces and none of : / ,\nRequired"));
}
