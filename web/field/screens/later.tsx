import { fieldLives } from '../../../domain/fieldLives.ts';
import { nounPlace } from '../parts/NounLink.tsx';
import { NOWHERE } from '../parts/useCapture.ts';
import type { Route } from '../route.ts';
import { AllianceScreen } from './AllianceScreen.tsx';
import { CommunityScreen } from './CommunityScreen.tsx';
import { ConflictScreen } from './ConflictScreen.tsx';
import { Home } from './Home.tsx';
import { LoginScreen } from './LoginScreen.tsx';
import { NounFormScreen } from './NounFormScreen.tsx';
import { NounListScreen } from './NounListScreen.tsx';
import { NounScreen } from './NounScreen.tsx';
import { NounStepScreen } from './NounStepScreen.tsx';
import { OutboxScreen } from './OutboxScreen.tsx';
import { RecordScreen } from './RecordScreen.tsx';
import { SettingsScreen } from './SettingsScreen.tsx';

/** The screens that come after the first one (Later.tsx). */
export function LaterScreen({ route }: { route: Route }) {
  const [place, a = '', b = ''] = route;
  switch (place) {
    case 'alianza':
      return <AllianceScreen id={a} />;
    case 'comunidad':
      return <CommunityScreen key={`${a}/${b}`} allianceId={a} what={b} />;
    case 'registro':
      return <RecordScreen allianceId={a} id={b} />;
    case 'valores':
      return <ConflictScreen id={a} />;
    case 'envios':
      return <OutboxScreen />;
    case 'ajustes':
      return <SettingsScreen />;
    case 'ingresar':
      return <LoginScreen />;
    default:
      return <NounPlace route={route} />;
  }
}

/** The screens of declared nouns: the list of what this person recorded, a form, one record. */
function NounPlace({ route: [place, a, b = '', what = ''] }: { route: Route }) {
  const life = fieldLives.find((l) => nounPlace(l) === place);
  if (!life) return <Home />;
  if (a === undefined) return <NounListScreen life={life} />;
  if (a === 'paso') return <NounStepScreen key={`${life.noun.name}/${b}/${what}`} life={life} name={b} what={what} />;
  if (a !== 'nuevo') return <NounScreen life={life} id={a} />;
  return (
    <NounFormScreen
      key={`${life.noun.name}/${b}/${what}`}
      life={life}
      allianceId={b === NOWHERE || b === '' ? null : b}
      what={what}
    />
  );
}
