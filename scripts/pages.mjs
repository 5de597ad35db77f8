import { bin, ensureBuilt, ensureInstalled, run } from "./setup.mjs";

ensureInstalled();
ensureBuilt();
run(bin("tsc"), ["-p", "tsconfig.bench.json"]);
run(process.execPath, ["dist-bench/bench/pages/run.js", ...process.argv.slice(2)]);
