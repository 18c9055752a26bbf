import * as z from 'zod/mini';
import { placedSchema } from './place.ts';

/** Kinds of community, with the words people see. */
export const communityKinds = {
  comunidad: 'Comunidad campesina',
  indigena: 'Comunidad indígena',
  ayllu: 'Ayllu',
  capitania: 'Capitanía',
  otb: 'OTB',
} as const;
export type CommunityKind = keyof typeof communityKinds;

/** Best telephone signal known in a community, with the words people see. */
export const signals = { ninguna: 'Sin señal', '2G': '2G', '3G': '3G', '4G': '4G' } as const;
export type Signal = keyof typeof signals;

/** What a person says of a community. Only name and municipality are required; the rest stays empty until somebody says it. */
export const communitySchema = z.object({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  kind: z.nullable(z.enum(Object.keys(communityKinds) as [CommunityKind, ...CommunityKind[]])),
  placed: placedSchema,
  signal: z.nullable(z.enum(Object.keys(signals) as [Signal, ...Signal[]])),
});
export type CommunityInput = z.infer<typeof communitySchema>;
