/* Changes laid over data: `whatif` and sessions judge facts as they would be.
 *
 * A change is one line of text:
 *
 *   system:mail rto=2h                    a field; also a label, and "group.member"
 *   system:mail rto=                      makes it missing; a group with its members
 *   system:mail depends_on=auth, dns      a list; depends_on+=dns and depends_on-=dns add and take out
 *   incident:i1/reports[2] to=…           a row of a list of groups, from 1; +incident:i1/reports adds one,
 *                                         -incident:i1/reports[2] takes it away
 *   organization type=agency              the organisation's own record
 *   parameter crews=2                     what the organisation sets a parameter to
 *   +system:new, -system:old              adds a record, takes one away; "+system:new name=…" does both
 *
 * Further assignments to the same record stand behind KJ_AMEND_NEXT each. Where data have several organisations, "ORG/" in front says whose: "reiji/system:mail rto=2h", needed where
 * the id alone does not say it. Values are read as cells of tables are: durations, eras, labels of
 * enumerated values, marks, full-width digits; items of lists are parted by ";", those of references,
 * enumerated values and days also by ",". */
#ifndef KJ_INGEST_AMEND_H
#define KJ_INGEST_AMEND_H

#include "engine/ingest/ingest.h"

#define KJ_AMEND_NEXT '\x1e'

typedef struct KjAmend {
    KjText text;
    KjPlace
        place; /* what traces and messages show as the place of such facts: "--set system:mail rto=2h" */
} KjAmend;

/* In their order, after all files have been read and before sealing. What is wrong with one is told at
 * its place; the others are done. */
void kj_amend(KjBuilder *builder, const KjSchema *schema, const KjAmend *amends, size_t count,
              const KjIngestOptions *options, KjDiags *diags);

#endif
