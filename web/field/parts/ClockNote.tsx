import { fieldAppWords as w } from '../../../domain/words/fieldApp.ts';
import { usePhoneState } from '../../local/react.ts';
import { Note } from '../../ui/states/States.tsx';

/**
 * Says that the phone's clock is wrong: days are taken from it, and the unit must look at every record that it dates.
 */
export function ClockNote() {
  const { clockWrongByMin } = usePhoneState();
  return clockWrongByMin === null ? null : <Note tone="warn">{w.clockWrong(clockWrongByMin)}</Note>;
}
