import type { SubscriptionFact } from "../../account/fact.ts";
import { civilFromDays, daysFromCivil, formatCivilDate } from "../../time/calendar.ts";
import type { DemoCustomer, DemoScale } from "./business.ts";
import { launchCode } from "./demo-model.ts";
import type { UsageByDay } from "./usage.ts";

/** Something that is told on a day of the demonstration, counted from its first. */
export interface LaterFact {
  readonly day: number;
  readonly path: string;
  readonly body: object;
  /** Whose usage stops on a day, and when it begins again, where it does. */
  readonly away?: { readonly customer: string; readonly from: number; readonly to?: number };
}

/** A customer in turn, with its subscription. */
interface Subscriber {
  readonly place: number;
  readonly joined: number;
  readonly subscription: SubscriptionFact;
}

/** When a day of the demonstration is, in the customers' calendar. */
type DayOf = (day: number) => string;

/**
 * What happens to customers after they bought: other plans, add-ons, pauses, cancellations, coupons, credits, chosen by
 * their place in the list, so that a business of any size has some of everything.
 */
export function demoLives(
  customers: readonly DemoCustomer[],
  scale: DemoScale,
): readonly LaterFact[] {
  const first = daysFromCivil(scale.from);
  const dayOf: DayOf = (day) => formatCivilDate(civilFromDays(first + day));
  const subscribers = customers.flatMap(({ purchases, joinsOnDay }, place): Subscriber[] =>
    purchases
      .filter((one) => one.fact === "subscription")
      .map((subscription) => ({ place, joined: joinsOnDay, subscription })),
  );
  return [
    ...subscribers.flatMap((one) => lifeOf(one, dayOf)),
    ...customers
      .filter(({ purchases }) => purchases.length === 0)
      .flatMap((one) => signing(one, customers.length, dayOf)),
  ].filter(({ day }) => day < scale.days);
}

/** What becomes of one subscriber: at most one change of its terms, and now and then credits. */
function lifeOf(subscriber: Subscriber, dayOf: DayOf): readonly LaterFact[] {
  const { place, joined, subscription } = subscriber;
  const { customer, id } = subscription;
  const about = { customer, subscription: id };
  const tell = (day: number, path: string, body: object): LaterFact => ({
    day: joined + day,
    path,
    body,
  });
  return [
    ...changesOf(subscriber, dayOf, tell),
    ...(place % 10 === 6
      ? [tell(1, "/v1/coupon-redemptions", { id: `coupon-${id}`, ...about, code: launchCode })]
      : []),
    ...(place % 8 === 1
      ? [
          tell(15, "/v1/credit-grants", {
            id: `goodwill-${customer}`,
            customer,
            kind: "goodwill",
            amount: "250 USD",
            date: dayOf(joined + 15),
            expires: dayOf(joined + 15 + 90),
            reason: "slow answers in the first week",
          }),
        ]
      : []),
    ...(place % 9 === 4
      ? [
          tell(2, "/v1/credit-grants", {
            id: `welcome-${customer}`,
            customer,
            credit: "welcome",
            date: dayOf(joined + 2),
          }),
        ]
      : []),
    ...(subscription.plan === "managed-inference" && place % 4 === 0
      ? [
          tell(20, "/v1/credit-grants", {
            id: `pack-${customer}`,
            customer,
            credit: "pack",
            date: dayOf(joined + 20),
          }),
        ]
      : []),
  ];
}

/** The one change that a subscriber makes, if any. */
function changesOf(
  { place, joined, subscription }: Subscriber,
  dayOf: DayOf,
  tell: (day: number, path: string, body: object) => LaterFact,
): readonly LaterFact[] {
  const { customer, id, plan, cadence } = subscription;
  const about = { customer, subscription: id };
  if (plan === "developer" && place % 5 === 3)
    return [
      tell(45, "/v1/changes", { id: `up-${id}`, ...about, plan: "team", when: "period-end" }),
    ];
  if ((plan === "team" || plan === "business") && place % 4 === 2)
    return [
      tell(12, "/v1/subscriptions", {
        id: `seats-${id}`,
        customer,
        addon: "extra-seats",
        of: id,
        cadence,
        start: subscription.start,
        quantity: 3 + (place % 7),
      }),
    ];
  if (place % 13 === 5) {
    const stays = place % 2 === 0;
    const leave = { id: `leave-${id}`, ...about, on: dayOf(joined + 60) };
    const away = { customer, from: joined + 60 };
    return [
      { ...tell(40, "/v1/cancellations", leave), ...(stays ? {} : { away }) },
      ...(stays
        ? [tell(46, "/v1/undoings", { id: `stay-${id}`, ...about, change: `leave-${id}` })]
        : []),
    ];
  }
  if (cadence === "monthly" && place % 7 === 1) {
    const rest = { id: `rest-${id}`, ...about, on: dayOf(joined + 26) };
    return [
      {
        ...tell(25, "/v1/pauses", rest),
        away: { customer, from: joined + 26, to: joined + 49 },
      },
      tell(48, "/v1/resumptions", { id: `back-${id}`, ...about, on: dayOf(joined + 49) }),
    ];
  }
  return [];
}

/** Departments are shown by a business that has some size. */
const withDepartments = 30;

/** A contract that is signed, what is bought under it, and a department that buys on its own. */
function signing(
  { customer: { id: customer, name }, joinsOnDay: day }: DemoCustomer,
  size: number,
  dayOf: DayOf,
): readonly LaterFact[] {
  const start = dayOf(day);
  const contract = `k-${customer}`;
  const department = `${customer}-lab`;
  return [
    {
      day,
      path: "/v1/contracts",
      body: { id: contract, customer, template: "enterprise", number: `MSA-${customer}`, start },
    },
    {
      day,
      path: "/v1/subscriptions",
      body: {
        id: `s-${customer}`,
        customer,
        plan: "enterprise",
        cadence: "monthly",
        contract,
        agreed: { base: "14500 USD" },
        agreedDiscounts: { "strategic-account": "10%" },
        start,
      },
    },
    ...(size < withDepartments
      ? []
      : [
          {
            day: day + 1,
            path: "/v1/customers",
            body: { id: department, name: `${name}, research`, payer: customer },
          },
          {
            day: day + 1,
            path: "/v1/subscriptions",
            body: {
              id: `s-${department}`,
              customer: department,
              plan: "team",
              cadence: "monthly",
              start: dayOf(day + 1),
            },
          },
        ]),
  ];
}

/** How many come in the last days: one in thirty, and at least four. */
const newcomersOf = (customers: number): number => Math.max(4, Math.round(customers / 30));

/**
 * The business with its last customers coming in the last days, without usage yet: in turn on trial, on terms that were
 * agreed to become others, and to sign a contract. The others are as they were.
 */
export function withNewcomers(
  customers: readonly DemoCustomer[],
  scale: DemoScale,
): readonly DemoCustomer[] {
  const first = daysFromCivil(scale.from);
  const from = Math.max(0, customers.length - newcomersOf(customers.length));
  return customers.map((one, place) => {
    if (place < from) return one;
    const joinsOnDay = Math.max(0, scale.days - 4 - (place % 9));
    const start = formatCivilDate(civilFromDays(first + joinsOnDay));
    const { id } = one.customer;
    const bought = { fact: "subscription", id: `s-${id}`, customer: id, start } as const;
    const { customer } = one;
    const newcomer = { joinsOnDay, operationsPerMonth: 0 };
    if (place % 3 === 2)
      return { customer: { ...customer, segment: "enterprise" }, purchases: [], ...newcomer };
    const terms =
      place % 3 === 0
        ? ({ plan: "team", cadence: "monthly", trialDays: 14 } as const)
        : ({
            plan: "business",
            cadence: "monthly",
            ramp: [{ from: { afterMonths: 3 }, cadence: "annual" }],
          } as const);
    return {
      customer: { ...customer, segment: terms.plan },
      purchases: [{ ...bought, ...terms }],
      ...newcomer,
    };
  });
}

/** The usage of a business whose customers are away now and then. */
export function withoutAway(usage: UsageByDay, lives: readonly LaterFact[]): UsageByDay {
  const away = lives.flatMap((fact) => (fact.away === undefined ? [] : [fact.away]));
  return (day) => {
    const gone = new Set(
      away
        .filter(({ from, to }) => from <= day && (to === undefined || day < to))
        .map(({ customer }) => customer),
    );
    return gone.size === 0 ? usage(day) : usage(day).filter(({ customer }) => !gone.has(customer));
  };
}
