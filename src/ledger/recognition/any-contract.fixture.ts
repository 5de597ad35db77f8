import fc from "fast-check";
import { type Decimal, decimal } from "../../money/decimal.ts";
import type { Contract, Obligation, Pattern, VariableConsideration } from "./contract.ts";
import { day } from "./recognition.fixture.ts";
import type { FactBody, RecognitionFact } from "./recognition-fact.ts";

/** Where random contracts begin, and the days after it on which random facts fall. */
export const firstDay = day("2026-01-15");
export const factDays = 700;

const cents = (least: number, most: number): fc.Arbitrary<Decimal> =>
  fc.integer({ min: least, max: most }).map((value) => decimal(value, 2));
const count = (least: number, most: number): fc.Arbitrary<Decimal> =>
  fc.integer({ min: least, max: most }).map((value) => decimal(value));
const anyDay = fc.integer({ min: 0, max: factDays }).map((offset) => firstDay + offset);

const ratable = fc
  .tuple(fc.integer({ min: -40, max: 300 }), fc.integer({ min: 0, max: 800 }))
  .map(([from, length]): Pattern => {
    const start = firstDay + from;
    return { kind: "ratable", from: start, to: start + length };
  });

/** A pattern that shares in the price. */
const sharing: fc.Arbitrary<Pattern> = fc.oneof(
  ratable,
  fc.constant<Pattern>({ kind: "point-in-time" }),
  anyDay.map((notBefore): Pattern => ({ kind: "point-in-time", notBefore })),
  count(1, 20).map((total): Pattern => ({ kind: "output", total })),
  fc.constant<Pattern>({ kind: "input" }),
  fc.constant<Pattern>({
    kind: "milestones",
    milestones: [
      { name: "first", share: decimal(3, 1) },
      { name: "last", share: decimal(7, 1) },
    ],
  }),
  count(1, 20).map(
    (issued): Pattern => ({ kind: "redemption", issued, breakage: { kind: "remote" } }),
  ),
  count(1, 20).map(
    (expected): Pattern => ({
      kind: "redemption",
      issued: decimal(20),
      breakage: { kind: "proportional", expected },
    }),
  ),
  fc.constant<Pattern>({ kind: "option" }),
);

const priceless: fc.Arbitrary<Pattern> = fc.oneof(
  fc.constant<Pattern>({ kind: "as-invoiced" }),
  anyDay.map((notBefore): Pattern => ({ kind: "usage", notBefore })),
  fc
    .tuple(cents(1, 500), fc.constantFrom("refund" as const, "deferred" as const))
    .map(([unitPrice, excess]): Pattern => ({ kind: "unit-price", unitPrice, excess })),
);

const obligation = (id: string, pattern: fc.Arbitrary<Pattern>): fc.Arbitrary<Obligation> =>
  fc.record({
    id: fc.constant(id),
    stream: fc.constantFrom("subscription", "services"),
    standalone: cents(1, 100_000),
    pattern,
  });

/** A fact of performance that fits the pattern; undefined where only time or billing counts. */
function performance(own: Obligation): fc.Arbitrary<FactBody | undefined> {
  const named = { obligation: own.id };
  switch (own.pattern.kind) {
    case "point-in-time":
      return fc.constant({ ...named, kind: "transferred" });
    case "output":
    case "unit-price":
      return count(0, 6).map((quantity) => ({ ...named, kind: "transferred", quantity }));
    case "input":
      return fc
        .tuple(count(0, 90), count(50, 100))
        .map(([done, total]) => ({ ...named, kind: "measured", done, total }));
    case "milestones":
      return fc
        .constantFrom("first", "last")
        .map((milestone) => ({ ...named, kind: "reached", milestone }));
    case "redemption":
      return fc.oneof(
        count(0, 6).map((quantity): FactBody => ({ ...named, kind: "redeemed", quantity })),
        count(1, 20).map(
          (expected): FactBody => ({ ...named, kind: "redemption-estimated", expected }),
        ),
        fc.constant<FactBody>({ ...named, kind: "expired" }),
      );
    case "option":
      return fc.constant({ ...named, kind: "expired" });
    case "usage":
      return cents(-500, 5_000).map((amount) => ({ ...named, kind: "used", amount }));
    case "ratable":
    case "as-invoiced":
      return fc.constant(undefined);
  }
}

/** A contract, its facts in random order, and the obligations that share in its price. */
export interface Story {
  readonly contract: Contract;
  readonly facts: readonly RecognitionFact[];
}

const variable = (ids: readonly string[]): fc.Arbitrary<VariableConsideration[]> =>
  fc
    .array(
      fc.record(
        {
          estimate: cents(-2_000, 5_000),
          allocatedTo: fc.subarray([...ids], { minLength: 1 }),
          refund: fc.boolean(),
        },
        { requiredKeys: ["estimate"] },
      ),
      { maxLength: 2 },
    )
    .map((list) => list.map((own, index) => ({ ...own, id: `variable-${index}` })));

/** A random contract with random facts: performance, billing, estimates, one modification, a termination. */
export const anyStory: fc.Arbitrary<Story> = fc
  .record({
    shared: fc.integer({ min: 1, max: 3 }),
    other: fc.integer({ min: 0, max: 2 }),
  })
  .chain(({ shared, other }) =>
    fc.tuple(
      ...Array.from({ length: shared }, (_, index) => obligation(`o${index}`, sharing)),
      ...Array.from({ length: other }, (_, index) => obligation(`u${index}`, priceless)),
    ),
  )
  .chain((obligations) => {
    const ids = obligations.map((own) => own.id).filter((id) => id.startsWith("o"));
    return fc
      .record({
        fixed: cents(0, 500_000),
        variable: variable(ids),
        facts: anyFacts(obligations),
        change: fc.option(anyChange(ids), { nil: undefined }),
        end: fc.option(anyDay, { nil: undefined }),
      })
      .map(({ fixed, variable: components, facts, change, end }) => {
        const contract: Contract = {
          id: "c",
          currency: "USD",
          inception: firstDay,
          obligations,
          price: { fixed, variable: components },
        };
        return { contract, facts: consistent(contract, facts, change, end) };
      });
  });

interface Change {
  readonly day: number;
  readonly price: Decimal;
  readonly replaces: readonly string[];
  readonly remaining: readonly Obligation[];
}

const anyChange = (ids: readonly string[]): fc.Arbitrary<Change> =>
  fc.record({
    day: anyDay,
    price: cents(-3_000, 50_000),
    replaces: fc.subarray([...ids], { minLength: 1 }),
    remaining: fc.tuple(obligation("n0", ratable), obligation("n1", ratable)),
  });

type Loose = readonly [number, FactBody];

function anyFacts(obligations: readonly Obligation[]): fc.Arbitrary<readonly Loose[]> {
  const shared = obligations.filter((own) => own.id.startsWith("o"));
  const done = obligations.map((own) =>
    fc.array(fc.tuple(anyDay, performance(own)), { maxLength: 4 }),
  );
  const billing = fc.array(
    fc.tuple(
      anyDay,
      fc.record(
        {
          kind: fc.constant("billed" as const),
          amount: cents(-2_000, 100_000),
          obligation: fc.constantFrom(...obligations.map((own) => own.id)),
        },
        { requiredKeys: ["kind", "amount", "obligation"] },
      ),
    ),
    { maxLength: 6 },
  );
  const others = fc.array(
    fc.tuple(
      anyDay,
      fc.oneof<fc.Arbitrary<FactBody>[]>(
        fc.record({
          kind: fc.constant("conceded" as const),
          obligation: fc.constantFrom(...shared.map((own) => own.id)),
          amount: cents(0, 500),
        }),
        fc.record({
          kind: fc.constant("price-estimated" as const),
          component: fc.constantFrom("variable-0", "variable-1"),
          amount: cents(-2_000, 5_000),
        }),
      ),
    ),
    { maxLength: 4 },
  );
  return fc.tuple(fc.tuple(...done), billing, others).map(([performed, billed, rest]) => {
    const known = performed
      .flat()
      .flatMap(([at, body]): Loose[] => (body === undefined ? [] : [[at, body]]));
    return [...known, ...billed, ...rest];
  });
}

/** Leaves out facts that nobody could state: of a component that is not there, of obligations that had ended. */
function consistent(
  contract: Contract,
  facts: readonly Loose[],
  change: Change | undefined,
  end: number | undefined,
): readonly RecognitionFact[] {
  const components = new Set(contract.price.variable?.map((own) => own.id));
  const stated: Loose[] = facts.filter(([at, body]) => {
    if (body.kind === "price-estimated") return components.has(body.component);
    if (body.kind === "billed" || body.kind === "conceded" || !("obligation" in body)) return true;
    const dropped = change?.replaces.includes(body.obligation ?? "") && at >= change.day;
    const ended = end !== undefined && at >= end && body.obligation?.startsWith("o");
    return dropped !== true && ended !== true;
  });
  if (change !== undefined && (end === undefined || change.day < end)) {
    const { day: at, ...terms } = change;
    stated.push([at, { kind: "modified", treatment: "prospective", ...terms }]);
  }
  if (end !== undefined) stated.push([end, { kind: "terminated" }]);
  return stated.map(([at, body], index) => ({
    id: `f${index}`,
    contract: contract.id,
    day: at,
    ...body,
  }));
}
