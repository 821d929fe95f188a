-- The queue's own tables (schema graphile_worker) were made just before, by the owner, from the library's migrations:
-- platform/jobs/migrate-queue.ts. Row security is on there, so every role needs a policy as well as a grant.
GRANT USAGE ON SCHEMA graphile_worker TO opis_worker;
GRANT SELECT, UPDATE, DELETE ON graphile_worker._private_jobs TO opis_worker;
GRANT SELECT, UPDATE ON graphile_worker._private_job_queues TO opis_worker;
GRANT SELECT, INSERT ON graphile_worker._private_tasks TO opis_worker;
CREATE POLICY opis_worker_runs ON graphile_worker._private_jobs TO opis_worker USING (true) WITH CHECK (true);
CREATE POLICY opis_worker_runs ON graphile_worker._private_job_queues TO opis_worker USING (true) WITH CHECK (true);
CREATE POLICY opis_worker_runs ON graphile_worker._private_tasks TO opis_worker USING (true) WITH CHECK (true);

-- The only way into the queue: many at once, in the transaction of whoever asks, so that what is rolled back never runs.
CREATE FUNCTION enqueue_jobs(p_jobs jsonb) RETURNS int
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = graphile_worker, pg_temp AS $$
BEGIN
  IF jsonb_array_length(p_jobs) = 0 THEN
    RETURN 0;
  END IF;
  PERFORM graphile_worker.add_jobs((
    SELECT array_agg(ROW(
      job ->> 'name', (job -> 'payload')::json, job ->> 'queue', (job ->> 'runAt')::timestamptz, (job ->> 'attempts')::int,
      job ->> 'key', (job ->> 'priority')::int, NULL::text[])::graphile_worker.job_spec)
    FROM jsonb_array_elements(p_jobs) AS job));
  RETURN jsonb_array_length(p_jobs);
END $$;
REVOKE ALL ON FUNCTION enqueue_jobs(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION enqueue_jobs(jsonb) TO opis_app, opis_worker;
COMMENT ON FUNCTION enqueue_jobs(jsonb) IS 'Puts side effects in the queue: [{name, payload, attempts, queue?, runAt?, key?, priority?}]';

-- A view runs with its owner's rights: the application may look at the queue, not touch it. No payload.
CREATE VIEW job_queue AS
  SELECT jobs.id, tasks.identifier AS name, jobs.key, jobs.attempts, jobs.max_attempts, jobs.created_at, jobs.run_at,
         jobs.locked_at, jobs.locked_by, jobs.last_error,
         CASE WHEN jobs.locked_at IS NOT NULL THEN 'running'
              WHEN jobs.attempts >= jobs.max_attempts THEN 'failed'
              ELSE 'waiting' END AS state
  FROM graphile_worker._private_jobs AS jobs
  JOIN graphile_worker._private_tasks AS tasks ON tasks.id = jobs.task_id;
COMMENT ON VIEW job_queue IS 'What waits, runs or was given up (failed: no attempt is left; kept until it is asked again or dropped)';
GRANT SELECT ON job_queue TO opis_app, opis_worker;

-- A failed job is asked again, or let go, by whoever looks after the machine.
CREATE FUNCTION retry_failed_job(p_id bigint) RETURNS boolean
  LANGUAGE sql SECURITY DEFINER SET search_path = graphile_worker, pg_temp AS $$
  WITH asked AS (
    UPDATE graphile_worker._private_jobs SET attempts = 0, run_at = now(), updated_at = now()
    WHERE id = p_id AND locked_at IS NULL AND attempts >= max_attempts RETURNING id)
  SELECT EXISTS (SELECT FROM asked);
$$;
CREATE FUNCTION drop_failed_job(p_id bigint) RETURNS boolean
  LANGUAGE sql SECURITY DEFINER SET search_path = graphile_worker, pg_temp AS $$
  WITH dropped AS (
    DELETE FROM graphile_worker._private_jobs WHERE id = p_id AND locked_at IS NULL AND attempts >= max_attempts RETURNING id)
  SELECT EXISTS (SELECT FROM dropped);
$$;
REVOKE ALL ON FUNCTION retry_failed_job(bigint), drop_failed_job(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION retry_failed_job(bigint), drop_failed_job(bigint) TO opis_app;

CREATE TABLE job_workers (
  pool_id text NOT NULL,
  host text NOT NULL,
  pid int NOT NULL,
  started_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  CONSTRAINT job_workers_pk PRIMARY KEY (pool_id),
  CONSTRAINT job_workers_seen_later CHECK (seen_at >= started_at)
);
COMMENT ON TABLE job_workers IS 'Processes that run jobs, by the name they lock jobs with; one not seen for a while is dead and its jobs are taken up again';
COMMENT ON COLUMN job_workers.seen_at IS 'By the database''s clock: processes may stand on several machines';
GRANT SELECT, INSERT, UPDATE (seen_at), DELETE ON job_workers TO opis_worker;
GRANT SELECT ON job_workers TO opis_app;

CREATE TABLE schedules (
  name text NOT NULL,
  job_name text NOT NULL,
  payload jsonb NOT NULL,
  attempts int NOT NULL,
  every_minutes int,
  at_time time,
  on_weekday int,
  next_run_at timestamptz NOT NULL,
  last_run_at timestamptz,
  CONSTRAINT schedules_pk PRIMARY KEY (name),
  CONSTRAINT schedules_one_rule CHECK ((every_minutes IS NULL) <> (at_time IS NULL)),
  CONSTRAINT schedules_attempts_positive CHECK (attempts >= 1),
  CONSTRAINT schedules_minutes_positive CHECK (every_minutes BETWEEN 1 AND 1440),
  CONSTRAINT schedules_weekday_known CHECK (on_weekday IS NULL OR (on_weekday BETWEEN 1 AND 7 AND at_time IS NOT NULL))
);
COMMENT ON TABLE schedules IS 'What the house does by itself: every minute one process puts in the queue what has come due';
COMMENT ON COLUMN schedules.at_time IS 'Civil hour in Europe/Bucharest: once a day, also in the nights when the hour changes';
COMMENT ON COLUMN schedules.on_weekday IS '1 Monday to 7 Sunday; null: every day';
GRANT SELECT, INSERT, UPDATE, DELETE ON schedules TO opis_worker;
GRANT SELECT ON schedules TO opis_app;

-- The first occurrence after an instant. An hour that a night lacks (March) comes an hour later, one that it has twice
-- (October) comes the second time: PostgreSQL's own reading of civil hours, always exactly once a night.
CREATE FUNCTION next_occurrence(p_every_minutes int, p_at_time time, p_on_weekday int, p_after timestamptz)
  RETURNS timestamptz LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN p_every_minutes IS NOT NULL
    THEN to_timestamp((floor(extract(epoch FROM p_after) / (p_every_minutes * 60)) + 1) * p_every_minutes * 60)
    ELSE (
      SELECT min((day + p_at_time) AT TIME ZONE 'Europe/Bucharest')
      FROM generate_series(0, 8) AS ahead,
           LATERAL (SELECT (p_after AT TIME ZONE 'Europe/Bucharest')::date + ahead AS day) AS days
      WHERE (day + p_at_time) AT TIME ZONE 'Europe/Bucharest' > p_after
        AND (p_on_weekday IS NULL OR extract(isodow FROM day) = p_on_weekday))
  END;
$$;
