-- The institution's own lawyer vouches for rules of law, with name and day.
ALTER TABLE role_grants DROP CONSTRAINT role_grants_role_known;
ALTER TABLE role_grants ADD CONSTRAINT role_grants_role_known CHECK (role IN ('registrar', 'digital-officer', 'dispatcher',
  'case-handler', 'head-of-unit', 'director', 'archivist', 'jurist', 'auditor', 'administrator'));
