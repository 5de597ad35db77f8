import { Button } from "@mantine/core";
import { IconCircle, IconCircleCheck } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Milestone } from "../../api/milestones.ts";
import { formatDay } from "../../format/format-date.ts";
import { Money } from "../../parts/money.tsx";
import { MilestoneForm } from "./milestone-form.tsx";
import styles from "./projects.module.css";

/** What was sold, each with its milestones in their order. */
export function ProjectList({ milestones }: { milestones: readonly Milestone[] }) {
  const sales = [...new Set(milestones.map(({ sale }) => sale))];
  return (
    <ol className={styles.projects}>
      {sales.map((sale) => (
        <Project key={sale} milestones={milestones.filter((one) => one.sale === sale)} />
      ))}
    </ol>
  );
}

const billings: Readonly<Record<Milestone["billing"], string>> = {
  "by-milestone": "billed and earned as each is reached",
  "before-milestones": "billed with the sale, earned as each is reached",
};

function Project({ milestones }: { milestones: readonly Milestone[] }) {
  const [first] = milestones;
  if (first === undefined) return null;
  const { name, customer, customerName, soldOn, sale, billing } = first;
  return (
    <li className={styles.project}>
      <div>
        <h3 className={styles.name}>
          {name}{" "}
          <Link
            to="/customers/$customerId"
            params={{ customerId: customer }}
            className={styles.customer}
          >
            {customerName}
          </Link>
        </h3>
        <p className={styles.quiet}>
          Sold {formatDay(soldOn)} as <code>{sale}</code>, {billings[billing]}
        </p>
      </div>
      <ol className={styles.milestones}>
        {milestones.map((milestone) => (
          <Step key={milestone.place} milestone={milestone} />
        ))}
      </ol>
    </li>
  );
}

function Step({ milestone }: { milestone: Milestone }) {
  const [marking, setMarking] = useState(false);
  const { milestone: name, share, amount, currency, reached } = milestone;
  const Icon = reached === null ? IconCircle : IconCircleCheck;
  return (
    <li className={styles.step} data-reached={reached !== null}>
      <Icon size={18} stroke={1.75} aria-hidden className={styles.mark} />
      <span className={styles.what}>
        <span className={styles.title}>{name}</span>{" "}
        <span className={styles.quiet}>
          {share}
          {reached === null ? ", open" : `, ${reachedWords(milestone)}`}
        </span>
      </span>
      <span className={styles.amount}>
        <Money amount={amount} currency={currency} />
      </span>
      {reached === null && !marking && (
        <Button
          size="xs"
          aria-label={`Mark as reached: ${name}`}
          className={styles.button}
          onClick={() => setMarking(true)}
        >
          Mark as reached
        </Button>
      )}
      {marking && (
        <div className={styles.form}>
          <MilestoneForm milestone={milestone} onDone={() => setMarking(false)} />
        </div>
      )}
    </li>
  );
}

function reachedWords({ reached, billing }: Milestone): string {
  if (reached === null) return "open";
  const done = billing === "by-milestone" ? "invoiced" : "earned";
  return `reached ${formatDay(reached.on)}, ${reached.booked ? done : `to be ${done}`}`;
}
