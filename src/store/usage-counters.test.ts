import { afterAll, beforeAll } from "vitest";
import { type TestDatabase, testDatabase } from "./test-database.fixture.ts";
import { describeCounters } from "./usage-counters.conformance.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

describeCounters(() => database);
