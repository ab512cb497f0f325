"""Plain SQL for the floor and Datasette: sums by participant and by division, and events within a circle."""

SUMS = (
    "count(*) AS count, sum(fatalities_low) AS low, sum(fatalities_best) AS best, "
    "sum(fatalities_high) AS high"
)
WITHIN = "e.start_date <= :last AND e.last_day >= :first"
# An event counts once for an actor, in however many roles.
BY_PARTICIPANT = f"""
    SELECT a.slug AS participant, {SUMS}
    FROM (
      SELECT DISTINCT e.id, x.actor_id, fatalities_low, fatalities_best, fatalities_high
      FROM events_event e LEFT JOIN events_participant x ON x.event_id = e.id WHERE {WITHIN}
    ) LEFT JOIN events_actor a ON a.id = actor_id GROUP BY 1 ORDER BY 1"""
BY_ADMIN1 = f"""
    SELECT p.admin1 AS admin1, {SUMS}
    FROM events_event e LEFT JOIN events_place p ON p.id = e.place_id WHERE {WITHIN}
    GROUP BY 1 ORDER BY 1"""
# Compares twice the haversine of the angle between two points. CAST, because a value from a URL is text.
_DEGREES = "radians({column} - CAST(:{column} AS REAL))"
NEAR = f"""e.place_id IN (
      SELECT id FROM events_place
      WHERE latitude BETWEEN CAST(:south AS REAL) AND CAST(:north AS REAL)
      AND longitude BETWEEN CAST(:west AS REAL) AND CAST(:east AS REAL)
      AND 1 - cos({_DEGREES.format(column="latitude")})
        + CAST(:cosine AS REAL) * cos(radians(latitude))
        * (1 - cos({_DEGREES.format(column="longitude")})) <= CAST(:most AS REAL))"""
