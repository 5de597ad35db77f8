import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's folder; every script runs from here whatever the caller's folder is. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Runs a command in the repository with the terminal attached; a failure ends this process with the same code. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: "inherit", ...options });
  if (result.error) {
    console.error(`cannot run ${command}: ${result.error.message}`);
    process.exit(1);
  }
  if (result.status !== 0) process.exit(result.status ?? 1);
}

const npm = (args) =>
  process.env.npm_execpath
    ? run(process.execPath, [process.env.npm_execpath, ...args])
    : run("npm", args);

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Florin needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

/** Installs exactly what the lockfile says, unless it is installed already. */
export function ensureInstalled() {
  checkNode();
  const installed = join(root, "node_modules", ".package-lock.json");
  const lock = join(root, "package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log("Installing dependencies…");
  npm(["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
}

function newest(folder) {
  let latest = 0;
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || entry.parentPath.includes("node_modules")) continue;
    latest = Math.max(latest, statSync(join(entry.parentPath, entry.name)).mtimeMs);
  }
  return latest;
}

const bin = (name) => join(root, "node_modules", ".bin", name);

/** Compiles the server to dist/ and the console to dist/console, unless the sources are older than the last build. */
export function ensureBuilt() {
  const stamp = join(root, "dist", ".built");
  const sources = Math.max(
    newest("src"),
    newest("web"),
    statSync(join(root, "tsconfig.build.json")).mtimeMs,
  );
  if (existsSync(stamp) && statSync(stamp).mtimeMs > sources) return;
  console.log("Building…");
  run(bin("tsc"), ["-p", "tsconfig.build.json"]);
  run(bin("vite"), ["build", "--logLevel", "warn"], { cwd: join(root, "web") });
  writeFileSync(stamp, "");
}

export { bin };
