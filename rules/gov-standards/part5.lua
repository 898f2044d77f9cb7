-- Part 5, life cycle of systems: titles only, without the text. Catalogue entries, which answers settle.

local function article(ja, en)
  return {
    title = { ja = ja, en = en }, actor = "body", level = "catalogue",
    question = {
      ja = ("「%s」について、求められる対策を定めて行っているか"):format(ja),
      en = ("Are the measures that this article asks for laid down and carried out: %s?"):format(en),
    },
  }
end

-- ---- 5.1 Classification of systems --------------------------------------------------------------

rule "5.1.1(1)" (article("情報システムにおける分類のための運用規程の整備", "Operating rules on classifying systems"))
rule "5.1.1(2)" (article(
  "情報システムの分類基準に基づいた情報セキュリティ対策に係る運用規程の整備",
  "Operating rules on measures by classification"))
rule "5.1.1(3)" (article("情報システムの分類基準に基づいた分類の実施（全体）", "Systems are classified"))
rule "5.1.1(4)" (article(
  "情報システムの分類基準と情報セキュリティ対策の具体的な対策事項の運用規程の見直し",
  "Rules on classification and measures are revised"))

-- ---- 5.2 Measures at each stage of the life cycle -----------------------------------------------

rule "5.2.1(1)" (article("企画・要件定義：実施体制の確保", "Planning: people and organisation"))
rule "5.2.1(2)" (article(
  "企画・要件定義：情報システムの分類基準に基づいた分類の実施",
  "Planning: the system is classified"))
rule "5.2.1(3)" (article("企画・要件定義：情報システムのセキュリティ要件の策定", "Planning: security requirements"))
rule "5.2.2(1)" (article("情報システムの構築時の対策", "Measures while a system is built"))
rule "5.2.2(2)" (article("納品検査時の対策", "Measures at acceptance"))
rule "5.2.3(1)" (article("情報システムの運用・保守時の対策", "Measures in operation and maintenance"))
rule "5.2.4(1)" (article("情報システムの更改・廃棄時の対策", "Measures at replacement and disposal"))
rule "5.2.5(1)" (article("情報システムについての対策の見直し", "Measures for systems are revised"))

-- ---- 5.3 Continuity plans of systems ------------------------------------------------------------

rule "5.3.1(1)" (article(
  "情報システムの運用継続計画の整備・整合的運用の確保",
  "Continuity plans of systems, consistent with the other plans"))

-- ---- 5.4 Platforms shared across government -----------------------------------------------------

rule "5.4.1(1)" (article(
  "政府共通利用型システム管理機関：情報セキュリティ対策に関する運用管理規程の整備",
  "Body that runs a shared platform: rules on its operation"))
rule "5.4.1(2)" (article(
  "政府共通利用型システム管理機関：情報システム台帳及び情報システム関連文書の整備",
  "Body that runs a shared platform: ledger and documents"))
rule "5.4.2(1)" (article(
  "政府共通利用型システム利用機関における体制の整備",
  "Body that uses a shared platform: organisation"))
rule "5.4.2(2)" (article(
  "政府共通利用型システム利用機関における情報セキュリティ対策",
  "Body that uses a shared platform: security measures"))
rule "5.4.2(3)" (article(
  "政府共通利用型システム利用機関における機器等の管理",
  "Body that uses a shared platform: its equipment"))
