import type { TestProject } from "vitest/node";
import { databaseTemplate } from "../src/store/test-database.fixture.ts";

/** Once for each project of tests that use a database: starts the server that they share, and makes what theirs are copies of. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { name, drop } = await databaseTemplate();
  project.provide("databaseTemplate", name);
  return drop;
}
