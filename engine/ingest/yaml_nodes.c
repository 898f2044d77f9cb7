/* libyaml's events become nodes.
 *
 * A stack of open lists and maps knows whether the next node is a key. Every anchor remembers how
 * much its node holds (its weight, in nodes and 64-byte pieces of text) and how deep it is, so that
 * an alias can be charged in full without being followed: the weight of what aliases add and the
 * depth they lead to are bounded before anybody walks them. */
#include "engine/ingest/yaml_nodes.h"

#include "engine/ingest/tell.h"
#include "engine/ingest/yaml_anchors.h"
#include "engine/ingest/yaml_problem.h"

#include <string.h>

typedef struct Frame {
    uint32_t node;
    uint32_t children;
    uint64_t weight_before;
    int height; /* of the highest child */
    KjAtom anchor;
} Frame;

typedef struct Parse {
    yaml_parser_t parser;
    KjYaml *yaml;
    KjDiags *diags;
    Frame stack[KJ_YAML_MAX_DEPTH];
    int depth;
    uint64_t written, weight; /* without and with what aliases add */
    KjAnchors anchors;
    bool stop; /* a problem was reported that ends the reading of this file */
} Parse;

static KjPlace place_of(const Parse *parse, yaml_mark_t mark)
{
    return (KjPlace){parse->yaml->path, (uint32_t)mark.line + 1, (uint32_t)mark.column + 1};
}

/* ---- nodes ---- */

static bool at_key(const Parse *parse)
{
    if (parse->depth == 0)
        return false;
    const Frame *top = &parse->stack[parse->depth - 1];
    return parse->yaml->nodes[top->node].type == KJ_NODE_MAP && top->children % 2 == 0;
}

static uint32_t add_node(Parse *parse, KjNodeType type, yaml_mark_t mark)
{
    KjYaml *yaml = parse->yaml;
    KjPlace place = place_of(parse, mark);
    uint32_t index = (uint32_t)yaml->count;
    KjYamlNode node = {
        .type = (uint8_t)type, .line = place.line, .column = place.column, .next = index + 1};
    if (yaml->count >= KJ_YAML_MAX_NODES) {
        kj_diag(parse->diags, KJ_ERROR, place, NULL,
                "値の数が上限（%zu）を超えています。ファイルを分けてください",
                "more than %zu values in one file; split it", KJ_YAML_MAX_NODES);
        parse->stop = true;
        return 0;
    }
    KJ_PUSH(yaml->nodes, yaml->count, yaml->capacity, node);
    parse->written++;
    parse->weight++;
    if (parse->depth > 0)
        parse->stack[parse->depth - 1].children++;
    return index;
}

static void raise_height(Parse *parse, int height)
{
    if (parse->depth > 0 && parse->stack[parse->depth - 1].height < height)
        parse->stack[parse->depth - 1].height = height;
}

/* ---- aliases ---- */

static void too_many_copies(Parse *parse, KjPlace place)
{
    kj_diag(parse->diags, KJ_ERROR, place, NULL,
            "別名（*）を展開すると大きくなりすぎます（上限%d）。別名を使わずに書いてください",
            "the aliases (*) of this file expand to too much (limit %d); write it without them",
            KJ_YAML_MAX_COPIES);
    parse->stop = true;
}

static void too_deep(Parse *parse, KjPlace place)
{
    kj_diag(parse->diags, KJ_ERROR, place, NULL,
            "入れ子が深すぎます（上限%d段）。組や一覧を減らしてください",
            "nested too deeply (at most %d levels); use fewer lists and mappings",
            KJ_YAML_MAX_DEPTH);
    parse->stop = true;
}

static void on_alias(Parse *parse, const yaml_event_t *event)
{
    bool key = at_key(parse);
    uint32_t index = add_node(parse, KJ_NODE_BAD, event->start_mark);
    if (parse->stop)
        return;
    KjPlace place = kj_node_place(parse->yaml, index);
    const KjAnchor *anchor = kj_anchors_find(
        &parse->anchors, (const char *)event->data.alias.anchor, place, parse->diags);
    if (!anchor)
        return;
    parse->weight += anchor->weight;
    raise_height(parse, anchor->height);
    if (parse->weight - parse->written > KJ_YAML_MAX_COPIES) {
        too_many_copies(parse, place);
    } else if (parse->depth + anchor->height > KJ_YAML_MAX_DEPTH) {
        too_deep(parse, place);
    } else if (key && parse->yaml->nodes[anchor->node].type != KJ_NODE_SCALAR) {
        kj_diag(parse->diags, KJ_ERROR, place, NULL,
                "項目名に一覧や組は使えません。名前を書いてください",
                "a key must be a name, not a list or mapping");
    } else {
        parse->yaml->nodes[index].type = KJ_NODE_ALIAS;
        parse->yaml->nodes[index].at = anchor->node;
    }
}

/* ---- tags ---- */

/* YAML's own tags are let through where they fit the node; the schema decides the type anyway. */
static bool check_tag(Parse *parse, const yaml_char_t *tag, KjNodeType type, yaml_mark_t mark)
{
    static const char *const scalars[] = {"str", "int", "float", "bool", "null", "timestamp"};
    static const char prefix[] = "tag:yaml.org,2002:";
    const char *name = (const char *)tag;
    if (strcmp(name, "!") == 0)
        return true;
    if (strncmp(name, prefix, sizeof prefix - 1) == 0) {
        const char *core = name + sizeof prefix - 1;
        if (type == KJ_NODE_LIST && strcmp(core, "seq") == 0)
            return true;
        if (type == KJ_NODE_MAP && strcmp(core, "map") == 0)
            return true;
        for (size_t i = 0; type == KJ_NODE_SCALAR && i < sizeof scalars / sizeof *scalars; i++)
            if (strcmp(core, scalars[i]) == 0)
                return true;
    }
    kj_diag(parse->diags, KJ_ERROR, place_of(parse, mark), NULL,
            "型の指定（タグ）「%s」は使えません。削除してください（型は項目ごとに決まっています）",
            "tag '%s' is not used here; remove it (the type of a field is known)",
            kj_tell_text(parse->diags->arena, kj_text(name)));
    return false;
}

/* ---- scalars ---- */

/* Nothing, ~ or null, unless quotes or !!str say that it is text. */
static bool is_null(const yaml_event_t *event)
{
    const char *tag = (const char *)event->data.scalar.tag;
    const char *text = (const char *)event->data.scalar.value;
    if (event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE ||
        (tag && strcmp(tag, YAML_STR_TAG) == 0))
        return false;
    switch (text[0]) {
    case '\0': return event->data.scalar.length == 0;
    case '~': return text[1] == '\0';
    case 'n': return strcmp(text, "null") == 0;
    case 'N': return strcmp(text, "Null") == 0 || strcmp(text, "NULL") == 0;
    default: return false;
    }
}

/* Escapes in double quotes can bring in what the bytes of the file may not hold. */
static bool check_control(Parse *parse, const yaml_event_t *event)
{
    if (event->data.scalar.style != YAML_DOUBLE_QUOTED_SCALAR_STYLE)
        return true;
    int32_t control = kj_text_control(
        (KjText){(const char *)event->data.scalar.value, (uint32_t)event->data.scalar.length});
    if (control < 0)
        return true;
    kj_diag(parse->diags, KJ_ERROR, place_of(parse, event->start_mark), NULL,
            "値に制御文字U+%04Xがあります。削除してください",
            "the value holds the control character U+%04X; remove it", (unsigned)control);
    return false;
}

static bool check_key(Parse *parse, const yaml_event_t *event)
{
    const char *text = (const char *)event->data.scalar.value;
    size_t len = event->data.scalar.length;
    bool plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    if (len == 0) {
        kj_diag(parse->diags, KJ_ERROR, place_of(parse, event->start_mark), NULL,
                "「:」の前に項目名がありません", "the name before ':' is missing");
        return false;
    }
    if (plain && len == 2 && memcmp(text, "<<", 2) == 0) {
        kj_diag(parse->diags, KJ_ERROR, place_of(parse, event->start_mark), NULL,
                "差し込み（<<）は使えません。項目を直接書いてください",
                "merge keys (<<) are not supported; write the fields themselves");
        return false;
    }
    return true;
}

static void on_scalar(Parse *parse, const yaml_event_t *event)
{
    KjYaml *yaml = parse->yaml;
    bool key = at_key(parse);
    const char *text = (const char *)event->data.scalar.value;
    size_t len = event->data.scalar.length;
    uint32_t index = add_node(parse, KJ_NODE_SCALAR, event->start_mark);
    if (parse->stop)
        return;
    uint64_t pieces = len / 64;
    if (event->data.scalar.anchor) {
        KjAtom anchor =
            kj_anchors_begin(&parse->anchors, (const char *)event->data.scalar.anchor, index);
        kj_anchors_end(&parse->anchors, anchor, index, 1 + pieces, 0);
    }
    parse->written += pieces;
    parse->weight += pieces;
    KjYamlNode *node = &yaml->nodes[index];
    const yaml_char_t *tag = event->data.scalar.tag;
    bool good = (!tag || check_tag(parse, tag, KJ_NODE_SCALAR, event->start_mark)) &&
                check_control(parse, event) && (!key || check_key(parse, event));
    node->at = (uint32_t)yaml->text.len;
    node->count = (uint32_t)len;
    node->is_null = is_null(event);
    if (!good)
        node->type = KJ_NODE_BAD;
    kj_buf_add(&yaml->text, text, len + 1);
}

/* ---- lists and maps ---- */

static void on_open(Parse *parse, const yaml_event_t *event)
{
    bool map = event->type == YAML_MAPPING_START_EVENT;
    KjNodeType type = map ? KJ_NODE_MAP : KJ_NODE_LIST;
    const yaml_char_t *anchor =
        map ? event->data.mapping_start.anchor : event->data.sequence_start.anchor;
    const yaml_char_t *tag = map ? event->data.mapping_start.tag : event->data.sequence_start.tag;
    KjPlace place = place_of(parse, event->start_mark);
    if (parse->depth >= KJ_YAML_MAX_DEPTH) {
        too_deep(parse, place);
        return;
    }
    if (at_key(parse))
        kj_diag(parse->diags, KJ_ERROR, place, NULL,
                "項目名に一覧や組は使えません。名前を書いてください",
                "a key must be a name, not a list or mapping");
    if (tag)
        check_tag(parse, tag, type, event->start_mark);
    uint64_t before = parse->weight;
    uint32_t index = add_node(parse, type, event->start_mark);
    if (parse->stop)
        return;
    parse->stack[parse->depth++] =
        (Frame){.node = index,
                .weight_before = before,
                .anchor = kj_anchors_begin(&parse->anchors, (const char *)anchor, index)};
}

static void on_close(Parse *parse)
{
    Frame frame = parse->stack[--parse->depth];
    KjYamlNode *node = &parse->yaml->nodes[frame.node];
    node->count = node->type == KJ_NODE_MAP ? frame.children / 2 : frame.children;
    node->next = (uint32_t)parse->yaml->count;
    kj_anchors_end(&parse->anchors, frame.anchor, frame.node, parse->weight - frame.weight_before,
                   frame.height + 1);
    raise_height(parse, frame.height + 1);
    /* Was it a key? Its frame has been popped, and it has been counted as a child. */
    if (parse->depth > 0) {
        const Frame *outer = &parse->stack[parse->depth - 1];
        if (parse->yaml->nodes[outer->node].type == KJ_NODE_MAP && outer->children % 2 == 1)
            node->type = KJ_NODE_BAD;
    }
}

/* ---- the file ---- */

/* Here and there libyaml runs out of memory without saying so. */
static void fail(Parse *parse)
{
    if (!parse->parser.error)
        parse->parser.error = YAML_MEMORY_ERROR;
}

/* After the document: nothing, or a second one. The parser has looked at the next token already;
 * taking it with yaml_parser_scan keeps libyaml from working through what follows. */
static void on_document_end(Parse *parse)
{
    yaml_token_t token;
    parse->stop = true;
    if (!yaml_parser_scan(&parse->parser, &token)) {
        fail(parse);
        return;
    }
    bool second = token.type == YAML_DOCUMENT_START_TOKEN ||
                  token.type == YAML_VERSION_DIRECTIVE_TOKEN ||
                  token.type == YAML_TAG_DIRECTIVE_TOKEN;
    if (token.type != YAML_STREAM_END_TOKEN && !second)
        kj_diag(parse->diags, KJ_ERROR, place_of(parse, token.start_mark), NULL,
                "最上位の値が終わった後に続きがあります。すべてを1つの「項目名: "
                "値」の並びにしてください",
                "something follows the end of the document; write all of it as one mapping");
    if (second)
        kj_diag(parse->diags, KJ_ERROR, place_of(parse, token.start_mark), NULL,
                "1つのファイルに複数の文書（---）は書けません。ファイルを分けてください",
                "a file holds one document; put what follows '---' into a file of its own");
    yaml_token_delete(&token);
}

/* True as long as there is more to read. */
static bool take_event(Parse *parse, const yaml_event_t *event, bool *complete)
{
    switch (event->type) {
    case YAML_SCALAR_EVENT: on_scalar(parse, event); break;
    case YAML_ALIAS_EVENT: on_alias(parse, event); break;
    case YAML_SEQUENCE_START_EVENT:
    case YAML_MAPPING_START_EVENT: on_open(parse, event); break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT: on_close(parse); break;
    case YAML_DOCUMENT_END_EVENT:
        *complete = true;
        on_document_end(parse);
        break;
    case YAML_STREAM_END_EVENT:
    case YAML_NO_EVENT: *complete = true; return false;
    default: break;
    }
    return !parse->stop;
}

static bool parse_events(Parse *parse, const char *data, size_t len)
{
    bool complete = false, more = true;
    yaml_parser_set_encoding(&parse->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parse->parser, (const unsigned char *)data, len);
    while (more) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parse->parser, &event)) {
            fail(parse);
            break;
        }
        more = take_event(parse, &event, &complete);
        yaml_event_delete(&event);
    }
    if (parse->parser.error) {
        kj_yaml_problem(&parse->parser, parse->yaml->path, data, len, parse->diags);
        return false;
    }
    return complete;
}

/* A document whose only node is nothing ("---" alone) holds as much as an empty file. */
static void drop_empty_root(KjYaml *yaml)
{
    if (yaml->count == 1 && yaml->nodes[0].type == KJ_NODE_SCALAR && yaml->nodes[0].count == 0 &&
        yaml->nodes[0].is_null)
        yaml->count = 0;
}

bool kj_yaml_read(KjYaml *yaml, const char *path, const char *data, size_t len, KjDiags *diags)
{
    *yaml = (KjYaml){.path = path};
    kj_buf_init(&yaml->text, 0);
    if (!kj_yaml_bytes_check(path, data, len, diags))
        return false;
    Parse *parse = kj_alloc(sizeof *parse);
    parse->yaml = yaml;
    parse->diags = diags;
    size_t mark = kj_yaml_mark_length(data, len);
    bool complete = false;
    if (yaml_parser_initialize(&parse->parser)) {
        complete = parse_events(parse, data + mark, len - mark);
        yaml_parser_delete(&parse->parser);
    } else {
        parse->parser.error = YAML_MEMORY_ERROR;
        kj_yaml_problem(&parse->parser, path, data, len, diags);
    }
    kj_anchors_clear(&parse->anchors);
    kj_free(parse);
    drop_empty_root(yaml);
    return complete && !yaml->text.failed;
}

void kj_yaml_clear(KjYaml *yaml)
{
    kj_free(yaml->nodes);
    kj_buf_clear(&yaml->text);
    *yaml = (KjYaml){0};
}
