import { Button, Select, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { receivablesQuery } from "../../api/accounts.ts";
import { type BankLine, ignoreLine, matchLineByHand } from "../../api/payments.ts";
import { isZero } from "../../format/decimal-text.ts";
import { formatDay } from "../../format/format-date.ts";
import { formatMoney } from "../../format/format-money.ts";
import { clearButton } from "../../parts/clear-button.ts";
import { useMayWriteWith } from "../../parts/key-field.tsx";
import { FormFields } from "../../parts/keyed-form.tsx";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import styles from "./line-form.module.css";

interface Properties {
  readonly line: BankLine;
  readonly apiKey: string;
  readonly onDone: () => void;
}

/** Says what a line is that nobody could match: whose money, for what; or that it is nobody's payment. */
export function LineForm({ line, apiKey, onDone }: Properties) {
  const heading = useId();
  const { amount, currency, name, bookedOn, remittance } = line;
  const isOutgoing = amount.startsWith("-");
  return (
    <section aria-labelledby={heading} className={styles.form}>
      <div>
        <h3 id={heading} className={styles.title}>
          {formatMoney(amount, currency)}, {name ?? "payer not named"}, {formatDay(bookedOn)}
        </h3>
        {remittance !== "" && <p className={styles.quiet}>{remittance}</p>}
      </div>
      {isOutgoing ? (
        <TakenBack line={line} apiKey={apiKey} onDone={onDone} />
      ) : (
        <Received line={line} apiKey={apiKey} onDone={onDone} />
      )}
      <Nobodys line={line} apiKey={apiKey} onDone={onDone} />
      <div>
        <Button size="xs" onClick={onDone}>
          Not now
        </Button>
      </div>
    </section>
  );
}

/** Sends what a line is; whatever money did is then read again. */
function useSettling<Body>(send: (body: Body) => Promise<unknown>, onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: async () => {
      onDone();
      await client.invalidateQueries();
    },
  });
}

/** Money that came: whose it is, and the invoice that it pays; what is over stands on the credit balance. */
function Received({ line, apiKey, onDone }: Properties) {
  const mayWrite = useMayWriteWith(apiKey);
  const [customer, setCustomer] = useState(line.suggestions[0]?.customer ?? "");
  const [invoice, setInvoice] = useState<string | null>(null);
  const known = customer.trim();
  const owed = useQuery({ ...receivablesQuery(known), enabled: known !== "", retry: false });
  const open = (owed.data?.items ?? []).filter((item) => !isZero(item.open));
  const settling = useSettling(
    () =>
      matchLineByHand(
        line,
        {
          customer: known,
          applications: invoice === null ? [] : [{ invoice }],
        },
        apiKey,
      ),
    onDone,
  );
  const send = (event: FormEvent) => {
    event.preventDefault();
    settling.mutate(undefined);
  };
  return (
    <form onSubmit={send} className={styles.part} aria-label="Match by hand">
      <FormFields>
        <TextInput
          label="Customer"
          placeholder="A customer's id"
          spellCheck={false}
          value={customer}
          onChange={(event) => {
            setCustomer(event.currentTarget.value);
            setInvoice(null);
          }}
          error={owed.isError ? "Nobody has this id" : undefined}
        />
        <Select
          label="Pays"
          placeholder="Nothing yet: credit balance"
          clearable
          clearButtonProps={clearButton("Let it stand on the credit balance")}
          data={open.map((item) => ({
            value: item.number,
            label: `${item.number}, ${formatMoney(item.open, owed.data?.currency ?? null)}`,
          }))}
          value={invoice}
          onChange={setInvoice}
        />
      </FormFields>
      {settling.isError && <ProblemNotice error={settling.error} />}
      <div>
        <Button
          type="submit"
          variant="filled"
          size="xs"
          loading={settling.isPending}
          disabled={!mayWrite || owed.data === undefined}
        >
          Match it
        </Button>
      </div>
    </form>
  );
}

/** Money that went: the payment that the bank took back. */
function TakenBack({ line, apiKey, onDone }: Properties) {
  const mayWrite = useMayWriteWith(apiKey);
  const [payment, setPayment] = useState("");
  const settling = useSettling(
    () => matchLineByHand(line, { payment: payment.trim() }, apiKey),
    onDone,
  );
  const send = (event: FormEvent) => {
    event.preventDefault();
    settling.mutate(undefined);
  };
  return (
    <form onSubmit={send} className={styles.part} aria-label="Match by hand">
      <FormFields>
        <TextInput
          label="Payment that the bank took back"
          placeholder="Its id"
          spellCheck={false}
          value={payment}
          onChange={(event) => setPayment(event.currentTarget.value)}
        />
      </FormFields>
      {settling.isError && <ProblemNotice error={settling.error} />}
      <div>
        <Button
          type="submit"
          variant="filled"
          size="xs"
          loading={settling.isPending}
          disabled={!mayWrite || payment.trim() === ""}
        >
          Match it
        </Button>
      </div>
    </form>
  );
}

/** A transfer of our own, a fee of the bank: nobody's payment, for a reason that stays with the line. */
function Nobodys({ line, apiKey, onDone }: Properties) {
  const mayWrite = useMayWriteWith(apiKey);
  const [reason, setReason] = useState("");
  const settling = useSettling(() => ignoreLine(line, reason.trim(), apiKey), onDone);
  const send = (event: FormEvent) => {
    event.preventDefault();
    settling.mutate(undefined);
  };
  return (
    <form onSubmit={send} className={styles.part} aria-label="Nobody's payment">
      <FormFields>
        <TextInput
          label="Or it is nobody's payment, because"
          placeholder="A transfer between our own accounts"
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </FormFields>
      {settling.isError && <ProblemNotice error={settling.error} />}
      <div>
        <Button
          type="submit"
          size="xs"
          loading={settling.isPending}
          disabled={!mayWrite || reason.trim() === ""}
        >
          Leave it out
        </Button>
      </div>
    </form>
  );
}
