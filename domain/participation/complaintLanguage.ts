/** Languages in which somebody may complain and is answered (domain brief 3.11), by the code that is kept with the complaint. */
export const complaintLanguages = {
  es: 'castellano',
  qu: 'quechua',
  ay: 'aymara',
  gn: 'guaraní',
  en: 'inglés',
} as const;

export type ComplaintLanguage = keyof typeof complaintLanguages;
