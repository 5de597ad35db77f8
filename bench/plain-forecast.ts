/** The months of the bench plan, and the figures that each trial is asked for: customers, mrr, revenue, ebitda, cash. */
export const planMonths = 60;
export const planFigures = ["customers", "mrr", "revenue", "ebitda", "cash"] as const;

/** What a trial draws, in the order of the names: call-cost, churn, growth, inflation, not-renewed, wages. */
export const drawnCount = 6;

const opening = 20;
const first = 10;
const monthlyShare = 0.7;
const annualShare = 0.3;
const onboardedShare = 0.2;
const movedShare = 0.01;
const monthlyPrice = 99;
const annualPrice = 990;
const callsEach = 20_000;
const usagePrice = 20;
const onboardingPrice = 500;
const customerCost = 450;
const cardRate = 0.029;
const firstRent = 2_500;

/** Days of the months from December 2026 on, in which the annual customers of the beginning came. */
const daysOf = (month: number): number => new Date(Date.UTC(2026, 12 + month, 0)).getUTCDate();

/** What is earned of an annual price by month, from the month of its purchase on; whole cents by days, the rest in the last month. */
export function annualEarnings(): Float64Array {
  const table = new Float64Array((planMonths + 1) * 12);
  for (let start = 0; start <= planMonths; start += 1) {
    let days = 0;
    for (let month = 0; month < 12; month += 1) days += daysOf(start + month);
    let left = annualPrice * 100;
    for (let month = 0; month < 12; month += 1) {
      const own =
        month === 11 ? left : Math.round((annualPrice * 100 * daysOf(start + month)) / days);
      table[start * 12 + month] = own / 100;
      left -= own;
    }
  }
  return table;
}

/** The forecast as somebody writes it who knows this one plan: one loop over typed arrays. The month before the plan is at index 0. */
export function plainForecast(): (
  draws: Float64Array,
  from: number,
  out: Float64Array,
  at: number,
) => void {
  const table = annualEarnings();
  const annual = new Float64Array(planMonths + 1);
  const earned = new Float64Array(planMonths + 13);
  return (draws, from, out, at) => {
    const callCost = draws[from] ?? 0;
    const churn = draws[from + 1] ?? 0;
    const growth = draws[from + 2] ?? 0;
    const inflation = draws[from + 3] ?? 0;
    const notRenewed = draws[from + 4] ?? 0;
    const wages = draws[from + 5] ?? 0;
    earned.fill(0);
    let monthly = opening * monthlyShare;
    let yearly = opening * annualShare;
    annual[0] = yearly;
    for (let month = 0; month < 12; month += 1) earned[month] = yearly * (table[month] ?? 0);
    let coming = first;
    // The customers of the beginning came and bought in the month before, and owe half of it still.
    let billedBefore =
      monthly * monthlyPrice + yearly * annualPrice + opening * onboardedShare * onboardingPrice;
    let cash = 250_000;
    let rent = firstRent;
    for (let month = 1; month <= planMonths; month += 1) {
      const before = monthly;
      const stayed = monthly * (1 - churn);
      const moved = stayed * movedShare;
      monthly = stayed - moved + coming * monthlyShare;
      const ending = month >= 12 ? (annual[month - 12] ?? 0) : 0;
      const renewed = ending * (1 - notRenewed);
      const starting = renewed + moved + coming * annualShare;
      annual[month] = starting;
      yearly += starting - ending;
      for (let later = 0; later < 12; later += 1)
        earned[month + later] =
          (earned[month + later] ?? 0) + starting * (table[month * 12 + later] ?? 0);
      const services = coming * onboardedShare * onboardingPrice;
      const billed =
        monthly * monthlyPrice + starting * annualPrice + before * usagePrice + services;
      const revenue = monthly * (monthlyPrice + usagePrice) + (earned[month] ?? 0) + services;
      const collected = billed * 0.5 + billedBefore * 0.5;
      billedBefore = billed;
      const year = Math.floor((month - 1) / 12) + 1;
      if (month > 1 && (month - 1) % 12 === 0) rent *= 1 + inflation;
      const engineers = ((2 + Math.floor(year / 2)) * wages * 1.2) / 12;
      const costs =
        monthly * callsEach * callCost +
        collected * cardRate +
        coming * customerCost +
        engineers +
        rent;
      cash += collected - costs + (month === 4 ? 400_000 : 0);
      const own = at + month - 1;
      out[own] = monthly + yearly;
      out[own + planMonths] = monthly * monthlyPrice + (yearly * annualPrice) / 12;
      out[own + 2 * planMonths] = revenue;
      out[own + 3 * planMonths] = revenue - costs;
      out[own + 4 * planMonths] = cash;
      coming *= 1 + growth;
    }
  };
}
