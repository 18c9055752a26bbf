import type { Whole } from './words.ts';

export const en: Whole = {
  languages: 'Languages',
  skip: 'Skip to the content',
  title: 'Complaints',
  description: 'Complain about the programme without giving your name, and see by your code what was answered.',
  lead: 'If something about the programme is not right, tell us here. You need not give your name or any proof.',
  term: 'You are answered within {days} days.',
  back: 'Back to complaints',

  make: 'Make a complaint',
  story: 'What happened?',
  storyHelp:
    'In your own words, at least ten letters. Write no names, identity cards or telephones here, neither yours nor those of others.',
  municipality: 'In which municipality?',
  municipalityHelp: 'If you know it: this way it reaches whoever can look into it.',
  rather: 'I would rather not say',
  relation: 'Who is complaining?',
  'relation.socio': 'I am a member of an organisation',
  'relation.familiar': 'I am a relative of a member',
  'relation.comunidad': 'I am from the community',
  'relation.proveedor': 'I am a supplier',
  'relation.otro': 'Somebody else',
  photos: 'Photos, if they help (up to {most})',
  photosHelp:
    'Of what happened or of a paper. Only the picture is kept: where and when it was taken is erased. Avoid faces.',
  photo: 'Photo {n}',
  photosMore: 'More photos',
  voice: 'A voice note, if you would rather speak',
  voiceHelp:
    'A recording of your telephone. Write a few words above as well. If you do not want your voice to be known, do not send it.',
  filesHelp: 'Each file may have up to {mb} MB (some minutes of voice). With a weak signal, send without files.',
  against: 'Is it against somebody who would handle it?',
  againstHelp: 'Then only the Transparency Unit reads and handles it.',
  againstNo: 'No, or I do not know',
  'against.reclamos': 'It is against the complaints officer',
  'against.coordinacion': 'It is against the national coordination',
  danger: 'Somebody is threatened or in danger',
  emergency: 'If somebody is in danger right now, call {number} (police). This form is not read at all hours.',
  phrase: 'A phrase that you alone know, if you like',
  phraseHelp:
    'In case you lose the code. At least {least} letters, that nobody at home or at work would guess: without ' +
    'your name, identity card or telephone. The phrase is not kept, only a mark that cannot be read.',
  send: 'Send the complaint',

  follow: 'See how your complaint goes',
  code: 'Code',
  look: 'See',

  lost: 'I lost my code',
  lostLead:
    'It is looked for only by the phrase that you wrote when you complained. If you wrote none, there is no ' +
    'way to know which complaint is yours.',
  lostMunicipality: 'The municipality that you chose then',
  lostDay: 'On which day did you complain?',
  lostDayHelp: 'More or less: up to three days before and after are looked at.',
  lostPhrase: 'Your phrase',
  lostFind: 'Look for my code',
  lostNone: 'Nothing was found',
  lostNoneLead:
    'The municipality, the day or the phrase may not be those of then, or there is no phrase. For safety no ' +
    'more is said. After some tries you have to wait.',
  lostFound: 'This is your code',

  care: 'How whoever complains is protected',
  careName:
    'You are not asked for your name, and this system does not keep from which device or at what hour you wrote: only the day.',
  careReaders:
    'Until it is classified, only the complaints officer reads it; afterwards the national coordination does ' +
    'too. Those about violence or corruption are always read by these two alone.',
  careAccused: 'Whoever is named in a complaint can neither see it nor handle it.',
  careOrder: 'The order in which the complaints of one day arrived stays written in the journal.',
  careAnswer: 'A person writes the answer, in the language in which you wrote where they can.',
  otherWays:
    'You can also complain at the departmental office, by telephone, by letter or through whoever accompanies your organisation.',
  figures: 'Complaints in figures',

  received: 'Complaint received',
  receivedHead: 'Your complaint was received',
  again:
    'This form had been sent already. What you wrote the first time stands; to say something more, make another complaint.',
  yourCode: 'Your code',
  receivedOn: 'Received on {day}.',
  dueOn: 'You are answered by {day}.',
  keep: 'Keep this code: write it down, photograph it, print this page or download the receipt.',
  keepWhy:
    'With it you will see the answer and can say whether you are content. Do not show it to anybody who should ' +
    'not know that you complained.',
  keepLost:
    'If you lose it, it is found only by the phrase that you wrote. Without it we cannot tell which complaint ' +
    'is yours, because we do not know who you are.',
  slip: 'Receipt of a complaint',
  slipGet: 'Download the receipt',
  slipWhere: 'See the answer at {address}, with this code.',

  status: 'State of your complaint',
  complaint: 'Complaint {code}',
  late: 'The answer is {days} days late.',
  lateOne: 'The answer is one day late.',
  lateWhy: 'It was due by {day}. The national coordination knows.',
  left: '{days} days are left',
  leftOne: 'one day is left',
  leftNone: 'today',
  until: 'You are answered by {day}: {left}.',
  'day.received': 'Received',
  'day.acknowledged': 'Receipt acknowledged',
  'day.referredTo': 'Sent to',
  'day.referred': 'Sent on',
  'day.answered': 'Answered',
  'day.outcome': 'Outcome',
  'day.reopened': 'Reopened',
  'day.secondAnswered': 'Second answer',
  answer: 'Answer',
  measures: 'Measures',
  secondAnswer: 'Second answer',
  'state.RECIBIDO': 'Your complaint arrived. Nobody has opened it yet.',
  'state.REGISTRADO': 'Your complaint was received and registered.',
  'state.CLASIFICADO': 'Your complaint was read. Who will look into it is still to be named.',
  'state.ASIGNADO': 'Somebody is in charge of your complaint.',
  'state.EN_INVESTIGACION': 'What happened is being looked into.',
  'state.RESPONDIDO': 'Your complaint was answered.',
  'state.CONFORME_CERRADO': 'You said that you are content. The complaint is closed.',
  'state.REABIERTO':
    'You were not content and the complaint was reopened. Another person, of the national coordination, looks into it.',
  'state.CERRADO': 'Your complaint had a second answer and is closed.',
  'state.NO_ADMISIBLE': 'This complaint is not for the programme to handle. The explanation is below.',
  'state.DERIVADO':
    'Your complaint was sent to the institution that must handle it. What it answers will be written here.',
  'state.DUPLICADO': 'Another complaint is about the same, and they are handled together.',
  'outcome.fundado': 'You were found to be right',
  'outcome.parcial': 'You were found to be right in part',
  'outcome.infundado': 'You were not found to be right',
  'outcome.retirado': 'Withdrawn by whoever complained',
  'outcome.otra_entidad': 'It belongs to another institution',
  'referredTo.transparencia': 'Transparency Unit',
  'referredTo.fps': 'FPS',
  'referredTo.gam': 'Municipal government',
  'referredTo.defensoria': 'Ombudsman (Defensoría del Pueblo)',
  'referredTo.otra': 'Another institution',

  opinion: 'What do you think of the answer?',
  agree: 'I am content: close the complaint',
  disagree: 'I am not content',
  reasonHelp: 'Say why. Somebody else than the first time will see and answer it.',
  reopen: 'Ask for it to be looked at again',
  agreed: 'It is noted that you are content. Thank you for saying so.',
  reopened: 'Your complaint will be looked at again. Somebody else answers it.',

  talk: 'Conversation',
  talkNone: 'Nothing else has been said yet.',
  talkTold: 'You were told',
  talkSaid: 'You said',
  talkClosed:
    'This complaint is closed and nothing more can be said here. If something else has happened, make another complaint.',
  more: 'Do you want to say something more?',
  moreHelp:
    'It is read by whoever attends to your complaint, and whoever has the code can read it here. Write no ' +
    'names, identity cards or telephones. It cannot be deleted.',
  moreSend: 'Say it',
  saidMore: 'It was taken down. The answer will be seen on this page.',

  noCode: 'Unknown code',
  noCodeHead: 'No complaint has that code',
  noCodeHelp: 'Check that it is complete: an R, the year and eight letters or digits, like {example}.',

  notSent: 'It was not sent.',
  'problem.story': 'Tell what happened in at least {least} letters and no more than {most}.',
  'problem.reason': 'Say why you are not content, in at least {least} letters and no more than {most}.',
  'problem.more': 'Write something, in no more than {most} letters.',
  'problem.municipality': 'That municipality is not in the list. Choose another.',
  'problem.photos': 'One of the photos could not be read. JPG, PNG or WebP photos of up to {mb} MB are taken.',
  'problem.voice':
    'The voice note could not be read. Recordings of a telephone (M4A, OGG, WebM, MP3 or AMR) of up to {mb} MB are taken, without video.',
  'problem.fileSize': 'One of the files has more than {mb} MB.',
  'problem.fileRoom': 'Files cannot be taken just now. Send without them, or try later.',
  'problem.files': 'More files arrived than are asked for, or the connection broke.',
  chooseAgain: 'What you wrote is below; the photos and the voice note have to be chosen again.',
  'problem.phrase': 'The phrase is too short or too easy. Use at least {least} letters, or leave it empty.',
  'problem.choice': 'Choose one of the options of the list.',
  'problem.notNow': 'The complaint does not wait for that from you now. See below how it stands.',
  'problem.moment': 'It could not be kept just now. Send it again in a while.',

  wait: 'Wait a moment',
  waitHead: 'Wait a few minutes',
  waitLead: 'Much was sent from this place in a short time. Leave this page open and send it again in a while.',
  busyLead: 'Very many are sending at once. Leave this page open and send again in a minute.',
  resendFiles:
    'Photos and the voice note are not sent again from here: go back to the page before with your browser if you want to send them.',
  failed: 'It was not sent',
  failedHead: 'It could not be sent',
  failedLead:
    'The fault is ours, not yours. Leave this page open and send it again in a few minutes: if it had arrived after all, you will be told.',
  written: 'This is what you wrote:',
  sendAgain: 'Send again',
};
