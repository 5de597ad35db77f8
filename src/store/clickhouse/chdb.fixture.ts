import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type ClickHouseClient, createClient } from "@clickhouse/client";
import { type ClickHouse, clickHouseOver } from "./clickhouse.ts";

/** Where ClickHouse as a library is installed: it is half a gigabyte, so it is no dependency of the package. */
const folder = fileURLToPath(new URL("../../../test/chdb/", import.meta.url));

/** The part of `chdb/connection` that is used. */
interface ChdbConnection {
  readonly createChdbConnection: (options: {
    readonly path: string;
  }) => NonNullable<Parameters<typeof createClient>[0]> extends { connection?: infer Connection }
    ? NonNullable<Connection>
    : never;
}

function chdb(): ChdbConnection | undefined {
  try {
    return createRequire(join(folder, "package.json"))("chdb/connection") as ChdbConnection;
  } catch (error) {
    if (process.env.FLORIN_REQUIRE_TOOLS !== undefined) throw error;
    return undefined;
  }
}

const connections = chdb();

/** Whether ClickHouse can be tested here. */
export const hasChdb = connections !== undefined;

if (!hasChdb)
  console.warn("ClickHouse is not tested: npm ci --prefix test/chdb installs what it takes");

/** One process may open one folder, so all tests of a process share it, each with tenants of its own. */
let shared: ClickHouse | undefined;

/** Opens ClickHouse in this process, which ends with it. */
export function openChdb(): ClickHouse {
  shared ??= openFolder();
  return shared;
}

/**
 * A session of which a query failed may answer the next one with rows of the failed one. So it is replaced after any error,
 * and whoever waits for it gets its answer from the one that it asked.
 */
function openFolder(): ClickHouse {
  if (connections === undefined) throw new Error("chdb is not installed");
  const path = mkdtempSync(join(tmpdir(), "florin-chdb-"));
  process.on("exit", () => rmSync(path, { recursive: true, force: true }));
  const { createChdbConnection } = connections;
  const open = (): ClickHouse => {
    const connection = createChdbConnection({ path });
    return clickHouseOver(createClient({ connection } as never) as ClickHouseClient);
  };
  let session = open();
  const renewing = async <T>(work: (session: ClickHouse) => Promise<T>): Promise<T> => {
    const asked = session;
    try {
      return await work(asked);
    } catch (error) {
      if (session === asked) session = open();
      throw error;
    }
  };
  return {
    run: (sql) => renewing((asked) => asked.run(sql)),
    rows: <Row>(sql: string) => renewing((asked) => asked.rows<Row>(sql)),
    pages: async function* <Row>(sql: string, how?: { readonly isCounted: boolean }) {
      const asked = session;
      try {
        yield* asked.pages<Row>(sql, how);
      } catch (error) {
        if (session === asked) session = open();
        throw error;
      }
    },
    insert: (...rows) => renewing((asked) => asked.insert(...rows)),
    close: async () => {},
  };
}
