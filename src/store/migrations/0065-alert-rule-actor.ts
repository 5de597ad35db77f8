import { type Migration, sql } from "kysely";

/**
 * Who set a customer's own alert rule, as the audit log names them; unknown for rules that were set before.
 *
 * Locking: a column without a default, which rewrites nothing. Size: some 20 bytes a rule.
 */
export const alertRuleActor: Migration = {
  async up(db) {
    await sql.raw(`alter table alert_rules add column set_by text collate "C"`).execute(db);
  },
};
