-- $1 now, $2 slug
SELECT json_build_object('skillArea', json_build_object('id', 'area_' || area.id, 'number', area.number, 'name', area.name,
  'posts', (SELECT json_build_object(
      'totalCount', (SELECT sum(count) FROM public_count WHERE kind = 'post' AND areas && ARRAY[area.number::int]) - (SELECT count(*) FROM post x WHERE x.state = 'PUBLISHED' AND x.hidden_at IS NULL AND x.publish_at > $1::timestamptz AND x.areas && ARRAY[area.number::int]), -- total
      'edges', coalesce(json_agg(json_build_object('cursor', p.publish_at || ' ' || p.id, 'node', json_build_object(
        'id', 'post_' || p.id, 'slug', p.slug, 'title', p.title, 'publishedAt', to_char(p.publish_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'author', CASE WHEN a.account_id IS NOT NULL THEN json_build_object('id', 'profile_' || a.account_id, 'handle', a.handle, 'name', a.name, 'headline', a.headline) END,
        'topics', (SELECT coalesce(json_agg(json_build_object('id', 'topic_' || t.id, 'slug', t.slug, 'name', t.name) ORDER BY g.position), '[]')
                   FROM post_topic g JOIN topic t ON t.id = g.topic_id WHERE g.post_id = p.id)
      )) ORDER BY p.publish_at DESC, p.id DESC) FILTER (WHERE p.n <= 10), '[]'),
      'pageInfo', json_build_object('hasNextPage', count(*) > 10,
        'endCursor', (array_agg(p.publish_at || ' ' || p.id ORDER BY p.publish_at DESC, p.id DESC))[least(10, count(*))::int],
        'hasPreviousPage', FALSE,
        'startCursor', (array_agg(p.publish_at || ' ' || p.id ORDER BY p.publish_at DESC, p.id DESC))[1]))
    FROM (SELECT *, row_number() OVER (ORDER BY publish_at DESC, id DESC) AS n FROM post
          WHERE state = 'PUBLISHED' AND hidden_at IS NULL AND publish_at <= $1::timestamptz AND areas @> ARRAY[area.number::int] ORDER BY publish_at DESC, id DESC LIMIT 11) p
    LEFT JOIN profile a ON a.account_id = p.author_id AND a.status = 'ACTIVE'),
  'questions', (SELECT json_build_object(
      'totalCount', (SELECT sum(count) FROM public_count WHERE kind = 'question' AND areas && ARRAY[area.number::int]), -- total
      'nodes', coalesce(json_agg(json_build_object('id', 'question_' || q.id, 'slug', q.slug, 'prompt', q.prompt,
        'difficulty', (ARRAY['EASY', 'MEDIUM', 'HARD'])[q.difficulty], 'kind', q.kind) ORDER BY q.published_at DESC, q.id DESC), '[]'))
    FROM (SELECT * FROM question WHERE state = 'PUBLISHED' AND hidden_at IS NULL AND area_number = area.number ORDER BY published_at DESC, id DESC LIMIT 5) q)
))::text AS answer
FROM skill_area area WHERE area.slug = $2
