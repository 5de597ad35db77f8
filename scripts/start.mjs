import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { ensureBuilt, ensureInstalled, root, run } from "./setup.mjs";

const words = process.argv.slice(2);

/** Whether a demonstration is served from the folder that this start is for; it runs from dist/, which is then left alone. */
async function isServed() {
  const options = { data: { type: "string", default: ".florin/demo" } };
  const { values } = parseArgs({ args: words, options, strict: false, allowPositionals: true });
  try {
    const mark = resolve(root, String(values.data), "florin-demo.json");
    const { pid, origin } = JSON.parse(readFileSync(mark, "utf8"));
    process.kill(pid, 0);
    return (await fetch(`${origin}/health`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}

ensureInstalled();
const main = join(root, "dist", "cli", "main.js");
if (!(existsSync(main) && (await isServed()))) ensureBuilt();
run(process.execPath, [main, "demo", ...words], { cwd: root });
