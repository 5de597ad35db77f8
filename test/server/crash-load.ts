import { type Random, seededRandom } from "../../src/testing/random.ts";
import { formatInstant, HOUR_MS, type Instant } from "../../src/time/instant.ts";
import type { Answer, Client } from "./running-florin.ts";
import type { PostedFact, StoryEvent } from "./story.ts";

/** Something that was sent, and what came back; no answer where the server was gone. */
export interface Sent {
  readonly path: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  readonly events: readonly StoryEvent[];
  readonly fact?: PostedFact;
  answer?: Answer;
}

/** How long clients go on sending. */
export interface LoadLimits {
  readonly clients: number;
  /** Answers after which nothing new is sent. */
  readonly answersMax: number;
  /** Called after each answer with how many there are. */
  readonly onAnswer: (answers: number) => void;
}

/** Sends events and purchases of one period from several clients until the server is gone or enough was answered. */
export async function sendLoad(
  api: Client,
  now: Instant,
  name: string,
  seed: number,
  limits: LoadLimits,
): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  let answers = 0;
  const run = async (index: number): Promise<void> => {
    const random = seededRandom(seed * 100 + index);
    for (let step = 0; answers < limits.answersMax; step += 1) {
      const next = nextRequest(random, now, `${name}-${index}-${step}`);
      sent.push(next);
      try {
        const { path, body, headers } = next;
        const answer = await api.ask("POST", path, { body, headers });
        if (answer.status >= 500) continue;
        next.answer = answer;
      } catch {
        return;
      }
      answers += 1;
      limits.onAnswer(answers);
    }
  };
  await Promise.all(Array.from({ length: limits.clients }, (_, index) => run(index)));
  return sent;
}

/** The customers that the load is about. */
export const loadCustomers = Array.from({ length: 24 }, (_, index) => `c-${index + 10}`);

function nextRequest(random: Random, now: Instant, name: string): Sent {
  const kind = random.pick([
    { value: "single", weight: 6 },
    { value: "batch", weight: 4 },
    { value: "keyed", weight: 2 },
    { value: "lines", weight: 2 },
    { value: "sale", weight: 1 },
  ]);
  if (kind === "sale") return sale(random, now, name);
  const events = Array.from({ length: kind === "single" ? 1 : random.whole(2, 60) }, (_, index) =>
    event(random, now, `${name}-${index}`),
  );
  const path = "/v1/events";
  if (kind === "single") return { path, body: events[0], headers: {}, events };
  if (kind === "lines") {
    const body = events.map((one) => `${JSON.stringify(one)}\n`).join("");
    return { path, body, headers: { "content-type": "application/x-ndjson" }, events };
  }
  const headers: Record<string, string> = kind === "keyed" ? { "idempotency-key": name } : {};
  return { path, body: events, headers, events };
}

const customerOf = (random: Random): string =>
  loadCustomers[random.whole(0, loadCustomers.length - 1)] ?? "";

/** In the ten days before now: within the period that is open. */
const event = (random: Random, now: Instant, id: string): StoryEvent => ({
  id,
  source: "load",
  type: "inference",
  customer: customerOf(random),
  time: formatInstant(now - random.whole(1, 240) * HOUR_MS),
  data: { operations: random.whole(1, 400) },
});

function sale(random: Random, now: Instant, id: string): Sent {
  const fact: PostedFact = {
    fact: "sale",
    id: `w-${id}`,
    customer: customerOf(random),
    offer: "tuning",
    date: formatInstant(now).slice(0, 10),
    quantity: random.whole(1, 9),
  };
  const { fact: _, ...body } = fact;
  return { path: "/v1/sales", body, headers: {}, events: [], fact };
}
