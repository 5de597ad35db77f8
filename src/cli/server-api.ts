import { readFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import type { Command } from "commander";
import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { findInstallation } from "../services/installation.ts";
import { settingValues } from "./settings-in-force.ts";
import { dataFolderDefault } from "./stored-data.ts";

/** The key that is set, else the first key of a data folder. Refuses `file-not-found`. */
export async function apiKey(folder: string): Promise<Result<string>> {
  const set = await settingValues("apiKey");
  if (!set.ok) return set;
  if (set.value.apiKey !== undefined) return ok(set.value.apiKey);
  const installation = await findInstallation(folder);
  if (installation !== undefined)
    return ok((await readFile(installation.apiKeyFile, "utf8")).trim());
  return refuse({
    code: "file-not-found",
    path: "--data",
    message: "no server has run on this folder: it holds no key",
    value: folder,
    suggestion: "name the folder that florin serve was given, or set FLORIN_API_KEY",
  });
}

/** A request to a running server. */
export interface ServerRequest {
  readonly server: string;
  readonly key: string;
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly type?: string;
  /** What makes it safe to repeat: its Idempotency-Key. */
  readonly once?: string;
}

/** Asks a running server. Refuses `server-unreachable`, `server-refused`, and what the server refuses. */
export const askServer = async (request: ServerRequest): Promise<Result<unknown>> =>
  answerOf(request, await exchange(request));

/** How often a request is sent that the server has no room for. */
const triesMax = 10;
const pauseMaxMs = 60_000;
const hasNoRoom: ReadonlySet<number> = new Set([429, 503]);

/**
 * The same for what is safe to repeat: where the server has no room (429, 503) it is asked again when it says to come back, some ten times
 * in all, and its last answer is given.
 */
export async function askPatiently(
  request: ServerRequest,
  pause: (forMs: number) => Promise<unknown> = setTimeout,
): Promise<Result<unknown>> {
  for (let tries = 1; ; tries += 1) {
    const answer = await exchange(request);
    if (answer instanceof Error || !hasNoRoom.has(answer.status) || tries === triesMax)
      return answerOf(request, answer);
    await answer.body?.cancel();
    await pause(pauseMsOf(answer.headers.get("retry-after"), tries));
  }
}

/** What the server asks for in seconds; else longer each time. */
function pauseMsOf(retryAfter: string | null, tries: number): number {
  const stated = /^\d{1,6}$/.test(retryAfter ?? "") ? Number(retryAfter) * 1_000 : undefined;
  return Math.min(stated ?? 1_000 * 2 ** (tries - 1), pauseMaxMs);
}

function exchange(request: ServerRequest): Promise<Response | Error> {
  const { server, key, method, path, body, type = "application/json", once } = request;
  return fetch(`${server.replace(/\/+$/, "")}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { "content-type": type }),
      ...(once === undefined ? {} : { "idempotency-key": once }),
    },
    ...(body === undefined ? {} : { body }),
  }).catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
}

async function answerOf(
  { server }: ServerRequest,
  answer: Response | Error,
): Promise<Result<unknown>> {
  if (answer instanceof Error)
    return refuse({
      code: "server-unreachable",
      path: "--server",
      message: "nothing answers there",
      value: server,
      suggestion: "start florin serve, or name its address",
    });
  const json: unknown = await answer.json().catch(() => ({}));
  return answer.ok ? ok(json) : { ok: false, faults: faultsOf(json as Problem, answer.status) };
}

/** What is read of an answer that refuses. */
interface Problem {
  readonly code?: string;
  readonly detail?: string;
  readonly errors?: readonly Fault[];
}

function faultsOf(problem: Problem, status: number): readonly Fault[] {
  const { errors = [], detail = `status ${status}` } = problem;
  if (errors.length > 0) return errors;
  const message = problem.code === undefined ? detail : `${problem.code}: ${detail}`;
  return [{ code: "server-refused", path: "--server", message }];
}

/** Where a command finds its server and key, and how it prints. */
export interface ServerOptions {
  readonly server: string;
  readonly data: string;
  readonly json?: boolean;
}

/** A command that asks a running server, with the options for it. */
export const asking = (command: Command): Command =>
  command
    .option("--json", "print the server's answer")
    .option("--server <url>", "where florin serve listens", "http://127.0.0.1:4280")
    .option("--data <folder>", "the folder of florin serve, which holds a key", dataFolderDefault);

type Asked = Pick<ServerRequest, "method" | "path"> & Partial<ServerRequest>;

/** Asks the server that the options name, with its key. */
export async function ask<T>({ server, data }: ServerOptions, asked: Asked): Promise<Result<T>> {
  const key = await apiKey(data);
  if (!key.ok) return key;
  const answer = await askServer({ server, key: key.value, ...asked });
  // The server's own description says what it answers.
  return answer.ok ? ok(answer.value as T) : answer;
}
