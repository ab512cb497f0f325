"""The questions that a table's own page cannot answer, as Datasette's canned queries: documents with all that they nest."""

from benchmarks.peers.sums import BY_ADMIN1, BY_PARTICIPANT, NEAR, SUMS, WITHIN

# The dates as one text, as events/documents/edtf.py writes them.
_LENGTH = "CASE e.date_precision WHEN 'month' THEN 7 WHEN 'year' THEN 4 ELSE 10 END"


def _interval(first, last):
    """Return SQL for `first/last`, or `first` alone where there is no last or it is the same."""
    return f"coalesce({first} || '/' || nullif({last}, {first}), {first})"


EDTF = f"""CASE
    WHEN e.start_date IS NULL THEN iif(
      coalesce(e.date_not_before, e.date_not_after) IS NULL, NULL,
      coalesce(e.date_not_before, '..') || '/' || coalesce(e.date_not_after, '..'))
    WHEN e.date_precision = 'unknown' THEN
      {_interval("e.start_date || '?'", "e.end_date || '?'")}
    WHEN e.date_precision = 'week' AND e.end_date IS NULL THEN
      {_interval("e.start_date", "coalesce(date(e.start_date, '+6 days'), '9999-12-31')")}
    WHEN e.date_precision = 'longer' AND e.end_date IS NULL THEN e.start_date || '/..'
    ELSE
      {_interval(f"substr(e.start_date, 1, {_LENGTH})", f"substr(e.end_date, 1, {_LENGTH})")}
    END"""

# One event with everything nested, in the words of SQLite's JSON functions.
DOCUMENT = """
json_object(
  'code', e.code,
  'dataset', (SELECT slug FROM events_dataset WHERE id = e.dataset_id),
  'type', e.type,
  'modes', (SELECT json_group_array(mode_id) FROM events_event_modes WHERE event_id = e.id),
  'contexts', (
    SELECT json_group_array(context_id) FROM events_event_contexts WHERE event_id = e.id),
  'quad_class', e.quad_class,
  'status', e.status,
  'modality', e.modality,
  'polarity', e.polarity,
  'title', e.title,
  'summary', e.summary,
  'start_date', e.start_date,
  'end_date', e.end_date,
  'date_precision', e.date_precision,
  'date_not_before', e.date_not_before,
  'date_not_after', e.date_not_after,
  'date_basis', e.date_basis,
  'date_reason', e.date_reason,
  'edtf', {edtf},
  'place', p.slug,
  'place_name', p.name,
  'latitude', p.latitude,
  'longitude', p.longitude,
  'place_precision', e.place_precision,
  'place_basis', e.place_basis,
  'place_reason', e.place_reason,
  'country', e.country,
  'participants', (
    SELECT json_group_array(json_object(
      'actor', a.slug, 'name', a.name, 'role', x.role, 'basis', x.basis, 'reason', x.reason))
    FROM events_participant x JOIN events_actor a ON a.id = x.actor_id WHERE x.event_id = e.id),
  'fatalities', json_object(
    'low', e.fatalities_low, 'best', e.fatalities_best, 'high', e.fatalities_high),
  'reports', (
    SELECT json_group_array(json_object(
      'number', r.number, 'article', a.slug, 'source', s.slug, 'title', a.title, 'url', a.url,
      'published_on', a.published_on, 'role', r.role, 'evidence', {evidence}, 'note', r.note)
      ORDER BY r.number)
    FROM events_report r JOIN events_article a ON a.id = r.article_id
    LEFT JOIN events_source s ON s.id = a.source_id WHERE r.event_id = e.id),
  'claims', (
    SELECT json_group_array(json_object(
      'number', r.number, 'attribute', r.attribute, 'value', r.value, 'low', r.low,
      'best', r.best, 'high', r.high, 'unit', r.unit, 'quantifier', r.quantifier,
      'stands', r.stands, 'chosen', json(iif(r.chosen, 'true', 'false')), 'reason', r.reason,
      'claimed_by', c.slug, 'article', a.slug,
      'evidence', {evidence}, 'note', r.note) ORDER BY r.number)
    FROM events_claim r JOIN events_article a ON a.id = r.article_id
    LEFT JOIN events_actor c ON c.id = r.claimed_by_id WHERE r.event_id = e.id),
  'disputed', json(iif(e.disputed, 'true', 'false')),
  'related_events', (
    SELECT json_group_array(json_object(
      'event', t.code, 'relation', r.relation, 'article', a.slug, 'evidence', {evidence}))
    FROM events_eventlink r JOIN events_article a ON a.id = r.article_id
    JOIN events_event t ON t.id = r.target_id WHERE r.event_id = e.id),
  'part_of', (SELECT code FROM events_event WHERE id = e.part_of_id),
  'same_as', (SELECT code FROM events_event WHERE id = e.same_as_id),
  'quality', (
    SELECT json_group_array(quality_id) FROM events_event_quality WHERE event_id = e.id),
  'original', json(e.original),
  'note', e.note)
""".format(
    edtf=EDTF,
    evidence="""CASE WHEN r.evidence_start IS NULL THEN NULL ELSE json_object(
        'article', a.slug, 'start', r.evidence_start, 'end', r.evidence_end,
        'sha256', r.evidence_sha256, 'exact', NULL,
        'opening', r.evidence_opening, 'closing', r.evidence_closing,
        'link', text_fragment_link(
          coalesce(nullif(a.url, ''), a.archive_url), r.evidence_opening, r.evidence_closing)) END""",
)
ROWS = "FROM events_event e LEFT JOIN events_place p ON p.id = e.place_id"
MATCHING = "e.country = :country AND e.start_date <= :last AND e.last_day >= :first"
GROUPS = f"""
        SELECT country, CAST(substr(start_date, 1, 4) AS INTEGER) AS year, {SUMS}
        FROM events_event e {{where}} GROUP BY 1, 2 ORDER BY 1, 2"""
FOUND = "SELECT rowid FROM events_search_events WHERE events_search_events MATCH"

QUERIES = {
    "page": f"""
        SELECT (SELECT count(*) FROM events_event e WHERE {MATCHING}) AS total, {DOCUMENT} AS event
        {ROWS} WHERE {MATCHING} ORDER BY e.start_date DESC, e.id LIMIT 100""",
    "record": f"SELECT {DOCUMENT} AS event {ROWS} WHERE e.code = :code",
    "search": f"""
        SELECT
          (SELECT count(*) FROM events_search_events WHERE events_search_events MATCH :words) AS total,
          {DOCUMENT} AS event
        {ROWS} WHERE e.newest_first IN ({FOUND} :words)
        ORDER BY e.newest_first NOT IN ({FOUND} :in_title), e.start_date DESC, e.id LIMIT 100""",
    "near": f"""
        SELECT (SELECT count(*) FROM events_event e WHERE {NEAR}) AS total, {DOCUMENT} AS event
        {ROWS} WHERE {NEAR} ORDER BY e.start_date DESC, e.id LIMIT 100""",
    "groups": GROUPS.format(where=""),
    "groups_within": GROUPS.format(where=f"WHERE {WITHIN}"),
    "participant": BY_PARTICIPANT,
    "admin1": BY_ADMIN1,
}
