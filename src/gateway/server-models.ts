import { ok, type Result, refuse } from "../fault/fault.ts";
import { checkModel } from "../model/check-model.ts";
import type { Model } from "../model/model.ts";

/** The current model of a server. */
export interface ServerModels {
  /** The model where it is another than the last that was told; undefined where it is the same. Refuses what cannot be used. */
  readonly next: () => Promise<Result<Model | undefined>>;
}

/** Asks a server for its model, by its key; only a version that was published since is read. */
export function serverModels(url: string, key: string, answerMsMax: number): ServerModels {
  const origin = url.replace(/\/+$/, "");
  let tag: string | undefined;
  const ask = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
    fetch(`${origin}${path}`, {
      headers: { authorization: `Bearer ${key}`, ...headers },
      signal: AbortSignal.timeout(answerMsMax),
    });
  const read = async (path: string): Promise<unknown> => {
    const answer = await ask(path);
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  };
  const next = async (): Promise<Result<Model | undefined>> => {
    const listed = await ask("/v1/models", tag === undefined ? {} : { "if-none-match": tag });
    if (listed.status === 304) return ok(undefined);
    if (!listed.ok) return away(url, `it answers with ${listed.status}`);
    const { items } = (await listed.json()) as {
      readonly items: readonly { readonly id: string; readonly version: string }[];
    };
    const current = items.at(-1);
    if (current === undefined) return noApis("the server has no model yet", "publish one there");
    const { id, version } = current;
    const path = `/v1/models/${encodeURIComponent(id)}/versions/${encodeURIComponent(version)}`;
    const { model, faults } = checkModel(await read(path));
    if (model === undefined) return { ok: false, faults };
    if (Object.keys(model.apis ?? {}).length === 0)
      return noApis(`${id}@${version} declares no API`, 'declare them under "apis"');
    tag = listed.headers.get("etag") ?? undefined;
    return ok(model);
  };
  return {
    next: () => next().catch((error: unknown) => away(url, String(error))),
  };
}

const noApis = (message: string, suggestion: string): Result<never> =>
  refuse({ code: "no-apis", path: "/apis", message, suggestion });

const away = (url: string, why: string): Result<never> =>
  refuse({
    code: "server-unreachable",
    path: "--server",
    message: `the server cannot be asked for its model: ${why}`,
    value: url,
    suggestion: "start florin serve, name its address, or name a model file",
  });
