import { type Migration, sql } from "kysely";
import { isolateTenants, tenantColumn } from "./tenant-table.ts";

/**
 * At what customers themselves want to be told, beside the alerts of the model: a share of a quota, what use costs, what is left of
 * credits. `heard` says that there was use which a look at the costs has not seen. A firing names the rule that asked for it, and has
 * no meter where it is about money.
 *
 * Locking: a new table; a column without a default and a dropped constraint of `alert_firings`, which rewrite nothing. Size: some 150
 * bytes a rule, and a customer has few.
 */
export const alertRules: Migration = {
  async up(db) {
    await sql
      .raw(`
        create table alert_rules (
          set_at timestamptz not null,
          looked_at timestamptz,
          heard boolean not null default false,
          ${tenantColumn},
          id text collate "C" not null,
          customer text collate "C" not null,
          subject text collate "C" not null,
          quota text collate "C",
          share numeric,
          amount numeric,
          currency text,
          primary key (tenant, id)
        );
        create index alert_rules_of_customer on alert_rules (tenant, customer, subject);
        create index alert_rules_heard on alert_rules (tenant, customer) where heard;
        ${isolateTenants("alert_rules", ["select", "insert", "update", "delete"])}

        alter table alert_firings
          alter column meter drop not null,
          add column rule text collate "C";
      `)
      .execute(db);
  },
};
