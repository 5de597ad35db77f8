import type { Action } from "../access/actions.ts";
import { allows, rolesThatMay } from "../access/allows.ts";
import type { Principal } from "../services/principal.ts";
import { notAllowed } from "./authenticate.ts";
import { refusalOf } from "./problem.ts";

/** Something that an answer names by its id and can bring along, and what a key needs to see it. */
export interface Expandable {
  readonly action: Action;
  /** Null where there is nothing of that name any more. */
  readonly read: () => Promise<object | null>;
}

/**
 * What an answer brings along: `expand` has names with commas between them. Undefined where nothing is asked for. Refuses `not-a-choice`,
 * and what the key may not see.
 */
export async function expanded(
  asked: string | undefined,
  choices: Readonly<Record<string, Expandable>>,
  { allowed }: Principal,
): Promise<Readonly<Record<string, object | null>> | undefined> {
  if (asked === undefined) return undefined;
  const found: [string, object | null][] = [];
  for (const name of new Set(asked.split(","))) {
    const choice = Object.hasOwn(choices, name) ? choices[name] : undefined;
    if (choice === undefined) throw unknown(name, Object.keys(choices));
    if (!allows(allowed, choice.action))
      throw notAllowed(choice.action, rolesThatMay(choice.action));
    found.push([name, await choice.read()]);
  }
  return Object.fromEntries(found);
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
