-- What is computed of an outage, whatever the service.

derive "outage.lasted" {
  type = "duration",
  title = { ja = "障害の継続時間", en = "How long it lasted" },
  from = "first(duration, ended_at - started_at)",
}

-- An outage is recorded because something stopped: a record that says nothing else of what happened
-- is a stop. One that does say (lower quality, a delay, what became of cargo) is taken at its word.
derive "outage.service_stopped" {
  type = "bool",
  title = { ja = "サービスの停止", en = "The service stopped" },
  from = "stopped or not (quality_bad or delayed or present(cargo_affected) or present(cargo_lost))",
}

-- For the rows of the finance sector, where a delay breaks the level like a stop.
derive "outage.delayed_or_stopped" {
  type = "bool",
  title = { ja = "遅延又は停止", en = "Delayed or stopped" },
  from = "delayed or service_stopped",
}
