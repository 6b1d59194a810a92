-- What each client has spent in a minute, over all processes; kept for that minute. Unlogged: after a crash of the server
-- everybody begins anew, and the counting writes no log.
CREATE UNLOGGED TABLE spent_points (
  minute int NOT NULL, -- since 1970
  client text NOT NULL,
  points bigint NOT NULL,
  PRIMARY KEY (minute, client)
);
