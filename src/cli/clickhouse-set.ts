import { ok, type Result, refuse } from "../fault/fault.ts";
import type { ClickHouse } from "../store/clickhouse/clickhouse.ts";

/**
 * The ClickHouse that `CLICKHOUSE_URL` names; none where it is not set. Refuses `invalid-url`, without the text: it may hold a
 * password. Its client is loaded where it is used.
 */
export async function clickhouseSet(): Promise<Result<ClickHouse | undefined>> {
  const { CLICKHOUSE_URL: url = "" } = process.env;
  if (url === "") return ok(undefined);
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    return refuse({
      code: "invalid-url",
      path: "CLICKHOUSE_URL",
      message: "ClickHouse is named by the http or https URL of its HTTP interface",
      suggestion:
        "write http://user:password@host:8123/database, or unset it to keep events in PostgreSQL",
    });
  const { openClickHouse } = await import("../store/clickhouse/clickhouse.ts");
  return ok(openClickHouse(url));
}
