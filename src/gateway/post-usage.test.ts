import { expect, test } from "vitest";
import { crashingDisk } from "../spool/crashing-disk.fixture.ts";
import { openSpool } from "../spool/spool.ts";
import type { GatewayEvent } from "./call-events.ts";
import { type PostedEvents, ServerAway } from "./florin-server.ts";
import { postUsage } from "./post-usage.ts";
import { recordOf } from "./usage-record.ts";

const event = (id: string): GatewayEvent => ({
  id,
  source: "gateway",
  type: "call",
  customer: "acme",
  time: "2026-01-05T10:00:00Z",
  data: {},
});

async function posting(answers: readonly (PostedEvents | ServerAway)[], ids: readonly string[]) {
  const spool = await openSpool(crashingDisk(Infinity));
  for (const id of ids) await spool.place(1000)?.append(recordOf([event(id)]));
  const log: string[] = [];
  let asked = 0;
  const post = postUsage({
    spool,
    server: {
      post: async (events) => {
        const answer = answers[asked] ?? { refused: [] };
        asked += 1;
        log.push(`post ${events.map(({ id }) => id).join(" ")}`);
        if (answer instanceof ServerAway) throw answer;
        return answer;
      },
    },
    posted: (events) => {
      log.push(`posted ${events.length}`);
    },
    refused: async (refused) => {
      log.push(`refused ${refused.map(({ id }) => id).join(" ")}`);
    },
    warn: () => undefined,
    wait: async (ms) => {
      log.push(`wait ${ms}`);
    },
  });
  return { spool, log, post };
}

test("posts what waits, again and again while the server is away, and forgets it when it is taken", async () => {
  const answers = [new ServerAway("a"), new ServerAway("b"), new ServerAway("c", 2_000)];
  const { spool, log, post } = await posting(answers, ["a", "b"]);
  post.wake();
  await expect.poll(() => spool.waiting()).toBe(0);
  expect(log).toEqual([
    ...["post a b", "wait 250", "post a b", "wait 500", "post a b", "wait 2000", "post a b"],
    ...["posted 2", "wait 100"],
  ]);
});

test("sets aside what the server will never take, before the spool forgets it", async () => {
  const { spool, log, post } = await posting([{ refused: [{ id: "b", faults: [] }] }], ["a", "b"]);
  post.wake();
  await post.close();
  expect(spool.waiting()).toBe(0);
  expect(log).toEqual(["post a b", "refused b", "posted 2"]);
});

test("keeps what waits when it is closed while the server is away", async () => {
  const { spool, post } = await posting(
    Array.from({ length: 9 }, () => new ServerAway("away")),
    ["a"],
  );
  await post.close();
  expect(spool.waiting()).toBe(1);
});
