import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import type { Invoice } from "../../../api/invoices.ts";
import { Panel } from "../../../parts/panel.tsx";
import { invoiceQuery, invoicesQuery } from "../../api/invoices.ts";
import { readPdf } from "../../api/request.ts";
import { useLanguage } from "../../language/language.tsx";
import { Answer } from "../../parts/answer.tsx";
import { Badge } from "../../parts/badge.tsx";
import { Button } from "../../parts/button.tsx";
import { Facts } from "../../parts/facts.tsx";
import { InvoiceLines, InvoiceTotals } from "../../parts/invoice-lines.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import { saveFile } from "../../parts/save-file.ts";
import { Stack } from "../../parts/stack.tsx";
import { invoiceTone } from "../../parts/tones.ts";
import { useMay } from "../../shell/me.tsx";
import { addressOf } from "../../shell/place.ts";
import { PayPanel } from "./pay-panel.tsx";

/** One invoice or credit note: its lines, its file, and what is left to pay. */
export function InvoicePage({ id }: { id: string }) {
  const { say } = useLanguage();
  const invoice = useQuery(invoiceQuery(id));
  return (
    <Answer query={invoice} lines={10}>
      {(data) => (
        <>
          <PageHead
            title={`${say(`invoices.kind.${data.kind}`)} ${data.number ?? ""}`}
            back={{ label: say("invoices.title"), to: addressOf("invoices") }}
            acts={<SaveButton id={id} invoice={data} />}
          />
          <InvoiceView id={id} invoice={data} />
        </>
      )}
    </Answer>
  );
}

function SaveButton({ id, invoice }: { id: string; invoice: Invoice }) {
  const { say, code } = useLanguage();
  const saving = useMutation({
    mutationFn: async () => saveFile(`${invoice.number ?? id}.pdf`, await readPdf(id, code)),
  });
  return (
    <>
      <Button kind="main" busy={saving.isPending} onClick={() => saving.mutate()}>
        {say("invoice.pdf")}
      </Button>
      {saving.isError && <ProblemNotice error={saving.error} />}
    </>
  );
}

function InvoiceView({ id, invoice }: { id: string; invoice: Invoice }) {
  const { say, day, money } = useLanguage();
  const listed = useInfiniteQuery(invoicesQuery).data?.pages.flatMap((page) => page.items);
  const summary = listed?.find((one) => one.id === id);
  const mayPay = useMay("invoices.pay");
  const { currency, kind } = invoice;
  const status = summary?.status ?? undefined;
  const open = summary?.open ?? undefined;
  const statusBadge =
    status === undefined ? undefined : (
      <Badge tone={invoiceTone[status]}>{say(`invoices.status.${status}`)}</Badge>
    );
  return (
    <Stack>
      {mayPay && kind === "invoice" && (
        <PayPanel
          id={id}
          isOpen={status === "open" || status === "overdue"}
          open={open}
          currency={currency}
        />
      )}
      <Panel title={say("invoice.about")}>
        <Facts
          facts={[
            [say("invoices.issued"), day(invoice.issuedAt)],
            [say("invoices.due"), kind === "invoice" ? day(invoice.dueAt) : undefined],
            [say("invoices.total"), money(invoice.total, currency)],
            [say("invoice.open"), open === undefined ? undefined : money(open, currency)],
            [say("invoices.status"), statusBadge],
            [say("invoice.seller"), invoice.seller?.name],
            [say("invoice.buyer"), invoice.buyer?.name],
            [say("invoice.vat-number"), invoice.buyer?.vatNumber],
          ]}
        />
      </Panel>
      <Panel title={say("invoice.lines")} flush>
        <InvoiceLines lines={invoice.lines} currency={currency} />
        <InvoiceTotals invoice={invoice} />
      </Panel>
    </Stack>
  );
}
