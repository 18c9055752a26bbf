/** Words of the conversation about a row. */
export const conversationWords = {
  title: 'Conversación',
  empty: 'Todavía nadie dijo nada aquí.',
  inside: 'Entre quienes lo atienden',
  insideHelp: 'Nadie de fuera lo lee.',
  told: (called: string) => `Se le dijo a ${called}`,
  tell: (called: string) => `Decírselo a ${called}`,
  tellHelp: 'Lo leerá con el código quien tenga el comprobante.',
  tellWarning:
    'Lo leerá con el código quien tenga el comprobante, sea quien sea. No escriba nombres, carnets, teléfonos ' +
    'ni nada que diga quién reclamó.',
  said: (called: string) => `Lo dijo ${called}`,
  side: '¿Para quién es?',
  to: '¿A quién se lo pregunta?',
  toHelp:
    'Si elige a alguien, le queda como tarea en su inicio hasta que se conteste. Se ofrecen quienes pueden ver esta ficha.',
  toNobody: 'A nadie en particular',
  toPerson: (name: string) => `para ${name}`,
  text: 'Mensaje',
  forEver: 'Lo que se dice no se corrige ni se borra.',
  send: 'Decirlo',
  answer: 'Contestar',
  answerTo: (called: string) => `Contestar a ${called}`,
  answers: 'Contesta a:',
  open: 'Espera respuesta',
  closed: 'Contestado',
  waiting: (n: number) => (n === 1 ? 'Un mensaje espera respuesta' : `${n} mensajes esperan respuesta`),
  askedOfMe: (the: string, name: string) => `Contestar lo que le preguntaron sobre ${the} ${name}`,
  askedBy: (name: string) => `Pregunta ${name}`,
  saidOutside: (called: string, the: string, name: string) => `Contestar a ${called}: ${the} ${name}`,
  waits: 'Espera respuesta',
} as const;
