import { textArray } from "./array-literal.ts";
import type { UnbilledScope } from "./event-store.ts";
import { filterSql } from "./filter-sql.ts";
import { sqlParameters } from "./sql-parameters.ts";
import type { SqlValue, Statement } from "./tenant.ts";

/** A statement's values, and its text around the filters that meters have. */
export interface Asked {
  readonly values: readonly SqlValue[];
  /** Prepared under its name where no meter has a say: then its text is always the same. */
  readonly statement: (name: string, text: (accepts: string) => string) => Statement | string;
  /** Planned each time, for values that decide how rows are found. */
  readonly text: (text: (accepts: string) => string) => string;
}

/** The parameters that all statements begin with, those of one, and those of the filters. */
export function asked(
  scope: Pick<UnbilledScope, "metered" | "judged">,
  own: readonly SqlValue[],
): Asked {
  const { metered, judged } = scope;
  const parameters = sqlParameters();
  const charged = [...metered].flatMap(([type, products]) =>
    products.map((product) => ({ type, product, filter: judged.get(type)?.get(product) })),
  );
  const filtered = charged.filter(({ filter }) => filter !== undefined);
  for (const value of [
    textArray([...metered.keys()]),
    textArray(charged.map(({ type }) => type)),
    textArray(charged.map(({ product }) => product)),
    charged.map((pair) => filtered.indexOf(pair) + 1),
    textArray([...judged.keys()]),
    ...own,
  ])
    parameters.add(value);
  const branches = filtered.map(
    ({ filter = {} }, index) => `when ${index + 1} then ${filterSql(filter, parameters)}`,
  );
  const accepts =
    branches.length === 0 ? "true" : `case c.reader ${branches.join(" ")} else true end`;
  return {
    values: parameters.values,
    text: (text) => text(accepts),
    statement: (name, text) => (judged.size === 0 ? { name, text: text(accepts) } : text(accepts)),
  };
}
