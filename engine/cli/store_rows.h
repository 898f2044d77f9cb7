/* The rows of a query over a store, for people and for machines. */
#ifndef KJ_CLI_STORE_ROWS_H
#define KJ_CLI_STORE_ROWS_H

#include "engine/cli/app.h"
#include "engine/output/rows.h"
#include "engine/store/store.h"

typedef enum {
    KJ_STORE_PLAIN,
    KJ_STORE_MARK,    /* 1: ○; 0: nothing */
    KJ_STORE_VERDICT, /* its label */
    KJ_STORE_NOTE     /* stands below the table, behind the first column of its row */
} KjStoreCell;

typedef struct KjStoreColumn {
    const char *name; /* in the query */
    const char *label[2];
    KjStoreCell cell;
} KjStoreColumn;

/* How often each verdict was found, in the order in which people read them. */
#define KJ_STORE_VERDICT_COLUMNS                                                                   \
    {"pass", {"適合", "pass"}, KJ_STORE_PLAIN}, {"partial", {"一部", "part"}, KJ_STORE_PLAIN},     \
        {"fail", {"不適合", "fail"}, KJ_STORE_PLAIN},                                              \
        {"unknown", {"未確認", "unkn"}, KJ_STORE_PLAIN},                                           \
        {"waived", {"例外", "waiv"}, KJ_STORE_PLAIN},                                              \
    {                                                                                              \
        "error", {"エラー", "err"}, KJ_STORE_PLAIN                                                 \
    }

typedef struct KjStoreQuestion {
    const char *sql;
    const KjText *values;
    size_t value_count;
    bool asked; /* by a person: see KjQuery */
    /* What people see, in this order; NULL: the columns as the query names them. Machines have these always. */
    const KjStoreColumn *columns;
    size_t column_count;
    const char *none[2]; /* for people, if there are no rows */
} KjStoreQuestion;

/* In a form, onto a page. False: what could be had is printed, and error says what was wrong. */
bool kj_store_put(KjPage *page, const KjApp *app, KjStore *store, const KjStoreQuestion *question,
                  KjRowsForm form, KjError *error);
/* As text. */
bool kj_store_print(KjPage *page, const KjApp *app, KjStore *store, const KjStoreQuestion *question,
                    KjError *error);
/* In the form that --format says, to where -o says; below the text comes what `below` adds (or NULL). */
KjExit kj_store_answer(KjApp *app, KjStore *store, const KjStoreQuestion *question,
                       bool (*below)(KjPage *page, KjApp *app, KjStore *store, KjError *error));

#endif
