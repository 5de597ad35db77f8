import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { openCheckout, type PaymentStarted, payInvoice } from "../../api/invoices.ts";
import { methodsQuery } from "../../api/payments.ts";
import { isWaiting } from "../../api/request.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../parts/button.tsx";
import { leaveFor } from "../../parts/leave-for.ts";
import { Note } from "../../parts/note.tsx";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import { Stack } from "../../parts/stack.tsx";
import { useMe } from "../../shell/me.tsx";

interface Properties {
  readonly id: string;
  /** Whether there is something to pay; what came of a payment is shown after that too. */
  readonly isOpen: boolean;
  readonly open: string | undefined;
  readonly currency: string;
}

/** Pays what is open of an invoice: with the method that comes first, or on a provider's page. */
export function PayPanel({ id, isOpen, open, currency }: Properties) {
  const { say, money } = useLanguage();
  const { embed } = useMe();
  const queries = useQueryClient();
  const methods = useQuery(methodsQuery).data;
  // A new attempt after an answer is another payment; the same press twice is not.
  const [once, setOnce] = useState(() => crypto.randomUUID());
  const answered = async (payment: PaymentStarted): Promise<void> => {
    setOnce(crypto.randomUUID());
    if (!isWaiting(payment) && payment.page !== null) leaveFor(payment.page.url, embed);
    await queries.invalidateQueries();
  };
  const method = methods?.methods.find(({ isDefault }) => isDefault) ?? methods?.methods[0];
  const [provider] = methods?.providers ?? [];
  const paying = useMutation({
    mutationFn: () =>
      method === undefined ? openCheckout(id, provider ?? "", once) : payInvoice(id, once),
    onSuccess: answered,
  });
  const canPay = isOpen && (method !== undefined || provider !== undefined);
  if (!canPay && paying.data === undefined) return null;
  return (
    <Stack>
      {canPay && (
        <Note tone="warn">
          <span>
            {open === undefined
              ? say("pay.open")
              : say("pay.open-amount", { amount: money(open, currency) })}{" "}
            {method !== undefined && say("pay.with", { method: method.label })}
          </span>
          <Button kind="main" busy={paying.isPending} onClick={() => paying.mutate()}>
            {say("pay.now")}
          </Button>
        </Note>
      )}
      {paying.isError && <ProblemNotice error={paying.error} />}
      {paying.data !== undefined && <PaymentNote payment={paying.data} />}
    </Stack>
  );
}

function PaymentNote({ payment }: { payment: PaymentStarted }) {
  const { say } = useLanguage();
  if (isWaiting(payment)) return <Note tone="warn">{say("plan.told.waiting")}</Note>;
  if (payment.state === "succeeded") return <Note tone="good">{say("pay.succeeded")}</Note>;
  if (payment.state === "failed" || payment.state === "cancelled")
    return <Note tone="bad">{say("pay.failed")}</Note>;
  return <Note tone="warn">{say("pay.pending")}</Note>;
}
