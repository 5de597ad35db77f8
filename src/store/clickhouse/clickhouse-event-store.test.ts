import { afterAll, beforeAll, describe } from "vitest";
import { describeAggregates } from "../event-aggregates.conformance.ts";
import { describeEventStore } from "../event-store.conformance.ts";
import { storeUnderTest } from "../store-under-test.fixture.ts";
import { type TestDatabase, testDatabase } from "../test-database.fixture.ts";
import { describeCounters } from "../usage-counters.conformance.ts";
import { hasChdb, openChdb } from "./chdb.fixture.ts";

describe.skipIf(!hasChdb)("on ClickHouse", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase({ clickhouse: openChdb() });
  });
  afterAll(() => database?.drop());

  describeEventStore(storeUnderTest(() => database));
  describeAggregates(storeUnderTest(() => database));
  describeCounters(() => database);
});
