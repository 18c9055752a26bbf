import type { Day } from '../kernel/dates.ts';
import { complaintLife } from './complaintLife.ts';

/**
 * What the holder of a complaint's code is told: never what was written in the complaint, so that a lost slip reveals
 * nobody's story.
 */
export interface ComplaintStatus {
  readonly code: string;
  readonly state: string;
  readonly receivedOn: Day;
  readonly acknowledgedOn: Day | null;
  readonly dueOn: Day;
  readonly referredTo: string | null;
  readonly referredOn: Day | null;
  readonly answer: string | null;
  readonly answeredOn: Day | null;
  readonly outcome: string | null;
  readonly measures: string | null;
  readonly reopenedOn: Day | null;
  /**
   * The day until which the second instance answers; null when the complaint was not reopened, or was reopened before
   * that term existed.
   */
  readonly secondAnswerBy: Day | null;
  readonly secondAnswer: string | null;
  readonly secondAnsweredOn: Day | null;
}

/** The day until which an answer is owed: the first answer or, after reopening, the second; null when none is owed. */
export function owedBy({
  dueOn,
  answeredOn,
  secondAnswerBy,
  state,
}: Pick<ComplaintStatus, 'dueOn' | 'answeredOn' | 'secondAnswerBy' | 'state'>): Day | null {
  if (state === 'REABIERTO') return secondAnswerBy;
  return answeredOn !== null || !complaintLife.states[state]?.holder ? null : dueOn;
}

/** The names of the steps that the holder of the code may take now: those that the life gives to the public. */
export const publicSteps = (state: string): string[] =>
  complaintLife.steps
    .filter(({ who, from }) => who.includes('PUBLICO') && from.includes(state))
    .map(({ name }) => name);

/** A remark as the holder of the code sees it: what was said to them and by them, without who said it. */
export interface PublicRemark {
  readonly side: 'told' | 'said';
  readonly text: string;
  readonly saidOn: Day;
}

/** Whether the holder of the code may still say something: until the last state. */
export const maySayMore = (state: string): boolean => !complaintLife.states[state]?.final;
