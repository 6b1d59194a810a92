-- A moderator may be kept to one skill area; NULL: all of them.
ALTER TABLE role_grant ADD COLUMN area_number smallint REFERENCES skill_area (number),
  ADD CONSTRAINT role_grant_area_of_moderators CHECK (area_number IS NULL OR role = 'MODERATOR');
-- Those who can still make others admins are counted before one of them goes.
CREATE INDEX role_grant_role ON role_grant (role);
