/* A session of the REPL: the data in a worker, and what the user has chosen. One file per matter:
 *
 *   repl.c           the command: from where lines come, what ends it
 *   repl_lines.c     lines of a script, of stdin, of -e, joined where they go on
 *   repl_edit.c      lines from a terminal (libedit);   repl_history.c  those of before
 *   repl_complete.c  what can follow;   repl_names.c  names of kinds and fields
 *   repl_text.c      whether a line goes on, its words
 *   repl_run.c       one line: a command or a query;    repl_help.c  the commands
 *   repl_ask.c       questions to the worker, and a new one where it has died
 *   repl_changes.c   changes of the session;           repl_explain.c  why a verdict is what it is
 *   repl_whatif.c    what a change would do
 *   repl_store.c     SQL over a store */
#ifndef KJ_CLI_REPL_H
#define KJ_CLI_REPL_H

#include "engine/cli/result.h"
#include "engine/cli/session.h"
#include "engine/output/rows.h"

typedef struct KjReplLine { /* may hold line breaks, where it was joined */
    const char *file;       /* NULL: typed at a terminal */
    uint32_t number;        /* of its first line */
    KjText text;
} KjReplLine;

typedef struct KjRepl {
    KjApp *
        app; /* of the command; lang, as_of, format and output follow what is said in the session */
    KjSession session;
    KjRowsForm form;
    const char *org;   /* the one organisation that is meant, or NULL */
    const char *store; /* for sql, or NULL */
    size_t width;      /* columns; 0: as the terminal has; SIZE_MAX: nothing is cut */
    KjAmend *amends;   /* changes of the session */
    size_t amend_count, amend_capacity;
    bool held; /* the worker holds the data */
    bool told; /* what is to be said of the data */
    bool interactive;
    bool quit;
    int depth;       /* of scripts in scripts */
    KjReplLine line; /* that is carried out */
    KjResult result; /* -o FILE: stays open until another one is said */
    bool result_open;
} KjRepl;

/* ---- repl_ask.c ---- */
/* Has the worker hold the data, if it does not. */
KjExit kj_repl_hold(KjRepl *repl);
/* Asks something of what is held. A worker that dies costs this question only: that is told, and the next one
 * is answered by a new one. KJ_EXIT_OK: result is to be cleared. */
KjExit kj_repl_job(KjRepl *repl, KjJob job, KjJobResult *result, KjDiags *diags);
/* Asks (engine/eval/inquiry.h) and prints the answer. */
KjExit kj_repl_ask(KjRepl *repl, const char *what, const char *key, KjText value);
/* The answer without printing it; false: there is none. */
bool kj_repl_fetch(KjRepl *repl, const char *what, const char *key, KjText value,
                   KjJobResult *result);
/* Whether there is such an organisation; if not, that is told. */
KjExit kj_repl_check_org(KjRepl *repl, KjText org);
/* Something the user did wrong, at byte `at` of the line (SIZE_MAX: no place). Returns KJ_EXIT_USAGE. */
KjExit kj_repl_wrong(KjRepl *repl, size_t at, const char *ja, const char *en);
/* Where that byte stands. */
KjPlace kj_repl_place(const KjRepl *repl, size_t at);
/* Tells what was found; what has no place stands in the line. */
void kj_repl_tell(KjRepl *repl, KjDiags *diags);
/* Where results go; false after telling why not. */
bool kj_repl_open_result(KjRepl *repl);
KjExit kj_repl_close_result(KjRepl *repl, KjExit exit);

/* ---- repl_run.c ---- */
KjExit kj_repl_run(KjRepl *repl, KjReplLine line);

/* ---- repl_lines.c ---- */
KjExit kj_repl_source(KjRepl *repl, const char *path); /* a script; "-" is stdin */
KjExit kj_repl_execute(KjRepl *repl, const char *text);

/* ---- repl_edit.c ---- */
KjExit kj_repl_dialogue(KjRepl *repl);

#endif
