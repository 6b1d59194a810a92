SELECT
  concat(
    '{"skillAreas":',
    (
      SELECT
        concat(
          '[',
          string_agg(
            concat(
              '{"id":"area_',
              skill_area_1."id",
              '","number":',
              to_json(skill_area_1."number"),
              ',"slug":',
              to_json(skill_area_1."slug"),
              ',"name":',
              to_json(skill_area_1."name"),
              ',"summary":',
              to_json(skill_area_1."summary"),
              ',"topics":',
              (
                SELECT
                  concat(
                    '[',
                    string_agg(
                      concat(
                        '{"id":"topic_',
                        topic_2."id",
                        '","slug":',
                        to_json(topic_2."slug"),
                        ',"name":',
                        to_json(topic_2."name"),
                        ',"aliases":',
                        to_json(topic_2."aliases"),
                        '}'
                      ),
                      ','
                      ORDER BY
                        topic_2.asked_in DESC,
                        topic_2.name COLLATE "C"
                    ),
                    ']'
                  )
                FROM
                  "topic" AS topic_2
                WHERE
                  (
                    topic_2.area_number = skill_area_1.number
                    AND TRUE
                  )
              ),
              '}'
            ),
            ','
            ORDER BY
              skill_area_1.number
          ),
          ']'
        )
      FROM
        "skill_area" AS skill_area_1
      WHERE
        TRUE
    ),
    '}'
  ) AS answer;
