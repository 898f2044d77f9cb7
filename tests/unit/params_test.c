// Parameters: without a value, and with bounds that hold for what organisations set.
#include "tests/unit/judge_fixture.h"

static const char PACK[] =
    "kind 'organization' { singleton = true, plural = 'organizations', title = { ja='組織', "
    "en='Org' },"
    " fields = { field('parameters', '[group] = []', '値', 'Values', { field('name*', 'text', "
    "'名', 'Name'), field('value*', 'text', '値', 'Value') }), field('sort', 'text', '種', "
    "'Sort') } }\n"
    "local title = { ja='件', en='Case' }\n"
    "param 'teams' { type = 'int 1..5', title = title }\n"
    "param 'share' { value = 20, type = 'percent 0..100', title = title }\n"
    "param 'steps' { value = { 1, 2 }, type = '[int 1..]', title = title }\n"
    "param 'marks' { value = map { a = 1 }, type = 'int 0..3', title = title }\n"
    "param 'names' { type = '[text]', title = title }\n"
    "rule '1' { check = 'sort in $names', title = title }\n"
    "rule '2' { check = function() return #params.names > 1 end, title = title }\n"
    "rule '3' { check = '$teams == 2', title = title }\n";

static const char *setting(Fixture *f, const char *name, const char *value)
{
    return kj_arena_printf(f->arena,
                           "kijun: 1\norganization: { id: o, sort: b, parameters: [ { name: %s, "
                           "value: \"%s\" } ] }\n",
                           name, value);
}

static void check_refused(const char *name, const char *value, const char *problem)
{
    Fixture f = fixture_new();
    fixture_pack(&f, "p", PACK);
    fixture_judge(&f, setting(&f, name, value));
    CHECK(f.diags.errors == 1);
    CHECK(strstr(f.problems, problem) != NULL);
    CHECK(strstr(f.problems, "1.yaml:2:") != NULL);
    fixture_free(&f);
}

static void check_taken(const char *name, const char *value)
{
    Fixture f = fixture_new();
    fixture_pack(&f, "p", PACK);
    fixture_judge_well(&f, setting(&f, name, value));
    fixture_free(&f);
}

TEST(a_value_out_of_bounds_is_an_error_of_the_data)
{
    check_refused("teams", "0", "too small: at least 1");
    check_refused("teams", "-1", "too small: at least 1");
    check_refused("teams", "6", "too large: at most 5");
    check_refused("teams", "1.5", "not a whole number");
    check_refused("share", "101%", "too large");
    check_refused("steps", "1, 0, 2", "too small: at least 1");
    check_refused("marks", "a=4", "too large: at most 3");
    check_taken("teams", "1");
    check_taken("teams", "5");
    check_taken("share", "100%");
    check_taken("steps", "1, 7");
    check_taken("marks", "a=3");
}

TEST(a_list_without_a_value_is_missing_until_an_organisation_sets_it)
{
    Fixture f = fixture_new();
    fixture_pack(&f, "p", PACK);
    fixture_judge_well(&f, "kijun: 1\norganization: { id: o, sort: b }\n");
    CHECK_STR(fixture_verdict(&f, "1", "organization:o"), "unknown");
    CHECK_STR(fixture_missing(&f, "1", "organization:o"), "$p/names");
    CHECK_STR(fixture_verdict(&f, "2", "organization:o"), "unknown");
    CHECK_STR(fixture_missing(&f, "2", "organization:o"), "$p/names");
    fixture_judge_well(&f, setting(&f, "names", "a, b"));
    CHECK_STR(fixture_verdict(&f, "1", "organization:o"), "pass");
    CHECK_STR(fixture_verdict(&f, "2", "organization:o"), "pass");
    fixture_judge_well(&f, setting(&f, "names", "a"));
    CHECK_STR(fixture_verdict(&f, "1", "organization:o"), "fail");
    CHECK_STR(fixture_verdict(&f, "2", "organization:o"), "fail");
    fixture_free(&f);
}

int main(void)
{
    return RUN(a_value_out_of_bounds_is_an_error_of_the_data,
               a_list_without_a_value_is_missing_until_an_organisation_sets_it);
}
