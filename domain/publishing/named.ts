import { type AllianceState, stateNames, states } from '../alliance/states.ts';

/**
 * States in which an application ended without support (inadmitida, no viable, rechazada, desistida). Organisations in
 * these states are not named in public: that they applied and got nothing is their own affair, and the reasons are not
 * published.
 */
export const unnamedStates: readonly AllianceState[] = stateNames.filter((n) => {
  const { final } = states[n] as { final?: boolean };
  return final && n !== 'CERRADA';
});
