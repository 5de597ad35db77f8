import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { findInstallation, openInstallation, writePrivate } from "./installation.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "florin-installation-"));
});
afterEach(() => rm(folder, { recursive: true }));

it("has one secret, whoever opens it first", async () => {
  expect(await findInstallation(folder)).toBeUndefined();
  const opened = await Promise.all(Array.from({ length: 8 }, () => openInstallation(folder)));
  const secrets = new Set(opened.map(({ pepper }) => Buffer.from(pepper).toString("hex")));
  expect(secrets.size).toBe(1);
  expect([...secrets][0]).toMatch(/^[0-9a-f]{64}$/);
  expect(await readdir(folder)).toEqual(["pepper"]);
  expect((await stat(join(folder, "pepper"))).mode & 0o777).toBe(0o600);
});

it("does not take half a secret for a secret", async () => {
  await writeFile(join(folder, "pepper"), "half");
  await expect(openInstallation(folder)).rejects.toThrow(/pepper is damaged: it holds 4 bytes/);
});

it("writes private files whole, over what was there", async () => {
  const file = join(folder, "api-key");
  await writePrivate(file, "first");
  await writePrivate(file, "second");
  expect(await readFile(file, "utf8")).toBe("second");
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(["api-key"]);
});
