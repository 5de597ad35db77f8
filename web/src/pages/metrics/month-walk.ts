import { type MovementKind, type Movements, movementKinds } from "../../api/metrics.ts";
import { type DecimalText, isZero, sumDecimals } from "../../format/decimal-text.ts";
import { toGeometry } from "../../format/geometry.ts";

/** One step of a month, from what it began with to what it ended with. */
export interface WalkStep {
  readonly kind: MovementKind | "opening" | "closing";
  readonly amount: DecimalText;
  /** Where its bar begins and how long it is, in hundredths of the widest point. */
  readonly from: number;
  readonly width: number;
}

/** Kinds that are shown although nothing moved that way: what everybody looks for. */
const always: ReadonlySet<MovementKind> = new Set(["new", "expansion", "contraction", "churn"]);

/** Walks through a month: each step begins where the one before it ended. */
export function monthWalk(month: Movements): readonly WalkStep[] {
  const kinds = movementKinds.filter((kind) => always.has(kind) || !isZero(month[kind]));
  const points: DecimalText[] = [month.opening];
  for (const kind of kinds) points.push(sumDecimals([points.at(-1) ?? "0", month[kind]]));
  const widest = Math.max(...points.map(toGeometry), toGeometry(month.closing), 0);
  const place = (text: DecimalText): number =>
    widest === 0 ? 0 : (Math.max(0, toGeometry(text)) / widest) * 100;
  const whole = (kind: "opening" | "closing"): WalkStep => ({
    kind,
    amount: month[kind],
    from: 0,
    width: place(month[kind]),
  });
  return [
    whole("opening"),
    ...kinds.map((kind, index): WalkStep => {
      const before = place(points[index] ?? "0");
      const after = place(points[index + 1] ?? "0");
      return {
        kind,
        amount: month[kind],
        from: Math.min(before, after),
        width: Math.abs(after - before),
      };
    }),
    whole("closing"),
  ];
}
