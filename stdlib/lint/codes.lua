-- What the linter can find: for each code how grave it is, the cause and the remedy in both languages.
-- Cause and remedy are given the same arguments; an argument in two languages is { ja =, en = }.
-- doc/packs.md lists the codes.

local codes = {}

local function define(code, severity, ja, en, remedy_ja, remedy_en)
  codes[code] = { severity = severity, ja = ja, en = en, remedy_ja = remedy_ja, remedy_en = remedy_en }
end

-- ---- conditions ----

define("always-true", "warning", "「%s」は常に真である%s", "'%s' is always true%s",
  "比べる値や向きを直すか、この部分を除く", "mend the value or the comparison, or leave this part out")
define("always-false", "warning", "「%s」は真になりえない%s", "'%s' can never be true%s",
  "比べる値や向きを直すか、この部分を除く", "mend the value or the comparison, or leave this part out")
define("never-fails", "warning", "select と when が成り立つとき、check は常に真である",
  "where select and when hold, check is always true", "check か when を直す", "mend check or when")
define("never-passes", "warning", "select と when が成り立つとき、check は真になりえない",
  "where select and when hold, check can never be true", "check か when を直す", "mend check or when")
define("unreachable-rule", "warning", "この要件はどの記録にも当てはまらない%s", "this rule can never apply to a record%s",
  "select・when・pack の applies を直すか、要件を除く",
  "mend select, when or the pack's 'applies', or take the rule out")

-- ---- what is not used ----

define("unused-parameter", "warning", "どの条件も関数もこの基準値を読まない",
  "no condition and no function reads this parameter",
  "使う条件に $%s と書くか、除く", "write $%s in the condition it is meant for, or take it out")
define("unused-derivation", "note", "どこからも読まれず、人に見せる title もない",
  "nothing reads it, and it has no title for people",
  "使うか、値を見せるなら title を付けるか、除く",
  "use it, give it a title if people are to see it, or take it out")

-- ---- texts ----

define("same-text", "warning", "%s の日本語と英語が同じである", "%s is the same in Japanese and English",
  "それぞれの言語で書く", "write it in each language")
define("wrong-language", "warning", "%s.%s がその言語で書かれていない", "%s.%s is not written in its language",
  "ja は日本語、en は英語で書く", "write ja in Japanese and en in English")
define("placeholder", "warning", "%s に仮の文「%s」が残っている", "%s still holds '%s'", "文を書く", "write the text")
define("no-remedy", "warning", "%s がない", "there is no %s", "満たされないときに何をするかを日英両方で書く",
  "say in both languages what to do where it is not met")

-- ---- tests and order ----

define("untested", "warning", "tests のどの期待値もこの要件に触れていない", "no expectation under tests names this rule",
  "適合・不適合・未確認の例を tests に置く", "put a case that passes, one that fails and one that is unknown under tests")
define("no-tests", "warning", "tests に期待値がない（要件は%d）",
  "there are no expectations under tests (for %d rules)",
  "tests/名前.yaml と tests/名前.expected を作る", "make tests/NAME.yaml and tests/NAME.expected")
define("out-of-order", "note", "文書では「%s」の前にある", "the document has it before '%s'",
  "文書の順に並べる", "put it where the document has it")

-- ---- names ----

define("shadowed-parameter", "warning", "同じ名前の基準値がパック「%s」にもある（%s:%d）",
  "pack '%s' has a parameter of the same name (%s:%d)",
  "名前を変えるか、もとの値を adjust で変える", "rename it, or change the other one with adjust")
define("shadowed-word", "warning", "「%s」はパックの語を隠す",
  "'%s' hides a word of the packs", "別の名前にする", "give it another name")

-- ---- style ----

define("byte-order-mark", "warning", "先頭に BOM がある",
  "it begins with a byte order mark", "BOM を除く", "take it out")
define("carriage-return", "warning", "CR LF で終わる行がある（%d行）",
  "there are lines that end in CR LF (%d)", "行末を LF にする", "end lines with LF")
define("tab", "note", "タブがある", "there is a tab", "空白にする", "write blanks")
define("trailing-space", "note", "行末に空白がある", "blanks stand at the end of the line", "除く", "take them out")
define("end-of-file", "note", "最後の行が改行で終わらない",
  "the last line has no line break", "改行で終える", "end it with one")
define("long-line", "note", "行が長い（%d文字、%d文字まで）", "the line is long (%d characters, at most %d)",
  "行を分ける", "break it")

-- ---- the linter's own ----

define("suppression-without-reason", "warning", "「%s」を見送る理由がない", "'%s' is let pass without a reason",
  "-- lint: %s のあとに理由を書く", "write the reason behind -- lint: %s")
define("suppression-unknown", "warning", "「%s」という指摘はない%s", "there is no finding '%s'%s",
  "一覧は doc/packs.md にある", "doc/packs.md lists them")
define("suppression-unused", "note", "ここに「%s」の指摘はない", "there is no '%s' here to let pass", "この注記を除く",
  "take the remark out")

return codes
