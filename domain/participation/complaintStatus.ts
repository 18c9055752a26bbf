import type { Day } from '../kernel/dates.ts';
import { complaintLife } from './complaintLife.ts';

/** What who holds the code of a complaint is told of it: never what was written in it, so that a lost slip tells nobody's story. */
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
  /** Until when the second instance answers; null where it was not reopened, or before there was such a term. */
  readonly secondAnswerBy: Day | null;
  readonly secondAnswer: string | null;
  readonly secondAnsweredOn: Day | null;
}

/** The day until which an answer is owed: the first one, or once it was reopened the second; null when none is. */
export function owedBy({
  dueOn,
  answeredOn,
  secondAnswerBy,
  state,
}: Pick<ComplaintStatus, 'dueOn' | 'answeredOn' | 'secondAnswerBy' | 'state'>): Day | null {
  if (state === 'REABIERTO') return secondAnswerBy;
  return answeredOn !== null || !complaintLife.states[state]?.holder ? null : dueOn;
}

/** What who holds the code may do now, by the names of the steps: those of the life that are the public's. */
export const publicSteps = (state: string): string[] =>
  complaintLife.steps
    .filter(({ who, from }) => who.includes('PUBLICO') && from.includes(state))
    .map(({ name }) => name);

/** What who holds the code is told of the conversation: what was said to them and by them, not who said it. */
export interface PublicRemark {
  readonly side: 'told' | 'said';
  readonly text: string;
  readonly saidOn: Day;
}

/** Whether who holds the code may still say something in a state: until the end. */
export const maySayMore = (state: string): boolean => !complaintLife.states[state]?.final;
