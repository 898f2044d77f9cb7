-- What is computed of an outage, whatever the service.

derive "outage.lasted" {
  type = "duration",
  title = { ja = "障害の継続時間", en = "How long it lasted" },
  from = "first(duration, ended_at - started_at)",
}

-- An outage is recorded because something stopped. One that says itself whether the service stopped
-- is taken at its word; one that tells of bad quality instead was no stop; every other is one, whatever
-- else it says (a delay, what became of cargo).
derive "outage.service_stopped" {
  type = "bool",
  title = { ja = "サービスの停止", en = "The service stopped" },
  from = "if(given(stopped), stopped, not quality_bad)",
}

-- For the rows of the finance sector, where a delay breaks the level like a stop.
derive "outage.delayed_or_stopped" {
  type = "bool",
  title = { ja = "遅延又は停止", en = "Delayed or stopped" },
  from = "delayed or service_stopped",
}
