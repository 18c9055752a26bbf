/** An operation as an integration sends it. */
const EXAMPLE = JSON.stringify({
  id: '0198c5a2-0000-7000-8000-000000000001',
  kind: 'document.record',
  schemaVersion: 1,
  actorId: '(su identificador, de /api/me)',
  deviceId: '(identificador de la clave)',
  deviceSeq: 1,
  subjectId: '0198c5a2-0000-7000-8000-000000000002',
  baseVersion: null,
  after: [],
  occurredOn: '2026-06-15',
  capturedAt: '2026-06-15T14:00:00.000Z',
  clock: null,
  place: null,
  nonce: 'a1b2c3d4',
  body: { title: 'Acta de aprobación' },
});

/** How the API is used, in Markdown: the beginning of its description. @param url where it answers */
export const introduction = (
  url: string,
): string => `Todo lo que hacen la oficina y la aplicación de campo, por la misma puerta y con los mismos permisos.
Se escribe enviando operaciones a /api/commands; se lee con /api/q/{consulta}. Fechas «AAAA-MM-DD», instantes ISO en
UTC con milisegundos, dinero en centavos enteros, cantidades en diezmilésimos enteros de su unidad.

## Claves de integración

Una clave la hace una persona en la oficina (*Claves de integración*), con un vencimiento, algunos de sus propios
roles y una lista de operaciones y consultas. Se muestra una sola vez. Actúa por esa persona y nunca puede más que
ella; cuentas, roles, delegaciones, teléfonos y las claves mismas quedan fuera de su alcance. Se manda en cada
pedido:

\`\`\`
curl -H 'Authorization: Bearer sigg_…' '${url}/api/q/alliance.list?pageSize=20'
\`\`\`

## Operaciones

Una operación es un sobre en texto. Quien envía hace el identificador (UUID versión 7) y lo conserva: si no llegó la
respuesta, envía el mismo texto otra vez. El dispositivo es el identificador de la clave: así la bitácora distingue
lo que hizo la integración de lo que hizo la persona. Lo que lleva cada una está abajo, en *Schemas*, por su nombre.

\`\`\`
curl -X POST '${url}/api/commands' \\
  -H 'Authorization: Bearer sigg_…' -H 'Content-Type: application/json' \\
  -d '${JSON.stringify({ commands: [EXAMPLE] })}'
\`\`\`

Se responde una por una: \`accepted\` aceptada, \`conflict\` aceptada como propuesta que alguien tiene que resolver,
\`held\` espera a otra de la que depende, \`refused\` rechazada con su problema, \`unreadable\` no se pudo leer,
\`retry\` hay que enviarla otra vez.

## Problemas

Todo rechazo lleva un código que no cambia de sentido y una frase para la persona:
\`{"problem":{"code":"SIGG-101","message":"…","field":"body.quantity","retry":"never"}}\`. Los códigos, con su frase,
están en cada respuesta.
`;
