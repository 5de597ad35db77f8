import { formatPrice } from "../../format/format-money.ts";
import { formatQuantity, groupNumbers } from "../../format/format-quantity.ts";
import { isObject, type Json } from "./edit-document.ts";
import { escaped } from "./json-places.ts";

/** A part of the model in the picture. */
export interface PictureNode {
  /** Its place in the model, as a JSON pointer. */
  readonly path: string;
  readonly name: string;
  readonly id: string;
  /** What it says in a few lines: prices, charges, what is included. */
  readonly lines: readonly string[];
}

/** Parts of one kind, in a column of the picture. */
export interface PictureGroup {
  readonly section: string;
  readonly title: string;
  readonly nodes: readonly PictureNode[];
}

/** That one part leans on another: a plan reads a meter, and is earned in a stream. */
export interface PictureEdge {
  readonly from: string;
  readonly to: string;
}

/** A model as a picture: what is counted, what is sold, where it is earned; and what else it says. */
export interface Picture {
  readonly columns: readonly (readonly PictureGroup[])[];
  readonly edges: readonly PictureEdge[];
  readonly others: readonly PictureGroup[];
}

/** What the parts of each section are called, in the order of the picture; the sections with ids of the author's. */
export const sectionTitles: Readonly<Record<string, string>> = {
  meters: "Meters",
  features: "Features",
  plans: "Plans",
  addons: "Add-ons",
  licences: "Licences",
  bundles: "Bundles",
  offers: "Offers",
  streams: "Streams",
  products: "Products",
  outcomes: "Outcomes",
  priceLists: "Price lists",
  discounts: "Discounts",
  coupons: "Coupons",
  eligibilities: "Eligibility",
  contracts: "Contracts",
  indexes: "Indexes",
  credits: "Credits",
  alerts: "Alerts",
  slas: "SLAs",
  apis: "APIs",
  partners: "Partners",
  shares: "Shares",
  channels: "Channels",
  policies: "Policies",
  segments: "Segments",
  costs: "Costs",
  income: "Income",
  funding: "Funding",
  scenarios: "Scenarios",
  targets: "Targets",
  figures: "Figures",
  benchmarks: "Benchmarks",
  claims: "Claims",
  references: "References",
};

const drawn: readonly (readonly string[])[] = [
  ["meters", "features"],
  ["plans", "addons", "licences", "bundles", "offers"],
  ["streams"],
];

/** The picture of a draft, which need not be sound: what cannot be read is left out. */
export function pictureOf(document: unknown): Picture {
  const model = isObject(document) ? document : {};
  const groupOf = (section: string): readonly PictureGroup[] => {
    const nodes = entriesIn(model, section).map(([id, part]) => nodeOf(section, id, part));
    return nodes.length === 0 ? [] : [{ section, title: sectionTitles[section] ?? section, nodes }];
  };
  const columns = drawn.map((sections) => sections.flatMap(groupOf));
  const inColumns = new Set(drawn.flat());
  return {
    columns,
    edges: edgesOf(model),
    others: Object.keys(sectionTitles)
      .filter((section) => !inColumns.has(section))
      .flatMap(groupOf),
  };
}

const entriesIn = (holder: Json, section: string): readonly [string, Json][] => {
  const record = holder[section];
  return isObject(record)
    ? Object.entries(record).filter((entry): entry is [string, Json] => isObject(entry[1]))
    : [];
};

const textOf = (value: unknown): string | undefined =>
  typeof value === "string" || typeof value === "number" ? String(value) : undefined;

function nodeOf(section: string, id: string, part: Json): PictureNode {
  const say = said[section];
  return {
    path: `/${section}/${escaped(id)}`,
    id,
    name: textOf(part.name) ?? id,
    lines: say === undefined ? [] : say(part),
  };
}

const soldLines = (part: Json): readonly string[] => [
  ...entriesIn(part, "prices").map(([cadence, price]) => `${priceText(price)} ${cadence}`),
  ...entriesIn(part, "charges").map(([id, charge]) => {
    const included = textOf(charge.included);
    const free = included === undefined ? "" : `${groupNumbers(included)} included, then `;
    return `${textOf(charge.name) ?? id}: ${free}${priceText(charge.price)}`;
  }),
  ...featuresLine(part),
  ...entriesIn(part, "quotas").map(([id, quota]) => `Quota ${id}${limitOf(quota)}`),
];

/** What is included, on one line. */
function featuresLine({ features }: Json): readonly string[] {
  const names = Object.entries(isObject(features) ? features : {}).map(([id, value]) =>
    value === true ? id : `${id}: ${shortly(value)}`,
  );
  return names.length === 0 ? [] : [`Includes ${names.join(", ")}`];
}

const limitOf = (quota: Json): string => {
  const limit = textOf(quota.limit) ?? textOf(quota.amount);
  return limit === undefined ? "" : `: ${groupNumbers(limit)}`;
};

/** What the parts of each drawn section say. */
const said: Readonly<Record<string, (part: Json) => readonly string[]>> = {
  meters: (part) => {
    const { aggregation, event, unit } = part;
    const fold = isObject(aggregation) ? textOf(aggregation.kind) : textOf(aggregation);
    return [`${fold ?? "counts"} of ${textOf(event) ?? "events"}, in ${textOf(unit) ?? "units"}`];
  },
  features: ({ kind }) => (kind === "flag" || kind === undefined ? [] : [shortly(kind)]),
  plans: soldLines,
  addons: soldLines,
  licences: (part) => [
    ...soldLines(part),
    ...(isObject(part.price) ? [priceText(part.price)] : []),
  ],
  bundles: soldLines,
  offers: (part) => (isObject(part.price) ? [priceText(part.price)] : []),
  streams: (part) => [part.recurring === true ? "Recurring" : "Not recurring"],
};

/** A price in a few words: `99 USD`, `0.02 USD each`, `3 tiers from 1 USD`. */
export function priceText(price: unknown): string {
  if (!isObject(price)) return shortly(price);
  const { kind, amount, unit, per, size, tiers, rate } = price;
  if (kind === "flat") return shortly(amount);
  if (kind === "per-unit")
    return `${shortly(unit)} ${per === undefined ? "each" : `per ${shortly(per)}`}`;
  if (kind === "package") return `${shortly(price.price)} per ${shortly(size)}`;
  if (Array.isArray(tiers)) {
    const [first] = tiers as readonly unknown[];
    const from = isObject(first) ? (first.unit ?? first.flat ?? first.rate) : undefined;
    return `${kind}, ${tiers.length} tiers${from === undefined ? "" : ` from ${shortly(from)}`}`;
  }
  return [textOf(kind), textOf(rate)].filter((word) => word !== undefined).join(" ");
}

function shortly(value: unknown): string {
  if (isObject(value)) return Object.values(value).map(shortly).join(" to ");
  if (Array.isArray(value)) return value.map(shortly).join(", ");
  if (typeof value === "number") return formatQuantity(value);
  return value === undefined ? "no price" : formatPrice(String(value));
}

function edgesOf(model: Json): readonly PictureEdge[] {
  const edges = new Map<string, PictureEdge>();
  const add = (from: string, to: string): void => void edges.set(`${from} ${to}`, { from, to });
  for (const section of drawn[1] ?? [])
    for (const [id, part] of entriesIn(model, section)) {
      const own = `/${section}/${escaped(id)}`;
      for (const [, charge] of entriesIn(part, "charges"))
        link(model, "meters", charge.meter, (meter) => add(meter, own));
      for (const feature of Object.keys(isObject(part.features) ? part.features : {}))
        link(model, "features", feature, (found) => add(found, own));
      for (const meter of entriesIn(part, "quotas").map(([, quota]) => quota.meter))
        link(model, "meters", meter, (found) => add(found, own));
      link(model, "streams", part.stream, (stream) => add(own, stream));
    }
  return [...edges.values()];
}

function link(model: Json, section: string, id: unknown, add: (path: string) => void): void {
  const record = model[section];
  if (typeof id === "string" && isObject(record) && Object.hasOwn(record, id))
    add(`/${section}/${escaped(id)}`);
}
