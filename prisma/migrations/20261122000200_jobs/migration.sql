-- What Prisma cannot say of jobs, images and events. prisma/schema.db.test.ts proves that each of these exists.

ALTER TABLE jobs
  ADD CONSTRAINT jobs_n_in_range CHECK (n BETWEEN 1 AND 10),
  ADD CONSTRAINT jobs_quote_not_negative CHECK (quote_credits >= 0);

-- A picture is paid exactly when it was delivered, and only then has bytes.
ALTER TABLE images
  ADD CONSTRAINT images_cost_only_when_delivered CHECK (cost_credits = 0 OR state = 'delivered'),
  ADD CONSTRAINT images_delivered_has_bytes CHECK (state <> 'delivered' OR storage_key IS NOT NULL),
  ADD CONSTRAINT images_failed_has_code CHECK (state <> 'failed' OR error_code IS NOT NULL);

-- Fair turns: the next of a user's waiting rows, and how many of that user's are in the engine.
CREATE INDEX images_waiting ON images (user_id, provider, priority DESC, created_at, id) WHERE state = 'waiting';
CREATE INDEX images_in_engine ON images (user_id, provider, state)
  WHERE state IN ('queued', 'preparing', 'calling', 'storing');

-- Appends events for one user and wakes whoever listens, in one statement.
-- The sequence is taken under the wallet's row lock, so an event that commits later never has a smaller number: a replay
-- that starts after number N misses nothing. The notification carries the user's id only; losing one costs a poll.
CREATE FUNCTION append_events(p_user_id uuid, p_events jsonb) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  last_seq bigint;
  how_many integer := jsonb_array_length(p_events);
BEGIN
  UPDATE wallets SET event_seq = event_seq + how_many WHERE user_id = p_user_id RETURNING event_seq INTO last_seq;
  IF last_seq IS NULL THEN
    RAISE EXCEPTION 'user % has no wallet', p_user_id;
  END IF;
  INSERT INTO events (user_id, seq, type, data)
  SELECT p_user_id, last_seq - how_many + position, event ->> 'type', event -> 'data'
  FROM jsonb_array_elements(p_events) WITH ORDINALITY AS list (event, position);
  PERFORM pg_notify('huafang_events', p_user_id::text);
  RETURN last_seq;
END
$$;
