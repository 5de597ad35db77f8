import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The folder of the compiled server: `dist` where it is newer than the sources, else one compiled for the tests. */
export function compiledServer(): string {
  const dist = join(root, "dist");
  const stamp = join(dist, ".built");
  if (existsSync(stamp) && statSync(stamp).mtimeMs > newestSource()) return dist;
  const installed = join(root, "node_modules", ".cache", "florin-server-test");
  const folder = join(installed, "dist");
  mkdirSync(installed, { recursive: true });
  // The server reads its version there.
  copyFileSync(join(root, "package.json"), join(installed, "package.json"));
  const tsc = join(root, "node_modules", ".bin", "tsc");
  const compiled = spawnSync(tsc, [
    ...["-p", join(root, "tsconfig.build.json")],
    ...["--outDir", folder],
    ...["--tsBuildInfoFile", join(folder, ".tsbuildinfo")],
    ...["--declaration", "false"],
  ]);
  // What does not type-check is compiled all the same, and complained of by the type check.
  if (!existsSync(join(folder, "server.js")))
    throw new Error(`the server was not compiled: ${compiled.stdout}${compiled.stderr}`);
  return folder;
}

function newestSource(): number {
  const files = readdirSync(join(root, "src"), { recursive: true, withFileTypes: true });
  return Math.max(
    ...files
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
  );
}
