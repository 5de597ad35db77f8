import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { nativeFiles } from "./native-files.ts";
import { serverAccount } from "./server-account.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const script = (text: string): string => `#!/bin/sh\n${text}\n`;

/** A package like the real one, whose programs are scripts and whose install script did not run. */
function newPackage(postgres = script("echo postgres")): string {
  const folder = mkdtempSync(join(tmpdir(), "florin-package-"));
  folders.push(folder);
  chmodSync(folder, 0o755);
  const native = join(folder, "native");
  for (const part of ["bin", "lib", "share"]) mkdirSync(join(native, part), { recursive: true });
  for (const name of ["postgres", "initdb"]) {
    writeFileSync(join(native, "bin", name), postgres, { mode: 0o755 });
  }
  writeFileSync(join(native, "lib", "libpq.so.5.18"), "");
  const links = [{ source: "native/lib/libpq.so.5.18", target: "native/lib/libpq.so.5" }];
  writeFileSync(join(native, "pg-symlinks.json"), JSON.stringify(links));
  const version = `0.0.${process.pid}-${folders.length}-${Math.floor(performance.now() * 1000)}`;
  writeFileSync(join(folder, "package.json"), JSON.stringify({ version }));
  return folder;
}

const account = serverAccount(join(tmpdir(), "no-such-folder"));

describe("nativeFiles", () => {
  it("makes the library links that a skipped install script left out", () => {
    const folder = newPackage();
    const files = nativeFiles(account, folder);
    expect(files.postgres).toBe(join(folder, "native", "bin", "postgres"));
    expect(readlinkSync(join(folder, "native", "lib", "libpq.so.5"))).toBe("libpq.so.5.18");
    expect(nativeFiles(account, folder)).toEqual(files);
  });

  it("copies a package that the server's account cannot read, or that cannot be changed", () => {
    const folder = newPackage();
    // Root may write everywhere but lends an account that may not read; others may read but not write.
    if (account === undefined) chmodSync(join(folder, "native", "lib"), 0o555);
    else chmodSync(folder, 0o700);
    const files = nativeFiles(account, folder);
    const copy = join(files.postgres, "..", "..", "..");
    folders.push(copy);
    if (account === undefined) chmodSync(join(folder, "native", "lib"), 0o755);
    expect(files.postgres.startsWith(folder)).toBe(false);
    expect(readlinkSync(join(copy, "native", "lib", "libpq.so.5"))).toBe("libpq.so.5.18");
    expect(existsSync(join(copy, "complete"))).toBe(true);
  });

  it("does not run a copy that somebody else may have changed", () => {
    const folder = newPackage();
    if (account === undefined) chmodSync(join(folder, "native", "lib"), 0o555);
    else chmodSync(folder, 0o700);
    const copy = join(nativeFiles(account, folder).postgres, "..", "..", "..");
    folders.push(copy);
    chmodSync(copy, 0o777);
    const second = join(nativeFiles(account, folder).postgres, "..", "..", "..");
    folders.push(second);
    if (account === undefined) chmodSync(join(folder, "native", "lib"), 0o755);
    expect(second).not.toBe(copy);
  });

  it("says why programs do not run, and what to do", () => {
    const folder = newPackage(script("echo 'GLIBC_2.99 not found' >&2; exit 1"));
    expect(() => nativeFiles(account, folder)).toThrow(/GLIBC_2.99 not found.*DATABASE_URL/);
  });
});
