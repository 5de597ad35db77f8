import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { keptForMs, roomFor } from "../../src/services/webhooks/dispatcher.ts";
import { disableAfterMs } from "../../src/services/webhooks/finish-attempt.ts";
import { sendLimits } from "../../src/services/webhooks/send-message.ts";
import { overlapMs } from "../../src/services/webhooks/webhook-desk.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../src/time/instant.ts";
import { eventKinds, eventTypes } from "../../src/webhook/catalogue.ts";
import { retryAfterMaxMs, retryDelaysMs } from "../../src/webhook/retry-schedule.ts";
import { description, part } from "./described-api.ts";
import { violations } from "./json-schema.ts";
import { readText, root, tableRows } from "./markdown.ts";

const file = "docs/webhooks.md";

/** The page with its catalogue written anew: `FLORIN_UPDATE=1 npx vitest run test/docs/webhooks.test.ts`. */
function withCatalogue(page: string): string {
  const head = "| type | when |\n|---|---|\n";
  const rows = eventTypes.map((type) => `| \`${type}\` | ${eventKinds[type].summary} |\n`);
  return page.slice(0, page.indexOf(head)) + head + rows.join("");
}

const inWords = (ms: number): string => {
  const [amount, unit] =
    ms >= HOUR_MS
      ? [ms / HOUR_MS, "hour"]
      : ms >= MINUTE_MS
        ? [ms / MINUTE_MS, "minute"]
        : [ms / 1_000, "second"];
  return `${amount} ${unit}${amount === 1 ? "" : "s"}`;
};

describe("docs/webhooks.md", () => {
  it("lists every event with what it tells, and no other", () => {
    const page = readText(file);
    if (process.env.FLORIN_UPDATE === "1") writeFileSync(join(root, file), withCatalogue(page));
    expect(readText(file)).toBe(withCatalogue(page));
  });

  it("shows the schedule of retries", () => {
    expect(tableRows(readText(file), "When it fails")).toEqual(
      retryDelaysMs.map((delay, index) => [String(index + 2), inWords(delay)]),
    );
  });

  it("states the limits that the code has", () => {
    const page = readText(file).replace(/\s+/g, " ");
    for (const words of [
      `within ${inWords(sendLimits.timeoutMs)}`,
      `up to ${inWords(retryAfterMaxMs)}`,
      `takes nothing for ${disableAfterMs / DAY_MS} days`,
      `kept for ${keptForMs / DAY_MS} days`,
      `at most ${roomFor.all} under way, ${roomFor.tenant} of a tenant, ${roomFor.endpoint} of an endpoint`,
    ])
      expect(page).toContain(words);
    expect(overlapMs).toBe(DAY_MS);
  });
});

describe("the webhooks of openapi.json", () => {
  it("are all there are, each with a message that its schema describes", () => {
    const webhooks = part(description, "webhooks");
    expect(Object.keys(webhooks)).toEqual([...eventTypes]);
    for (const type of eventTypes) {
      const content = part(webhooks, type, "post", "requestBody", "content", "application/json");
      const { example } = content;
      const around = { document: description, closed: true };
      expect(violations(example, part(content, "schema"), around), type).toEqual([]);
    }
  });
});
