-- Part 7, security requirements of systems: titles only. Catalogue entries, which answers settle.

local function article(ja, en)
  return {
    title = { ja = ja, en = en }, actor = "body", level = "catalogue",
    question = {
      ja = ("「%s」について、求められる対策を定めて行っているか"):format(ja),
      en = ("Are the measures that this article asks for laid down and carried out: %s?"):format(en),
    },
  }
end

-- ---- 7.1 Security functions ---------------------------------------------------------------------

rule "7.1.1(1)" (article("主体認証機能の導入", "Authentication: introduction"))
rule "7.1.1(2)" (article("識別コード及び主体認証情報の管理", "Authentication: user ids and credentials are managed"))
rule "7.1.2(1)" (article("アクセス制御機能の導入", "Access control: introduction"))
rule "7.1.3(1)" (article("権限の管理", "Privileges are managed"))
rule "7.1.4(1)" (article("ログの取得・管理", "Logs are taken and managed"))
rule "7.1.5(1)" (article("暗号化機能・電子署名機能の導入", "Encryption and signatures: introduction"))
rule "7.1.5(2)" (article("暗号化・電子署名に係る管理", "Encryption and signatures: management"))
rule "7.1.6(1)" (article("監視機能の導入・運用", "Monitoring: introduction and operation"))

-- ---- 7.2 Measures against threats ---------------------------------------------------------------

rule "7.2.1(1)" (article("ソフトウェアに関する脆弱性対策の実施", "Measures against vulnerabilities of software"))
rule "7.2.2(1)" (article("不正プログラム対策の実施", "Measures against malware"))
rule "7.2.3(1)" (article("サービス不能攻撃対策の実施", "Measures against denial of service"))
rule "7.2.4(1)" (article("標的型攻撃対策の実施", "Measures against targeted attacks"))

-- ---- 7.3 Zero trust architecture ----------------------------------------------------------------

rule "7.3.1(1)" (article("動的なアクセス制御における責任者の設置", "Dynamic access control: who is in charge"))
rule "7.3.1(2)" (article("動的なアクセス制御の導入方針の検討", "Dynamic access control: policy on introducing it"))
rule "7.3.1(3)" (article("動的なアクセス制御の実装時の対策", "Dynamic access control: implementation"))
rule "7.3.2(1)" (article(
  "動的なアクセス制御の実装方針の見直し",
  "Dynamic access control: policy on implementation is revised"))
rule "7.3.2(2)" (article(
  "リソースの信用情報に基づく動的なアクセス制御の運用時の対策",
  "Dynamic access control: operation by the trust in resources"))
