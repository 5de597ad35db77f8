/** The months that the plan covers. */
export interface Horizon {
  /** Its first month: `2026-01`. Months are those of the model's time zone. */
  readonly from: string;
  /** How many years; 1 to 10. */
  readonly years: number;
}
