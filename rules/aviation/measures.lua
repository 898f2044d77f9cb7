-- 5.1 to 5.4 Measures: organisation, people, places, technology.
--
-- Readings where the text leaves a choice:
-- * What administrators are to lay down is declared by documents. What is to be set up in systems and
--   rooms, records show in part; otherwise a person answers.
-- * A backup is apart from what it saves where it is kept off site, or at a site of another region. It is
--   yearly where the last one is no older than a year (a parameter) and none is planned to come later than
--   that; so is the test of restoring.
-- * Backup is asked of every system: which of them operation needs, records do not tell.
-- * Remote access is asked about where something shows that people work from outside: a criterion or an
--   exercise for telework, a system that can be run from elsewhere.
-- * Layers of defence are there where a risk's treatment that is done is one at the entry, or inside.
-- * The contents list repeats two titles of chapter 3 below 5.2. They are a fault of the print: 5.2 is one
--   clause, about remote access.

-- ---- figures ------------------------------------------------------------------------------------

param "backup_within" {
  value = "1y", type = "period", stricter = "lower",
  title = { ja = "バックアップの最長の間隔", en = "A backup is taken at least every" },
  source = "5.1.3",
}
param "restore_test_within" {
  value = "1y", type = "period", stricter = "lower",
  title = { ja = "バックアップから戻す検査の最長の間隔", en = "Restoring is tested at least every" },
  source = "5.1.3",
}

-- ---- how these rules are written ----------------------------------------------------------------

-- Whether one of the codes is `code` or, unless it must be `exact`, stands above it.
local function names(codes, code, exact)
  for _, listed in ipairs(codes) do
    local start = code:sub(1, #listed + 1)
    if listed == code or not exact and (start == listed .. "#" or start == listed .. ".") then return true end
  end
  return false
end

-- To be laid down: decided by what documents cover (`codes`, a derived field), unless somebody answers;
-- an example must be named itself, and where it is not may be there all the same: only an answer tells.
local function covered(code, codes, is_example)
  return function(organization)
    if names(organization.aviation_answered, code) then
      return unknown { message = { ja = "回答によります", en = "an answer is given" } }
    end
    if names(organization[codes], code, is_example) then
      return pass { message = { ja = "文書の記載事項（covers）による申告です", en = "declared by what a document covers" } }
    end
    local undeclared = { message = { ja = "定めたとする文書がありません", en = "no document declares it" } }
    return is_example and unknown(undeclared) or fail(undeclared)
  end
end

-- What a row has in common; a row's title is a phrase that fits into questions.
local function row_of(row, ja, en)
  row.when = row.when or not row.kind and "in_aviation" or nil
  row.actor, row.in_principle = row.actor or "operator", true
  if not row.question then
    row.ask = row.ask or { ja = ja:format(row.title.ja), en = en:format(row.title.en) }
  end
  row.technique = row.technique or "review"
  row.title.en = row.title.en:gsub("^%l", string.upper)
  return row
end

-- Something that is to be written down.
local function written(code, row)
  row.check = row.check or covered(code, "aviation_covered", row.level == "example")
  row.evidence = row.evidence or { ja = "方針・規程・手順などの該当箇所", en = "The place in policy, rule or procedure" }
  row.remedy = row.remedy or {
    ja = ("文書に定め、記載事項（covers）に「%s」と記録する"):format(code),
    en = ("Write it down, and record '%s' in what the document covers"):format(code),
  }
  return row_of(row, "次のことを文書に定めているか：%s", "Is this written down: %s?")
end

-- Something that is to be done; `check` decides it from records as far as they go.
local function done(row)
  row.evidence = row.evidence or { ja = "実施の記録", en = "Record of what was done" }
  row.remedy = row.remedy or { ja = "実施するか、行わない理由を記録する", en = "Do it, or record why not" }
  return row_of(row, "次のことを行っているか：%s", "Is this done: %s?")
end

-- An example: one way among others; what else is done instead, with its reason, is as good.
local function example(row)
  row.level = "example"
  row.remedy = row.remedy or {
    ja = "例を参考に検討し、別の方法によるなら理由を記録する",
    en = "Consider it; record the reason for another way",
  }
  return done(row)
end

-- A clause that asks for several things.
local function clause(row)
  row.when, row.actor = row.when or "in_aviation", row.actor or "operator"
  row.items, row.in_principle, row.technique = true, true, "review"
  row.question = {
    ja = ("「%s」に求められることを全て満たしているか"):format(row.title.ja),
    en = ("Is all met that is asked under '%s'?"):format(row.title.en),
  }
  row.remedy = row.remedy or { ja = "満たしていない項目に対処する", en = "See to the items that are not met" }
  return row
end

-- A clause of which the summary prints the title only.
local function title_only(ja, en)
  return {
    title = { ja = ja, en = en }, actor = "operator", level = "catalogue", when = "in_aviation",
    evidence = { ja = "該当する規程や記録", en = "Rules and records about it" }, technique = "review",
    remedy = {
      ja = "ガイドラインの本編に照らして確かめ、回答を記録する",
      en = "Check it against the full guideline, and record the answer",
    },
  }
end

-- Something about systems, or some of them.
local function of_system(which, row)
  row.kind, row.actor = "system", row.actor or "system_admin"
  row.select = "organization.in_aviation" .. (which and " and " .. which or "")
  return done(row)
end

-- ---- 5.1 organisational measures ----------------------------------------------------------------

rule "5.1.1" (title_only("資産の管理", "Assets"))
rule "5.1.2" (title_only("供給者の管理", "Suppliers"))

rule "5.1.3" (clause {
  title = { ja = "運用：マルウェア対策とバックアップ", en = "Operation: malware and backup" },
  actor = "system_admin",
})
rule "5.1.3#malware" (written("5.1.3#malware", {
  title = { ja = "マルウェアに感染しないための日々の実施事項", en = "what is done day by day against malware" },
  actor = "system_admin",
}))
rule "5.1.3#malware.news" (written("5.1.3#malware.news", {
  title = { ja = "マルウェアの情報を集め、要る対処を指示する", en = "news of malware is gathered, and what to do is ordered" },
  actor = "system_admin", level = "example",
}))
rule "5.1.3#malware.patches" (of_system("not control_system", {
  title = { ja = "脆弱性の修正を速やかに当てる", en = "patches are applied promptly" }, level = "example",
  check = "patching == 'applied'",
  remedy = { ja = "修正を当て、「patching」に記録する", en = "Apply patches, and record 'patching'" },
}))
rule "5.1.3#malware.software" (example {
  title = {
    ja = "サーバ・端末と、感染の経路に対策ソフトを入れる",
    en = "servers, terminals and other ways in have protection against malware",
  },
  actor = "system_admin",
})
rule "5.1.3#malware.macros" (example {
  title = {
    ja = "マクロは普段は動かさず、要るときだけ承認して使わせる",
    en = "macros are off, and allowed by approval where work needs them",
  },
  actor = "system_admin",
})
rule "5.1.3#malware.network" (example {
  title = {
    ja = "ネットワークを区切り、IPSやプロキシ、EDRを入れる",
    en = "networks are divided; there are IPS or proxies, and EDR",
  },
  actor = "system_admin",
})
rule "5.1.3#malware.vendors" (example {
  title = { ja = "ベンダーなどと協力の関係を築いておく", en = "vendors are partners beforehand" },
  actor = "system_admin",
})
rule "5.1.3#malware.reporting" (written("5.1.3#malware.reporting", {
  title = {
    ja = "攻撃に気付いたら省庁や警察に知らせ、経過を記録し続ける手順",
    en = "how ministry and police are told of an attack, and its course is recorded",
  },
  actor = "csirt_head", level = "example",
}))

rule "5.1.3#backup" (of_system(nil, {
  title = {
    ja = "バックアップを、元と同時に被災しない所に保存する",
    en = "backups are kept where they are not hit together with what they save",
  },
  check = [[
    if(present(backup.offsite), backup.offsite, backup.site ~= site and backup.site.region ~= site.region)
  ]],
  remedy = {
    ja = "離れた所に保存し、保管拠点（backup.site）か遠隔地保管（backup.offsite）を記録する",
    en = "Keep backups elsewhere, and record backup.site or backup.offsite",
  },
}))
rule "5.1.3#backup.plans" (written("5.1.3#backup.plans", {
  title = { ja = "切り替えと復帰の計画", en = "plans to switch over and to return" },
  actor = "system_admin", level = "example",
}))
rule "5.1.3#backup.medium" (written("5.1.3#backup.medium", {
  title = { ja = "バックアップの媒体", en = "medium of backups" }, actor = "system_admin", level = "example",
}))
rule "5.1.3#backup.frequency" (of_system(nil, {
  title = {
    ja = "データの更新に見合う頻度で取り、世代を管理する",
    en = "backups are as frequent as data change, in generations",
  },
  level = "example",
  check = "if(backup.frequency > backup.data_changes_every, false)",
}))
rule "5.1.3#backup.tool" (written("5.1.3#backup.tool", {
  title = { ja = "バックアップに使う道具", en = "tool for backups" }, actor = "system_admin", level = "example",
}))
rule "5.1.3#restore-test" (of_system(nil, {
  title = { ja = "バックアップから戻せることを定期的に検査する", en = "restoring is tested at intervals" },
  check = [[
    backup.restore_tested_on <= today() and backup.restore_tested_on + $restore_test_within >= today()
  ]],
  evidence = { ja = "復元の検査の記録", en = "Record of the test" },
  remedy = {
    ja = "復元の検査をし、日付（backup.restore_tested_on）を記録する",
    en = "Test restoring, and record backup.restore_tested_on",
  },
}))
rule "5.1.3#yearly-backup" (of_system(nil, {
  title = { ja = "運用に要るシステムのバックアップを、年に一度は取る", en = "systems that operation needs are saved every year" },
  check = [[
    backup.last_backup <= today() and backup.last_backup + $backup_within >= today()
    and (not present(backup.frequency) or today() + backup.frequency <= today() + $backup_within)
  ]],
  evidence = { ja = "バックアップの記録", en = "Record of backups" },
  remedy = {
    ja = "バックアップを取り、最終取得日（backup.last_backup）を記録する",
    en = "Take a backup, and record backup.last_backup",
  },
}))

rule "5.1.4" (title_only("インシデントの管理", "Incidents"))

-- ---- 5.2 people: remote access ------------------------------------------------------------------

local REMOTE = "in_aviation and works_remotely"

local function remote(code, row)
  row.when, row.actor = REMOTE, "system_admin"
  return written(code, row)
end

rule "5.2" (clause {
  title = { ja = "人的対策：リモートアクセス", en = "People: remote access" },
  actor = "system_admin", when = REMOTE,
})
rule "5.2#policy" (remote("5.2#policy", {
  title = { ja = "リモートアクセスを使うときの対策の基準", en = "standard for remote access" },
}))
rule "5.2#policy.application" (remote("5.2#policy.application", {
  title = { ja = "リモートアクセスの申請の手続", en = "how to apply for remote access" }, level = "example",
}))
rule "5.2#policy.encryption" (remote("5.2#policy.encryption", {
  title = { ja = "通信の暗号化", en = "encryption of remote traffic" }, level = "example",
}))
rule "5.2#policy.logs" (remote("5.2#policy.logs", {
  title = { ja = "主体認証の記録の取得と管理", en = "logs of logins, and their keeping" }, level = "example",
}))
rule "5.2#firmware" (remote("5.2#firmware", {
  title = { ja = "家の無線ルータなどを最新に保つことの周知", en = "that home routers are kept up to date" },
}))
rule "5.2#wireless" (remote("5.2#wireless", {
  title = {
    ja = "無線の安全な方式と、推測されにくいパスワードの周知",
    en = "safe wireless protocols, and passwords that are hard to guess",
  },
}))
rule "5.2#remote-wipe" (done {
  title = {
    ja = "なくした端末のデータを遠隔で消せるようにする",
    en = "data on lost devices can be erased from afar",
  },
  actor = "system_admin", when = REMOTE,
})

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
  check = "if(not any(areas where present(class)), false)",
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
