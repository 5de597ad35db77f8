/** Which month of a plan a month of the calendar is, from 1; below 1 before the plan. Both are written `2027-01`. */
export function monthOfPlan(month: string, from: string): number {
  return monthCount(month) - monthCount(from) + 1;
}

const monthCount = (text: string): number =>
  Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
