import { beforeAll, describe, expect, it } from "vitest";
import { type CurlRequest, parseCurl } from "../../docs/curl.ts";
import { part } from "../../docs/described-api.ts";
import { blocksOf, readText } from "../../docs/markdown.ts";
import { commandsOf, runLocally, type Shell } from "../../docs/shell.ts";
import { differences, parseShown } from "../../docs/shown.ts";
import { server } from "./one-server.ts";

const written = "http://127.0.0.1:4280";
const ours = (text: string): string => text.replaceAll(written, server.florin.origin);

/** Sends a request of the page, and notes what it is given for those that come after. */
async function send({ method, url, headers, body }: CurlRequest, { variables }: Shell) {
  const answer = await fetch(ours(url), {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
  });
  const text = await answer.text();
  const json: unknown = text === "" ? undefined : JSON.parse(text);
  const { token } = part(json);
  if (typeof token === "string")
    variables.set(url.endsWith("/session") ? "SESSION" : "TOKEN", token);
  return { status: answer.status, headers: answer.headers, body: json };
}

/** The commands of docs/portal.md, one after the other, and what it shows of their answers. */
export function portalPageIsTrue(): void {
  describe("docs/portal.md", () => {
    beforeAll(async () => {
      const bought = { id: "s-9", customer: "c-9", plan: "team", cadence: "monthly" };
      for (const [path, body] of [
        ["/v1/customers", { id: "c-9", name: "Nine" }],
        ["/v1/subscriptions", { ...bought, start: "2026-02-02" }],
      ] as const)
        expect((await server.api.post(path, body)).status, path).toBe(201);
      await server.moveTo("2026-02-02T13:00:00Z");
    });

    it("says what the server does", async () => {
      const shell: Shell = { variables: new Map(), files: new Map() };
      const blocks = blocksOf(readText("docs/portal.md"));
      let shownCount = 0;
      let last: Awaited<ReturnType<typeof send>> | undefined;
      for (const block of blocks) {
        if (block.language === "sh")
          for (const command of commandsOf(block.text, shell))
            if (!runLocally(command, shell, () => server.apiKey))
              last = await send(parseCurl(command, shell), shell);
        if (block.language !== "http" || last === undefined) continue;
        const shown = parseShown(ours(block.text));
        const where = `line ${block.line}: ${JSON.stringify(last.body)}`;
        expect(last.status, where).toBe(shown.status);
        for (const [name, value] of Object.entries(shown.headers))
          expect(last.headers.get(name), where).toBe(value);
        expect(differences(shown.body, last.body), where).toEqual([]);
        shownCount += 1;
      }
      expect(shownCount).toBeGreaterThan(6);
      await server.api.ask("PUT", "/v1/portal-settings", { body: {} });
    });
  });
}
