-- Provider limits, recovery, the operator's page. prisma/schema.db.test.ts proves that what Prisma cannot say of it exists.

-- ── images ──────────────────────────────────────────────────────────────────────────────────────────────────────────

ALTER TABLE images
  ADD COLUMN model text,
  ADD COLUMN pauses integer NOT NULL DEFAULT 0,
  ADD COLUMN queued_at timestamptz(3),
  ADD COLUMN not_before timestamptz(3),
  ADD COLUMN retry_job_id uuid;
UPDATE images SET model = jobs.model FROM jobs WHERE jobs.id = images.job_id;
UPDATE images SET queued_at = created_at WHERE state = 'queued';
ALTER TABLE images ALTER COLUMN model SET NOT NULL;

-- The next of a user's waiting rows; the model tells whether it may be called now.
DROP INDEX images_waiting;
CREATE INDEX images_waiting ON images (user_id, provider, priority DESC, pauses, created_at, id) INCLUDE (model)
  WHERE state = 'waiting';
-- The line: how many are served before this one.
CREATE INDEX images_line ON images (provider, priority DESC, queued_at, id) WHERE state = 'queued';
-- How many places of a provider and model are taken.
CREATE INDEX images_places ON images (provider, model) WHERE state IN ('preparing', 'calling');
-- Whose worker was lost.
CREATE INDEX images_leases ON images (lease_until) WHERE state IN ('preparing', 'calling', 'storing');
-- What the moderation brake counts.
CREATE INDEX images_blocked ON images (user_id, finished_at) WHERE error_code = 'moderation_blocked';
-- What the operator's page lists as failed lately.
CREATE INDEX images_failed ON images (finished_at DESC, id DESC) WHERE state = 'failed';
-- What the operator may have paid for without a picture.
CREATE INDEX attempts_ambiguous ON attempts (finished_at) WHERE outcome = 'ambiguous';
-- What the metrics count of the last hour.
CREATE INDEX attempts_finished ON attempts (finished_at, outcome) WHERE outcome <> 'running';
CREATE INDEX jobs_unfinished ON jobs (created_at) WHERE finished_at IS NULL;

-- ── providers ───────────────────────────────────────────────────────────────────────────────────────────────────────

DROP TABLE provider_pauses;

ALTER TABLE provider_states
  ADD COLUMN stop_reason text,
  ADD COLUMN probe_at timestamptz(3),
  ADD COLUMN probes integer NOT NULL DEFAULT 0;

CREATE TABLE provider_limits (
  provider text NOT NULL,
  model text NOT NULL,
  places_set integer,
  rate_set integer,
  rate_declared double precision,
  places double precision NOT NULL,
  rate double precision,
  tokens double precision NOT NULL DEFAULT 1,
  filled_at timestamptz(6) NOT NULL DEFAULT now(),
  slowed_at timestamptz(6),
  paused_until timestamptz(6),
  pause_reason text,
  PRIMARY KEY (provider, model),
  CONSTRAINT provider_limits_positive CHECK (places_set >= 1 AND rate_set >= 1 AND places >= 1 AND rate > 0)
);

-- The bucket holds a twenty-fifth of a minute's images and one, and fills so fast that no minute can see more than `rate`:
-- what it holds at the start and what comes in within sixty seconds are `rate` together.
CREATE FUNCTION limit_bucket_size(rate double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE RETURN 1 + floor(rate / 25);
CREATE FUNCTION limit_fill_per_second(rate double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE RETURN CASE WHEN rate < 2 THEN rate ELSE rate - floor(rate / 25) END / 60;

-- What holds now: what was learned, but never more than the operator's own limit for the model or, where there is none, than the
-- settings say, which may have changed since the row was made. A null rate is no limit.
CREATE FUNCTION limit_places(l provider_limits, p_default_places integer) RETURNS double precision
LANGUAGE sql IMMUTABLE RETURN least(l.places, coalesce(l.places_set, p_default_places));
CREATE FUNCTION limit_rate(l provider_limits, p_default_rate integer) RETURNS double precision
LANGUAGE sql IMMUTABLE RETURN least(l.rate, coalesce(l.rate_set, p_default_rate));

-- What is in the bucket now, at that rate.
CREATE FUNCTION limit_tokens(l provider_limits, rate double precision, p_now timestamptz) RETURNS double precision
LANGUAGE sql IMMUTABLE RETURN
  least(limit_bucket_size(rate), l.tokens + greatest(0, extract(epoch FROM p_now - l.filled_at)) * limit_fill_per_second(rate));

-- May a call leave for this provider and model? Answers 0 and takes one token out of the bucket, or the milliseconds after
-- which to ask again. The row's lock makes counting exact over all workers, so it is taken last and held briefly: call it at the
-- end of the transaction that sends the image off. `p_image_id` is that image, whose own place is not counted against it.
CREATE FUNCTION limit_admit(
  p_provider text, p_model text, p_image_id uuid, p_default_places integer, p_default_rate integer, p_now timestamptz
) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  l provider_limits;
  stop provider_states;
  taken integer;
  rate double precision;
  have double precision;
BEGIN
  SELECT * INTO l FROM provider_limits WHERE provider = p_provider AND model = p_model FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO provider_limits (provider, model, places, rate, filled_at)
    VALUES (p_provider, p_model, p_default_places, p_default_rate, p_now) ON CONFLICT DO NOTHING;
    SELECT * INTO l FROM provider_limits WHERE provider = p_provider AND model = p_model FOR UPDATE;
  END IF;
  IF l.paused_until > p_now THEN
    RETURN ceil(extract(epoch FROM l.paused_until - p_now) * 1000);
  END IF;

  SELECT count(*) INTO taken FROM images
  WHERE provider = p_provider AND model = p_model AND state = 'calling' AND lease_until > p_now AND id <> p_image_id;
  IF taken >= floor(limit_places(l, p_default_places)) THEN
    RETURN 1000;
  END IF;
  rate := limit_rate(l, p_default_rate);
  IF rate IS NOT NULL THEN
    have := limit_tokens(l, rate, p_now);
    IF have < 1 THEN
      RETURN ceil((1 - have) / limit_fill_per_second(rate) * 1000);
    END IF;
  END IF;

  -- One call at a time finds out whether a stopped provider takes us again. Its answer sets the next time or opens; should its
  -- worker be lost, another may find out soon.
  SELECT * INTO stop FROM provider_states WHERE provider = p_provider AND stopped_at IS NOT NULL FOR UPDATE;
  IF FOUND THEN
    IF stop.probe_at > p_now THEN
      RETURN ceil(extract(epoch FROM stop.probe_at - p_now) * 1000);
    END IF;
    UPDATE provider_states SET probe_at = p_now + interval '30 seconds' WHERE provider = p_provider;
  END IF;

  IF rate IS NOT NULL THEN
    UPDATE provider_limits SET tokens = have - 1, filled_at = p_now WHERE provider = p_provider AND model = p_model;
  END IF;
  RETURN 0;
END
$$;

-- ── the operator's page ─────────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE moderation_brakes (
  user_id uuid PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE ON UPDATE CASCADE,
  until timestamptz(3) NOT NULL,
  blocks integer NOT NULL,
  level integer NOT NULL DEFAULT 1,
  started_at timestamptz(3) NOT NULL DEFAULT now(),
  lifted_at timestamptz(3)
);

CREATE TABLE audit_entries (
  id bigserial PRIMARY KEY,
  at timestamptz(3) NOT NULL DEFAULT now(),
  actor_id uuid,
  action text NOT NULL,
  subject text NOT NULL,
  details jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX audit_entries_subject_id_idx ON audit_entries (subject, id);

CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is append-only';
END
$$;
CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();

CREATE TABLE ledger_checks (
  id bigserial PRIMARY KEY,
  started_at timestamptz(3) NOT NULL,
  finished_at timestamptz(3) NOT NULL DEFAULT now(),
  findings integer NOT NULL,
  details jsonb NOT NULL DEFAULT '[]'
);

ALTER TABLE users ADD CONSTRAINT users_weight_in_range CHECK (weight BETWEEN 1 AND 100);
