import { commandList } from '../../../domain/commands.ts';
import type { CommandDefinition } from '../../../domain/kernel/command.ts';
import { envelopeSchema } from '../../../domain/kernel/envelope.ts';
import { roles } from '../../../domain/people/roles.ts';
import { openToTokens } from '../../../domain/people/tokenCommands.ts';
import { inputSchema, type JsonSchema } from './jsonSchema.ts';

/** Commands that a person or an integration can send; those of the daily job alone are not part of the API. */
export const sentByPeople: readonly CommandDefinition[] = commandList.filter((c) =>
  c.by.some((role) => role !== 'sistema'),
);

const commandSchemaName = (kind: string): string => `command.${kind}`;

/** Names of the roles that may send a command, as people know them. */
function senders(definition: Pick<CommandDefinition, 'by'>): string[] {
  return definition.by.flatMap((role) => (role === 'sistema' ? [] : [roles[role].name]));
}

function describe(d: CommandDefinition): string {
  const kind =
    d.type === 'fact'
      ? 'Hecho: dice lo que pasó; se acepta aunque la situación haya cambiado desde entonces, con avisos si corresponde.'
      : 'Acto: se decide al recibirlo, según el estado, la autoridad y la separación de funciones.';
  const token = openToTokens(d.kind) ? '' : ' Lo hace una persona: ninguna clave de integración lo alcanza.';
  return `${kind} Pueden enviarlo: ${senders(d).join(', ')}.${token}`;
}

/** The envelope with the kind, version and body of one command. */
function commandSchema(d: CommandDefinition): JsonSchema {
  return {
    title: d.title,
    description: describe(d),
    allOf: [
      { $ref: '#/components/schemas/Envelope' },
      {
        type: 'object',
        properties: {
          kind: { const: d.kind },
          schemaVersion: { type: 'integer', minimum: 1, maximum: d.version },
          body: inputSchema(d.schema),
        },
        required: ['kind', 'body'],
      },
    ],
    'x-sigg-type': d.type,
    'x-sigg-roles': d.by.filter((role) => role !== 'sistema'),
    'x-sigg-subject': d.subject,
    'x-sigg-tokens': openToTokens(d.kind),
  };
}

/** `Envelope`, one schema for each command, and `Command`, which is any of them, distinguished by `kind`. */
export function commandSchemas(): Record<string, JsonSchema> {
  const each = sentByPeople.map((d) => [commandSchemaName(d.kind), commandSchema(d)] as const);
  const ref = (name: string) => `#/components/schemas/${name}`;
  return {
    Envelope: {
      ...inputSchema(envelopeSchema),
      description:
        'El sobre fijo de toda operación. El dispositivo lo serializa una sola vez y esos bytes se guardan y ' +
        'se comprueban tal cual. «id» lo hace quien envía (UUID versión 7): la misma operación enviada dos ' +
        'veces recibe la misma respuesta.',
    },
    Command: {
      description: 'Una operación: el sobre con el cuerpo que corresponde a «kind».',
      oneOf: each.map(([name]) => ({ $ref: ref(name) })),
      discriminator: {
        propertyName: 'kind',
        mapping: Object.fromEntries(sentByPeople.map((d) => [d.kind, ref(commandSchemaName(d.kind))])),
      },
    },
    ...Object.fromEntries(each),
  };
}
