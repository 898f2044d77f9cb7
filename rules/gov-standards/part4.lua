-- Part 4, outsourcing: titles only, without the text. Catalogue entries, which answers settle.

local function article(ja, en)
  return {
    title = { ja = ja, en = en }, actor = "body", level = "catalogue",
    question = {
      ja = ("「%s」について、求められる対策を定めて行っているか"):format(ja),
      en = ("Are the measures that this article asks for laid down and carried out: %s?"):format(en),
    },
  }
end

-- ---- 4.1 Outsourced work ------------------------------------------------------------------------

rule "4.1.1(1)" (article("業務委託に係る運用規程の整備", "Operating rules on outsourcing"))
rule "4.1.1(2)" (article("業務委託実施前の対策", "Measures before work is outsourced"))
rule "4.1.1(3)" (article("業務委託実施期間中の対策", "Measures while work is outsourced"))
rule "4.1.1(4)" (article("業務委託終了時の対策", "Measures when outsourced work ends"))
rule "4.1.2(1)" (article(
  "情報システムに関する業務委託における共通的対策",
  "Outsourcing for systems: common measures"))
rule "4.1.2(2)" (article("情報システムの構築を業務委託する場合の対策", "Outsourcing for systems: building"))
rule "4.1.2(3)" (article(
  "情報システムの運用・保守を業務委託する場合の対策",
  "Outsourcing for systems: operation and maintenance"))
rule "4.1.2(4)" (article(
  "機関等向けに情報システムの一部の機能を提供するサービスを利用する場合の対策",
  "Services for government bodies that provide part of a system"))

-- ---- 4.2 Cloud services -------------------------------------------------------------------------

rule "4.2.1(1)" (article(
  "クラウドサービスの選定に係る運用規程の整備（要機密情報を取り扱う場合）",
  "Cloud with confidential information: rules on selection"))
rule "4.2.1(2)" (article(
  "クラウドサービスの選定（要機密情報を取り扱う場合）",
  "Cloud with confidential information: selection"))
rule "4.2.1(3)" (article(
  "クラウドサービスの利用に係る調達（要機密情報を取り扱う場合）",
  "Cloud with confidential information: procurement"))
rule "4.2.1(4)" (article(
  "クラウドサービスの利用承認（要機密情報を取り扱う場合）",
  "Cloud with confidential information: approval of use"))
rule "4.2.2(1)" (article(
  "クラウドサービスの利用に係る運用規程の整備（要機密情報を取り扱う場合）",
  "Cloud with confidential information: rules on use"))
rule "4.2.2(2)" (article(
  "クラウドサービスの利用に係るセキュリティ要件の策定",
  "Cloud with confidential information: security requirements"))
rule "4.2.2(3)" (article(
  "クラウドサービスを利用した情報システムの導入・構築時の対策",
  "Cloud with confidential information: introduction and building"))
rule "4.2.2(4)" (article(
  "クラウドサービスを利用した情報システムの運用・保守時の対策",
  "Cloud with confidential information: operation and maintenance"))
rule "4.2.2(5)" (article(
  "クラウドサービスを利用した情報システムの更改・廃棄時の対策",
  "Cloud with confidential information: replacement and disposal"))
rule "4.2.3(1)" (article(
  "要機密情報を取り扱わない場合のクラウドサービスの利用に係る運用規程の整備",
  "Cloud without confidential information: rules on use"))
rule "4.2.3(2)" (article(
  "要機密情報を取り扱わない場合のクラウドサービスの利用における対策の実施",
  "Cloud without confidential information: measures in use"))

-- ---- 4.3 Procurement of equipment ---------------------------------------------------------------

rule "4.3.1(1)" (article("機器等の調達に係る運用規程の整備", "Operating rules on procuring equipment"))
