/** Everything that somebody may do in the portal of a customer. Closed, as the list of actions is. `.read` looks, the rest changes something. */
export const portalActs = [
  "overview.read",
  "usage.read",
  "cost.read",
  "plans.read",
  "plans.change",
  "plans.cancel",
  "invoices.read",
  "invoices.pay",
  "payment-methods.read",
  "payment-methods.manage",
  "credits.read",
  "alerts.read",
  "alerts.manage",
  "members.read",
  "members.manage",
  "keys.read",
  "keys.manage",
] as const;

/** The name of something that somebody may do in the portal: `plans.change`. */
export type PortalAct = (typeof portalActs)[number];

/** What people of a customer are in its portal, the most powerful first. */
export const portalRoles = ["admin", "billing", "viewer"] as const;

/** What one of them is. */
export type PortalRole = (typeof portalRoles)[number];

const everyone = portalRoles;
const money = ["admin", "billing"] as const;
const admins = ["admin"] as const;

/** Which role may do what: the whole of it. docs/portal.md shows the same as a table, and a test compares the two. */
const whoMay: Readonly<Record<PortalAct, readonly PortalRole[]>> = {
  "overview.read": everyone,
  "usage.read": everyone,
  "cost.read": everyone,
  "plans.read": everyone,
  "plans.change": admins,
  "plans.cancel": admins,
  "invoices.read": money,
  "invoices.pay": money,
  "payment-methods.read": money,
  "payment-methods.manage": money,
  "credits.read": everyone,
  "alerts.read": everyone,
  "alerts.manage": admins,
  "members.read": admins,
  "members.manage": admins,
  "keys.read": admins,
  "keys.manage": admins,
};

/** What a seller lets its customers do by themselves. */
export interface PortalAllowance {
  readonly changePlan: boolean;
  readonly cancel: boolean;
  readonly paymentMethod: boolean;
  readonly keys: boolean;
  readonly members: boolean;
}

/** What is closed to everybody where the seller does not allow it. */
const closedWithout: Readonly<Record<keyof PortalAllowance, readonly PortalAct[]>> = {
  changePlan: ["plans.change"],
  cancel: ["plans.cancel"],
  paymentMethod: ["payment-methods.manage"],
  keys: ["keys.read", "keys.manage"],
  members: ["members.read", "members.manage"],
};

/** What is whoever's who pays, so that a customer for whom another pays does none of it. */
const payers: readonly PortalAct[] = [
  "cost.read",
  "plans.change",
  "plans.cancel",
  "invoices.read",
  "invoices.pay",
  "payment-methods.read",
  "payment-methods.manage",
  "credits.read",
];

/** What outlasts the session, access above all, so that somebody must stand for it by name. */
const named: readonly PortalAct[] = ["alerts.manage", "members.manage", "keys.manage"];

/** Who is in the portal, beside their role. */
export interface PortalStanding {
  /** Whether their customer pays for itself. */
  readonly paysItself: boolean;
  /** Whether their link names them. */
  readonly isNamed: boolean;
}

/** What somebody may do in the portal: by their role, by what the seller allows, and by how they stand. */
export function actsInPortal(
  role: PortalRole,
  allowance: PortalAllowance,
  { paysItself, isNamed }: PortalStanding,
): ReadonlySet<PortalAct> {
  const closed = new Set(
    (Object.keys(closedWithout) as (keyof PortalAllowance)[]).flatMap((one) =>
      allowance[one] ? [] : closedWithout[one],
    ),
  );
  return new Set(
    portalActs.filter(
      (act) =>
        whoMay[act].includes(role) &&
        !closed.has(act) &&
        (paysItself || !payers.includes(act)) &&
        (isNamed || !named.includes(act)),
    ),
  );
}

/** Whether a text names what somebody is in a portal. */
export const isPortalRole = (text: string): text is PortalRole =>
  (portalRoles as readonly string[]).includes(text);
