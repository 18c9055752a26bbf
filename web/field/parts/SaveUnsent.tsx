import { fieldAppWords as w } from '../../../domain/words/fieldApp.ts';
import { usePhone, usePhoneState } from '../../local/react.ts';
import { Icon } from '../../ui/icons.tsx';
import { say } from './message.ts';

/** Saves what can no longer be sent in a file for the office. It stays on the phone too. */
export function SaveUnsent() {
  const phone = usePhone();
  const { person, today } = usePhoneState();
  if (!person) return null;
  const save = async () => {
    const file = await phone.unsentFile(person.user.id);
    if (!file) return say(w.closed.none);
    const url = URL.createObjectURL(new Blob([JSON.stringify(file)], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `sin-enviar-${person.user.username}-${today}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
    say(w.closed.saved);
  };
  return (
    <button type="button" className="btn f-wide" onClick={() => void save()}>
      <Icon name="file" /> {w.closed.save}
    </button>
  );
}
