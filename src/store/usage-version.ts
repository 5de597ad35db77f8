import type { Statement, Tx } from "./tenant.ts";

const version: Statement = {
  name: "usage-version",
  text: `
    select concat_ws(' ',
      (select times from usage_rewrites),
      (select string_agg(inhrelid::text, ',' order by inhrelid) from pg_inherits
        where inhparent = 'events'::regclass)) as version`,
};

/**
 * Another one once stored events were changed in a way that neither their receipt nor a correction tells: months that came or went, a
 * person who was forgotten, history that was imported.
 */
export async function usageVersion(tx: Tx): Promise<string> {
  const [row] = await tx.rows<{ version: string }>(version);
  return row?.version ?? "";
}

/** Says in the open transaction that stored events were changed. */
export const noteUsageRewritten = (tx: Tx): Promise<number> =>
  tx.run(
    `insert into usage_rewrites (times) values (1)
     on conflict (tenant) do update set times = usage_rewrites.times + 1`,
  );
