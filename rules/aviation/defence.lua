-- 5.3 and 5.4 Measures of places and of technology.
--
-- Readings where the text leaves a choice:
-- * What is to be set up in systems and rooms, records show in part; otherwise a person answers.
-- * Controlled areas are there where one with its class is recorded; that they hold all important systems, a
--   person says.
-- * Access control is asked of every system: which of them are important, records do not tell.
-- * Layers of defence are there where a risk's treatment that is done is one at the entry, or inside.

local write = library "write"
local told = write.told
local written, done, example = write.written, write.done, write.example
local clause, title_only, of_system = write.clause, write.title_only, write.of_system

-- ---- 5.3 places ---------------------------------------------------------------------------------

local ENTRY = { ja = "入退室の記録、手順、登録の一覧", en = "Records of entry, procedures, list of permissions" }

local function place(row)
  row.actor, row.evidence = "area_iso", ENTRY
  return row.level == "example" and example(row) or done(row)
end

rule "5.3.1" (clause {
  title = { ja = "守られた区域と、人の出入り", en = "Controlled areas, and who enters them" },
  actor = "area_iso",
})
rule "5.3.1#areas" (place {
  title = { ja = "重要なシステムのある所を区域として定める", en = "where important systems stand is a controlled area" },
  check = function(organization)
    local open
    for _, area in ipairs(organization.areas) do
      if field(area, "class") then
        return unknown(told(
          "重要なシステムの全てを覆うかは、回答によります", "whether they hold all important systems, an answer says"
        ))
      end
      open = area
    end
    if open then return open.class ~= nil end -- missing: unknown
    return fail(told("区域（areas）の記録がありません", "no areas are recorded"))
  end,
  remedy = { ja = "区域を定め、クラスと所管部署を記録する", en = "Set up areas, and record their class and unit" },
})
rule "5.3.1#records" (place {
  title = {
    ja = "全ての出入りを記録し、立入りを要る者に限る",
    en = "all entries and exits are recorded, and only those enter who need to",
  },
})
rule "5.3.1#records.cards" (place {
  level = "example",
  title = { ja = "入るときも出るときもカードなどで認証し、時刻を残す", en = "cards are read on entry and exit, with the time" },
})
rule "5.3.1#approval" (place {
  title = { ja = "立ち入る者を認証し、責任者が前もって承認する", en = "who enters is identified, and approved beforehand" },
})
rule "5.3.1#approval.biometrics" (place {
  level = "example",
  title = { ja = "生体認証など、確かな本人確認を使う", en = "reliable means such as biometrics identify people" },
})
rule "5.3.1#review" (place {
  title = { ja = "許可した者を見直し、要らなくなれば速やかに外す", en = "permissions are reviewed, and taken back promptly" },
})
rule "5.3.1#review.leavers" (place {
  level = "example",
  title = { ja = "異動や退職をした者の登録を消す", en = "who has moved or left is removed" },
})
rule "5.3.1#visitors" (written("5.3.1#visitors", {
  title = { ja = "許可のない者が入るときの手続", en = "how people without permission come in" },
  actor = "area_iso",
}))
rule "5.3.1#visitors.escort" (place {
  level = "example",
  title = { ja = "訪問者には必ず従業員が付き添う", en = "visitors are always escorted" },
})
rule "5.3.1#equipment" (place {
  title = {
    ja = "機器の持込みと持出しに、システム管理者の承認を求める",
    en = "the administrator approves what equipment comes in and goes out",
  },
})
rule "5.3.1#bags" (place {
  title = {
    ja = "機器が持ち出されていないか、退出時に持ち物を検査する",
    en = "belongings are inspected on leaving, now and then",
  },
})
rule "5.3.2" (title_only("災害に遭いにくい設備", "Facilities that withstand disasters"))
rule "5.3.3" (title_only("装置の管理", "Equipment"))

-- ---- 5.4 technical measures ---------------------------------------------------------------------

rule "5.4.1" (title_only("不正アクセスなどの脅威への対策", "Intrusion and other threats"))

rule "5.4.2" (clause {
  title = { ja = "アクセス制御", en = "Access control" },
  actor = "system_admin",
})
rule "5.4.2#function" (of_system(nil, {
  title = {
    ja = "アクセス制御の要否を検討し、要るシステムに機能を設ける",
    en = "the need for access control is considered, and it is there where needed",
  },
}))
rule "5.4.2#information" (done {
  title = {
    ja = "誰がどの情報に触れてよいかを、情報ごとに決めて制御する",
    en = "it is settled and controlled, for each kind of information, who has access",
  },
  actor = "system_admin",
})
rule "5.4.2#function.sessions" (example {
  title = { ja = "同じ利用者の同時の利用を制限する", en = "one user cannot log in several times" },
  actor = "system_admin",
})
rule "5.4.2#function.addresses" (example {
  title = { ja = "端末をIPアドレスで限る", en = "terminals are limited by their address" },
  actor = "system_admin",
})
rule "5.4.2#function.segments" (example {
  title = { ja = "ネットワークを区切ってアクセスを絞る", en = "divided networks limit access" },
  actor = "system_admin",
})
rule "5.4.2#control-systems" (of_system("control_system", {
  title = {
    ja = "認証のない制御システムは、専用の端末などで利用を限る",
    en = "control systems without logins are limited otherwise, as by terminals of their own",
  },
}))
rule "5.4.2#exposed" (of_system("internet_facing", {
  title = {
    ja = "公開のサーバで、悪用されやすいサービス（RDP、SSH、SMBなど）や要らない機能を使わない",
    en = "public servers run no services that invite abuse (RDP, SSH, SMB), and nothing unneeded",
  },
}))
rule "5.4.2#logins" (done {
  title = {
    ja = "ログインの失敗を記録し、続けば担当者に知らせ、短時間に続けば使えなくする",
    en = "failed logins are recorded; repeated ones are told and lock the account",
  },
  actor = "system_admin",
})

rule "5.4.3" (title_only("暗号による情報の管理", "Cryptography"))
rule "5.4.4" (title_only("通信の安全", "Communications"))
rule "5.4.5" (title_only("負荷の分散と冗長化", "Load sharing and redundancy"))

rule "5.4.6" (clause {
  title = { ja = "多層の防御", en = "Layers of defence" },
  actor = "system_admin",
})
rule "5.4.6#entry" (done {
  title = { ja = "重要な業務に、侵入を防ぐ入口の対策を講じる", en = "important operations have defences at the entry" },
  actor = "system_admin",
  check = [[
    if(any(risks where present(treatment.entry) and treatment.entry
           and present(treatment.status) and treatment.status == 'done'), true)
  ]],
})
rule "5.4.6#entry.services" (example {
  title = { ja = "要らないサービスを消すか止める", en = "unneeded services are removed or stopped" },
  actor = "system_admin",
})
rule "5.4.6#entry.programs" (example {
  title = { ja = "怪しいプログラムが動かないよう設定する", en = "suspicious programs cannot run" },
  actor = "system_admin",
})
rule "5.4.6#entry.traffic" (example {
  title = {
    ja = "サーバと端末に出入りする通信を要る分に絞る",
    en = "traffic to and from servers and terminals is kept to what is needed",
  },
  actor = "system_admin",
})
rule "5.4.6#inner" (done {
  title = { ja = "重要な業務に、侵入された後の内部の対策を講じる", en = "important operations have defences inside" },
  actor = "system_admin",
  check = [[
    if(any(risks where present(treatment.inner) and treatment.inner
           and present(treatment.status) and treatment.status == 'done'), true)
  ]],
})
rule "5.4.6#inner.segments" (example {
  title = {
    ja = "重要なサーバを専用の区画に置き、ほかからの接続を絞り、インターネットに直接つながない",
    en = "important servers have a segment of their own, few ways in, and no direct way to the Internet",
  },
  actor = "system_admin",
})
rule "5.4.6#inner.accounts" (example {
  title = { ja = "要らない管理者権限のアカウントを消す", en = "unneeded administrator accounts are removed" },
  actor = "system_admin",
})
rule "5.4.6#inner.passwords" (example {
  title = { ja = "管理者のパスワードを推測されにくくする", en = "administrators' passwords are hard to guess" },
  actor = "system_admin",
})
rule "5.4.6#behaviour" (done {
  title = {
    ja = "EDRなどで振る舞いを監視し、未知のマルウェアを見つける",
    en = "the behaviour of software is watched, to find unknown malware",
  },
  actor = "system_admin",
})
