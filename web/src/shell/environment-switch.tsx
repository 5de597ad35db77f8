import { Menu, UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconFlask, IconWorld } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { environmentsQuery } from "../api/environments.ts";
import { switchEnvironment } from "../api/people.ts";
import { useIsPerson } from "../parts/use-caller.ts";
import { useEnvironmentSwitch } from "../parts/use-environment-switch.ts";
import styles from "./top-bar.module.css";

/** Says which environment is looked at, a sandbox in another colour, and goes on in another. */
export function EnvironmentSwitch() {
  const { data } = useQuery(environmentsQuery);
  const isPerson = useIsPerson();
  const switching = useEnvironmentSwitch(switchEnvironment);
  const current = data?.items.find((environment) => environment.current);
  if (current === undefined) return null;
  const others = (data?.items ?? []).filter((environment) => !environment.current);
  return (
    <Menu withinPortal={false} position="bottom-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <UnstyledButton
          className={styles.environment ?? ""}
          data-kind={current.kind}
          aria-label={`Environment ${current.name}`}
        >
          <KindIcon kind={current.kind} />
          <span className={styles.environmentName}>{current.name}</span>
          <IconChevronDown size={14} stroke={2} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {isPerson &&
          others.map(({ id, name, kind }) => (
            <Menu.Item
              key={id}
              leftSection={<KindIcon kind={kind} />}
              onClick={() => switching.mutate(id)}
            >
              {name}
            </Menu.Item>
          ))}
        <Menu.Item component={Link} to="/environments">
          All environments
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

const KindIcon = ({ kind }: { kind: "live" | "sandbox" }) =>
  kind === "sandbox" ? (
    <IconFlask size={16} stroke={1.75} aria-hidden />
  ) : (
    <IconWorld size={16} stroke={1.75} aria-hidden />
  );
