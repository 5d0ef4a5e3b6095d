import pg from 'pg'

export interface PhaseGates {
  /** From now on whoever wants to write that the image (or its queue entry) becomes `state` waits inside the database. */
  shut(imageId: string, state: string): Promise<void>
  /** Whether somebody stands before a gate that is shut. */
  isWaitingAt(imageId: string, state: string): Promise<boolean>
  /** Lets all pass, and shuts nothing. */
  open(): Promise<void>
  close(): Promise<void>
}

const gate = (imageId: string, state: string) => `gate ${imageId} ${state}`

/**
 * Stops a worker exactly between two phases, without a word of it in the site's own code: triggers in the test's database
 * make the write that begins the next phase wait for a lock which the test holds.
 */
export async function makePhaseGates(databaseUrl: string): Promise<PhaseGates> {
  const client = new pg.Client({ connectionString: databaseUrl })
  client.on('error', () => {})
  await client.connect()
  await client.query(`
    CREATE OR REPLACE FUNCTION test_gate() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM pg_advisory_xact_lock_shared(hashtext(
        'gate ' || CASE TG_TABLE_NAME WHEN 'images' THEN to_jsonb(NEW) ->> 'id' ELSE to_jsonb(NEW) -> 'data' ->> 'imageId' END
        || ' ' || NEW.state));
      RETURN NEW;
    END $$;
    CREATE OR REPLACE TRIGGER test_gate BEFORE UPDATE ON images
      FOR EACH ROW WHEN (NEW.state <> OLD.state) EXECUTE FUNCTION test_gate();
    CREATE OR REPLACE TRIGGER test_gate BEFORE UPDATE ON pgboss.job
      FOR EACH ROW WHEN (NEW.state = 'completed') EXECUTE FUNCTION test_gate();`)
  return {
    async shut(imageId, state) {
      await client.query('SELECT pg_advisory_lock(hashtext($1))', [gate(imageId, state)])
    },
    async isWaitingAt(imageId, state) {
      const { rowCount } = await client.query(
        `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
           AND objid = (hashtext($1)::bigint & 4294967295)::oid`,
        [gate(imageId, state)],
      )
      return rowCount !== 0
    },
    async open() {
      await client.query('SELECT pg_advisory_unlock_all()')
    },
    async close() {
      await client.end().catch(() => {})
    },
  }
}
