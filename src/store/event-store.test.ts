import { afterAll, beforeAll } from "vitest";
import { describeEventStore } from "./event-store.conformance.ts";
import { storeUnderTest } from "./store-under-test.fixture.ts";
import { type TestDatabase, testDatabase } from "./test-database.fixture.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

describeEventStore(storeUnderTest(() => database));
