import { writtenBs } from '../kernel/money.ts';
import type { Decided } from './decision.ts';

/** The last decision of some (the loader gives the latest first) in a session with its acta; null when there is none. */
export const lastDecided = (decisions: readonly Decided[]): Decided | null =>
  decisions
    .filter((d) => d.sessionState === 'CON_ACTA' && d.heldOn !== null)
    .toSorted((a, b) => (a.heldOn === b.heldOn ? 0 : (a.heldOn ?? '') < (b.heldOn ?? '') ? 1 : -1))[0] ?? null;

/**
 * BR-28: why an amount for an alliance is not covered, to the centavo, by the resolution of what the Comité last decided
 * of it; null when it is. An unknown amount is not covered. In centavos.
 */
export function notCovered(decisions: readonly Decided[], amount: number | null): string | null {
  const last = lastDecided(decisions);
  if (last && last.state !== 'APROBADA' && last.state !== 'CON_RESOLUCION')
    return `El Comité decidió otra cosa en la sesión ${last.sessionNumber}, que es la última.`;
  if (last?.state !== 'CON_RESOLUCION' || last.resolutionState !== 'VIGENTE')
    return 'Falta la resolución que aprueba el importe, el uso y el destino de la transferencia.';
  if (amount === null) return 'Falta el importe del convenio, que la resolución tiene que respaldar.';
  return amount <= last.amountPar
    ? null
    : `El convenio es por ${writtenBs(amount)} y la resolución respalda ${writtenBs(last.amountPar)} para la alianza.`;
}
