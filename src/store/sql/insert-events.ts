import type { Statement } from "../tenant.ts";

/** Stores events whose identities were just taken. */
export const insertEvents: Statement = {
  name: "insert-events",
  text: `
    insert into events (source, id, customer, type, time, received_at, data)
    select source, id, customer, type, time, received_at, data
    from unnest(
      $1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::jsonb[])
      as incoming (source, id, customer, type, time, received_at, data)`,
};
