-- $1 now
SELECT json_build_object('posts', json_build_object(
  'edges', coalesce(json_agg(json_build_object('cursor', p.publish_at || ' ' || p.id, 'node', json_build_object(
    'id', 'post_' || p.id, 'slug', p.slug, 'title', p.title, 'status', 'PUBLISHED',
    'publishedAt', to_char(p.publish_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'scheduledFor', NULL, 'readingMinutes', p.reading_minutes,
    'commentCount', s.comment_count, 'reactionCount', s.reaction_count, 'viewerHasBookmarked', FALSE,
    'author', CASE WHEN a.account_id IS NOT NULL THEN json_build_object('id', 'profile_' || a.account_id, 'handle', a.handle, 'name', a.name, 'headline', a.headline) END,
    'topics', (SELECT coalesce(json_agg(json_build_object('id', 'topic_' || t.id, 'slug', t.slug, 'name', t.name) ORDER BY g.position), '[]')
               FROM post_topic g JOIN topic t ON t.id = g.topic_id WHERE g.post_id = p.id),
    'comments', json_build_object('nodes', (
      SELECT coalesce(json_agg(json_build_object('id', 'comment_' || c.id, 'html', CASE WHEN c.deleted_at IS NULL THEN c.html END,
        'createdAt', to_char(c.created_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'author', CASE WHEN ca.account_id IS NOT NULL THEN json_build_object('id', 'profile_' || ca.account_id, 'handle', ca.handle, 'name', ca.name, 'headline', ca.headline) END)
        ORDER BY c.created_at, c.id), '[]')
      FROM (SELECT * FROM comment WHERE subject_id = p.id AND parent_id IS NULL AND hidden_at IS NULL ORDER BY created_at, id LIMIT 3) c
      LEFT JOIN profile ca ON ca.account_id = c.author_id AND ca.status = 'ACTIVE' AND c.deleted_at IS NULL))
  )) ORDER BY p.publish_at DESC, p.id DESC) FILTER (WHERE p.n <= 20), '[]'),
  'pageInfo', json_build_object('hasNextPage', count(*) > 20,
    'endCursor', (array_agg(p.publish_at || ' ' || p.id ORDER BY p.publish_at DESC, p.id DESC))[least(20, count(*))::int])))::text AS answer
FROM (SELECT *, row_number() OVER (ORDER BY publish_at DESC, id DESC) AS n FROM post
      WHERE state = 'PUBLISHED' AND hidden_at IS NULL AND publish_at <= $1::timestamptz ORDER BY publish_at DESC, id DESC LIMIT 21) p
JOIN subject s ON s.id = p.id
LEFT JOIN profile a ON a.account_id = p.author_id AND a.status = 'ACTIVE'
