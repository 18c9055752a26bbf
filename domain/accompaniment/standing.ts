/**
 * How the accompaniment of an alliance stands, in numbers: what its conclusion and its closure look at (domain brief
 * 2.2, states 16 and 17; loader `accompanimentOf`).
 */
export interface AccompanimentStanding {
  /** Productive cycles that were closed, whether or not anybody has verified them yet. */
  readonly cyclesClosed: number;
  readonly cyclesOpen: number;
  /** Milestones that were programmed and of which nobody told that they were executed. */
  readonly milestonesOpen: number;
  /** Records of every kind that wait to be verified, validated or corrected. */
  readonly unreviewed: number;
}

/** That of an alliance of which nothing was recorded. */
export const nothingRecorded: AccompanimentStanding = {
  cyclesClosed: 0,
  cyclesOpen: 0,
  milestonesOpen: 0,
  unreviewed: 0,
};

/** Domain brief 2.2, state 16: so many productive cycles are recorded, unless the term was reached before. */
export const CYCLES_NEEDED = 2;

const counted = (n: number, one: string, many: string): string | null =>
  n === 0 ? null : `${n} ${n === 1 ? one : many}`;

/** What is left to do before an alliance may be closed, in words; null when nothing is. */
export function leftToDo({ cyclesOpen, milestonesOpen, unreviewed }: AccompanimentStanding): string | null {
  const left = [
    counted(milestonesOpen, 'hito programado', 'hitos programados'),
    counted(cyclesOpen, 'ciclo productivo abierto', 'ciclos productivos abiertos'),
    counted(unreviewed, 'registro sin terminar de revisar', 'registros sin terminar de revisar'),
  ].filter((part) => part !== null);
  return left.length === 0 ? null : left.join(', ');
}
