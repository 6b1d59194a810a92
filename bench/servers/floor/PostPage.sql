-- $1 now, $2 author, $3 slug
SELECT json_build_object('post', (SELECT json_build_object(
  'id', 'post_' || p.id, 'slug', p.slug, 'title', p.title, 'html', p.html, 'markdown', p.markdown, 'status', 'PUBLISHED', 'version', p.version,
  'publishedAt', to_char(p.publish_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'scheduledFor', NULL,
  'author', CASE WHEN author.status = 'ACTIVE' THEN json_build_object('id', 'profile_' || author.account_id, 'handle', author.handle, 'name', author.name, 'headline', author.headline) END,
  'topics', (SELECT coalesce(json_agg(json_build_object('id', 'topic_' || t.id, 'slug', t.slug, 'name', t.name) ORDER BY g.position), '[]')
             FROM post_topic g JOIN topic t ON t.id = g.topic_id WHERE g.post_id = p.id),
  'viewerCanEdit', json_build_object('allowed', FALSE, 'reason', 'SIGN_IN', 'until', NULL),
  'viewerHasBookmarked', FALSE, 'reactionCount', s.reaction_count,
  'reactions', (SELECT coalesce(json_agg(json_build_object('kind', r.kind, 'count', r.count, 'viewerHasReacted', FALSE) ORDER BY r.count DESC, r.kind COLLATE "C"), '[]')
                FROM (SELECT kind, count(*) FROM reaction WHERE subject_id = p.id GROUP BY kind) r),
  'commentCount', s.comment_count,
  'comments', (SELECT json_build_object(
      'nodes', coalesce(json_agg(json_build_object('id', 'comment_' || c.id, 'html', CASE WHEN c.deleted_at IS NULL THEN c.html END,
        'createdAt', to_char(c.created_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'author', CASE WHEN ca.account_id IS NOT NULL THEN json_build_object('id', 'profile_' || ca.account_id, 'handle', ca.handle, 'name', ca.name, 'headline', ca.headline) END,
        'markdown', CASE WHEN c.deleted_at IS NULL THEN c.markdown END, 'version', c.version, 'editedAt', to_char(c.edited_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'viewerCanEdit', json_build_object('allowed', FALSE, 'reason', 'SIGN_IN', 'until', NULL), 'replyCount', c.reply_count,
        'replies', (SELECT json_build_object('nodes', coalesce(json_agg(json_build_object('id', 'comment_' || r.id, 'html', CASE WHEN r.deleted_at IS NULL THEN r.html END,
              'createdAt', to_char(r.created_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
              'author', CASE WHEN ra.account_id IS NOT NULL THEN json_build_object('id', 'profile_' || ra.account_id, 'handle', ra.handle, 'name', ra.name, 'headline', ra.headline) END
            ) ORDER BY r.created_at, r.id) FILTER (WHERE r.n <= 5), '[]'),
            'pageInfo', json_build_object('hasNextPage', count(*) > 5, 'endCursor', (array_agg(r.created_at || ' ' || r.id ORDER BY r.created_at, r.id))[least(5, count(*))::int]))
          FROM (SELECT *, row_number() OVER (ORDER BY created_at, id) AS n FROM comment WHERE parent_id = c.id AND hidden_at IS NULL ORDER BY created_at, id LIMIT 6) r
          LEFT JOIN profile ra ON ra.account_id = r.author_id AND ra.status = 'ACTIVE' AND r.deleted_at IS NULL)
      ) ORDER BY c.created_at, c.id) FILTER (WHERE c.n <= 20), '[]'),
      'pageInfo', json_build_object('hasNextPage', count(*) > 20, 'endCursor', (array_agg(c.created_at || ' ' || c.id ORDER BY c.created_at, c.id))[least(20, count(*))::int]))
    FROM (SELECT *, row_number() OVER (ORDER BY created_at, id) AS n FROM comment WHERE subject_id = p.id AND parent_id IS NULL AND hidden_at IS NULL ORDER BY created_at, id LIMIT 21) c
    LEFT JOIN profile ca ON ca.account_id = c.author_id AND ca.status = 'ACTIVE' AND c.deleted_at IS NULL))
FROM profile author JOIN post p ON p.author_id = author.account_id JOIN subject s ON s.id = p.id
WHERE author.handle = $2::citext AND p.slug = $3 AND p.state = 'PUBLISHED' AND p.hidden_at IS NULL AND p.publish_at <= $1::timestamptz))::text AS answer
