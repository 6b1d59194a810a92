-- Search. A document for each post, question and mentor that people may find: a projection of the tables below it, kept by
-- triggers in the transaction of whatever changes them, and made anew by search_rebuild(). Who may see a document is not
-- decided here but when it is read, by the view of what it stands for.

CREATE TABLE search_document (
  id uuid PRIMARY KEY, -- of the post or the question; of a mentor the account
  kind text NOT NULL CHECK (kind IN ('post', 'question', 'mentor')),
  areas int[] NOT NULL,
  difficulty smallint, -- of a question
  -- A: title, prompt, name. B: topics. C: short answer, headings, and what is said again and again. D: the rest.
  vector tsvector NOT NULL
);
CREATE INDEX search_document_vector ON search_document USING gin (vector);
CREATE INDEX search_document_kind ON search_document (kind);

-- Every lexeme of the documents, with the number of documents that have it as counted last (a new one: 1); the lexeme '' counts all.
-- It tells what is rare, what completes a word, and what a word with a slip in it was meant to be.
CREATE TABLE search_lexeme (
  lexeme text COLLATE "C" PRIMARY KEY,
  documents int NOT NULL
);
CREATE INDEX search_lexeme_alike ON search_lexeme USING gin (lexeme gin_trgm_ops);

-- Lower case without accents; names that end in signs are spelled out. src/search/words.ts does the same to what people ask.
CREATE FUNCTION search_plain(source text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT regexp_replace(
    regexp_replace(regexp_replace(lower(normalize(source, NFKD)), '[\u0300-\u036f]', '', 'g'), '([a-z0-9])\+\+', '\1plusplus', 'g'),
    '\m([cf])#', '\1sharp', 'g')
$$;

-- A text's words, and what is written with hyphens, underscores, dots or slashes as one word too: q_proj is q, proj and qproj.
CREATE FUNCTION search_vector(source text, class "char") RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT setweight(
      to_tsvector('pg_catalog.english', regexp_replace(plain.text, '[^a-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u1fff\u3040-\ud7ff]+', ' ', 'g')) ||
      to_tsvector('pg_catalog.english', coalesce((
        SELECT string_agg(regexp_replace(joined.parts[1], '[^a-z0-9]', '', 'g'), ' ')
        FROM regexp_matches(plain.text, '[a-z0-9]+(?:[-_/.''’][a-z0-9]+)+', 'g') AS joined(parts)
        WHERE length(joined.parts[1]) <= 40), '')),
      class)
  FROM search_plain(left(source, 100000)) AS plain(text)
$$;

CREATE AGGREGATE search_concat(tsvector) (SFUNC = tsvector_concat, STYPE = tsvector, INITCOND = '');

-- What a topic adds: its names, and a lexeme of its own by which any of its names finds what is about it.
CREATE FUNCTION search_topic(topic topic, marked "char", named "char") RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT setweight(to_tsvector('pg_catalog.english', 'zt' || replace(topic.slug, '-', '')), marked) ||
    search_vector(topic.name || ' ' || array_to_string(topic.aliases, ' '), named)
$$;

-- What is said three times or more is what a text is about; beyond that, saying it again gains nothing.
CREATE FUNCTION search_body(source text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT setweight(body.vector, 'C', ARRAY(SELECT b.lexeme FROM unnest(body.vector) AS b WHERE cardinality(b.positions) >= 3))
  FROM search_vector(source, 'D') AS body(vector)
$$;

-- The documents of these posts, questions or mentors (NULL: of all) as they should be; there is none for what nobody may find.
CREATE FUNCTION search_documents_of(of_kind text, ids uuid[]) RETURNS SETOF search_document LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF of_kind = 'post' THEN
    RETURN QUERY
      SELECT p.id, of_kind, areas_of_post(p.id), NULL::smallint,
        search_vector(p.title, 'A') || topics.vector || search_vector(headings.text, 'C') || search_body(p.markdown)
      FROM post p
      CROSS JOIN LATERAL (
        SELECT search_concat(search_topic(t, CASE tag.position WHEN 1 THEN 'A' ELSE 'B' END::"char", CASE tag.position WHEN 1 THEN 'B' ELSE 'C' END::"char") ORDER BY tag.position) AS vector
        FROM post_topic tag JOIN topic t ON t.id = tag.topic_id WHERE tag.post_id = p.id) topics
      CROSS JOIN LATERAL (SELECT coalesce(string_agg(line[1], ' '), '') AS text FROM regexp_matches(p.markdown, '^#{1,6} +(.*)$', 'gn') AS line) headings
      WHERE (ids IS NULL OR p.id = ANY (ids)) AND p.state = 'PUBLISHED' AND p.hidden_at IS NULL;
  ELSIF of_kind = 'question' THEN
    RETURN QUERY
      SELECT q.id, of_kind, ARRAY[q.area_number::int], q.difficulty,
        search_vector(replace(q.slug, '-', ' ') || ' ' || q.prompt, 'A') || topics.vector || search_vector(q.short_answer, 'C') ||
        search_body(concat_ws(E'\n', array_to_string(q.hints, E'\n'), q.answer, array_to_string(q.common_mistakes, E'\n'),
          (SELECT string_agg(r #>> '{}', E'\n') FROM jsonb_path_query(q.rubric, '$[*].text') r),
          (SELECT string_agg(f #>> '{}', E'\n') FROM jsonb_path_query(q.follow_ups, '$[*].prompt') f)))
      FROM question q
      CROSS JOIN LATERAL (
        SELECT search_concat(search_topic(t, CASE tag.position WHEN 1 THEN 'A' ELSE 'B' END::"char", CASE tag.position WHEN 1 THEN 'B' ELSE 'C' END::"char") ORDER BY tag.position) AS vector
        FROM question_topic tag JOIN topic t ON t.id = tag.topic_id WHERE tag.question_id = q.id) topics
      WHERE (ids IS NULL OR q.id = ANY (ids)) AND q.state = 'PUBLISHED' AND q.hidden_at IS NULL;
  ELSE
    RETURN QUERY
      SELECT m.account_id, of_kind, areas_of_mentor(m.account_id), NULL::smallint,
        search_vector(p.name || ' ' || p.handle::text, 'A') || topics.vector || search_vector(coalesce(p.headline, ''), 'C') || search_body(coalesce(p.bio, ''))
      FROM mentor m JOIN profile p ON p.account_id = m.account_id
      CROSS JOIN LATERAL (
        SELECT search_concat(search_topic(t, CASE WHEN e.level >= 4 THEN 'A' ELSE 'B' END::"char", CASE WHEN e.level >= 4 THEN 'B' ELSE 'C' END::"char") ORDER BY t.slug COLLATE "C") AS vector
        FROM mentor_expertise e JOIN topic t ON t.id = e.topic_id WHERE e.mentor_id = m.account_id) topics
      WHERE (ids IS NULL OR m.account_id = ANY (ids)) AND m.status <> 'DELETED';
  END IF;
END $$;

-- Writes those documents. What they are made of is locked first, and read by a later statement: two changes of one thing at
-- once would else each write a document without the other.
CREATE FUNCTION search_refresh(of_kind text, ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF of_kind = 'post' THEN
    PERFORM FROM post WHERE id = ANY (ids) ORDER BY id FOR NO KEY UPDATE;
  ELSIF of_kind = 'question' THEN
    PERFORM FROM question WHERE id = ANY (ids) ORDER BY id FOR NO KEY UPDATE;
  ELSE
    PERFORM FROM mentor WHERE account_id = ANY (ids) ORDER BY account_id FOR NO KEY UPDATE;
  END IF;
  WITH should AS MATERIALIZED (SELECT * FROM search_documents_of(of_kind, ids)),
    gone AS (DELETE FROM search_document WHERE id = ANY (ids) AND kind = of_kind AND id NOT IN (SELECT s.id FROM should s)),
    written AS (
      INSERT INTO search_document AS d SELECT * FROM should
      ON CONFLICT (id) DO UPDATE SET areas = excluded.areas, difficulty = excluded.difficulty, vector = excluded.vector
        WHERE (d.areas, d.difficulty, d.vector) IS DISTINCT FROM (excluded.areas, excluded.difficulty, excluded.vector))
  INSERT INTO search_lexeme
    SELECT DISTINCT word.lexeme COLLATE "C", 1 FROM should, unnest(tsvector_to_array(vector)) AS word(lexeme)
    WHERE NOT EXISTS (SELECT FROM search_lexeme l WHERE l.lexeme = word.lexeme COLLATE "C") ORDER BY 1
  ON CONFLICT DO NOTHING;
END $$;

-- Counts the documents of each lexeme, and forgets those that none has.
CREATE FUNCTION search_recount() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  CREATE TEMP TABLE counted ON COMMIT DROP AS
    SELECT word COLLATE "C" AS lexeme, ndoc AS documents FROM ts_stat('SELECT vector FROM search_document')
    UNION ALL SELECT '', count(*)::int FROM search_document;
  INSERT INTO search_lexeme AS l SELECT lexeme, documents FROM counted ORDER BY 1
    ON CONFLICT (lexeme) DO UPDATE SET documents = excluded.documents WHERE l.documents <> excluded.documents;
  DELETE FROM search_lexeme l WHERE NOT EXISTS (SELECT FROM counted c WHERE c.lexeme = l.lexeme)
    AND NOT EXISTS (SELECT FROM search_document d WHERE d.vector @@ quote_literal(l.lexeme)::tsquery);
  DROP TABLE counted;
END $$;

CREATE FUNCTION search_rebuild() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM search_document;
  INSERT INTO search_document SELECT * FROM search_documents_of('post', NULL);
  INSERT INTO search_document SELECT * FROM search_documents_of('question', NULL);
  INSERT INTO search_document SELECT * FROM search_documents_of('mentor', NULL);
  PERFORM search_recount();
END $$;

-- Where the documents are not what they would be made as now: none, in words.
CREATE FUNCTION search_drift() RETURNS TABLE (kind text, id uuid, problem text) LANGUAGE sql STABLE AS $$
  SELECT coalesce(d.kind, s.kind), coalesce(d.id, s.id), CASE WHEN d.id IS NULL THEN 'missing' WHEN s.id IS NULL THEN 'left over' ELSE 'out of date' END
  FROM search_document d FULL JOIN (
    SELECT * FROM search_documents_of('post', NULL)
    UNION ALL SELECT * FROM search_documents_of('question', NULL)
    UNION ALL SELECT * FROM search_documents_of('mentor', NULL)) s ON s.id = d.id
  WHERE (d.kind, d.areas, d.difficulty, d.vector) IS DISTINCT FROM (s.kind, s.areas, s.difficulty, s.vector)
$$;

-- TG_ARGV: the kind of document, and a query of the ids whose documents a statement has changed.
CREATE FUNCTION search_follow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  ids uuid[];
BEGIN
  EXECUTE format('SELECT array_agg(DISTINCT id) FROM (%s) AS changed(id)', TG_ARGV[1]) INTO ids;
  IF ids IS NOT NULL THEN PERFORM search_refresh(TG_ARGV[0], ids); END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER search_post_insert AFTER INSERT ON post REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION search_follow('post', $$ SELECT id FROM new_rows WHERE state = 'PUBLISHED' $$);
CREATE TRIGGER search_post_update AFTER UPDATE ON post REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION search_follow('post', $$ SELECT n.id FROM new_rows n JOIN old_rows o ON o.id = n.id
    WHERE (n.title, n.markdown, n.state, n.hidden_at IS NULL) IS DISTINCT FROM (o.title, o.markdown, o.state, o.hidden_at IS NULL) $$);
CREATE TRIGGER search_post_delete AFTER DELETE ON post REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
  EXECUTE FUNCTION search_follow('post', $$ SELECT id FROM old_rows $$);
CREATE TRIGGER search_post_tagged AFTER INSERT ON post_topic REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION search_follow('post', $$ SELECT post_id FROM new_rows $$);
CREATE TRIGGER search_post_retagged AFTER UPDATE ON post_topic REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION search_follow('post', $$ SELECT post_id FROM new_rows UNION SELECT post_id FROM old_rows $$);
CREATE TRIGGER search_post_untagged AFTER DELETE ON post_topic REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
  EXECUTE FUNCTION search_follow('post', $$ SELECT post_id FROM old_rows $$);

CREATE TRIGGER search_question_insert AFTER INSERT ON question REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION search_follow('question', $$ SELECT id FROM new_rows WHERE state = 'PUBLISHED' $$);
CREATE TRIGGER search_question_update AFTER UPDATE ON question REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION search_follow('question', $$ SELECT n.id FROM new_rows n JOIN old_rows o ON o.id = n.id
    WHERE (n.slug, n.area_number, n.difficulty, n.prompt, n.short_answer, n.hints, n.answer, n.rubric, n.common_mistakes, n.follow_ups, n.state, n.hidden_at IS NULL)
      IS DISTINCT FROM (o.slug, o.area_number, o.difficulty, o.prompt, o.short_answer, o.hints, o.answer, o.rubric, o.common_mistakes, o.follow_ups, o.state, o.hidden_at IS NULL) $$);
CREATE TRIGGER search_question_delete AFTER DELETE ON question REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
  EXECUTE FUNCTION search_follow('question', $$ SELECT id FROM old_rows $$);
CREATE TRIGGER search_question_tagged AFTER INSERT ON question_topic REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION search_follow('question', $$ SELECT question_id FROM new_rows $$);
CREATE TRIGGER search_question_retagged AFTER UPDATE ON question_topic REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION search_follow('question', $$ SELECT question_id FROM new_rows UNION SELECT question_id FROM old_rows $$);
CREATE TRIGGER search_question_untagged AFTER DELETE ON question_topic REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
  EXECUTE FUNCTION search_follow('question', $$ SELECT question_id FROM old_rows $$);

CREATE TRIGGER search_mentor_insert AFTER INSERT ON mentor REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION search_follow('mentor', $$ SELECT account_id FROM new_rows $$);
CREATE TRIGGER search_mentor_update AFTER UPDATE ON mentor REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION search_follow('mentor', $$ SELECT n.account_id FROM new_rows n JOIN old_rows o ON o.account_id = n.account_id WHERE n.status <> o.status $$);
CREATE TRIGGER search_mentor_delete AFTER DELETE ON mentor REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
  EXECUTE FUNCTION search_follow('mentor', $$ SELECT account_id FROM old_rows $$);
CREATE TRIGGER search_expertise_added AFTER INSERT ON mentor_expertise REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION search_follow('mentor', $$ SELECT mentor_id FROM new_rows $$);
CREATE TRIGGER search_expertise_changed AFTER UPDATE ON mentor_expertise REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION search_follow('mentor', $$ SELECT mentor_id FROM new_rows UNION SELECT mentor_id FROM old_rows $$);
CREATE TRIGGER search_expertise_removed AFTER DELETE ON mentor_expertise REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
  EXECUTE FUNCTION search_follow('mentor', $$ SELECT mentor_id FROM old_rows $$);
CREATE TRIGGER search_profile_update AFTER UPDATE ON profile REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION search_follow('mentor', $$ SELECT n.account_id FROM new_rows n JOIN old_rows o ON o.account_id = n.account_id
    WHERE (n.name, n.handle, n.headline, n.bio) IS DISTINCT FROM (o.name, o.handle, o.headline, o.bio) $$);

CREATE TRIGGER search_topic_of_posts AFTER UPDATE ON topic REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION search_follow('post', $$ SELECT tag.post_id FROM post_topic tag JOIN new_rows n ON n.id = tag.topic_id JOIN old_rows o ON o.id = n.id
    WHERE (n.slug, n.name, n.aliases, n.area_number) IS DISTINCT FROM (o.slug, o.name, o.aliases, o.area_number) $$);
CREATE TRIGGER search_topic_of_questions AFTER UPDATE ON topic REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION search_follow('question', $$ SELECT tag.question_id FROM question_topic tag JOIN new_rows n ON n.id = tag.topic_id JOIN old_rows o ON o.id = n.id
    WHERE (n.slug, n.name, n.aliases) IS DISTINCT FROM (o.slug, o.name, o.aliases) $$);
CREATE TRIGGER search_topic_of_mentors AFTER UPDATE ON topic REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION search_follow('mentor', $$ SELECT e.mentor_id FROM mentor_expertise e JOIN new_rows n ON n.id = e.topic_id JOIN old_rows o ON o.id = n.id
    WHERE (n.slug, n.name, n.aliases, n.area_number) IS DISTINCT FROM (o.slug, o.name, o.aliases, o.area_number) $$);

-- How an asked text is matched with documents. Groups are the words asked for, each with its alternatives.
CREATE TYPE search_plan AS (
  matches tsquery,   -- the documents that come into question
  groups int[],      -- of each alternative, the group that it belongs to
  in_a tsquery[],    -- of each alternative: found in the class
  in_b tsquery[],
  in_c tsquery[],
  in_d tsquery[],
  points int[],      -- of each alternative: for each point of a class
  finds boolean[],   -- of each alternative: whether its group is one of those that a document must have enough of
  needed int,        -- points of groups that a document must have at least
  best int,          -- more than any document gets
  marks text[]       -- what to mark in texts
);

-- In how many documents the rarest lexeme of a query is, as counted last.
CREATE FUNCTION search_frequency(asked tsquery) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT coalesce(min(CASE WHEN part[2] LIKE '%*%'
    THEN (SELECT coalesce(max(l.documents), 0) FROM search_lexeme l WHERE l.lexeme >= part[1] COLLATE "C" AND l.lexeme < (part[1] || '{') COLLATE "C" AND l.lexeme <> '')
    ELSE coalesce((SELECT l.documents FROM search_lexeme l WHERE l.lexeme = part[1] COLLATE "C"), 0) END), 0)
  FROM regexp_matches(asked::text, '''([^'']+)''(:[*A-D]+)?', 'g') AS part
$$;

-- A query as it is asked, found in one class; behind a = stand lexemes, which are not stemmed again.
CREATE FUNCTION search_query(asked text, class text) RETURNS tsquery LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN asked LIKE '=%' THEN replace(substr(asked, 2), '§', class)::tsquery
    ELSE to_tsquery('pg_catalog.english', replace(asked, '§', class)) END
$$;

-- asked: { groups: [{ any: [{ query, factor }], scale, finds, counts, typed }], needed, marks }, made by src/search/query.ts. In a query, § stands
-- for the class; the first alternative of a group is what was asked, and tells how much the group is worth: the more, the
-- rarer it is.
CREATE FUNCTION search_plan(asked jsonb) RETURNS search_plan LANGUAGE plpgsql STABLE AS $$
DECLARE
  plan search_plan;
  total int := coalesce((SELECT documents FROM search_lexeme WHERE lexeme = ''), 0);
  few constant int := 2500;
  asked_group jsonb;
  alternative jsonb;
  number int := 0;
  first boolean;
  query tsquery;
  of_group tsquery;
  frequency int;
  seen int;
  worth numeric;
  factor int;
  alike record;
  covered int := 0;
  rare tsquery;
  every tsquery;
  least_frequent tsquery;
  least int;
  queries text[];
  factors int[];
BEGIN
  plan.groups := '{}'; plan.in_a := '{}'; plan.in_b := '{}'; plan.in_c := '{}'; plan.in_d := '{}'; plan.points := '{}'; plan.finds := '{}';
  plan.best := 0; plan.matches := '';
  plan.marks := ARRAY(SELECT jsonb_array_elements_text(asked -> 'marks'));
  FOR asked_group IN SELECT value FROM jsonb_array_elements(asked -> 'groups') LOOP
    queries := '{}'; factors := '{}'; of_group := NULL; frequency := 0; worth := NULL; first := TRUE;
    FOR alternative IN SELECT value FROM jsonb_array_elements(asked_group -> 'any') LOOP
      query := to_tsquery('pg_catalog.english', replace(replace(alternative ->> 'query', ':*§', ':*'), ':§', ''));
      IF numnode(query) > 0 THEN
        seen := search_frequency(query);
        IF seen > 0 THEN
          queries := queries || (alternative ->> 'query');
          factors := factors || (alternative ->> 'factor')::int;
          of_group := coalesce(of_group || query, query);
          frequency := frequency + seen;
          -- What a word is worth is what the word as asked is worth, or, when nothing has that, what it may begin.
          IF worth IS NULL THEN
            SELECT sum(greatest(1, 10 * ln((total + 1) / (greatest(f, 1) + 0.5)))) INTO worth
            FROM (SELECT CASE WHEN part[2] LIKE '%*%' THEN seen ELSE coalesce((SELECT l.documents FROM search_lexeme l WHERE l.lexeme = part[1] COLLATE "C"), 0) END AS f
                  FROM regexp_matches(query::text, '''([^'']+)''(:[*A-D]+)?', 'g') AS part) lexemes;
          END IF;
        END IF;
        -- A slip: hardly anything has the word as it is asked. Those that are most alike stand in for it.
        IF first AND seen < 3 AND asked_group ? 'typed' AND NOT EXISTS (
          SELECT FROM search_lexeme l WHERE l.lexeme > (asked_group ->> 'typed') COLLATE "C" AND l.lexeme < ((asked_group ->> 'typed') || '{') COLLATE "C")
        THEN
          FOR alike IN
            SELECT * FROM (
              SELECT l.lexeme, l.documents, compared.likeness, max(compared.likeness) OVER () AS most
              FROM (SELECT trim(both '''' FROM query::text) AS lexeme) word JOIN search_lexeme l ON l.lexeme % word.lexeme
              -- An ending with a slip in it isn't taken off, so the beginning is compared as well.
              CROSS JOIN LATERAL (SELECT greatest(similarity(l.lexeme, word.lexeme), CASE WHEN length(l.lexeme) >= 6 THEN similarity(l.lexeme, left(word.lexeme, length(l.lexeme))) * 0.9 END) AS likeness) compared
              WHERE length(l.lexeme) BETWEEN greatest(4, length(word.lexeme) - 6) AND length(word.lexeme) + 2 AND l.lexeme NOT LIKE 'zt%' AND l.lexeme <> word.lexeme) found
            WHERE likeness >= CASE WHEN seen > 0 THEN 0.6 ELSE 0.35 END AND likeness >= most - 0.1 ORDER BY likeness DESC, documents DESC, lexeme LIMIT 3
          LOOP
            queries := queries || ('=' || quote_literal(alike.lexeme) || ':§');
            factors := factors || (alike.likeness * 80)::int;
            of_group := coalesce(of_group || quote_literal(alike.lexeme)::tsquery, quote_literal(alike.lexeme)::tsquery);
            frequency := frequency + alike.documents;
            plan.marks := plan.marks || alike.lexeme;
            worth := coalesce(worth, greatest(1, 10 * ln((total + 1) / (alike.documents + 0.5))));
          END LOOP;
        END IF;
      END IF;
      first := FALSE;
    END LOOP;
    CONTINUE WHEN worth IS NULL;
    number := number + 1;
    worth := worth * (asked_group ->> 'scale')::int / 100;
    FOR i IN 1 .. cardinality(queries) LOOP
      plan.groups := plan.groups || number;
      plan.in_a := plan.in_a || search_query(queries[i], 'A');
      plan.in_b := plan.in_b || search_query(queries[i], 'B');
      plan.in_c := plan.in_c || search_query(queries[i], 'C');
      plan.in_d := plan.in_d || search_query(queries[i], 'D');
      plan.points := plan.points || greatest(1, round(worth * factors[i] / 100))::int;
      plan.finds := plan.finds || (asked_group ->> 'finds')::boolean;
    END LOOP;
    plan.best := plan.best + 12 * ceil(worth + 1)::int;
    IF (asked_group ->> 'counts')::boolean THEN
      covered := covered + round(worth)::int;
      every := coalesce(every && of_group, of_group);
    END IF;
    IF (asked_group ->> 'finds')::boolean THEN
      IF frequency <= few THEN rare := coalesce(rare || of_group, of_group); END IF;
      IF least IS NULL OR frequency < least THEN least := frequency; least_frequent := of_group; END IF;
    END IF;
  END LOOP;
  plan.needed := covered * (asked ->> 'needed')::int / 100;
  IF least_frequent IS NOT NULL THEN
    -- Few documents can be looked at all; of many, those that have a word which few have, or all words.
    IF rare IS NULL AND (every IS NULL OR NOT EXISTS (SELECT FROM search_document d WHERE d.vector @@ every)) THEN plan.matches := least_frequent;
    ELSE plan.matches := coalesce(rare || every, rare, every);
    END IF;
  END IF;
  RETURN plan;
END $$;

-- What an asked text finds, with the points of each: of each group the best alternative's, which are 6 in class A, 3 in B, 2 in C and
-- 1 in D, together at most 12. How often a word is said counts no further, and neither does when it was said.
CREATE FUNCTION search_points(vector tsvector, plan search_plan) RETURNS TABLE (points int, covered int) LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(sum(g.points), 0)::int, coalesce(sum(g.covered), 0)::int FROM (
    SELECT max(t.points * (6 * (whole.vector @@ t.a)::int + 3 * (whole.vector @@ t.b)::int + 2 * (whole.vector @@ t.c)::int + (whole.vector @@ t.d)::int)) AS points,
      max(CASE WHEN t.finds AND (whole.vector @@ t.a OR whole.vector @@ t.b OR whole.vector @@ t.c OR whole.vector @@ t.d) THEN t.points ELSE 0 END) AS covered
    -- A long vector lies compressed elsewhere: joined with nothing it is a copy, fetched once and not for each @@.
    FROM (SELECT search_points.vector || ''::tsvector AS vector OFFSET 0) AS whole CROSS JOIN unnest(plan.groups, plan.in_a, plan.in_b, plan.in_c, plan.in_d, plan.points, plan.finds) AS t(number, a, b, c, d, points, finds)
    GROUP BY t.number) g
$$;
