import type { CommandDefinition } from '../../domain/kernel/command.ts';
import type { Envelope } from '../../domain/kernel/envelope.ts';
import { type FactRequest, UNKNOWN } from '../../domain/kernel/fact.ts';
import { PROGRAMME } from '../../domain/kernel/noun/noun.ts';
import { type Forecast, forecast } from '../../domain/sync/forecast.ts';
import { newId } from './ids.ts';
import { knownHere } from './known.ts';
import { livesHere } from './lives.ts';
import { isUnitHere } from './offered.ts';
import type { NewCommand } from './outbox.ts';
import type { Pack } from './pack.ts';
import { actorOf, type Person } from './person.ts';

/**
 * Answers the facts that rules ask for from what this phone holds. What it does not hold is UNKNOWN. Only the catalogue
 * is complete here, so only there can the phone say that something does not exist.
 */
function localFacts(
  { pack, owner, me }: Pick<Person, 'pack' | 'owner' | 'me'>,
  begun: { readonly loader: string; readonly id: string } | null,
): (request: FactRequest) => unknown {
  return ({ loader, key }) => {
    const id = key ?? '';
    // What this very command begins has an identity made here, so nobody else has begun it.
    if (loader === begun?.loader && id === begun.id) return null;
    switch (loader) {
      case 'alliance':
        return pack.one('alliance', id) ?? UNKNOWN;
      case 'assignmentsOfAlliance': {
        // The phone holds only the person's own ones, and the rule asks about no others.
        if (!pack.one('alliance', id)) return UNKNOWN;
        return pack.of('assignment', id).filter((a) => a.userId === owner);
      }
      case 'product':
        return catalogueRow(pack.of('product').length, pack.one('product', id), (p) => ({ ...p, code: p.id }));
      case 'measureUnit':
        return catalogueRow(pack.of('unit').length, pack.one('unit', id), (u) => ({ ...u, code: u.id }));
      case 'conversion':
        return catalogueRow(pack.of('product').length, pack.one('conversion', id), (c) => c);
      case 'noun.buyer': {
        const agreed = pack.of('agreement').find((a) => a.buyerId === id);
        return agreed ? { id, name: agreed.buyerName } : UNKNOWN;
      }
      case 'captureKnown':
        return knownHere(pack, id);
      case 'municipality':
        return pack.of('alliance').some((a) => a.municipalityCode === id) ? { code: id } : UNKNOWN;
      case 'unit':
        return isUnitHere({ pack, me }, id) ? { code: id } : UNKNOWN;
      case 'parameters':
        return pack.of('product').length > 0 ? pack.of('parameter') : UNKNOWN;
      default:
        return carried(pack, loader, id) ?? UNKNOWN;
    }
  };
}

/** The row of a noun that is carried whole to the phones of its alliance. */
function carried(pack: Pack, loader: string, id: string): unknown {
  const life = livesHere().find(({ noun }) => loader === `noun.${noun.name}`);
  const held = life?.noun.inField?.shared ? pack.one('thing', id) : null;
  if (!life || held?.noun !== life.noun.name) return null;
  const { version, state, stateSince, values } = held;
  return { ...values, id, version, state, stateSince, programmeId: PROGRAMME, recordedBy: null, demo: false };
}

function catalogueRow<T>(held: number, row: T | null, shape: (row: T) => unknown): unknown {
  if (row) return shape(row);
  return held > 0 ? null : UNKNOWN;
}

/**
 * What the server will most likely answer, by its own rule. A correction of a record that is only partly known here is
 * *por confirmar*.
 */
export function forecastOf(
  person: Person,
  definition: CommandDefinition,
  command: Omit<NewCommand, 'definition'>,
): Forecast {
  const reading = person.clock.reading();
  const envelope: Envelope = {
    id: newId(),
    kind: definition.kind,
    schemaVersion: definition.version,
    actorId: person.owner,
    deviceId: person.deviceId,
    deviceSeq: 0,
    subjectId: command.subjectId,
    baseVersion: command.baseVersion,
    after: [],
    occurredOn: command.occurredOn,
    capturedAt: reading.deviceAt,
    clock: reading,
    place: command.place,
    nonce: '00000000',
    body: command.body,
  };
  // The loader of a declared noun's row (loaderOf), by the kind of its command: 'complaint.register'.
  const loader = `noun.${definition.kind.split('.')[0]}`;
  const begun = definition.kind.endsWith('.register') ? { loader, id: command.subjectId } : null;
  return forecast(definition, envelope, actorOf(person), localFacts(person, begun), person.clock.instant());
}
