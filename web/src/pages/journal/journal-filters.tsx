import type { EntryFilter } from "../../api/ledger.ts";
import { AnySelect } from "../../parts/any-select.tsx";
import { CustomerFilter } from "../../parts/customer-filter.tsx";
import { DayFields } from "../../parts/day-fields.tsx";
import { FilterBar } from "../../parts/filter-bar.tsx";

/** The kinds of documents that post entries, as a bookkeeper calls them. */
const kinds: Readonly<Record<string, string>> = {
  invoice: "Invoices",
  "credit-note": "Credit notes",
  payment: "Payments",
  refund: "Refunds",
  "payment-reversal": "Payments taken back by the bank",
  "credit-application": "Credit balances applied",
  reapplication: "Payments assigned anew",
  "write-off": "Write-offs",
  "write-off-reversal": "Write-offs taken back",
  recovery: "Recoveries",
  "dispute-opened": "Disputes opened",
  "dispute-won": "Disputes won",
  "dispute-lost": "Disputes lost",
  "provider-payout": "Payouts of providers",
  "credit-purchase": "Credits sold",
  "credit-burn": "Credits used",
  "credit-expiry": "Credits expired",
  recognition: "Recognition of a close",
  "currency-revaluation": "Revaluations of a close",
  "manual-entry": "Entries by hand",
  reversal: "Reversals",
};

interface Properties {
  readonly filter: EntryFilter;
  readonly onChange: (part: EntryFilter) => void;
}

/** What narrows the journal; what is undefined or an empty text widens it again. */
export function JournalFilters({ filter, onChange }: Properties) {
  const { customer, document, from, to } = filter;
  return (
    <FilterBar>
      <CustomerFilter chosen={customer} onChoose={(next) => onChange({ customer: next })} />
      <AnySelect
        label="Documents"
        every="Every kind"
        nothingFound="No such kind"
        choices={Object.entries(kinds).map(([value, label]) => ({ value, label }))}
        chosen={document}
        onChoose={(next) => onChange({ document: next })}
      />
      <DayFields from={from} to={to} onChange={onChange} />
    </FilterBar>
  );
}
