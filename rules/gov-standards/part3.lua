-- Part 3, handling of information: titles only, without the text. Catalogue entries, which answers settle.

local function article(ja, en)
  return {
    title = { ja = ja, en = en }, actor = "body", level = "catalogue",
    question = {
      ja = ("「%s」について、求められる対策を定めて行っているか"):format(ja),
      en = ("Are the measures that this article asks for laid down and carried out: %s?"):format(en),
    },
  }
end

-- ---- 3.1 Handling of information ----------------------------------------------------------------

rule "3.1.1(1)" (article("情報の取扱いに係る規定の整備", "Rules on the handling of information"))
rule "3.1.1(2)" (article("情報の目的外での利用等の禁止", "No use of information for other purposes"))
rule "3.1.1(3)" (article("情報の格付及び取扱制限の決定・明示等", "Ratings and restrictions are set and shown"))
rule "3.1.1(4)" (article("情報の利用・保存", "Use and storage of information"))
rule "3.1.1(5)" (article("情報の提供・公表", "Provision and publication of information"))
rule "3.1.1(6)" (article("情報の運搬・送信", "Transport and transmission of information"))
rule "3.1.1(7)" (article("情報の消去", "Erasure of information"))
rule "3.1.1(8)" (article("情報のバックアップ", "Backup of information"))

-- ---- 3.2 Areas in which information is handled --------------------------------------------------

rule "3.2.1(1)" (article("要管理対策区域における対策の基準の決定", "Standards of measures for controlled areas"))
rule "3.2.1(2)" (article("区域ごとの対策の決定", "Measures are set area by area"))
rule "3.2.1(3)" (article("要管理対策区域における対策の実施", "Measures are carried out in controlled areas"))
