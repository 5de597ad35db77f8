import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
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

/** Whether a version of Node can install, build and run this: `^20.19 || >=22.12` of package.json, as Vite has it. */
export function supportsNode(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major === 20) return minor >= 19;
  return major > 22 || (major === 22 && minor >= 12);
}

function checkNode() {
  if (supportsNode(process.versions.node)) return;
  console.error(
    `Florin needs Node 20.19 or newer within 20, or 22.12 or newer; this is ${process.versions.node}.`,
  );
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

/** Kept beside what is built; its time is that of the build. */
const stamp = join(root, "dist", ".built");

/** What a build is made from: files, and folders with all that is in them. */
const sources = [
  "src",
  "web",
  "tsconfig.json",
  "tsconfig.build.json",
  "package.json",
  "package-lock.json",
];

/** When a source last changed, or was added or removed, which shows on its folder. */
export function newestChange(paths, folder = root) {
  let latest = 0;
  const look = (path) => {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) return;
    latest = Math.max(latest, found.mtimeMs);
    if (!found.isDirectory()) return;
    for (const name of readdirSync(path)) if (name !== "node_modules") look(join(path, name));
  };
  for (const path of paths) look(join(folder, path));
  return latest;
}

const bin = (name) => join(root, "node_modules", ".bin", name);

/** Builds unless nothing has changed since the last build. */
export function ensureBuilt() {
  // A change in the very instant of the build counts as later: better to build once too often.
  if (existsSync(stamp) && statSync(stamp).mtimeMs > newestChange(sources)) return;
  build();
}

/**
 * Compiles the server, the console and the portal from nothing into a folder of their own, which then takes the place of dist/: what was
 * deleted from the sources is gone, a build that fails changes nothing, and a server that runs from dist/ is not left
 * without its files meanwhile.
 */
export function build() {
  console.log("Building…");
  const workshop = join(root, "node_modules", ".cache");
  const fresh = join(workshop, `florin-build-${process.pid}`);
  const old = join(workshop, `florin-old-${process.pid}`);
  const startedAt = new Date();
  mkdirSync(workshop, { recursive: true });
  // A step that fails ends the process.
  process.on("exit", () => {
    for (const folder of [fresh, old]) rmSync(folder, { recursive: true, force: true });
  });
  const compile = ["-p", "tsconfig.build.json", "--outDir", fresh];
  run(bin("tsc"), [...compile, "--incremental", "false", "--tsBuildInfoFile", "null"]);
  const pack = ["build", "--logLevel", "warn", "--emptyOutDir", "--outDir"];
  const web = { cwd: join(root, "web") };
  run(bin("vite"), [...pack, join(fresh, "console")], web);
  run(bin("vite"), [...pack, join(fresh, "portal"), "--config", "portal.config.ts"], web);
  writeFileSync(join(fresh, ".built"), "");
  // Sources that changed while they were compiled are newer than the build.
  utimesSync(join(fresh, ".built"), startedAt, startedAt);
  if (existsSync(join(root, "dist"))) renameSync(join(root, "dist"), old);
  renameSync(fresh, join(root, "dist"));
  rmSync(old, { recursive: true, force: true });
}

export { bin };
