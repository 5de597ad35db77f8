import { ActionIcon, Button, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useId } from "react";
import { isZero } from "../../format/decimal-text.ts";
import { formatAmount } from "../../format/format-money.ts";
import { isAmount } from "../../parts/amount-text.ts";
import { type DraftLine, emptyLine, totalsOf } from "./draft-entry.ts";
import styles from "./manual-entries.module.css";
import { useLedgerAccounts } from "./queries.ts";

interface Properties {
  readonly lines: readonly DraftLine[];
  readonly currency: string;
  readonly onChange: (lines: readonly DraftLine[]) => void;
}

/** The lines of an entry: accounts by name with those of the books to choose from, and what the sides come to. */
export function EntryLines({ lines, currency, onChange }: Properties) {
  const choices = useId();
  const accounts = useLedgerAccounts().filter(({ byHand }) => byHand);
  const change = (key: number, part: Partial<DraftLine>) =>
    onChange(lines.map((line) => (line.key === key ? { ...line, ...part } : line)));
  return (
    <div className={styles.lines}>
      <datalist id={choices}>
        {accounts.map(({ account, title }) => (
          <option key={account} value={account} label={title} />
        ))}
      </datalist>
      {lines.map((line, place) => (
        <Line
          key={line.key}
          line={line}
          place={place + 1}
          choices={choices}
          onChange={(part) => change(line.key, part)}
          onRemove={
            lines.length > 2
              ? () => onChange(lines.filter(({ key }) => key !== line.key))
              : undefined
          }
        />
      ))}
      <div className={styles.sums}>
        <Button
          size="xs"
          leftSection={<IconPlus size={14} stroke={1.75} aria-hidden />}
          onClick={() =>
            onChange([...lines, emptyLine(Math.max(0, ...lines.map(({ key }) => key)) + 1)])
          }
        >
          Another line
        </Button>
        <Sums lines={lines} currency={currency} />
      </div>
    </div>
  );
}

interface LineProperties {
  readonly line: DraftLine;
  readonly place: number;
  readonly choices: string;
  readonly onChange: (part: Partial<DraftLine>) => void;
  readonly onRemove: (() => void) | undefined;
}

const amountFault = (text: string): string | undefined =>
  text.trim() === "" || isAmount(text) ? undefined : "Such as 12.50";

function Line({ line, place, choices, onChange, onRemove }: LineProperties) {
  return (
    <fieldset className={styles.line}>
      <legend className="visually-hidden">Line {place}</legend>
      <TextInput
        label="Account"
        list={choices}
        placeholder="expenses:other:support"
        autoComplete="off"
        spellCheck={false}
        value={line.account}
        onChange={(event) => onChange({ account: event.currentTarget.value })}
      />
      <TextInput
        label="Debit"
        inputMode="decimal"
        value={line.debit}
        disabled={line.credit !== ""}
        onChange={(event) => onChange({ debit: event.currentTarget.value })}
        error={amountFault(line.debit)}
      />
      <TextInput
        label="Credit"
        inputMode="decimal"
        value={line.credit}
        disabled={line.debit !== ""}
        onChange={(event) => onChange({ credit: event.currentTarget.value })}
        error={amountFault(line.credit)}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        className={styles.remove}
        aria-label={`Remove line ${place}`}
        disabled={onRemove === undefined}
        onClick={onRemove}
      >
        <IconX size={16} stroke={1.75} aria-hidden />
      </ActionIcon>
    </fieldset>
  );
}

function Sums({ lines, currency }: Pick<Properties, "lines" | "currency">) {
  const { debits, credits, difference } = totalsOf(lines);
  const left = difference.startsWith("-") ? difference.slice(1) : difference;
  return (
    <p role="status" className={styles.balance} data-balanced={isZero(difference)}>
      Debits {formatAmount(debits, currency)}, credits {formatAmount(credits, currency)}
      {!isZero(difference) &&
        `: ${formatAmount(left, currency)} is missing in ${difference.startsWith("-") ? "debits" : "credits"}`}
    </p>
  );
}
