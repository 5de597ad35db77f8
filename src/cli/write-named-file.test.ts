import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeNamedFile } from "./write-named-file.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "florin-named-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const here = (name: string): string => join(folder, name);

describe("a file that an argument names", () => {
  it("is written whole, in the place of what was there, with its permissions", async () => {
    await writeFile(here("plan.csv"), "much more than comes now");
    await chmod(here("plan.csv"), 0o640);
    expect(await writeNamedFile(here("plan.csv"), "a,b\n")).toEqual({ ok: true, value: undefined });
    expect(await readFile(here("plan.csv"), "utf8")).toBe("a,b\n");
    expect((await stat(here("plan.csv"))).mode & 0o777).toBe(0o640);
    expect(await readdir(folder)).toEqual(["plan.csv"]);
  });

  it("may be bytes, and new", async () => {
    await writeNamedFile(here("plan.png"), Uint8Array.of(1, 2, 3));
    expect([...(await readFile(here("plan.png")))]).toEqual([1, 2, 3]);
  });

  it("stays where a link to it points", async () => {
    await writeFile(here("kept.txt"), "old");
    await symlink(here("kept.txt"), here("link.txt"));
    await writeNamedFile(here("link.txt"), "new");
    expect(await readFile(here("kept.txt"), "utf8")).toBe("new");
  });

  it("may be no plain file at all", async () => {
    expect(await writeNamedFile("/dev/null", "gone")).toMatchObject({ ok: true });
    expect((await stat("/dev/null")).isCharacterDevice()).toBe(true);
  });

  it("is refused with what helps, and nothing is left behind", async () => {
    await mkdir(here("folder"));
    await writeFile(here("file"), "stays");
    const refused = async (name: string) => {
      const written = await writeNamedFile(here(name), "text");
      return written.ok ? [] : written.faults;
    };
    expect(await refused("nowhere/plan.csv")).toMatchObject([
      { code: "enoent", suggestion: expect.stringContaining("no such folder") },
    ]);
    expect(await refused("folder")).toMatchObject([
      { code: "eisdir", suggestion: expect.stringContaining("folder") },
    ]);
    expect(await refused("file/plan.csv")).toMatchObject([
      { code: "enotdir", suggestion: expect.stringContaining("no folder") },
    ]);
    expect(await readFile(here("file"), "utf8")).toBe("stays");
    expect((await readdir(folder)).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });
});
