import { creditLife, type LifeChance, lifeKinds } from "../../src/ledger/credit-life.fixture.ts";
import { seededRandom } from "../../src/testing/random.ts";
import { at } from "./running-florin.ts";
import { type PostedFact, storyStart, tell } from "./story.ts";

type Told = ReturnType<typeof tell>;

/** Charges and refunds go over providers, which another story has. */
const kinds = lifeKinds.filter((kind) => kind !== "refund");

/**
 * Customers who live with credits, by seed: given, sold, paid for later, topped up, corrected and taken back; used, lost, and
 * brought back by notes, unused time and bad service. Many a fact does not fit what there is, live as in a replay.
 */
export function creditStory(customers: number, seed: number): readonly Told[] {
  return Array.from({ length: customers }, (_, index) => oneCustomer(index, seed + index)).flat();
}

function oneCustomer(index: number, seed: number): readonly Told[] {
  const random = seededRandom(seed);
  const customer = `k-${index}`;
  const chances = Array.from(
    { length: 22 },
    (): LifeChance => ({
      kind: kinds[random.whole(0, kinds.length - 1)] ?? "wait",
      wait: random.whole(0, 6),
      size: random.whole(1, 140),
      part: random.whole(0, 100),
      pick: random.whole(0, 11),
      flag: random.next() < 0.5,
    }),
  );
  const told = creditLife(index % 2 === 0 ? "weekly" : "monthly", chances);
  return [
    tell(at(storyStart), { fact: "customer", id: customer, name: `Crediting ${index}` }),
    ...told.map(({ at: when, fact }) => tell(when, ofCustomer(fact, customer))),
  ];
}

/** The fact as it is posted about another customer, whose ids are its own. */
function ofCustomer(fact: object, customer: string): PostedFact {
  const { recordedAt: _, ...told } = fact as Readonly<Record<string, unknown>>;
  const own = (name: string): Readonly<Record<string, string>> =>
    typeof told[name] === "string" ? { [name]: `${customer}-${told[name]}` } : {};
  const { invoice } = told;
  return {
    ...told,
    ...own("id"),
    ...own("grant"),
    ...own("subscription"),
    ...(typeof invoice === "string" ? { invoice: invoice.replace("c-1", customer) } : {}),
    customer,
  } as unknown as PostedFact;
}
