import { IconCheck } from "@tabler/icons-react";
import { Fragment } from "react";
import type { Role } from "../../api/roles.ts";
import { groupActions, subjectWords, verbOf } from "../../parts/action-groups.ts";
import { saveCsv } from "../../parts/save-csv.ts";
import { TableCsv } from "../../parts/table-csv.tsx";
import styles from "./role-table.module.css";

/** Every action in a row, every role in a column. On a narrow screen the table is moved sideways under its first column. */
export function RoleTable({ roles }: { roles: readonly Role[] }) {
  const every = roles.find(({ id }) => id === "owner")?.actions ?? [];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is moved sideways must be reached by key.
    <section className={styles.holder} aria-label="Every role and action" tabIndex={0}>
      <table className={styles.table}>
        <caption className="visually-hidden">Roles and actions</caption>
        <thead>
          <tr>
            <th scope="col">Action</th>
            {roles.map(({ id, name }) => (
              <th key={id} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groupActions(every).map(({ subject, actions }) => (
            <Fragment key={subject}>
              <tr className={styles.subject}>
                <th scope="colgroup" colSpan={roles.length + 1}>
                  {subjectWords(subject)}
                </th>
              </tr>
              {actions.map((action) => (
                <tr key={action}>
                  <th scope="row" title={action}>
                    {verbOf(action)}
                    <span className="visually-hidden"> {subjectWords(subject).toLowerCase()}</span>
                  </th>
                  {roles.map((role) => (
                    <td key={role.id}>
                      <Mark may={role.actions.includes(action)} />
                    </td>
                  ))}
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
      <TableCsv
        caption="roles and actions"
        save={() =>
          saveCsv(
            "roles-and-actions",
            ["action", ...roles.map(({ id }) => id)],
            every.map((action) => [
              action,
              ...roles.map(({ actions }) => (actions.includes(action) ? "yes" : "no")),
            ]),
          )
        }
      />
    </section>
  );
}

const Mark = ({ may }: { may: boolean }) => (
  <>
    {may ? (
      <IconCheck size={16} stroke={2} aria-hidden className={styles.yes} />
    ) : (
      <span aria-hidden className={styles.no}>
        –
      </span>
    )}
    <span className="visually-hidden">{may ? "yes" : "no"}</span>
  </>
);
