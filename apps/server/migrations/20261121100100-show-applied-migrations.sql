-- Readiness compares what was applied with what the program brings; the table itself is the migrator's.
GRANT SELECT ON kysely_migration TO opis_app, opis_worker;
