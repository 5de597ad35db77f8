import type { Statement } from "../tenant.ts";

/** Takes identities; fails where one was taken since it was looked up. Sorted by id, so writers never deadlock. */
export const insertEventKeys: Statement = {
  name: "insert-event-keys",
  text: `
    insert into event_keys (source, id, content, received_at)
    select source, id, content, received_at
    from unnest($1::text[], $2::text[], $3::bigint[], $4::timestamptz[])
      as incoming (source, id, content, received_at)`,
};
