import { ensureBuilt, ensureInstalled, run } from "./setup.mjs";

ensureInstalled();
ensureBuilt();
run(process.execPath, ["--expose-gc", "dist-bench/bench/run.js", ...process.argv.slice(2)]);
