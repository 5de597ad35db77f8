import type { Statement } from "../tenant.ts";

/**
 * Takes $2 numbers of the series $1 and answers the first; the row stays locked until the transaction ends. Taking none
 * locks it and tells the number that comes next.
 */
export const takeNumbers: Statement = {
  name: "take-numbers",
  text: `
    insert into number_series (series, next) values ($1, 1 + $2::bigint)
    on conflict (tenant, series) do update set next = number_series.next + $2::bigint
    returning next - $2::bigint as first`,
};
