import { Button, Group, TextInput } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import {
  type Approval,
  type ApprovalFilter,
  type ApprovalState,
  approvalsQuery,
  type Decision,
  decide,
} from "../../api/governance.ts";
import { formatMinute } from "../../format/format-date.ts";
import { AnySelect } from "../../parts/any-select.tsx";
import { CustomerFilter } from "../../parts/customer-filter.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Facts } from "../../parts/facts.tsx";
import { FilterBar } from "../../parts/filter-bar.tsx";
import { KeyedForm } from "../../parts/keyed-form.tsx";
import { NoMatch } from "../../parts/no-match.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageList } from "../../parts/page-list.tsx";
import { PageStack } from "../../parts/page-stack.tsx";
import { Panel } from "../../parts/panel.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { useSending } from "../../parts/use-sending.ts";
import { narrowed } from "../../search-parameters.ts";
import styles from "./approvals.module.css";

const route = getRouteApi("/approvals");

const states: readonly { readonly value: ApprovalState; readonly label: string }[] = [
  { value: "open", label: "Open" },
  { value: "performed", label: "Performed" },
  { value: "failed", label: "Failed" },
  { value: "refused", label: "Refused" },
  { value: "expired", label: "Expired" },
];

/** Changes that wait for a second person: what each would do, and deciding about it. */
export function ApprovalsPage() {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const approvals = useInfiniteQuery(approvalsQuery(filter));
  const change = (part: ApprovalFilter) =>
    void navigate({ search: narrowed(filter, part), replace: true });
  return (
    <>
      <PageHeader
        title="Approvals"
        intro="Changes that wait for a second person. Whoever asked cannot approve."
      />
      <PageStack>
        <FilterBar>
          <AnySelect
            label="State"
            every="Every state"
            choices={states}
            chosen={filter.state}
            onChoose={(state) => change({ state })}
          />
          <CustomerFilter chosen={filter.customer} onChoose={(customer) => change({ customer })} />
        </FilterBar>
        <PageList
          query={approvals}
          noun="request"
          empty={
            <Sheet label="Requests">
              {Object.keys(filter).length > 0 ? (
                <NoMatch noun="request" />
              ) : (
                <EmptyState next={<Link to="/reference">How a policy is written</Link>}>
                  Nothing waits for approval. <code>PUT /v1/approval-policy</code> says what does: a
                  new version of the model, credits or discounts above a limit, a refund. What waits
                  is approved by a second person, here.
                </EmptyState>
              )}
            </Sheet>
          }
        >
          {(items) => items.map((one) => <ApprovalPanel key={one.id} approval={one} />)}
        </PageList>
      </PageStack>
    </>
  );
}

function ApprovalPanel({ approval }: { approval: Approval }) {
  const { method, path, state, why, rule, askedBy, askedAt, expiresAt, body, answer } = approval;
  const [act, setAct] = useState<Decision["act"]>();
  const label = states.find(({ value }) => value === state)?.label ?? "Being performed";
  return (
    <Panel
      title={`${method} ${path}`}
      intro={why ?? undefined}
      aside={
        state === "open" && act === undefined ? (
          <Group gap="xs">
            <Button variant="filled" onClick={() => setAct("approve")}>
              Approve
            </Button>
            <Button onClick={() => setAct("refuse")}>Refuse</Button>
          </Group>
        ) : undefined
      }
    >
      {act !== undefined && (
        <DecisionForm approval={approval} act={act} onDone={() => setAct(undefined)} />
      )}
      <Facts
        facts={[
          { name: "State", value: label },
          { name: "Waits because", value: rule === null ? "It was proposed" : ruleWords(rule) },
          { name: "Asked by", value: <code>{askedBy}</code> },
          { name: "Asked, UTC", value: formatMinute(askedAt) },
          { name: "Until, UTC", value: state === "open" ? formatMinute(expiresAt) : null },
          {
            name: "Decided by",
            value: approval.decidedBy === null ? null : <code>{approval.decidedBy}</code>,
          },
          { name: "Reason", value: approval.reason },
        ]}
      />
      <h3 className={styles.title}>What is asked for</h3>
      <JsonText value={body} />
      {answer !== null && (
        <>
          <h3 className={styles.title}>What it was answered</h3>
          <JsonText value={answer.body} />
        </>
      )}
    </Panel>
  );
}

const ruleWords = ({ action, approvers, ...rule }: NonNullable<Approval["rule"]>) => {
  const { above = [], discountAbove = [], discountAmountAbove = [] } = rule;
  const discounts = [discountAbove, discountAmountAbove].flat();
  const limits = [
    ...(above.length > 0 ? [`above ${above.join(", ")}`] : []),
    ...(discounts.length > 0 ? [`with a discount above ${discounts.join(" or ")}`] : []),
    ...(rule.agreedPrices === true ? ["at a price agreed by hand"] : []),
  ];
  return [action, ...limits, `needs ${approvers.join(" or ")}`].join(" ");
};

function JsonText({ value }: { value: unknown }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard.
    <pre className={styles.json} tabIndex={0}>
      {value === null ? "Nothing" : JSON.stringify(value, null, 2)}
    </pre>
  );
}

interface DecisionProperties {
  readonly approval: Approval;
  readonly act: Decision["act"];
  readonly onDone: () => void;
}

function DecisionForm({ approval, act, onDone }: DecisionProperties) {
  const [reason, setReason] = useState("");
  const sending = useSending(decide, onDone);
  const approving = act === "approve";
  return (
    <KeyedForm
      title={approving ? "Approve it" : "Refuse it"}
      intro={
        approving
          ? "It is done at once, exactly as it was asked for."
          : "Nothing is done. The reason is told to whoever asked."
      }
      submit={approving ? "Approve and do it" : "Refuse it"}
      writing={sending}
      ready={approving || reason.trim() !== ""}
      onSubmit={(key) =>
        sending.mutate({ key, body: { id: approval.id, act, reason: reason.trim() } })
      }
      onCancel={onDone}
    >
      <TextInput
        label={approving ? "Reason, if any" : "Reason"}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </KeyedForm>
  );
}
