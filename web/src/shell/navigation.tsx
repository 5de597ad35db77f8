import { useLocalStorage } from "@mantine/hooks";
import { IconChevronDown } from "@tabler/icons-react";
import { Link, useLocation } from "@tanstack/react-router";
import { useId } from "react";
import { useMay } from "../parts/use-caller.ts";
import { Coin } from "./coin.tsx";
import { type DestinationGroup, destinationGroups, groupAt } from "./destinations.ts";
import styles from "./navigation.module.css";

/**
 * The pages of the console that the caller may read, in groups. The group of the shown page is open; which others are is kept in this
 * browser. `onChoose` closes the drawer that holds it on a narrow screen.
 */
export function Navigation({ onChoose }: { onChoose?: () => void }) {
  const pathname = useLocation({ select: (location) => location.pathname });
  const [opened, setOpened] = useLocalStorage<readonly string[]>({
    key: "florin-navigation",
    defaultValue: ["business"],
    getInitialValueInEffect: false,
  });
  const here = groupAt(pathname);
  const may = useMay();
  const toggle = (id: string) =>
    setOpened((before) =>
      before.includes(id) ? before.filter((other) => other !== id) : [...before, id],
    );
  const leave = onChoose === undefined ? {} : { onClick: onChoose };
  return (
    <nav aria-label="Pages" className={styles.navigation}>
      <Link to="/" className={styles.brand} {...leave}>
        <Coin size={26} />
        <span>Florin</span>
      </Link>
      {destinationGroups
        .map((group) => ({ ...group, items: group.items.filter(({ action }) => may(action)) }))
        .filter(({ items }) => items.length > 0)
        .map((group) => (
          <Group
            key={group.id}
            group={group}
            isHere={group.id === here}
            isOpen={group.id === here || opened.includes(group.id)}
            onToggle={() => toggle(group.id)}
            leave={leave}
          />
        ))}
    </nav>
  );
}

interface GroupProperties {
  readonly group: DestinationGroup;
  readonly isHere: boolean;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly leave: { readonly onClick?: () => void };
}

function Group({ group, isHere, isOpen, onToggle, leave }: GroupProperties) {
  const list = useId();
  return (
    <div>
      <button
        type="button"
        className={styles.group}
        aria-expanded={isOpen}
        aria-controls={list}
        aria-disabled={isHere}
        onClick={isHere ? undefined : onToggle}
      >
        {group.label}
        {!isHere && <IconChevronDown size={14} stroke={2} aria-hidden />}
      </button>
      <ul id={list} className={styles.list} hidden={!isOpen}>
        {group.items.map(({ to, label, Icon }) => (
          <li key={to}>
            <Link
              to={to}
              className={styles.link}
              activeOptions={{ exact: to === "/" || to === "/plan", includeSearch: false }}
              {...leave}
            >
              <Icon size={18} stroke={1.6} aria-hidden />
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
