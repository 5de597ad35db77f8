import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import {
  type DeliveryAttempt,
  replayDelivery,
  type WebhookDeliveryDetail,
  webhookDeliveryQuery,
} from "../../api/webhooks.ts";
import { formatMinute } from "../../format/format-date.ts";
import { Answer, isMissing } from "../../parts/answer.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Facts } from "../../parts/facts.tsx";
import { KeyedForm } from "../../parts/keyed-form.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { Missing } from "../../parts/missing.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageStack } from "../../parts/page-stack.tsx";
import { Panel } from "../../parts/panel.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { useSending } from "../../parts/use-sending.ts";
import styles from "./delivery.module.css";

const route = getRouteApi("/webhooks/deliveries/$deliveryId");
const back = { label: "Webhooks", link: { to: "/webhooks" } } as const;

/** One delivery: what is sent, every attempt, and sending it again. */
export function DeliveryPage() {
  const { deliveryId } = route.useParams();
  const delivery = useQuery(webhookDeliveryQuery(deliveryId));
  const title = delivery.data?.type ?? (isMissing(delivery) ? "No such delivery" : "Delivery");
  return (
    <>
      <PageHeader title={title} back={back} />
      <Answer<WebhookDeliveryDetail>
        query={delivery}
        loading={<LoadingBlock height={420} />}
        missing={
          <Missing action={<Link to="/webhooks">All deliveries</Link>}>
            There is no delivery <code>{deliveryId}</code>. They are kept for thirty days.
          </Missing>
        }
      >
        {(data) => <DeliveryView delivery={data} />}
      </Answer>
    </>
  );
}

const attempts: readonly Column<DeliveryAttempt>[] = [
  { key: "number", header: "Attempt", narrow: "title", cell: ({ number }) => number },
  {
    key: "at",
    header: "At, UTC",
    cell: ({ at }) => <time dateTime={at}>{formatMinute(at)}</time>,
  },
  {
    key: "outcome",
    header: "Outcome",
    cell: ({ outcome, status }) => (status === null ? outcome : `${outcome}, ${status}`),
  },
  {
    key: "detail",
    header: "Answer",
    narrow: "wide",
    cell: ({ detail }) => <span className={styles.detail}>{detail}</span>,
  },
  {
    key: "duration",
    header: "Took",
    figure: true,
    narrow: "figure",
    cell: ({ durationMs }) => `${durationMs} ms`,
  },
];

function DeliveryView({ delivery }: { delivery: WebhookDeliveryDetail }) {
  const { id, event, endpoint, state, nextAt, finishedAt, message, tried, replayed } = delivery;
  return (
    <PageStack>
      <Panel title="What became of it" aside={state === "waiting" ? undefined : <Replay id={id} />}>
        <Facts
          facts={[
            { name: "State", value: state },
            { name: "Event", value: <code>{event}</code> },
            { name: "Endpoint", value: <code>{endpoint}</code> },
            { name: "Sent again", value: replayed ? "Yes" : undefined },
            { name: "Next attempt", value: nextAt === null ? null : formatMinute(nextAt) },
            { name: "Ended", value: finishedAt === null ? null : formatMinute(finishedAt) },
          ]}
        />
      </Panel>
      <Panel title="Attempts" flush>
        {tried.length === 0 ? (
          <EmptyState next={null}>
            It was not tried yet. It is sent in the order of its account.
          </EmptyState>
        ) : (
          <RecordTable
            caption="Attempts"
            columns={attempts}
            rows={tried}
            rowKey={({ number }) => String(number)}
          />
        )}
      </Panel>
      <Panel title="What is sent">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard. */}
        <pre className={styles.message} tabIndex={0}>
          {JSON.stringify(JSON.parse(message), null, 2)}
        </pre>
      </Panel>
    </PageStack>
  );
}

function Replay({ id }: { id: string }) {
  const navigate = route.useNavigate();
  const [open, setOpen] = useState(false);
  const sending = useSending(
    (delivery: string, key) => replayDelivery(delivery, key),
    (made) => {
      setOpen(false);
      void navigate({ to: "/webhooks/deliveries/$deliveryId", params: { deliveryId: made.id } });
    },
  );
  if (!open) return <Button onClick={() => setOpen(true)}>Send again</Button>;
  return (
    <KeyedForm
      title="Send it again"
      intro="Under the same id, behind what waits for the account."
      submit="Send it again"
      writing={sending}
      onSubmit={(key) => sending.mutate({ key, body: id })}
      onCancel={() => setOpen(false)}
    />
  );
}
