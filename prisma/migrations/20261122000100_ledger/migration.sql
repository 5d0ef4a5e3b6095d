-- The ledger's rules, held by the database. prisma/schema.db.test.ts proves that every object below exists.
--
-- An INSERT into ledger_entries is the only way any balance changes: a trigger checks the entries and writes lots, holds
-- and parts from them. The credits_* functions are the only writers; each is one round trip and safe to call again with
-- the same key. Errors have their own SQLSTATEs, which lib/credits/ledger-error.ts turns into classes:
--   LG001 same key, other content    LG002 more than the hold keeps    LG003 no such hold    LG004 no such wallet
--   LG005 the book cannot be edited   LG006 entries that are no proper booking

-- ── rules a row must keep ───────────────────────────────────────────────────────────────────────────────────────────

-- Entries are checked by ledger_entries_book() instead, transactions by ledger_transactions_stamp(): every statement reads
-- its CHECKs anew, which is much of the time of a booking.

ALTER TABLE credit_lots ADD CONSTRAINT credit_lots_not_negative CHECK (available >= 0 AND held >= 0);

ALTER TABLE credit_holds
  ADD CONSTRAINT credit_holds_amount_positive CHECK (amount > 0),
  ADD CONSTRAINT credit_holds_within_amount CHECK (settled::bigint + released <= amount);

ALTER TABLE credit_hold_parts ADD CONSTRAINT credit_hold_parts_not_negative CHECK (held >= 0);

-- These rows change often and in place: room in the page keeps their updates heap-only.
ALTER TABLE wallets SET (fillfactor = 70);
ALTER TABLE credit_lots SET (fillfactor = 70);
ALTER TABLE credit_holds SET (fillfactor = 80);
ALTER TABLE credit_hold_parts SET (fillfactor = 80);

-- ── the book: append-only, and the source of every balance ──────────────────────────────────────────────────────────

CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: balances change by booking entries', TG_OP, TG_TABLE_NAME USING ERRCODE = 'LG005';
END $$;

CREATE TRIGGER ledger_transactions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_transactions
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entries
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();

-- Depth 1 is this trigger alone, so its statement came from outside; ledger_entries_book() writes these tables deeper.
CREATE FUNCTION ledger_refuse_from_outside() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() = 1 THEN
    RAISE EXCEPTION '% of % is refused: balances change by booking entries', TG_OP, TG_TABLE_NAME USING ERRCODE = 'LG005';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER credit_lots_follow_entries BEFORE UPDATE OR DELETE OR TRUNCATE ON credit_lots
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_from_outside();
CREATE TRIGGER credit_lots_begin_empty BEFORE INSERT ON credit_lots
  FOR EACH ROW WHEN (NEW.available <> 0 OR NEW.held <> 0) EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER credit_holds_follow_entries BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON credit_holds
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_from_outside();
CREATE TRIGGER credit_hold_parts_follow_entries BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON credit_hold_parts
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_from_outside();

CREATE FUNCTION ledger_transactions_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.key = '' OR NEW.reference = '' THEN
    RAISE EXCEPTION 'a ledger transaction has a key and a reference' USING ERRCODE = 'LG006';
  END IF;
  -- Exact under the wallet's lock, which every credits_* function holds. Who books by hand takes it with credits_lock().
  SELECT coalesce(sum(l.available), 0), coalesce(sum(l.held), 0) INTO NEW.available_before, NEW.held_before
    FROM credit_lots l WHERE l.user_id = NEW.user_id;
  NEW.booked_in := pg_current_xact_id()::text::bigint;
  RETURN NEW;
END $$;

CREATE TRIGGER ledger_transactions_stamp BEFORE INSERT ON ledger_transactions
  FOR EACH ROW EXECUTE FUNCTION ledger_transactions_stamp();

CREATE FUNCTION ledger_entries_book() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  new_entries record;
  booking ledger_transactions;
  changed bigint;
  booked_hold bigint;
BEGIN
  SELECT count(*) AS entries, min(transaction_id) AS first_transaction, max(transaction_id) AS last_transaction,
    min(position) AS first_position, sum(amount) AS total,
    bool_and(amount <> 0 AND (account IN ('available', 'held')) = (lot_id IS NOT NULL)) AS sound, count(DISTINCT lot_id) AS lots,
    count(DISTINCT lot_id) FILTER (WHERE account = 'held') AS held_lots,
    coalesce(sum(amount) FILTER (WHERE account = 'available'), 0) AS available,
    coalesce(sum(amount) FILTER (WHERE account = 'held'), 0) AS held,
    coalesce(sum(amount) FILTER (WHERE account = 'issued'), 0) AS issued,
    coalesce(sum(amount) FILTER (WHERE account = 'spent'), 0) AS spent,
    coalesce(sum(amount) FILTER (WHERE account = 'expired'), 0) AS expired
    INTO new_entries FROM inserted;
  IF new_entries.entries = 0 THEN
    RETURN NULL;
  END IF;

  SELECT * INTO booking FROM ledger_transactions WHERE id = new_entries.first_transaction;
  -- Position 1 must be among them, and the primary key allows it once: so no second statement adds to a booking.
  IF new_entries.first_transaction <> new_entries.last_transaction OR new_entries.first_position <> 1 THEN
    RAISE EXCEPTION 'one statement books one whole transaction' USING ERRCODE = 'LG006';
  END IF;
  IF booking.booked_in IS DISTINCT FROM pg_current_xact_id()::text::bigint THEN
    RAISE EXCEPTION 'ledger transaction % is closed', new_entries.first_transaction USING ERRCODE = 'LG006';
  END IF;
  IF NOT new_entries.sound THEN
    RAISE EXCEPTION 'an entry of ledger transaction % moves nothing, or its account and lot do not go together', booking.id
      USING ERRCODE = 'LG006';
  END IF;
  IF new_entries.total <> 0 THEN
    RAISE EXCEPTION 'ledger transaction % sums to %, not to zero', booking.id, new_entries.total USING ERRCODE = 'LG006';
  END IF;
  IF NOT (CASE booking.kind
    WHEN 'grant' THEN new_entries.available > 0 AND new_entries.issued = -new_entries.available
      AND new_entries.held = 0 AND new_entries.spent = 0
    WHEN 'hold' THEN new_entries.held > 0 AND new_entries.available = -new_entries.held
      AND new_entries.spent = 0 AND new_entries.expired = 0
    WHEN 'settle' THEN new_entries.spent > 0 AND new_entries.held = -new_entries.spent
      AND new_entries.issued = 0 AND new_entries.expired = 0
    WHEN 'release' THEN new_entries.available > 0 AND new_entries.held = -new_entries.available
      AND new_entries.spent = 0 AND new_entries.expired = 0
    WHEN 'expire' THEN new_entries.expired > 0 AND new_entries.available = -new_entries.expired
      AND new_entries.issued = 0 AND new_entries.held = 0
    ELSE false
  END) THEN
    RAISE EXCEPTION 'entries of ledger transaction % do not fit a %', booking.id, booking.kind USING ERRCODE = 'LG006';
  END IF;

  UPDATE credit_lots l SET available = l.available + d.available, held = l.held + d.held
    FROM (
      SELECT lot_id, coalesce(sum(amount) FILTER (WHERE account = 'available'), 0) AS available,
        coalesce(sum(amount) FILTER (WHERE account = 'held'), 0) AS held
      FROM inserted WHERE lot_id IS NOT NULL GROUP BY lot_id
    ) d
    WHERE l.id = d.lot_id AND l.user_id = booking.user_id;
  GET DIAGNOSTICS changed = ROW_COUNT;
  IF changed <> new_entries.lots THEN
    RAISE EXCEPTION 'ledger transaction % names a lot its user does not have', booking.id USING ERRCODE = 'LG006';
  END IF;

  IF booking.kind = 'hold' THEN
    INSERT INTO credit_holds (id, user_id, reference, amount, created_at)
      VALUES (booking.id, booking.user_id, booking.reference, new_entries.held, booking.created_at);
    INSERT INTO credit_hold_parts (hold_id, lot_id, held)
      SELECT booking.id, lot_id, sum(amount) FROM inserted WHERE account = 'held' GROUP BY lot_id;
  ELSIF booking.kind IN ('settle', 'release') THEN
    UPDATE credit_holds SET settled = settled + new_entries.spent, released = released + new_entries.available
      WHERE reference = booking.reference AND user_id = booking.user_id RETURNING id INTO booked_hold;
    UPDATE credit_hold_parts p SET held = p.held + d.held
      FROM (SELECT lot_id, sum(amount) AS held FROM inserted WHERE account = 'held' GROUP BY lot_id) d
      WHERE p.hold_id = booked_hold AND p.lot_id = d.lot_id;
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> new_entries.held_lots THEN
      RAISE EXCEPTION 'ledger transaction % takes from a lot its hold has no part of', booking.id USING ERRCODE = 'LG006';
    END IF;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER ledger_entries_book AFTER INSERT ON ledger_entries REFERENCING NEW TABLE AS inserted
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_entries_book();

-- ── the operations ──────────────────────────────────────────────────────────────────────────────────────────────────
-- All lock the wallet first and read afterwards: under READ COMMITTED each statement then sees what the last holder of
-- the lock has committed. p_now is for tests; NULL is the database's clock. Functions are called by assignment where
-- PERFORM would do, since PERFORM runs each as a query of its own.

CREATE FUNCTION credits_lock(p_user uuid) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM wallets WHERE user_id = p_user FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'user % has no wallet', p_user USING ERRCODE = 'LG004';
  END IF;
  RETURN true;
END $$;

-- The id of the transaction booked under this key, or NULL; a conflict when it was booked with other content.
CREATE FUNCTION ledger_find(p_key text, p_fingerprint text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  found_id bigint;
  found_fingerprint text;
BEGIN
  SELECT id, fingerprint INTO found_id, found_fingerprint FROM ledger_transactions WHERE key = p_key;
  IF found_fingerprint <> p_fingerprint THEN
    RAISE EXCEPTION 'key % was booked with other content: % and now %', p_key, found_fingerprint, p_fingerprint
      USING ERRCODE = 'LG001';
  END IF;
  RETURN found_id;
END $$;

CREATE FUNCTION ledger_book(
  p_key text, p_fingerprint text, p_kind ledger_kind, p_user uuid, p_reference text, p_now timestamptz,
  p_accounts ledger_account[], p_lots uuid[], p_amounts integer[]
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  booked bigint;
BEGIN
  INSERT INTO ledger_transactions (key, fingerprint, kind, user_id, reference, created_at)
    VALUES (p_key, p_fingerprint, p_kind, p_user, p_reference, p_now) RETURNING id INTO booked;
  INSERT INTO ledger_entries (transaction_id, position, account, lot_id, amount)
    SELECT booked, e.position, e.account, e.lot_id, e.amount
    FROM unnest(p_accounts, p_lots, p_amounts) WITH ORDINALITY AS e (account, lot_id, amount, position);
  RETURN booked;
END $$;

-- What a hold keeps of each lot, with the credits that stand before it in spend order: sandbox, then soonest expiry, then
-- bonus, then purchased, then oldest. Settling takes from the front and releasing from the back, so the outcome does not
-- depend on which comes first, and what expires soonest is spent.
CREATE FUNCTION credits_hold_lots(p_hold bigint)
RETURNS TABLE (lot_id uuid, kind lot_kind, expires_at timestamptz, held integer, ahead bigint)
LANGUAGE sql STABLE AS $$
  SELECT l.id, l.kind, l.expires_at, p.held,
    sum(p.held) OVER (
      ORDER BY l.kind <> 'sandbox', l.expires_at NULLS LAST, l.kind <> 'bonus', l.created_at, l.id
      ROWS UNBOUNDED PRECEDING
    ) - p.held
  FROM credit_hold_parts p JOIN credit_lots l ON l.id = p.lot_id
  WHERE p.hold_id = p_hold AND p.held > 0
$$;

CREATE FUNCTION credits_grant(
  p_user uuid, p_kind lot_kind, p_amount integer, p_key text, p_reference text,
  p_expires_at timestamptz DEFAULT NULL, p_now timestamptz DEFAULT NULL
) RETURNS TABLE (granted_lot uuid, repeated boolean) LANGUAGE plpgsql AS $$
DECLARE
  -- Seconds, since the text of a timestamptz depends on the session's time zone.
  wanted text := jsonb_build_array('grant', p_user, p_kind, p_amount, p_reference, extract(epoch FROM p_expires_at))::text;
  seen bigint;
  locked boolean;
BEGIN
  IF p_amount IS NULL OR p_amount <= 0 THEN
    RAISE EXCEPTION 'a grant is of one credit or more' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  p_now := coalesce(p_now, now());
  locked := credits_lock(p_user);
  seen := ledger_find(p_key, wanted);
  IF seen IS NOT NULL THEN
    RETURN QUERY SELECT e.lot_id, true FROM ledger_entries e WHERE e.transaction_id = seen AND e.account = 'available';
    RETURN;
  END IF;
  INSERT INTO credit_lots (user_id, kind, expires_at, created_at) VALUES (p_user, p_kind, p_expires_at, p_now)
    RETURNING id INTO granted_lot;
  seen := ledger_book(p_key, wanted, 'grant', p_user, p_reference, p_now,
    '{available,issued}', ARRAY[granted_lot, NULL], ARRAY[p_amount, -p_amount]);
  repeated := false;
  RETURN NEXT;
END $$;

-- Books what is due, one transaction a lot. Held credits do not expire.
CREATE FUNCTION credits_expire(p_user uuid, p_now timestamptz DEFAULT NULL) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  due record;
  total bigint := 0;
  locked boolean;
  booked bigint;
BEGIN
  p_now := coalesce(p_now, now());
  locked := credits_lock(p_user);
  FOR due IN
    SELECT id, available FROM credit_lots WHERE user_id = p_user AND available > 0 AND expires_at <= p_now ORDER BY id
  LOOP
    -- A lot is emptied once, unless the clock was set back in between: the key must not stop the second time.
    booked := ledger_book('expire:' || due.id || ':' || gen_random_uuid(), jsonb_build_array('expire', due.id, due.available)::text,
      'expire', p_user, 'lot:' || due.id, p_now,
      '{available,expired}', ARRAY[due.id, NULL], ARRAY[-due.available, due.available]);
    total := total + due.available;
  END LOOP;
  RETURN total;
END $$;

-- held_as is NULL when too little is there; `spendable` then says how much is. A second hold for one reference fails on
-- credit_holds_reference_key.
CREATE FUNCTION credits_hold(
  p_user uuid, p_amount integer, p_key text, p_reference text, p_provider text, p_now timestamptz DEFAULT NULL
) RETURNS TABLE (held_as bigint, repeated boolean, spendable bigint) LANGUAGE plpgsql AS $$
DECLARE
  wanted text := jsonb_build_array('hold', p_user, p_amount, p_reference, p_provider)::text;
  lot record;
  take integer;
  lots uuid[] := '{}';
  minus integer[] := '{}';
  plus integer[] := '{}';
  expiring boolean := false;
  locked boolean;
BEGIN
  IF p_amount IS NULL OR p_amount <= 0 THEN
    RAISE EXCEPTION 'a hold is of one credit or more' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  p_now := coalesce(p_now, now());
  locked := credits_lock(p_user);
  held_as := ledger_find(p_key, wanted);
  repeated := held_as IS NOT NULL;
  spendable := 0;
  IF repeated THEN
    RETURN NEXT;
    RETURN;
  END IF;

  FOR lot IN
    SELECT l.id, l.available, coalesce(l.expires_at <= p_now, false) AS due, l.kind <> 'sandbox' OR p_provider = 'sandbox' AS usable
    FROM credit_lots l WHERE l.user_id = p_user AND l.available > 0
    -- What is due comes first, to be seen before the loop ends; the rest as in credits_hold_lots().
    ORDER BY due DESC, l.kind <> 'sandbox', l.expires_at NULLS LAST, l.kind <> 'bonus', l.created_at, l.id
  LOOP
    IF lot.due THEN
      expiring := true;
    END IF;
    CONTINUE WHEN lot.due OR NOT lot.usable;
    take := least(lot.available, p_amount - spendable);
    IF take > 0 THEN
      lots := lots || lot.id;
      minus := minus || -take;
      plus := plus || take;
    END IF;
    spendable := spendable + lot.available;
    EXIT WHEN spendable >= p_amount;
  END LOOP;
  IF expiring THEN
    PERFORM credits_expire(p_user, p_now);
  END IF;
  IF spendable < p_amount THEN
    RETURN NEXT;
    RETURN;
  END IF;
  held_as := ledger_book(p_key, wanted, 'hold', p_user, p_reference, p_now,
    array_fill('available'::ledger_account, ARRAY[cardinality(lots)]) || array_fill('held'::ledger_account, ARRAY[cardinality(lots)]),
    lots || lots, minus || plus);
  RETURN NEXT;
END $$;

-- Locks the wallet of the hold with this reference, then reads the hold.
CREATE FUNCTION credits_open_hold(p_reference text) RETURNS credit_holds LANGUAGE plpgsql AS $$
DECLARE
  found_hold credit_holds;
BEGIN
  PERFORM FROM credit_holds h JOIN wallets w ON w.user_id = h.user_id WHERE h.reference = p_reference FOR UPDATE OF w;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'there is no hold for %', p_reference USING ERRCODE = 'LG003';
  END IF;
  SELECT * INTO found_hold FROM credit_holds WHERE reference = p_reference;
  RETURN found_hold;
END $$;

CREATE FUNCTION credits_settle(p_reference text, p_amount integer, p_key text, p_now timestamptz DEFAULT NULL)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  wanted text := jsonb_build_array('settle', p_reference, p_amount)::text;
  hold credit_holds;
  lots uuid[];
  minus integer[];
  booked bigint;
BEGIN
  IF p_amount IS NULL OR p_amount <= 0 THEN
    RAISE EXCEPTION 'a settlement is of one credit or more' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  hold := credits_open_hold(p_reference);
  IF ledger_find(p_key, wanted) IS NOT NULL THEN
    RETURN true;
  END IF;
  IF p_amount > hold.amount - hold.settled - hold.released THEN
    RAISE EXCEPTION 'settle % of %: the hold keeps %', p_amount, p_reference, hold.amount - hold.settled - hold.released
      USING ERRCODE = 'LG002';
  END IF;
  SELECT array_agg(h.lot_id), array_agg(-least(h.held, p_amount - h.ahead)::integer) INTO lots, minus
    FROM credits_hold_lots(hold.id) h WHERE h.ahead < p_amount;
  booked := ledger_book(p_key, wanted, 'settle', hold.user_id, p_reference, coalesce(p_now, now()),
    array_fill('held'::ledger_account, ARRAY[cardinality(lots)]) || 'spent'::ledger_account,
    lots || NULL::uuid, minus || p_amount);
  RETURN false;
END $$;

CREATE FUNCTION credits_release(p_reference text, p_amount integer, p_key text, p_now timestamptz DEFAULT NULL)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  wanted text := jsonb_build_array('release', p_reference, p_amount)::text;
  hold credit_holds;
  remaining integer;
  part record;
  target uuid;
  accounts ledger_account[] := '{}';
  lots uuid[] := '{}';
  amounts integer[] := '{}';
  booked bigint;
BEGIN
  IF p_amount IS NULL OR p_amount <= 0 THEN
    RAISE EXCEPTION 'a release is of one credit or more' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  p_now := coalesce(p_now, now());
  hold := credits_open_hold(p_reference);
  IF ledger_find(p_key, wanted) IS NOT NULL THEN
    RETURN true;
  END IF;
  remaining := hold.amount - hold.settled - hold.released;
  IF p_amount > remaining THEN
    RAISE EXCEPTION 'release % of %: the hold keeps %', p_amount, p_reference, remaining USING ERRCODE = 'LG002';
  END IF;
  FOR part IN
    SELECT h.lot_id, h.kind, h.expires_at, least(h.held, p_amount - (remaining - h.ahead - h.held))::integer AS back
    FROM credits_hold_lots(hold.id) h WHERE remaining - h.ahead - h.held < p_amount
  LOOP
    target := part.lot_id;
    IF part.expires_at <= p_now THEN
      -- The lot ran out while its credits were held, which was not the user's doing: a week to use them.
      INSERT INTO credit_lots (user_id, kind, expires_at, created_at)
        VALUES (hold.user_id, part.kind, p_now + interval '7 days', p_now) RETURNING id INTO target;
    END IF;
    accounts := accounts || '{held,available}'::ledger_account[];
    lots := lots || part.lot_id || target;
    amounts := amounts || -part.back || part.back;
  END LOOP;
  booked := ledger_book(p_key, wanted, 'release', hold.user_id, p_reference, p_now, accounts, lots, amounts);
  RETURN false;
END $$;
