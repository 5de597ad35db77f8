import { createFlorin, type FlorinClient, type Question } from "../src/client/index.ts";
import { type Benchmark, gate, type Rounds, type Size } from "./benchmark.ts";
import { entitlementAnswer } from "./entitlement-answer.ts";
import { seededRandom } from "./random.ts";

const customers = 1_000;
/** Longer than the run, so that no round waits for an answer; every ten seconds by default. */
const boundMs = 3_600_000;

/** A server that is asked without a network. */
function clientOf(): { readonly client: FlorinClient; readonly asked: () => number } {
  let asked = 0;
  const answer = async (url: string | URL | Request): Promise<Response> => {
    asked += 1;
    const [, customer = ""] = /customers\/([^/]+)\//.exec(String(url)) ?? [];
    return Response.json(entitlementAnswer(customer));
  };
  const options = { url: "http://florin.invalid", key: "none", fetch: answer, boundMs };
  return { client: createFlorin(options), asked: () => asked };
}

async function rounds(size: Size): Promise<Rounds> {
  const { client, asked } = clientOf();
  const count = size === "full" ? 1_000_000 : 100_000;
  const random = seededRandom(11);
  const questions: readonly Question[] = Array.from({ length: 4_096 }, () => ({
    customer: `c-${Math.floor(random() * customers)}`,
    meter: "calls",
  }));
  const features: readonly Question[] = questions.map(({ customer }) => ({
    customer,
    feature: "sso",
  }));
  const all = Array.from({ length: customers }, (_, at) => `c-${at}`);
  await proveDecisions(client, all);
  gate(asked() === customers, "the server is asked once for each customer");
  const allowed = new Map(all.map((customer) => [customer, true]));
  const repeated = (decide: (question: Question) => boolean | undefined, of = questions) => {
    let yes = 0;
    for (let at = 0; at < count; at += 1) if (decide(of[at & 4_095] as Question) === true) yes += 1;
    gate(yes === count, "every question is allowed");
    return count;
  };
  return {
    ours: {
      label: "a quota, checkKnown",
      run: () => repeated((question) => client.checkKnown(question)?.allowed),
    },
    limit: {
      label: "Map.get by the customer",
      run: () => repeated(({ customer }) => allowed.get(customer)),
    },
    asides: [
      {
        label: "a feature, checkKnown",
        run: () => repeated((question) => client.checkKnown(question)?.allowed, features),
      },
      {
        label: "a quota, await check",
        run: async () => {
          const some = count / 10;
          for (let at = 0; at < some; at += 1)
            gate((await client.check(questions[at & 4_095] as Question)).allowed, "it is allowed");
          return some;
        },
      },
    ],
    proven: [
      `All ${customers.toLocaleString("en")} customers were allowed their five exports and refused a sixth, granted what they have and refused what they have not, each after one question to the server.`,
    ],
    notes: [
      `${customers.toLocaleString("en")} customers with eight features and three quotas each, asked in random order. Florin looks whether what the server said is still believed, decides, and counts what it allowed against the quota; the map only says yes.`,
      "The server's word is believed longer than the run here; by default it is asked again for each customer after ten seconds.",
    ],
  };
}

async function proveDecisions(client: FlorinClient, all: readonly string[]): Promise<void> {
  for (const customer of all) {
    const exports: boolean[] = [];
    for (let at = 0; at < 6; at += 1)
      exports.push((await client.check({ customer, meter: "exports" })).allowed);
    gate(exports.join() === "true,true,true,true,true,false", "five exports and no sixth");
    gate(client.checkKnown({ customer, feature: "sso" })?.allowed === true, "sso is granted");
    gate(client.checkKnown({ customer, feature: "audit-log" })?.allowed === false, "no audit log");
  }
}

/** A check in the program that asks, from what the server said before. */
export const entitlementCheck: Benchmark = {
  name: "entitlement-check",
  what: "entitlement check in process, a quota counted",
  against: "`Map.get`",
  unit: "checks",
  better: "lower",
  floor: 10,
  aim: 2.5,
  rounds,
};
