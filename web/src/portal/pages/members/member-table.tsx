import type { PortalMember } from "../../api/account.ts";
import type { PortalRole } from "../../api/me.ts";
import { useLanguage } from "../../language/language.tsx";
import { Badge } from "../../parts/badge.tsx";
import { Button } from "../../parts/button.tsx";
import { type Column, DataTable } from "../../parts/data-table.tsx";
import { Row } from "../../parts/stack.tsx";
import styles from "./members.module.css";
import { portalRoles } from "./portal-roles.ts";

interface Properties {
  readonly members: readonly PortalMember[];
  readonly onRole?: (id: string, role: PortalRole) => void;
  readonly onLink?: (member: PortalMember) => void;
  readonly onRemove?: (member: PortalMember) => void;
}

/** The members, and what may be done about each. Nobody takes a right from themselves. */
export function MemberTable({ members, onRole, onLink, onRemove }: Properties) {
  const { say, minute } = useLanguage();
  const columns: Column<PortalMember>[] = [
    {
      key: "name",
      header: say("members.name"),
      narrow: "title",
      cell: ({ name, email, current }) => (
        <>
          {name}
          {current && <span className={styles.own}> {say("members.you")}</span>}
          <span className={styles.email}>{email}</span>
        </>
      ),
    },
    {
      key: "role",
      header: say("members.role"),
      narrow: "wide",
      cell: (member) =>
        onRole === undefined || member.current ? (
          say(`role.${member.role}`)
        ) : (
          <select
            className={styles.role}
            aria-label={say("members.role-of", { name: member.name })}
            value={member.role}
            onChange={(event) => onRole(member.id, event.target.value as PortalRole)}
          >
            {portalRoles.map((role) => (
              <option key={role} value={role}>
                {say(`role.${role}`)}
              </option>
            ))}
          </select>
        ),
    },
    {
      key: "state",
      header: say("members.state"),
      narrow: "figure",
      // Who looks is here, whatever was written down when they last came.
      cell: ({ state, current }) =>
        state === "active" || current ? (
          <Badge tone="good">{say("members.state.active")}</Badge>
        ) : (
          <Badge tone="quiet">{say("members.state.invited")}</Badge>
        ),
    },
    {
      key: "seen",
      header: say("members.seen"),
      narrow: "named",
      cell: ({ lastSeenAt, current }) =>
        current
          ? say("members.now")
          : lastSeenAt === null
            ? say("members.never")
            : minute(lastSeenAt),
    },
  ];
  if (onLink !== undefined && onRemove !== undefined && members.some(({ current }) => !current))
    columns.push({
      key: "acts",
      header: say("members.acts"),
      narrow: "wide",
      cell: (member) =>
        member.current ? null : (
          <Row>
            <Button onClick={() => onLink(member)}>
              {say("members.new-link")}
              <span className="visually-hidden"> {member.name}</span>
            </Button>
            <Button kind="quiet" onClick={() => onRemove(member)}>
              {say("members.remove")}
              <span className="visually-hidden"> {member.name}</span>
            </Button>
          </Row>
        ),
    });
  return (
    <DataTable
      caption={say("members.title")}
      columns={columns}
      rows={members}
      rowKey={({ id }) => id}
    />
  );
}
