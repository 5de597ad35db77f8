import { bin, ensureInstalled, run } from "./setup.mjs";

ensureInstalled();
run(bin("tsc"), ["-p", "tsconfig.bench.json"]);
run(process.execPath, [
  // Collecting garbage between the runs keeps one side's from being charged to the other.
  "--expose-gc",
  // A hundred thousand accounts with their terms are held in memory at once.
  "--max-old-space-size=8192",
  "dist-bench/bench/run.js",
  ...process.argv.slice(2),
]);
