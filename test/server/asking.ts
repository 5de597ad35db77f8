import { expect } from "vitest";
import type { Asked, Client } from "./running-florin.ts";

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** What was answered to a write. */
export interface Written {
  readonly status: number;
  readonly json: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** Short ways to ask a server that is only there once the tests run. */
export interface Asking {
  /** The body of an answer 200. */
  readonly get: <T>(path: string) => Promise<T>;
  /** Every item of a list, read by pages of `limit`. */
  readonly all: <T>(path: string, limit: number) => Promise<T[]>;
  readonly post: (path: string, body: unknown, headers?: Asked["headers"]) => Promise<Written>;
}

const pagesMax = 100;

/** Asks with the client of the moment. */
export function asking(client: () => Client): Asking {
  const get = async <T>(path: string): Promise<T> => {
    const answer = await client().get(path);
    expect(answer.status, `${path} ${answer.text}`).toBe(200);
    return answer.json as T;
  };
  return {
    get,
    all: async <T>(path: string, limit: number) => {
      const items: T[] = [];
      let cursor = "";
      for (let page = 0; page < pagesMax; page += 1) {
        const joint = path.includes("?") ? "&" : "?";
        const found = await get<Page<T>>(`${path}${joint}limit=${limit}${cursor}`);
        expect(found.items.length).toBeLessThanOrEqual(limit);
        items.push(...found.items);
        if (found.next === null) return items;
        cursor = `&cursor=${encodeURIComponent(found.next)}`;
      }
      throw new Error(`${path} does not end`);
    },
    post: async (path, body, headers) => {
      const { status, json, text } = await client().post(path, body, headers);
      return { status, json: json as Written["json"], text };
    },
  };
}
