-- Who brought a paper in is an account that is there: accounts are closed, never removed. Validated apart, so that a large
-- table is not locked while its rows are looked through.
ALTER TABLE uploads ADD CONSTRAINT uploads_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id) NOT VALID;
ALTER TABLE uploads VALIDATE CONSTRAINT uploads_account_fk;
ALTER TABLE documents ADD CONSTRAINT documents_created_by_fk FOREIGN KEY (created_by) REFERENCES accounts (id) NOT VALID;
ALTER TABLE documents VALIDATE CONSTRAINT documents_created_by_fk;
CREATE INDEX uploads_account_idx ON uploads (account_id);
CREATE INDEX documents_created_by_idx ON documents (created_by);
