-- $1 now, $2 filter.areas
SELECT json_build_object('mentors', json_build_object(
  'totalCount', (SELECT sum(count) FROM public_count WHERE kind = 'mentor' AND areas && $2::int[]), -- total
  'nodes', coalesce(json_agg(json_build_object('id', 'mentor_' || m.account_id,
    'profile', json_build_object('id', 'profile_' || p.account_id, 'handle', p.handle, 'name', p.name, 'headline', p.headline),
    'expertise', (SELECT coalesce(json_agg(json_build_object('topic', json_build_object('id', 'topic_' || t.id, 'slug', t.slug, 'name', t.name), 'level', e.level)
                    ORDER BY e.level DESC, t.asked_in DESC, t.slug COLLATE "C"), '[]') FROM mentor_expertise e JOIN topic t ON t.id = e.topic_id WHERE e.mentor_id = m.account_id),
    'rating', json_build_object('average', m.rating, 'count', m.review_count),
    'nextSlotAt', CASE WHEN m.next_slot_at < 'infinity' THEN to_char(m.next_slot_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') END,
    'offerings', (SELECT coalesce(json_agg(json_build_object('id', 'offering_' || o.id, 'title', o.title, 'durationMinutes', o.duration_minutes) ORDER BY o.created_at, o.id), '[]')
                  FROM offering o WHERE o.mentor_id = m.account_id AND o.active)
  ) ORDER BY m.next_slot_at, m.account_id) FILTER (WHERE m.n <= 10), '[]'),
  'pageInfo', json_build_object('hasNextPage', count(*) > 10,
    'endCursor', (array_agg(m.next_slot_at || ' ' || m.account_id ORDER BY m.next_slot_at, m.account_id))[least(10, count(*))::int])))::text AS answer
FROM (SELECT *, row_number() OVER (ORDER BY next_slot_at, account_id) AS n FROM mentor
      WHERE status = 'ACTIVE' AND areas && $2 AND $1::timestamptz IS NOT NULL ORDER BY next_slot_at, account_id LIMIT 11) m
JOIN profile p ON p.account_id = m.account_id
