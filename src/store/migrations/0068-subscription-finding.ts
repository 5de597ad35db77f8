import { type Migration, sql } from "kysely";

/**
 * Finds subscriptions of a list that is sorted by their beginning, and the few that are on trial, paused or have an end, without a
 * look at all that there ever were.
 *
 * Locking: those who change subscriptions wait while the indexes are built, a second for some 100,000. Size: some 60 bytes a
 * subscription, and 60 for each trial, pause and end.
 */
export const subscriptionFinding: Migration = {
  async up(db) {
    await sql
      .raw(`
        create index subscription_phases_by_start
          on subscription_phases (tenant, starts_at, customer, subscription) where phase = 1;
        create index subscription_phases_on_trial
          on subscription_phases (tenant, trial_until, customer, subscription) where trial_until is not null;
        create index subscription_phases_paused
          on subscription_phases (tenant, customer, subscription) where sequel = 'pause';
        create index subscription_phases_ended
          on subscription_phases (tenant, customer, subscription) where ends_at is not null;
      `)
      .execute(db);
  },
};
