import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveCommand } from "../../src/cli/serve.ts";
import { isAudited } from "../../src/governance/audited.ts";
import { routeActions } from "../../src/http/route-actions.ts";
import { type Florin, startFlorin } from "../../src/server.ts";
import { parseInstant } from "../../src/time/instant.ts";
import { type CurlRequest, parseCurl } from "./curl.ts";
import { described, description, operationAt, part, undescribed } from "./described-api.ts";
import { violations } from "./json-schema.ts";
import { type Block, blocksOf, codeIn, readText, tableRows } from "./markdown.ts";
import { type Command, commandsOf, runLocally, type Shell } from "./shell.ts";
import { bodyOf, differences, parseShown, type ShownAnswer } from "./shown.ts";

const page = readText("docs/api.md");

/** A command of the page, and the answer shown for it. */
interface Example {
  readonly title: string;
  readonly command: Block;
  readonly shown: Block | undefined;
}

/** Each block of shell with the answer that follows it. */
function examplesOf(blocks: readonly Block[]): readonly Example[] {
  return blocks.flatMap((command, index) => {
    if (command.language !== "sh") return [];
    const next = blocks[index + 1];
    const shown = next?.language === "http" ? next : undefined;
    return [{ title: `${command.heading}, line ${command.line}`, command, shown }];
  });
}

const examples = examplesOf(blocksOf(page));

interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly mediaType: string;
  readonly body: unknown;
}

let florin: Florin;
let folder: string;
let apiKeyName: string;
const shell: Shell = { variables: new Map(), files: new Map() };
const exercised = new Set<string>();

/** The flags of the page's `florin serve`; they must be ones that the command has. */
function serveFlags(): ReadonlyMap<string, string> {
  const words = examples[0]?.command.text.split(" ") ?? [];
  expect(words.slice(0, 3)).toEqual(["npx", "florin", "serve"]);
  const known = serveCommand({ out: () => {}, err: () => {}, interactive: false }).options;
  const flags = new Map<string, string>();
  for (let at = 3; at < words.length; at += 2) {
    const flag = words[at] ?? "";
    expect(known.map(({ long }) => long)).toContain(flag);
    flags.set(flag, words[at + 1] ?? "");
  }
  return flags;
}

beforeAll(async () => {
  const clock = parseInstant(serveFlags().get("--clock") ?? "");
  folder = await mkdtemp(join(tmpdir(), "florin-docs-"));
  florin = await startFlorin({
    dataFolder: folder,
    databaseUrl: undefined,
    publicOrigin: "https://billing.example.com",
    host: "127.0.0.1",
    port: 0,
    clockStart: clock.ok ? clock.value : undefined,
    // Billing happens when the clock is moved, and at no other moment: an answer must not depend on the second it came in.
    takesTurns: false,
    logLevel: "error",
  });
  apiKeyName = basename(florin.apiKeyFile);
});

afterAll(async () => {
  await florin.stop();
  await rm(folder, { recursive: true });
});

/** The page's server is ours: same paths, another address. */
const ours = (url: string): string => url.replace("http://127.0.0.1:4280", florin.origin);

async function send(request: CurlRequest): Promise<Received> {
  const { method, headers, body } = request;
  const answer = await fetch(ours(request.url), {
    method,
    headers,
    redirect: "manual",
    ...(body === undefined ? {} : { body }),
  });
  const cookie = answer.headers.get("set-cookie");
  if (request.cookiesTo !== undefined && cookie !== null)
    shell.files.set(request.cookiesTo, Buffer.from(cookie.split(";")[0] ?? ""));
  const type = answer.headers.get("content-type") ?? "";
  const text = await answer.text();
  return {
    status: answer.status,
    headers: answer.headers,
    mediaType: text === "" ? "" : (type.split(";")[0] ?? ""),
    body: text === "" ? undefined : bodyOf(text, type),
  };
}

/** What differs between an answer and the one that is shown. */
function unlike(shown: ShownAnswer, received: Received): readonly string[] {
  const { status, headers } = received;
  return [
    ...(shown.status === status ? [] : [`status ${status}: ${JSON.stringify(received.body)}`]),
    ...Object.entries(shown.headers).flatMap(([name, value]) =>
      headers.get(name) === value ? [] : [`${name}: ${headers.get(name)}`],
    ),
    ...differences(shown.body, received.body),
  ];
}

/** What of a request and its answer `/openapi.json` does not describe. */
function outsideDescription(request: CurlRequest, received: Received): readonly string[] {
  const url = ours(request.url).slice(florin.origin.length);
  const operation = operationAt(request.method, url);
  if (operation === undefined) return [`${request.method} ${url} is not described`];
  exercised.add(`${operation.method} ${operation.path}`);
  const lines = received.mediaType === "application/x-ndjson" ? [received.body].flat() : [];
  const body = lines.length > 0 ? "" : received.body;
  const wrong = [
    ...undescribed(operation, received.status, received.mediaType, body),
    ...lines.flatMap(wrongLine),
  ];
  const taken = received.status < 300 && part(received.body).rejected !== 1;
  return taken ? [...wrong, ...badRequest(operation.operation, request)] : wrong;
}

/** What of one line of an answer is no item's answer with its line. */
function wrongLine(answer: unknown): readonly string[] {
  const { line, ...item } = part(answer);
  const schema = part(description, "components", "schemas", "ItemAnswer");
  const wrong = violations(item, schema, { document: description, closed: true });
  return Number.isInteger(line) ? wrong : [...wrong, "a line has no number"];
}

/** A request that is taken whole is one that the description allows. */
function badRequest(operation: unknown, { headers, body, url }: CurlRequest): readonly string[] {
  const named = [part(operation).parameters].flat().map((parameter) => part(parameter).name);
  const asked = [...new URL(ours(url)).searchParams.keys()].filter((name) => !named.includes(name));
  if (asked.length > 0) return [`the parameter ${asked.join(", ")} is not described`];
  const type = headers["content-type"] ?? "";
  if (body === undefined || headers["content-encoding"] !== undefined) return [];
  const media = part(operation, "requestBody", "content")[type];
  if (media === undefined) return [`a body of ${type} is not described`];
  if (!type.includes("json")) return [];
  const sent = type.includes("ndjson") ? body.toString() : JSON.parse(body.toString());
  return violations(sent, part(media, "schema"), { document: description });
}

async function run(
  command: Command,
): Promise<{ request: CurlRequest; received: Received } | undefined> {
  const [name] = command.words;
  if (name === "npx") return undefined;
  const keyFile = (path: string): string => {
    expect(basename(path)).toBe(apiKeyName);
    return florin.newApiKey ?? "";
  };
  if (runLocally(command, shell, keyFile)) return undefined;
  expect(name).toBe("curl");
  const request = parseCurl(command, shell);
  const received = await send(request);
  remember(request, received);
  return { request, received };
}

/** The requests that did what they asked for, by their route, where that is one that changes something. */
const changing = new Map<string, string[]>();

function remember({ method, url }: CurlRequest, { status, headers }: Received): void {
  const path = operationAt(method, ours(url).slice(florin.origin.length))?.path ?? "";
  const route = `${method} ${path.replace(/\{(\w+)\}/g, ":$1")}`;
  const action = routeActions[route];
  if (action === undefined || !isAudited(action) || status >= 300) return;
  const id = headers.get("x-request-id") ?? "";
  changing.set(route, [...(changing.get(route) ?? []), id]);
}

/** Of them, those that the audit log tells nothing of. */
async function untold(): Promise<readonly string[]> {
  const told = new Set<string>();
  let cursor = "";
  for (;;) {
    const headers = { authorization: `Bearer ${florin.newApiKey}` };
    const asked = `${florin.origin}/v1/audit-log?limit=500${cursor}`;
    const page = (await (await fetch(asked, { headers })).json()) as {
      readonly items: readonly { readonly request: string }[];
      readonly next: string | null;
    };
    for (const { request } of page.items) told.add(request);
    if (page.next === null) break;
    cursor = `&cursor=${page.next}`;
  }
  return [...changing]
    .filter(([, requests]) => !requests.some((request) => told.has(request)))
    .map(([route]) => route);
}

describe("docs/api.md", () => {
  it.each(examples)("$title", async ({ command, shown }) => {
    let last: Awaited<ReturnType<typeof run>>;
    for (const one of commandsOf(command.text, shell)) last = (await run(one)) ?? last;
    if (last === undefined) return expect(shown).toBeUndefined();
    if (shown === undefined) throw new Error("no answer is shown");
    const differing = unlike(parseShown(shown.text), last.received);
    expect(differing, JSON.stringify(last.received.body)).toEqual([]);
    expect(outsideDescription(last.request, last.received)).toEqual([]);
  });

  it("calls every route there is", () => {
    const all = described.map(({ method, path }) => `${method} ${path}`);
    expect([...exercised].sort()).toEqual([...all].sort());
  });

  it("changes nothing that the audit log does not tell of", async () => {
    expect(changing.size).toBeGreaterThan(60);
    const nothingToDo = [
      "POST /v1/customers/:id/unpark",
      "POST /v1/payment-effects/:id/retry",
      "POST /v1/hold/release",
    ];
    // Measurements come by the thousand, and have a list of their own.
    const measured = "POST /v1/apis/measurements";
    expect((await untold()).filter((one) => !nothingToDo.includes(one))).toEqual([measured]);
  });

  it("lists every route, its query parameters and who may call it", () => {
    const who = { "key,session": "key, session", session: "session", "": "anybody" } as const;
    const stated = tableRows(page, "Every route").map(([route, what, whom]) => ({
      route: codeIn(route),
      query: [...(what?.split(": ")[1] ?? "").matchAll(/`(\w+)`/g)].map(([, name]) => name),
      whom,
    }));
    const actual = described.map(({ method, path, operation }) => ({
      route: `${method} ${path}`,
      query: [operation.parameters]
        .flat()
        .map((parameter) => part(parameter))
        .filter((parameter) => parameter.in === "query" && path.startsWith("/v1/"))
        .map(({ name }) => name),
      whom: who[
        [operation.security]
          .flat()
          .flatMap((way) => Object.keys(part(way)))
          .join(",") as keyof typeof who
      ],
    }));
    const byRoute = (list: typeof actual) =>
      Object.fromEntries(list.map(({ route, ...rest }) => [route, rest]));
    expect(byRoute(stated as typeof actual)).toEqual(byRoute(actual));
    expect(stated).toHaveLength(actual.length);
  });
});

describe("what docs/api.md says in numbers", () => {
  it("is what the code says", async () => {
    const source = async (path: string): Promise<string> => readFile(join("src", path), "utf8");
    const constant = async (path: string, name: string): Promise<number> => {
      const text = new RegExp(`\\b${name}(?:: number)? ?[=:] ([\\d_ *.]+)[,;]`).exec(
        await source(path),
      )?.[1];
      if (text === undefined) throw new Error(`${path} has no ${name}`);
      return text
        .replaceAll("_", "")
        .split("*")
        .reduce((product, factor) => product * Number(factor), 1);
    };
    const stated = new Map(
      tableRows(page, "Rules of the house").map(([what = "", most = ""]) => [what, most]),
    );
    const grouped = (n: number) => n.toLocaleString("en");
    const event = "metering/usage-event.ts";
    const expected: readonly (readonly [string, string])[] = [
      [
        "a body, unpacked; a stream of lines has no limit",
        `${(await constant("http/bodies.ts", "bodyBytesMax")) / 1_048_576} MiB`,
      ],
      ["events in a JSON batch", grouped(await constant("http/routes/events.ts", "batchItemsMax"))],
      [
        "a line of a stream",
        `${grouped(await constant("http/ndjson-ingest.ts", "lineBytesMax"))} bytes`,
      ],
      [
        "`id`, `source`, `type`, `customer` of an event",
        `${await constant(event, "idLengthMax")} characters`,
      ],
      ["properties of an event", `${await constant(event, "propertiesMax")}`],
      ["the name of a property", `${await constant(event, "nameLengthMax")} characters`],
      ["the text of a property", `${grouped(await constant(event, "textLengthMax"))} characters`],
      [
        "keys in one document: a body, or one event of it",
        grouped(await constant("http/strict-json.ts", "keysMax")),
      ],
      ["nesting of one document", `${await constant("http/strict-json.ts", "depthMax")}`],
      ["an id in a fact", "255 characters"],
      ["an `Idempotency-Key`", "255 characters"],
      ["a query parameter", `${await constant("http/query.ts", "textLengthMax")} characters`],
      ["items on a page", `${await constant("http/query.ts", "limitMax")}`],
      [
        "windows in one usage series",
        grouped(await constant("services/usage-range.ts", "windowsMax")),
      ],
      [
        "the range of a usage report",
        `${grouped(await constant("services/usage-range.ts", "rangeDaysMax"))} days`,
      ],
      [
        "time for a request to arrive",
        `${(await constant("http/server.ts", "requestTimeoutMs")) / 1_000} s`,
      ],
    ];
    expect([...stated]).toEqual(expected);
  });
});
