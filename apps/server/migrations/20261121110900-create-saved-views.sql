-- Lists as their reader keeps them: filters under a name. A convenience of one account; removed is only hidden.
CREATE TABLE saved_views (
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  list text NOT NULL,
  name text NOT NULL,
  query text NOT NULL,
  created_at timestamptz NOT NULL,
  removed_at timestamptz,
  CONSTRAINT saved_views_pk PRIMARY KEY (id),
  CONSTRAINT saved_views_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id),
  CONSTRAINT saved_views_list_known CHECK (list IN ('works')),
  CONSTRAINT saved_views_name_short CHECK (length(name) BETWEEN 1 AND 40),
  CONSTRAINT saved_views_removed_later CHECK (removed_at >= created_at)
);
CREATE UNIQUE INDEX saved_views_name_unique ON saved_views (account_id, list, name) WHERE removed_at IS NULL;
CREATE INDEX saved_views_account_idx ON saved_views (account_id);
COMMENT ON TABLE saved_views IS 'Filters of a list of the console, each account''s own, shown as tabs';
COMMENT ON COLUMN saved_views.query IS 'What stands after the ? of the list''s address';

GRANT SELECT, INSERT ON saved_views TO opis_app;
GRANT UPDATE (removed_at) ON saved_views TO opis_app;
