-- Legal terms are data: each rule with its act and article, between two days, and whether a lawyer has checked it.
CREATE TABLE deadline_rules (
  id text NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  name text NOT NULL,
  act text NOT NULL,
  article text NOT NULL,
  value int NOT NULL,
  unit text NOT NULL,
  count_mode text NOT NULL,
  direction text NOT NULL DEFAULT 'after',
  starts_from text NOT NULL,
  extension_cap int NOT NULL DEFAULT 0,
  extension_article text,
  suspendable boolean NOT NULL DEFAULT false,
  certainty text NOT NULL,
  count_mode_certainty text NOT NULL,
  source text NOT NULL,
  checked_on date,
  checked_by uuid,
  count_mode_checked_on date,
  count_mode_checked_by uuid,
  given text NOT NULL DEFAULT 'target',
  version int NOT NULL DEFAULT 1,
  CONSTRAINT deadline_rules_pk PRIMARY KEY (id, valid_from),
  CONSTRAINT deadline_rules_bounds_unique UNIQUE (id, valid_from, extension_cap, suspendable),
  CONSTRAINT deadline_rules_id_form CHECK (id ~ '^[A-Z]{3}-[0-9]{2}(-[A-Z0-9]{1,4})?$'),
  CONSTRAINT deadline_rules_valid_range CHECK (valid_to > valid_from),
  CONSTRAINT deadline_rules_said CHECK (name <> '' AND act <> '' AND article <> '' AND starts_from <> '' AND source <> ''),
  CONSTRAINT deadline_rules_value_positive CHECK (value > 0),
  CONSTRAINT deadline_rules_unit_of_mode CHECK (CASE count_mode WHEN 'free' THEN unit = 'days' WHEN 'calendar' THEN unit = 'days'
    WHEN 'workdays' THEN unit = 'workdays' WHEN 'months' THEN unit = 'months' WHEN 'hours' THEN unit = 'hours' ELSE false END),
  CONSTRAINT deadline_rules_direction_known CHECK (direction IN ('after', 'before')),
  CONSTRAINT deadline_rules_extension_whole CHECK (extension_cap >= 0 AND (extension_cap > 0) = (extension_article IS NOT NULL)),
  CONSTRAINT deadline_rules_certainty_known CHECK (certainty IN ('V', 'V2', 'C', 'K') AND count_mode_certainty IN ('V', 'V2', 'C', 'K')),
  CONSTRAINT deadline_rules_checked_whole CHECK ((checked_on IS NULL) = (checked_by IS NULL)),
  CONSTRAINT deadline_rules_mode_checked_whole CHECK ((count_mode_checked_on IS NULL) = (count_mode_checked_by IS NULL)),
  -- Until a lawyer has checked how a term is counted, everybody is given the cautious day.
  CONSTRAINT deadline_rules_limit_when_checked CHECK (given = 'target' OR (given = 'limit' AND count_mode_checked_on IS NOT NULL)),
  CONSTRAINT deadline_rules_checked_by_fk FOREIGN KEY (checked_by) REFERENCES accounts (id),
  CONSTRAINT deadline_rules_mode_checked_by_fk FOREIGN KEY (count_mode_checked_by) REFERENCES accounts (id)
);
CREATE INDEX deadline_rules_checked_by_idx ON deadline_rules (checked_by) WHERE checked_by IS NOT NULL;
CREATE INDEX deadline_rules_mode_checked_by_idx ON deadline_rules (count_mode_checked_by) WHERE count_mode_checked_by IS NOT NULL;
COMMENT ON TABLE deadline_rules IS 'Rules of law about terms: what they ask for, how they are counted, who vouches for them';
COMMENT ON COLUMN deadline_rules.valid_from IS 'First day on which the rule is applied here; 2018-01-01 stands for earlier ones, older than any book kept here';
COMMENT ON COLUMN deadline_rules.count_mode IS 'free: zile libere (Codul civil art. 2551-2556); calendar; workdays: zile lucrătoare; months; hours';
COMMENT ON COLUMN deadline_rules.direction IS 'before: counted back from a day, the last on which the act may still be done';
COMMENT ON COLUMN deadline_rules.extension_cap IS 'The most it may be extended by, once, in its own unit';
COMMENT ON COLUMN deadline_rules.certainty IS 'V: read in an official text; V2: in a secondary source; C: computed; K: from knowledge, to be checked';
COMMENT ON COLUMN deadline_rules.given IS 'Which of the two dates people are given; limit only once the count mode was checked';

INSERT INTO deadline_rules (id, valid_from, name, act, article, value, unit, count_mode, direction, starts_from,
  extension_cap, extension_article, certainty, count_mode_certainty, source) VALUES
  ('PET-04', '2018-01-01', 'trimiterea petiției greșit îndreptate la autoritatea competentă', 'O.G. nr. 27/2002', 'art. 6¹',
    5, 'days', 'free', 'after', 'de la înregistrare', 0, NULL, 'V2', 'K', 'birouljuridic.ro/birouljuridic/og-nr-272002, citit la 21.11.2026'),
  ('PET-06', '2018-01-01', 'răspunsul la petiție', 'O.G. nr. 27/2002', 'art. 8 alin. (1)',
    30, 'days', 'free', 'after', 'de la înregistrare', 15, 'art. 9 din O.G. nr. 27/2002', 'V', 'K', 'dspdambovita.ro/index.php/sesizari; LJ/DetaliiDocumentAfis/196796, citite la 21.11.2026'),
  ('PET-06-EN', '2018-01-01', 'răspunsul la petiția din domeniul energiei și gazelor naturale', 'O.G. nr. 27/2002', 'art. 8 alin. (1)',
    30, 'days', 'free', 'after', 'de la înregistrare', 30, 'art. 9 din O.G. nr. 27/2002', 'V', 'K', 'LJ/DetaliiDocumentAfis/196796, citit la 21.11.2026'),
  ('PET-07', '2018-01-01', 'răspunsul la petiția redirecționată de altă autoritate', 'O.G. nr. 27/2002', 'art. 8 alin. (2)',
    30, 'days', 'free', 'after', 'de la înregistrarea la autoritatea competentă', 15, 'art. 9 din O.G. nr. 27/2002', 'V', 'K', 'dspdambovita.ro/index.php/sesizari, citit la 21.11.2026'),
  ('INF-01-10', '2018-01-01', 'răspunsul la solicitarea de informații de interes public', 'Legea nr. 544/2001', 'art. 7 alin. (1)',
    10, 'days', 'free', 'after', 'de la înregistrare', 0, NULL, 'V', 'V2', 'lege5.ro/Gratuit/gmztcnrq/art-7; sintact.ro, Normele HG nr. 123/2002 art. 16, citite la 21.11.2026'),
  ('INF-01-30', '2018-01-01', 'răspunsul la solicitarea de informații de interes public, prelungit cu înștiințare', 'Legea nr. 544/2001', 'art. 7 alin. (1)',
    30, 'days', 'free', 'after', 'de la înregistrare', 0, NULL, 'V', 'V2', 'lege5.ro/Gratuit/gmztcnrq/art-7; sintact.ro, Normele HG nr. 123/2002 art. 16, citite la 21.11.2026'),
  ('INF-02', '2018-01-01', 'refuzul comunicării informațiilor solicitate', 'Legea nr. 544/2001', 'art. 7 alin. (2)',
    5, 'days', 'free', 'after', 'de la primirea solicitării', 0, NULL, 'V', 'V2', 'lege5.ro/Gratuit/gmztcnrq/art-7, citit la 21.11.2026'),
  ('INF-05', '2018-01-01', 'răspunsul la solicitarea verbală a presei', 'Legea nr. 544/2001', 'art. 8',
    24, 'hours', 'hours', 'after', 'de la solicitare', 0, NULL, 'V2', 'K', 'caa.ro/ro/pages/termene-de-răspuns, citit la 21.11.2026'),
  ('INF-06', '2018-01-01', 'răspunsul la reclamația administrativă', 'Legea nr. 544/2001', 'art. 21 alin. (2)',
    15, 'days', 'free', 'after', 'de la depunerea reclamației', 0, NULL, 'V', 'V2', 'static.anaf.ro, modalitati_contestare; igi.mai.gov.ro, formular-reclamatie, citite la 21.11.2026'),
  ('INF-06-30', '2018-01-01', 'depunerea reclamației administrative', 'Legea nr. 544/2001', 'art. 21 alin. (1)',
    30, 'days', 'free', 'after', 'de la luarea la cunoștință a refuzului', 0, NULL, 'V', 'V2', 'static.anaf.ro, modalitati_contestare; igi.mai.gov.ro, formular-reclamatie, citite la 21.11.2026'),
  ('INF-07', '2018-01-01', 'plângerea la tribunal', 'Legea nr. 544/2001', 'art. 22',
    30, 'days', 'free', 'after', 'de la expirarea termenului de răspuns', 0, NULL, 'V2', 'V2', 'primariavisina-db.ro, InfoInteresPublic, citit la 21.11.2026'),
  ('INF-12', '2018-01-01', 'trimiterea solicitării la instituția competentă', 'Normele aprobate prin H.G. nr. 123/2002', 'art. 24',
    5, 'days', 'free', 'after', 'de la primirea solicitării', 0, NULL, 'K', 'V2', 'din cunoștințe, fără text citit'),
  ('TAC-01', '2018-01-01', 'răspunsul la cererea de autorizare', 'O.U.G. nr. 27/2003', 'art. 6 alin. (2)',
    30, 'days', 'free', 'after', 'de la depunerea cererii', 10, 'art. 6 alin. (5) din O.U.G. nr. 27/2003', 'V2', 'K', 'gazeta-afacerilor.ro, O.U.G. nr. 27/2003; LJ/DetaliiDocumentAfis/47888, citite la 21.11.2026'),
  ('TAC-01-15', '2018-01-01', 'răspunsul la cererea de autorizare cu termen de 15 zile', 'O.U.G. nr. 27/2003', 'art. 6 alin. (1)',
    15, 'days', 'free', 'after', 'de la depunerea cererii', 5, 'art. 6 alin. (5) din O.U.G. nr. 27/2003', 'K', 'K', 'gazeta-afacerilor.ro, O.U.G. nr. 27/2003; LJ/DetaliiDocumentAfis/47888, citite la 21.11.2026'),
  ('TAC-02', '2018-01-01', 'notificarea neregularităților, la termene de peste 15 zile', 'O.U.G. nr. 27/2003', 'art. 6 alin. (4)',
    10, 'days', 'calendar', 'before', 'înainte de expirarea termenului', 0, NULL, 'V2', 'K', 'gazeta-afacerilor.ro, O.U.G. nr. 27/2003, citit la 21.11.2026'),
  ('TAC-02-5', '2018-01-01', 'notificarea neregularităților, la termene de cel mult 15 zile', 'O.U.G. nr. 27/2003', 'art. 6 alin. (4)',
    5, 'days', 'calendar', 'before', 'înainte de expirarea termenului', 0, NULL, 'V2', 'K', 'gazeta-afacerilor.ro, O.U.G. nr. 27/2003, citit la 21.11.2026');

-- Years whose table of days off somebody compared with another source; terms are counted in no other.
CREATE TABLE calendar_years (
  year int NOT NULL,
  source text NOT NULL,
  checked_on date NOT NULL,
  checked_by uuid,
  CONSTRAINT calendar_years_pk PRIMARY KEY (year),
  CONSTRAINT calendar_years_range CHECK (year BETWEEN 1990 AND 2099),
  CONSTRAINT calendar_years_said CHECK (source <> ''),
  CONSTRAINT calendar_years_checked_by_fk FOREIGN KEY (checked_by) REFERENCES accounts (id)
);
CREATE INDEX calendar_years_checked_by_idx ON calendar_years (checked_by) WHERE checked_by IS NOT NULL;
COMMENT ON TABLE calendar_years IS 'Years whose days off were compared with another source; a term that touches another year is refused';
COMMENT ON COLUMN calendar_years.checked_by IS 'Who of the institution vouched for it; null: it came with the program';
INSERT INTO calendar_years (year, source, checked_on)
  SELECT each.year, 'Codul muncii art. 139, comparat cu github.com/vacanza/holidays și npm date-holidays', '2026-11-21'
  FROM generate_series(2024, 2039) AS each(year);

GRANT SELECT ON deadline_rules, calendar_years TO opis_app, opis_worker;
GRANT UPDATE (checked_on, checked_by, count_mode_checked_on, count_mode_checked_by, given, version) ON deadline_rules TO opis_app;
GRANT INSERT ON calendar_years TO opis_app;
