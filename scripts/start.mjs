import { ensureBuilt, ensureInstalled, root, run } from "./setup.mjs";

ensureInstalled();
ensureBuilt();
run(process.execPath, ["dist/cli/main.js", "demo", ...process.argv.slice(2)], { cwd: root });
