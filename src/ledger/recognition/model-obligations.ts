import { bundlePurchases } from "../../account/bundles/bundle-purchases.ts";
import { openPriceBook } from "../../account/price-book.ts";
import { bundlePartId } from "../../model/bundle.ts";
import type { Model } from "../../model/model.ts";
import type { Subscribable } from "../../model/plan.ts";
import { isExact } from "../../money/amount.ts";
import { format, one } from "../../money/decimal.ts";
import { moneyValue } from "../../money/money.ts";
import { compilePrice, type Price } from "../../pricing/registry.ts";
import { type HowEarned, howEarned } from "./how-earned.ts";

/** What a model promises a customer who buys: a performance obligation (ASC 606-10-25-14, IFRS 15.22) as the books account for it. */
export interface ModelObligation {
  /** JSON pointer of what is promised. */
  readonly path: string;
  readonly name: string;
  readonly kind:
    | "plan"
    | "addon"
    | "use"
    | "offer"
    | "milestone"
    | "licence"
    | "maintenance"
    | "share";
  readonly stream: string | null;
  readonly earned: HowEarned;
  /** Of what is earned by day: whether over each paid period, or over so many months from its sale. */
  readonly over: "period" | number | null;
  /** Whether the model says how it is earned, or it follows from what it is. */
  readonly stated: boolean;
  /** What one of it sells for alone, by cadence (`once` for what does not recur); null where no one figure says so. */
  readonly standalone: readonly { readonly per: string; readonly amount: string | null }[];
  /** `agent` where only a share of what the customer pays is ours (ASC 606-10-55-36 to 55-40, IFRS 15.B34 to B38). */
  readonly role: "principal" | "agent";
}

/** How the price of a bundle is divided among its parts; null amounts where the price is agreed with each customer. */
export interface BundleDivision {
  readonly path: string;
  readonly name: string;
  readonly price: string | null;
  readonly basis: "relative" | "discount-to-bundle" | "residual" | null;
  readonly parts: readonly {
    readonly part: string;
    readonly standalone: string | null;
    readonly amount: string | null;
  }[];
}

/** Every promise of a model, in the order of its sections. */
export function modelObligations(model: Model): readonly ModelObligation[] {
  const agents = new Set(
    Object.values(model.shares ?? {}).flatMap(({ to, stream }) =>
      to === "partner" && stream !== undefined ? [stream] : [],
    ),
  );
  const roleOf = (stream: string): ModelObligation["role"] =>
    agents.has(stream) ? "agent" : "principal";
  const promised = [
    ...Object.entries(model.plans).flatMap(([id, plan]) =>
      subscribed(plan, `/plans/${id}`, "plan"),
    ),
    ...Object.entries(model.addons ?? {}).flatMap(([id, addon]) =>
      subscribed(addon, `/addons/${id}`, "addon"),
    ),
    ...offers(model),
    ...licences(model),
  ].map((promise): ModelObligation => ({ ...promise, role: roleOf(promise.stream ?? "") }));
  const shares = Object.entries(model.shares ?? {})
    .filter(([, { to }]) => to === "us")
    .map(
      ([id, { name, stream }]): ModelObligation => ({
        path: `/shares/${id}`,
        name,
        kind: "share",
        stream: stream ?? null,
        earned: "at-once",
        over: null,
        stated: false,
        standalone: [],
        role: "agent",
      }),
    );
  return [...promised, ...shares];
}

type Promised = Omit<ModelObligation, "role">;

function subscribed(item: Subscribable, path: string, kind: "plan" | "addon"): readonly Promised[] {
  const { name, stream, prices = {}, charges = {} } = item;
  const listed = Object.entries(prices).map(([per, price]) => ({ per, amount: amountOf(price) }));
  const base: Promised = {
    path,
    name,
    kind,
    stream,
    earned: howEarned.recurring,
    over: "period",
    stated: false,
    standalone: listed,
  };
  const used = Object.entries(charges).map(
    ([id, charge]): Promised => ({
      path: `${path}/charges/${id}`,
      name: `${name}, ${charge.name ?? id}`,
      kind: "use",
      stream: charge.stream ?? stream,
      earned: howEarned.usage,
      over: null,
      stated: false,
      standalone: [],
    }),
  );
  return listed.length === 0 ? used : [base, ...used];
}

function offers({ offers: all = {} }: Model): readonly Promised[] {
  return Object.entries(all).flatMap(([id, offer]): readonly Promised[] => {
    const { name, stream, price, milestones, earnedOverMonths } = offer;
    const path = `/offers/${id}`;
    const standalone = [{ per: "once", amount: amountOf(price) }];
    const own = { name, stream, standalone, path } as const;
    if (milestones !== undefined && milestones.length > 0)
      return milestones.map(({ name: reached }, index) => ({
        ...own,
        path: `${path}/milestones/${index}`,
        name: `${name}: ${reached}`,
        kind: "milestone",
        earned: howEarned.milestone,
        over: null,
        stated: true,
        standalone: [],
      }));
    return [{ ...own, kind: "offer", ...once(earnedOverMonths, howEarned["one-off"]) }];
  });
}

function licences({ licences: all = {} }: Model): readonly Promised[] {
  return Object.entries(all).flatMap(([id, licence]): readonly Promised[] => {
    const { name, stream, fee, maintenance, earnedOverMonths } = licence;
    const path = `/licences/${id}`;
    const amount = fee !== undefined && isExact(fee) ? format(moneyValue(fee)) : null;
    const own: Promised = {
      path,
      name,
      kind: "licence",
      stream,
      ...once(earnedOverMonths, howEarned.licence),
      standalone: [{ per: "once", amount }],
    };
    if (maintenance === undefined) return [own];
    return [
      own,
      {
        path: `${path}/maintenance`,
        name: `${name}, maintenance`,
        kind: "maintenance",
        stream: maintenance.stream ?? stream,
        earned: howEarned.maintenance,
        over: "period",
        stated: false,
        standalone: [],
      },
    ];
  });
}

/** Of what is sold once: by day where the model says over how long, else as its kind is. */
const once = (months: number | undefined, how: HowEarned) =>
  months === undefined
    ? ({ earned: how, over: null, stated: false } as const)
    : ({ earned: "by-day", over: months, stated: true } as const);

/** What one costs; null where a contract says it, or it goes by something else than how many. */
function amountOf(price: Price | undefined): string | null {
  const compiled = price === undefined ? undefined : compilePrice(price);
  if (compiled?.ok !== true || compiled.value.input !== "quantity") return null;
  const { lift, finish } = compiled.value;
  return format(finish(lift({ quantity: one, time: 0, id: "" })).amount);
}

/** How each bundle of a model is divided, as it is bought by somebody who agrees on nothing. */
export function bundleDivisions(model: Model): readonly BundleDivision[] {
  const book = openPriceBook(model);
  return Object.entries(model.bundles ?? {}).map(([id, { name, parts }]) => {
    const path = `/bundles/${id}`;
    const fact = {
      fact: "bundle",
      id: "b",
      customer: "c",
      bundle: id,
      start: "2000-01-01",
    } as const;
    const customer = { fact: "customer", id: "c", name: "c" } as const;
    const bought = book.ok ? bundlePurchases(fact, customer, book.value) : book;
    if (!bought.ok) {
      const open = parts.map((part) => ({
        part: bundlePartId(part),
        standalone: null,
        amount: null,
      }));
      return { path, name, price: null, basis: null, parts: open };
    }
    const divided = bought.value.flatMap(({ bundled }) => (bundled === undefined ? [] : [bundled]));
    const [first] = divided;
    return {
      path,
      name,
      price: first?.price ?? null,
      basis: first?.basis ?? null,
      parts: parts.map((part, index) => {
        const own = divided.find((one) => one.part === index);
        const { standalone = null, amount = null } = own ?? {};
        return { part: bundlePartId(part), standalone, amount };
      }),
    };
  });
}
