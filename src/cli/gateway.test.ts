import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { gatedModel } from "../../test/server/gated-model.ts";
import { gatewayCommand } from "./gateway.ts";
import { recordingTerminal } from "./recording-terminal.fixture.ts";

const signals = ["SIGINT", "SIGTERM"] as const;
let folder = "";
let before: readonly (readonly unknown[])[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "florin-gateway-"));
  await writeFile(join(folder, "model.json"), JSON.stringify(gatedModel));
  vi.stubEnv("FLORIN_API_KEY", "key");
  before = signals.map((signal) => process.listeners(signal));
});
afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  for (const [index, signal] of signals.entries())
    for (const listener of process.listeners(signal))
      if (before[index]?.includes(listener) === false) process.off(signal, listener);
  await rm(folder, { recursive: true, force: true });
});

/** `florin gateway` by a model of its own, before an upstream and a server that are not there. */
function gateway(spool: string) {
  const terminal = recordingTerminal();
  const exits: number[] = [];
  const nowhere = "http://127.0.0.1:1";
  const ended = gatewayCommand(terminal, (code) => exits.push(code)).parseAsync(
    [join(folder, "model.json"), "--upstream", nowhere, "--server", nowhere].concat([
      "--port",
      "0",
      "--drain",
      "0",
      "--spool",
      spool,
    ]),
    { from: "user" },
  );
  return { exits, ended, said: () => terminal.messages.join("\n") };
}

test("a spool that cannot be written is refused, and so is its part for what is measured", async () => {
  const file = join(folder, "file");
  await writeFile(file, "");
  const first = gateway(file);
  await first.ended;
  expect(first.exits).toEqual([1]);
  expect(first.said()).toContain("spool-unwritable");
  expect(first.said()).toContain("name a folder on a disk that has room");

  const spool = join(folder, "spool");
  await mkdir(spool);
  await writeFile(join(spool, "health"), "");
  const second = gateway(spool);
  await second.ended;
  expect(second.exits).toEqual([1]);
  expect(second.said()).toContain("spool-unwritable");
  // Another may have it.
  expect(await readdir(spool)).toEqual(["health"]);
});

test("a gateway whose spool another has taken over stops, and exits with 3", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const spool = join(folder, "spool");
  const { exits, ended, said } = gateway(spool);
  await expect.poll(said).toContain("listens on");
  await writeFile(
    join(spool, "lock"),
    JSON.stringify({ pid: 1, host: "elsewhere", token: "other" }),
  );
  vi.advanceTimersByTime(5_000);
  await ended;
  expect(exits).toEqual([3]);
  expect(said()).toContain("another gateway has taken over the spool");
  // What is the other's stays.
  expect(await readdir(spool)).toContain("lock");
});
