/** What a place of the picture of a business stands for. */
export type FlowKind =
  | "segment"
  | "purchase"
  | "income"
  | "stream"
  | "revenue"
  | "partner-shares"
  | "cost-of-revenue"
  | "cost"
  | "gross-profit"
  | "operating-costs"
  | "function"
  | "ebitda"
  | "reductions"
  | "credit"
  | "shortfall";

/** A place that money flows through. */
export interface FlowNode {
  /** Of its own in one picture: `segment:teams`, `revenue`. */
  readonly id: string;
  readonly kind: FlowKind;
  readonly label: string;
  /** The column it stands in, from 0. */
  readonly column: number;
  /** What flows in, or out where nothing flows in, in minor units. */
  readonly amount: number;
}

/** Money that flows from one place to another, in minor units, above zero. */
export interface FlowLink {
  readonly from: string;
  readonly to: string;
  readonly amount: number;
}

/** A year of a business as flows of money. At every place in the middle as much flows out as in. */
export interface Flows {
  readonly nodes: readonly FlowNode[];
  readonly links: readonly FlowLink[];
}
