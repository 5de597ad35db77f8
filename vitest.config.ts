import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

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
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ["default"],
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
          exclude: pure.map((folder) => `src/${folder}/**`),
          globalSetup: "test/database-template.ts",
        },
      },
    ],
  },
});
