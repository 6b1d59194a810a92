-- Searches of large communities. A statement is made for each search, which looks at a document once: what a query asks for stands in it as constants,
-- so nothing is unpacked or grouped for each of some thousand documents.

-- A vector of some kilobytes stays in its row, where a search that looks at it has it at once; they hardly get smaller by compression.
ALTER TABLE search_document ALTER COLUMN vector SET STORAGE MAIN, SET (toast_tuple_target = 8160);
-- Only what is written anew is stored so.
DROP INDEX search_document_vector;
UPDATE search_document SET vector = setweight(vector, 'D', '{}'::text[]);
CREATE INDEX search_document_vector ON search_document USING gin (vector);

DROP FUNCTION search_points(tsvector, search_plan);
DROP FUNCTION search_plan(jsonb);
DROP FUNCTION search_query(text, text);
DROP TYPE search_plan;

-- How an asked text is matched with documents. Groups are the words asked for, each with its alternatives.
CREATE TYPE search_plan AS (
  matches tsquery,   -- the documents that come into question
  otherwise tsquery, -- those that do when there are none
  groups int[],      -- of each alternative, the group that it belongs to
  queries tsquery[], -- of each alternative, in whatever class
  points int[],      -- of each alternative: for each point of a class
  finds boolean[],   -- of each alternative: whether its group is one of those that a document must have enough of
  needed int,        -- points of groups that a document must have at least
  best int,          -- more than any document gets
  marks text[]       -- what to mark in texts
);

-- asked: { groups: [{ any: [{ query, factor }], scale, finds, counts, typed }], needed, marks }, made by src/search/query.ts. In a query, § stands
-- for the class, which search_found puts in; the first alternative of a group is what was asked, and tells how much the group is worth: the more, the
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
  queries tsquery[];
  factors int[];
BEGIN
  plan.groups := '{}'; plan.queries := '{}'; plan.points := '{}'; plan.finds := '{}';
  plan.best := 0; plan.matches := '';
  plan.marks := ARRAY(SELECT jsonb_array_elements_text(asked -> 'marks'));
  FOR asked_group IN SELECT value FROM jsonb_array_elements(asked -> 'groups') LOOP
    queries := '{}'; factors := '{}'; of_group := NULL; frequency := 0; worth := NULL; first := TRUE;
    FOR alternative IN SELECT value FROM jsonb_array_elements(asked_group -> 'any') LOOP
      query := to_tsquery('pg_catalog.english', replace(replace(alternative ->> 'query', ':*§', ':*'), ':§', ''));
      IF numnode(query) > 0 THEN
        seen := search_frequency(query);
        IF seen > 0 THEN
          queries := queries || query;
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
            queries := queries || quote_literal(alike.lexeme)::tsquery;
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
      plan.queries := plan.queries || queries[i];
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
    plan.matches := coalesce(rare || every, rare, every, least_frequent);
    IF rare IS NULL THEN plan.otherwise := least_frequent; END IF;
  END IF;
  RETURN plan;
END $$;

-- A query found in one class.
CREATE FUNCTION search_in(query tsquery, class text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN regexp_replace(query::text, '(''[^'']+'')(:(\*))?', '\1:\3' || class, 'g');

-- What a plan finds, of some kinds or (NULL) all, with the points of each: of each group the best alternative's, which are 6 in class A, 3 in B, 2 in C and
-- 1 in D, together at most 12. How often a word is said counts no further, and neither does when it was said. Hardly more rows than a page are looked at by whoever
-- asks in order, which is what ROWS says.
CREATE FUNCTION search_found(plan search_plan, kinds text[]) RETURNS TABLE (id uuid, kind text, areas int[], difficulty smallint, points int) LANGUAGE plpgsql STABLE ROWS 20 AS $$
DECLARE
  covered text;
  points text;
  matches tsquery := plan.matches;
BEGIN
  IF numnode(matches) = 0 THEN RETURN; END IF;
  WITH alternative AS (
    SELECT number, nth, finds, worth, search_in(query, 'A') AS a, search_in(query, 'B') AS b, search_in(query, 'C') AS c, search_in(query, 'D') AS d,
      -- Words in a row must stand in one class, not at the end of one and the beginning of the next.
      CASE WHEN numnode(query) = 1 THEN query::text ELSE concat_ws(' | ', search_in(query, 'A'), search_in(query, 'B'), search_in(query, 'C'), search_in(query, 'D')) END AS whole
    FROM unnest(plan.groups, plan.queries, plan.points, plan.finds) WITH ORDINALITY AS each(number, query, worth, finds, nth)),
  grouped AS (
    SELECT number, bool_and(finds) AS finds,
      format('CASE %s ELSE 0 END', string_agg(format('WHEN vector @@ %L THEN %s', whole, worth), ' ' ORDER BY worth DESC, nth)) AS covered,
      format('greatest(%s)', string_agg(format('CASE WHEN vector @@ %L THEN %s * (6 * (vector @@ %L)::int + 3 * (vector @@ %L)::int + 2 * (vector @@ %L)::int + (vector @@ %L)::int) ELSE 0 END',
        whole, worth, a, b, c, d), ', ')) AS points
    FROM alternative GROUP BY number)
  SELECT coalesce(string_agg(g.covered, ' + ' ORDER BY number) FILTER (WHERE finds), '0'), string_agg(g.points, ' + ' ORDER BY number) INTO covered, points FROM grouped g;
  LOOP
    -- A long vector that lies elsewhere or is compressed is copied once, and not fetched for each @@.
    RETURN QUERY EXECUTE format($search$
      SELECT d.id, d.kind, d.areas, d.difficulty, %s
      FROM (SELECT d.id, d.kind, d.areas, d.difficulty, CASE WHEN pg_column_size(d.vector) > 4000 THEN setweight(d.vector, 'D', '{}'::text[]) ELSE d.vector END AS vector FROM search_document d
        WHERE d.vector @@ %L AND ($1 IS NULL OR d.kind = ANY ($1)) OFFSET 0) d
      WHERE %s >= %s$search$, points, matches, covered, plan.needed) USING kinds;
    EXIT WHEN FOUND OR matches IS NOT DISTINCT FROM plan.otherwise OR plan.otherwise IS NULL OR EXISTS (SELECT FROM search_document d WHERE d.vector @@ plan.matches);
    matches := plan.otherwise;
  END LOOP;
END $$;
