-- Figures that several chapters use. The text says "at intervals" and "promptly" and gives no figure:
-- these are ours. Figures of one chapter stand with it.

param "yearly" {
  value = "1y", type = "period", stricter = "lower",
  title = { ja = "定期的（年次）の間隔", en = "Interval of what is done yearly" },
  source = "2.1.3(4)-2",
}
param "quarterly" {
  value = "3mo", type = "period", stricter = "lower",
  title = { ja = "定期的（四半期）の間隔", en = "Interval of what is reported quarterly" },
  source = "2.2.2(1)(b)",
}
param "promptly" {
  value = "7d", type = "duration", stricter = "lower",
  title = { ja = "速やかとみなす日数", en = "What counts as promptly" },
  source = "2.2.2(2)(a)",
}
param "plan_lead" {
  value = "3mo", type = "period",
  title = {
    ja = "年度の開始前に承認された計画を翌年度のものとみなす期間",
    en = "How long before a fiscal year its plan may be approved",
  },
  source = "2.1.3(4)(a)",
}
