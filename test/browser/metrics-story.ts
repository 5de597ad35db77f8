import { expect } from "vitest";
import { seededRandom } from "../../src/testing/random.ts";
import type { RunningFlorin } from "../server/running-florin.ts";

const countries = ["DE", "FR", "US", "GB"];
const segments = ["startup", "smb", "growth"];
const months = 14;

/** The first of a month so many after January 2025. */
const firstOf = (month: number, day = 1): string =>
  new Date(Date.UTC(2025, month, day)).toISOString().slice(0, 10);

/**
 * A business of fourteen months: customers come every month, move up and down, pause, leave and come back, by seed; some pay.
 * The server's clock must stand before 2025.
 */
export async function liveThroughMetrics({ api, moveTo }: RunningFlorin): Promise<void> {
  const random = seededRandom(11);
  const post = async (path: string, body: object): Promise<boolean> => {
    const answer = await api.post(path, body);
    expect(answer.status === 422 || answer.status < 300, answer.text).toBe(true);
    return answer.status < 300;
  };
  const pick = <T>(from: readonly T[]): T => from[random.whole(0, from.length - 1)] as T;
  const held: string[] = [];
  let place = 0;
  const change = (kind: string, customer: string, more: object = {}) => {
    place += 1;
    return post(`/v1/${kind}`, {
      id: `x-${place}`,
      customer,
      subscription: `s-${customer}`,
      ...more,
    });
  };
  for (let month = 0; month < months; month += 1) {
    await moveTo(`${firstOf(month)}T00:00:00Z`);
    for (let added = random.whole(2, 5); added > 0; added -= 1) {
      const id = `c-${String(held.length + 1).padStart(2, "0")}`;
      const day = random.whole(2, 20);
      await post("/v1/customers", {
        id,
        name: `Customer ${held.length + 1}`,
        country: pick(countries),
        segment: pick(segments),
      });
      await post("/v1/subscriptions", {
        id: `s-${id}`,
        customer: id,
        plan: pick(["developer", "developer", "team", "business"]),
        cadence: random.next() < 0.8 ? "monthly" : "annual",
        start: firstOf(month, day),
      });
      held.push(id);
    }
    await moveTo(`${firstOf(month, 21)}T09:00:00Z`);
    for (const customer of held) {
      const drawn = random.next();
      if (drawn < 0.04) await change("cancellations", customer);
      else if (drawn < 0.08) await change("changes", customer, { plan: "team" });
      else if (drawn < 0.1) await change("changes", customer, { plan: "business" });
      else if (drawn < 0.13) await change("changes", customer, { plan: "developer" });
      else if (drawn < 0.15) await change("pauses", customer);
      else if (drawn < 0.25) await change("reactivations", customer);
      else if (drawn < 0.3) await change("resumptions", customer);
    }
  }
  await moveTo(`${firstOf(months - 1, 24)}T12:00:00Z`);
}
