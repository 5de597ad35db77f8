import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startEmbeddedPostgres } from "../../store/embedded-postgres.ts";
import { demoMarker, markDemoFolder, notRunningIn, takeDemoFolder } from "./demo-folder.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "florin-demo-folder-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const taken = { ok: true, value: undefined };
const refusedWith = (code: string) => ({ ok: false, faults: [{ code, path: "--data" }] });

describe("takeDemoFolder", () => {
  it("makes a folder, takes an empty one, and empties its own", async () => {
    const fresh = join(folder, "new", "demo");
    expect(await takeDemoFolder(fresh)).toEqual(taken);
    expect(await readdir(fresh)).toEqual([demoMarker]);
    expect(await takeDemoFolder(folder)).toMatchObject(refusedWith("foreign-folder"));
    await mkdir(join(fresh, "pg", "data"), { recursive: true });
    await writeFile(join(fresh, "api-key"), "secret");
    expect(await takeDemoFolder(fresh)).toEqual(taken);
    expect(await readdir(fresh)).toEqual([demoMarker]);
  });

  it("leaves every other folder as it is", async () => {
    await writeFile(join(folder, "thesis.txt"), "three years of work");
    expect(await takeDemoFolder(folder)).toMatchObject(refusedWith("foreign-folder"));
    const link = join(folder, "link");
    await symlink(folder, link);
    expect(await takeDemoFolder(link)).toMatchObject(refusedWith("foreign-folder"));
    expect(await takeDemoFolder(join(folder, "thesis.txt"))).toMatchObject(
      refusedWith("not-a-folder"),
    );
    expect(await readFile(join(folder, "thesis.txt"), "utf8")).toBe("three years of work");
  });

  it("leaves a demonstration's folder alone while somebody uses its database", async () => {
    await markDemoFolder(folder);
    const server = await startEmbeddedPostgres({ dataFolder: join(folder, "pg") });
    const refused = await takeDemoFolder(folder);
    expect(refused).toMatchObject(refusedWith("folder-in-use"));
    expect(JSON.stringify(refused)).toContain(`process ${process.pid}`);
    expect(await readdir(folder)).toContain("pg");
    await server.stop();
    expect(await takeDemoFolder(folder)).toEqual(taken);
    expect(await readdir(folder)).toEqual([demoMarker]);
  });
});

describe("notRunningIn", () => {
  const mark = (pid: number, origin: string): Promise<void> =>
    writeFile(join(folder, demoMarker), JSON.stringify({ note: "", pid, origin }));

  it("refuses where the marked demonstration answers, and says where", async () => {
    expect(await notRunningIn(folder)).toEqual(taken);
    expect(await notRunningIn(join(folder, "nothing"))).toEqual(taken);
    const florin = createServer((_, reply) => reply.end('{"status":"ok"}'));
    await new Promise<void>((resolve) => florin.listen(0, "127.0.0.1", resolve));
    const origin = `http://127.0.0.1:${(florin.address() as AddressInfo).port}`;
    await mark(process.ppid, origin);
    const refused = await notRunningIn(folder);
    expect(refused).toMatchObject(refusedWith("demo-running"));
    expect(JSON.stringify(refused)).toContain(`is being served on ${origin}`);
    // A process of another life, and a port that somebody else has by now, or nobody.
    await mark(2 ** 22 - 7, origin);
    expect(await notRunningIn(folder)).toEqual(taken);
    florin.closeAllConnections();
    await new Promise((resolve) => florin.close(resolve));
    await mark(process.ppid, origin);
    expect(await notRunningIn(folder)).toEqual(taken);
    await writeFile(join(folder, demoMarker), "torn");
    expect(await notRunningIn(folder)).toEqual(taken);
  });
});
