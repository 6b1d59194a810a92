-- What lists are ordered, filtered and counted by is kept on their rows, so that a page is a walk along an index and a
-- total a sum of a few counters, however many rows there are.

-- How many rows everybody can see, by kind and by what lists of them are narrowed to: the set of areas they belong to and
-- a few traits (a question's difficulty and kind). A few hundred rows, kept by triggers; a viewer's total is a sum of them,
-- less the few rows that this viewer alone can't see.
CREATE TABLE public_count (
  kind text NOT NULL CHECK (kind IN ('post', 'question', 'mentor')),
  areas int[] NOT NULL, -- ascending
  traits text[] NOT NULL,
  count bigint NOT NULL,
  PRIMARY KEY (kind, areas, traits)
);

-- TG_ARGV: the kind, a row's areas and traits, and the condition under which everybody sees the row. Once a statement,
-- so that loading many rows changes a counter once; in one order of keys, so that two that change the same
-- counters don't wait for each other in a circle.
CREATE FUNCTION count_public() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  went text := format('SELECT %s AS areas, %s::text[] AS traits, -1 AS step FROM old_rows WHERE %s', TG_ARGV[1], TG_ARGV[2], TG_ARGV[3]);
  came text := format('SELECT %s AS areas, %s::text[] AS traits, 1 AS step FROM new_rows WHERE %s', TG_ARGV[1], TG_ARGV[2], TG_ARGV[3]);
BEGIN
  EXECUTE format(
    'INSERT INTO public_count AS c (kind, areas, traits, count)
       SELECT %L, areas, traits, sum(step) FROM (%s) AS moved GROUP BY areas, traits HAVING sum(step) <> 0 ORDER BY areas, traits
       ON CONFLICT (kind, areas, traits) DO UPDATE SET count = c.count + excluded.count',
    TG_ARGV[0],
    CASE TG_OP WHEN 'INSERT' THEN came WHEN 'DELETE' THEN went ELSE went || ' UNION ALL ' || came END);
  RETURN NULL;
END $$;

-- Posts: the areas of their topics.
ALTER TABLE post ADD COLUMN areas int[] NOT NULL DEFAULT '{}';

CREATE FUNCTION areas_of_post(post_id uuid) RETURNS int[] LANGUAGE sql STABLE AS $$
  SELECT coalesce(array_agg(DISTINCT t.area_number::int ORDER BY t.area_number::int), '{}')
  FROM post_topic tag JOIN topic t ON t.id = tag.topic_id WHERE tag.post_id = areas_of_post.post_id
$$;

CREATE FUNCTION copy_areas_to_post() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE post SET areas = areas_of_post(id)
    WHERE id IN (SELECT post_id FROM changed) AND areas <> areas_of_post(id);
  RETURN NULL;
END $$;
CREATE TRIGGER post_tagged AFTER INSERT ON post_topic
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION copy_areas_to_post();
CREATE TRIGGER post_untagged AFTER DELETE ON post_topic
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION copy_areas_to_post();

CREATE TRIGGER post_public_count_insert AFTER INSERT ON post REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION count_public('post', 'areas', 'ARRAY[]', $$ state = 'PUBLISHED' AND hidden_at IS NULL $$);
CREATE TRIGGER post_public_count_update AFTER UPDATE ON post REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION count_public('post', 'areas', 'ARRAY[]', $$ state = 'PUBLISHED' AND hidden_at IS NULL $$);
CREATE TRIGGER post_public_count_delete AFTER DELETE ON post REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION count_public('post', 'areas', 'ARRAY[]', $$ state = 'PUBLISHED' AND hidden_at IS NULL $$);

-- Lists in which an author's drafts stand, last since they have no time.
CREATE INDEX post_with_drafts ON post (coalesce(publish_at, '-infinity') DESC, id DESC);
-- The order TOP.
CREATE INDEX subject_top ON subject (kind, reaction_count DESC, id DESC);

-- Questions: the area is their own column.
CREATE TRIGGER question_public_count_insert AFTER INSERT ON question REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION count_public('question', 'ARRAY[area_number::int]', $$ ARRAY[(ARRAY['EASY', 'MEDIUM', 'HARD'])[difficulty], kind] $$, $$ state = 'PUBLISHED' AND hidden_at IS NULL $$);
CREATE TRIGGER question_public_count_update AFTER UPDATE ON question REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION count_public('question', 'ARRAY[area_number::int]', $$ ARRAY[(ARRAY['EASY', 'MEDIUM', 'HARD'])[difficulty], kind] $$, $$ state = 'PUBLISHED' AND hidden_at IS NULL $$);
CREATE TRIGGER question_public_count_delete AFTER DELETE ON question REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION count_public('question', 'ARRAY[area_number::int]', $$ ARRAY[(ARRAY['EASY', 'MEDIUM', 'HARD'])[difficulty], kind] $$, $$ state = 'PUBLISHED' AND hidden_at IS NULL $$);
-- What waits for its author or for review.
CREATE INDEX question_in_work ON question (state) WHERE state <> 'PUBLISHED';
CREATE INDEX question_with_drafts ON question (coalesce(published_at, '-infinity') DESC, id DESC);

-- Mentors: the areas and the highest level of their expertise, and whether they may be seen.
ALTER TABLE mentor
  ADD COLUMN status text NOT NULL DEFAULT 'ACTIVE' CHECK (status IN ('ACTIVE', 'SUSPENDED', 'DELETED')),
  ADD COLUMN areas int[] NOT NULL DEFAULT '{}',
  ADD COLUMN top_level integer NOT NULL DEFAULT 0;

CREATE FUNCTION take_account_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.status := (SELECT a.status FROM account a WHERE a.id = NEW.account_id);
  RETURN NEW;
END $$;
CREATE TRIGGER profile_status BEFORE INSERT ON profile FOR EACH ROW EXECUTE FUNCTION take_account_status();
CREATE TRIGGER mentor_status BEFORE INSERT ON mentor FOR EACH ROW EXECUTE FUNCTION take_account_status();

CREATE OR REPLACE FUNCTION copy_account_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE profile SET status = NEW.status WHERE account_id = NEW.id;
  UPDATE mentor SET status = NEW.status WHERE account_id = NEW.id;
  RETURN NULL;
END $$;

CREATE FUNCTION areas_of_mentor(mentor_id uuid) RETURNS int[] LANGUAGE sql STABLE AS $$
  SELECT coalesce(array_agg(DISTINCT t.area_number::int ORDER BY t.area_number::int), '{}')
  FROM mentor_expertise e JOIN topic t ON t.id = e.topic_id WHERE e.mentor_id = areas_of_mentor.mentor_id
$$;

CREATE FUNCTION copy_expertise_to_mentor() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE mentor SET areas = areas_of_mentor(account_id),
      top_level = coalesce((SELECT max(e.level) FROM mentor_expertise e WHERE e.mentor_id = account_id), 0)
    WHERE account_id IN (SELECT mentor_id FROM changed);
  RETURN NULL;
END $$;
CREATE TRIGGER expertise_added AFTER INSERT ON mentor_expertise
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION copy_expertise_to_mentor();
CREATE TRIGGER expertise_changed AFTER UPDATE ON mentor_expertise
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION copy_expertise_to_mentor();
CREATE TRIGGER expertise_removed AFTER DELETE ON mentor_expertise
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION copy_expertise_to_mentor();

CREATE TRIGGER mentor_public_count_insert AFTER INSERT ON mentor REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION count_public('mentor', 'areas', 'ARRAY[]', $$ status = 'ACTIVE' $$);
CREATE TRIGGER mentor_public_count_update AFTER UPDATE ON mentor REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION count_public('mentor', 'areas', 'ARRAY[]', $$ status = 'ACTIVE' $$);
CREATE TRIGGER mentor_public_count_delete AFTER DELETE ON mentor REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION count_public('mentor', 'areas', 'ARRAY[]', $$ status = 'ACTIVE' $$);

-- The orders NEWEST and BEST_MATCH; the suspended, whom only moderators count.
DROP INDEX mentor_since;
CREATE INDEX mentor_newest ON mentor (since DESC, account_id DESC);
CREATE INDEX mentor_best_match ON mentor (top_level DESC, account_id DESC);
CREATE INDEX mentor_suspended ON mentor (account_id) WHERE status = 'SUSPENDED';

-- A topic that moves to another area takes along what is tagged with it.
CREATE FUNCTION move_topic() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE post SET areas = areas_of_post(id) WHERE id IN (SELECT post_id FROM post_topic WHERE topic_id = NEW.id);
  UPDATE mentor SET areas = areas_of_mentor(account_id)
    WHERE account_id IN (SELECT mentor_id FROM mentor_expertise WHERE topic_id = NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER topic_moved AFTER UPDATE OF area_number ON topic
  FOR EACH ROW WHEN (OLD.area_number <> NEW.area_number) EXECUTE FUNCTION move_topic();

-- The order NEXT_SLOT: the first start that can be booked ('infinity': none), and until when time alone leaves it so.
-- Written with the starts, and followed by src/availability/next-slots.ts.
ALTER TABLE mentor
  ADD COLUMN next_slot_at timestamptz NOT NULL DEFAULT 'infinity',
  ADD COLUMN next_slot_until timestamptz NOT NULL DEFAULT 'infinity';
CREATE INDEX mentor_next_slot ON mentor (next_slot_at, account_id);
CREATE INDEX mentor_next_slot_until ON mentor (next_slot_until);

-- The order RATING: reviews count once they are revealed, and say something from the fifth on.
ALTER TABLE mentor
  ADD COLUMN review_count int NOT NULL DEFAULT 0 CHECK (review_count >= 0),
  ADD COLUMN rating_sum int NOT NULL DEFAULT 0,
  ADD COLUMN rating float8 GENERATED ALWAYS AS (CASE WHEN review_count >= 5 THEN round(rating_sum::numeric / review_count, 2)::float8 END) STORED;
CREATE INDEX mentor_rating ON mentor (coalesce(rating, 0) DESC, account_id DESC);

CREATE FUNCTION count_reviews() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.revealed_at IS NOT NULL THEN
    UPDATE mentor SET review_count = review_count - 1, rating_sum = rating_sum - OLD.rating WHERE account_id = OLD.mentor_id;
  END IF;
  IF NEW.revealed_at IS NOT NULL THEN
    UPDATE mentor SET review_count = review_count + 1, rating_sum = rating_sum + NEW.rating WHERE account_id = NEW.mentor_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER review_count AFTER INSERT OR DELETE OR UPDATE OF revealed_at, rating ON review
  FOR EACH ROW EXECUTE FUNCTION count_reviews();

-- What is there already.
UPDATE post SET areas = areas_of_post(id);
UPDATE mentor m SET status = p.status FROM profile p WHERE p.account_id = m.account_id;
UPDATE mentor m SET areas = areas_of_mentor(account_id),
  top_level = coalesce((SELECT max(e.level) FROM mentor_expertise e WHERE e.mentor_id = m.account_id), 0),
  review_count = (SELECT count(*) FROM review r WHERE r.mentor_id = m.account_id AND r.revealed_at IS NOT NULL),
  rating_sum = coalesce((SELECT sum(r.rating) FROM review r WHERE r.mentor_id = m.account_id AND r.revealed_at IS NOT NULL), 0),
  next_slot_until = '-infinity';
DELETE FROM public_count;
INSERT INTO public_count SELECT 'post', areas, '{}', count(*) FROM post WHERE state = 'PUBLISHED' AND hidden_at IS NULL GROUP BY areas;
INSERT INTO public_count SELECT 'question', ARRAY[area_number::int], ARRAY[(ARRAY['EASY', 'MEDIUM', 'HARD'])[difficulty], kind], count(*) FROM question WHERE state = 'PUBLISHED' AND hidden_at IS NULL GROUP BY 2, 3;
INSERT INTO public_count SELECT 'mentor', areas, '{}', count(*) FROM mentor WHERE status = 'ACTIVE' GROUP BY areas;
