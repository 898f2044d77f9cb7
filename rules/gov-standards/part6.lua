-- Part 6, parts of systems: titles only, without the text. Catalogue entries, which answers settle.

local function article(ja, en)
  return {
    title = { ja = ja, en = en }, actor = "body", level = "catalogue",
    question = {
      ja = ("「%s」について、求められる対策を定めて行っているか"):format(ja),
      en = ("Are the measures that this article asks for laid down and carried out: %s?"):format(en),
    },
  }
end

-- ---- 6.1 Terminals ------------------------------------------------------------------------------

rule "6.1.1(1)" (article("端末の導入時の対策", "Terminals: introduction"))
rule "6.1.1(2)" (article("端末の運用時の対策", "Terminals: operation"))
rule "6.1.1(3)" (article("端末の運用終了時の対策", "Terminals: end of operation"))
rule "6.1.2(1)" (article(
  "機関等が支給する端末（要管理対策区域外で使用する場合に限る）の導入及び利用に係る運用規程の整備",
  "Terminals used outside controlled areas: operating rules"))
rule "6.1.2(2)" (article(
  "機関等が支給する端末（要管理対策区域外で使用する場合に限る）の導入及び利用時の対策",
  "Terminals used outside controlled areas: measures"))
rule "6.1.3(1)" (article("機関等支給以外の端末の利用可否の判断", "Terminals of others: whether they may be used"))
rule "6.1.3(2)" (article(
  "機関等支給以外の端末の利用に関する運用規程等の整備",
  "Terminals of others: operating rules"))
rule "6.1.3(3)" (article("機関等支給以外の端末の利用に関する責任者の策定", "Terminals of others: who is in charge"))
rule "6.1.3(4)" (article("機関等支給以外の端末の利用時の対策", "Terminals of others: measures in use"))

-- ---- 6.2 Servers --------------------------------------------------------------------------------

rule "6.2.1(1)" (article("サーバ装置の導入時の対策", "Servers: introduction"))
rule "6.2.1(2)" (article("サーバ装置の運用時の対策", "Servers: operation"))
rule "6.2.1(3)" (article("サーバ装置の運用終了時の対策", "Servers: end of operation"))
rule "6.2.2(1)" (article("電子メールの導入時の対策", "Mail: introduction"))
rule "6.2.3(1)" (article("ウェブサーバの導入・運用時の対策", "Web servers: introduction and operation"))
rule "6.2.4(1)" (article("DNSの導入時の対策", "DNS: introduction"))
rule "6.2.4(2)" (article("DNSの運用時の対策", "DNS: operation"))
rule "6.2.5(1)" (article("データベースの導入・運用時の対策", "Databases: introduction and operation"))

-- ---- 6.3 Multifunction printers and special-purpose devices -------------------------------------

rule "6.3.1(1)" (article("複合機", "Multifunction printers"))
rule "6.3.1(2)" (article("IoT機器を含む特定用途機器", "Special-purpose devices, IoT included"))

-- ---- 6.4 Networks -------------------------------------------------------------------------------

rule "6.4.1(1)" (article("通信回線の導入時の対策", "Lines: introduction"))
rule "6.4.1(2)" (article("機関等外通信回線の接続時の対策", "Lines: connection to outside lines"))
rule "6.4.1(3)" (article("通信回線の運用時の対策", "Lines: operation"))
rule "6.4.2(1)" (article("通信回線装置の導入時の対策", "Network devices: introduction"))
rule "6.4.2(2)" (article("通信回線装置の運用時の対策", "Network devices: operation"))
rule "6.4.2(3)" (article("通信回線装置の運用終了時の対策", "Network devices: end of operation"))
rule "6.4.3(1)" (article("無線LAN環境導入時の対策", "Wireless LAN: introduction"))
rule "6.4.4(1)" (article("IPv6通信を行う情報システムに係る対策", "IPv6: systems that use it"))
rule "6.4.4(2)" (article("意図しないIPv6通信の抑止・監視", "IPv6: unintended traffic is kept down and watched"))

-- ---- 6.5 Software -------------------------------------------------------------------------------

rule "6.5.1(1)" (article(
  "情報システムの基盤を管理又は制御するソフトウェア導入時の対策",
  "Software that manages the base of systems: introduction"))
rule "6.5.1(2)" (article(
  "情報システムの基盤を管理又は制御するソフトウェア運用時の対策",
  "Software that manages the base of systems: operation"))

-- ---- 6.6 Applications and content ---------------------------------------------------------------

rule "6.6.1(1)" (article(
  "アプリケーション・コンテンツの作成に係る運用規程の整備",
  "Applications and content: operating rules"))
rule "6.6.1(2)" (article(
  "アプリケーション・コンテンツのセキュリティ要件の策定",
  "Applications and content: security requirements"))
rule "6.6.1(3)" (article("アプリケーション・コンテンツの開発時の対策", "Applications and content: development"))
rule "6.6.1(4)" (article("アプリケーション・コンテンツの運用時の対策", "Applications and content: operation"))
rule "6.6.2(1)" (article("政府ドメイン名の使用", "Use of the government's domain names"))
rule "6.6.2(2)" (article("不正なウェブサイトへの誘導防止", "Nobody is led to malicious web sites"))
rule "6.6.2(3)" (article("アプリケーション・コンテンツの告知", "How applications and content are announced"))
