import { Select, TextInput } from "@mantine/core";
import type { EntryFilter } from "../../api/ledger.ts";
import { FilterBar } from "../../parts/filter-bar.tsx";
import { SearchField } from "../../parts/search-field.tsx";

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

/** What narrows the journal; an empty text widens it again. */
export function JournalFilters({ filter, onChange }: Properties) {
  const { customer, document, from, to } = filter;
  return (
    <FilterBar>
      <SearchField
        label="Customer"
        placeholder="A customer's id"
        value={customer ?? ""}
        onSearch={(next) => onChange({ customer: next })}
      />
      <Select
        label="Documents"
        placeholder="Every kind"
        searchable
        nothingFoundMessage="No such kind"
        data={Object.entries(kinds).map(([value, label]) => ({ value, label }))}
        value={document !== undefined && Object.hasOwn(kinds, document) ? document : null}
        clearable
        clearButtonProps={{ "aria-label": "Show every kind" }}
        onChange={(next) => onChange({ document: next ?? "" })}
      />
      <TextInput
        type="date"
        label="From"
        value={from ?? ""}
        onChange={(event) => onChange({ from: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label="To, included"
        value={to ?? ""}
        onChange={(event) => onChange({ to: event.currentTarget.value })}
      />
    </FilterBar>
  );
}
