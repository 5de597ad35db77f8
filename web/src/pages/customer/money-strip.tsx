import { Link } from "@tanstack/react-router";
import type { CustomerReceivables } from "../../api/accounts.ts";
import type { Customer } from "../../api/customers.ts";
import { isZero } from "../../format/decimal-text.ts";
import { formatDay } from "../../format/format-date.ts";
import { formatMoney } from "../../format/format-money.ts";
import { formatCount } from "../../format/format-quantity.ts";
import { Figure, FigureStrip } from "../../parts/figure-strip.tsx";
import { Money } from "../../parts/money.tsx";
import { useCredits, useReceivables, useUpcoming } from "./queries.ts";

/** Where the account's money stands; each figure leads to what it is made of. */
export function MoneyStrip({ customer }: { customer: Customer }) {
  const receivables = useReceivables(customer.id).data;
  const credits = useCredits(customer.id).data;
  return (
    <FigureStrip>
      <Figure
        name="Invoiced in all"
        value={
          <Link to="/invoices" search={{ customer: customer.id }}>
            <Money amount={customer.invoiced} currency={customer.currency} />
          </Link>
        }
      />
      <Figure
        name="Owed"
        value={<Amount of={receivables?.owed} currency={receivables?.currency} hash="owed" />}
        note={owedNote(receivables)}
        tone={receivables !== undefined && !isZero(receivables.overdue) ? "attention" : "plain"}
      />
      <NextInvoice customer={customer} />
      <Figure
        name="Credits"
        value={<Amount of={credits?.balance} currency={customer.currency} hash="credits" />}
        note={creditNote(credits?.grants.filter(({ remaining }) => !isZero(remaining)).length)}
      />
    </FigureStrip>
  );
}

function Amount({
  of,
  currency,
  hash,
}: {
  of: string | undefined;
  currency: string | null | undefined;
  hash: string;
}) {
  if (of === undefined) return "–";
  return (
    <Link to="." hash={hash}>
      <Money amount={of} currency={currency ?? null} />
    </Link>
  );
}

function owedNote(receivables: CustomerReceivables | undefined): string {
  if (receivables === undefined) return "";
  const late = receivables.items.filter(({ daysOverdue }) => daysOverdue > 0);
  if (late.length > 0) {
    const oldest = Math.max(...late.map(({ daysOverdue }) => daysOverdue));
    return `${formatCount(late.length, "invoice")} overdue, up to ${formatCount(oldest, "day")}`;
  }
  if (!isZero(receivables.balance))
    return `${formatMoney(receivables.balance, receivables.currency)} on the credit balance`;
  return isZero(receivables.owed) ? "Everything is paid" : "Nothing is overdue";
}

function creditNote(open: number | undefined): string {
  if (open === undefined) return "";
  return open === 0 ? "No grant is open" : formatCount(open, "open grant");
}

/** What the account will be invoiced next by itself, and when. */
function NextInvoice({ customer }: { customer: Customer }) {
  const upcoming = useUpcoming(customer.id, customer.parked === null);
  const zone = customer.timeZone ?? "UTC";
  if (customer.parked !== null)
    return <Figure name="Next invoice" value="–" note="None while parked" />;
  // Fees of dunning come before it if nobody pays: the last is the one that falls due by itself.
  const next = upcoming.data?.documents.at(-1);
  if (next === undefined) return <Figure name="Next invoice" value="–" note="Nothing is due" />;
  return (
    <Figure
      name="Next invoice, as it stands"
      value={<Money amount={next.total} currency={next.currency} />}
      note={`On ${formatDay(next.issuedAt, zone)}`}
    />
  );
}
