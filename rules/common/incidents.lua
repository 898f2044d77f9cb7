-- Security incidents, from the first sign to the lessons.

local ADDRESSEES = "ciso|cyber_office|supervising_ministry|sector_ministry|police|privacy_commission|"
  .. "persons|large_scale_desk|platform_operator|related_bodies|ceptoar|isac|users|public"

kind "incident" {
  title = { ja = "情報セキュリティインシデント", en = "Incident" },
  fields = {
    field("title*", "text", "題名", "Title"),
    field("systems", "[->system] = []", "影響を受けた情報システム", "Systems"),
    field("unit", "->unit", "発生部署", "Unit"),

    -- noticed, recognised, evaluated
    field("occurred_at", "datetime", "発生日時", "Occurred at"),
    field("noticed_at", "datetime", "発見日時", "Noticed at"),
    field("noticed_by", "->person", "発見者", "Noticed by"),
    field("reported_at", "datetime", "窓口への報告日時", "Reported at"),
    field("recognised_at*", "datetime", "CSIRTの認知日時", "Recognised at"),
    field("evaluated_at", "datetime", "評価日時", "Evaluated at"),
    field("is_incident", "bool", "インシデントと評価", "Is an incident"),
    field("tip_at", "datetime", "確度の高い情報の入手日時", "Credible tip at"),

    -- of what sort
    field("serious", "bool = no", "重大", "Serious"),
    field("attack", "bool = no", "サイバー攻撃", "Attack"),
    field("attack_suspected", "bool = no", "サイバー攻撃のおそれ", "Attack suspected"),
    field("personal_data", "bool = no", "個人情報に関係", "Personal data"),
    field("leak_reportable", "bool = no", "漏えい等報告の対象", "Leak to be reported"),
    field("large_scale", "bool = no", "大規模サイバー攻撃事態等", "Large scale"),
    field("shared_platform", "bool = no", "政府共通基盤に関係", "Shared platform"),
    field("warning_needed", "bool = no", "注意喚起が必要", "Warning needed"),

    -- told
    field("reports", "[group] = []", "報告・連絡", "Reports", {
      field("to", ADDRESSEES, "宛先", "To", {
        labels = {
          ciso = { ja = "CISO", en = "CISO" },
          cyber_office = { ja = "国家サイバー統括室", en = "National cyber office" },
          supervising_ministry = { ja = "所管府省庁", en = "Supervising ministry" },
          sector_ministry = { ja = "重要インフラ所管省庁", en = "Sector's ministry" },
          police = { ja = "警察", en = "Police" },
          privacy_commission = { ja = "個人情報保護委員会", en = "Privacy commission" },
          persons = { ja = "本人", en = "Persons concerned" },
          large_scale_desk = { ja = "大規模事態の連絡先", en = "Desk for large-scale events" },
          platform_operator = { ja = "共通基盤の運営者", en = "Platform operator" },
          related_bodies = { ja = "関係機関", en = "Related bodies" },
          ceptoar = { ja = "セプター", en = "CEPTOAR" },
          isac = { ja = "ISAC", en = "ISAC" },
          users = { ja = "利用者", en = "Users" },
          public = { ja = "公表", en = "Public" },
        },
      }),
      field("at", "datetime", "日時", "At"),
      field("number", "int 1..", "報番号", "Number"),
      field("settled", "text", "確定した事項", "Settled"),
      field("open", "text", "未確定の事項", "Open"),
    }),

    -- handled
    field("instructed_at", "datetime", "応急措置の指示日時", "Instructed at"),
    field("contained_at", "datetime", "封じ込め日時", "Contained at"),
    field("recovered_at", "datetime", "復旧日時", "Recovered at"),
    field("logs_preserved", "bool", "ログの保全", "Logs preserved"),
    field("logs_preserved_at", "datetime", "ログの保全日時", "Logs preserved at"),
    field("published", "bool", "公表の有無", "Published"),
    field("spread_possible", "text", "被害拡大の可能性", "Possible spread"),
    field("affected", "text", "影響範囲", "Affected"),
    field("indicators", "text", "痕跡情報", "Indicators"),
    field("recovery_outlook", "text", "復旧の見通し", "Outlook for recovery"),
    field("record", "text", "対処の記録", "Record"),
    field("cause", "text", "原因", "Cause"),
    field("cymat", "group", "CYMATの支援", "CYMAT", {
      field("asked", "bool", "支援の要請", "Asked"),
      field("informed_at", "datetime", "情報提供日時", "Informed at"),
    }),

    -- learnt from
    field("prevention_reported_on", "date", "再発防止策の報告日", "Prevention reported on"),
    field("prevention_instructed_on", "date", "再発防止策の指示日", "Prevention instructed on"),
    field("lessons_shared_on", "date", "教訓の共有日", "Lessons shared on"),
    field("similar_systems_checked", "bool", "類似システムの点検", "Similar systems checked"),
    field("origin", "text", "発生元の法人", "Body it came from"),
  },
}

-- Who is told before the CSIRT knows was told of a tip.
contradiction {
  kind = "incident",
  when = [[
    any(reports, at < outer.recognised_at and (not present(outer.tip_at) or at < outer.tip_at))
  ]],
  message = {
    ja = "CSIRTの認知より前の日時の報告があります。日時を確かめるか、先に確度の高い情報があったなら、"
      .. "その入手日時（tip_at）を記録してください",
    en = "a report is dated before the CSIRT recognised the incident; check the times, or record when a "
      .. "credible tip came in (tip_at)",
  },
}
