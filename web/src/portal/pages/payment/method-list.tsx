import { useState } from "react";
import type { CustomerMethod } from "../../../api/payments.ts";
import { useLanguage } from "../../language/language.tsx";
import { isTextKey } from "../../language/say.ts";
import { Badge } from "../../parts/badge.tsx";
import { Button } from "../../parts/button.tsx";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { Row } from "../../parts/stack.tsx";
import styles from "./method-list.module.css";

interface Properties {
  readonly methods: readonly CustomerMethod[];
  readonly busy: boolean;
  readonly onFirst?: (id: string) => void;
  readonly onRemove?: (id: string) => void;
}

/** The customer's methods, in the order in which they are tried. */
export function MethodList({ methods, busy, onFirst, onRemove }: Properties) {
  const { say } = useLanguage();
  const [leaving, setLeaving] = useState<CustomerMethod>();
  return (
    <>
      <ul className={styles.list}>
        {methods.map((method) => (
          <li key={method.id} className={styles.method}>
            <div className={styles.words}>
              <strong>{method.label}</strong>
              <span className={styles.detail}>
                <MethodDetail method={method} />
              </span>
            </div>
            {method.isDefault && <Badge tone="good">{say("payment.first")}</Badge>}
            {method.failing && <Badge tone="bad">{say("payment.failing")}</Badge>}
            <Row>
              {onFirst !== undefined && !method.isDefault && (
                <Button busy={busy} onClick={() => onFirst(method.id)}>
                  {say("payment.make-first")}
                  <span className="visually-hidden"> {method.label}</span>
                </Button>
              )}
              {onRemove !== undefined && (
                <Button kind="quiet" busy={busy} onClick={() => setLeaving(method)}>
                  {say("payment.remove")}
                  <span className="visually-hidden"> {method.label}</span>
                </Button>
              )}
            </Row>
          </li>
        ))}
      </ul>
      {leaving !== undefined && (
        <ConfirmDialog
          title={say("payment.remove-title", { method: leaving.label })}
          note={say("payment.remove-note")}
          act={say("payment.remove")}
          onConfirmed={() => onRemove?.(leaving.id)}
          onClosed={() => setLeaving(undefined)}
        />
      )}
    </>
  );
}

function MethodDetail({ method }: { method: CustomerMethod }) {
  const { say, month } = useLanguage();
  const kind = `payment.kind.${method.kind}`;
  const words = isTextKey(kind) ? say(kind as "payment.kind.card") : method.kind;
  if (method.expires === null) return words;
  return `${words} · ${say("payment.expires", { month: month(`${method.expires}-15T12:00:00Z`) })}`;
}
