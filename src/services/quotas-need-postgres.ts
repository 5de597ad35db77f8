import type { Fault } from "../fault/fault.ts";

/** What is decided by use that is not stored yet reads and stores it in one transaction, which ClickHouse has no part in. */
export const quotasNeedPostgres = (path: string): Fault => ({
  code: "quotas-need-postgres",
  path,
  message:
    "quotas are decided where events are kept in PostgreSQL, and here they are kept in ClickHouse",
  suggestion:
    "leave quotas out of the model, or begin with a database that keeps its events itself",
});
