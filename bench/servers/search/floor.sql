-- A search as one would write it by hand: PostgreSQL's own query, all words of it, over the same documents, ranked by ts_rank_cd, ten and whether
-- there are more, only what everybody may see, with the beginning of the text for a snippet.
SELECT coalesce(json_agg(json_build_object('score', hit.score, 'snippet', left(coalesce(post.markdown, question.answer, profile.bio), 240), 'item',
  CASE hit.kind WHEN 'post' THEN json_build_object('__typename', 'Post', 'id', 'post_' || hit.id, 'slug', post.slug, 'title', post.title)
    WHEN 'question' THEN json_build_object('__typename', 'Question', 'id', 'question_' || hit.id, 'slug', question.slug, 'prompt', question.prompt)
    ELSE json_build_object('__typename', 'Mentor', 'id', 'mentor_' || hit.id) END) ORDER BY hit.score DESC, hit.id), '[]') AS answer
FROM (
  SELECT d.id, d.kind, ts_rank_cd(d.vector, asked) AS score
  FROM websearch_to_tsquery('english', $1) AS asked JOIN search_document d ON d.vector @@ asked
  WHERE CASE d.kind
    WHEN 'post' THEN EXISTS (SELECT FROM post p JOIN profile author ON author.account_id = p.author_id
      WHERE p.id = d.id AND p.state = 'PUBLISHED' AND p.hidden_at IS NULL AND p.publish_at <= now() AND author.status = 'ACTIVE')
    WHEN 'question' THEN EXISTS (SELECT FROM question q WHERE q.id = d.id AND q.state = 'PUBLISHED' AND q.hidden_at IS NULL)
    ELSE EXISTS (SELECT FROM profile m WHERE m.account_id = d.id AND m.status = 'ACTIVE') END
  ORDER BY score DESC, d.id LIMIT 11) hit
LEFT JOIN post ON post.id = hit.id
LEFT JOIN question ON question.id = hit.id
LEFT JOIN profile ON profile.account_id = hit.id AND hit.kind = 'mentor'
