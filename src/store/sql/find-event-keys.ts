import type { Statement } from "../tenant.ts";

/** Which of these identities are taken: position in the list, from 1, and the fingerprint of what took it. */
export const findEventKeys: Statement = {
  name: "find-event-keys",
  text: `
    select incoming.position::integer, known.content::text
    from unnest($1::text[], $2::text[]) with ordinality as incoming (source, id, position)
    join event_keys known on known.id = incoming.id and known.source = incoming.source`,
};
