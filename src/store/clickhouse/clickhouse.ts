import { type ClickHouseClient, createClient } from "@clickhouse/client";

/** A ClickHouse server, as far as events need it: SQL in, rows out, and rows in. */
export interface ClickHouse {
  /** Runs a statement that answers nothing. */
  readonly run: (sql: string) => Promise<void>;
  /** All rows of a query; integers as numbers, decimals as their text. */
  readonly rows: <Row>(sql: string) => Promise<readonly Row[]>;
  /** The same as they come, of one snapshot: memory holds a part of them. Where the caller counts them, the first come at once, and an answer may end early. */
  readonly pages: <Row>(
    sql: string,
    how?: { readonly isCounted: boolean },
  ) => AsyncIterable<readonly Row[]>;
  /**
   * Stores rows; on the disk when this resolves. Rows of which it is unknown whether they were stored may be stored again.
   *
   * @param token a repeated insert of the same rows under the same token is dropped by the server, as long as it remembers
   */
  readonly insert: (table: string, rows: readonly object[], token: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

const settings = {
  output_format_json_quote_64bit_integers: 0,
  output_format_json_quote_decimals: 1,
  // Events of one identity are of one time, so of one partition.
  do_not_merge_across_partitions_select_final: 1,
  // What is asked of many customers at once stands in the query.
  max_query_size: "67108864",
  // An answer that breaks off must not pass for a short one.
  wait_end_of_query: 1,
  // Usage of many years at once.
  max_partitions_per_insert_block: "0",
  // What is acknowledged is stored, also where there are replicas, and every replica that answers has it.
  async_insert: 0,
  insert_quorum: "auto",
  insert_quorum_parallel: 0,
  select_sequential_consistency: "1",
} as const;

/** Opens a server by the URL of its HTTP interface: `http://user:password@host:8123/database`. Nothing is asked of it yet. */
export const openClickHouse = (url: string): ClickHouse =>
  clickHouseOver(createClient({ url, request_timeout: 120_000, application: "florin" }));

/** The same over a client at hand. */
export function clickHouseOver(client: ClickHouseClient): ClickHouse {
  const query = (sql: string, more = {}) =>
    client.query({
      query: sql,
      format: "JSONEachRow",
      clickhouse_settings: { ...settings, ...more },
    });
  return {
    run: async (sql) => {
      await client.command({ query: sql, clickhouse_settings: settings });
    },
    rows: async <Row>(sql: string) => (await query(sql)).json<Row>(),
    pages: async function* <Row>(sql: string, { isCounted } = { isCounted: false }) {
      const result = await query(sql, isCounted ? { wait_end_of_query: 0 } : {});
      try {
        for await (const rows of result.stream<Row>()) yield rows.map((row) => row.json<Row>());
      } finally {
        result.close();
      }
    },
    insert: async (table, values, token) => {
      await client.insert({
        table,
        values,
        format: "JSONEachRow",
        clickhouse_settings: { ...settings, insert_deduplication_token: token },
      });
    },
    close: () => client.close(),
  };
}
