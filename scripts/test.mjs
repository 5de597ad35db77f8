import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bin, ensureBuilt, ensureInstalled, root, run } from "./setup.mjs";

ensureInstalled();
run(bin("tsc"), ["--noEmit", "-p", "tsconfig.json"]);
run(bin("tsc"), ["--noEmit", "-p", "web/tsconfig.json"]);
run(bin("biome"), ["check", "."]);
ensureBuilt();

const report = join(root, "test-artefacts", "vitest.json");
mkdirSync(join(root, "test-artefacts"), { recursive: true });
const tests = spawnSync(
  bin("vitest"),
  [
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: "inherit" },
);

const counts = JSON.parse(readFileSync(report, "utf8"));
const skipped = counts.numPendingTests + counts.numTodoTests;
console.log(`${counts.numPassedTests} passed, ${counts.numFailedTests} failed, ${skipped} skipped`);
process.exit(tests.status ?? 1);
