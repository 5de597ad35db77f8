import { join } from "node:path";
import pg from "pg";
import { openPool, type Pool, withSessionSettings } from "../../src/store/connection.ts";
import { startEmbeddedPostgres } from "../../src/store/embedded-postgres.ts";
import { gate, type Rounds } from "../benchmark.ts";
import { benchModel } from "../billing-model.ts";
import { type Child, type ChildOptions, canPin, startChild } from "../children.ts";
import { removeScratchFolder, scratchFolder } from "../scratch-folder.ts";
import { senders } from "./usage-events.ts";
import type { FromLoad, Listening, LoadOrder, LoadReport, Memory } from "./wire.ts";

/** The processor of whichever server is measured, and the one of the load generator. */
const serverProcessor = 0;
const loadProcessor = 1;

/** How the processes share the processors, for the notes of a result. */
export const pinning: string = canPin
  ? "The measured server is held to one processor and the load generator to another (taskset); Postgres runs where the system puts it, so Florin shares both with it."
  : "No process is pinned: taskset or a second processor is missing here.";

/** A Florin server with the bench model and its customers, and a load generator, each in its own process. */
export interface Stage {
  readonly port: number;
  readonly authorization: string;
  /** Connections that see every tenant's rows. */
  readonly owner: Pool;
  /** A connection of the driver as it comes, apart from any pool. */
  readonly openConnection: () => Promise<pg.Client>;
  /** Starts the bare server in the measured server's place; the port. */
  readonly startBareServer: () => Promise<number>;
  /** Sends a prepared load; every event must be accepted. Answers how many there were. */
  readonly load: () => Promise<number>;
  /** The same, and how long answers took. */
  readonly loadReport: () => Promise<LoadReport>;
  readonly prepareLoad: (order: LoadOrder) => Promise<void>;
  /** Sends the prepared load and kills the server with SIGKILL on the way; the ids it had acknowledged. */
  readonly loadAndKill: (afterMs: number) => Promise<readonly string[]>;
  readonly post: Post;
  /** Starts a program of this folder; it ends with the stage. */
  readonly start: (file: string, options: ChildOptions) => Child;
  /** Memory that the server holds, in bytes. */
  readonly memory: () => Promise<number>;
  /** A folder that goes with the stage. */
  readonly folder: string;
  readonly close: () => Promise<void>;
}

/** Posts JSON as the first API key. */
export type Post = (path: string, body: unknown) => Promise<{ status: number; json: unknown }>;

/** Posts what has to be taken; what was answered. */
export async function posted(post: Post, path: string, body: unknown): Promise<unknown> {
  const { status, json } = await post(path, body);
  gate(status < 300, `${path} takes it: ${JSON.stringify(json)}`);
  return json;
}

/** Opens a stage for the rounds of a benchmark, and closes it where they cannot be set up. */
export async function onStage(
  setUp: (stage: Stage) => Promise<Rounds>,
  publish: (post: Post) => Promise<void> = publishBilling,
): Promise<Rounds> {
  const stage = await openStage(publish);
  try {
    return await setUp(stage);
  } catch (error) {
    await stage.close();
    throw error;
  }
}

/** The database is started here and not by the server, so that it is not held to the server's processor. */
async function openStage(publish: (post: Post) => Promise<void>): Promise<Stage> {
  const folder = await scratchFolder();
  const closers: (() => Promise<void>)[] = [async () => removeScratchFolder(folder)];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  const start = (file: string, options: ChildOptions): Child => {
    const child = startChild(`./http/${file}`, options);
    closers.push(child.stop);
    return child;
  };
  try {
    const embedded = await startEmbeddedPostgres({ dataFolder: join(folder, "pg") });
    closers.push(embedded.stop);
    const server = start("florin-child.js", { args: [folder], processor: serverProcessor });
    const { port, apiKey } = await server.greeting<Listening>();
    gate(apiKey !== undefined, "a fresh server makes an API key");
    const ownerUrl = withSessionSettings(embedded.ownerUrl("florin"));
    const owner = openPool(ownerUrl, { max: 2, statementTimeoutMs: 0 });
    closers.push(() => owner.end());
    const authorization = `Bearer ${apiKey}`;
    const post: Post = (path, body) => postJson(port, authorization, path, body);
    await publish(post);
    return {
      port,
      authorization,
      owner,
      post,
      start,
      folder,
      memory: async () => (await server.ask<Memory>({ kind: "memory" })).bytes,
      close,
      openConnection: async () => {
        const client = new pg.Client({ connectionString: ownerUrl });
        await client.connect();
        closers.push(() => client.end());
        return client;
      },
      startBareServer: async () => {
        const bare = start("bare-child.js", { processor: serverProcessor });
        return (await bare.greeting<Listening>()).port;
      },
      ...loads(start("load-child.js", { processor: loadProcessor }), server),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function loads(
  load: Child,
  server: Child,
): Pick<Stage, "load" | "loadReport" | "prepareLoad" | "loadAndKill"> {
  let expected = 0;
  const loadReport = async (): Promise<LoadReport> => {
    const report = await load.ask<LoadReport>({ kind: "go", untilGone: false });
    const { accepted, complaint } = report;
    gate(complaint === undefined, `a request was refused: ${complaint}`);
    gate(accepted === expected, `${accepted} of ${expected} were accepted`);
    return report;
  };
  return {
    prepareLoad: async (order) => {
      expected = order.requests * (order.kind === "events" ? order.perRequest : 1);
      await load.ask<FromLoad>(order);
    },
    load: async () => (await loadReport()).accepted,
    loadReport,
    loadAndKill: async (afterMs) => {
      const report = load.ask<LoadReport>({ kind: "go", untilGone: true });
      setTimeout(() => server.signal("SIGKILL"), afterMs);
      const { ids = [] } = await report;
      return ids;
    },
  };
}

async function publishBilling(post: Post): Promise<void> {
  await posted(post, "/v1/models", benchModel);
  for (let at = 0; at < senders; at += 1)
    await posted(post, "/v1/customers", { id: `c-${at}`, name: `Customer ${at}` });
}

async function postJson(port: number, authorization: string, path: string, body: unknown) {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization },
    body: JSON.stringify(body),
  });
  return { status: response.status, json: (await response.json()) as unknown };
}
