-- Information and the restrictions on its handling, by confidentiality, integrity and availability.

kind "information" {
  title = { ja = "情報", en = "Information" },
  plural = "information",
  fields = {
    field("name*", "text", "名称", "Name"),
    field("medium", "electronic|paper", "媒体", "Medium", {
      labels = {
        electronic = { ja = "電磁的記録", en = "Electronic" },
        paper = { ja = "書面", en = "Paper" },
      },
    }),
    field("confidentiality", "int 1..3", "機密性", "Confidentiality"),
    field("integrity", "int 1..2", "完全性", "Integrity"),
    field("availability", "int 1..2", "可用性", "Availability"),
    field("restrictions", "group", "取扱制限", "Handling restrictions", {
      -- confidentiality
      field("copy", "text", "複製", "Copying"),
      field("take_out", "text", "持出し", "Taking out"),
      field("distribute", "text", "配布", "Distribution"),
      field("encrypt_stored", "text", "保存時の暗号化", "Encryption when stored"),
      field("encrypt_sent", "text", "通信時の暗号化", "Encryption when sent"),
      field("print", "text", "印刷", "Printing"),
      field("transcribe", "text", "転記", "Transcription"),
      field("forward", "text", "転送", "Forwarding"),
      field("send", "text", "送信", "Sending"),
      field("reuse", "text", "再利用", "Reuse"),
      field("after_reading", "text", "読後の扱い", "After reading"),
      field("forbidden_until", "text", "制限の期限", "Restricted until"),
      field("readers", "text", "参照者の範囲", "Readers"),
      -- integrity
      field("retain_until", "text", "保存期間", "Retained until"),
      field("keep_at", "text", "保存場所（完全性）", "Kept at, for integrity"),
      field("rewrite", "text", "書換え", "Rewriting"),
      field("delete", "text", "削除", "Deletion"),
      field("after_retention", "text", "保存期間満了後の措置", "After retention"),
      -- availability
      field("restore_within", "duration", "復旧許容時間", "Restored within"),
      field("keep_available_at", "text", "保存場所（可用性）", "Kept at, for availability"),
    }),
    field("held_in", "[->system] = []", "保有する情報システム", "Held in"),
    field("handled_by", "[->unit] = []", "取り扱う部署", "Handled by"),
    field("personal", "bool = no", "個人情報を含む", "Personal data"),
  },
}
