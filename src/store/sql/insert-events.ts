import type { Statement } from "../tenant.ts";

/**
 * Stores events whose identities were just taken. Their data comes as one JSON list: an array of JSON texts would be
 * escaped here and unescaped there, which took a tenth of the statement.
 */
export const insertEvents: Statement = {
  name: "insert-events",
  text: `
    insert into events (source, id, customer, type, time, received_at, data)
    select source, id, customer, type, time, received_at, data
    from rows from (
      unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[]),
      jsonb_array_elements($7::jsonb)
    ) as incoming (source, id, customer, type, time, received_at, data)`,
};
