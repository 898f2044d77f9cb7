-- What calls for another look at a document: recorded triggers. Read by the chapters on training,
-- self-checks and review.
--
-- Readings where the text leaves a choice:
-- * A trigger concerns the documents that it names (`affects`). Which changes matter is the body's own
--   judgement; one that it has recorded as affecting a plan calls for a review of the plan.
-- * A review after the trigger settles it, and so does a later document of the same type. No time is
--   given for it. Weighing results and going through the committee takes weeks: 60 days, the 60th included
--   (`review_within`); until they are over a trigger calls for nothing yet.

param "review_within" {
  value = "60d", type = "duration", stricter = "lower",
  title = {
    ja = "契機から見直しまでの猶予（本文に日数はなく、当パックの目安）",
    en = "How long a review may take after what calls for it (ours: the text gives no figure)",
  },
  source = "2.4.1(1)(a)",
}

derive "document.last_trigger_on" {
  type = "date",
  title = { ja = "最後の見直しの契機", en = "Last trigger on" },
  from = "max(triggers where on + $review_within < today(), on)",
}

derive "document.reviewed_since_trigger" {
  type = "bool",
  title = { ja = "契機の後の見直し", en = "Reviewed since the trigger" },
  from = [[
    reviewed_on >= last_trigger_on and reviewed_on <= today()
    or any(organization.documents where type == outer.type and id ~= outer.id,
           approved_on >= outer.last_trigger_on and approved_on <= today())
  ]],
}
