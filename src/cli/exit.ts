/** How a command tells the exit code of its process. */
export type Exit = (code: number) => void;

/**
 * Exit codes, the same for every command: a script can tell what to do next.
 * `done`; `refused`: the input is at fault, mend it; `misused`: the command line is at fault; `failed`: the machine is
 * (a disk, a port, a database), and the same command may be run again when that is mended.
 */
export const exitCodes = { done: 0, refused: 1, misused: 2, failed: 3 } as const;

/** Lets the process end by itself, so that all output is written first. */
export const exitProcess: Exit = (code) => {
  process.exitCode = code;
};
