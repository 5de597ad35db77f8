import { expect, test } from "vitest";
import { civilFromDays, dayNumber } from "./calendar.ts";
import { firstDayOfMonth, monthOfDay } from "./month-table.ts";

test("each day from 1960 to 3100 lies in the month its date says, within the list and beyond", () => {
  for (let day = dayNumber(1960, 1, 1); day <= dayNumber(3100, 12, 31); day++) {
    const date = civilFromDays(day);
    const month = (date.year - 1970) * 12 + date.month - 1;
    const same = monthOfDay(day) === month && firstDayOfMonth(month) === day - date.day + 1;
    if (!same) expect.fail(`day ${day} is put in month ${monthOfDay(day)}, not ${month}`);
  }
});
