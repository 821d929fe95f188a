-- The public list (OUG 27/2003 art. 4) says how many of each authorisation were granted by silence.
CREATE INDEX case_files_tacitly_approved_idx ON case_files (procedure) WHERE outcome = 'tacitly-approved';
