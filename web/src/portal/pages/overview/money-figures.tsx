import { isZero } from "../../../format/decimal-text.ts";
import type { Overview } from "../../api/overview.ts";
import { useLanguage } from "../../language/language.tsx";
import { type Figure, FigureList } from "../../parts/figures.tsx";

/** What it costs so far and will, when the next invoice comes, and what is to be paid. */
export function MoneyFigures({ overview }: { overview: Overview }) {
  const { say, money, day, period } = useLanguage();
  const { cost, nextInvoice, owing } = overview;
  const figures: Figure[] = [];
  if (cost !== null) {
    figures.push({
      key: "so-far",
      name: say("overview.cost-so-far"),
      figure: money(cost.soFar, cost.currency),
      ...(cost.from === null || cost.to === null ? {} : { note: period(cost.from, cost.to) }),
    });
    figures.push({
      key: "projected",
      name: say("overview.cost-projected"),
      figure: money(cost.projected, cost.currency),
      note: say("overview.cost-projected-note"),
    });
  }
  if (nextInvoice !== null)
    figures.push({
      key: "next",
      name: say("overview.next-invoice"),
      figure: day(nextInvoice.issuedAt),
      note: say("overview.next-invoice-note", {
        amount: money(nextInvoice.total, nextInvoice.currency),
      }),
    });
  if (owing !== null)
    figures.push({
      key: "owed",
      name: say("overview.owed"),
      figure: money(owing.owed, owing.currency),
      note: isZero(owing.overdue)
        ? say(isZero(owing.owed) ? "overview.owed-nothing" : "overview.owed-in-time")
        : say("overview.owed-overdue", { amount: money(owing.overdue, owing.currency) }),
    });
  return figures.length === 0 ? null : <FigureList figures={figures} />;
}
