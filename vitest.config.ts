import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The pure floors of docs/architecture.md. */
const pure = [
  "fault",
  "money",
  "time",
  "pricing",
  "model",
  "metering",
  "tax",
  "fx",
  "credit",
  "receivable",
  "account",
  "ledger",
  "metrics",
  "plan",
  "twin",
  "testing",
];

/** The files that take longest, which are begun first so that no worker waits for one of them at the end. */
const slow = [
  "test/server/replay-equals-live.test.ts",
  "test/browser/",
  "test/server/clients/",
  "test/cli/process.test.ts",
  "test/server/crash.test.ts",
  "test/server/closes.test.ts",
  "test/server/metrics.test.ts",
  "test/en16931/en16931.test.ts",
];

/** What loads ClickHouse as a library: it keeps threads of its process, so no other file shares one with it. */
const clickHouse = [
  "src/store/clickhouse/clickhouse-event-store.test.ts",
  "src/store/clickhouse/event-batches.test.ts",
  "test/server/clickhouse.test.ts",
  "test/server/dropped-usage.test.ts",
];

/** Of the pure ones, which come last, those that take longest. */
const slowPure = ["src/twin/", "src/time/every-zone.test.ts"];

/** The slow ones, the others that are whole, ClickHouse, the pure ones: a worker keeps what it has loaded while files are of one project. */
class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const ofProject = (name: string) => sorted.filter(({ project }) => project.name === name);
    const named = (paths: readonly string[]) =>
      paths.flatMap((path) => sorted.filter(({ moduleId }) => moduleId.includes(path)));
    const others = ["whole", "clickhouse"].flatMap(ofProject);
    const pureLast = [...named(slowPure), ...ofProject("pure")];
    return [...new Set([...named(slow), ...others, ...pureLast, ...sorted])];
  }
}

export default defineConfig({
  resolve: {
    alias: [
      { find: /^florin$/, replacement: at("./src/index.ts") },
      { find: /^florin\/server$/, replacement: at("./src/server.ts") },
      { find: /^florin\/testing$/, replacement: at("./src/testing/index.ts") },
    ],
  },
  test: {
    // By default a runner on two cores would work with one of them.
    maxWorkers: 2,
    // What one file has loaded serves the next: a module keeps no state but what a test makes for itself.
    isolate: false,
    // Room for a machine that does other work as well: what hangs is found later, and nothing fails for being slow.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    reporters: ["default"],
    setupFiles: ["test/fixed-seed.ts"],
    sequence: { sequencer: SlowFirst },
    projects: [
      {
        extends: true,
        test: {
          name: "pure",
          include: pure.map((folder) => `src/${folder}/**/*.test.ts`),
        },
      },
      {
        extends: true,
        test: {
          name: "whole",
          include: [
            "src/**/*.test.ts",
            "test/**/*.test.ts",
            "examples/**/*.test.ts",
            "bench/**/*.test.ts",
            "web/src/**/*.test.ts",
          ],
          exclude: [...pure.map((folder) => `src/${folder}/**`), ...clickHouse],
          globalSetup: "test/database-template.ts",
        },
      },
      {
        extends: true,
        test: {
          name: "clickhouse",
          include: clickHouse,
          globalSetup: "test/database-template.ts",
        },
      },
    ],
  },
});
