import { usePlanNames } from "./use-plan-names.ts";

/** Something to choose: its value, and its name as the label. */
interface Choice {
  readonly value: string;
  readonly label: string;
}

/** The plans of the model to choose from, and what is chosen already. */
export function usePlanChoices(chosen: string | undefined): readonly Choice[] {
  const plans = [...usePlanNames()].map(([value, label]) => ({ value, label }));
  return withChosen(plans, chosen);
}

/** Choices, with what is chosen among them although nothing has that name any more. */
export function withChosen(
  choices: readonly Choice[],
  chosen: string | undefined,
): readonly Choice[] {
  const known = chosen === undefined || choices.some(({ value }) => value === chosen);
  return known ? choices : [...choices, { value: chosen, label: chosen }];
}
