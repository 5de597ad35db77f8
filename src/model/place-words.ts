/** What one of the entries of a record of a model is called; of other records, their name without its `s`. */
const entryNames: Readonly<Record<string, string>> = {
  addons: "add-on",
  capital: "capital",
  discountOrder: "discount order",
  eligibilities: "eligibility",
  features: "feature",
  figures: "figure",
  indexes: "index",
  policies: "policy",
  priceLists: "price list",
  slas: "SLA",
};

/** Records whose entries have an id of the author's: a step into one and its key are one thing, `plan team`. */
const recordSections: ReadonlySet<string> = new Set([
  "addons",
  "alerts",
  "apis",
  "benchmarks",
  "bundles",
  "channels",
  "charges",
  "claims",
  "contracts",
  "costs",
  "coupons",
  "credits",
  "discounts",
  "eligibilities",
  "features",
  "figures",
  "funding",
  "income",
  "indexes",
  "licences",
  "meters",
  "offers",
  "outcomes",
  "partners",
  "plans",
  "policies",
  "priceLists",
  "products",
  "quotas",
  "references",
  "scenarios",
  "segments",
  "shares",
  "slas",
  "streams",
  "targets",
]);

/** Where something stands in a model. */
export interface ModelPlace {
  /** The kind of the innermost thing with an id: `plan`, `charge`; `model` where it stands in none. */
  readonly noun: string;
  /** The id of that thing: `team`; empty for the model. */
  readonly id: string;
  /** All of it, innermost first: `unit price of charge api-calls of plan team`. */
  readonly words: string;
}

/** A place in a model, given as a JSON pointer, as somebody would say it. */
export function placeWords(pointer: string): ModelPlace {
  const steps = pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  const parts: string[] = [];
  let owner = { noun: "model", id: "" };
  for (let at = 0; at < steps.length; at += 1) {
    const step = steps[at] ?? "";
    const key = steps[at + 1];
    if (key !== undefined && step === "prices") {
      parts.push(`${key} price`);
      at += 1;
    } else if (key !== undefined && /^\d+$/.test(key)) {
      parts.push(`${singular(step)} ${Number(key) + 1}`);
      at += 1;
    } else if (key !== undefined && recordSections.has(step)) {
      owner = { noun: singular(step), id: key };
      parts.push(`${owner.noun} ${key}`);
      at += 1;
    } else parts.push(fieldWords(step));
  }
  return { ...owner, words: spoken(parts).reverse().join(" of ") };
}

/** The price of a unit is not the unit of a price, and the amount of a price is the price. */
function spoken(parts: readonly string[]): string[] {
  const said: string[] = [];
  for (const part of parts) {
    const last = said.at(-1) ?? "";
    const isPriced =
      last === "price" || last.endsWith(" price") || /^(?:tier|band) \d+$/.test(last);
    if (part === "unit" && isPriced) {
      if (last === "price") said.pop();
      said.push("unit price");
    } else if (part !== "amount" || !isPriced) {
      if (/^(?:tier|band) \d+$/.test(part) && last === "price") said.pop();
      said.push(part);
    }
  }
  return said;
}

const singular = (section: string): string =>
  entryNames[section] ?? fieldWords(section).replace(/s$/, "");

const fieldWords = (field: string): string =>
  field.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
