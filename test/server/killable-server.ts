import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { compiledServer } from "./compiled-server.ts";

/** What a server process says of itself. */
interface Word {
  readonly origin: string;
  /** The first API key, where this start made it. */
  readonly newApiKey?: string;
  /** Its embedded database; none beside a database of another server. */
  readonly postgresPid?: number;
}

/** A server in a process of its own. */
export interface KillableServer extends Word {
  /** Ends the server with SIGKILL; its database goes on. */
  readonly kill: () => Promise<void>;
  /** Ends the database with SIGKILL; the server revives it. */
  readonly killPostgres: () => Promise<void>;
}

const script = fileURLToPath(new URL("serve-child.mjs", import.meta.url));

/** Starts a server on a data folder, with its clock standing at an instant; on its embedded database, or on another. */
export async function startKillable(
  dataFolder: string,
  clock: number,
  databaseUrl?: string,
): Promise<KillableServer> {
  const options = {
    dataFolder,
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    host: "127.0.0.1",
    port: 0,
    clockStart: clock,
    logLevel: process.env.FLORIN_LOG ?? "silent",
  };
  const child = fork(script, [compiledServer(), JSON.stringify(options)], {
    stdio: ["ignore", "inherit", "pipe", "ipc"],
    execArgv: [],
  });
  const word = await firstWord(child);
  return {
    ...word,
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGKILL");
      await once(child, "exit");
    },
    killPostgres: async () => {
      child.send("where is the database?");
      const [answer] = (await once(child, "message")) as [Word];
      if (answer.postgresPid === undefined) throw new Error("the database is another server's");
      process.kill(answer.postgresPid, "SIGKILL");
    },
  };
}

async function firstWord(child: ChildProcess): Promise<Word> {
  let complaint = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    complaint += text;
  });
  const ended = once(child, "exit").then(() => {
    throw new Error(`the server did not start: ${complaint}`);
  });
  ended.catch(() => {});
  const [word] = (await Promise.race([once(child, "message"), ended])) as [Word];
  return word;
}
