import { choice, day, reference, text } from '../kernel/noun/kinds.ts';
import { type Guard, life } from '../kernel/noun/life.ts';
import { noun, type Row } from '../kernel/noun/noun.ts';
import { problem } from '../kernel/problem.ts';
import type { Role } from '../people/roles.ts';
import { captureWords } from '../words/capture.ts';
import { organisationReaders } from './readers.ts';

/** Who registers an organisation and keeps its data. */
export const organisationKeepers: readonly Role[] = ['UOD_OFICIAL', 'UOD_SOCIAL', 'UOD_OPERADOR', 'UCN_ME', 'UCN_FORT'];

/** Who supports an organisation until it has its legal personality (1.1), and says that it got it. */
export const formalisers: readonly Role[] = ['UOD_SOCIAL', 'UOD_OFICIAL', 'UCN_FORT'];

/**
 * A producers' organisation (domain brief 3.2), once across programmes and with one alliance or several. Two spellings of
 * one are joined by people (`mergedInto`). It may be supported until it has its legal personality (personería jurídica,
 * BR-14); being supported and having got it are two acts, each with its day and its paper, and indicator 1.1 tells them apart.
 */
export const organisation = noun('organisation', {
  words: { one: 'organización', many: 'organizaciones', the: 'la organización' },
  path: '/organizaciones',
  keeps: 'row',
  formerRows: { state: 'REGISTRADA' },
  joined: 'mergedInto',
  place: { unit: 'unitId', municipality: 'municipalityCode', organisation: 'id' },
  drawnAt: ['municipalityCode'],
  capturedIn: ['office'],
  inSheets: {
    many: 'organizaciones sin alianza',
    lead:
      'Una fila por organización de productores que todavía no tiene alianza; las que ya tienen entran con la planilla ' +
      'de sus alianzas.',
    headings: {
      name: ['organizacion', 'nombre de la organizacion', 'opp'],
      acronym: ['sigla de la organizacion'],
      legalForm: ['forma legal', 'forma de la organizacion'],
      legalStatusNumber: ['personeria', 'numero de personeria', 'personeria juridica'],
      municipalityCode: ['municipio de la organizacion'],
    },
    examples: {
      name: ['Asociación de Cafetaleros de Altura', 'Comunidad Villa Inventada'],
      acronym: ['ASOCAFÉ', null],
      legalForm: ['Asociación', 'Comunidad'],
      nit: ['1023456021', null],
      legalStatusNumber: ['RA 123/2015', null],
      legalStatusIssuer: ['Gobernación de La Paz', null],
      municipalityCode: ['Caranavi', 'Tomina'],
    },
  },
  named: 'name',
  listed: [
    'name',
    'acronym',
    'legalForm',
    'legalStatusNumber',
    'legalStatusOn',
    'supportedOn',
    'municipalityCode',
    'unitId',
  ],
  aside: ['legalStatusOn', 'supportedOn'],
  reads: organisationReaders,
  fields: {
    name: text('nombre', { minLength: 2, maxLength: 200 }).required().open('noPersonal'),
    acronym: text('sigla', { maxLength: 40 }).open('noPersonal'),
    code: text('código', { maxLength: 40 }).derived().open('noPersonal'),
    legalForm: choice('tipo de organización', captureWords.legalForms).open('noPersonal'),
    foundedOn: day('fecha de fundación', { notAfterToday: true }).open('noPersonal'),
    nit: text('NIT', { minLength: 5, maxLength: 15, digits: true }).helped('Solo dígitos.').open('noPersonal'),
    legalStatusNumber: text('personería jurídica', { maxLength: 80 })
      .helped('El número de la resolución o de la ley; un convenio lo necesita.')
      .open('noPersonal'),
    legalStatusOn: day('fecha de la personería', { notAfterToday: true }).open('noPersonal'),
    legalStatusIssuer: text('quién emitió la personería', { maxLength: 120 }).open('noPersonal'),
    supportedOn: day('apoyo a su formalización, desde', { notAfterToday: true })
      .helped('El día en que el proyecto empezó a acompañarla para obtener su personería.')
      .open('noPersonal'),
    supportEndedReason: text('por qué terminó el apoyo', { minLength: 5, maxLength: 500, multiline: true }),
    municipalityCode: reference('municipio', 'municipality').open('noPersonal'),
    communityName: text('comunidad', { maxLength: 120 }).open('noPersonal'),
    unitId: reference('unidad', 'unit').required().open('noPersonal'),
    mergedInto: reference('es la misma que', 'organisation').derived().open('noPersonal'),
    closedReason: text('por qué dejó de existir', { minLength: 5, maxLength: 500, multiline: true }),
  },
  check: ({ supportedOn, legalStatusOn }) =>
    supportedOn && legalStatusOn && String(supportedOn) > String(legalStatusOn)
      ? problem('datesReversed', undefined, 'body.supportedOn')
      : null,
});

/** A producers' organisation (table `organisation`). */
export interface Organisation extends Row<typeof organisation> {}

/** What was proved with its paper changes with another paper: `legalise` says it again. */
const provenKept: Guard = {
  name: 'provenKept',
  needs: (id) => ({ proven: { loader: 'noun.organisation', key: id } }),
  holds: (row, _on, { proven }) => {
    const was = proven as Organisation | null;
    const changed = (['legalStatusNumber', 'legalStatusOn'] as const).some(
      (name) => was?.[name] && row[name] !== was[name],
    );
    return changed ? 'La personería está comprobada: para cambiarla hace falta su documento.' : null;
  },
};

const personality = ['legalStatusNumber', 'legalStatusOn', 'legalStatusIssuer'] as const;

export const organisationLife = life(organisation, {
  states: {
    REGISTRADA: { name: 'registrada' },
    EN_FORMALIZACION: { name: 'en formalización', holder: ['UOD_SOCIAL', 'UOD_OFICIAL'] },
    CON_PERSONERIA: { name: 'personería comprobada', keeps: [provenKept] },
    DISUELTA: { name: 'dejó de existir' },
  },
  begins: {
    state: 'REGISTRADA',
    title: 'registrar una organización',
    type: 'act',
    who: organisationKeepers,
    also: personality,
  },
  corrects: organisationKeepers,
  correctedBefore: true,
  steps: [
    {
      name: 'support',
      title: 'empezar el apoyo a la formalización de',
      from: ['REGISTRADA'],
      to: 'EN_FORMALIZACION',
      who: formalisers,
      asks: ['supportedOn'],
      document: 'nota o acta del apoyo',
      // Not every organisation needs it.
      aside: true,
    },
    {
      // Support that is noted late, when the organisation has its legal personality already.
      name: 'support',
      title: 'anotar el apoyo a la formalización de',
      from: ['CON_PERSONERIA'],
      who: formalisers,
      asks: ['supportedOn'],
      document: 'nota o acta del apoyo',
      aside: true,
    },
    {
      name: 'leaveSupport',
      title: 'terminar sin personería el apoyo a',
      from: ['EN_FORMALIZACION'],
      to: 'REGISTRADA',
      who: formalisers,
      asks: ['supportEndedReason'],
      aside: true,
    },
    {
      name: 'legalise',
      title: 'dar por comprobada la personería de',
      from: ['REGISTRADA', 'EN_FORMALIZACION'],
      to: 'CON_PERSONERIA',
      who: formalisers,
      asks: personality,
      document: 'personería jurídica',
    },
    {
      name: 'legalise',
      title: 'corregir con su documento la personería de',
      from: ['CON_PERSONERIA'],
      who: formalisers,
      asks: personality,
      document: 'personería jurídica',
      aside: true,
    },
    {
      name: 'dissolve',
      title: 'dar por disuelta',
      from: ['REGISTRADA', 'EN_FORMALIZACION', 'CON_PERSONERIA'],
      to: 'DISUELTA',
      who: ['UOD_OPERADOR', 'UCN_FORT'],
      asks: ['closedReason'],
      paper: 'acta o resolución',
      aside: true,
    },
    {
      name: 'reopen',
      title: 'volver a abrir',
      from: ['DISUELTA'],
      to: 'REGISTRADA',
      who: ['UOD_OPERADOR', 'UCN_FORT'],
      sets: () => ({ closedReason: null }),
      aside: true,
    },
  ],
});
