-- One area's questions in each order, so that a page of them is a walk past nothing else however large the bank is.
CREATE INDEX question_of_area_most_asked ON question (area_number, asked_in DESC, id DESC) WHERE state = 'PUBLISHED' AND hidden_at IS NULL;
CREATE INDEX question_of_area_by_difficulty ON question (area_number, difficulty, id) WHERE state = 'PUBLISHED' AND hidden_at IS NULL;
