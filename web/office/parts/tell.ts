import type { CommandResult } from '../../../domain/kernel/views.ts';
import { officeWords as w } from '../../../domain/words/office.ts';
import { toast } from '../../ui/Toasts.tsx';

/** Reports the result of an accepted command; a refusal is shown in its form instead. */
export function tellDone(result: CommandResult): void {
  const message = result.status === 'conflict' ? w.conflict : result.status === 'held' ? w.held : w.accepted;
  const flags = result.flags && result.flags.length > 0 ? ` Con observaciones: ${result.flags.join(', ')}.` : '';
  toast(message + flags, result.status === 'accepted' && flags === '' ? 'good' : 'warn');
}
