-- Gives the posts and questions of a filled community texts as people write them: each post has a title and two paragraphs about its first topic
-- and three about anything, each question a prompt and two paragraphs, all taken from the bank. What is rare and what everybody writes is so as in
-- the bank, and each paragraph stands in some hundred posts: much more is found than by words that are made up. Then documents are made.
SET session_replication_role = replica;
CREATE TEMP TABLE bank AS SELECT q.id, q.prompt, q.short_answer, q.answer, tag.topic_id FROM question q JOIN question_topic tag ON tag.question_id = q.id AND tag.position = 1
  WHERE q.slug !~ '^question-\d+$' AND q.state = 'PUBLISHED';
CREATE TEMP TABLE paragraph AS
  SELECT row_number() OVER (ORDER BY id, part)::int - 1 AS k, row_number() OVER (PARTITION BY topic_id ORDER BY id, part)::int - 1 AS of_topic, count(*) OVER (PARTITION BY topic_id)::int AS in_topic,
    count(*) OVER ()::int AS all_of_them, topic_id, prompt, text
  FROM bank CROSS JOIN LATERAL regexp_split_to_table(short_answer || E'\n\n' || answer, E'\n\n+') WITH ORDINALITY AS parts(text, part) WHERE length(text) > 60;
CREATE UNIQUE INDEX ON paragraph (k);
CREATE UNIQUE INDEX ON paragraph (topic_id, of_topic);
ANALYZE paragraph;
CREATE FUNCTION pg_temp.any_of(seed uuid, purpose int, m int) RETURNS int LANGUAGE sql STABLE AS $$ SELECT ((hashtextextended(seed::text, purpose) & 9223372036854775807) % m)::int $$;
CREATE TEMP TABLE rewritten AS
  SELECT t.id, t.kind, own.prompt, own.text || E'\n\n' || concat_ws(E'\n\n', other.text, second.text, third.text, CASE WHEN t.kind = 'post' THEN fourth.text END) AS text
  FROM (SELECT p.id, 'post' AS kind, tag.topic_id FROM post p JOIN LATERAL (SELECT topic_id FROM post_topic WHERE post_id = p.id ORDER BY position LIMIT 1) tag ON TRUE WHERE p.slug ~ '^post-\d+$'
    UNION ALL SELECT q.id, 'question', tag.topic_id FROM question q JOIN question_topic tag ON tag.question_id = q.id AND tag.position = 1 WHERE q.slug ~ '^question-\d+$') t
  CROSS JOIN (SELECT count(*)::int AS n FROM paragraph) of
  LEFT JOIN (SELECT DISTINCT topic_id, in_topic FROM paragraph) size ON size.topic_id = t.topic_id
  JOIN paragraph own ON own.k = coalesce((SELECT k FROM paragraph o WHERE o.topic_id = t.topic_id AND o.of_topic = pg_temp.any_of(t.id, 1, size.in_topic)), pg_temp.any_of(t.id, 2, of.n))
  JOIN paragraph other ON other.k = coalesce((SELECT k FROM paragraph o WHERE o.topic_id = t.topic_id AND o.of_topic = pg_temp.any_of(t.id, 3, size.in_topic)), pg_temp.any_of(t.id, 4, of.n))
  JOIN paragraph second ON second.k = pg_temp.any_of(t.id, 5, of.n)
  JOIN paragraph third ON third.k = pg_temp.any_of(t.id, 6, of.n)
  JOIN paragraph fourth ON fourth.k = pg_temp.any_of(t.id, 7, of.n);
UPDATE post p SET title = left(r.prompt, 120), markdown = r.text FROM rewritten r WHERE r.id = p.id AND r.kind = 'post';
UPDATE question q SET prompt = left(r.prompt, 300), short_answer = split_part(r.text, E'\n\n', 1), answer = r.text FROM rewritten r WHERE r.id = q.id AND r.kind = 'question';
SET session_replication_role = DEFAULT;
