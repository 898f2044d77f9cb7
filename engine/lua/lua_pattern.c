/* Lua's patterns, matched with every step charged to the instruction budget: a pattern that tries very much
 * uses it up like any other loop, which the library's own matcher would not. What matches, and the messages,
 * are those of the library (Lua 5.4, §6.4.1); tests/unit/pattern_test compares them.
 *
 * A match is a walk through text and pattern; where there is a choice (a quantifier, a capture that may
 * have to be undone) the rest of the pattern is tried by a call, at most DEEPEST of them in one another. */
#include "engine/lua/lua_parts.h"

#include <ctype.h>
#include <string.h>

#define DEEPEST 200
#define CAPTURES 32
#define STEPS_PER_INSTRUCTION 4
#define STEPS_AT_ONCE 4096 /* after so many they are charged */

enum { OPEN = -1, POSITION = -2 }; /* in the place of a capture's length */

typedef struct Match {
    lua_State *state;
    const char *text, *text_end;
    const char *pattern, *pattern_end;
    bool anchored; /* it can only begin where the search does */
    uint32_t steps;
    int depth, level;
    struct {
        const char *from;
        ptrdiff_t length;
    } captures[CAPTURES];
} Match;

static const char *match_rest(Match *match, const char *s, const char *p);

static void count_step(Match *match)
{
    if (++match->steps < STEPS_AT_ONCE)
        return;
    kj_lua_charge(match->state, match->steps / STEPS_PER_INSTRUCTION);
    match->steps = 0;
}

/* ---- single characters ---- */

static bool is_in_class(int c, int letter)
{
    bool within;
    switch (tolower(letter)) {
    case 'a': within = isalpha(c); break;
    case 'c': within = iscntrl(c); break;
    case 'd': within = isdigit(c); break;
    case 'g': within = isgraph(c); break;
    case 'l': within = islower(c); break;
    case 'p': within = ispunct(c); break;
    case 's': within = isspace(c); break;
    case 'u': within = isupper(c); break;
    case 'w': within = isalnum(c); break;
    case 'x': within = isxdigit(c); break;
    default: return letter == c;
    }
    return isupper(letter) ? !within : within;
}

/* Behind the single character class that begins at p. */
static const char *class_end(Match *match, const char *p)
{
    if (*p++ == '%') {
        if (p == match->pattern_end)
            kj_lua_raise(match->state, "malformed pattern (ends with '%%')");
        return p + 1;
    }
    if (p[-1] != '[')
        return p;
    if (p < match->pattern_end && *p == '^')
        p++;
    do { /* a "]" right at the beginning is one of the set */
        if (p == match->pattern_end)
            kj_lua_raise(match->state, "malformed pattern (missing ']')");
        if (*p++ == '%')
            p++;
        if (p > match->pattern_end)
            kj_lua_raise(match->state, "malformed pattern (missing ']')");
    } while (p == match->pattern_end || *p != ']');
    return p + 1;
}

/* The set from "[" at p to "]" at last. */
static bool is_in_set(Match *match, int c, const char *p, const char *last)
{
    bool within = true;
    if (*++p == '^') {
        within = false;
        p++;
    }
    for (; p < last; p++) {
        count_step(match);
        if (*p == '%') {
            if (is_in_class(c, (unsigned char)*++p))
                return within;
        } else if (p[1] == '-' && p + 2 < last) {
            if ((unsigned char)p[0] <= c && c <= (unsigned char)p[2])
                return within;
            p += 2;
        } else if ((unsigned char)*p == c) {
            return within;
        }
    }
    return !within;
}

/* Whether the class from p to end means the character at s. */
static bool is_single(Match *match, const char *s, const char *p, const char *end)
{
    count_step(match);
    if (s >= match->text_end)
        return false;
    int c = (unsigned char)*s;
    switch (*p) {
    case '.': return true;
    case '%': return is_in_class(c, (unsigned char)p[1]);
    case '[': return is_in_set(match, c, p, end - 1);
    default: return (unsigned char)*p == c;
    }
}

/* ---- quantifiers ---- */

static const char *most_first(Match *match, const char *s, const char *p, const char *end)
{
    ptrdiff_t count = 0;
    while (is_single(match, s + count, p, end))
        count++;
    for (; count >= 0; count--) {
        const char *found = match_rest(match, s + count, end + 1);
        if (found)
            return found;
    }
    return NULL;
}

static const char *least_first(Match *match, const char *s, const char *p, const char *end)
{
    for (;; s++) {
        const char *found = match_rest(match, s, end + 1);
        if (found || !is_single(match, s, p, end))
            return found;
    }
}

/* ---- captures ---- */

static const char *start_capture(Match *match, const char *s, const char *p, ptrdiff_t length)
{
    if (match->level >= CAPTURES)
        kj_lua_raise(match->state, "too many captures");
    match->captures[match->level].from = s;
    match->captures[match->level].length = length;
    match->level++;
    const char *found = match_rest(match, s, p);
    if (!found)
        match->level--;
    return found;
}

/* Ends the capture that was begun last. */
static const char *end_capture(Match *match, const char *s, const char *p)
{
    for (int level = match->level - 1; level >= 0; level--) {
        if (match->captures[level].length != OPEN)
            continue;
        match->captures[level].length = s - match->captures[level].from;
        const char *found = match_rest(match, s, p);
        if (!found)
            match->captures[level].length = OPEN;
        return found;
    }
    kj_lua_raise(match->state, "invalid pattern capture");
}

/* %1: what a capture has matched, once more. */
static const char *match_again(Match *match, const char *s, int digit)
{
    int number = digit - '1';
    bool known = number >= 0 && number < match->level;
    if (!known || match->captures[number].length == OPEN)
        kj_lua_raise(match->state, "invalid capture index %%%d", number + 1);
    ptrdiff_t length = match->captures[number].length;
    if (length < 0 || match->text_end - s < length)
        return NULL; /* a position has no text */
    match->steps += (uint32_t)length / 16;
    return memcmp(match->captures[number].from, s, (size_t)length) == 0 ? s + length : NULL;
}

/* ---- %b and %f ---- */

static const char *match_balance(Match *match, const char *s, const char *p)
{
    if (p + 1 >= match->pattern_end)
        kj_lua_raise(match->state, "malformed pattern (missing arguments to '%%b')");
    if (s >= match->text_end || *s != p[0])
        return NULL;
    size_t open = 1;
    while (++s < match->text_end) {
        count_step(match);
        if (*s == p[1]) {
            if (--open == 0)
                return s + 1;
        } else if (*s == p[0]) {
            open++;
        }
    }
    return NULL;
}

static bool is_at_frontier(Match *match, const char *s, const char *p, const char *end)
{
    int before = s == match->text ? 0 : (unsigned char)s[-1];
    int here = s == match->text_end ? 0 : (unsigned char)*s;
    return !is_in_set(match, before, p, end - 1) && is_in_set(match, here, p, end - 1);
}

/* ---- the walk ---- */

/* What begins with "%" and is no class moves s and p on; *s is NULL where it does not match. False: it is a
 * class. */
static bool match_special(Match *match, const char **s, const char **p)
{
    int letter = *p + 1 < match->pattern_end ? (unsigned char)(*p)[1] : '\0';
    if (letter == 'b') {
        *s = match_balance(match, *s, *p + 2);
        *p += 4;
    } else if (letter == 'f') {
        if (*p + 2 >= match->pattern_end || (*p)[2] != '[')
            kj_lua_raise(match->state, "missing '[' after '%%f' in pattern");
        const char *end = class_end(match, *p + 2);
        *s = is_at_frontier(match, *s, *p + 2, end) ? *s : NULL;
        *p = end;
    } else if (isdigit(letter)) {
        *s = match_again(match, *s, letter);
        *p += 2;
    } else {
        return false;
    }
    return true;
}

/* A class with what stands behind it. True: *s and *p were moved on; false: *s is the end of the match, or
 * NULL. */
static bool match_class(Match *match, const char **s, const char **p)
{
    const char *end = class_end(match, *p);
    int suffix = end < match->pattern_end ? *end : '\0';
    if (suffix == '*' || suffix == '-') {
        *s = (suffix == '*' ? most_first : least_first)(match, *s, *p, end);
        return false;
    }
    bool fits = is_single(match, *s, *p, end);
    if (suffix == '+') {
        *s = fits ? most_first(match, *s + 1, *p, end) : NULL;
        return false;
    }
    if (suffix == '?') {
        const char *found = fits ? match_rest(match, *s + 1, end + 1) : NULL;
        *s = found ? found : *s;
        *p = end + 1;
        return !found;
    }
    *s = fits ? *s + 1 : NULL;
    *p = end;
    return fits;
}

static const char *walk(Match *match, const char *s, const char *p)
{
    while (s && p < match->pattern_end) {
        count_step(match);
        if (*p == '(')
            return p + 1 < match->pattern_end && p[1] == ')'
                       ? start_capture(match, s, p + 2, POSITION)
                       : start_capture(match, s, p + 1, OPEN);
        if (*p == ')')
            return end_capture(match, s, p + 1);
        if (*p == '$' && p + 1 == match->pattern_end)
            return s == match->text_end ? s : NULL;
        if (*p == '%' && match_special(match, &s, &p))
            continue;
        if (!match_class(match, &s, &p))
            return s;
    }
    return s;
}

static const char *match_rest(Match *match, const char *s, const char *p)
{
    if (++match->depth > DEEPEST)
        kj_lua_raise(match->state, "pattern too complex");
    const char *found = walk(match, s, p);
    match->depth--;
    return found;
}

/* ---- for Lua ---- */

/* open: one that the pattern has not closed is pushed as false. */
static void push_captures(Match *match, bool open)
{
    luaL_checkstack(match->state, match->level, "too many captures");
    for (int i = 0; i < match->level; i++) {
        if (match->captures[i].length == OPEN && !open)
            kj_lua_raise(match->state, "unfinished capture");
        if (match->captures[i].length == OPEN)
            lua_pushboolean(match->state, false);
        else if (match->captures[i].length == POSITION)
            lua_pushinteger(match->state, match->captures[i].from - match->text + 1);
        else
            lua_pushlstring(match->state, match->captures[i].from,
                            (size_t)match->captures[i].length);
    }
}

/* The arguments text and pattern, at 1 and 2. */
static Match match_of(lua_State *state, bool literal)
{
    size_t text_length, pattern_length;
    const char *text = luaL_checklstring(state, 1, &text_length);
    const char *source = luaL_checklstring(state, 2, &pattern_length);
    bool anchored = pattern_length > 0 && *source == '^' && !literal;
    return (Match){.state = state,
                   .text = text,
                   .text_end = text + text_length,
                   .pattern = source + anchored,
                   .pattern_end = source + pattern_length,
                   .anchored = anchored};
}

/* The first match from s on that does not end at last: where it begins, and *end; NULL: there is none. */
static const char *search(Match *match, const char *s, const char *last, const char **end)
{
    for (; s <= match->text_end; s++) {
        match->depth = match->level = 0;
        count_step(match);
        *end = match_rest(match, s, match->pattern);
        if (*end && *end != last)
            return s;
        if (match->anchored)
            break;
    }
    return NULL;
}

static void settle(Match *match)
{
    kj_lua_charge(match->state, match->steps / STEPS_PER_INSTRUCTION);
    match->steps = 0;
}

/* kijun.pattern(text, pattern, from, last, literal, open) → begin, behind, captures… or nil
 *
 * The first match from position `from` on that does not end before position `last` (0: any). literal: a "^"
 * at the beginning of the pattern means itself. open: a capture that is never closed is false, and no error.
 * [-0, +n, e] */
static int pattern(lua_State *state)
{
    lua_settop(state, 6);
    Match match = match_of(state, lua_toboolean(state, 5));
    lua_Integer from = luaL_checkinteger(state, 3), last = luaL_checkinteger(state, 4);
    const char *end, *begin = NULL;
    if (from >= 1 && from <= match.text_end - match.text + 1)
        begin = search(&match, match.text + from - 1, last ? match.text + last - 1 : NULL, &end);
    settle(&match);
    if (!begin)
        return 0;
    lua_pushinteger(state, begin - match.text + 1);
    lua_pushinteger(state, end - match.text + 1);
    push_captures(&match, lua_toboolean(state, 6));
    return 2 + match.level;
}

/* ---- replacing ---- */

/* What %0 … %9 stands for: a text, or a position as one. */
static void add_capture(Match *match, luaL_Buffer *out, const char *begin, const char *end,
                        int digit)
{
    int number = digit - '1';
    if (digit == '0' || (number == 0 && match->level == 0)) {
        luaL_addlstring(out, begin, (size_t)(end - begin));
    } else if (number >= match->level) {
        kj_lua_raise(match->state, "invalid capture index %%%d", number + 1);
    } else if (match->captures[number].length == OPEN) {
        kj_lua_raise(match->state, "unfinished capture");
    } else if (match->captures[number].length == POSITION) {
        lua_pushinteger(match->state, match->captures[number].from - match->text + 1);
        luaL_addvalue(out);
    } else {
        luaL_addlstring(out, match->captures[number].from, (size_t)match->captures[number].length);
    }
}

static void add_replacement(Match *match, luaL_Buffer *out, const char *begin, const char *end)
{
    size_t length;
    const char *text = lua_tolstring(match->state, 3, &length);
    for (const char *at = text; at < text + length; at++) {
        match->steps++;
        if (*at != '%') {
            luaL_addchar(out, *at);
        } else if (++at < text + length && *at == '%') {
            luaL_addchar(out, '%');
        } else if (at < text + length && isdigit((unsigned char)*at)) {
            add_capture(match, out, begin, end, *at);
        } else {
            kj_lua_raise(match->state, "invalid use of '%%' in replacement string");
        }
        if (luaL_bufflen(out) > KJ_LUA_TEXT)
            kj_lua_raise(match->state, "%s", lua_tostring(match->state, 5));
    }
}

/* kijun.substitute(text, pattern, replacement, most, too_long) → text, how often
 *
 * too_long: what is said of a text beyond KJ_LUA_TEXT. [-0, +2, e] */
static int substitute(lua_State *state)
{
    Match match = match_of(state, false);
    lua_Integer most = luaL_checkinteger(state, 4), count = 0;
    const char *at = match.text, *last = NULL, *end, *begin;
    luaL_Buffer out;
    luaL_buffinit(state, &out);
    while (count < most && (begin = search(&match, at, last, &end))) {
        luaL_addlstring(&out, at, (size_t)(begin - at));
        add_replacement(&match, &out, begin, end);
        at = last = end;
        count++;
        if (match.anchored)
            break;
    }
    luaL_addlstring(&out, at, (size_t)(match.text_end - at));
    settle(&match);
    luaL_pushresult(&out);
    lua_pushinteger(state, count);
    return 2;
}

void kj_lua_open_pattern(lua_State *state)
{
    lua_pushcfunction(state, pattern);
    lua_setfield(state, -2, "pattern");
    lua_pushcfunction(state, substitute);
    lua_setfield(state, -2, "substitute");
}
