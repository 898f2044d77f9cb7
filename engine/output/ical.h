/* iCalendar, RFC 5545: lines of a calendar.
 *
 * A line goes over several where it has more than 75 bytes, parted between characters; texts are escaped;
 * lines end in CR LF. */
#ifndef KJ_OUTPUT_ICAL_H
#define KJ_OUTPUT_ICAL_H

#include "engine/base/buf.h"
#include "engine/base/text.h"

/* name: with its parameters, "DTSTART;VALUE=DATE". The value is written as it is. */
void kj_ical_put(KjBuf *out, const char *name, KjText value);
/* The same of a text: backslash, comma, semicolon and line breaks are escaped, other control characters are
 * left out. */
void kj_ical_text(KjBuf *out, const char *name, KjText text);
/* A day as 20261231. */
void kj_ical_date(KjBuf *out, const char *name, int32_t day);

#endif
