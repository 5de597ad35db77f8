import { join } from "node:path";
import type { Model } from "../../src/model/model.ts";
import { accessModel } from "../access-model.ts";
import { gate, type Rounds } from "../benchmark.ts";
import { callText } from "./call-text.ts";
import type { GatewayOptions } from "./gateway-child.ts";
import { onStage, type Post, posted, type Stage } from "./stage.ts";
import type { CallOrder, Listening } from "./wire.ts";

const customer = "c-0";
const loadProcessor = 1;
const measuredProcessor = 0;

/** An upstream, a bare proxy before it, and a gateway of Florin before it. */
export interface GatewayStage extends Stage {
  /** A load on one of the three, of the path. */
  readonly loadOn: (
    way: "none" | "bare" | "florin",
    path: string,
    order: Pick<CallOrder, "connections" | "requests" | "expected">,
  ) => Promise<void>;
  /** Waits until the server has the usage of every call that the gateway let through, and says so. */
  readonly proveCounted: () => Promise<string>;
}

async function publish(post: Post): Promise<void> {
  await posted(post, "/v1/models", accessModel);
  await posted(post, "/v1/customers", { id: customer, name: "Caller" });
  const start = new Date().toISOString().slice(0, 10);
  await posted(post, "/v1/subscriptions", { id: "s-0", customer, plan: "team", start });
}

/** Opens the stage for the rounds of a benchmark of the gateway. */
export const onGatewayStage = (setUp: (stage: GatewayStage) => Promise<Rounds>): Promise<Rounds> =>
  onStage(async (stage) => setUp(await withGateway(stage)), publish);

async function withGateway(stage: Stage): Promise<GatewayStage> {
  const portOf = async (file: string, processor: number, args: readonly string[] = []) =>
    (await stage.start(file, { args, processor }).greeting<Listening>()).port;
  const upstream = await portOf("upstream-child.js", loadProcessor);
  const { key } = (await posted(stage.post, `/v1/customers/${customer}/keys`, {
    name: "bench",
  })) as { key: string };
  const options: GatewayOptions = {
    model: accessModel as unknown as Model,
    modelEveryMs: 60_000,
    upstream: `http://127.0.0.1:${upstream}`,
    server: `http://127.0.0.1:${stage.port}`,
    key: stage.authorization.slice("Bearer ".length),
    host: "127.0.0.1",
    port: 0,
    spoolFolder: join(stage.folder, "spool"),
    spoolBytesMax: 1 << 30,
    whenUnkept: "refuse",
    silenceMsMax: 60_000,
  };
  const ports = {
    none: upstream,
    bare: await portOf("proxy-child.js", measuredProcessor, [String(upstream)]),
    florin: await portOf("gateway-child.js", measuredProcessor, [JSON.stringify(options)]),
  };
  let calls = 0;
  const counted = async (): Promise<number> => {
    const { rows } = await stage.owner.query<{ events: number }>(
      "select count(*) as events from events",
    );
    return rows[0]?.events ?? 0;
  };
  return {
    ...stage,
    loadOn: (way, path, order) => {
      if (way === "florin") calls += order.requests;
      const text = callText("GET", path, { authorization: `Bearer ${key}` });
      return stage.prepareLoad({ kind: "calls", port: ports[way], texts: [text], ...order });
    },
    proveCounted: async () => {
      const giveUpAt = performance.now() + 60_000;
      while ((await counted()) < calls && performance.now() < giveUpAt)
        await new Promise((resolve) => setTimeout(resolve, 100));
      gate((await counted()) === calls, `${await counted()} calls counted, ${calls} made`);
      return `The server has the usage of all ${calls.toLocaleString("en")} calls, each once.`;
    },
  };
}
