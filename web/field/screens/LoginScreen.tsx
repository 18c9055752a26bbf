import { fieldAppWords as w } from '../../../domain/words/fieldApp.ts';
import { usePhone, usePhoneState } from '../../local/react.ts';
import { Frame } from '../parts/Frame.tsx';
import { SignInForm } from '../parts/SignInForm.tsx';
import { go, pathOf } from '../route.ts';

/** The session ended while work goes on: after logging in again, sending goes on too. */
export function LoginScreen() {
  const phone = usePhone();
  const { person, pause } = usePhoneState();
  return (
    <Frame title={w.login.title} back={pathOf()} nav="ajustes">
      <p>{pause === 'otherSession' ? w.login.other : w.login.lead}</p>
      <SignInForm
        username={person?.user.username ?? ''}
        onIn={() => {
          void phone.sendNow();
          go(pathOf('envios'), true);
        }}
      />
    </Frame>
  );
}
