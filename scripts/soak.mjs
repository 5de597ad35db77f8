import { bin, ensureBuilt, ensureInstalled, run } from "./setup.mjs";

/** Every property test with a hundred times the runs, and the crash test with many more kills. Takes hours. */
const env = { ...process.env, FLORIN_RUNS: process.env.FLORIN_RUNS ?? "100", FLORIN_SOAK: "1" };

ensureInstalled();
ensureBuilt();
run(bin("vitest"), ["run", "--testTimeout=3600000", ...process.argv.slice(2)], { env });
