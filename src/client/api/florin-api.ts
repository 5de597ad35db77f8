import { apiProblem } from "./api-problem.ts";
import type {
  Answer,
  Argument,
  Asked,
  FilePath,
  FileType,
  Item,
  JsonPath,
  ListPath,
  PageOf,
  Sending,
} from "./asked.ts";
import { type Patience, pauseByTimer, repeated } from "./repeated.ts";
import { requestOf, type Stated } from "./request.ts";

/** How a server is spoken to. */
export interface FlorinApiOptions {
  /** `https://billing.example.com`; "" in a browser for the server that the page came from. */
  readonly url: string;
  /** An API key; where it is absent, the browser's session. */
  readonly key?: string | undefined;
  /** Default: the platform's own. */
  readonly fetch?: typeof fetch;
  /** How long an answer is waited for, in ms. Default 30 seconds; 0 waits as long as it takes. */
  readonly timeoutMs?: number;
  /** How often a request is sent again that may pass later. Default 2. */
  readonly retriesMax?: number;
  /** The longest wait before that, in ms. Default 30 seconds. */
  readonly waitMostMs?: number;
  /** Waits. Default: a timer. */
  readonly pause?: Patience["pause"];
}

/** An answer with the tag that it has until it says something else. */
export interface Tagged<T> {
  readonly answer: T;
  /** For `unlessTag` of the next reading, and `ifMatch` of a change. */
  readonly tag: string;
}

/**
 * Every route of the API, by method and path. What is asked and answered is typed by the server's description. Every call rejects with
 * `ApiProblem` where it is refused, and with what `fetch` rejects with where the server cannot be reached.
 */
export interface FlorinApi {
  readonly get: <P extends JsonPath<"GET">>(
    path: P,
    ...asked: Argument<Asked<"GET", P>>
  ) => Promise<Answer<"GET", P>>;
  readonly post: <P extends JsonPath<"POST">>(
    path: P,
    ...asked: Argument<Asked<"POST", P>>
  ) => Promise<Answer<"POST", P>>;
  readonly put: <P extends JsonPath<"PUT">>(
    path: P,
    ...asked: Argument<Asked<"PUT", P>>
  ) => Promise<Answer<"PUT", P>>;
  readonly delete: <P extends JsonPath<"DELETE">>(
    path: P,
    ...asked: Argument<Asked<"DELETE", P>>
  ) => Promise<Answer<"DELETE", P>>;
  /** Reads with the tag of what is read; undefined where that is still `unlessTag`. */
  readonly getTagged: <P extends JsonPath<"GET">>(
    path: P,
    ...asked: Argument<Asked<"GET", P> & { readonly unlessTag?: string | undefined }>
  ) => Promise<Tagged<Answer<"GET", P>> | undefined>;
  /** Reads the text of an answer, byte for byte: of an issued invoice, or of a model in the order of its author. */
  readonly getText: <P extends JsonPath<"GET">>(
    path: P,
    ...asked: Argument<Asked<"GET", P>>
  ) => Promise<string>;
  /** Reads a file. */
  readonly file: <P extends FilePath<"GET">>(
    path: P,
    ...asked: Argument<Asked<"GET", P> & { readonly accept?: FileType<"GET", P> | undefined }>
  ) => Promise<Blob>;
  /** Asks for a file with a body. */
  readonly postForFile: <P extends FilePath<"POST">>(
    path: P,
    ...asked: Argument<Asked<"POST", P> & { readonly accept?: FileType<"POST", P> | undefined }>
  ) => Promise<Blob>;
  /** The pages of a list, each asked for when it is wanted. */
  readonly pages: <P extends ListPath>(
    path: P,
    ...asked: Argument<Asked<"GET", P>>
  ) => AsyncGenerator<PageOf<Item<P>>, void>;
  /** The items of a list, from its first page to its last. */
  readonly each: <P extends ListPath>(
    path: P,
    ...asked: Argument<Asked<"GET", P>>
  ) => AsyncGenerator<Item<P>, void>;
}

const timeoutDefaultMs = 30_000;
const waitMostDefaultMs = 30_000;
const retriesDefault = 2;

/** A client of a server. */
export function florinApi(options: FlorinApiOptions): FlorinApi {
  const send = sending(options);
  const json = async (method: string, path: string, asked: Stated = {}): Promise<unknown> => {
    const answer = await send(method, path, asked);
    const text = await answer.text();
    return text === "" ? undefined : JSON.parse(text);
  };
  const by = (method: string) => (path: string, asked?: Stated) => json(method, path, asked);
  const fileBy =
    (method: string) =>
    async (path: string, asked: Stated = {}) =>
      (await send(method, path, { ...asked, accept: asked.accept ?? "*/*" })).blob();
  const pages = async function* (path: string, asked: Stated = {}) {
    let cursor: string | undefined;
    do {
      const query = cursor === undefined ? asked.query : { ...asked.query, cursor };
      const page = await json("GET", path, { ...asked, ...(query === undefined ? {} : { query }) });
      yield page as PageOf<unknown>;
      cursor = (page as PageOf<unknown>).next ?? undefined;
    } while (cursor !== undefined);
  };
  const each = async function* (path: string, asked?: Stated) {
    for await (const { items } of pages(path, asked)) yield* items;
  };
  const getTagged = async (
    path: string,
    { unlessTag, ...asked }: Stated & { readonly unlessTag?: string } = {},
  ) => {
    const answer = await send("GET", path, { ...asked, ifNoneMatch: unlessTag });
    if (answer.status === 304) return undefined;
    return { answer: await answer.json(), tag: answer.headers.get("etag") ?? "" };
  };
  // What a path takes and gives is known to the compiler alone: the same few functions serve every route.
  return {
    get: by("GET"),
    post: by("POST"),
    put: by("PUT"),
    delete: by("DELETE"),
    getTagged,
    getText: async (path: string, asked: Stated = {}) => (await send("GET", path, asked)).text(),
    file: fileBy("GET"),
    postForFile: fileBy("POST"),
    pages,
    each,
  } as unknown as FlorinApi;
}

type Send = (method: string, path: string, asked: Stated) => Promise<Response>;

/** Sends requests of a server, again where that may help; a refusal is thrown. */
function sending(options: FlorinApiOptions): Send {
  const { url, key, fetch: ask = fetch, timeoutMs = timeoutDefaultMs } = options;
  const {
    retriesMax = retriesDefault,
    waitMostMs = waitMostDefaultMs,
    pause = pauseByTimer,
  } = options;
  const origin = url.replace(/\/+$/, "");
  const authorization = key === undefined ? {} : { authorization: `Bearer ${key}` };
  // A key is to be judged by itself: a cookie beside it would answer for it.
  const credentials = key === undefined ? "same-origin" : "omit";
  return async (method, path, asked) => {
    const request = requestOf(method, path, asked);
    const once = () => {
      const signal = boundedSignal(asked, timeoutMs);
      return ask(`${origin}${request.url}`, {
        method,
        credentials,
        headers: { ...request.headers, ...authorization },
        ...(request.body === undefined ? {} : { body: request.body }),
        ...(signal === undefined ? {} : { signal }),
      });
    };
    const patience = { retriesMax, waitMostMs, pause };
    const answer = await repeated(once, request.isRepeatable, patience, asked.signal);
    if (answer.ok || answer.status === 304) return answer;
    throw await apiProblem(answer);
  };
}

/** The caller's signal, and the end of the time for an answer. */
function boundedSignal({ signal }: Sending, timeoutMs: number): AbortSignal | undefined {
  if (timeoutMs === 0) return signal;
  const timeout = AbortSignal.timeout(timeoutMs);
  return signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
}
