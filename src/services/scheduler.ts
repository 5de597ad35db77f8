/** Bills what is due again and again, one run at a time. */
export interface Scheduler {
  readonly stop: () => Promise<void>;
}

const pauseMs = 1_000;
const pauseMaxMs = 60_000;

/**
 * Runs `billDue` a second after the last run ended. A run that fails is reported and tried again later, at most a minute
 * later, for as long as the server lives: an account that cannot be billed is parked by the run itself, so what fails here
 * is the database.
 */
export function startScheduler(
  billDue: () => Promise<number>,
  onFailure: (error: unknown) => void,
): Scheduler {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let pause = pauseMs;

  const run = async (): Promise<void> => {
    try {
      await billDue();
      pause = pauseMs;
    } catch (error) {
      pause = Math.min(pause * 2, pauseMaxMs);
      onFailure(error);
    }
    if (!stopped) plan();
  };
  const plan = (): void => {
    timer = setTimeout(() => {
      running = run();
    }, pause);
  };
  plan();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
