import type { ClickHouse } from "../store/clickhouse/clickhouse.ts";

/** The ClickHouse of a setting; none where it is not set. Its client is loaded where it is used. */
export async function clickhouseAt(url: string | undefined): Promise<ClickHouse | undefined> {
  if (url === undefined) return undefined;
  const { openClickHouse } = await import("../store/clickhouse/clickhouse.ts");
  return openClickHouse(url);
}
