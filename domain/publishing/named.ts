import { type AllianceState, stateNames, states } from '../alliance/states.ts';

/**
 * States in which an application ended without support (inadmitida, no viable, rechazada, desistida). Such an organisation is
 * not named in public: to have asked and not received is its own affair, and the reasons are not published with it.
 */
export const unnamedStates: readonly AllianceState[] = stateNames.filter((n) => {
  const { final } = states[n] as { final?: boolean };
  return final && n !== 'CERRADA';
});
