import { list, literal, text } from "../shape.ts";
import { object } from "../shape-object.ts";
import { type DistributionKind, type DrawnAs, drawnAs } from "./distribution-kind.ts";

/** One of a few values, each with its chance; the plan counts on the likeliest, the first of them where several are. */
export interface ChoiceDistribution extends DrawnAs {
  readonly kind: "choices";
  readonly of: readonly Choice[];
}

/** A value that may be drawn. */
export interface Choice {
  readonly is: string;
  /** Its chance: `"60%"`. */
  readonly share: string;
}

interface Weighed {
  readonly value: number;
  readonly share: number;
}

export const choices: DistributionKind<ChoiceDistribution> = {
  shape: object<ChoiceDistribution>({
    kind: literal("choices"),
    of: list(object<Choice>({ is: text, share: text }), 1),
    ...drawnAs,
  }),
  spread: ({ of }, reader) => {
    const weighed = of.map(
      ({ is, share }, index): Weighed => ({
        value: reader.figure(is, "of", index, "is"),
        share: reader.ratio(share, "of", index, "share"),
      }),
    );
    const whole = weighed.reduce((sum, { share }) => sum + share, 0);
    const odd = weighed.findIndex(({ share }) => share < 0);
    if (odd >= 0 || Math.abs(whole - 1) > 1e-9)
      reader.refuse(
        {
          code: "shares-not-whole",
          message: `the shares of choices are not below 0 and add up to 100%, and these add up to ${(whole * 100).toFixed(2)}%`,
          suggestion: "mend the shares",
        },
        "of",
      );
    const rising = [...weighed].filter(({ share }) => share > 0).sort((a, b) => a.value - b.value);
    const values = rising.map(({ value }) => value);
    return {
      low: Math.min(...values),
      high: Math.max(...values),
      likely: likeliest(weighed),
      mean: weighed.reduce((sum, { value, share }) => sum + value * share, 0),
      quantile: (chance) => valueAt(rising, chance),
    };
  },
};

/** Of a list that was refused for being empty there is none. */
function likeliest(weighed: readonly Weighed[]): number {
  const most = Math.max(...weighed.map(({ share }) => share));
  return weighed.find(({ share }) => share === most)?.value ?? Number.NaN;
}

function valueAt(rising: readonly Weighed[], chance: number): number {
  let below = 0;
  for (const { value, share } of rising) {
    below += share;
    if (chance < below) return value;
  }
  return rising.at(-1)?.value ?? Number.NaN;
}
