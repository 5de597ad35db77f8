import { accessModel } from "./access-model.ts";
import { type Benchmark, gate, type Rounds, type Size } from "./benchmark.ts";
import { callText } from "./http/call-text.ts";
import { onStage, type Post, pinning, posted, type Stage } from "./http/stage.ts";

const connections = 32;
const customers = 50;
const checkPath = "/v1/entitlements/check";

async function publish(post: Post): Promise<void> {
  await posted(post, "/v1/models", accessModel);
  for (let at = 0; at < customers; at += 1) {
    await posted(post, "/v1/customers", { id: `c-${at}`, name: `Customer ${at}` });
    const start = new Date().toISOString().slice(0, 10);
    await posted(post, "/v1/subscriptions", {
      id: `s-${at}`,
      customer: `c-${at}`,
      plan: "team",
      start,
    });
  }
}

const rounds = (size: Size): Promise<Rounds> =>
  onStage((stage) => roundsOn(stage, size === "full" ? 20_000 : 2_000), publish);

async function roundsOn(stage: Stage, requests: number): Promise<Rounds> {
  const barePort = await stage.startBareServer();
  const { port, authorization } = stage;
  await proveDecisions(stage);
  const order = { kind: "calls", connections, requests } as const;
  const questions = Array.from({ length: customers }, (_, at) =>
    callText("POST", checkPath, { authorization }, { customer: `c-${at}`, meter: "calls" }),
  );
  return {
    ours: {
      label: `POST ${checkPath} of a quota`,
      prepare: () =>
        stage.prepareLoad({
          ...order,
          port,
          texts: questions,
          expected: '"reason":"within-quota"',
        }),
      run: stage.load,
    },
    limit: {
      label: "a GET of 200 bytes of JSON on node:http",
      prepare: () =>
        stage.prepareLoad({
          ...order,
          port: barePort,
          texts: [callText("GET", "/")],
          expected: '"allowed":true',
        }),
      run: stage.load,
    },
    proven: [
      "Customers were allowed what their plan has, with what is left of the quota, and an event that was stored before counted against it.",
    ],
    notes: [
      `${connections} keep-alive connections, one request at a time on each, ${requests.toLocaleString("en")} a round, ${customers} customers in turn. API key, body read and checked, the quota decided by what the database said at most a second ago and all that this server stored since; the answer tells how the quota stands. The bare server reads nothing and decides nothing.`,
      pinning,
    ],
    close: async () => {
      await stage.close();
      return [];
    },
  };
}

async function proveDecisions({ post }: Stage): Promise<void> {
  const ask = (body: object) => posted(post, checkPath, { customer: "c-0", ...body });
  const event = { id: "e-1", type: "call", customer: "c-0", time: new Date().toISOString() };
  const used = async () =>
    ((await ask({ meter: "calls" })) as { quota: { used: string } }).quota.used;
  gate((await used()) === "0", "nothing is used at first");
  await posted(post, "/v1/events", event);
  gate((await used()) === "1", "an event counts at once");
  const { allowed } = (await ask({ feature: "sso" })) as { allowed: boolean };
  gate(allowed, "the plan has the feature");
}

/** A check over HTTP against the least that an HTTP server can do. */
export const entitlementHttp: Benchmark = {
  name: "entitlement-http",
  what: "entitlement check over HTTP, a quota decided",
  against: "a bare GET on `node:http`, 32 connections",
  unit: "checks",
  better: "higher",
  floor: 0.6,
  aim: 0.85,
  rounds,
};
