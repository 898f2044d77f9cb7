-- Part 8, use of systems: titles only, without the text. Catalogue entries, which answers settle.

local function article(ja, en)
  return {
    title = { ja = ja, en = en }, actor = "body", level = "catalogue",
    question = {
      ja = ("「%s」について、求められる対策を定めて行っているか"):format(ja),
      en = ("Are the measures that this article asks for laid down and carried out: %s?"):format(en),
    },
  }
end

-- ---- 8.1 Use of systems -------------------------------------------------------------------------

rule "8.1.1(1)" (article("情報システムの利用に係る規定の整備", "Rules on the use of systems"))
rule "8.1.1(2)" (article(
  "情報システム利用者の規定の遵守を支援するための対策",
  "Measures that help users keep to the rules"))
rule "8.1.1(3)" (article("情報システムの利用時の基本的対策", "Basic measures of users"))
rule "8.1.1(4)" (article("端末（支給外端末を含む）の利用時の対策", "Use of terminals, those of others included"))
rule "8.1.1(5)" (article("電子メール・ウェブの利用時の対策", "Use of mail and web"))
rule "8.1.1(6)" (article("識別コード・主体認証情報の取扱い", "User ids and credentials in users' hands"))
rule "8.1.1(7)" (article("暗号・電子署名の利用時の対策", "Use of encryption and signatures"))
rule "8.1.1(8)" (article("不正プログラム感染防止", "Users keep malware out"))
rule "8.1.1(9)" (article("Web会議サービスの利用時の対策", "Use of web conferences"))
rule "8.1.1(10)" (article(
  "クラウドサービスを利用した機関等外の者との情報の共有時の対策",
  "Sharing with outsiders by way of cloud services"))
rule "8.1.2(1)" (article("ソーシャルメディアによる情報発信時の対策", "Publishing by way of social media"))
rule "8.1.3(1)" (article("テレワーク：運用規程の整備", "Telework: operating rules"))
rule "8.1.3(2)" (article("テレワーク：実施環境における対策", "Telework: its environment"))
rule "8.1.3(3)" (article("テレワーク：実施時における対策", "Telework: measures while it is done"))
