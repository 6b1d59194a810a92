-- What PostGraphile serves: views of what everybody may see, with smart tags for the keys that views can't have.
DROP SCHEMA IF EXISTS bench_postgraphile CASCADE;
CREATE SCHEMA bench_postgraphile;
SET LOCAL search_path TO bench_postgraphile, public;

-- The account that a request is for, from pgSettings.
CREATE FUNCTION viewer_id() RETURNS uuid LANGUAGE sql STABLE
  RETURN nullif(current_setting('jwt.claims.account', true), '')::uuid;
COMMENT ON FUNCTION viewer_id IS '@behavior -*';

CREATE VIEW profile AS
  SELECT account_id AS id, handle, name, headline FROM public.profile WHERE status = 'ACTIVE';
COMMENT ON VIEW profile IS E'@primaryKey id\n@behavior -query:resource:list -query:resource:connection';

CREATE VIEW skill_area AS SELECT id, number, slug, name FROM public.skill_area;
COMMENT ON VIEW skill_area IS E'@primaryKey id\n@unique slug\n@unique number';

CREATE VIEW topic AS SELECT id, slug, name FROM public.topic;
COMMENT ON VIEW topic IS '@primaryKey id';

CREATE VIEW post AS
  SELECT p.id, p.author_id, p.slug, p.title, p.html, p.markdown, p.state AS status, p.version, p.publish_at AS published_at,
    NULL::timestamptz AS scheduled_for, p.reading_minutes, p.areas, handle.handle AS author_handle,
    s.comment_count, s.reaction_count,
    EXISTS (SELECT FROM public.bookmark b WHERE b.subject_id = p.id AND b.account_id = viewer_id()) AS viewer_has_bookmarked,
    p.author_id IS NOT DISTINCT FROM viewer_id() AS viewer_can_edit,
    CASE WHEN viewer_id() IS NULL THEN 'SIGN_IN' WHEN p.author_id <> viewer_id() THEN 'NOT_YOURS' END AS viewer_cannot_edit_because
  FROM public.post p
  LEFT JOIN public.subject s ON s.id = p.id -- there always is one; LEFT lets a count do without it
  LEFT JOIN public.profile handle ON handle.account_id = p.author_id
  WHERE p.state = 'PUBLISHED' AND p.hidden_at IS NULL AND p.publish_at <= now();
COMMENT ON VIEW post IS E'@primaryKey id\n@unique author_handle,slug\n@foreignKey (author_id) references profile (id)|@fieldName author|@behavior -manyRelation:resource:list -manyRelation:resource:connection';

CREATE VIEW post_topic AS SELECT post_id, position, topic_id FROM public.post_topic;
COMMENT ON VIEW post_topic IS E'@primaryKey post_id,position\n@foreignKey (post_id) references post (id)|@behavior +manyRelation:resource:list -manyRelation:resource:connection|@foreignSimpleFieldName tags\n@foreignKey (topic_id) references topic (id)|@fieldName topic|@behavior -manyRelation:resource:list -manyRelation:resource:connection';

CREATE VIEW comment AS
  SELECT c.id, c.subject_id, c.parent_id, c.version, c.reply_count, c.created_at, c.edited_at,
    CASE WHEN c.deleted_at IS NULL THEN c.author_id END AS author_id,
    CASE WHEN c.deleted_at IS NULL THEN c.html END AS html,
    CASE WHEN c.deleted_at IS NULL THEN c.markdown END AS markdown,
    c.author_id IS NOT DISTINCT FROM viewer_id() AS viewer_can_edit,
    CASE WHEN viewer_id() IS NULL THEN 'SIGN_IN' WHEN c.author_id <> viewer_id() THEN 'NOT_YOURS' END AS viewer_cannot_edit_because
  FROM public.comment c
  WHERE c.hidden_at IS NULL;
COMMENT ON VIEW comment IS E'@primaryKey id\n@foreignKey (subject_id) references post (id)|@foreignFieldName comments|@foreignSimpleFieldName commentsList|@behavior +manyRelation:resource:list|@fieldName post\n@foreignKey (parent_id) references comment (id)|@foreignFieldName replies|@fieldName parent\n@foreignKey (author_id) references profile (id)|@fieldName author|@behavior -manyRelation:resource:list -manyRelation:resource:connection';

CREATE VIEW reaction AS
  SELECT subject_id, kind COLLATE "C" AS kind, count(*)::int AS count, coalesce(bool_or(account_id = viewer_id()), FALSE) AS viewer_has_reacted
  FROM public.reaction
  GROUP BY subject_id, kind;
COMMENT ON VIEW reaction IS E'@primaryKey subject_id,kind\n@foreignKey (subject_id) references post (id)|@behavior +manyRelation:resource:list -manyRelation:resource:connection|@foreignSimpleFieldName reactions';

-- Nobody sees what those wrote who blocked them, or whom they blocked.
CREATE VIEW question AS
  SELECT q.id, q.slug, q.prompt, q.state AS status, (ARRAY['EASY', 'MEDIUM', 'HARD'])[q.difficulty] AS difficulty, q.kind,
    q.area_number, q.asked_in, q.published_at,
    (SELECT count(*) FROM public.attempt a WHERE a.account_id = viewer_id() AND a.question_id = q.id)::int AS viewer_attempts
  FROM public.question q
  WHERE q.state = 'PUBLISHED' AND q.hidden_at IS NULL
    AND (q.author_id IS NULL OR q.author_id <> ALL (ARRAY(
      SELECT blocked_id FROM public.block WHERE blocker_id = viewer_id()
      UNION ALL SELECT blocker_id FROM public.block WHERE blocked_id = viewer_id())));
COMMENT ON VIEW question IS E'@primaryKey id\n@foreignKey (area_number) references skill_area (number)|@foreignFieldName questions|@fieldName area';

CREATE VIEW question_topic AS SELECT question_id, position, topic_id FROM public.question_topic;
COMMENT ON VIEW question_topic IS E'@primaryKey question_id,position\n@foreignKey (question_id) references question (id)|@behavior +manyRelation:resource:list -manyRelation:resource:connection|@foreignSimpleFieldName tags\n@foreignKey (topic_id) references topic (id)|@fieldName topic|@behavior -manyRelation:resource:list -manyRelation:resource:connection';

CREATE VIEW mentor AS
  SELECT account_id AS id, areas, rating, review_count, next_slot_at FROM public.mentor WHERE status = 'ACTIVE';
COMMENT ON VIEW mentor IS E'@primaryKey id\n@foreignKey (id) references profile (id)|@fieldName profile|@foreignFieldName mentor';

CREATE VIEW mentor_expertise AS
  SELECT e.mentor_id, e.level, t.id AS topic_id, t.slug COLLATE "C" AS slug, t.name, t.asked_in
  FROM public.mentor_expertise e JOIN public.topic t ON t.id = e.topic_id;
COMMENT ON VIEW mentor_expertise IS E'@primaryKey mentor_id,topic_id\n@foreignKey (mentor_id) references mentor (id)|@behavior +manyRelation:resource:list -manyRelation:resource:connection|@foreignSimpleFieldName expertise';

CREATE VIEW offering AS
  SELECT id, mentor_id, title, duration_minutes, created_at FROM public.offering WHERE active;
COMMENT ON VIEW offering IS E'@primaryKey id\n@foreignKey (mentor_id) references mentor (id)|@behavior +manyRelation:resource:list -manyRelation:resource:connection|@foreignSimpleFieldName offerings';

-- An area's posts: no foreign key leads there, so a computed column does.
CREATE FUNCTION skill_area_posts(area skill_area) RETURNS SETOF post LANGUAGE sql STABLE
  AS $$ SELECT * FROM bench_postgraphile.post WHERE areas @> ARRAY[area.number::int] $$;
COMMENT ON FUNCTION skill_area_posts IS E'@behavior orderBy order resource:connection:backwards\n@fieldName posts';
