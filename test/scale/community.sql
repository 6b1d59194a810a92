-- Fills a migrated database, into which the content has been loaded, with a community. :people, :mentors, :posts, :comments,
-- :questions and :attempts say how large; the same size and :seed give the same rows. Person 1 is a learner whom some people block,
-- person 2 a moderator; the mentors follow. Around :now stand what is scheduled and what can be booked.
-- Triggers are off (replica), so what they keep is computed here, a table at a time.

-- step: functions
SET session_replication_role = replica;
-- STABLE, not IMMUTABLE: only so does PostgreSQL write them into the statement that calls them.
CREATE FUNCTION pg_temp.id(kind int, n bigint, at timestamptz) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(kind), 3, '0') || '8' || lpad(to_hex(n), 15, '0'))::uuid $$;
-- About as much text as a paragraph or two.
CREATE FUNCTION pg_temp.prose() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT 'Attention reads the keys and values of every earlier token, so the cache of them grows with the context. ' ||
    repeat('Count the bytes first: two tensors a layer, heads times width each, times the bytes of the type. ', 4) $$;
-- A number from 0 to below m, which looks random but follows from n and what it is for.
CREATE FUNCTION pg_temp.pick(n bigint, purpose int, m bigint) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT (hashint8extended(n, purpose + 1000 * :seed) & 9223372036854775807) % m $$;
CREATE FUNCTION pg_temp.person(n bigint) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT pg_temp.id(1, n, timestamptz '2024-01-01' + n * interval '1 second') $$;
-- The k-th of the topics by slug.
CREATE TEMP TABLE topic_at AS SELECT (row_number() OVER (ORDER BY slug COLLATE "C"))::int - 1 AS k, id, area_number, asked_in FROM topic;
CREATE UNIQUE INDEX ON topic_at (k);

-- step: people
INSERT INTO account (id, email, email_verified_at, status, time_zone, created_at)
  SELECT pg_temp.person(n), 'person' || n || '@example.org', timestamptz '2024-01-02', CASE WHEN n > 100 AND n % 97 = 0 THEN 'SUSPENDED' ELSE 'ACTIVE' END, 'UTC', timestamptz '2024-01-01' + n * interval '1 second'
  FROM generate_series(1, :people) n;
INSERT INTO profile (account_id, handle, name, headline, bio, languages, status)
  SELECT pg_temp.person(n), 'person-' || n, 'Person ' || n, CASE WHEN n % 3 > 0 THEN 'Works on language models, number ' || n END, pg_temp.prose(), ARRAY['en'], CASE WHEN n > 100 AND n % 97 = 0 THEN 'SUSPENDED' ELSE 'ACTIVE' END
  FROM generate_series(1, :people) n;
INSERT INTO digest (account_id) SELECT pg_temp.person(n) FROM generate_series(1, :people) n;
INSERT INTO role_grant SELECT pg_temp.person(2), 'MODERATOR', timestamptz '2024-01-02';
INSERT INTO block SELECT DISTINCT pg_temp.person(3 + pg_temp.pick(n, 1, :people - 2)), pg_temp.person(1), timestamptz '2025-01-01' FROM generate_series(1, 20) n;
INSERT INTO follow SELECT DISTINCT pg_temp.person(1 + pg_temp.pick(n, 2, :people)), pg_temp.person(3 + pg_temp.pick(n, 3, :mentors)), timestamptz '2025-01-01'
  FROM generate_series(1, :people * 2) n WHERE 1 + pg_temp.pick(n, 2, :people) <> 3 + pg_temp.pick(n, 3, :mentors);
UPDATE profile p SET follower_count = f.count FROM (SELECT followed_id, count(*) FROM follow GROUP BY 1) f WHERE f.followed_id = p.account_id;

-- step: mentors
INSERT INTO mentor (account_id, since, status) SELECT account_id, timestamptz '2024-06-01' + n * interval '1 hour', status
  FROM generate_series(1, :mentors) n JOIN profile ON account_id = pg_temp.person(n + 2);
INSERT INTO role_grant SELECT account_id, 'MENTOR', since FROM mentor ON CONFLICT DO NOTHING;
INSERT INTO mentor_expertise SELECT DISTINCT ON (1, 2) pg_temp.person(n + 2), t.id, 1 + pg_temp.pick(n * 10 + e, 5, 5)
  FROM generate_series(1, :mentors) n, generate_series(1, 4) e JOIN topic_at t ON TRUE WHERE t.k = pg_temp.pick(n * 10 + e, 4, (SELECT count(*) FROM topic_at)) ORDER BY 1, 2, 3;
UPDATE mentor m SET areas = e.areas, top_level = e.level FROM (SELECT mentor_id, array_agg(DISTINCT t.area_number::int ORDER BY t.area_number::int) AS areas, max(level) AS level
  FROM mentor_expertise e JOIN topic t ON t.id = e.topic_id GROUP BY 1) e WHERE e.mentor_id = m.account_id;
INSERT INTO availability SELECT account_id, 'UTC' FROM mentor;
INSERT INTO weekly_window SELECT pg_temp.person(n + 2), d, d, 480 + 30 * pg_temp.pick(n, 6, 8), 960 + 30 * pg_temp.pick(n, 7, 8) FROM generate_series(1, :mentors) n, generate_series(1, 5) d;
INSERT INTO offering (id, mentor_id, title, description, duration_minutes, step_minutes, gap_minutes, notice_minutes, horizon_days, cancel_notice_minutes, max_reschedules, confirmation, starts_until, created_at)
  SELECT pg_temp.id(2, n * 2 + o, timestamptz '2024-07-01'), pg_temp.person(n + 2), 'Mock interview ' || o, pg_temp.prose(), 60, 60, 0, 60 * (1 + pg_temp.pick(n, 8, 24)), 14, 1440, 2, 'INSTANT', timestamptz ':now' + interval '15 days', timestamptz '2024-07-01'
  FROM generate_series(1, :mentors) n, generate_series(0, 1) o;
INSERT INTO offering_topic SELECT DISTINCT ON (o.id) o.id, e.topic_id, 1 FROM offering o JOIN mentor_expertise e ON e.mentor_id = o.mentor_id ORDER BY o.id, e.topic_id;
INSERT INTO offering_start SELECT o.id, d.day + make_interval(mins => w.start_minute + 60 * k)
  FROM offering o JOIN weekly_window w ON w.mentor_id = o.mentor_id
  CROSS JOIN generate_series(date_trunc('day', timestamptz ':now'), timestamptz ':now' + interval '15 days', interval '1 day') AS d (day)
  CROSS JOIN generate_series(0, 7) k WHERE extract(isodow FROM d.day) = w.day AND w.start_minute + 60 * k + 60 <= w.end_minute
    AND hashtextextended(o.id::text || d.day || k, 9) % 3 <> 0;
UPDATE mentor m SET next_slot_at = coalesce(s.at, 'infinity'), next_slot_until = coalesce(s.at - s.notice, 'infinity') FROM (
  SELECT DISTINCT ON (m2.account_id) m2.account_id, first.starts_at AS at, make_interval(mins => o.notice_minutes) AS notice FROM mentor m2 LEFT JOIN offering o ON o.mentor_id = m2.account_id
  LEFT JOIN LATERAL (SELECT s.starts_at FROM offering_start s WHERE s.offering_id = o.id AND s.starts_at >= timestamptz ':now' + make_interval(mins => o.notice_minutes)
    AND s.starts_at < timestamptz ':now' + make_interval(days => o.horizon_days) ORDER BY 1 LIMIT 1) first ON TRUE ORDER BY m2.account_id, first.starts_at) s WHERE s.account_id = m.account_id;

-- step: interviews
CREATE TEMP TABLE booked AS SELECT n, pg_temp.id(3, n, timestamptz '2025-06-01') AS session_id, pg_temp.id(4, n, timestamptz '2025-06-01') AS id, pg_temp.person(3 + n % :mentors) AS mentor_id,
    pg_temp.person(1 + CASE WHEN (n / :mentors) % 40 = 0 THEN 0 ELSE :mentors + 2 + pg_temp.pick(n, 10, :people - :mentors - 3) END) AS learner_id,
    pg_temp.id(2, (1 + n % :mentors) * 2, timestamptz '2024-07-01') AS offering_id, timestamptz '2025-06-01' + (n / :mentors) * interval '1 day' + (n % 1000) * interval '1 minute' AS starts_at
  FROM generate_series(0, :mentors * 30 - 1) n;
INSERT INTO session (id, mentor_id, offering_id, starts_at, ends_at, hold, live) SELECT session_id, mentor_id, offering_id, starts_at, starts_at + interval '1 hour', tstzrange(starts_at, starts_at + interval '1 hour'), FALSE FROM booked;
INSERT INTO interview (id, session_id, mentor_id, learner_id, offering_id, status, starts_at, ends_at, learner_time_zone, terms, created_at)
  SELECT id, session_id, mentor_id, learner_id, offering_id, 'COMPLETED', starts_at, starts_at + interval '1 hour', 'UTC', '{"cancelNoticeMinutes":1440,"maxReschedules":2,"confirmation":"INSTANT"}', starts_at - interval '3 days' FROM booked;
INSERT INTO interview_revision (interview_id, number, kind, status, starts_at, ends_at, by_id, at) SELECT id, 1, 'BOOKED', 'CONFIRMED', starts_at, starts_at + interval '1 hour', learner_id, starts_at - interval '3 days' FROM booked;
INSERT INTO review (id, interview_id, mentor_id, rating, revealed_at, created_at) SELECT pg_temp.id(5, n, timestamptz '2025-06-02'), id, mentor_id, 3 + pg_temp.pick(n, 11, 3), starts_at + interval '2 days', starts_at + interval '2 days' FROM booked WHERE n % 3 = 0;
UPDATE mentor m SET review_count = r.count, rating_sum = r.sum FROM (SELECT mentor_id, count(*), sum(rating) FROM review GROUP BY 1) r WHERE r.mentor_id = m.account_id;

-- step: posts
CREATE TEMP TABLE written AS SELECT n, pg_temp.id(6, n, at) AS id, at, pg_temp.person(3 + pg_temp.pick(n, 12, :mentors)) AS author_id
  FROM (SELECT n, timestamptz ':now' - (:posts - n) * (interval '2 years' / :posts) AS at FROM generate_series(1, :posts) n) t;
CREATE UNIQUE INDEX ON written (n); ANALYZE written;
INSERT INTO subject (id, kind) SELECT id, 'post' FROM written;
INSERT INTO post_topic SELECT DISTINCT ON (w.id, t.id) w.id, t.id, p FROM written w CROSS JOIN generate_series(1, 2) p JOIN topic_at t ON t.k = pg_temp.pick(w.n * 10 + p, 13, (SELECT count(*) FROM topic_at)) ORDER BY w.id, t.id, p;
INSERT INTO post (id, author_id, slug, title, markdown, html, reading_minutes, state, publish_at, hidden_at, created_at, updated_at, areas)
  SELECT id, author_id, 'post-' || n, 'What I wish I had known, part ' || n, pg_temp.prose(), '<p>' || pg_temp.prose() || '</p>', 1 + n % 9,
    CASE WHEN n % 50 = 7 THEN 'DRAFT' WHEN n % 50 = 8 THEN 'ARCHIVED' ELSE 'PUBLISHED' END,
    CASE WHEN n % 50 = 7 THEN NULL WHEN n > :posts - 20 THEN timestamptz ':now' + n * interval '1 minute' ELSE at END, CASE WHEN n % 100 = 9 THEN at END, at, at, a.areas
  FROM written JOIN (SELECT tag.post_id, array_agg(DISTINCT t.area_number::int ORDER BY t.area_number::int) AS areas FROM post_topic tag JOIN topic t ON t.id = tag.topic_id GROUP BY 1) a ON a.post_id = id;

-- step: comments
CREATE TEMP TABLE said AS SELECT n, pg_temp.id(7, n, at) AS id, at, CASE WHEN n % 5 = 0 AND n > 5 THEN n - 1 - pg_temp.pick(n, 15, 4) END AS parent, pg_temp.person(1 + pg_temp.pick(n, 14, :people)) AS author_id,
    least(1 + pg_temp.pick(CASE WHEN n % 5 = 0 THEN n - 1 - pg_temp.pick(n, 15, 4) ELSE n END, 16, :posts), :posts) AS post
  FROM (SELECT n, timestamptz ':now' - (:comments - n) * (interval '2 years' / :comments) AS at FROM generate_series(1, :comments) n) t;
CREATE UNIQUE INDEX ON said (n); ANALYZE said;
INSERT INTO subject (id, kind) SELECT id, 'comment' FROM said;
INSERT INTO comment (id, subject_id, subject_kind, parent_id, author_id, markdown, html, created_at, hidden_at)
  SELECT s.id, w.id, 'post', p.id, s.author_id, 'A remark, number ' || s.n, '<p>A remark, number ' || s.n || '</p>', s.at, CASE WHEN s.n % 200 = 3 THEN s.at END FROM said s JOIN written w ON w.n = s.post LEFT JOIN said p ON p.n = s.parent;
UPDATE subject s SET comment_count = c.count FROM (SELECT subject_id, count(*) FROM comment WHERE hidden_at IS NULL AND deleted_at IS NULL GROUP BY 1) c WHERE c.subject_id = s.id;
UPDATE comment s SET reply_count = c.count FROM (SELECT parent_id, count(*) FROM comment WHERE hidden_at IS NULL AND deleted_at IS NULL AND parent_id IS NOT NULL GROUP BY 1) c WHERE c.parent_id = s.id;

-- step: reactions
INSERT INTO reaction SELECT DISTINCT w.id, pg_temp.person(1 + pg_temp.pick(r, 17, :people)), 'HELPFUL', timestamptz ':now' FROM generate_series(1, :posts * 2) r JOIN written w ON w.n = 1 + pg_temp.pick(r, 18, :posts);
UPDATE subject s SET reaction_count = c.count FROM (SELECT subject_id, count(*) FROM reaction GROUP BY 1) c WHERE c.subject_id = s.id;
INSERT INTO bookmark SELECT DISTINCT pg_temp.person(1 + pg_temp.pick(b, 19, :people)), w.id, timestamptz ':now' FROM generate_series(1, :posts / 2) b JOIN written w ON w.n = 1 + pg_temp.pick(b, 20, :posts);
INSERT INTO bookmark SELECT pg_temp.person(1), w.id, timestamptz ':now' FROM written w WHERE w.n % (:posts / 100) = 1 ON CONFLICT DO NOTHING;

-- step: questions
CREATE TEMP TABLE asked AS SELECT n, pg_temp.id(8, n, timestamptz '2025-01-01' + n * interval '1 minute') AS id, timestamptz '2025-01-01' + n * interval '1 minute' AS at, t.id AS topic_id, t.area_number, t.asked_in
  FROM generate_series(1, :questions) n JOIN topic_at t ON t.k = pg_temp.pick(n, 21, (SELECT count(*) FROM topic_at));
CREATE UNIQUE INDEX ON asked (n); ANALYZE asked;
INSERT INTO subject (id, kind) SELECT id, 'question' FROM asked;
INSERT INTO question (id, slug, author_id, area_number, state, hidden_at, published_at, kind, difficulty, prompt, html, hints, short_answer, answer, answer_html, rubric, common_mistakes, follow_ups, "references", asked_in, created_at)
  SELECT id, 'question-' || n, CASE WHEN n % 4 = 0 THEN pg_temp.person(3 + pg_temp.pick(n, 22, :mentors)) END, area_number, CASE WHEN n % 60 = 5 THEN 'IN_REVIEW' ELSE 'PUBLISHED' END, CASE WHEN n % 150 = 6 THEN at END, CASE WHEN n % 60 <> 5 THEN at END,
    (ARRAY['CONCEPT', 'COMPARE', 'SCENARIO', 'NUMERIC', 'CODE', 'DESIGN', 'DEBUG'])[1 + n % 7], 1 + pg_temp.pick(n, 23, 3), 'How large does the cache get? ' || n, '<p>How large?</p>', '{}', 'Large.', pg_temp.prose(), pg_temp.prose(),
    '[{"id":"a","text":"Counts both tensors","points":2}]', '{}', '[]', '[]', asked_in, at FROM asked;
INSERT INTO question_topic SELECT id, topic_id, 1 FROM asked;
INSERT INTO question_version SELECT id, version, published_at, prompt, html, hints, short_answer, answer, answer_html, rubric, common_mistakes, follow_ups, "references"
FROM question WHERE state = 'PUBLISHED' ON CONFLICT DO NOTHING;

-- step: attempts
INSERT INTO attempt (id, account_id, question_id, question_version, grade, at)
  SELECT pg_temp.id(9, a, timestamptz '2025-06-01' + a * interval '1 second'), pg_temp.person(1 + pg_temp.pick(a, 24, :people)), q.id, 1, (ARRAY['AGAIN', 'HARD', 'GOOD', 'EASY'])[1 + a % 4], timestamptz '2025-06-01' + a * interval '1 second'
  FROM generate_series(1, :attempts) a JOIN asked q ON q.n = 1 + pg_temp.pick(a, 25, :questions);
INSERT INTO attempt (id, account_id, question_id, question_version, grade, at)
  SELECT pg_temp.id(10, n, timestamptz '2025-06-01' + n * interval '1 second'), pg_temp.person(1), id, 1, 'GOOD', timestamptz '2025-06-01' + n * interval '1 second' FROM asked WHERE n <= 300;

-- step: counters
DELETE FROM public_count;
INSERT INTO public_count SELECT 'post', areas, '{}', count(*) FROM post WHERE state = 'PUBLISHED' AND hidden_at IS NULL GROUP BY 2;
INSERT INTO public_count SELECT 'question', ARRAY[area_number::int], ARRAY[(ARRAY['EASY', 'MEDIUM', 'HARD'])[difficulty], kind], count(*) FROM question WHERE state = 'PUBLISHED' AND hidden_at IS NULL GROUP BY 2, 3;
INSERT INTO public_count SELECT 'mentor', areas, '{}', count(*) FROM mentor WHERE status = 'ACTIVE' GROUP BY 2;
SET session_replication_role = origin;

-- step: statistics
VACUUM (ANALYZE)
