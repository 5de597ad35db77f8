import type { Action } from "../access/actions.ts";
import { allows, rolesThatMay } from "../access/allows.ts";
import type { Principal } from "../services/principal.ts";
import type { Page } from "../services/reports.ts";
import { notAllowed } from "./authenticate.ts";
import { refusalOf } from "./problem.ts";

/** Something that an answer names by its id and can bring along, and what a key needs to see it. */
export interface Expandable {
  readonly action: Action;
  /** Null where there is nothing of that name any more. */
  readonly read: () => Promise<object | null>;
}

/** The same of each item of a page, read for all of them at once. */
export interface ExpandableItems<Item> {
  readonly action: Action;
  /** What an item names; null where it names nothing. */
  readonly nameIn: (item: Item) => string | null;
  readonly read: (names: readonly string[]) => Promise<ReadonlyMap<string, object>>;
}

/**
 * What an answer brings along: `expand` has names with commas between them. Undefined where nothing is asked for. Refuses `not-a-choice`,
 * and what the key may not see.
 */
export async function expanded(
  asked: string | undefined,
  choices: Readonly<Record<string, Expandable>>,
  principal: Principal,
): Promise<Readonly<Record<string, object | null>> | undefined> {
  if (asked === undefined) return undefined;
  const found: [string, object | null][] = [];
  for (const [name, choice] of chosen(asked, choices, principal))
    found.push([name, await choice.read()]);
  return Object.fromEntries(found);
}

/** A page whose items bring along what they name, each name with one reading for all. Refuses as {@link expanded} does. */
export async function expandedPage<Item extends object>(
  asked: string | undefined,
  choices: Readonly<Record<string, ExpandableItems<Item>>>,
  principal: Principal,
  pageOf: () => Promise<Page<Item>>,
): Promise<Page<Item>> {
  if (asked === undefined) return pageOf();
  const names = chosen(asked, choices, principal);
  const page = await pageOf();
  const along = await Promise.all(
    names.map(async ([name, { nameIn, read }]) => {
      const named = new Set(page.items.map(nameIn).filter((one) => one !== null));
      const found = named.size === 0 ? new Map<string, object>() : await read([...named]);
      return { name, of: (item: Item) => found.get(nameIn(item) ?? "") ?? null };
    }),
  );
  const items = page.items.map((item) => ({
    ...item,
    expanded: Object.fromEntries(along.map(({ name, of }) => [name, of(item)])),
  }));
  return { ...page, items };
}

/** What is asked for, each once. */
function chosen<Choice extends { readonly action: Action }>(
  asked: string,
  choices: Readonly<Record<string, Choice>>,
  { allowed }: Principal,
): readonly (readonly [string, Choice])[] {
  return [...new Set(asked.split(","))].map((name) => {
    const choice = Object.hasOwn(choices, name) ? choices[name] : undefined;
    if (choice === undefined) throw unknown(name, Object.keys(choices));
    if (!allows(allowed, choice.action))
      throw notAllowed(choice.action, rolesThatMay(choice.action));
    return [name, choice] as const;
  });
}

const unknown = (name: string, names: readonly string[]) =>
  refusalOf([
    {
      code: "not-a-choice",
      path: "/query/expand",
      message: `"expand" names some of ${names.join(", ")}`,
      value: name,
    },
  ]);
