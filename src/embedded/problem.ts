/** Why a start was refused, for the person at the terminal. `code` is the exit code of the process (sysexits.h numbers where one fits). */
export class StartProblem extends Error {
  constructor(
    readonly code: number,
    readonly chinese: string,
    readonly english: string,
    options?: ErrorOptions,
  ) {
    super(`${chinese}\n${english}`, options);
    this.name = 'StartProblem';
  }
}

export const EXIT = {
  unavailable: 69, // EX_UNAVAILABLE: no PostgreSQL, no Temporal, a port that is taken
  internal: 70, // EX_SOFTWARE
  cannotCreate: 73, // EX_CANTCREAT: the data folder can't be written
  inUse: 75, // EX_TEMPFAIL: another start holds the data folder
  configuration: 78, // EX_CONFIG
} as const;
