import type { FlowKind, FlowLink, FlowNode, Flows } from "./flow.ts";

/** In which column each kind stands. */
const columns: Readonly<Record<FlowKind, number>> = {
  segment: 0,
  purchase: 1,
  income: 1,
  stream: 2,
  revenue: 3,
  shortfall: 3,
  credit: 3,
  reductions: 4,
  "partner-shares": 4,
  "cost-of-revenue": 4,
  "gross-profit": 4,
  cost: 5,
  "operating-costs": 5,
  ebitda: 5,
  function: 6,
};

/** Links that are put together one by one; what flows twice between the same two places is one link. */
export class FlowPicture {
  readonly #places = new Map<string, { readonly kind: FlowKind; readonly label: string }>();
  readonly #links = new Map<string, FlowLink>();

  /** Names a place; it is shown where money flows through it. */
  place(id: string, kind: FlowKind, label: string): string {
    if (!this.#places.has(id)) this.#places.set(id, { kind, label });
    return id;
  }

  /** Adds a flow, in minor units; nothing where it is nothing. */
  flow(from: string, to: string, amount: number): void {
    if (amount === 0) return;
    const key = `${from} ${to}`;
    const known = this.#links.get(key)?.amount ?? 0;
    this.#links.set(key, { from, to, amount: known + amount });
  }

  /** The picture: places in the order in which they were named, links in the order in which they were added. */
  finished(): Flows {
    const links = [...this.#links.values()];
    const nodes = [...this.#places].flatMap(([id, { kind, label }]): FlowNode[] => {
      const through = (side: "from" | "to"): number =>
        links.reduce((sum, link) => (link[side] === id ? sum + link.amount : sum), 0);
      const amount = through("to") || through("from");
      return amount === 0 ? [] : [{ id, kind, label, column: columns[kind], amount }];
    });
    return { nodes, links };
  }
}
