import { Button } from "@mantine/core";
import { useState } from "react";
import type { Contract } from "../../api/contracts.ts";
import { newFactId } from "../../api/facts.ts";
import { formatDay, shiftDay } from "../../format/format-date.ts";
import { KeyedForm } from "../../parts/keyed-form.tsx";
import { useWriting } from "../../parts/use-writing.ts";
import styles from "./contract.module.css";
import { RenewalForm } from "./renewal-form.tsx";

type Action = "notice" | "withdrawal" | "renewal" | "renewal-withdrawal";

/** What may be told of a contract as it stands: notice and its withdrawal, a renewal and its withdrawal. */
export function ContractActions({ contract }: { contract: Contract }) {
  const [action, setAction] = useState<Action>();
  const close = () => setAction(undefined);
  if (contract.status === "ended") return null;
  if (action === "renewal") return <RenewalForm contract={contract} onDone={close} />;
  if (action !== undefined) return <Telling contract={contract} action={action} onDone={close} />;
  const last = contract.terms.at(-1);
  const isAgreedAhead = contract.terms.length > 1 && last?.by === "renewal";
  return (
    <div className={styles.actions}>
      <Button onClick={() => setAction("renewal")}>Agree on a renewal</Button>
      {contract.renewsOn !== null && (
        <Button onClick={() => setAction("notice")}>Give notice</Button>
      )}
      {contract.noticeGiven && (
        <Button onClick={() => setAction("withdrawal")}>Take notice back</Button>
      )}
      {isAgreedAhead && (
        <Button onClick={() => setAction("renewal-withdrawal")}>Take the renewal back</Button>
      )}
    </div>
  );
}

const words = {
  notice: {
    kind: "contract-notice",
    title: "Give notice",
    submit: "Give notice",
    intro: ({ noticeBy, end }: Contract) =>
      `The term until ${formatDay(shiftDay(end, -1))} is then the last one, and what is under the contract ends with it.${noticeBy === null ? "" : ` In time until ${formatDay(noticeBy)}.`}`,
  },
  withdrawal: {
    kind: "contract-notice-withdrawal",
    title: "Take notice back",
    submit: "Take it back",
    intro: () => "The contract then goes on as if no notice had been given.",
  },
  "renewal-withdrawal": {
    kind: "contract-renewal-withdrawal",
    title: "Take the renewal back",
    submit: "Take it back",
    intro: () => "The term that was agreed on falls away; that can be done until it begins.",
  },
} as const;

interface TellingProperties {
  readonly contract: Contract;
  readonly action: Exclude<Action, "renewal">;
  readonly onDone: () => void;
}

function Telling({ contract, action, onDone }: TellingProperties) {
  const [id] = useState(newFactId);
  const writing = useWriting(onDone);
  const { kind, title, submit, intro } = words[action];
  return (
    <KeyedForm
      title={title}
      intro={intro(contract)}
      submit={submit}
      writing={writing}
      onSubmit={(key) =>
        writing.mutate({
          kind,
          key,
          body: { id, customer: contract.customer, contract: contract.id },
        })
      }
      onCancel={onDone}
    />
  );
}
