import { call } from '../../../../domain/calls/call.ts';
import { credit } from '../../../../domain/calls/credit.ts';
import { request } from '../../../../domain/calls/request.ts';
import { nounScreens } from '../../nouns/nounScreens.ts';
import type { Screen } from '../../screens.ts';

/** Screens of calls, requests and credit. */
export const callScreens: readonly Screen[] = [
  ...nounScreens(call, {
    icon: 'speech',
    group: 'cycle',
    lead: 'Bases, requisitos y plazo; la que está abierta se lee en el sitio público.',
    empty: 'Prepare una convocatoria; la coordinación la abre con sus bases aprobadas.',
  }),
  ...nounScreens(request, {
    icon: 'journal',
    group: 'cycle',
    lead: 'Las que se presentaron en papel, hasta que se admiten o se declaran inadmisibles.',
    empty: 'Reciba una solicitud y entregue su recibo.',
    file: () => import('./RequestFile.tsx'),
  }),
  ...nounScreens(credit, {
    icon: 'figures',
    group: 'cycle',
    lead: 'Los que tomaron las organizaciones, con su estado según la institución y sus inversiones.',
    empty: 'Registre un crédito de una alianza; su estado se anota con el papel de la institución.',
  }),
];
