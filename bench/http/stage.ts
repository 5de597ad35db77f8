import { join } from "node:path";
import { openPool, type Pool, withSessionSettings } from "../../src/store/connection.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../../src/store/embedded-postgres.ts";
import { gate } from "../benchmark.ts";
import { benchModel } from "../billing-model.ts";
import { removeScratchFolder, scratchFolder } from "../scratch-folder.ts";
import { type Child, startChild } from "./children.ts";
import { senders } from "./usage-events.ts";
import type { FromLoad, Listening, LoadOrder, LoadReport } from "./wire.ts";

/** The processor of whichever server is measured, and the one of the load generator. */
const serverProcessor = 0;
const loadProcessor = 1;

/** A Florin server with the bench model and its customers, and a load generator, each in its own process. */
export interface Stage {
  readonly port: number;
  readonly authorization: string;
  /** Connections that see every tenant's rows. */
  readonly owner: Pool;
  /** The URL of the same, for a connection apart. Holds a password. */
  readonly ownerUrl: string;
  /** Sends a prepared load; every event must be accepted. Answers how many there were. */
  readonly load: () => Promise<number>;
  readonly prepareLoad: (order: Omit<LoadOrder, "kind">) => Promise<void>;
  /** Sends the prepared load and kills the server with SIGKILL on the way; the ids it had acknowledged. */
  readonly loadAndKill: (afterMs: number) => Promise<readonly string[]>;
  readonly post: (path: string, body: unknown) => Promise<{ status: number; json: unknown }>;
  readonly close: () => Promise<void>;
}

/**
 * Sets the stage. The database is started here and not by the server, so that it is not held to the server's processor.
 */
export async function openStage(): Promise<Stage> {
  const folder = await scratchFolder();
  let embedded: EmbeddedPostgres | undefined;
  const children: Child[] = [];
  const pools: Pool[] = [];
  const close = async (): Promise<void> => {
    for (const child of children) await child.stop();
    for (const pool of pools) await pool.end();
    await embedded?.stop();
    removeScratchFolder(folder);
  };
  try {
    embedded = await startEmbeddedPostgres({ dataFolder: join(folder, "pg") });
    const server = startChild("./florin-child.js", [folder], serverProcessor);
    children.push(server);
    const { port, apiKey } = await server.greeting<Listening>();
    gate(apiKey !== undefined, "a fresh server makes an API key");
    const load = startChild("./load-child.js", [], loadProcessor);
    children.push(load);
    const ownerUrl = withSessionSettings(embedded.ownerUrl("florin"));
    const owner = openPool(ownerUrl, { max: 2, statementTimeoutMs: 0 });
    pools.push(owner);
    const authorization = `Bearer ${apiKey}`;
    const post = (path: string, body: unknown) => postJson(port, authorization, path, body);
    await publish(post);
    return { port, authorization, owner, ownerUrl, post, close, ...loads(load, server) };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Starts the bare server beside it. */
export async function openBareServer(): Promise<{ port: number; close: () => Promise<void> }> {
  const child = startChild("./bare-child.js", [], serverProcessor);
  const { port } = await child.greeting<Listening>();
  return { port, close: child.stop };
}

function loads(load: Child, server: Child): Pick<Stage, "load" | "prepareLoad" | "loadAndKill"> {
  let expected = 0;
  return {
    prepareLoad: async (order) => {
      expected = order.requests * order.perRequest;
      await load.ask<FromLoad>({ kind: "prepare", ...order });
    },
    load: async () => {
      const { accepted, complaint } = await load.ask<LoadReport>({ kind: "go", untilGone: false });
      gate(complaint === undefined, `a request was refused: ${complaint}`);
      gate(accepted === expected, `${accepted} of ${expected} events were accepted`);
      return accepted;
    },
    loadAndKill: async (afterMs) => {
      const report = load.ask<LoadReport>({ kind: "go", untilGone: true });
      setTimeout(() => server.signal("SIGKILL"), afterMs);
      const { ids = [] } = await report;
      return ids;
    },
  };
}

async function publish(post: Stage["post"]): Promise<void> {
  const published = await post("/v1/models", benchModel);
  gate(published.status === 201, `the model is published: ${JSON.stringify(published.json)}`);
  for (let at = 0; at < senders; at += 1) {
    const { status } = await post("/v1/customers", { id: `c-${at}`, name: `Customer ${at}` });
    gate(status === 201, "a customer is recorded");
  }
}

async function postJson(port: number, authorization: string, path: string, body: unknown) {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization },
    body: JSON.stringify(body),
  });
  return { status: response.status, json: (await response.json()) as unknown };
}
