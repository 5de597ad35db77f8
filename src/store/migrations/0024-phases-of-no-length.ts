import { type Migration, sql } from "kysely";

/**
 * Lets a phase end as it begins: that of a subscription which ended before it began, so that lists show it. The rule has the
 * name that the database gave it, which its definition finds.
 *
 * Locking: the table, while its rows are looked at once. Size: none.
 */
export const phasesOfNoLength: Migration = {
  async up(db) {
    await sql
      .raw(`
        do $$
        declare rule text;
        begin
          select conname into strict rule from pg_constraint
          where conrelid = 'subscription_phases'::regclass
            and pg_get_constraintdef(oid) = 'CHECK ((ends_at > starts_at))';
          execute format('alter table subscription_phases drop constraint %I', rule);
        end $$;
        alter table subscription_phases
          add constraint subscription_phases_ends_check check (ends_at >= starts_at);
      `)
      .execute(db);
  },
};
